"""A real browser, and what is looked at in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

REQUIRED = os.environ.get("TENLAO_BROWSER") == "required"
NO_BROWSER = "browser tests were skipped: there is no Chromium or Chrome (Debian: apt-get install chromium)"

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)


def browser_at() -> str | None:
    """Where the browser of this machine is, if it has one."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    return found or next((place for place in _PLACES if Path(place).exists()), None)


@contextmanager
def browser() -> Iterator[Any]:
    """A headless browser of its own; tests that need one are skipped without, or fail where one is required."""
    place = browser_at()
    if place is None:
        if REQUIRED:
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=place, args=list(_FLAGS), headless=True)
        yield running
        running.close()


class Visit:
    """A page in a context of its own, with what it loaded and what it complained of."""

    def __init__(self, running: Any, **options: Any) -> None:
        self.context = running.new_context(
            **{"locale": "vi-VN", "viewport": {"width": 1440, "height": 900}, **options}
        )
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        self.loaded: dict[str, int] = {}
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._took)

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def _took(self, response: Any) -> None:
        self.hosts.add(response.url.split("/")[2])
        self.loaded[response.url] = int(response.headers.get("content-length", 0)) if response.ok else 0


@contextmanager
def visit(running: Any, address: str, **options: Any) -> Iterator[Visit]:
    """A page that was opened; when it is left it has complained of nothing and loaded nothing from elsewhere."""
    made = Visit(running, **options)
    made.page.goto(address)
    yield made
    made.context.close()
    assert made.complaints == []
    assert made.hosts == {address.split("/")[2]}

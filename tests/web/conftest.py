"""One server for all tests that only ask."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.browsing import NO_BROWSER, browser
from tests.web.serving import Server, served

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with served() as running:
        yield running


@pytest.fixture(scope="session")
def running_browser() -> Iterator[Any]:
    with browser() as running:
        yield running


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if any(NO_BROWSER in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(NO_BROWSER)

"""One server for all tests that only ask, and a browser."""

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


@pytest.fixture(scope="module")
def running_browser() -> Iterator[Any]:
    """A browser for a file of tests; as long as it runs, its driver has the event loop of the process."""
    with browser() as running:
        yield running


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if any(NO_BROWSER in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(NO_BROWSER)

"""One server for all tests that only ask."""

from collections.abc import Iterator

import pytest

from tests.web.serving import Server, served

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with served() as running:
        yield running

"""Files that commands are run on."""

from pathlib import Path

import pytest

from tests.cli.running import LATIN_1, TEXT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def bad_file(tmp_path: Path) -> Path:
    path = tmp_path / "old.txt"
    path.write_bytes(LATIN_1)
    return path

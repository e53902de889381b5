"""Many files: found in folders, done in several processes, told of in order."""

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tenlao import Gazetteer, TenlaoError
from tenlao.pipeline.batch import documents_in, outcomes, progress


def length(names: Gazetteer, file: str) -> int:
    if file == "bad":
        raise TenlaoError("is bad", file, 3, "encoding")
    time.sleep(0.05 if file == "slow" else 0)
    return len(file) * (len(names) > 0)


def end_process(names: Gazetteer, file: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("jobs", [0, 1, 2, 9])
def test_outcomes_are_in_order(jobs: int) -> None:
    files = ["slow", "a", "bad", "-", *("b" * n for n in range(1, 30))]
    found = list(outcomes(length, files, jobs=jobs))
    assert [file for file, _ in found] == files
    assert [outcome for file, outcome in found if file != "bad"] == [
        len(file) for file in files if file != "bad"
    ]
    error = found[2][1]
    assert isinstance(error, TenlaoError)
    assert (str(error), error.argument) == ("bad:3: is bad", "encoding")


def test_without_files_there_are_no_outcomes() -> None:
    assert list(outcomes(length, [], jobs=4)) == []


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_process_that_is_killed_is_reported() -> None:
    with pytest.raises(TenlaoError, match="a process was killed"):
        list(outcomes(end_process, ["a", "b", "c"], jobs=2))


def test_a_table_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    with pytest.raises(TenlaoError):
        list(outcomes(length, ["a", "b"], str(tmp_path / "none.toml"), jobs=2))


@contextlib.contextmanager
def deep(folder: Path, name: str, levels: int) -> Iterator[None]:
    """Make folders in each other, with a document in the last, and remove them, which few programs can."""
    inner = os.open(folder, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir(name, dir_fd=inner)
        outer, inner = inner, os.open(name, os.O_RDONLY, dir_fd=inner)
        os.close(outer)
    os.close(os.open("deep.txt", os.O_CREAT | os.O_WRONLY, dir_fd=inner))
    yield
    os.unlink("deep.txt", dir_fd=inner)
    for _ in range(levels):
        outer = os.open("..", os.O_RDONLY, dir_fd=inner)
        os.close(inner)
        os.rmdir(name, dir_fd=outer)
        inner = outer
    os.close(inner)


@pytest.mark.skipif(os.name != "posix", reason="folders that are opened by where others are")
@pytest.mark.parametrize(("name", "is_read"), [("d", True), ("deeper", False)])
def test_folders_may_be_deep(tmp_path: Path, name: str, is_read: bool) -> None:
    """A thousand folders in each other are read, and if their path is too long for the system, the others are."""
    (tmp_path / "a.txt").touch()
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "z.txt").touch()
    with deep(tmp_path, name, 1100):
        found = list(documents_in([str(tmp_path)]))
    files = [os.path.basename(file) for file in found if isinstance(file, str)]
    assert files == ["a.txt", *(["deep.txt"] if is_read else []), "z.txt"]
    assert [str(problem).rpartition(": ")[2] for problem in found if isinstance(problem, TenlaoError)] == (
        [] if is_read else ["File name too long; check the path"]
    )


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may do anything")
def test_folders_that_cannot_be_read_are_reported(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    (tmp_path / "a.txt").touch()
    first, second = documents_in([str(tmp_path)])
    assert first == str(tmp_path / "a.txt")
    assert (
        str(second)
        == f"{tmp_path / 'closed'}: cannot be read: Permission denied; check the permissions of it and of its folder"
    )


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no terminals")
def test_progress_is_shown_on_terminals_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("rich")
    with progress(2, wanted=True) as advance:
        advance()
    assert capsys.readouterr().err == ""
    reading, writing = os.openpty()
    with os.fdopen(writing, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        for total, wanted in ((1, True), (2, False), (2, True)):
            with progress(total, wanted) as advance:
                advance()
            terminal.flush()
        shown = b""
        while b"50%" not in shown and select.select([reading], [], [], 5.0)[0]:
            shown += os.read(reading, 10_000)
        assert shown.count(b"  0%") == 1
        assert b"50%" in shown
    os.close(reading)

"""Many files: those in folders, several at a time, with what comes of them in order."""

from __future__ import annotations

import contextlib
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from tenlao.base.errors import TenlaoError, reason
from tenlao.base.processes import be_a_worker, processors
from tenlao.base.translations import current_language, in_language
from tenlao.checking.settings_files import SETTINGS_FILES
from tenlao.documents.files import STANDARD_STREAM
from tenlao.documents.formats import EXTENSIONS, kind_told_by
from tenlao.gazetteer import Gazetteer
from tenlao.pipeline.house import Tables, house_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from tenlao.checking.settings import Settings

__all__ = ["documents_in", "outcomes", "progress"]

T = TypeVar("T")
Work = Callable[[Gazetteer, str], T]

# How many files for each process are given out before the first of them is done.
_AHEAD = 4


def documents_in(paths: Iterable[str]) -> Iterator[str | TenlaoError]:
    """Give the files themselves, of folders the documents in them at any depth, and what is wrong with folders.

    Hidden files and folders and symbolic links are left out, files whose names do not say what they are, and what
    the settings exclude. What is given itself is never left out.

    >>> list(documents_in(["a.txt", "-"]))
    ['a.txt', '-']
    """
    for path in paths:
        if path == STANDARD_STREAM or not os.path.isdir(path):
            yield path
            continue
        problems: list[TenlaoError] = []
        found = excluded = False
        waiting = [(path, _settings_of(path))]
        while waiting:
            folder, settings = waiting.pop()
            try:
                folders, files = _in_folder(folder)
            except OSError as error:
                problems.append(TenlaoError(f"cannot be read: {reason(error)}", folder))
                continue
            if any(os.path.lexists(os.path.join(folder, name)) for name in SETTINGS_FILES):
                settings = _settings_of(folder)
            left_out = {
                name for name in (*folders, *files) if _excludes(settings, os.path.join(folder, name))
            }
            excluded = excluded or bool(left_out)
            for name in files:
                if name not in left_out:
                    found = True
                    yield os.path.join(folder, name)
            waiting += [
                (os.path.join(folder, name), settings) for name in reversed(folders) if name not in left_out
            ]
        yield from problems
        if not found and not problems:
            besides = " that the settings do not exclude" if excluded else ""
            yield TenlaoError(f"has no documents in it{besides} ({', '.join(EXTENSIONS)}); give files", path)


def _settings_of(folder: str) -> Settings | None:
    """Return the settings for what is in a folder; None if they are bad, which is reported with each document."""
    try:
        return house_of(folder)
    except TenlaoError:
        return None


def _excludes(settings: Settings | None, path: str) -> bool:
    return settings is not None and settings.excludes(path)


def _in_folder(folder: str) -> tuple[list[str], list[str]]:
    """Return the names of the folders and of the documents in a folder, in order, without hidden ones and links.

    Raises:
        OSError: the folder cannot be read.
    """
    folders, files = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.is_symlink():
                continue
            if _is_folder(entry):
                folders.append(entry.name)
            elif kind_told_by(entry.name) is not None:
                files.append(entry.name)
    return sorted(folders), sorted(files)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False  # it is gone, or nobody may look at it


def outcomes(
    work: Work[T], files: Sequence[str], table_file: str | None = None, jobs: int = 1
) -> Iterator[tuple[str, T | TenlaoError]]:
    """Do some work with each file, in several processes if there are jobs for them (0: one for each processor).

    The work is done with the table in a file, or with the one that the settings of each document name.

    Gives each file with what came of it or what was wrong with it, in the order of the files.

    Raises:
        TenlaoError: the table that is given cannot be read, or a process was killed.
    """
    tables = Tables(table_file)
    if table_file is not None:
        tables.of(STANDARD_STREAM)
    jobs = min(jobs or processors(), len(files))
    if jobs < 2:
        for file in files:
            yield file, _outcome(work, tables, file)
        return
    from concurrent.futures import ProcessPoolExecutor  # which takes a while to load
    from concurrent.futures.process import BrokenProcessPool

    with contextlib.suppress(TenlaoError):  # which is told with the file
        tables.of(files[0])  # compiled once, and not by each process
    waiting = iter(files)
    given: deque[tuple[str, Future[T | TenlaoError] | None]] = deque()
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(table_file, current_language())) as pool:
        try:
            while True:
                for file in islice(waiting, jobs * _AHEAD - len(given)):
                    # Only this process has the standard input.
                    given.append((file, None if file == STANDARD_STREAM else pool.submit(_work, work, file)))
                if not given:
                    return
                file, future = given.popleft()
                yield file, future.result() if future else _outcome(work, tables, file)
        except BrokenProcessPool as error:
            raise TenlaoError("a process was killed, perhaps for want of memory; use fewer jobs") from error
        finally:
            pool.shutdown(cancel_futures=True)


def _outcome(work: Work[T], tables: Tables, file: str) -> T | TenlaoError:
    try:
        return work(tables.of(file), file)
    except TenlaoError as error:
        return error


_tables: Tables


def _begin(table_file: str | None, language: str) -> None:
    """Make a process ready to work: it has tables, and speaks as its parent does."""
    global _tables
    be_a_worker()
    _tables = Tables(table_file)
    in_language(language).__enter__()  # as long as the process lives


def _work(work: Work[T], file: str) -> T | TenlaoError:
    outcome = _outcome(work, _tables, file)
    try:
        # What is given bit by bit goes to the other process as a whole.
        return list(outcome) if isinstance(outcome, Iterator) else outcome  # type: ignore[return-value]
    except TenlaoError as error:
        return error


@contextlib.contextmanager
def progress(total: int, wanted: bool) -> Iterator[Callable[[], None]]:
    """Show a progress bar on standard error if that is a terminal and Rich is there; gives what advances it.

    >>> with progress(2, wanted=False) as advance:
    ...     advance()
    """
    if wanted and total > 1 and sys.stderr.isatty() and find_spec("rich"):
        from rich.console import Console
        from rich.progress import Progress

        # Without a thread that refreshes the bar: processes may be forked while it is shown.
        bar = Progress(
            console=Console(stderr=True), auto_refresh=False, transient=True, redirect_stdout=False
        )
        with bar:
            task = bar.add_task("", total=total)
            yield lambda: bar.update(task, advance=1, refresh=True)
    else:
        yield lambda: None

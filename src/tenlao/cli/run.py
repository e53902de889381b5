"""Working through the documents that a command is given, one or several at a time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn, TypeVar

from tenlao.base.errors import TenlaoError
from tenlao.cli.printing import complain

if TYPE_CHECKING:
    from tenlao.gazetteer import Gazetteer

__all__ = ["Failures", "do", "documents_of", "end"]

T = TypeVar("T")


def documents_of(paths: Sequence[str]) -> list[str | TenlaoError]:
    """Return the documents that are given or in folders that are given, and what is wrong with folders."""
    from tenlao.pipeline.batch import documents_in

    return list(documents_in(paths))


class Failures:
    """The files that cannot be used; a problem that several share, such as a bad setting, is told once."""

    def __init__(self) -> None:
        self.count = 0
        self._told: set[str] = set()

    def files_in(self, documents: Sequence[str | TenlaoError]) -> list[str]:
        """Return the files that are left once what is wrong with folders has been told."""
        for problem in documents:
            if isinstance(problem, TenlaoError):
                self.add(problem)
        return [file for file in documents if isinstance(file, str)]

    def add(self, problem: TenlaoError) -> None:
        """Count a file, and say what is wrong with it."""
        self.count += 1
        if str(problem) not in self._told:
            self._told.add(str(problem))
            complain(problem)

    @property
    def is_one_problem(self) -> bool:
        """Tell whether several files share the only problem that there is."""
        return self.count > len(self._told) == 1


def do(
    work: Callable[[Gazetteer, str], T],
    documents: Sequence[str | TenlaoError],
    use: Callable[[str, T], None],
    table_file: str | None,
    jobs: int,
    bar: bool = False,
    afterwards: Callable[[], object] | None = None,
) -> NoReturn:
    """Do some work with each document, use what comes of it, and do what is to be done afterwards.

    Exits with 2 when something went wrong.
    """
    from tenlao.pipeline.batch import outcomes, progress

    failures = Failures()
    files = failures.files_in(documents)
    with progress(len(files), wanted=bar or not sys.stdout.isatty()) as advance:
        for file, outcome in outcomes(work, files, table_file, jobs):
            try:
                if isinstance(outcome, TenlaoError):
                    raise outcome
                use(file, outcome)
            except TenlaoError as error:
                failures.add(error)
            advance()
    if afterwards is not None:
        afterwards()
    if failures.is_one_problem:
        sys.exit(2)
    end(failures.count, len(documents))


def end(failed: int, of: int) -> NoReturn:
    """Exit with 2 when something went wrong, and say of how much, if that is not plain to see."""
    if failed and of > 1:
        complain(f"{failed} of {of} files could not be used")
    sys.exit(2 if failed else 0)

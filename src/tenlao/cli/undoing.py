"""What `tenlao annotate --undo` does: files get back what they held before the changes that a journal tells of."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from tenlao.base.characters import visible
from tenlao.base.errors import TenlaoError
from tenlao.base.terminals import standard_output
from tenlao.cli.printing import complain
from tenlao.cli.run import end
from tenlao.documents.files import (
    STANDARD_STREAM,
    clear_leftover,
    read_file,
    read_standard_input,
    replace_file,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tenlao.pipeline.journal import Journal

__all__ = ["undo_edits"]


def undo_edits(journal_file: str, files: Sequence[str], root: str | None, backup: str) -> NoReturn:
    """Undo the edits in a journal, in all files or in those given, and exit with 2 when something went wrong.

    Whoever wrote the journal may be somebody else, so a file that only the journal names is changed below its folder
    or `root` and nowhere else, unless somebody at the terminal says so.
    """
    from tenlao.pipeline.journal import LARGEST_JOURNAL, Journal

    read_file(journal_file, LARGEST_JOURNAL)
    journal = Journal(journal_file)
    outcomes = [
        _could_undo(journal, file, is_given=bool(files), root=root, backup=backup)
        for file in files or journal.files()
    ]
    if journal.cut_line is not None:
        unknown = "was cut off; if a file was changed after it, compare that one with a copy of your own"
        complain(TenlaoError(unknown, journal_file, journal.cut_line))
    end(outcomes.count(False), len(outcomes))


def _could_undo(journal: Journal, file: str, *, is_given: bool, root: str | None, backup: str) -> bool:
    try:
        if file == STANDARD_STREAM and not is_given:
            raise TenlaoError('give "-", or the file that they are in', "changes that were printed")
        if not is_given and not journal.is_beside(file, root) and not _is_allowed(file):
            raise TenlaoError(
                "is outside the folder of the journal, left as it is; give it by name, or its folder as --root",
                file,
            )
        new = read_standard_input() if file == STANDARD_STREAM else read_file(file)
        old = journal.undone(file, new)
        if file == STANDARD_STREAM:
            standard_output().write(old)
        elif old != new:
            replace_file(file, new, old, backup)
        else:
            clear_leftover(file)
    except TenlaoError as error:
        complain(error)
        return False
    return True


def _is_allowed(file: str) -> bool:
    """Ask whoever is at the terminal, if anybody is."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    return click.confirm(
        f"Change {visible(os.path.abspath(file))}, which is outside the folder of the journal?", err=True
    )

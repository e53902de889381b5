"""Renderings that nobody has printed, where one is asked for; each bears a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenlao import orthography
from tenlao.errors import TenlaoError
from tenlao.unknown import ENOUGH, is_rendering, likeness

if TYPE_CHECKING:
    from tenlao.table import Entry, Table, Writing

__all__ = ["MARK", "check_mark", "looks_lao", "suggested", "suggested_for"]

MARK = "*"


def check_mark(mark: str) -> None:
    """Refuse a mark that would not be seen beside a name, or be taken for a part of the text.

    >>> check_mark("*")
    >>> check_mark(" ")
    Traceback (most recent call last):
    tenlao.errors.TenlaoError: " " cannot mark a suggestion; use signs like * that are no letters, blanks or brackets

    Raises:
        TenlaoError: the mark has letters, digits, blanks or brackets in it, or nothing.
    """
    if not mark or any(c.isalnum() or c.isspace() or not c.isprintable() or c in "()[]（）<>&" for c in mark):
        raise TenlaoError(
            f'"{mark}" cannot mark a suggestion; use signs like * that are no letters, blanks or brackets'
        )


def suggested(table: Table, name: str, mark: str = MARK) -> str | None:
    """A rendering of a name, marked as suggested; None for what is hardly a Lao name, or a rendering already.

    >>> from tenlao import load
    >>> suggested(load(), "Phandanouvong"), suggested(load(), "John Smith")
    ('Phăn-đa-nu-vông*', None)
    """
    rendering = table.render(name, limit=1)
    return f"{rendering.vietnamese}{mark}" if rendering.vietnamese and not rendering.note else None


def suggested_for(table: Table, entry: Entry, mark: str = MARK) -> str | None:
    """A rendering of a person or place that has none in the table, from the Lao form if there is one."""
    name = entry.lao or entry.latin
    if entry.vietnamese or entry.kind == "organization" or name is None:
        return None
    return suggested(table, name, mark)


def looks_lao(table: Table, name: str) -> bool:
    """Whether a name that is in no table looks like the name of a Lao person.

    >>> from tenlao import load
    >>> [looks_lao(load(), name) for name in ("Phandanouvong", "Somchai Rattanakul", "Barack Obama")]
    [True, False, False]
    """
    writing: Writing = "latin"
    if orthography.has_lao(name):
        writing = "lao"
    elif is_rendering(name):
        writing = "vietnamese"
    return bool(orthography.readings(name)) and likeness(table).odds(name, writing) >= ENOUGH[writing]

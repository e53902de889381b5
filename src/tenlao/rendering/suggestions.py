"""Renderings that nobody has printed, where one is asked for; each bears a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tenlao.base.errors import TenlaoError
from tenlao.mentions.likeness import Likeness
from tenlao.phonology.reading import readings
from tenlao.phonology.writing import likely_writing
from tenlao.text.longest import LONGEST_NAME

if TYPE_CHECKING:
    from tenlao.rendering.renderer import Rendering
    from tenlao.table.model import Entry

__all__ = ["MARK", "check_mark", "looks_lao", "suggested", "suggested_for"]

MARK = "*"


class Renders(Protocol):
    """Whoever renders names."""

    def render(self, name: str, *, limit: int = 5) -> Rendering:
        """Suggest how a newsroom would write a name."""


def check_mark(mark: str) -> None:
    """Refuse a mark that would not be seen beside a name, or be taken for a part of the text.

    >>> check_mark("*")
    >>> check_mark(" ")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    tenlao.base.errors.TenlaoError: " " cannot mark a suggestion; use signs like * ...

    Raises:
        TenlaoError: the mark has letters, digits, blanks or brackets in it, or nothing.
    """
    if not mark or any(c.isalnum() or c.isspace() or not c.isprintable() or c in "()[]（）<>&" for c in mark):
        raise TenlaoError(
            f'"{mark}" cannot mark a suggestion; use signs like * that are no letters, blanks or brackets'
        )


def suggested(renders: Renders, name: str, mark: str = MARK) -> str | None:
    """A rendering of a name, marked as suggested; None for what is hardly a Lao name, or a rendering already.

    >>> from tenlao import load
    >>> suggested(load(), "Phandanouvong"), suggested(load(), "John Smith")
    ('Phăn-đa-nu-vông*', None)
    """
    rendering = renders.render(name, limit=1)
    return f"{rendering.vietnamese}{mark}" if rendering.vietnamese and not rendering.note else None


def suggested_for(renders: Renders, entry: Entry, mark: str = MARK) -> str | None:
    """A rendering of a person or place that has none in the table, from the Lao form if there is one."""
    name = entry.lao or entry.latin
    if entry.vietnamese or entry.kind == "organization" or name is None:
        return None
    return suggested(renders, name, mark)


def looks_lao(like: Likeness, name: str) -> bool:
    """Tell whether a name that is in no table looks like the name of a Lao person.

    >>> from tenlao import load
    >>> [looks_lao(load().likeness, name) for name in ("Phandanouvong", "Somchai Rattanakul", "Barack Obama")]
    [True, False, False]
    """
    return len(name) <= LONGEST_NAME and bool(readings(name)) and like.is_lao(name, likely_writing(name))

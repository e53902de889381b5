"""Edits: all that is changed in a text is a list of these, which can be shown, applied and undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

__all__ = ["Edit", "apply_edits", "invert"]


@dataclass(frozen=True, slots=True)
class Edit:
    """The replacement of `old`, which stands at start..end of a text, by `new`; offsets are code points.

    >>> Edit(3, 3, "", " (Phô-xay)").new
    ' (Phô-xay)'
    """

    start: int
    end: int
    old: str
    new: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text after edits, which are in text order and do not overlap.

    >>> apply_edits("Phoxay", [Edit(2, 3, "o", "ô"), Edit(6, 6, "", "!")])
    'Phôxay!'

    Raises:
        ValueError: an edit overlaps the one before, or its old text is not there.
    """
    edited = StringIO()
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(text) or text[edit.start : edit.end] != edit.old:
            raise ValueError(f"{edit} does not fit the text")
        edited.write(text[at : edit.start])
        edited.write(edit.new)
        at = edit.end
    edited.write(text[at:])
    return edited.getvalue()


def invert(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that undo these: applied to the new text, they give the old one.

    >>> changes = [Edit(2, 3, "o", "ô"), Edit(6, 6, "", "!")]
    >>> invert(changes)
    [Edit(start=2, end=3, old='ô', new='o'), Edit(start=6, end=7, old='!', new='')]
    >>> apply_edits(apply_edits("Phoxay", changes), invert(changes))
    'Phoxay'
    """
    inverse = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        inverse.append(Edit(start, start + len(edit.new), edit.new, edit.old))
        shift += len(edit.new) - len(edit.old)
    return inverse

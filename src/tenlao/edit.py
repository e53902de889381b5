"""Edits: all that is changed in a text is a list of these, which can be shown, applied and undone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Edit", "apply_edits", "compose", "invert"]


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
    pieces = []
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(text) or text[edit.start : edit.end] != edit.old:
            raise ValueError(f"{edit} does not fit the text")
        pieces += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*pieces, text[at:]])


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


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Return the edits that do to a text what two lists do to it one after the other.

    >>> compose("Phoxay", [Edit(2, 3, "o", "ô")], [Edit(2, 4, "ôx", "ô-x"), Edit(6, 6, "", "!")])
    [Edit(start=2, end=4, old='ox', new='ô-x'), Edit(start=6, end=6, old='', new='!')]
    """
    between = apply_edits(text, first)
    composed = []
    shift = 0
    for start, end, undone, done in _touching(invert(first), second):
        old = _part(between, start, end, undone)
        new = _part(between, start, end, done)
        composed.append(Edit(start + shift, start + shift + len(old), old, new))
        shift += len(old) - (end - start)
    return composed


def _touching(
    first: Sequence[Edit], second: Sequence[Edit]
) -> Iterator[tuple[int, int, list[Edit], list[Edit]]]:
    """The edits of two lists on one text, grouped with those that they touch, and where each group stands."""
    both = [(edit, 0) for edit in first] + [(edit, 1) for edit in second]
    groups: list[tuple[int, int, tuple[list[Edit], list[Edit]]]] = []
    for edit, which in sorted(both, key=lambda item: (item[0].start, item[0].end)):
        start, end, edits = edit.start, edit.end, ([], [])
        if groups and start <= groups[-1][1]:
            start, before, edits = groups.pop()
            end = max(end, before)
        edits[which].append(edit)
        groups.append((start, end, edits))
    return ((start, end, *edits) for start, end, edits in groups)


def _part(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """What a part of a text is after the edits in it."""
    moved = [Edit(edit.start - start, edit.end - start, edit.old, edit.new) for edit in edits]
    return apply_edits(text[start:end], moved)

"""What is found wrong, and which places of a text have a finding already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from tenlao.text.edits import Edit

__all__ = ["Finding", "Place", "Places", "fixes", "in_text_order", "mending"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a place in a text; `start` and `end` are offsets in code points.

    `entity` is the id of the entry that is meant; `suggestion` is what to write instead, and `source` who prints
    that; where nobody does, the suggestion ends in an asterisk and `score` (0-100) tells how likely a newsroom
    would write it. `edit` is the change that mends the place, where that is safe, and `also` what has to be changed
    with it: later mentions by a part of the name.
    """

    rule: str
    start: int
    end: int
    text: str
    message: str
    entity: str | None = None
    suggestion: str | None = None
    source: str | None = None
    edit: Edit | None = field(default=None, repr=False)
    also: tuple[Edit, ...] = field(default=(), repr=False)
    score: float | None = None


def in_text_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings as they stand in the text; of one place, in the order of their rules."""
    return sorted(findings, key=lambda finding: (finding.start, finding.end, finding.rule))


def fixes(findings: Sequence[Finding]) -> list[Edit]:
    """Return the safe changes that findings offer, in text order, none overlapping.

    >>> fixes([Finding("TL005", 0, 3, "Huả", "", edit=Edit(0, 3, "Huả", "Hủa"))])
    [Edit(start=0, end=3, old='Huả', new='Hủa')]
    """
    edits: list[Edit] = []
    offered = {f.edit for f in findings if f.edit}
    # Many findings share what has to be changed with them.
    offered.update(*{id(f.also): f.also for f in findings if f.edit}.values())
    for edit in sorted(offered, key=lambda edit: (edit.start, edit.end)):
        if not edits or edit.start >= edits[-1].end:
            edits.append(edit)
    return edits


def mending(finding: Finding, text: str) -> list[Edit]:
    """Return the changes of a text that take up the suggestion of a finding in it, in text order.

    What nobody has printed is no such change: somebody has to look at it.

    >>> mending(Finding("TL003", 0, 3, "Hua", "", suggestion="Hủa"), "Hua Phăn")
    [Edit(start=0, end=3, old='Hua', new='Hủa')]
    >>> mending(Finding("TL006", 0, 3, "Hua", "", suggestion="Hủa*", score=12.0), "Hua Phăn")
    []
    """
    if finding.edit is not None:
        return sorted((finding.edit, *finding.also), key=lambda edit: edit.start)
    if finding.suggestion and finding.score is None:
        old = text[finding.start : finding.end]
        return [Edit(finding.start, finding.end, old, finding.suggestion)]
    return []


class Place(Protocol):
    """Whatever stands in a text from `start` up to `end` (code points): a finding, a mention, an edit."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Places:
    """The places of findings, in any order."""

    def __init__(self, found: Iterable[Place] = ()) -> None:
        """Take in the places of some findings."""
        self._taken = bytearray()  # for each character of the text, up to the last one of a finding
        for finding in found:
            self.add(finding)

    def add(self, finding: Place) -> None:
        """Take in the place of a finding."""
        if finding.end > len(self._taken):
            self._taken.extend(bytes(finding.end - len(self._taken)))
        self._taken[finding.start : finding.end] = b"\1" * (finding.end - finding.start)

    def has_part_of(self, place: Place) -> bool:
        """Tell whether a part of a place is taken."""
        return self._taken.find(1, place.start, place.end) >= 0

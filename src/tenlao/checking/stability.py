"""Changes that agree with each other: once they are made, nothing is found that was not found before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from tenlao.checking.findings import Finding, fixes
from tenlao.text.edits import apply_edits

__all__ = ["left_alone", "stable"]

# How often a mended text is read again, without the changes that led to new findings, before none is offered.
_ROUNDS = 4


def stable(text: str, found: Sequence[Finding], check: Callable[[str], Iterable[Finding]]) -> list[Finding]:
    """Return findings without the changes after which `check` finds something else, or has more to change.

    Such a change is one of the entry that is found then; if there is none, all are left out. What `check` finds is
    wanted in no order, and each is forgotten once it is looked at.
    """
    found = list(found)
    for _ in range(_ROUNDS):
        edits = fixes(found)
        if not edits:
            return found
        new = _new(found, check(apply_edits(text, edits)), {(edit.start, edit.end) for edit in edits})
        if not new:
            return found
        entries = {finding.entity for finding in new}
        if not any(finding.edit and finding.entity in entries for finding in found):
            break
        found = [left_alone(finding) if finding.entity in entries else finding for finding in found]
    return [left_alone(finding) for finding in found]


def _new(before: Sequence[Finding], after: Iterable[Finding], mended: set[tuple[int, int]]) -> list[Finding]:
    """Return the findings in a mended text that were not in the old one, or that have changes to offer again."""
    left: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for finding in before:
        if finding.edit is None or (finding.edit.start, finding.edit.end) not in mended:
            left[finding.rule][finding.text] += 1
    new = []
    for finding in after:
        left[finding.rule][finding.text] -= 1
        if finding.edit is not None or left[finding.rule][finding.text] < 0:
            new.append(finding)
    return new


def left_alone(finding: Finding) -> Finding:
    """Return a finding without a change that it offers.

    >>> finding = Finding("TL005", 0, 3, "Huả", "")
    >>> left_alone(finding) is finding
    True
    """
    return replace(finding, edit=None, also=()) if finding.edit or finding.also else finding

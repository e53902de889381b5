"""Which mentions are sure enough for a text to be changed: a wrong name in print is worse than a bare one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenlao.matching.score import Match
    from tenlao.mentions.mention import Mention

__all__ = ["LEFT_OPEN", "is_sure", "sure_mentions"]

LEFT_OPEN = 1.5
"""Nats up to which spellings of one name differ: an attested relative with another given name begins at 1.5 or more,
while what romanizations leave open (f for ph, -on for -one, a tone that is not written) costs less."""


def is_sure(match: Match) -> bool:
    """Tell whether a match is of an attested spelling, or of one that differs by what spellings leave open.

    >>> from tenlao import load
    >>> names = "Sonexay Siphandone", "Sonexai Sifandone", "Somexai Siphandone"
    >>> [is_sure(load().lookup(name)[0]) for name in names]
    [True, True, False]
    """
    return match.kind == "exact" or match.evidence is None or match.evidence.cost < LEFT_OPEN


def sure_mentions(mentions: Iterable[Mention], near: bool = False) -> list[Mention]:
    """Return the mentions for which a text may be changed; with `near`, all.

    A part of a name goes with the whole: it is left out where all whole mentions of its entry are.
    """
    there = list(mentions)
    if near:
        return there
    whole = {m.match.entry.id: False for m in there if m.match.kind != "partial"}
    for mention in there:
        if mention.match.kind != "partial" and is_sure(mention.match):
            whole[mention.match.entry.id] = True
    return [m for m in there if is_sure(m.match) and whole.get(m.match.entry.id, True)]

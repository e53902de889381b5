"""Two names of one entry aligned by sound, syllable by syllable."""

from __future__ import annotations

from typing import NamedTuple

from tenlao.phonology.components import Component, phones_of
from tenlao.phonology.distance import distance
from tenlao.phonology.sound import Syllable

__all__ = ["Partner", "aligned"]

# Aligned: what it costs to leave a syllable out; the most that one syllable, and on average a whole name, may differ.
OMITTED, FARTHEST, FARTHEST_ON_AVERAGE = 8.0, 4.5, 3.0
Name = tuple[Component, ...]


class Partner(NamedTuple):
    """The syllable that another one is aligned with."""

    component: Component
    letters: str
    sound: Syllable


def aligned(name: Name, other: Name) -> list[tuple[Component, int, Partner]]:
    """The syllables of a name, each with the one of the other name that it is aligned with; none if too far."""
    here = [(c, place) for c in name for place in range(len(c.syllables))]
    there = [Partner(c, letters, sound) for c in other for letters, sound in c.syllables]
    costs = [[distance(c.phones[p], phones_of(partner.sound)) for partner in there] for c, p in here]
    rows = [[OMITTED * j for j in range(len(there) + 1)]]
    for row in costs:
        above = rows[-1]
        now = [above[0] + OMITTED]
        for j, cost in enumerate(row):
            now.append(min(above[j] + cost, above[j + 1] + OMITTED, now[j] + OMITTED))
        rows.append(now)
    i, j = len(here), len(there)
    if rows[i][j] > FARTHEST_ON_AVERAGE * max(i, j):
        return []
    pairs = []
    while i and j:
        if rows[i][j] == rows[i - 1][j - 1] + costs[i - 1][j - 1]:
            i, j = i - 1, j - 1
            if costs[i][j] <= FARTHEST:
                pairs.append((*here[i], there[j]))
        elif rows[i][j] == rows[i - 1][j] + OMITTED:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]

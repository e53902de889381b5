"""Two names of one entry aligned by sound, syllable by syllable."""

from __future__ import annotations

from typing import NamedTuple

from tenlao.phonology.components import Component, phones_of
from tenlao.phonology.distance import distance
from tenlao.phonology.paths import cheapest_path
from tenlao.phonology.sound import Syllable

__all__ = ["AlignedSyllable", "Name", "Partner", "aligned"]

# What it costs (nats) to leave a syllable out; the most that one syllable, and on average a whole name, may differ.
# One of which a coda is left out (5 nats) is still the same: Sithi, ສິດທິ.
OMITTED, FARTHEST, FARTHEST_ON_AVERAGE = 8.0, 5.0, 3.0
Name = tuple[Component, ...]


class Partner(NamedTuple):
    """The syllable that another one is aligned with: its component, its letters and its sound."""

    component: Component
    letters: str
    sound: Syllable


class AlignedSyllable(NamedTuple):
    """The syllable at a place in a component, from 0, and the one of the other name that it is aligned with."""

    component: Component
    place: int
    partner: Partner


def aligned(name: Name, other: Name) -> list[AlignedSyllable]:
    """Align the syllables of two names; none where the names are too far apart.

    Syllables that are far apart, or have no partner, are left out.

    >>> from tenlao.phonology.components import read_components
    >>> names = read_components("Siphandone", "latin"), read_components("Xỉ-phăn-đon", "vietnamese")
    >>> [syllable.partner.letters for syllable in aligned(*names)]
    ['xỉ', 'phăn', 'đon']
    """
    here = [(component, place) for component in name for place in range(len(component.syllables))]
    there = [Partner(component, *syllable) for component in other for syllable in component.syllables]
    costs = [
        [distance(component.phones[place], phones_of(partner.sound)) for partner in there]
        for component, place in here
    ]
    path = cheapest_path(costs, [OMITTED] * len(here), [OMITTED] * len(there))
    if path.cost > FARTHEST_ON_AVERAGE * max(len(here), len(there)):
        return []
    return [
        AlignedSyllable(*here[step.first], there[step.second])
        for step in path.steps
        if step.first is not None and step.second is not None and step.cost <= FARTHEST
    ]

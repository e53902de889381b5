"""How much the sound of a name tells, in nats: how unlikely it is that a Lao name has it by chance."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

__all__ = ["Rarity", "RarityData", "rarity_of"]

# The owners (ids) of each component, and the surprisal of each pair of phones.
RarityData = tuple[Mapping[str, Sequence[str]], Mapping[str, float]]

# Additive smoothing of the phone bigrams (pseudo-counts), spread over about so many phones; the surprisal of a
# phone that no name has.
SMOOTHING, PHONES, UNSEEN = 5.0, 50, 6.0


class Rarity:
    """How much a sound tells, in nats: how unlikely it is that a Lao name has it by chance.

    A component that several entries have is as likely as it is frequent among them; any other is as likely as
    its phones are to follow each other.
    """

    def __init__(self, owners: Mapping[str, Sequence[str]], steps: Mapping[str, float]) -> None:
        self._owners, self._steps = owners, steps
        self._total = sum(map(len, owners.values()))

    def surprisal(self, phones: str) -> float:
        """What phones tell that follow each other, whoever has them."""
        steps = self._steps
        total, before = 0.0, "^"
        for phone in f"{phones}$":
            step = steps.get(before + phone)
            total += steps.get(before, UNSEEN) if step is None else step
            before = phone
        return total

    def self_information(self, components: Sequence[str], id: str) -> float:
        """What the components of a name tell that may name the entry with this id.

        A component that other entries have as well tells less. More than three components are rather the
        syllables of components that the writing does not part.
        """
        if len(components) > 3:
            return self.surprisal("".join(components))
        told = 0.0
        for component in components:
            surprisal = self.surprisal(component)
            owners = self._owners.get(component, ())
            others = len(owners) - (id in owners)
            told += min(surprisal, math.log(self._total / others)) if others else surprisal
        return told


def rarity_of(owners: Mapping[str, Sequence[str]]) -> RarityData:
    """Return what `Rarity` is made of."""
    pairs = Counter(pair for component in owners for pair in pairwise(f"^{component}$"))
    firsts = Counter(first for component in owners for first in f"^{component}")
    steps = {first: -math.log(SMOOTHING / PHONES / (n + SMOOTHING)) for first, n in firsts.items()}
    for (a, b), n in pairs.items():
        steps[a + b] = -math.log((n + SMOOTHING / PHONES) / (firsts[a] + SMOOTHING))
    return owners, steps

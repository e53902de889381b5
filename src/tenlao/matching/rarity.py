"""How much the sound of a name tells, in nats: how unlikely it is that a Lao name has it by chance."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tenlao.base.cache import line_of
from tenlao.base.pieces import Pieces, packed
from tenlao.matching.flat_tables import StringTable, holds

if TYPE_CHECKING:
    from tenlao.matching.plain_search import PhoneSteps

__all__ = ["Rarity", "RarityData", "steps_of"]


class RarityData(NamedTuple):
    """The owners of each component, as numbers of entries, and the surprisal of each pair of phones."""

    owners: StringTable
    steps: Mapping[str, float]

    def packed(self) -> bytes:
        """Return the data as bytes."""
        return packed((self.owners.packed(), line_of(self.steps)))

    @classmethod
    def unpacked(cls, content: bytes | memoryview) -> RarityData:
        """Return the data that bytes stand for."""
        owners, steps = Pieces(content)
        return cls(StringTable.unpacked(owners), json.loads(bytes(steps)))


# Additive smoothing of the phone bigrams (pseudo-counts), spread over about so many phones; the surprisal of a
# phone that no name has.
SMOOTHING, PHONES, UNSEEN = 5.0, 50, 6.0


class Rarity:
    """How much a sound tells, in nats: how unlikely it is that a Lao name has it by chance.

    A component that several entries have is as likely as it is frequent among them; any other is as likely as
    its phones are to follow each other.
    """

    def __init__(self, data: RarityData, number: Callable[[str], int | None]) -> None:
        """Take the data, and what gives the number of the entry with an id."""
        self._owners, self._steps = data
        self._number = number
        self._total = self._owners.lists.total
        self.surprisal = lru_cache(maxsize=1 << 11)(self._surprisal)
        self._of_component = lru_cache(maxsize=1 << 11)(self._told_by_component)
        self._told = lru_cache(maxsize=1 << 6)(self._told_by_each)  # one name is compared with many

    @cached_property
    def steps(self) -> PhoneSteps:
        """What it tells that phones follow each other."""
        from tenlao.matching.kernel import PhoneSteps
        from tenlao.matching.trie import costs_of_sounds

        return PhoneSteps(costs_of_sounds(), self._steps, UNSEEN)

    def _surprisal(self, phones: str) -> float:
        """What phones tell that follow each other, whoever has them."""
        return self.steps.told(phones)

    def self_information(self, components: Sequence[str], id: str) -> float:
        """What the components of a name tell that may name the entry with this id.

        A component that other entries have as well tells less. More than three components are rather the
        syllables of components that the writing does not part.
        """
        if len(components) > 3:
            return self.surprisal("".join(components))
        told = 0.0
        for surprisal, owners in self._told(tuple(components)):
            if owners:
                number = self._number(id)
                others = len(owners) - (number is not None and holds(owners, number))
                surprisal = min(surprisal, math.log(self._total / others)) if others else surprisal
            told += surprisal
        return told

    def _told_by_each(self, components: tuple[str, ...]) -> list[tuple[float, Sequence[int]]]:
        return list(map(self._of_component, components))

    def _told_by_component(self, component: str) -> tuple[float, Sequence[int]]:
        """What a component tells if nobody has it, and the numbers of the entries that have it."""
        return self.steps.told(component), self._owners.get(component)


def steps_of(components: Iterable[str]) -> dict[str, float]:
    """Return how surprising it is (nats) that a phone follows another in components, and what else may follow."""
    text = "".join([f"^{component}$" for component in components])
    pairs, firsts = Counter(pairwise(text)), Counter(text)
    del pairs["$", "^"], firsts["$"]
    steps = {first: -math.log(SMOOTHING / PHONES / (n + SMOOTHING)) for first, n in firsts.items()}
    for (a, b), n in pairs.items():
        steps[a + b] = -math.log((n + SMOOTHING / PHONES) / (firsts[a] + SMOOTHING))
    return steps

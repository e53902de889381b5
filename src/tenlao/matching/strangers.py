"""Somebody else may simply have this name: how likely a component is as the given or family name of a Lao person.

A spelling that is near an entry's name is a slip or a habit of spelling, or it is another person's name. *Sonexsay*
is nobody's name, so it is Sonexay's; *Somxay* is the given name of many, so it is another person's. What components
are called by people is known from the persons of the table and from further names that pages print
(`data/lao_given_names.toml`); any other component is as likely as its syllables are to follow each other, there and
in the words of which names are made (`data/lao_words.toml`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from tenlao.base.cache import line_of
from tenlao.base.pieces import Pieces, packed
from tenlao.matching.evidence import Difference
from tenlao.matching.flat_tables import StringTable, holds
from tenlao.matching.kernel import SyllableSteps, parting
from tenlao.matching.units import logarithm
from tenlao.phonology.distance import coarse_key

__all__ = [
    "ComponentCounts",
    "ComponentModel",
    "Role",
    "Strangers",
    "StrangersData",
    "UnpackedStrangers",
    "differences",
]

Role = Literal["given", "family"]


# How many made-up persons the syllables count for, beside those whose components are known. Judged, not fitted.
UNKNOWN_PERSONS = 60.0


class ComponentCounts(NamedTuple):
    """What is counted of the components in one role, once for each table.

    `owners` are the numbers of the persons of the table who bear a component, by its coarse phonetic key, and
    `others` how many others do; `persons` are all these. `after` has how often a syllable follows another (^ and $
    are the ends), and `phones` how often a phone follows another within a syllable, each by what stands before.
    """

    owners: StringTable
    others: Mapping[str, int]
    persons: int
    after: Mapping[str, Mapping[str, int]]
    phones: Mapping[str, Mapping[str, int]]

    def moved(self) -> ComponentCounts:
        """Return the same in other memory, so that it does not hold what was among it while it was counted."""
        return self.unpacked(self.packed())

    def packed(self) -> bytes:
        """Return the counts as bytes."""
        return packed((self.owners.packed(), line_of(self[1:])))

    @classmethod
    def unpacked(cls, content: bytes | memoryview) -> ComponentCounts:
        """Return the counts that bytes stand for."""
        owners, counts = Pieces(content)
        return cls(StringTable.unpacked(owners), *json.loads(bytes(counts)))


StrangersData = Mapping[Role, ComponentCounts]


class UnpackedStrangers(StrangersData):
    """What is counted in both roles, unpacked from bytes for each role when it is asked for."""

    def __init__(self, content: bytes | memoryview) -> None:
        given, family = Pieces(content)
        self._packed: Mapping[Role, memoryview] = {"given": given, "family": family}

    def __getitem__(self, role: Role) -> ComponentCounts:
        return ComponentCounts.unpacked(self._packed[role])

    def __iter__(self) -> Iterator[Role]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


class ComponentModel:
    """How likely components are in one role, in nats.

    >>> from tenlao.matching.counting_strangers import counted
    >>> from tenlao.matching.gathering import Gathering
    >>> counts = counted(Gathering(["soᵐsaʲ", "soᵐsaʲ", "bunmi"], [0, 1, 2]), {})
    >>> model = ComponentModel(counts, {"a": 0, "b": 1, "c": 2}.get)
    >>> model.surprisal("soᵐsaʲ") < model.surprisal("bunsaʲ") < model.surprisal("tsʳavᵏ")
    True
    >>> model.bearers("soᵐsaʲ", "a"), model.bearers("bunsaʲ")
    (1, 0)
    """

    def __init__(self, counts: ComponentCounts, number: Callable[[str], int | None]) -> None:
        """Take what was counted, and what gives the number of the entry with an id."""
        self._counts, self._number = counts, number
        self._of_syllables = lru_cache(maxsize=1 << 10)(self._surprisal_of_syllables)
        self._bearers = lru_cache(maxsize=1 << 10)(self._known_bearers)

    def bearers(self, phones: str, besides: str = "") -> int:
        """Return how many persons are known to bear a component, besides the one with an id."""
        owners, others = self._bearers(phones)
        number = self._number(besides) if owners and besides else None
        return len(owners) - (number is not None and holds(owners, number)) + others

    def _known_bearers(self, phones: str) -> tuple[Sequence[int], int]:
        """The numbers of the persons of the table who bear a component, and how many others do."""
        key = coarse_key(phones)
        return self._counts.owners.get(key), self._counts.others.get(key, 0)

    def surprisal(self, phones: str, besides: str = "") -> float:
        """Return how surprising it is (nats) that a Lao person bears a component, whoever else does."""
        return self.surprisal_borne_by(phones, self.bearers(phones, besides))

    def surprisal_borne_by(self, phones: str, bearers: int) -> float:
        """Return how surprising it is (nats) that a Lao person bears a component which so many are known to bear."""
        likely = UNKNOWN_PERSONS * math.exp(-self._of_syllables(phones)) + bearers
        return -logarithm(likely / (self._counts.persons + UNKNOWN_PERSONS))

    @cached_property
    def _steps(self) -> SyllableSteps:
        """What it tells that syllables follow each other."""
        return SyllableSteps(self._counts.after, self._counts.phones)

    def _surprisal_of_syllables(self, phones: str) -> float:
        return self._steps.told(phones)


class Strangers:
    """What Lao people are called who are in no table: their given and their family names."""

    def __init__(self, counts: StrangersData, number: Callable[[str], int | None]) -> None:
        """Take what was counted, and what gives the number of the entry with an id."""
        self._counts, self._number = counts, number

    @cached_property
    def given(self) -> ComponentModel:
        """Their given names."""
        return ComponentModel(self._counts["given"], self._number)

    @cached_property
    def family(self) -> ComponentModel:
        """Their family names."""
        return ComponentModel(self._counts["family"], self._number)


def differences(heard: str, known: str, lengths: Sequence[int]) -> tuple[Difference, ...]:
    """Return the components of a known sound, of such lengths, with the part of a heard sound aligned with each.

    >>> differences("soᵐsaʲsiPaⁿdoⁿ", "sɔⁿsaʲsiPaⁿdɔⁿ", (6, 8))[0]
    Difference(heard='soᵐsaʲ', known='sɔⁿsaʲ', cost=3.5)
    """
    return parting().parted(heard, known, lengths)

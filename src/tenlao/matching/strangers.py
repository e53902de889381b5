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
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, pairwise, starmap
from typing import TYPE_CHECKING, Literal, NamedTuple

from tenlao.base.cache import line_of
from tenlao.base.pieces import Pieces, packed
from tenlao.base.word_lists import word_lists
from tenlao.matching.flat_tables import StringTable, holds
from tenlao.matching.kernel import parting
from tenlao.phonology.distance import coarse_key
from tenlao.phonology.reading import phones_in
from tenlao.table.model import Entry
from tenlao.text.smoothing import logarithm

if TYPE_CHECKING:
    from tenlao.matching.gathering import Gathering

__all__ = [
    "ComponentCounts",
    "ComponentModel",
    "Difference",
    "InPrint",
    "Role",
    "Strangers",
    "StrangersData",
    "UnpackedStrangers",
    "differences",
    "is_borne",
    "strangers_of",
]

Role = Literal["given", "family"]


# How many made-up persons the syllables count for, beside those whose components are known; and the Dirichlet
# concentrations of a syllable's successors, of the syllables, and of their phones. Judged, not fitted.
UNKNOWN_PERSONS, BIGRAM, UNIGRAM, PHONES = 60.0, 4.0, 20.0, 5.0
# The probability of a phone that follows another in no syllable, before it is shared with what was counted.
UNSEEN_PHONE = 0.02


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

    @classmethod
    def of(cls, borne: Gathering, others: Mapping[str, int], words: Iterable[str] = ()) -> ComponentCounts:
        """Count components (phones) with the numbers of their bearers, those that so many others bear, and words."""
        owners = borne.merged(coarse_key)
        elsewhere: Counter[str] = Counter()
        for component, count in others.items():
            key = coarse_key(component)
            if key not in owners.places:
                elsewhere[key] = max(elsewhere[key], count)
        components = dict.fromkeys((*borne.places, *others, *words))
        key_of = lru_cache(maxsize=None)(coarse_key)  # forgotten with this
        pairs = Counter(chain.from_iterable(pairwise(("^", *_syllables(c, key_of), "$")) for c in components))
        after: defaultdict[str, dict[str, int]] = defaultdict(dict)
        phones: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for (before, syllable), count in pairs.items():
            after[before][syllable] = count
            for first, phone in pairwise(f"^{syllable}$") if syllable != "$" else ():
                phones[first][phone] += count
        persons = len(set(borne.numbers)) + sum(elsewhere.values())
        return cls(owners.table(), elsewhere, persons, after, phones)

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

    >>> from tenlao.matching.gathering import Gathering
    >>> counts = ComponentCounts.of(Gathering(["soᵐsaʲ", "soᵐsaʲ", "bunmi"], [0, 1, 2]), {})
    >>> model = ComponentModel(counts, {"a": 0, "b": 1, "c": 2}.get)
    >>> model.surprisal("soᵐsaʲ") < model.surprisal("bunsaʲ") < model.surprisal("tsʳavᵏ")
    True
    >>> model.bearers("soᵐsaʲ", "a"), model.bearers("bunsaʲ")
    (1, 0)
    """

    def __init__(self, counts: ComponentCounts, number: Callable[[str], int | None]) -> None:
        """Take what was counted, and what gives the number of the entry with an id."""
        self._counts, self._number = counts, number
        self._of_phones = lru_cache(maxsize=1 << 10)(self._probability)
        self._totals: dict[str, int] = {}
        self._of_pair = lru_cache(maxsize=1 << 10)(self._surprisal_of_pair)
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
        likely = UNKNOWN_PERSONS * math.exp(-self._of_syllables(phones)) + self.bearers(phones, besides)
        return -logarithm(likely / (self._counts.persons + UNKNOWN_PERSONS))

    @cached_property
    def _syllables(self) -> Counter[str]:
        """How often each syllable, or the end of a component, follows whatever is before."""
        counted: Counter[str] = Counter()
        for following in self._counts.after.values():
            counted.update(following)
        return counted

    @cached_property
    def _total(self) -> int:
        return self._syllables.total()

    def _surprisal_of_syllables(self, phones: str) -> float:
        """How surprising a component is by its syllables: bigrams, backed off to syllables and to their phones."""
        return sum(starmap(self._of_pair, pairwise(("^", *_syllables(phones), "$"))))

    def _surprisal_of_pair(self, before: str, syllable: str) -> float:
        alone = (self._syllables[syllable] + UNIGRAM * self._of_phones(syllable)) / (self._total + UNIGRAM)
        following = self._counts.after.get(before, {})
        after = following.get(syllable, 0) + BIGRAM * alone
        return -logarithm(after / (self._followed(before, following) + BIGRAM))

    def _followed(self, before: str, following: Mapping[str, int]) -> int:
        """How often anything follows a syllable."""
        total = self._totals.get(before)
        if total is None:
            total = self._totals[before] = sum(following.values()) if following else 0
        return total

    def _probability(self, syllable: str) -> float:
        """How probable a syllable is by its phones."""
        probability = 1.0
        for before, phone in zip(f"^{syllable}", f"{syllable}$", strict=True):
            following = self._counts.phones.get(before, {})
            likely = following.get(phone, 0) + PHONES * UNSEEN_PHONE
            probability *= likely / (sum(following.values()) + PHONES)
        return probability


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


def is_borne(entry: Entry) -> bool:
    """Tell whether an entry is a person whose name others may bear: kings and lords of old have names of reign."""
    return entry.kind == "person" and entry.type not in _OF_OLD


class InPrint(NamedTuple):
    """What pages print besides the table: components in each role, with how many bear them, and words of names."""

    borne: Mapping[Role, Mapping[str, int]]
    words: Sequence[str]

    @classmethod
    def read(cls) -> InPrint:
        """Read what is bundled."""
        borne: dict[Role, dict[str, int]] = {"given": {}, "family": {}}
        lists = word_lists("lao_given_names.toml")
        for role, counted in borne.items():
            for item in lists[role]:
                for name in item["names"]:
                    for components in phones_in(name, item["writing"]):
                        counted["".join(components)] = item["persons"]
        words = word_lists("lao_words.toml")["words"]
        return cls(borne, ["".join(c) for word in words for c in phones_in(word, "lao")])


def strangers_of(borne: Mapping[Role, Gathering], in_print: InPrint) -> StrangersData:
    """Return what `Strangers` is made of: what persons of a table and others in print are called.

    `borne` has the components of names that are borne, in each role, with the numbers of the bearers.
    """
    return {
        role: ComponentCounts.of(owners, in_print.borne[role], in_print.words)
        for role, owners in borne.items()
    }


class Difference(NamedTuple):
    """A component as heard, as the form has it (phones), and how far the two are apart (nats)."""

    heard: str
    known: str
    cost: float


def differences(heard: str, known: str, lengths: Sequence[int]) -> tuple[Difference, ...]:
    """Return the components of a known sound, of such lengths, with the part of a heard sound aligned with each.

    >>> differences("soᵐsaʲsiPaⁿdoⁿ", "sɔⁿsaʲsiPaⁿdɔⁿ", (6, 8))[0]
    Difference(heard='soᵐsaʲ', known='sɔⁿsaʲ', cost=3.5)
    """
    parts, here, there = [], 0, 0
    for length, (count, cost) in zip(lengths, parting().parted(heard, known, lengths), strict=True):
        parts.append(Difference(heard[there : there + count], known[here : here + length], cost))
        here, there = here + length, there + count
    return tuple(parts)


_OF_OLD = ("royal", "historical")
# Where phones stand in a syllable, after its onset: a vowel, the second one of a diphthong, a coda.
_PLACES = dict.fromkeys("aɐiɯueɛoɔɤ", 1) | {"ᵃ": 2} | dict.fromkeys("ᵏᵗᵖᵑⁿᵐʲʷ˙", 3)


def _cut(phones: str) -> Iterator[str]:
    """Cut phones before each that cannot stand in a syllable after what is before it."""
    start = before = 0
    for at, phone in enumerate(phones):
        place = _PLACES.get(phone, 0)
        if place < before or place == before > 0:
            yield phones[start:at]
            start = at
        before = place
    yield phones[start:]


_key_of_syllable = lru_cache(maxsize=1 << 11)(coarse_key)


def _syllables(phones: str, key_of: Callable[[str], str] = _key_of_syllable) -> tuple[str, ...]:
    """The syllables of a component, each as a coarse phonetic key."""
    return tuple(filter(None, map(key_of, _cut(phones.replace("ə", "")))))

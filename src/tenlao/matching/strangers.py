"""Somebody else may simply have this name: how likely a component is as the given or family name of a Lao person.

A spelling that is near an entry's name is a slip or a habit of spelling, or it is another person's name. *Sonexsay*
is nobody's name, so it is Sonexay's; *Somxay* is the given name of many, so it is another person's. What components
are called by people is known from the persons of the table and from further names that pages print
(`data/lao_given_names.toml`); any other component is as likely as its syllables are to follow each other, there and
in the words of which names are made (`data/lao_words.toml`).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from tenlao.base.word_lists import word_lists
from tenlao.phonology.distance import align, coarse_key
from tenlao.phonology.reading import readings_in
from tenlao.table.model import Entry

__all__ = [
    "ComponentModel",
    "Difference",
    "Role",
    "Strangers",
    "StrangersData",
    "differences",
    "strangers_of",
]

Role = Literal["given", "family"]
# In each role, the persons of the table (ids) who bear each component, and how many others do; and words (phones).
StrangersData = Mapping[Role, tuple[Mapping[str, Sequence[str]], Mapping[str, int], Sequence[str]]]

# How many made-up persons the syllables count for, beside those whose components are known; and the Dirichlet
# concentrations of a syllable's successors, of the syllables, and of their phones. Judged, not fitted.
UNKNOWN_PERSONS, BIGRAM, UNIGRAM, PHONES = 60.0, 4.0, 20.0, 5.0
# The probability of a phone that follows another in no syllable, before it is shared with what was counted.
UNSEEN_PHONE = 0.02


class ComponentModel:
    """How likely components are in one role, in nats.

    >>> model = ComponentModel({"soᵐsaʲ": ["a", "b"], "bunmi": ["c"]}, {})
    >>> model.surprisal("soᵐsaʲ") < model.surprisal("bunsaʲ") < model.surprisal("tsʳavᵏ")
    True
    >>> model.bearers("soᵐsaʲ", "a"), model.bearers("bunsaʲ")
    (1, 0)
    """

    def __init__(
        self, owners: Mapping[str, Sequence[str]], others: Mapping[str, int], words: Sequence[str] = ()
    ) -> None:
        """Take the ids of the persons of the table who bear each component, how many others do, and words."""
        self._owners: defaultdict[str, set[str]] = defaultdict(set)
        self._others: Counter[str] = Counter()
        for phones, ids in owners.items():
            self._owners[coarse_key(phones)].update(ids)
        for phones, count in others.items():
            key = coarse_key(phones)
            if key not in self._owners:
                self._others[key] = max(self._others[key], count)
        self._persons = len({id for ids in self._owners.values() for id in ids}) + sum(self._others.values())
        self._after: Counter[tuple[str, str]] = Counter()
        self._before: Counter[str] = Counter()
        self._syllables: Counter[str] = Counter()
        self._phones: Counter[tuple[str, str]] = Counter()
        self._phones_before: Counter[str] = Counter()
        for phones in dict.fromkeys((*owners, *others, *words)):
            self._count(_syllables(phones))
        self.surprisal = lru_cache(maxsize=1 << 14)(self._surprisal)

    def bearers(self, phones: str, besides: str = "") -> int:
        """Return how many persons are known to bear a component, besides the one with an id."""
        key = coarse_key(phones)
        return len(self._owners.get(key, set()) - {besides}) + self._others[key]

    def _surprisal(self, phones: str, besides: str = "") -> float:
        """Return how surprising it is (nats) that a Lao person bears a component, whoever else does."""
        likely = UNKNOWN_PERSONS * math.exp(-self._of_syllables(phones)) + self.bearers(phones, besides)
        return -math.log(likely / (self._persons + UNKNOWN_PERSONS))

    def _count(self, syllables: Sequence[str]) -> None:
        for before, syllable in zip(("^", *syllables), (*syllables, "$"), strict=True):
            self._after[before, syllable] += 1
            self._before[before] += 1
            self._syllables[syllable] += 1
        for syllable in syllables:
            for before, phone in zip(f"^{syllable}", f"{syllable}$", strict=True):
                self._phones[before, phone] += 1
                self._phones_before[before] += 1

    def _of_syllables(self, phones: str) -> float:
        """How surprising a component is by its syllables: bigrams, backed off to syllables and to their phones."""
        total = sum(self._syllables.values())
        syllables = _syllables(phones)
        surprisal = 0.0
        for before, syllable in zip(("^", *syllables), (*syllables, "$"), strict=True):
            alone = (self._syllables[syllable] + UNIGRAM * self._of_phones(syllable)) / (total + UNIGRAM)
            after = self._after[before, syllable] + BIGRAM * alone
            surprisal -= math.log(after / (self._before[before] + BIGRAM))
        return surprisal

    def _of_phones(self, syllable: str) -> float:
        """How probable a syllable is by its phones."""
        probability = 1.0
        for before, phone in zip(f"^{syllable}", f"{syllable}$", strict=True):
            likely = self._phones[before, phone] + PHONES * UNSEEN_PHONE
            probability *= likely / (self._phones_before[before] + PHONES)
        return probability


class Strangers:
    """What Lao people are called who are in no table: their given and their family names."""

    def __init__(self, plain: StrangersData) -> None:
        """Make it of plain data, as `strangers_of` gives it."""
        self.given = ComponentModel(*plain["given"])
        self.family = ComponentModel(*plain["family"])


def strangers_of(entries: Iterable[Entry]) -> StrangersData:
    """Return what `Strangers` is made of: the components of the persons among entries, and of others in print."""
    owners: dict[Role, defaultdict[str, set[str]]] = {"given": defaultdict(set), "family": defaultdict(set)}
    for entry in entries:
        for form in entry.forms if entry.kind == "person" and entry.type not in _OF_OLD else ():
            components = next(iter(_components(form.text, form.writing)), ())
            if form.tag != "typo" and len(components) == 2:
                owners["given"][components[0]].add(entry.id)
                owners["family"][components[1]].add(entry.id)
    others: dict[Role, dict[str, int]] = {"given": {}, "family": {}}
    lists = word_lists("lao_given_names.toml")
    for role, counted in others.items():
        for item in lists[role]:
            for name in item["names"]:
                for components in _components(name, item["writing"]):
                    counted["".join(components)] = item["persons"]
    words = ["".join(c) for word in word_lists("lao_words.toml")["words"] for c in _components(word, "lao")]
    return {
        role: ({phones: sorted(ids) for phones, ids in borne.items()}, others[role], words)
        for role, borne in owners.items()
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
    parts, costs = [["", ""] for _ in lengths], [0.0] * len(lengths)
    number, left = 0, lengths[0]
    for heard_phone, known_phone, cost in align(heard, known):
        if known_phone and not left:
            number, left = number + 1, lengths[number + 1]
        parts[number][0] += heard_phone
        parts[number][1] += known_phone
        costs[number] += cost
        left -= bool(known_phone)
    return tuple([Difference(there, here, cost) for (there, here), cost in zip(parts, costs, strict=True)])


# Kings and lords of old are called by names of reign, which nobody bears.
_OF_OLD = ("royal", "historical")
# The phones of a syllable: onset, vowel, coda.
_SYLLABLE = re.compile("[^aɐiɯueɛoɔɤᵃ˙ᵏᵗᵖᵑⁿᵐʲʷ]*[aɐiɯueɛoɔɤ]?ᵃ?[ᵏᵗᵖᵑⁿᵐʲʷ˙]?")


def _syllables(phones: str) -> tuple[str, ...]:
    """The syllables of a component, each as a coarse phonetic key."""
    keys = (coarse_key(syllable) for syllable in _SYLLABLE.findall(phones.replace("ə", "")))
    return tuple([key for key in keys if key])


def _components(text: str, writing: Any) -> Iterator[tuple[str, ...]]:
    for sound in readings_in(text, writing):
        yield tuple([phones for phones in sound.phones if phones])

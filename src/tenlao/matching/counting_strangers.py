"""The counting of what Lao people are called who are in no table, once for each table: `strangers` asks for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from tenlao.base.word_lists import word_lists
from tenlao.matching.gathering import Gathering
from tenlao.matching.plain_syllables import syllables_of
from tenlao.matching.strangers import ComponentCounts, Role, StrangersData
from tenlao.phonology.distance import coarse_key
from tenlao.phonology.reading import phones_in
from tenlao.table.model import Entry

__all__ = ["InPrint", "counted", "is_borne", "strangers_of"]


def is_borne(entry: Entry) -> bool:
    """Tell whether an entry is a person whose name others may bear: kings and lords of old have names of reign."""
    return entry.kind == "person" and not entry.is_of_old


class InPrint(NamedTuple):
    """What pages print besides the table: components in each role, with how many bear them, and words of names."""

    borne: Mapping[Role, Mapping[str, int]]
    words: Sequence[str]

    @classmethod
    def read(cls) -> InPrint:
        """Read what is bundled."""
        borne: dict[Role, dict[str, int]] = {"given": {}, "family": {}}
        lists = word_lists("lao_given_names.toml")
        for role, persons in borne.items():
            for item in lists[role]:
                for name in item["names"]:
                    for components in phones_in(name, item["writing"]):
                        persons["".join(components)] = item["persons"]
        words = word_lists("lao_words.toml")["words"]
        return cls(borne, ["".join(c) for word in words for c in phones_in(word, "lao")])


def strangers_of(borne: Mapping[Role, Gathering], in_print: InPrint) -> StrangersData:
    """Return what `Strangers` is made of: what persons of a table and others in print are called.

    `borne` has the components of names that are borne, in each role, with the numbers of the bearers.
    """
    return {role: counted(owners, in_print.borne[role], in_print.words) for role, owners in borne.items()}


def counted(borne: Gathering, others: Mapping[str, int], words: Iterable[str] = ()) -> ComponentCounts:
    """Count components (phones) with the numbers of their bearers, those that so many others bear, and words."""
    owners = borne.merged(coarse_key)
    elsewhere: Counter[str] = Counter()
    for component, count in others.items():
        key = coarse_key(component)
        if key not in owners.places:
            elsewhere[key] = max(elsewhere[key], count)
    components = dict.fromkeys((*borne.places, *others, *words))
    key_of = lru_cache(maxsize=None)(coarse_key)  # forgotten with this
    pairs = Counter(chain.from_iterable(pairwise(("^", *syllables_of(c, key_of), "$")) for c in components))
    after: defaultdict[str, dict[str, int]] = defaultdict(dict)
    phones: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (before, syllable), count in pairs.items():
        after[before][syllable] = count
        for first, phone in pairwise(f"^{syllable}$") if syllable != "$" else ():
            phones[first][phone] += count
    persons = len(set(borne.numbers)) + sum(elsewhere.values())
    return ComponentCounts(owners.table(), elsewhere, persons, after, phones)

"""What an index is made of: flat data, kept on disk and sent to other processes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from tenlao.matching.flat_tables import NumberLists, StringTable, Texts, numbers_of_plain, plain_numbers
from tenlao.matching.rarity import RarityData
from tenlao.matching.strangers import ComponentCounts, StrangersData
from tenlao.matching.trie import Trie

__all__ = ["BETWEEN", "CORE_PENALTY", "SHORT_PENALTY", "IndexParts", "of_plain", "plain"]

# What is added to a distance, in nats, when a form is met by less than all of it: by what is left without the
# title in it, or without one of its components.
CORE_PENALTY, SHORT_PENALTY = 1.0, 5.0
BETWEEN = " "
"""What parts the components of a sound where they are kept."""


class IndexParts(NamedTuple):
    """What an index is made of, flat data that is kept on disk.

    `ids` has the number of the entry with an id, and `forms` the number of the first form of each entry, if all are
    numbered, and at the end how many there are. `spellings` has the numbers of the forms by spelling key; `letters`
    are the letters of the keys, and `spelling_trie` has the keys by their numbers in `spellings`.

    Of each sound, by its number, there are the `components` with blanks between them, the forms that sound so, in
    `places`, and the penalty in tenths of a nat; `sound_trie` has the sounds. `first_sounds` has the number of the
    sound of each form, the first one if it may be read in two ways, counted from 1, and 0 if it has none.
    `rarity` is what sounds tell, and `strangers` what people are called who are in no table. `by_component` has the
    numbers of the sounds of whole names that have a component, by its number among the keys of `rarity`.
    """

    ids: StringTable
    forms: array[int]
    spellings: StringTable
    letters: str
    spelling_trie: Trie
    components: Texts
    places: NumberLists
    first_sounds: array[int]
    penalties: bytes
    sound_trie: Trie
    by_component: NumberLists
    rarity: RarityData
    strangers: StrangersData


# How the parts of an index become plain data, for JSON, and come back from it; the others are plain.
_PACKED: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    **dict.fromkeys(("forms", "first_sounds"), (plain_numbers, numbers_of_plain)),
    "penalties": (list, bytes),
    "components": (Texts.plain, Texts.of_plain),
    **dict.fromkeys(("places", "by_component"), (NumberLists.plain, NumberLists.of_plain)),
    "rarity": (RarityData.plain, RarityData.of_plain),
    **dict.fromkeys(("ids", "spellings"), (StringTable.plain, StringTable.of_plain)),
    **dict.fromkeys(("spelling_trie", "sound_trie"), (Trie.plain, Trie.of_plain)),
    "strangers": (
        lambda counts: {role: counted.plain() for role, counted in counts.items()},
        lambda counts: {role: ComponentCounts.of_plain(counted) for role, counted in counts.items()},
    ),
}


def plain(parts: IndexParts) -> Iterator[Any]:
    """Give each part of an index as plain data, for JSON."""
    for name in IndexParts._fields:
        part = getattr(parts, name)
        yield _PACKED[name][0](part) if name in _PACKED else part


def of_plain(name: str, part: Any) -> Any:
    """Return the part of an index with this name that plain data stands for."""
    return _PACKED[name][1](part) if name in _PACKED else part

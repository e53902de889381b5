"""What an index is made of: flat data, which is kept on disk as bytes and unpacked part by part."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from tenlao.base.pieces import bytes_of_numbers, numbers_of_bytes, packed
from tenlao.matching.flat_tables import KeylessTable, NumberLists, Texts

if TYPE_CHECKING:
    from tenlao.matching.rarity import RarityData
    from tenlao.matching.strangers import StrangersData
    from tenlao.matching.trie import Trie

__all__ = ["BETWEEN", "IndexParts", "packed_parts", "unpacked_part"]

BETWEEN = " "
"""What parts the components of a sound where they are kept."""


class IndexParts(NamedTuple):
    """What an index is made of.

    `ids` has the number of the entry with an id, and `forms` the number of the first form of each entry, if all are
    numbered, and at the end how many there are. `spellings` has the numbers of the forms by spelling key; `letters`
    are the letters of the keys, and `spelling_trie` has the keys by their numbers in `spellings`.

    Of each sound, by its number, there are the `components` with blanks between them, the forms that sound so, in
    `places`, and the penalty in tenths of a nat; `sound_trie` has the sounds. `first_sounds` has the number of the
    sound of each form, the first one if it may be read in two ways, counted from 1, and 0 if it has none.
    `rarity` is what sounds tell, and `strangers` what people are called who are in no table. `by_component` has the
    numbers of the sounds of whole names that have a component, by its number among the keys of `rarity`.
    """

    ids: KeylessTable
    forms: array[int]
    spellings: KeylessTable
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


def packed_parts(parts: IndexParts) -> Iterator[bytes]:
    """Give the parts of an index as bytes, in their order."""
    for name in IndexParts._fields:
        part = getattr(parts, name)
        if name in ("forms", "first_sounds"):
            yield bytes_of_numbers(part)
        elif name == "letters":
            yield part.encode("utf-8", "surrogatepass")
        elif name == "strangers":
            yield packed((part["given"].packed(), part["family"].packed()))
        else:
            yield part if name == "penalties" else part.packed()


def unpacked_part(name: str, content: bytes | memoryview) -> Any:
    """Return the part of an index with this name that bytes stand for; what it needs is imported for it."""
    if name in ("forms", "first_sounds"):
        return numbers_of_bytes(content)
    if name == "letters":
        return bytes(content).decode("utf-8", "surrogatepass")
    if name == "penalties":
        return bytes(content)
    if name in ("spelling_trie", "sound_trie"):
        from tenlao.matching.trie import Trie

        return Trie.unpacked(content)
    if name == "rarity":
        from tenlao.matching.rarity import RarityData

        return RarityData.unpacked(content)
    if name == "strangers":
        from tenlao.matching.strangers import UnpackedStrangers

        return UnpackedStrangers(content)
    if name == "components":
        return Texts.unpacked(content)
    if name in ("places", "by_component"):
        return NumberLists.unpacked(content)
    return KeylessTable.unpacked(content)

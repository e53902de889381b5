"""Numbers gathered by strings while a table is compiled, and made flat arrays when all are there."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from zlib import crc32

from tenlao.matching.flat_tables import NumberLists, StringTable, Texts
from tenlao.matching.kernel import grouped

__all__ = ["Gathering"]


class Gathering:
    """Numbers gathered by strings, to be made a table.

    >>> table = Gathering(["Pakse", "Attapeu", "Pakse"], [3, 1, 2]).table()
    >>> list(table.get("Pakse")), list(table.get("Attapeu"))
    ([2, 3], [1])
    """

    def __init__(self, keys: Iterable[str], numbers: Iterable[int]) -> None:
        """Take strings, with a number for each."""
        keys = list(keys)
        self.places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        self.lists = array("I", map(self.places.__getitem__, keys))
        self.numbers = array("I", numbers)

    def merged(self, key: Callable[[str], str]) -> Gathering:
        """Return the same numbers, with strings that have one key as one.

        >>> list(Gathering(["Pakse", "PAKSE"], [3, 1]).merged(str.lower).table().get("pakse"))
        [1, 3]
        """
        merged = Gathering(map(key, self.places), self.numbers)
        merged.lists = array("I", map(merged.lists.__getitem__, self.lists))
        return merged

    def table(self) -> StringTable:
        """Return what was gathered as a table."""
        keys, number_of = self._ordered()
        return StringTable(*keys, _lists(number_of, self.lists, self.numbers))

    def tables(self, lists: array[int], numbers: array[int]) -> tuple[NumberLists, StringTable]:
        """Return what was gathered, and a table of the same strings with other numbers, in the same order."""
        keys, number_of = self._ordered()
        other = StringTable(*keys, _lists(number_of, lists, numbers))
        return _lists(number_of, self.lists, self.numbers), other

    def _ordered(self) -> tuple[tuple[array[int], Texts], array[int]]:
        """The checksums of the strings and these, in the order of the checksums, and the number there of each."""
        keys = [key.encode("utf-8", "surrogatepass") for key in self.places]
        checksums = array("I", map(crc32, keys))
        order = sorted(range(len(keys)), key=checksums.__getitem__)
        number_of = array("I", bytes(4 * len(keys)))
        for number, place in enumerate(order):
            number_of[place] = number
        ordered = array("I", map(checksums.__getitem__, order))
        return (ordered, Texts.of_encoded([*map(keys.__getitem__, order)])), number_of


def _lists(number_of: array[int], lists: array[int], numbers: array[int]) -> NumberLists:
    return NumberLists(*grouped(len(number_of), array("I", map(number_of.__getitem__, lists)), numbers))

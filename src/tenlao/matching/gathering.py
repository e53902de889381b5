"""Numbers gathered by strings while a table is compiled, and made flat arrays when all are there."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from zlib import crc32

from tenlao.matching.flat_tables import KeylessTable, NumberLists, StringTable, Texts
from tenlao.matching.kernel import grouped, in_order

__all__ = ["Gathering"]


class Gathering:
    """Numbers gathered by strings, to be made a table.

    >>> table = Gathering(["Pakse", "Attapeu", "Pakse"], [3, 1, 2]).table()
    >>> list(table.get("Pakse")), list(table.get("Attapeu"))
    ([2, 3], [1])
    """

    def __init__(self, keys: Iterable[str], numbers: Iterable[int]) -> None:
        """Take strings, with a number for each."""
        self.places: defaultdict[str, int] = defaultdict(count().__next__)
        self.lists = array("I", map(self.places.__getitem__, keys))
        self.places.default_factory = None  # what is asked for from now on is not added
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
        return self.tables(self.lists, self.numbers)[1]

    def tables(self, lists: array[int], numbers: array[int]) -> tuple[NumberLists, StringTable]:
        """Return what was gathered, and a table of the same strings with other numbers, in the same order."""
        keys = self._encoded()
        checksums, order, number_of = _by_checksum(keys)
        texts = Texts.of_encoded([*map(keys.__getitem__, order)])
        table = StringTable(checksums, texts, _lists(number_of, lists, numbers))
        own = table.lists if lists is self.lists else _lists(number_of, self.lists, self.numbers)
        return own, table

    def keyless(self) -> KeylessTable:
        """Return what was gathered as a table without the strings."""
        checksums, _, number_of = _by_checksum(self._encoded())
        return KeylessTable(checksums, _lists(number_of, self.lists, self.numbers))

    def _encoded(self) -> list[bytes]:
        return [key.encode("utf-8", "surrogatepass") for key in self.places]


def _by_checksum(keys: Sequence[bytes]) -> tuple[array[int], Sequence[int], array[int]]:
    """The checksums of strings, the lowest first; the places of the strings in this order; what number each has."""
    checksums = array("I", map(crc32, keys))
    order = in_order(checksums)
    number_of = array("I", bytes(4 * len(keys)))
    for number, place in enumerate(order):
        number_of[place] = number
    return array("I", map(checksums.__getitem__, order)), order, number_of


def _lists(number_of: array[int], lists: array[int], numbers: array[int]) -> NumberLists:
    return NumberLists(*grouped(len(number_of), array("I", map(number_of.__getitem__, lists)), numbers))

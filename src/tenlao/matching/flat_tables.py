"""Lists and dictionaries of many small things as a few flat arrays, which take little room and are read at once."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from zlib import crc32

from tenlao.base.pieces import Pieces, bytes_of_numbers, numbers_of_bytes, packed

__all__ = [
    "LOWER",
    "Gathering",
    "NumberLists",
    "StringTable",
    "Texts",
    "holds",
    "pair",
]


LOWER = 0xFFFFFFFF
"""The bits of the second number of a pair."""


def pair(first: int, second: int) -> int:
    """Return two numbers of four bytes as one, so that pairs take little room and are sorted fast.

    >>> pair(2, 7) >> 32, pair(2, 7) & LOWER
    (2, 7)
    """
    return (first << 32) | second


class NumberLists:
    """Lists of numbers, by number, one after another in one array.

    >>> lists = NumberLists.of(3, [pair(2, 7), pair(0, 5), pair(0, 4), pair(0, 5)])
    >>> [list(lists[number]) for number in range(3)]
    [[4, 5], [], [7]]
    """

    __slots__ = ("_numbers", "_starts")

    def __init__(self, starts: array[int], numbers: array[int]) -> None:
        """Take where each list starts, and where the last one ends, among the numbers."""
        self._starts, self._numbers = starts, numbers

    @classmethod
    def of(cls, count: int, pairs: Iterable[int]) -> NumberLists:
        """Make so many lists of pairs of a list and a number in it; a list has a number once, the least first."""
        ordered = sorted(set(pairs))
        lengths = array("I", bytes(4 * count))
        for at_and_number in ordered:
            lengths[at_and_number >> 32] += 1
        return cls(array("I", accumulate(lengths, initial=0)), array("I", [both & LOWER for both in ordered]))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> Sequence[int]:
        return self._numbers[self._starts[number] : self._starts[number + 1]]

    @property
    def total(self) -> int:
        """How many numbers there are in all lists."""
        return len(self._numbers)

    def packed(self) -> bytes:
        """Return the lists as bytes."""
        return packed(map(bytes_of_numbers, (self._starts, self._numbers)))

    @classmethod
    def unpacked(cls, content: bytes | memoryview) -> NumberLists:
        """Return the lists that bytes stand for."""
        return cls(*map(numbers_of_bytes, Pieces(content)))


class Texts:
    """Strings, by number, one after another.

    >>> texts = Texts.of(["ໂພ", "", "Pho"])
    >>> texts[0], texts[1], texts[2], len(texts)
    ('ໂພ', '', 'Pho', 3)
    """

    __slots__ = ("_starts", "_text")

    def __init__(self, starts: array[int], text: bytes) -> None:
        """Take where each string starts, and where the last one ends, in a text (UTF-8)."""
        self._starts, self._text = starts, text

    @classmethod
    def of(cls, strings: Iterable[str]) -> Texts:
        """Put strings together."""
        encoded = [string.encode("utf-8", "surrogatepass") for string in strings]
        return cls(array("I", accumulate(map(len, encoded), initial=0)), b"".join(encoded))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number + 1]].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def is_at(self, number: int, string: bytes) -> bool:
        """Tell whether a string (UTF-8) is the one with a number."""
        return self._text[self._starts[number] : self._starts[number + 1]] == string

    def packed(self) -> bytes:
        """Return the strings as bytes."""
        return packed((bytes_of_numbers(self._starts), self._text))

    @classmethod
    def unpacked(cls, content: bytes | memoryview) -> Texts:
        """Return the strings that bytes stand for."""
        starts, text = Pieces(content)
        return cls(numbers_of_bytes(starts), bytes(text))


class StringTable:
    """Lists of numbers by strings: a dictionary in a few arrays. A string is found by its checksum.

    >>> gathering = Gathering()
    >>> gathering.add("Pakse", 3), gathering.add("Attapeu", 1), gathering.add("Pakse", 2)
    (None, None, None)
    >>> table = gathering.table()
    >>> list(table.get("Pakse")), list(table.get("Paksan")), "Attapeu" in table, len(table)
    ([2, 3], [], True, 2)
    """

    __slots__ = ("_checksums", "get", "keys", "lists")

    def __init__(self, checksums: array[int], keys: Texts, lists: NumberLists) -> None:
        """Take strings with their checksums (CRC-32), the lowest first, and the lists of numbers of each."""
        self._checksums = checksums
        self.keys = keys
        """The strings."""
        self.lists = lists
        """The numbers of each string, by its number among `keys`."""
        self.get = lru_cache(maxsize=1 << 10)(self._get)

    def __len__(self) -> int:
        return len(self.keys)

    def __contains__(self, key: str) -> bool:
        return len(self.get(key)) > 0

    def _get(self, key: str) -> Sequence[int]:
        """Return the numbers of a string, the least first; none if it is not there."""
        at = self._at(key)
        return () if at is None else self.lists[at]

    def _at(self, key: str) -> int | None:
        checksums, keys = self._checksums, self.keys
        encoded = key.encode("utf-8", "surrogatepass")
        checksum = crc32(encoded)
        at = bisect_left(checksums, checksum)
        while at < len(checksums) and checksums[at] == checksum:
            if keys.is_at(at, encoded):
                return at
            at += 1
        return None

    def packed(self) -> bytes:
        """Return the table as bytes."""
        return packed((bytes_of_numbers(self._checksums), self.keys.packed(), self.lists.packed()))

    @classmethod
    def unpacked(cls, content: bytes | memoryview) -> StringTable:
        """Return the table that bytes stand for."""
        checksums, keys, lists = Pieces(content)
        return cls(numbers_of_bytes(checksums), Texts.unpacked(keys), NumberLists.unpacked(lists))


class Gathering:
    """Numbers gathered by strings, to be made a table."""

    def __init__(self) -> None:
        """Begin with none."""
        self.places: dict[str, int] = {}
        self._pairs = array("Q")

    def add(self, key: str, number: int) -> None:
        """Add a number to those of a string."""
        self._pairs.append((self.places.setdefault(key, len(self.places)) << 32) | number)

    def table(self) -> StringTable:
        """Return what was gathered as a table."""
        keys = list(self.places)
        checksums = (crc32(key.encode("utf-8", "surrogatepass")) for key in keys)
        ordered = sorted([(checksum << 32) | place for place, checksum in enumerate(checksums)])
        order = array("I", bytes(4 * len(keys)))
        for at, both in enumerate(ordered):
            order[both & LOWER] = at
        return StringTable(
            array("I", [both >> 32 for both in ordered]),
            Texts.of([keys[both & LOWER] for both in ordered]),
            NumberLists.of(len(keys), [(order[both >> 32] << 32) | (both & LOWER) for both in self._pairs]),
        )


def holds(numbers: Sequence[int], number: int) -> bool:
    """Tell whether there is a number among others, the least of which comes first.

    >>> holds(array("I", [2, 5]), 5), holds((), 5)
    (True, False)
    """
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number

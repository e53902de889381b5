"""Lists and dictionaries of many small things as a few flat arrays, which take little room and are read at once."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from zlib import crc32

from tenlao.base.pieces import Pieces, bytes_of_numbers, numbers_of_bytes, packed

__all__ = [
    "KeylessTable",
    "NumberLists",
    "StringTable",
    "Texts",
    "holds",
]


class NumberLists:
    """Lists of numbers, by number, one after another in one array.

    >>> lists = NumberLists(array("I", [0, 2, 2, 3]), array("I", [4, 5, 7]))
    >>> [list(lists[number]) for number in range(3)]
    [[4, 5], [], [7]]
    """

    __slots__ = ("_numbers", "_starts")

    def __init__(self, starts: array[int], numbers: array[int]) -> None:
        """Take where each list starts, and where the last one ends, among the numbers."""
        self._starts, self._numbers = starts, numbers

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> Sequence[int]:
        return self._numbers[self._starts[number] : self._starts[number + 1]]

    def firsts(self) -> Iterator[int]:
        """Give the first number of each list; none is empty."""
        return map(self._numbers.__getitem__, self._starts[:-1])

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
        return cls.of_encoded([string.encode("utf-8", "surrogatepass") for string in strings])

    @classmethod
    def of_encoded(cls, strings: Sequence[bytes]) -> Texts:
        """Put strings (UTF-8) together."""
        return cls(array("I", accumulate(map(len, strings), initial=0)), b"".join(strings))

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return self._text[self._starts[number] : self._starts[number + 1]].decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        text = self._text
        return (text[start:end].decode("utf-8", "surrogatepass") for start, end in pairwise(self._starts))

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


class KeylessTable:
    """Lists of numbers by strings that are kept elsewhere, where what has a number tells its string.

    >>> names = ["Pakse", "Attapeu", "Pakse"]
    >>> table = KeylessTable(array("I", [14889875]), NumberLists(array("I", [0, 2]), array("I", [0, 2])))
    >>> list(table.get("Pakse", names.__getitem__)), table.get("Paksan", names.__getitem__)
    ([0, 2], ())
    """

    __slots__ = ("_checksums", "lists")

    def __init__(self, checksums: array[int], lists: NumberLists) -> None:
        """Take the checksums (CRC-32) of strings, the lowest first, and the lists of numbers of each."""
        self._checksums, self.lists = checksums, lists

    def __len__(self) -> int:
        return len(self.lists)

    def get(self, key: str, key_of: Callable[[int], str]) -> Sequence[int]:
        """Return the numbers of a string, the least first; none if it is not there."""
        for at in _with_checksum(self._checksums, crc32(key.encode("utf-8", "surrogatepass"))):
            numbers = self.lists[at]
            if key_of(numbers[0]) == key:
                return numbers
        return ()

    def packed(self) -> bytes:
        """Return the table as bytes."""
        return packed((bytes_of_numbers(self._checksums), self.lists.packed()))

    @classmethod
    def unpacked(cls, content: bytes | memoryview) -> KeylessTable:
        """Return the table that bytes stand for."""
        checksums, lists = Pieces(content)
        return cls(numbers_of_bytes(checksums), NumberLists.unpacked(lists))


def _with_checksum(checksums: array[int], checksum: int) -> range:
    """The places of a checksum."""
    first = last = bisect_left(checksums, checksum)
    while last < len(checksums) and checksums[last] == checksum:
        last += 1
    return range(first, last)


class StringTable:
    """Lists of numbers by strings: a dictionary in a few arrays. A string is found by its checksum.

    >>> checksums, keys = array("I", [14889875]), Texts.of(["Pakse"])
    >>> table = StringTable(checksums, keys, NumberLists(array("I", [0, 2]), array("I", [2, 3])))
    >>> list(table.get("Pakse")), list(table.get("Paksan")), "Attapeu" in table, len(table)
    ([2, 3], [], False, 1)
    """

    __slots__ = ("_checksums", "keys", "lists")

    def __init__(self, checksums: array[int], keys: Texts, lists: NumberLists) -> None:
        """Take strings with their checksums (CRC-32), the lowest first, and the lists of numbers of each."""
        self._checksums = checksums
        self.keys = keys
        """The strings."""
        self.lists = lists
        """The numbers of each string, by its number among `keys`."""

    def __len__(self) -> int:
        return len(self.keys)

    def __contains__(self, key: str) -> bool:
        return len(self.get(key)) > 0

    def get(self, key: str) -> Sequence[int]:
        """Return the numbers of a string, the least first; none if it is not there."""
        at = self.number(key)
        return () if at is None else self.lists[at]

    def number(self, key: str) -> int | None:
        """Return the number of a string among `keys`, None if it is not there."""
        encoded = key.encode("utf-8", "surrogatepass")
        for at in _with_checksum(self._checksums, crc32(encoded)):
            if self.keys.is_at(at, encoded):
                return at
        return None

    def packed(self) -> bytes:
        """Return the table as bytes."""
        return packed((bytes_of_numbers(self._checksums), self.keys.packed(), self.lists.packed()))

    @classmethod
    def unpacked(cls, content: bytes | memoryview) -> StringTable:
        """Return the table that bytes stand for."""
        checksums, keys, lists = Pieces(content)
        return cls(numbers_of_bytes(checksums), Texts.unpacked(keys), NumberLists.unpacked(lists))


def holds(numbers: Sequence[int], number: int) -> bool:
    """Tell whether there is a number among others, the least of which comes first.

    >>> holds(array("I", [2, 5]), 5), holds((), 5)
    (True, False)
    """
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number

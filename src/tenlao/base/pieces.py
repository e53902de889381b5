"""Byte strings one after another in one, with where each ends, so that one is read without those before it."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from itertools import accumulate

from tenlao.base.lazy_sequences import LazySequence

__all__ = ["Pieces", "bytes_of_numbers", "numbers_of_bytes", "packed"]

_NUMBER = 4  # bytes


class Pieces(LazySequence[memoryview]):
    """Byte strings, by number, in what `packed` has made of them; nothing is copied.

    >>> pieces = Pieces(packed([b"Pakse", b"", b"Attapeu"]))
    >>> [bytes(piece) for piece in pieces], bytes(pieces[-1])
    ([b'Pakse', b'', b'Attapeu'], b'Attapeu')

    Raises:
        ValueError: it is nothing that was packed.
    """

    __slots__ = ("_content", "_ends")

    def __init__(self, content: bytes | memoryview) -> None:
        content = memoryview(content)
        ends = _NUMBER * (1 + int.from_bytes(content[:_NUMBER], "little"))
        self._ends = numbers_of_bytes(content[_NUMBER:ends])
        self._content = content[ends:]
        if len(content) < ends or len(self._content) != (self._ends[-1] if self._ends else 0):
            raise ValueError("these are no packed pieces")

    def __len__(self) -> int:
        return len(self._ends)

    def _made(self, number: int) -> memoryview:
        start = self._ends[number - 1] if number else 0
        return self._content[start : self._ends[number]]


def packed(pieces: Iterable[bytes]) -> bytes:
    """Return byte strings as one, which `Pieces` takes apart."""
    pieces = list(pieces)
    ends = array("I", accumulate(map(len, pieces)))
    return b"".join((len(pieces).to_bytes(_NUMBER, "little"), bytes_of_numbers(ends), *pieces))


def bytes_of_numbers(numbers: array[int]) -> bytes:
    """Return numbers of four bytes as bytes, which are the same on all machines.

    >>> numbers_of_bytes(bytes_of_numbers(array("I", [1, 70000])))
    array('I', [1, 70000])
    """
    return _in_order(numbers).tobytes()


def numbers_of_bytes(content: bytes | memoryview) -> array[int]:
    """Return the numbers that bytes stand for."""
    numbers = array("I")
    numbers.frombytes(content)
    return _in_order(numbers)


def _in_order(numbers: array[int]) -> array[int]:
    """Numbers with the lowest byte first, or back from there."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers

"""Changes of the bytes of a file: made, and undone from what is kept of them."""

from __future__ import annotations

import base64
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

__all__ = ["Change", "Changes", "changed", "pieces_of_changed", "restore_data", "restored", "restoring"]


# Words that are changed come again; what is kept of them is kept once.
_REMEMBERED = 1 << 10


class Change(NamedTuple):
    """A replacement of the bytes from start to end of a file."""

    start: int
    end: int
    new: bytes


class Changes:
    """Changes that are told in any order, and given in that of their places; what they put there is kept packed.

    >>> changes = Changes([Change(3, 3, b"!")])
    >>> changes.add(Change(2, 3, b"os"))
    >>> [*changes]
    [Change(start=2, end=3, new=b'os'), Change(start=3, end=3, new=b'!')]
    """

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        # Start and end of each in one number, and where what is new ends in all that is new, so many bytes a block.
        self._places, self._ends = array("Q"), array("Q")
        self._blocks: list[bytes] = []
        self._last = bytearray()
        self.extend(changes)

    def add(self, change: Change) -> None:
        """Take in a change."""
        start, end, new = change
        self._places.append(start << _PLACE | end)
        self._last += new
        self._ends.append(len(self._blocks) * _BLOCK + len(self._last))
        while len(self._last) >= _BLOCK:
            self._blocks.append(zlib.compress(self._last[:_BLOCK], 1))
            del self._last[:_BLOCK]

    def extend(self, changes: Iterable[Change]) -> None:
        """Take in changes."""
        for change in changes:
            self.add(change)

    def __iter__(self) -> Iterator[Change]:
        blocks = lru_cache(1)(self._block)
        numbers: Iterable[int] = range(len(self._places))
        if any(before > after for before, after in pairwise(self._places)):
            numbers = array("I", sorted(numbers, key=self._places.__getitem__))
        for number in numbers:
            place, end = self._places[number], self._ends[number]
            at = self._ends[number - 1] if number else 0
            new = b""
            while at < end:
                first = at % _BLOCK
                piece = blocks(at // _BLOCK)[first : first + end - at]
                new += piece
                at += len(piece)
            yield Change(place >> _PLACE, place & ((1 << _PLACE) - 1), new)

    def _block(self, number: int) -> bytes:
        return bytes(self._last) if number == len(self._blocks) else zlib.decompress(self._blocks[number])


_PLACE, _BLOCK = 32, 1 << 16


def pieces_of_changed(content: bytes, changes: Iterable[Change]) -> Iterator[bytes | memoryview]:
    """Give the pieces of the content of a file after changes, which are in order and do not overlap."""
    left = memoryview(content)
    at = 0
    for start, end, new in changes:
        yield left[at:start]
        yield new
        at = end
    yield left[at:]


def changed(content: bytes, changes: Iterable[Change]) -> bytes:
    """Return the content of a file after changes, which are in order and do not overlap.

    >>> changed(b"Lao", [Change(2, 3, b"os"), Change(3, 3, b"!")])
    b'Laos!'
    """
    result = BytesIO()
    result.writelines(pieces_of_changed(content, changes))
    return result.getvalue()


def restore_data(content: bytes, changes: Iterable[Change]) -> dict[str, Any]:
    """Return what undoes changes of a file: where they are in the new content, and what was there before.

    >>> restore_data(b"Lao", [Change(2, 3, b"os"), Change(3, 3, b"!")])
    {'changes': [(2, 4, 'bw=='), (4, 5, '')]}
    """
    return restoring(content, ((start, end, len(new)) for start, end, new in changes))


def restoring(content: bytes, replaced: Iterable[tuple[int, int, int]]) -> dict[str, Any]:
    """Return what `restore_data` does, from where changes begin and end, and how many bytes stand there then."""
    in_letters = lru_cache(_REMEMBERED)(lambda old: base64.b64encode(old).decode())
    data = []
    shift = 0
    for start, end, length in replaced:
        old = in_letters(content[start:end])
        data.append((start + shift, start + shift + length, old))
        shift += length - (end - start)
    return {"changes": data}


def restored(content: bytes, data: Mapping[str, Any]) -> bytes:
    """Return a file as it was before edits, from the edited file and what `restore_data` returned.

    >>> restored(b"Laos!", {"changes": [[2, 4, "bw=="], [4, 5, ""]]})
    b'Lao'

    Raises:
        ValueError: the data are of another file, or damaged.
    """
    return changed(content, _changes_of(data, len(content)))


def _changes_of(data: Mapping[str, Any], size: int) -> Iterator[Change]:
    at = 0
    for start, end, old in data["changes"]:
        if not at <= start <= end <= size:
            raise ValueError("the data to restore a file do not fit it")
        at = end
        yield Change(start, end, base64.b64decode(old, validate=True))

"""The phones of parts in a row, of which any that stand side by side have a sound together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from tenlao.phonology.sound import join

__all__ = ["Columns", "columns", "in_row"]


class Columns(NamedTuple):
    r"""Phones of parts in a row, such that the sound of any of them together can be read off.

    `phones` has each phone, one after the other; where a coda is half silent before the next part, it comes first and
    is left out of sounds that go on. `steps` (a byte for each) tells how many back the phone before it stands; part
    i is that from `starts[i]` up to `ends[i]`.
    """

    phones: str
    steps: bytes
    starts: list[int]
    ends: list[int]

    def span(self, first: int, last: int) -> str:
        """Return what the parts from one up to another sound like together.

        >>> columns(["buⁿ", "ɲaᵑ"]).span(0, 1), columns(["buⁿ", "ɲaᵑ"]).span(0, 2)
        ('buⁿ', 'bu˙ɲaᵑ')
        """
        start, at = self.starts[first], self.ends[last - 1]
        phones, steps = self.phones[start:at], self.steps[start:at]
        if b"\2" not in steps:
            return phones
        place, backwards = len(phones), []
        while place > 0:
            backwards.append(phones[place - 1])
            place -= steps[place - 1]
        return "".join(reversed(backwards))


def columns(parts: Iterable[str]) -> Columns:
    r"""Return the phones of parts in columns, so that sounds that begin alike are compared once.

    >>> columns(["buⁿ", "ɲaᵑ"])
    Columns(phones='buⁿ˙ɲaᵑ', steps=b'\x01\x01\x01\x02\x01\x01\x01', starts=[0, 4], ends=[3, 7])
    """
    parts = list(parts)
    joined = join(parts)
    if joined == "".join(parts):
        return in_row(parts)
    phones, steps = "", b""
    starts, ends = [], []
    at = 0
    for part in parts:
        starts.append(len(phones))
        at += len(part)
        phones += joined[at - len(part) : at]
        steps += b"\1" * len(part)
        ends.append(len(phones))
        if part and joined[at - 1] != part[-1]:
            phones, steps = phones[:-1] + part[-1] + joined[at - 1], steps + b"\2"
    return Columns(phones, steps, starts, ends)


def in_row(parts: Sequence[str]) -> Columns:
    r"""Return strings in columns as they are, one after the other.

    >>> in_row(["ab", "c"])
    Columns(phones='abc', steps=b'\x01\x01\x01', starts=[0, 2], ends=[2, 3])
    """
    ends = list(accumulate(map(len, parts)))
    text = "".join(parts)
    return Columns(text, b"\1" * len(text), [0, *ends][: len(ends)], ends)

"""A trie of strings as flat arrays, and what it costs to write one letter for another: what a search goes through.

The nodes stand in the order in which they are met from the root down, those of one string before those of the next.
A node has a letter, a depth, the node that comes after all below it, and the number of strings that come before it;
so a search needs no pointers, going on is the next node, and giving up a branch is a jump.
"""

from __future__ import annotations

import codecs
from array import array
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from tenlao.base.pieces import Pieces, bytes_of_numbers, numbers_of_bytes, packed
from tenlao.matching.units import UNIT
from tenlao.phonology.distance import OMISSION, SUBSTITUTION, consonant_key

__all__ = ["LONGEST", "Costs", "Trie", "costs_of_letters", "costs_of_sounds", "trie_of"]

LONGEST = 255
"""How many letters the strings of a trie may have."""
# A letter that no string of the trie has.
_UNKNOWN = "\0"


class Trie(NamedTuple):
    """The nodes of a trie, in order: the code of the letter (a byte) and the depth (a byte, from 1) of each.

    `skips` (four bytes each) has the node after all that are below a node, `firsts` (four bytes each, and one more
    at the end) how many strings come before it: those that end at a node are the ones from its number up to that of
    the next node. `numbers` (four bytes each) are the numbers of the strings in this order.
    """

    labels: bytes
    depths: bytes
    skips: array[int]
    firsts: array[int]
    numbers: array[int]

    def packed(self) -> bytes:
        """Return the trie as bytes."""
        numbers = map(bytes_of_numbers, (self.skips, self.firsts, self.numbers))
        return packed((self.labels, self.depths, *numbers))

    @classmethod
    def unpacked(cls, content: bytes | memoryview) -> Trie:
        """Return the trie that bytes stand for."""
        labels, depths, *numbers = Pieces(content)
        return cls(bytes(labels), bytes(depths), *map(numbers_of_bytes, numbers))


class Costs(NamedTuple):
    """What it costs that one letter is written for another, in whole units, by the codes of letters from 0.

    `substitution` has a row of bytes for each code, `omission` a byte. `swap` is what it costs that two neighbours
    have changed places, 0 if that is two substitutions. `classes` tells of each code which consonant it is, alike
    ones as one, 0 if none. The letters of a string have the codes that `encoded` gives them.
    """

    letters: str
    substitution: bytes
    omission: bytes
    classes: bytes
    swap: int
    encoded: Callable[[str], bytes]


def trie_of(strings: Sequence[bytes]) -> Trie:
    """Return the trie of strings of codes, numbered from 0, without those that are empty or longer than `LONGEST`.

    >>> trie = trie_of([b"abc", b"b", b"ab"])
    >>> list(trie.depths), list(trie.skips), list(trie.firsts), list(trie.numbers)
    ([1, 2, 3, 1], [3, 3, 3, 4], [0, 0, 1, 2, 3], [2, 0, 1])
    """
    labels, depths = bytearray(), bytearray()
    skips, firsts = array("I"), array("I")
    before = b""
    open_nodes: list[int] = []
    numbers = array("I", (n for n, string in enumerate(strings) if 0 < len(string) <= LONGEST))
    numbers = array("I", sorted(numbers, key=strings.__getitem__))
    for number, string in enumerate(strings[n] for n in numbers):
        if string == before:
            continue
        shared = _shared(before, string)
        for node in open_nodes[shared:]:
            skips[node] = len(labels)
        added = len(string) - shared
        open_nodes[shared:] = range(len(labels), len(labels) + added)
        labels += string[shared:]
        depths += bytes(range(shared + 1, len(string) + 1))
        skips.extend([0] * added)
        firsts.extend([number] * added)
        before = string
    for node in open_nodes:
        skips[node] = len(labels)
    firsts.append(len(numbers))
    return Trie(bytes(labels), bytes(depths), skips, firsts, numbers)


def _shared(a: bytes, b: bytes) -> int:
    """How many letters two strings begin with alike."""
    for number, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return number
    return min(len(a), len(b))


@cache
def costs_of_sounds() -> Costs:
    """Return the costs of phones, in tenths of a nat, as `tenlao.phonology.distance` has them.

    >>> costs = costs_of_sounds()
    >>> l, r = costs.encoded("lr")
    >>> costs.substitution[l * len(costs.omission) + r], costs.omission[l]
    (10, 50)
    """
    letters = _UNKNOWN + "".join(sorted(SUBSTITUTION))
    worst = round(max(OMISSION.values()) * UNIT)
    # The first row and column are those of the unknown letter.
    rows = [bytes([worst] * len(letters))]
    rows += [bytes([worst, *[round(SUBSTITUTION[a][b] * UNIT) for b in letters[1:]]]) for a in letters[1:]]
    alike = [consonant_key(phone) for phone in letters[1:]]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(["", *alike]))}
    return Costs(
        letters=letters,
        substitution=b"".join(rows),
        omission=bytes([worst, *(round(OMISSION[a] * UNIT) for a in letters[1:])]),
        classes=bytes([0, *(numbers[key] for key in alike)]),
        swap=0,
        encoded=_encoder(letters),
    )


def costs_of_letters(letters: str) -> Costs:
    r"""Return the costs of slips of the finger: 1 for a letter that is changed, left out, put in, or swapped.

    Of more than 255 distinct letters the last ones count as one.

    >>> costs_of_letters("ab").encoded("abx")
    b'\x01\x02\x00'
    """
    known = _UNKNOWN + "".join(sorted(set(letters) - {_UNKNOWN}))[:LONGEST]
    rows = [bytes([a != b for b in range(len(known))]) for a in range(len(known))]
    ones = b"\1" * len(known)
    return Costs(known, b"".join(rows), ones, bytes(len(known)), 1, _encoder(known))


def _encoder(letters: str) -> Callable[[str], bytes]:
    """What turns strings into the codes of their letters, 0 for those that have none."""
    mapping = codecs.charmap_build(letters)
    numbers = {letter: number for number, letter in enumerate(letters)}

    def encoded(text: str) -> bytes:
        try:
            return codecs.charmap_encode(text, "strict", mapping)[0]
        except UnicodeEncodeError:
            return bytes([numbers.get(letter, 0) for letter in text])

    return encoded

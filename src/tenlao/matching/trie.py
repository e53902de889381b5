"""A trie of strings as flat arrays, and what it costs to write one letter for another: what a search goes through.

The nodes stand in the order in which they are met from the root down, those of one string before those of the next.
A node has a letter, a depth, how far off the node after all below it is, and how many strings come before it; so a
search needs no pointers, going on is the next node, and giving up a branch is a jump. It all takes five bytes a node.
"""

from __future__ import annotations

import codecs
from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from tenlao.base.pieces import Pieces, bytes_of_numbers, numbers_of_bytes, packed
from tenlao.matching.units import UNIT
from tenlao.phonology.distance import OMISSION, SUBSTITUTION, consonant_key

__all__ = [
    "BLOCK",
    "FAR",
    "LONGEST",
    "MOST_SLIPS",
    "Costs",
    "Trie",
    "costs_of_letters",
    "costs_of_sounds",
    "trie_of",
]

LONGEST = 255
"""How many letters the strings of a trie may have."""
MOST_SLIPS = 3
"""The greatest limit of a search for misspellings: two letters may differ, and so no more."""
# A letter that no string of the trie has.
_UNKNOWN = "\0"


FAR, BLOCK = 0xFFFF, 256
"""From how many nodes on a jump is too far for two bytes; for how many nodes strings are counted by themselves."""


class Trie(NamedTuple):
    """The nodes of a trie, in order: the code of the letter (a byte) and the depth (a byte, from 1) of each.

    `skips` (two bytes each, the lowest first) tells how many nodes further on the one after all below it is; where
    that is `FAR` or more, `far` has the node, and after it that one. `ends` (a byte each, and one more at the end)
    tells how many distinct strings end before it in its block of `BLOCK` nodes, and `blocks` how many do before the
    block. `numbers` (four bytes each) are the numbers of the strings in this order. Some may be equal: `more` has
    which of the distinct ones come once more, as often as they do.
    """

    labels: bytes
    depths: bytes
    skips: bytes
    far: array[int]
    ends: bytes
    blocks: array[int]
    more: array[int]
    numbers: array[int]

    def packed(self) -> bytes:
        """Return the trie as bytes."""
        return packed(part if isinstance(part, bytes) else bytes_of_numbers(part) for part in self)

    @classmethod
    def unpacked(cls, content: bytes | memoryview) -> Trie:
        """Return the trie that bytes stand for."""
        labels, depths, skips, far, ends, *counts = Pieces(content)
        counted = map(numbers_of_bytes, counts)
        return cls(bytes(labels), bytes(depths), bytes(skips), numbers_of_bytes(far), bytes(ends), *counted)

    def ended(self, node: int) -> int:
        """Return how many strings end before a node, or before the end."""
        distinct = self.blocks[node // BLOCK] + self.ends[node]
        return distinct + bisect_left(self.more, distinct)


class Costs(NamedTuple):
    """What it costs that one letter is written for another, in whole units, by the codes of letters from 0.

    `substitution` has a row of bytes for each code, `omission` a byte. `swap` is what it costs that two neighbours
    have changed places: 1 where all changes of letters cost so much, or else 0, where it is two substitutions.
    `classes` tells of each code which consonant it is, alike ones as one, 0 if none. The letters of a string have the
    codes that `encoded` gives them.
    """

    letters: str
    substitution: bytes
    omission: bytes
    classes: bytes
    swap: int
    encoded: Callable[[str], bytes]


def trie_of(strings: Sequence[bytes]) -> Trie:
    """Return the trie of strings of codes, numbered from 0, without those that are empty or longer than `LONGEST`.

    >>> trie = trie_of([b"abc", b"b", b"ab", b"b"])
    >>> list(trie.depths), list(trie.skips[::2]), list(trie.ends), list(trie.more), list(trie.numbers)
    ([1, 2, 3, 1], [3, 2, 1, 1], [0, 0, 1, 2, 3], [2], [2, 0, 1, 3])
    """
    labels, depths, ending = bytearray(), bytearray(), bytearray()
    nexts, more = array("I"), array("I")
    before, distinct = b"", -1
    open_nodes: list[int] = []
    numbers = array("I", (n for n, string in enumerate(strings) if 0 < len(string) <= LONGEST))
    numbers = array("I", sorted(numbers, key=strings.__getitem__))
    for string in map(strings.__getitem__, numbers):
        if string == before:
            more.append(distinct)
            continue
        shared = _shared(before, string)
        for node in open_nodes[shared:]:
            nexts[node] = len(labels)
        added = len(string) - shared
        open_nodes[shared:] = range(len(labels), len(labels) + added)
        labels += string[shared:]
        depths += bytes(range(shared + 1, len(string) + 1))
        ending += bytes(added - 1) + b"\1"
        nexts.extend([0] * added)
        before, distinct = string, distinct + 1
    for node in open_nodes:
        nexts[node] = len(labels)
    apart = [end - node for node, end in enumerate(nexts)]
    far = array("I", (at for node, end in enumerate(nexts) if end - node >= FAR for at in (node, end)))
    skips = b"".join([min(skip, FAR).to_bytes(2, "little") for skip in apart])
    ended = array("I", accumulate(ending, initial=0))
    blocks = ended[::BLOCK]
    ends = bytes([count - blocks[node // BLOCK] for node, count in enumerate(ended)])
    return Trie(bytes(labels), bytes(depths), skips, far, ends, blocks, more, numbers)


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
    units = {cost: round(cost * UNIT) for row in SUBSTITUTION.values() for cost in set(row.values())}
    # The first row and column are those of the unknown letter.
    rows = [bytes([worst] * len(letters))]
    rows += [bytes([worst, *[units[SUBSTITUTION[a][b]] for b in letters[1:]]]) for a in letters[1:]]
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

"""What is different between two rows of lines or words, found in time that grows as they do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

__all__ = ["differences"]

# Items of the one times those of the other within which `difflib` looks for what is the same: its time grows with the
# square of them and more.
_MOST_COMPARED = 2500


def differences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Give what of one row takes the place of what of another, in order: (a, b, c, d) is `new[c:d]` for `old[a:b]`.

    Items that each of the two has once hold them together, as in the patience diff of Bram Cohen; between these,
    few are compared with each other, and many are different as a whole.

    >>> list(differences("one two three".split(), "one 2 three four".split()))
    [(1, 2, 1, 2), (3, 3, 3, 4)]
    """
    held = [(-1, -1), *_in_both(old, new), (len(old), len(new))]
    for (before, there), (after, beyond) in pairwise(held):
        yield from _between(old, new, before + 1, after, there + 1, beyond)


def _between(
    old: Sequence[str], new: Sequence[str], a: int, b: int, c: int, d: int
) -> Iterator[tuple[int, int, int, int]]:
    """Give the differences between `old[a:b]` and `new[c:d]`."""
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    if 0 < (b - a) * (d - c) <= _MOST_COMPARED:
        compared = SequenceMatcher(None, old[a:b], new[c:d], autojunk=False)
        for tag, first, last, new_first, new_last in compared.get_opcodes():
            if tag != "equal":
                yield a + first, a + last, c + new_first, c + new_last
    elif a < b or c < d:
        yield a, b, c, d


def _in_both(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of items that both have once, as many as stand in one order in both."""
    once = _once(new)
    shared = [(here, once[item]) for item, here in _once(old).items() if item in once]
    # The longest row in which both places grow: for each length, the one that ends first, and what is before each.
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(shared):
        length = bisect_left(ends, there)
        ends[length : length + 1], last[length : length + 1] = [there], [number]
        before.append(last[length - 1] if length else -1)
    held, number = [], last[-1] if last else -1
    while number >= 0:
        held.append(shared[number])
        number = before[number]
    return held[::-1]


def _once(items: Sequence[str]) -> dict[str, int]:
    """Where the items stand that are there once, in their order."""
    places: dict[str, int] = {}
    for number, item in enumerate(items):
        places[item] = -1 if item in places else number
    return {item: place for item, place in places.items() if place >= 0}

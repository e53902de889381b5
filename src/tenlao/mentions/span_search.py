"""Which spans of a run may name an entry at all: found for all of them at once, before any is looked at by itself.

Spans that begin with the same word are compared with the names of the table in one walk down the tries of its index,
which ends as soon as no name goes on like the words. Most spans are like no name, and need no more.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from math import ceil

from tenlao.matching.candidates import SHORTEST_MISSPELT, SWAP_PENALTY
from tenlao.matching.index import MOST_LETTERS, Index
from tenlao.matching.odds import FARTHEST, MOST_INFORMATION, farthest_worth_comparing
from tenlao.matching.units import UNIT
from tenlao.phonology.columns import Columns, columns
from tenlao.phonology.sound import join
from tenlao.text.neighbours import is_neighbour
from tenlao.text.titles import elsewhere, generic_words
from tenlao.text.tokens import Token

__all__ = ["is_elsewhere", "possible_spans"]


def possible_spans(index: Index, run: Sequence[Token], widest: int) -> list[tuple[int, int]]:
    """Return the spans of a run, at most so wide, that may name an entry in full: all that do, and some others.

    >>> from tenlao import load
    >>> from tenlao.text.tokens import tokens
    >>> (1, 3) in possible_spans(load().index, tokens("Rất Thonglun Sisulith"), 9)
    True
    """
    if not index.sound_search.walks:
        ends = range(1, len(run) + 1)
        return [(first, last) for first in range(len(run)) for last in ends if 0 < last - first <= widest]
    found = {
        *_spelled(index, run, widest),
        *_elsewhere(run, widest),
        *_sounding_alike(index, run, widest),
    }
    found.update(_misspelt(index, run, widest, found))
    generic = generic_words()
    found |= {
        (first - 1, last)
        for first, last in found
        if first and last - first < widest and run[first - 1].word.key in generic
    }
    return sorted(found)


def is_elsewhere(key: str) -> bool:
    """Tell whether a spelling, given as its key, is that of a place that is not in Laos.

    >>> is_elsewhere("longbiên"), is_elsewhere("pakse")
    (True, False)
    """
    return key in elsewhere() or is_neighbour(key)


def _spelled(index: Index, run: Sequence[Token], widest: int) -> Iterator[tuple[int, int]]:
    """The spans that are spelled as a form."""
    for first, last, _ in index.spelling_search.spans(_in_row([t.word.key for t in run]), widest, 1):
        yield first, last


def _elsewhere(run: Sequence[Token], widest: int) -> Iterator[tuple[int, int]]:
    """The spans that are spelled as a place that is not in Laos."""
    for first in range(len(run)):
        key = ""
        for last, token in enumerate(run[first : first + widest], first + 1):
            key += token.word.key
            if is_elsewhere(key):
                yield first, last


def _misspelt(
    index: Index, run: Sequence[Token], widest: int, found: Container[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The spans of several words of which a form differs in a letter or two, without those that are found already."""
    if len(run) < 2 or run[0].word.lao:
        return []
    keys = [token.word.key for token in run]
    stops = ["." if token.gap == "." else "" for token in run]
    letters = _in_row([part for pair in zip(stops, keys, strict=True) for part in pair])
    parts = Columns(letters.phones, letters.steps, letters.starts[1::2], letters.ends[1::2])
    limits = bytearray(len(run) * widest)
    for first, start in enumerate(parts.starts):
        shortest = bisect_left(parts.ends, start + SHORTEST_MISSPELT, first + 1)
        for last in range(shortest + 1, min(len(run), first + widest) + 1):
            if (first, last) not in found:
                limits[first * widest + last - first - 1] = MOST_LETTERS + 1
    near = index.spelling_search.spans(parts, widest, MOST_LETTERS + 1, narrowest=2, limits=bytes(limits))
    return [(first, last) for first, last, _ in near]


def _in_row(strings: Sequence[str]) -> Columns:
    """Strings one after the other, as they are."""
    ends = list(accumulate(map(len, strings)))
    text = "".join(strings)
    return Columns(text, b"\1" * len(text), [0, *ends][: len(ends)], ends)


def _sounding_alike(index: Index, run: Sequence[Token], widest: int) -> Iterator[tuple[int, int]]:
    """The spans that sound like a name, as it stands or with its components swapped, in any way to read them."""
    romanised = [token.word.romanised for token in run]
    rendered = [token.word.rendered for token in run]
    for sounds in (romanised, rendered) if rendered != romanised else (romanised,):
        for start, parts in _stretches(sounds):
            yield from _alike(index, parts, start, widest)
            yield from _swapped(index, run, parts, start, widest)


def _stretches(sounds: Sequence[str | None]) -> Iterator[tuple[int, list[str]]]:
    """The stretches of words that have a sound, and where they start."""
    start, parts = 0, []
    for place, sound in enumerate((*sounds, None)):
        if sound is not None:
            parts.append(sound)
            continue
        if parts:
            yield start, parts
        start, parts = place + 1, []


def _alike(index: Index, parts: Sequence[str], start: int, widest: int) -> Iterator[tuple[int, int]]:
    """The spans like which a name sounds; a single word must have the same consonants."""
    in_columns = columns(parts)
    limits = _limits(index, in_columns, widest)
    for narrowest, changes in ((1, 0), (2, -1)):
        if len(parts) >= narrowest:
            spans = index.sound_search.spans(in_columns, widest, _FARTHEST, changes, narrowest, limits)
            for first, last, _ in spans:
                yield start + first, start + last


# Whole units of cost that no limit is above.
_FARTHEST = ceil(FARTHEST * UNIT)


def _limits(index: Index, parts: Columns, widest: int) -> bytes:
    """How far, in units of cost, names are worth comparing with each span: by how surprising its sound is.

    That is summed up once for all spans, and a very little more than it is.
    """
    step, phones, farthest = index.rarity.step, parts.phones, _farthest_by_surprisal(len(index))
    sums = index.rarity.told_up_to(phones, parts.steps)
    limits = bytearray(len(parts.ends) * widest)
    lasts = [sums[end - 1] + step(phones[end - 1], "$") if end else 0.0 for end in parts.ends]
    for first, start in enumerate(parts.starts):
        opening = step("^", phones[start]) - sums[start] + _ROUNDING if start < len(phones) else 0.0
        for place, last in enumerate(range(first, min(len(lasts), first + widest)), first * widest):
            surprisal = opening + lasts[last] if parts.ends[last] > start else 0.0
            limits[place] = farthest[min(int(surprisal * _STEPS), len(farthest) - 1)]
    return bytes(limits)


# Steps of surprisal, of each nat one, for which limits are known.
_STEPS = 20


@lru_cache(maxsize=8)
def _farthest_by_surprisal(entries: int) -> bytes:
    """How far, in units of cost, names of a surprisal in each step are worth comparing, the least steps first."""
    ends = [n / _STEPS for n in range(int(MOST_INFORMATION * _STEPS) + 2)]
    farthest = [ceil(farthest_worth_comparing(end, entries) * UNIT) for end in ends]
    return bytes(map(max, farthest, farthest[1:]))


# More than what sums of the same numbers in another order differ by.
_ROUNDING = 1e-6


def _swapped(
    index: Index, run: Sequence[Token], parts: Sequence[str], start: int, widest: int
) -> Iterator[tuple[int, int]]:
    """The spans of two components like which a name sounds if they are swapped."""
    parted = [token.gap in (" ", "\n") for token in run[start : start + len(parts)]]
    for middle in range(1, len(parts)):
        if not parted[middle]:
            continue
        for first in range(middle - 1, max(-1, middle - widest), -1):
            for last in range(middle + 1, min(len(parts), first + widest) + 1):
                heard = join((*parts[middle:last], *parts[first:middle]))
                near = index.near(heard, FARTHEST - SWAP_PENALTY, 1 / UNIT, changes=0)
                if near and near[0].cost < _farthest(index, heard) - SWAP_PENALTY:
                    yield start + first, start + last
                if last < len(parts) and parted[last]:
                    break
            if parted[first]:
                break


def _farthest(index: Index, heard: str) -> float:
    return farthest_worth_comparing(index.rarity.surprisal(heard), len(index))

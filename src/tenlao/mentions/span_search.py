"""Which spans of a run may name an entry at all: found for all of them at once, before any is looked at by itself.

Spans that begin with the same word are compared with the names of the table in one walk down the tries of its index,
which ends as soon as no name goes on like the words. Most spans are like no name, and need no more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import repeat
from math import ceil

from unidecode import unidecode

from tenlao.matching.candidates import SHORTEST_MISSPELT, SWAP_PENALTY
from tenlao.matching.index import MOST_LETTERS, Index
from tenlao.matching.odds import FARTHEST, MOST_INFORMATION, farthest_worth_comparing
from tenlao.matching.units import SAME_SOUND, UNIT
from tenlao.mentions.spans import joined_by_hyphen, syllables
from tenlao.phonology.columns import Columns, columns, in_row
from tenlao.phonology.distance import consonant_key
from tenlao.phonology.sound import join
from tenlao.text.neighbours import is_elsewhere
from tenlao.text.titles import generic_words, is_body
from tenlao.text.tokens import Token, stretches

__all__ = ["SpanSearch"]

# Whole units of cost that no limit is above; those of a swap.
_FARTHEST, _SWAP = ceil(FARTHEST * UNIT), round(SWAP_PENALTY * UNIT)
# What sounds just so, and what sounds the same, is not so far away, in such units.
_NO_DISTANCE = 1
_SAME_SOUND = int(SAME_SOUND * UNIT) + 1
# Steps of surprisal, of each nat one, for which limits are known.
_STEPS = 20
# More than what sums of the same numbers in another order differ by.
_ROUNDING = 1e-6


class SpanSearch:
    """Finds the spans that may name an entry of one table."""

    def __init__(self, index: Index) -> None:
        """Take the index of the table."""
        self._index = index

    def possible_spans(self, run: Sequence[Token], widest: int) -> list[tuple[int, int]]:
        """Return the spans of a run, at most so wide, that may name an entry in full: all that do, and some others.

        But for names after a generic word, a single syllable does if it sounds the same, and what begins within a
        word, or with that for a body, in an attested spelling only.

        >>> from tenlao import load
        >>> from tenlao.text.tokens import tokens
        >>> (1, 3) in SpanSearch(load().index).possible_spans(tokens("Rất Thonglun Sisulith"), 9)
        True
        """
        if not self._index.sound_search.walks:
            ends = range(1, len(run) + 1)
            return [(first, last) for first in range(len(run)) for last in ends if 0 < last - first <= widest]
        found = {*self._spelled(run, widest), *_elsewhere(run, widest)}
        generic = [token.word.key in generic_words() for token in run]
        alone = bytes(map(_farthest_alone, repeat(run), range(len(run)), [False, *generic]))
        for start, parts in stretches(run):
            some = alone[start : start + len(parts)]
            found.update(self._alike(parts, start, widest, some))
            found.update(self._swapped(run, parts, start, widest, some, found))
        found.update(self._misspelt(run, widest, alone, found))
        return _with_generic_words(found, generic, widest)

    def same_sounding_spans(self, run: Sequence[Token], widest: int) -> list[tuple[int, int]]:
        """Return the spans of a run, at most so wide, that are spelled as a name or sound the same; and some others.

        >>> from tenlao import load
        >>> from tenlao.text.tokens import tokens
        >>> (1, 3) in SpanSearch(load().index).same_sounding_spans(tokens("gap thonglun sisulith"), 7)
        True
        """
        if self._index.sound_search.walks:
            found = {*self._spelled(run, widest), *self._of_one_sound(run, widest)}
        else:
            found = {*self._spelled_one_by_one(run, widest), *self._of_known_consonants(run, widest)}
        return _with_generic_words(found, [token.word.key in generic_words() for token in run], widest)

    def begin_no_rendering(self, syllables: Iterable[str]) -> bool:
        """Tell whether no rendering begins with any of some syllables, whatever their marks.

        >>> from tenlao import load
        >>> search = SpanSearch(load().index)
        >>> search.begin_no_rendering(["Người"]), search.begin_no_rendering(["Người", "Xỏn"])
        (True, False)
        """
        return self._beginnings.isdisjoint(unidecode(syllable).lower() for syllable in syllables)

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """The syllables with which renderings begin, without marks."""
        return frozenset(
            unidecode(re.split("[ -]", form.text)[0]).lower()
            for spoken in self._index.sounds()
            for _, form in spoken.attested
            if form.writing == "vietnamese"
        )

    def _of_one_sound(self, run: Sequence[Token], widest: int) -> Iterator[tuple[int, int]]:
        """The spans that sound as a name does."""
        alone = bytes([_SAME_SOUND]) * len(run)
        for start, parts in stretches(run):
            for first, last, _ in self._index.sound_search.spans(
                columns(parts), widest, _SAME_SOUND, alone[start:]
            ):
                yield start + first, start + last

    def _spelled_one_by_one(self, run: Sequence[Token], widest: int) -> Iterator[tuple[int, int]]:
        """The spans that are spelled as a form, for a search that walks no runs."""
        for first in range(len(run)):
            key = ""
            for last, token in enumerate(run[first : first + widest], first + 1):
                key += token.word.key
                if self._index.spelled(key):
                    yield first, last

    def _of_known_consonants(self, run: Sequence[Token], widest: int) -> Iterator[tuple[int, int]]:
        """The spans whose consonants are those of a name, and all that sound as one does, for such a search."""
        for start, parts in stretches(run):
            for first in range(len(parts)):
                for last in range(first + 1, min(len(parts), first + widest) + 1):
                    if consonant_key(join(parts[first:last])) in self._consonants:
                        yield start + first, start + last

    @cached_property
    def _consonants(self) -> frozenset[str]:
        """The consonants of all names."""
        return frozenset(consonant_key(spoken.phones) for spoken in self._index.sounds())

    def _spelled(self, run: Sequence[Token], widest: int) -> Iterator[tuple[int, int]]:
        """The spans that are spelled as a form."""
        keys = in_row([token.word.key for token in run])
        for first, last, _ in self._index.spelling_search.spans(keys, widest, 1, b"\1" * len(run)):
            yield first, last

    def _alike(
        self, parts: Sequence[str], start: int, widest: int, alone: bytes
    ) -> Iterator[tuple[int, int]]:
        """The spans like which a name sounds; `alone` is how far away it may be from each word by itself."""
        in_columns = columns(parts)
        limits = self._index.rarity.steps.limits(in_columns, widest, self._farthest_by_surprisal, _STEPS)
        for first, last, _ in self._index.sound_search.spans(in_columns, widest, _FARTHEST, alone, limits):
            yield start + first, start + last

    @cached_property
    def _farthest_by_surprisal(self) -> bytes:
        """How far names are worth comparing whose surprisal is in a step, and a very little more than that."""
        ends = [n / _STEPS + _ROUNDING for n in range(int(MOST_INFORMATION * _STEPS) + 2)]
        farthest = [ceil(farthest_worth_comparing(end, len(self._index)) * UNIT) for end in ends]
        return bytes(map(max, farthest, farthest[1:]))

    def _swapped(
        self,
        run: Sequence[Token],
        parts: Sequence[str],
        start: int,
        widest: int,
        alone: bytes,
        found: Container[tuple[int, int]],
    ) -> Iterator[tuple[int, int]]:
        """The spans of two components like which a name sounds if they are swapped, but for those found already."""
        search = self._index.sound_search
        parted = [token.gap in (" ", "\n") for token in run[start : start + len(parts)]]
        for middle in range(1, len(parts)):
            if not parted[middle]:
                continue
            for first in range(middle - 1, max(-1, middle - widest), -1):
                for last in range(middle + 1, min(len(parts), first + widest) + 1):
                    if alone[first] and (start + first, start + last) not in found:
                        heard = join((*parts[middle:last], *parts[first:middle]))
                        near = search.near(heard, _FARTHEST - _SWAP, 1, 0)
                        if near and near[0][0] / UNIT < self._farthest(heard) - SWAP_PENALTY:
                            yield start + first, start + last
                    if last < len(parts) and parted[last]:
                        break
                if parted[first]:
                    break

    def _farthest(self, heard: str) -> float:
        return farthest_worth_comparing(self._index.rarity.surprisal(heard), len(self._index))

    def _misspelt(
        self, run: Sequence[Token], widest: int, alone: bytes, found: Container[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """The spans of several words of which a form differs in a letter or two, but for those found already."""
        if len(run) < 2 or run[0].word.lao:
            return []
        keys = [token.word.key for token in run]
        stops = ["." if token.gap == "." else "" for token in run]
        letters = in_row([part for pair in zip(stops, keys, strict=True) for part in pair])
        parts = Columns(letters.phones, letters.steps, letters.starts[1::2], letters.ends[1::2])
        limits = bytearray(len(run) * widest)
        for first, start in enumerate(parts.starts):
            shortest = bisect_left(parts.ends, start + SHORTEST_MISSPELT, first + 1)
            for last in range(shortest + 1, min(len(run), first + widest) + 1):
                if (first, last) not in found:
                    limits[first * widest + last - first - 1] = MOST_LETTERS + 1
        if not any(limits):
            return []
        near = self._index.spelling_search.spans(parts, widest, MOST_LETTERS + 1, alone, bytes(limits))
        return [(first, last) for first, last, _ in near]


def _with_generic_words(
    found: Iterable[tuple[int, int]], generic: Sequence[bool], widest: int
) -> list[tuple[int, int]]:
    """Spans in order, and those with the generic word that stands before one."""
    found = {*found}
    longer = {(first - 1, last) for first, last in found if first and generic[first - 1]}
    return sorted(found | {(first, last) for first, last in longer if last - first <= widest})


def _farthest_alone(run: Sequence[Token], place: int, after_generic: bool) -> int:
    """How far, in units of cost, a name may be from a word by itself; 0 if no name begins there.

    But for names after a generic word, none begins within a word (Xi-ha-|núc) or with that for a body (Bộ, Sở), and
    one syllable sounds like many: in Lao script it is none unless it is spelled so.
    """
    token = run[place]
    if after_generic:
        return _FARTHEST
    if token.word.lao:
        return _FARTHEST if syllables(token) > 1 else _NO_DISTANCE
    if joined_by_hyphen(run, place) or is_body(token.word.key):
        return 0
    return _FARTHEST if syllables(token) > 1 else _SAME_SOUND


def _elsewhere(run: Sequence[Token], widest: int) -> Iterator[tuple[int, int]]:
    """The spans that are spelled as a place that is not in Laos."""
    for first in range(len(run)):
        key = ""
        for last, token in enumerate(run[first : first + widest], first + 1):
            key += token.word.key
            if is_elsewhere(key):
                yield first, last

"""Where names may stand that are no mentions: words in a run that no other capitalised word stands beside."""

from __future__ import annotations

import math
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tenlao.phonology.writing import has_lao
from tenlao.text.surroundings import with_surroundings
from tenlao.text.titles import context, opening_words
from tenlao.text.tokens import each_token, runs, tokens

if TYPE_CHECKING:
    pass

__all__ = ["SHORTEST_TOLD", "spans_of_names"]

SHORTEST_TOLD = 5
"""Letters of the shortest one that is looked at."""
_COUNT = re.compile(r"\d{2,}")  # of people or things; dams have numbers of one digit
_LONGEST_LAO = 14  # syllables of a name
_LONGEST = 120  # characters of a name
_BEFORE = 40  # characters beside a name that are looked at


def spans_of_names(text: str) -> Iterator[tuple[int, int]]:
    """Give the places that may be whole names: words in a run that no other capitalised word stands beside.

    A name may end where its line does.
    """
    for offset, run in runs(text):
        if len(run) < SHORTEST_TOLD:
            continue
        spans = _lao_spans(run) if has_lao(run[0]) else _spans_in_run(text, offset, offset + len(run))
        yield from ((offset + start, offset + end) for start, end in spans)


@with_surroundings(before=_BEFORE, after=0)
def _spans_in_run(text: str, offset: int, run_end: int) -> Sequence[tuple[int, int]]:
    """Return the places in a run of capitalised words, counted from its beginning."""
    words = tokens(text[offset:run_end])
    spans: list[tuple[int, int]] = []
    # A line or a dash between blanks parts names: Lóng Sập - Pa Háng.
    parted = [
        word.gap == "\n" or (word.gap == "-" and text[offset + word.start - 1].isspace()) for word in words
    ]
    starts = [n for n, word in enumerate(words) if parted[n] or word.gap not in ("-", ".")]
    counted = [bool(_COUNT.fullmatch(word.word.key)) for word in words]  # huyện Nong 44 ca
    ends = [*[words[n - 1].end for n in starts if n and (parted[n] or counted[n])], words[-1].end]
    # Ở Kongxedone, but not In-la-văn
    opened = words[0].word.key in opening_words() and not (len(words) > 1 and words[1].gap == "-")
    for a in starts:
        if opened and not a:
            continue
        start = words[a].start
        before = text[max(0, offset + start - _BEFORE) : offset + start]
        if a <= opened or parted[a] or context(before, "").before:
            spans += [(start, end) for end in ends if start < end <= start + _LONGEST]
    return tuple(spans)


class _Phrase(NamedTuple):
    """Lao syllables between blanks: the numbers of the first one and after the last, and where they stand."""

    first: int
    last: int
    start: int
    end: int


def _lao_spans(run: str) -> Iterator[tuple[int, int]]:
    """Give the places in a run of Lao letters that may be whole names: between blanks, and not too long."""
    open_ones: deque[_Phrase] = deque()

    def complete(last: float) -> Iterator[tuple[int, int]]:
        """Those that begin with phrases with which a phrase that ends so late is too long."""
        while open_ones and last > open_ones[0].first + _LONGEST_LAO:
            begun = open_ones[0]
            yield from ((begun.start, p.end) for p in open_ones if p.last <= begun.first + _LONGEST_LAO)
            open_ones.popleft()

    for phrase in _phrases(run):
        yield from complete(phrase.last)
        open_ones.append(phrase)
    yield from complete(math.inf)


def _phrases(run: str) -> Iterator[_Phrase]:
    phrase: _Phrase | None = None
    for number, token in enumerate(each_token(run)):
        if phrase is not None and not run[token.start - 1].isspace():
            phrase = phrase._replace(last=number + 1, end=token.end)
            continue
        if phrase is not None:
            yield phrase
        phrase = _Phrase(number, number + 1, token.start, token.end)
    if phrase is not None:
        yield phrase

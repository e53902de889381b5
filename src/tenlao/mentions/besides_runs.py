"""Names that are told without runs: by how they are spelled in other letters, order or layout than names have.

Those are phrases in small letters, persons with the family name first, names in posts, and places in lines that are
all in small letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from tenlao.matching.index import Index
from tenlao.matching.weighing import weigh
from tenlao.mentions.inverted_names import InvertedNames
from tenlao.mentions.mention import Mention
from tenlao.mentions.phrases import Phrases
from tenlao.mentions.posted_names import PostedName, PostedNames
from tenlao.mentions.small_letters import PostedPlaces, given_names_posted, is_before_family_name
from tenlao.mentions.span_matching import SpanMatcher
from tenlao.mentions.span_search import SpanSearch
from tenlao.text.offsets import blanked
from tenlao.text.titles import elsewhere
from tenlao.text.tokens import prose, tokens

__all__ = ["BesidesRuns", "NamesBesidesRuns"]


_BLANKS = "\u00a0\u202f\u2007\u2009"  # at which no line is broken, and narrow ones


class BesidesRuns(NamedTuple):
    """What stands in a text besides runs: what is `left` of it in plain prose without the `sure` ones, and those.

    What else may be a name is `unsure`: it is in small letters and needs others or Laos near it.
    """

    left: str
    sure: Sequence[Mention]
    unsure: Sequence[Mention]


class NamesBesidesRuns:
    """Tells what names of one table's entries stand in a text besides those in its runs."""

    def __init__(self, index: Index, search: SpanSearch, matcher: SpanMatcher) -> None:
        """Take the index of the table, and what searches spans of words and compares them with it."""
        self._index, self._matcher = index, matcher
        self._phrases = Phrases.of(index)
        self._inverted_names = InvertedNames(index)
        self._posted_names = PostedNames(search, matcher)
        self._posted_places = PostedPlaces(index)

    def named_in(self, text: str) -> BesidesRuns:
        """Return such names in a text, in text order, none overlapping."""
        told = prose(_with_plain_blanks(text))
        by_sound = list(self._posted_names.names(told))
        found = [Mention(start, end, text[start:end], match) for start, end, match, sure in by_sound if sure]
        left = _without(told, found)
        for as_spelled in (self._phrases_in, self._inverted_names.places):
            spelled = [
                Mention(start, end, text[start:end], weigh(self._index.spelled(key), ())[0])
                for start, end, key in as_spelled(left)
            ]
            left = _without(left, spelled)
            found += spelled
        found.sort(key=attrgetter("start"))
        given_names = list(given_names_posted(left, found, self._index.strangers))
        left = _without(left, given_names)
        unsure = [
            replace(m, text=text[m.start : m.end])
            for m in self._unsure_in(told, by_sound)
            if left.startswith(m.text, m.start)
        ]
        return BesidesRuns(left, sorted([*found, *given_names], key=attrgetter("start")), unsure)

    def _phrases_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where phrases stand in a text, and their spelling keys."""
        for start, end in self._phrases.places(text):
            key = self._phrases.key_of(text[start:end])
            if key in elsewhere() or self._is_given_name(text, start, end):
                continue
            if self._index.spelled(key):
                yield start, end, key

    def _is_given_name(self, text: str, start: int, end: int) -> bool:
        """Whether a word in small letters stands before a family name: phonsavan sisoulath is no town."""
        return " " not in text[start:end] and is_before_family_name(text, end, self._index.strangers)

    def _unsure_in(self, told: str, by_sound: Iterable[PostedName]) -> list[Mention]:
        """The names in small letters in a text that need others or Laos near them, none overlapping."""
        names = [
            Mention(start, end, told[start:end], match) for start, end, match, sure in by_sound if not sure
        ]
        taken = {place for name in names for place in range(name.start, name.end)}
        places = [m for m in self._places_posted(told) if taken.isdisjoint(range(m.start, m.end))]
        return sorted([*names, *places], key=attrgetter("start"))

    def _places_posted(self, left: str) -> list[Mention]:
        """The places in lines in small letters."""
        posted = []
        for start, end, id in self._posted_places.places(left):
            if self._is_given_name(left, start, end):
                continue
            matches = self._matcher.matches(tokens(left[start:end])) or ()
            match = next((match for match in matches if match.entry.id == id), None)
            as_written = left[start:end].isascii() or (match is not None and match.kind == "exact")
            if match is not None and as_written:  # vắn tắt has marks, and they are others
                posted.append(Mention(start, end, left[start:end], match))
        return posted


def _without(text: str, mentions: Sequence[Mention]) -> str:
    """Return a text with blanks where mentions stand."""
    return blanked(text, ((m.start, m.end) for m in mentions)) if mentions else text


def _with_plain_blanks(text: str) -> str:
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    return text

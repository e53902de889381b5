"""Names of several words in small letters, by their sound: gap bac sonesay siphandone o pak lai; Cay xỏn Phôm vi hản.

A post has no runs of capitals, so each row of plain small words may hold a name. What sounds like a long name, or is
spelled like one of which a word is none of Vietnamese, is one; what is shorter is a name if the post speaks of Laos.
Elsewhere, a long name may have capitals only where its components begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from tenlao.matching.score import THRESHOLD, Match
from tenlao.matching.units import SAME_SOUND
from tenlao.mentions.posts import posts
from tenlao.mentions.span_matching import SpanMatcher
from tenlao.mentions.span_search import SpanSearch
from tenlao.mentions.spans import syllables
from tenlao.mentions.windows import PARAGRAPH_END
from tenlao.phonology.spelling import ROMAN_NUMERALS
from tenlao.phonology.vietnamese_spelling import is_syllable, is_unmarked_syllable
from tenlao.text.keys import spelling_key
from tenlao.text.letters import CAPITAL, SMALL
from tenlao.text.paragraphs import by_passage
from tenlao.text.titles import is_generic
from tenlao.text.tokens import Token, tokens

__all__ = ["PostedName", "PostedNames"]

# From how many syllables on a name is no row of other words: one that sounds like a known name; one that may be words
# of Vietnamese, where the post is about Laos.
LONG, SHORT = 4, 3
MOST_WORDS = 7  # or syllables that hyphens join
# The share of the words of other languages that look like words of Vietnamese, at the most; judged.
MOST_OF_OTHERS = 0.5
SAMPLE = 1000  # words of a paragraph that tell its language

_NUMBERS = tuple(map(str.lower, ROMAN_NUMERALS))  # of kings and dams, which phrases have
_WORD = re.compile(rf"[{SMALL}]+")
_SMALL_WORD = rf"[{SMALL}][{SMALL}\u0300-\u036f]*"
# Not with the onsets of Vietnamese that no rendering has.
_SYLLABLE = rf"(?!tr|qu|g)[{SMALL}\u0300-\u036f]{{1,6}}"
_BEGUN_SYLLABLE = rf"(?!Tr|Qu|G)[{CAPITAL}][{SMALL}\u0300-\u036f]{{0,5}}"
_ROW = re.compile(
    rf"(?<![\w\u0300-\u036f./@#-]){_SMALL_WORD}(?:[ -]{_SMALL_WORD}){{0,60}}(?![\w\u0300-\u036f/@-]|\.\w)"
)
# Syllables of which the first, but not the second, has a capital: Cay xỏn Phôm vi hản.
_BEGUN_ROW = re.compile(
    rf"(?<![\w\u0300-\u036f./@#-]){_BEGUN_SYLLABLE} {_SYLLABLE}(?: (?:{_BEGUN_SYLLABLE}|{_SYLLABLE})){{1,8}}"
    r"(?![\w\u0300-\u036f/@-]|\.\w)"
)


class PostedName(NamedTuple):
    """Where a name stands and what it names; it is sure by itself, or in a post about Laos only."""

    start: int
    end: int
    match: Match
    sure: bool


class PostedNames:
    """Finds the names of a table in posts."""

    def __init__(self, search: SpanSearch, matcher: SpanMatcher) -> None:
        """Take what tells which words may name an entry, and which they name."""
        self._search, self._matcher = search, matcher
        self._by_passage = by_passage(self._names_in)

    def names(self, text: str) -> Iterator[PostedName]:
        """Give the names in small letters in a text, in its order, none overlapping.

        >>> from tenlao import load
        >>> [m.text for m in load().find("gap bac sonesay siphandone o pakse, lao")]
        ['sonesay siphandone', 'pakse']
        """
        for at, (start, end, match, sure) in self._by_passage(text):
            yield PostedName(at + start, at + end, match, sure)

    def _names_in(self, passage: str) -> Iterator[PostedName]:
        """The names in a passage: in paragraphs that begin with a small letter, and those with few capitals."""
        start = 0
        for end in chain((m.end() for m in PARAGRAPH_END.finditer(passage)), (len(passage),)):
            paragraph, at, start = passage[start:end], start, end
            named = [*self._begun_by_capitals(paragraph, at)]
            for place, post in posts(paragraph):
                named += self._posted(post, at + place)
            taken = 0
            for name in sorted(named, key=lambda name: (name.start, -name.end)):
                if name.start >= taken:
                    yield name
                    taken = name.end

    def _posted(self, post: str, at: int) -> Iterator[PostedName]:
        """The names in a post."""
        among_vietnamese = _is_vietnamese(post)
        for row in _ROW.finditer(post):
            run = tokens(row[0])
            spans = self._search.same_sounding_spans(run, MOST_WORDS)
            yield from self._in_row(run, at + row.start(), spans, among_vietnamese)

    def _begun_by_capitals(self, paragraph: str, at: int) -> Iterator[PostedName]:
        """The long names in a paragraph of which the first syllable has a capital, and the second has none.

        Shorter ones are printed so, but for the capitals: cao nguyên Bô la vên.
        """
        for row in _BEGUN_ROW.finditer(paragraph):
            first_words = (word for word in row[0].split() if word[0].isupper())
            if self._search.begin_no_rendering(first_words):
                continue  # as nearly always
            run = tokens(row[0])
            begins = [row[0][token.start].isupper() for token in run]
            spans = [
                (first, last)
                for first, last in self._search.same_sounding_spans(run, MOST_WORDS)
                if last - first >= SHORT
                and begins[first]
                and not begins[first + 1]
                and (last - first >= LONG or self._is_spelled(run[first:last]))
            ]
            yield from self._in_row(run, at + row.start(), spans, among_vietnamese=True)

    def _is_spelled(self, words: Sequence[Token]) -> bool:
        return any(match.kind == "exact" for match in self._matcher.matches(words) or ())

    def _in_row(
        self, run: Sequence[Token], at: int, spans: Iterable[tuple[int, int]], among_vietnamese: bool
    ) -> list[PostedName]:
        """The names among spans of a row of words that starts at a place, the longest before others."""
        found = []
        numbered = [token.word.key in _NUMBERS for token in run]
        for first, last in spans:
            words = run[first:last]
            if any(numbered[first : last + 1]):
                continue
            match = self._meant(words, among_vietnamese)
            if match is not None:
                begin = first + self._is_announced(words, match)
                found.append(PostedName(begin, last, match, _is_sure(words, match)))
        found.sort(key=lambda name: (name.start - name.end, -name.match.score))
        kept: list[PostedName] = []
        for name in found:
            if all(name.end <= other.start or other.end <= name.start for other in kept):
                kept.append(name)
        return [
            name._replace(start=at + run[name.start].start, end=at + run[name.end - 1].end)
            for name in sorted(kept)
        ]

    def _is_announced(self, words: Sequence[Token], match: Match) -> bool:
        """Tell whether the first of some words only says what is named: thac khon pha pheng, wat xiengthong.

        A single syllable has it with it: muang ngoi.
        """
        rest = words[1:]
        if is_generic(words[0].word.key):
            several = sum(map(syllables, rest)) > 1
            return several and spelling_key(match.form.text) == "".join([token.word.key for token in rest])
        if match.form.tag != "titled" or len(rest) < 2:
            return False
        named = next(iter(self._matcher.matches(rest) or ()), None)
        return named is not None and named.entry.id == match.entry.id

    def _meant(self, words: Sequence[Token], among_vietnamese: bool) -> Match | None:
        """What words name that sound like a whole name, if they are hardly other words."""
        match = next(iter(self._matcher.matches(words) or ()), None)
        if match is None or match.score < THRESHOLD or match.kind == "partial":
            return None
        if match.evidence is not None and match.evidence.cost > SAME_SOUND:
            return None
        return match if sum(map(syllables, words)) >= _fewest(words, match, among_vietnamese) else None


def _fewest(words: Sequence[Token], match: Match, among_vietnamese: bool) -> int:
    """How many syllables a name of such words has at least, so that it is hardly other words."""
    if len(words) == 1:
        return LONG
    key = "".join([token.word.key for token in words])
    as_printed = not key.isascii() and spelling_key(match.form.text) == key
    return SHORT if among_vietnamese and not as_printed and _may_be_words(words) else SHORT - 1


def _is_sure(words: Sequence[Token], match: Match) -> bool:
    """Tell whether words are a name whatever the post is about."""
    if len(words) == 1:
        return False
    fewest = SHORT if match.kind == "exact" and not _may_be_words(words) else LONG
    return sum(map(syllables, words)) >= fewest


def _may_be_words(words: Sequence[Token]) -> bool:
    """Tell whether all are words that Vietnamese has, but for the marks that are left out."""
    return all(_may_be_word(token.word.key) for token in words)


def _may_be_word(word: str) -> bool:
    return is_unmarked_syllable(word) if word.isascii() else is_syllable(word)


def _is_vietnamese(text: str) -> bool:
    """Tell whether most of the first words of a text may be Vietnamese, with its marks or without."""
    words = [word[0] for word in islice(_WORD.finditer(text), SAMPLE)]
    return sum(map(_may_be_word, words)) > MOST_OF_OTHERS * len(words)

"""Spans of a run: its tokens, the entries that some of them may name, and the capitals beside them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Literal, NamedTuple

from unidecode import unidecode

from tenlao.matching.score import Match
from tenlao.mentions.span_rules import SpanFeatures
from tenlao.phonology.sound import vowels
from tenlao.phonology.writing import has_lao
from tenlao.text.keys import spelling_key
from tenlao.text.offices import office_heads
from tenlao.text.titles import Context, person_titles
from tenlao.text.tokens import Token, Word

__all__ = [
    "BEFORE",
    "MORE_THAN_VIETNAMESE",
    "PART_SCORE",
    "WIDEST",
    "Chosen",
    "Needs",
    "Shape",
    "Span",
    "Taken",
    "begun_titles",
    "capital_after",
    "capital_before",
    "is_title",
    "joined_by_hyphen",
    "syllables",
]

PART_SCORE = 90.0
"""What a part of a name scores whose whole name stands before it."""
WIDEST = 9
"""Tokens: the longest forms of the table in Latin letters have fewer."""
MORE_THAN_VIETNAMESE = 5
"""Words, or syllables, that no name of Viet Nam has: Văn Xay Phêng Xum Ma."""
BEFORE = 40
"""Characters before a span that are looked at for a title."""


class Span(NamedTuple):
    """Tokens `first` up to `last` of a run, and the entries that they may name in full, best first.

    There are none if they name a place that is not in Laos. `features` are those of the span for each match, None for
    one that is not meant whatever stands around the span.
    """

    first: int
    last: int
    matches: tuple[Match, ...]
    features: tuple[SpanFeatures | None, ...] = ()


class Shape(NamedTuple):
    """All that does not depend on where a run stands: its tokens, and spans of them that may be names."""

    tokens: Sequence[Token]
    spans: Sequence[Span]
    capitals: bool


class Taken(NamedTuple):
    """A span of a run, taken for one of its matches, with its features there, and what stands around it.

    `text` is the run; `opening` tells that it opens a sentence, so that its first capital means little.
    """

    text: str
    shape: Shape
    span: Span
    match: Match
    features: SpanFeatures
    around: Context
    opening: bool

    @property
    def run(self) -> Sequence[Token]:
        """The tokens of the run."""
        return self.shape.tokens

    @property
    def words(self) -> Sequence[Token]:
        """The tokens of the span."""
        return self.shape.tokens[self.span.first : self.span.last]

    @property
    def exact(self) -> bool:
        """Whether the spelling is attested."""
        return self.match.kind == "exact"


Needs = Literal["", "about", "laos", "row", "beside", "companion", "royals"]


class Chosen(NamedTuple):
    """Tokens `first` up to `last` of a run, what they are taken for, and what else they may mean.

    `needs` is what else it takes: that the text near them speaks of Laos ("about"), and they are among no places
    of elsewhere ("laos"); that they stand in a row of places, that the place is named beside them, that somebody is
    named near who served with the person, or that somebody of a royal house stands among others of it. `abroad`
    tells that they may as well be a place in a neighbouring country.
    """

    first: int
    last: int
    match: Match
    others: tuple[Match, ...] = ()
    needs: Needs = ""
    abroad: bool = False


def syllables(token: Token) -> int:
    """Return how many syllables a token has, about: its vowels, as a romanization where it may be one."""
    return vowels(token.word.romanised or token.word.rendered or "")


def capital_before(run: Sequence[Token], first: int) -> bool:
    """Tell whether another word in capitals stands directly before a token; a number is none."""
    return (
        first > 0
        and run[first].gap == " "
        and not run[first].word.lao
        and not run[first - 1].word.key[:1].isdigit()
    )


def capital_after(run: Sequence[Token], last: int) -> bool:
    """Tell whether a token is another word in capitals directly after the one before it."""
    if last >= len(run):
        return False
    following = run[last]
    return following.gap == " " and not following.word.lao and not following.word.key[:1].isdigit()


def is_title(word: Word) -> bool:
    """Tell whether titles or offices begin with a word."""
    return word.key in _title_firsts()


def joined_by_hyphen(run: Sequence[Token], place: int) -> bool:
    """Tell whether a hyphen joins a token to the one before, so that no name ends there: Xi-ha-núc."""
    inside = 0 < place < len(run) and run[place].gap == "-"
    return inside and run[place].start - run[place - 1].end == 1


@functools.cache
def begun_titles() -> frozenset[str]:
    """Return titles and offices without their last words, in small letters, also without Vietnamese marks.

    Phó Bí (thư) is Phu Bia by its sound.

    >>> "phó bí" in begun_titles(), "pho bi" in begun_titles(), "phó bí thư" in begun_titles()
    (True, True, False)
    """
    words = (title.casefold().split() for title in (*person_titles(), *office_heads()))
    begun = {" ".join(title[:n]) for title in words for n in range(2, len(title))}
    return frozenset((*begun, *(unidecode(title) for title in begun if not has_lao(title))))


@functools.cache
def _title_firsts() -> frozenset[str]:
    """The first words of titles and offices, as keys."""
    return frozenset(spelling_key(title.split()[0]) for title in (*person_titles(), *office_heads()))

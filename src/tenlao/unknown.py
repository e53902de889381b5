"""Whether a name that is in no table is a Lao one: by its letters, its syllables, and what stands around it.

How names are spelled is learned from the persons of the table: which letters follow each other, and which syllables
there are. Names of neighbours share the sounds of Lao names and are spelled otherwise (Somchai, Wongsawat), so
letters tell more than sounds.
"""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from tenlao import orthography
from tenlao.letters import Letters
from tenlao.offices import office_before
from tenlao.runs import opens_sentence, prose, runs, tokens
from tenlao.sound import Syllable
from tenlao.titles import context, without_titles
from tenlao.word_lists import word_lists

if TYPE_CHECKING:
    from tenlao.mentions import Mention
    from tenlao.table import Entry, Table, Writing

__all__ = [
    "Likeness",
    "UnknownName",
    "is_rendering",
    "likeness",
    "origin_before",
    "speaks_of_laos",
    "unknown_names",
]


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A place in a text where a Lao person is named who is in no table.

    `start` and `end` are offsets in code points; `odds` (nats) say how much the name looks like a Lao one.
    """

    start: int
    end: int
    text: str
    writing: Writing
    odds: float


class _Weights(NamedTuple):
    """What the log odds that a name is a Lao one are made of.

    A constant; by the mean surprise (nats) of its letters; by the share of its components that have one syllable, and
    of those that persons of the table have; by the share of its syllables that none of them has; if it is spelled as
    names of neighbours are.
    """

    constant: float
    letters: float
    short: float
    known: float
    unheard: float
    neighbour: float


# Logistic regressions on the persons of the table, a part withheld in turn, against names from other countries.
WEIGHTS: Mapping[Writing, _Weights] = {
    "latin": _Weights(10.2, -4.3, -4.2, 0.6, -0.9, -3.5),
    "vietnamese": _Weights(8.4, -3.7, -4.5, 1.0, -2.3, 0.0),
    "lao": _Weights(6.4, -1.6, -3.6, 0.8, -4.6, 0.0),
}


class Likeness:
    """How much names look like those of the persons among entries.

    >>> from tenlao import load
    >>> like = Likeness(load().entries)
    >>> like.odds("Bounsavath Phetmixay", "latin") > 1 > like.odds("Somchai Wongsawat", "latin")
    True
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        persons = [
            [(form.text, form.writing) for form in entry.forms if form.tag != "typo"]
            for entry in entries
            if entry.kind == "person"
        ]
        self.letters = Letters.of(persons)
        self._components: set[str] = set()
        self._syllables: set[str] = set()
        # The log odds of a name, and how many syllables its longest component has; names come again.
        self.weighed = functools.lru_cache(maxsize=1 << 15)(self._weigh)
        for text, writing in (name for names in persons for name in names):
            sound = orthography.read(text, writing)
            self._components.update(sound.phones)
            self._syllables.update(
                syllable.phones for component in sound.components for syllable in component
            )

    def odds(self, name: str, writing: Writing) -> float:
        """The log odds (nats) that a person's name is a Lao one."""
        return self.weighed(name, writing)[0]

    def _weigh(self, name: str, writing: Writing) -> tuple[float, int]:
        """The log odds, and how many syllables the longest component has."""
        weights = WEIGHTS[writing]
        sound = orthography.read(name, writing)
        components = [c for c in sound.components if c]
        if not components:
            return -math.inf, 0
        syllables = [s for component in components for s in component]
        spoken = [_spoken(component) for component in components]
        odds = (
            weights.constant
            + weights.letters * self.letters.surprise(name, writing)
            + weights.short * _mean([n < 2 for n in spoken])
            + weights.known * _mean([phones in self._components for phones in sound.phones if phones])
            + weights.unheard * _mean([s.phones not in self._syllables for s in syllables])
            + weights.neighbour * any(letters in name.casefold() for letters in _words()["spelled"])
        )
        return odds, max(spoken)


def _spoken(component: Sequence[Syllable]) -> int:
    """How many syllables a component has, without an e that may be silent."""
    return sum([syllable.nucleus not in ("", "ə") for syllable in component])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


@functools.lru_cache(maxsize=16)
def likeness(table: Table) -> Likeness:
    """How much names look like those of a table; learned once for each table."""
    return Likeness(table.entries)


def is_rendering(name: str) -> bool:
    """Whether a name in Latin letters is a Vietnamese rendering: by letters that no romanization has, or by hyphens.

    >>> is_rendering("Xỏn-xay"), is_rendering("Na Kẹo"), is_rendering("Xékong"), is_rendering("Sonexay")
    (True, True, False, False)
    """
    return orthography.has_vietnamese(name) or _HYPHEN.search(" ".join(name.split())) is not None


_HYPHEN = re.compile(r"[^\W\d_]-[^\W\d_]")


# What stands around a name


Origin = Literal["lao", "abroad"]


def speaks_of_laos(text: str) -> bool:
    """Whether a text names the country, its people or their language anywhere.

    >>> speaks_of_laos("Đại sứ Lào"), speaks_of_laos("Đại sứ Nga")
    (True, False)
    """
    return any(m["lao"] for m in _origins().finditer(unicodedata.normalize("NFC", text)))


def origin_before(text: str) -> Origin | None:
    """Where a person named after a text is said to be from: the last country in its last line or sentence.

    >>> origin_before("Đại sứ Lào tại Thái Lan "), origin_before("chuyên gia Nhật Bản "), origin_before("Ông ")
    ('lao', 'abroad', None)
    """
    origin: Origin | None = None
    sentence = _IN_BRACKETS.sub(" ", _SENTENCE_END.split(text)[-1])
    for m in _origins().finditer(unicodedata.normalize("NFC", sentence)):
        if not m["where"]:
            origin = "lao" if m["lao"] else "abroad"
    return origin


_IN_BRACKETS = re.compile(r"^[^()]*\)|\([^()]*\)|\[[^][]*\]")
_SENTENCE_END = re.compile(r"(?<=[^\s.]{3})[.!?…]\s|\n|;")


@functools.cache
def _origins() -> re.Pattern[str]:
    words = _words()
    where = "|".join(map(re.escape, words["where"]))
    lao, abroad = (
        "|".join(map(re.escape, sorted({*words[name], *map(str.upper, words[name])}, key=len, reverse=True)))
        for name in ("lao", "words")
    )
    return re.compile(
        rf"(?<![\w-])(?P<where>(?i:{where})\s+)?(?:(?P<lao>{lao})|(?:{abroad}))(?![\w\u0300-\u036f-])"
    )


def _words() -> Mapping[str, Sequence[str]]:
    return word_lists("abroad.toml")


# Where such names stand


# The log odds that a name needs to be taken for a Lao one, in each writing; what a title or office before it adds;
# what the country that is named before it or in brackets after it adds or takes off; what it takes off that another
# capitalised word stands beside it, or before it at the beginning of a sentence.
ENOUGH: Mapping[Writing, float] = {"latin": 2.0, "vietnamese": 2.3, "lao": 2.0}
TITLE, FROM_LAOS, ABOUT_LAOS, ABROAD, BESIDE_CAPITAL, BESIDE_OPENING = 1.0, 1.5, 0.5, 4.0, 4.0, 1.0
# What it needs besides when it is written as spaced syllables.
SPACED = 1.5


def unknown_names(table: Table, text: str, mentions: Sequence[Mention] | None = None) -> list[UnknownName]:
    """The full names of Lao persons in a text who are in no table, in text order; `mentions` are those found in it.

    >>> from tenlao import load
    >>> [name.text for name in unknown_names(load(), "Gặp ông Bounsavath Phetmixay, ông Somchai Kaewkham ở Lào.")]
    ['Bounsavath Phetmixay']
    """
    if mentions is None:
        mentions = table.find(text)
    reader = _Text(table, text)
    left = prose(reader.without(mentions))
    found: list[UnknownName] = []
    for offset, run in runs(left):
        found += reader.in_lao(offset, run) if orthography.has_lao(run[0]) else reader.in_letters(offset, run)
    return sorted(found, key=lambda name: name.start)


class _Unit(NamedTuple):
    """A word of a run, or the syllables that hyphens join."""

    start: int
    end: int


class _Text:
    """A text in which unknown names are looked for."""

    def __init__(self, table: Table, text: str) -> None:
        self._text = text
        self._like = likeness(table)
        self._about = ABOUT_LAOS if speaks_of_laos(text) else 0.0

    def without(self, mentions: Sequence[Mention]) -> str:
        """The text in which what is mentioned is blanked."""
        pieces = []
        at = 0
        for mention in mentions:
            pieces += [self._text[at : mention.start], "\n\n" + "." * (mention.end - mention.start - 2)]
            at = mention.end
        return "".join([*pieces, self._text[at:]])

    def in_letters(self, offset: int, run: str) -> Iterator[UnknownName]:
        """The names in a run of capitalised words."""
        for units in _units(run):
            yield from self._among(offset, run, units)

    def _among(self, offset: int, run: str, units: Sequence[_Unit]) -> Iterator[UnknownName]:
        """The names among words of a run, the likeliest of those that overlap."""
        found = [
            (name, first, last)
            for first in range(len(units) - 1)
            for last in range(first + 2, first + _MOST_UNITS + 1)
            if last <= len(units) and (name := self._name(offset, run, units, first, last))
        ]
        taken: set[int] = set()
        for name, first, last in sorted(found, key=lambda item: -item[0].odds):
            if taken.isdisjoint(range(first, last)):
                taken.update(range(first, last))
                yield name

    def _name(
        self, offset: int, run: str, units: Sequence[_Unit], first: int, last: int
    ) -> UnknownName | None:
        start, end = offset + units[first].start, offset + units[last - 1].end
        text = self._text[start:end]
        words = " ".join(text.split())
        writing: Writing = "vietnamese" if is_rendering(words) else "latin"
        spaced = last - first > 3
        if spaced and (writing != "vietnamese" or "-" in words):
            return None
        enough = ENOUGH[writing] + (SPACED if spaced else 0.0)
        # Spaced syllables are a rendering that is set like ordinary Vietnamese.
        odds, syllables = self._like.weighed(_joined(words) if spaced else words, writing)
        if odds + TITLE + FROM_LAOS < enough or syllables < 2:
            return None
        before = self._text[max(0, start - _BEFORE) : start].replace("\u2060", "")
        around = context(before, self._text[end : end + _AFTER])
        if around.family_name or "place" in around.kinds or "organization" in around.kinds:
            return None
        if context(run[units[first].start : units[first].end] + " ", "") != _NOTHING:
            return None  # begins with a title or a family name of neighbours
        announced = "person" in around.kinds or office_before(before) is not None
        whole = last == len(units) and (not first or around.before)
        if spaced and not (announced and whole):
            return None
        odds += self._from(start, end, announced)
        explained = announced or around.before or _ABBREVIATION.search(before) or _ends_with_country(before)
        if first and not explained:
            opening = first == 1 and opens_sentence(self._text, offset)
            odds -= BESIDE_OPENING if opening else BESIDE_CAPITAL
        if last < len(units):
            odds -= BESIDE_CAPITAL
        return UnknownName(start, end, text, writing, odds) if odds >= enough else None

    def _from(self, start: int, end: int, announced: bool) -> float:
        """What the text around a name adds to the odds that it is a Lao one."""
        origin = origin_before(self._text[max(0, start - self._sentence(start)) : start])
        after = _AFTER_NAME.match(self._text, end)
        if after and (origin_before(after[1]) == "abroad" or after[1].strip() in _words()["vietnam"]):
            origin = "abroad"
        added = TITLE if announced else 0.0
        return added + {"abroad": -ABROAD, "lao": FROM_LAOS, None: self._about}[origin]

    def _sentence(self, start: int) -> int:
        """How far before a name a country tells where somebody is from: Lao sentences are long."""
        return _CLAUSE if orthography.has_lao(self._text[start]) else _SENTENCE

    def in_lao(self, offset: int, run: str) -> Iterator[UnknownName]:
        """The names in a run of Lao letters: after a title, a given and a family name."""
        chunks = list(re.finditer(r"[^\s\u200b]+", run))
        for given, family in pairwise(chunks):
            before = self._text[max(0, offset + given.start() - _BEFORE) : offset + given.start()]
            announced = "person" in context(before, "").kinds
            core = given[0] if announced else without_titles(given[0], keep_own=True)
            if (not announced and core == given[0]) or without_titles(core, keep_own=True) != core:
                continue
            start, end = offset + given.end() - len(core), offset + family.end()
            name = f"{core} {family[0]}"
            components = orthography.read(name, "lao").components
            if len(components) != 2 or not all(1 <= _spoken(c) <= 6 for c in components):
                continue
            odds = self._like.odds(name, "lao") + self._from(start, end, False)
            if odds >= ENOUGH["lao"]:
                yield UnknownName(start, end, self._text[start:end], "lao", odds)


_BEFORE, _AFTER, _SENTENCE, _CLAUSE = 40, 24, 160, 30  # characters around a name that are looked at
_NOTHING = context("", "")
_MOST_UNITS = 6
_ABBREVIATION = re.compile(r"(?<!\w)[A-ZĐ]{2,4}\.?\s*$")  # of a title: VĐV, HLV, PGS
_AFTER_NAME = re.compile(r"[^\S\n]*(?:[(,]|of\b|from\b)\s*([^(),;.\n]{1,80})")


def _units(run: str) -> list[list[_Unit]]:
    """The words of a run, with the syllables that hyphens join as one; numbers part them."""
    groups: list[list[_Unit]] = [[]]
    for token in tokens(run):
        units = groups[-1]
        if token.word.key.isdigit():
            groups.append([])
            continue
        joined = token.gap == "-" and not (run[token.start].isupper() and run[token.start - 1].isspace())
        if joined and units:
            units[-1] = _Unit(units[-1].start, token.end)
        else:
            units.append(_Unit(token.start, token.end))
    return groups


def _joined(words: str) -> str:
    """Spaced syllables as a given name of two and a family name."""
    syllables = words.split()
    return f"{'-'.join(syllables[:2])} {'-'.join(syllables[2:])}"


def _ends_with_country(before: str) -> bool:
    """Whether a text ends with the name of a country or of a people."""
    last = None
    for last in _origins().finditer(before):  # noqa: B007
        pass
    return last is not None and not before[last.end() :].strip()

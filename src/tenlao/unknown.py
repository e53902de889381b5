"""Whether a name that is in no table is a Lao one: by its letters, its syllables, and what stands around it.

How names are spelled is learned from the persons of the table: which letters follow each other, and which syllables
there are. Names of neighbours share the sounds of Lao names and are spelled otherwise (Somchai, Wongsawat), so
letters tell more than sounds.
"""

from __future__ import annotations

import functools
import json
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from tenlao import orthography
from tenlao.kept import kept_lines
from tenlao.resources import bundled_file, content_of
from tenlao.sound import Syllable

if TYPE_CHECKING:
    from tenlao.table import Entry, Table, Writing

__all__ = ["Likeness", "UnknownName", "is_rendering", "likeness", "origin_before", "speaks_of_laos"]


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
# Additive smoothing of the letters that follow two others, spread over about so many letters.
SMOOTHING, LETTERS = 15.0, 28


class Likeness:
    """How much names look like those of the persons among entries.

    >>> from tenlao import load
    >>> like = Likeness(load().entries)
    >>> like.odds("Bounsavath Phetmixay", "latin") > 1 > like.odds("Somchai Wongsawat", "latin")
    True
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._following: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        self._components: set[str] = set()
        self._syllables: set[str] = set()
        for entry in entries:
            if entry.kind == "person":
                self._learn(entry)

    def _learn(self, entry: Entry) -> None:
        three: set[str] = set()
        for form in entry.forms:
            if form.tag == "typo":
                continue
            three.update(_threes(form.text, form.writing))
            for component in orthography.read(form.text, form.writing).components:
                self._components.add(_phones(component))
                self._syllables.update(syllable.phones for syllable in component)
        self._following.update(three)
        self._pairs.update(letters[:-1] for letters in three)

    def odds(self, name: str, writing: Writing) -> float:
        """The log odds (nats) that a person's name is a Lao one."""
        weights = WEIGHTS[writing]
        components = [c for c in orthography.read(name, writing).components if c]
        if not components:
            return -math.inf
        syllables = [s for component in components for s in component]
        return (
            weights.constant
            + weights.letters * _mean([self._surprise(letters) for letters in _threes(name, writing)])
            + weights.short * _mean([_spoken(component) < 2 for component in components])
            + weights.known * _mean([_phones(component) in self._components for component in components])
            + weights.unheard * _mean([s.phones not in self._syllables for s in syllables])
            + weights.neighbour * any(letters in name.casefold() for letters in _words()["spelled"])
        )

    def _surprise(self, letters: str) -> float:
        likely = self._following[letters] + SMOOTHING / LETTERS
        return -math.log(likely / (self._pairs[letters[:-1]] + SMOOTHING))


def _threes(name: str, writing: Writing) -> list[str]:
    """Each letter of a name after the two before it; words begin with a sign for the writing."""
    found = []
    for word in _WORD_BREAK.split(unicodedata.normalize("NFC", name).lower()):
        letters = f"{writing[0]}^{word}$" if word else ""
        found += [writing[0] + letters[i - 2 : i + 1] for i in range(3, len(letters))]
    return found


_WORD_BREAK = re.compile(r"[^\w']+")


def _phones(component: Sequence[Syllable]) -> str:
    return "".join([syllable.phones for syllable in component])


def _spoken(component: Sequence[Syllable]) -> int:
    """How many syllables a component has, without an e that may be silent."""
    return sum([syllable.nucleus not in ("", "ə") for syllable in component])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


@functools.lru_cache(maxsize=16)
def likeness(table: Table) -> Likeness:
    """How much names look like those of a table; learned once for each table."""
    return Likeness(table.entries)


_VIETNAMESE = re.compile(
    "[đĐ\u0306\u031b\u0309\u0303\u0323]|[^eE]\u0301|[^aeuAEU]\u0300|[^\\W\\d_]-[^\\W\\d_]"
)


def is_rendering(name: str) -> bool:
    """Whether a name in Latin letters is a Vietnamese rendering: by letters that no romanization has, or by hyphens.

    >>> is_rendering("Xỏn-xay"), is_rendering("Na Kẹo"), is_rendering("Xékong"), is_rendering("Sonexay")
    (True, True, False, False)
    """
    return _VIETNAMESE.search(unicodedata.normalize("NFD", " ".join(name.split()))) is not None


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


@functools.cache
def _words() -> Mapping[str, Sequence[str]]:
    content = content_of(bundled_file("abroad.toml"))
    words: dict[str, list[str]] = json.loads(kept_lines([content], lambda: [_parsed(content)])[0])
    return words


def _parsed(content: bytes) -> Mapping[str, Any]:
    import tomli

    return tomli.loads(unicodedata.normalize("NFC", content.decode()))

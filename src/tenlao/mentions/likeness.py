"""How much a name looks like a Lao one: the one model of all who ask whether a name is Lao.

How names are spelled is learned from the persons of a table: which letters follow each other, which components and
syllables there are. Names of neighbours share the sounds of Lao names and are spelled otherwise (Somchai,
Wongsawat), so letters tell more than sounds. What each trait of a name weighs was fitted on names of the table
against names and words from elsewhere (`python -m bench.fit`), and stands in `data/weights.toml`.
"""

from __future__ import annotations

import functools
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tenlao.base.cache import kept_lines
from tenlao.base.vocabulary import Kind, Writing
from tenlao.base.weights import LikenessWeights, weights
from tenlao.base.word_lists import word_lists
from tenlao.phonology.components import Component, read_components
from tenlao.table.model import Entry
from tenlao.text.titles import context
from tenlao.text.trigrams import TrigramModel, letters_in_a_row

__all__ = ["LETTERS_IN_A_ROW", "Judgement", "Likeness", "Traits", "probability_at"]

# How many letters in a row are weighed at most; how many stray letters count (judged).
LETTERS_IN_A_ROW, MOST_STRAY = 3, 3
# How many places of the table must begin with a word before it is taken for one that says what they are (judged).
PLACES_WITH_WORD = 3
# Log odds that are as good as certain.
MOST_ODDS = 500.0
MOST_REMEMBERED = 2048


class Traits(NamedTuple):
    """What tells whether a name is a Lao one, beside letters in a row.

    The mean surprisal (nats) of its letters, and that of its strangest component; the shares of its components that
    have one syllable (`single`), and that persons of the table have (`known`); whether all of several have only one,
    in Latin letters, where syllables are not written apart (`monosyllabic`); the share of its syllables that none of
    them has spelled so (`odd`); how many of its letters are no part of a syllable (`stray`); whether it has only one
    component (`alone`), has a Vietnamese family or middle name (Van, Thi) before its last component, or begins with a
    word with which places of the table do, and is no row of single syllables (`place_word`); whether it is spelled as
    names of neighbours are and Lao ones hardly (`neighbour`).
    """

    surprisal: float
    strangest: float
    single: float
    monosyllabic: float
    known: float
    odd: float
    stray: float
    alone: float
    family_name: float
    place_word: float
    neighbour: float


class Judgement(NamedTuple):
    """The log odds (nats) that a name is a Lao one, and how many syllables its longest component has."""

    odds: float
    longest: int


class Likeness:
    """How much names look like those of the persons, or the places, among entries.

    >>> from tenlao import load
    >>> like = Likeness.of(load().entries)
    >>> [like.is_lao(name, "latin") for name in ("Bounsavath Phetmixay", "Somchai Wongsawat", "Barack Obama")]
    [True, False, False]
    """

    def __init__(
        self,
        letters: TrigramModel,
        known: Iterable[str],
        syllables: Iterable[str],
        place_words: Iterable[str],
        weights_of: Mapping[str, LikenessWeights] | None = None,
    ) -> None:
        self.letters = letters
        self._components, self._syllables = frozenset(known), frozenset(syllables)
        self._place_words = frozenset(place_words)
        self._weights = weights().likeness if weights_of is None else weights_of
        # Names come again, and so do their components.
        self.judged = functools.lru_cache(maxsize=1 << 10)(self._judge)
        self._parts: dict[tuple[str, Writing], _Part] = {}

    @classmethod
    def of(
        cls, entries: Iterable[Entry], weights_of: Mapping[str, LikenessWeights] | None = None
    ) -> Likeness:
        """Learn how the persons among entries are spelled, and with which words the places begin."""
        persons: list[list[tuple[str, Writing]]] = []
        places: list[list[tuple[str, Writing]]] = []
        for entry in entries:
            names = [(form.text, form.writing) for form in entry.forms if form.tag != "typo"]
            if entry.kind != "organization":
                (persons if entry.kind == "person" else places).append(names)
        found = [c for names in persons for name in names for c in read_components(*name)]
        return cls(
            TrigramModel.of(persons),
            {component.similar for component in found},
            {letters for component in found for letters, _ in component.syllables},
            _beginnings(places),
            weights_of,
        )

    @classmethod
    def kept(cls, entries: Sequence[Entry]) -> Likeness:
        """Learn from entries, or take what is kept on disk."""

        def make() -> list[Any]:
            like = cls.of(entries)
            sets = (like._components, like._syllables, like._place_words)
            return [like.letters.following, *map(sorted, sets)]

        made_of = json.dumps([[e.kind, *((f.text, f.writing, f.tag) for f in e.forms)] for e in entries])
        following, *sets = map(json.loads, kept_lines([made_of.encode(), b"likeness"], make))
        return cls(TrigramModel(following), *sets)

    def is_lao(self, name: str, writing: Writing, kind: Kind | None = None) -> bool:
        """Tell whether a name that is in no table is taken for a Lao one, if nothing else is known of it."""
        return self.odds(name, writing, kind) >= 0

    def odds(self, name: str, writing: Writing, kind: Kind | None = None) -> float:
        """Return the log odds (nats) that a name is a Lao one: a person's, if that is the kind."""
        return self.judged(name, writing, kind).odds

    def _judge(self, name: str, writing: Writing, kind: Kind | None = None) -> Judgement:
        """The log odds, and the length of the longest component; this is remembered as `judged`."""
        return self.judged_as_read(read_components(name, writing), writing, kind)

    def judged_as_read(
        self, components: Iterable[Component], writing: Writing, kind: Kind | None = None
    ) -> Judgement:
        """Return the same for the components of a name, as `read_components` gives them."""
        parts = [self._part(component, writing) for component in components if component.syllables]
        if not parts:
            return Judgement(-math.inf, 0)
        constant, of_traits, of_letters = self._weights[writing]
        odds = constant
        for trait, value in zip(Traits._fields, _traits(parts, kind), strict=True):
            odds += of_traits[trait] * value
        odds += math.fsum([of_letters[row] for row in frozenset().union(*[part.rows for part in parts])])
        return Judgement(odds, max([part.syllables for part in parts]))

    def traits(self, name: str, writing: Writing) -> Traits | None:
        """Return the traits of a name of no special kind; None if it has no syllable."""
        components = read_components(name, writing)
        parts = [self._part(component, writing) for component in components if component.syllables]
        return _traits(parts, None) if parts else None

    def _part(self, component: Component, writing: Writing) -> _Part:
        """What is weighed of a component, which is remembered, since names share components."""
        key = (component.text, writing)
        part = self._parts.get(key)
        if part is None:
            if len(self._parts) >= MOST_REMEMBERED:
                self._parts.clear()
            part = self._parts[key] = self._weighed(component, writing)
        return part

    def _weighed(self, component: Component, writing: Writing) -> _Part:
        text = component.text
        plain = text.casefold()
        spelled = word_lists("abroad.toml")["spelled"] if writing == "latin" else ()
        of_letters = self._weights[writing].letters if writing in self._weights else {}
        return _Part(
            surprisal=self.letters.surprisal(text, writing),
            length=sum(map(str.isalpha, text)),
            syllables=len(component.syllables),
            short=len(component.syllables) == 1 and writing == "latin",
            known=component.similar in self._components,
            odd=sum([letters not in self._syllables for letters, _ in component.syllables]),
            stray=component.stray,
            family_name=context(f"{text} ", "").family_name,
            place_word=plain in self._place_words,
            neighbour=any(letters in plain for letters in spelled),
            rows=tuple(
                [sys.intern(row) for row in letters_in_a_row(text, LETTERS_IN_A_ROW) if row in of_letters]
            ),
        )


class _Part(NamedTuple):
    """What is weighed of a component of a name; `rows` are its letters in a row that have a weight."""

    surprisal: float
    length: int
    syllables: int
    short: bool
    known: bool
    odd: int
    stray: int
    family_name: bool
    place_word: bool
    neighbour: bool
    rows: tuple[str, ...]


def _traits(parts: Sequence[_Part], kind: Kind | None) -> Traits:
    several, syllables = len(parts) > 1, sum([part.syllables for part in parts])
    monosyllabic = several and all(part.short for part in parts)
    in_a_row = monosyllabic and len(parts) > 2
    return Traits(
        surprisal=sum([p.surprisal * p.length for p in parts]) / max(1, sum([p.length for p in parts])),
        strangest=max([part.surprisal for part in parts]),
        single=sum([part.syllables == 1 for part in parts]) / len(parts),
        monosyllabic=monosyllabic,
        known=sum([part.known for part in parts]) / len(parts),
        odd=sum([part.odd for part in parts]) / syllables,
        stray=min(MOST_STRAY, sum([part.stray for part in parts])),
        alone=not several,
        family_name=several and any(part.family_name for part in parts[:-1]),
        place_word=several and kind != "person" and parts[0].place_word and not in_a_row,
        neighbour=any(part.neighbour for part in parts),
    )


def probability_at(odds: float) -> float:
    """Return the probability at some log odds (nats).

    >>> probability_at(0.0), probability_at(-math.inf)
    (0.5, 0.0)
    """
    return 1 / (1 + math.exp(-odds)) if odds > -MOST_ODDS else 0.0


def _beginnings(places: Iterable[Iterable[tuple[str, str]]]) -> set[str]:
    """The words with which names of several places begin, in small letters: Nam, Muang, Xe."""
    counted: Counter[str] = Counter()
    for names in places:
        counted.update({text.split()[0].casefold() for text, _ in names if " " in text})
    return {word for word, count in counted.items() if count >= PLACES_WITH_WORD}

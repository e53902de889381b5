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
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tenlao.base.cache import kept_lines
from tenlao.base.vocabulary import Kind, Writing
from tenlao.base.weights import LikenessWeights, weights
from tenlao.base.word_lists import word_lists
from tenlao.phonology.components import read_components
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


class Traits(NamedTuple):
    """What tells whether a name is a Lao one, beside letters in a row.

    The mean surprisal (nats) of its letters; the shares of its components that have one syllable (`single`), and that
    persons of the table have (`known`); the share of its syllables that none of them has spelled so (`odd`); how many
    of its letters are no part of a syllable (`stray`); whether it has only one component (`alone`), begins with a
    Vietnamese family name, or with a word with which places of the table do (`place_word`); whether it is spelled as
    names of neighbours are and Lao ones hardly (`neighbour`).
    """

    surprisal: float
    single: float
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
        components: Iterable[str],
        syllables: Iterable[str],
        place_words: Iterable[str],
        weights_of: Mapping[str, LikenessWeights] | None = None,
    ) -> None:
        self.letters = letters
        self._components, self._syllables = frozenset(components), frozenset(syllables)
        self._place_words = frozenset(place_words)
        self._weights = weights().likeness if weights_of is None else weights_of
        # Names come again.
        self.judged = functools.lru_cache(maxsize=1 << 15)(self._judge)

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
        components = [c for names in persons for name in names for c in read_components(*name)]
        return cls(
            TrigramModel.of(persons),
            {component.similar for component in components},
            {letters for component in components for letters, _ in component.syllables},
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
        traits, longest = self.traits(name, writing, kind)
        if not longest:
            return Judgement(-math.inf, 0)
        constant, of_traits, of_letters = self._weights[writing]
        odds = constant + sum([of_traits[trait] * value for trait, value in traits._asdict().items()])
        if of_letters:
            odds += sum([of_letters.get(row, 0.0) for row in letters_in_a_row(name, LETTERS_IN_A_ROW)])
        return Judgement(odds, longest)

    def traits(self, name: str, writing: Writing, kind: Kind | None = None) -> tuple[Traits, int]:
        """Return the traits of a name, and how many syllables its longest component has; 0 if it has none."""
        components = [c for c in read_components(name, writing) if c.syllables]
        syllables = [letters for component in components for letters, _ in component.syllables]
        several = len(components) > 1
        first = components[0].text if several else ""
        traits = Traits(
            surprisal=self.letters.surprisal(name, writing),
            single=_mean([len(component.syllables) == 1 for component in components]),
            known=_mean([component.similar in self._components for component in components]),
            odd=_mean([letters not in self._syllables for letters in syllables]),
            stray=min(MOST_STRAY, sum([component.stray for component in components])),
            alone=len(components) == 1,
            family_name=several and context(f"{first} ", "").family_name,
            place_word=several and kind != "person" and first.casefold() in self._place_words,
            neighbour=writing == "latin"
            and any(letters in name.casefold() for letters in word_lists("abroad.toml")["spelled"]),
        )
        return traits, max([len(component.syllables) for component in components], default=0)


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


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0

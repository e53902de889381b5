"""How much a name looks like a Lao one: by its letters, its components and its syllables.

How names are spelled is learned from the persons of the table: which letters follow each other, and which syllables
there are. Names of neighbours share the sounds of Lao names and are spelled otherwise (Somchai, Wongsawat), so
letters tell more than sounds.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tenlao.base.vocabulary import Writing
from tenlao.base.word_lists import word_lists
from tenlao.phonology.reading import read
from tenlao.phonology.sound import Syllable
from tenlao.table.model import Entry
from tenlao.text.trigrams import TrigramModel

__all__ = ["Likeness", "spoken_syllables"]


class _Weights(NamedTuple):
    """What the log odds that a name is a Lao one are made of.

    A constant; by the mean surprisal (nats) of its letters; by the share of its components that have one syllable,
    and of those that persons of the table have; by the share of its syllables that none of them has; if it is
    spelled as names of neighbours are.
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
        self.letters = TrigramModel.of(persons)
        self._components: set[str] = set()
        self._syllables: set[str] = set()
        # The log odds of a name, and how many syllables its longest component has; names come again.
        self.weighed = functools.lru_cache(maxsize=1 << 15)(self._weigh)
        for text, writing in (name for names in persons for name in names):
            sound = read(text, writing)
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
        sound = read(name, writing)
        components = [c for c in sound.components if c]
        if not components:
            return -math.inf, 0
        syllables = [s for component in components for s in component]
        spoken = [spoken_syllables(component) for component in components]
        odds = (
            weights.constant
            + weights.letters * self.letters.surprisal(name, writing)
            + weights.short * _mean([n < 2 for n in spoken])
            + weights.known * _mean([phones in self._components for phones in sound.phones if phones])
            + weights.unheard * _mean([s.phones not in self._syllables for s in syllables])
            + weights.neighbour * any(letters in name.casefold() for letters in _words()["spelled"])
        )
        return odds, max(spoken)


def spoken_syllables(component: Sequence[Syllable]) -> int:
    """How many syllables a component has, without an e that may be silent."""
    return sum([syllable.nucleus not in ("", "ə") for syllable in component])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


# The log odds that a name needs to be taken for a Lao one, in each writing.
ENOUGH: Mapping[Writing, float] = {"latin": 2.0, "vietnamese": 2.3, "lao": 2.0}


def _words() -> Mapping[str, Sequence[str]]:
    return word_lists("abroad.toml")

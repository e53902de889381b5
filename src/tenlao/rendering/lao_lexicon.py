"""What names in Lao script are made of: the components of names in a table, and words (`data/lao_words.toml`)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from tenlao.base.word_lists import word_lists
from tenlao.phonology.components import Component, phones_of, read_components
from tenlao.phonology.distance import distance
from tenlao.phonology.sound import Syllable
from tenlao.rendering.attested_names import names_of
from tenlao.table.model import Entry

__all__ = ["Hypotheses", "LaoLexicon", "best", "name_words"]

# What a word counts beside a component of a name; what each further piece of a component costs, and what a spelling
# of a syllable is worth that is not among the likely ones (probabilities; judged, and tried on entries left out).
WORD, FURTHER_PIECE, UNLIKELY = 0.5, 0.1, 0.03
# What a difference of sound costs a piece, by the nat.
BY_DISTANCE = 0.5
# How many spellings of a component are weighed.
MOST_OF_COMPONENT = 12

Hypotheses = list[tuple[float, str]]
_Sound = tuple[str, ...]
_Piece = tuple[str, tuple[Syllable, ...]]


@cache
def name_words() -> tuple[str, ...]:
    """The words of which names are made, in Lao script.

    >>> "ສະຫວັນ" in name_words()
    True
    """
    return tuple([word for words in word_lists("lao_words.toml").values() for word in words])


class LaoLexicon:
    """Pieces of names in Lao script by their sound, and components put together from them."""

    def __init__(self, pieces: Mapping[_Sound, Mapping[_Piece, float]]) -> None:
        self._pieces = pieces

    @classmethod
    def of(cls, entries: Iterable[Entry], words: Iterable[str]) -> LaoLexicon:
        """Collect the components of the names of entries in Lao script, and words."""
        pieces: defaultdict[_Sound, defaultdict[_Piece, float]] = defaultdict(lambda: defaultdict(float))
        for entry in entries:
            names = names_of(entry, "lao")
            for component in (c for name in names for c in name):
                pieces[component.alike][component.text, component.spoken] += 1 / len(names)
        for word in words:
            for component in read_components(word, "lao"):
                pieces[component.alike][component.text, component.spoken] += WORD
        return cls(pieces)

    def spellings(self, component: Component, likely: Sequence[Mapping[Syllable, float]]) -> Hypotheses:
        """Spellings of a component in Lao script, put together from pieces that sound so; none if one is missing.

        `likely` tells for each syllable what it may be in Lao script, with probabilities. First come few pieces that
        sound nearest, are found most, and are likely. What comes with each is not a probability, but in proportion.

        >>> from tenlao.gazetteer import load
        >>> lexicon = LaoLexicon.of(load().entries, name_words())
        >>> (samone,) = read_components("Samonekham", "latin")
        >>> lexicon.spellings(samone, [{}, {}, {}])[0][1]
        'ສະໝອນຄຳ'
        """
        sound = component.alike
        # The spellings of the first n syllables, for each n.
        hypotheses: list[Hypotheses] = [[(1.0, "")]]
        for end in range(1, len(sound) + 1):
            found: defaultdict[str, float] = defaultdict(float)
            for start in range(end):
                heard = list(zip(component.spoken[start:end], likely[start:end], strict=True))
                for (letters, spoken), count in self._pieces.get(sound[start:end], {}).items():
                    weight = (
                        count * math.prod(map(_likeness, spoken, heard)) * (FURTHER_PIECE if start else 1.0)
                    )
                    for p, text in hypotheses[start]:
                        found[text + letters] += p * weight
            hypotheses.append(best(((p, text) for text, p in found.items()), MOST_OF_COMPONENT))
        return hypotheses[-1] if sound else []


def best(hypotheses: Iterable[tuple[float, str]], most: int) -> Hypotheses:
    """Return the most probable spellings, best first.

    >>> best([(0.1, "sone"), (0.6, "xone"), (0.3, "son")], 2)
    [(0.6, 'xone'), (0.3, 'son')]
    """
    return sorted(hypotheses, key=lambda hypothesis: (-hypothesis[0], hypothesis[1]))[:most]


def _likeness(spelled: Syllable, heard: tuple[Syllable, Mapping[Syllable, float]]) -> float:
    sound, likely = heard
    apart = distance(phones_of(sound), phones_of(spelled))
    return (UNLIKELY + likely.get(spelled, 0.0)) * math.exp(-BY_DISTANCE * apart)

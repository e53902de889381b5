"""What a syllable in Latin letters may be in Lao script, which alone shows how long a vowel is, and the tone.

Names that are attested in both writings are aligned; syllables are also counted as they stand in names in Lao script
and in the words of which names are made (`data/lao_words.toml`). The counts are smoothed from the general context to
the special, as those of `tenlao.rendering.newsroom_model` are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from tenlao.base.weights import weights
from tenlao.phonology.alignment import aligned
from tenlao.phonology.components import Component, read_components, similar
from tenlao.phonology.sound import Syllable
from tenlao.rendering.attested_names import names_of
from tenlao.table.model import Entry
from tenlao.text.smoothing import ContextCounts, SmoothingContext

__all__ = ["OTHERS", "LaoRestoration"]

# What is counted of names and words in Lao script, and how much of one in each context (judged); the others are
# counted where a name in Latin letters is aligned with one in Lao script.
COUNTED_IN_LAO = {"similar": 0.5, "similar before": 0.5, "previous": 1.0, "next": 1.0, "component": 1.0}
ALIGNED = ("syllable", "syllable before")
# What a place or an organization counts beside a person: many have names that are made otherwise, or old renderings
# (judged).
OTHERS = 0.5
# The codas that many romanizations leave out where the next syllable begins with the same consonant, as in names from
# Pali (ສິດທິ, Sithi; ສຸວັນນະ, Souvana), before which consonants; and how often they do (counted in the table: of 30
# components 6).
DOUBLED = {"k": ("k",), "t": ("t", "d"), "p": ("p", "b", "f"), "n": ("n",)}
LEFT_OUT = 0.2
# How many spellings of a syllable are considered (judged).
MOST_GUESSES = 4

_MOST_REMEMBERED = 2048


class LaoRestoration:
    """Spellings in Lao script of syllables that are heard, by their context.

    >>> from tenlao.rendering.lao_lexicon import name_words
    >>> from tenlao.gazetteer import load
    >>> guesses = LaoRestoration.of(load().entries, name_words())
    >>> (samone,) = read_components("Samone", "latin")
    >>> [guesses.of_syllable(samone, place)[0][0].tone for place in (0, 1)]  # ສະໝອນ
    ['high', 'high']
    """

    def __init__(self, counts: ContextCounts, concentration: float | None = None) -> None:
        self.counts = counts
        self._concentration = (
            weights().concentrations.lao_restoration if concentration is None else concentration
        )

    @classmethod
    def of(cls, entries: Iterable[Entry], words: Iterable[str]) -> LaoRestoration:
        """Count the syllables of the entries and of words in Lao script."""
        of_names = (
            (context, spelled, (1.0 if entry.kind == "person" else OTHERS) * count)
            for entry in entries
            for context, spelled, count in _of_entry(entry)
        )
        return cls(ContextCounts.of(chain(of_names, *map(_of_word, words))))

    def of_syllable(self, component: Component, place: int) -> tuple[tuple[Syllable, float], ...]:
        """What a syllable of a component may be in Lao script, the most probable first, with the probabilities."""
        likely: Mapping[str, float] = {}
        for context in _contexts(component, place):
            likely = self.counts.smoothed(likely, context, self._concentration if likely else 0.0)
        best = sorted(likely.items(), key=lambda item: (-item[1], item[0]))[:MOST_GUESSES]
        total = sum(p for _, p in best)
        return tuple([(_unpacked(spelled), p / total) for spelled, p in best])


def _contexts(component: Component, place: int) -> Iterator[SmoothingContext]:
    """The contexts of a syllable, from the general to the special."""
    phones, alike = component.phones, component.alike
    here, following = phones[place], phones[place + 1][:1] if place + 1 < len(phones) else "$"
    yield SmoothingContext("similar", alike[place])
    yield SmoothingContext("similar before", alike[place], similar(following))
    yield SmoothingContext("syllable", here)
    yield SmoothingContext("syllable before", here, following)
    if place:
        yield SmoothingContext("previous", alike[place], alike[place - 1])
    if place + 1 < len(phones):
        yield SmoothingContext("next", alike[place], alike[place + 1])
    if component.key:
        yield SmoothingContext("component", component.key, str(place))


_Counted = tuple[tuple[SmoothingContext, str, float], ...]


@lru_cache(maxsize=1024)
def _of_entry(entry: Entry) -> _Counted:
    in_lao = names_of(entry, "lao")
    found = [counted for name in in_lao for component in name for counted in _of_component(component)]
    for name in names_of(entry, "latin"):
        for other in in_lao:
            for component, place, partner in aligned(name, other):
                found += [
                    (context, _packed(partner.sound), 1 / len(in_lao))
                    for context in _contexts(component, place)
                    if context.kind in ALIGNED
                ]
    return tuple(found)


@lru_cache(maxsize=1024)
def _of_word(word: str) -> _Counted:
    return tuple([c for component in read_components(word, "lao") for c in _of_component(component)])


def _of_component(component: Component) -> Iterator[tuple[SmoothingContext, str, float]]:
    for as_heard, share in ((component, 1 - LEFT_OUT), (_without_doubled(component), LEFT_OUT)):
        for place, syllable in enumerate(component.spoken):
            for context in _contexts(as_heard, place):
                if context.kind in COUNTED_IN_LAO:
                    yield context, _packed(syllable), share * COUNTED_IN_LAO[context.kind]


def _without_doubled(component: Component) -> Component:
    """A component as romanizations have it that do not write doubled consonants twice; mostly the same one."""
    onsets = [*(syllable.onset for syllable in component.spoken[1:]), ""]
    heard = [
        (letters, spoken._replace(coda="") if onset.startswith(DOUBLED.get(spoken.coda, "-")) else spoken)
        for (letters, spoken), onset in zip(component.syllables, onsets, strict=True)
    ]
    return replace(component, syllables=tuple(heard))


def _packed(syllable: Syllable) -> str:
    return "|".join((syllable.onset, syllable.nucleus, syllable.coda, syllable.tone or ""))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _unpacked(packed: str) -> Syllable:
    return Syllable(*packed.split("|"))

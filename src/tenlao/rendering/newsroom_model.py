"""What newsrooms write for which sound, learned by counting in the attested names of a table.

The aligned pairs of the entries are counted in contexts, from the general to the special. What is probable in a
context is what was counted there, smoothed with what is probable in the context before it (`tenlao.text.smoothing`;
the concentrations stand in `data/weights.toml`). The rules of the orthography come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from tenlao.base.cache import kept_pieces
from tenlao.base.weights import weights
from tenlao.matching.kept_values import KeptValues, packed_values
from tenlao.phonology import vietnamese_spelling
from tenlao.phonology.components import Component, phones_of
from tenlao.phonology.sound import Syllable
from tenlao.phonology.vietnamese_spelling import VOWELS
from tenlao.rendering.aligned_pairs import AlignedPair, Written, aligned_pairs, example_key, examples
from tenlao.rendering.attested_names import forms_as_bytes, names_of
from tenlao.rendering.lao_lexicon import name_words
from tenlao.rendering.lao_restoration import LaoRestoration
from tenlao.table.model import Entry
from tenlao.text.smoothing import ContextCounts, SmoothingContext

__all__ = ["Heard", "NewsroomModel"]

# What is too rare to be considered; how many onsets with rimes, and how many hypotheses of a syllable are (judged).
LEAST, LEAST_LETTERS, MOST_LETTERS, MOST_WRITTEN = 1e-3, 0.01, 5, 14

_MOST_REMEMBERED = 1024


class Heard(NamedTuple):
    """A syllable of a name in its place.

    `follow` is the first phone of the next syllable of the component, or ``$``; `component` (phones, similar ones
    as one, empty when it has one syllable) and `place` say in which component it stands where; `lao` has what it
    may be in Lao script, with the probabilities; `sure` says that it is read from Lao script. `always_x` tells that
    its onset is written x even by newsrooms that write s: they do so for ຊ, and in Latin letters for x.
    """

    sound: Syllable
    follow: str
    component: str
    place: int
    lao: tuple[tuple[Syllable, float], ...]
    sure: bool
    always_x: bool

    @property
    def phones(self) -> str:
        """The phones of the syllable."""
        return phones_of(self.sound)


class NewsroomModel:
    """What newsrooms write, as counted in contexts.

    >>> from tenlao.phonology.components import read_components
    >>> from tenlao.gazetteer import load
    >>> model = NewsroomModel.kept(load().entries)
    >>> (vong,) = model.heard(read_components("Vong", "latin")[0], sure=False)
    >>> model.written(vong)[0][1].text
    'vông'
    """

    def __init__(
        self,
        counts: ContextCounts,
        restoration: LaoRestoration,
        examples: Mapping[str, Sequence[Any]],
        concentrations: Mapping[str, float] | None = None,
    ) -> None:
        self.restoration, self.counts, self._examples = restoration, counts, examples
        self._concentrations = (
            weights().concentrations.newsrooms if concentrations is None else concentrations
        )
        self._remembered: dict[Heard, list[tuple[float, Written]]] = {}
        self._tones = lru_cache(maxsize=_MOST_REMEMBERED)(self._likely_tones)
        self._letters_by_rule = lru_cache(maxsize=_MOST_REMEMBERED)(self._likely_by_rule)

    @classmethod
    def of(cls, entries: Iterable[Entry], words: Iterable[str] | None = None) -> NewsroomModel:
        """Count what the entries attest; `words` in Lao script, if not those of the package, help to read them."""
        entries = tuple(entries)
        restoration = LaoRestoration.of(entries, name_words() if words is None else words)
        without_counts = cls(ContextCounts({}), restoration, {})
        pairs = [
            (without_counts._heard(pair.component, pair.place, pair.own, pair.sure), pair)
            for entry in entries
            for pair in aligned_pairs(entry)
        ]
        spellings = chain.from_iterable(map(_spellings, entries))
        counts = ContextCounts.of(chain(spellings, *(_counted(heard, pair) for heard, pair in pairs)))
        return cls(counts, restoration, examples(entries))

    @classmethod
    def kept(cls, entries: Sequence[Entry]) -> NewsroomModel:
        """Count what the entries attest, or take the counts that are kept on disk."""
        words = name_words()

        def make() -> Iterator[bytes]:
            model = cls.of(entries, words)
            yield from map(
                packed_values, (model.counts.counted, model.restoration.counts.counted, model._examples)
            )

        made_of = [
            forms_as_bytes(entries),
            "\n".join(words).encode(),
            str(weights().concentrations).encode(),
            b"newsrooms",
        ]
        counts, in_lao, shown = map(KeptValues, kept_pieces(made_of, make))
        return cls(ContextCounts(counts), LaoRestoration(ContextCounts(in_lao)), shown)

    def heard(self, component: Component, sure: bool) -> list[Heard]:
        """The syllables of a component; `sure` when it is in Lao script."""
        heard = [
            self._heard(component, place, syllable if sure else None, sure)
            for place, syllable in enumerate(component.spoken)
        ]
        if _component_context(component.key, 0) in self.counts:
            return heard
        # Nothing is known of this component, so its syllables are as in others, and are remembered with them.
        return [h._replace(component="", place=0) for h in heard]

    def written(self, heard: Heard) -> list[tuple[float, Written]]:
        """How a syllable is written, with the probabilities, the most probable first."""
        known = self._remembered.get(heard)
        if known is None:
            found: defaultdict[Written, float] = defaultdict(float)
            for spelled, likely in heard.lao or ((None, 1.0),):
                tone_class = _tone_class(spelled) if spelled else ""
                letters = sorted(self._letters(heard, spelled).items(), key=lambda item: (-item[1], item[0]))
                for text, p in letters[:MOST_LETTERS]:
                    if p * likely < LEAST_LETTERS:
                        break
                    onset, rime = text.split("+")
                    for tone, q in self._tones(heard.follow, tone_class, onset, rime):
                        found[Written(onset, rime, tone)] += p * q * likely
            known = sorted(((p, w) for w, p in found.items()), key=lambda item: (-item[0], item[1]))
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[heard] = known = known[:MOST_WRITTEN]
        return known

    def example(self, heard: str, written: str) -> tuple[int, str, str] | None:
        """How often a sound is attested as written so, and a component with its rendering that shows it."""
        found = self._examples.get(example_key(heard, written))
        return (found[0], found[1], found[2]) if found else None

    def spellings(self, syllable: Syllable, last: bool) -> Mapping[str, float]:
        """How often a syllable is written so in Latin letters, last in its component or not."""
        return self.counts[_spelling_context(syllable, last)]

    def _heard(self, component: Component, place: int, own: Syllable | None, sure: bool) -> Heard:
        """A syllable in its place; `own` is the same in Lao script, where that is known."""
        letters, sound = component.syllables[place]
        after = component.phones[place + 1 :]
        lao = ((own, 1.0),) if own else self.restoration.of_syllable(component, place)
        high = not lao or (lao[0][0].tone or "").startswith("high")
        return Heard(
            sound,
            follow=after[0][:1] if after else "$",
            component=component.key,
            place=place,
            lao=lao,
            sure=sure,
            always_x=letters.startswith("x") or not high,
        )

    def _letters(self, heard: Heard, spelled: Syllable | None) -> Mapping[str, float]:
        """Onset and rime, with a + between, and their probabilities."""
        likely = self._letters_by_rule(
            *_parts(_sound(heard, spelled)), *vietnamese_spelling.letters_of(spelled or heard.sound)
        )
        for context in _letter_contexts(heard, spelled):
            likely = self.counts.smoothed(likely, context, self._concentrations[context.kind])
        return likely

    def _likely_by_rule(
        self, onset: str, rime: str, usual_onset: str, usual_rime: str
    ) -> Mapping[str, float]:
        onsets, rimes = (
            self.counts.smoothed({usual: 1.0}, SmoothingContext(kind, sound), self._concentrations[kind])
            for kind, usual, sound in (("onset", usual_onset, onset), ("rime", usual_rime, rime))
        )
        likely: dict[str, float] = {}
        for a, p in onsets.items():
            for b, q in rimes.items():
                written = vietnamese_spelling.fitting(a, b)
                if p * q > LEAST and vietnamese_spelling.is_syllable(
                    vietnamese_spelling.spell(*written, "sắc")
                ):
                    letters = "+".join(written)
                    likely[letters] = likely.get(letters, 0.0) + p * q
        return likely

    def _likely_tones(
        self, follow: str, tone_class: str, onset: str, rime: str
    ) -> tuple[tuple[str, float], ...]:
        stopped = vietnamese_spelling.is_stopped(rime)
        likely: Mapping[str, float] = {"sắc": 0.6, "nặng": 0.4} if stopped else {"ngang": 1.0}
        for context in _tone_contexts(follow, tone_class, onset, rime):
            likely = self.counts.smoothed(likely, context, self._concentrations[context.kind])
        return tuple([(tone, p) for tone, p in likely.items() if p > LEAST])


# Contexts, from the general to the special


def _letter_contexts(heard: Heard, spelled: Syllable | None) -> Iterator[SmoothingContext]:
    phones = phones_of(_sound(heard, spelled))
    if not heard.sure:
        yield SmoothingContext("syllable", phones)
    if spelled:
        yield SmoothingContext("lao", f"{spelled.onset}{spelled.nucleus}{spelled.coda}")
    if not heard.sure:
        yield SmoothingContext("before", phones, heard.follow)
    if heard.component:
        yield _component_context(heard.component, heard.place)


def _component_context(component: str, place: int) -> SmoothingContext:
    return SmoothingContext("component", component, str(place))


def _tone_contexts(follow: str, tone_class: str, onset: str, rime: str) -> Iterator[SmoothingContext]:
    ending = "stopped" if vietnamese_spelling.is_stopped(rime) else "open" if rime[-1] in VOWELS else "closed"
    place = "last" if follow == "$" else "inside"
    letters = onset + rime
    yield SmoothingContext("tone", ending)
    yield SmoothingContext("tone", ending, place)
    if tone_class:
        yield SmoothingContext("class", tone_class)
        yield SmoothingContext("class", tone_class, place)
    yield SmoothingContext("letters", letters)
    yield SmoothingContext("letters before", letters, follow)
    if tone_class:
        yield SmoothingContext("letters of class", letters, tone_class)


def _counted(heard: Heard, pair: AlignedPair) -> Iterator[tuple[SmoothingContext, str, float]]:
    """In which contexts an aligned pair counts, for what, and how much."""
    onset, rime, tone = pair.written
    letters = f"{onset}+{rime}"
    heard_onset, heard_rime = _parts(heard.sound)
    yield SmoothingContext("onset", heard_onset), onset, pair.weight
    yield SmoothingContext("rime", heard_rime), rime, pair.weight
    for spelled, p in heard.lao or ((None, 1.0),):
        for context in _letter_contexts(heard._replace(sure=False), spelled):
            yield context, letters, p * pair.weight
        for context in _tone_contexts(heard.follow, _tone_class(spelled) if spelled else "", onset, rime):
            yield context, tone, p * pair.weight


def _sound(heard: Heard, spelled: Syllable | None) -> Syllable:
    """The sound that is written: with the coda that Lao script has and the romanization leaves out."""
    return spelled if spelled and spelled.coda and not heard.sound.coda else heard.sound


def _parts(syllable: Syllable) -> tuple[str, str]:
    """The phones of the onset, and those of the rime."""
    phones = phones_of(syllable)
    onset = Syllable(syllable.onset, "", "").phones
    return onset, phones[len(onset) :]


def _tone_class(syllable: Syllable) -> str:
    """What governs the tone of a syllable in Lao script: consonant class, tone mark, ending and length."""
    short = "ː" not in syllable.nucleus
    if syllable.coda in ("k", "t", "p"):
        ending = "short stopped" if short else "long stopped"
    else:
        ending = "short open" if short and not syllable.coda else "live"
    return f"{syllable.tone} {ending}"


# How syllables are written in Latin letters


def _spelling_context(syllable: Syllable, last: bool) -> SmoothingContext:
    return SmoothingContext("spelled", phones_of(syllable), "last" if last else "inside")


@lru_cache(maxsize=1024)
def _spellings(entry: Entry) -> tuple[tuple[SmoothingContext, str, float], ...]:
    names = names_of(entry, "latin")
    return tuple(
        (_spelling_context(syllable, component.syllables[place + 1 :] == ()), letters, 1 / len(names))
        for name in names
        for component in name
        for place, (letters, syllable) in enumerate(component.syllables)
    )

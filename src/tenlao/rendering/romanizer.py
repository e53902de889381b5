"""How names in Vietnamese or in Lao script are spelled in Latin letters, learned by counting in a table.

The names of each entry that are attested in both writings are aligned syllable by syllable. The counts are smoothed
from the general context to the special, as those of `tenlao.rendering.newsroom_model` are: the usual letters of the
sound, the spellings of the sound in all names in Latin letters, those of the syllable as it is written, and those
of the whole component.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from tenlao.base.cache import kept_pieces
from tenlao.base.weights import weights
from tenlao.matching.kept_values import KeptValues, packed_values
from tenlao.phonology import latin, vietnamese_spelling
from tenlao.phonology.alignment import aligned
from tenlao.phonology.components import Component
from tenlao.phonology.sound import Syllable
from tenlao.rendering.attested_names import forms_as_bytes, names_of
from tenlao.rendering.lao_lexicon import Hypotheses, best
from tenlao.table.model import Entry
from tenlao.text.smoothing import ContextCounts, SmoothingContext, shares_by_use

__all__ = ["Romanizer"]

# What a spelling counts that is known to be of the sound only, not of a syllable that is written so (judged).
OF_SOUND = 0.25
# How many spellings of a syllable, and of a component, are weighed (judged).
MOST_OF_SYLLABLE, MOST_OF_COMPONENT = 6, 12


class Romanizer:
    """Spellings of the components of names in Latin letters.

    >>> from tenlao.phonology.components import read_components
    >>> from tenlao.gazetteer import load
    >>> (nam,) = read_components("Nậm", "vietnamese")
    >>> Romanizer.kept(load().entries).spellings(nam, "vietnamese")[0][1]
    'Nam'
    """

    def __init__(self, counts: ContextCounts, concentrations: Mapping[str, float] | None = None) -> None:
        self.counts = counts
        self._concentrations = (
            weights().concentrations.romanizer if concentrations is None else concentrations
        )

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Romanizer:
        """Count what the entries attest."""
        return cls(ContextCounts.of(chain.from_iterable(map(_counted, entries))))

    @classmethod
    def kept(cls, entries: Sequence[Entry]) -> Romanizer:
        """Count what the entries attest, or take the counts that are kept on disk."""
        (counts,) = kept_pieces(
            [forms_as_bytes(entries), b"romanizer"], lambda: [packed_values(cls.of(entries).counts.counted)]
        )
        return cls(ContextCounts(KeptValues(counts)))

    def attested(self, component: Component) -> Mapping[str, float]:
        """The components of names in Latin letters that sound like this one, and how much each is attested."""
        return self.counts[_component_context(component)]

    def spellings(self, component: Component, writing: str) -> Hypotheses:
        """Spellings in Latin letters of a component in a writing, the most probable first, with the probabilities."""
        hypotheses: Hypotheses = [(1.0, "")]
        for place in range(len(component.syllables)):
            following = best(_swapped(self._of_syllable(component, place, writing)), MOST_OF_SYLLABLE)
            hypotheses = best(
                ((p * q, t + f) for p, t in hypotheses for q, f in following), MOST_OF_COMPONENT
            )
        composed = {text.capitalize(): p for p, text in hypotheses}
        context = _component_context(component)
        likely = self.counts.smoothed(composed, context, self._concentrations[context.kind])
        return best(_swapped(likely), MOST_OF_COMPONENT)

    def _of_syllable(self, component: Component, place: int, writing: str) -> Mapping[str, float]:
        likely: Mapping[str, float] = {_by_rule(component.spoken[place]): 1.0}
        for context in _contexts(component, place, writing):
            likely = self.counts.smoothed(likely, context, self._concentrations[context.kind])
        return likely


def _swapped(likely: Mapping[str, float]) -> Iterator[tuple[float, str]]:
    return ((p, text) for text, p in likely.items())


def _contexts(component: Component, place: int, writing: str) -> Iterator[SmoothingContext]:
    """The contexts of a syllable, from the general to the special."""
    letters, sound = component.syllables[place]
    after = component.alike[place + 1 :]
    last = "inside" if after else "last"
    phones = component.phones[place]
    yield SmoothingContext("similar", component.alike[place], last)
    yield SmoothingContext("sound", phones)
    yield SmoothingContext("sound last", phones, last)
    if writing != "latin":
        written = (
            vietnamese_spelling.without_tone(letters)[0] if writing == "vietnamese" else _lao_letters(sound)
        )
        written = f"{writing} {written}"
        yield SmoothingContext("written", written)
        yield SmoothingContext("written last", written, last)
        if after:
            yield SmoothingContext("written before", written, after[0][:1])


def _lao_letters(syllable: Syllable) -> str:
    return f"{syllable.onset}{syllable.nucleus}{syllable.coda} {(syllable.tone or '').partition(' ')[0]}"


def _component_context(component: Component) -> SmoothingContext:
    return SmoothingContext("component", component.similar)


def _counted(entry: Entry) -> Iterator[tuple[SmoothingContext, str, float]]:
    """In which contexts the names of an entry count, for which letters, and how much."""
    names = names_of(entry, "latin")
    for name, weight in zip(names, shares_by_use(len(names)), strict=True):
        for component in name:
            yield _component_context(component), component.text, weight
            for place, (letters, _) in enumerate(component.syllables):
                for context in _contexts(component, place, "latin"):
                    yield context, _single(letters), OF_SOUND * weight
        for writing in ("vietnamese", "lao"):
            others = names_of(entry, writing)
            for other in others:
                for component, place, partner in aligned(other, name):
                    for context in _contexts(component, place, writing):
                        if context.kind.startswith("written"):
                            yield context, _single(partner.letters), weight / len(others)


def _single(letters: str) -> str:
    """A syllable whose first letter is not doubled: the first one of Tissa's ss closes the syllable before."""
    return letters[1:] if letters[:1] == letters[1:2] else letters


def _by_rule(syllable: Syllable) -> str:
    """The usual letters of a syllable that no name in the table has."""
    onset, nucleus = syllable.onset, syllable.nucleus.replace("ː", "").replace("ă", "a")
    medial = ""
    if onset not in _ONSET_LETTERS:
        onset, medial = onset[:-1], "o" if onset[-1] == "w" else "r"
    together = _RIME_LETTERS.get(nucleus + syllable.coda)
    apart = _RIME_LETTERS.get(nucleus, nucleus) + _CODA_LETTERS[syllable.coda]
    return _ONSET_LETTERS.get(onset, onset) + medial + (together or apart)


def _first(spellings: dict[str, str]) -> dict[str, str]:
    """Sound -> its first spelling."""
    return {sound: letters for letters, sound in reversed(spellings.items())}


_ONSET_LETTERS = _first(latin.ONSETS) | {"": "", "ɲ": "nh"}
_RIME_LETTERS = _first(latin.RIMES) | {"ɔ": "o", "ɛ": "e"}
_CODA_LETTERS = _first(latin.CODAS) | {"": "", "j": "y", "w": "o"}

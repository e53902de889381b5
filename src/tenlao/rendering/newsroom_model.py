"""What newsrooms write for which sound, learned by counting in the attested names of a table.

Each entry that is attested in Vietnamese gives lessons: its forms in Latin letters and in Lao script are aligned
with its renderings, syllable by syllable, at the least distance of sound. The lessons are counted in contexts, from
the general to the special. What is probable in a context is what was counted there, mixed with what is probable in
the context before it as if that had been counted as often as `CONCENTRATION` says. The rules of the orthography
come first.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from tenlao.base.cache import kept_lines
from tenlao.phonology import vietnamese_spelling
from tenlao.phonology.alignment import aligned
from tenlao.phonology.components import Component, phones_of
from tenlao.phonology.sound import Syllable
from tenlao.phonology.vietnamese_spelling import VOWELS
from tenlao.rendering.attested_names import forms_as_bytes, names_of
from tenlao.rendering.lao_lexicon import name_words
from tenlao.rendering.lao_restoration import OTHERS, LaoRestoration
from tenlao.table.model import Entry
from tenlao.text.smoothing import ContextCounts, shares_by_use
from tenlao.text.trigrams import TrigramModel

__all__ = ["Heard", "NewsroomModel", "Written"]

# How often what is probable before it counts in a context (pseudo-counts; chosen by leaving out one entry at a time).
CONCENTRATION = {
    "onset": 3.0, "rime": 30.0, "syllable": 6.0, "lao": 3.0, "before": 6.0, "component": 0.5,
    "tone": 2.0, "class": 5.0, "letters": 12.0, "letters before": 12.0, "letters of class": 2.5,
}  # fmt: skip
# What a rendering counts whose name is attested in no other writing: it says how a sound is written, not which.
ALONE = 0.5
# What is too rare to be considered; how many onsets with rimes, and how many ways to write a syllable are.
LEAST, LEAST_LETTERS, MOST_LETTERS, MOST_WRITTEN = 1e-3, 0.01, 5, 14

_SAME_RIMES = {
    "ii": "i",
    "ou": "u",
    "ak": "ac",
    "ăk": "ăc",
    "êc": "êch",
    "ek": "ec",
    "ic": "ich",
    "ing": "inh",
}
_MOST_REMEMBERED = 8192


class Written(NamedTuple):
    """A written Vietnamese syllable: onset, rime and tone; the model has the sound s always written x."""

    onset: str
    rime: str
    tone: str

    @property
    def text(self) -> str:
        """The syllable as it is printed."""
        return vietnamese_spelling.spell(*self)


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


class _AlignedPair(NamedTuple):
    """That a syllable of a component was rendered so.

    `own` is the syllable in Lao where the entry is attested in Lao. `rendering` is the number of the rendering
    among those of the entry, and `rendered` the component of it.
    """

    component: Component
    place: int
    own: Syllable | None
    sure: bool
    written: Written
    weight: float
    rendering: int
    rendered: str


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
        guesses: LaoRestoration,
        letters: TrigramModel,
        examples: Mapping[str, Sequence[Any]],
    ) -> None:
        self.restoration, self.letters = guesses, letters
        self._counts, self._examples = counts, examples
        self._remembered: dict[Heard, list[tuple[float, Written]]] = {}
        self._tones = lru_cache(maxsize=_MOST_REMEMBERED)(self._likely_tones)
        self._letters_by_rule = lru_cache(maxsize=_MOST_REMEMBERED)(self._likely_by_rule)

    @classmethod
    def of(cls, entries: Iterable[Entry], words: Iterable[str] | None = None) -> NewsroomModel:
        """Count what the entries attest; `words` in Lao script, if not those of the package, help to read them."""
        entries = tuple(entries)
        guesses = LaoRestoration.of(entries, name_words() if words is None else words)
        letters = TrigramModel.of(
            [(f.text, f.writing) for f in e.forms if f.writing == "latin" and f.tag != "typo"]
            for e in entries
            if e.kind != "organization"
        )
        learning = cls(ContextCounts({}), guesses, letters, {})
        lessons = [
            (learning._heard(x.component, x.place, x.own, x.sure), x)
            for e in entries
            for x in _aligned_pairs(e)
        ]
        spellings = chain.from_iterable(map(_spellings, entries))
        counts = ContextCounts.of(chain(spellings, *(_counted(heard, lesson) for heard, lesson in lessons)))
        return cls(counts, guesses, letters, _examples(entries))

    @classmethod
    def kept(cls, entries: Sequence[Entry]) -> NewsroomModel:
        """Count what the entries attest, or take the counts that are kept on disk."""
        words = name_words()

        def make() -> Iterator[Any]:
            model = cls.of(entries, words)
            yield from (model._counts.plain, model.restoration.counts.plain)
            yield from (model.letters.following, model._examples)

        made_of = [forms_as_bytes(entries), "\n".join(words).encode(), b"newsrooms"]
        counts, guesses, letters, examples = map(json.loads, kept_lines(made_of, make))
        return cls(
            ContextCounts(counts), LaoRestoration(ContextCounts(guesses)), TrigramModel(letters), examples
        )

    def heard(self, component: Component, sure: bool) -> list[Heard]:
        """The syllables of a component; `sure` when it is in Lao script."""
        heard = [
            self._heard(component, place, syllable if sure else None, sure)
            for place, syllable in enumerate(component.spoken)
        ]
        if _component_context(component.key, 0) in self._counts:
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
        found = self._examples.get(_key(heard, written))
        return (found[0], found[1], found[2]) if found else None

    def spellings(self, syllable: Syllable, last: bool) -> Mapping[str, float]:
        """How often a syllable is written so in Latin letters, last in its component or not."""
        return self._counts[_spelling_context(syllable, last)]

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
            *_parts(heard.sound), *vietnamese_spelling.letters_of(spelled or heard.sound)
        )
        for kind, context in _letter_contexts(heard, spelled):
            likely = self._counts.smoothed(likely, context, CONCENTRATION[kind])
        return likely

    def _likely_by_rule(
        self, onset: str, rime: str, usual_onset: str, usual_rime: str
    ) -> Mapping[str, float]:
        rimes = self._counts.smoothed({usual_rime: 1.0}, f"rime {rime}", CONCENTRATION["rime"])
        likely: dict[str, float] = {}
        for a, p in self._counts.smoothed(
            {usual_onset: 1.0}, f"onset {onset}", CONCENTRATION["onset"]
        ).items():
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
        for kind, context in _tone_contexts(follow, tone_class, onset, rime):
            likely = self._counts.smoothed(likely, context, CONCENTRATION[kind])
        return tuple([(tone, p) for tone, p in likely.items() if p > LEAST])


# Contexts, from the general to the special; the word before the blank keeps different ones apart.


def _letter_contexts(heard: Heard, spelled: Syllable | None) -> Iterator[tuple[str, str]]:
    phones = heard.phones
    if not heard.sure:
        yield "syllable", f"syllable {phones}"
    if spelled:
        yield "lao", f"lao {spelled.onset}{spelled.nucleus}{spelled.coda}"
    if not heard.sure:
        yield "before", f"before {phones} {heard.follow}"
    if heard.component:
        yield "component", _component_context(heard.component, heard.place)


def _component_context(component: str, place: int) -> str:
    return f"component {component} {place}"


def _tone_contexts(follow: str, tone_class: str, onset: str, rime: str) -> Iterator[tuple[str, str]]:
    ending = "stopped" if vietnamese_spelling.is_stopped(rime) else "open" if rime[-1] in VOWELS else "closed"
    place = "last" if follow == "$" else "inside"
    letters = onset + rime
    yield "tone", f"tone {ending}"
    yield "tone", f"tone {ending} {place}"
    if tone_class:
        yield "class", f"class {tone_class}"
        yield "class", f"class {tone_class} {place}"
    yield "letters", f"letters {letters}"
    yield "letters before", f"letters {letters} {follow}"
    if tone_class:
        yield "letters of class", f"letters {letters} {tone_class}"


def _counted(heard: Heard, lesson: _AlignedPair) -> Iterator[tuple[str, str, float]]:
    """In which contexts a lesson counts, for what, and how much."""
    onset, rime, tone = lesson.written
    letters = f"{onset}+{rime}"
    heard_onset, heard_rime = _parts(heard.sound)
    yield f"onset {heard_onset}", onset, lesson.weight
    yield f"rime {heard_rime}", rime, lesson.weight
    for spelled, p in heard.lao or ((None, 1.0),):
        for _, context in _letter_contexts(heard._replace(sure=False), spelled):
            yield context, letters, p * lesson.weight
        for _, context in _tone_contexts(heard.follow, _tone_class(spelled) if spelled else "", onset, rime):
            yield context, tone, p * lesson.weight


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


def _spelling_context(syllable: Syllable, last: bool) -> str:
    return f"spelled {phones_of(syllable)} {'last' if last else 'inside'}"


@lru_cache(maxsize=4096)
def _spellings(entry: Entry) -> tuple[tuple[str, str, float], ...]:
    names = names_of(entry, "latin")
    return tuple(
        (_spelling_context(syllable, component.syllables[place + 1 :] == ()), letters, 1 / len(names))
        for name in names
        for component in name
        for place, (letters, syllable) in enumerate(component.syllables)
    )


# Lessons


@lru_cache(maxsize=4096)
def _aligned_pairs(entry: Entry) -> tuple[_AlignedPair, ...]:
    renderings = names_of(entry, "vietnamese")
    heard = [(writing, name) for writing in ("latin", "lao") for name in names_of(entry, writing)]
    written_in = Counter(writing for writing, _ in heard)
    in_lao = names_of(entry, "lao")
    all_together = len(renderings) ** 0.5 * (1.0 if entry.kind == "person" else OTHERS)
    lessons = []
    for number, (rendering, part) in enumerate(zip(renderings, shares_by_use(len(renderings)), strict=True)):
        weight = all_together * part
        paired = False
        for writing, name in heard:
            pairs = aligned(name, rendering)
            paired = paired or bool(pairs)
            own = {(id(c), place): p.sound for other in in_lao for c, place, p in aligned(name, other)}
            for component, place, partner in pairs:
                sure = writing == "lao"
                known = component.spoken[place] if sure else own.get((id(component), place))
                if written := _written(partner.letters):
                    share = weight / written_in[writing]
                    lessons.append(
                        _AlignedPair(
                            component, place, known, sure, written, share, number, partner.component.text
                        )
                    )
        if not paired:
            for component in rendering:
                for place, (letters, _) in enumerate(component.syllables):
                    if written := _written(letters):
                        lessons.append(
                            _AlignedPair(
                                component, place, None, False, written, ALONE * weight, number, component.text
                            )
                        )
    return tuple(lessons)


def _written(letters: str) -> Written | None:
    """What a printed syllable counts as; None when it is not well-formed even with its tone mark put right."""
    onset, rime, tone = vietnamese_spelling.divided(letters)
    if not rime:
        return None
    onset, rime = vietnamese_spelling.fitting(
        {"s": "x", "ss": "x"}.get(onset, onset), _SAME_RIMES.get(rime, rime)
    )
    if not vietnamese_spelling.is_syllable(vietnamese_spelling.spell(onset, rime, "sắc")):
        return None
    stopped = vietnamese_spelling.is_stopped(rime)
    return Written(onset, rime, "sắc" if stopped and tone not in ("sắc", "nặng") else tone)


def _examples(entries: Iterable[Entry]) -> dict[str, list[Any]]:
    """Of each sound as it is written: in how many renderings, and a component with its rendering that shows it."""
    examples: dict[str, list[Any]] = {}
    for entry in entries:
        seen = set()
        for lesson in _aligned_pairs(entry):
            component = lesson.component
            syllable = _key(component.phones[lesson.place], lesson.written.text)
            for key in (syllable, _key(component.key, lesson.rendered)):
                if (key, lesson.rendering) not in seen:
                    seen.add((key, lesson.rendering))
                    example = examples.setdefault(key, [0, "", ""])
                    example[0] += 1
                    if example[1] == example[2]:  # one that shows both writings is better
                        example[1:] = [component.text, lesson.rendered]
    return examples


def _key(heard: str, written: str) -> str:
    return f"{heard}={_HYPHENS.sub('', written.lower()).replace('s', 'x')}"


_HYPHENS = re.compile(r"\W+")

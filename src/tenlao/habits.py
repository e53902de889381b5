"""What newsrooms write for which sound, learned by counting in the attested names of a table.

Each entry that is attested in Vietnamese gives lessons: its forms in Latin letters and in Lao script are aligned
with its renderings, syllable by syllable, at the least distance of sound. The lessons are counted in contexts, from
the general to the special. What is probable in a context is what was counted there, mixed with what is probable in
the context before it as if that had been counted as often as `PRIOR` says. The rules of the orthography come first.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tenlao.kept import kept_lines
from tenlao.orthography import lao, latin, vietnamese
from tenlao.orthography._spelling import components
from tenlao.sound import Syllable, distance
from tenlao.table import Entry

__all__ = ["Component", "Habits", "Heard", "Written", "read_components"]

# How often what is probable before it counts in a context (pseudo-counts; chosen by leaving out one entry at a time).
PRIOR = {
    "onset": 3.0, "rime": 30.0, "syllable": 3.0, "lao": 6.0, "before": 6.0, "component": 0.5,
    "tone": 2.0, "class": 5.0, "letters": 5.0, "letters before": 5.0, "letters of class": 2.5, "guess": 1.25,
}  # fmt: skip
# What a rendering counts whose name is attested in no other writing: it says how a sound is written, not which.
ALONE = 0.5
# Aligned: what it costs to leave a syllable out; the most that one syllable, and on average a whole name, may differ.
OMITTED, FARTHEST, FARTHEST_ON_AVERAGE = 8.0, 4.5, 3.0
# What is too rare to be considered; how many spellings in Lao, and how many of a syllable are.
LEAST, LEAST_LETTERS, MOST_GUESSES, MOST_LETTERS, MOST_WRITTEN = 1e-3, 0.01, 4, 5, 14

_FUZZY = str.maketrans({"r": "l", "ɔ": "o", "ɛ": "e", "ɐ": "a", "ʳ": None, "ɯ": "u", "ɤ": "e", "f": "P"})
_VOWELS = "aăâeêioôơuưy"
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
_LAO = re.compile("[\u0e80-\u0eff0-9]+")
_MOST_REMEMBERED = 8192


class Written(NamedTuple):
    """A written Vietnamese syllable: onset, rime and tone; /s/ is always written x here."""

    onset: str
    rime: str
    tone: str

    @property
    def text(self) -> str:
        """The syllable as it is printed."""
        return vietnamese.spell(*self)


class Heard(NamedTuple):
    """A syllable of a name in its place.

    `follow` is the first phone of the next syllable of the component, or ``$``; `component` (phones, similar ones
    as one, empty when it has one syllable) and `place` say in which component it stands where; `lao` has what it
    may be in Lao script, with the probabilities; `sure` says that it is read from Lao script.
    """

    sound: Syllable
    follow: str
    component: str
    place: int
    lao: tuple[tuple[Syllable, float], ...]
    sure: bool

    @property
    def phones(self) -> str:
        """The phones of the syllable."""
        return _phones(self.sound)


class Component(NamedTuple):
    """A component of a name: as it is written, and the syllables that can be rendered, each as written and spoken.

    `stray` is how many of its letters are no part of them.
    """

    text: str
    syllables: tuple[tuple[str, Syllable], ...]
    stray: int

    @property
    def spoken(self) -> tuple[Syllable, ...]:
        """The spoken syllables."""
        return tuple([s for _, s in self.syllables])

    @property
    def key(self) -> str:
        """What components that sound similar share; empty for a single syllable."""
        phones = "".join([s.phones for s in self.spoken])
        return phones.translate(_FUZZY) if len(self.syllables) > 1 else ""


def read_components(text: str, writing: str) -> tuple[Component, ...]:
    """The components of a name in a writing, with their written syllables.

    >>> [(c.text, [w for w, _ in c.syllables]) for c in read_components("Sonexay Siphandone", "latin")]
    [('Sonexay', ['sone', 'xay']), ('Siphandone', ['si', 'phan', 'done'])]
    """
    if writing == "lao":
        return tuple([_component(c, _lao_syllables(c)) for c in _LAO.findall(text)])
    reader = latin if writing == "latin" else vietnamese
    return tuple([_component(c, reader.syllables(c)) for c in components(text)])


def _lao_syllables(component: str) -> list[tuple[str, tuple[Syllable, ...]]]:
    return [(component[start:end], spoken) for start, end, spoken in lao.syllables(component)]


def _component(text: str, written: Iterable[tuple[str, tuple[Syllable, ...]]]) -> Component:
    syllables, stray = [], 0
    for letters, spoken in written:
        full = [s for s in spoken if s.nucleus not in ("", "ə")]
        stray += len(letters) if not full else 0
        syllables += [(letters, s) for s in full]
    return Component(text, tuple(syllables), stray)


class _Lesson(NamedTuple):
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


class Habits:
    """What newsrooms write, as counted in contexts.

    >>> from tenlao.table import load
    >>> habits = Habits.kept(load().entries)
    >>> (vong,) = habits.heard(read_components("Vong", "latin")[0], sure=False)
    >>> habits.written(vong)[0][1].text
    'vông'
    """

    def __init__(
        self,
        counts: Mapping[str, Mapping[str, float]],
        guesses: Mapping[str, Mapping[str, float]],
        examples: Mapping[str, Sequence[Any]],
    ) -> None:
        self._counts, self._guesses, self._examples = counts, guesses, examples
        self._totals = {context: sum(counted.values()) for context, counted in counts.items()}
        self._remembered: dict[Heard, list[tuple[float, Written]]] = {}
        self._tones = lru_cache(maxsize=_MOST_REMEMBERED)(self._likely_tones)
        self._letters_by_rule = lru_cache(maxsize=_MOST_REMEMBERED)(self._likely_by_rule)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Habits:
        """Count what the entries attest."""
        entries = tuple(entries)
        learning = cls({}, _lao_behind(entries), {})
        counts: defaultdict[str, defaultdict[str, float]] = defaultdict(_zeros)
        examples: dict[str, list[Any]] = {}
        for entry in entries:
            for context, letters, weight in (*_spellings(entry), *_components(entry)):
                counts[context][letters] += weight
            seen = set()
            for lesson in _lessons(entry):
                heard = learning._in_place(lesson.component, lesson.place, lesson.own, lesson.sure)
                for context, outcome, weight in _counted(heard, lesson):
                    counts[context][outcome] += weight
                for key in (_key(heard.phones, lesson.written.text), _key(heard.component, lesson.rendered)):
                    if (key, lesson.rendering) not in seen:
                        seen.add((key, lesson.rendering))
                        example = examples.setdefault(key, [0, "", ""])
                        example[0] += 1
                        if example[1] == example[2]:  # one that shows both writings is better
                            example[1:] = [lesson.component.text, lesson.rendered]
        return cls(counts, learning._guesses, examples)

    @classmethod
    def kept(cls, entries: Sequence[Entry]) -> Habits:
        """Count what the entries attest, or take the counts that are kept on disk."""
        made_of = json.dumps([[f.text, f.writing, f.tag] for e in entries for f in e.forms]).encode()

        def make() -> Iterator[Any]:
            habits = cls.of(entries)
            yield from (habits._counts, habits._guesses, habits._examples)

        return cls(*map(json.loads, kept_lines([made_of, b"habits"], make)))

    def heard(self, component: Component, sure: bool) -> list[Heard]:
        """The syllables of a component; `sure` when it is in Lao script."""
        return [
            self._in_place(component, place, syllable if sure else None, sure)
            for place, syllable in enumerate(component.spoken)
        ]

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
        return self._counts.get(_spelling_context(syllable, last), {})

    def components(self, component: Component, writing: str) -> Mapping[str, float]:
        """The components of names in a writing that sound like this one, and how often each is attested."""
        return self._counts.get(_component_context(component, writing), {})

    def _in_place(self, component: Component, place: int, own: Syllable | None, sure: bool) -> Heard:
        syllables = component.spoken
        follow = _phones(syllables[place + 1])[:1] if place + 1 < len(syllables) else "$"
        heard = Heard(syllables[place], follow, component.key, place, (), sure)
        return heard._replace(lao=((own, 1.0),) if own else self._guessed(heard))

    def _guessed(self, heard: Heard) -> tuple[tuple[Syllable, float], ...]:
        """What a syllable may be in Lao script, with the probabilities."""
        likely: dict[str, float] = {}
        for context in _guess_contexts(heard):
            if counted := self._guesses.get(context):
                likely = _mixed(likely, counted, sum(counted.values()), PRIOR["guess"] if likely else 0.0)
        best = sorted(likely.items(), key=lambda item: (-item[1], item[0]))[:MOST_GUESSES]
        total = sum(p for _, p in best)
        return tuple([(_unpacked(spelled), p / total) for spelled, p in best])

    def _letters(self, heard: Heard, spelled: Syllable | None) -> Mapping[str, float]:
        """Onset and rime, with a + between, and their probabilities."""
        likely = self._letters_by_rule(*_parts(heard.sound), *vietnamese.letters_of(spelled or heard.sound))
        for kind, context in _letter_contexts(heard, spelled):
            likely = self._mix(likely, context, kind)
        return likely

    def _likely_by_rule(
        self, onset: str, rime: str, usual_onset: str, usual_rime: str
    ) -> Mapping[str, float]:
        rimes = self._mix({usual_rime: 1.0}, f"rime {rime}", "rime")
        likely: dict[str, float] = {}
        for a, p in self._mix({usual_onset: 1.0}, f"onset {onset}", "onset").items():
            for b, q in rimes.items():
                written = vietnamese.fitting(a, b)
                if p * q > LEAST and vietnamese.is_syllable(vietnamese.spell(*written, "sắc")):
                    letters = "+".join(written)
                    likely[letters] = likely.get(letters, 0.0) + p * q
        return likely

    def _likely_tones(
        self, follow: str, tone_class: str, onset: str, rime: str
    ) -> tuple[tuple[str, float], ...]:
        stopped = vietnamese.is_stopped(rime)
        likely: Mapping[str, float] = {"sắc": 0.6, "nặng": 0.4} if stopped else {"ngang": 1.0}
        for kind, context in _tone_contexts(follow, tone_class, onset, rime):
            likely = self._mix(likely, context, kind)
        return tuple([(tone, p) for tone, p in likely.items() if p > LEAST])

    def _mix(self, likely: Mapping[str, float], context: str, kind: str) -> Mapping[str, float]:
        """What is probable in a context, given what is in a more general one."""
        counted = self._counts.get(context)
        return _mixed(likely, counted, self._totals[context], PRIOR[kind]) if counted else likely


def _mixed(
    likely: Mapping[str, float], counted: Mapping[str, float], total: float, prior: float
) -> dict[str, float]:
    share = prior / (total + prior)
    mixed = {outcome: share * p for outcome, p in likely.items()}
    for outcome, count in counted.items():
        mixed[outcome] = mixed.get(outcome, 0.0) + count / (total + prior)
    return mixed


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
        yield "component", f"component {heard.component} {heard.place}"


def _tone_contexts(follow: str, tone_class: str, onset: str, rime: str) -> Iterator[tuple[str, str]]:
    ending = "stopped" if vietnamese.is_stopped(rime) else "open" if rime[-1] in _VOWELS else "closed"
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


def _guess_contexts(heard: Heard) -> Iterator[str]:
    similar = heard.phones.translate(_FUZZY)
    yield f"similar {similar}"
    yield f"similar {similar} {heard.follow.translate(_FUZZY)}"
    yield f"syllable {heard.phones}"
    yield f"syllable {heard.phones} {heard.follow}"
    if heard.component:
        yield f"component {heard.component} {heard.place}"


def _counted(heard: Heard, lesson: _Lesson) -> Iterator[tuple[str, str, float]]:
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


def _zeros() -> defaultdict[str, float]:
    return defaultdict(float)


def _phones(syllable: Syllable) -> str:
    return syllable.phones.replace("ɐ", "a")


def _parts(syllable: Syllable) -> tuple[str, str]:
    """The phones of the onset, and those of the rime."""
    phones = _phones(syllable)
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


# What a syllable in Latin letters may be in Lao script


def _lao_behind(entries: Iterable[Entry]) -> Mapping[str, Mapping[str, float]]:
    """Syllables in Lao script by the contexts of syllables that sound so, or are written so in Latin letters."""
    guesses: defaultdict[str, defaultdict[str, float]] = defaultdict(_zeros)
    for entry in entries:
        for context, spelled, weight in _lao_of(entry):
            guesses[context][spelled] += weight
    return guesses


@lru_cache(maxsize=4096)
def _lao_of(entry: Entry) -> tuple[tuple[str, str, float], ...]:
    found = []
    in_lao = _names(entry, "lao")
    for name in in_lao:
        for component in name:
            for place, syllable in enumerate(component.spoken):
                contexts = list(_guess_contexts(_placed(component, place)))
                weights = [0.5, 0.5, 0.0, 0.0, 1.0]
                found += [(c, _packed(syllable), w) for c, w in zip(contexts, weights, strict=False) if w]
    for name in _names(entry, "latin"):
        for other in in_lao:
            for component, place, partner in _aligned(name, other):
                contexts = list(_guess_contexts(_placed(component, place)))[2:4]
                found += [(context, _packed(partner.sound), 1 / len(in_lao)) for context in contexts]
    return tuple(found)


def _placed(component: Component, place: int) -> Heard:
    syllables = component.spoken
    follow = _phones(syllables[place + 1])[:1] if place + 1 < len(syllables) else "$"
    return Heard(syllables[place], follow, component.key, place, (), False)


def _packed(syllable: Syllable) -> str:
    return "|".join((syllable.onset, syllable.nucleus, syllable.coda, syllable.tone or ""))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _unpacked(packed: str) -> Syllable:
    return Syllable(*packed.split("|"))


# How syllables are written in Latin letters


def _spelling_context(syllable: Syllable, last: bool) -> str:
    return f"spelled {_phones(syllable)} {'last' if last else 'inside'}"


@lru_cache(maxsize=4096)
def _spellings(entry: Entry) -> tuple[tuple[str, str, float], ...]:
    names = _names(entry, "latin")
    return tuple(
        (_spelling_context(syllable, component.syllables[place + 1 :] == ()), letters, 1 / len(names))
        for name in names
        for component in name
        for place, (letters, syllable) in enumerate(component.syllables)
    )


def _component_context(component: Component, writing: str) -> str:
    similar = "".join([s.phones for s in component.spoken]).translate(_FUZZY)
    return f"{writing} component {similar}"


@lru_cache(maxsize=4096)
def _components(entry: Entry) -> tuple[tuple[str, str, float], ...]:
    return tuple(
        (_component_context(component, writing), component.text, 1 / len(names))
        for writing in ("latin", "lao")
        for names in (_names(entry, writing),)
        for name in names
        for component in name
    )


# Lessons


@lru_cache(maxsize=4096)
def _lessons(entry: Entry) -> tuple[_Lesson, ...]:
    renderings = _names(entry, "vietnamese")
    heard = [(writing, name) for writing in ("latin", "lao") for name in _names(entry, writing)]
    written_in = Counter(writing for writing, _ in heard)
    in_lao = _names(entry, "lao")
    lessons = []
    for number, rendering in enumerate(renderings):
        weight = len(renderings) ** -0.5
        paired = False
        for writing, name in heard:
            pairs = _aligned(name, rendering)
            paired = paired or bool(pairs)
            own = {(id(c), place): p.sound for other in in_lao for c, place, p in _aligned(name, other)}
            for component, place, partner in pairs:
                sure = writing == "lao"
                known = component.spoken[place] if sure else own.get((id(component), place))
                if written := _written(partner.letters):
                    share = weight / written_in[writing]
                    lessons.append(
                        _Lesson(component, place, known, sure, written, share, number, partner.component.text)
                    )
        if not paired:
            for component in rendering:
                for place, (letters, _) in enumerate(component.syllables):
                    if written := _written(letters):
                        lessons.append(
                            _Lesson(
                                component, place, None, False, written, ALONE * weight, number, component.text
                            )
                        )
    return tuple(lessons)


class _Partner(NamedTuple):
    """The syllable that another one is aligned with."""

    component: Component
    letters: str
    sound: Syllable


_Name = tuple[Component, ...]


@lru_cache(maxsize=_MOST_REMEMBERED)
def _names(entry: Entry, writing: str) -> tuple[_Name, ...]:
    """The forms of an entry in a writing, each sequence of written syllables once."""
    names: dict[tuple[str, ...], _Name] = {}
    for form in entry.forms:
        if form.writing == writing and form.tag is None:
            name = tuple([c for c in read_components(form.text, writing) if c.syllables])
            names.setdefault(tuple([letters for c in name for letters, _ in c.syllables]), name)
    return tuple([name for name in names.values() if name])


def _aligned(name: _Name, other: _Name) -> list[tuple[Component, int, _Partner]]:
    """The syllables of a name, each with the one of the other name that it is aligned with; none if too far."""
    here = [(c, place) for c in name for place in range(len(c.syllables))]
    there = [_Partner(c, letters, sound) for c in other for letters, sound in c.syllables]
    costs = [[distance(_phones(c.spoken[p]), _phones(partner.sound)) for partner in there] for c, p in here]
    rows = [[OMITTED * j for j in range(len(there) + 1)]]
    for row in costs:
        above = rows[-1]
        now = [above[0] + OMITTED]
        for j, cost in enumerate(row):
            now.append(min(above[j] + cost, above[j + 1] + OMITTED, now[j] + OMITTED))
        rows.append(now)
    i, j = len(here), len(there)
    if rows[i][j] > FARTHEST_ON_AVERAGE * max(i, j):
        return []
    pairs = []
    while i and j:
        if rows[i][j] == rows[i - 1][j - 1] + costs[i - 1][j - 1]:
            i, j = i - 1, j - 1
            if costs[i][j] <= FARTHEST:
                pairs.append((*here[i], there[j]))
        elif rows[i][j] == rows[i - 1][j] + OMITTED:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _written(letters: str) -> Written | None:
    """What a printed syllable counts as; None when it is not well-formed even with its tone mark put right."""
    plain, tone = vietnamese.without_tone(letters)
    onset = _ONSET.match(plain)[0]  # type: ignore[index]
    rime = plain[len(onset) :]
    if not rime:
        return None
    onset, rime = vietnamese.fitting({"s": "x", "ss": "x"}.get(onset, onset), _SAME_RIMES.get(rime, rime))
    if not vietnamese.is_syllable(vietnamese.spell(onset, rime, "sắc")):
        return None
    stopped = vietnamese.is_stopped(rime)
    return Written(onset, rime, "sắc" if stopped and tone not in ("sắc", "nặng") else tone)


_ONSET = re.compile("(?:ngh|qu|gi(?=[aăâeêioôơuư])|[^aăâeêioôơuưy])*")


def _key(heard: str, written: str) -> str:
    return f"{heard}={_HYPHENS.sub('', written.lower()).replace('s', 'x')}"


_HYPHENS = re.compile(r"\W+")

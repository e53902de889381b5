"""From a name that nobody has printed in Vietnamese to what a newsroom would write, with the evidence."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from tenlao.matching.candidates import compare
from tenlao.matching.index import Index
from tenlao.matching.score import weigh
from tenlao.phonology import vietnamese_spelling
from tenlao.phonology.alignment import aligned
from tenlao.phonology.components import Component, read_components
from tenlao.phonology.latin import divided_otherwise
from tenlao.phonology.sound import join
from tenlao.phonology.writing import has_lao, possible_writings
from tenlao.rendering.newsroom_model import Heard, NewsroomModel, Written
from tenlao.text.keys import spelling_key
from tenlao.text.titles import whole_name

if TYPE_CHECKING:
    from tenlao.table.model import Entry, Form

__all__ = ["IS_LAO", "WRITES_SO", "Evidence", "Renderer", "Rendering", "Sibilant", "read_name"]

Sibilant = Literal["x", "s"]
Basis = Literal["name", "component", "syllable", "rule"]

# How many ways to write a component, and a whole name, are weighed.
MOST_OF_COMPONENT, MOST_OF_NAME = 12, 24
# The share of renderings that write the sound s as s where it is ສ; the national press writes x.
SHARE_OF_S = 0.3
# A name is an attested one if it sounds like it up to this distance (nats), component by component, and if a match of
# that kind scores so much; its rendering is as good as certain then.
SAME_NAME, SURE, SCORE_OF_NAME = 0.6, 90.0, 95.0
# Two logistic regressions, as `python -m bench.fit` prints them: the log odds that a newsroom writes exactly this, by
# whether the name is known in Lao script and the log probability, and that a name in Latin letters is Lao.
WRITES_SO = {"constant": -0.43, "lao script": 0.89, "log probability": 0.58}
IS_LAO = {
    "constant": 10.74,
    "stray": -1.22,
    "odd": -2.39,
    "single": -2.35,
    "surprisal": -3.68,
    "alone": -1.76,
}
# Below this probability a name is hardly Lao.
HARDLY_LAO = 0.2
# The probability that what is rendered of a name is all of it, if there are initials, or Latin letters that sound
# otherwise than the Lao script.
IN_PART = 0.2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a part of a rendering was built from.

    `written` is the part, and `heard` the letters of the name that it renders. `basis` says what is attested: the
    whole name, the component, or the syllable in other names, or nothing, so that the rules of the orthography
    decide. `example` is a name, or the component of one, that is attested as `printed`, and `count` how many
    renderings have the part so.
    """

    written: str
    heard: str
    basis: Basis
    example: str = ""
    printed: str = ""
    count: int = 0

    def __str__(self) -> str:
        if self.basis == "rule":
            return f"{self.written} ← {self.heard}, by rule"
        if self.basis == "component":
            return f"{self.written} ← {self.heard} ({self.printed}, {self.count})"
        shown = self.printed if self.example == self.printed else f"{self.example} → {self.printed}"
        return f"{self.written} ← {self.heard} ({shown}, {self.count})"


@dataclass(frozen=True, slots=True)
class Rendering:
    """A suggestion how a name may be written in Vietnamese; never an attested fact.

    `score` (0-100) estimates the probability, in percent, that a newsroom would write exactly this. `alternatives`
    are other suggestions, the best first. A name that cannot be rendered has an empty one, and `note` says why.
    """

    name: str
    vietnamese: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    alternatives: tuple[str, ...] = ()
    note: str = ""

    def explain(self) -> str:
        """Say in words what the rendering was built from; the numbers are those of renderings that have it so.

        >>> from tenlao import load
        >>> load().render("Phandanouvong").explain().partition(": ")[0]
        'Phandanouvong → Phăn-đa-nu-vông'
        """
        if not self.vietnamese:
            return f"{self.name}: {self.note}"
        said = f"{self.name} → {self.vietnamese}: {' · '.join(map(str, self.evidence))}"
        return f"{said} ({self.note})" if self.note else said


Hypotheses = list[tuple[float, tuple[Written, ...]]]


class Renderer:
    """Renders names by the habits of newsrooms; `index` finds the names that are in the table."""

    def __init__(self, newsrooms: NewsroomModel, index: Index) -> None:
        self.newsrooms, self._index = newsrooms, index
        self._ways: dict[tuple[str, bool, bool], tuple[list[Heard], Hypotheses]] = {}

    def render(
        self, name: str, *, sibilant: Sibilant | None = None, tones: bool = True, limit: int = 5
    ) -> Rendering:
        """Suggest how a newsroom would render a name, given in Latin letters, in Lao script, or in both.

        `sibilant` chooses the houses that write the sound s always as x, or as s but for ຊ, for all suggestions; if
        not given, the first one has x, as in the national press. Without `tones` only syllables that end in a stop
        have a tone mark, which cannot do without. There are at most `limit` suggestions, with the alternatives.

        >>> from tenlao import load
        >>> load().render("ບຸນເລືອ ພັນດານຸວົງ").vietnamese
        'Bun-lưa Phăn-đa-nu-vông'
        >>> load().render("Somsanith", sibilant="s").vietnamese
        'Sổm-sa-nít'

        Raises:
            ValueError: the limit is less than 1.
        """
        if limit < 1:
            raise ValueError("limit must be at least 1")
        name = " ".join(unicodedata.normalize("NFC", name).split())
        components, sure, refusal, note = read_name(name)
        if refusal:
            return Rendering(name, "", 0.0, note=refusal)
        if not sure:
            components = tuple(map(self._divided, components))
        entry = self._known(name, components)
        attested = _attested(entry, sibilant, tones) if entry else []
        if entry and attested:
            shown = entry.latin or entry.lao or name
            evidence = Evidence(attested[0], name, "name", shown, attested[0], len(attested))
            alternatives = tuple(attested[1:limit])
            return Rendering(
                name, attested[0], SCORE_OF_NAME, (evidence,), alternatives, "attested in the table"
            )
        lao = IN_PART if note else 1.0 if sure or entry else _probable(IS_LAO, self.looks(components))
        if entry and entry.lao and not sure:
            components, sure = read_components(entry.lao, "lao"), True
        ordered = self.ways(components, sure, sibilant, tones, limit)
        probability, best = ordered[0]
        exactly = _probable(WRITES_SO, {"lao script": sure, "log probability": math.log(probability)})
        score = round(100 * lao * exactly, 1)
        written = [_printed(components, w) for _, w in ordered]
        return Rendering(
            name,
            written[0],
            score,
            tuple(self._evidence(components, sure, best)),
            tuple(dict.fromkeys(text for text in written[1:] if text != written[0])),
            note or ("hardly a Lao name" if lao < HARDLY_LAO else ""),
        )

    def _known(self, name: str, components: Sequence[Component]) -> Entry | None:
        """The entry of the table that is spelled so, or sounds so, and is not divided otherwise."""
        spelled = [a for a in self._index.spelled(spelling_key(name)) if _divided_alike(components, a.form)]
        if spelled:
            return min(spelled, key=lambda a: a.form.text.casefold() != name.casefold()).entry
        phones = [join([s.phones for s in c.spoken]) for c in components if c.syllables]
        alike = [
            candidate
            for candidate in compare(self._index, phones, changes=0)
            if candidate.evidence.cost < SAME_NAME and len(candidate.evidence.known) == len(phones)
        ]
        best = next(iter(weigh((), alike)), None)
        certain = best and best.score >= SURE and _divided_alike(components, best.form)
        return best.entry if best and certain else None

    def ways(
        self,
        components: Sequence[Component],
        sure: bool,
        sibilant: Sibilant | None = None,
        tones: bool = True,
        limit: int = 5,
    ) -> Hypotheses:
        """The most probable ways to write a name, best first; `sure` when it is in Lao script."""
        ways: Hypotheses = [(1.0, ())]
        always_x: list[bool] = []
        for component in components:
            if component.syllables:
                heard, following = self._component(component, sure, tones)
                always_x += [syllable.always_x for syllable in heard]
                ways = _combined(ways, following, MOST_OF_NAME)
        # Houses change the order a little, so twice as many are enough.
        return _in_houses(ways[: 2 * limit], always_x, sibilant)[:limit]

    def looks(self, components: Sequence[Component]) -> dict[str, float]:
        """What tells whether a name in Latin letters is Lao.

        How many of its letters are no part of a syllable ("stray"); the shares of its syllables that no name in the
        table spells so ("odd"), and of its components that have one syllable ("single"); the surprisal of its
        letters, in nats; and whether it has one component ("alone").
        """
        spoken = [c for c in components if c.syllables]
        syllables = [syllable for c in spoken for syllable in c.syllables]
        odd = [
            not any(letters in self.newsrooms.spellings(syllable, last) for last in (True, False))
            for letters, syllable in syllables
        ]
        return {
            "stray": sum(c.stray for c in spoken),
            "odd": sum(odd) / len(odd),
            "single": sum(len(c.syllables) == 1 for c in spoken) / len(spoken),
            "surprisal": self.newsrooms.letters.surprisal(" ".join(c.text for c in spoken), "latin"),
            "alone": len(spoken) == 1,
        }

    def _divided(self, component: Component) -> Component:
        """A component in Latin letters, divided so that its syllables are common: Boun-hom, Vi-nha-ket."""

        def common(divided: Component) -> float:
            counts = [
                sum(sum(self.newsrooms.spellings(syllable, last).values()) for last in (True, False))
                for syllable in divided.spoken
            ]
            return math.prod(0.5 + count for count in counts)

        other = divided_otherwise(component.text)
        if other is None:
            return component
        (alternative,) = read_components(other, "latin")
        return max(component, replace(alternative, text=component.text), key=common)

    def _component(self, component: Component, sure: bool, tones: bool) -> tuple[list[Heard], Hypotheses]:
        key = (component.text, sure, tones)
        known = self._ways.get(key)
        if known is None:
            heard = self.newsrooms.heard(component, sure)
            ways: Hypotheses = [(1.0, ())]
            for syllable in heard:
                written = self.newsrooms.written(syllable)
                if not tones:
                    written = _level(written)
                ways = _combined(ways, [(p, (w,)) for p, w in written], MOST_OF_COMPONENT)
            if len(self._ways) >= _MOST_REMEMBERED:
                self._ways.clear()
            known = self._ways[key] = heard, ways
        return known

    def _evidence(
        self, components: Sequence[Component], sure: bool, best: Sequence[Written]
    ) -> Iterator[Evidence]:
        written = iter(best)
        for component in components:
            heard = self._component(component, sure, True)[0]
            texts = [next(written).text for _ in heard]
            if len(heard) > 1 and (found := self.newsrooms.example(component.key, "-".join(texts))):
                count, example, printed = found
                yield Evidence(
                    "-".join(texts).capitalize(), component.text, "component", example, printed, count
                )
                continue
            for (letters, _), syllable, text in zip(component.syllables, heard, texts, strict=True):
                if found := self.newsrooms.example(syllable.phones, text):
                    count, example, printed = found
                    yield Evidence(text, letters, "syllable", example, printed, count)
                else:
                    yield Evidence(text, letters, "rule")


_MOST_REMEMBERED = 8192
_LATIN = re.compile(r"[^\W\d_\u0e80-\u0eff]")
_LAO = re.compile("[\u0e80-\u0eff]+")
_INITIAL = re.compile(r"\b[A-Z]\.")
_FOREIGN = re.compile("[^\\W\\d_\u0000-\u024f\u0300-\u036f\u0e80-\u0eff\u1e00-\u1eff]")


class ReadName(NamedTuple):
    """A name as read for rendering: its components, and whether they are in Lao script.

    `refusal` says why it cannot be rendered, and `left_out` what of it is not; mostly they are empty.
    """

    components: tuple[Component, ...]
    in_lao: bool
    refusal: str = ""
    left_out: str = ""


def read_name(name: str) -> ReadName:
    """Read a name without its titles; where there is Lao script, that alone.

    >>> read_name("Mr Samone").refusal, read_name("S. Chanthavong").left_out, read_name("Xa-mỏn").refusal
    ('', 'without the initials', 'is in Vietnamese already')
    """
    in_lao = has_lao(name)
    name = whole_name(name)
    refusal = _refusal(name, in_lao)
    if refusal:
        return ReadName((), in_lao, refusal)
    components = read_components(_INITIAL.sub(" ", name), "lao" if in_lao else "latin")
    if not any(c.syllables for c in components):
        return ReadName((), in_lao, "has no syllable that can be read")
    rendered = tuple([c for c in components if c.syllables or c.text.isdigit()])
    return ReadName(rendered, in_lao, left_out=_left_out(name, in_lao, rendered))


def _refusal(name: str, in_lao: bool) -> str:
    if _FOREIGN.search(name):
        return "has letters that are neither Lao nor Latin"
    if not in_lao and not _LATIN.search(name):
        return "has no letters to be rendered"
    if not in_lao and "latin" not in possible_writings(name):
        return "is in Vietnamese already"
    return ""


def _left_out(name: str, in_lao: bool, rendered: Sequence[Component]) -> str:
    """A note on a name that has initials, or other letters than its Lao script; nothing if all of it is rendered."""
    if _INITIAL.search(name):
        return "without the initials"
    in_both = in_lao and _LATIN.search(name)
    if in_both and not aligned(read_components(_LAO.sub(" ", name), "latin"), tuple(rendered)):
        return "from the Lao script alone; the Latin letters sound otherwise"
    return ""


def _divided_alike(components: Sequence[Component], form: Form) -> bool:
    """Whether components of the same number begin alike: Nam On is not Na Mon, but Sekaman is Se Kaman."""
    known = read_components(form.text, form.writing)
    one, other = ([bool(c.spoken[0].onset) for c in name if c.syllables] for name in (components, known))
    return len(one) != len(other) or one == other


def _attested(entry: Entry, sibilant: Sibilant | None, tones: bool) -> list[str]:
    """The renderings of an entry that are printed in a style, the preferred one first."""
    forms = [f for f in entry.forms if f.writing == "vietnamese" and f.tag in (None, "exonym", "titled")]
    if sibilant is None and tones:
        return [form.text for form in forms]
    names = [(form.text, read_components(form.text, "vietnamese")) for form in forms]
    return [
        text for text, name in names if len(name) == len(names[0][1]) and _in_style(name, sibilant, tones)
    ]


def _in_style(rendering: Sequence[Component], sibilant: Sibilant | None, tones: bool) -> bool:
    syllables = [written for component in rendering for written, _ in component.syllables]
    sibilants = {written[0] for written in syllables} & {"x", "s"}
    if sibilants and sibilant and (sibilants != {"x"} if sibilant == "x" else "s" not in sibilants):
        return False
    split = [vietnamese_spelling.without_tone(written) for written in syllables]
    return tones or all(tone == "ngang" or vietnamese_spelling.is_stopped(plain) for plain, tone in split)


def _combined(ways: Hypotheses, following: Hypotheses, most: int) -> Hypotheses:
    """The most probable of all ways to go on, best first; both are ordered so."""
    # The i-th with the j-th is among the best n only if i * j is at most n.
    found = [(p * q, v + w) for i, (p, v) in enumerate(ways, 1) for q, w in following[: most // i]]
    found.sort(key=_probability, reverse=True)
    return found[:most]


def _probability(way: tuple[float, tuple[Written, ...]]) -> float:
    return way[0]


def _level(written: Sequence[tuple[float, Written]]) -> list[tuple[float, Written]]:
    """The ways without a tone mark that can do without; the best one without its mark if there is none."""
    level = [(p, w) for p, w in written if w.tone == "ngang" or vietnamese_spelling.is_stopped(w.rime)]
    return level or [(p, w._replace(tone="ngang")) for p, w in written[:1]]


def _in_houses(ways: Hypotheses, always_x: Sequence[bool], sibilant: Sibilant | None) -> Hypotheses:
    """Each way as the houses write it that have x, and as those that have s, or as one of them; best first."""
    found: Hypotheses = []
    may_be_s = [place for place, kept in enumerate(always_x) if not kept]
    for p, with_x in ways:
        changed = [place for place in may_be_s if with_x[place].onset == "x"]
        if not changed:
            found.append((p, with_x))
            continue
        written = list(with_x)
        for place in changed:
            written[place] = Written("s", written[place].rime, written[place].tone)
        with_s = tuple(written)
        if sibilant != "s":
            found.append((p * (1 - SHARE_OF_S), with_x))
        if sibilant != "x":
            found.append((p * SHARE_OF_S, with_s))
    found.sort(key=_probability, reverse=True)
    return found


def _printed(components: Sequence[Component], written: Sequence[Written]) -> str:
    """A name in the typography of the decree: a hyphen between syllables, a capital for each component."""
    rest = iter(written)
    words = []
    for component in components:
        syllables = [next(rest).text for _ in component.syllables]
        words.append("-".join(syllables).capitalize() if syllables else component.text)
    return " ".join(words)


def _probable(weights: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    """The probability by a logistic regression."""
    odds = weights["constant"] + sum(weights[name] * value for name, value in evidence.items())
    return 1 / (1 + math.exp(-odds))

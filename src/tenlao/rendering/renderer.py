"""From a name that nobody has printed in Vietnamese to what a newsroom would write, with the evidence."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tenlao.base.translations import marked, translated
from tenlao.base.weights import weights
from tenlao.matching.candidates import compare
from tenlao.matching.index import Index
from tenlao.matching.units import logarithm
from tenlao.matching.weighing import weigh
from tenlao.mentions.likeness import Likeness, probability_at
from tenlao.phonology.components import Component, read_components
from tenlao.phonology.latin import divided_otherwise
from tenlao.phonology.sound import join
from tenlao.rendering.aligned_pairs import Written
from tenlao.rendering.house_style import (
    Hypotheses,
    Sibilant,
    attested_in_style,
    in_houses,
    probability_of,
    without_tone_marks,
)
from tenlao.rendering.newsroom_model import Heard, NewsroomModel
from tenlao.rendering.read_name import read_name
from tenlao.rendering.respelling import ATTESTED
from tenlao.text.keys import spelling_key
from tenlao.text.titles import whole_name

if TYPE_CHECKING:
    from tenlao.table.model import Entry, Form

__all__ = ["Attestation", "Renderer", "Rendering", "Sibilant"]

Basis = Literal["name", "component", "syllable", "rule"]

# How many hypotheses of a component, and of a whole name, are weighed (judged).
MOST_OF_COMPONENT, MOST_OF_NAME = 12, 24
# Judged: a name is an attested one if it sounds like it up to this distance (nats), component by component, and if
# a match of that kind scores so much; its rendering is as good as certain then.
SAME_NAME, SURE, SCORE_OF_NAME = 0.6, 90.0, 95.0
# The probability (judged) that what is rendered of a name is all of it, if there are initials, or Latin letters
# that sound otherwise than the Lao script.
IN_PART = 0.2


@dataclass(frozen=True, slots=True)
class Attestation:
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
        return self._said("by rule")

    def explain(self) -> str:
        """Say it in the present language."""
        return self._said(translated("by rule"))

    def _said(self, by_rule: str) -> str:
        if self.basis == "rule":
            return f"{self.written} ← {self.heard}, {by_rule}"
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
    evidence: tuple[Attestation, ...] = ()
    alternatives: tuple[str, ...] = ()
    note: str = ""

    def explain(self) -> str:
        """Say in words what the rendering was built from; the numbers are those of renderings that have it so.

        >>> from tenlao import load
        >>> load().render("Phandanouvong").explain().partition(": ")[0]
        'Phandanouvong → Phăn-đa-nu-vông'
        """
        note = translated(self.note)
        if not self.vietnamese:
            return f"{self.name}: {note}"
        said = f"{self.name} → {self.vietnamese}: {' · '.join([each.explain() for each in self.evidence])}"
        return f"{said} ({note})" if note else said

    @property
    def text(self) -> str:
        """What is rendered, whatever the writing, as of a `Respelling`."""
        return self.vietnamese

    @property
    def is_attested(self) -> bool:
        """Whether the table has it, so that it is no suggestion."""
        return self.note == ATTESTED


class Renderer:
    """Renders names by the habits of newsrooms.

    `index` finds the names that are in the table, and `likeness` tells whether one that is not is a Lao name.
    """

    def __init__(self, newsrooms: NewsroomModel, index: Index, likeness: Likeness) -> None:
        self.newsrooms, self._index, self._likeness = newsrooms, index, likeness
        self._writes_so = weights().writes_so
        self._hypotheses: dict[tuple[str, bool, bool], tuple[list[Heard], Hypotheses]] = {}

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
        as_read = components
        if not sure:
            components = tuple(map(self._divided, components))
        entry = self._known(name, components, whole=not note)
        attested = attested_in_style(entry, sibilant, tones) if entry else []
        if entry and attested:
            shown = entry.latin or entry.lao or name
            evidence = Attestation(attested[0], name, "name", shown, attested[0], len(attested))
            alternatives = tuple(attested[1:limit])
            return Rendering(name, attested[0], SCORE_OF_NAME, (evidence,), alternatives, ATTESTED)
        is_lao, likely = (True, 1.0) if entry else self._judged(as_read, sure)
        if entry and entry.lao and not sure:
            components, sure = read_components(whole_name(entry.lao), "lao"), True
        ordered = self.hypotheses(components, sure, sibilant, tones, limit)
        probability, best = ordered[0]
        whole = IN_PART if note else 1.0
        score = round(100 * likely * whole * self.writes_so(probability, len(best), sure), 1)
        written = [_printed(components, w) for _, w in ordered]
        return Rendering(
            name,
            written[0],
            score,
            tuple(self._evidence(components, sure, best)),
            tuple(dict.fromkeys(text for text in written[1:] if text != written[0])),
            note if is_lao else marked("hardly a Lao name"),
        )

    def _judged(self, components: Sequence[Component], sure: bool) -> tuple[bool, float]:
        """Whether a name that is in no table is taken for a Lao one, and how probable it is that it is one."""
        odds = self._likeness.judged_as_read(components, "lao" if sure else "latin").odds
        return odds >= 0, probability_at(odds)

    def writes_so(self, probability: float, syllables: int, sure: bool) -> float:
        """Return how probable it is that a newsroom writes exactly this, given its probability in the model.

        It goes by the mean of a syllable: whoever writes one as expected hardly writes another otherwise, so a long
        name is not so much less certain than a short one.
        """
        constant, lao_script, log_probability = self._writes_so
        of_syllable = logarithm(probability) / max(1, syllables)
        return probability_at(constant + lao_script * sure + log_probability * of_syllable)

    def _known(self, name: str, components: Sequence[Component], *, whole: bool) -> Entry | None:
        """The entry of the table that is spelled so, or sounds so, and is not divided otherwise.

        Components that are not the `whole` name, such as a family name after an initial, are those of many.
        """
        spelled = [a for a in self._index.spelled(spelling_key(name)) if _divided_alike(components, a.form)]
        if spelled:
            return min(spelled, key=lambda a: a.form.text.casefold() != name.casefold()).entry
        if not whole:
            return None
        phones = [join([s.phones for s in c.spoken]) for c in components if c.syllables]
        alike = [
            candidate
            for candidate in compare(self._index, phones, changes=0)
            if candidate.evidence.cost < SAME_NAME and len(candidate.evidence.known) == len(phones)
        ]
        best = next(iter(weigh((), alike)), None)
        certain = best and best.score >= SURE and _divided_alike(components, best.form)
        return best.entry if best and certain else None

    def hypotheses(
        self,
        components: Sequence[Component],
        sure: bool,
        sibilant: Sibilant | None = None,
        tones: bool = True,
        limit: int = 5,
    ) -> Hypotheses:
        """Return the most probable ways to write a name, best first; `sure` when it is in Lao script."""
        found: Hypotheses = [(1.0, ())]
        always_x: list[bool] = []
        for component in components:
            if component.syllables:
                heard, following = self._component(component, sure, tones)
                always_x += [syllable.always_x for syllable in heard]
                found = _combined(found, following, MOST_OF_NAME)
        # Houses change the order a little, so twice as many are enough.
        return in_houses(found[: 2 * limit], always_x, sibilant)[:limit]

    def _divided(self, component: Component) -> Component:
        """A component in Latin letters, divided so that its syllables are common: Boun-hom, Vi-nha-ket."""

        def common(divided: Component) -> float:
            counts = [
                sum(sum(self.newsrooms.spellings(syllable, last).values()) for last in (True, False))
                for syllable in divided.spoken
            ]
            return math.prod(0.5 + count for count in counts)

        other = divided_otherwise(component.text)
        found = () if other is None else read_components(other, "latin")
        if len(found) != 1:  # SinGNEs is two, once it is divided
            return component
        return max(component, replace(found[0], text=component.text), key=common)

    def _component(self, component: Component, sure: bool, tones: bool) -> tuple[list[Heard], Hypotheses]:
        key = (component.text, sure, tones)
        known = self._hypotheses.get(key)
        if known is None:
            heard = self.newsrooms.heard(component, sure)
            found: Hypotheses = [(1.0, ())]
            for syllable in heard:
                written = self.newsrooms.written(syllable)
                if not tones:
                    written = without_tone_marks(written)
                found = _combined(found, [(p, (w,)) for p, w in written], MOST_OF_COMPONENT)
            if len(self._hypotheses) >= _MOST_REMEMBERED:
                self._hypotheses.clear()
            known = self._hypotheses[key] = heard, found
        return known

    def _evidence(
        self, components: Sequence[Component], sure: bool, best: Sequence[Written]
    ) -> Iterator[Attestation]:
        written = iter(best)
        for component in components:
            heard = self._component(component, sure, True)[0]
            texts = [next(written).text for _ in heard]
            if len(heard) > 1 and (found := self.newsrooms.example(component.key, "-".join(texts))):
                count, example, printed = found
                yield Attestation(
                    "-".join(texts).capitalize(), component.text, "component", example, printed, count
                )
                continue
            for (letters, _), syllable, text in zip(component.syllables, heard, texts, strict=True):
                if found := self.newsrooms.example(syllable.phones, text):
                    count, example, printed = found
                    yield Attestation(text, letters, "syllable", example, printed, count)
                else:
                    yield Attestation(text, letters, "rule")


_MOST_REMEMBERED = 512


def _divided_alike(components: Sequence[Component], form: Form) -> bool:
    """Whether components of the same number begin alike: Nam On is not Na Mon, but Sekaman is Se Kaman."""
    known = read_components(form.text, form.writing)
    one, other = ([bool(c.spoken[0].onset) for c in name if c.syllables] for name in (components, known))
    return len(one) != len(other) or one == other


def _combined(hypotheses: Hypotheses, following: Hypotheses, most: int) -> Hypotheses:
    """The most probable of all ways to go on, best first; both are ordered so."""
    # The i-th with the j-th is among the best n only if i * j is at most n.
    found = [(p * q, v + w) for i, (p, v) in enumerate(hypotheses, 1) for q, w in following[: most // i]]
    found.sort(key=probability_of, reverse=True)
    return found[:most]


def _printed(components: Sequence[Component], written: Sequence[Written]) -> str:
    """A name in the typography of the decree: a hyphen between syllables, a capital for each component."""
    rest = iter(written)
    words = []
    for component in components:
        syllables = [next(rest).text for _ in component.syllables]
        words.append("-".join(syllables).capitalize() if syllables else component.text)
    return " ".join(words)

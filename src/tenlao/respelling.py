"""Back from a rendering, or from Lao script, to Latin letters, and to Lao script: for searching sources in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tenlao.components import Component, read_components
from tenlao.habits import Habits
from tenlao.index import spelling_key
from tenlao.orthography import has_lao, latin
from tenlao.sound import Syllable

if TYPE_CHECKING:
    from tenlao.table import Table

__all__ = ["Respelling", "to_lao", "to_latin"]

# How many spellings of a component, and of a name, are weighed.
MOST_OF_COMPONENT, MOST_OF_NAME = 8, 16


@dataclass(frozen=True, slots=True)
class Respelling:
    """A suggestion how a name may be written in Latin letters or in Lao script; `note` says what it rests on.

    A name that cannot be written so has an empty `text`, and the note says why. `alternatives` are others, the most
    likely first.
    """

    name: str
    text: str
    alternatives: tuple[str, ...] = ()
    note: str = ""

    def explain(self) -> str:
        """Say in words what the spelling rests on.

        >>> Respelling("Xỉ-phăn-đon", "Siphandone", note="attested components").explain()
        'Xỉ-phăn-đon → Siphandone (attested components)'
        """
        return f"{self.name} → {self.text} ({self.note})" if self.text else f"{self.name}: {self.note}"


def to_latin(table: Table, name: str, limit: int = 5) -> Respelling:
    """Suggest the romanizations behind a Vietnamese rendering or a name in Lao script.

    >>> from tenlao import load
    >>> to_latin(load(), "Xỉ-phăn-đon").text
    'Siphandone'

    Raises:
        ValueError: the limit is less than 1.
    """
    name, components, habits = _prepared(table, name, limit)
    if attested := _attested(table, name, "latin"):
        return Respelling(name, attested[0], tuple(attested[1:limit]), "attested in the table")
    if not components:
        return Respelling(name, "", note="has no syllable that can be read")
    if _writing(name) == "latin":
        return Respelling(name, "", note="is in Latin letters already")
    found = [_component_in_latin(habits, c) for c in components]
    known = all(whole for _, whole in found)
    texts = _joined([ways for ways, _ in found])[:limit]
    note = "attested components" if known else "from the spellings of the syllables in other names"
    return Respelling(name, texts[0], tuple(texts[1:]), note)


def to_lao(table: Table, name: str, limit: int = 5) -> Respelling:
    """Suggest how a name is written in Lao script, if each of its components is attested in it.

    A syllable has many possible spellings in Lao script, so none are made up.

    >>> from tenlao import load
    >>> to_lao(load(), "Xổm-xa-vạt Phôm-vi-hản").explain()
    'Xổm-xa-vạt Phôm-vi-hản: cannot be written in Lao script: Xổm-xa-vạt is not attested in it'

    Raises:
        ValueError: the limit is less than 1.
    """
    name, components, habits = _prepared(table, name, limit)
    if attested := _attested(table, name, "lao"):
        return Respelling(name, attested[0], tuple(attested[1:limit]), "attested in the table")
    found = []
    for component in components:
        ways = _shares(habits.components(component, "lao"))
        if not ways:
            return Respelling(
                name, "", note=f"cannot be written in Lao script: {component.text} is not attested in it"
            )
        found.append(ways)
    if not found:
        return Respelling(name, "", note="has no syllable that can be read")
    texts = _joined(found)[:limit]
    return Respelling(name, texts[0], tuple(texts[1:]), "attested components")


_Ways = list[tuple[float, str]]


def _prepared(table: Table, name: str, limit: int) -> tuple[str, list[Component], Habits]:
    if limit < 1:
        raise ValueError("limit must be at least 1")
    name = " ".join(unicodedata.normalize("NFC", name).split())
    components = [c for c in read_components(name, _writing(name)) if c.syllables]
    return name, components, table.renderer.habits


def _writing(name: str) -> str:
    if has_lao(name):
        return "lao"
    return "latin" if name.isascii() and "-" not in name else "vietnamese"


def _attested(table: Table, name: str, writing: str) -> list[str]:
    """The forms in a writing of the entry that is spelled so."""
    owners = [attested.entry for attested in table.index.spelled(spelling_key(name))]
    forms = [f for entry in owners[:1] for f in entry.forms if f.writing == writing and f.tag != "typo"]
    return [f.text for f in forms]


def _component_in_latin(habits: Habits, component: Component) -> tuple[_Ways, bool]:
    """The spellings of a component, and whether they are attested as a whole."""
    if whole := _shares(habits.components(component, "latin")):
        return whole, True
    ways: _Ways = [(1.0, "")]
    syllables = component.spoken
    for place, syllable in enumerate(syllables):
        last = place == len(syllables) - 1
        spelled = habits.spellings(syllable, last) or habits.spellings(syllable, not last)
        following = _shares(spelled or {_by_rule(syllable): 1.0})
        ways = _best(
            ((p * q, text + letters) for p, text in ways for q, letters in following), MOST_OF_COMPONENT
        )
    return [(p, text.capitalize()) for p, text in ways], False


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


def _shares(counted: Mapping[str, float]) -> _Ways:
    total = sum(counted.values())
    return _best(((n / total, text) for text, n in counted.items()), MOST_OF_COMPONENT)


def _joined(components: Sequence[_Ways]) -> list[str]:
    """The most probable ways to write a name, given those of its components."""
    names: _Ways = [(1.0, "")]
    for ways in components:
        names = _best(
            ((p * q, f"{name} {text}".strip()) for p, name in names for q, text in ways), MOST_OF_NAME
        )
    return [text for _, text in names]


def _best(ways: Iterable[tuple[float, str]], most: int) -> _Ways:
    return sorted(ways, key=lambda way: (-way[0], way[1]))[:most]

"""Back from a rendering, or from Lao script, to Latin letters, and to Lao script: for searching sources in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tenlao.base.translations import marked, translated
from tenlao.phonology.components import Component, read_components
from tenlao.phonology.sound import Syllable
from tenlao.phonology.vietnamese_spelling import without_tone
from tenlao.phonology.writing import possible_writings
from tenlao.rendering.lao_lexicon import Hypotheses, best
from tenlao.rendering.lao_restoration import LaoRestoration
from tenlao.rendering.respelling import ATTESTED, ATTESTED_COMPONENTS, Respelling
from tenlao.text.keys import spelling_key
from tenlao.text.longest import LONGEST_NAME
from tenlao.text.titles import whole_name

if TYPE_CHECKING:
    from tenlao.matching.index import Index
    from tenlao.rendering.lao_lexicon import LaoLexicon
    from tenlao.rendering.romanizer import Romanizer

__all__ = ["Respelling", "to_lao", "to_latin"]

# How many spellings of a name are weighed.
MOST_OF_NAME = 16
# How often, of the renderings with hỏi, the consonant in Lao script is not of the high class (counted in the table).
NOT_HIGH = 0.1


def to_latin(romanizer: Romanizer, index: Index, name: str, limit: int = 5) -> Respelling:
    """Suggest the romanizations behind a Vietnamese rendering or a name in Lao script.

    >>> from tenlao import load
    >>> load().to_latin("Xỉ-phăn-đon").text
    'Siphandone'

    Raises:
        ValueError: the limit is less than 1.
    """
    read = _read(name, limit)
    if known := _known(read, index, "latin", limit):
        return known
    if read.writing == "latin":
        return Respelling(read.name, "", note=marked("is in Latin letters already"))
    texts = _joined([romanizer.spellings(c, read.writing) for c in read.components])[:limit]
    in_other_names = marked("from the spellings of the syllables in other names")
    note = ATTESTED_COMPONENTS if all(map(romanizer.attested, read.components)) else in_other_names
    return Respelling(read.name, texts[0], tuple(texts[1:]), note)


def to_lao(
    lexicon: LaoLexicon, restoration: LaoRestoration, index: Index, name: str, limit: int = 5
) -> Respelling:
    """Suggest how a name is written in Lao script, from attested components and words of which names are made.

    A syllable has many possible spellings in Lao script, so none are made up: where a part of the name is neither
    in a name in the table nor a word, the name cannot be written so.

    >>> from tenlao import load
    >>> load().to_lao("Samone Phomvihane").explain()
    'Samone Phomvihane → ສະໝອນ ພົມວິຫານ (from attested components and words of names)'
    >>> load().to_lao("Phăn-đa-nu-vông").explain()
    'Phăn-đa-nu-vông: cannot be written in Lao script: Phăn-đa-nu-vông is not made of known words'

    Raises:
        ValueError: the limit is less than 1.
    """
    read = _read(name, limit)
    if known := _known(read, index, "lao", limit):
        return known
    found = []
    for component in read.components:
        likely = _likely_in_lao(restoration, component, read.writing)
        found.append(lexicon.spellings(component, likely))
        if not found[-1]:
            reason = translated("cannot be written in Lao script: {part} is not made of known words")
            return Respelling(read.name, "", note=reason.format(part=component.text))
    texts = _joined(found)[:limit]
    note = marked("from attested components and words of names")
    return Respelling(read.name, texts[0], tuple(texts[1:]), note)


class _Read(NamedTuple):
    """A name with its writing, none if it is too long, and the components that can be read."""

    name: str
    writing: str
    components: Sequence[Component]


def _read(name: str, limit: int) -> _Read:
    if limit < 1:
        raise ValueError("limit must be at least 1")
    name = " ".join(unicodedata.normalize("NFC", name).split())
    if len(name) > LONGEST_NAME:
        return _Read(name, "", ())
    writing = possible_writings(name)[0]
    return _Read(name, writing, [c for c in read_components(whole_name(name), writing) if c.syllables])


def _known(read: _Read, index: Index, to: str, limit: int) -> Respelling | None:
    """What needs no model: that a name cannot be read, or is in the table."""
    if not read.writing:
        return Respelling(read.name, "", note=marked("is longer than any name"))
    if attested := _attested(index, read.name, to):
        return Respelling(read.name, attested[0], tuple(attested[1:limit]), ATTESTED)
    if not read.components:
        return Respelling(read.name, "", note=marked("has no syllable that can be read"))
    return None


def _attested(index: Index, name: str, writing: str) -> list[str]:
    """The forms in a writing of the entry that is spelled so."""
    owners = [attested.entry for attested in index.spelled(spelling_key(name))]
    forms = [f for entry in owners[:1] for f in entry.forms if f.writing == writing and f.tag != "typo"]
    return [f.text for f in forms]


def _likely_in_lao(
    restoration: LaoRestoration, component: Component, writing: str
) -> list[dict[Syllable, float]]:
    """What each syllable of a component may be in Lao script; where it has hỏi, mostly one of the high class."""
    found = []
    for place, (letters, _) in enumerate(component.syllables):
        likely = dict(restoration.of_syllable(component, place))
        if writing == "vietnamese" and without_tone(letters)[1] == "hỏi":
            likely = {s: p if (s.tone or "").startswith("high") else p * NOT_HIGH for s, p in likely.items()}
        found.append(likely)
    return found


def _joined(components: Sequence[Hypotheses]) -> list[str]:
    """The most probable ways to write a name, given those of its components."""
    names: Hypotheses = [(1.0, "")]
    for hypotheses in components:
        joined = ((p * q, f"{name} {text}".strip()) for p, name in names for q, text in hypotheses)
        names = best(joined, MOST_OF_NAME)
    return [text for _, text in names]

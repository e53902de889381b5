"""Why a match has its score, for readers who know no phones: letters as Lao names are romanized, and no numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tenlao.base.translations import translated, translated_number
from tenlao.matching.strangers import differences
from tenlao.phonology.paths import align
from tenlao.phonology.reading import readings_in
from tenlao.phonology.sound import CODAS, MEDIALS, ONSETS, VOWELS, join

if TYPE_CHECKING:
    from tenlao.matching.evidence import Evidence
    from tenlao.matching.score import Match
    from tenlao.table.model import Form

__all__ = ["LETTERS", "in_plain_words"]

# How phones are usually romanized in Lao names; the others are written as they are.
_ROMANIZED = {
    "kʰ": "kh", "ŋ": "ng", "tɕ": "ch", "ɲ": "nh", "j": "y", "tʰ": "th", "pʰ": "ph", "ɯ": "ue", "ɛ": "e", "ɔ": "o",
    "ɤ": "oe", "ə": "e",
}  # fmt: skip
_WEAK = {"ɐ": "a", "ᵃ": "a", "˙": "doubled consonant"}
LETTERS: Mapping[str, str] = _WEAK | {
    phone: _ROMANIZED.get(sound, sound)
    for table in (MEDIALS, CODAS, VOWELS, ONSETS)
    for sound, phone in table.items()
    if len(phone) == 1
}
"""The letters for each phone."""


def in_plain_words(match: Match) -> str:
    """Say why a match has its score: with which form the name was compared, and what differs, in letters.

    >>> from tenlao import lookup
    >>> print(in_plain_words(lookup("Thongloun Sisolic")[0]))
    compared with "Thongloun Sisolith": "Thongloun" sounds the same; in "Sisolith", k for t
    """
    form, evidence = match.form, match.evidence
    if evidence is None:
        return translated('"{form}" is attested in this spelling').format(form=form.text)
    if match.kind == "partial":
        template = translated('compared with a part of "{form}": {differences}')
    else:
        template = translated('compared with "{form}": {differences}')
    return template.format(form=form.text, differences="; ".join(_differences(form, evidence)))


def _differences(form: Form, evidence: Evidence) -> Iterator[str]:
    if evidence.letters:
        letters = translated_number("{number} letter changed", "{number} letters changed", evidence.letters)
        yield letters.format(number=evidence.letters)
    else:
        parts = evidence.parts or differences(
            evidence.heard, join(evidence.known), [len(component) for component in evidence.known]
        )
        words = form.text.split()
        for number, part in enumerate(parts):
            label = words[number] if len(words) == len(parts) else _word_of(form, part.known)
            changes = [_change(step.phone, step.other) for step in align(part.heard, part.known) if step.cost]
            if changes:
                yield translated('in "{word}", {changes}').format(word=label, changes=", ".join(changes))
            else:
                yield translated('"{word}" sounds the same').format(word=label)
        if evidence.cost - sum(part.cost for part in parts) >= 1:
            yield translated("with words left out or in another order")
    if evidence.rival:
        yield translated("{name} is near, too").format(name=evidence.rival)


def _word_of(form: Form, phones: str) -> str:
    """Return the word of a form that has a sound, or else letters for the sound."""
    for word in form.text.split():
        if any(join(sound.phones) == phones for sound in readings_in(word, form.writing)):
            return word
    return "".join([LETTERS.get(phone, phone) for phone in phones])


def _change(heard: str, known: str) -> str:
    letters, others = LETTERS.get(heard, heard), LETTERS.get(known, known)
    if not known:
        return translated("{letters} too much").format(letters=letters)
    if not heard:
        return translated("{letters} missing").format(letters=others)
    if letters == others:
        return translated("another {letters}").format(letters=letters)
    return translated("{letters} for {others}").format(letters=letters, others=others)

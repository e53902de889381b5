"""Reading and writing Vietnamese phonetic renderings.

Read is what the press prints: the decree's typography (`Phô-xay Khảy-khăm-phi-thun`), spaces or spaced dashes
instead of hyphens, joined syllables (`Cayxỏn Phômvihản`), half-Vietnamese mixtures (`Kayxỏn Phomvihan`); composed
or decomposed letters. Written are well-formed Vietnamese syllables only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from tenlao.phonology.sound import Sound, Syllable
from tenlao.phonology.spelling import any_of, by_spelling, components, rime

__all__ = ["TONES", "read", "read_component", "syllables", "without_tone"]

# combining mark: tone
TONES = {"\u0300": "huyền", "\u0309": "hỏi", "\u0303": "ngã", "\u0301": "sắc", "\u0323": "nặng"}

# onset: its spellings
ONSETS = by_spelling({
    "k": "c k q g gh", "kʰ": "kh", "kw": "qu", "ŋ": "ng ngh", "tɕ": "ch tr j", "s": "x s z xx ss",
    "ɲ": "nh gn", "j": "d y gi", "d": "đ", "t": "t tt", "tʰ": "th", "n": "n nn", "b": "b", "p": "p pp",
    "pʰ": "ph", "f": "f", "m": "m mm", "l": "l ll", "r": "r", "w": "v w", "h": "h",
})  # fmt: skip

# rime: its spellings, tone marks taken off
RIMES = by_spelling({
    "a": "a", "ă": "ă", "aːj": "ai", "ăj": "ay ây", "aːw": "ao", "ăw": "au âu", "ɤ": "ơ â", "ɤj": "ơi",
    "e": "ê", "ew": "êu", "ɛ": "e ae", "ɛw": "eo", "i": "i y ii ee", "iw": "iu", "ia": "iê ia yê ya ie",
    "iaw": "iêu yêu", "o": "ô ôô oô", "oj": "ôi", "ɔ": "o oo", "ɔj": "oi", "u": "u ou uu", "uj": "ui",
    "ua": "uô ua uo", "uaj": "uôi", "ɯ": "ư", "ɯj": "ưi", "ɯw": "ưu", "ɯa": "ươ ưa ưo uơ", "ɯaj": "ươi",
    "ɯaw": "ươu", "wa": "oa", "wă": "oă", "waːj": "oai", "wăj": "oay", "waːw": "oao", "wɛ": "oe", "we": "uê",
    "wi": "uy", "wia": "uyê", "wɤ": "uâ",
})  # fmt: skip

# coda: its spellings
CODAS = by_spelling({
    "ŋ": "ng", "n": "n nn nh l", "m": "m", "k": "c k ch g ck", "t": "t th d s x tt", "p": "p ph b", "w": "v",
    "": "h r",
})  # fmt: skip

LETTERS = "aăâeêioôơuưy"
_NEXT_VOWEL = "(?:[aăâeêioôơuư]|y(?![aăâeêioôơuư]))"
_CODA_GUARDS = {
    "n": "(?![gh])", "k": "(?!h)", "p": "(?!h)", "t": "(?!h)", "c": "(?!h)", "s": "(?!s)", "x": "(?!x)",
    "l": "(?!l)",
}  # fmt: skip


@cache
def _syllable() -> re.Pattern[str]:
    """The pattern of a syllable, compiled when it is first needed."""
    return re.compile(
        rf"(?P<onset>{any_of(ONSETS)})?(?P<liquid>[lr](?={_NEXT_VOWEL}))?"
        rf"(?P<rime>{any_of(RIMES, {'y': '(?![aăâeêioôơuư])'})})"
        rf"(?:(?P<coda>{any_of(CODAS, _CODA_GUARDS)})(?!{_NEXT_VOWEL})|(?P<nasal>[nm])e\Z)?"
        rf"|(?P<stray>{any_of(ONSETS)}|\d)"
    )


def _toneless() -> dict[int, str]:
    table = {}
    for letter in LETTERS:
        for mark in TONES:
            table[ord(unicodedata.normalize("NFC", letter + mark))] = letter
    return table


_TONELESS = _toneless()
_TONE_OF = {
    chr(c): TONES[next(m for m in unicodedata.normalize("NFD", chr(c)) if m in TONES)] for c in _TONELESS
}


def read(text: str) -> Sound:
    """The sound of a Vietnamese rendering, with its tones.

    >>> read("Phô-xay Khảy-khăm-phi-thun").phones
    ('Posaʲ', 'KaʲKaᵐPiTuⁿ')
    >>> read("Cayxỏn").components == read("Cay-xỏn").components
    True
    """
    return Sound(tuple([read_component(c) for c in components(text)]))


def read_component(component: str) -> tuple[Syllable, ...]:
    """The syllables of one component (NFC), as `components` cuts them."""
    return tuple(_syllables(component))


def syllables(component: str) -> list[tuple[str, tuple[Syllable, ...]]]:
    """The written syllables of one component (NFC), each with what is spoken.

    >>> [(written, [s.phones for s in spoken]) for written, spoken in syllables("Cayxỏn")]
    [('cay', ['kaʲ']), ('xỏn', ['sɔⁿ'])]
    """
    found = []
    for part in component.lower().split("-"):
        for m in _syllable().finditer(part.translate(_TONELESS)):
            written = part[m.start() : m.end()]
            found.append((written, _spoken(m.groups(), _tone(written))))
    return found


def _syllables(component: str) -> Iterator[Syllable]:
    for _, spoken in syllables(component):
        yield from spoken


def without_tone(written: str) -> tuple[str, str]:
    """A syllable (NFC) without its tone mark, and the tone.

    >>> without_tone("khảy")
    ('khay', 'hỏi')
    """
    return written.translate(_TONELESS), _tone(written)


def marks_of(written: str) -> int:
    """How many tone marks a text (NFC) has.

    >>> marks_of("Xỏn-xay"), marks_of("Xon-xay")
    (1, 0)
    """
    return sum(c in _TONE_OF for c in written)


def _tone(written: str) -> str:
    return next((_TONE_OF[c] for c in written if c in _TONE_OF), "ngang")


@lru_cache(maxsize=8192)
def _spoken(groups: tuple[str | None, ...], tone: str) -> tuple[Syllable, ...]:
    onset, liquid, written, coda, nasal, stray = groups
    if written is None:
        assert stray is not None
        return (Syllable(str(int(stray)) if stray.isdecimal() else ONSETS[stray], "", ""),)
    medial, nucleus, glide = rime(RIMES[written])
    start = ONSETS[onset] if onset else ""
    if liquid:
        start, medial = (start, "r") if start else (ONSETS[liquid], medial)
    end = CODAS[coda] if coda else nasal or ""
    if coda == "nh" and nucleus in ("i", "e"):
        end = "ŋ"
    syllables = [Syllable(start + medial, nucleus, glide or end, tone)]
    if glide and end:
        syllables.append(Syllable("", "", end))
    return tuple(syllables)


# Writing. What is written is Vietnamese of today: a rime is one of these, so is an onset, and they fit together.

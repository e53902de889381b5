"""Reading Vietnamese phonetic renderings, as the press prints them.

The decree's typography (`Phô-xay Khảy-khăm-phi-thun`), spaces or spaced dashes instead of hyphens, joined
syllables (`Cayxỏn Phômvihản`), half-Vietnamese mixtures (`Kayxỏn Phomvihan`); composed or decomposed letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from tenlao.orthography._spelling import any_of, by_spelling, components
from tenlao.sound import Sound, Syllable

__all__ = ["TONES", "read"]

# combining mark: tone
TONES = {"\u0300": "huyền", "\u0309": "hỏi", "\u0303": "ngã", "\u0301": "sắc", "\u0323": "nặng"}

# onset: its spellings
ONSETS = by_spelling({
    "k": "c k q g gh", "kʰ": "kh", "kw": "qu", "ŋ": "ng ngh", "tɕ": "ch tr j", "s": "x s z xx ss", "ɲ": "nh gn", "j": "d y gi",
    "d": "đ", "t": "t tt", "tʰ": "th", "n": "n nn", "b": "b", "p": "p pp", "pʰ": "ph", "f": "f", "m": "m mm",
    "l": "l ll", "r": "r", "w": "v w", "h": "h",
})  # fmt: skip

# (medial, nucleus, coda): its spellings, tone marks taken off
VOWELS = by_spelling({
    ("", "a", ""): "a", ("", "ă", ""): "ă", ("", "ɤ", ""): "ơ â", ("", "e", ""): "ê", ("", "ɛ", ""): "e ae",
    ("", "i", ""): "i y ii ee", ("", "o", ""): "ô ôô", ("", "ɔ", ""): "o oo", ("", "u", ""): "u ou uu", ("", "ɯ", ""): "ư",
    ("", "ia", ""): "iê ia yê ya ie", ("", "ua", ""): "uô ua uo", ("", "ɯa", ""): "ươ ưa ưo uơ",
    ("", "aː", "j"): "ai", ("", "ă", "j"): "ay ây", ("", "aː", "w"): "ao", ("", "ă", "w"): "au âu",
    ("", "ɛ", "w"): "eo", ("", "e", "w"): "êu", ("", "i", "w"): "iu", ("", "ia", "w"): "iêu yêu",
    ("", "ɔ", "j"): "oi", ("", "o", "j"): "ôi", ("", "ɤ", "j"): "ơi", ("", "u", "j"): "ui", ("", "ua", "j"): "uôi",
    ("", "ɯ", "j"): "ưi", ("", "ɯa", "j"): "ươi", ("", "ɯ", "w"): "ưu", ("", "ɯa", "w"): "ươu",
    ("w", "a", ""): "oa", ("w", "ă", ""): "oă", ("w", "ɛ", ""): "oe", ("w", "e", ""): "uê", ("w", "i", ""): "uy",
    ("w", "ia", ""): "uyê", ("w", "ɤ", ""): "uâ", ("w", "aː", "j"): "oai", ("w", "ă", "j"): "oay", ("w", "aː", "w"): "oao",
})  # fmt: skip

# coda: its spellings
CODAS = by_spelling({
    "ŋ": "ng", "n": "n nn nh l", "m": "m", "k": "c k ch g ck", "t": "t th d s x tt", "p": "p ph b", "w": "v", "": "h r",
})  # fmt: skip

_LETTERS = "aăâeêioôơuưy"
_NEXT_VOWEL = "(?:[aăâeêioôơuư]|y(?![aăâeêioôơuư]))"
_CODA_GUARDS = {
    "n": "(?![gh])",
    "k": "(?!h)",
    "p": "(?!h)",
    "t": "(?!h)",
    "c": "(?!h)",
    "s": "(?!s)",
    "x": "(?!x)",
    "l": "(?!l)",
}
_SYLLABLE = re.compile(
    rf"(?P<onset>{any_of(ONSETS)})?(?P<liquid>[lr](?={_NEXT_VOWEL}))?"
    rf"(?P<vowel>{any_of(VOWELS, {'y': '(?![aăâeêioôơuư])'})})"
    rf"(?:(?P<coda>{any_of(CODAS, _CODA_GUARDS)})(?!{_NEXT_VOWEL})|(?P<nasal>[nm])e\Z)?"
    rf"|(?P<stray>{any_of(ONSETS)}|\d)"
)


def _toneless() -> dict[int, str]:
    table = {}
    for letter in _LETTERS:
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
    return Sound(tuple([tuple(_syllables(c)) for c in components(unicodedata.normalize("NFC", text))]))


def _syllables(component: str) -> Iterator[Syllable]:
    for part in component.lower().split("-"):
        for m in _SYLLABLE.finditer(part.translate(_TONELESS)):
            written = part[m.start() : m.end()]
            tone = next((_TONE_OF[c] for c in written if c in _TONE_OF), "ngang")
            yield from _spoken(m.groups(), tone)


@lru_cache(maxsize=8192)
def _spoken(groups: tuple[str | None, ...], tone: str) -> tuple[Syllable, ...]:
    onset, liquid, vowel, coda, nasal, stray = groups
    if vowel is None:
        assert stray is not None
        return (Syllable(ONSETS.get(stray, stray), "", ""),)
    medial, nucleus, glide = VOWELS[vowel]
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

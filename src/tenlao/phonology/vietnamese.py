"""Reading Vietnamese phonetic renderings as the press prints them.

That is in the decree's typography (`Phô-xay Khảy-khăm-phi-thun`), with spaces or spaced dashes instead of hyphens,
with joined syllables (`Cayxỏn Phômvihản`), or half Vietnamese (`Kayxỏn Phomvihan`), composed or decomposed. So more
is read than the syllables that the orthography has; their grammar, with the vowels and the tones, is in
`tenlao.phonology.vietnamese_spelling`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tenlao.phonology.sound import Sound, Syllable
from tenlao.phonology.spelling import WrittenSyllable, any_of, by_spelling, components, rime
from tenlao.phonology.vietnamese_spelling import VOWELS, tone_of, toneless

__all__ = ["phones_of", "read", "read_component", "syllables"]

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

_FULL_VOWEL = f"[{VOWELS.replace('y', '')}]"
_NEXT_VOWEL = f"(?:{_FULL_VOWEL}|y(?!{_FULL_VOWEL}))"
_CODA_GUARDS = {
    "n": "(?![gh])", "k": "(?!h)", "p": "(?!h)", "t": "(?!h)", "c": "(?!h)", "s": "(?!s)", "x": "(?!x)",
    "l": "(?!l)",
}  # fmt: skip


@cache
def _syllable() -> re.Pattern[str]:
    """Compile the pattern of a syllable when it is first needed."""
    onset = any_of(ONSETS)
    return re.compile(
        rf"(?P<onset>{onset})?(?P<liquid>[lr](?={_NEXT_VOWEL}))?"
        rf"(?P<rime>{any_of(RIMES, {'y': f'(?!{_FULL_VOWEL})'})})"
        rf"(?:(?P<coda>{any_of(CODAS, _CODA_GUARDS)})(?!{_NEXT_VOWEL})|(?P<nasal>[nm])e\Z)?"
        rf"|(?P<stray>{onset}|\d)"
    )


def read(text: str) -> Sound:
    """Return the sound of a Vietnamese rendering, with its tones.

    >>> read("Phô-xay Khảy-khăm-phi-thun").phones
    ('Posaʲ', 'KaʲKaᵐPiTuⁿ')
    >>> read("Cayxỏn").components == read("Cay-xỏn").components
    True
    """
    return Sound(tuple([read_component(c) for c in components(text)]))


@lru_cache(maxsize=1 << 11)
def read_component(component: str) -> tuple[Syllable, ...]:
    """Return the spoken syllables of one component (NFC), as `components` cuts them.

    >>> [syllable.tone for syllable in read_component("Cayxỏn")]
    ['ngang', 'hỏi']
    """
    return tuple([syllable for written in syllables(component) for syllable in written.spoken])


@lru_cache(maxsize=1 << 11)
def phones_of(component: str) -> str:
    """Return the phones of one component (NFC).

    >>> phones_of("Cayxỏn")
    'kaʲsɔⁿ'
    """
    return "".join(map(_phones_of_part, toneless(component.lower()).split("-")))


@lru_cache(maxsize=1 << 11)
def _phones_of_part(letters: str) -> str:
    """The phones of what hyphens part, in small letters without tones: mostly a syllable that many names have."""
    return "".join(map(_phones_of_syllable, _syllable().findall(letters)))


@lru_cache(maxsize=1 << 11)
def _phones_of_syllable(groups: tuple[str, ...]) -> str:
    return "".join([s.spelled_out() for s in _spoken.__wrapped__(groups, "ngang")])


def syllables(component: str) -> list[WrittenSyllable]:
    """Return the written syllables of one component (NFC), each with what is spoken.

    >>> [(syllable.letters, [s.phones for s in syllable.spoken]) for syllable in syllables("Cayxỏn")]
    [('cay', ['kaʲ']), ('xỏn', ['sɔⁿ'])]
    """
    found = []
    for part in component.lower().split("-"):
        for m in _syllable().finditer(toneless(part)):
            letters = part[m.start() : m.end()]
            found.append(WrittenSyllable(letters, _spoken(m.groups(""), tone_of(letters))))
    return found


@lru_cache(maxsize=2048)
def _spoken(groups: tuple[str, ...], tone: str) -> tuple[Syllable, ...]:
    """What is spoken for the groups of a match, those that took no part being empty."""
    onset, liquid, written, coda, nasal, stray = groups
    if not written:
        return (Syllable(str(int(stray)) if stray.isdecimal() else ONSETS[stray], "", ""),)
    medial, nucleus, glide = rime(RIMES[written])
    start = ONSETS[onset] if onset else ""
    if liquid:
        start, medial = (start, "r") if start else (ONSETS[liquid], medial)
    end = CODAS[coda] if coda else nasal
    if coda == "nh" and nucleus in ("i", "e"):
        end = "ŋ"
    syllables = [Syllable(start + medial, nucleus, glide or end, tone)]
    if glide and end:
        syllables.append(Syllable("", "", end))
    return tuple(syllables)

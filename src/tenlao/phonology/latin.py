"""Reading romanized Lao: the many spellings that the press, passports and gazetteers use.

There is no official romanization that people follow, so the reader knows the habits instead: x for s, French
ou for u, th closing a syllable for t, gn and nh and ny for ɲ, a silent final -e or -h, doubled letters. What
a spelling leaves open (u for ou, an e that may be silent, where a syllable ends) the costs of
`tenlao.phonology.distance` leave open too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tenlao.base.patterns import pattern
from tenlao.phonology.sound import Sound, Syllable
from tenlao.phonology.spelling import WrittenSyllable, any_of, by_spelling, components, rime

__all__ = ["Phones", "divided_otherwise", "phones_of", "read", "read_component", "syllables"]

# onset: its spellings
ONSETS = by_spelling({
    "k": "k c q qu g gu ck", "kw": "kw kv", "kʰ": "kh", "kʰw": "khw khv", "ŋ": "ng ngh", "tɕ": "ch tch j dj tj",
    "s": "s ss x xx z sh ts", "ɲ": "gn nh ny nhy gny", "j": "y", "d": "d dd dh", "t": "t tt", "tʰ": "th tth",
    "n": "n nn", "b": "b bb", "p": "p pp", "pʰ": "ph pph bh", "f": "f", "m": "m mm", "l": "l ll",
    "r": "r rr", "w": "v w vh", "h": "h",
})  # fmt: skip

# rime: its spellings
RIMES = by_spelling({
    "a": "a aa ah ar", "aj": "ai ay ei ey aiy aye", "aw": "ao au aou ow", "i": "i y ii ee ih ir",
    "iw": "iu iou iw", "ia": "ia ie ea iea", "iaw": "io iao iau ieo ieu",
    "u": "ou oo u uu ouh",
    "uj": "oui ouy ui uy", "ua": "oua ua uo ouo", "uaj": "ouay ouai uay uai uoi", "e": "e eh", "ew": "ew", "ɛ": "ae",
    "ɛw": "eo aeo aew eow aeow eau", "o": "o", "ɔ": "oh or aw", "ɔj": "oi oy", "ɤ": "eu oe oeu er eur",
    "ɤj": "oei oey euy eui", "ɯ": "ue", "ɯa": "eua uea eue oeua", "ɯaj": "euay euai ueay",
    "wa": "oa", "we": "oue", "wɛ": "ouae",
})  # fmt: skip

# coda: its spellings
CODAS = by_spelling({
    "ŋ": "ng ngh ngs", "n": "n nn nh gn l", "m": "m mm", "k": "k c g q ck kh kk ch",
    "t": "t tt th tth d dh dth ds ts tr s ss x z j", "p": "p pp ph b f", "w": "v w", "j": "y", "": "h r",
})  # fmt: skip

# oong is Vietnamese; a glide before a vowel opens the next syllable
RESPELLINGS = {"oong": "ong", "aia": "aya", "aio": "ayo", "aiou": "ayou"}
_RESPELLED = pattern("|".join(RESPELLINGS))
_SINGLE_LETTERS = str.maketrans({"đ": "d", "ç": "s"})

_NEXT_VOWEL = "(?:[aeiou]|y(?![aeiou]))"
_RIME_GUARDS = dict.fromkeys("hrwy", "(?![aeiou])")
# g is no coda before n, as gn is an onset (Vignaket), but ng is one (Vongnorkeo), and ngs at an end (Viravongs).
_CODA_GUARDS = {
    "n": "(?![gh])", "g": "(?:(?<=ng)|(?!n))", "k": "(?![hr])", "p": "(?![hr])", "b": "(?!h)", "t": "(?![hr])",
    "d": "(?!h)", "c": "(?![hkr])", "s": r"(?!s)(?:(?<!ngs)|\Z)", "x": "(?!x)", "l": "(?!l)",
}  # fmt: skip


@cache
def _syllable() -> re.Pattern[str]:
    """Compile the pattern of a syllable when it is first needed.

    A final -e after n or m is silent; before a consonant that opens a syllable it mostly is (Sonexay).
    """
    onset = any_of(ONSETS)
    return re.compile(
        rf"(?P<onset>{onset})?(?P<liquid>[lr](?={_NEXT_VOWEL}))?"
        rf"(?P<rime>{any_of(RIMES, _RIME_GUARDS)})"
        rf"(?:(?P<nasal>[nm]{{1,2}})(?:e\Z|(?P<silent>e)(?=[^aeiouy]{{1,3}}{_NEXT_VOWEL}))"
        rf"|(?P<coda>{any_of(CODAS, _CODA_GUARDS)})(?!{_NEXT_VOWEL}))?"
        rf"|(?P<stray>{onset}|\d)"
    )


def read(text: str) -> Sound:
    """Return the sound of a romanized name; letters outside the Latin script are passed over.

    >>> read("Phoxay Khaykhamphithoune").phones
    ('Posaʲ', 'KaʲKaᵐPiTuⁿ')
    >>> read("Sonexay").phones, read("Prabang").phones, read("Nam Ngum 2").phones
    (('soⁿəsaʲ',), ('pʳabaᵑ',), ('naᵐ', 'ŋuᵐ', '2'))
    """
    return Sound(tuple([read_component(c) for c in components(text)]))


@lru_cache(maxsize=1 << 11)
def read_component(component: str) -> tuple[Syllable, ...]:
    """Return the spoken syllables of one component (NFC), as `components` cuts them.

    >>> [syllable.phones for syllable in read_component("Sonexay")]
    ['soⁿ', 'ə', 'saʲ']
    """
    return tuple(
        [s for part in _parts(component) for groups in _syllable().findall(part) for s in _spoken(groups)]
    )


@lru_cache(maxsize=1 << 11)
def phones_of(component: str) -> str:
    """Return the phones of one component (NFC).

    >>> phones_of("Sonexay")
    'soⁿəsaʲ'
    """
    return "".join(
        [_phones_of_syllable(groups) for part in _parts(component) for groups in _syllable().findall(part)]
    )


@lru_cache(maxsize=1 << 11)
def _phones_of_syllable(groups: tuple[str, ...]) -> str:
    return "".join([s.spelled_out() for s in _spoken.__wrapped__(groups)])


class Phones(dict[tuple[str, ...], str]):
    """What is spoken for each written syllable that was met; it is forgotten with this.

    >>> Phones().of("Sonexay")
    'soⁿəsaʲ'
    """

    def of(self, component: str) -> str:
        """Return the phones of one component (NFC)."""
        find = _syllable().findall
        return "".join([self[groups] for part in _parts(component) for groups in find(part)])

    def __missing__(self, groups: tuple[str, ...]) -> str:
        phones = self[groups] = "".join([s.spelled_out() for s in _spoken.__wrapped__(groups)])
        return phones


def divided_otherwise(text: str) -> str | None:
    """Return the same name with nh, ng and ngn between vowels divided otherwise; None if it has none.

    Where nh and ng are read as onsets, n closes a syllable and h opens one, and ng closes one. Where ng of ngn closes
    a syllable, n does, and gn opens one.

    >>> divided_otherwise("Bounheuang Sengaloun"), divided_otherwise("Bounnhang Vongsa")
    ('Boun-heuang Seng-aloun', None)
    >>> divided_otherwise("Boungnang")
    'Boun-gnang'
    """
    other = _BETWEEN_VOWELS.sub(lambda m: _DIVISIONS[m[0].lower()], text)
    return None if other == text else other


_DIVISIONS = {"nh": "n-h", "ng": "ng-", "ngn": "n-gn"}
_BETWEEN_VOWELS = pattern("(?<=[aeiouAEIOU])[nN](?:[gG][nN]|[gGhH])(?=[aeiouyAEIOUY])")


def syllables(component: str) -> list[WrittenSyllable]:
    """Return the written syllables of one component (NFC), in plain small letters, each with what is spoken.

    >>> [(syllable.letters, [s.phones for s in syllable.spoken]) for syllable in syllables("Sonexay")]
    [('sone', ['soⁿ', 'ə']), ('xay', ['saʲ'])]
    """
    found = (m for part in _parts(component) for m in _syllable().finditer(part))
    return [WrittenSyllable(m[0], _spoken(m.groups(""))) for m in found]


def _parts(component: str) -> list[str]:
    """The parts of a component that hyphens join, in plain small letters."""
    letters = component.lower()
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFD", letters.translate(_SINGLE_LETTERS))
        letters = "".join([c for c in decomposed if not unicodedata.combining(c)])
    if any(map(letters.__contains__, RESPELLINGS)):
        letters = _RESPELLED.sub(lambda m: RESPELLINGS[m[0]], letters)
    return letters.split("-")


@lru_cache(maxsize=2048)
def _spoken(groups: tuple[str, ...]) -> tuple[Syllable, ...]:
    """What is spoken for the groups of a match, those that took no part being empty."""
    onset, liquid, written, nasal, silent, coda, stray = groups
    if not written:
        return (Syllable(str(int(stray)) if stray.isdecimal() else ONSETS[stray], "", ""),)
    medial, nucleus, glide = rime(RIMES[written])
    start = ONSETS[onset] if onset else ""
    if liquid:
        start, medial = (start, "r") if start else (ONSETS[liquid], medial)
    end = CODAS[coda] if coda else nasal[0] if nasal else ""
    syllables = [Syllable(start + medial, nucleus, glide or end)]
    if glide and end:
        syllables.append(Syllable("", "", end))
    if silent:
        syllables.append(Syllable("", "ə", ""))
    return tuple(syllables)

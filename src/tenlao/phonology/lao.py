"""Reading Lao script into syllables: leading vowels, ຫ clusters, medial ວ and ຣ, tone marks, old spellings.

The rules are those of the Lao orthography as used since 1975, with the older letters (ຣ, ຫນ for ໜ, ຫມ for ໝ,
ຫລ for ຫຼ, silent letters under ໌) that royal names and old prints keep.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from tenlao.base.patterns import pattern
from tenlao.phonology.sound import Sound, Syllable
from tenlao.phonology.spelling import INVISIBLE, rime, visible

__all__ = ["LaoSyllable", "components", "phones_of", "read", "syllables"]

HIGH, MID = "ຂສຖຜຝຫໜໝ", "ກຈດຕບປຢອ"  # the consonant classes that govern the tone; the others are low


def _by_letter(letters: dict[str, str]) -> dict[str, str]:
    return {letter: sound for sound, group in letters.items() for letter in group}


# onset: its letters
ONSETS = _by_letter({
    "k": "ກ", "kʰ": "ຂຄຆ", "ŋ": "ງ", "tɕ": "ຈ", "s": "ສຊຌຨຩ", "ɲ": "ຍຎ", "j": "ຢ", "d": "ດຑ", "t": "ຕ",
    "tʰ": "ຖທຐຒຘ", "n": "ນໜຓ", "b": "ບ", "p": "ປ", "pʰ": "ຜພຠ", "f": "ຝຟ", "m": "ມໝ", "l": "ລຬ",
    "r": "ຣ", "w": "ວ", "h": "ຫຮ", "": "ອ",
})  # fmt: skip

# coda: its letters; the rarer ones stand in words from Pali and in foreign names
CODAS = _by_letter({
    "k": "ກຂຄ", "ŋ": "ງ", "t": "ດຕຈຊສຖທ", "n": "ນລຣ", "p": "ບປພຟ", "m": "ມ", "j": "ຍຽ", "w": "ວ",
})  # fmt: skip

# letter before the onset: {signs after it: rime}
RIMES = {
    "": {
        "": "ă", "ະ": "ă", "ັ": "ă", "າ": "aː", "ຳ": "ăm", "ໍາ": "ăm", "ິ": "i", "ີ": "iː", "ຶ": "ɯ", "ື": "ɯː",
        "ຸ": "u", "ູ": "uː", "ົ": "o", "ັອ": "ɔ", "ໍ": "ɔː", "ອ": "ɔː", "ໍອ": "ɔː", "ັວະ": "ua", "ົວະ": "ua",
        "ັວ": "ua", "ົວ": "uaː", "ວ": "uaː", "ັຽ": "ia", "ຽ": "iaː",
    },
    "ເ": {
        "": "eː", "ະ": "e", "ັ": "e", "າະ": "ɔ", "ິ": "ɤ", "ີ": "ɤː", "ຶອ": "ɯa", "ືອ": "ɯaː", "ັຍ": "ia",
        "ັຽ": "ia", "ຍ": "iaː", "ົາ": "ăw",
    },
    "ແ": {"": "ɛː", "ະ": "ɛ", "ັ": "ɛ", "ຍ": "ɛːj"},
    "ໂ": {"": "oː", "ະ": "o", "ຍ": "oːj"},
    "ໄ": {"": "ăj", "ຍ": "ăj"},
    "ໃ": {"": "ăj", "ຍ": "ăj"},
}  # fmt: skip

_SIGN = "[ະັາິີຶືຸູົໍຳຽຼ]"  # opens a syllable with the consonant before it
_CONSONANT = f"[{''.join(ONSETS)}]"
# A consonant closes its syllable unless a vowel sign follows it, or a letter that can only be its vowel.
_CLOSING = rf"(?!{_SIGN}|ອ(?!{_SIGN}|ອ)|ວ{_CONSONANT}(?!{_SIGN})|(?<=[ຂຄຈສຊຖທ])ວ[ັາະ])"
_ONSET = rf"(?:ຫຼ|ຫ[ງຍນມລຣ]|ຫວ(?={_SIGN})|(?<=[ເແໂໄໃ])ຫວ|{_CONSONANT})"
_MEDIAL = (
    rf"(?:ຣ(?=[^ກ-ຮໜໝ])|ຼ|(?<![ເແໂໄໃ][ກຂຄງ])(?<=[ກຂຄງ])ວ(?=[ັາະ])"
    rf"|(?<=[ເແ][ກຂຄງ])ວ(?={_CONSONANT}{_CLOSING}))"
)


@cache
def _syllable() -> re.Pattern[str]:
    """Compile the pattern of a syllable when it is first needed."""
    return re.compile(
        rf"(?P<lead>[ເແໂໄໃ])?(?P<onset>{_ONSET})(?P<medial>{_MEDIAL})?"
        rf"(?P<signs>(?(lead)(?:ັຍ|ັຽ|ຶອ|ືອ|ົາ|າະ|[ະັິີ]|ຍ(?!{_SIGN})|)"
        rf"|(?:[ັົ]ວະ|ໍາ|ົວ|ັວ(?!{_SIGN})|[ັໍ]ອ(?!{_SIGN})|ັຽ|[ະັາຳິີຶືຸູົໍຽ]"
        rf"|ວ(?={_CONSONANT}{_CLOSING})|ອ(?!{_SIGN})|)))"
        rf"(?P<coda>(?<![ະຳ])(?<!ໍາ)[{''.join(CODAS)}]{_CLOSING}(?!໌))?(?:{_CONSONANT}{{1,2}}[ິຸ]?໌)*"
        r"|(?P<repeat>ໆ)|(?P<digit>[0-9໐-໙])"
    )


_TONE_MARKS = "່້໊໋"
_UNSPOKEN = dict.fromkeys(map(ord, _TONE_MARKS + INVISIBLE))
# The vowel ເ◌ົາ is also written around the first consonant of a cluster alone: ເບົຣາ for ເບຣົາ.
_SIGN_IN_CLUSTER = pattern("(?<=ເ[ກ-ຮ])ົຣ(?=າ)")
# A sign that is typed in two ways at once, ໍ in ຳ, and ແ typed as ເ twice: they look like what is meant.
_TYPED_TWICE = pattern("ໍ(?=ຳ)|(?<=ເ)ເ")
_COMPONENT = pattern("[ກ-ໝ໐-໙0-9]+")


def read(text: str) -> Sound:
    """Return the sound of a name in Lao script; letters of other scripts are passed over.

    >>> read("ໂພໄຊ ໄຂຄຳພິທູນ").phones
    ('Posaʲ', 'KaʲKaᵐPiTuⁿ')
    >>> [s.tone for s in read("ສອນ ແກ້ວ ລາດ").components[1]]
    ['mid ້']
    """
    return Sound(tuple([_read_component(c) for c in components(text)]))


def components(text: str) -> list[str]:
    """Return the components of a name in Lao script: its letters and digits between anything else.

    >>> components("ໂພໄຊ ໄຂຄຳພິທູນ")
    ['ໂພໄຊ', 'ໄຂຄຳພິທູນ']
    """
    return _COMPONENT.findall(visible(text))


@lru_cache(maxsize=1 << 11)
def phones_of(component: str) -> str:
    """Return the phones of one component.

    >>> phones_of("ໂພໄຊ")
    'Posaʲ'
    """
    letters = component.translate(_UNSPOKEN)
    if _TYPED_TWICE.search(letters):
        letters, _ = _typed_once(letters, range(len(letters)))
    if "ົຣາ" in letters:
        letters = _SIGN_IN_CLUSTER.sub("ຣົ", letters)
    spoken: list[str] = []
    for groups in _syllable().findall(letters):
        spoken += spoken[-1:] if groups[5] else (_phones_of_syllable(groups),)
    return "".join(spoken)


@lru_cache(maxsize=1 << 11)
def _phones_of_syllable(groups: tuple[str, ...]) -> str:
    """The phones of a written syllable, or of a digit."""
    if digit := groups[6]:
        return str(int(digit))
    return "".join([syllable.spelled_out() for syllable in _spoken.__wrapped__(*groups[:5], "")])


@lru_cache(maxsize=1 << 11)
def _read_component(component: str) -> tuple[Syllable, ...]:
    return tuple([syllable for written in syllables(component) for syllable in written.spoken])


class LaoSyllable(NamedTuple):
    """A written syllable from `start` up to `end` (code points), and what is spoken: mostly one syllable."""

    start: int
    end: int
    spoken: tuple[Syllable, ...]


def syllables(text: str) -> list[LaoSyllable]:
    """Return the written syllables of a run of Lao letters; a repetition mark (ໆ) speaks the one before it again.

    >>> [(start, end, spoken[0].phones) for start, end, spoken in syllables("ວຽງຈັນ")]
    [(0, 3, 'viᵃᵑ'), (3, 6, 'caⁿ')]
    """
    places = [i for i, c in enumerate(text) if c not in _TONE_MARKS and c not in INVISIBLE]
    letters = "".join([text[i] for i in places])
    if _TYPED_TWICE.search(letters):
        letters, places = _typed_once(letters, places)
    if "ົຣາ" in letters:
        letters = _SIGN_IN_CLUSTER.sub("ຣົ", letters)
    places.append(len(text))
    found: list[LaoSyllable] = []
    for m in _syllable().finditer(letters):
        start, end = places[m.start()], places[m.end()]
        if m["repeat"]:
            spoken = found[-1].spoken if found else ()
        elif m["digit"]:
            spoken = (Syllable(str(int(m["digit"])), "", ""),)
        else:
            mark = next((c for c in text[start:end] if c in _TONE_MARKS), "")
            spoken = _spoken(*m.groups("")[:5], mark)
        found.append(LaoSyllable(start, end, spoken))
    return found


def _typed_once(letters: str, places: Sequence[int]) -> tuple[str, list[int]]:
    """Letters, and where each stands, without those that are typed twice."""
    twice = {m.start() for m in _TYPED_TWICE.finditer(letters)}
    meant = ["ແ" if n + 1 in twice and c == "ເ" else c for n, c in enumerate(letters)]
    kept = [n for n in range(len(letters)) if n not in twice]
    return "".join([meant[n] for n in kept]), [places[n] for n in kept]


@lru_cache(maxsize=2048)
def _spoken(lead: str, onset: str, medial: str, signs: str, coda: str, mark: str) -> tuple[Syllable, ...]:
    start = ONSETS[onset[-1]] if onset != "ຫຼ" else "l"
    if medial:
        start += "w" if medial == "ວ" else "r" if medial == "ຣ" else ""
    rimes = RIMES[lead]
    _, nucleus, glide = rime(rimes.get(signs) or rimes[""])  # signs that contradict the lead are dropped
    tone_class = "high" if onset[0] in HIGH else "mid" if onset[0] in MID else "low"
    tone = f"{tone_class} {mark}".rstrip()
    end = CODAS[coda] if coda else ""
    syllables = [Syllable(start, nucleus, glide or end, tone)]
    if glide and end:
        syllables.append(Syllable("", "", end))
    return tuple(syllables)

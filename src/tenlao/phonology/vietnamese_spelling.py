"""The grammar of written Vietnamese syllables, in the orthography of today.

A syllable is an onset, a rime and a tone. Which of them go together, how they are written together, and where the
mark of the tone stands, is said here alone: whoever reads or sets renderings takes syllables apart and writes them by
it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tenlao.phonology.sound import Syllable

__all__ = [
    "TONES",
    "VOWELS",
    "VietnameseSyllable",
    "divided",
    "fitting",
    "is_stopped",
    "is_syllable",
    "is_unmarked_syllable",
    "letters_of",
    "spell",
    "split",
    "tone_of",
    "toneless",
    "tones_of",
    "without_tone",
    "write",
]

# combining mark: tone
TONES = {"\u0300": "huyền", "\u0309": "hỏi", "\u0303": "ngã", "\u0301": "sắc", "\u0323": "nặng"}
VOWELS = "aăâeêioôơuưy"
_VOWELS_AFTER_GI = frozenset(VOWELS) - {"y"}
_STOPS = ("c", "ch", "p", "t")
# nucleus: the codas that may close it
_CLOSED = {
    "a": "c ch m n ng nh p t", "ă": "c m n ng p t", "â": "c m n ng p t", "e": "c m n ng p t", "ê": "ch m n nh p t",
    "i": "ch m n nh p t", "iê": "c m n ng p t", "yê": "m n ng t", "o": "c m n ng p t", "oo": "c ng",
    "ô": "c m n ng p t", "ơ": "m n p t", "u": "c m n ng p t", "uô": "c m n ng t", "ư": "c m n ng t",
    "ươ": "c m n ng p t", "oa": "c ch m n ng nh p t", "oă": "c m n ng p t", "oe": "m n t", "uâ": "n ng t",
    "uê": "ch n nh", "uy": "ch n nh p t", "uyê": "n t",
}  # fmt: skip
_OPEN_RIMES = (
    "a e ê i o ô ơ u ư y ia ua ưa ai ao au ay âu ây eo êu iu iêu yêu oi ôi ơi ui ưi uôi ươi ưu ươu "
    "oa oe uê uy uơ uya oai oay oao oeo uây uyu"
)
_PLAIN_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_WRITTEN_RIMES = {nucleus + coda for nucleus, codas in _CLOSED.items() for coda in codas.split()} | {
    *_OPEN_RIMES.split()
}
_WRITTEN_ONSETS = {"", *_PLAIN_ONSETS.split()}
_FRONT = "eêiy"
# onset, nucleus and coda of a sound: their usual letters
_ONSET_LETTERS = {
    "k": "c", "kʰ": "kh", "ŋ": "ng", "tɕ": "ch", "s": "x", "ɲ": "nh", "j": "d", "d": "đ", "t": "t", "tʰ": "th",
    "n": "n", "b": "b", "p": "p", "pʰ": "ph", "f": "ph", "m": "m", "l": "l", "r": "l", "w": "v", "h": "h", "": "",
}  # fmt: skip
_NUCLEUS_LETTERS = {
    "a": "a", "ă": "a", "i": "i", "ɯ": "ư", "u": "u", "e": "ê", "ɛ": "e", "o": "ô", "ɔ": "o", "ɤ": "ơ", "ia": "iê",
    "ɯa": "ươ", "ua": "uô", "ə": "ơ", "": "ơ",
}  # fmt: skip
_CODA_LETTERS = {"k": "c", "t": "t", "p": "p", "ŋ": "ng", "n": "n", "m": "m", "j": "i", "w": "u", "": ""}
# What nucleus and coda together are written like where it is not their letters side by side.
_RIME_LETTERS = {
    "ăm": "ăm", "ăn": "ăn", "ăŋ": "ăng", "ăk": "ăc", "ăt": "ăt", "ăp": "ăp", "aj": "ay", "ăj": "ay", "aw": "ao",
    "ăw": "ao", "an": "an", "ia": "ia", "ɯa": "ưa", "ua": "ua", "iŋ": "inh", "ik": "ich", "ij": "i", "eŋ": "eng",
    "ek": "êch", "ej": "ay", "ɛj": "ay", "ɛw": "eo", "oj": "ôi", "ow": "âu", "ɔj": "oi", "ɔw": "ao", "ɔŋ": "oong",
    "ɔk": "ooc", "ɤŋ": "ưng", "ɤk": "ưc", "ɤw": "âu", "əŋ": "ưng", "ək": "ưc", "əw": "âu", "əj": "ơi", "ɯp": "up",
    "uw": "u", "iaj": "ia", "iaw": "iêu", "uap": "up", "uaw": "ua", "ŋ": "ưng", "k": "ưc", "w": "âu",
}  # fmt: skip
# rime: what it becomes after a medial w; where there is no such rime the medial is not written
_AFTER_MEDIAL = {"a": "oa", "ă": "oă", "e": "oe", "ê": "uê", "i": "uy", "ơ": "uơ", "iê": "uyê", "â": "uâ"}


# Each vowel that bears the mark of a tone, with the same vowel without it, and the tone.
_MARKED = {
    unicodedata.normalize("NFC", vowel + mark): (vowel, tone)
    for vowel in VOWELS
    for mark, tone in TONES.items()
}
_TONELESS = {ord(letter): vowel for letter, (vowel, _) in _MARKED.items()}
_TONE_OF = {letter: tone for letter, (_, tone) in _MARKED.items()}


class VietnameseSyllable(NamedTuple):
    """A written syllable: the letters of its onset, those of its rime without the mark of the tone, and the tone."""

    onset: str
    rime: str
    tone: str


def toneless(written: str) -> str:
    """Return small letters (NFC) without the marks of tones.

    >>> toneless("khảy-khăm")
    'khay-khăm'
    """
    return written if written.isascii() else written.translate(_TONELESS)


def tones_of(written: str) -> tuple[str, ...]:
    """Return the tones that are marked in small letters (NFC), in their order.

    >>> tones_of("xỏn-xay"), tones_of("xon-xay")
    (('hỏi',), ())
    """
    return tuple([_TONE_OF[c] for c in written if c in _TONE_OF])


def tone_of(written: str) -> str:
    """Return the tone of a syllable in small letters (NFC).

    >>> tone_of("khảy"), tone_of("xay")
    ('hỏi', 'ngang')
    """
    return "ngang" if written.isascii() else next((_TONE_OF[c] for c in written if c in _TONE_OF), "ngang")


def without_tone(written: str) -> tuple[str, str]:
    """Return a syllable in small letters (NFC) without the mark of its tone, and the tone.

    >>> without_tone("khảy"), without_tone("xay")
    (('khay', 'hỏi'), ('xay', 'ngang'))
    """
    return toneless(written), tone_of(written)


def divided(written: str) -> VietnameseSyllable:
    """Take a syllable in small letters (NFC) apart, whether it is well-formed or not.

    >>> tuple(divided("khảy")), tuple(divided("giêng")), tuple(divided("ssooc")), tuple(divided("xk"))
    (('kh', 'ay', 'hỏi'), ('gi', 'êng', 'ngang'), ('ss', 'ooc', 'ngang'), ('xk', '', 'ngang'))
    """
    letters, tone = without_tone(written)
    end = _end_of_onset(letters)
    return VietnameseSyllable(letters[:end], letters[end:], tone)


def _end_of_onset(letters: str) -> int:
    """Count the consonants that open a syllable, with the u of qu and the i of gi, well-formed or not."""
    end = 0
    while end < len(letters):
        two = letters[end : end + 2]
        if two == "qu" or (two == "gi" and letters[end + 2 : end + 3] in _VOWELS_AFTER_GI):
            end += 2
        elif letters[end] in VOWELS:
            break
        else:
            end += 1
    return end


def letters_of(syllable: Syllable) -> tuple[str, str]:
    """Return the usual letters of a spoken syllable, by rule: onset and rime, without the mark of the tone.

    >>> from tenlao.phonology.sound import Syllable
    >>> letters_of(Syllable("k", "ɛ", "w")), letters_of(Syllable("kʰw", "aː", "ŋ"))
    (('k', 'eo'), ('kh', 'oang'))
    """
    onset, medial = syllable.onset, ""
    if onset not in _ONSET_LETTERS and not onset.isdigit():
        onset, medial = onset[:-1], onset[-1]
    nucleus = syllable.nucleus.replace("ː", "")
    rime_sound = nucleus + syllable.coda
    written = _RIME_LETTERS.get(rime_sound) or _NUCLEUS_LETTERS[nucleus] + _CODA_LETTERS[syllable.coda]
    start = _ONSET_LETTERS.get(onset, "")
    if medial == "w":
        if start == "c" and _is_rime_after_q(written):
            return "qu", written
        written = _rounded(written)
    if not start and written in ("iêc", "iêp"):
        written = "ich" if written == "iêc" else "ip"
    return fitting(start, written)


def _rounded(rime: str) -> str:
    """Return a rime as it is after a medial w, or as it is without one where there is no such rime."""
    for length in (2, 1):
        if after := _AFTER_MEDIAL.get(rime[:length]):
            return after + rime[length:] if after + rime[length:] in _WRITTEN_RIMES else rime
    return rime


def fitting(onset: str, rime: str) -> tuple[str, str]:
    """Return onset and rime as they are written together: c or k, ng or ngh, g or gh, iê or yê.

    >>> fitting("c", "eo"), fitting("k", "ăm"), fitting("ng", "iêm")
    (('k', 'eo'), ('c', 'ăm'), ('ngh', 'iêm'))
    """
    front = rime[0] in _FRONT
    if onset in ("c", "k"):
        onset = "k" if front else "c"
    elif onset in ("ng", "ngh"):
        onset = "ngh" if front else "ng"
    elif onset in ("g", "gh"):
        onset = "gh" if front else "g"
    elif not onset and rime.startswith("iê"):
        rime = "y" + rime[1:]
    return onset, rime


def split(written: str) -> VietnameseSyllable | None:
    """Take a written syllable apart; None when it is not well-formed.

    >>> split("Quắn"), split("street")
    (VietnameseSyllable(onset='qu', rime='ăn', tone='sắc'), None)
    """
    written = unicodedata.normalize("NFC", written).lower()
    syllable = divided(written)
    fits = _fit(syllable.onset, syllable.rime) and len(tones_of(written)) < 2
    may_have_tone = syllable.tone in ("sắc", "nặng") or not is_stopped(syllable.rime)
    return syllable if fits and may_have_tone else None


def is_syllable(text: str) -> bool:
    """Tell whether a text is one well-formed Vietnamese syllable: onset, rime and tone go together.

    >>> [is_syllable(text) for text in ("Khảy", "thoong", "kệt", "ket", "cệt", "xkay", "")]
    [True, True, True, False, False, False, False]
    """
    return split(text) is not None


def is_unmarked_syllable(text: str) -> bool:
    """Tell whether plain small letters are a well-formed syllable whose marks are left out, all of them.

    >>> [is_unmarked_syllable(text) for text in ("tien", "lach", "muong", "khet", "pak", "thong")]
    [True, True, True, True, False, True]
    """
    return text in _unmarked_syllables()


@cache
def _unmarked_syllables() -> frozenset[str]:
    written = [
        onset + rime for onset in _WRITTEN_ONSETS for rime in sorted(_WRITTEN_RIMES) if _fit(onset, rime)
    ]
    letters = unicodedata.normalize("NFD", " ".join(written)).replace("đ", "d")
    return frozenset("".join([c for c in letters if not unicodedata.combining(c)]).split())


@lru_cache(maxsize=2048)
def spell(onset: str, rime: str, tone: str) -> str:
    """Write a syllable with the mark of its tone in its place.

    >>> spell("kh", "oang", "hỏi"), spell("x", "ia", "sắc"), spell("h", "oa", "nặng"), spell("t", "iêng", "ngã")
    ('khoảng', 'xía', 'họa', 'tiễng')
    """
    if tone == "ngang":
        return onset + rime
    vowels = len(rime) - len(rime.lstrip(VOWELS))
    place = max((i for i in range(vowels) if rime[i] in "ăâêôơư"), default=-1)
    if place < 0:
        closed = vowels < len(rime)
        place = vowels - 1 if closed or vowels == 1 else 1 if vowels == 3 else 0
    marked = rime[: place + 1] + _MARKS[tone] + rime[place + 1 :]
    return unicodedata.normalize("NFC", onset + marked)


def write(syllables: Sequence[Syllable]) -> str:
    """Write a component of a name by the rules: syllables with hyphens between them, the first with a capital.

    A tone that is none of Vietnamese is written level, or rising in a syllable that ends in a stop.

    >>> from tenlao.phonology.sound import Syllable
    >>> from tenlao.phonology.vietnamese import read_component
    >>> write(read_component("Khaykhamphithun"))
    'Khay-kham-phi-thun'
    >>> write((Syllable("k", "ɛ", "w", "nặng"), Syllable("", "a", "t")))
    'Kẹo-át'
    """
    written = []
    for syllable in syllables:
        onset, rime = letters_of(syllable)
        tone = syllable.tone if syllable.tone in _MARKS else "ngang"
        if is_stopped(rime) and tone not in ("sắc", "nặng"):
            tone = "sắc"
        written.append(spell(onset, rime, tone or "ngang"))
    return "-".join(written).capitalize()


_MARKS = {tone: mark for mark, tone in TONES.items()}


def is_stopped(rime: str) -> bool:
    """Tell whether a rime ends in a stop, so that its tone can only be sắc or nặng.

    >>> is_stopped("ach"), is_stopped("anh")
    (True, False)
    """
    return rime.endswith(_STOPS)


def _is_rime_after_q(rime: str) -> bool:
    return rime in _WRITTEN_RIMES and (rime[0] in "aăâeêơiy" and rime[:2] not in ("ia", "iu"))


def _fit(onset: str, rime: str) -> bool:
    """Tell whether onset and rime are written together."""
    if onset == "qu":
        return _is_rime_after_q(rime)
    if onset not in _WRITTEN_ONSETS or rime not in _WRITTEN_RIMES or fitting(onset, rime) != (onset, rime):
        return False
    return not (onset and rime.startswith("yê")) and not (onset == "gi" and rime[0] in "iy")

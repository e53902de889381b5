"""Whether a spelling near an attested one is a slip of the pen, or a habit of spelling.

It is a slip where it sounds otherwise, has letters in a row that no name has, or is one letter away from the
preferred spelling of a name that is printed often.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tenlao.checking.others_names import OFTEN_PRINTED, SOUNDS_OTHERWISE
from tenlao.phonology.vietnamese import syllables
from tenlao.phonology.vietnamese_spelling import is_syllable, toneless, tones_of
from tenlao.phonology.writing import has_vietnamese
from tenlao.text.keys import differ_in_strokes, plain_letters, spelling_key

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.matching.near_spellings import Near
    from tenlao.matching.score import Match
    from tenlao.mentions.likeness import Likeness
    from tenlao.table.model import Entry, Form

__all__ = [
    "FEW_LETTERS",
    "LONG",
    "are_swapped",
    "differ_in_a_tone",
    "differ_in_eu",
    "has_a_rare_tone",
    "is_slip",
    "is_unwritable",
    "swap_two",
]


# A spelling that is further away than this (nats) from those that are attested is no other way to write the same
# sound (compare `SOUNDS_OTHERWISE`); a slip changes at most so many letters.
SOUNDS_QUITE_OTHERWISE, FEW_LETTERS = 3.0, 2
SEVERAL_SOURCES = 3
LONG = 8
"""Letters of a name that words of any language hardly are by chance but for one."""
_LAO_CONSONANT = re.compile(r"[\u0e81-\u0eae\u0ebc\u0edc-\u0edf]")
_FINAL_L = re.compile(r"(?<=[\u0eb0-\u0eb9\u0ebb\u0ecd])\u0ea5(?![\u0eb0-\u0ebc\u0ec8-\u0ecd])")  # ພົລ
_TWICE = re.compile(r"(\w)\1+")
_TWICE_AT_END = re.compile(r"([b-df-hj-np-tv-z])\1\b")
_EU = re.compile(r"ue(?=\w)")
_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_RARE_TONE = "ngã"


def is_slip(likeness: Likeness, printed: str, match: Match, attested: Form, letters: int) -> bool:
    """Tell whether a spelling is a slip, not another habit: it sounds otherwise, or is spelled as no name is."""
    writing = attested.writing
    words, good = plain_letters(printed), plain_letters(attested.text)
    cost = match.evidence.cost if match.evidence else 0.0
    swapped = sorted(_letters(words)) == sorted(_letters(good))
    if writing == "lao" and (letters == 1 or swapped) and _consonants(printed) != _consonants(attested.text):
        return True
    if has_vietnamese(printed) and differ_in_strokes(spelling_key(printed), spelling_key(attested.text)):
        return True
    unwritable = _unwritable_syllables(printed) > _unwritable_syllables(attested.text)
    if unwritable and writing == "vietnamese" and not printed.isascii():
        return True  # a stopped syllable in a tone that it cannot have, or Vă
    if words == good:
        # â for ă, or a syllable in a tone in which no rendering has it
        return has_vietnamese(printed) and (
            cost >= SOUNDS_OTHERWISE or likeness.letters.has_strange(printed, writing)
        )
    if cost >= (SOUNDS_OTHERWISE if letters == 1 else SOUNDS_QUITE_OTHERWISE):
        return True
    if not differ_in_eu(words, good) and swapped and (letters == 1 or cost >= SOUNDS_OTHERWISE):
        return True  # ketth for kheth
    if letters == 1 and _differ_in_a_consonant(words, good):
        return True
    if _TWICE_AT_END.search(words) and not _TWICE_AT_END.search(good):
        return True
    if letters == 1 and _doubles_more(good, words) and len(match.entry.sources) >= SEVERAL_SOURCES:
        return True  # all of them double it
    odd = cost >= SOUNDS_OTHERWISE or _doubles_more(words, good)
    return (odd and likeness.letters.has_strange(printed, writing)) or _is_of_the_well_known(
        words, match.entry, writing
    )


def _is_of_the_well_known(words: str, entry: Entry, writing: Writing) -> bool:
    """Tell whether a romanization is a letter short of the preferred one of a person whom many name, or has one more.

    Another letter for the same sound (s for x, i for y) is a habit.
    """
    from rapidfuzz.distance import OSA

    if entry.kind != "person" or writing != "latin" or entry.latin is None:
        return False
    if len(entry.sources) < OFTEN_PRINTED:
        return False
    words, good = _letters(words), _letters(plain_letters(entry.latin))
    return len(words) != len(good) and OSA.distance(words, good) == 1


def differ_in_eu(words: str, good: str) -> bool:
    """Tell whether two spellings without marks differ in ue for eu, which is a habit: Nuea, Neua."""
    return words != good and _letters(_EU.sub("eu", words)) == _letters(_EU.sub("eu", good))


def differ_in_a_tone(printed: str, good: str) -> bool:
    """Tell whether a rendering has the syllables of another one, and one of them another tone."""
    if printed.isascii() or plain_letters(printed) != plain_letters(good):
        return False
    written, right = _syllables_written(printed), _syllables_written(good)
    return len(written) == len(right) and sum(map(operator.ne, written, right)) == 1


def has_a_rare_tone(printed: str, form: str) -> bool:
    """Tell whether a rendering is another but for a tone that renderings hardly have: ngã, 6 of 397 in the table."""
    mine, its = (unicodedata.normalize("NFC", text).lower() for text in (printed, form))
    rare = _RARE_TONE in tones_of(mine) and _RARE_TONE not in tones_of(its)
    return rare and toneless(mine) == toneless(its)


def _differ_in_a_consonant(words: str, good: str) -> bool:
    """Tell whether one of two spellings has a consonant more that no habit puts in or leaves out.

    Such habits are a letter doubled, h (t, th), r (seut, serth), g (n, ng) and c (k, ck): hardly another one tells
    apart two attested spellings of an entry.
    """
    short, long = sorted((_letters(words), _letters(good)), key=len)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return (
        len(long) == len(short) + 1
        and long[at + 1 :] == short[at:]
        and long[at] in "bdfjklmnpqstvwxz"
        and long[at] not in long[max(0, at - 1) : at] + long[at + 1 : at + 2]
    )


def _doubles_more(words: str, good: str) -> bool:
    """Tell whether words are good ones but for letters that are doubled in them alone."""
    return len(words) > len(good) and _TWICE.sub(r"\1", words) == _TWICE.sub(r"\1", good)


def _consonants(words: str) -> str:
    """Return the consonants of words in Lao script; r and l, and l and n at an end, which sound alike, are one."""
    words = _FINAL_L.sub("\u0e99", words)
    return "".join(_LAO_CONSONANT.findall(words)).replace("\u0ea3", "\u0ea5").replace("\u0ebc", "\u0ea5")


def are_swapped(words: str, form: Form) -> bool:
    """Tell whether words have the letters of a form in another order."""
    return sorted(_letters(plain_letters(words))) == sorted(_letters(plain_letters(form.text)))


def swap_two(words: str, nearest: Sequence[Near]) -> bool:
    """Tell whether long words without marks are forms but for two letters side by side: Xeingthong."""
    return len(spelling_key(words)) >= LONG and all(
        near.letters == 1 and are_swapped(words, near.form) for near in nearest
    )


def is_unwritable(likeness: Likeness, words: str, writing: Writing) -> bool:
    """Tell whether nobody writes so: words are no Vietnamese syllables, or have letters in a row as no name has."""
    if writing == "vietnamese":
        return _unwritable_syllables(words) > 0
    return likeness.letters.has_strange(words, writing)


def _unwritable_syllables(rendering: str) -> int:
    """Return how many syllables of a rendering are none of Vietnamese."""
    return sum(not is_syllable(syllable) for syllable in _syllables_written(rendering))


def _syllables_written(rendering: str) -> list[str]:
    """Return the syllables of a rendering as they are written, also those that no hyphen or blank parts."""
    return [letters for word in _NOT_A_LETTER.split(rendering) for letters, _ in syllables(word)]


def _letters(words: str) -> str:
    return words.replace("-", "").replace(" ", "")

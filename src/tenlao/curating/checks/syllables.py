"""Which syllables a newsroom may have written: more than Vietnamese has.

Newsrooms write kợt, hêng, ling, lăt and phoy, which `tenlao.phonology.vietnamese_spelling.is_syllable` refuses. What
neither Vietnamese nor a newsroom can have meant is a slip of the keyboard.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from tenlao.phonology.vietnamese_spelling import is_stopped, toneless, tones_of

__all__ = ["is_written_well"]

# Vowels without tone marks, and what may follow each in a syllable, "-" for nothing.
_RIMES: Mapping[str, str] = {
    "a": "- c ch i m n ng nh o p t u y", "ă": "c m n ng p t", "â": "c m n ng p t u y", "e": "- c m n ng o p t",
    "ê": "- c ch m n ng nh p t u", "i": "- a c ch m n ng nh p t u", "iê": "c m n ng p t u", "o": "- c i m n ng p t y",
    "oo": "c n ng", "ô": "- c i m n ng p t", "ơ": "- c i m n ng p t", "u": "- a c i m n ng p t",
    "uô": "c i m n ng p t", "ư": "- a c i m n ng p t u", "ươ": "c i m n ng p t u", "y": "-", "yê": "m n ng t u",
    "oa": "- c ch i m n ng nh o p t y", "oă": "c m n ng t", "oe": "- m n o t", "uê": "- ch n nh t",
    "uy": "- a ch n nh p t u", "uyê": "n t", "uâ": "n ng t y", "uơ": "-",
}  # fmt: skip
_SYLLABLE = re.compile(
    r"(?:ngh|kh|ch|gh|gi|ng|nh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    rf"(?:{'|'.join(vowel + end.strip('-') for vowel, ends in _RIMES.items() for end in ends.split())})"
)
_CONSONANTS = "bcdđghklmnpqrstvx"


def is_written_well(text: str) -> bool:
    """Tell whether what stands between hyphens is a syllable, or several joined, each with its consonant.

    >>> [is_written_well(text) for text in ("Khảy", "kợt", "Cayxỏn", "Khảỹ", "zay", "chỉt")]
    [True, True, True, False, False, False]
    """
    cuts = [at for at in range(1, len(text)) if text[at] in _CONSONANTS]
    return _can_be_syllable(text) or any(
        _can_be_syllable(text[:cut]) and is_written_well(text[cut:]) for cut in cuts
    )


def _can_be_syllable(text: str) -> bool:
    """Tell whether a newsroom may have written a syllable so."""
    written = unicodedata.normalize("NFC", text.casefold())
    letters, tones = toneless(written), tones_of(written)
    if len(tones) > 1 or _SYLLABLE.fullmatch(letters) is None:
        return False
    return not is_stopped(letters) or tones in ((), ("sắc",), ("nặng",))

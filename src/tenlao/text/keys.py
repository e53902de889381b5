"""Names and words as they are compared: keys under which equal spellings are equal strings."""

from __future__ import annotations

import functools
import re
import unicodedata

from tenlao.base.normal_forms import is_normal
from tenlao.base.patterns import pattern
from tenlao.phonology.spelling import visible, with_digits
from tenlao.phonology.writing import has_lao

__all__ = [
    "as_printed",
    "differ_in_strokes",
    "is_decomposed",
    "plain_letters",
    "slug",
    "spelling_key",
    "tones_on_first",
    "typed_once",
]

_BREAKS = pattern(r"[\s\-\u2010-\u2014\u2212]+")
# Ways to type one Lao syllable that look alike: am of one sign or two, before or after its tone mark, and e typed
# twice for ae.
_LAO_AM = pattern("\u0ecd([\u0ec8-\u0ecb]?)[\u0eb2\u0eb3]")
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_HALVES = pattern("[\ud800-\udfff]")  # of characters, or bytes of an argument that are no text
_BROKEN_AFTER_HYPHEN = pattern(r"(\S-)\s*\n\s*")


@functools.lru_cache(maxsize=1 << 11)
def spelling_key(text: str) -> str:
    """Return what is left of a spelling without capitals, breaks (blanks, dashes) and invisible characters.

    Lao letters that look alike however they are typed are typed in one way, so are those that ຫ makes one with the
    next (ຫລ for ຫຼ, as old prints have it), and Roman numbers are in digits.

    >>> spelling_key("PHÔ-XAY  Khảy – khăm-phi-thun") == spelling_key("Phô-xay Khảy-khăm-phi-thun")
    True
    >>> spelling_key("ຄໍາເເພງ") == spelling_key("ຄຳແພງ")
    True
    """
    if text.isascii():
        return "".join(with_digits(text).replace("-", " ").split()).lower()
    if text.isalnum():  # nothing but letters: most words
        key = unicodedata.normalize("NFC", text).casefold()
    else:
        key = _BREAKS.sub("", with_digits(unicodedata.normalize("NFC", visible(text)))).casefold()
    if not has_lao(key):
        return key
    return typed_once(key)


def typed_once(text: str) -> str:
    """Return a text in Lao script in which letters that look alike are typed in one way.

    >>> typed_once("ສະຫນາມບິນ") == typed_once("ສະໜາມບິນ")
    True
    """
    text = _LAO_AM.sub("\\1ຳ", text).replace("ເເ", "ແ")
    return text.replace("ຫລ", "ຫຼ").replace("ຫນ", "ໜ").replace("ຫມ", "ໝ")


# Two vowels that end a word, with the tone mark on the second; qu is a consonant.
_ON_SECOND = pattern(r"[oOuU](?<![qQ].)(?:(?<=[oO])[àáảãạèéẻẽẹ]|(?<=[uU])[ỳýỷỹỵ])(?!\w)")


def tones_on_first(text: str) -> str:
    """Return a Vietnamese text in which tone marks stand as our word lists have them: thủy and hòa for thuỷ and hoà.

    >>> tones_on_first("Tỉnh uỷ, thuỷ điện, quý bà, hoàng thân")
    'Tỉnh ủy, thủy điện, quý bà, hoàng thân'
    """
    return _ON_SECOND.sub(lambda vowels: _on_first(vowels[0]), text)


@functools.cache
def _on_first(vowels: str) -> str:
    first, second, mark = vowels[0], *unicodedata.normalize("NFD", vowels[1])
    return unicodedata.normalize("NFC", first + mark) + second


def differ_in_strokes(key: str, other: str) -> bool:
    """Tell whether spelling keys are the same but for strokes of đ, which are easily left out.

    >>> differ_in_strokes("đắcchưng", "dắcchưng"), differ_in_strokes("đắcchưng", "dăcchưng")
    (True, False)
    """
    return key != other and key.replace("đ", "d") == other.replace("đ", "d")


@functools.lru_cache(maxsize=1 << 11)
def as_printed(text: str) -> str:
    r"""Return a name of a text on one line: composed (NFC), with plain hyphens, without invisible characters.

    >>> as_printed("Xủn\u2011thon Xay-nha-\nchắc")
    'Xủn-thon Xay-nha-chắc'
    """
    printed = unicodedata.normalize("NFC", visible(text)).translate(_HYPHENS)
    printed = " ".join(_BROKEN_AFTER_HYPHEN.sub(r"\1", printed).split())
    return text if printed == text else printed  # mostly nothing is to be kept besides


def plain_letters(name: str) -> str:
    """Return a name in small letters without diacritics; one in Lao script as it is.

    >>> plain_letters("Xỉ-phăn-đon"), plain_letters("ວຽງຈັນ")
    ('xi-phan-don', 'ວຽງຈັນ')
    """
    from unidecode import unidecode

    return name if has_lao(name[:1]) else unidecode(name).casefold()


def is_decomposed(text: str) -> bool:
    r"""Tell whether a text has letters and marks, and has them apart (NFD).

    >>> is_decomposed("La\u0300o"), is_decomposed("L\u00e0o"), is_decomposed("Lao")
    (True, False, False)
    """
    return is_normal("NFD", text) and not is_normal("NFC", text)


def slug(name: str) -> str:
    """Return a name in plain small letters, joined by hyphens.

    >>> slug("Quân đội nhân dân")
    'quan-doi-nhan-dan'
    """
    from unidecode import unidecode  # whose tables few need

    whole = _HALVES.sub("", unicodedata.normalize("NFC", name))
    return re.sub("[^a-z0-9]+", "-", unidecode(whole).casefold()).strip("-")

"""What words were before a keyboard, a scanner or a hand spoilt them in a way that can be undone: vawts, rn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tenlao.phonology.vietnamese_spelling import is_unmarked_syllable

__all__ = ["before_mistyping", "without_keys"]

_SYLLABLE = re.compile(r"(?<![^\W_])[A-Za-z]+(?![^\W_])")
# Keys of Telex that add a mark to the letters before them; of the tones one stands at the end.
_SIGNS = re.compile(r"(?i)(?<=a)[aw]|(?<=d)d|(?<=e)e|(?<=o)[ow]|(?<=u)w")
_TONE = re.compile(r"(?i)[sfrxj]\Z")
# The same word twice.
_TWICE = re.compile(r"(?i)(?<![^\W_])([^\W\d_]+)[ -]\1(?![^\W_])")
# Letters that a scanner takes for one, and that one.
_READ_AS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def without_keys(words: str) -> str | None:
    """Return words without the keys of Telex that made no marks, None where there are none.

    In words without any marks, which may be of another language, the key of a tone alone is none.

    >>> without_keys("Lêng-xa-vawts"), without_keys("Vieeng Xay"), without_keys("Lêng-xa-vắt")
    ('Lêng-xa-vat', 'Vieng Xay', None)
    >>> without_keys("Xay-nhạ-chacs"), without_keys("Viengs Xay")
    ('Xay-nhạ-chac', None)
    """
    letters = _SYLLABLE.sub(_without_keys, words)
    if letters == words or (words.isascii() and not _SIGNS.search(words)):
        return None
    return letters


def before_mistyping(words: str) -> Iterator[str]:
    """Give what words may have been before a scanner took some letters for others, or a word came twice.

    >>> list(before_mistyping("Xaysornboun")), list(before_mistyping("Nhom Ma Ma Rát"))
    (['Xaysomboun'], ['Nhom Ma Rát'])
    """
    for read, letter in _READ_AS:
        for place in re.finditer(read, words):
            yield words[: place.start()] + letter + words[place.end() :]
    if twice := _TWICE.search(words):
        yield words[: twice.start()] + twice[1] + words[twice.end() :]


def _without_keys(syllable: re.Match[str]) -> str:
    """A syllable without the keys for its marks; itself if it is one of Vietnamese as it is, or none without them."""
    if is_unmarked_syllable(syllable[0].lower()):
        return syllable[0]
    letters = _SIGNS.sub("", _TONE.sub("", syllable[0]))
    return letters if is_unmarked_syllable(letters.lower()) else syllable[0]

"""Composed and decomposed texts (NFC, NFD), however many marks stand in a row."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

__all__ = ["is_normal", "normal"]

# To put marks in their order takes time that grows with the square of how many stand in a row: a text is taken in
# pieces of so many characters. They end before an ASCII character, as there is one in any text that anybody writes.
_LONGEST, _BEHIND = 1024, 256


def normal(form: Literal["NFC", "NFD"], text: str) -> str:
    r"""Return a text in a normal form, in time that grows as the text does.

    Marks by the thousand, which no letter has, are put in order piece by piece.

    >>> normal("NFC", "La\u0300o") == "L\u00e0o" and normal("NFD", "L\u00e0o") == "La\u0300o"
    True
    """
    if text.isascii():
        return text
    if len(text) <= _LONGEST:
        return unicodedata.normalize(form, text)
    return "".join([unicodedata.normalize(form, piece) for piece in _pieces(text)])


def is_normal(form: Literal["NFC", "NFD"], text: str) -> bool:
    r"""Tell whether a text is in a normal form.

    >>> is_normal("NFC", "La\u0300o"), is_normal("NFD", "La\u0300o")
    (False, True)
    """
    return text.isascii() or all(unicodedata.is_normalized(form, piece) for piece in _pieces(text))


def _pieces(text: str) -> Iterator[str]:
    start = 0
    while start < len(text):
        end = start + _LONGEST
        end = next((n for n in range(end, min(end + _BEHIND, len(text))) if text[n].isascii()), end)
        yield text[start:end]
        start = end

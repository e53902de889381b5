"""Texts as the checks compare them: whether one is tidy, and what is left without diacritics or punctuation."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["UNTIDY", "bare", "untidy", "without_marks"]

UNTIDY = "has a stray blank, or an invisible or decomposed character; retype it"
"""What there is to say of a text that is `untidy`."""


def untidy(text: str) -> bool:
    """Tell whether a text has a stray blank, or an invisible or decomposed character.

    >>> untidy("Prime Minister"), untidy("Prime  Minister"), untidy("Nha\u0302n Dân")
    (False, True, True)
    """
    return (
        text != " ".join(text.split()) or not text.isprintable() or unicodedata.normalize("NFC", text) != text
    )


def without_marks(text: str) -> str:
    """Return a text in small letters without diacritics, as a keyboard without Vietnamese writes it.

    >>> without_marks("Đuông-chít")
    'duong-chit'
    """
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join([letter for letter in letters if not unicodedata.combining(letter)])


def bare(text: str) -> str:
    """Return a text without diacritics, blanks and punctuation.

    >>> bare("Nhân Dân") == bare("nhan-dan")
    True
    """
    return re.sub(r"\W+", "", without_marks(text))

"""In which language a text is, as far as messages about it are written in that language."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

__all__ = ["Language", "language_of"]

Language = Literal["en", "vi"]

# Letters that Vietnamese has and French has not; renderings in an English text have them, too, but are few.
_VIETNAMESE = re.compile("[ăđơưĩũạ-ỹ]", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
# Of the words in Vietnamese newspapers, some half have such letters; in English ones with glosses, some twentieth.
_LEAST_SHARE = 0.2
_MOST_WORDS = 20_000


def language_of(text: str) -> Language:
    """Return Vietnamese for a text of which at least a fifth of the words have letters of that language alone.

    >>> language_of("Thủ tướng Lào đến thăm Hà Nội."), language_of("The Prime Minister of Laos (Lào) visits.")
    ('vi', 'en')
    """
    words = vietnamese = 0
    for word in _WORD.finditer(unicodedata.normalize("NFC", text)):
        words += 1
        vietnamese += _VIETNAMESE.search(word[0]) is not None
        if words == _MOST_WORDS:
            break
    return "vi" if words and vietnamese >= _LEAST_SHARE * words else "en"

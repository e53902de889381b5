"""In which language a text is, as far as messages about it are written in that language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from tenlao.base.normal_forms import normal
from tenlao.text.paragraphs import by_paragraph

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
    for _, (of_all, of_these) in _counted_by_paragraph(text):
        words, vietnamese = words + of_all, vietnamese + of_these
        if words >= _MOST_WORDS:
            break
    return "vi" if words and vietnamese >= _LEAST_SHARE * words else "en"


def _counted(paragraph: str) -> Iterator[tuple[int, int]]:
    """Count the words of a paragraph, and those with such letters."""
    words = [m[0] for m in islice(_WORD.finditer(normal("NFC", paragraph)), _MOST_WORDS)]
    yield len(words), sum(_VIETNAMESE.search(word) is not None for word in words)


_counted_by_paragraph = by_paragraph(_counted)

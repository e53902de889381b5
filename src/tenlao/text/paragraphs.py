"""The paragraphs of a text, as empty lines part them: what is found in one is remembered.

A text that is being written is read again and again, and all of it but one paragraph is what it was.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

__all__ = ["by_paragraph", "paragraphs"]

_END = re.compile(r"\n\n+")
_REMEMBERED, _LONGEST_REMEMBERED = 1 << 10, 4000  # paragraphs, and characters of one

T = TypeVar("T")


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    r"""Give the paragraphs of a text with the empty lines after them, and where each starts.

    >>> list(paragraphs("Lào\nđẹp\n\n\nXay"))
    [(0, 'Lào\nđẹp\n\n\n'), (10, 'Xay')]
    """
    start = 0
    for end in _END.finditer(text):
        yield start, text[start : end.end()]
        start = end.end()
    if start < len(text) or not start:
        yield start, text[start:]


def by_paragraph(find: Callable[[str], Iterable[T]]) -> Callable[[str], Iterator[tuple[int, T]]]:
    r"""Return a function of a text that gives what `find` gives of each paragraph, and where that starts.

    What is found in a paragraph must not depend on others.

    >>> words = by_paragraph(str.split)
    >>> list(words("Lào đẹp\n\nXay"))
    [(0, 'Lào'), (0, 'đẹp'), (9, 'Xay')]
    """

    @functools.lru_cache(_REMEMBERED)
    def remembered(paragraph: str) -> tuple[T, ...]:
        return tuple(find(paragraph))

    def found(text: str) -> Iterator[tuple[int, T]]:
        for start, paragraph in paragraphs(text):
            found = remembered(paragraph) if len(paragraph) <= _LONGEST_REMEMBERED else find(paragraph)
            for item in found:
                yield start, item

    return found

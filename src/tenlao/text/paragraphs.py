"""The paragraphs of a text, as empty lines part them: what is found in one is remembered.

A text that is being written is read again and again, and all of it but one paragraph is what it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from tenlao.text.surroundings import with_surroundings

__all__ = ["by_paragraph", "by_passage", "paragraphs", "passages"]

_END = re.compile(r"\n\n+")
_END_OF_PASSAGE = re.compile(r"\n(?:\n+|(?<=[.!?…:;]\n))")
_LONGEST_REMEMBERED = 4000  # characters of a paragraph or a passage

T = TypeVar("T")


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    r"""Give the paragraphs of a text with the empty lines after them, and where each starts.

    >>> list(paragraphs("Lào\nđẹp\n\n\nXay"))
    [(0, 'Lào\nđẹp\n\n\n'), (10, 'Xay')]
    """
    return _parts(text, _END)


def passages(text: str) -> Iterator[tuple[int, str]]:
    r"""Give the paragraphs of a text, cut also after each line that ends a sentence: no name goes on there.

    >>> list(passages("Lào\nđẹp.\nXay\n\nNga"))
    [(0, 'Lào\nđẹp.\n'), (9, 'Xay\n\n'), (14, 'Nga')]
    """
    return _parts(text, _END_OF_PASSAGE)


def _parts(text: str, ends: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The parts of a text that end so, and where each starts."""
    start = 0
    for end in ends.finditer(text):
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
    return _by(paragraphs, find)


def by_passage(find: Callable[[str], Iterable[T]]) -> Callable[[str], Iterator[tuple[int, T]]]:
    """Return what `by_paragraph` does, of passages."""
    return _by(passages, find)


def _by(
    parts: Callable[[str], Iterator[tuple[int, str]]], find: Callable[[str], Iterable[T]]
) -> Callable[[str], Iterator[tuple[int, T]]]:
    @with_surroundings(before=0, after=0, longest=_LONGEST_REMEMBERED)
    def remembered(part: str, start: int, end: int) -> tuple[T, ...]:
        return tuple(find(part))

    def found(text: str) -> Iterator[tuple[int, T]]:
        for start, part in parts(text):
            size = len(part)
            found = remembered(part, 0, size) if size <= _LONGEST_REMEMBERED else find(part)
            for item in found:
                yield start, item

    return found

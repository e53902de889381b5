"""Long texts read window by window: some paragraphs at a time, with what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

__all__ = ["NEARBY", "PARAGRAPH_END", "Window", "windows"]

# How much of a text is read at a time, and how much around it is looked at besides; in code points. Nothing that is
# further away than AROUND tells anything of a name, but for the persons named before.
SIZE, AROUND = 1 << 18, 2000
NEARBY = 1500
"""Characters around a name in which something may tell of it: fewer than a window has around what is read."""
_LONGEST = 64


class Window(NamedTuple):
    """A stretch of a text, from an `offset` of it on, of which the part from `begin` up to `end` is to be read."""

    text: str
    begin: int
    end: int
    offset: int


def windows(pieces: Iterable[str], size: int = SIZE, around: int = AROUND) -> Iterator[Window]:
    r"""Give windows on the text that pieces make together; the parts that are to be read make up the text.

    Such a part has at least `size` code points and ends with a paragraph, or where none ends in `_LONGEST` times the
    size, with a line. Besides it, a window has so much of what is `around`.

    >>> [(w.text, w.text[w.begin : w.end]) for w in windows(["one.\n", "two.\n", "three.\n"], size=4, around=2)]
    [('one.\ntw', 'one.\n'), ('.\ntwo.\nth', 'two.\n'), ('.\nthree.\n', 'three.\n')]
    """
    held, begin, offset = "", 0, 0
    for piece in pieces:
        held += piece
        while len(held) - begin >= size + around:
            end = _end(held, begin + size, len(held) - around)
            if not end:
                if len(held) - begin < _LONGEST * size + around:
                    break
                last = len(held) - around
                end = next((at for sign in "\n " if (at := held.rfind(sign, begin, last) + 1)), last)
            yield Window(held[: end + around], begin, end, offset)
            cut = max(0, end - around)
            held, begin, offset = held[cut:], end - cut, offset + cut
    if begin < len(held) or not offset:
        yield Window(held, begin, len(held), offset)


PARAGRAPH_END = re.compile(r"[.!?…;:)\]”\"»][^\S\n]*\n|\n[^\S\n]*\n")
"""Names go on over a line end, but not after the end of a sentence, nor over an empty line."""


def _end(text: str, first: int, last: int) -> int:
    """Return where a paragraph ends between two places, 0 if none does."""
    found = PARAGRAPH_END.search(text, max(0, first - 1), last)
    return found.end() if found else 0

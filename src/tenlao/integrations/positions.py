"""Where in a text an offset is, as editors count: by lines, and in them by UTF-8, UTF-16 or UTF-32 units."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lsprotocol import types

__all__ = ["Positions"]

_LINE_END = re.compile(r"\r\n|\n|\r")
_STEP = 1 << 10  # characters, after each of which the units before are counted once
_UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
# The upper bytes of the units in UTF-16 that are halves of a character.
_FIRST_HALVES, _SECOND_HALVES = (
    {bytes([byte]) for byte in range(first, first + 4)} for first in (0xD8, 0xDC)
)


class Positions:
    r"""The lines of a text, for offsets in code points; what is beyond a line or the text is at its end.

    >>> places = Positions("a😀b\r\nc", "utf-16")
    >>> places.of(2), places.of(5), places.of(6)
    ((0, 3), (1, 0), (1, 1))
    >>> places.offset(0, 3), places.offset(0, 99), places.offset(9, 0)
    (2, 3, 6)
    """

    def __init__(self, text: str, encoding: str) -> None:
        """Take the units in which an editor counts; UTF-16 if they are not known."""
        self.text = text
        self._codec, self._size = _UNITS.get(encoding, _UNITS["utf-16"])
        units = (self._units(text[at : at + _STEP]) for at in range(0, len(text), _STEP))
        self._units_before = list(accumulate(units, initial=0))
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._ends = [*(end.start() for end in ends), len(text)]

    def of(self, offset: int) -> tuple[int, int]:
        """Return the line of an offset, and how many units precede it there."""
        line = bisect_right(self._starts, offset) - 1
        return line, self._units_up_to(offset) - self._units_up_to(self._starts[line])

    def offset(self, line: int, units: int) -> int:
        """Return the offset of a place in a line."""
        if line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[line], self._ends[line]
        written = self.text[start:end].encode(self._codec, "surrogatepass")
        before = written[: self._whole(written, max(0, units) * self._size)]
        return start + len(before.decode(self._codec, "surrogatepass"))

    def range(self, start: int, end: int) -> types.Range:
        """Return a stretch as the protocol has it."""
        from lsprotocol import types

        return types.Range(types.Position(*self.of(start)), types.Position(*self.of(end)))

    def offset_at(self, position: types.Position) -> int:
        """Return the offset of a position of the protocol."""
        return self.offset(position.line, position.character)

    def _units_up_to(self, offset: int) -> int:
        step = min(offset, len(self.text)) // _STEP
        return self._units_before[step] + self._units(self.text[step * _STEP : offset])

    def _whole(self, written: bytes, end: int) -> int:
        """Return where the character begins within which an end is, or the end if it is within none."""
        if self._size == 1:
            while end < len(written) and written[end] & 0xC0 == 0x80:
                end -= 1
        elif (
            self._size == 2
            and written[end - 1 : end] in _FIRST_HALVES
            and written[end + 1 : end + 2] in _SECOND_HALVES
        ):
            end -= 2
        return end

    def _units(self, text: str) -> int:
        return len(text.encode(self._codec, "surrogatepass")) // self._size

"""Words that are printed twice side by side: a whole name, or a component at its beginning or its end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from tenlao.text.letters import CAPITAL
from tenlao.text.offsets import OffsetMap

__all__ = ["ReadOnce", "Repetition"]

_BLANKS, _FEW = r"[^\S\n]{1,8}", r"[^\S\n]{0,8}"
_WORD = rf"[{CAPITAL}][\w\u0300-\u036f-]{{0,60}}"
_NOT_IN_WORD = r"(?![\w\u0300-\u036f-])"
# After blanks or a comma; in brackets; or in brackets after brackets, of which one closes after it.
_REPEATED = re.compile(
    rf"(?<![\w-])(?P<words>{_WORD}(?:{_BLANKS}(?:{_WORD}|\d{{1,3}})){{0,7}}?)"
    rf"(?P<again>,?{_BLANKS}(?P=words){_NOT_IN_WORD}"
    rf"|{_FEW}[(\[]{_FEW}(?P=words){_FEW}[)\]]"
    rf"|{_FEW}[)\]]{_FEW}[(\[]{_FEW}(?P=words){_NOT_IN_WORD})"
)
_LAO = "[\u0e80-\u0eff]"
_REPEATED_LAO = re.compile(
    rf"(?P<words>{_LAO}{{4,40}}(?:{_BLANKS}{_LAO}{{2,40}})?)(?P<again>{_FEW}(?P=words))"
)


class Repetition(NamedTuple):
    """Words that stand from `start` up to `end` (code points) and say again what stands before them."""

    start: int
    end: int
    after_comma: bool


class ReadOnce:
    """A text in which what is printed twice side by side stands once.

    What stands on two lines, as a headline does and the words below it, is not side by side.

    >>> once = ReadOnce("Gặp ông Xỏn-xay Xỉ-phăn-đon Xỉ-phăn-đon.")
    >>> once.text, once.repetition(8, 27)
    ('Gặp ông Xỏn-xay Xỉ-phăn-đon.', Repetition(start=27, end=39, after_comma=False))
    >>> ReadOnce("Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon)").repetition(0, 18) is None
    True
    """

    def __init__(self, text: str) -> None:
        """Read a text."""
        self._repetitions = list(_repetitions(text))
        self.whole = OffsetMap(text, ((start, end, "") for start, end, _ in self._repetitions))
        self.text = self.whole.text

    def repetition(self, start: int, end: int) -> Repetition | None:
        """Return what is said again of the words between two offsets of the text that is left, if anything is."""
        number = bisect_right(self.whole.places, start)
        is_within = number < len(self._repetitions) and self.whole.places[number] <= end
        return self._repetitions[number] if is_within else None


def _repetitions(text: str) -> Iterator[Repetition]:
    """Give what is said again in a text, in text order, none overlapping."""
    found = [*_REPEATED.finditer(text), *_REPEATED_LAO.finditer(text)]
    for m in sorted(found, key=re.Match.start):
        start, end = m.span("again")
        yield Repetition(start, end, text[start] == ",")

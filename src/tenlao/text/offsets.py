"""What is left of a text when pieces of it are set aside, and where that stood in the whole."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from tenlao.text.edits import Edit

__all__ = ["JOINERS", "OffsetMap", "without_joiners"]

# What documents show for markup within a sentence; in a text it has no meaning for names either.
JOINERS = re.compile("\u2060+")


class OffsetMap:
    """The rest of a text without some pieces: each (start, end, kept), of which only `kept` is left.

    The pieces are in text order and do not overlap.

    >>> rest = OffsetMap("Lào (Laos) &amp; Việt", [(3, 10, ""), (11, 16, "&")])
    >>> rest.text, rest.start(3), rest.end(3), rest.start(6)
    ('Lào & Việt', 10, 3, 17)
    """

    def __init__(self, text: str, pieces: Iterable[tuple[int, int, str]] = ()) -> None:
        left = []
        at = place = lost = 0
        # Where in the rest something is missing, and how much is missing up to the first, second … of these places.
        self.places: list[int] = []
        self._lost = [0]
        for start, end, kept in pieces:
            left += [text[at:start], kept]
            place += start - at + len(kept)
            lost += end - start - len(kept)
            at = end
            self.places.append(place)
            self._lost.append(lost)
        self.text = "".join([*left, text[at:]])

    def start(self, offset: int) -> int:
        """Return where in the whole text starts what starts at an offset of the rest."""
        return offset + self._lost[bisect_right(self.places, offset)]

    def end(self, offset: int) -> int:
        """Return where in the whole text ends what ends at an offset of the rest."""
        return offset + self._lost[bisect_left(self.places, offset)]

    def moved(self, edit: Edit, text: str) -> Edit:
        """Return an edit of the rest as one of the whole text, which is given."""
        end = self.end(edit.end)
        start = self.start(edit.start) if edit.end > edit.start else end
        return Edit(start, end, text[start:end], edit.new)

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether nothing is missing between two offsets of the rest; at its end something may be."""
        return bisect_right(self.places, start) >= bisect_left(self.places, end)


def without_joiners(text: str) -> OffsetMap:
    """Return what is left of a text without the word joiners that documents show for markup.

    >>> without_joiners("So\u2060\u2060\u2060nexay").text
    'Sonexay'
    """
    return OffsetMap(text, ((m.start(), m.end(), "") for m in JOINERS.finditer(text)))

"""Places of a text when pieces of it are set aside: taken out and mapped back, or blanked where they stand."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from io import StringIO

from tenlao.text.edits import Edit

__all__ = ["BLANK", "JOINERS", "OffsetMap", "blanked", "without_joiners"]

# What documents show for markup within a sentence; in a text it has no meaning for names either.
JOINERS = re.compile("\u2060+")
# It stands for what is blanked: words on both sides of it are no neighbours.
BLANK = "."


class OffsetMap:
    """A text from which pieces are set aside, and where each of its offsets is in the whole text.

    It is made of a whole text and its pieces, each (start, end, kept): the characters from `start` up to `end` of the
    whole are set aside, and only `kept`, which is shorter, is left of them. The pieces are in text order and do not
    overlap. All offsets are in code points.

    `text` is what is left, and `places` are the offsets in it after what is kept of each piece. At such a place two
    offsets of the whole meet: the end of what stands before the missing characters, and the start of what stands
    after them. So `start` and `end` differ there, and only there.

    >>> left = OffsetMap("Lào (Laos) &amp; Việt", [(3, 10, ""), (11, 16, "&")])
    >>> left.text, list(left.places)
    ('Lào & Việt', [3, 5])
    >>> left.start(3), left.end(3), left.start(6)
    (10, 3, 17)
    """

    def __init__(self, text: str, pieces: Iterable[tuple[int, int, str]] = ()) -> None:
        left = StringIO()
        at = place = missing = 0
        self.places = array("q")
        # How many characters are missing before the first place, up to the first, up to the second …
        self._missing = array("q", [0])
        for start, end, kept in pieces:
            left.write(text[at:start])
            left.write(kept)
            place += start - at + len(kept)
            missing += end - start - len(kept)
            at = end
            self.places.append(place)
            self._missing.append(missing)
        left.write(text[at:])
        self.text = left.getvalue() if at else text

    def start(self, offset: int) -> int:
        """Return where in the whole text starts what starts at an offset of the text that is left."""
        return offset + self._missing[bisect_right(self.places, offset)]

    def end(self, offset: int) -> int:
        """Return where in the whole text ends what ends at an offset of the text that is left."""
        return offset + self._missing[bisect_left(self.places, offset)]

    def moved(self, edit: Edit, text: str) -> Edit:
        """Return an edit of the text that is left as one of the whole text, which is given.

        What is put in where something is missing stands before that.

        >>> whole = "Lào (Laos), Việt"
        >>> OffsetMap(whole, [(3, 10, "")]).moved(Edit(3, 3, "", "!"), whole)
        Edit(start=3, end=3, old='', new='!')
        """
        end = self.end(edit.end)
        start = self.start(edit.start) if edit.end > edit.start else end
        return Edit(start, end, text[start:end], edit.new)

    def is_whole(self, start: int, end: int) -> bool:
        """Tell whether nothing is missing between two offsets of the text that is left; at either something may be.

        >>> left = OffsetMap("So(ne)xay", [(2, 6, "")])
        >>> left.is_whole(0, 5), left.is_whole(0, 2), left.is_whole(2, 5)
        (False, True, True)
        """
        return bisect_right(self.places, start) >= bisect_left(self.places, end)


def without_joiners(text: str) -> OffsetMap:
    """Return what is left of a text without the word joiners that documents show for markup.

    >>> without_joiners("So\u2060\u2060\u2060nexay").text
    'Sonexay'
    """
    return OffsetMap(text, ((m.start(), m.end(), "") for m in JOINERS.finditer(text)))


def blanked(text: str, spans: Iterable[tuple[int, int]], blank: str = BLANK) -> str:
    """Return a text in which spans are blanked, so that no names are found there; all else stays in its place.

    The spans, each a start and an end in code points, are in text order and do not overlap.

    >>> blanked("Gặp ông Sonexay ở Lào", [(8, 15)])
    'Gặp ông ....... ở Lào'
    """
    left = StringIO()
    at = 0
    for start, end in spans:
        left.write(text[at:start])
        left.write(blank * (end - start))
        at = end
    left.write(text[at:])
    return left.getvalue()

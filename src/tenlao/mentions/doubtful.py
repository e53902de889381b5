"""Places that are doubtful by themselves: near a word of Laos, or in a row with sure ones, they are meant.

Where the text says that a place is in a neighbouring country, it is none of ours: Nậm Cắn (Kỳ Sơn, Nghệ An).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence

from tenlao.matching.score import Match
from tenlao.mentions.mention import Mention
from tenlao.mentions.span_rules import SAME_SOUND
from tenlao.mentions.span_search import is_elsewhere
from tenlao.mentions.spans import syllables
from tenlao.text.announcing import LOOKED_BACK, joins, row_before
from tenlao.text.keys import spelling_key
from tenlao.text.neighbours import is_neighbour
from tenlao.text.origins import speaks_of_laos
from tenlao.text.titles import opening_words
from tenlao.text.tokens import CAPITAL, Token

__all__ = ["in_rows", "is_among_neighbours", "is_near_laos", "is_said_abroad", "may_be_abroad"]

_NEARBY = 1500  # characters around a place that are looked at


def may_be_abroad(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether what is taken for a place may as well be one in a neighbouring country.

    That is one of that name or of one syllable, or any in spaced syllables that sound otherwise or have Vietnamese
    marks that no source prints: so are places of Vietnam.
    """
    if match.entry.kind != "place":
        return False
    spaced = len(tokens) > 1 and all(t.gap == " " and syllables(t) == 1 for t in tokens[1:])
    if spaced and match.kind != "exact" and not tokens[0].word.lao:
        apart = match.evidence.cost if match.evidence else 0.0
        marked = any(t.word.romanised is None for t in tokens)  # has letters that no romanization has
        if marked or apart > SAME_SOUND:
            return True
    return (len(tokens) == 1 and syllables(tokens[0]) == 1) or is_neighbour(
        "".join([t.word.key for t in tokens])
    )


def is_near_laos(text: str, place: int, sure: Sequence[int]) -> bool:
    """Tell whether the text near a place names Laos, or has one of the sure mentions, which start so, in order."""
    first, last = place - _NEARBY, place + _NEARBY
    named = bisect_left(sure, first) < bisect_left(sure, last)
    return named or speaks_of_laos(text[max(0, first) : last])


def is_among_neighbours(text: str, start: int, end: int) -> bool:
    """Tell whether a name stands in a row after a place of a neighbouring country, or right before one.

    >>> rows = "Mường Lát, Mường Lống", "Mường La, Sơn La", "Viêng Xay, Mường Lống"
    >>> [is_among_neighbours(row, start, end) for row, start, end in zip(rows, (11, 0, 11), (21, 8, 21))]
    [True, True, False]
    """
    following = _NEXT.match(text, end)
    return any(_is_abroad(name) for name, _ in row_before(text[max(0, start - LOOKED_BACK) : start])) or (
        following is not None and _is_abroad(following["next"])
    )


def is_said_abroad(text: str, mention: Mention) -> bool:
    """Tell whether the text says of a smaller place of ours that it is in a part of a neighbouring country.

    Its row may be told to be there, or a larger place that follows: Điện Biên có Mường Nhé, Na Son; huyện Phonthong
    tỉnh Roi Et; Nậm Cắn (Kỳ Sơn, Nghệ An).
    """
    entry = mention.match.entry
    if entry.kind != "place" or entry.type in _LARGE:
        return False
    if text[mention.end : mention.end + _AFTER].lstrip(" \n,").startswith(_BEGINNINGS):
        around = _AROUND.match(text, mention.end)
        if around and _is_abroad(around["within"] or around["larger"] or ""):
            return True
    before = text[max(0, mention.start - LOOKED_BACK) : mention.start]
    if not any(word in before for word in _HAVING):
        return False
    lefts = (before, *(left for _, left in row_before(before)))
    having = (_HAS.search(left) for left in lefts if left.rstrip().endswith(_HAVING))
    return any(_is_abroad(m["whole"]) for m in having if m)


_LARGE = ("capital", "province", "region")
_AFTER = 14  # characters after a place in which something about it begins
_NAME = rf"[{CAPITAL}][^\s,;:.()]*(?:[ \u00a0-][{CAPITAL}][^\s,;:.()]*){{0,3}}"
# In brackets the last of some places, each in the next; or a larger place in which this one is.
_BEGINNINGS = ("(", "tỉnh", "thuộc tỉnh", "của tỉnh")
_AROUND = re.compile(
    rf"\s*\((?:[^()\n]{{0,40}},\s*)?(?:(?:tỉnh|huyện)\s+)?(?P<within>{_NAME})\)"
    rf"|\s*,?\s*(?:{'|'.join(_BEGINNINGS[1:])})\s+(?P<larger>{_NAME})"
)
_NEXT = re.compile(rf",\s+(?P<next>{_NAME})")
# What a larger place has.
_HAVING = (" có", " gồm", " như", ":")
_HAS = re.compile(rf"(?P<whole>{_NAME})(?:{'|'.join(_HAVING)})\s+\Z")


def _is_abroad(name: str) -> bool:
    first, _, rest = name.strip().partition(" ")
    return is_elsewhere(spelling_key(rest if first.casefold() in opening_words() else name))


def in_rows(text: str, mentions: Sequence[Mention], doubtful: Container[int]) -> list[Mention]:
    """Return mentions without the doubtful ones, told by where they start, that stand in no row with a sure place.

    A row is also a column of a table whose cells they fill, at the beginning of lines that follow each other.

    >>> from tenlao import load
    >>> [m.text for m in load().find("Kasi, Feuang and Long. Feuang in")]
    ['Kasi', 'Feuang', 'Long']
    """
    kept: set[int] = set()
    for ordered in (mentions, mentions[::-1]):
        before: Mention | None = None
        for m in ordered:
            first, second = (m, before) if before is None or m.start < before.start else (before, m)
            if m.start not in doubtful or (second and _side_by_side(text, first, second)):
                before = m if m.match.entry.kind == "place" else None
                kept.add(m.start)
            else:
                before = m if m.start in kept else None
    return [m for m in mentions if m.start in kept]


def _side_by_side(text: str, first: Mention, second: Mention) -> bool:
    """Tell whether two mentions stand in a row, or in a column one under the other."""
    between = text[first.end : second.start]
    if joins(between):
        return True
    begins_line = text[max(0, first.start - 1) : first.start] in ("", "\n")
    fill_cells = between.startswith("\t") and text.startswith("\t", second.end)
    return begins_line and fill_cells and between.endswith("\n") and between.count("\n") == 1

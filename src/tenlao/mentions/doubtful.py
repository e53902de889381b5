"""Places that are doubtful by themselves: near a word of Laos, or in a row with sure ones, they are meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from operator import attrgetter

from tenlao.matching.score import Match
from tenlao.matching.units import SAME_SOUND
from tenlao.mentions.mention import Mention
from tenlao.mentions.spans import syllables
from tenlao.mentions.windows import NEARBY
from tenlao.phonology.vietnamese_spelling import is_syllable
from tenlao.text.announcing import joins
from tenlao.text.neighbours import is_neighbour
from tenlao.text.origins import is_country, is_vietnamese_place, laos_named
from tenlao.text.tokens import Token

__all__ = ["Surroundings", "alone", "in_rows", "is_named_beside", "may_be_abroad", "named_again"]

MOST_IN_VIETNAM = 3
"""Syllables of the name of a place of Viet Nam, at the most."""
_PIECE = 256  # characters of a text that are read together
_DASH = re.compile(r"[^\S\n]{1,2}[-\u2010-\u2014\u2192][^\S\n]{1,2}")
_ROUTE = 80  # characters of one, on either side of two stops
_PARTING = re.compile(r"[\n,;:.()]")
_BESIDE = 80  # characters between two forms of one name
_BORNE_OUT = 3  # places in small letters near each other, or in a row, that bear each other out (judged)


def may_be_abroad(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether what is taken for a place may as well be one in a neighbouring country.

    That is one of that name or of one syllable, or any in spaced syllables that sound otherwise or, if they are no
    more than places of Vietnam have, have marks that no source prints.
    """
    if match.entry.kind != "place":
        return False
    spaced = len(tokens) > 1 and all(t.gap == " " and syllables(t) == 1 for t in tokens[1:])
    if spaced and match.kind != "exact" and not tokens[0].word.lao:
        apart = match.evidence.cost if match.evidence else 0.0
        few = len(tokens) <= MOST_IN_VIETNAM
        if apart > SAME_SOUND or (few and not all(t.word.key.isascii() for t in tokens)):
            return True
    return (len(tokens) == 1 and syllables(tokens[0]) == 1) or is_neighbour(
        "".join([t.word.key for t in tokens])
    )


class Surroundings:
    """What a text says around places of it; it is read in pieces, each when it is first asked for.

    >>> around = Surroundings("Đại sứ Lào ở Nga")
    >>> around.is_near_laos(14, ()), Surroundings("Đại sứ Nga").is_near_laos(3, ())
    (True, False)
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces: dict[int, list[int]] = {}  # where Laos is named, by pieces

    def is_near_laos(self, place: int, sure: Sequence[int]) -> bool:
        """Tell whether the text near a place names Laos, or has one of the sure mentions, given by their starts."""
        first, last = max(0, place - NEARBY), min(len(self._text), place + NEARBY)
        if _any_between(sure, first, last):
            return True
        pieces = range(first // _PIECE, -(-last // _PIECE))
        return any(_any_between(self._laos_in(piece), first, last) for piece in pieces)

    def _laos_in(self, piece: int) -> list[int]:
        found = self._pieces.get(piece)
        if found is None:
            found = self._pieces[piece] = laos_named(self._text, piece * _PIECE, (piece + 1) * _PIECE)
        return found


def _any_between(places: Sequence[int], first: int, last: int) -> bool:
    """Tell whether there is any of some places, in their order, from one on up to another."""
    return bisect_left(places, first) < bisect_left(places, last)


def alone(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give the mentions near which too few other entries are named among them, in text order as they are given."""
    near: Counter[str] = Counter()
    first = last = 0
    for m in mentions:
        while last < len(mentions) and mentions[last].start <= m.start + NEARBY:
            near[mentions[last].match.entry.id] += 1
            last += 1
        while mentions[first].start < m.start - NEARBY:
            left = mentions[first].match.entry.id
            near[left] -= 1
            if not near[left]:
                del near[left]
            first += 1
        if len(near) < _BORNE_OUT:
            yield m


def in_rows(
    text: str, around: Surroundings, mentions: Sequence[Mention], doubtful: Container[int]
) -> list[Mention]:
    """Return mentions without the doubtful ones, told by where they start, that stand in no row with a sure place.

    A row is also a column of a table whose cells they fill, at the beginning of lines that follow each other. Near a
    word of Laos several in a row bear each other out.

    >>> from tenlao import load
    >>> [m.text for m in load().find("Kasi, Feuang and Long. Nga in")]
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
    sure = [m.start for m in mentions if m.start not in doubtful]
    for row in _rows(text, [m for m in mentions if m.start not in kept]):
        if _is_borne_out(row) and around.is_near_laos(row[0].start, sure):
            kept.update(m.start for m in row)
    return [m for m in mentions if m.start in kept]


def _rows(text: str, mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Give mentions that stand side by side."""
    row: list[Mention] = []
    for m in mentions:
        if row and not _side_by_side(text, row[-1], m):
            yield row
            row = []
        row.append(m)
    if row:
        yield row


def _is_borne_out(row: Sequence[Mention]) -> bool:
    """Tell whether enough places stand in a row, most of them no words of Vietnamese: Meun, Feuang and Mad."""
    others = sum(not is_syllable(m.text) for m in row)
    return len({m.match.entry.id for m in row}) >= _BORNE_OUT and 2 * others > len(row)


def is_named_beside(text: str, mention: Mention, sure: Sequence[Mention]) -> bool:
    r"""Tell whether one of the sure mentions near a mention, on its line, is of the same place in another form.

    >>> from tenlao import load
    >>> [m.text for m in load().find("huyện Kham (ຄຳ) của Lào\nຄຳ")]
    ['Kham', 'ຄຳ']
    """
    first = bisect_left(sure, mention.start - _BESIDE, key=attrgetter("start"))
    last = bisect_left(sure, mention.end + _BESIDE, key=attrgetter("start"))
    return any(
        m.match.entry.id == mention.match.entry.id
        and "\n" not in text[min(m.start, mention.start) : max(m.end, mention.end)]
        for m in sure[first:last]
    )


def named_again(kept: Sequence[Mention], doubtful: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that are kept, and those doubtful ones that name a place as one of them before does.

    Words of Vietnamese are left out: there may be somebody called Nga near the district.

    >>> from tenlao import load
    >>> [m.text for m in load().find("Between Seno and Phine it is bad. From there to Phine the road is good.")]
    ['Seno', 'Phine', 'Phine']
    """
    sure = {m.start for m in kept}
    named: set[tuple[str, str]] = set()
    left = []
    for m in doubtful:
        name = m.text, m.match.entry.id
        if m.start in sure:
            named.add(name)
        if m.start in sure or (name in named and not is_syllable(m.text)):
            left.append(m)
    return left


def _side_by_side(text: str, first: Mention, second: Mention) -> bool:
    """Tell whether two mentions stand in a row, be it a route with dashes, or in a column one under the other."""
    between = text[first.end : second.start]
    if joins(between) or (_DASH.fullmatch(between) and _is_route_here(text, first.start, second.end)):
        return True
    begins_line = text[max(0, first.start - 1) : first.start] in ("", "\n")
    fill_cells = between.startswith("\t") and text.startswith("\t", second.end)
    return begins_line and fill_cells and between.endswith("\n") and between.count("\n") == 1


def _is_route_here(text: str, start: int, end: int) -> bool:
    """Tell whether the dashes around two names join no place of another country: Bangkok – Nan – Luang Prabang."""
    before = _PARTING.split(text[max(0, start - _ROUTE) : start])[-1]
    after = _PARTING.split(text[end : end + _ROUTE])[0]
    stops = _DASH.split(f"{before}{text[start:end]}{after}".strip())
    return not any(is_country(stop) or is_vietnamese_place(stop) for stop in stops)

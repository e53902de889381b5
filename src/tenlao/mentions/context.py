"""What a text says near a person: of what places, in which years, and with whom he is named.

It tells namesakes apart, also a man and the city named after him, and admits somebody who is known by a given name
alone where he is named with others who served with him.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from tenlao.matching.score import AS_GOOD, Match
from tenlao.matching.tenure import tenure_in, tenure_of
from tenlao.mentions.mention import Mention
from tenlao.mentions.windows import NEARBY
from tenlao.table.model import Entry, Office
from tenlao.text.announcing import joins
from tenlao.text.columns import cell_at
from tenlao.text.high_offices import FARTHEST, office_following

__all__ = ["among_namesakes", "has_companion", "is_among_royals"]

# Characters around somebody known by a given name, in which one of the family is named.
_BESIDE = 200
_YEAR = re.compile(r"(?<![\d.,])(?:1[3-9]|20)\d\d(?![\d]|[.,]\d)")
# Others of royal houses right beside somebody, among whom a royal is meant by a given name; judged.
_SEVERAL = 2
# Years between the offices of two persons who are named together; judged.
_SAME_TIME = 5


class _Around(NamedTuple):
    """The places and the years that are named near a mention."""

    places: frozenset[str]
    years: frozenset[int]


def among_namesakes(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions with that person of several of a name for whom most of what is near speaks.

    For a person speak a place that an office of his is of, or one in it, and a year in which he held one; against
    him, that he was not in public life in any of the years. Where nothing decides, all stays as it is.

    >>> from tenlao import Entry, Form, Gazetteer, Office, Table
    >>> form = (Form("Somphet Testaphone", "latin"),)
    >>> leader = Entry("leader", "person", form, same_name_as=("player",), offices=(Office("Leader", year=1955),))
    >>> player = Entry("player", "person", form, same_name_as=("leader",), offices=(Office("Player", year=2024),))
    >>> names = Gazetteer(Table([leader, player]))
    >>> [names.find(f"Somphet Testaphone, {year}")[0].match.entry.id for year in (1956, 2023)]
    ['leader', 'player']
    """
    meant = [_among_places(text, n, mentions) for n in range(len(mentions))]
    return [_meant(text, m, meant) if _has_namesake(m) else m for m in meant]


def _among_places(text: str, n: int, mentions: Sequence[Mention]) -> Mention:
    """The mention of this number, of the place named after a person if it stands in a row or a column of places."""
    mention = mentions[n]
    if mention.match.entry.kind != "person":
        return mention
    named_after = (
        m for m in mention.others if m.entry.kind == "place" and m.score >= mention.match.score - AS_GOOD
    )
    place = next(named_after, None)
    if place is None:
        return mention
    beside = [*mentions[max(0, n - 1) : n], *mentions[n + 1 : n + 2]]
    in_row = len(beside) == 2 and all(
        joins(text[first.end : second.start])
        for first, second in ((beside[0], mention), (mention, beside[1]))
    )
    rows = beside if in_row else _above_and_below(text, mention, mentions)
    if not rows or any(m.match.entry.kind != "place" for m in rows):
        return mention
    others = (mention.match, *(m for m in mention.others if m is not place))
    return replace(mention, match=place, others=others)


def _above_and_below(text: str, mention: Mention, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in the cells of a table right above one and below it, where tabs part cells."""
    line, column = cell_at(text, mention.start)
    end = text.find("\n", mention.end)
    if "\t" not in text[line : end if end >= 0 else len(text)]:
        return []
    above = text.rfind("\n", 0, max(0, line - 1)) + 1
    lines = {above if line else -1, end + 1 if end >= 0 else -1}
    return [
        m
        for m in _near(mention, mentions)
        if (cell := cell_at(text, m.start))[0] in lines and cell[1] == column
    ]


def _has_namesake(mention: Mention) -> bool:
    return len(_namesakes(mention)) > 1


def _namesakes(mention: Mention) -> list[Match]:
    """The persons whom a mention may as well name, the one that it is taken for first."""
    match = mention.match
    if match.entry.kind != "person":
        return [match]
    others = (m for m in mention.others if m.entry.kind == "person" and m.score >= match.score - AS_GOOD)
    return [match, *others]


def _meant(text: str, mention: Mention, mentions: Sequence[Mention]) -> Mention:
    around = _around(text, mention, mentions)
    namesakes = _namesakes(mention)
    spoken = {match.entry.id: _speaks_for(match.entry, around) for match in namesakes}
    best = max(spoken.values())
    meant = [match for match in namesakes if spoken[match.entry.id] == best]
    if len(meant) == len(namesakes):
        return mention
    ruled_out = spoken.keys() - {match.entry.id for match in meant}
    others = (mention.match, *mention.others)
    left = tuple(m for m in others if m is not meant[0] and m.entry.id not in ruled_out)
    return replace(mention, match=meant[0], others=left)


def _around(text: str, mention: Mention, mentions: Sequence[Mention]) -> _Around:
    near = (m.match.entry for m in _near(mention, mentions) if m.match.entry.kind == "place")
    places = {id for place in near for id in (place.id, place.province) if id}
    said = text[max(0, mention.start - NEARBY) : mention.end + NEARBY]
    return _Around(frozenset(places), frozenset(int(year[0]) for year in _YEAR.finditer(said)))


def _near(mention: Mention, mentions: Sequence[Mention], within: int = NEARBY) -> list[Mention]:
    """The mentions near one, of those of a text in its order."""
    first = bisect_left(mentions, mention.start - within, key=_start)
    last = bisect_right(mentions, mention.start + within, key=_start)
    return [m for m in mentions[first:last] if m is not mention]


def _start(mention: Mention) -> int:
    return mention.start


def _speaks_for(entry: Entry, around: _Around) -> int:
    """Count what speaks for a person and against him."""
    standings = [tenure_in(entry, year).standing for year in around.years]
    impossible = bool(standings) and all(standing == "impossible" for standing in standings)
    is_there = any(office.place in around.places for office in entry.offices)
    return is_there + ("held" in standings) - 2 * impossible


def has_companion(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether near somebody who is known by a given name alone another is named who served with him.

    These have an office of one title or one place, at about the same time. Right beside, it may be one of the family,
    whom the role of one of the two names: a husband, a mother.
    """
    entry = mention.match.entry
    near = [
        m for m in _near(mention, mentions) if m.match.entry.kind == "person" and m.match.entry.id != entry.id
    ]
    served = (
        _served_together(one, other) for m in near for one in entry.offices for other in m.match.entry.offices
    )
    return any(served) or any(
        _is_named_in(entry, m.match.entry) or _is_named_in(m.match.entry, entry)
        for m in near
        if abs(m.start - mention.start) <= _BESIDE
    )


def is_among_royals(text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Tell whether beside somebody of a royal house stand a year of the reign, the office, a companion or several."""
    entry = mention.match.entry
    said = text[max(0, mention.start - _BESIDE) : mention.end + _BESIDE]
    if any(tenure_in(entry, int(year[0])).standing == "held" for year in _YEAR.finditer(said)):
        return True
    office = office_following(text[mention.end : mention.end + FARTHEST])
    if office is not None and office.search(entry.role or ""):
        return True
    near = [m for m in _near(mention, mentions, _BESIDE) if m.match.entry.type == entry.type]
    return len({m.match.entry.id for m in near} - {entry.id}) >= _SEVERAL or has_companion(mention, near)


def _is_named_in(one: Entry, other: Entry) -> bool:
    """Tell whether the role of an entry names another: Queen, wife of Savang Vatthana."""
    role = other.role or ""
    forms = (form.text for form in one.forms if form.writing == "latin" and form.text in role)
    return any(re.search(rf"(?:^|\b[a-z]+ |[,;(] ?){re.escape(text)}\b(?! [A-Z])", role) for text in forms)


def _served_together(one: Office, other: Office) -> bool:
    together = one.title == other.title or (one.place is not None and one.place == other.place)
    return together and any(
        abs(year - another) <= _SAME_TIME or tenure_of(other, year).standing == "held"
        for year in one.years
        for another in other.years
    )

"""What a table has and what it lacks: how many entries have a form in each writing, group by group."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from tenlao.base.translations import marked, translated
from tenlao.base.vocabulary import KINDS, WRITINGS, Writing
from tenlao.base.word_lists import word_lists
from tenlao.table.model import Entry, Table

__all__ = ["Group", "coverage", "in_markdown"]

_NONE, _EARLY = marked("not told"), marked("before 1940")
# What groups of the bundled table are called; the types of other tables are shown as they are.
_NAMED = frozenset(
    (
        *(*KINDS, _NONE, _EARLY, marked("woman"), marked("man")),
        *(marked("politician"), marked("official"), marked("diplomat"), marked("military"), marked("police")),
        *(marked("royal"), marked("historical"), marked("religious"), marked("scholar"), marked("business")),
        *(marked("arts"), marked("sport"), marked("other")),
    )
)


class Group(NamedTuple):
    """Entries of one sort: how many there are, and how many of them have a usual form in each writing."""

    name: str
    entries: int
    having: Mapping[Writing, int]


def coverage(table: Table) -> dict[str, list[Group]]:
    """Group the entries of a table in several ways; an entry may be in more than one group, or in none.

    >>> from tenlao.table.model import Form
    >>> table = Table((Entry("attapeu", "place", (Form("Attapeu", "latin"),)),))
    >>> coverage(table)["by kind"]
    [Group(name='place', entries=1, having={'latin': 1, 'vietnamese': 0, 'lao': 0})]
    """
    persons = [entry for entry in table.entries if entry.kind == "person"]
    provinces = {e.id: e for e in table.entries if e.type in ("province", "capital") and not e.province}
    places = {entry.id: entry for entry in table.entries if entry.kind == "place"}
    return {
        marked("by kind"): _groups(table.entries, lambda entry: [entry.kind]),
        marked("persons by what they are"): _groups(persons, lambda entry: [entry.type or _NONE]),
        marked("persons by decade of office"): _in_order(_groups(persons, _decades)),
        marked("persons by sex, where the role tells it"): _groups(persons, _sex),
        marked("persons and places by province"): _groups(
            table.entries, partial(_provinces, provinces, places)
        ),
    }


def in_markdown(groups: Mapping[str, Sequence[Group]]) -> Iterator[str]:
    """Yield the lines of tables in Markdown, in the present language.

    >>> print(*in_markdown({"by kind": [Group("place", 3, {"latin": 3, "vietnamese": 2, "lao": 1})]}), sep=chr(10))
    | by kind | entries | Latin | Vietnamese | Lao |
    |---|---|---|---|---|
    | place | 3 | 100 % | 67 % | 33 % |
    <BLANKLINE>
    """
    writings = {"latin": marked("Latin"), "vietnamese": marked("Vietnamese"), "lao": marked("Lao")}
    for way, found in groups.items():
        heads = [way, marked("entries"), *(writings[writing] for writing in WRITINGS)]
        yield f"| {' | '.join(map(translated, heads))} |"
        yield f"|{'---|' * len(heads)}"
        for group in found:
            shares = [f"{100 * group.having[writing] / group.entries:.0f} %" for writing in WRITINGS]
            name = translated(group.name) if group.name in _NAMED else group.name
            yield f"| {' | '.join((name, str(group.entries), *shares))} |"
        yield ""


def _groups(entries: Iterable[Entry], names_of: Callable[[Entry], Iterable[str]]) -> list[Group]:
    """Group entries by names, the largest group first."""
    grouped: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in names_of(entry):
            grouped.setdefault(name, []).append(entry)
    groups = [
        Group(name, len(some), {writing: sum(map(partial(_has, writing), some)) for writing in WRITINGS})
        for name, some in grouped.items()
    ]
    return sorted(groups, key=lambda group: (-group.entries, group.name))


def _in_order(groups: Sequence[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: (group.name == _NONE, group.name != _EARLY, group.name))


def _has(writing: Writing, entry: Entry) -> bool:
    return bool(entry.preferable(writing))


def _decades(entry: Entry) -> Iterable[str]:
    """The decades in which a person is known to have been in office."""
    found: set[int] = set()
    for office in entry.offices:
        if office.years:
            found |= {year // 10 for year in range(min(office.years), max(office.years) + 1)}
    return {f"{decade}0–{decade}9" if decade >= 194 else _EARLY for decade in found} or [_NONE]


def _sex(entry: Entry) -> Iterable[str]:
    words = word_lists("offices.toml")["sexes"]
    # behind "of" stands somebody else, and in brackets at the end a remark on the person
    said = re.sub(r" of .*?(?=\(\w+\)$|$)", " ", (entry.role or "").casefold())
    told = [sex for sex, some in words.items() if re.search(rf"\b(?:{'|'.join(some)})\b", said)]
    return told if len(told) == 1 else [_NONE]


def _provinces(provinces: Mapping[str, Entry], places: Mapping[str, Entry], entry: Entry) -> Iterable[str]:
    """The provinces of a place, or of the places that offices of a person are of."""
    named = {entry.id, entry.province, *(office.place for office in entry.offices)}
    within = {place.province for id, place in places.items() if id in named}
    return [province.latin or id for id, province in provinces.items() if id in named | within]

"""Entries as records: ids in lists, texts and years beside the names, types, and the order of the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tenlao.base.vocabulary import KINDS
from tenlao.curating.checks.checked_table import CheckedTable
from tenlao.curating.checks.plain_text import UNTIDY, untidy
from tenlao.curating.table_findings import TableFinding
from tenlao.table.model import Entry

__all__ = ["check"]

_YEARS = re.compile(r"\b(\d{4})([–-])(\d{4}|\d\d)\b")
_YEAR = re.compile(r"\b(?:1\d|20)\d\d\b")

_USUAL_TYPE = 5  # entries of a type that the type of a single entry may be a slip for
_SLIP = 2  # edits between a type and one that it may be a slip for


def check(table: CheckedTable) -> Iterator[TableFinding]:
    """Yield what is wrong with the records of a table."""
    yield from _lists(table)
    for entry in table.entries:
        yield from _texts(table, entry)
        yield from _role(table, entry)
        yield from _offices(table, entry)
    yield from _types(table)
    if table.alone:
        yield from _order(table)


def _lists(table: CheckedTable) -> Iterator[TableFinding]:
    """Check lists of ids, which reading takes as they are."""
    for id in _doubled(table.file.data.get("hide")):
        yield TableFinding("doubled-value", f'hide has "{id}" twice; once is enough', table.file.path, None)
    for entry in table.entries:
        for id in _doubled(entry.same_name_as):
            message = f'same_name_as has "{id}" twice; once is enough'
            yield table.at("doubled-value", "entry", entry.id, "same_name_as", message)


def _doubled(values: Any) -> list[str]:
    if not isinstance(values, list | tuple):
        return []
    counts = Counter(value for value in values if isinstance(value, str))
    return [value for value, count in counts.items() if count > 1]


def _texts(table: CheckedTable, entry: Entry) -> Iterator[TableFinding]:
    texts = [("role", entry.role), ("type", entry.type), *(("offices", o.title) for o in entry.offices)]
    for key, value in texts:
        if value and untidy(value):
            yield table.at("untidy-text", "entry", entry.id, key, f"{key} {value!r} {UNTIDY}")
    if entry.id in entry.same_name_as:
        message = f'"{entry.id}" is in its own same_name_as; remove it there'
        yield table.at("same-name-as-itself", "entry", entry.id, "same_name_as", message)


def _role(table: CheckedTable, entry: Entry) -> Iterator[TableFinding]:
    """Check the years in a role."""
    for first, dash, last in _YEARS.findall(entry.role or ""):
        if dash == "-":
            message = f'write "{first}–{last}" with a dash (–), not with a hyphen'
            yield table.at("year-hyphen", "entry", entry.id, "role", message)
        if first[: -len(last)] + last < first:
            message = f'the term "{first}{dash}{last}" ends before it begins'
            yield table.at("reversed-years", "entry", entry.id, "role", message)
    for year in _YEAR.findall(entry.role or ""):
        if int(year) > table.today.year:
            message = f"the year {year} in the role is yet to come"
            yield table.at("future-year", "entry", entry.id, "role", message)


def _offices(table: CheckedTable, entry: Entry) -> Iterator[TableFinding]:
    """Check the years of offices: people read them in the role."""
    told = {int(year) for year in _YEAR.findall(entry.role or "")}
    told |= {int(first[: -len(last)] + last) for first, _, last in _YEARS.findall(entry.role or "")}
    for office in entry.offices:
        for year in (office.start, office.end, office.year):
            if year is not None and year > table.today.year:
                message = f"the year {year} of an office is yet to come"
                yield table.at("future-year", "entry", entry.id, "offices", message)
            elif year is not None and entry.role and year not in told and not office.circa:
                message = f'the role does not tell the year {year} of "{office.title}"; add it there'
                yield table.at("office-not-in-role", "entry", entry.id, "offices", message)


def _types(table: CheckedTable) -> Iterator[TableFinding]:
    from rapidfuzz.distance import DamerauLevenshtein

    counts = Counter(entry.type for entry in table.whole.values() if entry.type)
    usual = [type for type, count in counts.items() if count >= _USUAL_TYPE]
    for entry in table.entries:
        if entry.type and counts[entry.type] == 1:
            near = [type for type in usual if DamerauLevenshtein.distance(type, entry.type) <= _SLIP]
            for type in near[:1]:
                message = f'no other entry has the type "{entry.type}"; did you mean "{type}"?'
                yield table.at("rare-type", "entry", entry.id, "type", message)


def _order(table: CheckedTable) -> Iterator[TableFinding]:
    """Check the order of entries and sources."""
    for before, after in pairwise(table.entries):
        if (KINDS.index(before.kind), before.id) > (KINDS.index(after.kind), after.id):
            message = f'"{after.id}" belongs before "{before.id}": entries go by kind, then by id'
            yield table.at("out-of-order", "entry", after.id, "id", message)
    for first, second in pairwise(table.sources):
        if first > second:
            message = f'"{second}" belongs before "{first}": sources go by id'
            yield table.at("out-of-order", "source", second, "id", message)

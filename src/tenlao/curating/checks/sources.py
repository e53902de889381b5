"""Sources: what forms cite, and what is said of who printed them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from tenlao.base.vocabulary import WRITINGS
from tenlao.curating.checks.checked_table import CheckedTable
from tenlao.curating.checks.plain_text import UNTIDY, bare, untidy
from tenlao.curating.checks.typography import in_decree_typography
from tenlao.curating.table_findings import TableFinding
from tenlao.table.model import Entry, Form, Source

__all__ = ["check"]

_URL = re.compile(r"https?://[^\s/.]+(\.[^\s/.]+)+(:\d+)?(/\S*)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

_FIRST_PRINT = 1850  # the year before which nothing with names in Lao was printed
_MANY_SOURCES = 3  # of a form; more tell nothing new


def check(table: CheckedTable) -> Iterator[TableFinding]:
    """Yield what is wrong with the sources of a table and with how they are cited."""
    with_sources = table.alone and any(form.sources for entry in table.entries for form in entry.forms)
    for entry in table.entries:
        for form in entry.forms:
            yield from _citations(table, entry, form)
        if with_sources:
            yield from _uncited_forms(table, entry)
    for source in table.sources.values():
        yield from _source(table, source)
    yield from _uncited_sources(table)
    yield from _addresses(table)
    yield from _publishers(table)


def _citations(table: CheckedTable, entry: Entry, form: Form) -> Iterator[TableFinding]:
    doubled = [id for id, count in Counter(form.sources).items() if count > 1]
    for id in doubled:
        yield table.at_form("doubled-source", entry, form, f'cites "{id}" twice; once is enough')
    if len(form.sources) > _MANY_SOURCES:
        advice = f"cites more than {_MANY_SOURCES} sources; keep the best"
        yield table.at_form("many-sources", entry, form, advice)


def _uncited_forms(table: CheckedTable, entry: Entry) -> Iterator[TableFinding]:
    """Check that a form cites a page where a form beside it does.

    A rendering in first place needs none if it has the typography of the decree and no form that is cited has.
    """
    for writing in WRITINGS:
        forms = [form for form in entry.forms if form.writing == writing]
        beside = [other for other in forms[1:] if other.tag is None and other.sources]
        for number, form in enumerate(forms):
            if form.sources or not (beside or number > 0):
                continue
            better = writing == "vietnamese" and number == 0 and in_decree_typography(form.text)
            if not better or any(in_decree_typography(other.text) for other in beside):
                advice = "cites no source; cite the page that prints it"
                yield table.at_form("no-source", entry, form, advice)


def _source(table: CheckedTable, source: Source) -> Iterator[TableFinding]:
    if untidy(source.publisher):
        message = f"publisher {source.publisher!r} {UNTIDY}"
        yield table.at("untidy-text", "source", source.id, "publisher", message)
    if source.url is not None and _URL.fullmatch(source.url) is None:
        message = f'"{source.url}" is no address of a page; write it as https://example.org/page'
        yield table.at("bad-url", "source", source.id, "url", message)
    if source.date is None:
        return
    if source.date > table.today:
        message = f"the day {source.date} is yet to come"
        yield table.at("future-date", "source", source.id, "date", message)
    if source.date.year < _FIRST_PRINT:
        message = f"the day {source.date} is before {_FIRST_PRINT}; is it a slip?"
        yield table.at("old-date", "source", source.id, "date", message)
    days = _DAY.findall(source.id)
    if days and source.date.isoformat() not in days:
        message = f"the day {source.date} is not that of the id, {days[0]}"
        yield table.at("id-of-other-date", "source", source.id, "date", message)


def _uncited_sources(table: CheckedTable) -> Iterator[TableFinding]:
    cited = {id for entry in table.entries for id in entry.sources}
    cited |= {id for item in table.file.items("entry") for id in _ids(item.get("sources"))}
    for id in table.sources:
        if id not in cited:
            yield table.at(
                "uncited-source", "source", id, "id", f'no form cites "{id}"; remove it, or cite it'
            )


def _ids(values: Any) -> list[str]:
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _addresses(table: CheckedTable) -> Iterator[TableFinding]:
    by_url: dict[str, str] = {}
    for source in table.sources.values():
        first = by_url.setdefault(source.url or source.id, source.id)
        if first != source.id:
            message = f'"{source.id}" has the address of "{first}"; keep one of the two'
            yield table.at("doubled-url", "source", source.id, "url", message)


def _publishers(table: CheckedTable) -> Iterator[TableFinding]:
    """Check that each publisher is spelled in one way."""
    spellings: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for source in table.sources.values():
        spellings[bare(source.publisher)][source.publisher].append(source.id)
    for spelled in spellings.values():
        most = max(spelled, key=lambda publisher: len(spelled[publisher]))
        for publisher, ids in spelled.items():
            if publisher != most:
                message = f'the publisher "{publisher}" is elsewhere spelled "{most}"; use one of the two'
                yield table.at("publisher-spelling", "source", ids[0], "publisher", message)

"""Tables read from what other programs write: from spreadsheets, JSON Lines and TBX.

They are as `exporters` writes them, or plain sheets. To add a format, write the function that reads its rows and name
it in `IMPORTERS`. A row is an entry, or a part of one, with the keys of a table file and its `forms`; or a source, by
its kind. The row of a plain sheet `is_plain`: its id and its kind may be missing.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn

from tenlao.base.errors import TenlaoError
from tenlao.base.vocabulary import KINDS, REGISTRIES, TAGS, WRITINGS, Kind, Tag, Writing
from tenlao.curating.sheets import Identities, Row, csv_rows, text_of, tsv_rows, xlsx_rows
from tenlao.curating.tbx import tbx_rows
from tenlao.documents.files import read_file
from tenlao.table.model import Entry, Form, Link, Office, Source, Table
from tenlao.table.plain_data import OFFICE_KEYS
from tenlao.table.reader import read_file as read_table_file
from tenlao.table.writer import entry_text, source_text, table_text

__all__ = ["FORMATS", "IMPORTERS", "format_of", "imported", "table_file_text"]

_KEYS = (
    *("id", "kind", "type", "role", "offices", "born", "died", "province", "same_name_as"),
    *REGISTRIES,
)
_HALF_CHARACTER = "has half of a character (a lone surrogate); write the whole one"
_YEAR = re.compile(r"\d{1,4}(?:\.0)?")
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def format_of(path: str) -> str | None:
    """Return the format that the name of a file tells, None if it tells none of `FORMATS`.

    >>> format_of("names.CSV"), format_of("names.toml")
    ('csv', None)
    """
    format = os.path.splitext(path)[1].lstrip(".").lower()
    return format if format in IMPORTERS else None


def table_file_text(path: str, format: str, base: Table | None = None) -> str:
    """Return what a file in one of `FORMATS` holds as the text of a table file, which is good.

    Args:
        path: the file.
        format: one of `FORMATS`.
        base: the table over which the table file is to be layered, if any.

    Raises:
        TenlaoError: the file cannot be used, or the table would have a problem.
    """
    table, lines = _read(read_file(path), format, path, base)
    text = table_text(table)
    for problem in read_table_file(path, base, text, _lines_of(table, lines)).problems[:1]:
        raise TenlaoError(problem.message, path, problem.line)
    return text


def _lines_of(table: Table, lines: Mapping[Any, int | None]) -> list[int | None]:
    """Return on which line each line of a table file was given, from the lines of entries, forms and sources."""
    told = []
    for entry in table.entries:
        forms = iter(entry.forms)
        for line in entry_text(entry).split("\n"):  # the last is the empty one behind it
            what = (entry.id, next(forms)) if line.startswith("  { form = ") else ("entry", entry.id)
            told.append(lines[what])
    for source in table.sources.values():
        told += [lines["source", source.id]] * (source_text(source).count("\n") + 1)
    return told


def imported(content: str | bytes, format: str, file: str | None = None, base: Table | None = None) -> Table:
    r"""Return the table that is written in one of `FORMATS`.

    Args:
        content: the text, or the content of a file.
        format: one of `FORMATS`; `tenlao.curating.sheets` tells which columns a sheet may have.
        file: a name for it in errors.
        base: the table over which it is to be layered. A name of a plain sheet that is attested there is taken for
            the entry that has it.

    >>> imported("id;kind;writing;form\nattapeu;place;latin;Attapeu\n", "csv").entry("attapeu").latin
    'Attapeu'
    >>> imported("Vietnamese,Latin\nXổm-phết,Somphet\n", "csv").entry("somphet").vietnamese
    'Xổm-phết'

    Raises:
        TenlaoError: there is no such format, or something in it cannot be used; the error says in which line.
    """
    return _read(content, format, file, base)[0]


def _read(
    content: str | bytes, format: str, file: str | None, base: Table | None
) -> tuple[Table, Mapping[Any, int | None]]:
    """Return the table that is written in one of `FORMATS`, and the lines of its entries, forms and sources."""
    if format not in IMPORTERS:
        raise TenlaoError(f'unknown format "{format}"; use one of: {", ".join(FORMATS)}')
    identities = Identities(base)
    first: dict[str, tuple[int | None, Mapping[str, Any]]] = {}
    forms: defaultdict[str, list[Form]] = defaultdict(list)
    given: set[tuple[str, Form]] = set()  # in plain sheets, which may say so more than once
    sources: dict[str, Source] = {}
    lines: dict[Any, int | None] = {}
    for line, row in IMPORTERS[format](content, file):
        with _in_line(file, line):
            if row.get("kind") == "source":
                source = _source(_text(row, "id", needed=True), row)
                if sources.setdefault(source.id, source) != source:
                    raise TenlaoError(
                        f'the source "{source.id}" is given twice with other details; use one of the two'
                    )
                lines.setdefault(("source", source.id), line)
                continue
            new = _forms(row)
            if row.get("is_plain"):
                row = identities.identified(row, new)
                new = [form for form in new if (row["id"], form) not in given]
                given.update((row["id"], form) for form in new)
            id = _text(row, "id", needed=True)
            before = first.setdefault(id, (line, row))
            _check_alike(row, *before)
            first[id] = (before[0], {**row, **{key: value for key, value in before[1].items() if value}})
            forms[id].extend(new)
            lines.setdefault(("entry", id), line)
            for form in new:
                lines.setdefault((id, form), line)
    entries = []
    for id, (line, details) in first.items():
        with _in_line(file, line):
            entries.append(_entry(id, details, forms[id]))
    return Table(entries, sources), lines


@contextmanager
def _in_line(file: str | None, line: int | None) -> Iterator[None]:
    try:
        yield
    except TenlaoError as error:
        raise TenlaoError(error.message, file, line) from None


def _check_alike(row: Mapping[str, Any], line: int | None, first: Mapping[str, Any]) -> None:
    """Check that the rows of an entry agree; in a plain sheet, one of them may say nothing."""
    for key in _KEYS:
        one, other = row.get(key), first.get(key)
        if one != other and not (row.get("is_plain") and not (one and other)):
            raise TenlaoError(f'{key} of "{row["id"]}" is another than in line {line}; use one of the two')


def _json_rows(content: str | bytes, file: str | None) -> Iterator[Row]:
    for number, line in enumerate(text_of(content, file).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_constant=_refuse_constant)
        except RecursionError as error:
            raise TenlaoError("is nested too deeply for a table of names", file, number) from error
        except ValueError as error:
            raise TenlaoError(f"is not valid JSON: {error}", file, number) from error
        if _HALF.search(line) and not _is_text(row):
            raise TenlaoError(_HALF_CHARACTER, file, number)
        if not isinstance(row, dict):
            raise TenlaoError("is not a JSON object; give an object a line", file, number)
        row.pop("is_plain", None)  # which sheets are
        yield number, row


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _is_text(value: Any) -> bool:
    """Tell whether all strings in a value can be written: JSON can tell of halves of characters, which cannot."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _entry(id: str, row: Mapping[str, Any], forms: list[Form]) -> Entry:
    kind: Kind = _choice(row, "kind", KINDS)
    by_writing = [form for writing in WRITINGS for form in forms if form.writing == writing]
    details = (_text(row, "role") or None, _text(row, "type") or None, _strings(row, "same_name_as"))
    life = (_year(row, "born"), _year(row, "died"), _text(row, "province") or None)
    links = [Link(registry, _text(row, registry)) for registry in REGISTRIES]
    linked = tuple([link for link in links if link.id])
    return Entry(id, kind, tuple(by_writing), *details, linked, _offices(row), *life)


def _offices(row: Mapping[str, Any]) -> tuple[Office, ...]:
    """Return the offices of a row: a list of objects as in JSON, or its text in the cell of a sheet."""
    items = row.get("offices") or []
    if isinstance(items, str):
        try:
            items = json.loads(items, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            raise TenlaoError(f"offices are not valid JSON: {error}") from error
        if not _is_text(items):
            raise TenlaoError(f"an office {_HALF_CHARACTER}")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise TenlaoError("offices must be a list of objects")
    return tuple([_office(item) for item in items])


def _office(item: Mapping[str, Any]) -> Office:
    for key in item.keys() - OFFICE_KEYS.keys():
        raise TenlaoError(f'unknown key "{key}" in an office; use only: {", ".join(OFFICE_KEYS)}')
    start, end, year = (_year(item, key) for key in ("from", "to", "in"))
    title, place = _text(item, "title", needed=True), _text(item, "place") or None
    circa = item.get("circa")
    if circa not in (None, True, False):
        raise TenlaoError("circa must be true or false, without quotes")
    return Office(title, place, start, end, year, bool(circa))


def _year(row: Mapping[str, Any], key: str) -> int | None:
    value = row.get(key)
    if value in (None, ""):
        return None
    if isinstance(value, str) and _YEAR.fullmatch(value.strip()):
        value = int(float(value))
    # Programs write a column of numbers with gaps as one of fractions: 1950.0.
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value in range(1, 10_000):
        return int(value)
    raise TenlaoError(f'{key} must be a year such as 2016, not "{value}"')


def _forms(row: Mapping[str, Any]) -> list[Form]:
    items = row.get("forms", [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise TenlaoError("forms must be a list of objects")
    forms = []
    for item in items:
        writing: Writing = _choice(item, "writing", WRITINGS)
        tag: Tag | None = _choice(item, "tag", TAGS) if item.get("tag") else None
        forms.append(Form(_text(item, "form", needed=True), writing, tag, _strings(item, "sources")))
    return forms


def _source(id: str, row: Mapping[str, Any]) -> Source:
    day = _text(row, "date")
    try:
        date = datetime.date.fromisoformat(day) if day else None
    except ValueError:
        raise TenlaoError(f'the date "{day}" is not a day such as 2020-12-04') from None
    return Source(id, _text(row, "publisher", needed=True), _text(row, "url") or None, date)


def _text(row: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
    value = row.get(key) or ""
    if not isinstance(value, str):
        raise TenlaoError(f"{key} must be a text; write it in quotes")
    if needed and not value:
        raise TenlaoError(f"there is no {key}; add it")
    return value


def _strings(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = row.get(key) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TenlaoError(f"{key} must be a list of ids")
    return tuple(values)


def _choice(row: Mapping[str, Any], key: str, choices: tuple[Any, ...]) -> Any:
    value = _text(row, key, needed=True)
    if value not in choices:
        raise TenlaoError(f'unknown {key} "{value}"; use one of: {", ".join(choices)}')
    return value


IMPORTERS: Mapping[str, Callable[[str | bytes, str | None], Iterator[Row]]] = {
    "csv": csv_rows,
    "tsv": tsv_rows,
    "xlsx": xlsx_rows,
    "jsonl": _json_rows,
    "tbx": tbx_rows,
}
"""The formats by name: each yields the rows of a file with their lines; errors name the file, if it has a name."""

FORMATS = tuple(IMPORTERS)

"""Tables read back from CSV and JSON Lines, as `exporters` writes them or as a spreadsheet has changed them.

To add a format, write the function here that reads its rows and name it in `IMPORTERS`.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tenlao.base.errors import TenlaoError
from tenlao.base.vocabulary import KINDS, TAGS, WRITINGS, Kind, Tag, Writing
from tenlao.curating.exporters import COLUMNS, without_guard
from tenlao.documents.encodings import decode
from tenlao.documents.files import read_file
from tenlao.table.model import Entry, Form, Source, Table
from tenlao.table.reader import read_file as read_table_file
from tenlao.table.writer import table_text

__all__ = ["FORMATS", "IMPORTERS", "format_of", "imported", "table_file_text"]

_KEYS = ("id", "kind", "type", "role", "same_name_as")
_NEEDED = ("id", "kind", "writing", "form")
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
    text = table_text(imported(decode(read_file(path), name=path)[0], format, path))
    for problem in read_table_file(path, base, text).problems[:1]:
        raise TenlaoError(problem.message, path)
    return text


def imported(text: str, format: str, file: str | None = None) -> Table:
    r"""Return the table that a text in CSV or JSON Lines holds.

    Args:
        text: the text.
        format: one of `FORMATS`. The columns of CSV may be parted by commas, semicolons or tabs, stand in any order,
            and be left out where they are empty, except for id, kind, writing and form.
        file: a name for the text in errors.

    >>> imported("id;kind;writing;form\nattapeu;place;latin;Attapeu\n", "csv").entry("attapeu").latin
    'Attapeu'

    Raises:
        TenlaoError: there is no such format, or something in the text cannot be used; the error says in which line.
    """
    if format not in IMPORTERS:
        raise TenlaoError(f'unknown format "{format}"; use one of: {", ".join(FORMATS)}')
    rows = IMPORTERS[format](text, file)
    first: dict[str, tuple[int, Mapping[str, Any]]] = {}
    forms: dict[str, list[Form]] = {}
    sources: dict[str, Source] = {}
    for line, row in rows:
        with _in_line(file, line):
            id = _text(row, "id", needed=True)
            if row.get("kind") == "source":
                source = _source(id, row)
                if sources.setdefault(id, source) != source:
                    raise TenlaoError(
                        f'the source "{id}" is given twice with other details; use one of the two'
                    )
                continue
            _check_alike(row, *first.setdefault(id, (line, row)))
            forms.setdefault(id, []).extend(_forms(row))
    entries = []
    for id, (line, details) in first.items():
        with _in_line(file, line):
            entries.append(_entry(id, details, forms[id]))
    return Table(entries, sources)


@contextmanager
def _in_line(file: str | None, line: int) -> Iterator[None]:
    try:
        yield
    except TenlaoError as error:
        raise TenlaoError(error.message, file, line) from None


def _check_alike(row: Mapping[str, Any], line: int, first: Mapping[str, Any]) -> None:
    """Check that the rows of an entry agree."""
    for key in _KEYS:
        if row.get(key) != first.get(key):
            raise TenlaoError(f'{key} of "{row["id"]}" is another than in line {line}; use one of the two')


def _csv_rows(text: str, file: str | None) -> Iterator[tuple[int, dict[str, Any]]]:
    text = text.removeprefix("\ufeff")
    header = text.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [column.strip() for column in next(reader, [])]
        missing = [column for column in _NEEDED if column not in columns]
        unknown = [column for column in columns if column not in COLUMNS]
        if missing or unknown:
            problem = f'has no column "{missing[0]}"' if missing else f'has an unknown column "{unknown[0]}"'
            raise TenlaoError(f"{problem}; the columns are: {', '.join(COLUMNS)}", file, 1)
        for cells in reader:
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                raise TenlaoError("has more cells than there are columns", file, reader.line_num)
            row: dict[str, Any] = {
                column: without_guard(cell) for column, cell in zip(columns, cells, strict=False) if cell
            }
            if not row:
                continue
            for column in ("same_name_as", "sources"):
                row[column] = row.get(column, "").split()
            if row.get("kind") != "source":
                form = {key: row.pop(key, None) for key in ("form", "writing", "tag", "sources")}
                row["forms"] = [form] if form["form"] or form["writing"] else []
            yield reader.line_num, row
    except csv.Error as error:
        raise TenlaoError(f"is not valid CSV: {error}", file, reader.line_num) from error


def _json_rows(text: str, file: str | None) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except RecursionError as error:
            raise TenlaoError("is nested too deeply for a table of names", file, number) from error
        except ValueError as error:
            raise TenlaoError(f"is not valid JSON: {error}", file, number) from error
        if _HALF.search(line) and not _is_text(row):
            raise TenlaoError("has half of a character (a lone surrogate); write the whole one", file, number)
        if not isinstance(row, dict):
            raise TenlaoError("is not a JSON object", file, number)
        yield number, row


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
    return Entry(id, kind, tuple(by_writing), *details)


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
        raise TenlaoError(f"{key} must be a text")
    if needed and not value:
        raise TenlaoError(f"there is no {key}")
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


IMPORTERS: Mapping[str, Callable[[str, str | None], Iterator[tuple[int, dict[str, Any]]]]] = {
    "csv": _csv_rows,
    "jsonl": _json_rows,
}
"""The formats by name: each yields the rows of a text with their lines; errors name the file, if it has a name."""

FORMATS = tuple(IMPORTERS)

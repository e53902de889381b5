"""Rows of spreadsheets, from CSV, TSV and XLSX.

A sheet has one of two layouts, told by its first row. In the one that `exporters` writes, each row is a form of an
entry, and an id tells whose. In a *plain* sheet, as people keep them, each row is a name, with its writings
in columns of their own; all that it needs is one writing.
"""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from tenlao.base.errors import TenlaoError
from tenlao.base.spreadsheets import UNREADABLE, rows_of, without_guard
from tenlao.base.vocabulary import WRITINGS
from tenlao.curating.changes import id_for
from tenlao.curating.exporters import COLUMNS
from tenlao.documents.encodings import decode
from tenlao.documents.workbook_parts import check_workbook
from tenlao.pipeline.text_sheets import parted_by
from tenlao.table.model import Entry, Form, Table

__all__ = ["PLAIN_COLUMNS", "Identities", "Row", "csv_rows", "text_of", "tsv_rows", "xlsx_rows"]

Row = tuple[int | None, dict[str, Any]]
PLAIN_COLUMNS = (*WRITINGS, "role", "kind", "type", "id")
"""The columns of a plain sheet, in any order; each may be left out, but one of the writings."""

# What stands in a cell of a workbook whose formula cannot be computed.
_ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))
_NO_WORKBOOK = "is no workbook that can be read; save it anew as .xlsx"
_MOST_COLUMNS = 1 << 14  # Excel has no more
_NEEDED = ("id", "kind", "writing", "form")
_SEVERAL = ";"  # parts the forms in a cell of a plain sheet; no form has it


class Identities:
    """Which entry a row of a plain sheet is: the one that has its name, or else a new one with an id made of it.

    >>> row = {"is_plain": True, "role": "Editor"}
    >>> Identities(None).identified(row, [Form("Somphet Testaphone", "latin")])
    {'is_plain': True, 'role': 'Editor', 'id': 'somphet-testaphone', 'kind': 'person'}
    """

    def __init__(self, base: Table | None) -> None:
        """Take the table over which the sheet is laid, if any."""
        entries = () if base is None else base.entries
        self._taken = {entry.id for entry in entries}
        self._owners: dict[str, list[Entry]] = {}
        for entry in entries:
            for form in entry.forms:
                self._owners.setdefault(form.text, []).append(entry)
        self._made: dict[tuple[str, str], str] = {}
        self._last: dict[str, int] = {}

    def identified(self, row: Mapping[str, Any], forms: Sequence[Form]) -> dict[str, Any]:
        """Return a row with its id and its kind, which is "person" unless it is known or given.

        Raises:
            TenlaoError: the row has no name.
        """
        if not forms:
            raise TenlaoError("there is no name: fill in latin, vietnamese or lao")
        if row.get("id"):
            return {**row, "kind": row.get("kind") or "person"}
        known = [
            entry
            for form in forms
            for entry in self._owners.get(form.text, ())
            if row.get("kind") in (None, entry.kind)
        ]
        if known:
            owner = next((entry for entry in known if entry.kind == "person"), known[0])
            return {**row, "id": owner.id, "kind": owner.kind}
        kind = row.get("kind") or "person"
        names = [(kind, form.text) for form in forms]
        met = next((self._made[name] for name in names if name in self._made), None)
        id = met or self._new_id(id_for(forms) or f"{kind}-in-lao")
        self._made.update(dict.fromkeys(names, id))
        return {**row, "id": id, "kind": kind}

    def _new_id(self, name: str) -> str:
        id, number = name, self._last.get(name, 1)
        while id in self._taken:
            number += 1
            id = f"{name}-{number}"
        self._taken.add(id)
        self._last[name] = number
        return id


def text_of(content: str | bytes, file: str | None) -> str:
    r"""Return the text of a file; one in UTF-8 or UTF-16 is read.

    >>> text_of(b"\xef\xbb\xbflatin", None)
    'latin'

    Raises:
        TenlaoError: it is no such text.
    """
    return (content if isinstance(content, str) else decode(content, name=file)[0]).removeprefix("\ufeff")


def csv_rows(content: str | bytes, file: str | None) -> Iterator[Row]:
    r"""Yield the rows of a sheet in CSV; its cells are parted by what parts the first row: commas, semicolons, tabs.

    >>> [row["forms"][0]["form"] for _, row in csv_rows("lao;latin\n;Attapeu\n", None)]
    ['Attapeu']
    """
    yield from _rows(_cells(text_of(content, file), None, file), file)


def tsv_rows(content: str | bytes, file: str | None) -> Iterator[Row]:
    """Yield the rows of a sheet whose cells are parted by tabs."""
    yield from _rows(_cells(text_of(content, file), "\t", file), file)


def xlsx_rows(content: str | bytes, file: str | None) -> Iterator[Row]:
    """Yield the rows of the first sheet of a workbook.

    Raises:
        TenlaoError: it is no workbook, or openpyxl is missing.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise TenlaoError('reading XLSX needs openpyxl: pip install "tenlao[table]"', file) from None
    if isinstance(content, str):
        raise TenlaoError("is a text, and no workbook (.xlsx)", file)
    try:
        check_workbook(content, file)
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
    except UNREADABLE as error:
        raise TenlaoError(_NO_WORKBOOK, file) from error
    yield from _rows(_cells_of(sheet, file), file)


def _cells_of(sheet: Any, file: str | None) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet of a workbook, with their numbers."""
    rows = rows_of(sheet, file)
    for number in count(1):
        try:
            row = next(rows, None)
        except UNREADABLE as error:
            raise TenlaoError(_NO_WORKBOOK, file) from error
        if row is None:
            return
        cells = [_cell(value) for value in row]
        for cell in _ERRORS.intersection(cells):
            raise TenlaoError(f"has {cell} in a cell, the error of a formula; mend the cell", file, number)
        yield number, cells


def _cell(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def _cells(text: str, delimiter: str | None, file: str | None) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet that is a text, each with the line on which it begins."""
    begin, delimiter = parted_by(text, delimiter)
    reader = csv.reader(io.StringIO(text[begin:], newline=""), delimiter=delimiter, strict=True)
    before = 1 if begin else 0
    while True:
        line = before + reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TenlaoError(f"is not valid CSV: {error}; mend the row", file, line) from error
        yield line, cells


def _rows(lines: Iterable[tuple[int, list[str]]], file: str | None) -> Iterator[Row]:
    """Yield the rows of a sheet, given by lines, of which the first names the columns."""
    numbered = iter(lines)
    first, header = next(numbered, (1, []))
    while header and not header[-1].strip():
        header.pop()
    if len(header) > _MOST_COLUMNS:
        raise TenlaoError(f"has {len(header):,} columns; keep those of names", file, first)
    columns = [column.strip().casefold() for column in header]
    is_plain = not {"form", "writing"} & set(columns) and not set(WRITINGS).isdisjoint(columns)
    _check_columns(columns, is_plain, file, first)
    for number, cells in numbered:
        if any(cell.strip() for cell in cells[len(columns) :]):
            raise TenlaoError("has more cells than there are columns; mend the row", file, number)
        row: dict[str, Any] = {
            column: without_guard(cell) for column, cell in zip(columns, cells, strict=False) if cell
        }
        if is_plain:
            row = {column: " ".join(cell.split()) for column, cell in row.items() if cell.strip()}
        if row:
            yield number, _plain(row) if is_plain else _of_form(row)


def _check_columns(columns: Sequence[str], is_plain: bool, file: str | None, line: int) -> None:
    allowed = PLAIN_COLUMNS if is_plain else COLUMNS
    missing = next((column for column in _NEEDED if not is_plain and column not in columns), None)
    unknown = next((column for column in columns if column not in allowed), None)
    doubled = next((column for column in allowed if columns.count(column) > 1), None)
    if missing is not None or unknown is not None or doubled is not None:
        problem = (
            f'has no column "{missing}"'
            if missing is not None
            else f'has an unknown column "{unknown}"'
            if unknown is not None
            else f'has the column "{doubled}" twice'
        )
        plain = "" if is_plain else f"; those of a plain sheet are: {', '.join(PLAIN_COLUMNS)}"
        raise TenlaoError(f"{problem}; the columns are: {', '.join(allowed)}{plain}", file, line)


def _of_form(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row in the layout of `exporters`: a form of an entry, or a source."""
    for column in ("same_name_as", "sources"):
        row[column] = row.get(column, "").split()
    if row.get("kind") != "source":
        form = {key: row.pop(key, None) for key in ("form", "writing", "tag", "sources")}
        row["forms"] = [form] if form["form"] or form["writing"] else []
    return row


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of a plain sheet: a name."""
    forms = [
        {"form": form.strip(), "writing": writing}
        for writing in WRITINGS
        for form in row.pop(writing, "").split(_SEVERAL)
        if form.strip()
    ]
    if "kind" in row:
        row["kind"] = row["kind"].casefold()
    return {"is_plain": True, **row, "forms": forms}

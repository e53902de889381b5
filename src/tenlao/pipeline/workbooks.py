"""Workbooks (XLSX) with columns added to their first sheet, after its last one."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

from tenlao.base.batches import alongside, in_batches
from tenlao.base.characters import fit_for_xml
from tenlao.base.errors import TenlaoError
from tenlao.base.spreadsheets import UNREADABLE, rows_of
from tenlao.documents.files import read_file
from tenlao.documents.workbook_parts import check_workbook
from tenlao.pipeline.reconciling import Additions, RowAsked
from tenlao.pipeline.text_sheets import number_of, refuse_taken

__all__ = ["add_to_workbook"]

_ROWS_AT_A_TIME = 5000
# What openpyxl does not write back.
_LOST = re.compile(
    r"xl/(charts|drawings/drawing|media|slicers|threadedComments|ctrlProps|embeddings|activeX)"
)
# It warns of what else it does not write back; and of this, by which nothing is lost.
_NO_LOSS = re.compile("Workbook contains no (?:stylesheet|default style)|Title is more than 31 characters")


def add_to_workbook(
    file: str,
    asked: Sequence[str],
    additions: Additions,
    stream: BinaryIO,
    progress: Callable[[float], object],
) -> None:
    """Add columns to the first sheet of a workbook; `asked` names columns of it, as its first row does.

    Of cells with formulas, what was last computed is asked about.

    Raises:
        TenlaoError: it is no workbook, would lose something, has no such column, or openpyxl is missing.
    """
    sheet, rows, header = _opened(file)
    columns = ["" if cell is None else str(cell) for cell in header]
    while columns and not columns[-1].strip():
        columns.pop()
    places = [number_of(column, columns, file, 1) for column in asked]
    refuse_taken(additions.columns, columns, file, 1)
    first = sheet.max_column + 1  # from 1
    for at, name in enumerate(additions.columns):
        _put(sheet, 1, first + at, name)
    found = alongside(in_batches(rows, _ROWS_AT_A_TIME), lambda read: additions.of(_asked_of(read, places)))
    number = 1
    for _, added in found:
        for cells in added:
            number += 1
            for at, cell in enumerate(cells):
                if cell is not None:
                    _put(sheet, number, first + at, cell)
        progress(min(1.0, number / max(1, sheet.max_row)))
    sheet.parent.save(stream)


def _opened(file: str) -> tuple[Any, Iterator[Sequence[Any]], Sequence[Any]]:
    """Return the first sheet of a workbook to be changed; and as computed, the rows below its header, and that."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise TenlaoError('reading XLSX needs openpyxl: pip install "tenlao[table]"', file) from None
    content = read_file(file)
    try:
        _check(content, file)
        computed = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        rows = rows_of(computed, file)
        header = next(rows, ())
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            sheet = load_workbook(io.BytesIO(content), rich_text=True).worksheets[0]
    except UNREADABLE as error:
        raise TenlaoError("is no workbook that can be read; save it anew as .xlsx", file) from error
    if lost := next((str(w.message) for w in said if not _NO_LOSS.match(str(w.message))), None):
        raise TenlaoError(f"cannot be kept whole ({lost}); save the sheet by itself, or as .csv", file)
    return sheet, rows, header


def _check(content: bytes, file: str) -> None:
    """Refuse a workbook that is none that programs write, or in which something would be lost."""
    check_workbook(content, file)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        lost = next((m[1] for name in archive.namelist() if (m := _LOST.match(name))), None)
    if lost is not None:
        what = lost.partition("/")[0]
        raise TenlaoError(f"has {what} that would be lost; save the sheet by itself, or as .csv", file)


def _put(sheet: Any, row: int, column: int, value: str | float) -> None:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = fit_for_xml(value)
        cell.data_type = "s"  # and no formula, whatever it begins with
    else:
        cell.value = value


def _asked_of(batches: Iterator[Sequence[Sequence[Any]]], places: Sequence[int]) -> Iterator[list[RowAsked]]:
    for batch in batches:
        yield [tuple([_text(row[place]) if place < len(row) else "" for place in places]) for row in batch]


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""

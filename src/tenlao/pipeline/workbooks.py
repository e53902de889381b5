"""Workbooks (XLSX) with columns added to their first sheet, after its last one."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, BinaryIO, NamedTuple

from tenlao.base.batches import alongside, in_batches
from tenlao.base.errors import TenlaoError
from tenlao.base.spreadsheets import UNREADABLE, rows_of
from tenlao.documents.files import read_file
from tenlao.documents.workbook_cells import Cell, with_cells
from tenlao.documents.workbook_parts import check_workbook
from tenlao.pipeline.reconciling import Additions, RowAsked
from tenlao.pipeline.text_sheets import number_of, refuse_taken

__all__ = ["add_to_workbook"]

_ROWS_AT_A_TIME = 5000


def add_to_workbook(
    file: str,
    asked: Sequence[str],
    additions: Additions,
    stream: BinaryIO,
    progress: Callable[[float], object],
) -> None:
    """Add columns to the first sheet of a workbook; `asked` names columns of it, as its first row does.

    Of cells with formulas, what was last computed is asked about. All else of the workbook stays as it is.

    Raises:
        TenlaoError: it is no workbook, has no such column or no room for more, or openpyxl is missing.
    """
    content = read_file(file)
    sheet = _opened(content, file)
    columns = ["" if cell is None else str(cell) for cell in next(sheet.rows, ())]
    while columns and not columns[-1].strip():
        columns.pop()
    places = [number_of(column, columns, file, 1) for column in asked]
    refuse_taken(additions.columns, columns, file, 1)
    batches = in_batches(sheet.rows, _ROWS_AT_A_TIME)
    found = alongside(batches, lambda read: additions.of(_asked_of(read, places)))

    def added() -> Iterator[Sequence[Cell]]:
        yield additions.columns
        for done, (_, batch) in enumerate(found, 1):
            yield from batch
            progress(min(1.0, done * _ROWS_AT_A_TIME / max(1, sheet.length)))

    stream.write(with_cells(content, sheet.part, enumerate(added(), 1), len(additions.columns), file))


class _Sheet(NamedTuple):
    """A sheet to be read: its part in the archive, the rows that it says to have, and these, as last computed."""

    part: str
    length: int
    rows: Iterator[Sequence[Any]]


def _opened(content: bytes, file: str) -> _Sheet:
    """Return the first sheet of a workbook."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise TenlaoError('reading XLSX needs openpyxl: pip install "tenlao[table]"', file) from None
    with _refusing(file):
        check_workbook(content, file)
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        return _Sheet(sheet._worksheet_path, sheet.max_row or 0, _read(sheet, file))


def _read(sheet: Any, file: str) -> Iterator[Sequence[Any]]:
    with _refusing(file):
        yield from rows_of(sheet, file)


@contextmanager
def _refusing(file: str) -> Iterator[None]:
    try:
        yield
    except UNREADABLE as error:
        raise TenlaoError("is no workbook that can be read; save it anew as .xlsx", file) from error


def _asked_of(batches: Iterator[Sequence[Sequence[Any]]], places: Sequence[int]) -> Iterator[list[RowAsked]]:
    for batch in batches:
        yield [tuple([_text(row[place]) if place < len(row) else "" for place in places]) for row in batch]


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""

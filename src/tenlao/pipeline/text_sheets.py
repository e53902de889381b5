"""Sheets that are texts (CSV, TSV, JSON Lines) with columns added; every other byte of them stays as it is.

They are read and written some rows at a time, so they may be larger than the memory.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import Any, NamedTuple

from tenlao.base.batches import alongside, in_batches
from tenlao.base.errors import TenlaoError
from tenlao.base.spreadsheets import guarded
from tenlao.documents.encodings import Encoding
from tenlao.pipeline.reconciling import Additions, Cell, RowAsked

__all__ = ["Write", "add_to_csv", "add_to_json_lines", "csv_row", "number_of", "parted_by", "refuse_taken"]

Write = Callable[[bytes], object]

_ROWS_AT_A_TIME = 5000
_DELIMITERS = ",;\t|"
_LONGEST_CELL = 1 << 24  # characters
# Lines end as the first one does.
_FIRST_END = re.compile(r"\r\n?|\n")
_LINE, _LINE_OF_OLD_MAC = re.compile(r"[^\n]*\n|[^\n]+"), re.compile(r"[^\r]*\r|[^\r]+")
_FIRST_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)?")
_QUOTED = re.compile('"[^"]*"')
# The first line of a sheet may tell Excel what parts the cells.
_SEPARATOR = re.compile(r"sep=(.)[\r\n]*", re.I)
_TO_QUOTE = re.compile(r'["\r\n]|\A\s|\s\Z')


class _Row(NamedTuple):
    """A row as it is written, its cells, and the line on which it begins."""

    raw: str
    cells: list[str]
    line: int


class _Lines:
    """The lines of a text, and those that were read since somebody asked; `encoding` is that of the text."""

    def __init__(self, texts: Iterable[tuple[str, Encoding]]) -> None:
        self.encoding = Encoding("utf-8")
        self.number = 0
        self.ended = False
        self._read: list[str] = []
        self._lines = self._of(texts)

    def _of(self, texts: Iterable[tuple[str, Encoding]]) -> Iterator[str]:
        pattern = None
        for text, self.encoding in texts:
            if pattern is None and (first := _FIRST_END.search(text)):
                pattern = _LINE_OF_OLD_MAC if first[0] == "\r" else _LINE
            for line in (pattern or _LINE).finditer(text):
                self._read.append(line[0])
                self.number += 1
                yield line[0]
        self.ended = True

    def __iter__(self) -> Iterator[str]:
        return self._lines

    def taken(self) -> str:
        """Return what was read since this was last asked."""
        raw = "".join(self._read)
        self._read.clear()
        return raw


def add_to_csv(
    texts: Iterable[tuple[str, Encoding]],
    asked: Sequence[str],
    additions: Additions,
    write: Write,
    name: str,
    delimiter: str | None = None,
) -> None:
    """Add columns to a sheet in CSV, given some lines at a time with the encoding; `asked` names columns of it.

    Cells are parted by what parts the first row, unless the delimiter is given. Rows that are too short are filled
    up, empty lines stay empty.

    Raises:
        TenlaoError: there is no such column, or a row is not what it should be; `name` is what the file is called.
    """
    lines = _Lines(texts)
    first = next(iter(lines), None)
    if first is None:
        raise TenlaoError("is empty; give a sheet with a row of names of columns", name)
    if told := _SEPARATOR.fullmatch(first):
        _put(write, lines, lines.taken(), name)
        delimiter, first = told[1], next(iter(lines), "")
    if delimiter is None:
        delimiter = _delimiter_of(first)
    rows = _rows(lines, first, delimiter, name)
    header_row = next(rows, None)
    if header_row is None:
        raise TenlaoError("has no row of names of columns", name, lines.number)
    columns = header_row.cells
    places = [number_of(column, columns, name, header_row.line) for column in asked]
    refuse_taken(additions.columns, columns, name, header_row.line)
    _put(
        write,
        lines,
        _with(header_row, csv_row(additions.columns, delimiter), len(columns), delimiter),
        name,
        mark=True,
    )

    written_of = lru_cache(1 << 11)(partial(csv_row, delimiter=delimiter))  # names come again
    batches = in_batches(rows, _ROWS_AT_A_TIME)
    for batch, added in alongside(batches, lambda read: additions.of(_asked_of(read, places))):
        written = [
            _with(row, written_of(cells), len(columns), delimiter, name)
            for row, cells in zip(batch, added, strict=True)
        ]
        _put(write, lines, "".join(written), name, line=batch[0].line)


def parted_by(text: str, delimiter: str | None = None) -> tuple[int, str]:
    r"""Return where the rows of a sheet begin in a text, and what parts their cells unless that is given.

    >>> parted_by("name;age\n"), parted_by("sep=|\nname|age\n"), parted_by("name,a b\n", "\t")
    ((0, ';'), (6, '|'), (0, '\t'))
    """
    first = _FIRST_LINE.match(text)
    told = first and _SEPARATOR.fullmatch(first[0])
    if told:
        return told.end(), told[1]
    return 0, delimiter or _delimiter_of(first[0] if first else "")


def _delimiter_of(header: str) -> str:
    return max(_DELIMITERS, key=_QUOTED.sub("", header).count)


def _rows(lines: _Lines, first: str, delimiter: str, name: str) -> Iterator[_Row]:
    """Give the rows of a sheet, of which the first line has been read."""
    csv.field_size_limit(_LONGEST_CELL)
    begin = lines.number
    reader = csv.reader(chain([first], lines), delimiter=delimiter)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TenlaoError(f"is not valid CSV: {error}; mend the row", name, begin) from error
        if lines.ended:
            raise TenlaoError("a cell is quoted and its quote does not end; mend the row", name, begin)
        yield _Row(lines.taken(), cells, begin)
        begin = lines.number + 1


def _asked_of(batches: Iterable[Sequence[_Row]], places: Sequence[int]) -> Iterator[list[RowAsked]]:
    for batch in batches:
        yield [
            tuple([row.cells[place].strip() if place < len(row.cells) else "" for place in places])
            for row in batch
        ]


def _with(row: _Row, more: str, width: int, delimiter: str, name: str | None = None) -> str:
    """Return a row as it is written, with more cells after as many as there are columns."""
    if not row.cells:
        return row.raw
    missing = width - len(row.cells)
    if missing < 0:
        message = f"has {len(row.cells)} cells, but there are {width} columns; mend the row"
        raise TenlaoError(message, name, row.line)
    written = row.raw.rstrip("\r\n")
    return written + delimiter * (missing + 1) + more + row.raw[len(written) :]


def csv_row(cells: Iterable[Cell], delimiter: str = ",") -> str:
    r"""Return cells as a row of CSV without its line end; none is taken for a formula.

    >>> csv_row(["id", 99.5, None, "=1+1", 'a "b", c'])
    'id,99.5,,\'=1+1,"a ""b"", c"'
    """
    return delimiter.join(_written(cell, delimiter) for cell in cells)


def _written(cell: Cell, delimiter: str) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return str(cell)
    cell = guarded(cell)
    if delimiter in cell or _TO_QUOTE.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _put(
    write: Write, lines: _Lines, text: str, name: str, *, mark: bool = False, line: int | None = None
) -> None:
    """Write some of a sheet in its encoding."""
    encoding = lines.encoding
    try:
        content = encoding.encode(text)
    except TenlaoError as error:
        message = f"{error.message}, or leave out what is not in its letters"
        raise TenlaoError(message, name, line, "add") from error
    write((encoding.mark if mark else b"") + content)


def number_of(column: str, columns: Sequence[str], name: str, line: int | None = None) -> int:
    """Return the number of a column, from 0; capitals and blanks around its name do not count if they need not.

    >>> number_of("name", ["id", " Name "], "a.csv")
    1

    Raises:
        TenlaoError: there is no such column, or there are several.
    """
    found = [number for number, other in enumerate(columns) if other == column]
    if not found:
        folded = column.strip().casefold()
        found = [number for number, other in enumerate(columns) if other.strip().casefold() == folded]
    if len(found) == 1:
        return found[0]
    problem = "has several columns" if found else "has no column"
    remedy = "name them differently" if found else _those_that_are(columns)
    raise TenlaoError(f'{problem} "{column}"; {remedy}', name, line)


def _those_that_are(columns: Sequence[str]) -> str:
    listed = ", ".join(filter(None, map(str.strip, columns)))
    if not listed:
        return "name its columns in the first row"
    cut = f"{listed[:_LONGEST_LIST]}..." if len(listed) > _LONGEST_LIST else listed
    return f"its columns are: {cut}"


_LONGEST_LIST = 300  # characters


def refuse_taken(added: Iterable[str], columns: Iterable[str], name: str, line: int | None = None) -> None:
    """Refuse a sheet that already has a column that is to be added.

    Raises:
        TenlaoError: it has.
    """
    there = set(columns)
    for column in added:
        if column in there:
            message = f'already has a column "{column}"; take it out first, or give the file as it was'
            raise TenlaoError(message, name, line)


class _Object(NamedTuple):
    """A line of JSON, and what it holds; None where it is empty."""

    raw: str
    data: dict[str, Any] | None
    line: int

    @property
    def cells(self) -> dict[str, Any]:
        return self.data or {}


def add_to_json_lines(
    texts: Iterable[tuple[str, Encoding]],
    asked: Sequence[str],
    additions: Additions,
    write: Write,
    name: str,
) -> None:
    """Add fields to the objects of JSON Lines, given some lines at a time with the encoding; `asked` names fields.

    Raises:
        TenlaoError: no object has such a field, or a line is no object; `name` is what the file is called.
    """
    lines = _Lines(texts)
    missing = set(asked)
    marked = False
    batches = in_batches(_objects(lines, name), _ROWS_AT_A_TIME)
    for batch, added in alongside(batches, lambda read: additions.of(_fields(read, asked))):
        written = []
        for line, cells in zip(batch, added, strict=True):
            missing.difference_update(line.cells)
            refuse_taken(additions.columns, line.cells, name, line.line)
            written.append(_with_fields(line, dict(zip(additions.columns, cells, strict=True))))
        _put(write, lines, "".join(written), name, mark=not marked, line=batch[0].line)
        marked = True
    if missing:
        raise TenlaoError(f'no object has "{min(missing)}"; give the name of a field', name)


def _objects(lines: _Lines, name: str) -> Iterator[_Object]:
    for line in lines:
        lines.taken()
        data = None
        if line.strip():
            try:
                data = json.loads(line)
            except RecursionError as error:
                raise TenlaoError(
                    "is nested too deeply; give an object a line", name, lines.number
                ) from error
            except ValueError as error:
                raise TenlaoError(
                    f"is no JSON: {error}; give an object a line", name, lines.number
                ) from error
            if not isinstance(data, dict):
                raise TenlaoError("is no object; give an object a line", name, lines.number)
        yield _Object(line, data, lines.number)


def _fields(batches: Iterable[Sequence[_Object]], asked: Sequence[str]) -> Iterator[list[RowAsked]]:
    for batch in batches:
        yield [
            tuple([value if isinstance(value := line.cells.get(field), str) else "" for field in asked])
            for line in batch
        ]


def _with_fields(line: _Object, fields: dict[str, Cell]) -> str:
    if line.data is None:
        return line.raw
    place = line.raw.rindex("}")
    more = json.dumps(fields, ensure_ascii=False)[1:-1]
    return f"{line.raw[:place].rstrip()}{', ' if line.data else ''}{more}{line.raw[place:]}"

"""Cells put at the ends of the rows of a sheet of a workbook (XLSX), while all else stays as it is, byte for byte.

A sheet is an XML part of the archive, https://ecma-international.org/publications-and-standards/standards/ecma-376/:
a `row` for each line, a `c` for each cell. It is read and written in pieces, so that its length does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.parsers import expat

from tenlao.base.characters import fit_for_xml, in_xml
from tenlao.base.errors import TenlaoError
from tenlao.documents.zip_surgery import Archive, Packing

__all__ = ["Cell", "letters_of_column", "with_cells"]

Cell = str | float | None
"""What is put into a cell: a text, a number, or nothing."""

_EXCEL = Packing("workbook", ".xlsx", "Excel")
_MOST_COLUMNS = 16_384  # of a sheet
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def with_cells(
    content: bytes, sheet: str, rows: Iterable[tuple[int, Sequence[Cell]]], width: int, file: str
) -> bytes:
    """Return a workbook with as many further cells in each row of a sheet as `width` says, after all columns it has.

    `sheet` is the name of its part in the archive; `rows` are given by their numbers from 1 on, in that order, and
    none for a row that has nothing yet.

    Raises:
        TenlaoError: the archive or the sheet is none that programs write, or has no room for further columns.
    """
    archive = Archive.read(content, file, _EXCEL)
    most = archive.most_unpacked
    try:
        last = _Columns().last(archive.unpacked_pieces(sheet, most))
        if last + width > _MOST_COLUMNS:
            raise TenlaoError("has no room for further columns; save the sheet by itself, or as .csv", file)
        pieces = _Writer(rows, last + 1, last + width).rewritten(archive.unpacked_pieces(sheet, most))
        return archive.rewritten({sheet: pieces}).new
    except (expat.ExpatError, UnicodeDecodeError, LookupError, ValueError) as error:
        raise TenlaoError("has a sheet that cannot be read; save it anew as .xlsx", file) from error


def letters_of_column(number: int) -> str:
    """Return what a column is called, counted from 1.

    >>> [letters_of_column(number) for number in (1, 26, 27, 16_384)]
    ['A', 'Z', 'AA', 'XFD']
    """
    letters = ""
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters


def _number_of_column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Reader:
    """Reads a sheet in pieces; where its elements begin and end is counted in bytes."""

    def __init__(self) -> None:
        self._parser = parser = expat.ParserCreate()
        parser.XmlDeclHandler = self._declared
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.casefold() not in ("utf-8", "us-ascii"):
            raise LookupError(encoding)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def _end(self, name: str) -> None: ...


class _Columns(_Reader):
    """Tells the last column in which a sheet has a cell, or a part of merged ones."""

    def __init__(self) -> None:
        super().__init__()
        self._column = self._last = 0

    def last(self, pieces: Iterable[bytes]) -> int:
        """Return the number of the column, 0 of a sheet without cells."""
        for piece in pieces:
            self._parser.Parse(piece, False)
        self._parser.Parse(b"", True)
        return self._last

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "row":
            self._column = 0
        elif local == "c":
            place = _PLACE.fullmatch(attributes.get("r", ""))
            self._column = _number_of_column(place[1]) if place else self._column + 1
            self._last = max(self._last, self._column)
        elif local == "mergeCell":  # of whose cells only the first need be there
            for letters, _ in _PLACE.findall(attributes.get("ref", "")):
                self._last = max(self._last, _number_of_column(letters))


class _Writer(_Reader):
    """Writes a sheet anew with cells at the ends of its rows, from a first column up to a last one."""

    def __init__(self, rows: Iterable[tuple[int, Sequence[Cell]]], first: int, last: int) -> None:
        super().__init__()
        self._rows = iter(rows)
        self._next: tuple[int, Sequence[Cell]] | None = next(self._rows, None)
        self._columns = [letters_of_column(number) for number in range(first, last + 1)]
        self._row = 0
        # Bytes that are put in: from where on, up to where what is there is left out, and what.
        self._changes: list[tuple[int, int, bytes]] = []
        self._dimension: tuple[int, bytes] | None = None
        self._left, self._at = b"", 0  # what is read and not yet given, and where it begins
        self._seen = 0  # up to where elements have been read
        self._is_empty = False  # the element that has begun last

    def rewritten(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Give the sheet in pieces."""
        for piece in pieces:
            self._left += piece
            self._parser.Parse(piece, False)
            yield from self._given(self._seen)
        self._parser.Parse(b"", True)
        yield from self._given(self._at + len(self._left))

    def _given(self, end: int) -> Iterator[bytes]:
        """Give what is read up to a place, with the changes in it."""
        for start, stop, new in self._changes:
            yield self._left[: start - self._at] + new
            self._left, self._at = self._left[stop - self._at :], stop
        self._changes.clear()
        if self._dimension is None and end > self._at:
            yield self._left[: end - self._at]
            self._left, self._at = self._left[end - self._at :], end

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._seen = self._parser.CurrentByteIndex
        self._is_empty = True
        if local == "dimension":
            self._dimension = self._seen, self._wider(name, attributes.get("ref", ""))
        elif local == "row":
            self._row = int(attributes.get("r", self._row + 1))

    def _end(self, name: str) -> None:
        prefix, _, local = name.rpartition(":")
        self._seen = at = self._parser.CurrentByteIndex
        # A tag that ends its own element, <row r="2"/>, ends right there.
        is_one_tag = self._is_empty and self._left[at - self._at - 2 : at - self._at] == b"/>"
        self._is_empty = False
        if local == "dimension" and self._dimension is not None:
            start, new = self._dimension
            if new and is_one_tag:
                self._changes.append((start, at, new))
            self._dimension = None
        elif local == "row" and (cells := self._cells(f"{prefix}:" if prefix else "")):
            if is_one_tag:
                self._changes.append((at - 2, at, b">" + cells + f"</{name}>".encode()))
            else:
                self._changes.append((at, at, cells))

    def _wider(self, name: str, ref: str) -> bytes:
        """The element that says how large the sheet is, with the further columns; nothing where it says nothing."""
        first, _, last = ref.partition(":")
        row = _PLACE.fullmatch(last or first)
        return f'<{name} ref="{first}:{self._columns[-1]}{row[2]}"/>'.encode() if row else b""

    def _cells(self, prefix: str) -> bytes:
        """The further cells of the row that has been read."""
        while self._next is not None and self._next[0] < self._row:
            self._next = next(self._rows, None)
        if self._next is None or self._next[0] != self._row:
            return b""
        cells = zip(self._columns, self._next[1], strict=False)
        return "".join([_cell(f"{column}{self._row}", cell, prefix) for column, cell in cells]).encode()


def _cell(place: str, cell: Cell, prefix: str) -> str:
    """A cell as it stands in a row: a text stays one, whatever it begins with."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return f'<{prefix}c r="{place}"><{prefix}v>{cell!r}</{prefix}v></{prefix}c>'
    text = f'<{prefix}is><{prefix}t xml:space="preserve">{in_xml(fit_for_xml(cell))}</{prefix}t></{prefix}is>'
    return f'<{prefix}c r="{place}" t="inlineStr">{text}</{prefix}c>'

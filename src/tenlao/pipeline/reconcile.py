"""Sheets in files reconciled with the table: columns added, and the file replaced whole or not at all."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import BinaryIO, get_args

from tenlao.base.errors import TenlaoError
from tenlao.base.terminals import standard_output
from tenlao.documents.encodings import Encoding, decode_lines
from tenlao.documents.files import STANDARD_STREAM, called, pieces_of, write_file
from tenlao.pipeline.reconciling import REVIEW_COLUMNS, Additions, Cell, Clerk
from tenlao.pipeline.sheet_conversion import SheetFormat, convert
from tenlao.pipeline.text_sheets import add_to_csv, add_to_json_lines, csv_row

__all__ = ["FORMATS", "SheetFormat", "format_of", "reconcile"]

FORMATS: Sequence[SheetFormat] = get_args(SheetFormat)
_EXTENSIONS: Mapping[str, SheetFormat] = {
    ".csv": "csv",
    ".txt": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".xlsx": "xlsx",
    ".parquet": "parquet",
}


def format_of(path: str) -> SheetFormat:
    """Return the format of a sheet by the name of its file; CSV on standard input.

    >>> format_of("names.TSV"), format_of("-")
    ('tsv', 'csv')

    Raises:
        TenlaoError: the name does not tell.
    """
    if path == STANDARD_STREAM:
        return "csv"
    try:
        return _EXTENSIONS[os.path.splitext(path)[1].lower()]
    except KeyError:
        message = f"does not say by its name what it is; name it {', '.join(_EXTENSIONS)}, or give its format"
        raise TenlaoError(message, path, argument="format") from None


def reconcile(
    file: str,
    columns: Sequence[tuple[str, Clerk]],
    *,
    out: str = STANDARD_STREAM,
    review: str | None = None,
    format: SheetFormat | None = None,
    to: SheetFormat | None = None,
    encoding: str | None = None,
    workers: int = 0,
    progress: Callable[[float], object] = lambda _: None,
) -> None:
    """Add to a sheet what clerks say of the cells in its columns, and write it to a file or to standard output.

    Args:
        file: the sheet, "-" for standard input.
        columns: the names of columns, each with who is asked about its cells.
        out: where to write the sheet; it may be the file itself.
        review: where to write a sheet in CSV of the doubtful rows.
        format: the format of the sheet; told by the name of the file if not given.
        to: the format in which it is written; if not given, told by the name of `out`, or else that of the sheet. In
            another format than its own it is in memory as a whole.
        encoding: of a text; found as by `tenlao.documents.encodings.decode` if not given.
        workers: how many processes work on the rows, 0: as many as there are processors.
        progress: is called now and then with the share that is done (0-1).

    Raises:
        TenlaoError: the file, a column in it, or where it is to be written cannot be used.
    """
    format = format or format_of(file)
    named = _EXTENSIONS.get(os.path.splitext(out)[1].lower())
    to = to or named or format
    if out == STANDARD_STREAM and to in ("xlsx", "parquet"):
        raise TenlaoError(f"{to} is not written to standard output; give a file", argument="out")
    if named not in (None, to):
        raise TenlaoError(f"is to be written as {to}; name it .{to}", out, argument="out")
    if review is not None and os.path.realpath(review) in (os.path.realpath(out), os.path.realpath(file)):
        raise TenlaoError("is the sheet itself; give another file for the review", review, argument="review")
    with ExitStack() as after:
        kept = _Kept(review, after) if review is not None else None
        clerks = [clerk for _, clerk in columns]
        additions = after.enter_context(Additions(clerks, workers, kept.add if kept else None))
        asked = [column for column, _ in columns]

        def write(stream: BinaryIO) -> None:
            if to == format:
                _write(file, format, asked, additions, stream, encoding, progress)
                return
            between = io.BytesIO()
            _write(file, format, asked, additions, between, encoding, progress)
            added, name = additions.columns, called(file)
            convert(between.getvalue(), format, to, stream, added=added, encoding=encoding, name=name)

        if out == STANDARD_STREAM:
            output = standard_output()
            write(output)
            output.flush()
        else:
            write_file(out, write)
        if kept is not None:
            kept.save()


def _write(
    file: str,
    format: SheetFormat,
    asked: Sequence[str],
    additions: Additions,
    stream: BinaryIO,
    encoding: str | None,
    progress: Callable[[float], object],
) -> None:
    name = called(file)
    if format == "xlsx":
        from tenlao.pipeline.workbooks import add_to_workbook

        add_to_workbook(file, asked, additions, stream, progress)
    elif format == "parquet":
        from tenlao.pipeline.parquet import add_to_parquet

        add_to_parquet(file, asked, additions, stream, progress)
    else:
        texts: Iterator[tuple[str, Encoding]] = decode_lines(_counted(file, progress), encoding, name)
        if format == "jsonl":
            add_to_json_lines(texts, asked, additions, stream.write, name)
        else:
            add_to_csv(texts, asked, additions, stream.write, name, "\t" if format == "tsv" else None)


def _counted(file: str, progress: Callable[[float], object]) -> Iterator[bytes]:
    """Give the pieces of a file, and say how much has been read."""
    size = os.path.getsize(file) if file != STANDARD_STREAM and os.path.isfile(file) else 0
    read = 0
    for piece in pieces_of(file):
        yield piece
        read += len(piece)
        if size:
            progress(read / size)


class _Kept:
    """The doubtful rows, kept beside until the sheet is written."""

    def __init__(self, path: str, after: ExitStack) -> None:
        import tempfile

        self._path = path
        self._rows = after.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed by it
        self._rows.write(_MARK + csv_row(REVIEW_COLUMNS).encode() + _LINE_END)

    def add(self, cells: Sequence[Cell]) -> None:
        """Keep a row; it has as many cells as there are columns."""
        cells = [*cells, *[None] * (len(REVIEW_COLUMNS) - len(cells))]
        self._rows.write(csv_row(cells).encode() + _LINE_END)

    def save(self) -> None:
        """Write the sheet of the doubtful rows."""
        import shutil

        self._rows.seek(0)
        write_file(self._path, lambda stream: shutil.copyfileobj(self._rows, stream))


# Spreadsheets take a text for UTF-8 that begins so.
_MARK, _LINE_END = "\ufeff".encode(), b"\r\n"

"""A sheet written in another format: by pandas, as a whole in memory."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO, Literal

from tenlao.base.errors import TenlaoError
from tenlao.base.spreadsheets import guarded
from tenlao.documents.encodings import decode
from tenlao.pipeline.text_sheets import parted_by

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SheetFormat", "convert"]

SheetFormat = Literal["csv", "tsv", "jsonl", "xlsx", "parquet"]
_SCORE = "_score"
_PARTED = ("csv", "tsv")


def convert(
    content: bytes,
    format: SheetFormat,
    to: SheetFormat,
    stream: BinaryIO,
    *,
    added: Sequence[str],
    encoding: str | None,
    name: str,
) -> None:
    """Write a sheet in another format, texts in UTF-8.

    Cells of CSV and TSV are strings, but for scores among the columns `added`, whose empty cells are none. In a
    workbook, and where they have not been in a spreadsheet before, no cell is taken for a formula or has characters
    that workbooks cannot have. `name` is what the sheet is called in an error.

    Raises:
        TenlaoError: pandas is missing, or what it needs for a format, or the format has no room for the cells.
    """
    try:
        frame = _read(content, format, encoding, name)
        if format in _PARTED:
            for column in added:
                cells = frame[column].where(frame[column] != "", None)
                frame[column] = cells.astype(float) if column.endswith(_SCORE) else cells
        if to == "xlsx" or (to in _PARTED and format not in _PARTED):
            frame = frame.map(_guarded).rename(columns=_guarded)
        _write(frame, to, stream)
    except ImportError:
        raise TenlaoError('another format needs pandas: pip install "tenlao[frames,table]"', name) from None
    except (ValueError, TypeError) as error:
        raise TenlaoError(
            f"has cells that {to} has no room for: {error}; keep its own format", name
        ) from error


def _guarded(cell: object) -> object:
    return guarded(cell) if isinstance(cell, str) else cell


def _read(content: bytes, format: SheetFormat, encoding: str | None, name: str) -> pd.DataFrame:
    import pandas as pd

    if format == "xlsx":
        return pd.read_excel(io.BytesIO(content), dtype=object)
    if format == "parquet":
        return pd.read_parquet(io.BytesIO(content))
    text, _ = decode(content, encoding, name)
    if format == "jsonl":
        rows = [json.loads(line) for line in text.split("\n") if line.strip()]
        return pd.DataFrame(rows, dtype=object)
    skipped, delimiter = parted_by(text, "\t" if format == "tsv" else None)
    sheet = io.StringIO(text[skipped:])
    rows = pd.read_csv(sheet, sep=delimiter, dtype=str, keep_default_na=False, header=None)
    # Read as a header, columns of one name would be given others by pandas.
    return rows[1:].set_axis(list(rows.iloc[0]), axis="columns")


def _write(frame: pd.DataFrame, to: SheetFormat, stream: BinaryIO) -> None:
    if to == "xlsx":
        frame.to_excel(stream, index=False)
    elif to == "parquet":
        frame.to_parquet(stream, index=False)
    elif to == "jsonl":
        frame.to_json(stream, orient="records", lines=True, force_ascii=False, date_format="iso")
    else:
        frame.to_csv(stream, index=False, sep="\t" if to == "tsv" else ",")

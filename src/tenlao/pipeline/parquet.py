"""Sheets in Parquet with columns added; the others keep their types, and the file its groups of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO

from tenlao.base.batches import alongside
from tenlao.base.errors import TenlaoError, reason
from tenlao.pipeline.reconciling import PREFIX, Additions, RowAsked
from tenlao.pipeline.text_sheets import number_of, refuse_taken

__all__ = ["add_to_parquet"]


def add_to_parquet(
    file: str,
    asked: Sequence[str],
    additions: Additions,
    stream: BinaryIO,
    progress: Callable[[float], object],
) -> None:
    """Add columns to a sheet in Parquet, a group of rows at a time; `asked` names columns of it.

    Raises:
        TenlaoError: it cannot be read, there is no such column, or pyarrow is missing.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise TenlaoError('reading Parquet needs pyarrow: pip install "tenlao[frames]"', file) from None
    with _opened(pa, pq, file) as sheet:
        schema = sheet.schema_arrow
        places = [number_of(column, schema.names, file) for column in asked]
        for place in places:
            if not _is_text(pa, schema.field(place).type):
                message = f'has no texts in the column "{schema.names[place]}"; give one of texts'
                raise TenlaoError(message, file)
        refuse_taken(additions.columns, schema.names, file)
        types = {
            column: pa.float64() if column == f"{PREFIX}score" else pa.string()
            for column in additions.columns
        }
        for column, type in types.items():
            schema = schema.append(pa.field(column, type))
        groups = (_group(pa, sheet, number, file) for number in range(sheet.num_row_groups))
        try:
            with pq.ParquetWriter(stream, schema, compression=_compression(sheet)) as writer:
                found = alongside(groups, lambda read: additions.of(_rows(pa, read, places)))
                for number, (group, cells) in enumerate(found, 1):
                    columns = zip(*cells, strict=True) if cells else [()] * len(types)
                    for values, (column, type) in zip(columns, types.items(), strict=True):
                        group = group.append_column(column, pa.array(values, type))
                    writer.write_table(group.cast(schema), row_group_size=max(1, group.num_rows))
                    progress(number / sheet.num_row_groups)
        except pa.ArrowException as error:
            raise TenlaoError(f"cannot be read: {error}; write it anew", file) from error


def _opened(pa: Any, pq: Any, file: str) -> Any:
    try:
        return pq.ParquetFile(file)
    except FileNotFoundError as error:
        raise TenlaoError("no such file or folder; check the path", file) from error
    except (OSError, pa.ArrowException) as error:
        said = reason(error) if isinstance(error, OSError) and error.errno else "give a file in Parquet"
        raise TenlaoError(f"cannot be read; {said}", file) from error


def _compression(sheet: Any) -> str:
    """Return how the columns of a sheet are compressed, as its first one tells; as most are if it has no rows."""
    first = sheet.metadata.row_group(0).column(0) if sheet.num_row_groups else None
    named = first.compression.lower() if first else "snappy"
    return "none" if named == "uncompressed" else named


def _group(pa: Any, sheet: Any, number: int, file: str) -> Any:
    try:
        return sheet.read_row_group(number)
    except (OSError, pa.ArrowException) as error:
        raise TenlaoError(f"cannot be read: {error}; write it anew", file) from error


def _is_text(pa: Any, type: Any) -> bool:
    if pa.types.is_dictionary(type):
        type = type.value_type
    return bool(pa.types.is_string(type) or pa.types.is_large_string(type) or pa.types.is_null(type))


def _rows(pa: Any, groups: Iterator[Any], places: Sequence[int]) -> Iterator[list[RowAsked]]:
    """Give the rows of each group, with the texts of the columns that are asked about."""
    for group in groups:
        columns = [group.column(place).cast(pa.string()).to_pylist() for place in places]
        yield [tuple([text or "" for text in texts]) for texts in zip(*columns, strict=True)]

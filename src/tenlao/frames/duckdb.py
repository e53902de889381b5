"""DuckDB: the functions tenlao_resolve, tenlao_find, tenlao_render and tenlao_annotate, for a connection."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

import duckdb
import pyarrow as pa

from tenlao.frames.core import TYPES, Columns, Function
from tenlao.gazetteer import load

__all__ = ["register"]


def register(connection: duckdb.DuckDBPyConnection, table: str | os.PathLike[str] | None = None) -> None:
    """Give a connection the functions of `tenlao.frames.core.Columns`, each with tenlao_ before its name.

    They answer from the table in use, or from the bundled one with the table in a file layered over it. NULL gives
    NULL, and so does a name of nobody. Functions that the connection has already answer from the new table.

    >>> with duckdb.connect() as connection:
    ...     register(connection)
    ...     connection.execute("SELECT tenlao_resolve('Thonglun Sisulith').vietnamese").fetchone()
    ('Thoong-lun Xi-xu-lít',)

    Raises:
        TenlaoError: the table cannot be used.
    """
    columns = Columns(load(table))
    on_arrow: dict[str, Any] = {"type": "arrow", "null_handling": "special"}
    for name, type in TYPES.items():
        with suppress(duckdb.InvalidInputException):  # it has none yet
            connection.remove_function(f"tenlao_{name}")
        empty = pa.table({name: pa.array([], type)})
        connection.create_function(
            f"tenlao_{name}",
            _of_one_argument(getattr(columns, name)),
            [duckdb.sqltypes.VARCHAR],
            connection.from_arrow(empty).types[0],
            **on_arrow,
        )


def _of_one_argument(function: Function) -> Function:
    """Return a function as DuckDB takes it, which reads the types of all parameters."""
    return lambda column: function(column)

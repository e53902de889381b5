"""DuckDB: the functions tenlao_resolve and tenlao_find, once they are registered with a connection."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa

from tenlao.frames.core import found, resolved

__all__ = ["register"]

_RESOLVED = pa.struct(
    [(field, pa.float64() if field == "score" else pa.string()) for field in ("id", "score", "latin")]
    + [(field, pa.string()) for field in ("vietnamese", "lao", "kind")]
)
_FOUND = pa.list_(
    pa.struct(
        [
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", pa.string()),
            ("id", pa.string()),
            ("kind", pa.string()),
            ("score", pa.float64()),
            ("match", pa.string()),
        ]
    )
)
_RESOLVED_IN_SQL = (
    "STRUCT(id VARCHAR, score DOUBLE, latin VARCHAR, vietnamese VARCHAR, lao VARCHAR, kind VARCHAR)"
)
_FOUND_IN_SQL = (
    'STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR, id VARCHAR, kind VARCHAR, score DOUBLE, '
    '"match" VARCHAR)[]'
)


def register(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a connection the functions tenlao_resolve(name), a struct, and tenlao_find(text), a list of structs.

    NULL gives NULL, and so does a name of nobody. The fields are those of `tenlao.frames.core`.
    """
    kinds: dict[str, Any] = {"type": "arrow", "null_handling": "special"}
    for name, function, type in (
        ("tenlao_resolve", _resolve, _RESOLVED_IN_SQL),
        ("tenlao_find", _find, _FOUND_IN_SQL),
    ):
        connection.create_function(name, function, ["VARCHAR"], type, **kinds)


def _resolve(column: Any) -> Any:
    return pa.array(resolved(column.to_pylist()), _RESOLVED)


def _find(column: Any) -> Any:
    return pa.array(found(column.to_pylist()), _FOUND)

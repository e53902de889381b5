"""Polars: `pl.col("name").tenlao.resolve()` and `.tenlao.find()`, once this module is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from tenlao.frames.core import found, resolved

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind

__all__ = ["FOUND_TYPE", "RESOLVED_TYPE", "ExpressionNamespace"]

RESOLVED_TYPE = pl.Struct(
    {
        "id": pl.String,
        "score": pl.Float64,
        "latin": pl.String,
        "vietnamese": pl.String,
        "lao": pl.String,
        "kind": pl.String,
    }
)
"""The type of `tenlao.frames.core.Resolved`."""
FOUND_TYPE = pl.List(
    pl.Struct(
        {
            "start": pl.Int64,
            "end": pl.Int64,
            "text": pl.String,
            "id": pl.String,
            "kind": pl.String,
            "score": pl.Float64,
            "match": pl.String,
        }
    )
)
"""The type of a list of `tenlao.frames.core.Found`."""


@pl.api.register_expr_namespace("tenlao")
class ExpressionNamespace:
    """What tenlao says of a column of names or texts; null gives null."""

    def __init__(self, expression: pl.Expr) -> None:
        """Take the expression."""
        self._expression = expression

    def resolve(self, threshold: float | None = None, kind: Kind | None = None) -> pl.Expr:
        """Return a column of structs, the fields of `tenlao.frames.core.Resolved`; null for a name of nobody."""

        def records(column: pl.Series) -> pl.Series:
            return _series(column, resolved(_texts(column), threshold, kind), RESOLVED_TYPE)

        return self._expression.map_batches(records, return_dtype=RESOLVED_TYPE)

    def find(self) -> pl.Expr:
        """Return a column of lists of structs, the fields of `tenlao.frames.core.Found`."""

        def records(column: pl.Series) -> pl.Series:
            return _series(column, found(_texts(column)), FOUND_TYPE)

        return self._expression.map_batches(records, return_dtype=FOUND_TYPE)


def _texts(column: pl.Series) -> list[str | None]:
    texts: list[str | None] = column.cast(pl.String).to_list()
    return texts


def _series(column: pl.Series, records: list[Any], type: Any) -> pl.Series:
    return pl.Series(column.name, records, dtype=type)

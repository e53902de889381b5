"""Polars: `pl.col("name").tenlao.resolve()`, `.find()`, `.render()`, `.annotate()`, once this module is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
import pyarrow as pa

from tenlao.frames.core import TYPES, Columns
from tenlao.gazetteer import load

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.styles.registry import Style

__all__ = ["ExpressionNamespace"]


@pl.api.register_expr_namespace("tenlao")
class ExpressionNamespace:
    """What the table in use says of a column of names or texts, in the types of `tenlao.frames.core`.

    Null gives null.

    >>> frame = pl.DataFrame({"name": ["Thonglun Sisulith", None]})
    >>> frame.select(pl.col("name").tenlao.resolve().struct.field("vietnamese"))["vietnamese"].to_list()
    ['Thoong-lun Xi-xu-lít', None]
    """

    def __init__(self, expression: pl.Expr) -> None:
        """Take the expression."""
        self._expression = expression

    def resolve(self, threshold: float | None = None, kind: Kind | None = None) -> pl.Expr:
        """Return a column of structs, null for a name of nobody; see `tenlao.frames.core.Columns.resolve`."""
        return self._answers("resolve", threshold, kind)

    def find(self) -> pl.Expr:
        """Return a column of lists of structs; see `tenlao.frames.core.Columns.find`."""
        return self._answers("find")

    def render(self) -> pl.Expr:
        """Return suggested renderings, each with its mark; see `tenlao.frames.core.Columns.render`."""
        return self._answers("render")

    def annotate(self, style: Style = "gloss") -> pl.Expr:
        """Return the texts in a house style; see `tenlao.Gazetteer.annotate`."""
        return self._answers("annotate", style)

    def _answers(self, function: str, *options: Any) -> pl.Expr:
        answer = getattr(Columns(load()), function)

        def answers(column: pl.Series) -> pl.Series:
            return pl.Series(column.name, pl.from_arrow(answer(column.to_arrow(), *options)))

        type = pl.Series(pl.from_arrow(pa.array([], TYPES[function]))).dtype
        return self._expression.map_batches(answers, return_dtype=type, is_elementwise=True)

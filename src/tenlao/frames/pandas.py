"""pandas: `series.tenlao.resolve()`, `.find()`, `.render()` and `.annotate()`, once this module is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from tenlao.frames.core import RESOLVED, Columns
from tenlao.gazetteer import load

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.styles.registry import Style

__all__ = ["SeriesAccessor"]


@pd.api.extensions.register_series_accessor("tenlao")
class SeriesAccessor:
    """What the table in use says of a series of names or texts; missing values (None, NaN, NA) give missing ones.

    Each method raises TypeError if a value is a number or another thing that is no string.

    >>> pd.Series(["Thonglun Sisulith", None]).tenlao.resolve()["vietnamese"].tolist()[0]
    'Thoong-lun Xi-xu-lít'
    """

    def __init__(self, series: pd.Series) -> None:
        """Take the series."""
        self._series = series

    def resolve(
        self, threshold: float | None = None, kind: Kind | None = None, workers: int = 1
    ) -> pd.DataFrame:
        """Return a frame with the same index, of the fields of `tenlao.frames.core.RESOLVED`.

        `workers` processes do the work, 0: as many as there are processors; see `tenlao.Gazetteer.resolve_many`.
        """
        records = Columns(load()).resolve(self._column(), threshold, kind, workers)
        return pa.table(records.flatten(), RESOLVED.names).to_pandas().set_axis(self._series.index)

    def find(self) -> pd.Series:
        """Return a series with the same index, of lists of `tenlao.frames.core.FOUND`, as dicts."""
        return self._answers(Columns(load()).find(self._column()))

    def render(self) -> pd.Series:
        """Return suggested renderings, each with its mark; see `tenlao.frames.core.Columns.render`."""
        return self._answers(Columns(load()).render(self._column()))

    def annotate(self, style: Style = "gloss") -> pd.Series:
        """Return the texts in a house style; see `tenlao.Gazetteer.annotate`."""
        return self._answers(Columns(load()).annotate(self._column(), style))

    def _column(self) -> pa.Array:
        try:
            return pa.array(self._series, from_pandas=True)
        except (TypeError, ValueError) as error:
            raise TypeError(f"a column of names or texts has strings and nothing else: {error}") from error

    def _answers(self, column: pa.Array) -> pd.Series:
        return pd.Series(column.to_pylist(), self._series.index, dtype=object, name=self._series.name)

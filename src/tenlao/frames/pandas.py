"""pandas: `series.tenlao.resolve()` and `series.tenlao.find()`, once this module is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from tenlao.frames.core import RESOLVED, found, resolved

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind

__all__ = ["SeriesAccessor"]


@pd.api.extensions.register_series_accessor("tenlao")
class SeriesAccessor:
    """What tenlao says of a series of names or texts; missing values (None, NaN, NA) give missing ones.

    >>> pd.Series(["Thonglun Sisulith", None]).tenlao.resolve()["vietnamese"].tolist()[0]
    'Thoong-lun Xi-xu-lít'
    """

    def __init__(self, series: pd.Series) -> None:
        """Take the series."""
        self._series = series

    def resolve(
        self, threshold: float | None = None, kind: Kind | None = None, workers: int = 1
    ) -> pd.DataFrame:
        """Return a frame with the same index, of the fields of `tenlao.frames.core.Resolved`.

        Raises:
            TypeError: a value is a number or another thing that is no name.
        """
        nobody = dict.fromkeys(RESOLVED)
        records = resolved(self._values(), threshold, kind, workers)
        return pd.DataFrame([r or nobody for r in records], self._series.index, list(RESOLVED))

    def find(self) -> pd.Series:
        """Return a series with the same index, of lists of `tenlao.frames.core.Found`."""
        return pd.Series(found(self._values()), self._series.index, dtype=object, name=self._series.name)

    def _values(self) -> list[str | None]:
        missing = self._series.isna().tolist()
        return [None if gone else value for value, gone in zip(self._series.tolist(), missing, strict=True)]

"""What a server has done, counted for Prometheus; processes that share a table share the counts."""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Iterator, Sequence

__all__ = ["BUCKETS", "Metrics"]

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Upper bounds of how long answers take, in seconds."""
_STATUSES = (200, 204, 304, 307, 400, 401, 403, 404, 405, 408, 413, 415, 421, 422, 429, 499, 500, 503)
_OTHER_STATUS = 0
_OTHER_ROUTE, _MOST_ROUTES = "other", 64
_GAUGES = ("open_requests", "open_connections", "working")
_CELL = struct.Struct("d")


class Metrics:
    """Counts in memory that processes share, if they are forked after it is made; each has a part of its own.

    >>> metrics = Metrics()
    >>> metrics.know(["/api/v1/lookup"])
    >>> metrics.count("/api/v1/lookup", 200, 0.004)
    >>> [line for line in metrics.text().splitlines() if line.startswith("tenlao_requests_total")]
    ['tenlao_requests_total{route="/api/v1/lookup",status="200"} 1']
    """

    def __init__(self, processes: int = 1) -> None:
        """Make room for the counts of so many processes."""
        self._routes: tuple[str, ...] = (_OTHER_ROUTE,)
        self._columns = {status: at for at, status in enumerate((*_STATUSES, _OTHER_STATUS))}
        self._width = len(self._columns) + len(BUCKETS) + 2
        self._size = _MOST_ROUTES * self._width + len(_GAUGES)
        self._processes = processes
        self._memory = mmap.mmap(-1, max(1, processes) * self._size * _CELL.size)
        self._start = 0

    def know(self, routes: Sequence[str]) -> None:
        """Count these routes from now on, each for itself; what belongs to none of them is counted as "other"."""
        self._routes = (_OTHER_ROUTE, *routes[: _MOST_ROUTES - 1])

    def take_part(self, number: int) -> None:
        """Count in the part of one process from now on; what its predecessor had open is none of its own."""
        self._start = number * self._size
        for gauge in range(len(_GAUGES)):
            self._set(self._size - len(_GAUGES) + gauge, 0.0)

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count an answer, and how long it took."""
        row = self._row(route)
        self._add(row + self._columns.get(status, self._columns[_OTHER_STATUS]), 1.0)
        histogram = row + len(self._columns)
        self._add(histogram + bisect_left(BUCKETS, seconds), 1.0)
        self._add(histogram + len(BUCKETS) + 1, seconds)

    def change(self, gauge: str, by: int) -> None:
        """Change how much of something there is at present."""
        self._add(self._size - len(_GAUGES) + _GAUGES.index(gauge), by)

    def text(self) -> str:
        """Return all counts in the text format of Prometheus."""
        return "".join(f"{line}\n" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        yield "# HELP tenlao_requests_total Requests answered."
        yield "# TYPE tenlao_requests_total counter"
        for route in self._routes:
            for status, column in self._columns.items():
                if number := self._sum(self._row(route) + column):
                    label = str(status) if status else "other"
                    yield f'tenlao_requests_total{{route="{route}",status="{label}"}} {number:g}'
        yield "# HELP tenlao_request_seconds How long answers took."
        yield "# TYPE tenlao_request_seconds histogram"
        for route in self._routes:
            yield from self._histogram(route)
        for at, gauge in enumerate(_GAUGES):
            yield f"# HELP tenlao_{gauge} {gauge.replace('_', ' ').capitalize()} at present."
            yield f"# TYPE tenlao_{gauge} gauge"
            yield f"tenlao_{gauge} {self._sum(self._size - len(_GAUGES) + at):g}"

    def _histogram(self, route: str) -> Iterator[str]:
        start = self._row(route) + len(self._columns)
        total = 0.0
        counts = [self._sum(start + at) for at in range(len(BUCKETS) + 1)]
        if not any(counts):
            return
        for bound, count in zip((*BUCKETS, "+Inf"), counts, strict=True):
            total += count
            yield f'tenlao_request_seconds_bucket{{route="{route}",le="{bound}"}} {total:g}'
        yield f'tenlao_request_seconds_sum{{route="{route}"}} {self._sum(start + len(BUCKETS) + 1):.6f}'
        yield f'tenlao_request_seconds_count{{route="{route}"}} {total:g}'

    def _row(self, route: str) -> int:
        number = self._routes.index(route) if route in self._routes else 0
        return number * self._width

    def _sum(self, cell: int) -> float:
        return sum(self._get(part * self._size + cell) for part in range(self._processes))

    def _get(self, cell: int) -> float:
        (value,) = _CELL.unpack_from(self._memory, cell * _CELL.size)
        return float(value)

    def _set(self, cell: int, value: float) -> None:
        _CELL.pack_into(self._memory, (self._start + cell) * _CELL.size, value)

    def _add(self, cell: int, by: float) -> None:
        self._set(cell, self._get(self._start + cell) + by)

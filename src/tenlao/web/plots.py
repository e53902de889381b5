"""Counts as bars: what each plot is called, and where its bars and words stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tenlao.base.translations import translated

if TYPE_CHECKING:
    from tenlao.curating.statistics import Statistics

__all__ = ["Bar", "Plot", "plots"]

_MOST_BARS = 15


class Bar(NamedTuple):
    """A bar: what is counted, how many there are, and how long it is, in percent of the longest."""

    name: str
    number: int
    length: float


class Plot(NamedTuple):
    """A plot, its bars, only the largest if they are ordered by that, and how many are left out."""

    title: str
    bars: tuple[Bar, ...]
    left_out: int


def plots(counts: Statistics) -> list[Plot]:
    """Return the plots of what a table holds.

    >>> from tenlao.curating.statistics import counted
    >>> from tenlao import load
    >>> plots(counted(load().table))[0].title
    'Entries by kind'
    """
    return [_plot(title, numbers) for title, numbers in _groups(counts) if numbers]


def _plot(title: str, numbers: Mapping[str, int]) -> Plot:
    most = max(numbers.values())
    bars = tuple(Bar(name, number, round(100 * number / most, 1)) for name, number in numbers.items())
    is_by_size = all(one.number >= other.number for one, other in pairwise(bars))
    shown = bars[:_MOST_BARS] if is_by_size else bars
    return Plot(title, shown, len(bars) - len(shown))


def _groups(counts: Statistics) -> Iterator[tuple[str, Mapping[str, int]]]:
    yield translated("Entries by kind"), counts.kind
    yield translated("Entries by type"), counts.type
    yield translated("Entries with a form in each writing"), counts.writing
    yield translated("Entries by the writings they have"), counts.writings
    yield translated("Entries by decades of office"), counts.role_decade
    yield translated("Forms by tag"), counts.tag
    yield translated("Forms cited by publisher"), counts.publisher
    yield translated("Dated sources by decade"), counts.source_decade
    yield translated("Ids of other registries"), counts.registry
    yield translated("Entries with an id of another registry"), counts.linked

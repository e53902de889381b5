"""The cheapest alignments behind distances, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from tenlao.phonology.distance import OMISSION, SUBSTITUTION, trimmed

__all__ = ["Path", "PathStep", "Step", "align", "cheapest_path", "distance_within"]


class Step(NamedTuple):
    """A phone and the one it is aligned with, "" where one is left out; and what that costs, in nats."""

    phone: str
    other: str
    cost: float


def align(a: str, b: str) -> list[Step]:
    """Return the cheapest alignment behind `distance`.

    >>> [tuple(step) for step in align("voraᵗ", "vola")]
    [('v', 'v', 0.0), ('o', 'o', 0.0), ('r', 'l', 1.0), ('a', 'a', 0.0), ('ᵗ', '', 5.0)]
    """
    start, end_a, end_b = trimmed(a, b)
    before, after = [Step(x, x, 0.0) for x in a[:start]], [Step(x, x, 0.0) for x in a[end_a:]]
    a, b = a[start:end_a], b[start:end_b]
    costs = [[SUBSTITUTION[x][y] for y in b] for x in a]
    path = cheapest_path(costs, [OMISSION[x] for x in a], [OMISSION[y] for y in b]).steps
    return [
        *before,
        *(Step("" if i is None else a[i], "" if j is None else b[j], cost) for i, j, cost in path),
        *after,
    ]


def distance_within(a: str, b: str) -> float:
    """Return the distance of the shorter phone string from the stretch of the longer one that is most like it.

    >>> from tenlao.phonology.distance import distance
    >>> distance_within("saʲ", "soⁿsaʲkam"), distance_within("soⁿsaʲkam", "saᵗ") == distance("saʲ", "saᵗ")
    (0.0, True)
    """
    if len(a) > len(b):
        a, b = b, a
    costs = [[SUBSTITUTION[x][y] for y in b] for x in a]
    rows = _rows(costs, [OMISSION[x] for x in a], [OMISSION[y] for y in b], [0.0] * (len(b) + 1))
    return min(rows[-1])


class PathStep(NamedTuple):
    """The places of two members that are aligned, from 0, None where the other is left out; and what that costs."""

    first: int | None
    second: int | None
    cost: float


class Path(NamedTuple):
    """The cheapest alignment of two sequences, as steps in their order, and what it costs altogether."""

    cost: float
    steps: list[PathStep]


def cheapest_path(
    costs: Sequence[Sequence[float]], without_first: Sequence[float], without_second: Sequence[float]
) -> Path:
    """Align two sequences at the least cost, by dynamic programming (Needleman and Wunsch 1970).

    `costs` has a row for each member of the first sequence, with what it costs to align it with each of the second;
    the others are what it costs to leave a member of one out. `distance` finds the same cost of phone strings without
    the path, and faster. Of paths that cost the same, the one that aligns the last members is taken.

    >>> path = cheapest_path([[0.0, 9.0], [9.0, 9.0]], [2.0, 2.0], [3.0, 3.0])
    >>> path.cost, [(step.first, step.second) for step in path.steps]
    (5.0, [(0, 0), (None, 1), (1, None)])
    """
    rows = _rows(costs, without_first, without_second, list(accumulate(without_second, initial=0.0)))
    steps = []
    i, j = len(without_first), len(without_second)
    while i or j:
        here = rows[i][j]
        if i and j and here == rows[i - 1][j - 1] + costs[i - 1][j - 1]:
            i, j = i - 1, j - 1
            steps.append(PathStep(i, j, costs[i][j]))
        elif i and here == rows[i - 1][j] + without_first[i - 1]:
            i -= 1
            steps.append(PathStep(i, None, without_first[i]))
        else:
            j -= 1
            steps.append(PathStep(None, j, without_second[j]))
    return Path(rows[-1][-1], steps[::-1])


def _rows(
    costs: Sequence[Sequence[float]],
    without_first: Sequence[float],
    without_second: Sequence[float],
    row: list[float],
) -> list[list[float]]:
    """Return the least costs of aligning all beginnings of two sequences, given those of the empty first one."""
    rows = [row]
    for left_out, row_costs in zip(without_first, costs, strict=True):
        above, row = row, [row[0] + left_out]
        for j, cost in enumerate(row_costs):
            row.append(min(above[j] + cost, above[j + 1] + left_out, row[j] + without_second[j]))
        rows.append(row)
    return rows

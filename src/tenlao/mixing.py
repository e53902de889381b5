"""Mixing of counts: what is probable in a context, given what is probable in a more general one."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["mixed"]


def mixed(
    likely: Mapping[str, float], counted: Mapping[str, float], total: float, prior: float
) -> dict[str, float]:
    """The probabilities from counts, with others mixed in as if they had been counted `prior` times.

    `total` is the sum of the counts.

    >>> mixed({"a": 0.5, "b": 0.5}, {"a": 3.0}, 3.0, 1.0)
    {'a': 0.875, 'b': 0.125}
    """
    share = prior / (total + prior)
    result = {outcome: share * p for outcome, p in likely.items()}
    for outcome, count in counted.items():
        result[outcome] = result.get(outcome, 0.0) + count / (total + prior)
    return result

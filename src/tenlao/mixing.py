"""Counts that are shared and mixed: what is probable in a context, given what is in a more general one."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["mixed", "shares_by_use"]


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


def shares_by_use(names: int) -> list[float]:
    """What each of the names of an entry counts, all together one: the first ones, which are printed most, most.

    >>> shares_by_use(2)
    [0.6666666666666666, 0.3333333333333333]
    """
    shares = [1 / place for place in range(1, names + 1)]
    return [share / sum(shares) for share in shares]

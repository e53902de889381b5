"""Counts in contexts, smoothed: what is probable in a context, given what is probable in a more general one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

__all__ = ["ContextCounts", "shares_by_use", "smoothed"]


class ContextCounts:
    """How often each outcome was met in each context.

    >>> counts = ContextCounts.of([("vowel a", "ă", 3.0), ("vowel a", "a", 1.0)])
    >>> counts["vowel a"], counts["vowel o"]
    ({'ă': 3.0, 'a': 1.0}, {})
    >>> counts.smoothed({"a": 1.0}, "vowel a", 4.0), counts.smoothed({"o": 1.0}, "vowel o", 4.0)
    ({'a': 0.625, 'ă': 0.375}, {'o': 1.0})
    """

    def __init__(self, plain: Mapping[str, Mapping[str, float]]) -> None:
        self.plain = plain
        self._totals = {context: sum(counted.values()) for context, counted in plain.items()}

    @classmethod
    def of(cls, counted: Iterable[tuple[str, str, float]]) -> ContextCounts:
        """Count contexts with their outcomes, each as much as its weight says."""
        plain: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for context, outcome, weight in counted:
            plain[context][outcome] += weight
        return cls({context: dict(outcomes) for context, outcomes in plain.items()})

    def __contains__(self, context: str) -> bool:
        return context in self.plain

    def __getitem__(self, context: str) -> Mapping[str, float]:
        return self.plain.get(context, {})

    def smoothed(
        self, likely: Mapping[str, float], context: str, concentration: float
    ) -> Mapping[str, float]:
        """What is probable in a context, given what is in a more general one, as if that had been met so often."""
        counted = self.plain.get(context)
        return smoothed(likely, counted, self._totals[context], concentration) if counted else likely


def smoothed(
    likely: Mapping[str, float], counted: Mapping[str, float], total: float, concentration: float
) -> dict[str, float]:
    """The probabilities from counts, with others mixed in as if they had been counted `concentration` times.

    `total` is the sum of the counts.

    >>> smoothed({"a": 0.5, "b": 0.5}, {"a": 3.0}, 3.0, 1.0)
    {'a': 0.875, 'b': 0.125}
    """
    share = concentration / (total + concentration)
    result = {outcome: share * p for outcome, p in likely.items()}
    for outcome, count in counted.items():
        result[outcome] = result.get(outcome, 0.0) + count / (total + concentration)
    return result


def shares_by_use(names: int) -> list[float]:
    """What each of the names of an entry counts, all together one: the first ones, which are printed most, most.

    >>> shares_by_use(2)
    [0.6666666666666666, 0.3333333333333333]
    """
    shares = [1 / place for place in range(1, names + 1)]
    return [share / sum(shares) for share in shares]

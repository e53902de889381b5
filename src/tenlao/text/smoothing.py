"""Back-off smoothing: what is probable in a context, given what is probable in a more general one.

The counts of a context are mixed with the probabilities of the more general one as if these had been counted so
often as a Dirichlet concentration says (MacKay & Peto 1995, A hierarchical Dirichlet language model).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

__all__ = ["ContextCounts", "SmoothingContext", "shares_by_use", "smoothed"]


class SmoothingContext(NamedTuple):
    """Where an outcome is counted: a kind of context, of what it is the context, and what stands beside it."""

    kind: str
    of: str
    beside: str = ""

    @property
    def key(self) -> str:
        """A string that no other context has."""
        return "\t".join(self)


class ContextCounts:
    """How often each outcome was met in each context.

    >>> vowel, other = SmoothingContext("vowel", "a"), SmoothingContext("vowel", "o")
    >>> counts = ContextCounts.of([(vowel, "ă", 3.0), (vowel, "a", 1.0)])
    >>> counts[vowel], counts[other]
    ({'ă': 3.0, 'a': 1.0}, {})
    >>> counts.smoothed({"a": 1.0}, vowel, 4.0), counts.smoothed({"o": 1.0}, other, 4.0)
    ({'a': 0.625, 'ă': 0.375}, {'o': 1.0})
    """

    def __init__(self, counted: Mapping[str, Mapping[str, float]]) -> None:
        """Take what was counted, by the keys of the contexts."""
        self.counted = counted
        """What was counted, by the keys of the contexts, as plain data."""

    @classmethod
    def of(cls, counted: Iterable[tuple[SmoothingContext, str, float]]) -> ContextCounts:
        """Count contexts with their outcomes, each as much as its weight says."""
        sums: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for context, outcome, weight in counted:
            sums[context.key][outcome] += weight
        return cls({key: dict(outcomes) for key, outcomes in sums.items()})

    def __contains__(self, context: SmoothingContext) -> bool:
        return context.key in self.counted

    def __getitem__(self, context: SmoothingContext) -> Mapping[str, float]:
        return self.counted.get(context.key, {})

    def smoothed(
        self, likely: Mapping[str, float], context: SmoothingContext, concentration: float
    ) -> Mapping[str, float]:
        """Return what is probable in a context, given what is in a more general one."""
        counted = self.counted.get(context.key)
        return smoothed(likely, counted, sum(counted.values()), concentration) if counted else likely


def smoothed(
    likely: Mapping[str, float], counted: Mapping[str, float], total: float, concentration: float
) -> dict[str, float]:
    """Return the probabilities from counts, with others mixed in as if counted `concentration` times.

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
    """Return what each of the names of an entry counts: the first ones, which are printed most, most.

    All together they count one.

    >>> shares_by_use(2)
    [0.6666666666666666, 0.3333333333333333]
    """
    shares = [1 / place for place in range(1, names + 1)]
    return [share / sum(shares) for share in shares]

"""Fit the log odds of a match by its sound: those of the weights of `tenlao.matching.odds` that are for any entry.

Names whose nearest candidate is too far to be worth comparing are not asked for: the weights hold where there is one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bench.evaluation import Query, Trial, development_trials, hash_of, optional
from tenlao.gazetteer import Gazetteer
from tenlao.matching.candidates import compare
from tenlao.matching.odds import LEAST_INFORMATION, MOST_INFORMATION
from tenlao.phonology.reading import readings

__all__ = ["fit_match"]

HALVES = 2


class Row(NamedTuple):
    """The nearest candidate for a name that is not attested as it is written, whether it is meant, and a half."""

    distance: float
    information: float
    right: bool
    half: int


def fit_match(names: Gazetteer) -> tuple[dict[str, float], dict[str, Any]]:
    """Return the weights, and how well those of one half of the names tell the matches of the other."""
    rows = [row for trial in development_trials(names) for row in _nearest(trial)]
    loss = 0.0
    for half in range(HALVES):
        weights = _regression([row for row in rows if row.half != half])
        loss += sum(_loss(weights, row) for row in rows if row.half == half)
    figures = {
        "names": len(rows),
        "right": sum(row.right for row in rows),
        "log_loss": round(loss / len(rows), 4),
    }
    return _regression(rows), figures


def _nearest(trial: Trial) -> Iterator[Row]:
    for query in trial.queries:
        found = [
            candidate
            for sound in readings(query.text)
            if (components := [c for c in sound.phones if c])
            for candidate in compare(trial.gazetteer.index, components)
        ]
        if found:
            best = max(found, key=lambda candidate: candidate.odds)
            evidence = best.evidence
            yield Row(
                evidence.cost, evidence.self_information, _meant(query, best.attested.entry), _half(query)
            )


def _meant(query: Query, entry: Any) -> bool:
    return not query.owners.isdisjoint({entry.id, *entry.same_name_as})


def _half(query: Query) -> int:
    return hash_of(min(query.owners, default=query.text)) % HALVES


def _weighed(row: Row) -> list[float]:
    """By the distance, by the information, and by the distance in relation to the information."""
    return [
        row.distance,
        min(row.information, MOST_INFORMATION),
        row.distance / max(row.information, LEAST_INFORMATION),
    ]


def _regression(rows: Sequence[Row]) -> dict[str, float]:
    linear = optional("sklearn.linear_model")
    if linear is None:
        raise SystemExit("install scikit-learn, or all that benchmarks use: pip install -e '.[bench]'")
    model = linear.LogisticRegression(C=100, max_iter=5000).fit(
        [_weighed(row) for row in rows], [row.right for row in rows]
    )
    weights = [model.intercept_[0], *model.coef_[0]]
    names = ("constant", "by_distance", "by_information", "by_relation")
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _loss(weights: Mapping[str, float], row: Row) -> float:
    constant, *others = weights.values()
    odds = constant + sum(weight * value for weight, value in zip(others, _weighed(row), strict=True))
    return math.log1p(math.exp(-odds if row.right else odds))

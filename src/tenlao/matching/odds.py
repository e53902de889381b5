"""How likely a name means an entry: from distance and self-information to odds, against somebody in no table."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from operator import mul
from typing import Any, NamedTuple

from tenlao.base.word_lists import word_lists
from tenlao.matching.evidence import Difference
from tenlao.matching.strangers import ComponentModel, Strangers
from tenlao.phonology.distance import CONSONANT_CHANGE, coarse_key

__all__ = [
    "MOST_INFORMATION",
    "PersonEvidence",
    "farthest_worth_comparing",
    "odds_at",
    "odds_of_person",
    "person_evidence",
]

# Names further apart than this (nats) are not compared: with three consonants changed a name is another one.
FARTHEST = 3 * CONSONANT_CHANGE
# What a sound tells counts up to a limit, and in relation to the distance it is at least a minimum (nats).
MOST_INFORMATION, LEAST_INFORMATION = 40.0, 6.0

# From how many nats on a component is another one in full; the surprisal up to which it counts as a name.
DIFFERENT, MOST_SURPRISING = 2.0, 20.0


class PersonEvidence(NamedTuple):
    """What the log odds that a name means a person rest on, where it sounds otherwise than the person's; in nats.

    What the name tells; how far it is apart in its given name, in its family name, and by what else had to be done to
    compare the two. And of a given and a family name that differ by more than what spellings leave open: that it may
    be another person's (1 from DIFFERENT nats on), how surprising it would be as that, and how many are known to bear
    it (the logarithm of 1 + how many).
    """

    self_information: float
    otherwise: float
    given: float
    family: float
    given_another: float = 0.0
    given_surprisal: float = 0.0
    given_bearers: float = 0.0
    family_another: float = 0.0
    family_surprisal: float = 0.0
    family_bearers: float = 0.0


# Odds below NEGLIGIBLE are not worth showing.
NEGLIGIBLE = 0.03
_LOG_NEGLIGIBLE = math.log(NEGLIGIBLE)


def odds_at(cost: float, self_information: float, entries: int) -> float:
    """The odds that a name so far away (nats), whose sound tells so much (nats), names one of so many entries.

    A logistic regression on the attested spellings of the table: each withheld in turn and compared with the
    rest, against spellings of people who are withheld altogether, and recombined names; cross-validated by
    entity (docs/score.md).
    """
    if cost >= FARTHEST:
        return 0.0
    constant, by_distance = _weights(self_information, entries)
    return math.exp(constant + by_distance * cost)


def odds_of_person(evidence: PersonEvidence, entries: int) -> float:
    """The odds that a name means a person, and not somebody in no table who simply has this name.

    A logistic regression on the spellings of the table, each withheld in turn, against persons withheld altogether
    and against relatives and namesakes made of other components of the table (docs/score.md).
    """
    constant, weighed, by_size = _weights_of_persons(entries)
    return math.exp(constant + sum(map(mul, weighed, evidence)) - by_size)


@functools.lru_cache(maxsize=64)
def _weights_of_persons(entries: int) -> tuple[float, tuple[float, ...], float]:
    """The constant, the weight of each evidence, what so many entries take off."""
    weighed = _fitted()["person"]
    return weighed["constant"], tuple([weighed[name] for name in PersonEvidence._fields]), _by_size(entries)


def person_evidence(
    strangers: Strangers, parts: Sequence[Difference], otherwise: float, self_information: float, id: str
) -> PersonEvidence:
    """What the odds of the person with an id rest on.

    `parts` are the components of the name beside those of the person's, and `otherwise` (nats) is what had to be done
    besides to compare them.
    """
    given, family = _given_and_family(parts)
    return PersonEvidence(
        min(self_information, MOST_INFORMATION),
        otherwise,
        given.cost,
        family.cost,
        *_another(strangers.given, given, id),
        *_another(strangers.family, family, id),
    )


def _another(model: ComponentModel, part: Difference, id: str) -> tuple[float, float, float]:
    """How much a component is another one, how surprising it is as a name, and how many bear it."""
    if part.cost <= DIFFERENT and (not part.cost or coarse_key(part.heard) == coarse_key(part.known)):
        return 0.0, 0.0, 0.0  # what spellings leave open
    share = min(part.cost / DIFFERENT, 1.0)
    bearers = model.bearers(part.heard, id)
    surprisal = min(model.surprisal_borne_by(part.heard, bearers), MOST_SURPRISING)
    return share, share * surprisal, share * math.log1p(bearers)


def _given_and_family(parts: Sequence[Difference]) -> tuple[Difference, Difference]:
    """The given and the family name; of more than three parts, being syllables, the first two are the given name."""
    if len(parts) == 2:
        return parts[0], parts[1]
    first = 2 if len(parts) > 3 else 1
    return _joined(parts[:first]), _joined(parts[first:])


def _joined(parts: Sequence[Difference]) -> Difference:
    if len(parts) == 1:
        return parts[0]
    return Difference(
        "".join(part.heard for part in parts),
        "".join(part.known for part in parts),
        sum(part.cost for part in parts),
    )


def farthest_worth_comparing(self_information: float, entries: int) -> float:
    """The distance (nats) from which on the odds are negligible, at most FARTHEST."""
    constant, by_distance = _weights(self_information, entries)
    farthest = (_LOG_NEGLIGIBLE - constant) / by_distance
    return FARTHEST if farthest > FARTHEST else max(0.0, farthest)


def _weights(self_information: float, entries: int) -> tuple[float, float]:
    """The log odds at no distance, and what each nat of it adds."""
    constant, by_distance, by_information, by_relation, by_size = _weights_of_size(entries)
    most = self_information if self_information < MOST_INFORMATION else MOST_INFORMATION
    least = self_information if self_information > LEAST_INFORMATION else LEAST_INFORMATION
    return constant + by_information * most - by_size, by_distance + by_relation / least


@functools.lru_cache(maxsize=64)
def _weights_of_size(entries: int) -> tuple[float, float, float, float, float]:
    """A constant; for each nat of distance; of self-information; for the former in relation to this; by size."""
    weighed = _fitted()
    constant, by_distance, by_information = (
        weighed["constant"],
        weighed["by_distance"],
        weighed["by_information"],
    )
    return constant, by_distance, by_information, weighed["by_relation"], _by_size(entries)


def _fitted() -> Mapping[str, Any]:
    """The weights of matches; they hold for a table of so many `entries`."""
    weights: Mapping[str, Any] = word_lists("weights.toml")["match"]
    return weights


@functools.lru_cache(maxsize=64)
def _by_size(entries: int) -> float:
    """What so many entries take off the log odds: the more there are, the likelier one is near by chance."""
    return math.log(max(1.0, entries / _fitted()["entries"]))

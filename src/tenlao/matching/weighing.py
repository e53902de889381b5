"""From the evidence for entries to scores: the odds of candidates weighed against each other and against nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from tenlao.matching.score import Match, MatchKind, spelled_so
from tenlao.phonology.sound import joined

if TYPE_CHECKING:
    from tenlao.matching.evidence import Evidence
    from tenlao.matching.index import Attested
    from tenlao.matching.odds import PersonEvidence

__all__ = ["Candidate", "weigh"]

# The most that a spelling scores which is not attested. An attested one leaves the others little.
MOST_OF_VARIANT, ODDS_OF_EXACT = 99.9, 100.0
# Who scores less is not meant: rounded, it is nothing.
LEAST = 0.05
# A rival is worth a word when its odds are at least this part of those of a match.
NEAR = 20.0


class Candidate(NamedTuple):
    """An entry that may be meant, before it is weighed against the others.

    `person` is what the odds of a person rest on, where the sound or the letters are not just those of a whole name.
    """

    odds: float
    kind: MatchKind
    attested: Attested
    evidence: Evidence
    person: PersonEvidence | None = None


def weigh(exact: Sequence[Attested], candidates: Iterable[Candidate]) -> list[Match]:
    """Matches, best first: exact ones, then each other entry with its share of the odds.

    The odds are against the name being in no table (1); an exact match leaves little to the others. Entries
    that share a name, such as a man and the city named after him, or a river and a district that sound alike, do not
    compete: each gets the share.
    """
    matches = {match.entry.id: match for match in spelled_so(exact)} if exact else {}
    named_exactly = set(matches)
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=_order):
        best.setdefault(candidate.attested.entry.id, candidate)
    total = 1.0
    # The odds that are counted, by the ids and sounds of those whose share they are.
    counted: dict[str, float] = {}
    are_shared = bool(matches)
    for id, candidate in best.items():
        sound, namesakes = _sound_of(candidate), candidate.attested.entry.same_name_as
        odds = counted.get(sound, 0.0)
        are_shared = are_shared or sound in counted or bool(namesakes)
        if namesakes and sound not in counted:
            odds = next((counted[name] for name in namesakes if name in counted), 0.0)
        if not odds:
            odds = candidate.odds
            total += odds
        counted[id] = counted[sound] = odds
    ranked = [c for id, c in best.items() if id not in matches]
    for candidate, following in zip_longest(ranked, ranked[1:]):
        odds, kind, (entry, form), evidence, _ = candidate
        against = total - counted[entry.id] + odds
        if named_exactly and named_exactly.isdisjoint(entry.same_name_as):
            against += ODDS_OF_EXACT * len(named_exactly)
        score = min(100.0 * odds / against, MOST_OF_VARIANT)
        if score < LEAST:
            continue
        if following and following.odds * NEAR > odds:
            evidence = evidence._replace(rival=following.attested.form.text)
        matches[entry.id] = Match(entry, form, score, kind, evidence)
    found = list(matches.values())
    # Who shares a name has less against himself, and may come before somebody of better odds.
    found.sort(key=_score, reverse=True)
    return [_with_others(match, found) for match in found] if are_shared and len(found) > 1 else found


def _order(candidate: Candidate) -> tuple[float, str]:
    return -candidate.odds, candidate.attested.entry.id


def _score(match: Match) -> float:
    return match.score


def _sound_of(candidate: Candidate) -> str:
    """The sound of the whole name of a candidate; what is only a part of a name is no name that two may share."""
    whole = candidate.kind == "variant"
    return joined(candidate.evidence.known) if whole else candidate.attested.entry.id


def _with_others(match: Match, matches: Sequence[Match]) -> Match:
    """A match with the entries among others that share its name."""
    others = [other.entry for other in matches if other is not match and _share(match, other)]
    return match._replace(others=tuple(others)) if others else match


def _share(match: Match, other: Match) -> bool:
    """Whether two matches share a name: both spelled so, known as namesakes, or of one sound."""
    if match.kind == other.kind == "exact" or other.entry.id in match.entry.same_name_as:
        return True
    if match.kind != "variant" or other.kind != "variant" or not (match.evidence and other.evidence):
        return False
    return bool(match.evidence.known) and joined(match.evidence.known) == joined(other.evidence.known)

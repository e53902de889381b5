"""From the evidence for an entry to a score: the odds of candidates weighed against each other and against nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any, Literal, NamedTuple

from tenlao.matching.index import Attested
from tenlao.matching.odds import FARTHEST, PersonEvidence
from tenlao.matching.strangers import Difference, differences
from tenlao.phonology.distance import align, plain
from tenlao.phonology.sound import join, joined
from tenlao.table.model import Entry, Form, Source
from tenlao.table.plain_data import office_data, page_data
from tenlao.text.keys import spelling_key
from tenlao.text.titles import tells_type

__all__ = ["THRESHOLD", "Candidate", "Evidence", "Match", "most_notable", "weigh"]

MatchKind = Literal["exact", "variant", "partial"]
# The score a name must reach to be resolved: about one in a hundred names of Lao people who are in no table gets
# so far (bench/resolve.py, "real").
THRESHOLD = 50.0
# The most that a spelling scores which is not attested. An attested one leaves the others little.
MOST_OF_VARIANT, ODDS_OF_EXACT = 99.9, 100.0
# Who scores less is not meant: rounded, it is nothing.
LEAST = 0.05
# Scores that differ by less are as good; judged.
AS_GOOD = 1.0
# Of places that share a name these are meant before others, in this order, where nothing tells which is.
NOTABLE = ("capital", "province", "district", "town", "river", "mountain", "party")
# A rival is worth a word when its odds are at least this part of those of a match.
NEAR = 20.0


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a name may name.

    `form` is the attested spelling that matched; `score` (0-100) estimates the probability in percent that the name
    means this entry, and is not rounded; `kind` is "exact" for an attested spelling, "variant" for another spelling
    of the same sound, "partial" for a part of the name, such as a given name alone. `evidence` is what the score
    rests on; an exact match needs none. `others` are further entries that have the same name, such as the city that
    is named after a man: the name alone does not tell which is meant.
    """

    entry: Entry
    form: Form
    score: float
    kind: MatchKind
    evidence: Evidence | None = None
    others: tuple[Entry, ...] = ()

    def explain(self) -> str:
        """Say in words why the score is what it is: how the name compares with the form, what else is near.

        The numbers are nats: natural logarithms of how rare a change, or the sound of a name, is.

        >>> from tenlao import lookup
        >>> print(lookup("Thongloun Sisolith")[0].explain())
        "Thongloun Sisolith" is attested in this spelling
        >>> for clause in lookup("Thongloun Sisolic")[0].explain().split("; "):
        ...     print(clause)
        compared with "Thongloun Sisolith": "Thongloun" sounds the same
        in "Sisolith", k for t (3)
        distance 3 (at most 9), rarity of the sound 33
        """
        if self.evidence is None:
            return f'"{self.form.text}" is attested in this spelling'
        part = "a part of " if self.kind == "partial" else ""
        return f'compared with {part}"{self.form.text}": {self.evidence.in_words(self.form.text)}'

    def to_dict(self, sources: Mapping[str, Source] | None = None) -> dict[str, Any]:
        """Return the match as plain data, for JSON: the entry with its preferred forms, the score, and why.

        These are the keys of a line of `tenlao lookup --json`, which also has the name that was looked up. `weak`
        tells whether the score is below `THRESHOLD`. The sources of the form that matches are named by their ids, or
        are given with it if they are at hand. The score is rounded to one decimal.

        >>> from tenlao import lookup
        >>> match = lookup("Attapeu", limit=1)[0].to_dict()
        >>> match["id"], match["score"], match["match"], match["weak"]
        ('attapeu', 100.0, 'exact', False)
        """
        entry, form = self.entry, self.form
        return {
            "id": entry.id,
            "kind": entry.kind,
            "type": entry.type,
            "role": entry.role,
            "offices": [office_data(office) for office in entry.offices],
            "latin": entry.latin,
            "vietnamese": entry.vietnamese,
            "lao": entry.lao,
            "score": round(self.score, 1),
            "weak": self.score < THRESHOLD,
            "match": self.kind,
            "form": form.text,
            "writing": form.writing,
            "tag": form.tag,
            "why": self.explain(),
            "sources": [id if sources is None else page_data(sources[id]) for id in form.sources],
        }


class Evidence(NamedTuple):
    """What speaks for a match: the phones of the name, those of the form by component, and what they tell.

    `cost` (nats) is how far they are apart, with what is added when the name was not taken as it stands;
    `self_information` (nats) is how much the sound of the name tells; `rival` is the next entry that is near.
    `letters` is above 0 when not the sounds were compared but the letters: so many of them differ.
    """

    heard: str
    known: tuple[str, ...]
    cost: float
    self_information: float
    rival: str = ""
    letters: int = 0
    parts: tuple[Difference, ...] = ()

    def in_words(self, form: str) -> str:
        """The comparison with a form, component by component."""
        if self.letters:
            said = [f"{self.letters} letter{'s' * (self.letters > 1)} changed"]
        else:
            said = list(self._by_component(form))
        said.append(
            f"distance {self.cost:g} (at most {FARTHEST:g}), rarity of the sound {self.self_information:.0f}"
        )
        if self.rival:
            said.append(f"{self.rival} is near, too")
        return "; ".join(said)

    def _by_component(self, form: str) -> Iterator[str]:
        words = form.split()
        parts = self.parts or differences(self.heard, join(self.known), [len(c) for c in self.known])
        labels = words if len(words) == len(parts) else [part.known for part in parts]
        for label, part in zip(labels, parts, strict=True):
            changes = [_change(*step) for step in align(part.heard, part.known) if step[2]]
            yield f'in "{label}", {", ".join(changes)}' if changes else f'"{label}" sounds the same'
        otherwise = self.cost - sum(part.cost for part in parts)
        if otherwise >= 1:
            yield f"not taken word by word as it stands ({otherwise:.2g})"


def _change(heard: str, known: str, cost: float) -> str:
    """One change in words, with its cost in nats."""
    if not known:
        return f"{plain(heard)} too much ({cost:g})"
    return f"{plain(heard)} for {plain(known)} ({cost:g})" if heard else f"{plain(known)} missing ({cost:g})"


class Candidate(NamedTuple):
    """An entry that may be meant, before it is weighed against the others.

    `person` is what the odds of a person rest on, where the sound or the letters are not just those of a whole name.
    """

    odds: float
    kind: MatchKind
    attested: Attested
    evidence: Evidence
    person: PersonEvidence | None = None


def weigh(exact: Iterable[Attested], candidates: Iterable[Candidate]) -> list[Match]:
    """Matches, best first: exact ones, then each other entry with its share of the odds.

    The odds are against the name being in no table (1); an exact match leaves little to the others. Entries
    that share a name, such as a man and the city named after him, or a river and a district that sound alike, do not
    compete: each gets the share.
    """
    matches: dict[str, Match] = {}
    for entry, form in exact:
        matches.setdefault(entry.id, Match(entry, form, 100.0, "exact"))
    named_exactly = set(matches)
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (-c.odds, c.attested.entry.id)):
        best.setdefault(candidate.attested.entry.id, candidate)
    total = 1.0
    counted: set[str] = set()
    for id, candidate in best.items():
        sound = _sound_of(candidate)
        if counted.isdisjoint((*candidate.attested.entry.same_name_as, sound)):
            total += candidate.odds
        counted |= {id, sound}
    ranked = [c for id, c in best.items() if id not in matches]
    for candidate, following in zip_longest(ranked, ranked[1:]):
        entry, form = candidate.attested
        evidence = candidate.evidence
        if following and following.odds * NEAR > candidate.odds:
            evidence = evidence._replace(rival=following.attested.form.text)
        against = total
        if named_exactly.isdisjoint(entry.same_name_as):
            against += ODDS_OF_EXACT * len(named_exactly)
        score = min(100.0 * candidate.odds / against, MOST_OF_VARIANT)
        if score < LEAST:
            continue
        matches[entry.id] = Match(entry, form, score, candidate.kind, evidence)
    return [_with_others(match, matches) for match in matches.values()]


def most_notable(
    matches: Sequence[Match], announced: AbstractSet[str] = frozenset(), word: str = ""
) -> Match:
    """Return the match that is meant among the best, of one of the kinds `announced` if there is one.

    Of those that share a name it is the one whose type a generic `word` before the name tells, in small letters, or
    else the first word of the name; else, of those that match as well, a person before a place, one of whom it is the
    usual spelling, a province before a dam.

    >>> from tenlao import load
    >>> matches = load().lookup("Boten")
    >>> [most_notable(matches, word=word).entry.type for word in ("", "huyện", "cửa khẩu")]
    ['pass or border gate', 'district', 'pass or border gate']
    """
    of_kind = [m for m in matches if m.entry.kind in announced] or matches
    best = of_kind[0]
    sharing = [m for m in of_kind if m is best or m.entry in best.others]
    if len(sharing) == 1:
        return best
    told = [m for m in sharing if m.score >= THRESHOLD and tells_type(word, m.entry.type)]
    as_good = [m for m in told or sharing if m.kind == best.kind and m.score >= best.score - AS_GOOD]
    return min(as_good or told, key=_rank)


def _rank(match: Match) -> tuple[bool, int]:
    entry, form = match.entry, match.form.text
    if entry.kind == "person":
        return False, 0
    own_word = re.split("[ -]", form.casefold(), maxsplit=1)[0]
    preferred = {spelling_key(own) for own in (entry.latin, entry.vietnamese, entry.lao) if own}
    usual = match.kind != "exact" or spelling_key(form) in preferred
    order = NOTABLE.index(entry.type) if usual and entry.type in NOTABLE else len(NOTABLE)
    return not tells_type(own_word, entry.type), order


def _sound_of(candidate: Candidate) -> str:
    """The sound of the whole name of a candidate; what is only a part of a name is no name that two may share."""
    whole = candidate.kind == "variant"
    return joined(candidate.evidence.known) if whole else candidate.attested.entry.id


def _with_others(match: Match, matches: Mapping[str, Match]) -> Match:
    """A match with the entries among others that share its name."""
    others = [other.entry for other in matches.values() if other is not match and _share(match, other)]
    return replace(match, others=tuple(others)) if others else match


def _share(match: Match, other: Match) -> bool:
    """Whether two matches share a name: both spelled so, known as namesakes, or of one sound."""
    if match.kind == other.kind == "exact" or other.entry.id in match.entry.same_name_as:
        return True
    if match.kind != "variant" or other.kind != "variant" or not (match.evidence and other.evidence):
        return False
    return bool(match.evidence.known) and joined(match.evidence.known) == joined(other.evidence.known)

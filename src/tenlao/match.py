"""From a name to the entries it may name, each with a score that estimates how likely that is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice, zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from tenlao import orthography
from tenlao.index import MOST_CHANGES, Attested, Index, spelling_key
from tenlao.sound import CONSONANT_CHANGE, PHONE_CHANGE, align, distance, join, outline, plain
from tenlao.table import Entry, Form
from tenlao.titles import without_titles

if TYPE_CHECKING:
    from tenlao.table import Table

__all__ = ["THRESHOLD", "Candidate", "Evidence", "Match", "compare", "lookup", "resolve", "weigh"]

MatchKind = Literal["exact", "variant", "partial"]

# The score a name must reach to be resolved: about one in a hundred names of Lao people who are in no table gets
# so far (bench/resolve.py, "real").
THRESHOLD = 65.0

# Names further apart than this (nats) are not compared: with three consonants changed a name is another one.
FARTHEST = (MOST_CHANGES + 1) * CONSONANT_CHANGE
# The log odds of a match: a constant; by the distance; by what the sound tells, up to a limit; by the distance in
# relation to what the sound tells, which is at least a minimum. See `_odds`.
BY_NOTHING, BY_DISTANCE, BY_INFORMATION, BY_RELATION = 1.9, -0.35, 0.123, -6.9
MOST_INFORMATION, LEAST_INFORMATION = 40.0, 6.0
FITTED_ON = 1160  # entries
# A name this much further away than the nearest (nats) has no share in the odds to speak of.
RUNNER_UP = 4.0
# What is added to the distance when the name is not taken as it stands: a title taken off; the family name put
# first; one component or two more than the table knows.
TITLE_PENALTY, SWAP_PENALTY, EXTRA_PENALTIES = 0.5, 3.0, (0.0, 5.0, 8.5)
# The distance of names in which no, one, two letters differ, where sounds do not compare; the length from which
# names are compared so.
LETTER_COSTS, SHORTEST_MISSPELT = (0.0, 5.0, 8.5), 8
# The odds that a part of a name means the only entry that has it: there are others in no table.
ODDS_OF_COMPONENT, ODDS_OF_INITIAL = 0.7, 2.2
# An attested spelling leaves the others little; odds below NEGLIGIBLE are not worth showing.
ODDS_OF_EXACT, NEGLIGIBLE = 100.0, 0.03
# Below these odds, other ways to take a name are looked into.
UNSURE = 5.0
# A rival is worth a word when its odds are at least this part of those of a match.
NEAR = 20.0


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a name may name.

    `form` is the attested spelling that matched; `score` (0-100) estimates the probability in percent that
    the name means this entry; `kind` is "exact" for an attested spelling, "variant" for another spelling of
    the same sound, "partial" for a part of the name, such as a given name alone. `evidence` is what the score
    rests on; an exact match needs none.
    """

    entry: Entry
    form: Form
    score: float
    kind: MatchKind
    evidence: Evidence | None = None

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
        distance 3 (at most 9), rarity of the sound 34
        """
        if self.evidence is None:
            return f'"{self.form.text}" is attested in this spelling'
        part = "a part of " if self.kind == "partial" else ""
        return f'compared with {part}"{self.form.text}": {self.evidence.in_words(self.form.text)}'


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a match: the phones of the name, those of the form by component, and what they tell.

    `cost` (nats) is how far they are apart, with what is added when the name was not taken as it stands;
    `information` (nats) is how much the sound of the name tells; `rival` is the next entry that is near.
    `letters` is above 0 when not the sounds were compared but the letters: so many of them differ.
    """

    heard: str
    known: tuple[str, ...]
    cost: float
    information: float
    rival: str = ""
    letters: int = 0

    def in_words(self, form: str) -> str:
        """The comparison with a form, component by component."""
        if self.letters:
            said = [f"{self.letters} letter{'s' * (self.letters > 1)} changed"]
        else:
            said = list(self._by_component(form))
        said.append(
            f"distance {self.cost:g} (at most {FARTHEST:g}), rarity of the sound {self.information:.0f}"
        )
        if self.rival:
            said.append(f"{self.rival} is near, too")
        return "; ".join(said)

    def _by_component(self, form: str) -> Iterator[str]:
        words = form.split()
        labels = words if len(words) == len(self.known) else self.known
        steps = iter(align(self.heard, join(self.known)))
        for label, component in zip(labels, self.known, strict=True):
            changes = [_change(*step) for step in _taken(steps, len(component)) if step[2]]
            yield f'in "{label}", {", ".join(changes)}' if changes else f'"{label}" sounds the same'
        if left := [_change(*step) for step in steps]:
            yield f"at the end, {', '.join(left)}"


def _taken(steps: Iterator[tuple[str, str, float]], known: int) -> Iterator[tuple[str, str, float]]:
    """The steps that align the next so many phones of the form."""
    while known and (step := next(steps, None)):
        yield step
        known -= bool(step[1])


def _change(heard: str, known: str, cost: float) -> str:
    """One change in words, with its cost in nats."""
    if not known:
        return f"{plain(heard)} too much ({cost:g})"
    return f"{plain(heard)} for {plain(known)} ({cost:g})" if heard else f"{plain(known)} missing ({cost:g})"


class Candidate(NamedTuple):
    """An entry that may be meant, before it is weighed against the others."""

    odds: float
    kind: MatchKind
    attested: Attested
    evidence: Evidence


def lookup(table: Table, name: str, limit: int = 5) -> list[Match]:
    """The entries that a name may name, best first, weak ones too, at most `limit`.

    An attested spelling names its owners with a score of 100, and only those who share the name are compared
    with it besides, such as the city with the man whose rendering is written a little otherwise. Else the
    odds of the candidates are weighed against each other and against the name being somebody's who is not in
    the table. Blanks and punctuation around the name do not count.

    >>> from tenlao import load
    >>> [(m.entry.latin, m.kind) for m in lookup(load(), "Phosay Khaikhamphithoun", limit=1)]
    [('Phoxay Khaykhamphithoune', 'variant')]

    Raises:
        ValueError: the limit is less than 1.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    index = table.index
    name = " ".join(name.split()).strip(_PUNCTUATION)
    core = without_titles(name)
    exact = [
        attested
        for key in dict.fromkeys((spelling_key(name), spelling_key(core)))
        for attested in index.spelled(key)
    ]
    exact.sort(key=lambda attested: attested.form.text.casefold() != name.casefold())
    if exact:
        return weigh(exact, namesakes(index, exact, _readings(core)))[:limit]
    candidates = [*_as_it_stands(index, name, core), *_partial(index, core)]
    if max([c.odds for c in candidates], default=0.0) < UNSURE:
        candidates += [*_rearranged(index, core), *_misspelt(index, core)]
    return weigh((), candidates)[:limit]


def resolve(table: Table, name: str, threshold: float = THRESHOLD) -> Match | None:
    """The entry that a name names, or None when the score does not clear the threshold (0-100).

    A name that two entries share, such as a city named after a man, gives the person.

    >>> from tenlao import load
    >>> resolve(load(), "Thonglun Sisulith").entry.id
    'thongloun-sisoulith'
    >>> resolve(load(), "Nguyễn Văn Xay") is None
    True
    """
    matches = lookup(table, name, limit=1)
    return matches[0] if matches and matches[0].score >= threshold else None


def compare(
    index: Index, components: Sequence[str], penalty: float = 0.0, changes: int = MOST_CHANGES
) -> Iterator[Candidate]:
    """Candidates for a sound, nearest skeletons first, until those left can only be further away than one found.

    The sound is that of the components of a name. The penalty (nats) is added to each distance; `changes`
    limits in how many consonants a candidate may differ.
    """
    heard, rarity = join(components), index.rarity
    farthest = _farthest(rarity.surprise(heard), len(index)) - penalty
    searched = outline(heard)
    outlines = index.outlines
    for changed, numbers in enumerate(islice(index.near(heard), changes + 1)):
        if changed * CONSONANT_CHANGE >= farthest:
            break
        # So many changes of consonants, and the other changes of phones, cost at least this.
        dearer = changed * (CONSONANT_CHANGE - PHONE_CHANGE)
        for least, i in _bounded(searched, outlines, numbers):
            if dearer + PHONE_CHANGE * least >= farthest:
                break
            spoken = index.sound(i)
            cost = distance(heard, spoken.phones, farthest) + spoken.penalty
            if cost >= farthest:
                continue
            farthest = min(farthest, cost + RUNNER_UP)
            for attested in {a.entry.id: a for a in reversed(spoken.attested)}.values():
                information = rarity.information(components, attested.entry.id)
                odds = _odds(cost + penalty, information, len(index))
                evidence = Evidence(heard, spoken.components, cost + penalty, information)
                yield Candidate(odds, "variant", attested, evidence)


def _bounded(searched: str, outlines: Sequence[str], numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """In how many phones at least each sound differs, and its number, the least first; few are not sorted."""
    if len(numbers) < 4:
        return [(0, i) for i in numbers]
    from rapidfuzz.distance import Levenshtein

    return sorted([(Levenshtein.distance(searched, outlines[i]), i) for i in numbers])


def weigh(exact: Iterable[Attested], candidates: Iterable[Candidate]) -> list[Match]:
    """Matches, best first: exact ones, then each other entry with its share of the odds.

    The odds are against the name being in no table (1); an exact match leaves little to the others. Entries
    that share a name, such as a man and the city named after him, do not compete: both get the share.
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
        if counted.isdisjoint(candidate.attested.entry.same_name_as):
            total += candidate.odds
        counted.add(id)
    ranked = [c for id, c in best.items() if id not in matches]
    for candidate, following in zip_longest(ranked, ranked[1:]):
        entry, form = candidate.attested
        evidence = candidate.evidence
        if following and following.odds * NEAR > candidate.odds:
            evidence = replace(evidence, rival=following.attested.form.text)
        against = total
        if named_exactly.isdisjoint(entry.same_name_as):
            against += ODDS_OF_EXACT * len(named_exactly)
        score = round(min(100.0 * candidate.odds / against, 99.9), 1)
        matches[entry.id] = Match(entry, form, score, candidate.kind, evidence)
    return list(matches.values())


def namesakes(
    index: Index, exact: Iterable[Attested], readings: Iterable[Sequence[str]]
) -> Iterator[Candidate]:
    """Candidates that share the name of an entry that is named exactly, in a spelling of their own."""
    ids = {id for attested in exact for id in attested.entry.same_name_as}
    for components in readings if ids else ():
        yield from (c for c in compare(index, components, changes=0) if c.attested.entry.id in ids)


def _as_it_stands(index: Index, name: str, core: str) -> Iterator[Candidate]:
    """Candidates for the name, and for its core without titles."""
    for text, penalty in ((name, 0.0), (core, TITLE_PENALTY)) if core != name else ((name, 0.0),):
        for components in _readings(text):
            yield from compare(index, components, penalty)


def _rearranged(index: Index, core: str) -> Iterator[Candidate]:
    """Candidates for the name with its two components swapped, or without some of its three.

    The consonants must be the same: a name that is both rearranged and misspelt is not told from others.
    """
    for components in _readings(core):
        if len(components) == 2:
            yield from compare(index, components[::-1], SWAP_PENALTY, 0)
        elif len(components) == 3:
            for left_out in (1, 2):
                for kept in combinations(components, 3 - left_out):
                    yield from compare(index, kept, EXTRA_PENALTIES[left_out], 0)


def _misspelt(index: Index, core: str) -> Iterator[Candidate]:
    """Candidates whose letters are nearly those of the name: slips of the finger, which spoil the sound."""
    key = spelling_key(core)
    if len(key) < SHORTEST_MISSPELT:
        return
    near = index.misspelt(key)
    for components in _readings(core) if near else ():
        heard = join(components)
        for found, letters in near:
            cost = LETTER_COSTS[letters]
            for attested in index.spelled(found):
                spoken = index.sound_of(attested.form)
                known = spoken.components if spoken else ()
                information = index.rarity.information(components, attested.entry.id)
                evidence = Evidence(heard, known, cost, information, letters=letters)
                yield Candidate(_odds(cost, information, len(index)), "variant", attested, evidence)


def _partial(index: Index, core: str) -> Iterator[Candidate]:
    """Candidates of which the name is a part: one component alone, or an initial and the last component."""
    initial = _INITIAL.match(core)
    for components in _readings(core[initial.end() :] if initial else core):
        part = "".join(components)
        found = [
            (attested, spoken)
            for spoken in index.with_component(part)
            if len(spoken.components) > 1 and (not initial or spoken.components[-1] == part)
            for attested in spoken.attested
            if not initial or any(f.text[0].casefold() == initial[1].casefold() for f in attested.entry.forms)
        ]
        sharing = len({attested.entry.id for attested, _ in found})
        odds = ODDS_OF_INITIAL if initial else ODDS_OF_COMPONENT
        information = index.rarity.surprise(part)
        for attested, _ in found:
            yield Candidate(odds / sharing, "partial", attested, Evidence(part, (part,), 0.0, information))


_PUNCTUATION = " .,;:!?…\"'“”‘’«»()[]{}*-–—"
_INITIAL = re.compile(r"\s*([^\W\d_])\.\s*(?=\w)")


def _readings(text: str) -> Iterator[Sequence[str]]:
    """The phones of the components of a name, for each way in which it may be read."""
    for sound in orthography.readings(text):
        components = [c for c in sound.phones if c]
        if components:
            yield components


def _odds(cost: float, information: float, entries: int) -> float:
    """The odds that a name so far away (nats), whose sound tells so much (nats), names one of so many entries.

    A logistic regression on the attested spellings of the table: each withheld in turn and compared with the
    rest, against spellings of people who are withheld altogether, and recombined names; cross-validated by
    entity (docs/score.md). The more entries there are, the likelier one is near by chance.
    """
    if cost >= FARTHEST:
        return 0.0
    constant, by_distance = _weights(information, entries)
    return math.exp(constant + by_distance * cost)


def _farthest(information: float, entries: int) -> float:
    """The distance (nats) from which on the odds are negligible, at most FARTHEST."""
    constant, by_distance = _weights(information, entries)
    return max(0.0, min((math.log(NEGLIGIBLE) - constant) / by_distance, FARTHEST))


def _weights(information: float, entries: int) -> tuple[float, float]:
    """The log odds at no distance, and what each nat of it adds."""
    constant = BY_NOTHING + BY_INFORMATION * min(information, MOST_INFORMATION)
    constant -= math.log(max(1.0, entries / FITTED_ON))
    return constant, BY_DISTANCE + BY_RELATION / max(information, LEAST_INFORMATION)

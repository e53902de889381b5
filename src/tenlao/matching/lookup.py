"""From a name to the entries it may name, each with a score that estimates how likely that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, islice
from typing import TYPE_CHECKING

from tenlao.matching.index import MOST_CHANGES, Attested, Index
from tenlao.matching.score import (
    THRESHOLD,
    Candidate,
    Evidence,
    Match,
    farthest_worth_comparing,
    odds_at,
    weigh,
)
from tenlao.phonology.distance import CONSONANT_CHANGE, PHONE_CHANGE, coarse_key, distance
from tenlao.phonology.reading import readings
from tenlao.phonology.sound import join
from tenlao.text.keys import spelling_key
from tenlao.text.titles import without_titles

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind

__all__ = ["compare", "lookup", "namesakes", "resolve"]
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
# Below these odds, other ways to take a name are looked into.
UNSURE = 5.0


def lookup(index: Index, name: str, limit: int = 5, kind: Kind | None = None) -> list[Match]:
    """Return the entries that a name may name, best first, weak ones too, at most `limit`, of a kind if one is given.

    An attested spelling names its owners with a score of 100, and only those who share the name are compared
    with it besides, such as the city with the man whose rendering is written a little otherwise. Else the
    odds of the candidates are weighed against each other and against the name being somebody's who is not in
    the table. Blanks and punctuation around the name do not count.

    >>> from tenlao import load
    >>> [(m.entry.latin, m.kind) for m in load().lookup("Phosay Khaikhamphithoun", limit=1)]
    [('Phoxay Khaykhamphithoune', 'variant')]

    Raises:
        ValueError: the limit is less than 1.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    name = " ".join(name.split()).strip(_PUNCTUATION)
    core = without_titles(name)
    exact = [
        attested
        for key in dict.fromkeys((spelling_key(name), spelling_key(core)))
        for attested in index.spelled(key)
    ]
    exact.sort(key=lambda attested: attested.form.text.casefold() != name.casefold())
    if exact:
        return _first(weigh(exact, namesakes(index, exact, _readings(core))), limit, kind)
    candidates = [*_as_it_stands(index, name, core), *_partial(index, core)]
    if max([c.odds for c in candidates], default=0.0) < UNSURE:
        candidates += [*_rearranged(index, core), *_misspelt(index, core)]
    return _first(weigh((), candidates), limit, kind)


def _first(matches: Iterable[Match], limit: int, kind: Kind | None) -> list[Match]:
    return list(islice((m for m in matches if kind is None or m.entry.kind == kind), limit))


def resolve(
    index: Index, name: str, threshold: float | None = None, kind: Kind | None = None
) -> Match | None:
    """Return the entry that a name names, or None when the score does not clear the threshold (0-100).

    The threshold is `tenlao.matching.score.THRESHOLD` unless another is given.

    A name that two entries share, such as a city named after a man, gives the person.

    >>> from tenlao import load
    >>> load().resolve("Thonglun Sisulith").entry.id
    'thongloun-sisoulith'
    >>> load().resolve("Nguyễn Văn Xay") is None
    True
    """
    least = THRESHOLD if threshold is None else threshold
    return next((match for match in lookup(index, name, 1, kind) if match.score >= least), None)


def compare(
    index: Index, components: Sequence[str], penalty: float = 0.0, changes: int = MOST_CHANGES
) -> Iterator[Candidate]:
    """Candidates for a sound, nearest skeletons first, until those left can only be further away than one found.

    The sound is that of the components of a name. The penalty (nats) is added to each distance; `changes`
    limits in how many consonants a candidate may differ.
    """
    heard, rarity = join(components), index.rarity
    farthest = farthest_worth_comparing(rarity.surprisal(heard), len(index)) - penalty
    searched = coarse_key(heard)
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
                information = rarity.self_information(components, attested.entry.id)
                odds = odds_at(cost + penalty, information, len(index))
                evidence = Evidence(heard, spoken.components, cost + penalty, information)
                yield Candidate(odds, "variant", attested, evidence)


def _bounded(searched: str, outlines: Sequence[str], numbers: Sequence[int]) -> Iterable[tuple[int, int]]:
    """In how many phones at least each sound differs, and its number, the least first; few are not sorted."""
    if len(numbers) < 4:
        return [(0, i) for i in numbers]
    from rapidfuzz.distance import Levenshtein

    return sorted([(Levenshtein.distance(searched, outlines[i]), i) for i in numbers])


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
                information = index.rarity.self_information(components, attested.entry.id)
                evidence = Evidence(heard, known, cost, information, letters=letters)
                yield Candidate(odds_at(cost, information, len(index)), "variant", attested, evidence)


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
        information = index.rarity.surprisal(part)
        for attested, _ in found:
            yield Candidate(odds / sharing, "partial", attested, Evidence(part, (part,), 0.0, information))


_PUNCTUATION = " .,;:!?…\"'“”‘’«»()[]{}*-–—"
_INITIAL = re.compile(r"\s*([^\W\d_])\.\s*(?=\w)")


def _readings(text: str) -> Iterator[Sequence[str]]:
    """The phones of the components of a name, for each way in which it may be read."""
    for sound in readings(text):
        components = [c for c in sound.phones if c]
        if components:
            yield components

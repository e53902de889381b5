"""Candidates: the entries that a name may name, each with the odds that it does, before they are weighed.

A name is compared as it stands; if that leaves it unsure, with its components rearranged, and by its letters.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from tenlao.base.patterns import pattern
from tenlao.matching.beside_names import is_called, is_title_of, may_follow
from tenlao.matching.evidence import Difference, Evidence
from tenlao.matching.index import Attested, Index, Spoken
from tenlao.matching.odds import (
    DIFFERENT,
    FARTHEST,
    NEGLIGIBLE,
    farthest_worth_comparing,
    odds_at,
    odds_of_person,
    person_evidence,
)
from tenlao.matching.score import NOTABLE, Match
from tenlao.matching.strangers import differences
from tenlao.matching.units import SHORT_PENALTY
from tenlao.matching.weighing import Candidate
from tenlao.phonology.distance import distance
from tenlao.phonology.reading import phones_of_readings, readings_in
from tenlao.phonology.sound import HALF_SILENT, alone, join, joined, vowels
from tenlao.text.keys import differ_in_strokes, spelling_key

if TYPE_CHECKING:
    from tenlao.table.model import Entry, Form

__all__ = [
    "as_it_stands",
    "candidates_of_sound",
    "compare",
    "components_of",
    "is_bare",
    "misspelt",
    "namesakes",
    "partial",
    "rearranged",
]

# A name this much further away than the nearest (nats) has no share in the odds to speak of.
RUNNER_UP = 4.0
# What is added to the distance when the name is not taken as it stands: a title taken off; the family name put
# first; one component more than the table knows.
TITLE_PENALTY, SWAP_PENALTY, EXTRA_PENALTY = 0.5, 3.0, 5.0
# The distance of names in which no, one, two letters differ, where sounds do not compare, or only in strokes of đ,
# which many keyboards lack; the length from which names are compared so.
LETTER_COSTS, STROKES_COST, SHORTEST_MISSPELT = (0.0, 5.0, 8.5), 1.0, 8
# The odds that a part of a name means the only entry that has it: there are others in no table.
ODDS_OF_COMPONENT, ODDS_OF_INITIAL = 0.7, 2.2
# What has more components is written in syllables.
MOST_COMPONENTS = 3
# A given name has hardly more syllables; what is longer and written as one word is a whole name; judged.
MOST_OF_GIVEN = 3
# What speaks against a place (nats) that is written as one word, as people have it for a family name; judged.
SURNAME = 6.0
# From which surprisal on (nats) a given name that stands alone is hardly another person's; judged.
SURPRISAL_OF_BARE_NAME = 16.0


def compare(
    index: Index,
    components: Sequence[str],
    penalty: float = 0.0,
    changes: int | None = None,
    title: str = "",
) -> Iterator[Candidate]:
    """Candidates for a sound, the nearest first, until those left can only be further away than one found.

    The sound is that of the components of a name. The penalty (nats) is added to each distance; `changes`
    limits in how many consonants a candidate may differ. Whoever has the `title` before the name, in small letters,
    may be known by a given name alone.
    """
    components = tuple(components)
    heard = joined(components)
    if changes == 0 and not index.sound_search.may_have_consonants(heard):
        return
    farthest = farthest_worth_comparing(index.rarity.surprisal(heard), len(index)) - penalty
    compared = 0.0  # all that is nearer has been compared
    for margin in (RUNNER_UP, None):
        found = index.near(heard, farthest, margin, changes)
        if not found:
            return
        reached = farthest if margin is None else min(farthest, found[0].cost + margin)
        for near in found:
            if near.cost >= farthest:
                return
            if near.cost < compared:
                continue
            for candidate in candidates_of_sound(index, components, near.number, penalty, title, near.cost):
                if candidate.odds >= NEGLIGIBLE:
                    farthest = min(farthest, candidate.evidence.cost - penalty + RUNNER_UP)
                yield candidate
        if reached >= farthest:
            return
        compared = reached


def candidates_of_sound(
    index: Index,
    components: Sequence[str],
    number: int,
    penalty: float = 0.0,
    title: str = "",
    cost: float | None = None,
) -> list[Candidate]:
    """The entries that own the sound with this number, compared with the sound of a name.

    The cost is how far the sounds are apart, with the penalty of the one with this number, if that is known.
    """
    components, spoken = tuple(components), index.sound(number)
    known, owners = spoken.components, spoken.owners
    called = [is_called(index, attested.entry) for attested in owners]
    of_person = True in called
    if of_person and len(components) > MOST_COMPONENTS and len(known) == 2:
        components = _in_two(components, known)
    heard = joined(components)
    parts = _parts(components, known, spoken.phones) if of_person else ()
    if parts:
        cost = sum([part.cost for part in parts]) + spoken.penalty
    elif cost is None:
        cost = distance(heard, spoken.phones) + spoken.penalty
    if not parts and len(components) == len(known) > 1:  # Nậm Mu is not Nậm U, though Namou is
        cost = max(cost, sum(map(distance, components, known)) + spoken.penalty)
    cost += penalty
    missing, told = spoken.penalty >= SHORT_PENALTY, index.rarity.self_information
    made = []
    for attested, is_person in zip(owners, called, strict=True):
        evidence = Evidence(heard, known, cost, told(components, attested.entry.id), "", 0, parts)
        made.append(_candidate(index, evidence, attested, is_person, missing, title))
    return made


def is_bare(index: Index, match: Match) -> bool:
    """Tell whether a match is of a person known by a single component that others may be called as well.

    >>> from tenlao import load
    >>> names = load()
    >>> [is_bare(names.index, names.lookup(name)[0]) for name in ("Khamseng", "Khamsing", "Souphanouvong")]
    [True, True, False]
    """
    components = components_of(index, match)
    titled = match.kind == "exact" and match.form.tag == "titled"
    if match.entry.kind != "person" or titled or not components:
        return False
    if len(components) != 1 and not _is_spaced(index, match, components):
        return False
    return index.strangers.given.surprisal("".join(components), match.entry.id) < SURPRISAL_OF_BARE_NAME


def components_of(index: Index, match: Match) -> Sequence[str]:
    """Return the components of the name with which a name was compared: those of a form, or without its titles."""
    if match.evidence is not None:
        return match.evidence.known
    spoken = index.sound_of(match.form)
    return spoken.components if spoken else ()


def _is_spaced(index: Index, match: Match, components: Sequence[str]) -> bool:
    """Whether two words are the syllables of a given name: Khamsing is not just the one Khăm Sinh, or Oun Kham.

    So are those in which a person is known in Vietnamese only, if others are called so in one word.
    """
    if len(components) != 2 or max(map(vowels, components)) > 1:
        return False
    if match.entry.latin is None:
        borne = index.strangers.given.bearers("".join(components), match.entry.id)
        if match.kind != "exact" or borne:
            return True
    spoken = map(index.sound_of, match.entry.forms)
    return any(sound is not None and len(sound.components) == 1 for sound in spoken)


def _candidate(
    index: Index, evidence: Evidence, attested: Attested, called: bool, missing: bool = False, title: str = ""
) -> Candidate:
    """A candidate with its odds; for what is called as a person, against somebody in no table who is called so.

    `missing` tells that a component of the form is missing in the name.
    """
    heard, cost, information, parts = evidence.heard, evidence.cost, evidence.self_information, evidence.parts
    entries, (entry, form) = len(index), attested
    if cost >= FARTHEST or (title and not may_follow(index, entry, title)):
        return Candidate(0.0, "variant", attested, evidence)
    if not called or not cost:
        odds = odds_at(cost, information, entries)
        if _is_surname(index, evidence, entry):
            odds *= math.exp(-SURNAME)
        return Candidate(odds, "variant", attested, evidence)
    if len(parts) < 2:
        odds = odds_at(cost, information, entries)
        if is_title_of(entry, title) and cost < DIFFERENT:
            return Candidate(odds, "variant", attested, evidence)
        surprisal = index.strangers.given.surprisal(heard, entry.id)
        odds *= math.exp(min(0.0, surprisal - SURPRISAL_OF_BARE_NAME))
        return Candidate(odds, "variant", attested, evidence)
    if missing:
        parts = _with_what_is_missing(parts, form)
    otherwise = cost - sum([part.cost for part in parts])
    person = person_evidence(index.strangers, parts, otherwise, information, entry.id)
    return Candidate(odds_of_person(person, entries), "variant", attested, evidence, person)


def _in_two(syllables: tuple[str, ...], known: Sequence[str]) -> tuple[str, str]:
    """The syllables of a name as a given and a family name, cut where those of a known name are."""
    given = len(differences(joined(syllables), join(known), list(map(len, known)))[0].heard)
    ends = list(accumulate(map(len, syllables[:-1])))
    first = ends.index(min(ends, key=lambda end: abs(end - given))) + 1
    return "".join(syllables[:first]), "".join(syllables[first:])


def _is_surname(index: Index, evidence: Evidence, entry: Entry) -> bool:
    """Whether people are called as a place of no great note sounds: Siphandone, Si Phan Don."""
    if entry.kind != "place" or entry.type in NOTABLE:
        return False
    return index.strangers.family.bearers(evidence.heard) > 1


@lru_cache(maxsize=1 << 6)  # who sounds like a name is mostly spelled like it, too
def _parts(components: tuple[str, ...], known: tuple[str, ...], meant: str) -> tuple[Difference, ...]:
    """The components of a form, whose sound as a whole is what is meant, with what was heard in their place.

    Where all components have several syllables, a consonant at the end of one is not taken for half of the next
    one's: Thonglith Sisoulith is not Thongly Sisoulith. Where the form is a whole name in one word, the words of the
    name part it.
    """
    if components == known:
        return tuple([Difference(c, c, 0.0) for c in known])
    if (
        len(known) == 1 < len(components)
        and _fewest_vowels(components) > 1
        and vowels(known[0]) > MOST_OF_GIVEN
    ):
        parts = differences(known[0], joined(components), list(map(len, components)))
        return tuple([Difference(part.known, part.heard, part.cost) for part in parts])
    heard = joined(components)
    parted = len(components) == len(known) and (HALF_SILENT in heard or HALF_SILENT in meant)
    if parted and min(_fewest_vowels(components), _fewest_vowels(known)) > 1:
        heard, meant = "".join(map(alone, components)), "".join(map(alone, known))
    return differences(heard, meant, list(map(len, known)))


def _fewest_vowels(components: tuple[str, ...]) -> int:
    return min(map(vowels, components))


def _with_what_is_missing(parts: Sequence[Difference], form: Form) -> tuple[Difference, ...]:
    """The parts of a name that lacks a component of a form: it may be another person's given or family name."""
    whole = next(iter(readings_in(form.text, form.writing))).phones
    missing = 0 if parts[0].known != whole[0] else len(parts) - 1
    costs = [part.cost + SHORT_PENALTY * (place == missing) for place, part in enumerate(parts)]
    return tuple([part._replace(cost=cost) for part, cost in zip(parts, costs, strict=True)])


def namesakes(
    index: Index, exact: Iterable[Attested], readings: Iterable[Sequence[str]]
) -> Iterator[Candidate]:
    """Candidates that share the name of an entry that is named exactly, in a spelling of their own."""
    ids = {id for attested in exact for id in attested.entry.same_name_as}
    for components in readings if ids else ():
        yield from (c for c in compare(index, components, changes=0) if c.attested.entry.id in ids)


def as_it_stands(index: Index, name: str, core: str, title: str) -> Iterator[Candidate]:
    """Candidates for the name, and for its core without titles, of which one stands beside it."""
    for text, penalty in ((name, 0.0), (core, TITLE_PENALTY)) if core != name else ((name, 0.0),):
        for components in phones_of_readings(text):
            yield from compare(index, components, penalty, title=title if text == core else "")


def rearranged(index: Index, core: str) -> Iterator[Candidate]:
    """Candidates for the name with its two components swapped; persons also for the name without one of its three.

    The consonants must be the same: a name that is both rearranged and misspelt is not told from others.
    """
    for components in phones_of_readings(core):
        if len(components) == 2:
            yield from compare(index, components[::-1], SWAP_PENALTY, 0)
        elif len(components) == 3:
            for place, extra in enumerate(components):
                kept = components[:place] + components[place + 1 :]
                for candidate in compare(index, kept, EXTRA_PENALTY, 0):
                    if candidate.person is not None:
                        yield candidate if place == 1 else _with_extra(index, candidate, place, extra)


def _with_extra(index: Index, candidate: Candidate, place: int, extra: str) -> Candidate:
    """A candidate for a name with a first or last component too many: another person's given or family name.

    Mangkra Souvanna Phouma is not Souvanna Phouma.
    """
    parts, evidence = list(candidate.evidence.parts), candidate.evidence
    at = 0 if place == 0 else -1
    parts[at] = Difference(extra, parts[at].known, parts[at].cost + EXTRA_PENALTY)
    otherwise = evidence.cost - sum([part.cost for part in parts])
    id = candidate.attested.entry.id
    person = person_evidence(index.strangers, parts, otherwise, evidence.self_information, id)
    return candidate._replace(odds=odds_of_person(person, len(index)), person=person)


def misspelt(index: Index, core: str) -> Iterator[Candidate]:
    """Candidates whose letters are nearly those of the name: slips of the finger, which spoil the sound."""
    key = spelling_key(core)
    if len(key) < SHORTEST_MISSPELT:
        return
    near = [
        (
            letters,
            STROKES_COST if differ_in_strokes(key, found) else LETTER_COSTS[letters],
            attested,
            spoken,
        )
        for found, letters, attested, spoken in index.misspelt_and_spoken(key)
        if attested.form.tag != "typo"
    ]
    for components in phones_of_readings(core) if near else ():
        made: dict[tuple[str, tuple[str, ...], float], Candidate] = {}  # most forms of an entry sound alike
        for letters, cost, attested, spoken in near:
            same = attested.entry.id, spoken.components if spoken else (), cost
            if same in made:
                yield made[same]._replace(attested=attested)
                continue
            evidence = _of_letters(index, components, letters, cost, attested, spoken)
            made[same] = _candidate(index, evidence, attested, is_called(index, attested.entry))
            yield made[same]


def _of_letters(
    index: Index,
    components: tuple[str, ...],
    letters: int,
    cost: float,
    attested: Attested,
    spoken: Spoken | None,
) -> Evidence:
    """What speaks for an entry one of whose forms, with such a sound if any, differs in so many letters."""
    known = spoken.components if spoken else ()
    parts = _parts(components, known, spoken.phones) if spoken else ()
    apart = sum([part.cost for part in parts])
    # The letters that differ are in the parts that sound otherwise.
    parts = tuple([Difference(heard, own, cost * far / apart if apart else 0.0) for heard, own, far in parts])
    information = index.rarity.self_information(components, attested.entry.id)
    return Evidence(joined(components), known, cost, information, "", letters, parts)


def partial(index: Index, core: str) -> Iterator[Candidate]:
    """Candidates of which the name is a part: one component alone, or an initial and the last component."""
    initial = _INITIAL.match(core)
    for components in phones_of_readings(core[initial.end() :] if initial else core):
        part = "".join(components)
        found = [
            (attested, spoken)
            for spoken in index.with_component(part)
            if len(spoken.components) > 1 and (not initial or spoken.components[-1] == part)
            for attested in spoken.attested
            if not initial or any(f.text[0].casefold() == initial[1].casefold() for f in attested.entry.forms)
        ]
        if not found:
            continue
        sharing = len({attested.entry.id for attested, _ in found})
        odds = ODDS_OF_INITIAL if initial else ODDS_OF_COMPONENT
        information = index.rarity.surprisal(part)
        for attested, _ in found:
            yield Candidate(odds / sharing, "partial", attested, Evidence(part, (part,), 0.0, information))


_INITIAL = pattern(r"\s*([^\W\d_])\.\s*(?=\w)")

"""From a name to the entries it may name, each with a score that estimates how likely that is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from tenlao import orthography
from tenlao.index import Attested, Index, Spoken, spelling_key
from tenlao.sound import align, distance, join
from tenlao.table import Entry, Form
from tenlao.titles import without_titles

if TYPE_CHECKING:
    from tenlao.table import Table

__all__ = ["THRESHOLD", "Candidate", "Match", "compare", "lookup", "resolve", "weigh"]

MatchKind = Literal["exact", "variant", "partial"]

# The score a name must reach to be resolved. At this value at most 1 % of names of Lao people who are not in
# the table are accepted (bench/resolve.py, "false acceptance, real").
THRESHOLD = 50.0


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a name may name.

    `form` is the attested spelling that matched; `score` (0-100) estimates the probability in percent that
    the name means this entry; `kind` is "exact" for an attested spelling, "variant" for another spelling of
    the same sound, "partial" for a part of the name, such as a given name alone.
    """

    entry: Entry
    form: Form
    score: float
    kind: MatchKind
    heard: str = ""
    known: str = ""
    information: float = 0.0

    def explain(self) -> str:
        """Say in words why the score is what it is.

        >>> from tenlao import lookup
        >>> print(lookup("Thongloun Sisolith")[0].explain())
        "Thongloun Sisolith" is attested in this spelling
        """
        if self.kind == "exact":
            return f'"{self.form.text}" is attested in this spelling'
        cost = distance(self.heard, self.known)
        changes = ", ".join(f"{a or '-'}~{b or '-'} {c:g}" for a, b, c in align(self.heard, self.known) if c)
        part = "part of " if self.kind == "partial" else ""
        sounds = f"sounds are {cost:g} apart ({changes})" if changes else "it sounds the same"
        return (
            f'compared with {part}"{self.form.text}": {sounds}; sharing it tells {self.information:.0f} nats'
        )


class Candidate(NamedTuple):
    """An entry that may be meant, before it is weighed against the others."""

    odds: float
    kind: MatchKind
    attested: Attested
    heard: str
    spoken: Spoken


def lookup(table: Table, name: str, limit: int = 5) -> list[Match]:
    """The entries that a name may name, best first, weak ones too, at most `limit`.

    Attested spellings score 100. The others share what is left: their odds are weighed against each other
    and against the name being somebody's who is not in the table.

    >>> from tenlao import load
    >>> [(m.entry.latin, m.kind) for m in lookup(load(), "Phosay Khaikhamphithoun", limit=1)]
    [('Phoxay Khaykhamphithoune', 'variant')]
    """
    index = table.index
    core = without_titles(name)
    exact = [
        attested
        for key in dict.fromkeys((spelling_key(name), spelling_key(core)))
        for attested in index.spellings.get(key, ())
    ]
    candidates = [*_partial(index, core)]
    for text, penalty in ((name, 0.0), (core, TITLE_PENALTY)) if core != name else ((name, 0.0),):
        for sound in orthography.readings(text):
            heard = join(sound.phones)
            candidates += compare(heard, index.near(heard), penalty)
    return weigh(exact, candidates)[:limit]


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


def compare(heard: str, known: Iterable[Spoken], penalty: float = 0.0) -> Iterator[Candidate]:
    """Candidates for the phones heard among sounds that are known, those with negligible odds left out."""
    for spoken in known:
        cost = distance(heard, spoken.phones) + spoken.penalty + penalty
        odds = _odds(cost, spoken.information)
        if odds > NEGLIGIBLE:
            for attested in spoken.attested:
                yield Candidate(odds, "variant", attested, heard, spoken)


def weigh(exact: Iterable[Attested], candidates: Iterable[Candidate]) -> list[Match]:
    """Matches, best first: exact ones, then each other entry with its share of the odds.

    The odds are against the name being in no table (1); an exact match leaves little to the others.
    """
    matches = {a.entry.id: Match(a.entry, a.form, 100.0, "exact") for a in exact}
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (-c.odds, c.attested.entry.id)):
        best.setdefault(candidate.attested.entry.id, candidate)
    total = 1.0 + sum(c.odds for c in best.values()) + ODDS_OF_EXACT * len(matches)
    for id, (odds, kind, (entry, form), heard, spoken) in best.items():
        score = round(min(100.0 * odds / total, 99.9), 1)
        matches.setdefault(id, Match(entry, form, score, kind, heard, spoken.phones, spoken.information))
    return list(matches.values())


def _partial(index: Index, name: str) -> Iterable[Candidate]:
    """Entries of which the name is a part: one component alone, or an initial and the last component."""
    initial = _INITIAL.match(name)
    for sound in orthography.readings(name[initial.end() :] if initial else name):
        components = [c for c in sound.phones if c]
        if len(components) != 1:
            continue
        found = [
            (attested, spoken)
            for spoken in index.by_component.get(components[0], ())
            if len(spoken.components) > 1 and (not initial or spoken.components[-1] == components[0])
            for attested in spoken.attested
            if not initial or any(f.text[0].casefold() == initial[1].casefold() for f in attested.entry.forms)
        ]
        sharing = len({attested.entry.id for attested, _ in found})
        odds = ODDS_OF_INITIAL if initial else ODDS_OF_COMPONENT
        for attested, spoken in found:
            yield Candidate(odds / sharing, "partial", attested, components[0], spoken)


_INITIAL = re.compile(r"\s*([^\W\d_])\.\s*(?=\w)")

# The odds that a part of a name means the only entry that has it: there are others in no table.
ODDS_OF_COMPONENT, ODDS_OF_INITIAL = 0.7, 1.5
ODDS_OF_EXACT = 100.0
NEGLIGIBLE = 0.005
# What a title that had to be taken off adds to the distance, in nats.
TITLE_PENALTY = 0.5


def _odds(cost: float, information: float) -> float:
    """The odds that two names so far apart (nats) name one entry, when the name holds so much information.

    A logistic regression on the attested variants of the table (names of one entry) against names of other
    entries and recombined names.
    """
    told = min(information, 40.0)
    return math.exp(0.834 - 0.285 * cost + 0.1313 * told - 7.18 * cost / max(information, 6.0))

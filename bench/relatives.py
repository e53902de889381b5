"""Relatives: names of nobody in the table, made of the family name of one person and a given name of another."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

from bench.evaluation import forms_of, hash_of, normal
from tenlao.base.vocabulary import Writing
from tenlao.gazetteer import Gazetteer
from tenlao.phonology.distance import distance
from tenlao.phonology.reading import read
from tenlao.table.model import Entry

__all__ = ["BANDS", "COMPONENTS", "is_ordinary", "known_given_names", "parts", "relatives"]

COMPONENTS = Path(__file__).parents[1] / "data" / "lao_given_names.toml"
# Distances of relatives from the nearest person (nats): several changes; one near consonant or vowel.
BANDS = ((4.0, 9.0), (2.0, 4.0))
RELATIVES = 900


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody with the family name of an entry and a given name that others have, `apart` nats from the nearest.

    `listed` tells whether the given name is one that the table knows.
    """

    name: str
    entry: str
    apart: float
    listed: bool


def relatives(gazetteer: Gazetteer, low: float, high: float, number: int = RELATIVES) -> list[Stranger]:
    """Names that persons of the table do not have, but relatives of theirs may: from `low` to `high` nats apart.

    A given name is that of another person of the table, or known as one; never a spelling of the person's own.
    """
    persons = [
        entry for entry in gazetteer.entries if len(parts(entry.latin or "")) == 2 and is_ordinary(entry)
    ]
    spellings, of_table, everyone = spellings_of(persons), given_names(persons), Everyone(gazetteer)
    known = dict.fromkeys(itertools.chain(of_table, known_given_names()))

    def of_person(entry: Entry) -> Iterator[Stranger]:
        own, family = parts(entry.latin or "")
        for given in sorted(known, key=lambda given: hash_of(given + family)):
            if normal(given) in spellings[normal(own)] or not low <= apart(given, own) < high:
                continue
            name = f"{given} {family}"
            if low <= (nearest := everyone.nearest(given, family)) < high:
                yield Stranger(name, entry.id, nearest, given in of_table)

    found: dict[str, Stranger] = {}
    waiting = [of_person(entry) for entry in sorted(persons, key=lambda entry: hash_of(entry.id))]
    while waiting and len(found) < number:
        for strangers in list(waiting):
            stranger = next((s for s in strangers if normal(s.name) not in found), None)
            if stranger is None:
                waiting.remove(strangers)
            else:
                found[normal(stranger.name)] = stranger
            if len(found) == number:
                break
    return list(found.values())


def is_ordinary(entry: Entry) -> bool:
    """Whether an entry is a person whose name has a given and a family name: kings' and princes' have not."""
    return entry.kind == "person" and entry.type not in ("royal", "historical", "religious")


def parts(name: str) -> list[str]:
    """The components of a name; none of a name that has an initial."""
    found = name.split()
    return [] if any(len(part.strip(".")) < 2 for part in found) else found


def given_names(persons: Iterable[Entry]) -> dict[str, None]:
    """The given names of persons, in their preferred spelling."""
    return dict.fromkeys(parts(entry.latin)[0] for entry in persons if entry.latin)


def known_given_names(writing: str = "latin") -> Iterator[str]:
    """Given names of other Lao persons in a writing."""
    if COMPONENTS.exists():
        for listed in tomli.loads(COMPONENTS.read_text(encoding="utf-8"))["given"]:
            if listed["writing"] == writing:
                yield from listed["names"]


def spellings_of(persons: Iterable[Entry]) -> defaultdict[str, set[str]]:
    """For each given name, all that is attested as a spelling of it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entry in persons:
        own = {normal(parts(f.text)[0]) for f in entry.forms if f.writing == "latin" and parts(f.text)}
        for given in own:
            found[given] |= own
    return found


@cache
def phones(component: str, writing: Writing = "latin") -> str:
    return "".join(read(component, writing).phones)


@cache
def apart(a: str, b: str) -> float:
    """How far two components are apart by sound, in nats."""
    return distance(phones(a), phones(b))


class Everyone:
    """The persons of a table by how their family names sound in any writing, to find the nearest to a name."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.given: defaultdict[str, set[str]] = defaultdict(set)
        for form in forms_of(entry for entry in gazetteer.entries if entry.kind == "person"):
            if len(names := parts(form.text)) == 2:
                self.given[phones(names[1], form.writing)].add(phones(names[0], form.writing))

    def nearest(self, given: str, family: str) -> float:
        """How far the nearest person's name is, at most the upper end of all bands (nats)."""
        best, heard = BANDS[0][1], phones(given)
        for cost, others in self.near(phones(family)):
            if cost >= best:
                break
            for other in others:
                best = min(best, cost + distance(heard, other, best - cost))
        return best

    @cache  # noqa: B019 - there is one for a run
    def near(self, family: str) -> list[tuple[float, set[str]]]:
        costs = [(distance(family, f, BANDS[0][1]), given) for f, given in self.given.items()]
        return sorted([found for found in costs if found[0] < BANDS[0][1]], key=lambda found: found[0])

"""From what a data desk's program asks to candidates of the table, and from entries to their values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tenlao.base.vocabulary import REGISTRIES, WRITINGS
from tenlao.matching.score import THRESHOLD
from tenlao.table.registries import REGISTRIES_BY_NAME, uri
from tenlao.web.entries import entry_of

if TYPE_CHECKING:
    from tenlao.gazetteer import Gazetteer
    from tenlao.matching.score import Match
    from tenlao.table.model import Entry
    from tenlao.web.names import Names

__all__ = [
    "FEATURES",
    "MOST_QUERIES",
    "PROPERTIES",
    "TYPES",
    "Condition",
    "Query",
    "candidates",
    "description",
    "entities_like",
    "values",
    "words_like",
]

MOST_QUERIES = 100
"""So many queries may be in one batch."""
MOST_CANDIDATES = 50

TYPES: Mapping[str, str] = {"person": "Person", "place": "Place", "organization": "Organization"}

PROPERTIES: Mapping[str, tuple[str, str]] = {
    "latin": ("Latin", "the names in Latin letters, the preferred one first"),
    "vietnamese": ("Vietnamese", "the Vietnamese renderings, the preferred one first"),
    "lao": ("Lao", "the names in Lao script, the preferred one first"),
    "role": ("Role", "what the entry is or was, with years"),
    "kind": ("Kind", "person, place or organization"),
    "sources": ("Sources", "the pages that print the names"),
    **{id: (registry.name, f"the id in {registry.name}") for id, registry in REGISTRIES_BY_NAME.items()},
    "sameAs": ("Same as", "the addresses by which linked data of other registries call the same"),
}
"""The properties of entries: their names, and what they are."""

FEATURES: Mapping[str, str] = {
    "exact": "the name is attested in this spelling",
    "variant": "the name sounds like a form of the entry",
    "partial": "the name is a part of a form of the entry",
    "distance": "how far the sounds are apart, in nats; 0 is the same sound",
    "surprisal": "how much the sound of the name tells, in nats",
    "differing": "how many sounds, or letters of a slip, differ",
    "shared": "how many other entries have the same name",
}
"""What candidates can be told apart by, besides the score."""

# What a condition that does not hold leaves of a score, and that of an entry found by its id or a condition alone.
_NOT_HELD, _CERTAIN = 0.5, 100.0


@dataclass(frozen=True, slots=True)
class Condition:
    """What a property of an entry is to be: any, all or none of some values; if `required`, others are left out."""

    property: str
    values: tuple[str, ...]
    required: bool = False
    quantifier: str = "any"

    def holds(self, names: Gazetteer, entry: Entry) -> bool:
        """Tell whether it is so of an entry; of roles and sources, a part is enough."""
        known = [value.casefold() for value in _texts(names, entry, self.property)]
        in_part = self.property in ("role", "sources")
        found = [
            any(wanted in value if in_part else wanted == value for value in known)
            for wanted in (value.casefold() for value in self.values)
        ]
        if self.quantifier == "all":
            return all(found)
        return not any(found) if self.quantifier == "none" else any(found)


@dataclass(frozen=True, slots=True)
class Query:
    """Which entries are asked for: by a name or an id, of some types, with some properties."""

    name: str | None = None
    id: str | None = None
    types: tuple[str, ...] = ()
    limit: int = 5
    conditions: tuple[Condition, ...] = field(default=())


def candidates(names: Names, query: Query) -> list[tuple[Entry, float, bool, Mapping[str, float | bool]]]:
    """Return the candidates of a query, best first: entry, score (0-100), whether it is the right one, features.

    The score is that of `tenlao.Gazetteer.lookup`, halved for each condition that does not hold; taken for the right
    one is who `tenlao.Gazetteer.resolve` answers with, if all conditions hold.

    >>> from tenlao.web.names import Names
    >>> [(entry.id, taken) for entry, _, taken, _ in candidates(Names(None), Query("Thonglun Sisulith"))]
    [('thongloun-sisoulith', True)]
    """
    found = []
    for entry, score, taken, features in _matching(names, query):
        if query.types and entry.kind not in query.types:
            continue
        held = [condition.holds(names.gazetteer, entry) for condition in query.conditions]
        if any(c.required and not held for c, held in zip(query.conditions, held, strict=True)):
            continue
        missed = held.count(False)
        found.append((entry, round(score * _NOT_HELD**missed, 1), taken and not missed, features))
    found.sort(key=lambda candidate: -candidate[1])
    return found[: query.limit]


def _matching(names: Names, query: Query) -> Iterator[tuple[Entry, float, bool, Mapping[str, float | bool]]]:
    gazetteer = names.gazetteer
    wanted = query.id if query.id is not None else query.name
    if wanted is None:
        yield from (
            (entry, _CERTAIN, False, {}) for entry in gazetteer.entries if _all_hold(query, gazetteer, entry)
        )
        return
    by_id = entry_of(names, wanted)
    if by_id is not None:
        yield by_id, _CERTAIN, True, {}
    if query.id is not None:
        return
    resolved = gazetteer.resolve(wanted)
    for match in gazetteer.lookup(wanted, MOST_CANDIDATES):
        if match.entry != by_id:
            taken = by_id is None and resolved is not None and match.entry.id == resolved.entry.id
            yield match.entry, match.score, taken, _features(match)


def _all_hold(query: Query, gazetteer: Gazetteer, entry: Entry) -> bool:
    return all(condition.holds(gazetteer, entry) for condition in query.conditions)


def _features(match: Match) -> Mapping[str, float | bool]:
    features: dict[str, float | bool] = {kind: match.kind == kind for kind in ("exact", "variant", "partial")}
    evidence = match.evidence
    features |= {"distance": 0.0, "surprisal": 0.0, "differing": 0, "shared": len(match.others)}
    if evidence is not None:
        features["distance"] = round(evidence.cost, 2)
        features["surprisal"] = round(evidence.self_information, 2)
        features["differing"] = evidence.letters or _differing(match)
    return features


def _differing(match: Match) -> int:
    from tenlao.phonology.paths import align
    from tenlao.phonology.sound import join

    assert match.evidence is not None
    return sum(step.cost > 0 for step in align(match.evidence.heard, join(match.evidence.known)))


def description(entry: Entry) -> str:
    """Return what tells an entry from its namesakes: its role, and its names in the other writings."""
    parts = (entry.role, entry.vietnamese, entry.lao)
    return " · ".join(part for part in parts if part and part != entry.name)


def values(names: Gazetteer, entry: Entry, property: str) -> list[str]:
    """Return the values of a property of an entry, none where there is no such property.

    >>> from tenlao import load
    >>> values(load(), load().entry("attapeu"), "kind")
    ['place']
    """
    return list(_texts(names, entry, property))


def _texts(names: Gazetteer, entry: Entry, property: str) -> Iterator[str]:
    if property in WRITINGS:
        usual = [form.text for form in entry.forms if form.writing == property and form.tag is None]
        other = [form.text for form in entry.forms if form.writing == property and form.tag is not None]
        yield from dict.fromkeys([*usual, *other])
    elif property == "role" and entry.role:
        yield entry.role
    elif property == "kind":
        yield entry.kind
    elif property == "sources":
        yield from (names.sources[id].url or names.sources[id].cited() for id in entry.sources)
    elif property in REGISTRIES:
        yield from (link.id for link in entry.links if link.registry == property)
    elif property == "sameAs":
        yield from map(uri, entry.links)


def entities_like(names: Names, prefix: str) -> Iterator[Entry]:
    """Give the entries that somebody may be about to type: by id, by how their names begin, by what is in them.

    >>> from tenlao.web.names import Names
    >>> next(entities_like(Names(None), "thonglou")).id
    'thongloun-sisoulith'
    """
    gazetteer = names.gazetteer
    seen: set[str] = set()
    by_id = entry_of(names, prefix)
    ways: list[Callable[[], Iterable[Entry]]] = [
        lambda: [] if by_id is None else [by_id],
        lambda: _beginning(names, prefix),
        lambda: (
            match.entry for match in gazetteer.lookup(prefix, MOST_CANDIDATES) if match.score >= THRESHOLD
        ),
        lambda: map(gazetteer.entry, sorted(names.having(prefix))),
        lambda: (match.entry for match in gazetteer.lookup(prefix, MOST_CANDIDATES)),
    ]
    for way in ways:
        for entry in way():
            if entry.id not in seen:
                seen.add(entry.id)
                yield entry


def _beginning(names: Names, prefix: str) -> Iterator[Entry]:
    wanted = prefix.casefold().strip()
    for entry in names.gazetteer.entries:
        if any(form.text.casefold().startswith(wanted) for form in entry.forms):
            yield entry


def words_like(prefix: str, words: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the ids and names, of a few, that somebody may be about to type.

    >>> words_like("pl", TYPES)
    [('place', 'Place')]
    """
    wanted = prefix.casefold().strip()
    return [(id, name) for id, name in words.items() if wanted in id.casefold() or wanted in name.casefold()]

"""Many names at once: each distinct one is looked up once, by several processes where that pays, in order.

Processes give back which entry and form match, not the entries themselves, which the one that asks has as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from tenlao.base.answering import Answering, Progress
from tenlao.matching.lookup import lookup, resolve
from tenlao.matching.score import Evidence, Match, MatchKind

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.matching.index import Index

__all__ = ["Progress", "lookup_many", "resolve_many"]


def resolve_many(
    index: Index,
    names: Iterable[str | None],
    threshold: float | None = None,
    kind: Kind | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> list[Match | None]:
    """Return for each name the entry that it names, or None; see `tenlao.matching.lookup.resolve`.

    None names nothing. See `tenlao.Gazetteer.resolve_many` for the rest.

    >>> from tenlao import load
    >>> found = resolve_many(load().index, ["Attapeu", None, "Nobody", "Attapeu"])
    >>> [match and match.entry.id for match in found]
    ['attapeu', None, None, 'attapeu']

    Raises:
        ValueError: the number of workers is negative.
    """
    ask = partial(_resolved, index, threshold, kind)
    return [found[0] if found else None for found in _many(index, names, ask, workers, progress)]


def lookup_many(
    index: Index,
    names: Iterable[str | None],
    limit: int = 5,
    kind: Kind | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> list[list[Match]]:
    """Return for each name the entries that it may name, best first; see `tenlao.matching.lookup.lookup`.

    None names nothing. See `tenlao.Gazetteer.lookup_many` for the rest.

    >>> from tenlao import load
    >>> [[m.entry.id for m in found] for found in lookup_many(load().index, ["Attapeu", None], limit=1)]
    [['attapeu'], []]

    Raises:
        ValueError: the limit is less than 1, or the number of workers is negative.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    ask = partial(_looked_up, index, limit, kind)
    return [list(found) for found in _many(index, names, ask, workers, progress)]


class _Packed(NamedTuple):
    """A match by the id of its entry, the place of the form in it, and the ids of the others of that name."""

    id: str
    place: int
    score: float
    kind: MatchKind
    evidence: Evidence | None
    others: tuple[str, ...]


def _packed(match: Match) -> _Packed:
    entry = match.entry
    others = tuple([other.id for other in match.others])
    return _Packed(entry.id, entry.forms.index(match.form), match.score, match.kind, match.evidence, others)


def _unpacked(index: Index, packed: _Packed) -> Match:
    entry = index.entry(packed.id)
    others = tuple([index.entry(id) for id in packed.others])
    return Match(entry, entry.forms[packed.place], packed.score, packed.kind, packed.evidence, others)


def _resolved(index: Index, threshold: float | None, kind: Kind | None, name: str) -> list[_Packed]:
    match = resolve(index, name, threshold, kind)
    return [] if match is None else [_packed(match)]


def _looked_up(index: Index, limit: int, kind: Kind | None, name: str) -> list[_Packed]:
    return [_packed(match) for match in lookup(index, name, limit, kind)]


def _many(
    index: Index,
    names: Iterable[str | None],
    ask: Callable[[str], list[_Packed]],
    workers: int,
    progress: Progress | None,
) -> list[Sequence[Match]]:
    """Return the matches of each name; equal names have the same."""
    names = list(names)
    distinct = [name for name in dict.fromkeys(names) if name is not None]
    with Answering(ask, workers) as asked:
        answers = asked.answers(distinct, progress)
    found: dict[str | None, Sequence[Match]] = {None: ()}
    for name, answer in zip(distinct, answers, strict=True):
        found[name] = [_unpacked(index, packed) for packed in answer]
    return [found[name] for name in names]

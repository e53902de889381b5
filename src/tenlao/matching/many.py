"""Many names at once: each distinct one is looked up once, by several processes where that pays, in order.

Processes give back which entry and form match, not the entries themselves, which the one that asks has as well.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from tenlao.base.answering import Answering, Progress
from tenlao.matching.lookup import lookup
from tenlao.matching.resolving import resolve
from tenlao.matching.score import Match
from tenlao.table.model import Entry

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.matching.index import Index

__all__ = ["Progress", "lookup_many", "received", "resolve_many", "to_send"]

T = TypeVar("T")


def resolve_many(
    index: Index,
    names: Iterable[str | None],
    threshold: float | None = None,
    kind: Kind | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> list[Match | None]:
    """Return for each name the entry that it names, or None; see `tenlao.matching.resolving.resolve`.

    None names nothing. See `tenlao.Gazetteer.resolve_many` for the rest.

    >>> from tenlao import load
    >>> found = resolve_many(load().index, ["Attapeu", None, "Nobody", "Attapeu"])
    >>> [match and match.entry.id for match in found]
    ['attapeu', None, None, 'attapeu']

    Raises:
        ValueError: the number of workers is negative.
    """
    ask = partial(_resolved, index, threshold, kind)
    return _many(index, names, ask, workers, progress)


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
    return [list(found or ()) for found in _many(index, names, ask, workers, progress)]


def to_send(found: object) -> bytes:
    """Return matches, or what holds some, as bytes for another process; entries are named by their ids."""
    stream = io.BytesIO()
    _Sender(stream, pickle.HIGHEST_PROTOCOL).dump(found)
    return stream.getvalue()


def received(index: Index, content: bytes) -> Any:
    """Return what `to_send` made bytes of, with the entries of an index.

    >>> from tenlao import load
    >>> match = load().resolve("Attapeu")
    >>> received(load().index, to_send(match)) == match
    True
    """
    return _Receiver(index, io.BytesIO(content)).load()


class _Sender(pickle.Pickler):
    def persistent_id(self, found: object) -> str | None:
        return found.id if isinstance(found, Entry) else None


class _Receiver(pickle.Unpickler):
    def __init__(self, index: Index, stream: io.BytesIO) -> None:
        super().__init__(stream)
        self._index = index

    def persistent_load(self, id: str) -> Entry:
        return self._index.entry(id)


def _resolved(index: Index, threshold: float | None, kind: Kind | None, name: str) -> Match | None:
    return resolve(index, name, threshold, kind)


def _looked_up(index: Index, limit: int, kind: Kind | None, name: str) -> list[Match]:
    return lookup(index, name, limit, kind)


def _many(
    index: Index,
    names: Iterable[str | None],
    ask: Callable[[str], T],
    workers: int,
    progress: Progress | None,
) -> list[T | None]:
    """Return what is found for each name; equal names have the same, and None has none."""
    names = list(names)
    with Answering(ask, workers, to_send=to_send, received=partial(received, index)) as asked:
        answers = iter(asked.answers([name for name in names if name is not None], progress))
    return [None if name is None else next(answers) for name in names]

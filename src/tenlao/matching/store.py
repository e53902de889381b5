"""The bundled table, and tables layered over it, with their indexes, as compiled and kept on disk.

Everything is unpacked only when it is asked for: to look one name up, most entries and all sources stay as they
were read from the disk.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from tenlao.base.cache import kept_pieces, line_of
from tenlao.base.errors import TenlaoError
from tenlao.base.pieces import Pieces, packed
from tenlao.base.resources import bundled_file, content_of
from tenlao.matching.flat_tables import StringTable
from tenlao.matching.index import Index
from tenlao.matching.index_parts import IndexParts, packed_parts, unpacked_part
from tenlao.table.model import Source, Table
from tenlao.table.packed_entries import MANY, PackedEntries

__all__ = ["compiled", "received", "to_send"]

# Data besides the tables that an index is made of.
_ALSO_MADE_OF = ("titles.toml", "lao_given_names.toml", "lao_words.toml")


def compiled(path: str | os.PathLike[str], *over: str | os.PathLike[str]) -> tuple[Table, Index]:
    """Return the table in a file, with those in others layered over it, as kept on disk, or else compiled and kept.

    >>> len(compiled(bundled_file("names.toml"))[0]) > 1000
    True

    Raises:
        TenlaoError: a file cannot be used; the error is the first problem in it.
    """

    def make() -> Iterator[bytes]:
        from tenlao.table.reader import read_tables

        table = read_tables(path, *over)
        return _packed(table, Index.of(table.entries))

    try:
        content = [content_of(file) for file in (path, *over)]
    except (OSError, ValueError):
        from tenlao.table.reader import read_tables

        table = read_tables(path, *over)  # which says what is wrong
        return (table, Index.of(table.entries))
    return _unpacked(
        kept_pieces([*content, *(content_of(bundled_file(name)) for name in _ALSO_MADE_OF)], make)
    )


def to_send(table: Table, index: Index) -> list[bytes]:
    """Return a table and its index as pieces, for programs on other machines that have the same version of tenlao."""
    return [_version().encode(), *_packed(table, index)]


def received(pieces: Sequence[bytes]) -> tuple[Table, Index]:
    """Return the table and the index that `to_send` made pieces of; they are unpacked when they are asked for.

    >>> table, index = compiled(bundled_file("names.toml"))
    >>> received(to_send(table, index))[0].entry("attapeu").kind
    'place'

    Raises:
        TenlaoError: they were made by another version of tenlao.
    """
    version, *made = pieces
    if version.decode() != _version():
        message = f"the table comes from tenlao {version.decode()}, here is {_version()}; install the same"
        raise TenlaoError(message)
    return _unpacked(made)


def _version() -> str:
    from importlib.metadata import version

    return version("tenlao")


def _packed(table: Table, index: Index) -> Iterator[bytes]:
    """A table as pieces: the entries, the sources, their numbers by id, and the parts of the index."""
    from tenlao.matching.gathering import Gathering

    yield PackedEntries.of(table.entries).packed()
    yield packed(line_of([s.id, s.publisher, s.url, s.day]) for s in table.sources.values())
    yield Gathering(table.sources, range(len(table.sources))).table().packed()
    yield from packed_parts(index.parts)


def _unpacked(pieces: Sequence[bytes | memoryview]) -> tuple[Table, Index]:
    entries = PackedEntries(pieces[0])
    parts: Any = _LazyParts(pieces[3:])
    table = Table.deferred(
        entries=lambda: entries if len(entries) >= MANY else tuple(entries),
        sources=lambda: _Sources(Pieces(pieces[1]), StringTable.unpacked(pieces[2])),
    )
    return (table, Index(entries, parts))


class _LazyParts:
    """The parts of an index, each unpacked when it is first asked for."""

    def __init__(self, pieces: Sequence[bytes | memoryview]) -> None:
        self._pieces = dict(zip(IndexParts._fields, pieces, strict=True))

    def __getattr__(self, name: str) -> Any:
        try:
            piece = self._pieces[name]
        except KeyError:
            raise AttributeError(name) from None
        part = unpacked_part(name, piece)
        setattr(self, name, part)
        return part


class _Sources(Mapping[str, Source]):
    """Sources that are unpacked one by one, when they are asked for, or all at once when they are gone through."""

    def __init__(self, lines: Pieces, numbers: StringTable) -> None:
        self._lines, self._numbers = lines, numbers

    def __len__(self) -> int:
        return len(self._lines)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __getitem__(self, id: str) -> Source:
        if "_all" in self.__dict__:
            return self._all[id]
        number = next(iter(self._numbers.get(id)), None)
        if number is None:
            raise KeyError(id)
        return _source(self._lines[number])

    @cached_property
    def _all(self) -> Mapping[str, Source]:
        return {source.id: source for source in map(_source, self._lines)}


def _source(line: memoryview) -> Source:
    id, publisher, url, date = _data(line)
    return Source(id, publisher, url, datetime.date.fromisoformat(date) if date else None)


def _data(line: memoryview) -> Any:
    return json.loads(str(line, "utf-8"))

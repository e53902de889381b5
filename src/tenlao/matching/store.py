"""The bundled table, and tables layered over it, with their indexes, as compiled and kept on disk.

Everything is unpacked only when it is asked for: to look one name up, most entries and all sources stay as they
were read from the disk.
"""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple
from typing import Any, overload

from tenlao.base.cache import kept_lines, line_of
from tenlao.base.errors import TenlaoError
from tenlao.base.resources import bundled_file, content_of
from tenlao.matching.index import Index
from tenlao.matching.index_parts import IndexParts, of_plain, plain
from tenlao.table.model import Entry, Form, Link, Office, Source, Table

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
    made: list[tuple[Table, Index]] = []

    def make() -> Iterator[Any]:
        from tenlao.table.reader import read_tables

        table = read_tables(path, *over)
        made.append((table, Index.of(table.entries)))
        return _packed(made[0])

    try:
        content = [content_of(file) for file in (path, *over)]
    except (OSError, ValueError):
        from tenlao.table.reader import read_tables

        table = read_tables(path, *over)  # which says what is wrong
        return (table, Index.of(table.entries))
    lines = kept_lines([*content, *(content_of(bundled_file(name)) for name in _ALSO_MADE_OF)], make)
    return made[0] if made else _unpacked(lines)


def to_send(table: Table, index: Index) -> list[bytes]:
    """Return a table and its index as lines, for programs on other machines that have the same version of tenlao."""
    return [_version().encode(), *map(line_of, _packed((table, index)))]


def received(lines: Sequence[bytes]) -> tuple[Table, Index]:
    """Return the table and the index that `to_send` made lines of; they are unpacked when they are asked for.

    >>> table, index = compiled(bundled_file("names.toml"))
    >>> received(to_send(table, index))[0].entry("attapeu").kind
    'place'

    Raises:
        TenlaoError: they were made by another version of tenlao.
    """
    version, *packed = lines
    if version.decode() != _version():
        message = f"the table comes from tenlao {version.decode()}, here is {_version()}; install the same"
        raise TenlaoError(message)
    return _unpacked(packed)


def _version() -> str:
    from importlib.metadata import version

    return version("tenlao")


def _packed(made: tuple[Table, Index]) -> Iterator[Any]:
    """A table as lines: how many entries there are, the entries, the sources, and the parts of the index."""
    table, index = made
    yield len(table.entries)
    for e in table.entries:
        forms = [[f.text, f.writing, f.tag, f.sources] for f in e.forms]
        offices = [astuple(office) for office in e.offices]
        life = (e.born, e.died, e.province)
        yield [e.id, e.kind, forms, e.role, e.type, e.same_name_as, e.links, offices, *life]
    yield {s.id: [s.publisher, s.url, s.day] for s in table.sources.values()}
    yield from plain(index.parts)


def _unpacked(lines: Sequence[bytes]) -> tuple[Table, Index]:
    after_entries = 1 + int(lines[0])
    entries = _Entries(lines[1:after_entries])
    parts: Any = _LazyParts(lines[after_entries + 1 :])
    table = Table.deferred(
        entries=lambda: tuple(entries), sources=lambda: _Sources(json.loads(lines[after_entries]))
    )
    return (table, Index(entries, parts))


class _LazyParts:
    """The parts of an index, each unpacked from its line when it is first asked for."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = dict(zip(IndexParts._fields, lines, strict=True))

    def __getattr__(self, name: str) -> Any:
        try:
            line = self._lines[name]
        except KeyError:
            raise AttributeError(name) from None
        part = of_plain(name, json.loads(line))
        setattr(self, name, part)
        return part


class _Entries(Sequence[Entry]):
    """Entries that are unpacked from their lines one by one, each once."""

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines
        self._unpacked: dict[int, Entry] = {}

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, number: int) -> Entry: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Entry]: ...
    def __getitem__(self, number: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(len(self)))]
        entry = self._unpacked.get(number)
        if entry is None:
            id, kind, forms, role, type, same_name_as, links, offices, *life = json.loads(self._lines[number])
            unpacked = [Form(text, writing, tag, tuple(sources)) for text, writing, tag, sources in forms]
            details = (role, type, tuple(same_name_as), tuple([Link(*link) for link in links]))
            held = tuple([Office(*office) for office in offices])
            entry = Entry(id, kind, tuple(unpacked), *details, held, *life)
            entry = self._unpacked.setdefault(number, entry)
        return entry


class _Sources(Mapping[str, Source]):
    """Sources that are unpacked one by one, when they are asked for."""

    def __init__(self, data: Mapping[str, tuple[str, str | None, str | None]]) -> None:
        self._data = data

    def __len__(self) -> int:
        return len(self._data)

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __getitem__(self, id: str) -> Source:
        publisher, url, date = self._data[id]
        return Source(id, publisher, url, datetime.date.fromisoformat(date) if date else None)

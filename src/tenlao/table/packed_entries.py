"""Entries as a few byte strings, each made when it is asked for: kept so on disk, and in memory if they are many."""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from tenlao.base.lazy_sequences import LazySequence
from tenlao.base.pieces import Pieces, bytes_of_numbers, numbers_of_bytes, packed
from tenlao.table.model import Entry, Form, Link, Office, Table

__all__ = ["MANY", "PackedEntries", "packed_if_many"]

MANY = 50_000
"""From how many entries on a table keeps them packed: they take a fifth of the memory, and longer to go through."""

# What parts the id and the texts: a byte that UTF-8 never has.
_BETWEEN = b"\xff"
# So many entries, and so many of what entries have in common, are remembered as they were made.
_MOST_REMEMBERED = 1 << 13
_READER = json.JSONDecoder()


class PackedEntries(LazySequence[Entry]):
    """Entries, each made when it is asked for.

    >>> packed = PackedEntries.of([Entry("attapeu", "place", (Form("Attapeu", "latin"),))])
    >>> packed[0].forms, len(packed), PackedEntries(packed.packed())[0] == packed[0]
    ((Form(text='Attapeu', writing='latin', tag=None, sources=()),), 1, True)
    """

    def __init__(self, content: bytes | memoryview) -> None:
        """Take what `packed` has given."""
        self._content = content
        texts, kinds, rests = Pieces(content)
        # The id of each entry with the texts of its forms; what it has besides, which is the same for many.
        self._texts, self._kinds, self._rests = Pieces(texts), numbers_of_bytes(kinds), Pieces(rests)
        self._rest = lru_cache(_MOST_REMEMBERED)(self._unpacked_rest)
        self._entry = lru_cache(_MOST_REMEMBERED)(self._unpacked)

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> PackedEntries:
        """Pack entries."""
        texts: list[bytes] = []
        kinds, rests = array("I"), dict[Any, int]()
        for entry in entries:
            texts.append(_BETWEEN.join([_encoded(entry.id), *[_encoded(form.text) for form in entry.forms]]))
            rest = (entry.kind, tuple([form[1:] for form in entry.forms]), *entry[3:])
            kinds.append(rests.setdefault(rest, len(rests)))
        lines = packed(json.dumps(rest).encode() for rest in rests)
        return cls(packed((packed(texts), bytes_of_numbers(kinds), lines)))

    def packed(self) -> bytes:
        """Return the entries as bytes."""
        return bytes(self._content)

    def __len__(self) -> int:
        return len(self._kinds)

    def _made(self, number: int) -> Entry:
        return self._entry(number)

    def __iter__(self) -> Iterator[Entry]:
        # Those that are gone through are not remembered where they are too many for that.
        return map(self._entry if len(self) <= _MOST_REMEMBERED else self._unpacked, range(len(self)))

    def __reduce__(self) -> tuple[Callable[..., PackedEntries], tuple[bytes]]:
        return PackedEntries, (self.packed(),)

    def _unpacked(self, number: int) -> Entry:
        id, *texts = bytes(self._texts[number]).split(_BETWEEN)
        kind, forms, *rest = self._rest(self._kinds[number])
        made = [Form(_decoded(text), *form) for text, form in zip(texts, forms, strict=True)]
        return Entry(_decoded(id), kind, tuple(made), *rest)

    def _unpacked_rest(self, number: int) -> tuple[Any, ...]:
        rest, _ = _READER.raw_decode(str(self._rests[number], "ascii"))
        kind, forms, role, type, same_name_as, links, offices, *life = rest
        forms = [(writing, tag, tuple(sources)) for writing, tag, sources in forms]
        linked, held = tuple([Link(*link) for link in links]), tuple([Office(*office) for office in offices])
        return (kind, forms, role, type, tuple(same_name_as), linked, held, *life)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "surrogatepass")


def packed_if_many(table: Table) -> Table:
    """Return a table with its entries packed if there are very many, or else the table itself.

    >>> table = Table((Entry("attapeu", "place", (Form("Attapeu", "latin"),)),))
    >>> packed_if_many(table) is table
    True
    """
    if len(table) < MANY or isinstance(table.entries, PackedEntries):
        return table
    entries, sources = PackedEntries.of(table.entries), table.sources
    return Table.deferred(lambda: entries, lambda: sources)

"""The names of entries in one writing, as read for counting how they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache

from tenlao.phonology.alignment import Name
from tenlao.phonology.components import read_components
from tenlao.table.model import Entry

__all__ = ["forms_as_bytes", "names_of"]


@lru_cache(maxsize=2048)
def names_of(entry: Entry, writing: str) -> tuple[Name, ...]:
    """The forms of an entry in a writing, each sequence of written syllables once."""
    names: dict[tuple[str, ...], Name] = {}
    for form in entry.forms:
        if form.writing == writing and form.tag is None:
            name = tuple([c for c in read_components(form.text, writing) if c.syllables])
            names.setdefault(tuple([letters for c in name for letters, _ in c.syllables]), name)
    return tuple([name for name in names.values() if name])


def forms_as_bytes(entries: Iterable[Entry]) -> bytes:
    """The names of entries as bytes, so that what is learned from them can be kept under them."""
    return json.dumps([[e.kind, *((f.text, f.writing, f.tag) for f in e.forms)] for e in entries]).encode()

"""Entries of the table for programs: the one with an id, or those that fit what is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tenlao.web.problems import Problem

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind, Writing
    from tenlao.table.model import Entry
    from tenlao.web.asked import Asked
    from tenlao.web.names import Names

__all__ = ["entry_named", "entry_of", "fitting"]


def entry_of(names: Names, id: str) -> Entry | None:
    """Return the entry with an id, None where there is none.

    >>> from tenlao.web.names import Names
    >>> entry_of(Names(None), "attapeu"), entry_of(Names(None), "nowhere")
    (<Entry attapeu>, None)
    """
    try:
        return names.gazetteer.entry(id)
    except KeyError:
        return None


def entry_named(names: Names, id: str) -> Entry:
    """Return the entry with an id.

    Raises:
        Problem: there is none.
    """
    entry = entry_of(names, id)
    if entry is None:
        raise Problem("not-found", "no entry has this id; /api/v1/entries has them all")
    return entry


def fitting(names: Names, asked: Asked) -> Iterator[Entry]:
    """Give the entries that fit all that is asked for, in the order of the table.

    An office is asked for as roles have it, in English, or by its title in English or Vietnamese.

    >>> from tenlao.web.asked import Asked
    >>> from tenlao.web.names import Names
    >>> asked = Asked({"office": "Bộ trưởng Tư pháp"})
    >>> "saysi-santhivong" in [entry.id for entry in fitting(Names(None), asked)]
    True
    """
    kind: Kind | None = asked.kind()
    writing: Writing | None = asked.writing("writing")
    missing: Writing | None = asked.writing("missing")
    office = asked.text("office", 200) or ""
    holding = {held.entry.id for held in names.gazetteer.holders(office)} if office else set()
    publisher = asked.text("publisher", 200)
    words = asked.text("q", 200)
    ids = None if publisher is None else names.by_publisher.get(publisher, frozenset())
    having = None if words is None else names.having(words)
    for entry in names.gazetteer.entries:
        if (
            (kind is None or entry.kind == kind)
            and (writing is None or any(form.writing == writing for form in entry.forms))
            and (missing is None or all(form.writing != missing for form in entry.forms))
            and (not office or office.casefold() in (entry.role or "").casefold() or entry.id in holding)
            and (ids is None or entry.id in ids)
            and (having is None or entry.id in having)
        ):
            yield entry

"""Entries of the table for programs: one with all its forms and sources, or those that fit what is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tenlao.table.plain_data import office_data
from tenlao.table.registries import page
from tenlao.web.problems import Problem

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind, Writing
    from tenlao.table.model import Entry
    from tenlao.web.asked import Asked
    from tenlao.web.names import Names

__all__ = ["entry_data", "entry_named", "fitting", "summary"]


def entry_named(names: Names, id: str) -> Entry:
    """Return the entry with an id.

    Raises:
        Problem: there is none.
    """
    try:
        return names.gazetteer.entry(id)
    except KeyError:
        raise Problem("not-found", "no entry has this id; /api/v1/entries has them all") from None


def summary(entry: Entry) -> dict[str, Any]:
    """Return what an entry is, with its preferred forms, as plain data."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "type": entry.type,
        "role": entry.role,
        "latin": entry.latin,
        "vietnamese": entry.vietnamese,
        "lao": entry.lao,
    }


def entry_data(names: Names, entry: Entry) -> dict[str, Any]:
    """Return an entry with all its forms and their sources, as plain data.

    >>> from tenlao.web.names import Names
    >>> names = Names(None)
    >>> entry_data(names, names.gazetteer.entry("attapeu"))["forms"][0]["text"]
    'Attapeu'
    """
    sources = names.gazetteer.sources
    forms = [
        {
            "text": form.text,
            "writing": form.writing,
            "tag": form.tag,
            "sources": [
                {"publisher": sources[id].publisher, "date": sources[id].day, "url": sources[id].url}
                for id in form.sources
            ],
        }
        for form in entry.forms
    ]
    links = [{"registry": link.registry, "id": link.id, "url": page(link)} for link in entry.links]
    return {
        **summary(entry),
        "offices": [office_data(office) for office in entry.offices],
        "born": entry.born,
        "died": entry.died,
        "province": entry.province,
        "same_name_as": list(entry.same_name_as),
        "forms": forms,
        "links": links,
    }


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

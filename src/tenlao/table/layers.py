"""One table layered over another: whose entries are merged, added or hidden."""

from __future__ import annotations

from collections.abc import Iterable

from tenlao.base.vocabulary import WRITINGS
from tenlao.table.model import Entry, Form, Table
from tenlao.table.registries import together

__all__ = ["layered", "without"]


def layered(base: Table, over: Table) -> Table:
    """Return a table with another layered over it: entries of one id are merged, the forms above first.

    >>> below = Table((Entry("attapeu", "place", (Form("Attapeu", "latin"),)),))
    >>> above = Table((Entry("attapeu", "place", (Form("Attapu", "latin"), Form("Át-ta-pư", "vietnamese"))),))
    >>> [form.text for form in layered(below, above).entry("attapeu").forms]
    ['Attapu', 'Attapeu', 'Át-ta-pư']
    """
    entries = {entry.id: entry for entry in base.entries}
    for entry in over.entries:
        below = entries.get(entry.id)
        entries[entry.id] = entry if below is None else _merge(below, entry)
    for entry in over.entries:
        for other in entry.same_name_as:
            if other in entries:
                entries[other] = _with_same_name(entries[other], entry.id)
    return Table(tuple(entries.values()), {**base.sources, **over.sources})


def _merge(below: Entry, above: Entry) -> Entry:
    old = {(form.writing, form.text): form for form in below.forms}
    forms = []
    for form in above.forms:
        same = old.pop((form.writing, form.text), None)
        sources = form.sources if same is None else _distinct((*form.sources, *same.sources))
        forms.append(Form(form.text, form.writing, form.tag, sources))
    return above._replace(
        forms=tuple(sorted((*forms, *old.values()), key=lambda form: WRITINGS.index(form.writing))),
        role=above.role or below.role,
        type=above.type or below.type,
        same_name_as=_distinct((*above.same_name_as, *below.same_name_as)),
        links=together((*below.links, *above.links)),
        offices=above.offices or below.offices,
        born=above.born or below.born,
        died=above.died or below.died,
        province=above.province or below.province,
    )


def _with_same_name(entry: Entry, id: str) -> Entry:
    return entry._replace(same_name_as=_distinct((*entry.same_name_as, id)))


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def without(base: Table, hidden: frozenset[str]) -> Table:
    """Return a table without some entries, given by id, which no other entry names any longer.

    >>> len(without(Table((Entry("attapeu", "place", (Form("Attapeu", "latin"),)),)), frozenset(["attapeu"])))
    0
    """
    if not hidden:
        return base
    return Table([_without(entry, hidden) for entry in base.entries if entry.id not in hidden], base.sources)


def _without(entry: Entry, hidden: frozenset[str]) -> Entry:
    """Return an entry that names none of those that are hidden."""
    named = {entry.province, *entry.same_name_as, *(office.place for office in entry.offices)}
    if named.isdisjoint(hidden):
        return entry
    return entry._replace(
        same_name_as=tuple(id for id in entry.same_name_as if id not in hidden),
        offices=tuple(o._replace(place=None) if o.place in hidden else o for o in entry.offices),
        province=None if entry.province in hidden else entry.province,
    )

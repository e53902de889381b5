"""Entries and sources as plain data, for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenlao.base.vocabulary import REGISTRIES
from tenlao.table.model import Entry, Office, Source

__all__ = ["OFFICE_KEYS", "entry_data", "office_data", "source_data"]

OFFICE_KEYS: Mapping[str, str] = {
    "title": "title",
    "place": "place",
    "from": "start",
    "to": "end",
    "in": "year",
    "circa": "circa",
}
"""The keys of an office in tables and in JSON, in order, and its attributes: `from` and `in` are words of Python."""


def entry_data(entry: Entry, sources: Mapping[str, Source] | None = None) -> dict[str, Any]:
    """Return an entry with its forms; each names its sources by id, or has them with it if they are given.

    >>> from tenlao.table.model import Form
    >>> entry = Entry("attapeu", "place", (Form("Attapeu", "latin", None, ("kpl-1",)),))
    >>> entry_data(entry)["forms"]
    [{'form': 'Attapeu', 'writing': 'latin', 'tag': None, 'sources': ['kpl-1']}]
    >>> entry_data(entry, {"kpl-1": Source("kpl-1", "KPL")})["forms"][0]["sources"][0]["publisher"]
    'KPL'
    """
    return {
        "id": entry.id,
        "kind": entry.kind,
        "type": entry.type,
        "role": entry.role,
        "offices": [office_data(office) for office in entry.offices],
        "born": entry.born,
        "died": entry.died,
        "province": entry.province,
        "same_name_as": list(entry.same_name_as),
        "latin": entry.latin,
        "vietnamese": entry.vietnamese,
        "lao": entry.lao,
        "forms": [
            {
                "form": form.text,
                "writing": form.writing,
                "tag": form.tag,
                "sources": [id if sources is None else source_data(sources[id]) for id in form.sources],
            }
            for form in entry.forms
        ],
        **{registry: entry.id_in(registry) for registry in REGISTRIES},
    }


def office_data(office: Office) -> dict[str, str | int]:
    """Return what is known of an office.

    >>> office_data(Office("Minister of Justice", start=2016, end=2021))
    {'title': 'Minister of Justice', 'from': 2016, 'to': 2021}
    """
    values = {key: getattr(office, attribute) for key, attribute in OFFICE_KEYS.items()}
    return {key: value for key, value in values.items() if value}


def source_data(source: Source) -> dict[str, str | None]:
    """Return a source.

    >>> source_data(Source("kpl-1", "KPL"))
    {'id': 'kpl-1', 'publisher': 'KPL', 'date': None, 'url': None}
    """
    return {"id": source.id} | page_data(source)


def page_data(source: Source) -> dict[str, str | None]:
    """Return what readers are told of a source: who printed it, when and where.

    >>> page_data(Source("kpl-1", "KPL"))
    {'publisher': 'KPL', 'date': None, 'url': None}
    """
    return {"publisher": source.publisher, "date": source.day, "url": source.url}

"""Entries and sources as plain data, for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tenlao.base.vocabulary import REGISTRIES
from tenlao.table.model import Entry, Source

__all__ = ["entry_data", "source_data"]


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


def source_data(source: Source) -> dict[str, str | None]:
    """Return a source.

    >>> source_data(Source("kpl-1", "KPL"))
    {'id': 'kpl-1', 'publisher': 'KPL', 'date': None, 'url': None}
    """
    return {"id": source.id, "publisher": source.publisher, "date": source.day, "url": source.url}

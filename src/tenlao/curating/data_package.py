"""A table as a Frictionless Data Package: sheets that hang together, with their schemas, sizes and checksums.

The descriptor follows Data Package 1.0 (https://specs.frictionlessdata.io/data-package/), and Table Schema 1.0 in it.
Cells hold what the table holds, and no guards against formulas: a package is for programs.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from tenlao.base.resources import bundled_file, content_of
from tenlao.base.vocabulary import KINDS, REGISTRIES, TAGS, WRITINGS
from tenlao.documents.files import write_file
from tenlao.table.model import Entry, Table
from tenlao.table.plain_data import OFFICE_KEYS, entry_data, office_data, source_data

__all__ = ["DESCRIPTOR", "data_package", "write_data_package"]

DESCRIPTOR = "datapackage.json"
# What goes with the bundled table: who may use it, how it is cited, and what has changed.
_BESIDE = ("LICENSE", "CITATION.cff", "CHANGELOG.md")

_Field = Mapping[str, Any]
_Row = Mapping[str, Any]


class _Sheet(NamedTuple):
    """A sheet of the package: its columns, which of them tell a row, and which name rows of other sheets."""

    name: str
    title: str
    fields: Sequence[_Field]
    key: tuple[str, ...] = ()
    refers: Mapping[str, str] = {}


def _field(name: str, description: str, type: str = "string", **constraints: Any) -> _Field:
    field = {"name": name, "type": type, "description": description}
    return {**field, "constraints": constraints} if constraints else field


_ENTRY = _field("entry", "id of the entry", required=True)


def _year(name: str, description: str) -> _Field:
    return _field(name, description, "integer", minimum=1, maximum=9999)


_ENTRY_FIELDS = (
    _field("id", "lasting name of the entry", required=True, unique=True),
    _field("kind", "what it is", required=True, enum=list(KINDS)),
    _field("type", "what it is, finer"),
    _field("role", "office and years, or what it is, for people"),
    _year("born", "year of birth"),
    _year("died", "year of death"),
    _field("province", "id of the province in which a place lies"),
    _field("latin", "the preferred form in Latin letters"),
    _field("vietnamese", "the preferred Vietnamese rendering"),
    _field("lao", "the preferred form in Lao script"),
    *(_field(registry, f"id in another registry: {registry}") for registry in REGISTRIES),
)
# What a line has of an entry besides.
_LISTS = (
    _field("offices", f"objects with {', '.join(OFFICE_KEYS)}", "array"),
    _field("same_name_as", "ids of entries that share the name", "array"),
    _field("forms", "objects with form, writing, tag and sources", "array"),
)
_SHEETS = (
    _Sheet("entries", "People, places and organizations", _ENTRY_FIELDS, ("id",), {"province": "entries"}),
    _Sheet(
        "forms",
        "Spellings of their names, the preferred one of each writing first",
        (
            _ENTRY,
            _field("writing", "the writing", required=True, enum=list(WRITINGS)),
            _field("form", "the spelling, letter by letter", required=True),
            _field("tag", "what is unusual about it", enum=list(TAGS)),
        ),
        ("entry", "writing", "form"),
        {"entry": "entries"},
    ),
    _Sheet(
        "citations",
        "Which page prints which spelling",
        (
            _ENTRY,
            _field("writing", "the writing", required=True, enum=list(WRITINGS)),
            _field("form", "the spelling", required=True),
            _field("source", "id of the page", required=True),
        ),
        ("entry", "writing", "form", "source"),
        {"entry": "entries", "source": "sources"},
    ),
    _Sheet(
        "offices",
        "What persons were, of which places, and when",
        (
            _ENTRY,
            _field("title", "the office", required=True),
            _field("place", "id of the place that it is of"),
            _year("from", "the year in which it began"),
            _year("to", "the year in which it ended"),
            _year("in", "a year in which it was held, where no other is known"),
            _field("circa", "whether the years are only near", "boolean"),
        ),
        (),
        {"entry": "entries", "place": "entries"},
    ),
    _Sheet(
        "namesakes",
        "Entries that share a name",
        (_ENTRY, _field("other", "id of the other entry", required=True)),
        ("entry", "other"),
        {"entry": "entries", "other": "entries"},
    ),
    _Sheet(
        "sources",
        "Pages that print names",
        (
            _field("id", "lasting name of the page", required=True, unique=True),
            _field("publisher", "who published it", required=True),
            _field("date", "the day on which it was published", "date"),
            _field("url", "its address"),
        ),
        ("id",),
    ),
)


def data_package(table: Table, version: str | None = None) -> dict[str, bytes]:
    """Return the files of a package by their names: the sheets as CSV, all of it as JSON Lines, and the descriptor.

    >>> from tenlao.table.model import Entry, Form
    >>> files = data_package(Table((Entry("attapeu", "place", (Form("Attapeu", "latin"),)),)))
    >>> sorted(files)[:4]
    ['citations.csv', 'datapackage.json', 'entries.csv', 'forms.csv']
    >>> files["forms.csv"].decode().splitlines()
    ['entry,writing,form,tag', 'attapeu,latin,Attapeu,']
    """
    rows = _rows(table)
    files = {f"{sheet.name}.csv": _csv(sheet, rows[sheet.name]) for sheet in _SHEETS}
    lines = [json.dumps(entry_data(entry), ensure_ascii=False) + "\n" for entry in table.entries]
    files["names.jsonl"] = "".join(lines).encode()
    resources = [_sheet_resource(sheet, files[f"{sheet.name}.csv"]) for sheet in _SHEETS]
    descriptor = {
        "profile": "data-package",
        "name": "tenlao-names",
        "title": "Lao names in Lao script, Latin romanization and Vietnamese rendering",
        **({"version": version} if version else {}),
        "homepage": "https://tenlao.github.io/tenlao/",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0 International",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "contributors": [{"title": "The tenlao authors", "role": "author"}],
        "keywords": ["Lao", "Vietnamese", "personal names", "romanization", "transliteration", "gazetteer"],
        "resources": [*resources, _lines_resource(files["names.jsonl"])],
    }
    files[DESCRIPTOR] = (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
    return files


def write_data_package(table: Table, folder: str, version: str | None = None) -> None:
    """Write a package into a folder, the descriptor last; with a version, as a release of the bundled table.

    Such a release has with it the licence, how it is cited, and what has changed.

    Raises:
        TenlaoError: a file cannot be written.
    """
    os.makedirs(folder, exist_ok=True)
    files = data_package(table, version)
    if version is not None:
        files = {name: content_of(bundled_file(name)) for name in _BESIDE} | files
    for name, content in files.items():
        write_file(os.path.join(folder, name), content)


def _rows(table: Table) -> Mapping[str, Iterable[_Row]]:
    """The rows of each sheet."""
    entries = table.entries
    return {
        "entries": (entry_data(entry) for entry in entries),
        "forms": (
            {"entry": e.id, "writing": f.writing, "form": f.text, "tag": f.tag}
            for e in entries
            for f in e.forms
        ),
        "citations": (
            {"entry": e.id, "writing": f.writing, "form": f.text, "source": source}
            for e in entries
            for f in e.forms
            for source in f.sources
        ),
        "offices": (
            {"entry": e.id, **office_data(office), "circa": str(office.circa).lower()}
            for e in entries
            for office in e.offices
        ),
        "namesakes": ({"entry": e.id, "other": other} for e in entries for other in e.same_name_as),
        "sources": (source_data(source) for source in table.sources.values()),
    }


def _csv(sheet: _Sheet, rows: Iterable[_Row]) -> bytes:
    stream = io.StringIO(newline="")
    columns = [field["name"] for field in sheet.fields]
    writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode()


def _resource(name: str, title: str, path: str, content: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "title": title,
        "path": path,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _sheet_resource(sheet: _Sheet, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": list(sheet.fields)}
    if sheet.key:
        schema["primaryKey"] = list(sheet.key)
    if sheet.refers:
        schema["foreignKeys"] = list(_references(sheet))
    about = _resource(sheet.name, sheet.title, f"{sheet.name}.csv", content)
    return {**about, "format": "csv", "mediatype": "text/csv", "schema": schema}


def _references(sheet: _Sheet) -> Iterator[dict[str, Any]]:
    for field, other in sheet.refers.items():
        named = "" if other == sheet.name else other  # "" is the sheet itself
        yield {"fields": field, "reference": {"resource": named, "fields": "id"}}


def _lines_resource(content: bytes) -> dict[str, Any]:
    fields = {field["name"]: field for field in (*_ENTRY_FIELDS, *_LISTS)}
    in_order = [fields[key] for key in entry_data(Entry("", "person", ()))]
    about = _resource("names", "All of an entry on a line", "names.jsonl", content)
    media = {"format": "jsonl", "mediatype": "application/jsonl"}
    return {**about, **media, "schema": {"fields": in_order, "primaryKey": ["id"]}}

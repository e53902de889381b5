"""Tables written for other programs: spreadsheets, data pipelines, translators' tools, linked data.

CSV and JSON Lines hold all of a table and can be read back (`tenlao.curating.importers`); the other formats hold what
their readers have a place for. To add a format, write its function here and name it in `EXPORTERS`.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from tenlao.base.characters import fit_for_xml
from tenlao.base.errors import TenlaoError
from tenlao.base.spreadsheets import CONTROL, guarded
from tenlao.base.vocabulary import LANGUAGE_TAGS, REGISTRIES
from tenlao.table.model import Form, Office, Table
from tenlao.table.plain_data import entry_data, office_data, source_data
from tenlao.table.registries import OWN_BASE, REGISTRIES_BY_NAME, uri
from tenlao.text.keys import slug

__all__ = ["COLUMNS", "EXPORTERS", "FORMATS", "export"]

COLUMNS = (
    *("id", "kind", "type", "role", "offices", "born", "died", "province", "same_name_as", *REGISTRIES),
    *("writing", "form", "tag", "sources", "publisher", "date", "url"),
)  # fmt: skip

_BLANKS = re.compile(r"\s+")
_NOT_IN_ADDRESS = re.compile(r"""[\x00-\x20<>"{}|^`\\\x7f-\xa0\ud800-\udfff]""")

_TBX = "urn:iso:std:iso:30042:ed-2"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def export(table: Table, format: str, base: str = OWN_BASE) -> str:
    r"""Return a table in one of `FORMATS`.

    Args:
        table: the table.
        format: one of `FORMATS`.
        base: what the address of each entry begins with, in formats that have addresses (skos).

    >>> from tenlao.table.model import Entry
    >>> table = Table((Entry("attapeu", "place", (Form("Attapeu", "latin"), Form("Attapư", "vietnamese"))),))
    >>> export(table, "omegat")
    'Attapeu\tAttapư\tplace\n'

    Raises:
        TenlaoError: there is no such format, or a library for it is missing.
    """
    try:
        write = EXPORTERS[format]
    except KeyError:
        raise TenlaoError(f'unknown format "{format}"; use one of: {", ".join(FORMATS)}') from None
    return write(table, base)


def _csv(table: Table, base: str) -> str:
    """Write a row for each form, with the details of its entry, then a row of kind "source" for each source.

    It begins with a byte order mark, without which spreadsheets do not take it for UTF-8.
    """
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, restval="")
    writer.writeheader()
    for row in _rows(table):
        writer.writerow({column: guarded(cell) for column, cell in row.items()})
    return "\ufeff" + stream.getvalue()


def _rows(table: Table) -> Iterator[dict[str, str]]:
    for entry in table.entries:
        row = {"id": entry.id, "kind": entry.kind, "type": entry.type or "", "role": entry.role or ""}
        if entry.offices:
            offices = [office_data(office) for office in entry.offices]
            row["offices"] = json.dumps(offices, ensure_ascii=False)
        row |= {key: str(year) for key, year in (("born", entry.born), ("died", entry.died)) if year}
        row |= {"province": entry.province or "", "same_name_as": " ".join(entry.same_name_as)}
        row |= {link.registry: link.id for link in entry.links}
        if not entry.forms:
            yield row
        for form in entry.forms:
            cells = {"writing": form.writing, "form": form.text, "tag": form.tag or ""}
            yield row | cells | {"sources": " ".join(form.sources)}
    for source in table.sources.values():
        cells = {"publisher": source.publisher, "date": source.day or "", "url": source.url or ""}
        yield {"id": source.id, "kind": "source"} | cells


def _jsonl(table: Table, base: str) -> str:
    """Write a line for each entry, then one of kind "source" for each source."""
    items: list[Mapping[str, object]] = [entry_data(entry) for entry in table.entries]
    for source in table.sources.values():
        about = source_data(source)
        items.append({"id": about.pop("id"), "kind": "source", **about})
    return "".join([json.dumps(item, ensure_ascii=False) + "\n" for item in items])


def _tbx(table: Table, base: str) -> str:
    """Write TBX-Basic in its DCA style (ISO 30042:2019): a concept for each entry, a section for each language."""
    ElementTree.register_namespace("", _TBX)
    root = ElementTree.Element(f"{{{_TBX}}}tbx", {"type": "TBX-Basic", "style": "dca", _XML_LANG: "en"})
    description = _under(_under(root, "tbxHeader"), "fileDesc")
    _under(
        _under(description, "titleStmt"),
        "title",
        "Lao names in Lao script, romanization and Vietnamese rendering",
    )
    _under(_under(description, "sourceDesc"), "p", "Exported by tenlao")
    body = _under(_under(root, "text"), "body")
    ids = {entry.id for entry in table.entries}
    for entry in table.entries:
        concept = _under(body, "conceptEntry", id=f"e-{entry.id}")
        _under(concept, "descrip", entry.kind, type="subjectField")
        if entry.role:
            _under(concept, "descrip", entry.role, type="definition")
        for other in entry.same_name_as:
            if other in ids:
                _under(concept, "ref", other, type="crossReference", target=f"e-{other}")
        for link in entry.links:
            name = REGISTRIES_BY_NAME[link.registry].name
            _under(concept, "xref", f"{name} {link.id}", type="externalCrossReference", target=uri(link))
        for writing, language in LANGUAGE_TAGS.items():
            forms = [form for form in entry.forms if form.writing == writing]
            if forms:
                section = _under(concept, "langSec")
                section.set(_XML_LANG, language)
                for form in forms:
                    _term(section, table, form, preferred=form.text == getattr(entry, writing))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n"


def _term(section: ElementTree.Element, table: Table, form: Form, preferred: bool) -> None:
    term = _under(section, "termSec")
    _under(term, "term", form.text)
    if not form.may_be_preferred:
        status = "deprecatedTerm-admn-sts"
    else:
        status = "preferredTerm-admn-sts" if preferred else "admittedTerm-admn-sts"
    _under(term, "termNote", "noun", type="partOfSpeech")
    _under(term, "termNote", status, type="administrativeStatus")
    if not preferred:
        _under(term, "termNote", "variant", type="termType")
    for id in form.sources:
        _under(term, "admin", table.sources[id].cited(), type="source")
    if form.tag:
        _under(term, "note", form.tag)


def _under(
    parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str
) -> ElementTree.Element:
    fit = {key: fit_for_xml(value) for key, value in attributes.items()}
    element = ElementTree.SubElement(parent, f"{{{_TBX}}}{name}", fit)
    element.text = None if text is None else fit_for_xml(text)
    return element


def _omegat(table: Table, base: str) -> str:
    """Write a glossary of OmegaT: each usual Latin or Lao form, the preferred rendering, what it names; by tabs."""
    lines = []
    for entry in table.entries:
        about = ", ".join(filter(None, (entry.kind, entry.role)))
        if entry.vietnamese:
            lines += [
                "\t".join(map(_on_one_line, (form.text, entry.vietnamese, about))) + "\n"
                for form in entry.forms
                if form.writing != "vietnamese" and form.may_be_preferred
            ]
    return "".join(lines)


def _on_one_line(text: str) -> str:
    """Return a text that is one cell of one line."""
    return CONTROL.sub("", _BLANKS.sub(" ", text)).strip()


def _skos(table: Table, base: str) -> str:
    """Write SKOS in Turtle: a concept for each entry; slips and stripped forms are hidden labels."""
    try:
        from rdflib import Graph, Literal, URIRef
        from rdflib.namespace import DCTERMS, RDF, SDO, SKOS
    except ImportError:
        raise TenlaoError('writing SKOS needs rdflib: pip install "tenlao[skos]"') from None
    graph = Graph()
    graph.bind("skos", SKOS)
    graph.bind("dcterms", DCTERMS)
    graph.bind("schema", SDO)

    def address(text: str) -> URIRef:
        return URIRef(_NOT_IN_ADDRESS.sub(lambda found: quote(found[0], errors="replace"), text))

    scheme = address(f"{base}names")
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    for entry in table.entries:
        concept = address(base + entry.id)
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.inScheme, scheme))
        graph.add((concept, SKOS.notation, Literal(entry.id)))
        graph.add((concept, DCTERMS.type, Literal(entry.kind)))
        if entry.role:
            graph.add((concept, SKOS.definition, Literal(fit_for_xml(entry.role), lang="en")))
        for office in entry.offices:
            graph.add((concept, SKOS.scopeNote, Literal(fit_for_xml(str(office)), lang="en")))
            if office.place:
                graph.add((concept, SKOS.related, address(base + office.place)))
        if entry.province:
            graph.add((concept, SKOS.broader, address(base + entry.province)))
        for other in entry.same_name_as:
            graph.add((concept, SKOS.related, address(base + other)))
        for link in entry.links:
            for same in (SKOS.exactMatch, SDO.sameAs):
                graph.add((concept, same, URIRef(uri(link))))
        for form in entry.forms:
            if not form.may_be_preferred:
                label = SKOS.hiddenLabel
            else:
                label = SKOS.prefLabel if form.text == getattr(entry, form.writing) else SKOS.altLabel
            graph.add((concept, label, Literal(fit_for_xml(form.text), lang=LANGUAGE_TAGS[form.writing])))
        for id in entry.sources:
            url = table.sources[id].url
            cited = Literal(fit_for_xml(table.sources[id].cited())) if url is None else address(url)
            graph.add((concept, DCTERMS.source, cited))
    return graph.serialize(format="turtle")


# Kinds of entries and, where it decides, their types, as the schemata of FollowTheMoney; of a territory, its level.
_FTM: Mapping[tuple[str, str | None], tuple[str, str | None]] = {
    ("person", None): ("Person", None),
    ("organization", None): ("Organization", None),
    ("organization", "company"): ("Company", None),
    ("organization", "government"): ("PublicBody", None),
    ("place", "province"): ("Territory", "adm1"),
    ("place", "district"): ("Territory", "adm2"),
    ("place", "capital"): ("Territory", "locality"),
    ("place", "town"): ("Territory", "locality"),
    ("place", "village"): ("Territory", "locality"),
}
_NO_BODY = "ethnic group"
# The types of persons whose offices are posts; those of others are parts in public life, such as an athlete's.
_IN_POSTS = ("politician", "official", "diplomat", "military", "police")


def _ftm(table: Table, base: str) -> str:
    """Write entities of FollowTheMoney, a line of JSON for each.

    It has no schemata for peoples, nor for places that are no territories, such as rivers: these are left out.
    Usual forms are names, the preferred ones first, and aliases; slips and stripped forms are weak aliases. Offices
    are positions, and who held them when are occupancies of these.
    """
    entities: dict[str, dict[str, Any]] = {}
    for entry in table.entries:
        schema = _FTM.get((entry.kind, entry.type)) or _FTM.get((entry.kind, None))
        if schema is None or entry.type == _NO_BODY:
            continue
        preferred = [name for name in (entry.latin, entry.vietnamese, entry.lao) if name]
        sources = [table.sources[id] for id in entry.sources]
        qid = entry.id_in("wikidata")
        properties = {
            "name": preferred or [form.text for form in entry.forms[:1]],
            "alias": [form.text for form in entry.forms if form.may_be_preferred],
            "weakAlias": [form.text for form in entry.forms if not form.may_be_preferred],
            "position" if entry.kind == "person" else "summary": [entry.role] if entry.role else [],
            "level": [schema[1]] if schema[1] else [],
            "country": ["la"],
            "wikidataId": [qid] if qid else [],
            "publisher": [source.publisher for source in sources],
            "sourceUrl": [source.url for source in sources if source.url],
        }
        properties["alias"] = [text for text in properties["alias"] if text not in properties["name"]]
        holder = f"tenlao-{entry.id}"
        entities[holder] = _entity(holder, schema[0], properties)
        for number, office in enumerate(entry.offices if entry.type in _IN_POSTS else (), 1):
            post = f"tenlao-office-{slug(office.title)}"
            entities.setdefault(post, _entity(post, "Position", {"name": [office.title], "country": ["la"]}))
            id = f"{holder}-office-{number}"
            entities[id] = _entity(id, "Occupancy", {"holder": [holder], "post": [post]} | _years(office))
    return "".join([json.dumps(entity, ensure_ascii=False) + "\n" for entity in entities.values()])


def _entity(id: str, schema: str, properties: Mapping[str, list[str]]) -> dict[str, Any]:
    told = {key: list(dict.fromkeys(values)) for key, values in properties.items() if values}
    return {"id": id, "schema": schema, "properties": told}


def _years(office: Office) -> dict[str, list[str]]:
    """Return when an office was held, in dates of FollowTheMoney; years that are only near are told in words."""
    years = {"startDate": office.start, "endDate": office.end, "date": office.year}
    dates = {key: [str(year)] for key, year in years.items() if year and not office.circa}
    return {"summary": [str(office)], **dates}


EXPORTERS: Mapping[str, Callable[[Table, str], str]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "tbx": _tbx,
    "omegat": _omegat,
    "skos": _skos,
    "ftm": _ftm,
}
"""The formats by name: each is a function of a table and of what addresses begin with."""

FORMATS = tuple(EXPORTERS)

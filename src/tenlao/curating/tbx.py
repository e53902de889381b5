"""Rows of TBX-Basic in its DCA style (ISO 30042:2019), as `exporters` writes it.

TBX has no place for types, and cites sources in words: what is read has no types, and new ids for the sources.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

from tenlao.base.errors import TenlaoError
from tenlao.base.vocabulary import LANGUAGE_TAGS, TAGS
from tenlao.curating.draft import source_id
from tenlao.curating.sheets import Row
from tenlao.documents.xml_parts import DEEPEST_NESTING, UnfitError
from tenlao.table.model import Source
from tenlao.table.registries import link_of, together

__all__ = ["tbx_rows"]

_TBX = "{urn:iso:std:iso:30042:ed-2}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_WRITINGS = {language.casefold(): writing for writing, language in LANGUAGE_TAGS.items()}
_CITED = re.compile(
    r"(?P<publisher>.+?)(?:, (?P<date>\d{4}-\d\d-\d\d))?(?:, (?P<url>https?://\S+))?", re.DOTALL
)


def tbx_rows(content: str | bytes, file: str | None) -> Iterator[Row]:
    """Yield the concepts of a TBX file, then the sources that its terms cite.

    Raises:
        TenlaoError: it is no such file.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        root, lines = _parsed(data)
    except UnfitError as error:
        raise TenlaoError(str(error), file) from None
    except expat.ExpatError as error:
        raise TenlaoError(f"is not valid XML: {error}", file, error.lineno) from error
    except (LookupError, ValueError) as error:  # the encoding that it names
        raise TenlaoError(f"is in an encoding that is not read ({error}); save it in UTF-8", file) from error
    if root.tag != f"{_TBX}tbx":
        raise TenlaoError("is not TBX-Basic in its DCA style (ISO 30042:2019)", file)
    sources = _Sources()
    for concept, line in lines.items():
        sources.line = line
        try:
            yield line, _entry(concept, sources)
        except TenlaoError as error:
            raise TenlaoError(error.message, file, line) from None
    for source in sources.by_words.values():
        yield (
            sources.lines[source.id],
            {
                "id": source.id,
                "kind": "source",
                "publisher": source.publisher,
                "date": source.day,
                "url": source.url,
            },
        )


def _parsed(data: bytes) -> tuple[ElementTree.Element, dict[ElementTree.Element, int]]:
    """Return the root of a file, and its concepts with the lines on which they begin, in order."""
    builder = ElementTree.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    lines: dict[ElementTree.Element, int] = {}
    depth = 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST_NESTING:
            raise UnfitError(f"has elements nested more than {DEEPEST_NESTING} deep; export it anew")
        element = builder.start(_named(tag), {_named(name): value for name, value in attributes.items()})
        if element.tag == f"{_TBX}conceptEntry":
            lines[element] = parser.CurrentLineNumber

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_named(tag))

    def refuse(*_: object) -> None:
        raise UnfitError("has a document type, which is not read; remove it")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)
    return builder.close(), lines


def _named(name: str) -> str:
    """Return a name of expat as ElementTree has it."""
    return f"{{{name}" if "}" in name else name


class _Sources:
    """The sources that are cited, by the words that cite them."""

    def __init__(self) -> None:
        self.by_words: dict[str, Source] = {}
        self.lines: dict[str, int] = {}
        self.line = 1  # of the concept that cites them
        self._last: dict[str, int] = {}

    def id_of(self, words: str) -> str:
        if words not in self.by_words:
            self.by_words[words] = self._source(words)
        return self.by_words[words].id

    def _source(self, words: str) -> Source:
        cited = _CITED.fullmatch(words)
        publisher, day, url = cited.group("publisher", "date", "url") if cited else (words, None, None)
        try:
            date = None if day is None else datetime.date.fromisoformat(day)
        except ValueError:
            publisher, date, url = words, None, None
        source = Source("", publisher, url, date)
        name = source_id(source) or "source"
        id, number = name, self._last.get(name, 1)
        while id in self.lines:
            number += 1
            id = f"{name}-{number}"
        self._last[name] = number
        self.lines[id] = self.line
        return Source(id, publisher, url, date)


def _entry(concept: ElementTree.Element, sources: _Sources) -> dict[str, Any]:
    """Return a concept as a row."""
    about = {item.get("type"): _text(item).strip() for item in concept.findall(f"{_TBX}descrip")}
    names = [
        other.get("target", "").removeprefix("e-")
        for other in concept.findall(f"{_TBX}ref")
        if other.get("type") == "crossReference"
    ]
    targets = [other.get("target", "") for other in concept.findall(f"{_TBX}xref")]
    links = [link for link in map(link_of, targets) if link is not None]
    if len(together(links)) < len(set(links)):
        raise TenlaoError("has two ids of one registry (xref); remove one")
    row: dict[str, Any] = {
        "id": concept.get("id", "").removeprefix("e-"),
        "kind": about.get("subjectField") or "person",
        "role": about.get("definition") or None,
        "same_name_as": names,
        "forms": [],
        **{link.registry: link.id for link in links},
    }
    for section in concept.findall(f"{_TBX}langSec"):
        writing = _WRITINGS.get(section.get(_XML_LANG, "").casefold())
        for term in section.findall(f"{_TBX}termSec") if writing else ():
            name, note = (term.find(f"{_TBX}{tag}") for tag in ("term", "note"))
            said = "" if note is None else _text(note).strip()
            row["forms"].append(
                {
                    "form": None if name is None else _text(name).strip(),
                    "writing": writing,
                    "tag": said if said in TAGS else None,
                    "sources": [
                        sources.id_of(_text(cited))
                        for cited in term.findall(f"{_TBX}admin")
                        if cited.get("type") == "source" and _text(cited)
                    ],
                }
            )
    return row


def _text(element: ElementTree.Element) -> str:
    """Return all that is written in an element, whatever marks of it are within."""
    return "".join(element.itertext())

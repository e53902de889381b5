"""Rows of TBX-Basic in its DCA style (ISO 30042:2019), as `exporters` writes it.

TBX has no place for types, and cites sources in words: what is read has no types, and new ids for the sources.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from tenlao.base.errors import TenlaoError
from tenlao.base.vocabulary import LANGUAGE_TAGS, TAGS
from tenlao.curating.draft import source_id
from tenlao.curating.sheets import Row
from tenlao.table.model import Source
from tenlao.table.registries import link_of

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
        root = ElementTree.fromstring(data, ElementTree.XMLParser(target=_WithoutDoctype()))
    except _DoctypeError:
        raise TenlaoError("has a document type, which is not read; remove it", file) from None
    except ElementTree.ParseError as error:
        raise TenlaoError(f"is not valid XML: {error}", file, error.position[0]) from error
    except (LookupError, ValueError) as error:  # the encoding that it names
        raise TenlaoError(f"is in an encoding that is not read ({error}); save it in UTF-8", file) from error
    if root.tag != f"{_TBX}tbx":
        raise TenlaoError("is not TBX-Basic in its DCA style (ISO 30042:2019)", file)
    sources = _Sources()
    for concept in root.iter(f"{_TBX}conceptEntry"):
        yield None, _entry(concept, sources)
    for source in sources.by_words.values():
        yield (
            None,
            {
                "id": source.id,
                "kind": "source",
                "publisher": source.publisher,
                "date": source.day,
                "url": source.url,
            },
        )


class _DoctypeError(Exception):
    """There is a document type, in whatever encoding, and so there may be entities."""


class _WithoutDoctype(ElementTree.TreeBuilder):
    def doctype(self, *_: object) -> None:
        """Refuse a document type."""
        raise _DoctypeError


class _Sources:
    """The sources that are cited, by the words that cite them."""

    def __init__(self) -> None:
        self.by_words: dict[str, Source] = {}

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
        taken = {known.id for known in self.by_words.values()}
        name = source_id(source) or "source"
        id, number = name, 1
        while id in taken:
            number += 1
            id = f"{name}-{number}"
        return Source(id, publisher, url, date)


def _entry(concept: ElementTree.Element, sources: _Sources) -> dict[str, Any]:
    """Return a concept as a row."""
    about = {item.get("type"): (item.text or "").strip() for item in concept.findall(f"{_TBX}descrip")}
    names = [
        other.get("target", "").removeprefix("e-")
        for other in concept.findall(f"{_TBX}ref")
        if other.get("type") == "crossReference"
    ]
    targets = [other.get("target", "") for other in concept.findall(f"{_TBX}xref")]
    row: dict[str, Any] = {
        "id": concept.get("id", "").removeprefix("e-"),
        "kind": about.get("subjectField") or "person",
        "role": about.get("definition") or None,
        "same_name_as": names,
        "forms": [],
        **{link.registry: link.id for link in map(link_of, targets) if link is not None},
    }
    for section in concept.findall(f"{_TBX}langSec"):
        writing = _WRITINGS.get(section.get(_XML_LANG, "").casefold())
        for term in section.findall(f"{_TBX}termSec") if writing else ():
            note = (term.findtext(f"{_TBX}note") or "").strip()
            row["forms"].append(
                {
                    "form": term.findtext(f"{_TBX}term"),
                    "writing": writing,
                    "tag": note if note in TAGS else None,
                    "sources": [
                        sources.id_of(cited.text or "")
                        for cited in term.findall(f"{_TBX}admin")
                        if cited.get("type") == "source" and cited.text
                    ],
                }
            )
    return row

"""Mentions as annotations of the web: a line of JSON-LD for each, by the W3C's Web Annotation Data Model.

https://www.w3.org/TR/annotation-model/ tells what an annotation is. Its positions count what readers see, in code
points: where a document has markup, not the places in its file that `standoff` counts.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from itertools import accumulate, compress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tenlao.base.errors import TenlaoError
from tenlao.base.vocabulary import LANGUAGE_TAGS, WRITINGS
from tenlao.documents.files import STANDARD_STREAM
from tenlao.documents.formats import read_document
from tenlao.documents.text import JOINER
from tenlao.pipeline.standoff import mentions_data
from tenlao.table.registries import OWN_BASE, uri

if TYPE_CHECKING:
    from tenlao.documents.formats import Document
    from tenlao.gazetteer import Gazetteer

__all__ = ["annotation_lines"]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_GENERATOR = {"id": "https://github.com/tenlao/tenlao", "type": "Software", "name": "tenlao"}
_AROUND = 32  # characters before and after, by which a passage is found again in a text that changed


def annotation_lines(
    names: Gazetteer,
    file: str,
    kind: str | None = None,
    encoding: str | None = None,
    *,
    source: str | None = None,
) -> Iterator[str]:
    """Read a document and give the mentions in it as annotations that identify who or what is named.

    The bodies are the entry, what other registries call the same, and a tag with the name; where the text does not
    tell which of several entries of one name is meant, the entries are a choice.

    Args:
        names: the names to find.
        file: the document.
        kind: what kind of document it is, if its name does not tell.
        encoding: its encoding, if it does not tell.
        source: the address by which annotations speak of the document; that of the file if it is not given.

    Raises:
        TenlaoError: the document cannot be read, or it is standard input and no address is given.
    """
    if source is None and file == STANDARD_STREAM:
        raise TenlaoError("has no address; give one for the annotations", "standard input")
    document = read_document(file, kind, encoding)
    return _annotations(names, document, source or Path(os.path.abspath(file)).as_uri())


def _annotations(names: Gazetteer, document: Document, address: str) -> Iterator[str]:
    text, offsets = _as_counted(document)
    for data in mentions_data(names, document):
        start, end = offsets[data["start"]], offsets[data["end"]]
        annotation = {
            "@context": _CONTEXT,
            "id": uuid.uuid5(uuid.NAMESPACE_URL, f"{address}#char={start},{end}").urn,
            "type": "Annotation",
            "motivation": "identifying",
            "generator": _GENERATOR,
            "body": _bodies(names, [data["id"], *data.get("ambiguous", ())]),
            "target": {"source": address, "selector": _selectors(text, start, end)},
        }
        yield json.dumps(annotation, ensure_ascii=False)


def _as_counted(document: Document) -> tuple[str, list[int]]:
    """Return the text in which positions count, and for each place in that of the document the position there.

    A plain text, Markdown too, is as it stands in the file; of other documents, what stands for markup is left out.
    """
    text, source = document.text, document.source
    if source is not None and document.kind != "html":
        return source, list(range(len(source) + 1))
    seen = [
        (source is not None and source[at] == character)
        or character not in (JOINER if source is None else JOINER + "\n")
        for at, character in enumerate(text)
    ]
    return "".join(compress(text, seen)), list(accumulate(seen, initial=0))


def _bodies(names: Gazetteer, ids: list[str]) -> Any:
    """Return the bodies of an annotation that identifies one of some entries."""
    entries = [names.entry(id) for id in ids]
    if len(entries) > 1:
        return {"type": "Choice", "items": [OWN_BASE + entry.id for entry in entries]}
    (entry,) = entries
    writing = next(writing for writing in WRITINGS if any(form.writing == writing for form in entry.forms))
    tag = {
        "type": "TextualBody",
        "purpose": "tagging",
        "value": getattr(entry, writing) or entry.forms[0].text,
        "format": "text/plain",
        "language": LANGUAGE_TAGS[writing],
    }
    return [OWN_BASE + entry.id, *map(uri, entry.links), tag]


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Return how a passage is found: by its place, and in a text that changed by its words and those around it."""
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(start - _AROUND, 0) : start],
        "suffix": text[end : end + _AROUND],
    }
    return [{"type": "TextPositionSelector", "start": start, "end": end}, quote]

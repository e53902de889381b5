"""Mentions kept apart from the text in which they stand: a line of JSON for each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tenlao.base.vocabulary import WRITINGS
from tenlao.documents.formats import read_document
from tenlao.documents.text import JOINER
from tenlao.styles.options import AS_USUAL, StyleOptions
from tenlao.styles.preferred_forms import PreferredForms
from tenlao.styles.suggesting import suggested_in
from tenlao.text.offsets import without_joiners

if TYPE_CHECKING:
    from tenlao.documents.formats import Document
    from tenlao.gazetteer import Gazetteer
    from tenlao.mentions.finder import Mention

__all__ = ["mention_data", "mention_lines", "mentions_data", "mentions_in"]


def mentions_in(names: Gazetteer, text: str) -> list[Mention]:
    """Return the mentions in the text of a document, which may have word joiners for markup.

    >>> from tenlao import load
    >>> [(m.start, m.end) for m in mentions_in(load(), "So\u2060\u2060\u2060nexay Siphandone\u2060\u2060")]
    [(0, 21)]
    """
    visible = without_joiners(text)
    mentions = []
    for mention in names.find(visible.text):
        start, end = visible.start(mention.start), visible.end(mention.end)
        mentions.append(replace(mention, start=start, end=end, text=text[start:end]))
    return mentions


def mention_data(mention: Mention, forms: PreferredForms | None = None) -> dict[str, Any]:
    """Return what there is to say of a mention, with the printed forms of its name in the three writings if asked.

    The score is rounded to one decimal. Where the text does not tell which of several entries of one name is meant,
    the ids of the others are given, too. A rendering that is set in the typography of the house has beside it
    what its source prints, "vietnamese_as_printed".

    >>> from tenlao import load
    >>> mention_data(load().find("Ông Xỏn-xay Xỉ-phăn-đon")[0])["id"]
    'sonexay-siphandone'
    """
    match = mention.match
    entry = match.entry
    data: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "id": entry.id,
        "kind": entry.kind,
        "score": round(match.score, 1),
        "match": match.kind,
    }
    if mention.others:
        data["ambiguous"] = [other.entry.id for other in mention.others]
    if forms is None:
        return data
    data |= {writing: forms.printed(entry, writing) for writing in WRITINGS}
    if (attested := forms.attested(entry, "vietnamese")) != data["vietnamese"]:
        data["vietnamese_as_printed"] = attested
    return data


def mention_lines(
    names: Gazetteer,
    file: str,
    kind: str | None = None,
    encoding: str | None = None,
    *,
    with_file: bool = False,
    with_forms: bool = False,
    options: StyleOptions = AS_USUAL,
    unknown: bool = False,
) -> list[str]:
    """Return the mentions in a document as lines of JSON. The file can be named in each.

    Offsets count code points of the document's `text`, which is as long as the file where that is a text; the words
    of a mention are without what stands there for markup (U+2060).

    With `unknown`, the Lao persons who are in no table have lines, too, with a rendering that is marked as suggested.

    Raises:
        TenlaoError: the document cannot be read, or the table cites no such publisher.
    """
    document = read_document(file, kind, encoding)
    found = mentions_data(names, document, with_forms=with_forms, options=options, unknown=unknown)
    named: dict[str, Any] = {"file": file} if with_file else {}
    return [json.dumps(named | data, ensure_ascii=False) for data in found]


def mentions_data(
    names: Gazetteer,
    document: Document,
    *,
    with_forms: bool = False,
    options: StyleOptions = AS_USUAL,
    unknown: bool = False,
) -> list[dict[str, Any]]:
    """Return what there is to say of the mentions in a document, in text order; see `mention_lines`.

    Raises:
        TenlaoError: the table cites no such publisher.
    """
    forms = PreferredForms(names.sources, options.prefer, options.provinces) if with_forms else None
    text = document.text
    found = []
    unknown = unknown or bool(options.suggest)
    seen: set[str] = set()
    for mention in mentions_in(names, text):
        id = mention.match.entry.id
        if mention.match.score >= options.min_score and (options.every is not False or id not in seen):
            seen.add(id)
            data = mention_data(mention, forms)
            if options.suggest and not mention.match.entry.vietnamese:
                data["suggested"] = suggested_in(names, "vietnamese", mention.match.entry, options.suggest)
            found.append(data)
    if unknown:
        found += _unlisted_data(names, text)
        found.sort(key=lambda data: data["start"])
    for data in found:
        data["text"] = _as_seen(document, data["start"], data["end"])
    return found


def _as_seen(document: Document, start: int, end: int) -> str:
    """Return a stretch of a document as its readers see it: without what its text has in place of markup."""
    text, source = document.text, document.source
    return "".join(
        [
            text[place]
            for place in range(start, end)
            if text[place] != JOINER or (source is not None and source[place] == JOINER)
        ]
    )


def _unlisted_data(names: Gazetteer, text: str) -> Iterator[dict[str, Any]]:
    """Give what there is to say of the Lao persons in a text who are in no table."""
    from tenlao.rendering.suggestions import suggested

    visible = without_joiners(text)
    for name in names.unlisted(visible.text):
        start, end = visible.start(name.start), visible.end(name.end)
        yield {
            "start": start,
            "end": end,
            "text": text[start:end],
            "id": None,
            "kind": "person",
            "score": None,
            "match": "unknown",
            "suggested": suggested(names, name.text),
        }

"""Mentions kept apart from the text in which they stand: a line of JSON for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from heapq import merge
from typing import TYPE_CHECKING, Any

from tenlao.base.batches import alongside
from tenlao.base.vocabulary import WRITINGS
from tenlao.documents.formats import is_plain_text, read_document, read_lines
from tenlao.documents.text import JOINER
from tenlao.mentions.windows import Window, windows
from tenlao.styles.options import AS_USUAL, StyleOptions
from tenlao.styles.preferred_forms import PreferredForms
from tenlao.styles.suggesting import suggested_in
from tenlao.text.offsets import without_joiners

if TYPE_CHECKING:
    from tenlao.documents.formats import Document
    from tenlao.gazetteer import Gazetteer
    from tenlao.mentions.mention import Mention
    from tenlao.text.offsets import OffsetMap

__all__ = ["mention_data", "mention_lines", "mentions_data", "mentions_in"]


def mentions_in(names: Gazetteer, text: str) -> Iterator[Mention]:
    """Give the mentions in the text of a document, which may have word joiners for markup.

    >>> from tenlao import load
    >>> [(m.start, m.end) for m in mentions_in(load(), "So\u2060\u2060\u2060nexay Siphandone\u2060\u2060")]
    [(0, 21)]
    """
    visible = without_joiners(text)
    return _in_whole_text(names.find(visible.text), visible, text)


def _in_whole_text(mentions: Iterable[Mention], visible: OffsetMap, text: str) -> Iterator[Mention]:
    """Give mentions in what is visible of a text as those in the text."""
    for mention in mentions:
        start, end = visible.start(mention.start), visible.end(mention.end)
        yield replace(mention, start=start, end=end, text=text[start:end])


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
    workers: int = 1,
) -> Iterator[str]:
    """Read a document and give the mentions in it as lines of JSON. The file can be named in each.

    Offsets count code points of the document's `text`, which is as long as the file where that is a text; the words
    of a mention are without what stands there for markup (U+2060).

    With `unknown`, the Lao persons who are in no table have lines, too, with a rendering that is marked as suggested.

    A plain text may be of any length if these are not wanted: it is read some paragraphs at a time, and `workers`
    processes may work on a long one (0: as many as there are processors).

    Raises:
        TenlaoError: the document cannot be read, or the table cites no such publisher.
    """
    named: dict[str, Any] = {"file": file} if with_file else {}
    unknown = unknown or bool(options.suggest)
    if not unknown and is_plain_text(file, kind):
        forms = _forms(names, options) if with_forms else None
        mentions = _mentions_by_window(names, read_lines(file, encoding), workers)
        data = _mentions_data(names, mentions, forms, options)
    else:
        document = read_document(file, kind, encoding)
        data = mentions_data(names, document, with_forms=with_forms, options=options, unknown=unknown)
    return (json.dumps(named | item, ensure_ascii=False) for item in data)


def mentions_data(
    names: Gazetteer,
    document: Document,
    *,
    with_forms: bool = False,
    options: StyleOptions = AS_USUAL,
    unknown: bool = False,
) -> Iterator[dict[str, Any]]:
    """Give what there is to say of the mentions in a document, in text order; see `mention_lines`.

    Raises:
        TenlaoError: the table cites no such publisher.
    """
    forms = _forms(names, options) if with_forms else None
    found = _data_of(names, document.text, forms, options, unknown=unknown or bool(options.suggest))
    return (data | {"text": _as_seen(document, data["start"], data["end"])} for data in found)


def _forms(names: Gazetteer, options: StyleOptions) -> PreferredForms:
    return PreferredForms(names.sources, options.prefer, options.provinces)


def _mentions_by_window(names: Gazetteer, pieces: Iterable[str], workers: int) -> Iterator[Mention]:
    """Give the mentions in a plain text, of which some is in memory at a time."""
    find = names.finder.find_in_windows
    for window, mentions in alongside(windows(pieces), lambda read: find(_visible(read), workers)):
        for mention in _in_whole_text(mentions, without_joiners(window.text), window.text):
            yield replace(mention, start=mention.start + window.offset, end=mention.end + window.offset)


def _visible(windows: Iterable[Window]) -> Iterator[Window]:
    """Give windows on a text as windows on what is visible of it."""
    missing = 0
    last = Window("", 0, 0, 0)
    for window in windows:
        missing += last.text[: window.offset - last.offset].count(JOINER)
        text, begin, end, offset = last = window
        if JOINER in text:
            begin, end = (place - text.count(JOINER, 0, place) for place in (begin, end))
            text = text.replace(JOINER, "")
        yield Window(text, begin, end, offset - missing)


def _data_of(
    names: Gazetteer, text: str, forms: PreferredForms | None, options: StyleOptions, *, unknown: bool
) -> Iterator[dict[str, Any]]:
    """Give what there is to say of the mentions in a text, and of Lao persons in no table if they are asked for."""
    visible = without_joiners(text)
    found = names.find(visible.text)
    mentions = _mentions_data(names, _in_whole_text(found, visible, text), forms, options)
    if not unknown:
        return mentions
    return merge(mentions, _unlisted_data(names, visible, text, found), key=lambda data: data["start"])


def _mentions_data(
    names: Gazetteer, mentions: Iterable[Mention], forms: PreferredForms | None, options: StyleOptions
) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for mention in mentions:
        id = mention.match.entry.id
        if mention.match.score >= options.min_score and (options.every is not False or id not in seen):
            seen.add(id)
            data = mention_data(mention, forms)
            if options.suggest and not mention.match.entry.vietnamese:
                data["suggested"] = suggested_in(names, "vietnamese", mention.match.entry, options.suggest)
            yield data


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


def _unlisted_data(
    names: Gazetteer, visible: OffsetMap, text: str, mentions: Sequence[Mention]
) -> Iterator[dict[str, Any]]:
    """Give what there is to say of Lao persons in a text who are in no table; mentions count in what is visible."""
    from tenlao.mentions.unlisted import unlisted_names
    from tenlao.rendering.suggestions import suggested

    for name in unlisted_names(names.index, names.likeness, visible.text, mentions):
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

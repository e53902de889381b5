"""The style of web pages: each mention is marked with the entry that it means, its score and its writings."""

from __future__ import annotations

import html
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tenlao.base.vocabulary import WRITINGS
from tenlao.styles.outcome import Annotation
from tenlao.styles.preferred_forms import PreferredForms
from tenlao.styles.suggesting import suggested_in
from tenlao.text.edits import Edit
from tenlao.text.offsets import JOINERS, OffsetMap, without_joiners

if TYPE_CHECKING:
    from tenlao.matching.score import Match
    from tenlao.styles.linker import Linker
    from tenlao.styles.options import StyleOptions

__all__ = ["marks"]

# A mark exactly as it is written here; no markup stands in one.
_MARK = re.compile(
    r'(?P<open><mark data-entry="(?P<id>[^"<>]*)" data-score="\d+\.\d" title="[^"<>]*"'
    r'(?: data-suggested="[^"<>]*")?>)[^<>]*(?P<close></mark>)'
)
_ESCAPED = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_IS_ESCAPED = re.compile("|".join(_ESCAPED))
_TO_ESCAPE = re.compile(r"&(?!(?:#\d+|#[xX][\da-fA-F]+|\w+);)|[<>]")
# What the text of a document has for markup, and the references to characters, of which it has the first in place.
_SHOWN_FOR_MARKUP = "\u2060\n"
_REFERENCE = re.compile(r"&#?\w+;?")


def marks(
    linker: Linker, text: str, forms: PreferredForms, options: StyleOptions, source: str | None
) -> Annotation:
    """Return the edits that mark first or all mentions of a text in its HTML or Markdown source.

    The text is as long as the source, and shows where there is markup; see `tenlao.documents.formats`. Without a
    source, the text is to become a piece of HTML: its &, < and > are escaped, unless they are already.

    Marks of just the kind that is written here are set aside before mentions are sought, as all markup is, so
    what has been marked is found as it was before and not marked again.
    """
    suggest = options.suggest
    markup = text if source is None else source
    there = list(_MARK.finditer(markup))
    if source is None:
        left, edits = _as_html(text, there)
    else:
        left, edits = without_joiners(text), []
    taken = [mark.span() for mark in there]
    done = {html.unescape(mark["id"]) for mark in there}
    mentions = linker.find(left.text)
    forms = forms.in_one_text(mentions)
    for mention in mentions:
        start, end = left.start(mention.start), left.end(mention.end)
        id = mention.match.entry.id
        if (
            mention.match.score < options.min_score
            or (options.every is False and id in done)
            or _overlaps(taken, start, end)
        ):
            continue
        done.add(id)
        suggested = suggested_in(linker, "vietnamese", mention.match.entry, suggest) if suggest else None
        opening = _opening(mention.match, forms, suggested)
        for first, last in _pieces(text, markup, start, end):
            if old := markup[first:last].strip():
                first += markup[first:last].find(old)
                # What is marked often is kept once.
                new = sys.intern(f"{opening}{old}</mark>")
                edits.append(Edit(first, first + len(old), sys.intern(old), new))
    return Annotation(sorted(edits, key=lambda edit: edit.start), [])


def _as_html(text: str, there: Sequence[re.Match[str]]) -> tuple[OffsetMap, list[Edit]]:
    """Return what a browser would show of a piece of HTML with some marks, and edits that escape what is to be."""
    tags = [mark.span(tag) for mark in there for tag in ("open", "close")]
    pieces = [(start, end, "") for start, end in tags]
    pieces += [(m.start(), m.end(), "") for m in _outside(tags, JOINERS.finditer(text))]
    pieces += [(m.start(), m.end(), _ESCAPED[m[0]]) for m in _outside(tags, _IS_ESCAPED.finditer(text))]
    unescaped = _outside(tags, _TO_ESCAPE.finditer(text))
    escapes = [Edit(m.start(), m.end(), m[0], html.escape(m[0])) for m in unescaped]
    return OffsetMap(text, sorted(pieces)), escapes


def _outside(spans: Sequence[tuple[int, int]], found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Give what is found outside some spans; both are in text order."""
    ends = [end for _, end in spans]
    for m in found:
        following = bisect_right(ends, m.start())
        if following == len(spans) or m.end() <= spans[following][0]:
            yield m


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a place overlaps one of some spans, which are in text order."""
    following = bisect_right(spans, start, key=lambda span: span[1])
    return following < len(spans) and spans[following][0] < end


def _pieces(text: str, markup: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the pieces of a name between markup, so that a mark never spans an end of another element."""
    first = at = start
    while at < end:
        if text[at] == markup[at]:
            at += 1
        elif reference := _REFERENCE.match(markup, at):
            at = min(reference.end(), end)
        else:
            yield first, at
            while at < end and text[at] != markup[at] and text[at] in _SHOWN_FOR_MARKUP:
                at += 1
            first = at
    yield first, end


def _opening(match: Match, forms: PreferredForms, suggested: str | None) -> str:
    """Return the tag that opens a mark, with a rendering that nobody has printed if one is suggested."""
    entry = match.entry
    writings = [forms.printed(entry, writing) for writing in WRITINGS]
    title = " · ".join(filter(None, (*writings, entry.role)))
    said = f'data-entry="{html.escape(entry.id)}" data-score="{match.score:.1f}" title="{html.escape(title)}"'
    return f'<mark {said} data-suggested="{html.escape(suggested)}">' if suggested else f"<mark {said}>"

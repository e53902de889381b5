"""Review of OpenDocument texts: edits as tracked changes (`text:changed-region`), remarks as comments.

What is deleted is kept apart, before the text. LibreOffice puts it back in the formatting of the letter before its
place: so a change stands only where that is the formatting that it had, or after what takes its place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from typing import Final

from tenlao.base.characters import fit_for_xml, in_xml
from tenlao.documents.changes import Change, Changes
from tenlao.documents.odt_text import OdtText, Written, written
from tenlao.documents.odt_xml import Layout
from tenlao.documents.packed import Piece, Replacement
from tenlao.documents.reviewing import Left, Remark, Reviewed, Reviewer, minimal
from tenlao.documents.text import exact, word_by_word
from tenlao.documents.xml_parts import name_of_tag
from tenlao.text.edits import Edit

__all__ = ["commented", "tracked"]

_NAMESPACES = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_ID = re.compile(rb"""\s(?:xml|text):id\s*=\s*(?:"[^"]*"|'[^']*')""")
_PAGE_BREAK = re.compile(rb"<[^<>]*:soft-page-break\s*/>")
_AROUND: Final = "where something else stands between its letters"
_MIXED: Final = "where its letters differ in formatting"
_AFTER_OTHER: Final = "right after text in other formatting"
_NO_PLACE: Final = "in a text box that stands in no paragraph"
_IN_MARGIN: Final = "in a header or footer, where LibreOffice has no comments"


class _Names:
    """Names for changes or comments that nothing in a document has yet."""

    def __init__(self, document: OdtText, stem: str) -> None:
        taken = {id for layout in document.layouts for id in layout.ids}
        self._free = (name for n in count(1) if (name := f"{stem}{n}") not in taken)

    def __call__(self) -> str:
        """Return a name, and never again."""
        return next(self._free)


def tracked(document: OdtText, edits: Sequence[Edit], reviewer: Reviewer) -> Reviewed:
    """Return what makes edits as tracked changes, and where none can be made."""
    made, left = [], []
    for edit in edits:
        why = next((why for why, _, _ in _obstacles(document, _written(document, [edit]))), "")
        if why:
            left.append(Left(edit.start, edit.end, why))
        else:
            made.append(edit)
    parts = _written(document, made)
    # Edits that meet are made as one, which may be more than can be.
    obstacles = _obstacles(document, parts)
    for why, start, end in obstacles:
        left += [Left(edit.start, edit.end, why) for edit in made if edit.start <= end and start <= edit.end]
        made = [edit for edit in made if edit.start > end or start > edit.end]
    names = _Names(document, "tenlao")
    changes: defaultdict[int, Changes] = defaultdict(Changes)
    # What is kept apart of the changes of each text, and after what and before what it stands.
    ends: dict[tuple[int, int], Change] = {}
    for part in _written(document, made) if obstacles else parts:
        for number, change, story, regions in _tracked(document, part, names, reviewer):
            if (number, story) not in ends:
                begin, ends[number, story] = _around_regions(document, number, story)
                changes[number].add(begin)
            at = ends[number, story].start
            changes[number].extend(Change(at, at, region) for region in regions)
            changes[number].add(change)
        for number, change in document.collapsed_after(part):
            changes[number].add(change)
    del parts  # what is written next takes many times the document
    for (number, _), after in ends.items():
        changes[number].add(after)
    return Reviewed(*document.rewritten(changes), made, left)


def _written(document: OdtText, edits: Sequence[Edit]) -> list[Written]:
    """Return edits as they are written: no more than is needed of each, and those that meet as one."""
    return list(document.as_written(_least(document, edits)))


def _obstacles(document: OdtText, edits: Sequence[Written]) -> list[tuple[str, int, int]]:
    """Return why edits cannot be tracked changes, and from where to where."""
    return [
        (why, min(r.first for r in edit.replaced), max(r.last for r in edit.replaced))
        for edit in edits
        if (why := _obstacle(document, edit))
    ]


def _least(document: OdtText, edits: Sequence[Edit]) -> Iterator[tuple[int, int, str]]:
    """Give edits: whole where they stand in one formatting, without words at the ends that stay, or word by word.

    So a name is not accepted by half where that can be helped.
    """
    for edit in edits:
        replaced = list(document.replacements(edit.start, edit.end, edit.new))
        pieces = [document.pieces[replacement.number] for replacement in replaced]
        chains = {document.layouts[piece.part].chains[piece.run] for piece in pieces}
        is_whole = len(chains) == 1 and not _has_gaps(document, pieces)
        is_one = len(pieces) == 1 and document.is_text(pieces[0])
        for start, end, new in (
            exact([edit], document.text) if is_whole else word_by_word([edit], document.text)
        ):
            before, after = minimal(document.text[start:end], new) if is_one else (0, 0)
            if start + before < end - after or before + after < len(new):
                yield start + before, end - after, new[before : len(new) - after]


def _has_gaps(document: OdtText, pieces: Sequence[Piece]) -> bool:
    """Tell whether something stands between pieces besides the ends of pages."""
    xml = document.parts[pieces[0].part].xml
    gaps = pairwise(sorted(pieces, key=lambda piece: piece.first))
    return any(b"<" in _PAGE_BREAK.sub(b"", xml[one.last : other.first]) for one, other in gaps)


def _obstacle(document: OdtText, edit: Written) -> str:
    """Return why an edit cannot be a tracked change, if it cannot."""
    pieces = [document.pieces[replacement.number] for replacement in edit.replaced]
    layout = document.layouts[pieces[0].part]
    deleted = [r for r in edit.replaced if r.first < r.last]
    chains = [layout.chains[piece.run] for piece in pieces]
    if deleted:
        why = next((chain.obstacle for chain in chains if chain.obstacle), "")
        if why:
            return why
        if len({(chain.paragraph, chain.inline) for chain in chains}) > 1:
            return _MIXED
        if _has_gaps(document, pieces):
            return _AROUND
        if not any(replacement.new for replacement in edit.replaced):
            before = document.pieces[deleted[0].number - 1] if deleted[0].number else None
            is_at_start = deleted[0].first == pieces[0].start
            if is_at_start and before and before.part == pieces[0].part:
                other = layout.chains[before.run]
                is_around = chains[0].inline[: len(other.inline)] == other.inline
                if other.paragraph == chains[0].paragraph and not is_around:
                    return _AFTER_OTHER
    return ""


def _tracked(
    document: OdtText, edit: Written, names: _Names, reviewer: Reviewer
) -> Iterator[tuple[int, Change, int, list[bytes]]]:
    """Give what an edit changes: the part, the change, the text that it is in by number, and what is kept apart."""
    new = next((r for r in edit.replaced if r.new), None)
    deleted = [r for r in edit.replaced if r.first < r.last]
    host = new or deleted[0]
    piece = document.pieces[host.number]
    layout = document.layouts[piece.part]
    prefix = document.prefix_at(piece)
    regions: list[bytes] = []
    marks = b""
    if new:
        text = written(new.new, prefix, edit.after_blank, edit.at_end)
        id = names()
        regions.append(_region(layout, id, "insertion", reviewer, b""))
        marks += _mark(layout, "change-start", id) + text + _mark(layout, "change-end", id)
    if deleted:
        id = names()
        regions.append(_region(layout, id, "deletion", reviewer, _kept(document, deleted)))
        marks += _mark(layout, "change", id)
    story = layout.chains[piece.run].story
    for replacement in edit.replaced:
        of = document.pieces[replacement.number]
        first, last = of.place(replacement.first), of.place(replacement.last)
        if replacement is host:
            yield of.part, Change(first, last, marks), story, regions
        elif first < last:
            yield of.part, Change(first, last, b""), story, []


def _kept(document: OdtText, deleted: Sequence[Replacement]) -> bytes:
    """Return a paragraph with what is deleted, in the elements in which it stood."""
    piece = document.pieces[deleted[0].number]
    xml = document.parts[piece.part].xml
    chain = document.layouts[piece.part].chains[piece.run]
    tags = [_ID.sub(b"", xml[slice(*tag)]) for tag in (chain.paragraph, *chain.inline)]
    prefix = document.prefix_at(piece)
    content = []
    after_blank = True
    for replacement in deleted:
        of = document.pieces[replacement.number]
        at_end = replacement is deleted[-1]
        if document.is_text(of):
            shown = document.text[replacement.first : replacement.last]
            content.append(written(shown, prefix, after_blank, at_end))
            after_blank = shown.endswith(" ")
        else:
            content.append(xml[of.first : of.last])
            after_blank = False
    closing = [b"</%s>" % name_of_tag(tag, 0) for tag in reversed(tags)]
    return b"".join([*tags, *content, *closing])


def _declared(layout: Layout, *prefixes: str) -> bytes:
    """Return the declarations of namespaces whose usual prefixes a part does not have."""
    lacking = [prefix for prefix in prefixes if prefix not in layout.declared]
    return "".join(f' xmlns:{prefix}="{_NAMESPACES[prefix]}"' for prefix in lacking).encode()


def _mark(layout: Layout, name: str, id: str) -> bytes:
    return b'<text:%s%s text:change-id="%s"/>' % (name.encode(), _declared(layout, "text"), id.encode())


def _information(reviewer: Reviewer) -> bytes:
    author, date = in_xml(reviewer.written_author), reviewer.written_date
    return f"<dc:creator>{author}</dc:creator><dc:date>{date}</dc:date>".encode()


def _region(layout: Layout, id: str, kind: str, reviewer: Reviewer, content: bytes) -> bytes:
    """Return what is kept apart of a change."""
    information = b"<office:change-info>%s</office:change-info>" % _information(reviewer)
    return (
        b'<text:changed-region%s xml:id="%s" text:id="%s"><text:%s>%s%s</text:%s></text:changed-region>'
        % (
            _declared(layout, "text", "office", "dc"),
            id.encode(),
            id.encode(),
            kind.encode(),
            information,
            content,
            kind.encode(),
        )
    )


def _around_regions(document: OdtText, number: int, story: int) -> tuple[Change, Change]:
    """Return what stands before and after what is added to what is kept apart of the changes of a text."""
    layout = document.layouts[number]
    at, end, has_element = layout.stories[story]
    if not has_element:
        # Whether changes to come are tracked stays as it was: they are not.
        tag = b'<text:tracked-changes%s text:track-changes="false">' % _declared(layout, "text")
        return Change(at, at, tag), Change(at, at, b"</text:tracked-changes>")
    if at == end:
        return Change(at, at, b""), Change(at, at, b"")
    tag = document.parts[number].xml[at:end]
    return Change(at, end, tag[:-2] + b">"), Change(end, end, b"</%s>" % name_of_tag(tag, 0))


def commented(document: OdtText, remarks: Sequence[Remark], reviewer: Reviewer) -> Reviewed:
    """Return what sets remarks as comments, and where none can be set.

    A remark on a note or a text box is set where that stands in its paragraph.
    """
    names = _Names(document, "tenlao-remark")
    have = {*_texts_at(document)}
    changes: defaultdict[int, Changes] = defaultdict(Changes)
    left = []
    for remark in remarks:
        text = fit_for_xml(remark.text)
        ends = document.pieces.ends(remark.start, remark.end)
        if ends is None:
            left.append(Left(remark.start, remark.end, "where no text is"))
            continue
        first, last = ends
        layout = document.layouts[first.part]
        outer = layout.chains[first.run].outer
        if document.is_in_margin(first) or outer == -1:
            why = _IN_MARGIN if document.is_in_margin(first) else _NO_PLACE
            left.append(Left(remark.start, remark.end, why))
            continue
        if (_plain(text), remark.start if outer is None else None) in have:
            continue
        name = names()
        begin = _annotation(layout, name, text, reviewer, with_end=outer is None)
        if outer is None:
            end = b'<office:annotation-end%s office:name="%s"/>' % (
                _declared(layout, "office"),
                name.encode(),
            )
            start, stop = first.place(remark.start), last.place(remark.end)
            changes[first.part].extend((Change(start, start, begin), Change(stop, stop, end)))
        else:
            changes[first.part].add(Change(outer, outer, begin))
    return Reviewed(*document.rewritten(changes), (), left)


def _annotation(layout: Layout, name: str, text: str, reviewer: Reviewer, *, with_end: bool) -> bytes:
    """Return a comment with a paragraph for each line; one with an end is on the text up to there."""
    named = b' office:name="%s"' % name.encode() if with_end else b""
    paragraphs = [b"<text:p>%s</text:p>" % written(line, b"text:", True, True) for line in text.split("\n")]
    return b"<office:annotation%s%s>%s%s</office:annotation>" % (
        _declared(layout, "office", "text", "dc"),
        named,
        _information(reviewer),
        b"".join(paragraphs),
    )


def _plain(text: str) -> str:
    """Return a text without blanks, as comments are compared: some are written as elements."""
    return "".join(text.split())


def _texts_at(document: OdtText) -> Iterator[tuple[str, int | None]]:
    """Give the texts of comments with the offsets where they begin, and also without."""
    # The body comes first, and there are none in headers and footers.
    for text, offset in document.layouts[0].comments:
        yield _plain(text), offset
        yield _plain(text), None

"""Word documents (.docx): their paragraphs as text, and edits of it in the runs in which the text stands.

The XML is read for where things are (`word_xml`) and then changed at these places only, so all formatting stays.
"""

from __future__ import annotations

import functools
import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from tenlao.base.errors import TenlaoError
from tenlao.documents.changes import Change, changed, restore_data
from tenlao.documents.encodings import Encoding, decode, refuse_garbled
from tenlao.documents.text import word_by_word
from tenlao.documents.word_xml import (
    BLANKS,
    Holder,
    elements_in,
    preserving,
    shown_in,
    text_beside,
    without_cdata,
)
from tenlao.documents.zip_surgery import Archive

if TYPE_CHECKING:
    from tenlao.text.edits import Edit

__all__ = ["WordDocument", "read"]

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml|ms-word)\..*\.main\+xml"
)
_BESIDE = tuple(
    re.compile(rf"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.{part}\+xml")
    for part in ("header", "footer", "footnotes", "endnotes")
)
_MARGINS = _BESIDE[:2]
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_BETWEEN_PARAGRAPHS = "\n\n"


class _Piece(NamedTuple):
    """A piece of text: where it stands in the text of the document, and which bytes of which part show it.

    It is text in its holder, a character reference there, or an element without holder, such as a tab.
    """

    start: int
    shown: str
    part: int
    first: int
    last: int
    holder: Holder | None

    @property
    def end(self) -> int:
        return self.start + len(self.shown)

    def place(self, offset: int) -> int:
        """Return the byte at an offset in the text of the document."""
        if offset >= self.end:
            return self.last
        return self.first + len(self.shown[: max(0, offset - self.start)].encode())


class _Pieces:
    """The pieces of a document, in text order, and its text; each takes some twenty bytes."""

    def __init__(self) -> None:
        self.text = StringIO()
        self.starts, self._ends = array("I"), array("I")
        self._parts, self._holders = array("I"), array("I")
        self._firsts, self._lasts = array("I"), array("I")
        self.holders: list[Sequence[Holder]] = []  # of each part

    def add(self, text: str, part: int, first: int, last: int, holder: int) -> None:
        """Take in a piece; `holder` is its number among those of its part, and 0 for none."""
        self.starts.append(self.text.tell())
        self.text.write(text)
        self._ends.append(self.text.tell())
        self._parts.append(part)
        self._firsts.append(first)
        self._lasts.append(last)
        self._holders.append(holder)

    @functools.cached_property
    def whole_text(self) -> str:
        """The text, once all pieces are there."""
        text = self.text.getvalue()
        self.text.close()
        return text

    def __len__(self) -> int:
        return len(self.starts)

    def __getitem__(self, number: int) -> _Piece:
        start, part, holder = self.starts[number], self._parts[number], self._holders[number]
        return _Piece(
            start,
            self.whole_text[start : self._ends[number]],
            part,
            self._firsts[number],
            self._lasts[number],
            self.holders[part][holder - 1] if holder else None,
        )


class _Part(NamedTuple):
    """A part with text: its member, its XML in UTF-8 without CDATA, its encoding, and whether it is a margin."""

    member: str
    xml: bytes
    encoding: Encoding
    in_margin: bool


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A Word document: its text, and where each piece of it stands."""

    original: bytes
    text: str
    archive: Archive
    parts: Sequence[_Part]
    pieces: _Pieces

    @classmethod
    def read(cls, content: bytes, name: str) -> WordDocument:
        """Read a document; `name` is what the file is called in an error.

        Raises:
            TenlaoError: it is no Word document, or a damaged or excessive one.
        """
        if content.startswith(_OLD_FORMAT):
            message = "is encrypted or in the old format of Word; save it as .docx without a password"
            raise TenlaoError(message, name)
        archive = Archive.read(content, name)
        parts: list[_Part] = []
        pieces = _Pieces()
        paragraphs = at = count = 0
        members, left = _members_with_text(archive)
        archive.refuse_excess([member for member, _ in members], left)
        for member, in_margin in members:
            content_of_part = archive.unpacked(member, left)
            left -= len(content_of_part)
            xml, encoding = decode(content_of_part, None, f"{name}: {member}")
            part = _Part(member, without_cdata(xml.encode()), encoding, in_margin)
            del content_of_part, xml
            shown, count = shown_in(part.xml, f"{name}: {member}", count)
            for number, text in shown.in_order():
                paragraph = paragraphs + shown.paragraph[number]
                pieces.text.write(_BETWEEN_PARAGRAPHS * (paragraph - at))
                at = paragraph
                pieces.add(text, len(parts), shown.first[number], shown.last[number], shown.holder[number])
            pieces.holders.append(shown.holders)
            paragraphs += shown.paragraphs
            parts.append(part)
        pieces.text.write(_BETWEEN_PARAGRAPHS * (paragraphs - 1 - at))
        text = pieces.whole_text
        refuse_garbled(text, name)
        return cls(content, text, archive, parts, pieces)

    @property
    def kind(self) -> str:
        """See `tenlao.documents.formats.Document.kind`."""
        return "docx"

    @property
    def source(self) -> None:
        """See `tenlao.documents.formats.Document.source`."""

    @property
    def margins(self) -> Sequence[tuple[int, int]]:
        """See `tenlao.documents.formats.Document.margins`."""
        spans: dict[int, tuple[int, int]] = {}
        if not any(part.in_margin for part in self.parts):
            return []
        for piece in map(self.pieces.__getitem__, range(len(self.pieces))):
            if self.parts[piece.part].in_margin:
                start, _ = spans.get(piece.part, (piece.start, piece.end))
                spans[piece.part] = (start, piece.end)
        return list(spans.values())

    def line(self, offset: int) -> None:
        """See `tenlao.documents.formats.Document.line`."""

    def edited(self, edits: Sequence[Edit], *, in_source: bool = False) -> bytes:
        """See `tenlao.documents.formats.Document.edited`."""
        return changed(self.original, self._changes(edits, in_source))

    def restore_data(self, edits: Sequence[Edit], *, in_source: bool = False) -> dict[str, Any]:
        """See `tenlao.documents.formats.Document.restore_data`."""
        return restore_data(self.original, self._changes(edits, in_source))

    def source_edits(self, edits: Sequence[Edit], *, in_source: bool = False) -> list[Edit]:
        """See `tenlao.documents.formats.Document.source_edits`."""
        return list(edits)

    def _changes(self, edits: Sequence[Edit], in_source: bool) -> list[Change]:
        if in_source:
            raise ValueError("a Word document has no source to edit")
        if not edits:
            return []
        contents = {}
        for number, changes in self._changes_by_part(edits).items():
            part = self.parts[number]
            xml = changed(part.xml, sorted(changes, key=lambda change: change[:2])).decode()
            contents[part.member] = part.encoding.mark + part.encoding.encode(xml)
        return self.archive.changes(contents)

    def _changes_by_part(self, edits: Sequence[Edit]) -> Mapping[int, list[Change]]:
        starts = self.pieces.starts
        changes: defaultdict[int, list[Change]] = defaultdict(list)
        # For each holder that is touched: one of its pieces by number, and what replaces which of its text.
        touched: dict[tuple[int, Holder], tuple[int, list[tuple[int, int, str]]]] = {}
        for start, end, new in word_by_word(edits, self.text):
            for number, first, last, text in self._replacements(starts, start, end, new):
                piece = self.pieces[number]
                written = escape(text).encode()
                if piece.holder:
                    touched.setdefault((piece.part, piece.holder), (number, []))[1].append(
                        (first, last, text)
                    )
                elif text:
                    written = text_beside(self.parts[piece.part].xml, piece.first, written)
                changes[piece.part].append(Change(piece.place(first), piece.place(last), written))
        for (part, holder), (number, replaced) in touched.items():
            if not holder.preserve and self._has_blanks_at_ends(number, replaced):
                changes[part] += preserving(self.parts[part].xml, holder)
        return changes

    def _replacements(
        self, starts: Sequence[int], start: int, end: int, new: str
    ) -> Iterator[tuple[int, int, int, str]]:
        """Give what an edit changes: a piece by its number, from where to where, and what stands there then."""
        first = bisect_right(starts, start) - 1
        within = [
            number
            for number in range(max(0, first), bisect_left(starts, end))
            if start < self.pieces[number].end and self.pieces[number].shown
        ]
        host = next((number for number in within if self.pieces[number].holder), None)
        if host is None:
            yield self._neighbour(starts, end), end, end, new
        for number in within:
            piece = self.pieces[number]
            yield number, max(start, piece.start), min(end, piece.end), new if number == host else ""

    def _neighbour(self, starts: Sequence[int], offset: int) -> int:
        """Return the number of the piece beside which something is inserted, if possible after text."""
        after = bisect_left(starts, offset)
        beside = [
            number
            for number in (after - 1, after)
            if 0 <= number < len(starts) and starts[number] <= offset <= self.pieces[number].end
        ]
        if not beside:
            raise ValueError(f"nothing can be inserted at {offset}, in an empty paragraph")
        return next((number for number in beside if self.pieces[number].holder), beside[0])

    def _has_blanks_at_ends(self, number: int, replaced: Sequence[tuple[int, int, str]]) -> bool:
        """Tell whether what a holder shows has blanks at its ends after replacements; one of its pieces is given."""
        pieces, holder = self.pieces, self.pieces[number].holder
        first = last = number
        while first and pieces[first - 1].holder is holder:
            first -= 1
        while last + 1 < len(pieces) and pieces[last + 1].holder is holder:
            last += 1
        shown = []
        at = pieces[first].start
        for start, end, new in replaced:
            shown += [self.text[at:start], new]
            at = end
        text = "".join([*shown, self.text[at : pieces[last].end]])
        return text != text.strip(BLANKS)


def read(content: bytes, name: str, encoding: str | None = None) -> WordDocument:
    """Read a Word document, see `WordDocument.read`; it says itself in which encoding it is."""
    return WordDocument.read(content, name)


def _members_with_text(archive: Archive) -> tuple[list[tuple[str, bool]], int]:
    """Return the members that hold the body, headers, footers and notes, in this order, and which are in margins.

    How large they may be, all together, is returned with them.

    Raises:
        TenlaoError: there is no body, so the archive is no Word document.
    """
    members = {name.casefold(): name for name in archive.members}
    types: list[tuple[str, str]] = []
    left = archive.most_unpacked
    if _CONTENT_TYPES in archive.members:
        content = archive.unpacked(_CONTENT_TYPES, left)
        left -= len(content)
        elements = elements_in(content, f"{archive.name}: {_CONTENT_TYPES}")
        types = [
            (attributes.get("PartName", "").lstrip("/").casefold(), attributes.get("ContentType", ""))
            for attributes in elements
        ]
    found = [
        [
            (members[part], kind in _MARGINS)
            for part, type in sorted(types)
            if kind.fullmatch(type) and part in members
        ]
        for kind in (_MAIN, *_BESIDE)
    ]
    if not found[0]:
        raise TenlaoError("is no Word document (.docx)", archive.name)
    return list(chain.from_iterable(found)), left

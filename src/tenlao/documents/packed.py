"""Documents packed in archives: the text of their parts, piece by piece, and which pieces an edit touches."""

from __future__ import annotations

import functools
from abc import ABC, abstractmethod
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tenlao.documents.changes import Changes, pieces_of_changed
from tenlao.documents.encodings import Encoding, decode, is_surely_utf8
from tenlao.documents.xml_parts import BETWEEN_PARAGRAPHS, without_cdata
from tenlao.documents.zip_surgery import Archive, Rewritten

if TYPE_CHECKING:
    from typing_extensions import Self

    from tenlao.documents.xml_parts import Holder, Holders, ShownText
    from tenlao.text.edits import Edit

__all__ = ["PackedDocument", "Part", "Piece", "Pieces", "Replacement"]


NO_OTHERS: Final[Mapping[str, Iterable[bytes]]] = {}
_USUAL = "utf-8"  # the encoding of parts that need not be written anew to be read


class Piece(NamedTuple):
    """A piece of text: where it stands in the text of the document, and which bytes of which part show it.

    In a Word document, it is text in its holder, a character reference there, or an element without holder, such as
    a tab. `run` is the number, in the layout of the part, of what it stands in.
    """

    start: int
    shown: str
    part: int
    first: int
    last: int
    holder: Holder | None
    run: int

    @property
    def end(self) -> int:
        """Where it ends in the text of the document."""
        return self.start + len(self.shown)

    def shares_holder(self, other: Piece) -> bool:
        """Tell whether another piece is in the same holder."""
        return self.holder is not None and (self.part, self.holder) == (other.part, other.holder)

    def place(self, offset: int) -> int:
        """Return the byte at an offset in the text of the document."""
        if offset >= self.end:
            return self.last
        return self.first + len(self.shown[: max(0, offset - self.start)].encode())


class Pieces:
    """The pieces of a document, in text order, and its text; each takes some twenty-four bytes."""

    def __init__(self) -> None:
        self._text = StringIO()
        self.starts, self._ends = array("I"), array("I")
        self._parts, self._holders, self._runs = array("I"), array("I"), array("I")
        self._firsts, self._lasts = array("I"), array("I")
        self._holders_of_parts: list[Holders] = []
        self._paragraphs = self._at = 0

    def add(self, shown: ShownText) -> None:
        """Take in what a part shows, after what those before it show."""
        part = len(self._holders_of_parts)
        for number, text in shown.in_order():
            paragraph = self._paragraphs + shown.paragraph[number]
            self._text.write(BETWEEN_PARAGRAPHS * (paragraph - self._at))
            self._at = paragraph
            self.starts.append(self._text.tell())
            self._text.write(text)
            self._ends.append(self._text.tell())
            self._parts.append(part)
            self._firsts.append(shown.first[number])
            self._lasts.append(shown.last[number])
            self._holders.append(shown.holder[number])
            self._runs.append(shown.run[number])
        self._holders_of_parts.append(shown.holders)
        self._paragraphs += shown.paragraphs

    @functools.cached_property
    def text(self) -> str:
        """The text, once all parts are there."""
        self._text.write(BETWEEN_PARAGRAPHS * (self._paragraphs - 1 - self._at))
        text = self._text.getvalue()
        self._text.close()
        return text

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[Piece]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, number: int) -> Piece:
        start, part, holder = self.starts[number], self._parts[number], self._holders[number]
        return Piece(
            start,
            self.text[start : self._ends[number]],
            part,
            self._firsts[number],
            self._lasts[number],
            self._holders_of_parts[part][holder - 1] if holder else None,
            self._runs[number],
        )

    def ends(self, start: int, end: int) -> tuple[Piece, Piece] | None:
        """Return the pieces, of one part, in which a place in the text begins and ends; None if there are none."""
        if not len(self):
            return None
        number = max(0, bisect_right(self.starts, start) - 1)
        if number + 1 < len(self) and self._ends[number] <= start < end:
            number += 1
        first, last = self[number], self[max(number, bisect_left(self.starts, end) - 1)]
        return first, last if last.part == first.part else first


class Part(NamedTuple):
    """A part with text: its member, its XML in UTF-8 without CDATA, its encoding, and whether it is a margin.

    A part of which only the text is read has no XML, where that is read as it stands in the archive.
    """

    member: str
    xml: bytes
    encoding: Encoding
    in_margin: bool = False

    @classmethod
    def read(
        cls, archive: Archive, member: str, most: int, in_margin: bool = False, *, only_text: bool = False
    ) -> Part:
        """Read a part that unpacks to no more than a number of bytes.

        Raises:
            TenlaoError: it is damaged or larger, or no text.
        """
        if only_text and is_surely_utf8(archive.unpacked_pieces(member, most)):
            return cls(member, b"", Encoding(_USUAL), in_margin)
        content = archive.unpacked(member, most)
        if is_surely_utf8([content]):
            return cls(member, without_cdata(content), Encoding(_USUAL), in_margin)
        text, encoding = decode(content, None, f"{archive.name}: {member}")
        xml = content.removeprefix(encoding.mark) if encoding.name == _USUAL else text.encode()
        return cls(member, without_cdata(xml), encoding, in_margin)

    def holding(self, xml: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
        """Give what the member holds when this is its XML; both are in pieces."""
        yield self.encoding.mark
        if self.encoding.name == _USUAL:
            yield from xml
        else:
            yield self.encoding.encode(b"".join(xml).decode())


class Replacement(NamedTuple):
    """What an edit changes in a piece, told by its number: from where to where, and what stands there then."""

    number: int
    first: int
    last: int
    new: str


@dataclass(frozen=True, slots=True)
class PackedDocument(ABC):
    """A packed document: its text, and where each piece of it stands."""

    original: bytes
    archive: Archive
    parts: Sequence[Part]
    pieces: Pieces

    @property
    def text(self) -> str:
        """See `tenlao.documents.formats.Document.text`."""
        return self.pieces.text

    @property  # noqa: B027 - there is none
    def source(self) -> None:
        """See `tenlao.documents.formats.Document.source`."""

    @property
    def margins(self) -> Sequence[tuple[int, int]]:
        """See `tenlao.documents.formats.Document.margins`."""
        spans: dict[int, tuple[int, int]] = {}
        if not any(part.in_margin for part in self.parts):
            return []
        for piece in self.pieces:
            if self.is_in_margin(piece):
                start, _ = spans.get(piece.part, (piece.start, piece.end))
                spans[piece.part] = (start, piece.end)
        return list(spans.values())

    def is_in_margin(self, piece: Piece) -> bool:
        """Tell whether a piece is in a header or footer."""
        return self.parts[piece.part].in_margin

    def line(self, offset: int) -> None:  # noqa: B027 - there are no lines
        """See `tenlao.documents.formats.Document.line`."""

    def edited(self, edits: Sequence[Edit], *, in_source: bool = False) -> bytes:
        """See `tenlao.documents.formats.Document.edited`."""
        return self._rewritten(edits, in_source).new

    def restore_data(self, edits: Sequence[Edit], *, in_source: bool = False) -> dict[str, Any]:
        """See `tenlao.documents.formats.Document.restore_data`."""
        return self._rewritten(edits, in_source).restore

    def source_edits(self, edits: Iterable[Edit], *, in_source: bool = False) -> Iterator[Edit]:
        """See `tenlao.documents.formats.Document.source_edits`."""
        return iter(edits)

    def text_of(self, content: bytes, name: str) -> str:
        """See `tenlao.documents.reviewing.UnderReview.text_of`."""
        return self.read(content, name, only_text=True).text

    def _rewritten(self, edits: Sequence[Edit], in_source: bool) -> Rewritten:
        if in_source:
            raise ValueError("a packed document has no source to edit")
        return self.rewritten(self._changes_by_part(edits))

    @classmethod
    @abstractmethod
    def read(cls, content: bytes, name: str, *, only_text: bool = False) -> Self:
        """Read a document; one of which only the text is read is not edited."""

    @abstractmethod
    def _changes_by_part(self, edits: Sequence[Edit]) -> Mapping[int, Changes]:
        """Return what edits change in the XML of parts, which are told by their numbers."""

    @abstractmethod
    def is_text(self, piece: Piece) -> bool:
        """Tell whether a piece is text, and no element such as a tab."""

    def rewritten(
        self,
        changes: Mapping[int, Changes],
        others: Mapping[str, Iterable[bytes | memoryview]] = NO_OTHERS,
    ) -> Rewritten:
        """Return the file after changes of the XML of parts, and with new contents of other members."""
        contents = dict(others)
        for number, changes_of_part in changes.items():
            part = self.parts[number]
            contents[part.member] = part.holding(pieces_of_changed(part.xml, changes_of_part))
        return self.archive.rewritten(contents) if contents else Rewritten(self.original, {"changes": []})

    def replacements(self, start: int, end: int, new: str) -> Iterator[Replacement]:
        """Give what an edit changes, piece by piece."""
        starts = self.pieces.starts
        first = bisect_right(starts, start) - 1
        within = [
            number
            for number in range(max(0, first), bisect_left(starts, end))
            if start < self.pieces[number].end and self.pieces[number].shown
        ]
        host = next((number for number in within if self.is_text(self.pieces[number])), None)
        if host is None:
            yield Replacement(self._neighbour(end), end, end, new)
        for number in within:
            piece = self.pieces[number]
            text = new if number == host else ""
            yield Replacement(number, max(start, piece.start), min(end, piece.end), text)

    def _neighbour(self, offset: int) -> int:
        """Return the number of the piece beside which something is inserted, if possible after text."""
        starts = self.pieces.starts
        after = bisect_left(starts, offset)
        beside = [
            number
            for number in (after - 1, after)
            if 0 <= number < len(starts) and starts[number] <= offset <= self.pieces[number].end
        ]
        if not beside:
            raise ValueError(f"nothing can be inserted at {offset}, in an empty paragraph")
        return next((number for number in beside if self.is_text(self.pieces[number])), beside[0])

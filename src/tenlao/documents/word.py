"""Word documents (.docx): their paragraphs as text, and edits of it in the runs in which the text stands.

The XML is read for where things are and then changed at these places only, so all formatting stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from tenlao.base.errors import TenlaoError
from tenlao.documents.encodings import Encoding, decode, refuse_garbled
from tenlao.documents.text import MOST_PIECES, Change, changed, restore_data, word_by_word
from tenlao.documents.zip_surgery import LARGEST_CONTENT, Archive

if TYPE_CHECKING:
    from tenlao.text.edits import Edit

__all__ = ["DEEPEST_NESTING", "WordDocument"]

DEEPEST_NESTING = 1_000
"""Elements nested deeper are refused; tables in tables in text boxes make some fifty levels."""

_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml|ms-word)\..*\.main\+xml"
)
_BESIDE = tuple(
    re.compile(rf"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.{part}\+xml")
    for part in ("header", "footer", "footnotes", "endnotes")
)
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_SPACE = "http://www.w3.org/XML/1998/namespace space"
_BLANKS = " \t\r\n"

# Deleted text, phonetic guides, and what is only for programs that cannot show the text box beside it.
_HIDING = ("del", "moveFrom", "rt", _FALLBACK)
# Fields whose result was typed; other results are made by Word, which will make them again.
_TYPED = (["HYPERLINK"], ["FORMTEXT"])
_LONGEST_FIELD_NAME = 40
_CHARACTERS = {
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "ptab": "\t",
    "softHyphen": "\u00ad",
    "sym": "\ufffc",
    "tab": "\t",
}
_BETWEEN_PARAGRAPHS = "\n\n"
_SPACE_ATTRIBUTE = re.compile(rb"""\s*xml:space\s*=\s*(?:"[^"]*"|'[^']*')""")
_TAG_NAME = re.compile(rb"<([^\s/>]+)")
_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")


class _Holder(NamedTuple):
    """An element that holds text (`w:t`): where its tag, its content, and the text in that begin and end.

    The blanks at both ends of the content are no text unless `preserve` is set.
    """

    tag: int
    start: int
    text_start: int
    text_end: int
    end: int
    preserve: bool


class _Piece(NamedTuple):
    """A piece of text: where it stands in the text of the document, and which bytes of which part show it.

    It is text in its holder, a character reference there, or an element without holder, such as a tab.
    """

    start: int
    shown: str
    part: int
    first: int
    last: int
    holder: _Holder | None

    @property
    def end(self) -> int:
        return self.start + len(self.shown)

    def place(self, offset: int) -> int:
        """Return the byte at an offset in the text of the document."""
        if offset >= self.end:
            return self.last
        return self.first + len(self.shown[: max(0, offset - self.start)].encode())


class _Part(NamedTuple):
    """A member of the archive with text: its name, its XML in UTF-8, and the encoding that it is in."""

    member: str
    xml: bytes
    encoding: Encoding


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A Word document: its text, and where each piece of it stands."""

    original: bytes
    text: str
    archive: Archive
    parts: Sequence[_Part]
    pieces: Sequence[_Piece]

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
        texts: list[str] = []
        pieces: list[_Piece] = []
        start, left = 0, LARGEST_CONTENT
        for member in _members_with_text(archive):
            packed = archive.unpacked(member, left)
            left -= len(packed)
            xml, encoding = decode(packed, None, f"{name}: {member}")
            part = _Part(member, xml.encode(), encoding)
            for paragraph in _Reader(part.xml).read(f"{name}: {member}"):
                texts.append("".join([shown for shown, *_ in paragraph]))
                for shown, first, last, holder in paragraph:
                    pieces.append(_Piece(start, shown, len(parts), first, last, holder))
                    start += len(shown)
                start += len(_BETWEEN_PARAGRAPHS)
            parts.append(part)
        text = _BETWEEN_PARAGRAPHS.join(texts)
        refuse_garbled(text, name)
        return cls(content, text, archive, parts, pieces)

    @property
    def kind(self) -> str:
        """See `tenlao.documents.formats.Document.kind`."""
        return "docx"

    @property
    def source(self) -> None:
        """See `tenlao.documents.formats.Document.source`."""

    def line(self, offset: int) -> None:
        """See `tenlao.documents.formats.Document.line`."""

    def edited(self, edits: Sequence[Edit], *, in_source: bool = False) -> bytes:
        """See `tenlao.documents.formats.Document.edited`."""
        return changed(self.original, self._changes(edits, in_source))

    def restore_data(self, edits: Sequence[Edit], *, in_source: bool = False) -> dict[str, Any]:
        """See `tenlao.documents.formats.Document.restore_data`."""
        return restore_data(self.original, self._changes(edits, in_source))

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
        starts = [piece.start for piece in self.pieces]
        changes: defaultdict[int, list[Change]] = defaultdict(list)
        # For each holder that is touched: one of its pieces by number, and what replaces which of its text.
        touched: dict[tuple[int, _Holder], tuple[int, list[tuple[int, int, str]]]] = {}
        for start, end, new in word_by_word(edits, self.text):
            for number, first, last, text in self._replacements(starts, start, end, new):
                piece = self.pieces[number]
                written = escape(text).encode()
                if piece.holder:
                    touched.setdefault((piece.part, piece.holder), (number, []))[1].append(
                        (first, last, text)
                    )
                elif text:
                    written = _text_beside(self.parts[piece.part].xml, piece.first, written)
                changes[piece.part].append(Change(piece.place(first), piece.place(last), written))
        for (part, holder), (number, replaced) in touched.items():
            if not holder.preserve and self._has_blanks_at_ends(number, replaced):
                changes[part] += _preserving(self.parts[part].xml, holder)
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
        return text != text.strip(_BLANKS)


def _members_with_text(archive: Archive) -> list[str]:
    """Return the members that hold the body, headers, footers and notes, in this order.

    Raises:
        TenlaoError: there is no body, so the archive is no Word document.
    """
    members = {name.casefold(): name for name in archive.members}
    types: list[tuple[str, str]] = []
    if _CONTENT_TYPES in archive.members:
        parser = _parser()
        parser.StartElementHandler = lambda _, attributes: types.append(
            (attributes.get("PartName", "").lstrip("/").casefold(), attributes.get("ContentType", ""))
        )
        _parse(parser, archive.unpacked(_CONTENT_TYPES), f"{archive.name}: {_CONTENT_TYPES}")
    found = [
        [members[part] for part, type in sorted(types) if kind.fullmatch(type) and part in members]
        for kind in (_MAIN, *_BESIDE)
    ]
    if not found[0]:
        raise TenlaoError("is no Word document (.docx)", archive.name)
    return list(chain.from_iterable(found))


def _parser() -> expat.XMLParserType:
    def refuse(*_: object) -> None:
        raise _UnfitError("declares a document type, which no Word document does")

    parser = expat.ParserCreate("utf-8", " ")
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _parse(parser: expat.XMLParserType, xml: bytes, name: str) -> None:
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        message = f"is no valid XML ({expat.ErrorString(error.code)}); open it in Word and save it again"
        raise TenlaoError(message, name, error.lineno) from error
    except _UnfitError as error:
        raise TenlaoError(str(error), name) from error


class _UnfitError(Exception):
    """What is in a part is not what Word documents have."""


_Shown = tuple[str, int, int, _Holder | None]


class _Reader:
    """Reads the XML of a part once, and notes what is shown and where."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.count = 0
        self.parser = _parser()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.paragraphs: list[list[_Shown]] = []
        self.open_paragraphs: list[list[_Shown]] = []
        # The elements that the parser is in, those of Word by their local names, and where the last one began.
        self.path = [""]
        self.preserve = [False]
        self.begin = 0
        # How many elements and fields hide what is in them; of the fields and runs, which do.
        self.hiding = 0
        self.fields: list[bool] = []
        self.runs: list[bool] = []
        self.instruction = ""
        self.in_holder: list[tuple[str, int, int]] = []

    def read(self, name: str) -> list[list[_Shown]]:
        """Return the paragraphs; `name` is what the part is called in an error."""
        _parse(self.parser, self.xml, name)
        return self.paragraphs

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        uri, _, local = tag.rpartition(" ")
        element = local if uri in _WORD else tag if uri else ""
        parent = self.path[-1]
        self.path.append(element)
        if len(self.path) > DEEPEST_NESTING:
            raise _UnfitError(f"has elements nested more than {DEEPEST_NESTING} deep")
        space = attributes.get(_SPACE)
        self.preserve.append(self.preserve[-1] if space is None else space == "preserve")
        self.begin = self.parser.CurrentByteIndex
        if element in _HIDING:
            self.hiding += 1
        elif element == "p":
            self.note_piece()
            self.open_paragraphs.append([])
            self.paragraphs.append(self.open_paragraphs[-1])
        elif element == "r":
            self.runs.append(False)
        elif element == "vanish" and parent == "rPr" and self.path[-3] == "r":
            self.runs[-1] = attributes.get(f"{uri} val", "true") not in ("0", "false", "off")
        elif element == "fldSimple":
            self.begin_field()
            self.instruction = attributes.get(f"{uri} instr", "")
            self.begin_result()
        elif element == "fldChar":
            change = {"begin": self.begin_field, "separate": self.begin_result, "end": self.end_field}
            change.get(attributes.get(f"{uri} fldCharType", ""), lambda: None)()

    def end(self, _: str) -> None:
        element = self.path.pop()
        preserve = self.preserve.pop()
        if element in _HIDING:
            self.hiding -= 1
        elif element == "p":
            self.open_paragraphs.pop()
        elif element == "r":
            self.runs.pop()
        elif element == "fldSimple":
            self.end_field()
        elif element == "t":
            self.end_holder(preserve)
        elif element in _CHARACTERS and self.path[-1] == "r" and self.is_shown():
            self.note_piece()
            self.open_paragraphs[-1].append((_CHARACTERS[element], self.begin, self.end_of_element(), None))

    def characters(self, text: str) -> None:
        if self.path[-1] == "instrText":
            self.instruction = (self.instruction + text)[:_LONGEST_FIELD_NAME]
        elif self.path[-1] == "t" and self.is_shown():
            self.note_piece()
            first = self.parser.CurrentByteIndex
            last = first + len(text.encode())
            if self.xml[first : first + 1] == b"&":
                last = self.xml.index(b";", first) + 1
            elif self.xml[first : first + 2] == b"\r\n":
                last = first + 2
            self.in_holder.append((text, first, last))

    def note_piece(self) -> None:
        self.count += 1
        if self.count > MOST_PIECES:
            raise _UnfitError(f"has more than {MOST_PIECES} pieces of text")

    def is_shown(self) -> bool:
        return not self.hiding and self.open_paragraphs != [] and self.runs != [] and not self.runs[-1]

    def begin_field(self) -> None:
        self.fields.append(True)
        self.hiding += 1
        self.instruction = ""

    def begin_result(self) -> None:
        if self.fields and self.fields[-1] and self.instruction.split()[:1] in _TYPED:
            self.fields[-1] = False
            self.hiding -= 1

    def end_field(self) -> None:
        if self.fields and self.fields.pop():
            self.hiding -= 1

    def end_of_element(self) -> int:
        """Return where an element ends that is empty; the parser is at its end, or at its end tag."""
        tag = _end_of_tag(self.xml, self.begin)
        is_one_tag = self.xml[tag - 2 : tag] == b"/>"
        return tag if is_one_tag else _end_of_tag(self.xml, self.parser.CurrentByteIndex)

    def end_holder(self, preserve: bool) -> None:
        pieces, self.in_holder = self.in_holder, []
        if not preserve:
            pieces = _stripped(pieces)
        if pieces:
            start, end = _end_of_tag(self.xml, self.begin), self.parser.CurrentByteIndex
            holder = _Holder(self.begin, start, pieces[0][1], pieces[-1][2], end, preserve)
            self.open_paragraphs[-1] += [(*piece, holder) for piece in pieces]


def _stripped(pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Return pieces of text without the blanks before and after."""
    filled = [number for number, piece in enumerate(pieces) if piece[0].strip(_BLANKS)]
    if filled:
        pieces = pieces[filled[0] : filled[-1] + 1]
        text, first, last = pieces[0]
        kept = text.lstrip(_BLANKS)
        pieces[0] = kept, first + len(text) - len(kept), last
        text, first, last = pieces[-1]
        kept = text.rstrip(_BLANKS)
        pieces[-1] = kept, first, last - len(text) + len(kept)
    return pieces if filled else []


def _end_of_tag(xml: bytes, start: int) -> int:
    tag = _TAG.match(xml, start)
    assert tag is not None, "the parser has read a tag here"
    return tag.end()


def _preserving(xml: bytes, holder: _Holder) -> list[Change]:
    """Return the changes after which blanks at both ends of a holder's text are shown."""
    tag = _SPACE_ATTRIBUTE.sub(b"", xml[holder.tag : holder.start])
    name = _TAG_NAME.match(tag)
    assert name is not None, "the holder has a tag"
    return [
        Change(holder.tag, holder.start, name[0] + b' xml:space="preserve"' + tag[name.end() :]),
        Change(holder.start, holder.text_start, b""),
        Change(holder.text_end, holder.end, b""),
    ]


def _text_beside(xml: bytes, start: int, text: bytes) -> bytes:
    """Return an element with text to stand beside the element that starts at a place."""
    name = _TAG_NAME.match(xml, start)
    assert name is not None, "an element starts here"
    prefix = name[1].rpartition(b":")[0]
    tag = prefix + b":t" if prefix else b"t"
    return b'<%s xml:space="preserve">%s</%s>' % (tag, text, tag)

"""The XML of a part of a Word document: what is shown in its paragraphs, where that stands, and what is put there."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import pairwise
from typing import NamedTuple
from xml.parsers import expat

from tenlao.base.errors import TenlaoError
from tenlao.documents.changes import Change
from tenlao.documents.text import MOST_PIECES

__all__ = [
    "BLANKS",
    "DEEPEST_NESTING",
    "Holder",
    "ShownText",
    "elements_in",
    "preserving",
    "shown_in",
    "text_beside",
    "without_cdata",
]

DEEPEST_NESTING = 1_000
"""Elements nested deeper are refused; tables in tables in text boxes make some fifty levels."""

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_SPACE = "http://www.w3.org/XML/1998/namespace space"
BLANKS = " \t\r\n"

# Deleted text, phonetic guides, and what is only for programs that cannot show the text box beside it.
_HIDING = ("del", "moveFrom", "rt", _FALLBACK)
# Fields whose result was typed; other results are made by Word, which will make them again.
_TYPED = (["HYPERLINK"], ["FORMTEXT"])
_LONGEST_FIELD_NAME = 40
_LONGEST_PIECE = 1000  # characters, so that a place in a piece is soon found
_CHARACTERS = {
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "ptab": "\t",
    "softHyphen": "\u00ad",
    "sym": "\ufffc",
    "tab": "\t",
}
_SPACE_ATTRIBUTE = re.compile(rb"""\s*xml:space\s*=\s*(?:"[^"]*"|'[^']*')""")
# Comments and instructions may hold what looks like a CDATA section; one without an end is left to the parser.
_SECTION = re.compile(
    rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[(?P<text>.*?)\]\]>|<!\[CDATA\[.*\Z", re.DOTALL
)
_TAG_NAME = re.compile(rb"<([^\s/>]+)")
_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")


class Holder(NamedTuple):
    """An element that holds text (`w:t`): where its tag, its content, and the text in that begin and end.

    The blanks at both ends of the content are no text unless `preserve` is set.
    """

    tag: int
    start: int
    text_start: int
    text_end: int
    end: int
    preserve: bool


class ShownText:
    """What a part shows, in pieces: characters, and which bytes show them.

    A piece is in a paragraph and in a holder, both by their numbers; 0 is no holder, and 1 the first of `holders`. It
    takes some twenty bytes besides its text.
    """

    def __init__(self) -> None:
        self.paragraphs = 0
        self.holders: list[Holder] = []
        self.paragraph, self.holder = array("I"), array("I")
        self.first, self.last, self.end = array("I"), array("I"), array("I")
        self._text = StringIO()

    def add(self, paragraph: int, holder: int, text: str, pieces: Iterable[tuple[int, int, int]]) -> None:
        """Take in a text in pieces: how many characters each has, and its first and last byte."""
        end = self._text.tell()
        self._text.write(text)
        for length, first, last in pieces:
            end += length
            self.end.append(end)
            self.paragraph.append(paragraph)
            self.holder.append(holder)
            self.first.append(first)
            self.last.append(last)

    def in_order(self) -> Iterator[tuple[int, str]]:
        """Give the pieces by their numbers, with their characters, paragraph by paragraph."""
        text = self._text.getvalue()
        numbers: Sequence[int] = range(len(self.end))
        # Only a paragraph in another, such as one in a text box, stands before what it is in goes on.
        if any(before > after for before, after in pairwise(self.paragraph)):
            numbers = array("I", sorted(numbers, key=self.paragraph.__getitem__))
        for number in numbers:
            yield number, text[self.end[number - 1] if number else 0 : self.end[number]]


def without_cdata(xml: bytes) -> bytes:
    """Return the XML of a part in which text in CDATA sections, if there are any, is written as all other text is.

    >>> without_cdata(b"<t>a<![CDATA[&<b>]]></t>")
    b'<t>a&amp;&lt;b&gt;</t>'
    """
    if b"<![CDATA[" not in xml:
        return xml
    return _SECTION.sub(_written_out, xml)


def _written_out(section: re.Match[bytes]) -> bytes:
    text = section["text"]
    if text is None:
        return section[0]
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def elements_in(xml: bytes, name: str) -> list[Mapping[str, str]]:
    """Return the attributes of all elements, in order; `name` is what the part is called in an error.

    >>> elements_in(b"<a b='c'><d/></a>", "x.xml")
    [{'b': 'c'}, {}]

    Raises:
        TenlaoError: it is no XML that is fit for a Word document.
    """
    found: list[Mapping[str, str]] = []

    def note(_: str, attributes: Mapping[str, str]) -> None:
        if len(found) == MOST_PIECES:
            raise _UnfitError(f"has more than {MOST_PIECES} elements")
        found.append(attributes)

    parser = _parser()
    parser.StartElementHandler = note
    _parse(parser, xml, name)
    return found


def shown_in(xml: bytes, name: str, before: int = 0) -> tuple[ShownText, int]:
    """Return what is shown in a part, and how many pieces of text there are in the document up to here.

    The XML has no CDATA sections (see `without_cdata`). `name` is what the part is called in an error; `before` is
    how many pieces there are in the parts before it.

    Raises:
        TenlaoError: it is no XML that is fit for a Word document, or the document has too many pieces.
    """
    reader = _Reader(xml, before)
    return reader.read(name), reader.count


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


class _Reader:
    """Reads the XML of a part once, and notes what is shown and where."""

    def __init__(self, xml: bytes, before: int) -> None:
        self.xml = xml
        self.count = before
        self.parser = _parser()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.shown = ShownText()
        self.open_paragraphs: list[int] = []
        # The elements that the parser is in, those of Word by their local names, and where the last one began.
        self.path = [""]
        self.preserve = [False]
        self.begin = 0
        # How many elements and fields hide what is in them; of the fields and runs, which do.
        self.hiding = 0
        self.fields: list[bool] = []
        self.runs: list[bool] = []
        self.instruction = ""
        self.begin_text()

    def read(self, name: str) -> ShownText:
        """Return what is shown; `name` is what the part is called in an error."""
        _parse(self.parser, self.xml, name)
        return self.shown

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
            self.open_paragraphs.append(self.shown.paragraphs)
            self.shown.paragraphs += 1
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
            pieces = [(1, self.begin, self.end_of_element())]
            self.shown.add(self.open_paragraphs[-1], 0, _CHARACTERS[element], pieces)

    def characters(self, text: str) -> None:
        if self.path[-1] == "instrText":
            self.instruction = (self.instruction + text)[:_LONGEST_FIELD_NAME]
        elif self.path[-1] == "t" and self.is_shown():
            self.note_piece()
            first = self.parser.CurrentByteIndex
            self.text.write(text)
            if self.xml[first : first + 1] == b"&":
                self.add_piece(len(text), first, self.xml.index(b";", first) + 1)
            elif self.xml[first : first + 2] == b"\r\n":
                self.add_piece(len(text), first, first + 2)
            else:
                for at in range(0, len(text), _LONGEST_PIECE):
                    piece = text[at : at + _LONGEST_PIECE]
                    last = first + len(piece.encode())
                    self.add_piece(len(piece), first, last)
                    first = last

    def begin_text(self) -> None:
        """Begin the text of a holder; of its pieces it is noted how long they are, and where in the XML."""
        self.text = StringIO()
        self.lengths, self.firsts, self.lasts = array("I"), array("I"), array("I")

    def add_piece(self, length: int, first: int, last: int) -> None:
        self.lengths.append(length)
        self.firsts.append(first)
        self.lasts.append(last)

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
        text, lengths, firsts, lasts = self.text.getvalue(), self.lengths, self.firsts, self.lasts
        self.begin_text()
        first, last = 0, len(lengths)
        kept = text if preserve else text.strip(BLANKS)
        if not kept:
            return
        # Blanks at both ends are no text, and may be in pieces of their own.
        before = 0 if preserve else len(text) - len(text.lstrip(BLANKS))
        after = len(text) - len(kept) - before
        while lengths[first] <= before:
            before -= lengths[first]
            first += 1
        while lengths[last - 1] <= after:
            after -= lengths[last - 1]
            last -= 1
        lengths[first] -= before
        firsts[first] += before
        lengths[last - 1] -= after
        lasts[last - 1] -= after
        start, end = _end_of_tag(self.xml, self.begin), self.parser.CurrentByteIndex
        self.shown.holders.append(Holder(self.begin, start, firsts[first], lasts[last - 1], end, preserve))
        pieces = zip(lengths[first:last], firsts[first:last], lasts[first:last], strict=True)
        self.shown.add(self.open_paragraphs[-1], len(self.shown.holders), kept, pieces)


def _end_of_tag(xml: bytes, start: int) -> int:
    tag = _TAG.match(xml, start)
    assert tag is not None, "the parser has read a tag here"
    return tag.end()


def preserving(xml: bytes, holder: Holder) -> list[Change]:
    """Return the changes after which blanks at both ends of a holder's text are shown."""
    tag = _SPACE_ATTRIBUTE.sub(b"", xml[holder.tag : holder.start])
    name = _TAG_NAME.match(tag)
    assert name is not None, "the holder has a tag"
    return [
        Change(holder.tag, holder.start, name[0] + b' xml:space="preserve"' + tag[name.end() :]),
        Change(holder.start, holder.text_start, b""),
        Change(holder.text_end, holder.end, b""),
    ]


def text_beside(xml: bytes, start: int, text: bytes) -> bytes:
    """Return an element with text to stand beside the element that starts at a place."""
    name = _TAG_NAME.match(xml, start)
    assert name is not None, "an element starts here"
    prefix = name[1].rpartition(b":")[0]
    tag = prefix + b":t" if prefix else b"t"
    return b'<%s xml:space="preserve">%s</%s>' % (tag, text, tag)

"""The XML of a part of a packed document: read within bounds, and where in its bytes elements begin and end."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import pairwise
from typing import NamedTuple
from xml.parsers import expat

from tenlao.base.errors import TenlaoError
from tenlao.documents.text import MOST_PIECES

__all__ = [
    "BETWEEN_PARAGRAPHS",
    "BLANKS",
    "DEEPEST_NESTING",
    "LONGEST_PIECE",
    "Holder",
    "Holders",
    "ShownAlone",
    "ShownText",
    "UnfitError",
    "elements_in",
    "end_of_characters",
    "end_of_element",
    "end_of_tag",
    "name_of_tag",
    "new_parser",
    "offsets_of",
    "parse",
    "prefix_of_tag",
    "without_cdata",
]

DEEPEST_NESTING = 1_000
"""Elements nested deeper are refused; tables in tables in text boxes make some fifty levels."""

BLANKS = " \t\r\n"
LONGEST_PIECE = 1000
"""Text is kept in pieces of at most so many characters, so that a place in one is soon found."""

# Comments and instructions may hold what looks like a CDATA section; one without an end is left to the parser.
_SECTION = re.compile(
    rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[(?P<text>.*?)\]\]>|<!\[CDATA\[.*\Z", re.DOTALL
)
_TAG_NAME = re.compile(rb"</?([^\s/>]+)")
_TAG = re.compile(rb"""<[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*>""")


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


class Holders:
    """Holders in order, some twenty-four bytes each: there is one for each stretch of text that looks the same.

    >>> holders = Holders()
    >>> holders.append(Holder(3, 8, 8, 12, 12, True))
    >>> len(holders), holders[0].start, holders[0].preserve
    (1, 8, True)
    """

    def __init__(self) -> None:
        self._numbers = array("I")

    def append(self, holder: Holder) -> None:
        """Take in a holder."""
        self._numbers.extend(holder)

    def __len__(self) -> int:
        return len(self._numbers) // len(Holder._fields)

    def __getitem__(self, number: int) -> Holder:
        first = number * len(Holder._fields)
        tag, start, text_start, text_end, end, preserve = self._numbers[first : first + len(Holder._fields)]
        return Holder(tag, start, text_start, text_end, end, bool(preserve))


class ShownText:
    """What a part shows, in pieces: characters, and which bytes show them.

    A piece is in a paragraph, in a holder, and in a run or what else it stands in, all by their numbers; 0 is no
    holder, and 1 the first of `holders`. It takes some twenty-four bytes besides its text.
    """

    def __init__(self) -> None:
        self.paragraphs = 0
        self.holders = Holders()
        self.paragraph, self.holder, self.run = array("I"), array("I"), array("I")
        self.first, self.last, self.end = array("I"), array("I"), array("I")
        self._text = StringIO()

    def add(
        self,
        paragraph: int,
        holder: Holder | None,
        run: int,
        text: str,
        pieces: Iterable[tuple[int, int, int]],
    ) -> None:
        """Take in a text in pieces: how many characters each has, and its first and last byte."""
        if holder:
            self.holders.append(holder)
        number = len(self.holders) if holder else 0
        end = self._text.tell()
        self._text.write(text)
        for length, first, last in pieces:
            end += length
            self.end.append(end)
            self.paragraph.append(paragraph)
            self.holder.append(number)
            self.run.append(run)
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


class ShownAlone(ShownText):
    """What a part shows, and not where: in a paragraph, a piece is all up to another paragraph within."""

    def add(
        self,
        paragraph: int,
        holder: Holder | None,
        run: int,
        text: str,
        pieces: Iterable[tuple[int, int, int]],
    ) -> None:
        """See `ShownText.add`."""
        if self.paragraph and self.paragraph[-1] == paragraph:
            self._text.write(text)
            self.end[-1] = self._text.tell()
        else:
            super().add(paragraph, None, 0, text, [(len(text), 0, 0)])


BETWEEN_PARAGRAPHS = "\n\n"
_MOST_WITHIN = 1000


def offsets_of(shown: ShownText, places: Sequence[tuple[str, int, int]]) -> list[tuple[str, int | None]]:
    """Return names with offsets in the text of a part, from names with a paragraph and the next piece in it.

    What is at the end of a paragraph is there at the end of its last piece; what is in a paragraph without text, or
    has too much of another within it, has no offset.
    """
    if not places:
        return []
    starts = array("I", bytes(4 * len(shown.end)))
    at = 0
    for number, text in shown.in_order():
        starts[number] = at + len(BETWEEN_PARAGRAPHS) * shown.paragraph[number]
        at += len(text)
    found: list[tuple[str, int | None]] = []
    for name, paragraph, piece in places:
        offset = None
        after = range(piece, min(len(starts), piece + _MOST_WITHIN))
        before = range(piece - 1, max(-1, piece - _MOST_WITHIN), -1)
        for numbers, is_end in ((after, False), (before, True)):
            beside = next((n for n in numbers if shown.paragraph[n] == paragraph), None)
            if beside is not None:
                length = shown.end[beside] - (shown.end[beside - 1] if beside else 0)
                offset = starts[beside] + length * is_end
                break
        found.append((name, offset))
    return found


class UnfitError(Exception):
    """What is in a part is not what documents of its kind have."""


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
        TenlaoError: it is no XML that is fit for a document.
    """
    found: list[Mapping[str, str]] = []

    def note(_: str, attributes: Mapping[str, str]) -> None:
        if len(found) == MOST_PIECES:
            raise UnfitError(f"has more than {MOST_PIECES} elements")
        found.append(attributes)

    parser = new_parser()
    parser.StartElementHandler = note
    parse(parser, xml, name)
    return found


def new_parser(of: str = "Word", *, may_have_type: bool = False) -> expat.XMLParserType:
    """Return a parser of documents of some program, in UTF-8; it refuses entities, and types unless one may be."""

    def refuse(*_: object) -> None:
        raise UnfitError(f"declares a document type, which no {of} document does")

    def refuse_entity(*_: object) -> None:
        raise UnfitError(f"declares an entity, which no {of} document does")

    parser = expat.ParserCreate("utf-8", " ")
    parser.EntityDeclHandler = refuse_entity
    if not may_have_type:
        parser.StartDoctypeDeclHandler = refuse
    return parser


def parse(parser: expat.XMLParserType, xml: bytes | Iterable[bytes], name: str, of: str = "Word") -> None:
    """Let a parser read a part, be it in pieces, which is called `name` in an error; the parser is done with then.

    Raises:
        TenlaoError: it is no XML, or not fit for a document of this program.
    """
    try:
        for piece in () if isinstance(xml, bytes) else xml:
            parser.Parse(piece)
        parser.Parse(xml if isinstance(xml, bytes) else b"", True)
    except expat.ExpatError as error:
        message = f"is no valid XML ({expat.ErrorString(error.code)}); open it in {of} and save it again"
        raise TenlaoError(message, name, error.lineno) from error
    except UnfitError as error:
        raise TenlaoError(str(error), name) from error
    finally:  # whoever reads has the parser, which would have him, and what he has read, until both are found
        parser.StartElementHandler = parser.EndElementHandler = None
        parser.CharacterDataHandler = parser.StartNamespaceDeclHandler = None


def end_of_tag(xml: bytes, start: int) -> int:
    """Return where a tag ends that starts at a place; where only the text is read, there is none.

    >>> end_of_tag(b"<a b='>'>c</a>", 0), end_of_tag(b"", 0)
    (9, 0)
    """
    tag = _TAG.match(xml, start)
    return tag.end() if tag else start


def end_of_element(xml: bytes, start: int, at: int) -> int:
    """Return where an element ends that starts at a place; a parser that reports its end is at another.

    >>> end_of_element(b"<a><b/></a>", 3, 3), end_of_element(b"<a><b/></a>", 0, 7)
    (7, 11)
    """
    tag = end_of_tag(xml, start)
    is_one_tag = xml[tag - 2 : tag] == b"/>"
    return tag if is_one_tag else end_of_tag(xml, at)


def end_of_characters(xml: bytes, start: int, text: str) -> int:
    r"""Return where characters end that a parser reports at a place: be they written as a reference or a line end.

    >>> end_of_characters(b"&amp;b", 0, "&"), end_of_characters(b"\r\nb", 0, "\n"), end_of_characters(b"ab", 0, "ab")
    (5, 2, 2)
    """
    if xml[start : start + 1] == b"&":
        return xml.index(b";", start) + 1
    return start + (2 if xml[start : start + 2] == b"\r\n" else len(text.encode()))


def name_of_tag(xml: bytes, start: int) -> bytes:
    """Return the name in a tag, with its prefix.

    >>> name_of_tag(b"<w:t/>", 0), name_of_tag(b"</w:r>", 0)
    (b'w:t', b'w:r')
    """
    name = _TAG_NAME.match(xml, start)
    assert name is not None, "a tag starts here"
    return name[1]


def prefix_of_tag(xml: bytes, start: int) -> bytes:
    """Return the prefix in a tag with its colon, or nothing.

    >>> prefix_of_tag(b"<w:t/>", 0), prefix_of_tag(b"<t/>", 0)
    (b'w:', b'')
    """
    before, colon, _ = name_of_tag(xml, start).rpartition(b":")
    return before + colon

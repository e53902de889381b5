"""The XML of a part of a packed document: read within bounds, and where in its bytes elements begin and end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from xml.parsers import expat

from tenlao.base.errors import TenlaoError
from tenlao.documents.text import MOST_PIECES

__all__ = [
    "BLANKS",
    "DEEPEST_NESTING",
    "Holder",
    "Shown",
    "UnfitError",
    "elements_in",
    "end_of_tag",
    "name_of_tag",
    "new_parser",
    "parse",
    "prefix_of_tag",
    "without_cdata",
]

DEEPEST_NESTING = 1_000
"""Elements nested deeper are refused; tables in tables in text boxes make some fifty levels."""

BLANKS = " \t\r\n"

# Comments and instructions may hold what looks like a CDATA section; one without an end is left to the parser.
_SECTION = re.compile(
    rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[(?P<text>.*?)\]\]>|<!\[CDATA\[.*\Z", re.DOTALL
)
_TAG_NAME = re.compile(rb"</?([^\s/>]+)")
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


class Shown(NamedTuple):
    """Characters that are shown, which bytes show them, their holder, if they have one, and in what they stand."""

    text: str
    first: int
    last: int
    holder: Holder | None
    run: int


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


def new_parser(of: str = "Word") -> expat.XMLParserType:
    """Return a parser of parts of documents of some program, in UTF-8; it refuses document types, and so entities."""

    def refuse(*_: object) -> None:
        raise UnfitError(f"declares a document type, which no {of} document does")

    parser = expat.ParserCreate("utf-8", " ")
    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse(parser: expat.XMLParserType, xml: bytes, name: str, of: str = "Word") -> None:
    """Let a parser read a part, which is called `name` in an error.

    Raises:
        TenlaoError: it is no XML, or not fit for a document of this program.
    """
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        message = f"is no valid XML ({expat.ErrorString(error.code)}); open it in {of} and save it again"
        raise TenlaoError(message, name, error.lineno) from error
    except UnfitError as error:
        raise TenlaoError(str(error), name) from error


def end_of_tag(xml: bytes, start: int) -> int:
    """Return where a tag ends that starts at a place.

    >>> end_of_tag(b"<a b='>'>c</a>", 0)
    9
    """
    tag = _TAG.match(xml, start)
    assert tag is not None, "the parser has read a tag here"
    return tag.end()


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

"""Elements of a text in XML, by their places in it, and the markup in what they hold: for XLIFF and TMX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import NamedTuple

from tenlao.documents.bilingual import Place
from tenlao.documents.text import MOST_PIECES, Markup, character, inline
from tenlao.documents.xml_parts import DEEPEST_NESTING, UnfitError, end_of_tag, new_parser, parse

__all__ = ["Element", "elements_of", "escaped", "markup_in"]


class Element(NamedTuple):
    """An element: its name without a prefix, its attributes, its parent's number, and the place of what it holds."""

    name: str
    attributes: Mapping[str, str]
    parent: int
    content: Place


def elements_of(source: str, root: str, file: str, of: str, *, may_have_type: bool = False) -> list[Element]:
    """Return the elements of a text in XML, in the order of their start tags.

    It has to be an element `root`; `file` and `of`, a format, are for errors. It `may_have_type` that a document type
    is declared, but never entities.

    >>> [(e.name, tuple(e.content)) for e in elements_of("<a>è<b/></a>", "a", "x.xml", "XML")]
    [('a', (3, 8)), ('b', (8, 8))]

    Raises:
        TenlaoError: it is no XML, or none of this format.
    """
    data = source.encode()
    found: list[Element] = []
    opened: list[int] = []
    last_byte = last_character = 0

    def place(byte: int) -> int:
        """Return which character starts with a byte; asked for one byte after the other."""
        nonlocal last_byte, last_character
        if byte > last_byte:
            last_character += len(data[last_byte:byte].decode())
            last_byte = byte
        return last_character

    def start(name: str, attributes: Mapping[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if not found and name != root:
            raise UnfitError(f"is no {of}, but XML with the root {name}; give a file of this kind")
        if len(found) == MOST_PIECES:
            raise UnfitError(f"has more than {MOST_PIECES} elements; split it")
        if len(opened) == DEEPEST_NESTING:
            raise UnfitError(f"has elements nested more than {DEEPEST_NESTING} deep")
        begin = place(end_of_tag(data, parser.CurrentByteIndex))
        opened.append(len(found))
        found.append(Element(name, attributes, opened[-2] if len(opened) > 1 else -1, Place(begin, begin)))

    def end(_: str) -> None:
        number = opened.pop()
        begin = found[number].content.start
        stop = max(begin, place(parser.CurrentByteIndex))
        found[number] = found[number]._replace(content=Place(begin, stop))

    parser = new_parser(of, may_have_type=may_have_type)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parse(parser, data, file, "the program that made it")
    return found


_MARKUP = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<text>.*?)\]\]>"
    r"|<(?P<closes>/?)(?P<name>[^\s/>]+)[^>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^>\"']*)*>|&[^;&<]{1,40};",
    re.DOTALL,
)


# What holds codes of another format, not text (XLIFF 1.2, 2.3 Inline Elements; TMX 1.4b, Content Markup).
_CODES = ("bpt", "ept", "it", "ph", "ut")


def markup_in(source: str, place: Place) -> Iterator[Markup]:
    """Give the markup in what an element holds; where that are codes of another format, the codes are markup, too.

    >>> source = "<t>A &amp; <ph>{0}</ph>B</t>"
    >>> [source[m.start : m.end] for m in markup_in(source, Place(3, 24))]
    ['&amp;', '<ph>{0}</ph>']
    """
    depth, codes_from = 0, place.start
    for m in _MARKUP.finditer(source, *place):
        start, end = m.span()
        name = (m["name"] or "").rpartition(":")[2]
        if name in _CODES and not m[0].endswith("/>"):
            if not depth:
                codes_from = start
            depth += -1 if m["closes"] else 1
            if not depth:
                yield inline(codes_from, end, "opens")
        elif depth:
            continue
        elif m["text"] is not None:
            yield inline(start, m.start("text"), "opens")
            yield inline(m.end("text"), end, "closes")
        elif m[0][0] == "&":
            shown = unescape(m[0])
            yield character(start, end, shown) if len(shown) == 1 else inline(start, end, "opens")
        else:
            yield inline(start, end, "closes" if m["closes"] else "opens")


def escaped(text: str) -> str:
    """Return a text as it is written in XML.

    >>> escaped("Lao & <Thai>")
    'Lao &amp; &lt;Thai&gt;'
    """
    return escape(text, quote=False)

"""The XML of a part of an OpenDocument text: what is shown in its paragraphs, where that stands, and in what."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from tenlao.base.lazy_sequences import LazySequence
from tenlao.documents.text import MOST_PIECES
from tenlao.documents.xml_parts import (
    BLANKS,
    DEEPEST_NESTING,
    LONGEST_PIECE,
    ShownAlone,
    ShownText,
    UnfitError,
    end_of_characters,
    end_of_element,
    end_of_tag,
    new_parser,
    offsets_of,
    parse,
)

__all__ = ["Chain", "Layout", "Story", "layout_of"]

_LIBREOFFICE: Final = "LibreOffice"

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    f"{_ODF}text:1.0": "text",
    f"{_ODF}office:1.0": "office",
    f"{_ODF}style:1.0": "style",
    f"{_ODF}drawing:1.0": "draw",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_STORIES = (
    "office:text",
    *(f"style:{place}{page}" for place in ("header", "footer") for page in ("", "-left", "-first")),
)
_PARAGRAPHS = ("text:p", "text:h")
# Elements in a paragraph whose text is a part of it; the text of all others is made by programs, or no part of it.
_INLINE = ("text:span", "text:a", "text:ruby", "text:ruby-base", "text:meta")
# Deleted text, comments, phonetic guides, and what is made from other text.
_HIDING = (
    "text:tracked-changes",
    "office:annotation",
    "office:forms",
    "text:ruby-text",
    "text:table-of-content",
    "text:illustration-index",
    "text:table-index",
    "text:object-index",
    "text:user-index",
    "text:alphabetical-index",
    "text:bibliography",
)
_CHARACTERS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_SEVERAL_BLANKS = re.compile(r"([ \t\r\n]{2,}|[\t\r\n])")
_NAMING = ("xml:id", "text:id", "text:change-id", "office:name")
_IN_GUIDE: Final = "in text with a phonetic guide"
_UNDER_REVISION: Final = "in text that somebody else has inserted"
_WHYS = ("", _IN_GUIDE, _UNDER_REVISION)


class Chain(NamedTuple):
    """In what text stands: its paragraph's tag, and the tags of elements around it, outermost first.

    `story` is the number of the text that it is in: body, header or footer. `outer` is where the element begins, in
    the outermost paragraph, in which the paragraph is: a note or a text box; None if it is in none, and -1 if that
    is in no paragraph, or is no element of its own. `obstacle` says why nothing can be deleted there by a tracked
    change, if nothing can.
    """

    paragraph: tuple[int, int]
    inline: tuple[tuple[int, int], ...]
    story: int
    outer: int | None
    obstacle: str


class _Chains(LazySequence[Chain]):
    """Chains in order, some thirty bytes each: a document may have one for each word."""

    def __init__(self) -> None:
        self._numbers, self._inline, self._ends = array("i"), array("I"), array("I")

    def add(self, chain: Chain) -> None:
        """Take in a chain."""
        why = _WHYS.index(chain.obstacle)
        outer = _NONE if chain.outer is None else chain.outer
        self._numbers.extend((*chain.paragraph, chain.story, outer, why))
        for tag in chain.inline:
            self._inline.extend(tag)
        self._ends.append(len(self._inline))

    def __len__(self) -> int:
        return len(self._ends)

    def _made(self, number: int) -> Chain:
        tag, end, story, outer, why = self._numbers[5 * number : 5 * number + 5]
        inline = self._inline[self._ends[number - 1] if number else 0 : self._ends[number]]
        tags = tuple(zip(inline[::2], inline[1::2], strict=True))
        return Chain((tag, end), tags, story, None if outer == _NONE else outer, _WHYS[why])


_NONE = -2  # where there is no outer element


class Story(NamedTuple):
    """A text of a document: where its tracked changes are, as the place and what stands there already.

    `at` is where more of them go, within the element for them if `has_element`; an element without content, which
    ends at `end`, is opened for them.
    """

    at: int
    end: int
    has_element: bool


class Layout(NamedTuple):
    """What is in a part besides what it shows: in what that stands, and what else edits have to know of.

    `comments` are their texts with the offsets in the text of the part at which they begin. `collapsed` are the
    places of blanks that are not shown, since they follow others. `ids` are names of changes and comments.
    `declared` tells which namespaces have their usual prefixes in the whole part. `pieces` is how many pieces of
    text there are in the document up to here.
    """

    chains: Sequence[Chain]
    stories: Sequence[Story]
    collapsed: Sequence[tuple[int, int]]
    ids: frozenset[str]
    comments: Sequence[tuple[str, int | None]]
    declared: frozenset[str]
    hidden_styles: frozenset[str]
    pieces: int


def layout_of(
    xml: bytes | Iterable[bytes],
    name: str,
    before: int = 0,
    hidden_styles: frozenset[str] = frozenset(),
) -> tuple[ShownText, Layout]:
    """Return what a part shows, and in what that stands; `hidden_styles` are those of other parts that hide text.

    The XML has no CDATA sections (see `without_cdata`); where it is given in pieces, no places in it are noted, and
    it may have them. `name` is what the part is called in an error; `before` is how many pieces there are in the
    parts before it.

    Raises:
        TenlaoError: it is no XML that is fit for an OpenDocument text, or the document has too many pieces.
    """
    reader = _Reader(xml if isinstance(xml, bytes) else b"", before, hidden_styles)
    parse(reader.parser, xml, name, _LIBREOFFICE)
    return reader.shown, reader.layout()


class _Paragraph:
    """A paragraph that is being read."""

    def __init__(self, number: int, tag: tuple[int, int], outer: int | None) -> None:
        self.number = number
        self.tag = tag
        self.outer = outer
        self.inline: list[tuple[int, int]] = []
        self.names: list[str] = []
        # How many elements are open whose text is no part of the paragraph, and where the outermost began.
        self.opaque = 0
        self.opaque_from = -1
        self.after_blank = True
        # The last piece, if it is a blank that others may follow.
        self.blank: tuple[int, int] | None = None
        # What stands for characters and has begun.
        self.shows = ""
        self.chain: int | None = None


class _Reader:
    """Reads the XML of a part once, and notes what is shown and where."""

    def __init__(self, xml: bytes, before: int, hidden_styles: frozenset[str]) -> None:
        self.xml = xml
        self.count = before
        self.parser = new_parser("OpenDocument")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartNamespaceDeclHandler = self.declare
        self.hidden_styles = set(hidden_styles)
        self.path: list[str] = []
        self.begins: list[int] = []
        self.hiders: list[bool] = []
        self.hiding = 0
        self.style = ""
        self.shown = ShownText() if xml else ShownAlone()
        self.open: list[_Paragraph] = []
        self.chains = _Chains()
        self.stories: list[Story] = []
        self.story_depth = 0
        self.inserted: set[str] = set()
        self.collapsed: list[tuple[int, int]] = []
        self.ids: set[str] = set()
        self.comments: list[tuple[str, int, int]] = []
        self.comment: list[str] = []
        self.declared: set[str] = set()

    def layout(self) -> Layout:
        """Return what was read."""
        return Layout(
            self.chains,
            self.stories,
            self.collapsed,
            frozenset(self.ids),
            offsets_of(self.shown, self.comments),
            frozenset(self.declared),
            frozenset(self.hidden_styles),
            self.count,
        )

    def declare(self, prefix: str | None, uri: str | None) -> None:
        if not self.path and prefix is not None and _PREFIXES.get(uri or "") == prefix:
            self.declared.add(prefix)

    def start(self, tag: str, raw_attributes: Mapping[str, str]) -> None:
        element = _short(tag)
        attributes = {_short(name): value for name, value in raw_attributes.items()}
        begin = self.parser.CurrentByteIndex
        self.path.append(element)
        self.begins.append(begin)
        if len(self.path) > DEEPEST_NESTING:
            raise UnfitError(f"has elements nested more than {DEEPEST_NESTING} deep")
        self.ids |= {attributes[name] for name in _NAMING if name in attributes}
        hides = element in _HIDING or self.is_hidden(element, attributes)
        self.hiders.append(hides)
        self.hiding += hides
        if element == "style:style":
            self.style = attributes.get("style:name", "")
        elif element == "style:text-properties" and attributes.get("text:display") == "none":
            self.hidden_styles.add(self.style)
        elif element in _STORIES and not self.story_depth:
            self.story_depth = len(self.path)
            after = end_of_tag(self.xml, begin)
            self.stories.append(Story(after, after, False))
        elif element == "office:annotation":
            self.comment = []
            if self.open:
                self.comments.append(("", self.open[-1].number, len(self.shown.end)))
        elif element in ("text:change-start", "text:change-end"):
            self.change(element, attributes.get("text:change-id", ""))
        if element in _PARAGRAPHS and self.story_depth and not self.hiding:
            self.begin_paragraph(begin)
        elif element in _PARAGRAPHS and "office:annotation" in self.path:
            self.comment.append("")
        elif self.open and not self.hiding:
            self.begin_in_paragraph(element, attributes, begin)

    def change(self, element: str, id: str) -> None:
        """Note that what somebody has inserted begins or ends."""
        if element == "text:change-start":
            self.inserted.add(id)
        else:
            self.inserted.discard(id)
        if self.open:
            self.open[-1].chain = None

    def is_hidden(self, element: str, attributes: Mapping[str, str]) -> bool:
        is_text = element in (*_PARAGRAPHS, "text:span")
        hidden_by_style = is_text and attributes.get("text:style-name") in self.hidden_styles
        hidden = element == "text:section" and attributes.get("text:display") == "none"
        return hidden or hidden_by_style

    def begin_paragraph(self, begin: int) -> None:
        self.note_pieces(1)
        outer = None
        if self.open:
            outermost = self.open[0]
            outer = outermost.opaque_from if outermost.opaque else -1
        elif "draw:text-box" in self.path:
            outer = -1
        paragraph = _Paragraph(self.shown.paragraphs, (begin, end_of_tag(self.xml, begin)), outer)
        self.open.append(paragraph)
        self.shown.paragraphs += 1

    def begin_in_paragraph(self, element: str, attributes: Mapping[str, str], begin: int) -> None:
        paragraph = self.open[-1]
        if element in _INLINE and not paragraph.opaque:
            paragraph.inline.append((begin, end_of_tag(self.xml, begin)))
            paragraph.names.append(element)
            paragraph.chain = None
            return
        paragraph.opaque += 1
        if paragraph.opaque == 1:
            paragraph.opaque_from = begin
        if element == "text:note":
            paragraph.after_blank = False
        if element in _CHARACTERS and paragraph.opaque == 1:
            times = attributes.get("text:c", "1") if element == "text:s" else "1"
            count = int(times) if times.isascii() and times.isdigit() and len(times) < 8 else 1
            self.note_pieces(max(1, count))
            paragraph.shows = _CHARACTERS[element] * count
            paragraph.after_blank, paragraph.blank = False, None

    def end(self, _: str) -> None:
        element = self.path.pop()
        begin = self.begins.pop()
        hides = self.hiders.pop()
        if element in ("text:tracked-changes", "office:forms") and len(self.path) == self.story_depth:
            self.end_before_text(element, begin)
        elif element == "office:annotation" and self.open and self.comments:
            self.comments[-1] = ("\n".join(self.comment), *self.comments[-1][1:])
        if not self.hiding:
            if element in _PARAGRAPHS and self.open and self.open[-1].tag[0] == begin:
                self.open.pop()
            elif self.open:
                self.end_in_paragraph(element, begin)
        self.hiding -= hides
        if len(self.path) < self.story_depth:
            self.story_depth = 0
            self.inserted.clear()

    def end_before_text(self, element: str, begin: int) -> None:
        """Note where tracked changes go: into the element for them, or else after the forms, which come first."""
        end = end_of_element(self.xml, begin, self.parser.CurrentByteIndex)
        if element == "office:forms":
            self.stories[-1] = Story(end, end, False)
        else:
            is_one_tag = end == end_of_tag(self.xml, begin)
            at = begin if is_one_tag else self.parser.CurrentByteIndex
            self.stories[-1] = Story(at, end if is_one_tag else at, True)

    def end_in_paragraph(self, element: str, begin: int) -> None:
        paragraph = self.open[-1]
        if paragraph.opaque:
            if paragraph.opaque == 1 and element in _CHARACTERS:
                end = end_of_element(self.xml, begin, self.parser.CurrentByteIndex)
                self.add(paragraph, paragraph.shows, begin, end)
            paragraph.opaque -= 1
        elif paragraph.inline:
            paragraph.inline.pop()
            paragraph.names.pop()
            paragraph.chain = None

    def chain_of(self, paragraph: _Paragraph) -> int:
        """Return the number of the chain of elements in which the parser is."""
        if paragraph.chain is None:
            obstacle = _IN_GUIDE if "text:ruby" in paragraph.names else ""
            if self.inserted:
                obstacle = obstacle or _UNDER_REVISION
            inline = tuple(paragraph.inline)
            story = len(self.stories) - 1
            self.chains.add(Chain(paragraph.tag, inline, story, paragraph.outer, obstacle))
            paragraph.chain = len(self.chains) - 1
        return paragraph.chain

    def characters(self, text: str) -> None:
        if self.comment and "office:annotation" in self.path and self.path[-1] in (*_PARAGRAPHS, *_INLINE):
            self.comment[-1] += text
        if self.hiding or not self.open:
            return
        paragraph = self.open[-1]
        if paragraph.opaque:
            if text.strip(BLANKS):
                paragraph.after_blank, paragraph.blank = False, None
            return
        first = self.parser.CurrentByteIndex
        last = end_of_characters(self.xml, first, text)
        if len(text) == 1 or not _SEVERAL_BLANKS.search(text):
            self.show(paragraph, text, first, last)
            return
        for piece in _pieces(text):
            last = first + len(piece.encode())
            self.show(paragraph, piece, first, last)
            first = last

    def show(self, paragraph: _Paragraph, text: str, first: int, last: int) -> None:
        """Note text without blanks side by side, or blanks alone; one is shown of several, none at the beginning."""
        kept = text.lstrip(BLANKS)
        blanks = len(text) - len(kept)
        if not kept or blanks:
            self.show_blank(paragraph, first, first + blanks if kept else last)
        text, first = kept, first + blanks
        if not text:
            return
        kept = text.rstrip(BLANKS)
        blanks = len(text) - len(kept)
        self.add(paragraph, kept, first, last - blanks)
        paragraph.after_blank, paragraph.blank = False, None
        if blanks:
            self.show_blank(paragraph, last - blanks, last)

    def show_blank(self, paragraph: _Paragraph, first: int, last: int) -> None:
        if not paragraph.after_blank:
            self.add(paragraph, " ", first, last)
            paragraph.after_blank, paragraph.blank = True, (len(self.shown.last) - 1, last)
        elif paragraph.blank and paragraph.blank[1] == first:
            number = paragraph.blank[0]
            self.shown.last[number] = last
            paragraph.blank = number, last
        else:
            self.note_pieces(1)
            if self.xml:
                self.collapsed.append((first, last))

    def add(self, paragraph: _Paragraph, text: str, first: int, last: int) -> None:
        """Note a piece; text that is written as it is shown is cut into pieces that are not long."""
        chain = self.chain_of(paragraph) if self.xml else 0
        pieces = [(len(text), first, last)]
        if len(text) > LONGEST_PIECE and self.xml[first : first + 1] not in (b"<", b"&"):
            pieces = []
            for at in range(0, len(text), LONGEST_PIECE):
                end = first + len(text[at : at + LONGEST_PIECE].encode())
                pieces.append((min(LONGEST_PIECE, len(text) - at), first, end))
                first = end
        self.note_pieces(len(pieces))
        self.shown.add(paragraph.number, None, chain, text, pieces)

    def note_pieces(self, count: int) -> None:
        self.count += count
        if self.count > MOST_PIECES:
            raise UnfitError(f"has more than {MOST_PIECES} pieces of text")


def _short(tag: str) -> str:
    """Return a name with the usual prefix of its namespace, or with its namespace."""
    uri, _, local = tag.rpartition(" ")
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{local}" if prefix else tag


def _pieces(text: str) -> list[str]:
    """Return a text in pieces: words with single blanks between them, and several blanks.

    >>> _pieces("a b  c")
    ['a b', '  ', 'c']
    """
    return [piece for piece in _SEVERAL_BLANKS.split(text) if piece]

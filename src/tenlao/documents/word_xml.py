"""The XML of a part of a Word document: what is shown in its paragraphs, where that stands, and what is put there."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Final

from tenlao.documents.changes import Change
from tenlao.documents.text import MOST_PIECES
from tenlao.documents.xml_parts import (
    BLANKS,
    DEEPEST_NESTING,
    LONGEST_PIECE,
    Holder,
    ShownAlone,
    ShownText,
    UnfitError,
    end_of_characters,
    end_of_element,
    end_of_tag,
    name_of_tag,
    new_parser,
    parse,
    prefix_of_tag,
)

__all__ = ["WORD_NAMESPACES", "PartReader", "preserving", "preserving_tag", "shown_in", "text_beside"]

WORD_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_SPACE = "http://www.w3.org/XML/1998/namespace space"

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
CONTENT_TYPES: Final = "[Content_Types].xml"
_SPACE_ATTRIBUTE = re.compile(rb"""\s*xml:space\s*=\s*(?:"[^"]*"|'[^']*')""")


def shown_in(xml: bytes | Iterable[bytes], name: str, before: int = 0) -> tuple[ShownText, int]:
    """Return what is shown in a part, and how many pieces of text there are in the document up to here.

    The XML has no CDATA sections (see `without_cdata`); where it is given in pieces, no places in it are noted, and
    it may have them. `name` is what the part is called in an error; `before` is how many pieces there are in the
    parts before it.

    Raises:
        TenlaoError: it is no XML that is fit for a Word document, or the document has too many pieces.
    """
    reader = PartReader(xml if isinstance(xml, bytes) else b"", before)
    parse(reader.parser, xml, name)
    return reader.shown, reader.count


class PartReader:
    """Reads the XML of a part once, and notes what is shown and where."""

    def __init__(self, xml: bytes, before: int = 0) -> None:
        self.xml = xml
        self.count = before
        self.parser = new_parser()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.shown = ShownText() if xml else ShownAlone()
        self.open_paragraphs: list[int] = []
        # The elements that the parser is in, those of Word by their local names, and where the last one began.
        self.path = [""]
        self.preserve = [False]
        self.begin = 0
        # How many elements and fields hide what is in them; of the fields and runs, which do.
        self.hiding = 0
        self.fields: list[bool] = []
        self.runs: list[bool] = []
        self.run_count = 0
        self.open_runs: list[int] = []
        self.instruction = ""
        self.begin_text()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        uri, _, local = tag.rpartition(" ")
        element = local if uri in WORD_NAMESPACES else tag if uri else ""
        parent = self.path[-1]
        self.path.append(element)
        if len(self.path) > DEEPEST_NESTING:
            raise UnfitError(f"has elements nested more than {DEEPEST_NESTING} deep")
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
            self.open_runs.append(self.run_count)
            self.run_count += 1
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
        """End an element."""
        element = self.path.pop()
        preserve = self.preserve.pop()
        if element in _HIDING:
            self.hiding -= 1
        elif element == "p":
            self.open_paragraphs.pop()
        elif element == "r":
            self.runs.pop()
            self.open_runs.pop()
        elif element == "fldSimple":
            self.end_field()
        elif element == "t":
            self.end_holder(preserve)
        elif element in _CHARACTERS and self.path[-1] == "r" and self.is_shown():
            self.note_piece()
            pieces = [(1, self.begin, self.end_from(self.begin))]
            self.shown.add(self.open_paragraphs[-1], None, self.open_runs[-1], _CHARACTERS[element], pieces)

    def characters(self, text: str) -> None:
        """Take in characters between tags."""
        if self.path[-1] == "instrText":
            self.instruction = (self.instruction + text)[:_LONGEST_FIELD_NAME]
        elif self.path[-1] == "t" and self.is_shown():
            self.note_piece()
            first = self.parser.CurrentByteIndex
            self.text.write(text)
            for at in range(0, len(text), LONGEST_PIECE):
                piece = text[at : at + LONGEST_PIECE]
                last = end_of_characters(self.xml, first, piece)
                self.add_piece(len(piece), first, last)
                first = last

    def begin_text(self) -> None:
        """Begin the text of a holder; of its pieces it is noted how long they are, and where in the XML."""
        self.text = StringIO()
        self.lengths, self.firsts, self.lasts = array("I"), array("I"), array("I")

    def add_piece(self, length: int, first: int, last: int) -> None:
        """Note a piece of the text of a holder."""
        self.lengths.append(length)
        self.firsts.append(first)
        self.lasts.append(last)

    def note_piece(self) -> None:
        """Count a piece, of which there may not be too many."""
        self.count += 1
        if self.count > MOST_PIECES:
            raise UnfitError(f"has more than {MOST_PIECES} pieces of text")

    def is_shown(self) -> bool:
        """Tell whether text is shown where the parser is."""
        return not self.hiding and self.open_paragraphs != [] and self.runs != [] and not self.runs[-1]

    def begin_field(self) -> None:
        """Begin a field with its instruction."""
        self.fields.append(True)
        self.hiding += 1
        self.instruction = ""

    def begin_result(self) -> None:
        """Begin the result of a field, which is shown if it was typed."""
        if self.fields and self.fields[-1] and self.instruction.split()[:1] in _TYPED:
            self.fields[-1] = False
            self.hiding -= 1

    def end_field(self) -> None:
        """End a field."""
        if self.fields and self.fields.pop():
            self.hiding -= 1

    def end_from(self, begin: int) -> int:
        """Return where an element ends that begins at a place; the parser is at its end, or at its end tag."""
        return end_of_element(self.xml, begin, self.parser.CurrentByteIndex)

    def end_holder(self, preserve: bool) -> None:
        """End an element that holds text."""
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
        start, end = end_of_tag(self.xml, self.begin), self.parser.CurrentByteIndex
        holder = Holder(self.begin, start, firsts[first], lasts[last - 1], end, preserve)
        pieces = zip(lengths[first:last], firsts[first:last], lasts[first:last], strict=True)
        self.shown.add(self.open_paragraphs[-1], holder, self.open_runs[-1], kept, pieces)


def preserving(xml: bytes, holder: Holder) -> list[Change]:
    """Return the changes after which blanks at both ends of a holder's text are shown."""
    return [
        Change(holder.tag, holder.start, preserving_tag(xml, holder)),
        Change(holder.start, holder.text_start, b""),
        Change(holder.text_end, holder.end, b""),
    ]


def preserving_tag(xml: bytes, holder: Holder) -> bytes:
    """Return the tag of a holder with which blanks at both ends of its text are shown."""
    tag = xml[holder.tag : holder.start]
    if holder.preserve:
        return tag
    tag = _SPACE_ATTRIBUTE.sub(b"", tag)
    name = b"<" + name_of_tag(tag, 0)
    return name + b' xml:space="preserve"' + tag[len(name) :]


def text_beside(xml: bytes, start: int, text: bytes) -> bytes:
    """Return an element with text to stand beside the element that starts at a place."""
    tag = prefix_of_tag(xml, start) + b"t"
    return b'<%s xml:space="preserve">%s</%s>' % (tag, text, tag)

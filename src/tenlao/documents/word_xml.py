"""The XML of a part of a Word document: what is shown in its paragraphs, where that stands, and what is put there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from tenlao.documents.changes import Change
from tenlao.documents.text import MOST_PIECES
from tenlao.documents.xml_parts import (
    BLANKS,
    DEEPEST_NESTING,
    Holder,
    Shown,
    UnfitError,
    end_of_tag,
    name_of_tag,
    new_parser,
    parse,
    prefix_of_tag,
)

__all__ = [
    "IN_CONTROL",
    "Layout",
    "Run",
    "layout_of",
    "preserving",
    "preserving_tag",
    "text_beside",
]

_WORD = (
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
_SPACE_ATTRIBUTE = re.compile(rb"""\s*xml:space\s*=\s*(?:"[^"]*"|'[^']*')""")

# Elements around runs in which the schema allows revisions (EG_PContent), and what is said of others.
_CARRIERS = ("hyperlink", "fldSimple", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo")
_OBSTACLES = {"moveTo": "in text that was moved", "rubyBase": "in text with a phonetic guide"}
_ELSEWHERE: Final = "where Word keeps no changes"
IN_CONTROL: Final = "in a content control that is locked or filled in by Word"
_CONTROLS = ("dataBinding", "dropDownList", "comboBox", "date")
_LOCKS = ("contentLocked", "sdtContentLocked")
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


class Run(NamedTuple):
    """A run (`w:r`): where it, its properties, its content and its end tag begin, where it ends, and where it stands.

    The content begins after the properties. `parent` is where the tag begins of the element that it is in, and
    `inserted` where its tag begins and ends, if that is an insertion that is under revision. `obstacle` says why no
    revision can stand there, if none can. `outer` is the number of the outermost run in which it is, in a text box.
    """

    start: int
    head: int
    body: int
    end: int
    close: int
    parent: int
    inserted: tuple[int, int] | None
    obstacle: str
    outer: int


class Layout(NamedTuple):
    """What is in a part: what is shown in each paragraph, its runs, and what has a number in it.

    `ids` are the numbers that revisions, comments and bookmarks have (`w:id`). `notes` has the run in which a note is
    referred to, `note_of` the note in which a paragraph is, and `comments` the paragraph, and the piece in it, with
    which a comment begins. `pieces` is how many pieces of text there are in the document up to here.
    """

    paragraphs: Sequence[Sequence[Shown]]
    runs: Sequence[Run]
    ids: frozenset[int]
    notes: Mapping[tuple[str, str], int]
    note_of: Sequence[tuple[str, str] | None]
    comments: Sequence[tuple[str, int, int]]
    namespace: str
    pieces: int


def layout_of(xml: bytes, name: str, before: int = 0) -> Layout:
    """Return what is in a part and where.

    The XML has no CDATA sections (see `without_cdata`). `name` is what the part is called in an error; `before` is
    how many pieces there are in the parts before it.

    Raises:
        TenlaoError: it is no XML that is fit for a Word document, or the document has too many pieces.
    """
    reader = _Reader(xml, before)
    parse(reader.parser, xml, name)
    return reader.layout()


_NO_RUN: Final = Run(0, 0, 0, 0, 0, 0, None, _ELSEWHERE, 0)


class _Reader:
    """Reads the XML of a part once, and notes what is shown and where."""

    def __init__(self, xml: bytes, before: int) -> None:
        self.xml = xml
        self.count = before
        self.parser = new_parser()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.paragraphs: list[list[Shown]] = []
        self.open_paragraphs: list[list[Shown]] = []
        # The elements that the parser is in, those of Word by their local names, where each began, and the last one.
        self.path = [""]
        self.begins = [0]
        self.preserve = [False]
        self.begin = 0
        # How many elements and fields hide what is in them; of the fields and runs, which do.
        self.hiding = 0
        self.fields: list[bool] = []
        self.runs: list[bool] = []
        self.instruction = ""
        self.in_holder: list[tuple[str, int, int]] = []
        # All runs, the numbers of the open ones, and where the content of each begins.
        self.all_runs: list[Run] = []
        self.open_runs: list[int] = []
        self.bodies: list[int] = []
        # Of each open content control, whether its text is not to be changed.
        self.controls: list[bool] = []
        self.ids: set[int] = set()
        self.notes: dict[tuple[str, str], int] = {}
        self.note: tuple[str, str] | None = None
        self.note_of: list[tuple[str, str] | None] = []
        self.comments: list[tuple[str, int, int]] = []
        self.numbers: list[int] = []
        self.namespace = ""

    def layout(self) -> Layout:
        """Return what was read."""
        return Layout(
            self.paragraphs,
            self.all_runs,
            frozenset(self.ids),
            self.notes,
            self.note_of,
            self.comments,
            self.namespace,
            self.count,
        )

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        uri, _, local = tag.rpartition(" ")
        element = local if uri in _WORD else tag if uri else ""
        parent = self.path[-1]
        self.path.append(element)
        if len(self.path) > DEEPEST_NESTING:
            raise UnfitError(f"has elements nested more than {DEEPEST_NESTING} deep")
        space = attributes.get(_SPACE)
        self.preserve.append(self.preserve[-1] if space is None else space == "preserve")
        self.begin = self.parser.CurrentByteIndex
        self.begins.append(self.begin)
        if uri in _WORD:
            self.namespace = self.namespace or uri
            self.note_number(element, attributes.get(f"{uri} id", ""))
        if element in _HIDING:
            self.hiding += 1
        elif element == "p":
            self.note_piece()
            self.open_paragraphs.append([])
            self.numbers.append(len(self.paragraphs))
            self.paragraphs.append(self.open_paragraphs[-1])
            self.note_of.append(self.note)
        elif element == "r":
            self.begin_run()
        elif element == "vanish" and parent == "rPr" and self.path[-3] == "r":
            self.runs[-1] = attributes.get(f"{uri} val", "true") not in ("0", "false", "off")
        elif element == "sdt":
            self.controls.append(False)
        elif parent == "sdtPr" and self.controls:
            locked = element == "lock" and attributes.get(f"{uri} val") in _LOCKS
            self.controls[-1] = self.controls[-1] or locked or local in _CONTROLS
        elif element == "fldSimple":
            self.begin_field()
            self.instruction = attributes.get(f"{uri} instr", "")
            self.begin_result()
        elif element == "fldChar":
            change = {"begin": self.begin_field, "separate": self.begin_result, "end": self.end_field}
            change.get(attributes.get(f"{uri} fldCharType", ""), lambda: None)()

    def note_number(self, element: str, number: str) -> None:
        """Note what an element has a number for, if it has one."""
        if not number:
            return
        if number.lstrip("-").isascii() and number.lstrip("-").isdigit():
            self.ids.add(int(number[:20]))
        if element in _NOTES and self.open_runs:
            self.notes[_NOTES[element], number] = self.open_runs[0]
        elif element in _NOTES.values():
            self.note = element, number
        elif element == "commentRangeStart" and self.open_paragraphs:
            self.comments.append((number, self.numbers[-1], len(self.open_paragraphs[-1])))

    def begin_run(self) -> None:
        number = len(self.all_runs)
        inserted = None
        if self.path[-2] == "ins":
            inserted = self.begins[-2], end_of_tag(self.xml, self.begins[-2])
        outer = self.open_runs[0] if self.open_runs else number
        head = end_of_tag(self.xml, self.begin)
        run = Run(self.begin, head, 0, 0, 0, self.begins[-2], inserted, self.obstacle(), outer)
        self.all_runs.append(run)
        self.open_runs.append(number)
        self.bodies.append(head)
        self.runs.append(False)

    def obstacle(self) -> str:
        """Return why no revision can stand in the run that begins, if none can."""
        if True in self.controls:
            return IN_CONTROL
        for depth in range(len(self.path) - 2, 0, -1):
            element = self.path[depth]
            if element == "p":
                return ""
            if element not in _CARRIERS and not (element == "ins" and depth == len(self.path) - 2):
                return _OBSTACLES.get(element, _ELSEWHERE)
        return _ELSEWHERE

    def end(self, _: str) -> None:
        element = self.path.pop()
        preserve = self.preserve.pop()
        begin = self.begins.pop()
        if element in _HIDING:
            self.hiding -= 1
        elif element == "p":
            self.open_paragraphs.pop()
            self.numbers.pop()
        elif element == "r":
            self.end_run(begin)
        elif element == "rPr" and self.path[-1] == "r":
            self.bodies[-1] = self.end_of_element(begin)
        elif element == "sdt":
            self.controls.pop()
        elif element == "fldSimple":
            self.end_field()
        elif element == "t":
            self.end_holder(preserve)
        elif element in _CHARACTERS and self.path[-1] == "r" and self.is_shown():
            self.note_piece()
            self.open_paragraphs[-1].append(
                Shown(_CHARACTERS[element], self.begin, self.end_of_element(begin), None, self.open_runs[-1])
            )

    def end_run(self, begin: int) -> None:
        self.runs.pop()
        number = self.open_runs.pop()
        end = self.parser.CurrentByteIndex
        run = self.all_runs[number]
        self.all_runs[number] = run._replace(
            body=self.bodies.pop(), end=end, close=self.end_of_element(begin)
        )

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
            raise UnfitError(f"has more than {MOST_PIECES} pieces of text")

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

    def end_of_element(self, begin: int) -> int:
        """Return where an element ends that begins at a place; the parser is at its end, or at its end tag."""
        tag = end_of_tag(self.xml, begin)
        is_one_tag = self.xml[tag - 2 : tag] == b"/>"
        return tag if is_one_tag else end_of_tag(self.xml, self.parser.CurrentByteIndex)

    def end_holder(self, preserve: bool) -> None:
        pieces, self.in_holder = self.in_holder, []
        if not preserve:
            pieces = _stripped(pieces)
        if pieces:
            start, end = end_of_tag(self.xml, self.begin), self.parser.CurrentByteIndex
            holder = Holder(self.begin, start, pieces[0][1], pieces[-1][2], end, preserve)
            run = self.open_runs[-1]
            self.open_paragraphs[-1] += [Shown(*piece, holder, run) for piece in pieces]


def _stripped(pieces: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Return pieces of text without the blanks before and after."""
    filled = [number for number, piece in enumerate(pieces) if piece[0].strip(BLANKS)]
    if filled:
        pieces = pieces[filled[0] : filled[-1] + 1]
        text, first, last = pieces[0]
        kept = text.lstrip(BLANKS)
        pieces[0] = kept, first + len(text) - len(kept), last
        text, first, last = pieces[-1]
        kept = text.rstrip(BLANKS)
        pieces[-1] = kept, first, last - len(text) + len(kept)
    return pieces if filled else []


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

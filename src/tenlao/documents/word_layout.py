"""Where in a part of a Word document revisions and comments can stand: its runs, notes, and numbers in use."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from tenlao.base.lazy_sequences import LazySequence
from tenlao.documents.packed import PackedDocument, Piece
from tenlao.documents.word_xml import WORD_NAMESPACES, PartReader
from tenlao.documents.xml_parts import ShownAlone, end_of_tag, offsets_of, parse

__all__ = ["IN_CONTROL", "LaidOut", "Layout", "Run", "layout_of"]

# Elements around runs in which the schema allows revisions (EG_PContent), and what is said of others.
_CARRIERS = ("hyperlink", "fldSimple", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo")
_OBSTACLES = {"moveTo": "in text that was moved", "rubyBase": "in text with a phonetic guide"}
_ELSEWHERE: Final = "where Word keeps no changes"
IN_CONTROL: Final = "in a content control that is locked or filled in by Word"
_CONTROLS = ("dataBinding", "dropDownList", "comboBox", "date")
_LOCKS = ("contentLocked", "sdtContentLocked")
_WHYS = ("", IN_CONTROL, _ELSEWHERE, *_OBSTACLES.values())
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}

Note = tuple[str, str]
"""Which kind of note, and its number."""


class Run(NamedTuple):
    """A run (`w:r`): where it, its properties, its content and its end tag begin, where it ends, and where it stands.

    The content begins after the properties. `parent` is where the tag begins of the element that it is in, and
    `inserted` where its tag begins and ends, if that is an insertion that is under revision. `obstacle` says why no
    revision can stand there, if none can. `outer` is the number of the outermost run in which it is, in a text box;
    `note` is the note in which it is.
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
    note: Note | None


_NUMBERS = 11  # of a run, which is kept in so many


class _Runs(LazySequence[Run]):
    """Runs in the order in which they begin, some forty-four bytes each: a document may have one for each word."""

    def __init__(self) -> None:
        self._numbers = array("I")
        self._notes: list[Note | None] = [None]

    def __len__(self) -> int:
        return len(self._numbers) // _NUMBERS

    def begin(
        self, start: int, head: int, parent: int, inserted: tuple[int, int], obstacle: str, outer: int
    ) -> None:
        """Begin a run; what is inserted nowhere is so from 0 to 0."""
        why, note = _WHYS.index(obstacle), len(self._notes) - 1
        self._numbers.extend((start, head, head, 0, 0, parent, *inserted, why, outer, note))

    def end(self, number: int, body: int, end: int, close: int) -> None:
        """End a run."""
        at = number * _NUMBERS
        self._numbers[at + 2 : at + 5] = array("I", (body, end, close))

    def enter(self, note: Note) -> None:
        """Begin a note, in which the runs are from here on."""
        self._notes.append(note)

    def _made(self, number: int) -> Run:
        at = number * _NUMBERS
        *places, parent, first, last, why, outer, note = self._numbers[at : at + _NUMBERS]
        start, head, body, end, close = places
        inserted = (first, last) if last else None
        return Run(start, head, body, end, close, parent, inserted, _WHYS[why], outer, self._notes[note])


class Layout(NamedTuple):
    """What is in a part: its runs in the order in which they begin, and what has a number in it.

    `ids` are the numbers that revisions, comments and bookmarks have (`w:id`). `notes` has the run in which a note is
    referred to, and `comments` where in the text of the part a comment begins, by its number.
    """

    runs: Sequence[Run]
    ids: frozenset[int]
    notes: Mapping[Note, int]
    comments: Mapping[str, int | None]
    namespace: str


def layout_of(xml: bytes, name: str) -> Layout:
    """Return what is in a part and where; `name` is what the part is called in an error.

    Raises:
        TenlaoError: it is no XML that is fit for a Word document.
    """
    reader = _LayoutReader(xml)
    parse(reader.parser, xml, name)
    comments = dict(offsets_of(reader.shown, reader.comments))
    return Layout(reader.all_runs, frozenset(reader.ids), reader.notes, comments, reader.namespace)


class LaidOut(NamedTuple):
    """A document with the layout of each of its parts; the first is the body."""

    document: PackedDocument
    layouts: Sequence[Layout]

    @classmethod
    def of(cls, document: PackedDocument) -> LaidOut:
        """Lay out a document that has been read."""
        name = document.archive.name
        return cls(document, [layout_of(part.xml, f"{name}: {part.member}") for part in document.parts])

    def run(self, piece: Piece) -> Run:
        """Return the run in which a piece of text is."""
        return self.layouts[piece.part].runs[piece.run]

    def xml(self, piece: Piece) -> bytes:
        """Return the XML in which a piece of text is."""
        return self.document.parts[piece.part].xml


class _LayoutReader(PartReader):
    """Reads the XML of a part, and notes what revisions and comments have to know of."""

    def __init__(self, xml: bytes) -> None:
        super().__init__(xml)
        if b"commentRangeStart" not in xml:
            self.shown = ShownAlone()  # nobody asks where in the text something begins
        # Where the elements began that the parser is in; all runs, and where the content of each open one begins.
        self.begins = [0]
        self.all_runs = _Runs()
        self.bodies: list[int] = []
        # Of each open content control, whether its text is not to be changed.
        self.controls: list[bool] = []
        self.ids: set[int] = set()
        self.notes: dict[Note, int] = {}
        self.comments: list[tuple[str, int, int]] = []
        self.namespace = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.begins.append(self.parser.CurrentByteIndex)
        super().start(tag, attributes)
        uri, _, local = tag.rpartition(" ")
        element = self.path[-1]
        if uri in WORD_NAMESPACES:
            self.namespace = self.namespace or uri
            self.note_number(element, attributes.get(f"{uri} id", ""))
        if element == "r":
            self.begin_run()
        elif element == "sdt":
            self.controls.append(False)
        elif self.path[-2] == "sdtPr" and self.controls:
            locked = element == "lock" and attributes.get(f"{uri} val") in _LOCKS
            self.controls[-1] = self.controls[-1] or locked or local in _CONTROLS

    def note_number(self, element: str, number: str) -> None:
        """Note what an element has a number for, if it has one."""
        if not number:
            return
        digits = number.lstrip("-")
        if digits.isascii() and digits.isdigit():
            self.ids.add(int(number[:20]))
        if element in _NOTES and self.open_runs:
            self.notes[_NOTES[element], number] = self.open_runs[0]
        elif element in _NOTES.values():
            self.all_runs.enter((element, number))
        elif element == "commentRangeStart" and self.open_paragraphs:
            self.comments.append((number, self.open_paragraphs[-1], len(self.shown.end)))

    def begin_run(self) -> None:
        begin, parent = self.begins[-1], self.begins[-2]
        inserted = (parent, end_of_tag(self.xml, parent)) if self.path[-2] == "ins" else (0, 0)
        head = end_of_tag(self.xml, begin)
        self.all_runs.begin(begin, head, parent, inserted, self.obstacle(), self.open_runs[0])
        self.bodies.append(head)

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

    def end(self, tag: str) -> None:
        element, parent, begin = self.path[-1], self.path[-2], self.begins.pop()
        if element == "r":
            self.end_run(begin)
        elif element == "rPr" and parent == "r":
            self.bodies[-1] = self.end_from(begin)
        elif element == "sdt":
            self.controls.pop()
        super().end(tag)

    def end_run(self, begin: int) -> None:
        number = self.open_runs[-1]
        end = self.parser.CurrentByteIndex
        self.all_runs.end(number, self.bodies.pop(), end, self.end_from(begin))

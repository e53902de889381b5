"""Comments in Word documents: remarks at their places, in the part for comments, which is made if there is none."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tenlao.base.characters import attribute, fit_for_xml, in_xml
from tenlao.base.errors import TenlaoError
from tenlao.documents.changes import Change, Changes
from tenlao.documents.encodings import Encoding
from tenlao.documents.packed import PackedDocument, Part, Piece
from tenlao.documents.reviewing import Left, Reviewed
from tenlao.documents.word_layout import IN_CONTROL, LaidOut, Layout, Run, layout_of
from tenlao.documents.word_runs import Author, Cut, attributes, cut_runs, numbers_of
from tenlao.documents.word_xml import CONTENT_TYPES, WORD_NAMESPACES
from tenlao.documents.xml_parts import elements_in, new_parser, parse, prefix_of_tag

if TYPE_CHECKING:
    from tenlao.documents.reviewing import Remark, Reviewer

__all__ = ["commented"]

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    f"{_STRICT}officeDocument/relationships/comments",
)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "</Relationships>"
)
_UTF_8 = Encoding("utf-8")
_DAMAGED = "has comments that are not where it says; open it in Word and save it again"


def commented(document: PackedDocument, remarks: Sequence[Remark], reviewer: Reviewer) -> Reviewed:
    """Return what sets remarks as comments, and where none can be set.

    Comments stand in the body alone: a remark on a note is set where the note is referred to, and one on a text box
    where the box stands.

    Raises:
        TenlaoError: the comments that the document has are not where they should be.
    """
    if not remarks:
        return Reviewed(*document.rewritten({}), (), ())
    laid = LaidOut.of(document)
    body = laid.layouts[0]
    store = _Store.of(document, body.namespace or WORD_NAMESPACES[0])
    numbers = numbers_of([*laid.layouts, store.layout])
    author = Author(reviewer, numbers, body.namespace)
    anchors = _Anchors(laid)
    have: set[tuple[str, int | None]] = {(text, None) for text in store.texts.values()}
    have |= {(text, body.comments.get(number)) for number, text in store.texts.items()}
    cuts: defaultdict[int, list[Cut]] = defaultdict(list)
    changes = Changes()
    left, comments = [], []
    for remark in remarks:
        text = fit_for_xml(remark.text)
        place = anchors.of(remark)
        if isinstance(place, Left):
            left.append(place)
            continue
        if (text, remark.start if place.is_exact else None) in have:
            continue
        number = numbers()
        comments.append(_comment(number, text, store.prefix, author))
        begin, end = _marks(document.parts[0].xml, place, number, body.namespace)
        if place.is_exact:
            first, last = place.first, place.last
            cuts[first.run].append(_cut_at(first, remark.start, begin))
            cuts[last.run].append(_cut_at(last, remark.end, end))
        else:
            changes.add(Change(place.run.start, place.run.start, begin))
            changes.add(Change(place.run.close, place.run.close, end))
    if not comments:
        return Reviewed(*document.rewritten({}), (), left)
    runs = (
        (body.runs[run], sorted(cuts_of_run, key=lambda cut: (cut.first, cut.last)))
        for run, cuts_of_run in cuts.items()
    )
    changes.extend(cut_runs(document.parts[0].xml, runs, author))
    return Reviewed(*document.rewritten({0: changes}, store.with_more(b"".join(comments))), (), left)


class _Place(NamedTuple):
    """Where a comment stands: from a piece to another in the body, or else around a run."""

    first: Piece
    last: Piece
    run: Run
    is_exact: bool


class _Anchors:
    """Where in the body comments on places in the text of a document stand."""

    def __init__(self, laid: LaidOut) -> None:
        self._laid = laid

    def of(self, remark: Remark) -> _Place | Left:
        """Return where a comment stands, or why none can."""
        ends = self._laid.document.pieces.ends(remark.start, remark.end)
        if ends is None:
            return Left(remark.start, remark.end, "where no text is")
        first, last = ends
        run = self._outer(first)
        if isinstance(run, str):
            return Left(remark.start, remark.end, run)
        runs = self._laid.layouts[0].runs
        is_exact = first.part == 0 and all(runs[piece.run].outer == piece.run for piece in (first, last))
        if any(runs[piece.run].obstacle == IN_CONTROL for piece in (first, last) if first.part == 0):
            return Left(remark.start, remark.end, IN_CONTROL)
        return _Place(first, last, run, is_exact)

    def _outer(self, piece: Piece) -> Run | str:
        """Return the run of the body around which a comment on a piece can stand, or why there is none."""
        body, run = self._laid.layouts[0], self._laid.run(piece)
        if piece.part == 0:
            return body.runs[run.outer]
        if self._laid.document.parts[piece.part].in_margin:
            return "in a header or footer, where Word has no comments"
        if run.note is None or run.note not in body.notes:
            return "in a note to which the text does not refer"
        return body.runs[body.notes[run.note]]


def _cut_at(piece: Piece, offset: int, mark: bytes) -> Cut:
    place = piece.place(offset)
    return Cut(place, place, piece.holder, [("mark", mark)])


def _marks(xml: bytes, place: _Place, number: int, namespace: str) -> tuple[bytes, bytes]:
    """Return what stands where a comment begins, and where it ends and is referred to."""
    prefix = prefix_of_tag(xml, place.run.start)
    marked = attributes(prefix, namespace, id=str(number))
    begin, end, reference = (
        b"<%s%s%s/>" % (prefix, name, marked)
        for name in (b"commentRangeStart", b"commentRangeEnd", b"commentReference")
    )
    return begin, end + b"<%sr>%s</%sr>" % (prefix, reference, prefix)


def _comment(number: int, text: str, prefix: bytes, author: Author) -> bytes:
    """Return a comment with a paragraph for each line."""
    name = author.reviewer.written_author
    initials = "".join(word[0] for word in name.split())[:3]
    written = attributes(
        prefix,
        author.namespace,
        id=str(number),
        author=name,
        date=author.reviewer.written_date,
        initials=initials,
    )
    mark = b"<%sr><%sannotationRef/></%sr>" % (prefix, prefix, prefix)
    paragraphs = []
    for line in text.split("\n"):
        shown = b'<%sr><%st xml:space="preserve">%s</%st></%sr>'
        run = shown % (prefix, prefix, in_xml(line).encode(), prefix, prefix)
        paragraphs.append(b"<%sp>%s%s</%sp>" % (prefix, mark, run, prefix))
        mark = b""
    return b"<%scomment%s>%s</%scomment>" % (prefix, written, b"".join(paragraphs), prefix)


class _Store(NamedTuple):
    """Where a document has its comments: the part, what is in it, and the members that tell of it."""

    part: str
    is_new: bool
    members: Mapping[str, Part]
    layout: Layout
    texts: Mapping[str, str]
    prefix: bytes
    relation: str

    @classmethod
    def of(cls, document: PackedDocument, namespace: str) -> _Store:
        """Find the comments of a document, or the place for them."""
        archive = document.archive
        left = archive.most_unpacked - sum(len(part.xml) for part in document.parts)
        main = document.parts[0].member
        relations = posixpath.join(posixpath.dirname(main), "_rels", f"{posixpath.basename(main)}.rels")
        name = archive.name

        there = [member for member in (CONTENT_TYPES, relations) if member in archive.members]
        members = {member: Part.read(archive, member, left) for member in there}
        members.setdefault(relations, Part(relations, _NO_RELATIONS.encode(), _UTF_8))
        known = elements_in(members[relations].xml, f"{name}: {relations}")
        found = [element for element in known if element.get("Type") in _RELATIONS]
        if not found:
            part = _free_name(posixpath.join(posixpath.dirname(main), "comments"), archive.members)
            empty = f'{_DECLARATION}<w:comments xmlns:w="{namespace}"></w:comments>'.encode()
            members[part] = Part(part, empty, _UTF_8)
            relation = _RELATIONS[namespace.startswith(_STRICT)]
            return cls(part, True, members, layout_of(empty, part), {}, b"w:", relation)
        target = posixpath.normpath(posixpath.join("/", posixpath.dirname(main), found[0].get("Target", "")))
        part = next((m for m in archive.members if m.casefold() == target.lstrip("/").casefold()), "")
        if len(found) > 1 or not part or part in {known.member for known in document.parts}:
            raise TenlaoError(_DAMAGED, name)
        members[part] = Part.read(archive, part, left)
        xml = members[part].xml
        layout, texts = layout_of(xml, f"{name}: {part}"), _comments_in(xml, f"{name}: {part}")
        return cls(part, False, members, layout, texts, prefix_of_tag(xml, _root(xml)), "")

    def with_more(self, comments: bytes) -> Mapping[str, Iterable[bytes | memoryview]]:
        """Return the members that are to be changed or added for more comments."""
        contents = {self.part: _with_child_in(self.members[self.part], comments)}
        if not self.is_new:
            return contents
        for name, member in self.members.items():
            if name == CONTENT_TYPES:
                child = f'<%sOverride PartName={attribute(f"/{self.part}")} ContentType="{_TYPE}"/>'
            elif name.endswith(".rels"):
                taken = {element.get("Id") for element in elements_in(member.xml, name)}
                id = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
                target = posixpath.basename(self.part)
                child = f'<%sRelationship Id="{id}" Type="{self.relation}" Target="{target}"/>'
            else:
                continue
            contents[name] = _with_child_in(member, child.encode())
        return contents


def _root(xml: bytes) -> int:
    """Return where the root of an XML text begins."""
    root = re.search(rb"<(?![?!])", xml)
    assert root is not None, "the parser has found an element"
    return root.start()


def _with_child_in(part: Part, child: bytes) -> Iterable[bytes | memoryview]:
    """Return what a member holds, in pieces, when its root has one more child."""
    return part.holding([_with_child(part.xml, child)])


def _with_child(xml: bytes, child: bytes) -> bytes:
    """Return an XML text whose root has one more child, in which `%s` is the prefix of the root.

    >>> _with_child(b"<a><b/></a>", b"<c/>"), _with_child(b"<x:a/>", b"<%sc/>")
    (b'<a><b/><c/></a>', b'<x:a><x:c/></x:a>')
    """
    root = _root(xml)
    prefix = prefix_of_tag(xml, root)
    end = xml.rfind(b"</")
    child = child.replace(b"<%s", b"<" + prefix, 1) if child.startswith(b"<%s") else child
    if end < 0:
        close = xml.rindex(b"/>")
        name = xml[root + 1 : close].split()[0]
        return b"%s>%s</%s>%s" % (xml[:close], child, name, xml[close + 2 :])
    return xml[:end] + child + xml[end:]


def _free_name(stem: str, members: Mapping[str, object]) -> str:
    taken = {member.casefold() for member in members}
    return next(
        name for n in range(len(taken) + 1) if (name := f"{stem}{n or ''}.xml").casefold() not in taken
    )


def _comments_in(xml: bytes, name: str) -> Mapping[str, str]:
    """Return the text of each comment in a part, by its number, its paragraphs parted by line ends."""
    texts: dict[str, list[str]] = {}
    inside: list[str] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        uri, _, local = tag.rpartition(" ")
        inside.append(local)
        if local == "comment":
            texts[attributes.get(f"{uri} id", "")] = []
        elif local == "p" and texts:
            texts[next(reversed(texts))].append("")

    def characters(text: str) -> None:
        if inside[-1] == "t" and texts and (paragraphs := texts[next(reversed(texts))]):
            paragraphs[-1] += text

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: inside.pop()
    parser.CharacterDataHandler = characters
    parse(parser, xml, name)
    return {number: "\n".join(paragraphs) for number, paragraphs in texts.items()}

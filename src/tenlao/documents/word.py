"""Word documents (.docx): their paragraphs as text, and edits of it in the runs in which the text stands.

The XML is read for where things are (`word_xml`) and then changed at these places only, so all formatting stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from tenlao.base.characters import in_xml
from tenlao.base.errors import TenlaoError
from tenlao.documents.changes import Change, Changes
from tenlao.documents.encodings import refuse_garbled
from tenlao.documents.packed import PackedDocument, Part, Piece, Pieces
from tenlao.documents.text import word_by_word
from tenlao.documents.word_xml import CONTENT_TYPES, preserving, shown_in, text_beside
from tenlao.documents.xml_parts import BLANKS, elements_in
from tenlao.documents.zip_surgery import Archive

if TYPE_CHECKING:
    from typing_extensions import Self

    from tenlao.documents.reviewing import Remark, Reviewed, Reviewer
    from tenlao.documents.xml_parts import Holder
    from tenlao.text.edits import Edit

__all__ = ["WordDocument", "read"]

_MAIN = re.compile(
    r"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml|ms-word)\..*\.main\+xml"
)
_BESIDE = tuple(
    re.compile(rf"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.{part}\+xml")
    for part in ("header", "footer", "footnotes", "endnotes")
)
_MARGINS = _BESIDE[:2]
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class WordDocument(PackedDocument):
    """A Word document: its text, and where each piece of it stands. The first part is the body."""

    @classmethod
    def read(cls, content: bytes, name: str, *, only_text: bool = False) -> Self:
        """Read a document; `name` is what the file is called in an error.

        Raises:
            TenlaoError: it is no Word document, or a damaged or excessive one.
        """
        if content.startswith(_OLD_FORMAT):
            message = "is encrypted or in the old format of Word; save it as .docx without a password"
            raise TenlaoError(message, name)
        archive = Archive.read(content, name)
        parts: list[Part] = []
        pieces = Pieces()
        count = 0
        members, left = _members_with_text(archive)
        archive.refuse_excess([member for member, _ in members], left)
        for member, in_margin in members:
            part = Part.read(archive, member, left, in_margin, only_text=only_text)
            xml = part.xml or archive.unpacked_pieces(member, left)
            left -= archive.size(member)
            shown, count = shown_in(xml, f"{name}: {member}", count)
            pieces.add(shown)
            parts.append(part)
        refuse_garbled(pieces.text, name)
        return cls(content, archive, parts, pieces)

    @property
    def kind(self) -> str:
        """See `tenlao.documents.formats.Document.kind`."""
        return "docx"

    def is_text(self, piece: Piece) -> bool:
        """See `PackedDocument.is_text`."""
        return piece.holder is not None

    def tracked(self, edits: Sequence[Edit], reviewer: Reviewer) -> Reviewed:
        """See `tenlao.documents.reviewing.UnderReview.tracked`."""
        from tenlao.documents.word_revisions import tracked

        return tracked(self, edits, reviewer)

    def commented(self, remarks: Sequence[Remark], reviewer: Reviewer) -> Reviewed:
        """See `tenlao.documents.reviewing.UnderReview.commented`."""
        from tenlao.documents.word_comments import commented

        return commented(self, remarks, reviewer)

    def _changes_by_part(self, edits: Sequence[Edit]) -> Mapping[int, Changes]:
        changes: defaultdict[int, Changes] = defaultdict(Changes)
        # For each holder that is touched: one of its pieces by number, and what replaces which of its text.
        touched: dict[tuple[int, Holder], tuple[int, list[tuple[int, int, str]]]] = {}
        for start, end, new in word_by_word(edits, self.text):
            for number, first, last, text in self.replacements(start, end, new):
                piece = self.pieces[number]
                written = in_xml(text).encode()
                if piece.holder:
                    touched.setdefault((piece.part, piece.holder), (number, []))[1].append(
                        (first, last, text)
                    )
                elif text:
                    written = text_beside(self.parts[piece.part].xml, piece.first, written)
                changes[piece.part].add(Change(piece.place(first), piece.place(last), written))
        for (part, holder), (number, replaced) in touched.items():
            if not holder.preserve and self._has_blanks_at_ends(number, replaced):
                changes[part].extend(preserving(self.parts[part].xml, holder))
        return changes

    def _has_blanks_at_ends(self, number: int, replaced: Sequence[tuple[int, int, str]]) -> bool:
        """Tell whether what a holder shows has blanks at its ends after replacements; one of its pieces is given."""
        pieces, piece = self.pieces, self.pieces[number]
        first = last = number
        while first and pieces[first - 1].shares_holder(piece):
            first -= 1
        while last + 1 < len(pieces) and pieces[last + 1].shares_holder(piece):
            last += 1
        shown = []
        at = pieces[first].start
        for start, end, new in replaced:
            shown += [self.text[at:start], new]
            at = end
        text = "".join([*shown, self.text[at : pieces[last].end]])
        return text != text.strip(BLANKS)


def read(content: bytes, name: str, encoding: str | None = None) -> WordDocument:
    """Read a Word document, see `WordDocument.read`; it says itself in which encoding it is."""
    return WordDocument.read(content, name)


def _members_with_text(archive: Archive) -> tuple[list[tuple[str, bool]], int]:
    """Return the members that hold the body, headers, footers and notes, in this order, and which are in margins.

    How large they may be, all together, is returned with them.

    Raises:
        TenlaoError: there is no body, so the archive is no Word document.
    """
    members = {name.casefold(): name for name in archive.members}
    types: list[tuple[str, str]] = []
    left = archive.most_unpacked
    if CONTENT_TYPES in archive.members:
        content = archive.unpacked(CONTENT_TYPES, left)
        left -= len(content)
        elements = elements_in(content, f"{archive.name}: {CONTENT_TYPES}")
        types = [
            (attributes.get("PartName", "").lstrip("/").casefold(), attributes.get("ContentType", ""))
            for attributes in elements
        ]
    found = [
        [
            (members[part], kind in _MARGINS)
            for part, type in sorted(types)
            if kind.fullmatch(type) and part in members
        ]
        for kind in (_MAIN, *_BESIDE)
    ]
    if not found[0]:
        raise TenlaoError("is no Word document (.docx)", archive.name)
    return list(chain.from_iterable(found)), left

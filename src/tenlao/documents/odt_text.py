"""The text of OpenDocument texts, and edits of it in the elements in which it stands.

The XML is read for where things are (`odt_xml`) and then changed at these places only, so all formatting stays.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tenlao.base.characters import in_xml
from tenlao.base.errors import TenlaoError
from tenlao.documents.changes import Change, Changes
from tenlao.documents.encodings import refuse_garbled
from tenlao.documents.odt_xml import Layout, layout_of
from tenlao.documents.packed import PackedDocument, Part, Piece, Pieces, Replacement
from tenlao.documents.text import word_by_word
from tenlao.documents.xml_parts import ShownText, prefix_of_tag
from tenlao.documents.zip_surgery import OPEN_DOCUMENT, Archive

if TYPE_CHECKING:
    from typing_extensions import Self

    from tenlao.text.edits import Edit

__all__ = ["OdtText", "Written", "written"]

_TEXT, _STYLES, _TYPE, _MANIFEST = "content.xml", "styles.xml", "mimetype", "META-INF/manifest.xml"
_LONGEST_TYPE = 200


class Written(NamedTuple):
    """What an edit changes, piece by piece, and whether what is new follows a blank, and ends the paragraph."""

    replaced: Sequence[Replacement]
    after_blank: bool
    at_end: bool


@dataclass(frozen=True, slots=True)
class OdtText(PackedDocument):
    """An OpenDocument text: its text, where each piece of it stands, and how each part is laid out."""

    layouts: Sequence[Layout]

    @classmethod
    def read(cls, content: bytes, name: str, *, only_text: bool = False) -> Self:
        """Read a document; `name` is what the file is called in an error.

        Raises:
            TenlaoError: it is no OpenDocument text, or a damaged or excessive one.
        """
        archive = Archive.read(content, name, OPEN_DOCUMENT)
        left = archive.most_unpacked
        known = archive.unpacked(_TYPE, left)[:_LONGEST_TYPE] if _TYPE in archive.members else b""
        if not known.startswith(b"application/vnd.oasis.opendocument.text") or _TEXT not in archive.members:
            raise TenlaoError("is no OpenDocument text (.odt)", name)
        members = [member for member in (_TEXT, _STYLES) if member in archive.members]
        archive.refuse_excess(members, left)
        if _MANIFEST in archive.members and b"encryption-data" in archive.unpacked(_MANIFEST, left):
            raise TenlaoError("is encrypted; save it in LibreOffice without a password", name)
        parts = []
        most = {}
        for member in members:
            most[member] = left
            parts.append(Part.read(archive, member, left, in_margin=member == _STYLES, only_text=only_text))
            left -= archive.size(member)
        # Styles come first: some hide text.
        layouts: list[Layout] = []
        texts: list[ShownText] = []
        count = 0
        hidden: frozenset[str] = frozenset()
        for part in reversed(parts):
            xml = part.xml or archive.unpacked_pieces(part.member, most[part.member])
            shown, layout = layout_of(xml, f"{name}: {part.member}", count, hidden)
            texts.insert(0, shown)
            layouts.insert(0, layout)
            count, hidden = layout.pieces, layout.hidden_styles
        pieces = Pieces()
        for shown in texts:
            pieces.add(shown)
        refuse_garbled(pieces.text, name)
        return cls(content, archive, parts, pieces, layouts)

    @property
    def kind(self) -> str:
        """See `tenlao.documents.formats.Document.kind`."""
        return "odt"

    def is_text(self, piece: Piece) -> bool:
        """See `PackedDocument.is_text`."""
        xml = self.parts[piece.part].xml
        return xml[piece.first : piece.first + 1] != b"<"

    def _changes_by_part(self, edits: Sequence[Edit]) -> Mapping[int, Changes]:
        changes: defaultdict[int, Changes] = defaultdict(Changes)
        for edit in self.as_written(word_by_word(edits, self.text)):
            for replacement in edit.replaced:
                piece = self.pieces[replacement.number]
                new = written(replacement.new, self.prefix_at(piece), edit.after_blank, edit.at_end)
                first, last = piece.place(replacement.first), piece.place(replacement.last)
                changes[piece.part].add(Change(first, last, new))
            for part, change in self.collapsed_after(edit):
                changes[part].add(change)
        return changes

    def prefix_at(self, piece: Piece) -> bytes:
        """Return the prefix of elements of text at a piece."""
        chain = self.layouts[piece.part].chains[piece.run]
        return prefix_of_tag(self.parts[piece.part].xml, chain.paragraph[0])

    def as_written(self, edits: Iterable[tuple[int, int, str]]) -> Iterator[Written]:
        """Give edits that keep blanks which they would bring together, and replace elements of blanks whole."""
        # Edits as they are, and with what they take in beside them; those that meet are made as one.
        joined: list[tuple[tuple[int, int, str], tuple[int, int, str]]] = []
        for edit in edits:
            wider = self._with_blanks(*edit)
            while joined and joined[-1][1][1] >= wider[0]:
                (start, end, new), _ = joined.pop()
                edit = start, edit[1], new + self.text[end : edit[0]] + edit[2]
                wider = self._with_blanks(*edit)
            joined.append((edit, wider))
        for _, (start, end, new) in joined:
            replaced = list(self.replacements(start, end, new))
            host = self.pieces[next((r.number for r in replaced if r.new), replaced[0].number)]
            before, after = self._beside(start - 1, host), self._beside(end, host)
            yield Written(replaced, before in (None, " "), after is None)

    def _with_blanks(self, start: int, end: int, new: str) -> tuple[int, int, str]:
        """Return an edit that takes in the blanks beside it that it would bring together, and whole elements."""
        starts = self.pieces.starts
        for number in (bisect_left(starts, start + 1) - 1, bisect_left(starts, end) - 1):
            piece = self.pieces[number] if 0 <= number < len(starts) else None
            if piece and not self.is_text(piece) and len(piece.shown) > 1:
                if piece.start < start < piece.end:
                    new = self.text[piece.start : start] + new
                    start = piece.start
                if piece.start < end < piece.end:
                    new += self.text[end : piece.end]
                    end = piece.end
        within = next(self._pieces_at(start, end), None)
        if within is None:
            return start, end, new
        before, after = self._beside(start - 1, within), self._beside(end, within)
        ends_blank = new.endswith(" ") if new else before in (None, " ")
        if ends_blank and after == " ":
            return start, end + 1, f"{new} "
        if after is None and not new and before == " " and start < end:
            return start - 1, end, " "
        return start, end, new

    def _pieces_at(self, start: int, end: int) -> Iterator[Piece]:
        """Give the pieces that an edit touches, or else those beside it."""
        starts = self.pieces.starts
        for number in range(
            max(0, bisect_left(starts, start) - 1), min(len(starts), bisect_left(starts, end) + 1)
        ):
            piece = self.pieces[number]
            if piece.start <= end and start <= piece.end:
                yield piece

    def _beside(self, offset: int, piece: Piece) -> str | None:
        """Return the letter at an offset, or None where the paragraph of a piece has none.

        A blank is one that does not show after another; for what is shown by an element, U+FFFC is returned.
        """
        number = bisect_left(self.pieces.starts, offset + 1) - 1
        if offset < 0 or number < 0:
            return None
        found = self.pieces[number]
        chains = self.layouts[piece.part].chains
        if not found.start <= offset < found.end or found.part != piece.part:
            return None
        if chains[found.run].paragraph != chains[piece.run].paragraph:
            return None
        return self.text[offset] if self.is_text(found) else "\ufffc"

    def collapsed_after(self, edit: Written) -> Iterator[tuple[int, Change]]:
        """Give the changes that remove blanks which do not show, and would show after an edit, each with its part."""
        number = edit.replaced[-1].number
        piece = self.pieces[edit.replaced[0].number]
        collapsed = self.layouts[piece.part].collapsed
        after = self.pieces[number + 1] if number + 1 < len(self.pieces) else None
        limit = after.first if after and after.part == piece.part else len(self.parts[piece.part].xml)
        for at in range(bisect_left(collapsed, (piece.first, piece.first)), len(collapsed)):
            first, last = collapsed[at]
            if last > limit:
                return
            yield piece.part, Change(first, last, b"")


def written(text: str, prefix: bytes, after_blank: bool, at_end: bool) -> bytes:
    """Return text as XML, with an element for each blank that would not show.

    >>> written("a  b", b"text:", False, False)
    b'a <text:s/>b'
    """
    pieces: list[bytes] = []
    for number, letter in enumerate(text):
        shows = not after_blank and not (at_end and number + 1 == len(text))
        after_blank = letter == " " and shows
        if letter == " " and not shows:
            pieces.append(b"<%ss/>" % prefix)
        elif letter == "\t":
            pieces.append(b"<%stab/>" % prefix)
        elif letter in "\n\r":
            pieces.append(b"<%sline-break/>" % prefix)
        else:
            pieces.append(in_xml(letter).encode())
    return b"".join(pieces)

"""Documents that are texts: which of it is markup, and how edits of what is read become edits of what is written."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any, Literal, NamedTuple

from tenlao.base.errors import TenlaoError
from tenlao.base.lazy_sequences import LazySequence
from tenlao.documents.changes import Change, changed, restore_data
from tenlao.documents.encodings import Encoding, decode
from tenlao.text.edits import Edit

__all__ = [
    "BREAK",
    "JOINER",
    "MOST_PIECES",
    "Markup",
    "PlacedMarkup",
    "Syntax",
    "TextDocument",
    "bounded",
    "character",
    "exact",
    "inline",
    "parting",
    "read",
    "read_text",
    "word_by_word",
]

JOINER = "\u2060"
BREAK = "\n"


_Role = Literal["parts", "opens", "closes", "clings", "character"]


class Markup(NamedTuple):
    """A piece of a text that its readers do not see, and what they see instead: as many characters.

    Some markup *parts* what stands before it from what stands after it, as paragraphs are; other markup
    *opens* or *closes* something within a sentence, or *clings*: closes something only if it follows a letter.
    A *character* is one that is written as several, such as `&ecirc;`.
    """

    start: int
    end: int
    shown: str
    role: _Role


def parting(start: int, end: int) -> Markup:
    r"""Return markup that parts what stands before it from what stands after it.

    >>> parting(0, 3).shown
    '\n\n\n'
    """
    return Markup(start, end, BREAK * (end - start), "parts")


def inline(start: int, end: int, role: Literal["opens", "closes", "clings"]) -> Markup:
    r"""Return markup within a sentence, even within a word.

    >>> inline(0, 3, "opens").shown
    '\u2060\u2060\u2060'
    """
    return Markup(start, end, JOINER * (end - start), role)


def character(start: int, end: int, shown: str) -> Markup:
    r"""Return a character that is written as several.

    >>> character(0, 7, "ê").shown
    'ê\u2060\u2060\u2060\u2060\u2060\u2060'
    """
    return Markup(start, end, shown + JOINER * (end - start - len(shown)), "character")


MOST_PIECES = 4_000_000
"""Documents with more pieces of markup are refused: articles have a few."""


def bounded(markup: Iterable[Markup], name: str | None = None) -> Iterator[Markup]:
    """Give the markup of a text; `name` is what its file is called in an error.

    Raises:
        TenlaoError: there is too much.
    """
    for number, piece in enumerate(markup):
        if number == MOST_PIECES:
            raise TenlaoError(f"has more than {MOST_PIECES} pieces of markup; split it", name)
        yield piece


_AT_A_TIME = 1 << 10  # short strings are joined, each of which takes more room than what is in it
_ROLES: tuple[_Role, ...] = ("parts", "opens", "closes", "clings", "character")


class PlacedMarkup(LazySequence[Markup]):
    """The markup of a text, in text order, and the text as its readers see it; a piece takes some ten bytes.

    >>> placed = PlacedMarkup("V<b>ie</b>t", [inline(1, 4, "opens"), inline(6, 10, "closes")])
    >>> placed[1].role, len(placed), placed.text.replace(JOINER, "")
    ('closes', 2, 'Viet')
    """

    def __init__(self, source: str, markup: Iterable[Markup] = ()) -> None:
        self.starts, self._ends, self._roles = array("L"), array("L"), bytearray()
        shown: list[str] = []
        some: list[str] = []
        at = 0
        for piece in markup:
            some += source[at : piece.start], piece.shown
            if len(some) >= _AT_A_TIME:
                shown.append("".join(some))
                some.clear()
            at = piece.end
            self.starts.append(piece.start)
            self._ends.append(piece.end)
            self._roles.append(_ROLES.index(piece.role))
        self.text = "".join([*shown, *some, source[at:]]) if self.starts else source

    def __len__(self) -> int:
        return len(self.starts)

    def _made(self, number: int) -> Markup:
        start, end = self.starts[number], self._ends[number]
        return Markup(start, end, self.text[start:end], _ROLES[self._roles[number]])


class Syntax(NamedTuple):
    """How a text is written: the markup in it, and what becomes of new text when it is written there."""

    markup: Iterable[Markup] = ()
    escaped: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A document whose file is a text: the source, in which markup stands that its readers do not see."""

    kind: str
    original: bytes
    source: str
    encoding: Encoding
    markup: PlacedMarkup
    escaped: Callable[[str], str] = str
    _line_ends: Sequence[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        line_ends = array("L", (end.start() for end in re.finditer("\n", self.source)))
        object.__setattr__(self, "_line_ends", line_ends)

    @property
    def text(self) -> str:
        """See `tenlao.documents.formats.Document.text`."""
        return self.markup.text

    @property
    def margins(self) -> Sequence[tuple[int, int]]:
        """See `tenlao.documents.formats.Document.margins`."""
        return ()

    def line(self, offset: int) -> int:
        """See `tenlao.documents.formats.Document.line`."""
        return bisect_left(self._line_ends, offset) + 1

    def edited(self, edits: Sequence[Edit], *, in_source: bool = False) -> bytes:
        """See `tenlao.documents.formats.Document.edited`."""
        return changed(self.original, self._changes(edits, in_source))

    def restore_data(self, edits: Sequence[Edit], *, in_source: bool = False) -> dict[str, Any]:
        """See `tenlao.documents.formats.Document.restore_data`."""
        return restore_data(self.original, self._changes(edits, in_source))

    def source_edits(self, edits: Iterable[Edit], *, in_source: bool = False) -> Iterator[Edit]:
        """See `tenlao.documents.formats.Document.source_edits`."""
        for start, end, new in self._replacements(edits, in_source):
            yield Edit(start, end, self.source[start:end], new)

    def _replacements(self, edits: Iterable[Edit], in_source: bool) -> Iterator[tuple[int, int, str]]:
        return exact(edits, self.source) if in_source else self._in_source(edits)

    def _changes(self, edits: Iterable[Edit], in_source: bool) -> Iterator[Change]:
        encode = self.encoding.encode
        offset, place = 0, len(self.encoding.mark)
        for start, end, new in self._replacements(edits, in_source):
            first = place + len(encode(self.source[offset:start]))
            place = first + len(encode(self.source[start:end]))
            offset = end
            yield Change(first, place, encode(new))

    def _in_source(self, edits: Iterable[Edit]) -> Iterator[tuple[int, int, str]]:
        """Give edits of what is read as replacements in the source, which leave the markup as it is."""
        starts = self.markup.starts
        replacements = (
            replacement
            for edit in word_by_word(edits, self.text)
            for replacement in self._placed(starts, *edit)
        )
        before = 0
        end_of_source = (len(self.source), len(self.source), "")
        for (start, end, new), (after, _, _) in pairwise(chain(replacements, [end_of_source])):
            first, last = start, end
            if start < end and not new:
                first, last = self._with_emphasis(starts, start, end, before, after)
            if before < first and _AFTER_SIGN_OF_TAG.match(new or self.source[last : last + 1]):
                first, new = self._with_sign(starts, first, new)
            if before < first:
                first, new = self._with_ampersand(starts, max(before, first - _FARTHEST), first, last, new)
            yield first, last, new
            before = end

    def _with_sign(self, starts: Sequence[int], start: int, new: str) -> tuple[int, str]:
        """Return the place of new text, and the text: with the sign before it if that would begin a tag there."""
        sign = self._written(starts, start, "<")
        if self.source[start - 1] != "<" or sign == "<" or self.source.endswith(sign, 0, start):
            return start, new
        return start - 1, sign + new

    def _with_ampersand(
        self, starts: Sequence[int], begin: int, start: int, end: int, new: str
    ) -> tuple[int, str]:
        """Return the place of new text, and the text: from an `&` on that would begin a reference with it."""
        sign = self.source.rfind("&", begin, start)
        if sign < 0:
            return start, new
        before, written = bisect_right(starts, sign) - 1, self._written(starts, start, "&")
        if written == "&" or (before >= 0 and self.markup[before].end > sign):
            return start, new  # it begins one already, or is none of the text
        rest = self.source[sign + 1 : start] + new
        begun = _REFERENCE.match("&" + rest + self.source[end : end + _FARTHEST])
        if begun is None:
            return start, new
        from html import unescape  # whose table of entities few need

        return (start, new) if unescape(begun[0]) == begun[0] else (sign, written + rest)

    def _placed(
        self, starts: Sequence[int], start: int, end: int, new: str
    ) -> Iterator[tuple[int, int, str]]:
        """Give the replacements that make an edit: the first piece of what is replaced takes what is new."""
        end = self._after_character(starts, end)
        pieces = list(self._between_markup(starts, self._after_character(starts, start), end))
        if not pieces:
            place = self._insertion(starts, end)
            pieces = [(place, place)]
        (first, last), *others = pieces
        yield first, last, self._written(starts, first, new)
        for first, last in others:
            yield first, last, ""

    def _written(self, starts: Sequence[int], place: int, new: str) -> str:
        """Return new text as it is written at a place; in a CDATA section of XML, it is not escaped."""
        before = bisect_left(starts, place) - 1
        markup = self.markup[before] if before >= 0 else None
        if (
            markup is None or self.source[markup.start : markup.end] != _CDATA
        ):  # in HTML, that goes on up to a >
            return self.escaped(new)
        return new.replace("]]>", f"]]]]>{_CDATA}>")

    def _with_emphasis(
        self, starts: Sequence[int], start: int, end: int, before: int, after: int
    ) -> tuple[int, int]:
        """Return the bounds of a piece that is removed, with marks that would have nothing left to emphasise."""
        opening, closing = bisect_left(starts, start) - 1, bisect_left(starts, end)
        while (
            opening >= 0
            and closing < len(starts)
            and before <= starts[opening]
            and self.markup[opening].end == start
            and self.markup[opening].role == "opens"
            and starts[closing] == end
            and self.markup[closing].end <= after
            and self.markup[closing].role == "clings"
        ):
            start, end = starts[opening], self.markup[closing].end
            opening, closing = opening - 1, closing + 1
        return start, end

    def _after_character(self, starts: Sequence[int], offset: int) -> int:
        """Return an offset, or the end of the character within which it is."""
        before = bisect_left(starts, offset) - 1
        within = before >= 0 and self.markup[before].end > offset
        return self.markup[before].end if within and self.markup[before].role == "character" else offset

    def _between_markup(self, starts: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the pieces between two offsets that are no markup."""
        first = max(0, bisect_right(starts, start) - 1)
        for markup in self.markup[first : bisect_left(starts, end)]:
            if markup.role != "character" and markup.end > start:
                if start < markup.start:
                    yield start, markup.start
                start = markup.end
        if start < end:
            yield start, end

    def _insertion(self, starts: Sequence[int], offset: int) -> int:
        """Return where in the source something new has its place that is to stand at an offset.

        It follows the letter before and what closes there, but not what opens there.
        """
        last = bisect_left(starts, offset)
        if last:
            offset = max(offset, self.markup[last - 1].end)
        first, place = last, offset
        while first and self._is_inline(first - 1) and self.markup[first - 1].end == place:
            first -= 1
            place = self.markup[first].start
        if not place or (
            first and self.markup[first - 1].end == place and self.markup[first - 1].role == "parts"
        ):
            return offset
        while first < last and self.markup[first].role != "opens":
            place = self.markup[first].end
            first += 1
        return self._where_closing_holds(starts, place)

    def _is_inline(self, number: int) -> bool:
        return self.markup[number].role in ("opens", "closes", "clings")

    def _where_closing_holds(self, starts: Sequence[int], place: int) -> int:
        """Return a place, or the one after what clings to the letter before, where it would not close without."""
        after = place
        number = bisect_left(starts, place)
        while number < len(starts) and starts[number] == after and self.markup[number].role == "clings":
            after = self.markup[number].end
            number += 1
        following = self.source[after : after + 1]
        holds = following.isspace() or not following or unicodedata.category(following)[0] in "PS"
        return place if holds else after


def read_text(
    kind: str, content: bytes, name: str, encoding: str | None, syntax: Callable[[str], Syntax]
) -> TextDocument:
    """Read a file that is a text; `syntax` tells how a text of this kind is written.

    >>> read_text("text", b"Lao", "a.txt", None, lambda text: Syntax()).text
    'Lao'

    Raises:
        TenlaoError: it is no text in this encoding, or has too much markup; `name` is what the file is called.
    """
    source, found = decode(content, encoding, name)
    markup, escaped = syntax(source)
    return TextDocument(kind, content, source, found, PlacedMarkup(source, bounded(markup, name)), escaped)


def read(content: bytes, name: str, encoding: str | None) -> TextDocument:
    """Read a text without markup, see `read_text`."""
    return read_text("text", content, name, encoding, lambda _: Syntax())


def exact(edits: Iterable[Edit], text: str) -> Iterator[tuple[int, int, str]]:
    """Give from where to where edits of a text go, and what they put there.

    Raises:
        ValueError: an edit overlaps the one before, or is outside the text.
    """
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"{edit} does not fit the text")
        yield edit.start, edit.end, edit.new
        at = edit.end


_CDATA = "<![CDATA["
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]+|[A-Za-z0-9]+);?")
_FARTHEST = 40  # characters before new text in which a reference may begin that it would end
_AFTER_SIGN_OF_TAG = re.compile("[A-Za-z/!?]")
_SPACE = re.compile(rf"\s[\s{JOINER}]*")


def word_by_word(edits: Iterable[Edit], text: str) -> Iterator[tuple[int, int, str]]:
    """Give edits as `exact`, but of single words where as many words, set apart alike, replace others.

    Each word then takes the place of one, and what is between them, such as the end of a link, stays there. So does a
    word that is the same.

    >>> from tenlao import Edit
    >>> list(word_by_word([Edit(0, 8, "Lào Thái", "Lao Thai")], "Lào Thái"))
    [(0, 3, 'Lao'), (4, 8, 'Thai')]

    Raises:
        ValueError: an edit overlaps the one before, or is outside the text.
    """
    for start, end, new in exact(edits, text):
        old_spaces = [space.span() for space in _SPACE.finditer(text, start, end)]
        new_spaces = [space.span() for space in _SPACE.finditer(new)]
        old_words = _between(old_spaces, start, end)
        new_words = _between(new_spaces, 0, len(new))
        apart_alike = [text[a:b].replace(JOINER, "") for a, b in old_spaces] == [
            new[a:b] for a, b in new_spaces
        ]
        if apart_alike and all(a < b for a, b in (*old_words, *new_words)):
            for (first, last), (new_first, new_last) in zip(old_words, new_words, strict=True):
                if text[first:last] != new[new_first:new_last]:
                    yield first, last, new[new_first:new_last]
        else:
            yield start, end, new


def _between(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans between spans, from start to end."""
    starts = [start, *(last for _, last in spans)]
    ends = [*(first for first, _ in spans), end]
    return list(zip(starts, ends, strict=True))

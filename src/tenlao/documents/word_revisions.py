"""Tracked changes of Word documents: edits as revisions (`w:ins`, `w:del`), accepted or rejected one by one."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from tenlao.base.characters import in_xml
from tenlao.documents.changes import Changes
from tenlao.documents.packed import PackedDocument, Piece, Replacement
from tenlao.documents.reviewing import Left, Reviewed, minimal
from tenlao.documents.text import word_by_word
from tenlao.documents.word_layout import LaidOut
from tenlao.documents.word_runs import Author, Cut, Kind, cut_runs, element, head_of, numbers_of
from tenlao.documents.word_xml import text_beside
from tenlao.documents.xml_parts import end_of_tag, prefix_of_tag

if TYPE_CHECKING:
    from tenlao.documents.reviewing import Reviewer
    from tenlao.documents.word_layout import Run
    from tenlao.text.edits import Edit

__all__ = ["tracked"]


# Where Word marks what it takes for misspelled, as it does with most Lao names.
_PROOFING = re.compile(rb"<[^<>]*proofErr\s[^<>]*/>")


def tracked(document: PackedDocument, edits: Sequence[Edit], reviewer: Reviewer) -> Reviewed:
    """Return what makes edits as revisions, and where none can be made."""
    laid = LaidOut.of(document)
    numbers = numbers_of(laid.layouts)
    authors = [Author(reviewer, numbers, layout.namespace) for layout in laid.layouts]
    cuts: dict[int, _Cuts] = {}
    made, left = [], []
    for edit in edits:
        words = _words(laid, edit)
        why = next((why for word in words for why in _obstacles(laid, word)), "")
        if why:
            left.append(Left(edit.start, edit.end, why))
            continue
        made.append(edit)
        for word in words:
            for number, first, last, host in _cuts(laid, word):
                part = document.pieces[number].part
                if part not in cuts:
                    cuts[part] = _Cuts(laid, part, authors[part])
                cuts[part].add(number, first, last, host)
    changes = {
        part: Changes(cut_runs(document.parts[part].xml, cuts_of_part.by_run(), authors[part]))
        for part, cuts_of_part in reversed(cuts.items())
    }
    del laid, cuts  # what is written next takes many times the document
    return Reviewed(*document.rewritten(changes), made, left)


class _Cuts:
    """The cuts in a part, some forty bytes each: what stands there is told once they are made."""

    def __init__(self, laid: LaidOut, part: int, author: Author) -> None:
        self._laid, self._part, self._author = laid, part, author
        # Where each is, its piece, the one beside which it sets something new, and the number of that, 0 for nothing.
        self._runs, self._firsts, self._lasts = array("I"), array("I"), array("I")
        self._pieces, self._hosts, self._ids = array("I"), array("I"), array("I")
        self._new: list[str] = []
        self._words: dict[str, str] = {}

    def add(self, number: int, first: int, last: int, host: Replacement | None) -> None:
        """Take in a cut in a piece, from a byte to another, and what is new there."""
        new = host.new if host else ""
        self._runs.append(self._laid.document.pieces[number].run)
        self._firsts.append(first)
        self._lasts.append(last)
        self._pieces.append(number)
        self._hosts.append(host.number if host else 0)
        self._ids.append(self._author.numbers() if host else 0)
        self._new.append(self._words.setdefault(new, new))

    def by_run(self) -> Iterator[tuple[Run, Iterator[Cut]]]:
        """Give the cuts of each run in order, run by run, as these are first cut."""
        order: Iterable[int] = range(len(self._runs))
        places = zip(self._runs, self._firsts, self._lasts, strict=True)
        if any(before > after for before, after in pairwise(places)):
            ranks = {run: rank for rank, run in enumerate(dict.fromkeys(self._runs))}
            order = sorted(order, key=lambda n: (ranks[self._runs[n]], self._firsts[n], self._lasts[n]))
        for run, numbers in groupby(order, key=self._runs.__getitem__):
            yield self._laid.layouts[self._part].runs[run], map(self._made, numbers)

    def _made(self, number: int) -> Cut:
        piece = self._laid.document.pieces[self._pieces[number]]
        first, last, id = self._firsts[number], self._lasts[number], self._ids[number]
        written: list[tuple[Kind, bytes]] = []
        if first < last:
            written.append(("deleted", _deleted(self._laid, piece, first, last)))
        if id:
            host = self._laid.document.pieces[self._hosts[number]]
            written.append(("inserted", _inserted(self._laid, host, self._new[number], self._author, id)))
        return Cut(first, last, piece.holder, written)


def _words(laid: LaidOut, edit: Edit) -> list[list[Replacement]]:
    """Return what an edit replaces at once: all, where that stands in one formatting, or else word by word.

    So a name is not accepted by half where that can be helped, and yet all reads and looks as plain edits do.
    """
    whole = list(laid.document.replacements(edit.start, edit.end, edit.new))
    pieces = [laid.document.pieces[replacement.number] for replacement in whole]
    runs = [laid.run(piece) for piece in pieces]
    properties = {laid.xml(p)[r.head : r.body] for p, r in zip(pieces, runs, strict=True)}
    if len(properties) == 1 and all(_are_side_by_side(laid, r.number) for r in whole[:-1]):
        return [whole] if edit.old != edit.new else []
    return [list(laid.document.replacements(*word)) for word in word_by_word([edit], laid.document.text)]


def _obstacles(laid: LaidOut, replaced: Sequence[Replacement]) -> list[str]:
    """Return why pieces cannot be changed by revisions, if they cannot."""
    whys = [laid.run(laid.document.pieces[replacement.number]).obstacle for replacement in replaced]
    return [why for why in whys if why]


def _cuts(
    laid: LaidOut, replaced: Sequence[Replacement]
) -> Iterator[tuple[int, int, int, Replacement | None]]:
    """Give the cuts for an edit: the piece by its number, from which byte to which, and what is new there.

    That follows all that is deleted, where nothing else stands between.
    """
    if len(replaced) == 1:
        replaced = [_trimmed(laid, replaced[0])]
    host = next((replacement for replacement in replaced if replacement.new), None)
    deleted = [replacement for replacement in replaced if replacement.first < replacement.last]
    last = host
    if host in deleted and all(_are_side_by_side(laid, r.number) for r in deleted[:-1]):
        last = deleted[-1]
    for replacement in replaced:
        piece = laid.document.pieces[replacement.number]
        first, end = piece.place(replacement.first), piece.place(replacement.last)
        is_host = host is not None and replacement is last
        if first < end or is_host:
            yield replacement.number, first, end, host if is_host else None


def _are_side_by_side(laid: LaidOut, number: int) -> bool:
    """Tell whether nothing stands between a piece and the next, be it in the next run."""
    piece, after = laid.document.pieces[number], laid.document.pieces[number + 1]
    if piece.shares_holder(after):
        return True
    xml = laid.xml(piece)
    last = end_of_tag(xml, piece.holder.end) if piece.holder else piece.last
    first = after.holder.tag if after.holder else after.first
    run, next_run = laid.run(piece), laid.run(after)
    if run != next_run:
        is_last, is_first = not xml[last : run.end].strip(), not xml[next_run.body : first].strip()
        return is_last and is_first and not _PROOFING.sub(b"", xml[run.close : next_run.start]).strip()
    return not xml[last:first].strip()


def _trimmed(laid: LaidOut, replaced: Replacement) -> Replacement:
    """Return a replacement without the words at its ends that stay as they are."""
    number, first, last, new = replaced
    before, after = minimal(laid.document.text[first:last], new)
    return Replacement(number, first + before, last - after, new[before : len(new) - after])


def _deleted(laid: LaidOut, piece: Piece, first: int, last: int) -> bytes:
    """Return what a run holds that shows deleted text."""
    xml = laid.xml(piece)
    if piece.holder is None:
        return xml[first:last]
    tag = prefix_of_tag(xml, piece.holder.tag) + b"delText"
    return b'<%s xml:space="preserve">%s</%s>' % (tag, xml[first:last], tag)


def _inserted(laid: LaidOut, piece: Piece, new: str, author: Author, number: int) -> bytes:
    """Return an insertion of what is new, formatted as the text is beside which it stands."""
    xml = laid.xml(piece)
    run = laid.run(piece)
    prefix = prefix_of_tag(xml, run.start)
    shown = text_beside(xml, run.start, in_xml(new).encode())
    written = head_of(xml, run, author.numbers, is_new=True) + shown + b"</%sr>" % prefix
    return element("ins", prefix, author, number, written)

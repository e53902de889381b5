"""Unified diffs of texts and their edits, as patch and version control read them.

They name files as version control does, from the current folder on, or else from the root, after `a/` and `b/`: what
they show is made by `patch -p1`.
"""

from __future__ import annotations

import codecs
import os
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tenlao.documents.files import called

if TYPE_CHECKING:
    from tenlao.documents.formats import Document
    from tenlao.text.edits import Edit

__all__ = ["document_diff", "unified_diff"]

_CONTEXT = 3
_NO_LINE_END = "\\ No newline at end of file\n"


def unified_diff(name: str, text: str, edits: Iterable[Edit]) -> str:
    r"""Return the diff between a text and the edited text; nothing where there are no edits.

    Unlike `difflib`, it does not search for what has changed, so it takes no longer for long texts.

    >>> from tenlao import Edit
    >>> print(unified_diff("a.txt", "Lào\nViệt\n", [Edit(0, 3, "Lào", "Laos")]), end="")
    --- a/a.txt
    +++ b/a.txt
    @@ -1,2 +1,2 @@
    -Lào
    +Laos
     Việt
    """
    edits = iter(edits)
    first_edit = next(edits, None)
    if first_edit is None:
        return ""
    starts = _starts(text)
    said = [f"--- {_named('a', name)}\n+++ {_named('b', name)}\n"]
    moved = 0
    for hunk in _hunks(_blocks(text, starts, chain([first_edit], edits))):
        first, last = max(0, hunk[0].first - _CONTEXT), min(len(starts) - 1, hunk[-1].last + _CONTEXT)
        old = last - first
        new = old + sum([_count(block.new) - (block.last - block.first) for block in hunk])
        said.append(f"@@ -{_range(first, old)} +{_range(first + moved, new)} @@\n")
        at = first
        for block in hunk:
            same, before = (
                text[starts[at] : starts[block.first]],
                text[starts[block.first] : starts[block.last]],
            )
            said.append(_said(" ", same) + _said("-", before) + _said("+", block.new))
            at = block.last
        said.append(_said(" ", text[starts[at] : starts[last]]))
        moved += new - old
    return "".join(said)


def document_diff(file: str, document: Document, edits: Sequence[Edit], *, in_source: bool = False) -> str:
    """Return the diff between a document and the edited one; see `tenlao.documents.formats.Document.edited`.

    Of a text in UTF-8 it is the diff of the file itself, with its markup, line ends and byte order mark. Of any other
    it is for reading: of a text in another encoding in UTF-8, of a Word document between its paragraphs.
    """
    moved = document.source_edits(edits, in_source=in_source)
    if document.source is None:
        return unified_diff(file, document.text, moved)
    if not document.original.startswith(codecs.BOM_UTF8):
        return unified_diff(file, document.source, moved)
    after_mark = (replace(edit, start=edit.start + 1, end=edit.end + 1) for edit in moved)
    return unified_diff(file, "\ufeff" + document.source, after_mark)


def _named(side: str, file: str) -> str:
    """Return how the header of a diff calls a file; a name with odd characters is in quotes, as in C."""
    path = Path(called(file))
    if path.is_absolute():
        here = Path(os.path.abspath("."))
        path = path.relative_to(here) if path.is_relative_to(here) else path.relative_to(path.anchor)
    name = f"{side}/{path.as_posix()}"
    if _ODD.search(name):
        return '"' + _ODD.sub(lambda m: f"\\{m[0]}" if m[0] in '"\\' else f"\\{ord(m[0]):03o}", name) + '"'
    return f"{name}\t" if " " in name else name


_ODD = re.compile(r'[\x00-\x1f\x7f"\\]')


class _Block(NamedTuple):
    """Lines from the first up to the last that edits change, and what becomes of them."""

    first: int
    last: int
    new: str


def _blocks(text: str, starts: Sequence[int], edits: Iterable[Edit]) -> Iterator[_Block]:
    count = len(starts) - 1
    first, last, at = 0, 0, 0
    new: StringIO | None = None
    for edit in edits:
        begin = min(bisect_right(starts, edit.start), count) - 1
        if new is None or begin >= last:
            if new is not None:
                yield _Block(first, last, new.getvalue() + text[at : starts[last]])
            first, at, new = begin, starts[begin], StringIO()
        new.write(text[at : edit.start])
        new.write(edit.new)
        last, at = max(last, min(bisect_right(starts, edit.end), count)), edit.end
    if new is not None:
        yield _Block(first, last, new.getvalue() + text[at : starts[last]])


def _hunks(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Blocks so near each other that their contexts touch."""
    hunk: list[_Block] = []
    for block in blocks:
        if hunk and block.first - hunk[-1].last > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(block)
    if hunk:
        yield hunk


def _starts(text: str) -> Sequence[int]:
    """Return where the lines of a text start, and where the last one ends."""
    starts = array("L", chain([0], (line_end.end() for line_end in re.finditer("\n", text))))
    if starts[-1] < len(text):
        starts.append(len(text))
    return starts


def _count(lines: str) -> int:
    """How many lines there are; the last one may have no end."""
    return lines.count("\n") + (bool(lines) and not lines.endswith("\n"))


def _said(sign: str, lines: str) -> str:
    """Return lines, each after a sign; the last one may have no end."""
    if not lines:
        return ""
    signed = lines.removesuffix("\n").replace("\n", f"\n{sign}")
    return f"{sign}{signed}\n" + ("" if lines.endswith("\n") else _NO_LINE_END)


def _range(first: int, count: int) -> str:
    return f"{first + 1 if count else first},{count}"

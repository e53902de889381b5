"""A document before and after it is put into a house style, with what undoes the change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tenlao.base.errors import TenlaoError
from tenlao.documents.formats import FORMATS, format_named, read_document, restored
from tenlao.documents.text import TextDocument
from tenlao.pipeline.diffs import document_diff
from tenlao.styles.annotate import annotation
from tenlao.styles.options import AS_USUAL, StyleOptions
from tenlao.styles.outcome import Noted, Report
from tenlao.styles.registry import style_named
from tenlao.text.offsets import blanked

if TYPE_CHECKING:
    from tenlao.documents.formats import Document
    from tenlao.documents.reviewing import Left, Reviewer
    from tenlao.gazetteer import Gazetteer
    from tenlao.styles.registry import Style
    from tenlao.text.edits import Edit

__all__ = ["Revision", "revise", "revised"]


@dataclass(frozen=True, slots=True)
class Revision:
    """What a style does to a file.

    The edits count in `text`: the source of a web page or Markdown that is marked (`in_source`), else what readers
    see of the document. `diff` shows what changes in the file, if that is asked for. `restore` is what
    `tenlao.documents.formats.restored` needs to get the old file back. `doubts` are messages for the author.
    `report` says what became of the names; its offsets count in the text of the document, and `lines` are the lines
    of the file at these offsets, where it has lines.
    """

    file: str
    kind: str
    encoding: str | None
    style: str
    old: bytes
    new: bytes
    text: str
    in_source: bool
    edits: Sequence[Edit]
    restore: dict[str, Any]
    doubts: Sequence[str]
    diff: str = ""
    report: Report = field(default_factory=Report)
    lines: Mapping[int, int] = field(default_factory=dict)


def revise(
    names: Gazetteer,
    file: str,
    kind: str | None = None,
    encoding: str | None = None,
    style: Style = "gloss",
    options: StyleOptions = AS_USUAL,
    *,
    reported: bool = False,
    with_diff: bool = False,
    reviewer: Reviewer | None = None,
) -> Revision:
    """Read a document and put it into a house style; nothing is written. What becomes of the names can be reported.

    With a reviewer, the edits are tracked changes of the document, which others accept or reject; where it cannot
    have them, it stays as it is, and a doubt says so. That undoing the edits gives back the file as it was read is
    proven here. See `read_document` and `tenlao.styles.annotate.edits` for what can be asked for.

    Raises:
        TenlaoError: the document cannot be read or written, or cannot have this style.
    """
    document = read_document(file, kind, encoding)
    return revised(
        names, file, document, style, options, reported=reported, with_diff=with_diff, reviewer=reviewer
    )


def revised(
    names: Gazetteer,
    file: str,
    document: Document,
    style: Style = "gloss",
    options: StyleOptions = AS_USUAL,
    *,
    reported: bool = False,
    with_diff: bool = False,
    reviewer: Reviewer | None = None,
) -> Revision:
    """Put a document that has been read into a house style; `file` is what it is called. See `revise`.

    Raises:
        TenlaoError: the document cannot be written, or cannot have this style.
    """
    source = _source_to_mark(document, style, file)
    in_source = source is not None
    text = document.text
    if style_named(style).changes == "adds" and not options.margins:
        text = blanked(text, document.margins)
    found = annotation(names, text, style, options, source, reported=reported)
    edits: Sequence[Edit] = found.edits
    left: Sequence[Left] = ()
    try:
        if reviewer is None:
            # First, since what else is made takes as much memory again.
            diff = document_diff(file, document, edits, in_source=in_source) if with_diff else ""
            new = document.edited(edits, in_source=in_source)
            restore = document.restore_data(edits, in_source=in_source)
        else:
            from tenlao.documents.reviewing import reviewable, with_tracked

            new, restore, edits, left = with_tracked(reviewable(document, file), edits, reviewer, file)
            diff = document_diff(file, document, edits) if with_diff else ""
    except TenlaoError as error:
        raise TenlaoError(error.message, file) from error
    if restored(new, restore) != document.original:
        raise TenlaoError(
            "the edits could not be undone, and the file is left as it is; please report this", file
        )
    report = _without(found.report or Report(), left, edits)
    return Revision(
        file=file,
        kind=document.kind,
        encoding=document.encoding.name if isinstance(document, TextDocument) else None,
        style=style,
        old=document.original,
        new=new,
        text=document.text if source is None else source,
        in_source=in_source,
        edits=edits,
        restore=restore,
        report=report,
        lines={n.offset: line for n in report.all_names() if (line := document.line(n.offset)) is not None},
        doubts=[
            *(str(TenlaoError(doubt.message, file, document.line(doubt.offset))) for doubt in found.doubts),
            *(str(TenlaoError(said, file)) for said in _untracked(found.edits, left)),
        ],
        diff=diff,
    )


def _source_to_mark(document: Document, style: Style, file: str) -> str | None:
    """Return the source of a document in which a style sets marks; None where it sets none, or sets them in the text.

    Raises:
        TenlaoError: the document has no place for marks.
    """
    if style_named(style).changes != "marks":
        return None
    marks = format_named(document.kind).html_marks
    if marks == "none":
        fit = ", ".join(kind for kind, format in FORMATS.items() if format.html_marks != "none")
        raise TenlaoError(f"style {style} is for documents of kind {fit}, not for {document.kind}", file)
    return document.source if marks == "in source" else None


def _without(report: Report, left: Sequence[Left], made: Sequence[Edit]) -> Report:
    """Return a report without changes that have not been made."""
    starts_left = sorted(place.start for place in left)
    starts_made = [edit.start for edit in made]

    def is_at(starts: Sequence[int], name: Noted) -> bool:
        at = bisect_left(starts, name.offset)
        return at < len(starts) and starts[at] <= name.offset + len(name.text)

    def is_made(name: Noted) -> bool:
        return bool(made) and (is_at(starts_made, name) or not is_at(starts_left, name))

    return replace(report, changed=tuple(filter(is_made, report.changed))) if left else report


def _untracked(edits: Sequence[Edit], left: Sequence[Left]) -> list[str]:
    """Say which edits could not be tracked changes."""
    at = {(edit.start, edit.end): edit for edit in edits} if left else {}
    said = []
    for start, end, why in left:
        edit = at[start, end]
        what = (
            f'"{edit.new.strip()}" is not set' if edit.new.strip() else f'"{edit.old.strip()}" is not removed'
        )
        said.append(f"{what} {why}; change it by hand")
    return said

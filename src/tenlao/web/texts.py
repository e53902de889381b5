"""What can be asked of a text or a document: find, annotate, check, harvest, and all that the page shows of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from tenlao.base.errors import TenlaoError
from tenlao.base.translations import LANGUAGES, SOURCE, in_language
from tenlao.checking.findings import fixes, mending
from tenlao.checking.reports import finding_data
from tenlao.checking.settings import rules_named
from tenlao.documents.formats import KINDS, as_written, document_in, format_named, kind_of
from tenlao.documents.text import JOINER
from tenlao.documents.zip_surgery import Archive
from tenlao.pipeline.answer_data import pair_data
from tenlao.pipeline.inspection import findings_in, reported
from tenlao.pipeline.remembering import RememberingGazetteer
from tenlao.pipeline.revision import revised
from tenlao.pipeline.standoff import mentions_data
from tenlao.styles.options import Brackets, Manner
from tenlao.styles.registry import PRINT_STYLES, STYLES
from tenlao.text.edits import Edit, apply_edits
from tenlao.web.problems import Problem

if TYPE_CHECKING:
    from tenlao.checking.findings import Finding
    from tenlao.checking.reports import Reported
    from tenlao.checking.settings import Settings as House
    from tenlao.documents.formats import Document
    from tenlao.pipeline.revision import Revision
    from tenlao.styles.options import StyleOptions
    from tenlao.styles.registry import Style
    from tenlao.web.asked import Asked
    from tenlao.web.bodies import Given
    from tenlao.web.names import Names
    from tenlao.web.settings import Limits

__all__ = [
    "STYLES_OF_PAGE",
    "Text",
    "annotated",
    "article",
    "checked",
    "found",
    "harvested",
    "refuse_bomb",
    "text_of",
]

_TEXT, _MARK = "the text", "\ufeff"
_NONE = "as it is"
STYLES_OF_PAGE = (_NONE, *PRINT_STYLES, "html")
"""The styles between which the page lets people choose: none, and those in which something is printed."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text or document that is asked about: what it is called, how it was read, and what is asked of it.

    A string may begin with a byte order mark (`has_mark`), for which the document has U+2060, which parts no word:
    offsets count from the mark on.
    """

    file: str
    document: Document
    asked: Asked
    has_mark: bool = False


def text_of(given: Given, asked: Asked, limits: Limits) -> Text:
    """Read the text or document of a request.

    Raises:
        Problem: there is none, or it is too large.
        TenlaoError: it is no document of its kind.
    """
    text = asked.text("text", limits.text)
    kind = asked.choice("as", KINDS)
    encoding = asked.text("encoding", 40)
    if given.upload is not None:
        if text is not None:
            raise Problem("bad-request", "give a text or a file, not both")
        file, content = given.upload.name, given.upload.content
        if not format_named(kind or kind_of(file)).is_text:
            refuse_bomb(content, file, limits.unpacked)
    elif text is None:
        raise Problem("bad-request", 'give a text: {"text": "..."}, or a file by multipart/form-data')
    elif kind is not None and not format_named(kind).is_text:
        raise Problem("bad-request", f"a document of kind {kind} is sent as a file, by multipart/form-data")
    else:
        plain = JOINER + text[1:] if text.startswith(_MARK) else text
        file, content, kind, encoding = _TEXT, plain.encode(), kind or "text", "utf-8"
    document = document_in(content, file, kind, encoding)
    size = len(document.text)
    if size > limits.text:
        raise Problem("too-large", f"the text may have {limits.text} characters; it has {size}")
    return Text(file, document, asked, text is not None and text.startswith(_MARK))


def refuse_bomb(content: bytes, name: str, most: int) -> None:
    """Refuse an archive whose parts of XML unpack to more than a number of bytes, without keeping them.

    Raises:
        TenlaoError: it does, or it is no archive.
    """
    archive = Archive.read(content, name)
    left = most
    for member, where in archive.members.items():
        if not member.casefold().endswith((".xml", ".rels")):
            continue
        packed = memoryview(content)[where.data : where.data + where.record[8]]
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        rest: Any = packed
        while left >= 0 and rest and not unpacker.eof:
            try:
                left -= len(unpacker.decompress(rest, 1 << 20)) if where.method else len(rest)
            except zlib.error:
                break  # which reading the document tells of
            rest = unpacker.unconsumed_tail if where.method else b""
        if left < 0:
            raise TenlaoError(f"unpacks to more than {most >> 20} MB of text; split it", name)


def found(names: Names, text: Text) -> dict[str, Any]:
    """Return the mentions in a text, as `tenlao find` does."""
    forms, unknown = text.asked.flag("forms") or False, text.asked.flag("unknown") or False
    options = _options(names, text.asked)
    text.asked.end()
    mentions = mentions_data(
        names.gazetteer, text.document, with_forms=forms, options=options, unknown=unknown
    )
    return {"mentions": list(mentions)}


def annotated(names: Names, text: Text) -> tuple[Revision, dict[str, Any]]:
    """Return a text in a house style: the document, and as data."""
    asked = text.asked
    style = asked.choice("style", STYLES) or names.house.style
    options = _options(names, asked)
    asked.end()
    revision = revised(names.gazetteer, text.file, text.document, style, options, reported=True)
    new = apply_edits(as_written(text.document), _edits_of_source(text.document, revision))
    data = {
        "style": style,
        "text": _MARK + new.removeprefix(JOINER) if text.has_mark else new,
        "edits": [edit_data(edit) for edit in revision.edits],
        "doubts": list(revision.doubts),
        "report": revision.report.data(),
    }
    return revision, data


def checked(names: Names, text: Text) -> dict[str, Any]:
    """Return what is wrong with the names in a text, as `tenlao check --format json` does, with the safe changes."""
    house, language = _house(names, text.asked), _language(text.asked)
    text.asked.end()
    found = findings_in(RememberingGazetteer(names.gazetteer), text.document, house)
    data = []
    for placed in reported(text.file, text.document, found):
        finding = placed.finding
        change = None if finding.edit is None else edit_data(finding.edit)
        also = [edit_data(edit) for edit in finding.also]
        data.append(_said(placed, language) | {"edit": change, "also": also})
    return {"findings": data, "fixes": [edit_data(edit) for edit in fixes(found)]}


def harvested(names: Names, text: Text) -> dict[str, Any]:
    """Return the names that a text prints in two writings, as `tenlao harvest --json` does."""
    text.asked.end()
    return {"pairs": [pair_data(pair) for pair in names.gazetteer.harvest(text.document.text)]}


def article(names: Names, text: Text) -> dict[str, Any]:
    """Return all that the page shows of a text: mentions, findings, and what a style makes of it.

    All changes are those of the source, where the text is read of one.
    """
    asked = text.asked
    wanted = asked.choice("style", STYLES_OF_PAGE) or _NONE
    options = _options(names, asked)
    language = _language(asked)
    asked.end()
    document, once = text.document, RememberingGazetteer(names.gazetteer)
    found = findings_in(once, document, names.house)
    data: dict[str, Any] = {
        "findings": [
            _said(placed, language)
            | {"changes": _changes(document, placed.finding), "safe": bool(placed.finding.edit)}
            for placed in reported(text.file, document, found)
        ],
        "fixes": [edit_data(edit) for edit in document.source_edits(fixes(found))],
        "mentions": list(mentions_data(once, document, with_forms=True)),
        "style": wanted,
        "edits": [],
        "doubts": [],
    }
    style: Style | None = next((style for style in STYLES if style == wanted), None)
    if style is not None:
        try:
            revision = revised(once, text.file, document, style, options)
        except TenlaoError as error:
            data["doubts"] = [str(error)]
        else:
            data["edits"] = [edit_data(edit) for edit in _edits_of_source(document, revision)]
            data["doubts"] = list(revision.doubts)
    return data


def edit_data(edit: Edit) -> dict[str, Any]:
    """Return a change of a text as plain data, for JSON."""
    return {"start": edit.start, "end": edit.end, "old": edit.old, "new": edit.new}


def _changes(document: Document, finding: Finding) -> list[dict[str, Any]]:
    """Return what takes up the suggestion of a finding, as changes of the source."""
    return [edit_data(edit) for edit in document.source_edits(mending(finding, document.text))]


def _said(placed: Reported, language: str) -> dict[str, Any]:
    with in_language(language):
        return finding_data(placed)


def _language(asked: Asked) -> str:
    return asked.choice("lang", LANGUAGES) or SOURCE


def _house(names: Names, asked: Asked) -> House:
    """Return the settings that hold for a check: what is asked for, or else those of the house."""
    select = asked.strings("select", 50, 10)
    ignore = asked.strings("ignore", 50, 10) or []
    style = asked.choice("style", PRINT_STYLES)
    prefer = asked.text("prefer", 200)
    house = names.house.with_rules(None if select is None else rules_named(select), rules_named(ignore))
    return replace(house, style=style or house.style, prefer=prefer or house.prefer)


def _options(names: Names, asked: Asked) -> StyleOptions:
    """Return how a style is applied: as asked, or else as the house does."""
    house = names.house
    given: dict[str, Any] = {
        "every": asked.flag("every"),
        "min_score": asked.score("min_score"),
        "prefer": asked.text("prefer", 200) or house.prefer,
        "suggest": asked.text("suggest", 3),
        "near": asked.flag("near"),
        "one_family": asked.flag("one_family"),
        "provinces": asked.choice("provinces", get_args(Manner)),
        "brackets": asked.choice("brackets", get_args(Brackets)),
        "margins": asked.flag("margins"),
    }
    return replace(house.options, **{name: value for name, value in given.items() if value is not None})


def _edits_of_source(document: Document, revision: Revision) -> Iterator[Edit]:
    """Give what a revision changes in the source of a document, or in its text where it has none."""
    return document.source_edits(revision.edits, in_source=revision.in_source)

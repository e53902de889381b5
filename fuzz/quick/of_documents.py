"""Doors for documents: what is seen, edits of it, and the way back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from fuzz import oracles
from fuzz.oracles import broken, only_own_errors
from fuzz.quick.choosing import chosen, edits_in
from fuzz.texts import decoded
from tenlao import Edit
from tenlao.documents.encodings import decode, decode_lines
from tenlao.documents.formats import document_in, restored
from tenlao.documents.text import BREAK, JOINER, TextDocument
from tenlao.integrations.open_text import Desk
from tenlao.text.edits import apply_edits

_NAMES_OF_KINDS: Mapping[str, Sequence[str]] = {
    "text": ("a.txt",),
    "markdown": ("a.md",),
    "html": ("a.html", "a.xhtml"),
    "subtitles": ("a.srt", "a.vtt"),
    "xliff": ("a.xlf", "a.sdlxliff"),
    "tmx": ("a.tmx",),
    "po": ("a.po",),
    "docx": ("a.docx",),
    "odt": ("a.odt",),
}


def try_document(kind: str, content: bytes, choice: int, folder: Path) -> None:
    """What is seen stands where it says; edits anywhere change what they say, and can be taken back byte for byte."""
    with only_own_errors():
        document = document_in(content, chosen(_NAMES_OF_KINDS[kind], choice))
        text, source = document.text, document.source
        last = content.count(b"\n") + content.count(b"\r") + 1
        for offset in (0, len(text) // 2, len(text)):
            line = document.line(offset)
            if line is not None and not 1 <= line <= last:
                raise broken("places", (offset, line))
        oracles.same("no edits", document.edited([]), content)
        if source is not None:
            oracles.counts("characters seen and in the source", len(text), len(source))
        edits = edits_in(text, choice)
        in_source = source is not None and choice % 5 == 0
        if in_source:
            edits = [Edit(e.start, e.end, cast(str, source)[e.start : e.end], e.new) for e in edits]
        try:
            new = document.edited(edits, in_source=in_source)
        except ValueError as error:
            if source is not None:
                raise broken("edits fit", error) from error
            return
        data = json.loads(json.dumps(document.restore_data(edits, in_source=in_source)))
        oracles.bytes_undone(content, restored(new, data))
        if isinstance(document, TextDocument):
            told = apply_edits(document.source, document.source_edits(edits, in_source=in_source))
            written = document.encoding.mark + document.encoding.encode(told)
            oracles.same("edits of the source", written, new)
            if kind in _WRITTEN_AS_SHOWN and not in_source and all(map(_is_in_prose, edits)):
                _shown_again(document, edits, new)


# What is put into SubRip cannot be escaped, and in Markdown it may join what is around it.
_WRITTEN_AS_SHOWN = ("text", "html", "xliff", "tmx", "po")


def _is_in_prose(edit: Edit) -> bool:
    # Quotes in what is put in may close one of a tag before it that never ends.
    return edit.old != "" and not {JOINER, BREAK, "\r", '"'} & {*edit.old, *edit.new}


def _shown_again(document: TextDocument, edits: Sequence[Edit], new: bytes) -> None:
    """What is written into prose is seen there as it was given, whatever signs are in it."""
    again = document_in(new, "a", document.kind, document.encoding.name)
    expected = apply_edits(document.text, edits)
    oracles.same("seen again", again.text.replace(JOINER, ""), expected.replace(JOINER, ""))


def try_editor(content: bytes, choice: int, folder: Path) -> None:
    """What an editor is told of a text stands where it says, and what it is offered fits."""
    text = decoded(content)
    with only_own_errors():
        opened = _desk().open(str(folder / chosen(("a.txt", "a.md", "a.html"), choice)), text)
        at = choice % (len(text) + 1)
        for note in opened.notes():
            if not 0 <= note.start < note.end <= len(text) or not note.message:
                raise broken("places", note)
        for offer in opened.offers(0, len(text)):
            oracles.undone(text.encode("utf-8", "replace").decode(), offer.edits)
        for offset, hint in opened.hints(0, len(text)):
            if not 0 < offset <= len(text) or not hint:
                raise broken("places", (offset, hint))
        mention = opened.mention_at(at)
        if mention is not None and not opened.described(mention):
            raise broken("a mention is described", mention)
        if any(not 0 <= found.start <= at for found in _desk().completions(opened, at)):
            raise broken("places", at)


@cache
def _desk() -> Desk:
    return Desk()


def try_encoded(content: bytes, choice: int) -> None:
    """What is read is written as it was; some lines at a time is as at once."""
    encoding = chosen(_ENCODINGS, choice)
    with only_own_errors():
        text, found = decode(content, encoding, "a.txt")
        oracles.same("encoded again", found.mark + found.encode(text), content)
        at = choice % (len(content) + 1)
        parts = "".join(part for part, _ in decode_lines([content[:at], content[at:]], encoding, "a.txt"))
        oracles.same("some lines at a time", parts, text)


_ENCODINGS = (
    None,
    None,
    None,
    "utf-8",
    "utf-16",
    "cp1258",
    "tcvn3",
    "tcvn",
    "vni",
    "gb18030",
    "utf-32",
    "shift_jis",
    "x",
)

r"""Documents: what in a file is read as prose, and how edits of the prose get into the file.

>>> from tenlao import Edit
>>> import os, tempfile
>>> page = os.path.join(tempfile.mkdtemp(), "page.html")
>>> with open(page, "w", encoding="utf-8") as file:
...     _ = file.write("<p>Viêng <b>Chăn</b></p>")
>>> document = read_document(page)
>>> document.text.replace("\u2060", "").strip()
'Viêng Chăn'
>>> document.edited([Edit(14, 16, "ăn", "án")]).decode()
'<p>Viêng <b>Chán</b></p>'
"""

from __future__ import annotations

import base64
import os
import stat
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from tenlao.base.errors import TenlaoError
from tenlao.base.vocabulary import DOCUMENT_KINDS
from tenlao.documents.encodings import decode
from tenlao.documents.text import Change, Markup, TextDocument, bounded, changed

if TYPE_CHECKING:
    from tenlao.text.edits import Edit

__all__ = ["KINDS", "LARGEST_FILE", "Document", "kind_of", "read_document", "restored"]

KINDS = DOCUMENT_KINDS

LARGEST_FILE = 256 << 20
"""Files with more bytes are refused: a document needs some ten times as much memory, and no article is so long."""

_EXTENSIONS = {
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".srt": "subtitles",
    ".vtt": "subtitles",
    ".xhtml": "html",
}
_STANDARD_STREAM = "-"


class Document(Protocol):
    """A file and what is read in it.

    `text` is what a reader sees, as one string. Of a file that is a text, `source` is that text without the
    byte order mark, and `text` is as long: prose stands where it stands in the source. What is no prose is
    replaced, character by character: markup within a sentence by U+2060 (word joiner), which parts no word;
    all else, which parts what is before it from what is after it, by line ends. Of a file that is no text,
    `source` is None, and `text` has its paragraphs, parted by two line ends.
    """

    @property
    def kind(self) -> str:
        """One of `KINDS`."""

    @property
    def original(self) -> bytes:
        """The file as it was read."""

    @property
    def source(self) -> str | None:
        """The file as a text, if it is one."""

    @property
    def text(self) -> str:
        """What a reader sees."""

    def line(self, offset: int) -> int | None:
        """Return in which line of the file an offset in the text is, if the file has lines."""

    def edited(self, edits: Sequence[Edit], *, in_source: bool = False) -> bytes:
        """Return the file with edits and nothing else changed.

        The edits are in text order and do not overlap. They count in `text`, and leave the markup in their
        spans: as many words as are replaced take their places one by one, otherwise all that is new takes the
        place of the first piece of text, and nothing that of the others. New text is written as the kind of
        document needs it (`&amp;`). With `in_source`, the edits count in `source`, and new text is written as
        it is.

        Raises:
            ValueError: an edit overlaps the one before, or is outside the text.
            TenlaoError: the encoding of the file lacks a character of the new text.
        """

    def restore_data(self, edits: Sequence[Edit], *, in_source: bool = False) -> dict[str, Any]:
        """Return what `restored` needs to get this file back from the edited one; it can be written as JSON."""


def kind_of(path: str) -> str:
    """Return the kind of document that a file is by its name: text, unless it is known better.

    >>> kind_of("article.docx"), kind_of("README.MD"), kind_of("notes")
    ('docx', 'markdown', 'text')
    """
    return _EXTENSIONS.get(os.path.splitext(path)[1].lower(), "text")


def read_document(path: str, kind: str | None = None, encoding: str | None = None) -> Document:
    """Read a file, or standard input when the path is "-".

    The kind is that of the file's name, and text for standard input, unless given. The encoding is found as
    by `tenlao.documents.encodings.decode`, unless given; a Word document needs none.

    >>> read_document("nowhere.txt")
    Traceback (most recent call last):
    tenlao.base.errors.TenlaoError: nowhere.txt: no such file or folder; check the path

    Raises:
        TenlaoError: there is no such file, it cannot be read, or it is no document of this kind.
    """
    if kind is None:
        kind = "text" if path == _STANDARD_STREAM else kind_of(path)
    if kind not in KINDS:
        raise TenlaoError(f'unknown kind of document "{kind}"; use {", ".join(KINDS)}')
    content = _content_of(path)
    name = "standard input" if path == _STANDARD_STREAM else path
    if kind == "docx":
        from tenlao.documents.word import WordDocument

        return WordDocument.read(content, name)
    source, found = decode(content, encoding, name)
    markup: Iterable[Markup] = ()
    escaped: Callable[[str], str] = str
    if kind == "html":
        from tenlao.documents import html

        markup, escaped = html.markup_of(source), html.escaped
    elif kind == "markdown":
        from tenlao.documents import markdown

        markup, escaped = markdown.markup_of(source, name), markdown.escaped
    elif kind == "subtitles":
        from tenlao.documents import subtitles

        markup, escaped = subtitles.markup_of(source), subtitles.escaped_in(source)
    return TextDocument(kind, content, source, found, bounded(markup, name), escaped)


def restored(content: bytes, data: Mapping[str, Any]) -> bytes:
    """Return a file as it was before edits, from the edited file and what `Document.restore_data` returned.

    >>> restored(b"Laos!", {"changes": [[2, 4, "bw=="], [4, 5, ""]]})
    b'Lao'

    Raises:
        ValueError: the data are of another file, or damaged.
    """
    changes = [
        Change(start, end, base64.b64decode(old, validate=True)) for start, end, old in data["changes"]
    ]
    at = 0
    for start, end, _ in changes:
        if not at <= start <= end <= len(content):
            raise ValueError("the data to restore a file do not fit it")
        at = end
    return changed(content, changes)


def _content_of(path: str) -> bytes:
    if path == _STANDARD_STREAM:
        content = sys.stdin.buffer.read(LARGEST_FILE + 1)
        path = "standard input"
    else:
        try:
            _check_regular(path)
            with open(path, "rb") as file:
                content = file.read(LARGEST_FILE + 1)
        except FileNotFoundError as error:
            raise TenlaoError("no such file or folder; check the path", path) from error
        except OSError as error:
            raise TenlaoError(f"cannot be read: {error.strerror or error}", path) from error
    if len(content) > LARGEST_FILE:
        raise TenlaoError(f"is larger than {LARGEST_FILE >> 20} MB; split it", path)
    return content


def _check_regular(path: str) -> None:
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise TenlaoError("is a directory; give a file", path)
    if not stat.S_ISREG(mode):
        raise TenlaoError('is not a regular file; pipe its content in and give "-"', path)

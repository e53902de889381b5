r"""Documents: what in a file is read as prose, and how edits of the prose get into the file.

To add a kind of document, write its module and name it here: in `DocumentKind`, and in `FORMATS`.

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

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol, get_args

from tenlao.base.errors import TenlaoError
from tenlao.documents.changes import restored
from tenlao.documents.files import (
    LARGEST_FILE,
    STANDARD_STREAM,
    called,
    pieces_of,
    read_file,
    read_standard_input,
)
from tenlao.documents.not_read import is_known_not_to_be_read, refuse_by_content, refuse_by_name

if TYPE_CHECKING:
    from tenlao.text.edits import Edit

__all__ = [
    "EXTENSIONS",
    "FORMATS",
    "KINDS",
    "LARGEST_FILE",
    "Document",
    "DocumentKind",
    "Format",
    "as_written",
    "document_in",
    "format_named",
    "is_plain_text",
    "kind_of",
    "kind_told_by",
    "read_document",
    "read_lines",
    "restored",
]

# The kinds of documents that are read (docs/documents.md).
DocumentKind = Literal["text", "markdown", "html", "docx", "odt", "subtitles", "xliff", "tmx", "po"]
KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)


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

    @property
    def margins(self) -> Sequence[tuple[int, int]]:
        """The places in the text (start, end) of headers and footers, which are on every page, in text order."""

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

    def source_edits(self, edits: Iterable[Edit], *, in_source: bool = False) -> Iterator[Edit]:
        """Give what `edited` does as edits of `source`, with the markup in them; of `text` where there is none."""

    def restore_data(self, edits: Sequence[Edit], *, in_source: bool = False) -> dict[str, Any]:
        """Return what `restored` needs to get this file back from the edited one; it can be written as JSON."""


class Reader(Protocol):
    """What reads the content of a file; the encoding is found unless it is given."""

    def __call__(self, content: bytes, name: str, encoding: str | None) -> Document:
        """Return the document; `name` is what the file is called in an error."""


class Format(NamedTuple):
    """How documents of a kind are read, and what can be done with them.

    `reader` is "module:function" in this room, imported when it is used; `extensions` end the names of such files.
    `html_marks` tells where the marks of style "html" go: in the source as it is, into the text as into a new page,
    or nowhere. `is_text` tells whether a terminal can show the file. `waiver` is the pattern of a comment that
    waives findings; its first group is "ignore" or "ignore-file", its second names the rules.
    """

    reader: str
    extensions: tuple[str, ...]
    html_marks: Literal["in source", "as new page", "none"] = "none"
    is_text: bool = True
    waiver: str | None = None

    def load(self) -> Reader:
        """Return the function that reads such documents."""
        module, _, name = self.reader.partition(":")
        function: Reader = getattr(import_module(f"tenlao.documents.{module}"), name)
        return function


# Where no comment ends, none is sought beyond the next that begins.
_WAIVER_IN_HTML = r"<!--\s*tenlao:\s*(ignore(?:-file)?)\b([^<>]*?)-->"
_WAIVER_IN_NOTE = r"(?m)^NOTE\s+tenlao:\s*(ignore-file)\b([^\n]*)"

FORMATS: Mapping[DocumentKind, Format] = {
    "text": Format("text:read", (".txt", ".text"), "as new page"),
    "markdown": Format("markdown:read", (".md", ".markdown"), "in source", waiver=_WAIVER_IN_HTML),
    "html": Format("html:read", (".html", ".htm", ".xhtml"), "in source", waiver=_WAIVER_IN_HTML),
    "docx": Format("word:read", (".docx",), is_text=False),
    "odt": Format("odt:read", (".odt",), is_text=False),
    "subtitles": Format("subtitles:read", (".srt", ".vtt"), waiver=_WAIVER_IN_NOTE),
    "xliff": Format("xliff:read", (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff")),
    "tmx": Format("tmx:read", (".tmx",)),
    "po": Format("po:read", (".po",)),
}

EXTENSIONS: Mapping[str, DocumentKind] = {
    extension: kind for kind, format in FORMATS.items() for extension in format.extensions
}


def format_named(kind: str) -> Format:
    """Return the format of a kind of documents.

    >>> format_named("docx").extensions
    ('.docx',)

    Raises:
        TenlaoError: there is no such kind.
    """
    for known, format in FORMATS.items():
        if known == kind:
            return format
    raise TenlaoError(f'unknown kind of document "{kind}"; use {", ".join(KINDS)}')


def kind_told_by(path: str) -> DocumentKind | None:
    """Return the kind of document that the name of a file says it is, if it says so.

    >>> kind_told_by("notes.txt"), kind_told_by("notes")
    ('text', None)
    """
    return EXTENSIONS.get(os.path.splitext(path)[1].lower())


def kind_of(path: str) -> DocumentKind:
    """Return the kind of document that a file is by its name: text, unless it is known better.

    >>> kind_of("article.docx"), kind_of("README.MD"), kind_of("notes")
    ('docx', 'markdown', 'text')
    """
    return kind_told_by(path) or "text"


def read_document(path: str, kind: str | None = None, encoding: str | None = None) -> Document:
    """Read a file, or standard input when the path is "-".

    The kind is that of the file's name, and text for standard input, unless given. What is known not to be read, such
    as a PDF, is refused with what to do instead. The encoding is found as
    by `tenlao.documents.encodings.decode`, unless given; a Word document or an OpenDocument text needs none.

    >>> read_document("nowhere.txt")
    Traceback (most recent call last):
    tenlao.base.errors.TenlaoError: nowhere.txt: no such file or folder; check the path

    Raises:
        TenlaoError: there is no such file, it cannot be read, or it is no document of this kind.
    """
    if kind is not None:
        format_named(kind)
    content = _content_of(path)
    if path == STANDARD_STREAM:
        return document_in(content, called(path), kind or "text", encoding)
    return document_in(content, path, kind, encoding)


def document_in(content: bytes, name: str, kind: str | None = None, encoding: str | None = None) -> Document:
    """Read what a file holds; `name` is what the file is called, and tells the kind if none is given.

    >>> document_in(b"<p>Lao", "page.html").text.strip()
    'Lao'

    Raises:
        TenlaoError: it is no document of this kind, or of one that is not read.
    """
    if kind is None:
        kind = kind_of(name)
        refuse_by_name(name)
    format = format_named(kind)
    if format.is_text:
        refuse_by_content(content, name)
    return format.load()(content, name, encoding)


def as_written(document: Document) -> str:
    """Return a document as a text in which `Document.source_edits` count: the source, or else what a reader sees.

    >>> as_written(document_in(b"<p>Lao", "page.html"))
    '<p>Lao'
    """
    return document.text if document.source is None else document.source


def is_plain_text(path: str, kind: str | None = None) -> bool:
    """Tell whether `read_document` reads a file as a text without markup.

    >>> is_plain_text("notes.txt"), is_plain_text("-"), is_plain_text("notes.txt", "html"), is_plain_text("a.pdf")
    (True, True, False, False)
    """
    if kind is not None:
        return kind == "text"
    return path == STANDARD_STREAM or (kind_of(path) == "text" and not is_known_not_to_be_read(path))


def read_lines(path: str, encoding: str | None = None) -> Iterator[str]:
    """Give the text of a file, or of standard input when the path is "-", some whole lines at a time.

    It is read as `read_document` reads a text, but of any length, and never whole in memory.

    >>> list(read_lines("nowhere.txt"))
    Traceback (most recent call last):
    tenlao.base.errors.TenlaoError: nowhere.txt: no such file or folder; check the path

    Raises:
        TenlaoError: there is no such file, it cannot be read, or it is no text in this encoding.
    """
    from tenlao.documents.encodings import decode_lines

    if path != STANDARD_STREAM:
        _check_regular(path)
    name = called(path)
    pieces = _refusing(pieces_of(path), name)
    return (text for text, _ in decode_lines(pieces, encoding, name))


def _refusing(pieces: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Give the pieces of a text; what is known to be none by how it begins is refused."""
    for number, piece in enumerate(pieces):
        if not number:
            refuse_by_content(piece, name)
        yield piece


def _content_of(path: str) -> bytes:
    if path == STANDARD_STREAM:
        return read_standard_input(LARGEST_FILE)
    _check_regular(path)
    return read_file(path, LARGEST_FILE)


def _check_regular(path: str) -> None:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return  # which reading it tells of
    if stat.S_ISDIR(mode):
        raise TenlaoError("is a directory; give a file", path)
    if not stat.S_ISREG(mode):
        raise TenlaoError('is not a regular file; pipe its content in and give "-"', path)

"""How the characters of a text file are written as bytes: read exactly, written back exactly, or refused.

UTF-8 is expected, and UTF-16 where a byte order mark announces it. Of other encodings a file says nothing, so
they have to be named; the two that Vietnamese offices used before Unicode are recognised, to say which it is.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from tenlao.base.errors import TenlaoError
from tenlao.documents.old_encodings import (
    ALIASES,
    CALLED,
    SAMPLE,
    TONES,
    UNLIKE_UNICODE,
    codec_named,
    recognised,
)

__all__ = ["Encoding", "decode", "decode_lines", "is_surely_utf8", "refuse_garbled"]

_PIECE = 1 << 18  # bytes that are decoded at a time


@dataclass(frozen=True, slots=True)
class Encoding:
    r"""The encoding of a file: its name, and the byte order mark before the text if there is one.

    >>> Encoding("tcvn3").encode("Việt Nam")
    b'Vi\xd6t Nam'
    """

    name: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return a text as bytes, without the byte order mark.

        A letter that the encoding writes in parts, or only whole, is written so: Windows-1258 has ê and a dot
        below, but no ệ.

        Raises:
            TenlaoError: the encoding lacks a character.
        """
        return _encoded(self.name, text) or b"".join(
            [self._encode_letter(letter[0]) for letter in _LETTER.finditer(text)]
        )

    def _encode_letter(self, letter: str) -> bytes:
        for way in (letter, unicodedata.normalize("NFC", letter), _with_tone_apart(letter)):
            written = _encoded(self.name, way)
            if written is not None:
                return written
        names = " with ".join(unicodedata.name(c, f"U+{ord(c):04X}") for c in letter)
        raise TenlaoError(f'{self.name} has no "{letter}" ({names}); convert the file to UTF-8 first')


def decode(content: bytes, encoding: str | None = None, name: str | None = None) -> tuple[str, Encoding]:
    r"""Return the text that is in a file, and its encoding, with which the text becomes the same bytes again.

    Without an encoding, a text in UTF-8 is expected, or one with the byte order mark of UTF-8, UTF-16 or
    UTF-32. Else the encoding is tcvn3 (as written with the ABC fonts), tcvn (all of TCVN 5712), vni, or any
    that Python knows. `name` is what the file is called in an error. A byte order mark is no part of the text.

    >>> decode(b"Vi\xd6t Nam", "tcvn3")
    ('Việt Nam', Encoding(name='tcvn3', mark=b''))

    Raises:
        TenlaoError: the content is not a text in this encoding, or would not come back from it the same.
    """
    if encoding is None:
        return _decoded_unnamed(content, name)
    found = _named(content, encoding, name)
    text = _decoded(content, found, name)
    _check_same(text, content, found.name, name)
    return text, found


def _check_same(text: str, content: bytes, encoding: str, name: str | None) -> None:
    """Check that a text becomes the same bytes again; in Unicode any does."""
    if not _is_unicode(encoding) and _encoded(encoding, text) != content:
        raise _changing(encoding, name)


def decode_lines(
    pieces: Iterable[bytes], encoding: str | None = None, name: str | None = None
) -> Iterator[tuple[str, Encoding]]:
    r"""Give the text that is in the pieces of a file, some whole lines at a time, each with the encoding.

    The encoding is found as by `decode`, in the first lines; memory holds a piece and a line. What `decode` refuses
    is refused where it stands.

    >>> [text for text, _ in decode_lines([b"Vi\xd6t\nN", b"am\nL\xb5o"], "tcvn3")]
    ['Việt\n', 'Nam\n', 'Lào']

    Raises:
        TenlaoError: a piece is not a text in this encoding, or would not come back from it the same.
    """
    found: Encoding | None = None
    place = _START
    for content in _whole_lines(pieces, encoding, name):
        try:
            if found is None:
                text, found = decode(content, encoding, name)
            elif encoding is None and not found.mark:
                text = _decoded_utf8(content, name)
            else:
                text = _decoded(content, Encoding(found.name), name)
                _check_same(text, content, found.name, name)
        except TenlaoError as error:
            if place == _START:
                raise
            raise _further(error, place) from error
        yield text, found
        place = _Place(place.byte + len(content), place.line + text.count("\n"))


class _Place(NamedTuple):
    """How many bytes and line ends of a file stand before a place."""

    byte: int
    line: int


_START = _Place(0, 0)
_BYTE = re.compile(r"\bbyte (\d+)")


def _further(error: TenlaoError, place: _Place) -> TenlaoError:
    """Return an error in some lines as one in the file in which they stand."""
    message = _BYTE.sub(lambda m: f"byte {int(m[1]) + place.byte}", error.message)
    line = None if error.line is None else error.line + place.line
    return TenlaoError(message, error.file, line, error.argument)


def _whole_lines(pieces: Iterable[bytes], encoding: str | None, name: str | None) -> Iterator[bytes]:
    """Give the pieces of a file cut anew, where lines end; a line is in one piece."""
    pieces = iter(pieces)
    beginning = b""
    while len(beginning) < _LONGEST_MARK and (piece := next(pieces, None)) is not None:
        beginning += piece
    line_end = _line_end(beginning, encoding)
    waiting: list[bytes] = []
    length = 0
    for piece in _whole_characters(chain([beginning], pieces), len(line_end)):
        end = _last(piece, line_end)
        if end:
            yield b"".join([*waiting, piece[:end]])
            waiting, length = [], 0
        waiting.append(piece[end:])
        length += len(piece) - end
        if length > _LONGEST_LINE:
            raise TenlaoError(f"has a line of more than {_LONGEST_LINE >> 20} MB; split it", name)
    if left := b"".join(waiting):
        yield left


def _whole_characters(pieces: Iterable[bytes], width: int) -> Iterator[bytes]:
    """Give the pieces of a file cut anew, where characters end that take so many bytes each."""
    left = b""
    for piece in pieces:
        content = left + piece
        whole = len(content) - len(content) % width
        left = content[whole:]
        yield content[:whole]
    yield left


# So many bytes a byte order mark has at most, and a line of a file that is read by lines.
_LONGEST_MARK, _LONGEST_LINE = 4, 256 << 20


def _line_end(beginning: bytes, encoding: str | None) -> bytes:
    """Return how a line end is written in a file that begins so."""
    marked = _marked(beginning)
    if encoding is not None:
        try:
            return codec_named(_named(beginning, encoding, None).name).encode("\n")[0]
        except (TenlaoError, UnicodeError):
            return b"\n"  # what is wrong with it is told when it is decoded
    return codec_named(marked.name if marked else "utf-8").encode("\n")[0]


def _last(content: bytes, line_end: bytes) -> int:
    """Return where the last line ends, 0 if none does; of characters of several bytes each stands whole."""
    end = len(content)
    while (start := content.rfind(line_end, 0, end)) >= 0:
        if start % len(line_end) == 0:
            return start + len(line_end)
        end = start + len(line_end) - 1
    return 0


def refuse_garbled(text: str, name: str | None = None) -> None:
    """Refuse a text in an old Vietnamese encoding that somebody took for Windows-1252: Vieät Nam.

    Raises:
        TenlaoError: it is such a text; `name` is what its file is called.
    """
    try:
        content = text.encode("cp1252").decode("latin-1")
    except UnicodeError:
        return
    legacy = recognised(content, ("latin-1", "tcvn3", "vni"))
    if legacy and UNLIKE_UNICODE.search(content):
        message = f"is {CALLED[legacy]} text saved as Unicode; convert it first, e.g. with UniKey"
        raise TenlaoError(message, name)


def is_surely_utf8(pieces: Iterable[bytes]) -> bool:
    r"""Tell whether a content is UTF-8 without a mark, with letters that Windows-1252 has not; its text is not held.

    `decode` finds of such a content that it is UTF-8. Of its pieces, the first has the mark whole, if there is one.

    >>> is_surely_utf8(["Việt Nam".encode()]), is_surely_utf8([b"Viet Nam"]), is_surely_utf8([b"Vi\xd6t"])
    (True, False, False)
    """
    decoder, beyond, is_first = codecs.getincrementaldecoder("utf-8")(), False, True
    try:
        for piece in pieces:
            if (is_first and _marked(piece)) or b"\0" in piece:
                return False
            is_first = False
            for start in range(0, len(piece), _PIECE):
                text = decoder.decode(piece[start : start + _PIECE])
                beyond = beyond or not _is_in_windows_1252(text)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return beyond


def _is_in_windows_1252(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _decoded_unnamed(content: bytes, name: str | None) -> tuple[str, Encoding]:
    found = _marked(content)
    if found:
        return _decoded(content, found, name), found
    text = _decoded_utf8(content, name)
    refuse_garbled(text, name)
    return text, Encoding("utf-8")


def _decoded_utf8(content: bytes, name: str | None) -> str:
    if b"\0" in content:
        _refuse_nul(content, name)
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        legacy = recognised(content.decode("latin-1"), ("cp1258", "tcvn3", "vni"))
        if legacy:
            message = f"looks like {CALLED[legacy]}: read it as {legacy}, or convert it to UTF-8 first"
            raise TenlaoError(message, name, line, f"encoding={legacy}") from error
        message = (
            f"is not UTF-8 at byte {error.start}; name its encoding, "
            "or convert it first, e.g. iconv -f WINDOWS-1258 -t UTF-8"
        )
        raise TenlaoError(message, name, line, "encoding") from error


def _decoded(content: bytes, encoding: Encoding, name: str | None) -> str:
    content = content[len(encoding.mark) :]
    codec = codec_named(encoding.name)
    try:
        text = codec.decode(content)[0]
    except UnicodeDecodeError as error:
        line = content.count(codec.encode("\n")[0], 0, error.start) + 1
        place = len(encoding.mark) + error.start
        message = f"is not {encoding.name} at byte {place}; name its encoding"
        raise TenlaoError(message, name, line, "encoding") from error
    except UnicodeError as error:
        message = f"is not {encoding.name}; name its encoding"
        raise TenlaoError(message, name, argument="encoding") from error
    nul = text.find("\0")
    if nul >= 0:
        line = text.count("\n", 0, nul) + 1
        raise TenlaoError("looks binary: it holds a NUL; give a text file", name, line)
    return text


def _refuse_nul(content: bytes, name: str | None) -> None:
    sample = content[:SAMPLE]
    for first, order in ((1, "le"), (0, "be")):
        if sample[first::2].count(0) > len(sample) // 4 > sample[1 - first :: 2].count(0):
            message = f"looks like UTF-16 without a byte order mark; read it as utf-16-{order}"
            raise TenlaoError(message, name, argument=f"encoding=utf-16-{order}")
    nul = content.find(b"\0")
    line = content.count(b"\n", 0, nul) + 1
    raise TenlaoError(f"looks binary: byte {nul} is NUL; give a text file", name, line)


# UTF-32 before UTF-16, whose mark begins alike.
_MARKS = (
    Encoding("utf-8", codecs.BOM_UTF8),
    Encoding("utf-32-le", codecs.BOM_UTF32_LE),
    Encoding("utf-32-be", codecs.BOM_UTF32_BE),
    Encoding("utf-16-le", codecs.BOM_UTF16_LE),
    Encoding("utf-16-be", codecs.BOM_UTF16_BE),
)


def _marked(content: bytes, family: str = "utf") -> Encoding | None:
    """Return the encoding that a byte order mark announces."""
    return next((e for e in _MARKS if content.startswith(e.mark) and e.name.startswith(family)), None)


def _named(content: bytes, encoding: str, name: str | None) -> Encoding:
    own = ALIASES.get(re.sub("[^a-z0-9]", "", encoding.casefold()))
    if own:
        return Encoding(own)
    try:
        found = codecs.lookup(encoding).name
        if _TRANSFORMS.fullmatch(found):
            raise _changing(found, name)
        b"?".decode(found, "replace")
    except (LookupError, ValueError) as error:
        message = (
            f'unknown encoding "{encoding}"; use utf-8, utf-16, tcvn3, vni, cp1258 or another that Python has'
        )
        raise TenlaoError(message, name) from error
    if not _is_unicode(found):
        return Encoding(found)
    family = "-".join(found.split("-")[:2])
    unmarked = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
    return _marked(content, family) or Encoding(unmarked.get(found, found))


# Codecs that rewrite a text (domain names, escapes), and those in which what a byte means depends on an escape that
# may stand anywhere before it, so that a piece of the text cannot be written by itself.
_TRANSFORMS = re.compile("idna|punycode|(?:raw[-_])?unicode[-_]escape|undefined|utf[-_]7|hz|iso2022.*")


def _changing(encoding: str, name: str | None) -> TenlaoError:
    message = f"would not come back the same from {encoding}; name another encoding, or convert it first"
    return TenlaoError(message, name)


def _is_unicode(name: str) -> bool:
    return name.startswith(("utf-8", "utf-16", "utf-32"))


def _encoded(name: str, text: str) -> bytes | None:
    try:
        return codec_named(name).encode(text)[0]
    except UnicodeError:
        return None


# A character with the marks on it.
_LETTER = re.compile("(?s:.[\u0300-\u036f]*)")


def _with_tone_apart(letter: str) -> str:
    """Return a letter whole but for its tone mark, as in Windows-1258."""
    marks = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in marks if mark in TONES]
    return unicodedata.normalize("NFC", "".join(m for m in marks if m not in TONES)) + "".join(tones)

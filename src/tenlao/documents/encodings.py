"""How the characters of a text file are written as bytes: read exactly, written back exactly, or refused.

UTF-8 is expected, and UTF-16 where a byte order mark announces it. Of other encodings a file says nothing, so
they have to be named; the two that Vietnamese offices used before Unicode are recognised, to say which it is.
"""

from __future__ import annotations

import codecs
import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from tenlao.base.errors import TenlaoError

__all__ = ["Encoding", "decode", "decode_lines", "refuse_garbled"]


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
            return _codec(_named(beginning, encoding, None).name).encode("\n")[0]
        except (TenlaoError, UnicodeError):
            return b"\n"  # what is wrong with it is told when it is decoded
    return _codec(marked.name if marked else "utf-8").encode("\n")[0]


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
    legacy = _recognised(content, ("latin-1", "tcvn3", "vni"))
    if legacy and _UNLIKE_UNICODE.search(content):
        message = f"is {_CALLED[legacy]} text saved as Unicode; convert it first, e.g. with UniKey"
        raise TenlaoError(message, name)


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
        legacy = _recognised(content.decode("latin-1"), ("cp1258", "tcvn3", "vni"))
        if legacy:
            message = f"looks like {_CALLED[legacy]}: read it as {legacy}, or convert it to UTF-8 first"
            raise TenlaoError(message, name, line, f"encoding={legacy}") from error
        message = (
            f"is not UTF-8 at byte {error.start}; name its encoding, "
            "or convert it first, e.g. iconv -f WINDOWS-1258 -t UTF-8"
        )
        raise TenlaoError(message, name, line, "encoding") from error


def _decoded(content: bytes, encoding: Encoding, name: str | None) -> str:
    content = content[len(encoding.mark) :]
    codec = _codec(encoding.name)
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
    sample = content[:_SAMPLE]
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
    own = _ALIASES.get(re.sub("[^a-z0-9]", "", encoding.casefold()))
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
        return _codec(name).encode(text)[0]
    except UnicodeError:
        return None


_TONES = "\u0300\u0301\u0303\u0309\u0323"
# A character with the marks on it.
_LETTER = re.compile("(?s:.[\u0300-\u036f]*)")


def _with_tone_apart(letter: str) -> str:
    """Return a letter whole but for its tone mark, as in Windows-1258."""
    marks = unicodedata.normalize("NFD", letter)
    tones = [mark for mark in marks if mark in _TONES]
    return unicodedata.normalize("NFC", "".join(m for m in marks if m not in _TONES)) + "".join(tones)


# TCVN 5712:1993 from A0 on, as in the table TCVN5712-1 of glibc. VN3, the part of it that the ABC fonts have,
# lacks the capitals with a tone. Below A0 these fonts have the punctuation of Windows, and TCVN more capitals.
_TCVN_FROM_A0 = (
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
_TCVN_FROM_80 = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
_TCVN_CONTROLS = str.maketrans("\x01\x02\x04\x05\x06\x11\x12\x13\x14\x15\x16\x17", "ÚỤỪỬỮỨỰỲỶỸÝỴ")
_UNDEFINED = "\ufffe"
_ASCII = "".join(map(chr, range(0x80)))
_WINDOWS_FROM_80 = bytes(range(0x80, 0xA0)).decode("cp1252", "replace").replace("\ufffd", _UNDEFINED)

# VNI for Windows, as in the character tables of xvnkb and UniKey: a letter and a mark after it, written as the
# letters that Windows-1252 has at these bytes. Capitals have capital marks.
_VNI_SMALL = """
    á aù  à aø  ả aû  ã aõ  ạ aï    â aâ  ấ aá  ầ aà  ẩ aå  ẫ aã  ậ aä    ă aê  ắ aé  ằ aè  ẳ aú  ẵ aü  ặ aë
    é eù  è eø  ẻ eû  ẽ eõ  ẹ eï    ê eâ  ế eá  ề eà  ể eå  ễ eã  ệ eä
    í í   ì ì   ỉ æ   ĩ ó   ị ò
    ó où  ò oø  ỏ oû  õ oõ  ọ oï    ô oâ  ố oá  ồ oà  ổ oå  ỗ oã  ộ oä    ơ ô  ớ ôù  ờ ôø  ở ôû  ỡ ôõ  ợ ôï
    ú uù  ù uø  ủ uû  ũ uõ  ụ uï    ư ö   ứ öù  ừ öø  ử öû  ữ öõ  ự öï
    ý yù  ỳ yø  ỷ yû  ỹ yõ  ỵ î
    đ ñ
"""
_VNI = {
    letter: written
    for table in (_VNI_SMALL, _VNI_SMALL.upper())
    for letter, written in re.findall(r"(\S+) +(\S+)", table)
}
_VNI_READ = {written: letter for letter, written in _VNI.items()}
_VNI_SIGN = re.compile("|".join(sorted(_VNI_READ, key=len, reverse=True)))
_VNI_MARKS = {written[-1] for written in _VNI.values()}
_VNI_STRAY = re.compile(f"[{''.join(sorted(_VNI_MARKS - _VNI_READ.keys()))}]")


def _decode_vni(content: bytes) -> tuple[str, int]:
    written = content.decode("cp1252")
    stray = _VNI_STRAY.search(_VNI_SIGN.sub(lambda sign: " " * len(sign[0]), written))
    if stray:
        raise UnicodeDecodeError("vni", content, stray.start(), stray.end(), "a mark without its letter")
    return _VNI_SIGN.sub(lambda sign: _VNI_READ[sign[0]], written), len(content)


def _encode_vni(text: str) -> tuple[bytes, int]:
    for place, character in enumerate(text):
        if character in _VNI_MARKS and character not in _VNI:
            raise UnicodeEncodeError("vni", text, place, place + 1, "it would be a mark")
    return text.translate(_VNI_WRITTEN).encode("cp1252"), len(text)


_VNI_WRITTEN = str.maketrans(_VNI)


def _of_table(table: str) -> codecs.CodecInfo:
    """Return a codec that writes each character of a table as its place in it."""
    places = codecs.charmap_build(table)
    return codecs.CodecInfo(
        lambda text, errors="strict": codecs.charmap_encode(text, errors, places),
        lambda content, errors="strict": codecs.charmap_decode(content, errors, table),
    )


_OWN: dict[str, Callable[[], codecs.CodecInfo]] = {
    "tcvn3": lambda: _of_table(_ASCII + _WINDOWS_FROM_80 + _TCVN_FROM_A0),
    "tcvn": lambda: _of_table(_ASCII.translate(_TCVN_CONTROLS) + _TCVN_FROM_80 + _TCVN_FROM_A0),
    "vni": lambda: codecs.CodecInfo(
        lambda text, _="strict": _encode_vni(text), lambda content, _="strict": _decode_vni(bytes(content))
    ),
}
_ALIASES = {
    "abc": "tcvn3",
    "tcvn3": "tcvn3",
    "tcvn": "tcvn",
    "tcvn57121": "tcvn",
    "vni": "vni",
    "vniwin": "vni",
    "vniwindows": "vni",
}
_CALLED = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "cp1258": "Windows-1258"}


@functools.cache
def _codec(name: str) -> codecs.CodecInfo:
    return _OWN[name]() if name in _OWN else codecs.lookup(name)


# What is looked at to recognise an encoding, in characters.
_SAMPLE = 1 << 16
# In Vietnamese more than half of the words have a letter that is not ASCII, and in the right encoding each of
# them is a syllable that Vietnamese may have.
_LEAST_MARKED = 0.15
_LEAST_RIGHT = 0.8
_TAG = re.compile("<[^<>]*>")
_WORD = re.compile("[A-Za-z\u00a1-\u00ff]+")
_SYLLABLE = re.compile(
    "(?:[cgknpt]h|ngh?|gi|qu|tr|[bcdghklmnprstvx])?"
    "(?:a[iouy]?|e[ou]?|ieu|i[aeu]?|oai|oao|oay|oeo|o[aei]?|uai|uao|uau|uay|ueo|uoi|uou|uya|uye|uyu|u[aeiouy]?|yeu|ye?)"
    "(?:[cn]h|ng|[cmnpt])?"
)
# Letters beside each other as in Vieät, ViÖt and Lµo, and hardly ever in a text in any language.
_UNLIKE_UNICODE = re.compile("[aeo][áàåãäø]|a[éèúü]|[ôö][ùøûõï]|[a-z][À-Þ]|[A-Za-z][¡-¿]")
_QUALITIES = "\u0302\u0306\u031b"


def _recognised(content: str, candidates: tuple[str, ...]) -> str | None:
    """Return in which encoding a text is Vietnamese, if it is in one; each character of it stands for a byte."""
    words = _WORD.findall(_TAG.sub(" ", content[:_SAMPLE]))
    marked = [word for word in words if not word.isascii() and re.search("[A-Za-z]", word)]
    right = {name: sum(_is_syllable(word, name) for word in marked) for name in candidates}
    best = max(candidates, key=lambda name: right[name])
    if best == "latin-1" or right[best] < max(1, _LEAST_RIGHT * len(marked), _LEAST_MARKED * len(words)):
        return None
    return best


def _is_syllable(word: str, encoding: str) -> bool:
    try:
        text = _codec(encoding).decode(word.encode("latin-1"))[0]
    except UnicodeError:
        return False
    letters = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    tones = sum(letter in _TONES for letter in letters)
    return tones <= 1 and _SYLLABLE.fullmatch(re.sub(f"[{_TONES}{_QUALITIES}]", "", letters)) is not None

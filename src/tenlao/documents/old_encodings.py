"""The encodings of Vietnamese before Unicode: TCVN 5712 and VNI as codecs, and how a text in one is recognised."""

from __future__ import annotations

import codecs
import functools
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

__all__ = ["ALIASES", "CALLED", "SAMPLE", "TONES", "UNLIKE_UNICODE", "codec_named", "recognised"]

TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
"""The tone marks of Vietnamese, as characters of their own."""

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
ALIASES: Mapping[str, str] = {
    "abc": "tcvn3",
    "tcvn3": "tcvn3",
    "tcvn": "tcvn",
    "tcvn57121": "tcvn",
    "vni": "vni",
    "vniwin": "vni",
    "vniwindows": "vni",
}
"""The names of the codecs here, by those that people give them, in small letters and digits."""
CALLED: Mapping[str, str] = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "cp1258": "Windows-1258"}
"""How the encodings that are recognised are called."""


@functools.cache
def codec_named(name: str) -> codecs.CodecInfo:
    r"""Return a codec by its name: one of those here, or one that Python has.

    >>> codec_named("vni").encode("Việt")[0]
    b'Vie\xe4t'
    """
    return _OWN[name]() if name in _OWN else codecs.lookup(name)


SAMPLE: Final = 1 << 16
"""How many characters are looked at to recognise an encoding."""
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
UNLIKE_UNICODE: Final = re.compile("[aeo][áàåãäø]|a[éèúü]|[ôö][ùøûõï]|[a-z][À-Þ]|[A-Za-z][¡-¿]")
"""Letters beside each other as in Vieät, ViÖt and Lµo, and hardly ever in a text in any language."""
_QUALITIES = "\u0302\u0306\u031b"


def recognised(content: str, candidates: tuple[str, ...]) -> str | None:
    """Return in which encoding a text is Vietnamese, if it is in one; each character of it stands for a byte."""
    words = _WORD.findall(_TAG.sub(" ", content[:SAMPLE]))
    marked = [word for word in words if not word.isascii() and re.search("[A-Za-z]", word)]
    right = {name: sum(_is_syllable(word, name) for word in marked) for name in candidates}
    best = max(candidates, key=lambda name: right[name])
    if best == "latin-1" or right[best] < max(1, _LEAST_RIGHT * len(marked), _LEAST_MARKED * len(words)):
        return None
    return best


def _is_syllable(word: str, encoding: str) -> bool:
    try:
        text = codec_named(encoding).decode(word.encode("latin-1"))[0]
    except UnicodeError:
        return False
    letters = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    tones = sum(letter in TONES for letter in letters)
    return tones <= 1 and _SYLLABLE.fullmatch(re.sub(f"[{TONES}{_QUALITIES}]", "", letters)) is not None

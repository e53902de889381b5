"""One reader for each writing; each turns a spelling into the same kind of `tenlao.sound.Sound`.

A reader is loaded when a name in its writing turns up: most programs read few names, in one writing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import import_module
from typing import Any, Literal

from tenlao.orthography._spelling import INVISIBLE, components
from tenlao.sound import Sound

__all__ = [
    "INVISIBLE",
    "Writing",
    "has_lao",
    "has_vietnamese",
    "is_rendered",
    "read",
    "readings",
    "readings_in",
]

Writing = Literal["latin", "vietnamese", "lao"]

_LAO = re.compile("[\\u0e80-\\u0eff]")
_LAO_LETTER = re.compile("[\\u0e80-\\u0ecf\\u0edc-\\u0eff]")  # digits are no letters
# The same letters as below and those with an acute or grave that no French word has, all decomposed.
_VIETNAMESE_MARK = re.compile("[đĐ\\u0306\\u031b\\u0309\\u0303\\u0323]|[^eE]\\u0301|[^aeuAEU]\\u0300")
# Letters and marks of Vietnamese that no romanisation of Lao uses; é è ê ô â à may also be French.
_VIETNAMESE = re.compile(
    "[ăđơưĂĐƠƯạảãằắẳẵặầấẩẫậẹẻẽềếểễệỉĩịọỏõồốổỗộờớởỡợụủũùừứửữựỳỷỹỵìòĩ\\u0306\\u0309\\u0303\\u0323\\u031b]", re.I
)


def read(text: str, writing: Writing) -> Sound:
    """The sound of a name whose writing is known.

    >>> read("ໂພໄຊ", "lao").phones == read("Phô-xay", "vietnamese").phones == read("Phoxay", "latin").phones
    True
    """
    sound: Sound = _reader(writing).read(text)
    return sound


def readings(text: str) -> tuple[Sound, ...]:
    """The sounds that a name may stand for, when its writing must be told from its letters.

    One, or two where the letters fit both a romanisation and a Vietnamese rendering (Xékong, Pa-ny Da-tho-tu),
    where a rendering has a part in plain letters, which may be romanised (Khămtày Siphandone), or where a
    romanisation may be divided in two ways (Bou-nheuang, Boun-heuang).

    >>> [len(readings(name)) for name in ("ວຽງຈັນ", "Viêng Chăn", "Vientiane", "Xékong", "Khămtày Siphandone")]
    [1, 1, 1, 2, 2]
    >>> [sound.phones for sound in readings("Bounheuang")]
    [('buɲɯᵃᵑ',), ('buⁿhɯᵃᵑ',)]
    """
    if _LAO_LETTER.search(text):
        return (read(text, "lao"),)
    if text.isascii() and "-" not in text:
        return readings_in(text, "latin")
    if not is_rendered(text):
        return (read(text, "vietnamese"), read(text, "latin"))
    rendered = read(text, "vietnamese")
    parts = components(text)
    if not any(part.isascii() for part in parts):
        return (rendered,)
    mixed = Sound(
        tuple(_reader("latin" if part.isascii() else "vietnamese").read_component(part) for part in parts)
    )
    return (rendered,) if mixed == rendered else (rendered, mixed)


def readings_in(text: str, writing: Writing) -> tuple[Sound, ...]:
    """The sounds that a name whose writing is known may stand for: one, or two for a romanisation.

    >>> [len(readings_in(name, "latin")) for name in ("Phonhong", "Phongsaly")]
    [2, 1]
    """
    other = _reader("latin").divided_otherwise(text) if writing == "latin" else None
    return (read(text, writing),) if other is None else (read(text, writing), read(other, writing))


def has_lao(text: str) -> bool:
    """Whether there is anything in Lao script in a text.

    >>> has_lao("Viêng Chăn (ວຽງຈັນ)"), has_lao("Vientiane")
    (True, False)
    """
    return not text.isascii() and _LAO.search(text) is not None


def is_rendered(text: str) -> bool:
    """Whether a name in Latin letters has some that no romanization of Lao has; á, í and ú are not among these.

    >>> is_rendered("Na Kẹo"), is_rendered("Xékong"), is_rendered("Attapú")
    (True, False, False)
    """
    return _VIETNAMESE.search(text) is not None


def has_vietnamese(text: str) -> bool:
    """Whether a text in Latin letters has some that neither a romanization nor French has.

    >>> has_vietnamese("Na Kẹo"), has_vietnamese("Xékong")
    (True, False)
    """
    return _VIETNAMESE_MARK.search(unicodedata.normalize("NFD", text)) is not None


@cache
def _reader(writing: Writing) -> Any:
    return import_module(f"tenlao.orthography.{writing}")

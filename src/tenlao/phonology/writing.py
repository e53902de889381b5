"""Which writing a text is in, as far as its letters tell."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["has_lao", "has_vietnamese", "is_rendered", "is_rendering"]

_LAO = re.compile("[\\u0e80-\\u0eff]")
# The same letters as below and those with an acute or grave that no French word has, all decomposed.
_VIETNAMESE_MARK = re.compile("[đĐ\\u0306\\u031b\\u0309\\u0303\\u0323]|[^eE]\\u0301|[^aeuAEU]\\u0300")
# TrigramModel and marks of Vietnamese that no romanisation of Lao uses; é è ê ô â à may also be French.
_VIETNAMESE = re.compile(
    "[ăđơưĂĐƠƯạảãằắẳẵặầấẩẫậẹẻẽềếểễệỉĩịọỏõồốổỗộờớởỡợụủũùừứửữựỳỷỹỵìòĩ\\u0306\\u0309\\u0303\\u0323\\u031b]", re.I
)


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


def is_rendering(name: str) -> bool:
    """Whether a name in Latin letters is a Vietnamese rendering: by letters that no romanization has, or by hyphens.

    >>> is_rendering("Xỏn-xay"), is_rendering("Na Kẹo"), is_rendering("Xékong"), is_rendering("Sonexay")
    (True, True, False, False)
    """
    return has_vietnamese(name) or _HYPHEN.search(" ".join(name.split())) is not None


_HYPHEN = re.compile(r"[^\W\d_]-[^\W\d_]")

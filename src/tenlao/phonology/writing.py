"""Which writing a text is in, as far as its letters tell.

There are three questions, and each is asked here alone: which writing the letters prove (`proven_writing`), which is
the likeliest (`likely_writing`), and which ones a name can be in at all (`possible_writings`). Whoever knows more
than the letters, such as the entry that is meant, asks what it knows first and one of these for the rest.
"""

from __future__ import annotations

import re
import unicodedata

from tenlao.base.normal_forms import normal
from tenlao.base.patterns import pattern
from tenlao.base.vocabulary import Writing
from tenlao.phonology.vietnamese_spelling import is_syllable

__all__ = ["has_lao", "has_vietnamese", "likely_writing", "possible_writings", "proven_writing"]

_LAO = pattern("[\u0e80-\u0eff]")
# Not the digits: they stand in names in Latin letters, too (Nam Ngum ໒).
_LAO_LETTER = pattern("[\u0e80-\u0ecf\u0edc-\u0eff]")
# Letters, all decomposed, that stand neither in a romanization nor in a French word: é and à è ù are French.
_VIETNAMESE = pattern("[đĐ\u0306\u031b\u0309\u0303\u0323]|[^eE]\u0301|[^aeuAEU]\u0300")
# Letters, all composed, of which names are never romanized. Some have been with á í ó ú ý (Attapú), and many as the
# French wrote them, with é è ê ô â à; ù is French in other words only.
_NOT_ROMANIZED = pattern(
    "[ăđơưĂĐƠƯạảãằắẳẵặầấẩẫậẹẻẽềếểễệỉĩịọỏõồốổỗộờớởỡợụủũùừứửữựỳỷỹỵìòĩ\u0306\u0309\u0303\u0323\u031b]", re.I
)
_HYPHEN = pattern(r"[^\W\d_]-[^\W\d_]")


def has_lao(text: str) -> bool:
    """Tell whether there is anything in Lao script in a text, be it a digit.

    >>> has_lao("Viêng Chăn (ວຽງຈັນ)"), has_lao("Vientiane")
    (True, False)
    """
    return not text.isascii() and _LAO.search(text) is not None


def has_vietnamese(text: str) -> bool:
    """Tell whether a text in Latin letters has some that neither a romanization nor French has.

    >>> has_vietnamese("Na Kẹo"), has_vietnamese("Xékong")
    (True, False)
    """
    return not text.isascii() and _VIETNAMESE.search(normal("NFD", text)) is not None


def proven_writing(text: str) -> Writing | None:
    """Return the writing that the letters of a text prove; None where they prove none.

    >>> [proven_writing(text) for text in ("ວຽງຈັນ", "Viêng Chăn", "Xékong", "Vientiane")]
    ['lao', 'vietnamese', None, None]
    """
    if has_lao(text):
        return "lao"
    return "vietnamese" if has_vietnamese(text) else None


def likely_writing(text: str) -> Writing:
    """Return the likeliest writing of a name: what its letters prove, or a rendering where hyphens join syllables.

    So is one in words that are all syllables of Vietnamese, if they have any marks.

    >>> [likely_writing(name) for name in ("ໂພໄຊ", "Na Kẹo", "Pa-ny", "Phôn Xay", "Xékong", "Vientiane")]
    ['lao', 'vietnamese', 'vietnamese', 'vietnamese', 'latin', 'latin']
    """
    if proven := proven_writing(text):
        return proven
    words = unicodedata.normalize("NFC", text).split()
    hyphened = _HYPHEN.search(" ".join(words)) is not None
    in_syllables = not text.isascii() and len(words) > 1 and all(map(is_syllable, words))
    return "vietnamese" if hyphened or in_syllables else "latin"


def possible_writings(name: str) -> tuple[Writing, ...]:
    """Return the writings that a name can be in: one, or two where the letters fit a rendering and a romanization.

    >>> [possible_writings(name) for name in ("ໂພໄຊ", "Na Kẹo", "Vientiane")]
    [('lao',), ('vietnamese',), ('latin',)]
    >>> possible_writings("Xékong") == possible_writings("Pa-ny") == ("vietnamese", "latin")
    True
    """
    if name.isascii():
        return ("vietnamese", "latin") if "-" in name else ("latin",)
    if _LAO_LETTER.search(name):
        return ("lao",)
    is_rendering = _NOT_ROMANIZED.search(unicodedata.normalize("NFC", name)) is not None
    return ("vietnamese",) if is_rendering else ("vietnamese", "latin")

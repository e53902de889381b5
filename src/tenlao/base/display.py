"""How wide a terminal shows a text."""

from __future__ import annotations

import unicodedata

from tenlao.base.patterns import pattern

__all__ = ["display_width"]

# Letters of the three writings, marks on them, and common punctuation: each is as wide as a column, or a mark on one.
_PLAIN = pattern("[ -~\u00a1-\u00ac\u00ae-\u024f\u0300-\u036f\u0e80-\u0eff\u1e00-\u1eff\u2010-\u2027]*")
_CONTROL = pattern("[\x00-\x1f\x7f-\x9f]")


def display_width(text: str) -> int:
    """Return in how many columns a terminal shows a text on one line; a control character counts as one.

    >>> display_width("Viêng Chăn"), display_width("ວຽງຈັນ"), display_width("万象")
    (10, 5, 4)
    """
    if _PLAIN.fullmatch(text):  # which need not wait until wcwidth is loaded
        return sum([unicodedata.category(c) != "Mn" for c in text])

    from wcwidth import wcswidth

    return wcswidth(_CONTROL.sub(" ", text))

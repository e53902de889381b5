"""The letters of Latin script, for sets in patterns.

>>> "Đ" in CAPITAL, "đ" in SMALL, "ế" in CAPITAL
(True, True, False)
"""

from __future__ import annotations

__all__ = ["CAPITAL", "SMALL"]

_LETTERS = [chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]

CAPITAL = "".join(filter(str.isupper, _LETTERS))
"""All capital letters."""
SMALL = "".join(filter(str.islower, _LETTERS))
"""All small letters."""

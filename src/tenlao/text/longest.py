"""How long names are at the most: what is longer is none, and is not looked into, however much there is of it.

The longest form of the table has 37 characters, and the longest word of one 20; with marks apart (NFD), invisible
characters, and titles before them they take some times as many.
"""

from __future__ import annotations

__all__ = ["LONGEST_NAME", "LONGEST_WORD"]

LONGEST_NAME = 300
"""Code points of a name with what is written around it, titles and brackets."""
LONGEST_WORD = 100
"""Code points of a word."""

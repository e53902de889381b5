"""The words with which several rooms speak of names, each set of them once, as types.

>>> WRITINGS
('latin', 'vietnamese', 'lao')
"""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["KINDS", "TAGS", "WRITINGS", "Kind", "Tag", "Writing"]

# What an entry of a table names.
Kind = Literal["person", "place", "organization"]
# In which letters a form of a name is: a romanization, a Vietnamese phonetic rendering, or Lao script.
Writing = Literal["latin", "vietnamese", "lao"]
# What is particular about an attested form (docs/table.md).
Tag = Literal["typo", "stripped", "titled", "exonym"]

KINDS: tuple[Kind, ...] = get_args(Kind)
WRITINGS: tuple[Writing, ...] = get_args(Writing)
TAGS: tuple[Tag, ...] = get_args(Tag)

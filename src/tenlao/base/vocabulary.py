"""The words with which several rooms speak of names, each set of them once, as types.

>>> WRITINGS
('latin', 'vietnamese', 'lao')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

__all__ = ["KINDS", "LANGUAGE_TAGS", "REGISTRIES", "TAGS", "WRITINGS", "Kind", "Registry", "Tag", "Writing"]

# What an entry of a table names.
Kind = Literal["person", "place", "organization"]
# In which letters a form of a name is: a romanization, a Vietnamese phonetic rendering, or Lao script.
Writing = Literal["latin", "vietnamese", "lao"]
# What is particular about an attested form (docs/table.md).
Tag = Literal["typo", "stripped", "titled", "exonym"]
# Who else has an id for what an entry names (`tenlao.table.registries`).
Registry = Literal["wikidata", "geonames", "osm", "everypolitician", "opensanctions"]

KINDS: tuple[Kind, ...] = get_args(Kind)
WRITINGS: tuple[Writing, ...] = get_args(Writing)
TAGS: tuple[Tag, ...] = get_args(Tag)
REGISTRIES: tuple[Registry, ...] = get_args(Registry)

LANGUAGE_TAGS: Mapping[Writing, str] = {"latin": "lo-Latn", "vietnamese": "vi", "lao": "lo"}
"""The writings as tags of languages (BCP 47)."""

"""The words with which the package speaks of names and documents, each set of them once, as types.

>>> WRITINGS
('latin', 'vietnamese', 'lao')
"""

from __future__ import annotations

from typing import Literal, get_args

__all__ = [
    "DOCUMENT_KINDS",
    "KINDS",
    "STYLES",
    "TAGS",
    "WRITINGS",
    "DocumentKind",
    "Kind",
    "Style",
    "Tag",
    "Writing",
]

# What an entry of a table names.
Kind = Literal["person", "place", "organization"]
# In which letters a form of a name is: a romanization, a Vietnamese phonetic rendering, or Lao script.
Writing = Literal["latin", "vietnamese", "lao"]
# What is particular about an attested form (docs/table.md).
Tag = Literal["typo", "stripped", "titled", "exonym"]
# The house styles in which a text can be put (docs/annotate.md).
Style = Literal["gloss", "vietnamese", "latin", "html", "jsonl"]
# What kinds of documents are read (docs/documents.md).
DocumentKind = Literal["text", "markdown", "html", "docx", "subtitles"]

KINDS: tuple[Kind, ...] = get_args(Kind)
WRITINGS: tuple[Writing, ...] = get_args(Writing)
TAGS: tuple[Tag, ...] = get_args(Tag)
STYLES: tuple[Style, ...] = get_args(Style)
DOCUMENT_KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)

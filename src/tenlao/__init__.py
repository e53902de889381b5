"""tenlao: Lao names in Lao script, in romanisation and in Vietnamese rendering.

>>> import tenlao
>>> match = tenlao.resolve("Phosay Khaikhamphithoun")
>>> match.entry.vietnamese, match.entry.lao
('Phô-xay Khảy-khăm-phi-thun', 'ໂພໄຊ ໄຂຄຳພິທູນ')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenlao.errors import TenlaoError
from tenlao.table import Entry, Form, Source, Table, load

if TYPE_CHECKING:
    from tenlao.annotate import Edit
    from tenlao.find import Mention
    from tenlao.match import Match

__all__ = [
    "Edit",
    "Entry",
    "Form",
    "Match",
    "Mention",
    "Source",
    "Table",
    "TenlaoError",
    "annotate",
    "edits",
    "find",
    "load",
    "lookup",
    "resolve",
]


def lookup(name: str, limit: int = 5) -> list[Match]:
    """`tenlao.Table.lookup` on the bundled table."""
    return load().lookup(name, limit)


def resolve(name: str) -> Match | None:
    """`tenlao.Table.resolve` on the bundled table."""
    return load().resolve(name)


def find(text: str) -> list[Mention]:
    """`tenlao.Table.find` on the bundled table."""
    return load().find(text)


def edits(text: str, style: str = "gloss") -> list[Edit]:
    """`tenlao.Table.edits` on the bundled table."""
    return load().edits(text, style)


def annotate(text: str, style: str = "gloss") -> str:
    """`tenlao.Table.annotate` on the bundled table."""
    return load().annotate(text, style)

"""tenlao: Lao names in Lao script, in romanisation and in Vietnamese rendering.

>>> import tenlao
>>> match = tenlao.resolve("Phosay Khaikhamphithoun")
>>> match.entry.vietnamese, match.entry.lao
('Phô-xay Khảy-khăm-phi-thun', 'ໂພໄຊ ໄຂຄຳພິທູນ')
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tenlao.errors import TenlaoError
from tenlao.table import Entry, Form, Source, Table, load

if TYPE_CHECKING:
    from tenlao.edit import Edit
    from tenlao.match import Match
    from tenlao.mentions import Mention
    from tenlao.rendering import Rendering, Sibilant

__all__ = [
    "Edit",
    "Entry",
    "Form",
    "Match",
    "Mention",
    "Rendering",
    "Source",
    "Table",
    "TenlaoError",
    "annotate",
    "edits",
    "find",
    "load",
    "lookup",
    "render",
    "resolve",
]


_TYPES = {
    "Edit": "tenlao.edit",
    "Match": "tenlao.match",
    "Mention": "tenlao.mentions",
    "Rendering": "tenlao.rendering",
}


def __getattr__(name: str) -> Any:
    """Import the types of results when they are asked for: most uses need none of them by name."""
    if name in _TYPES:
        return getattr(import_module(_TYPES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def lookup(name: str, limit: int = 5) -> list[Match]:
    """`tenlao.Table.lookup` on the bundled table."""
    return load().lookup(name, limit)


def resolve(name: str, threshold: float | None = None) -> Match | None:
    """`tenlao.Table.resolve` on the bundled table."""
    return load().resolve(name, threshold)


def find(text: str) -> list[Mention]:
    """`tenlao.Table.find` on the bundled table."""
    return load().find(text)


def edits(
    text: str,
    style: str = "gloss",
    *,
    every: bool | None = None,
    min_score: float = 0.0,
    prefer: str | None = None,
    suggest: str = "",
) -> list[Edit]:
    """`tenlao.Table.edits` on the bundled table."""
    return load().edits(text, style, every=every, min_score=min_score, prefer=prefer, suggest=suggest)


def annotate(
    text: str,
    style: str = "gloss",
    *,
    every: bool | None = None,
    min_score: float = 0.0,
    prefer: str | None = None,
    suggest: str = "",
) -> str:
    """`tenlao.Table.annotate` on the bundled table."""
    return load().annotate(text, style, every=every, min_score=min_score, prefer=prefer, suggest=suggest)


def render(name: str, sibilant: Sibilant | None = None, tones: bool = True, limit: int = 5) -> Rendering:
    """`tenlao.Table.render` on the bundled table."""
    return load().render(name, sibilant, tones, limit)

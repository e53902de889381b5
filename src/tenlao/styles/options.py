"""How a house style is applied: what an editor may ask for besides the style itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

__all__ = ["AS_USUAL", "StyleKeywords", "StyleOptions"]


@dataclass(frozen=True, slots=True)
class StyleOptions:
    """What is asked for besides a style.

    `every` tells whether to change every mention or the first of each entry; if it is None, each style has its own
    way ("gloss" the first, the others every). Mentions below `min_score` (0-100) stay as they are. `prefer` is a
    publisher, by name or slug: of the attested forms in a writing, those that it prints come first. `suggest` is a
    mark such as "*": if it is given, style "gloss" also sets renderings that nobody has printed, with that mark.

    >>> StyleOptions(prefer="Nhân Dân").every is None
    True
    """

    every: bool | None = None
    min_score: float = 0.0
    prefer: str | None = None
    suggest: str = ""


AS_USUAL = StyleOptions()


class StyleKeywords(TypedDict, total=False):
    """`StyleOptions` as keywords of a call."""

    every: bool | None
    min_score: float
    prefer: str | None
    suggest: str

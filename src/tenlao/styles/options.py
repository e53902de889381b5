"""How a house style is applied: what an editor may ask for besides the style itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict

__all__ = ["AS_USUAL", "Brackets", "Manner", "StyleKeywords", "StyleOptions"]

Manner = Literal["hyphen", "joined", "spaced"]
"""How the syllables of a name are set: Hủa-phăn, Hủaphăn, Hủa Phăn."""
Brackets = Literal["join", "two"]
"""Where brackets with something else follow a name, its gloss goes into them, or into brackets of its own."""


@dataclass(frozen=True, slots=True)
class StyleOptions:
    """What is asked for besides a style.

    `every` tells whether to change every mention or the first of each entry; if it is None, each style has its own
    way ("gloss" the first, the others every). Mentions below `min_score` (0-100) stay as they are. `prefer` is a
    publisher, by name or slug: of the attested forms in a writing, those that it prints come first. `suggest` is a
    mark such as "*": if it is given, names that have no form in the writing get one that nobody has printed, with
    that mark. `near` takes along mentions that are only near a name of the table (`tenlao.styles.certainty`).
    `one_family` gives a family name one rendering in a text, and a city the name of the man after whom it is named.
    `provinces` is the manner in which renderings of provinces are set, as they are attested if it is None. With
    `brackets` "join" a gloss goes into the round brackets that follow a name. `margins` extends glosses to headers
    and footers.

    >>> StyleOptions(prefer="Nhân Dân").every is None
    True
    """

    every: bool | None = None
    min_score: float = 0.0
    prefer: str | None = None
    suggest: str = ""
    near: bool = False
    one_family: bool = True
    provinces: Manner | None = None
    brackets: Brackets = "join"
    margins: bool = False


AS_USUAL = StyleOptions()


class StyleKeywords(TypedDict, total=False):
    """`StyleOptions` as keywords of a call."""

    every: bool | None
    min_score: float
    prefer: str | None
    suggest: str
    near: bool
    one_family: bool
    provinces: Manner | None
    brackets: Brackets
    margins: bool

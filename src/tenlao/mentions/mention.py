"""A mention: a place in a text where an entry is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenlao.matching.score import Match

__all__ = ["Mention"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where an entry is named.

    `start` and `end` are offsets in code points into the text as given; `text` is what stands there. `others`
    are further entries of that name that the words around it do not rule out: the mention is ambiguous.

    >>> from tenlao import load
    >>> for text in "ở thành phố Kaysone Phomvihane", "Kaysone Phomvihane":
    ...     for mention in load().find(text):
    ...         print(mention.match.entry.id, [other.entry.id for other in mention.others])
    kaysone-phomvihane-city []
    kaysone-phomvihane ['kaysone-phomvihane-city']
    """

    start: int
    end: int
    text: str
    match: Match
    others: tuple[Match, ...] = ()

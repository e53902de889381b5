"""What a house style makes of a text: edits, and doubts that are the author's to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tenlao.text.edits import Edit

__all__ = ["Annotation", "Doubt"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is left for the author to decide, and the offset (code points) of what it is about.

    >>> Doubt(23, '"Thoong-lun Xi-xu-lít" after "Sonexay Siphandone" names Thongloun Sisoulith').offset
    23
    """

    offset: int
    message: str


class Annotation(NamedTuple):
    """The edits that a style asks for, in text order, and what is left for the author to decide."""

    edits: list[Edit]
    doubts: list[Doubt]

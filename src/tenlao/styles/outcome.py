"""What a house style makes of a text: edits, and doubts that are the author's to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tenlao.text.edits import Edit

__all__ = ["Annotation", "Doubt", "Noted", "Report", "name_set_by"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is left for the author to decide, and the offset (code points) of what it is about.

    >>> Doubt(23, '"Thoong-lun Xi-xu-lít" after "Sonexay Siphandone" names Thongloun Sisoulith').offset
    23
    """

    offset: int
    message: str


def name_set_by(edit: Edit) -> str:
    """Return the name that an edit of a style sets, without what parts it from the words around it.

    >>> from tenlao.text.edits import Edit
    >>> name_set_by(Edit(22, 22, "", " (Xỏn-xay Xỉ-phăn-đon)"))
    'Xỏn-xay Xỉ-phăn-đon'
    """
    return edit.new.strip(" ();")


@dataclass(frozen=True, slots=True)
class Noted:
    """A name in a text, and what became of it or might.

    `offset` (code points) is where it stands; `id` is that of its entry, None if it is in no table. `rendering` is
    what is printed beside it or instead of it, or what is suggested for it with a mark; None if there is nothing.
    `score` (0-100) is that of the match.
    """

    offset: int
    text: str
    id: str | None
    rendering: str | None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the Lao names in a text: each name once, in text order.

    `changed` names have got what the style prints. `unprinted` ones are in the table, which has no form in the
    writing that the style prints. `near` ones are only near a name of the table, which is their `id`, and are left
    alone. `unlisted` ones look like names of Lao persons and are in no table.
    """

    changed: tuple[Noted, ...] = ()
    unprinted: tuple[Noted, ...] = ()
    near: tuple[Noted, ...] = ()
    unlisted: tuple[Noted, ...] = ()

    def all_names(self) -> Iterator[Noted]:
        """Give the names of all parts."""
        return chain(self.changed, self.unprinted, self.near, self.unlisted)

    def data(self) -> dict[str, list[dict[str, Any]]]:
        """Return the report as plain data, for JSON.

        >>> Report(near=(Noted(4, "Somexai Siphandone", "sonexay-siphandone", None, 62.5),)).data()["near"]
        [{'offset': 4, 'text': 'Somexai Siphandone', 'id': 'sonexay-siphandone', 'rendering': None, 'score': 62.5}]
        """
        parts = {"changed": self.changed, "unprinted": self.unprinted}
        parts |= {"near": self.near, "unlisted": self.unlisted}
        return {part: [asdict(noted) for noted in names] for part, names in parts.items()}


class Annotation(NamedTuple):
    """The edits that a style asks for, in text order, what is left to the author, and a report if asked for."""

    edits: list[Edit]
    doubts: list[Doubt]
    report: Report | None = None

"""What is said of a column of names or of texts, as records that every engine has a type for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from tenlao.gazetteer import load

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind

__all__ = ["FOUND", "RESOLVED", "Found", "Resolved", "found", "resolved"]


class Resolved(TypedDict):
    """The entry that a name names: its id, the score (0-100), its preferred forms in the three writings, its kind."""

    id: str
    score: float
    latin: str | None
    vietnamese: str | None
    lao: str | None
    kind: str


class Found(TypedDict):
    """A mention in a text: offsets in code points, what stands there, the entry, the score (0-100) and the match."""

    start: int
    end: int
    text: str
    id: str
    kind: str
    score: float
    match: str


RESOLVED = tuple(Resolved.__annotations__)
"""The fields of a resolved name, in order."""
FOUND = tuple(Found.__annotations__)
"""The fields of a mention, in order."""


def resolved(
    names: Iterable[str | float | None],
    threshold: float | None = None,
    kind: Kind | None = None,
    workers: int = 1,
) -> list[Resolved | None]:
    """Return for each name the entry that it names in the table in use, None where it names none.

    >>> [record and record["vietnamese"] for record in resolved(["Thonglun Sisulith", None, ""])]
    ['Thoong-lun Xi-xu-lít', None, None]

    Raises:
        TypeError: a name is a number or another thing that is no name.
    """
    matches = load().resolve_many(names, threshold=threshold, kind=kind, workers=workers)
    return [
        None
        if match is None
        else Resolved(
            id=match.entry.id,
            score=match.score,
            latin=match.entry.latin,
            vietnamese=match.entry.vietnamese,
            lao=match.entry.lao,
            kind=match.entry.kind,
        )
        for match in matches
    ]


def found(texts: Iterable[str | None]) -> list[list[Found] | None]:
    """Return the mentions in each text of the table in use, None where there is no text; equal texts are read once.

    >>> found(["Ông Sonexay Siphandone đến.", None])[0][0]["start"]
    4
    """
    names = load()
    known: dict[str | None, list[Found] | None] = {None: None}
    records = []
    for text in texts:
        if text not in known:
            assert text is not None
            known[text] = [
                Found(
                    start=mention.start,
                    end=mention.end,
                    text=mention.text,
                    id=mention.match.entry.id,
                    kind=mention.match.entry.kind,
                    score=mention.match.score,
                    match=mention.match.kind,
                )
                for mention in names.find(text)
            ]
        records.append(known[text])
    return records

"""Documents under review: edits as tracked changes, and remarks as comments, by a reviewer who is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol, runtime_checkable

from tenlao.base.characters import fit_for_xml
from tenlao.base.errors import TenlaoError
from tenlao.documents.formats import Document
from tenlao.text.edits import Edit, apply_edits

__all__ = [
    "Left",
    "Remark",
    "Reviewed",
    "Reviewer",
    "UnderReview",
    "minimal",
    "reviewable",
    "with_remarks",
    "with_tracked",
]


class Reviewer(NamedTuple):
    """Who reviews, as programs show it, and when, in UTC."""

    author: str
    date: datetime

    @property
    def written_date(self) -> str:
        """The date as XML has it, to the second.

        >>> Reviewer("A", datetime(2026, 1, 2, 3, 4, 5)).written_date
        '2026-01-02T03:04:05Z'
        """
        return self.date.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def written_author(self) -> str:
        """The author without characters that XML cannot have, or line ends."""
        return " ".join(fit_for_xml(self.author).split()) or "tenlao"


class Remark(NamedTuple):
    """A remark on a place in the text of a document; its text may have several lines."""

    start: int
    end: int
    text: str


class Left(NamedTuple):
    """A place that is left as it is, and why."""

    start: int
    end: int
    why: str


class Reviewed(NamedTuple):
    """A document that has been reviewed: the file, what restores the old one, the edits in it, and what is left."""

    new: bytes
    restore: dict[str, Any]
    edits: Sequence[Edit]
    left: Sequence[Left]


@runtime_checkable
class _Reviewing(Protocol):
    """What changes are tracked in and comments stand in."""

    def tracked(self, edits: Sequence[Edit], reviewer: Reviewer) -> Reviewed:
        """Return the document with edits as tracked changes, as far as it can have them there."""

    def commented(self, remarks: Sequence[Remark], reviewer: Reviewer) -> Reviewed:
        """Return the document with remarks as comments, those left out that are there already."""

    def text_of(self, content: bytes, name: str) -> str:
        """Return the text of another document of this kind; no more is read of it, nor held."""


class UnderReview(Document, _Reviewing, Protocol):
    """A document of a kind in which changes are tracked and comments stand."""


def reviewable(document: Document, file: str) -> UnderReview:
    """Return a document as one in which changes are tracked and comments stand.

    Raises:
        TenlaoError: its kind has neither.
    """
    if not isinstance(document, _Reviewing):
        message = (
            f"is of kind {document.kind}, which has neither tracked changes nor comments; give .docx or .odt"
        )
        raise TenlaoError(message, file)
    return document


def with_tracked(document: UnderReview, edits: Sequence[Edit], reviewer: Reviewer, file: str) -> Reviewed:
    """Return a document with edits as tracked changes.

    When all are accepted, it reads as with the edits: that is proven here.

    Raises:
        TenlaoError: the document cannot have them.
    """
    reviewed = document.tracked(edits, reviewer)
    _prove(document, reviewed.new, apply_edits(document.text, reviewed.edits), file)
    return reviewed


def with_remarks(document: UnderReview, remarks: Sequence[Remark], reviewer: Reviewer, file: str) -> Reviewed:
    """Return a document with remarks as comments; it reads as before.

    Raises:
        TenlaoError: the document cannot have them.
    """
    reviewed = document.commented(remarks, reviewer)
    _prove(document, reviewed.new, document.text, file)
    return reviewed


def _prove(document: UnderReview, new: bytes, text: str, file: str) -> None:
    """Read what has been made, and see to it that it reads as it should."""
    if new != document.original and document.text_of(new, file) != text:
        raise TenlaoError("would not read as it should, and is left as it is; please report this", file)


_WORDS = re.compile(r"\s+|\S+")


def minimal(old: str, new: str) -> tuple[int, int]:
    """Return how many characters at the beginning, and at the end, are the same words in an old and a new text.

    >>> minimal("ông Sonexay nói", "ông Xỏn-xay nói")
    (4, 4)
    >>> minimal("Sonexay", "Sonexay (Xỏn-xay)")
    (7, 0)
    """
    old_words, new_words = _WORDS.findall(old), _WORDS.findall(new)
    before = _same(old_words, new_words)
    after = _same(old_words[before:][::-1], new_words[before:][::-1])
    return len("".join(old_words[:before])), len("".join(old_words[len(old_words) - after :]))


def _same(words: Sequence[str], others: Sequence[str]) -> int:
    """Return how many words are the same at the beginning of both."""
    pairs = zip(words, others, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(words), len(others)))

"""Columns of names reconciled with the table: what is added to each row, and which rows somebody has to look at."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from tenlao.base.answering import Answering
from tenlao.base.batches import alongside
from tenlao.base.errors import TenlaoError
from tenlao.base.vocabulary import WRITINGS, Writing
from tenlao.pipeline.plain_words import in_plain_words
from tenlao.pipeline.standoff import mention_data
from tenlao.styles.certainty import is_sure

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.gazetteer import Gazetteer
    from tenlao.matching.score import Match
    from tenlao.styles.preferred_forms import PreferredForms

__all__ = [
    "ADDABLE",
    "PREFIX",
    "REVIEW_COLUMNS",
    "USUAL",
    "Additions",
    "Cell",
    "Found",
    "MentionsOfText",
    "NameClerk",
    "RowAsked",
    "asked_to_add",
]

Cell = str | float | None
"""What is put into a cell: a text, a number, or nothing."""

PREFIX: Final = "tenlao_"
"""What the names of the columns begin with that are added."""

_MENTIONS = f"{PREFIX}mentions"
_CANDIDATES = 3
# From which score on a weak candidate is worth a look; judged.
_WORTH_A_LOOK = 10.0


@dataclass(frozen=True)
class _Printed:
    """What is printed of an entry in a writing."""

    writing: Writing

    def __call__(self, match: Match, forms: PreferredForms) -> Cell:
        return forms.printed(match.entry, self.writing)


_CELLS: Mapping[str, Callable[[Match, PreferredForms], Cell]] = {
    "id": lambda match, _: match.entry.id,
    "score": lambda match, _: round(match.score, 1),
    **{writing: _Printed(writing) for writing in WRITINGS},
    "match": lambda match, _: match.kind,
    "kind": lambda match, _: match.entry.kind,
    "type": lambda match, _: match.entry.type,
    "role": lambda match, _: match.entry.role,
    "form": lambda match, _: match.form.text,
    "why": lambda match, _: in_plain_words(match),
}
ADDABLE: Sequence[str] = tuple(_CELLS)
"""What can be said of the entry that a name names; see `tenlao.Match.to_dict`."""
USUAL: Sequence[str] = ("id", "score", *WRITINGS, "match")
"""What is said unless something else is asked for."""

REVIEW_COLUMNS: Sequence[str] = (
    "row",
    "name",
    *(f"{what}_{n}" for n in range(1, _CANDIDATES + 1) for what in ("id", "score", *WRITINGS, "why")),
)
"""The columns of a sheet of doubtful rows: which row, the name in it, and the best candidates with why."""


def asked_to_add(words: str | None) -> tuple[str, ...]:
    """Return what is to be added, given as words with commas between.

    >>> asked_to_add("id, vietnamese"), asked_to_add(None) == USUAL
    (('id', 'vietnamese'), True)

    Raises:
        TenlaoError: something that is asked for cannot be added.
    """
    if words is None:
        return tuple(USUAL)
    asked = tuple(dict.fromkeys(word.strip() for word in words.split(",") if word.strip()))
    unknown = [word for word in asked if word not in _CELLS]
    if unknown or not asked:
        message = f'cannot add "{unknown[0]}"' if unknown else "nothing is to be added"
        raise TenlaoError(f"{message}; add some of: {', '.join(ADDABLE)}", argument="add")
    return asked


class Found(NamedTuple):
    """What is put beside a name or a text; and of a doubtful name, the cells that say who may be meant."""

    cells: tuple[Cell, ...]
    candidates: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class NameClerk:
    """Who says what a name names.

    >>> from tenlao import load
    >>> from tenlao.styles.preferred_forms import PreferredForms
    >>> clerk = NameClerk(load(), PreferredForms(load().sources), ("id", "vietnamese"))
    >>> clerk.columns, clerk("Thonglun Sisulith").cells
    (('tenlao_id', 'tenlao_vietnamese'), ('thongloun-sisoulith', 'Thoong-lun Xi-xu-lít'))
    """

    names: Gazetteer
    forms: PreferredForms
    add: tuple[str, ...] = tuple(USUAL)
    threshold: float | None = None
    kind: Kind | None = None
    reviewed: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns that are added."""
        return tuple([PREFIX + what for what in self.add])

    def __call__(self, name: str) -> Found:
        """Return what is put beside a name."""
        match = self.names.resolve(name, self.threshold, self.kind)
        if match is None:
            cells: tuple[Cell, ...] = (None,) * len(self.add)
        else:
            cells = tuple([_CELLS[what](match, self.forms) for what in self.add])
        return Found(cells, self._candidates(name, match) if self.reviewed else ())

    def _candidates(self, name: str, match: Match | None) -> tuple[Cell, ...]:
        """Return the cells for the best candidates of a doubtful name: one that is not sure, or that others have."""
        if match is not None and is_sure(match) and (self.kind or not match.others):
            return ()
        candidates = self.names.lookup(name, _CANDIDATES, self.kind)
        if match is None and not any(found.score >= _WORTH_A_LOOK for found in candidates):
            return ()
        cells: list[Cell] = []
        for found in candidates:
            cells += [found.entry.id, round(found.score, 1)]
            cells += [self.forms.printed(found.entry, writing) for writing in WRITINGS]
            cells.append(in_plain_words(found))
        return tuple(cells)


@dataclass(frozen=True)
class MentionsOfText:
    """Who says which names a text mentions: a list in JSON.

    >>> from tenlao import load
    >>> MentionsOfText(load())("Không có ai.").cells
    ('[]',)
    """

    names: Gazetteer
    kind: Kind | None = None
    threshold: float = 0.0

    columns = (_MENTIONS,)

    def __call__(self, text: str) -> Found:
        """Return the mentions in a text, none where there is no text."""
        if not text:
            return Found((None,))
        mentions: list[dict[str, Any]] = [
            mention_data(mention)
            for mention in self.names.find(text)
            if mention.match.score >= self.threshold and self.kind in (None, mention.match.entry.kind)
        ]
        return Found((json.dumps(mentions, ensure_ascii=False),))


RowAsked = tuple[str, ...]
"""A row: the text in each column that is asked about."""

Clerk = NameClerk | MentionsOfText
_TEXTS_WORTH, _TEXTS_AT_A_TIME = 50, 5


class Additions:
    """What is added to the rows of a sheet by some clerks, each asked about a column; to be closed.

    `review` is told of each doubtful row: its number (the first one below the header is 1), its name, and the
    candidates.
    """

    def __init__(
        self,
        clerks: Sequence[Clerk],
        workers: int = 0,
        review: Callable[[Sequence[Cell]], object] | None = None,
    ) -> None:
        """Take the clerks, and how many processes may work on the rows, 0: as many as there are processors."""
        self.columns = tuple([column for clerk in clerks for column in clerk.columns])
        self._review = review
        self._left = ExitStack()
        self._asked = [self._left.enter_context(_answering(clerk, workers)) for clerk in clerks]

    def __enter__(self) -> Additions:
        return self

    def __exit__(self, *_: object) -> None:
        self._left.close()

    def of(self, batches: Iterable[Sequence[RowAsked]]) -> Iterator[list[tuple[Cell, ...]]]:
        """Give for each row of each batch the cells that are added, in order."""
        stream: Iterator[_Answered] = ((batch, []) for batch in batches)
        for at, answering in enumerate(self._asked):
            stream = _with_answers(stream, answering, at)
        numbers = count(1)
        for batch, columns in stream:
            added = []
            for row, *found in zip(batch, *columns, strict=True):
                number = next(numbers)
                added.append(tuple([cell for one in found for cell in one.cells]))
                for text, one in zip(row, found, strict=True):
                    if one.candidates and self._review is not None:
                        self._review((number, text, *one.candidates))
            yield added


_Answered = tuple[Sequence[RowAsked], list[list[Found]]]


def _with_answers(stream: Iterator[_Answered], answering: Answering[Found], at: int) -> Iterator[_Answered]:
    """Give batches with what was found so far and the answers to what is asked in one more column."""

    def asked(batches: Iterator[_Answered]) -> Iterator[list[Found]]:
        return answering.in_turn([row[at] for row in batch] for batch, _ in batches)

    for (batch, found), answers in alongside(stream, asked):
        yield batch, [*found, answers]


def _answering(clerk: Clerk, workers: int) -> Answering[Found]:
    if isinstance(clerk, NameClerk):
        return Answering(clerk, workers)
    # Texts take longer than names and more memory, and seldom come again.
    return Answering(clerk, workers, worth=_TEXTS_WORTH, at_a_time=_TEXTS_AT_A_TIME, remembered=0)

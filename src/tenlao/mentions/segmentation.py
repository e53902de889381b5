"""A run of capitals is a sentence of its own: names side by side, each explaining its neighbours.

`Tỉnh trưởng Savannakhet Lingthong Sengtavanh` holds a place and a person. A span is not judged alone: the run is
cut into known names, names of strangers, and other words, so that most speaks for the whole (Viterbi 1967). A
neighbour in capitals that is itself explained does not count against a name; one that is not makes it likely that
the name is a part of another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Piece", "Segment", "best_segments"]

T = TypeVar("T")

# What it costs (nats) that one piece directly follows another: an unexplained word beside a name; a place before a
# person, in whose office it stands; names of two kinds otherwise, and of one kind.
BESIDE_WORD = 16.0
PLACE_OF_OFFICE, OF_TWO_KINDS, OF_ONE_KIND = 0.0, 8.0, 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Piece(Generic[T]):
    """Tokens `first` up to `last` of a run as a name, and how much speaks for it (nats) by itself.

    `kind` is what it names. `before` and `after` are what an unexplained word there costs; 0 where a title or a break
    stands there. `announces_person` tells that an office stands before it, whose holder may follow. `value` is None
    for a stranger's name.
    """

    first: int
    last: int
    kind: str
    worth: float
    before: float
    after: float
    announces_person: bool = False
    value: T | None = None


@dataclass(frozen=True, slots=True)
class Segment(Generic[T]):
    """A piece that was chosen, with what speaks for it among its neighbours (nats)."""

    piece: Piece[T]
    worth: float


@dataclass(frozen=True, slots=True)
class _Way(Generic[T]):
    """A way to a place in a run: the way to its last segment, and that; what ways share is there once."""

    before: _Way[T] | None
    last: Segment[T]


def best_segments(length: int, pieces: Sequence[Piece[T]], parted: Sequence[bool]) -> list[Segment[T]]:
    """Cut a run of so many tokens into pieces and other words, the way for which most speaks; give the pieces.

    `parted` tells of each token whether something other than a blank parts it from the one before: then the two are
    no neighbours.

    >>> place, person = Piece(0, 1, "place", 4.0, 0.0, 16.0), Piece(1, 3, "person", 9.0, 16.0, 0.0)
    >>> [(s.piece.kind, s.worth) for s in best_segments(3, [place, person], [True, False, False])]
    [('place', 4.0), ('person', 1.0)]
    >>> best_segments(3, [place], [True, False, False])
    []
    """
    # For each place in the run, the best way to it, by the piece before it: None is another word.
    best: list[dict[Piece[T] | None, tuple[float, _Way[T] | None]]] = [{} for _ in range(length + 1)]
    best[0][None] = 0.0, None
    starting: dict[int, list[Piece[T]]] = {}
    for piece in pieces:
        starting.setdefault(piece.first, []).append(piece)

    def reach(end: int, piece: Piece[T] | None, total: float, way: _Way[T] | None) -> None:
        known = best[end].get(piece)
        if known is None or total > known[0]:
            best[end][piece] = total, way

    for place in range(length):
        for previous, (total, way) in best[place].items():
            joined = place > 0 and not parted[place]
            after = previous.after if previous is not None and joined else 0.0
            reach(place + 1, None, total - after, way)
            for piece in starting.get(place, ()):
                cost = _between(previous, piece) if joined else 0.0
                worth = piece.worth - cost
                reach(piece.last, piece, total + worth, _Way(way, Segment(piece, worth)))
    _, way = max(best[length].values(), key=lambda found: found[0])
    segments = []
    while way is not None:
        segments.append(way.last)
        way = way.before
    return [segment for segment in reversed(segments) if segment.worth >= 0 or len(segments) > 1]


def _between(previous: Piece[T] | None, piece: Piece[T]) -> float:
    """What it costs that a piece directly follows another one, or another word."""
    if previous is None:
        return piece.before
    if previous.kind == piece.kind:
        return OF_ONE_KIND
    return PLACE_OF_OFFICE if piece.kind == "person" and previous.announces_person else OF_TWO_KINDS

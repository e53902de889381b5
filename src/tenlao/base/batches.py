"""Things taken some at a time, and what comes of them beside them, without holding them all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

__all__ = ["alongside", "in_batches"]

T = TypeVar("T")
U = TypeVar("U")


def alongside(items: Iterable[T], work: Callable[[Iterator[T]], Iterable[U]]) -> Iterator[tuple[T, U]]:
    """Give each item with what comes of it by some work that takes the items and gives as many results, in order.

    Only the items that the work has taken ahead are held.

    >>> list(alongside("ab", lambda letters: map(str.upper, letters)))
    [('a', 'A'), ('b', 'B')]
    """
    waiting: deque[T] = deque()

    def taken() -> Iterator[T]:
        for item in items:
            waiting.append(item)
            yield item

    for result in work(taken()):
        yield waiting.popleft(), result


def in_batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Give items some at a time, as they come.

    >>> list(in_batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch

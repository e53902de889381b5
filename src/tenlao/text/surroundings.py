"""Places of a text read with what stands around them: what is told of one is remembered with that."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Concatenate, ParamSpec, TypeVar

__all__ = ["with_surroundings"]

_REMEMBERED = 1 << 11  # places
_LONGEST_REMEMBERED = 1000  # characters of a place with its surroundings, where nothing else is said

P = ParamSpec("P")
T = TypeVar("T")


def with_surroundings(
    before: int, after: int, longest: int = _LONGEST_REMEMBERED
) -> Callable[[Callable[Concatenate[str, int, int, P], T]], Callable[Concatenate[str, int, int, P], T]]:
    """Return a decorator of functions of a text and a place in it, from a start to an end (code points).

    Such a function is given no more of the text than so many characters `before` and `after` the place, and what it
    tells, which must not contain offsets, is remembered, unless it is given more than `longest` characters. What else
    it is given has to be hashable.

    >>> @with_surroundings(before=1, after=1)
    ... def seen(text, start, end):
    ...     return text[:start], text[start:end], text[end:]
    >>> seen("ở Lào.", 2, 5)
    (' ', 'Lào', '.')
    """

    def decorator(
        function: Callable[Concatenate[str, int, int, P], T],
    ) -> Callable[Concatenate[str, int, int, P], T]:
        remembered: OrderedDict[int, T] = OrderedDict()

        @functools.wraps(function)
        def told(text: str, start: int, end: int, /, *others: P.args, **named: P.kwargs) -> T:
            first = max(0, start - before)
            around, start, end = text[first : end + after], start - first, end - first
            if len(around) > longest:
                return function(around, start, end, *others, **named)
            key = _key(around, start, end, others, tuple(named.items()))
            try:
                told = remembered[key]
                remembered.move_to_end(key)
            except KeyError:  # also where another thread has just forgotten it
                told = remembered[key] = function(around, start, end, *others, **named)
                if len(remembered) > _REMEMBERED:
                    remembered.popitem(last=False)
            return told

        return told

    return decorator


def _key(around: str, *given: Hashable) -> int:
    """Return two hashes of what is given as one number, which tells it from all else without keeping it."""
    return hash((around, given)) << 64 | hash((given, around[1:])) & _SECOND


_SECOND = (1 << 64) - 1

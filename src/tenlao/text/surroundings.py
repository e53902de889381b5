"""Places of a text read with what stands around them: what is told of one is remembered with that."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

__all__ = ["with_surroundings"]

_REMEMBERED = 1 << 12  # places
_LONGEST_REMEMBERED = 1000  # characters of a place with its surroundings, where nothing else is said

P = ParamSpec("P")
T = TypeVar("T")


class _Around:
    """A text by which something is remembered, told from others by two hashes, so that it need not be kept itself."""

    __slots__ = ("_hashes", "text")

    def __init__(self, text: str) -> None:
        self.text, self._hashes = text, (hash(text), hash(text[1:]))

    def __hash__(self) -> int:
        return self._hashes[0]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Around) and other._hashes == self._hashes


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
        def tell(around: _Around, *given: Any, **named: Any) -> T:
            return function(around.text, *given, **named)

        remembered: Callable[..., T] = functools.lru_cache(_REMEMBERED)(tell)

        @functools.wraps(function)
        def told(text: str, start: int, end: int, /, *others: P.args, **named: P.kwargs) -> T:
            first = max(0, start - before)
            around = text[first : end + after]
            if len(around) > longest:
                return function(around, start - first, end - first, *others, **named)
            place = _Around(around)
            told = remembered(place, start - first, end - first, *others, **named)
            place.text = ""
            return told

        return told

    return decorator

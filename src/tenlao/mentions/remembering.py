"""What is remembered of the runs of texts: much of short ones, which come again, of long ones only the last few."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

__all__ = ["remembering"]

_LONGEST_SHORT = 60  # characters
_SHORT_REMEMBERED, _LONG_REMEMBERED = 1 << 11, 32

P = ParamSpec("P")
T = TypeVar("T")


def remembering(function: Callable[Concatenate[str, P], T]) -> Callable[Concatenate[str, P], T]:
    """Return a function of a run, and of other things that can be hashed, that remembers what it has given.

    What it remembers takes no more memory for long texts, whatever is in them.

    >>> lengths = remembering(len)
    >>> lengths("Sonexay"), lengths("Sonexay")
    (7, 7)
    """
    of_short, of_long = (
        functools.lru_cache(maxsize)(function) for maxsize in (_SHORT_REMEMBERED, _LONG_REMEMBERED)
    )

    def remembered(run: str, /, *others: P.args, **named: P.kwargs) -> T:
        cached: Callable[..., T] = of_short if len(run) <= _LONGEST_SHORT else of_long
        return cached(run, *others, **named)

    return remembered

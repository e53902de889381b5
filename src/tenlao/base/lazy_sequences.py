"""Sequences whose items are made when they are asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TypeVar, overload

__all__ = ["LazySequence"]

T_co = TypeVar("T_co", covariant=True)


class LazySequence(Sequence[T_co]):
    """A sequence of which `_made` makes the item with a number, from 0 on; a slice is a list.

    >>> class Squares(LazySequence[int]):
    ...     def __len__(self):
    ...         return 4
    ...     def _made(self, number):
    ...         return number**2
    >>> list(Squares()), Squares()[-1], Squares()[1:3]
    ([0, 1, 4, 9], 9, [1, 4])
    """

    __slots__ = ()

    @abstractmethod
    def _made(self, number: int) -> T_co:
        """Return the item with a number, which is not below 0, and below the length."""

    @overload
    def __getitem__(self, number: int) -> T_co: ...
    @overload
    def __getitem__(self, number: slice) -> list[T_co]: ...
    def __getitem__(self, number: int | slice) -> T_co | list[T_co]:
        if isinstance(number, slice):
            return [self._made(at) for at in range(*number.indices(len(self)))]
        length = len(self)
        if number < 0:
            number += length
        if not 0 <= number < length:
            raise IndexError(number)
        return self._made(number)

"""What all doors use: the table, choices by a number, and edits anywhere in a text."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

import tenlao
from tenlao import Edit, Gazetteer

__all__ = ["chosen", "edits_in", "names_in_use", "spans_in"]

T = TypeVar("T")

_NEW = ("", "Phô-xay", "A & B", "<i>x</i>", "ລາວ", '"', "\\", "a\nb", "*", "\u2060", "]]>", "é" * 20)


@cache
def names_in_use() -> Gazetteer:
    return tenlao.load()


def chosen(choices: Sequence[T], choice: int, turn: int = 0) -> T:
    """One of several, by a number; with another turn, another one independently of the first."""
    return choices[(choice >> 4 * turn) % len(choices)]


def spans_in(text: str, choice: int) -> list[tuple[int, int]]:
    """One to four spans of a text, by a number, in text order and apart."""
    source = random.Random(choice)
    places = sorted(source.randrange(len(text) + 1) for _ in range(2 * source.randint(1, 4)))
    return list(zip(places[::2], places[1::2], strict=True))


def edits_in(text: str, choice: int) -> list[Edit]:
    """Edits of one to four spans of a text, by a number."""
    return [
        Edit(start, end, text[start:end], chosen(_NEW, choice, turn))
        for turn, (start, end) in enumerate(spans_in(text, choice))
    ]

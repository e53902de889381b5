"""Names of people from Korea and China, which sound like Lao ones: Kim Sang-sik, Chiang Kai-shek."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from tenlao.base.word_lists import word_lists

__all__ = ["east_asian_names", "shares_words"]


def east_asian_names(run: str) -> list[tuple[int, int]]:
    """Return where names of people from Korea and China stand in a run: a family name, two syllables with a hyphen.

    The second of them is in small letters, as it is not in a Lao name, unless all is in capitals.

    >>> run = "Kim Sang-sik, KIM SANG-SIK, Kim Sang-Sik, Keo Sang-sik"
    >>> [run[start:end] for start, end in east_asian_names(run)]
    ['Kim Sang-sik', 'KIM SANG-SIK']
    """
    if "-" not in run:
        return []
    return [m.span() for m in _name().finditer(run) if m["second"].islower() or m[0].isupper()]


def shares_words(names: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether what stands from a place to another shares words with one of some names, given in their order.

    >>> [shares_words([(0, 12), (14, 26)], start, end) for start, end in ((4, 8), (12, 14), (13, 20))]
    [True, False, True]
    """
    before = bisect_left(names, (end, 0))
    return before > 0 and start < names[before - 1][1]


@cache
def _name() -> re.Pattern[str]:
    family = "|".join(word_lists("titles.toml")["family_names_before_hyphens"]["words"])
    return re.compile(
        rf"(?<![\w-])(?i:{family})[ \u00a0][A-Z][A-Za-z]{{0,5}}-(?P<second>[A-Za-z]{{1,5}})(?![\w-])"
    )

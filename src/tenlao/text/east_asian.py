"""Names of people from Korea and China, which sound like Lao ones: Kim Sang-sik, Chiang Kai-shek."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tenlao.base.word_lists import word_lists

__all__ = ["east_asian_names"]


def east_asian_names(run: str) -> Iterator[tuple[int, int]]:
    """Give where names of people from Korea and China stand in a run: a family name, and two syllables with a hyphen.

    The second of them is in small letters, as it is not in a Lao name, unless all is in capitals.

    >>> run = "Kim Sang-sik, KIM SANG-SIK, Kim Sang-Sik, Keo Sang-sik"
    >>> [run[start:end] for start, end in east_asian_names(run)]
    ['Kim Sang-sik', 'KIM SANG-SIK']
    """
    if "-" in run:
        for m in _name().finditer(run):
            if m["second"].islower() or m[0].isupper():
                yield m.span()


@cache
def _name() -> re.Pattern[str]:
    family = "|".join(word_lists("titles.toml")["family_names_before_hyphens"]["words"])
    return re.compile(
        rf"(?<![\w-])(?i:{family})[ \u00a0][A-Z][A-Za-z]{{0,5}}-(?P<second>[A-Za-z]{{1,5}})(?![\w-])"
    )

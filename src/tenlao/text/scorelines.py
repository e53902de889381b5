"""Results of matches, after which who scored stands in brackets, side by side: Lào - Campuchia 1-1 (A 31'; B 58')."""

from __future__ import annotations

from collections.abc import Iterator

from tenlao.base.patterns import pattern
from tenlao.text.letters import CAPITAL
from tenlao.text.origins import is_country, is_laos

__all__ = ["scorers_abroad"]

_SIDE = rf"[{CAPITAL}][^\W\d_]*(?:[ -][{CAPITAL}][^\W\d_]*){{0,3}}"
_RESULT = r"\d{1,3}\s?[-\u2013:]\s?\d{1,3}"
_SCORELINE = pattern(
    rf"(?<!\w)(?P<first>{_SIDE})\s(?:[-\u2013]\s|{_RESULT}\s)(?P<second>{_SIDE})(?:\s{_RESULT})?"
    r"\s\((?P<of_first>[^();\n]{1,200});\s(?P<of_second>[^()\n]{1,200})\)"
)
_WORD = pattern(rf"[{CAPITAL}][^\W\d_]+(?:-[^\W\d_]+){{0,6}}")


def scorers_abroad(text: str) -> frozenset[str]:
    """Return the words of which the names of scorers are made who play for other countries than Laos.

    >>> sorted(scorers_abroad("Lào - Campuchia 2-2 (Bounphachan 31'; Vathanaka 12', Sokpheng 58')"))
    ['Sokpheng', 'Vathanaka']
    """
    return frozenset(_words_of_scorers(text))


def _words_of_scorers(text: str) -> Iterator[str]:
    for line in _SCORELINE.finditer(text):
        for side in ("first", "second"):
            if is_country(line[side]) and not is_laos(line[side]):
                yield from _WORD.findall(line[f"of_{side}"])

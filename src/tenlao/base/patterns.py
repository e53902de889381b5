"""Regular expressions that are compiled when they are first used: a program uses few of all that its modules have."""

from __future__ import annotations

import re
from typing import Any, cast

__all__ = ["pattern"]


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled when it is first used.

    >>> words = pattern("[a-z]+", re.IGNORECASE)
    >>> words.findall("Nam Ngum 2")
    ['Nam', 'Ngum']
    """
    return cast("re.Pattern[str]", _Pattern(expression, flags))


class _Pattern:
    """What takes on each method of the compiled expression when it is first called."""

    def __init__(self, expression: str, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._expression, self._flags), name)
        setattr(self, name, found)
        return found

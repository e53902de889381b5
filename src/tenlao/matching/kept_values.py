"""Plain data by strings, kept as lines of JSON of which each is read when it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from tenlao.base.cache import line_of
from tenlao.base.pieces import Pieces, packed
from tenlao.matching.flat_tables import StringTable
from tenlao.matching.gathering import Gathering

__all__ = ["KeptValues", "packed_values"]

_REMEMBERED = 1 << 10


class KeptValues(Mapping[str, Any]):
    """Values by strings, in what `packed_values` has made of them; what is given must not be changed.

    >>> values = KeptValues(packed_values({"a": {"ă": 3.0}, "o": [1, 2]}))
    >>> values["a"], values.get("u"), "o" in values, len(values)
    ({'ă': 3.0}, None, True, 2)
    """

    def __init__(self, content: bytes | memoryview) -> None:
        numbers, lines = Pieces(content)
        self._numbers, self._lines = StringTable.unpacked(numbers), Pieces(lines)
        self._read = lru_cache(_REMEMBERED)(self._read_line)

    def __getitem__(self, key: str) -> Any:
        for number in self._numbers.get(key):
            return self._read(number)
        raise KeyError(key)

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of a string; most strings that are asked for have none."""
        for number in self._numbers.get(key):
            return self._read(number)
        return default

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers.keys)

    def __len__(self) -> int:
        return len(self._numbers)

    def _read_line(self, number: int) -> Any:
        return json.loads(str(self._lines[number], "utf-8"))


def packed_values(values: Mapping[str, Any]) -> bytes:
    """Return plain data by strings as bytes, for `KeptValues`."""
    numbers = Gathering(values, range(len(values))).table()
    return packed([numbers.packed(), packed(map(line_of, values.values()))])

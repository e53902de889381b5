"""JSON that somebody else has written: read within bounds, and as the standard has it."""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

__all__ = ["check_whole", "strict_json"]

_MOST_DEPTH: Final = 32


def strict_json(content: bytes | str, *, halves: bool = False) -> Any:
    """Return what JSON stands for; with `halves`, strings may have halves of characters of two halves in them.

    >>> strict_json(b'{"names": ["Vientiane"]}')
    {'names': ['Vientiane']}
    >>> strict_json("[NaN]")
    Traceback (most recent call last):
    ValueError: is no JSON: not UTF-8, or a number out of range

    Raises:
        ValueError: it is no JSON in UTF-8, is nested more than 32 levels deep, or has half of a character in it.
    """
    try:
        text = content.decode() if isinstance(content, bytes) else content
        data = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except ValueError as error:
        reason = (
            error.msg if isinstance(error, json.JSONDecodeError) else "not UTF-8, or a number out of range"
        )
        raise ValueError(f"is no JSON: {reason}") from None
    if _depth(data) > _MOST_DEPTH:
        raise ValueError("is nested too deeply")
    if not halves:
        check_whole(data)
    return data


def check_whole(data: Any) -> None:
    """Check that no string in some data has half of a character of two halves in it.

    Raises:
        ValueError: one has.
    """
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("has one half of a character of two halves in it") from None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _depth(data: Any) -> int:
    depth, level = 0, [data]
    while level and depth <= _MOST_DEPTH:
        depth += 1
        level = [
            inner
            for outer in level
            if isinstance(outer, (dict, list))
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return depth

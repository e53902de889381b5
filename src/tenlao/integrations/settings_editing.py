"""Settings files with a value added to one of their lists: all else, comments too, stays as it is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from tenlao.base.errors import TenlaoError
from tenlao.text.edits import Edit

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["added"]


def added(content: str, file: str, key: str, value: str) -> Edit | None:
    r"""Return the change of a settings file that adds a value to a list; None if the list has it.

    >>> added('names = ["Xay"]  # ours\n', "tenlao.toml", "names", "Nga")
    Edit(start=14, end=14, old='', new=', "Nga"')

    Raises:
        TenlaoError: the file is no TOML, or has something else there than a list.
    """
    tomlkit = _tomlkit()
    try:
        document = tomlkit.parse(content)
        table: Any = document
        if os.path.basename(file) == "pyproject.toml":
            table = document["tool"]["tenlao"]
        if key not in table:
            table[key] = tomlkit.array()
        values = table[key]
        if value in values:
            return None
        values.append(value)
        new = tomlkit.dumps(document)
    except (tomlkit.exceptions.TOMLKitError, AttributeError, TypeError, LookupError) as error:
        raise TenlaoError(f'has no list "{key}" to add to: {error}', file) from error
    return _difference(content, new)


def _difference(old: str, new: str) -> Edit:
    """Return the change between two texts, without what they have in common at both ends."""
    start = _in_common(old, new)
    end = _in_common(old[start:][::-1], new[start:][::-1])
    return Edit(start, len(old) - end, old[start : len(old) - end], new[start : len(new) - end])


def _in_common(first: str, second: str) -> int:
    """Count the characters with which both texts begin."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(first), len(second)))


def _tomlkit() -> ModuleType:
    try:
        import tomlkit
    except ImportError:
        raise TenlaoError('changing settings needs tomlkit: pip install "tenlao[lsp]"') from None
    return tomlkit

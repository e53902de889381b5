"""Changes of the bytes of a file: made, and undone from what is kept of them."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple

__all__ = ["Change", "changed", "restore_data", "restored"]


# Words that are changed come again; what is kept of them is kept once.
_REMEMBERED = 1 << 10


class Change(NamedTuple):
    """A replacement of the bytes from start to end of a file."""

    start: int
    end: int
    new: bytes


def changed(content: bytes, changes: Iterable[Change]) -> bytes:
    """Return the content of a file after changes, which are in order and do not overlap.

    >>> changed(b"Lao", [Change(2, 3, b"os"), Change(3, 3, b"!")])
    b'Laos!'
    """
    left, result = memoryview(content), BytesIO()
    at = 0
    for start, end, new in changes:
        result.write(left[at:start])
        result.write(new)
        at = end
    result.write(left[at:])
    return result.getvalue()


def restore_data(content: bytes, changes: Iterable[Change]) -> dict[str, Any]:
    """Return what undoes changes of a file: where they are in the new content, and what was there before.

    >>> restore_data(b"Lao", [Change(2, 3, b"os"), Change(3, 3, b"!")])
    {'changes': [(2, 4, 'bw=='), (4, 5, '')]}
    """
    in_letters = lru_cache(_REMEMBERED)(lambda old: base64.b64encode(old).decode())
    data = []
    shift = 0
    for start, end, new in changes:
        old = in_letters(content[start:end])
        data.append((start + shift, start + shift + len(new), old))
        shift += len(new) - (end - start)
    return {"changes": data}


def restored(content: bytes, data: Mapping[str, Any]) -> bytes:
    """Return a file as it was before edits, from the edited file and what `restore_data` returned.

    >>> restored(b"Laos!", {"changes": [[2, 4, "bw=="], [4, 5, ""]]})
    b'Lao'

    Raises:
        ValueError: the data are of another file, or damaged.
    """
    return changed(content, _changes_of(data, len(content)))


def _changes_of(data: Mapping[str, Any], size: int) -> Iterator[Change]:
    at = 0
    for start, end, old in data["changes"]:
        if not at <= start <= end <= size:
            raise ValueError("the data to restore a file do not fit it")
        at = end
        yield Change(start, end, base64.b64decode(old, validate=True))

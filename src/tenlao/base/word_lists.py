"""Lists of words that come with the package as TOML, read once and kept as JSON, which is quicker to read."""

from __future__ import annotations

import functools
import json
import unicodedata
from collections.abc import Mapping
from typing import Any

from tenlao.base.cache import kept_lines
from tenlao.base.resources import bundled_file, content_of

__all__ = ["word_lists"]


@functools.cache
def word_lists(name: str) -> Mapping[str, Any]:
    """Return the lists in a data file, composed (NFC), by their names.

    >>> "thứ trưởng" in word_lists("offices.toml")["heads"]
    True
    """
    content = content_of(bundled_file(name))
    lists: Mapping[str, Any] = json.loads(kept_lines([content], lambda: [_parsed(content)])[0])
    return lists


def _parsed(content: bytes) -> Mapping[str, Any]:
    import tomli

    return tomli.loads(unicodedata.normalize("NFC", content.decode()))

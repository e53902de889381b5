"""Which search of tries is in use: the compiled one, or else its twin in plain Python, with the same answers."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tenlao.matching.plain_search import Search

__all__ = ["KERNEL", "Search"]

# The environment variable that asks for one of them: "plain" for the one in Python even where there is another.
CHOICE = "TENLAO_KERNEL"


def _chosen() -> tuple[Literal["compiled", "plain"], type[Search]]:
    if os.environ.get(CHOICE) != "plain":
        try:
            return "compiled", import_module("tenlao.matching.compiled_search").Search
        except ImportError:
            pass
    return "plain", import_module("tenlao.matching.plain_search").Search


KERNEL: Literal["compiled", "plain"]
KERNEL, _SEARCH = _chosen()
if not TYPE_CHECKING:
    Search = _SEARCH

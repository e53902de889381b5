"""Which search of tries is in use: the compiled one, or else its twin in plain Python, with the same answers."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from tenlao.matching.trie import costs_of_sounds
from tenlao.matching.units import UNIT

if TYPE_CHECKING:
    from tenlao.matching.plain_search import (
        Parting,
        PhoneSteps,
        Search,
        SyllableSteps,
        give_back,
        grouped,
        in_order,
        trie_of,
    )

__all__ = [
    "CHOICE",
    "KERNEL",
    "Parting",
    "PhoneSteps",
    "Search",
    "SyllableSteps",
    "give_back",
    "grouped",
    "in_order",
    "parting",
    "trie_of",
]

# The environment variable that asks for one of them: "plain" for the one in Python even where there is another.
CHOICE = "TENLAO_KERNEL"

_NAMES = (
    "Parting",
    "PhoneSteps",
    "Search",
    "SyllableSteps",
    "give_back",
    "grouped",
    "in_order",
    "trie_of",
)


def _chosen() -> tuple[Literal["compiled", "plain"], ModuleType]:
    if os.environ.get(CHOICE) != "plain":
        try:
            module = import_module("tenlao.matching.compiled_search")
        except ImportError:
            pass
        else:
            if all(hasattr(module, name) for name in _NAMES):
                return "compiled", module
            # it was compiled before the sources changed
    return "plain", import_module("tenlao.matching.plain_search")


KERNEL: Literal["compiled", "plain"]
KERNEL, _MODULE = _chosen()
if not TYPE_CHECKING:
    globals().update({name: getattr(_MODULE, name) for name in _NAMES})


@cache
def parting() -> Parting:
    """Return what parts sounds as others are parted."""
    return Parting(costs_of_sounds(), UNIT)

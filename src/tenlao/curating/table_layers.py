"""The files of which the table in use is made."""

from __future__ import annotations

import os
from typing import NamedTuple

from tenlao.base.resources import bundled_file, own_table

__all__ = ["BUNDLED", "Layer", "layers"]

BUNDLED = "bundled"
"""What the bundled table is called where a table can be named."""


class Layer(NamedTuple):
    """A layer of the table in use; an empty `file` stands for none."""

    name: str
    file: str
    exists: bool


def layers() -> tuple[Layer, ...]:
    """Return the layers of the table in use, each laid over the one before.

    >>> layers()[0].name, layers()[0].exists
    ('bundled', True)
    """
    files = {BUNDLED: os.path.normpath(bundled_file("names.toml")), "own": own_table() or ""}
    return tuple(Layer(name, file, bool(file) and os.path.exists(file)) for name, file in files.items())

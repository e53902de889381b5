"""Which table is meant: the one in use, the bundled one, or a file, alone or laid over the bundled one."""

from __future__ import annotations

import os

from tenlao.base.errors import TenlaoError
from tenlao.base.resources import bundled_file, own_table, own_table_file
from tenlao.curating.table_layers import BUNDLED
from tenlao.gazetteer import bundled, load
from tenlao.table.model import Table
from tenlao.table.reader import TableFile, read_file

__all__ = ["base_of", "draft", "file_in_use", "own_file", "table_named"]


def file_in_use() -> str:
    """Return the user's own table file if there is one, else the bundled one."""
    return own_table_file() or bundled_file("names.toml")


def own_file() -> str:
    """Return the file that is or would be the user's own table.

    Raises:
        TenlaoError: the user has turned it off, or has no folder for it.
    """
    path = own_table()
    if path is None:
        why = "TENLAO_TABLE is empty" if "TENLAO_TABLE" in os.environ else "your home folder is unknown"
        raise TenlaoError(f"there is no table of your own, since {why}; give a file")
    return path


def base_of(file: str, *, alone: bool = False) -> Table | None:
    """Return the table over which a file is laid: none below the bundled one, nor where the file stands alone.

    >>> base_of(bundled_file("names.toml")) is base_of("mine.toml", alone=True) is None
    True
    """
    is_bundled = os.path.exists(file) and os.path.samefile(file, bundled_file("names.toml"))
    return None if alone or is_bundled else bundled().table


def table_named(name: str | None, *, alone: bool = False) -> Table:
    """Return the table in use if no name is given, the bundled one, or the one that a file makes.

    >>> table_named("bundled") is bundled().table
    True

    Raises:
        TenlaoError: the file cannot be used; the error is the first problem in it.
    """
    if name is None:
        return load().table
    if name == BUNDLED:
        return bundled().table
    return _good(read_file(name, base_of(name, alone=alone))).table


def draft(file: str, base: Table) -> Table:
    """Return what a draft holds itself, with which the table below is to be extended.

    Raises:
        TenlaoError: the file cannot be used, or would hide entries.
    """
    read = _good(read_file(file, base))
    if "hide" in read.data:
        raise TenlaoError("a draft cannot hide entries; remove hide from it", file)
    return read.own


def _good(file: TableFile) -> TableFile:
    if file.problems:
        raise file.problems[0]
    return file

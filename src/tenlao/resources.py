"""Where the data files are: those of the package, and the user's own table."""

from __future__ import annotations

import os
import sys

__all__ = ["bundled_file", "content_of", "own_table", "own_table_file"]


def bundled_file(name: str) -> str:
    """The path of a data file that comes with the package: beside the code, or in the checkout.

    >>> os.path.exists(bundled_file("names.toml"))
    True
    """
    folder = os.path.dirname(__file__)
    installed = os.path.join(folder, "data", name)
    return installed if os.path.exists(installed) else os.path.join(folder, "..", "..", "data", name)


def content_of(file: str | os.PathLike[str]) -> bytes:
    """What a file holds.

    >>> content_of(bundled_file("names.toml")).startswith(b"#")
    True
    """
    with open(file, "rb") as stream:
        return stream.read()


def own_table() -> str:
    """Where the user's own table is or would be: TENLAO_TABLE, or names.toml in the configuration folder.

    An empty TENLAO_TABLE stands for no table.
    """
    environment = os.environ
    named = environment.get("TENLAO_TABLE")
    if named is not None:
        return named
    if sys.platform == "win32":
        parent = environment.get("APPDATA") or os.path.expanduser(r"~\AppData\Roaming")
    elif sys.platform == "darwin":
        parent = os.path.expanduser("~/Library/Application Support")
    else:
        parent = environment.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    return os.path.join(parent, "tenlao", "names.toml")


def own_table_file() -> str | None:
    """The user's own table; None where there is none. What TENLAO_TABLE names counts even if it is missing."""
    file = own_table()
    return file if file and ("TENLAO_TABLE" in os.environ or os.path.exists(file)) else None

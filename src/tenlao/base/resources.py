"""Where the data files are: those of the package, and the user's own folders and table."""

from __future__ import annotations

import os
import sys
from typing import Literal

__all__ = ["bundled_file", "content_of", "own_table", "own_table_file", "user_folder"]


def bundled_file(name: str) -> str:
    """The path of a data file that comes with the package: beside the code, or in the checkout.

    >>> os.path.exists(bundled_file("names.toml"))
    True
    """
    package = os.path.dirname(os.path.dirname(__file__))
    installed = os.path.join(package, "data", name)
    return installed if os.path.exists(installed) else os.path.join(package, "..", "..", "data", name)


def content_of(file: str | os.PathLike[str]) -> bytes:
    """What a file holds.

    >>> content_of(bundled_file("names.toml")).startswith(b"#")
    True
    """
    with open(file, "rb") as stream:
        return stream.read()


def user_folder(purpose: Literal["cache", "configuration"]) -> str:
    """The program's folder for a purpose among the user's own, where this platform has them."""
    windows, default, mac, xdg, home = _FOLDERS[purpose]
    if sys.platform == "darwin":
        parent = os.path.expanduser(mac)
    else:
        variable, otherwise = (windows, default) if sys.platform == "win32" else (xdg, home)
        parent = os.environ.get(variable) or os.path.expanduser(otherwise)
    return os.path.join(parent, "tenlao")


# On Windows a variable, or else a folder; the folder on macOS; elsewhere a variable, or else a folder.
_FOLDERS = {
    "cache": ("LOCALAPPDATA", r"~\AppData\Local", "~/Library/Caches", "XDG_CACHE_HOME", "~/.cache"),
    "configuration": (
        "APPDATA", r"~\AppData\Roaming", "~/Library/Application Support", "XDG_CONFIG_HOME", "~/.config",
    ),
}  # fmt: skip


def own_table() -> str:
    """Where the user's own table is or would be: TENLAO_TABLE, or names.toml in the configuration folder.

    An empty TENLAO_TABLE stands for no table.
    """
    named = os.environ.get("TENLAO_TABLE")
    return os.path.join(user_folder("configuration"), "names.toml") if named is None else named


def own_table_file() -> str | None:
    """The user's own table; None where there is none. What TENLAO_TABLE names counts even if it is missing."""
    file = own_table()
    return file if file and ("TENLAO_TABLE" in os.environ or os.path.exists(file)) else None

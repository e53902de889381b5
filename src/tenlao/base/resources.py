"""Where the data files are: those of the package, and the user's own folders and table."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from typing import BinaryIO, Literal

from tenlao.base.errors import TenlaoError, reason

__all__ = [
    "LARGEST_DATA",
    "bundled_file",
    "content_of",
    "is_there",
    "own_table",
    "own_table_file",
    "regular_file",
    "user_folder",
]

LARGEST_DATA = 64 << 20
"""Tables and word lists with more bytes are refused: the bundled table has one megabyte."""


def bundled_file(name: str) -> str:
    """Return the path of a data file that comes with the package: beside the code, or in the checkout.

    >>> os.path.exists(bundled_file("names.toml"))
    True
    """
    package = os.path.dirname(os.path.dirname(__file__))
    installed = os.path.join(package, "data", name)
    return installed if os.path.exists(installed) else os.path.join(package, "..", "..", "data", name)


def content_of(file: str | os.PathLike[str], most: int | None = None) -> bytes:
    """Return what a regular file holds; neither a pipe nor a device is waited for.

    >>> content_of(bundled_file("names.toml")).startswith(b"#")
    True

    Raises:
        TenlaoError: it is no regular file, or has more bytes than `most`, which is `LARGEST_DATA` if not given.
        OSError: it cannot be read.
    """
    most = LARGEST_DATA if most is None else most
    with regular_file(file) as stream:
        size = os.fstat(stream.fileno()).st_size
        content = stream.read(min(size, most) + 1)  # reading takes up the memory for all that it may give
        if len(content) > size:
            content += stream.read(most + 1 - len(content))
    if len(content) > most:
        raise TenlaoError(f"is larger than {most >> 20} MB; split it", os.fspath(file))
    return content


def regular_file(file: str | os.PathLike[str]) -> BinaryIO:
    """Open a regular file to be read; neither a pipe nor a device is waited for.

    >>> with regular_file(bundled_file("names.toml")) as stream:
    ...     stream.read(1)
    b'#'

    Raises:
        TenlaoError: it is no regular file.
        OSError: it cannot be read.
    """
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    )
    stream = open(file, "rb", opener=lambda name, _: os.open(name, flags))  # noqa: SIM115 - closed by who asks for it
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        raise TenlaoError("is not a regular file; give a file", os.fspath(file))
    return stream


def is_there(path: str) -> bool:
    """Tell whether anything is at a path; a link counts, wherever it leads.

    What `os.path` takes for nothing on a failing disk may be a file, and must not be replaced as if it were none.

    >>> is_there(bundled_file("names.toml")), is_there("nowhere.txt")
    (True, False)

    Raises:
        TenlaoError: the system cannot tell.
    """
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise TenlaoError(f"cannot be read: {reason(error)}", path) from error
    return True


# Where each platform has the folders for one purpose: for Windows and for those of XDG, a variable that may name
# another one, and the usual one; between them the usual one of macOS.
_FOLDERS: Mapping[str, tuple[str, str, str, str, str]] = {
    "cache": ("LOCALAPPDATA", r"~\AppData\Local", "~/Library/Caches", "XDG_CACHE_HOME", "~/.cache"),
    "configuration": (
        "APPDATA",
        r"~\AppData\Roaming",
        "~/Library/Application Support",
        "XDG_CONFIG_HOME",
        "~/.config",
    ),
}


def user_folder(purpose: Literal["cache", "configuration"]) -> str | None:
    """Return the program's folder for a purpose among the user's own, where this platform has them.

    A variable that names no absolute path is ignored, as the XDG Base Directory Specification says. None where the
    user's home is unknown: the folder in which the program happens to run is nobody's.
    """
    windows_variable, windows, mac, xdg_variable, elsewhere = _FOLDERS[purpose]
    if sys.platform == "darwin":
        named, usual = None, mac
    elif sys.platform == "win32":
        named, usual = os.environ.get(windows_variable), windows
    else:
        named, usual = os.environ.get(xdg_variable), elsewhere
    parent = named if named and os.path.isabs(named) else os.path.expanduser(usual)
    return os.path.join(parent, "tenlao") if os.path.isabs(parent) else None


def own_table() -> str | None:
    """Return where the user's own table is or would be: TENLAO_TABLE, or names.toml in the configuration folder.

    None where it can be nowhere: an empty TENLAO_TABLE stands for no table, and there may be no such folder.
    """
    named = os.environ.get("TENLAO_TABLE")
    if named is not None:
        return named or None
    folder = user_folder("configuration")
    return None if folder is None else os.path.join(folder, "names.toml")


def own_table_file() -> str | None:
    """Return the user's own table; None where there is none. What TENLAO_TABLE names counts even if it is missing."""
    file = own_table()
    if file is None or "TENLAO_TABLE" in os.environ:
        return file
    try:
        os.stat(file)
    except (
        FileNotFoundError,
        NotADirectoryError,
        PermissionError,
    ):  # a home that is another user's is no home
        return None
    except (OSError, ValueError):  # whoever reads it says what is wrong
        pass
    return file

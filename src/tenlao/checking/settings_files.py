"""Where the settings of texts stand: in the nearest file above them that has any."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tenlao.base.errors import TenlaoError, reason
from tenlao.base.resources import content_of

__all__ = ["LARGEST_SETTINGS", "SETTINGS_FILES", "SettingsFile", "nearest_settings"]

SETTINGS_FILES = ("tenlao.toml", "pyproject.toml")
"""The names of files that may have settings, the first one first."""

LARGEST_SETTINGS = 1 << 20
"""Files with more bytes are no settings."""


class SettingsFile:
    """A file with settings as it is read: where it is, what it says, and whether it is the user's own."""

    def __init__(self, path: str, data: object, is_own: bool) -> None:
        self.path, self.data, self.is_own = path, data, is_own


def nearest_settings(path: str) -> SettingsFile | None:
    """Return the nearest file with settings above a file, or above what is in a folder; None where there is none.

    Raises:
        TenlaoError: a file cannot be read, or is not TOML.
    """
    place = os.path.abspath(path)
    folder = place if os.path.isdir(place) else os.path.dirname(place)
    while True:
        for name in SETTINGS_FILES:
            found = _settings_in(os.path.join(folder, name))
            if found is not None:
                return found
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return None


def _settings_in(file: str) -> SettingsFile | None:
    """Return a file as it is read, if there is such a file and it has any settings."""
    try:
        link, status = os.lstat(file), os.stat(file)
    except (FileNotFoundError, NotADirectoryError, PermissionError, ValueError):
        return None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return None
        raise TenlaoError(f"cannot be read: {reason(error)}", file) from error
    if stat.S_ISDIR(status.st_mode):
        return None
    is_own = _is_own(link) and _is_own(status)
    return _as_read(file, status.st_mtime_ns, status.st_size, is_own)


def _is_own(status: os.stat_result) -> bool:
    return sys.platform == "win32" or status.st_uid == os.geteuid()


@lru_cache(maxsize=256)
def _as_read(file: str, changed: int, size: int, is_own: bool) -> SettingsFile | None:
    """Return a file that was changed at a time as it is read; kept until it is changed again."""
    data: Any = _parsed(file)
    if os.path.basename(file) == "pyproject.toml":
        tool = data.get("tool", {})
        if not isinstance(tool, Mapping):
            raise TenlaoError('"tool" must be a table', file)
        data = tool.get("tenlao")
    return None if data is None else SettingsFile(file, data, is_own)


def _parsed(file: str) -> Mapping[str, Any]:
    import tomli

    try:
        return tomli.loads(content_of(file, LARGEST_SETTINGS).decode("utf-8-sig"))
    except OSError as error:
        raise TenlaoError(f"cannot be read: {reason(error)}", file) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise TenlaoError("is not UTF-8; save the file in UTF-8", file, line) from error
    except RecursionError as error:
        raise TenlaoError("is nested too deeply for settings", file) from error
    except tomli.TOMLDecodeError as error:
        raise TenlaoError(f"is not TOML: {error.msg}", file, error.lineno) from error
    except ValueError as error:  # TOML that nothing in Python reads: a number of 10 000 digits
        raise TenlaoError(f"is not TOML: {error}", file) from error

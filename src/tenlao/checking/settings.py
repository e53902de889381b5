"""The house style that texts are checked against, as a file beside them says it.

The settings stand in the table `[tool.tenlao]` of `pyproject.toml`, or at the top of `tenlao.toml`. The nearest such
file counts, in the folder of a text or above it.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tenlao.base.errors import TenlaoError
from tenlao.base.resources import content_of
from tenlao.checking.rules import DEFAULT_RULES, RULES
from tenlao.styles.registry import HOUSE_STYLES, Style

__all__ = ["LARGEST_SETTINGS", "STYLES", "Settings", "rules_named", "settings_for"]

LARGEST_SETTINGS = 1 << 20
"""Files with more bytes are no settings."""

STYLES = tuple(name for name, style in HOUSE_STYLES.items() if style.is_for_print)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is checked, and how.

    `rules` are those that are checked; `style` is the house style and `prefer` the publisher whose spellings come
    first, for TL001 and TL007; `table` is a table layered over the bundled one; `names` are words that are never
    found wrong; `file` is where all this stands.
    """

    rules: tuple[str, ...] = DEFAULT_RULES
    style: Style = "gloss"
    prefer: str | None = None
    table: str | None = None
    names: tuple[str, ...] = ()
    file: str | None = None

    def with_rules(self, select: Iterable[str] | None, ignore: Iterable[str]) -> Settings:
        """Return the settings with other rules, if some are selected, and without those to be ignored.

        >>> Settings().with_rules(["TL001", "TL003"], ["TL003"]).rules
        ('TL001',)
        """
        selected = self.rules if select is None else tuple(select)
        left_out = set(ignore)
        return replace(self, rules=tuple(rule for rule in RULES if rule in selected and rule not in left_out))


def rules_named(codes: Iterable[str], file: str | None = None) -> tuple[str, ...]:
    """Return the rules with these codes; ALL stands for all.

    >>> rules_named(["tl003", "TL001"])
    ('TL001', 'TL003')

    Raises:
        TenlaoError: there is no such rule.
    """
    wanted = {code.strip().upper() for code in codes if code.strip()}
    unknown = sorted(wanted - {*RULES, "ALL"})
    if unknown:
        raise TenlaoError(f'there is no rule "{unknown[0]}"; use {", ".join(RULES)} or ALL', file)
    return tuple(rule for rule in RULES if rule in wanted or "ALL" in wanted)


def settings_for(path: str) -> Settings:
    """Return the settings for a file or for what is in a folder: those of the nearest file above, else the usual.

    Raises:
        TenlaoError: the settings are not what they should be.
    """
    place = os.path.abspath(path)
    folder = place if os.path.isdir(place) else os.path.dirname(place)
    while True:
        for name in ("tenlao.toml", "pyproject.toml"):
            found = _settings_in(os.path.join(folder, name))
            if found is not None:
                return found
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return Settings()


def _settings_in(file: str) -> Settings | None:
    """Return the settings in a file, if there is such a file and it has any."""
    try:
        link, status = os.lstat(file), os.stat(file)
    except (OSError, ValueError):
        return None
    if stat.S_ISDIR(status.st_mode):
        return None
    is_own = _is_own(link) and _is_own(status)
    return _settings_of(file, status.st_mtime_ns, status.st_size, is_own)


def _is_own(status: os.stat_result) -> bool:
    return sys.platform == "win32" or status.st_uid == os.geteuid()


@lru_cache(maxsize=256)
def _settings_of(file: str, changed: int, size: int, is_own: bool) -> Settings | None:
    """Return the settings in a file that was changed at a time; kept until it is changed again."""
    data: Any = _parsed(file)
    if os.path.basename(file) == "pyproject.toml":
        tool = data.get("tool")
        data = tool.get("tenlao") if isinstance(tool, Mapping) else None
    if data is None:
        return None
    if not isinstance(data, Mapping):
        raise TenlaoError('"tool.tenlao" must be a table', file)
    settings = _read(file, data)
    if settings.table is not None and not is_own and not _is_below(settings.table, file):
        message = (
            f'"table" leads out of the folder of these settings, which are somebody else\'s: {settings.table}; '
            "give it with --table if it is meant"
        )
        raise TenlaoError(message, file)
    return settings


def _is_below(path: str, file: str) -> bool:
    """Tell whether a path leads to the folder of a file or below, whatever links are on it."""
    folder = os.path.realpath(os.path.dirname(file))
    try:
        return os.path.commonpath([folder, os.path.realpath(path)]) == folder
    except ValueError:  # on another drive, or no path at all
        return False


def _parsed(file: str) -> Mapping[str, Any]:
    import tomli

    try:
        return tomli.loads(content_of(file, LARGEST_SETTINGS).decode())
    except OSError as error:
        raise TenlaoError(f"cannot be read: {error.strerror or error}", file) from error
    except RecursionError as error:
        raise TenlaoError("is nested too deeply for settings", file) from error
    except (
        ValueError
    ) as error:  # also of what is TOML but nothing that Python reads: a number of 10 000 digits
        raise TenlaoError(f"is not TOML: {error}", file) from error


def _read(file: str, data: Mapping[str, Any]) -> Settings:
    for key in data:
        if key not in _TYPES:
            raise TenlaoError(f'there is no setting "{key}"; use {", ".join(_TYPES)}', file)
        if not _fits(data[key], _TYPES[key]):
            raise TenlaoError(f'"{key}" must be {_TYPES[key]}', file)
    style = data.get("style", "gloss")
    if style not in STYLES:
        raise TenlaoError(f'there is no style "{style}"; use {", ".join(STYLES)}', file)
    table = data.get("table")
    settings = Settings(
        style=style,
        prefer=data.get("prefer"),
        table=None if table is None else os.path.join(os.path.dirname(file), table),
        names=tuple(data.get("names", ())),
        file=file,
    )
    select = rules_named(data["select"], file) if "select" in data else None
    return settings.with_rules(select, rules_named(data.get("ignore", ()), file))


_TYPES = {
    "select": "a list of strings",
    "ignore": "a list of strings",
    "names": "a list of strings",
    "style": "a string",
    "prefer": "a string",
    "table": "a string",
}


def _fits(value: object, kind: str) -> bool:
    if kind == "a string":
        return isinstance(value, str)
    return isinstance(value, list) and all(isinstance(item, str) for item in value)

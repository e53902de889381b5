"""The house style of texts, as a file beside them says it: what they are checked against and put into.

The settings stand in the table `[tool.tenlao]` of `pyproject.toml`, or at the top of `tenlao.toml`. The nearest such
file counts, in the folder of a text or above it.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, get_args

from tenlao.base.errors import TenlaoError, reason
from tenlao.base.resources import content_of
from tenlao.styles.options import AS_USUAL, Brackets, Manner, StyleOptions
from tenlao.styles.registry import HOUSE_STYLES, Style

__all__ = ["LARGEST_SETTINGS", "STYLES", "Settings", "rules_named", "settings_for"]

LARGEST_SETTINGS = 1 << 20
"""Files with more bytes are no settings."""

STYLES = tuple(name for name, style in HOUSE_STYLES.items() if style.is_for_print)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is checked, and how.

    `selected` are the rules that are checked, the usual ones if it is None; `style` is the house style and `prefer`
    the publisher whose spellings come first; `options` are the others of the style; `table` is a table layered over
    the bundled one; `names` are words that are never found wrong; `exclude` are patterns of paths that are left out
    when a folder is given; `file` is where all this stands.
    """

    selected: tuple[str, ...] | None = None
    style: Style = "gloss"
    prefer: str | None = None
    options: StyleOptions = AS_USUAL
    table: str | None = None
    names: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    file: str | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that are checked."""
        return _usual_rules() if self.selected is None else self.selected

    def excludes(self, path: str) -> bool:
        """Tell whether a file or folder that is found in a folder is left out.

        A pattern without a slash is that of a name at any depth; one with a slash, of a path from the folder of the
        settings on. `*`, `?` and `[…]` stay within a name, `**` is any folders.

        >>> house = Settings(exclude=("drafts", "archive/**/*.txt"), file="/news/tenlao.toml")
        >>> paths = "a/drafts", "archive/1/2.txt", "archive/1", "1/archive/2.txt"
        >>> [house.excludes(f"/news/{path}") for path in paths]
        [True, True, False, False]
        """
        if not self.exclude or self.file is None:
            return False
        parts = os.path.relpath(path, os.path.dirname(self.file)).split(os.sep)
        return any(_matches(parts, _parts_of(pattern)) for pattern in self.exclude)

    def with_rules(self, select: Iterable[str] | None, ignore: Iterable[str]) -> Settings:
        """Return the settings with other rules, if some are selected, and without those to be ignored.

        >>> Settings().with_rules(["TL001", "TL003"], ["TL003"]).rules
        ('TL001',)
        """
        left_out = set(ignore)
        if select is None and not left_out:
            return self
        chosen = set(self.rules if select is None else select) - left_out
        return replace(self, selected=tuple(rule for rule in _all_rules() if rule in chosen))


def _all_rules() -> tuple[str, ...]:
    from tenlao.checking.rules import RULES  # only when they are asked for: they need all that finds names

    return tuple(RULES)


def _usual_rules() -> tuple[str, ...]:
    from tenlao.checking.rules import DEFAULT_RULES

    return DEFAULT_RULES


def _parts_of(pattern: str) -> tuple[str, ...]:
    """Return the parts of a pattern; a single name may stand at any depth."""
    within = pattern.strip("/")
    return tuple(within.split("/")) if "/" in pattern.rstrip("/") else ("**", within)


def _matches(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    from fnmatch import fnmatchcase

    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_matches(parts[at:], pattern[1:]) for at in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])


def rules_named(codes: Iterable[str], file: str | None = None) -> tuple[str, ...]:
    """Return the rules with these codes, of which several may be in one with commas between; ALL stands for all.

    >>> rules_named(["tl003,TL006", "TL001"])
    ('TL001', 'TL003', 'TL006')

    Raises:
        TenlaoError: there is no such rule.
    """
    wanted = {code.strip().upper() for several in codes for code in several.split(",") if code.strip()}
    if not wanted:
        return ()
    rules = _all_rules()
    unknown = sorted(wanted - {*rules, "ALL"})
    if unknown:
        raise TenlaoError(f'there is no rule "{unknown[0]}"; use {", ".join(rules)} or ALL', file)
    return tuple(rule for rule in rules if rule in wanted or "ALL" in wanted)


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
    except (FileNotFoundError, NotADirectoryError, PermissionError, ValueError):
        return None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return None
        raise TenlaoError(f"cannot be read: {reason(error)}", file) from error
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
        tool = data.get("tool", {})
        if not isinstance(tool, Mapping):
            raise TenlaoError('"tool" must be a table', file)
        data = tool.get("tenlao")
    if data is None:
        return None
    if not isinstance(data, Mapping):
        raise TenlaoError('"tool.tenlao" must be a table', file)
    settings = _read(file, data)
    if settings.table is not None and not is_own and not _is_below(settings.table, file):
        message = (
            f'"table" leads out of the folder of these settings, which are somebody else\'s: {settings.table}; '
            "put the table into that folder, or make the file your own"
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
        if data[key] not in _CHOICES.get(key, (data[key],)):
            raise TenlaoError(f'there is no {key} "{data[key]}"; use {", ".join(_CHOICES[key])}', file)
    table = data.get("table")
    settings = Settings(
        style=data.get("style", "gloss"),
        prefer=data.get("prefer"),
        options=replace(AS_USUAL, **{key: data[key] for key in _OF_STYLE if key in data}),
        table=None if table is None else os.path.join(os.path.dirname(file), table),
        names=tuple(data.get("names", ())),
        exclude=tuple(data.get("exclude", ())),
        file=file,
    )
    select = rules_named(data["select"], file) if "select" in data else None
    return settings.with_rules(select, rules_named(data.get("ignore", ()), file))


_TYPES = {
    "select": "a list of strings",
    "ignore": "a list of strings",
    "names": "a list of strings",
    "exclude": "a list of strings",
    "style": "a string",
    "prefer": "a string",
    "table": "a string",
    "one_family": "true or false",
    "provinces": "a string",
    "brackets": "a string",
    "margins": "true or false",
}
_CHOICES = {"style": STYLES, "provinces": get_args(Manner), "brackets": get_args(Brackets)}
_OF_STYLE = ("one_family", "provinces", "brackets", "margins")


def _fits(value: object, kind: str) -> bool:
    if kind == "a string":
        return isinstance(value, str)
    if kind == "true or false":
        return isinstance(value, bool)
    return isinstance(value, list) and all(isinstance(item, str) for item in value)

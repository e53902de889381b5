"""The house style of texts, as a file beside them says it: what they are checked against and put into.

The settings stand in the table `[tool.tenlao]` of `pyproject.toml`, or at the top of `tenlao.toml`. The nearest such
file counts, in the folder of a text or above it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, get_args

from tenlao.base.errors import TenlaoError
from tenlao.checking.settings_files import SettingsFile, nearest_settings
from tenlao.styles.options import AS_USUAL, Brackets, Manner, StyleOptions
from tenlao.styles.registry import PRINT_STYLES, Style

__all__ = ["Settings", "rules_named", "settings_for"]


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
    found = nearest_settings(path)
    return Settings() if found is None else _settings_of(found)


@lru_cache(maxsize=256)
def _settings_of(found: SettingsFile) -> Settings:
    if not isinstance(found.data, Mapping):
        raise TenlaoError('"tool.tenlao" must be a table', found.path)
    settings = _read(found.path, found.data)
    if settings.table is not None and not found.is_own and not _is_below(settings.table, found.path):
        message = (
            f'"table" leads out of the folder of these settings, which are somebody else\'s: {settings.table}; '
            "put the table into that folder, or make the file your own"
        )
        raise TenlaoError(message, found.path)
    return settings


def _is_below(path: str, file: str) -> bool:
    """Tell whether a path leads to the folder of a file or below, whatever links are on it."""
    folder = os.path.realpath(os.path.dirname(file))
    try:
        return os.path.commonpath([folder, os.path.realpath(path)]) == folder
    except ValueError:  # on another drive, or no path at all
        return False


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
_CHOICES = {"style": PRINT_STYLES, "provinces": get_args(Manner), "brackets": get_args(Brackets)}
_OF_STYLE = ("one_family", "provinces", "brackets", "margins")


def _fits(value: object, kind: str) -> bool:
    if kind == "a string":
        return isinstance(value, str)
    if kind == "true or false":
        return isinstance(value, bool)
    return isinstance(value, list) and all(isinstance(item, str) for item in value)

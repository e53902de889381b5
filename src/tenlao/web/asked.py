"""The values that a request gives, checked one by one: each as it should be, or refused with what it should be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

from tenlao.base.vocabulary import KINDS, WRITINGS, Kind, Writing
from tenlao.rendering.house_style import Sibilant
from tenlao.web.problems import Problem

if TYPE_CHECKING:
    from tenlao.web.settings import Limits

__all__ = ["Asked"]

T = TypeVar("T", bound=str)


class Asked:
    """Values by name, from JSON or as strings; what nobody takes is refused at the end.

    >>> asked = Asked({"limit": "3", "kind": "place"})
    >>> asked.number("limit", 5, 1, 50), asked.kind()
    (3, 'place')
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = dict(values)
        self._unused = set(self._values)

    @classmethod
    def in_form(cls, values: Mapping[str, str]) -> Asked:
        """Take the values of a form on a page, in which an empty field is none; its language is asked for elsewhere.

        >>> Asked.in_form({"kind": "", "lang": "vi"}).kind() is None
        True
        """
        return cls({name: value for name, value in values.items() if value != "" and name != "lang"})

    def _take(self, name: str) -> Any:
        self._unused.discard(name)
        if name in self._values and self._values[name] is None:
            raise Problem("bad-request", f'"{name}" is null; leave it out instead')
        return self._values.get(name)

    def text(self, name: str, most: int) -> str | None:
        """Return a string, None where there is none."""
        value = self._take(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise Problem("bad-request", f'"{name}" is to be a string')
        if len(value) > most:
            raise Problem("too-large", f'"{name}" may have {most} characters; it has {len(value)}')
        return value

    def strings(self, name: str, most: int, longest: int) -> list[str] | None:
        """Return a list of strings; a string is one of one."""
        value = self._take(name)
        if value is None:
            return None
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(item, str) for item in values):
            raise Problem("bad-request", f'"{name}" is to be a list of strings')
        if len(values) > most:
            raise Problem("too-large", f'"{name}" may have {most} strings; it has {len(values)}')
        if any(len(item) > longest for item in values):
            raise Problem("too-large", f'each of "{name}" may have {longest} characters')
        return values

    def number(self, name: str, usual: int, least: int, most: int) -> int:
        """Return a whole number."""
        value = self._take(name)
        if value is None:
            return usual
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Problem("bad-request", f'"{name}" is to be a whole number from {least} to {most}')
        return value

    def year(self, name: str) -> int | None:
        """Return a year."""
        return self.number(name, 0, 1, 9999) or None

    def score(self, name: str) -> float | None:
        """Return a number from 0 to 100, None where there is none."""
        value = self._take(name)
        if value is None:
            return None
        try:
            number = None if isinstance(value, bool) else float(value)
        except (TypeError, ValueError, OverflowError):
            number = None
        if number is None or not 0 <= number <= 100:
            raise Problem("bad-request", f'"{name}" is to be a number from 0 to 100')
        return number

    def flag(self, name: str) -> bool | None:
        """Return whether something is wanted, None where nothing is said of it."""
        value = self._take(name)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str) and value.casefold() in _FLAGS:
            return _FLAGS[value.casefold()]
        raise Problem("bad-request", f'"{name}" is to be true or false')

    def choice(self, name: str, choices: Collection[T]) -> T | None:
        """Return one of some words, None where there is none."""
        value = self._take(name)
        if value is None:
            return None
        if value not in list(choices):
            raise Problem("bad-request", f'"{name}" is to be one of: {", ".join(choices)}')
        return cast(T, value)

    def kind(self) -> Kind | None:
        """Return the kind of entries that is asked for."""
        return self.choice("kind", KINDS)

    def sibilant(self) -> Sibilant | None:
        """Return how the sound s is to be written."""
        return self.choice("sibilant", get_args(Sibilant))

    def writing(self, name: str) -> Writing | None:
        """Return a writing."""
        return self.choice(name, WRITINGS)

    def names(self, limits: Limits) -> list[str]:
        """Return the names that are asked about."""
        names = self.strings("names", limits.names, limits.name) or []
        one = self.strings("name", limits.names, limits.name)
        if not names and not one:
            raise Problem("bad-request", 'give a name: ?name=..., or {"names": ["..."]}')
        return [*names, *(one or [])]

    def end(self) -> None:
        """Refuse what nobody has taken: it would else be overlooked that a name of a value is misspelt."""
        if self._unused:
            raise Problem("bad-request", f'there is no "{min(self._unused)}" to be given here')


_FLAGS = {
    "true": True,
    "1": True,
    "on": True,
    "yes": True,
    "false": False,
    "0": False,
    "off": False,
    "no": False,
}

"""High offices beside a given name, which tell who is meant: Thủ tướng Sonexay, ທ່ານ ທອງລຸນ ປະທານປະເທດ.

The words are data (`data/titles.toml`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping

from tenlao.base.word_lists import word_lists
from tenlao.phonology.spelling import any_of
from tenlao.phonology.writing import has_lao
from tenlao.text.keys import spelling_key

__all__ = ["FARTHEST", "ends_of_offices", "office_following", "office_held"]

FARTHEST = 80
"""Characters beside a name that are looked at."""


@functools.lru_cache(maxsize=1 << 10)
def office_held(before: str) -> re.Pattern[str] | None:
    """Return a pattern for the roles of those who held the high office at the end of a text, if there is one.

    Between it and a name Laos may be named, and an honorific stand.

    >>> bool(office_held("gặp Thủ tướng Lào, ngài ").search("Prime Minister of Laos 2022–")), office_held("gặp ông ")
    (True, None)
    """
    last = before.casefold().rsplit(None, 1)[-1:]
    if not last or not (has_lao(last[0]) or last[0].rstrip(",.") in _last_words()):
        return None
    return _role(_before().search(before.casefold()))


def office_following(after: str) -> re.Pattern[str] | None:
    """Return the same for the high office at the beginning of a text, if it is not one that other bodies have, too.

    >>> bool(office_following(", Thủ tướng Lào, nói")), office_following(", Chủ tịch công ty")
    (True, None)
    """
    return _role(_after().match(after.casefold()))


@functools.cache
def ends_of_offices() -> frozenset[str]:
    """Return the spelling keys of the words with which high offices end, with what may stand between them and a name.

    >>> spelling_key("tướng") in ends_of_offices()
    True
    """
    return frozenset(spelling_key(re.split(r"\W", word)[-1]) for word in _last_words())


def _role(found: re.Match[str] | None) -> re.Pattern[str] | None:
    """The pattern for those who held an office that is found."""
    return _roles()[" ".join(found[found.lastindex or 0].split())] if found else None


@functools.cache
def _roles() -> Mapping[str, re.Pattern[str]]:
    """The titles of high offices, in small letters, each with a pattern for the roles of those who held it."""
    roles = word_lists("titles.toml")["of_holder"]
    return {title: re.compile(role) for role, titles in roles.items() for title in titles}


@functools.cache
def _last_words() -> frozenset[str]:
    words = (*_roles(), *word_lists("titles.toml")["before_holder"]["words"])
    return frozenset(word.split()[-1].rstrip(".") for word in words)


@functools.cache
def _before() -> re.Pattern[str]:
    between = word_lists("titles.toml")["before_holder"]["words"]
    return re.compile(
        rf"(?<!\w)({any_of(_in(_roles(), lao=False))})(?:,?\s+(?:{any_of(_in(between, lao=False))})\b\.?)*,?\s*\Z"
        rf"|({any_of(_in(_roles(), lao=True))})(?:\s*(?:{any_of(_in(between, lao=True))}))*\s*\Z"
    )


@functools.cache
def _after() -> re.Pattern[str]:
    titles = _roles().keys() - frozenset(word_lists("titles.toml")["of_other_bodies"]["words"])
    return re.compile(
        rf"\s*(?:,|\(|[-\u2013]\s)\s*(?:the )?({any_of(_in(titles, lao=False))})(?!\w)"
        rf"|\s*({any_of(_in(titles, lao=True))})"
    )


def _in(titles: Iterable[str], lao: bool) -> Iterator[str]:
    """Those of some titles that are in Lao script, or the others."""
    return (title for title in titles if has_lao(title) == lao)

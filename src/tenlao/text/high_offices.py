"""High offices beside a given name, which tell who is meant: Thủ tướng Sonexay, ທ່ານ ທອງລຸນ ປະທານປະເທດ.

The words are data (`data/titles.toml`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from tenlao.base.word_lists import word_lists
from tenlao.phonology.spelling import any_of
from tenlao.phonology.writing import has_lao
from tenlao.text.keys import spelling_key

__all__ = ["FARTHEST", "ends_of_offices", "office_following", "office_held"]

FARTHEST = 80
"""Characters beside a name that are looked at."""

_LONGEST = 8  # words of an office, and of what stands between it and a name


@functools.lru_cache(maxsize=1 << 10)
def office_held(before: str) -> re.Pattern[str] | None:
    """Return a pattern for the roles of those who held the high office at the end of a text, if there is one.

    Between it and a name Laos may be named, and an honorific stand.

    >>> bool(office_held("gặp Thủ tướng Lào, ngài ").search("Prime Minister of Laos 2022–")), office_held("gặp ông ")
    (True, None)
    """
    words = before.rsplit(None, _LONGEST)[-_LONGEST:]
    if not words:
        return None
    if has_lao(words[-1][-1]):
        return _held_in_lao("".join(words))
    last = words[-1].strip(",.").casefold()
    if last not in _ends() and last not in _ends_between():
        return None  # as nearly always
    words = [word.strip(",.").casefold() for word in words]
    while words and words[-1] in _ends_between():
        length = next((n for n in range(1, len(words)) if " ".join(words[-n:]) in _between()), 0)
        if not length:
            break
        del words[-length:]
    if not words or words[-1] not in _ends():
        return None
    phrases = (" ".join(words[n:]) for n in range(len(words)))
    return next((_roles()[phrase] for phrase in phrases if phrase in _roles()), None)


def _held_in_lao(letters: str) -> re.Pattern[str] | None:
    """The same for the end of a text in Lao script without its blanks."""
    titles, between = _in_lao()
    while letters.endswith(between):
        letters = letters[: -max(len(word) for word in between if letters.endswith(word))]
    if not letters.endswith(titles):
        return None
    return _roles()[max((title for title in titles if letters.endswith(title)), key=len)]


def office_following(after: str) -> re.Pattern[str] | None:
    """Return the same for the high office at the beginning of a text, if it is not one that other bodies have, too.

    >>> bool(office_following(", Thủ tướng Lào, nói")), office_following(", Chủ tịch công ty")
    (True, None)
    """
    if after.lstrip()[:1] not in _beginnings():
        return None  # as nearly always
    found = _after().match(after.casefold())
    return _roles()[" ".join(found[found.lastindex or 0].split())] if found else None


@functools.cache
def ends_of_offices() -> frozenset[str]:
    """Return the spelling keys of the words with which high offices end, with what may stand between them and a name.

    >>> spelling_key("tướng") in ends_of_offices()
    True
    """
    return frozenset(spelling_key(re.split(r"\W", word)[-1]) for word in _ends() | _ends_between())


@functools.cache
def _roles() -> Mapping[str, re.Pattern[str]]:
    """The titles of high offices, in small letters and without commas, each with a pattern for roles of holders."""
    roles = word_lists("titles.toml")["of_holder"]
    return {title.replace(",", ""): re.compile(role) for role, titles in roles.items() for title in titles}


@functools.cache
def _ends() -> frozenset[str]:
    return frozenset(title.split()[-1] for title in _roles())


@functools.cache
def _between() -> frozenset[str]:
    """What may stand between an office and a name, in small letters."""
    return frozenset(word_lists("titles.toml")["before_holder"]["words"])


@functools.cache
def _ends_between() -> frozenset[str]:
    return frozenset(words.split()[-1] for words in _between())


@functools.cache
def _in_lao() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The titles in Lao script, and what may stand between them and a name."""
    return tuple(filter(has_lao, _roles())), tuple(filter(has_lao, _between()))


@functools.cache
def _after() -> re.Pattern[str]:
    titles = _roles().keys() - frozenset(word_lists("titles.toml")["of_other_bodies"]["words"])
    latin, lao = (any_of(title for title in titles if has_lao(title) == in_lao) for in_lao in (False, True))
    return re.compile(rf"\s*(?:,|\(|[-\u2013]\s)\s*(?:the )?({latin})(?!\w)|\s*({lao})")


@functools.cache
def _beginnings() -> frozenset[str]:
    """With what begins what stands after a name if it is an office."""
    titles, _ = _in_lao()
    return frozenset((*",(-\u2013", *(title[0] for title in titles)))

"""Writings that a text speaks of, or that are part of a title: they stay as they are, whatever a name is else called.

The words that tell are data (`data/spoken_of.toml`).
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from tenlao.base.word_lists import word_lists
from tenlao.text.surroundings import with_surroundings
from tenlao.text.titles import context

__all__ = ["is_part_of_longer_name", "is_spoken_of", "stand_side_by_side"]

_NEARBY = 60  # characters beside a writing that are looked at
_LONGEST_TITLE = 6  # words in quotes besides a name, when they are a title and not what somebody said
_PAIRS = {'"': '"', "“": "”", "”": "”", "«": "»", "'": "'", "‘": "’", "„": "“"}
_OPENING, _CLOSING = "".join(_PAIRS), "".join(_PAIRS.values())
_QUOTED = re.compile(rf"[{_OPENING}]([^{_OPENING}{_CLOSING}\n]*)$")
_UNQUOTED = re.compile(rf"^([^{_OPENING}{_CLOSING}\n]*)[{_CLOSING}]")
_IS = re.compile(r"\s(?:là|đã|sẽ|is|was|est|était)\s")
_CAPITALISED = re.compile(r"[^\S\n\t][^\W\d_][\w'’]*")


@with_surroundings(before=_NEARBY, after=_NEARBY)
def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Tell whether a text speaks of a writing from `start` up to `end` (code points), or has it in a title in quotes.

    >>> for text in ("viết theo tiếng Anh là Pakse.", 'báo "Pakse Post" ở', '"Pakse"', "thăm Pakse."):
    ...     start = text.index("Pakse")
    ...     print(is_spoken_of(text, start, start + 5))
    True
    True
    True
    False
    """
    before, after = text[:start], text[end:]
    return (
        _patterns().before.search(before) is not None
        or _patterns().after.match(after) is not None
        or _is_in_title(before, after)
    )


def is_part_of_longer_name(text: str, start: int, end: int) -> bool:
    """Tell whether a capitalised word that is no generic one goes on with a name, as in Vientiane Times.

    >>> is_part_of_longer_name("the Vientiane Times", 4, 13), is_part_of_longer_name("Vientiane Province", 0, 9)
    (True, False)
    """
    following = _CAPITALISED.match(text, end)
    if following is None or not following[0][1].isupper() or following[0][1:].isupper():
        return False
    return not context("", text[end : end + _NEARBY]).after


def stand_side_by_side(between: str) -> bool:
    """Tell whether what stands between two names says that they are one: hay, tức, or, a slash, a dash.

    >>> [stand_side_by_side(between) for between in (" hay ", " / ", ", còn gọi là ", ", ", " đến ")]
    [True, True, True, False, False]
    """
    return _patterns().between.fullmatch(between) is not None


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    between: re.Pattern[str]


@functools.lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    lists = word_lists("spoken_of.toml")

    def any_of(key: str) -> str:
        return "|".join(re.escape(phrase) for phrase in sorted(lists[key], key=len, reverse=True))

    sign = rf"[\s:,({_OPENING}]*"
    speaking = rf"(?:{any_of('speaking')})\b[^.;!?\n]{{0,40}}?(?:\b(?:là|thành|as)|:)"
    quoted = rf"(?:{any_of('before_quoted')})\s+[{_OPENING}]"
    before = rf"(?<!\w)(?:(?:{any_of('before')}|{speaking}){sign}|{quoted})$"
    spoken = rf"(?:{any_of('spoken')})\b[^.;!?\n]{{0,30}}?\b{speaking}"
    after = rf"[{_CLOSING}]?[\s,(]*(?:(?:{any_of('after')})\b|{spoken})"
    words = rf"(?:[,;(–—-]\s*)?(?:{any_of('between')})"
    between = rf"[{_CLOSING}]?\s*(?:{words}|[/(–—-])\s*[{_OPENING}]?"
    return _Patterns(re.compile(before), re.compile(after), re.compile(between))


def _is_in_title(before: str, after: str) -> bool:
    """Tell whether the words around a name are in quotes and few, and no sentence."""
    opened, closed = _QUOTED.search(before), _UNQUOTED.search(after)
    if opened is None or closed is None:
        return False
    around = f"{opened[1]} {closed[1]}"
    if not opened[1] and _IS.match(closed[1]):
        return False  # “Khamtay Siphandone là thầy tôi”
    return len(around.split()) <= _LONGEST_TITLE and not re.search(r"[.;!?,:]", around)

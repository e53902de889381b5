"""Dams that are called as the district in which they are: dự án Pak Beng is the dam, chợ Pak Beng in the district."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from tenlao.base.word_lists import word_lists
from tenlao.mentions.mention import Mention
from tenlao.mentions.windows import NEARBY
from tenlao.text.announcing import LOOKED_BACK, announced_from_afar, row_before
from tenlao.text.columns import speaks_of_dams
from tenlao.text.titles import context, is_located, tells_some_type, tells_type

__all__ = ["dams_or_districts"]

_TYPES = {"dam", "district"}
_BESIDE = 40  # characters beside a name in which a word that tells is looked for
_SENTENCE = 160  # characters before and after a name that are of its sentence, unless it is shorter
_AROUND, _SEVERAL = 600, 2  # characters around a name, and other dams that have to be named there
_ENDS = re.compile(r"[.!?;]\s|\n")


def dams_or_districts(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions, each that may be of a dam or of its district with the one that is meant.

    That is the one of which a word beside it tells, or its sentence, or those of the same name not far before, or
    else other dams around it.

    >>> from tenlao import load
    >>> text = "Dự án Pak Beng ở Lào. Ông nói Pak Beng gây ngập. Huyện Pak Beng nghèo."
    >>> [m.match.entry.type for m in load().find(text)]
    ['dam', 'dam', 'district']
    """
    meant = []
    dams = [m.start for m in mentions if m.match.entry.type == "dam" and not m.others]
    # Where such a name stood last of which words tell, by the id of the dam.
    last: dict[str, tuple[int, str]] = {}
    for m in mentions:
        either = {match.entry.type: match for match in (*m.others[::-1], m.match)}
        if either.keys() >= _TYPES:
            before = last.get(either["dam"].entry.id)
            told = _told(text, m)
            if told:
                last[either["dam"].entry.id] = m.start, told
            elif before and m.start - before[0] < NEARBY:
                told = before[1]
            match = either[told or _type_around(m, dams)]
            others = tuple([other for other in (m.match, *m.others) if other is not match])
            m = replace(m, match=match, others=others)
        meant.append(m)
    return meant


def _told(text: str, mention: Mention) -> str | None:
    """The type of which the words beside a mention, or those in its sentence, tell."""
    start, end = mention.start, mention.end
    before, after = text[max(0, start - LOOKED_BACK) : start], text[end : end + _SENTENCE]
    sentence = f"{_ENDS.split(before[-_SENTENCE:])[-1]}|{_ENDS.split(after)[0]}"
    if "\t" in sentence:
        return mention.match.entry.type  # what heads the column has told
    around = context(before[-_BESIDE:], after[:_BESIDE])
    words = [word for word in (around.title, around.after) if word] or [
        announced_from_afar(text, start, end).word
    ]
    if any(map(tells_some_type, words)):
        return "dam" if any(tells_type(word, "dam") for word in words) else "district"
    lefts = (before, *(left for _, left in row_before(before)))
    if any(map(_announces_works, lefts)) or _are_works(after):
        return "dam"
    if is_located(before):
        return "district"
    return "dam" if speaks_of_dams(sentence) else None


def _type_around(mention: Mention, dams: Sequence[int]) -> str:
    """The type of those around a mention: a dam among dams, which start at such places, or else the district."""
    near = bisect_left(dams, mention.start + _AROUND) - bisect_left(dams, mention.start - _AROUND)
    return "dam" if near >= _SEVERAL else "district"


def _announces_works(before: str) -> bool:
    """Tell whether a text ends with a word that announces works.

    >>> _announces_works("Các dự án "), _announces_works("ở ")
    (True, False)
    """
    return before.rstrip().casefold().endswith(_works()[0])


def _are_works(after: str) -> bool:
    """Tell whether a text begins with a word for works."""
    words = after.casefold().split(None, 1)
    return after[:1].isspace() and words != [] and words[0].strip(".,;)") in _works()[1]


@cache
def _works() -> tuple[tuple[str, ...], frozenset[str]]:
    """The words for works before a name, and those after one, in small letters."""
    words = word_lists("titles.toml")["works"]
    return tuple(words["before"]), frozenset(words["after"])

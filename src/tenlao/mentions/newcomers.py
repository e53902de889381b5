"""Somebody who comes into a text and is called as somebody who was named, or as a place is: em Pakse, 19 tuổi."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from tenlao.base.word_lists import word_lists
from tenlao.mentions.mention import Mention
from tenlao.mentions.windows import NEARBY
from tenlao.text.announcing import LOOKED_BACK, row_before
from tenlao.text.letters import CAPITAL
from tenlao.text.offices import FARTHEST, office_before, titles_of_persons_only

__all__ = ["without_newcomers"]

_BESIDE = 60  # characters before a name in which it is said who is called so


def without_newcomers(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions without those of somebody whom the text has just told apart from whoever is meant.

    Whoever comes into a text has an age, a humble calling or a family name of his own, or is somebody's child; and
    what is said of him by a part of his name is not said of whoever of that name was told before.

    >>> from tenlao import load
    >>> text = "Ở Lào, ông Saichay Kommasith trao giải cho hạ sĩ Saichay, 20 tuổi. Saichay rất vui."
    >>> [mention.text for mention in load().find(text)]
    ['Saichay Kommasith']
    """
    newcomers = _Newcomers(text, [m for m in mentions if m.match.kind != "partial"])
    return [m for m in mentions if not newcomers.have(m)]


class _Newcomers:
    """Those who come into a text in which others are named in `whole`."""

    def __init__(self, text: str, whole: Sequence[Mention]) -> None:
        self._text, self._whole = text, whole
        self._starts = [m.start for m in whole]

    def have(self, mention: Mention) -> bool:
        """Tell whether a mention is of one of them."""
        entry = mention.match.entry
        if mention.match.kind == "partial":
            return self._comes_in(mention, mention.start) or (
                self._came_in(mention) and not self._holds_office(mention)
            )
        if entry.kind == "place":
            return self._comes_in(mention, mention.start) or self._is_in_row_of_people(mention.start)
        return entry.is_of_old and self._comes_in(mention, mention.start)

    def _comes_in(self, mention: Mention, start: int) -> bool:
        """Tell whether the words of a mention are said of a newcomer at a place of the text."""
        if _AGE.match(self._text, start + len(mention.text)):
            return True
        before, entry = self._text[max(0, start - _BESIDE) : start].casefold(), mention.match.entry
        if entry.kind == "person" and not (entry.offices or entry.is_of_old):
            return False
        if before.rstrip().rpartition(" ")[2] not in _last_words():
            return False
        if entry.type in _WITH_PEOPLE and before.rstrip().endswith(_of_provinces()):
            return False
        # Kings are sons of kings.
        return bool(_humble().search(before) or (not entry.is_of_old and _somebodys_child().search(before)))

    def _came_in(self, mention: Mention) -> bool:
        """Tell whether a newcomer called so was told after whoever is meant was named in whole, if not too far."""
        start = max(0, mention.start - NEARBY)
        near = self._whole[bisect_left(self._starts, start) : bisect_left(self._starts, mention.start)]
        start = max([start, *(m.end for m in near if m.match.entry == mention.match.entry)])
        while (start := self._text.find(mention.text, start, mention.start)) >= 0:
            end = start + len(mention.text)
            longer = _FAMILY_NAME.match(self._text, end) and not self._is_in_whole_name(start)
            if self._comes_in(mention, start) or (longer and not mention.match.entry.is_of_old):
                return True
            start = end
        return False

    def _holds_office(self, mention: Mention) -> bool:
        """Tell whether an office stands before a mention of somebody who has held one: Thủ tướng Sonexay."""
        before = self._text[max(0, mention.start - FARTHEST) : mention.start]
        return bool(mention.match.entry.offices) and office_before(before) is not None

    def _is_in_whole_name(self, place: int) -> bool:
        number = bisect_right(self._starts, place)
        return number > 0 and place < self._whole[number - 1].end

    def _is_in_row_of_people(self, start: int) -> bool:
        """Tell whether a place of the text is in a row that several people begin: các em Bua, Viêng Xay."""
        before = self._text[max(0, start - LOOKED_BACK) : start]
        return any(_people().search(left[-_BESIDE:].casefold()) for _, left in row_before(before))


_WITH_PEOPLE = ("capital", "province")
_AGE = re.compile(r"\s{0,2}[,(]\s{0,2}(?:\d{1,2}\s(?:tuổi|ans)\b|aged\s\d|ອາຍຸ)")
_FAMILY_NAME = re.compile(rf"[ \u00a0]+[{CAPITAL}]\w")


@cache
def _last_words() -> frozenset[str]:
    """The last words of what stands before a humble person or somebody's child."""
    words = word_lists("titles.toml")["humble"]
    return frozenset((*_LAO_TITLES, *(said.split()[-1] for said in (*words["titles"], *words["called"]))))


@cache
def _humble() -> re.Pattern[str]:
    """What stands before the name of a humble person."""
    no_part = "".join(rf"(?<!\b{word} )" for word in word_lists("titles.toml")["humble"]["part_of"])
    return re.compile(
        rf"(?<!\w){no_part}(?:{_one_of('titles')}){_BLANK}(?:{_one_of('called')}{_BLANK})?{_LAO_TITLE}\Z"
    )


@cache
def _somebodys_child() -> re.Pattern[str]:
    """What stands before the name of somebody's child; a word or two of whom may be in it: con trai ông ấy là."""
    child = rf"(?:{_one_of('kin')})(?:{_BLANK}[^\s.,;:]+){{0,2}}|{_one_of('kin_without_words')}"
    return re.compile(rf"(?<!\w)(?:{child}){_BLANK}(?:{_one_of('called')}){_BLANK}{_LAO_TITLE}\Z")


@cache
def _people() -> re.Pattern[str]:
    """What begins a row of people."""
    titles = "|".join((_one_of("titles"), _one_of("kin"), *map(re.escape, titles_of_persons_only())))
    return re.compile(
        rf"(?<!\w)(?:{_one_of('several')}){_BLANK}(?:{titles})(?::|{_BLANK}là|{_BLANK}gồm)?{_BLANK}\Z"
    )


def _of_provinces() -> tuple[str, ...]:
    """Callings before the name of a province that are those of its people."""
    return tuple(word_lists("titles.toml")["humble"]["of_provinces"])


def _one_of(kind: str) -> str:
    return "|".join(map(re.escape, word_lists("titles.toml")["humble"][kind]))


_BLANK = r"[ \u00a0]+"
_LAO_TITLES = ("thao", "nang")
_LAO_TITLE = rf"(?:(?:{'|'.join(_LAO_TITLES)}){_BLANK})?"

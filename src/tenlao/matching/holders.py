"""Who held an office that is asked for by its title: Minister of Justice, Tỉnh trưởng Attapeu."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tenlao.base.patterns import pattern
from tenlao.base.word_lists import word_lists
from tenlao.matching.index import Index
from tenlao.matching.resolving import resolve
from tenlao.matching.tenure import Tenure, tenure_of
from tenlao.table.model import Entry, Office
from tenlao.text.longest import LONGEST_NAME

__all__ = ["Holder", "holders"]

# A place in a title has at most so many words, and is spelled so surely (score).
_WORDS_OF_PLACE, _SURE = 3, 90.0
_WORD = pattern(r"[^\W\d_][\w'’-]*")


class Holder(NamedTuple):
    """Who held an office, which one, and what is known of it in the year that is asked for, if one is."""

    entry: Entry
    office: Office
    tenure: Tenure | None


def holders(index: Index, entries: Sequence[Entry], title: str, at: int | None = None) -> list[Holder]:
    """Return who held an office, in English or Vietnamese, one office of each, those who held it last first.

    All words of the title stand in that of the office, but for a place at its end, which is that of the office. With
    a year `at`, it is who held it then, and behind them who may have; whoever is known not to have is left out.
    What is longer than `LONGEST_NAME` is no office.

    >>> from tenlao import load
    >>> names = load()
    >>> titles = "Minister of Justice", "Tỉnh trưởng Attapư"
    >>> [holders(names.index, names.entries, title, 2019)[0].entry.id for title in titles]
    ['saysi-santhivong', 'leth-sayaphone']
    """
    if len(title) > LONGEST_NAME:
        return []
    words, place = _asked(index, {office.place for entry in entries for office in entry.offices}, title)
    if not words:
        return []
    found = [held for held in _held(entries, words, place, at) if held.tenure is None or held.tenure.possible]
    if at is None:
        return sorted(found, key=lambda held: -max(held.office.years, default=0))
    return sorted(found, key=_rank)


def _held(
    entries: Iterable[Entry], words: frozenset[str], place: str | None, at: int | None
) -> Iterator[Holder]:
    """Give the offices that have some words in their titles and are of a place, the best of each entry."""
    for entry in entries:
        fitting = [
            Holder(entry, office, None if at is None else tenure_of(office, at))
            for office in entry.offices
            if (place is None or office.place == place) and _fits(words, _words(office.title))
        ]
        if fitting:
            yield min(fitting, key=_rank)


def _rank(held: Holder) -> tuple[int, int]:
    return held.tenure.rank if held.tenure else (0, 0)


def _fits(asked: frozenset[str], title: frozenset[str]) -> bool:
    return asked <= title and (asked ^ title).isdisjoint(word_lists("offices.toml")["apart"]["words"])


def _asked(index: Index, places: Iterable[str | None], title: str) -> tuple[frozenset[str], str | None]:
    """Part a title that is asked for into the words of an office, and the place at its end, if it names one."""
    words = title.split()
    for first in range(max(1, len(words) - _WORDS_OF_PLACE), len(words)):
        named = resolve(index, " ".join(words[first:]), _SURE, "place")
        if named is not None and named.entry.id in places:
            return _words(" ".join(words[:first])), named.entry.id
    return _words(title), None


@cache
def _words(title: str) -> frozenset[str]:
    """The words of a title in small letters and in English, without those that tell nothing."""
    lists = word_lists("offices.toml")
    ignored, alike = lists["ignored"]["words"], lists["alike"]
    in_english = _vietnamese().sub(lambda found: f" {lists['meanings'][found[0]]} ", title.casefold())
    return frozenset(alike.get(word, word) for word in _WORD.findall(in_english) if word not in ignored)


@cache
def _vietnamese() -> re.Pattern[str]:
    """The words of offices in Vietnamese, the longest first."""
    meanings: Mapping[str, str] = word_lists("offices.toml")["meanings"]
    phrases = "|".join(map(re.escape, sorted(meanings, key=len, reverse=True)))
    return re.compile(rf"\b(?:{phrases})\b")

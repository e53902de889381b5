"""Words beside a name that are no part of it: honorifics, offices, generic words for places.

The words are data (`data/titles.toml`). This module takes them off a name that is looked up.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import tomli
from unidecode import unidecode

from tenlao.resources import bundled_file

__all__ = ["Context", "context", "without_titles"]

_LAO = re.compile("[\u0e80-\u0eff]")


def without_titles(name: str, *, keep_own: bool = False) -> str:
    """The name without the titles and generic words around it, or the name itself if nothing would be left.

    With `keep_own`, generic words that newspapers treat as a part of the name (Mường, Nam, Wat) stay.

    >>> [without_titles(name) for name in ("đồng chí Saleumxay", "Bolikhamxay province", "ເມືອງປາກເຊ")]
    ['Saleumxay', 'Bolikhamxay', 'ປາກເຊ']
    >>> without_titles("Mường Khoa"), without_titles("Mường Khoa", keep_own=True), without_titles("Bà")
    ('Khoa', 'Mường Khoa', 'Bà')
    """
    before, after = _patterns(keep_own)
    name = unicodedata.normalize("NFC", name).strip()
    start = before.match(name)
    rest = after.sub("", name[start.end() :] if start else name).partition(",")[0].rstrip()
    return rest if any(map(str.isalpha, rest)) else name


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a place in a text: which kinds of name its titles and generic words announce.

    `before` and `after` tell that a word there needs no explanation: a title, a generic word, or a word that
    often stands beside a name without belonging to it (Đại sứ Lào Sengphet Houngboungnuang, Wattay
    International Airport). `family_name` tells that the word before is a Vietnamese family name.
    """

    kinds: frozenset[str]
    before: bool
    after: bool
    family_name: bool


def context(before: str, after: str) -> Context:
    """Read the words directly before and after a place in a text.

    >>> context("thăm tỉnh ", " và").kinds, context("ông Nguyễn Văn ", "").family_name
    (frozenset({'place'}), True)
    """
    ends, starts = _announcing()
    found = ends.search(unicodedata.normalize("NFC", before))
    next_word = starts.match(after)
    group = found.lastgroup if found else None
    announced = {group, next_word.lastgroup if next_word else None}
    return Context(
        frozenset(kind for kind in _KINDS if kind in announced),
        before=group is not None and group != "family_name",
        after=next_word is not None,
        family_name=group == "family_name",
    )


_KINDS = ("person", "place", "organization")


@functools.cache
def _announcing() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns for the end of the text before a name and for the beginning of the text after it."""
    words = _words()
    groups = {kind: _with_ascii(group) for kind, group in words["before"].items()}
    groups |= {"beside": words["beside"]["words"], "family_name": words["family_names"]["words"]}
    ends = "|".join(rf"(?P<{name}>{_any_of(group)})" for name, group in groups.items())
    starts = "|".join(rf"(?P<{kind}>{_any_of(group)})" for kind, group in words["after"].items())
    return (
        re.compile(rf"(?:{ends})[\s:\"“”'‘’(\[-]*\Z", re.IGNORECASE),
        re.compile(rf"\s+(?:{starts})(?!\w)", re.IGNORECASE),
    )


@functools.cache
def _patterns(keep_own: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = _words()
    before = {w for section in ("before", "part_of_name") for group in words[section].values() for w in group}
    if keep_own:
        before -= set(words["part_of_name"]["place"])
    after = {w for group in words["after"].values() for w in group}
    # In Lao script the name follows its title without a blank.
    ends = r"(?:(?<=[\u0e80-\u0eff])\s*(?=[ກ-ຮເ-ໄໜໝ])|[.:]?\s+|[.:])"
    return (
        re.compile(rf"(?:(?:{_any_of(before)}){ends})+", re.IGNORECASE),
        re.compile(rf"(?:\s+(?:{_any_of(after)}))+\Z", re.IGNORECASE),
    )


@functools.cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    return tomli.loads(unicodedata.normalize("NFC", bundled_file("titles.toml").read_text(encoding="utf-8")))


def _with_ascii(words: Iterable[str]) -> list[str]:
    """The words, and for those of several syllables or of place names what is left without diacritics."""
    return list(dict.fromkeys(form for w in words for form in (w, w if _LAO.search(w) else unidecode(w))))


def _any_of(words: Iterable[str]) -> str:
    """A pattern for whole words, longest first; in Lao script words are not parted, so any letters may precede."""
    abbreviated = set(_words()["abbreviated"]["words"])
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(
        ("" if _LAO.search(w) else r"(?<!\w)") + re.escape(w) + (r"\.?" if w in abbreviated else "")
        for w in longest_first
    )

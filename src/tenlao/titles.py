"""Words beside a name that are no part of it: honorifics, offices, generic words for places.

The words are data (`data/titles.toml`). This module takes them off a name that is looked up.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

import tomli

from tenlao.resources import bundled_file

__all__ = ["without_titles"]

_LAO = re.compile("[\u0e80-\u0eff]")


def without_titles(name: str) -> str:
    """The name without the titles and generic words around it, or the name itself if nothing would be left.

    >>> without_titles("đồng chí Saleumxay"), without_titles("Bolikhamxay province"), without_titles("ເມືອງປາກເຊ")
    ('Saleumxay', 'Bolikhamxay', 'ປາກເຊ')
    >>> without_titles("Ban"), without_titles("Bà")
    ('Ban', 'Bà')
    """
    before, after = _patterns()
    name = unicodedata.normalize("NFC", name).strip()
    start = before.match(name)
    rest = after.sub("", name[start.end() :] if start else name)
    return rest if any(map(str.isalpha, rest)) else name


@functools.cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = tomli.loads(bundled_file("titles.toml").read_text(encoding="utf-8"))
    before = {unicodedata.normalize("NFC", w) for group in words["before"].values() for w in group}
    after = {w for group in words["after"].values() for w in group}
    lao = {w for w in before if _LAO.search(w)}
    # In Lao script the name follows at once, but a title is not the beginning of a longer Lao syllable.
    spaced, joined = _any_of(before - lao), _any_of(lao)
    return (
        re.compile(rf"(?:(?:{spaced})(?:[.:]?\s+|[.:])|(?:{joined})\s*(?=[ກ-ຮເ-ໄໜໝ]))+", re.IGNORECASE),
        re.compile(rf"(?:\s+(?:{_any_of(after)}))+\Z", re.IGNORECASE),
    )


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))

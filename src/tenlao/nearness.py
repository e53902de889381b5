"""Near misses: words of a text that differ from an attested spelling in one letter, as a slip of the finger does."""

from __future__ import annotations

import functools
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from tenlao.index import spelling_key

if TYPE_CHECKING:
    from tenlao.table import Entry, Form, Table

__all__ = ["Near", "near_spelling"]

SHORTEST = 8  # letters: shorter names are one letter apart by chance


class Near(NamedTuple):
    """The attested form that a spelling nearly is."""

    entry: Entry
    form: Form


def near_spelling(table: Table, words: str) -> Near | None:
    """The form of which words are one letter away (changed, left out, put in or swapped with the next).

    A letter with another accent is no other letter.

    None where they are attested themselves, or where forms of two entries are as near.

    >>> from tenlao import load
    >>> near_spelling(load(), "Sonexay Siphandnoe").form.text
    'Sonexay Siphandone'
    """
    key = spelling_key(words)
    if len(key) < SHORTEST:
        return None
    return _nearest(table)(key)


@functools.lru_cache(maxsize=16)
def _nearest(table: Table) -> functools._lru_cache_wrapper[Near | None]:
    from rapidfuzz.distance import OSA
    from unidecode import unidecode

    keys: dict[str, list[Near]] = {}
    for entry in table.entries:
        for form in entry.forms:
            key = spelling_key(form.text)
            if form.tag not in ("typo", "stripped") and len(key) >= SHORTEST:
                keys.setdefault(key, []).append(Near(entry, form))
    by_rest: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        for rest in _rests(key):
            by_rest[rest].append(key)

    @functools.lru_cache(maxsize=1 << 15)
    def nearest(searched: str) -> Near | None:
        if searched in keys:
            return None
        candidates = {key for rest in _rests(searched) for key in by_rest.get(rest, ())}
        near = [
            owner
            for key in sorted(candidates)
            if OSA.distance(searched, key, score_cutoff=1) == 1 and unidecode(searched) != unidecode(key)
            for owner in keys[key]
        ]
        entries = {owner.entry.id for owner in near}
        return near[0] if len(entries) == 1 else None

    return nearest


def _rests(key: str) -> set[str]:
    return {key, *[key[:i] + key[i + 1 :] for i in range(len(key))]}

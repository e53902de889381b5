"""The attested form that words of a text nearly are, all but a letter."""

from __future__ import annotations

import functools
from typing import NamedTuple

from tenlao.matching.index import Index
from tenlao.table.model import Entry, Form
from tenlao.text.keys import spelling_key

__all__ = ["SHORTEST", "Near", "NearMisses"]

SHORTEST = 8
"""Letters: shorter names are one letter apart by chance."""


class Near(NamedTuple):
    """The attested form that a spelling nearly is."""

    entry: Entry
    form: Form


class NearMisses:
    """The attested spellings of a table, to be found by words that are a letter away from them."""

    def __init__(self, index: Index) -> None:
        """Take the index of a table."""
        self._index = index
        self._nearest = functools.lru_cache(maxsize=1 << 10)(self._find)

    def near_spelling(self, words: str) -> Near | None:
        """Return the form of which words are one letter away (changed, left out, put in or swapped with the next).

        A letter with another accent is no other letter. None where they are attested themselves, or where forms of
        two entries are as near.

        >>> from tenlao import load
        >>> load().near_misses.near_spelling("Sonexay Siphandnoe").form.text
        'Sonexay Siphandone'
        """
        key = spelling_key(words)
        return self._nearest(key) if len(key) >= SHORTEST else None

    def _find(self, searched: str) -> Near | None:
        from unidecode import unidecode

        if self._forms(searched):
            return None
        near = [
            owner
            for key, letters in self._index.misspelt(searched)
            if letters == 1 and len(key) >= SHORTEST and unidecode(searched) != unidecode(key)
            for owner in self._forms(key)
        ]
        return near[0] if len({owner.entry.id for owner in near}) == 1 else None

    def _forms(self, key: str) -> list[Near]:
        """The forms with a spelling key that are neither slips nor without their diacritics."""
        return [Near(*a) for a in self._index.spelled(key) if a.form.may_be_preferred]

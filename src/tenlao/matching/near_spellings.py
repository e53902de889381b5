"""The attested form that words of a text nearly are, all but a letter."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import NamedTuple

from tenlao.matching.near_miss import deletion_neighbourhood, neighbours
from tenlao.table.model import Entry, Form
from tenlao.text.keys import spelling_key

__all__ = ["Near", "NearMisses"]

SHORTEST = 8  # letters: shorter names are one letter apart by chance


class Near(NamedTuple):
    """The attested form that a spelling nearly is."""

    entry: Entry
    form: Form


class NearMisses:
    """The attested spellings of entries, to be found by what is left of them without one letter."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take in the forms of entries that are long enough and neither slips nor without their diacritics."""
        self._keys: dict[str, list[Near]] = {}
        for entry in entries:
            for form in entry.forms:
                key = spelling_key(form.text)
                if form.tag not in ("typo", "stripped") and len(key) >= SHORTEST:
                    self._keys.setdefault(key, []).append(Near(entry, form))
        self._neighbourhood = deletion_neighbourhood(self._keys)
        self._longest = max(map(len, self._keys), default=0)
        self._nearest = functools.lru_cache(maxsize=1 << 13)(self._find)

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
        from rapidfuzz.distance import OSA
        from unidecode import unidecode

        if searched in self._keys or len(searched) > self._longest + 1:
            return None
        near = [
            owner
            for key in sorted(neighbours(searched, self._neighbourhood))
            if OSA.distance(searched, key, score_cutoff=1) == 1 and unidecode(searched) != unidecode(key)
            for owner in self._keys[key]
        ]
        return near[0] if len({owner.entry.id for owner in near}) == 1 else None

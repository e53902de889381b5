"""The attested form that words of a text nearly are, all but a letter or two."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from tenlao.matching.index import Index
from tenlao.table.model import Entry, Form
from tenlao.text.keys import spelling_key

__all__ = ["SHORTEST", "Near", "NearMisses"]

SHORTEST = 8
"""Letters: shorter names are one letter apart by chance."""
# Letters: shorter names are two letters apart by chance, and so are shorter ones of the same letters.
LONG, LONG_OF_SAME_LETTERS = 12, 9
_NUMBER = re.compile(r"\d+")


class Near(NamedTuple):
    """An attested form that a spelling nearly is, and in how many letters the two differ."""

    entry: Entry
    form: Form
    letters: int


class NearMisses:
    """The attested spellings of a table, to be found by words that are a letter or two away from them."""

    def __init__(self, index: Index) -> None:
        """Take the index of a table."""
        self._index = index
        self._nearest = functools.lru_cache(maxsize=1 << 10)(self._find)

    def near_spellings(self, words: str, shortest: int = SHORTEST) -> tuple[Near, ...]:
        """Return the form of which words are one letter away (changed, left out, put in or swapped with the next).

        Words and forms have at least `shortest` letters; of a long name two may differ. A letter with another accent
        is no other letter, and another number is no slip. Several forms are those of one entry, or one form of
        several entries; none where the words are attested themselves, or where different names are as near.

        >>> from tenlao import load
        >>> near = load().near_misses.near_spellings
        >>> near("Luang Prangbang")[0].form.text, near("Luang Prangbang")[0].letters
        ('Luang Prabang', 2)
        >>> [found.entry.kind for found in near("Kaysone Phomvihne")]
        ['person', 'place']
        """
        key = spelling_key(words)
        return self._nearest(key, shortest) if len(key) >= shortest else ()

    def _find(self, searched: str, shortest: int) -> tuple[Near, ...]:
        from unidecode import unidecode

        if self._forms(searched):
            return ()
        misspelt = [
            (key, letters)
            for key, letters in self._index.misspelt(searched)
            if len(key) >= (shortest if letters == 1 else _long(searched, key))
            and unidecode(searched) != unidecode(key)
            and _NUMBER.findall(searched) == _NUMBER.findall(key)
        ]
        fewest = min((letters for _, letters in misspelt), default=0)
        near = [
            (key, found)
            for key, letters in misspelt
            if letters == fewest
            for found in self._forms(key, letters)
        ]
        if len({found.entry.id for _, found in near}) == 1 or len({key for key, _ in near}) == 1:
            return tuple([found for _, found in near])
        return ()

    def _forms(self, key: str, letters: int = 0) -> list[Near]:
        """The forms with a spelling key that are neither slips nor without their diacritics."""
        return [Near(*a, letters) for a in self._index.spelled(key) if a.form.may_be_preferred]


def _long(searched: str, key: str) -> int:
    """How many letters a name has at least in which two may differ: Xupanhuvông is Xuphanuvông."""
    return LONG_OF_SAME_LETTERS if sorted(searched) == sorted(key) else LONG

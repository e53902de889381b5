"""The attested form that words of a text nearly are, all but a letter or two."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tenlao.matching.index import Index
from tenlao.table.model import Entry, Form
from tenlao.text.keys import plain_letters, spelling_key

__all__ = ["SHORTEST", "Near", "NearMisses"]

SHORTEST = 8
"""Letters: shorter names are one letter apart by chance."""
# Letters: shorter names are two letters apart by chance, and so are shorter ones of the same letters.
LONG, LONG_OF_SAME_LETTERS, LONG_IF_TOLD = 12, 9, 10
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

    def near_spellings(
        self, words: str, shortest: int = SHORTEST, types: tuple[str, ...] = ()
    ) -> tuple[Near, ...]:
        """Return the form of which words are one letter away (changed, left out, put in or swapped with the next).

        Words and forms have at least `shortest` letters; of a long name two may differ. A letter with another accent
        is no other letter, and another number is no slip. With `types`, entries of others are left out. Several forms
        are those of one entry, or one form of several entries; none where the words are attested themselves, or where
        different names are as near.

        >>> from tenlao import load
        >>> near = load().near_misses.near_spellings
        >>> near("Luang Prangbang")[0].form.text, near("Luang Prangbang")[0].letters
        ('Luang Prabang', 2)
        >>> [found.entry.kind for found in near("Kaysone Phomvihne")]
        ['person', 'place']
        """
        key = spelling_key(words)
        return self._nearest(key, shortest, types) if len(key) >= shortest else ()

    def in_other_marks(self, words: str) -> Sequence[Near]:
        """Return the renderings that words are but for tones and the signs on vowels, if they are those of one entry.

        >>> from tenlao import load
        >>> [near.form.text for near in load().near_misses.in_other_marks("Thà Khèt")]
        ['Thà Khẹt']
        """
        key = spelling_key(words)
        if self._forms(key):
            return ()
        near = self._by_letters.get(plain_letters(key), ())
        return near if len({found.entry.id for found in near}) == 1 else ()

    @functools.cached_property
    def _by_letters(self) -> Mapping[str, Sequence[Near]]:
        """The renderings by their letters without marks."""
        found: defaultdict[str, list[Near]] = defaultdict(list)
        for entry in self._index.entries:
            for form in entry.forms:
                if form.writing == "vietnamese" and form.may_be_preferred:
                    found[plain_letters(spelling_key(form.text))].append(Near(entry, form, 0))
        return found

    def _find(self, searched: str, shortest: int, types: tuple[str, ...]) -> tuple[Near, ...]:
        from unidecode import unidecode

        if self._forms(searched):
            return ()
        misspelt = [
            (key, found)
            for key, letters in self._index.misspelt(searched)
            if len(key) >= (shortest if letters == 1 else _long(searched, key, bool(types)))
            and unidecode(searched) != unidecode(key)
            and _NUMBER.findall(searched) == _NUMBER.findall(key)
            for found in self._forms(key, letters)
            if not types or found.entry.type in types
        ]
        fewest = min((found.letters for _, found in misspelt), default=0)
        near = [(key, found) for key, found in misspelt if found.letters == fewest]
        if len({found.entry.id for _, found in near}) == 1 or len({key for key, _ in near}) == 1:
            return tuple([found for _, found in near])
        return ()

    def _forms(self, key: str, letters: int = 0) -> list[Near]:
        """The forms with a spelling key that are neither slips nor without their diacritics."""
        return [Near(*a, letters) for a in self._index.spelled(key) if a.form.may_be_preferred]


def _long(searched: str, key: str, told: bool) -> int:
    """How many letters a name has at least in which two may differ: Xupanhuvông is Xuphanuvông.

    It may have fewer if its type is `told`: huyện Samanxay, tỉnh Bôlykhăngxay.
    """
    if sorted(searched) != sorted(key):
        return LONG_IF_TOLD if told else LONG
    return SHORTEST if told else LONG_OF_SAME_LETTERS

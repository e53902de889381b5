"""Which letters follow each other in names: how strange a name looks beside them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from tenlao.base.vocabulary import Writing

__all__ = ["TrigramModel"]

# Additive smoothing of the letters that follow two others, spread over about so many letters.
SMOOTHING, LETTERS = 15.0, 28


class TrigramModel:
    """How often a letter follows two others, in the names of how many entries.

    >>> letters = TrigramModel.of([[("Khamphanh", "latin"), ("Khamphan", "latin")], [("Khamtay", "latin")]])
    >>> letters.surprisal("Khamphay", "latin") < letters.surprisal("Wolfgang", "latin")
    True
    """

    def __init__(self, following: Mapping[str, int]) -> None:
        self.following = following
        self._pairs: Counter[str] = Counter()
        for three, count in following.items():
            self._pairs[three[:-1]] += count

    @classmethod
    def of(cls, entries: Iterable[Iterable[tuple[str, Writing]]]) -> TrigramModel:
        """Count the letters of the names of each entry, given with their writings; each three letters once."""
        following: Counter[str] = Counter()
        for names in entries:
            following.update({three for name, writing in names for three in _threes(name, writing)})
        return cls(following)

    def surprisal(self, name: str, writing: Writing) -> float:
        """Return the mean surprisal of the letters of a name, in nats; 0 if it has none."""
        threes = _threes(name, writing)
        return sum(map(self._surprisal, threes)) / len(threes) if threes else 0.0

    def has_strange(self, name: str, writing: Writing) -> bool:
        """Tell whether a name has three letters in a row that no other has.

        >>> letters = TrigramModel.of([[("Khamphan", "latin")]])
        >>> letters.has_strange("Khamkhamphan", "latin"), letters.has_strange("Khamphan", "latin")
        (True, False)
        """
        return not all(self.following.get(three) for three in _threes(name, writing))

    def _surprisal(self, three: str) -> float:
        likely = self.following.get(three, 0) + SMOOTHING / LETTERS
        return -math.log(likely / (self._pairs[three[:-1]] + SMOOTHING))


def _threes(name: str, writing: Writing) -> list[str]:
    """Return each letter of a name after the two before it; words begin with a sign for the writing."""
    found = []
    for word in _WORD_BREAK.split(unicodedata.normalize("NFC", name).lower()):
        letters = f"{writing[0]}^{word}$" if word else ""
        found += [writing[0] + letters[i - 2 : i + 1] for i in range(3, len(letters))]
    return found


_WORD_BREAK = re.compile(r"[^\w']+")

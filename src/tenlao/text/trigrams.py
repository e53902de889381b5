"""Which letters follow each other in names: how strange a name looks beside them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from tenlao.base.vocabulary import Writing

__all__ = ["TrigramModel", "letters_in_a_row"]

# Additive smoothing of the letters that follow two others, spread over about so many letters (judged).
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
        """Return the mean surprisal (nats) of the letters of a name; 0 if it has none."""
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


def letters_in_a_row(name: str, most: int) -> set[str]:
    """Return all letters in a row of the words of a name, up to so many; ``^`` and ``$`` are the ends of a word.

    >>> sorted(letters_in_a_row("Ou", 2))
    ['^o', 'o', 'ou', 'u', 'u$']
    """
    found: set[str] = set()
    for word in _words(name):
        letters = f"^{word}$"
        for length in range(1, most + 1):
            found.update([letters[i : i + length] for i in range(len(letters) - length + 1)])
    return found - {"^", "$"}


def _threes(name: str, writing: Writing) -> list[str]:
    """Each letter of a name after the two before it; words begin with a sign for the writing."""
    found = []
    for word in _words(name):
        letters = f"{writing[0]}^{word}$"
        found += [writing[0] + letters[i - 2 : i + 1] for i in range(3, len(letters))]
    return found


def _words(name: str) -> list[str]:
    return [word for word in _WORD_BREAK.split(unicodedata.normalize("NFC", name).lower()) if word]


_WORD_BREAK = re.compile("[^\\w'\u0e80-\u0ecf]+")  # the vowel signs of Lao are no letters to Unicode

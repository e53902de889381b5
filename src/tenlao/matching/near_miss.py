"""Near misses: attested spellings that differ in a letter or two from a word, as a slip of the finger does.

Found by what two spellings share in spite of the slips: what is left of them without a letter (their deletion
neighbourhood, as in SymSpell), or one of three pieces, so that the table is not gone through.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["MOST_LETTERS", "Misspellings", "deletion_neighbourhood", "neighbours"]

# In how many letters a spelling key and a misspelling of it may differ.
MOST_LETTERS = 2


class Misspellings:
    """Spelling keys, to be found by misspellings of them.

    >>> known = Misspellings(["sonexaysiphandone", "thonglounsisoulith"])
    >>> known.near("sonexaysiphandnoe"), known.near("thonglunsisulith"), known.near("bounthan")
    ([('sonexaysiphandone', 1)], [('thonglounsisoulith', 2)], [])
    """

    def __init__(self, keys: Iterable[str]) -> None:
        """Take the keys apart, each in three pieces of about the same length."""
        self._by_piece: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for key in keys:
            first, second = len(key) // 3, 2 * len(key) // 3
            for piece in enumerate((key[:first], key[first:second], key[second:])):
                self._by_piece[piece].append(key)

    def near(self, key: str) -> list[tuple[str, int]]:
        """Return the keys in which one letter or two are changed, left out, put in or swapped; and how many.

        Two such slips leave one of three pieces whole, moved by two places at the most; so keys that share no piece
        need not be compared.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        alike = {other for piece in _pieces_in(key) for other in self._by_piece.get(piece, ())}
        found = process.extract(key, alike, scorer=OSA.distance, score_cutoff=MOST_LETTERS, limit=None)
        return sorted((other, letters) for other, letters, _ in found)


def _pieces_in(key: str) -> set[tuple[int, str]]:
    """The pieces, each with its number, that keys may have of which this is a misspelling."""
    pieces = set()
    length = len(key)
    for other in range(max(0, length - MOST_LETTERS), length + MOST_LETTERS + 1):
        first, second = other // 3, 2 * other // 3
        pieces.add((0, key[:first]))
        pieces.add((2, key[max(0, length - (other - second)) :]))
        for moved in range(-MOST_LETTERS, MOST_LETTERS + 1):
            pieces.add((1, key[max(0, first + moved) : max(0, second + moved)]))
    return pieces


def deletion_neighbourhood(strings: Iterable[str]) -> dict[str, list[str]]:
    """Return strings by what is left of them without one letter at the most.

    >>> deletion_neighbourhood(["ab"])
    {'a': ['ab'], 'ab': ['ab'], 'b': ['ab']}
    """
    by_rest: defaultdict[str, list[str]] = defaultdict(list)
    for string in strings:
        for rest in sorted(_without_letter(string)):
            by_rest[rest].append(string)
    return dict(by_rest)


def neighbours(searched: str, neighbourhood: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the strings that may be one letter away from another, and some that are two.

    >>> neighbours("ac", deletion_neighbourhood(["ab", "xy"]))
    {'ab'}
    """
    return {string for rest in _without_letter(searched) for string in neighbourhood.get(rest, ())}


def _without_letter(string: str) -> set[str]:
    """The string, and what is left of it without one of its letters."""
    return {string, *[string[:i] + string[i + 1 :] for i in range(len(string))]}

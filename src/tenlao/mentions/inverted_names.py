"""Persons with the family name first, as in bibliographies: Phomvihane, Kaysone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tenlao.matching.index import Index
from tenlao.text.keys import spelling_key
from tenlao.text.letters import CAPITAL
from tenlao.text.paragraphs import by_passage

__all__ = ["InvertedNames"]

_COMMA = re.compile(rf", (?=[{CAPITAL}])")
_FARTHEST = 60  # characters before a comma in which the family name begins, and the word before it
_WORD = rf"[{CAPITAL}][^\W\d_]*(?:-[^\W\d_]+){{0,6}}"
# A word in capitals right before or behind a name is a part of it, and the two of a row: Khamtay Siphandone, Sonexay.
_FAMILY = re.compile(rf"(?<![\w-])(?P<before>[{CAPITAL}][^\s.,;:()]* )?(?P<family>{_WORD})\Z")
_GIVEN = re.compile(rf"{_WORD}(?: {_WORD})?(?![\w-]| [{CAPITAL}])")


class InvertedNames:
    """Finds persons of a table by their whole names as they are spelled there, but with the family name first."""

    def __init__(self, index: Index) -> None:
        """Take the index of the table."""
        self._index = index
        self._by_passage = by_passage(self._places_in)

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Give where such names stand in a text, and the spelling keys of the names as they are spelled.

        >>> from tenlao import load
        >>> names = InvertedNames(load().index)
        >>> list(names.places("Phomvihane, Kaysone. Works; Khamtay Siphandone, Sonexay."))
        [(0, 19, 'kaysonephomvihane')]
        """
        return ((at + start, at + end, key) for at, (start, end, key) in self._by_passage(text))

    def _places_in(self, passage: str) -> Iterator[tuple[int, int, str]]:
        """Where they stand in a passage."""
        for comma in _COMMA.finditer(passage):
            family = _FAMILY.search(passage, max(0, comma.start() - _FARTHEST), comma.start())
            given = _GIVEN.match(passage, comma.end())
            if family and given and not family["before"]:
                key = spelling_key(f"{given[0]} {family['family']}")
                if any(entry.kind == "person" for entry, _ in self._index.spelled(key)):
                    yield family.start("family"), given.end(), key

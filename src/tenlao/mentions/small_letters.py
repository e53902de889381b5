"""Places in lines that are in small letters throughout, as people post them: tu dong hoi qua na phau, ngu o tha khek.

Such lines have no runs of capitals in which to look for names, and mostly no diacritics either, so a place is told by
its attested letters alone, however they are parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from unidecode import unidecode

from tenlao.matching.index import Index
from tenlao.phonology.sound import vowels
from tenlao.text.keys import spelling_key
from tenlao.text.paragraphs import by_passage
from tenlao.text.titles import is_generic
from tenlao.text.tokens import CAPITAL

__all__ = ["PostedPlaces"]

# Letters that a place must have at least, and words in which they stand; in 0.13 MB of Vietnamese without diacritics
# eleven rows of words are one of the table's places then.
SHORTEST, MOST_WORDS = 6, 4
# Words of a line, of which one in so many may have a capital within a sentence.
FEWEST_WORDS, CAPITALS = 5, 8

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]+")
# Telephones set the others, which begin sentences and lines without diacritics.
_CAPITAL_WITHIN = re.compile(rf"(?<=[^\s.!?…:] )[{CAPITAL}]")


class PostedPlaces:
    """The places of a table by the letters of their names."""

    def __init__(self, index: Index) -> None:
        """Take the index of a table, which is gone through when the first line in small letters is met."""
        self._index = index
        self._by_passage = by_passage(self._places_in)

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        """The ids of the places of two syllables or more, by their letters without diacritics."""
        ids: dict[str, str] = {}
        for sound in self._index.sounds():
            for entry, form in () if sound.penalty else sound.attested:
                is_place = entry.kind == "place" and form.writing != "lao" and form.tag != "typo"
                if is_place and vowels(sound.phones) > 1:
                    letters = spelling_key(unidecode(form.text))
                    if len(letters) >= SHORTEST and not is_generic(letters):
                        ids.setdefault(letters, entry.id)
        return ids

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """With what the letters of places begin: three of them, or fewer where a word has no more."""
        return frozenset(letters[:end] for letters in self._ids for end in (1, 2, 3))

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Give where places stand in the lines in small letters of a text, the longest first, and their ids.

        >>> from tenlao import load
        >>> text = "ngu o tha khek mot dem roi chay den pak xong"
        >>> [(text[start:end], id) for start, end, id in PostedPlaces(load().index).places(text)]
        [('tha khek', 'thakhek'), ('pak xong', 'paksong')]
        """
        return ((at + start, at + end, id) for at, (start, end, id) in self._by_passage(text))

    def _places_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where places stand in a passage."""
        for line in _LINE.finditer(text):
            first = _WORD.search(line[0])
            if first is None or not (first[0][0].islower() or line[0].isascii()):
                continue
            capitals = len(_CAPITAL_WITHIN.findall(line[0]))
            words = list(_WORD.finditer(text, line.start(), line.end()))
            if len(words) >= FEWEST_WORDS and capitals * CAPITALS <= len(words):
                yield from self._in_line(text, words)

    def _in_line(self, text: str, words: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
        plain = [unidecode(word[0]) for word in words]
        number = 0
        while number < len(words):
            found = 1
            most = MOST_WORDS if plain[number][:3] in self._beginnings else 0
            for last in range(min(len(words), number + most), number, -1):
                id = self._ids.get("".join(plain[number:last]))
                start, end = words[number].start(), words[last - 1].end()
                if id and text[start:end].islower() and _stand_alone(text, start, end):
                    yield start, end, id
                    found = last - number
                    break
            number += found


_JOINED = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")
_BEFORE = re.compile(r"(?:^|[\s(,;:\"“>])$")
_AFTER = re.compile(r"(?![/@_&=-]|\.\w)")


def _stand_alone(text: str, start: int, end: int) -> bool:
    """Tell whether words are parted by blanks or hyphens, and are no part of an address."""
    joined = _JOINED.fullmatch(text, start, end) and _BEFORE.search(text[max(0, start - 1) : start])
    return bool(joined and _AFTER.match(text, end))

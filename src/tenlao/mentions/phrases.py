"""Names that runs miss: for their small letters (Cánh đồng Chum, luang prabang), or for a sign in Lao script."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from unidecode import unidecode

from tenlao.matching.index import Index
from tenlao.phonology.sound import vowels
from tenlao.phonology.writing import has_vietnamese
from tenlao.text.keys import spelling_key
from tenlao.text.paragraphs import by_passage
from tenlao.text.titles import is_generic

if TYPE_CHECKING:
    from tenlao.table.model import Form

__all__ = ["Phrases"]

_LAOS = ("Lào", "Lao")
_SPACED_DASH = re.compile(r"\s+[-\u2010-\u2014]\s+")
_PARTING_LAO = re.compile("[.-]")  # the signs in names that part runs in Lao script
_IN_WORD = r"\w\u0300-\u036f"
_WORD = re.compile(f"[{_IN_WORD}]+")
_TWO_WORDS = re.compile(f"([{_IN_WORD}]+)(?:[^{_IN_WORD}]*([{_IN_WORD}]+))?")


class Phrases:
    r"""Phrases to look for as they are written, between word boundaries; a blank may be any white space.

    >>> list(Phrases(["luang prabang", "luang namtha"]).places("từ luang\nnamtha đến Luang Prabang"))
    [(3, 15)]
    """

    def __init__(self, phrases: Iterable[str], plain: Mapping[str, str] = MappingProxyType({})) -> None:
        """Take the phrases, which begin with a letter or digit, and plainer ones, each with the one attested."""
        self._attested = {spelling_key(one): spelling_key(attested) for one, attested in plain.items()}
        beginning: defaultdict[tuple[str, str | None], list[str]] = defaultdict(list)
        for phrase in (*phrases, *plain):
            for form in {unicodedata.normalize(n, phrase) for n in ("NFC", "NFD")}:
                if words := _TWO_WORDS.match(form):
                    beginning[words[1], words[2]].append(form)
        self._beginning = dict(beginning)
        self._first_words = {first for first, _ in beginning}
        self._beginnings_by_passage = by_passage(self._beginnings_in)

    @classmethod
    def of(cls, index: Index) -> Phrases:
        """Take the names of a table that have words in small letters (Cánh đồng Chum).

        Well-known places and whole names of persons are also looked for in small letters throughout, as people write
        them on social media.
        """
        phrases = dict.fromkeys(" ".join(phrase.split()) for phrase in _wanted(index))
        return cls(phrases, _without_marks(phrases) | _with_small_numbers(phrases))

    def key_of(self, phrase: str) -> str:
        """Return the spelling key under which a phrase that stands in a text is attested.

        >>> Phrases([], {"Canh dong Chum": "Cánh đồng Chum"}).key_of("Canh dong Chum")
        'cánhđồngchum'
        """
        key = spelling_key(phrase)
        return self._attested.get(key, key)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where phrases stand in a text, in its order, the longest of those that begin at one place."""
        end = 0
        for passage, place in self._beginnings_by_passage(text):
            start = passage + place
            if start >= end and (found := self._end(text, start)):
                end = found
                yield start, end

    def _beginnings_in(self, passage: str) -> Iterator[int]:
        """Where words of a passage are with which a phrase may begin: the one that follows goes on with it, too."""
        known = self._beginning
        for word in _WORD.finditer(passage):
            first = word[0]
            if first in self._first_words:
                following = _WORD.search(passage, word.end())
                if not following or (first, following[0]) in known or (first, None) in known:
                    yield word.start()

    def _end(self, text: str, start: int) -> int | None:
        """The end of the longest phrase at the beginning of a word."""
        words = _TWO_WORDS.match(text, start)
        beginnings = [(words[1], words[2]), (words[1], None)] if words else []
        for beginning in beginnings:
            for phrase in sorted(self._beginning.get(beginning, ()), key=len, reverse=True):
                if end := _end_of(phrase, text, start):
                    return end
        return None


def _end_of(phrase: str, text: str, start: int) -> int | None:
    """Where a phrase ends that stands at a place of a text; None if it does not stand there, or is part of a word."""
    end = start
    for number, word in enumerate(phrase.split(" ")):
        blank = end
        while number and text[end : end + 1].isspace():
            end += 1
        if (number and end == blank) or not text.startswith(word, end):
            return None
        end += len(word)
    return None if _WORD.match(text, end) else end


def _wanted(index: Index) -> Iterator[str]:
    for entry, form, phones in ((*a, s.phones) for s in index.sounds() for a in s.attested if not s.penalty):
        words = _SPACED_DASH.sub("-", form.text).split()
        if form.writing == "lao" and _PARTING_LAO.search(form.text):
            yield form.text  # an initial: ກ. ວິເສດ; two rivers: ນໍ້າເທີນ-ຫີນບູນ
        if form.writing == "lao" or form.tag == "typo":
            continue
        known = entry.type in WELL_KNOWN and form.tag != "exonym"
        if len(words) < 2:
            if known and vowels(phones) > 1 and len(form.text) >= SHORTEST:
                yield form.text.lower()
            continue
        capitalised = all(w[0].isupper() or not w[0].isalpha() for w in words)
        if not capitalised and vowels(phones) > 1:
            yield form.text
            yield " ".join(words).replace("-", "")
            if not form.text[1:].islower():
                yield form.text[0].lower() + form.text[1:]  # mặt trận cánh đồng Chum
        if known or (entry.kind == "person" and _is_telling(form, vowels(phones))):
            yield form.text.lower()
        generic = len(words) == 2 and is_generic(words[0].casefold())  # Bản Ban is not in Nhật Bản ban hành
        if capitalised and entry.kind == "place" and has_vietnamese(form.text) and not generic:
            yield from _with_small_ends(words)
        elif entry.kind == "organization" and len(words) > 2:
            small = [word if word in _LAOS else word.lower() for word in words]
            for number in range(len(words)):
                yield " ".join([*words[:number], *small[number:]])


def _is_telling(form: Form, syllables: int) -> bool:
    """Tell whether a person's name in small letters is no row of ordinary words."""
    long = form.writing == "latin" and len(form.text) > LONG_NAME
    return syllables >= (SYLLABLES_OF_LONG if long else IN_SMALL_LETTERS)


def _without_marks(phrases: Iterable[str]) -> dict[str, str]:
    """Long phrases with Vietnamese words in small letters, as typed without marks, each with the marked one."""
    marked = (p for p in phrases if has_vietnamese(p) and len(p) >= LONG and not p.islower() and " " in p)
    plain = {unidecode(phrase): phrase for phrase in marked}
    known = frozenset(map(spelling_key, phrases))
    return {one: phrase for one, phrase in plain.items() if spelling_key(one) not in known}


def _with_small_numbers(phrases: Iterable[str]) -> dict[str, str]:
    """Phrases with a Roman number at their end in small letters, each with the one in capitals: setthathirath ii."""
    return {phrase: phrase.upper() for phrase in phrases if not phrase.rpartition(" ")[2].strip("ivx")}


def _with_small_ends(words: Sequence[str]) -> Iterator[str]:
    """A name whose last syllables are in small letters: Bô Ly Khăm xay, Bôlykhăm xay, Bô ly khăm xay."""
    for number in range(1, len(words)):
        small = " ".join(map(str.lower, words[number:]))
        yield f"{' '.join(words[:number])} {small}"
        if number > 1:
            yield f"{words[0]}{''.join(map(str.lower, words[1:number]))} {small}"


WELL_KNOWN = ("capital", "province", "town", "monument")
"""Types of places that people write in small letters throughout."""
LONG = 13
"""Letters of a phrase without its marks: shorter ones may be other words."""
SHORTEST = 5
"""Letters of a single word in small letters: shorter ones may be words of other languages."""
IN_SMALL_LETTERS, SYLLABLES_OF_LONG, LONG_NAME = 4, 3, 10
"""Syllables of a person's whole name in small letters, and of a romanization that has more letters than so many:
shorter ones may be ordinary words in a row."""

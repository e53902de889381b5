"""The office before a name in a text: Đại sứ Lào tại Việt Nam, Deputy Minister of Finance.

The words are data (`data/offices.toml`).
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping, Sequence

from tenlao.base.patterns import pattern
from tenlao.base.word_lists import word_lists
from tenlao.phonology.writing import has_lao
from tenlao.text.keys import tones_on_first
from tenlao.text.titles import person_titles

__all__ = ["FARTHEST", "office_before", "office_heads", "titles_of_persons_only"]

FARTHEST = 120
"""Characters before a name that are looked at."""

_CLAUSE_END = pattern(r"[.;:!?()\[\]\"“”«»|\t\n]|\s[-\u2010-\u2014]\s")
_WORD = pattern(r"[LlDd]['’](?=\w)|[^\s,]+|,")  # l'ancien ministre: the article is a word of its own


@functools.lru_cache(maxsize=1 << 10)
def office_before(text: str) -> str | None:
    """Return the office at the end of a text, as it stands there; None where there is none.

    >>> office_before("Chiều 4/3, Bộ trưởng Lê Phong tiếp Thứ trưởng Tư pháp Lào ")
    'Thứ trưởng Tư pháp Lào'
    >>> office_before("selon l'ancien ministre de l'Énergie ")
    "ancien ministre de l'Énergie"
    >>> office_before("signed by its deputy governor, ") is office_before("thăm ông ") is None
    True
    """
    clause = _last_clause(unicodedata.normalize("NFC", text[-FARTHEST:]))
    if has_lao(clause.rstrip()[-1:]):
        return _in_lao(clause.rstrip())
    read = tones_on_first(clause)
    small = _WORD.findall(read.casefold())
    if _longest_heads().keys().isdisjoint(small):
        return None
    words = list(_WORD.finditer(read))  # each stands where it does in the clause
    office: int | None = None
    number = 0
    while number < len(words):
        head = _head(words, number) if small[number] in _beginnings() else 0
        if head:
            if office is None or _parts(words[number - 1][0]):
                office = words[number].start()
            number += head
        elif office is not None and _belongs(words, number):
            number += 1
        else:
            office = None
            number += 1
    if office is None or words[-1][0] == ",":
        return None
    return " ".join(clause[office:].split())


def _last_clause(text: str) -> str:
    ends = [m.end() for m in _CLAUSE_END.finditer(text.rstrip(" \n"))]
    return text[ends[-1] :] if ends else text


def _in_lao(clause: str) -> str | None:
    """Return the office at the end of a text in Lao script, in which words are not parted."""
    found = [head for head in _heads_in_lao() if clause.endswith(head)]
    return max(found, key=len, default=None)


def _head(words: Sequence[re.Match[str]], first: int) -> int:
    """Count the words from a place on that are the beginning of an office."""
    if words[first][0].casefold() in _words()["prefixes"] and first + 1 < len(words):
        head = _head(words, first + 1)
        return head and 1 + head
    heads = office_heads()
    longest = _longest_heads().get(words[first][0].casefold(), 0)
    for n in range(min(longest, len(words) - first), 0, -1):
        written = " ".join(word[0] for word in words[first : first + n]).replace(" ,", ",")
        if written.replace("’", "'").replace("' ", "'").casefold() in heads:
            return n
    return 0


def _parts(before: str) -> bool:
    """Tell whether a word before the beginning of an office parts it from what stands before."""
    return before in (",", "và", "and", "et")


def _belongs(words: Sequence[re.Match[str]], number: int) -> bool:
    """Tell whether a word goes on with the office that has begun before it."""
    word = words[number][0].replace("’", "'")
    data = _words()
    if word == ",":
        return number + 1 < len(words) and words[number + 1][0][0].isupper()
    if word[0].isupper():
        return True
    if word in data["joining"] or word in data["units"]:
        return True
    return words[number - 1][0][0].isupper() and word not in data["other"]


@functools.cache
def office_heads() -> frozenset[str]:
    """Return the words with which the name of an office begins, in small letters.

    >>> "thứ trưởng" in office_heads()
    True
    """
    return frozenset(_words()["heads"])


@functools.cache
def titles_of_persons_only() -> frozenset[str]:
    """Return the titles of persons that no place or body follows, in small letters: no offices, or of the country.

    >>> "bà" in titles_of_persons_only(), "chủ tịch" in titles_of_persons_only()
    (True, False)
    """
    words = _words()
    return (person_titles() - office_heads() - frozenset(words["members"])) | frozenset(
        words["of_the_country"]
    )


@functools.cache
def _heads_in_lao() -> Sequence[str]:
    return [head for head in _words()["heads"] if has_lao(head[0])]


@functools.cache
def _longest_heads() -> Mapping[str, int]:
    """How many words heads have at the most, by the first of them, in small letters; an apostrophe may part two."""
    longest: dict[str, int] = {}
    for head in map(str.casefold, office_heads()):
        first = head.split()[0]
        longest[first] = max(longest.get(first, 0), len(_WORD.findall(head)) + head.count("'"))
    return longest


@functools.cache
def _beginnings() -> frozenset[str]:
    """The words with which an office begins, in small letters: those of heads, and what stands before them."""
    return frozenset((*_longest_heads(), *_words()["prefixes"]))


def _words() -> Mapping[str, Sequence[str]]:
    return word_lists("offices.toml")

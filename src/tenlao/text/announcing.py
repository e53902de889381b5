"""What is announced further before a name: by the word before its row, by a whole office.

Các huyện Xay, Nga và Beng; the provinces of Sekong and Attapeu; Bộ trưởng Năng lượng và Mỏ.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from tenlao.phonology.writing import has_lao
from tenlao.text.letters import CAPITAL
from tenlao.text.offices import FARTHEST, office_before
from tenlao.text.titles import context, kind_of_lao

__all__ = [
    "LOOKED_BACK",
    "Announced",
    "announced_by",
    "announced_by_head",
    "announced_from_afar",
    "announced_in_row",
    "joins",
    "row_before",
]


class Announced(NamedTuple):
    """The kinds of name that are announced, and the title or generic word that announces a row, in small letters."""

    kinds: frozenset[str] = frozenset()
    word: str = ""


LOOKED_BACK = 240
"""Characters before a name that are looked at for the beginning of its row."""

_MOST = 12  # names in a row
# Words that join a name to a row: those before which a comma may stand, and others.
_JOINING_AFTER_COMMA = ("và", "and", "et", "ແລະ")
_JOINING = (*_JOINING_AFTER_COMMA, "cùng", "với", "ກັບ")
_PARTING = ",;:.()\n"
_WORD = rf"[{CAPITAL}][^\s,;:.()]*"
# Capitalised words or Lao letters, a bracket after them with their rendering.
_NAME = re.compile(
    rf"(?:(?<!\w){_WORD}(?:[^\S\n]+{_WORD}){{0,5}}[^\S\n]*|[\u0e80-\u0eff][\u0e80-\u0eff ]{{0,40}})"
    r"(?:\([^()\n]{1,40}\)\s*)?\Z"
)


def joins(between: str) -> bool:
    """Tell whether what stands between two names makes a row of them.

    >>> [joins(between) for between in (", ", " và ", ", and ", " in ")]
    [True, True, True, False]
    """
    joint = _joint(between)
    return joint >= 0 and not between[:joint].strip()


def _joint(text: str) -> int:
    """Where at the end of a text begins what joins a name to a row before it: a comma, a word; -1 if nothing does."""
    stripped = text.rstrip()
    word = next((word for word in _JOINING if stripped.endswith(word)), "")
    before = stripped[: len(stripped) - len(word)]
    row = before.rstrip()
    if row.endswith((",", ";")) and (not word or word in _JOINING_AFTER_COMMA):
        return len(row[:-1].rstrip())
    return len(before) if word and row != before else -1


def _last_name(text: str) -> re.Match[str] | None:
    """The name at the end of a text, which no sign parts but the bracket after it."""
    end = text.rfind("(") if text.rstrip().endswith(")") else len(text)
    return _NAME.search(text, max(text.rfind(sign, 0, end) for sign in _PARTING) + 1)


@functools.lru_cache(maxsize=1 << 10)
def announced_in_row(before: str) -> Announced:
    """Return what the word before a row of names announces, for a later name of that row.

    `before` is the text up to the name; of it `LOOKED_BACK` characters are read.

    >>> tuple(announced_in_row("ở các huyện Xay, Nga và ")), tuple(announced_in_row("gặp ông Thongloun, "))
    ((frozenset({'place'}), 'huyện'), (frozenset({'person'}), 'ông'))
    >>> tuple(announced_in_row("ở huyện ")), tuple(announced_in_row("ở Xay, "))
    ((frozenset(), ''), (frozenset(), ''))
    """
    for name, left in row_before(before):
        if has_lao(name) and (kind := kind_of_lao(name)):
            return Announced(frozenset({kind}))
        if (announced := announced_by(left)).kinds:
            return announced
    return Announced()


def announced_by(before: str) -> Announced:
    """Return what the title or generic word at the end of a text announces.

    >>> announced_by("Huyện ").word
    'huyện'
    """
    around = context(before, "")
    return Announced(around.kinds, around.title) if around.kinds else Announced()


def announced_by_head(head: str) -> Announced:
    """Return what the head of a column announces, the words that may follow its generic word left out.

    >>> announced_by_head("huyen lao").word, announced_by_head("District name").word, announced_by_head("STT").word
    ('huyen', 'district', '')
    """
    words = head.split()
    found = (announced_by(" ".join(words[:end]) + " ") for end in range(len(words), 0, -1))
    return next((announced for announced in found if announced.kinds), Announced())


def row_before(before: str) -> Iterator[tuple[str, str]]:
    """Give the names of the row that a later name of it goes on with, the last first, each with what is before it.

    >>> list(row_before("ở Xay, Nga và "))
    [('Nga', 'ở Xay, '), ('Xay', 'ở ')]
    """
    left = before[-LOOKED_BACK:]
    for _ in range(_MOST):
        joint = _joint(left)
        name = _last_name(left[:joint]) if joint >= 0 else None
        if name is None:
            return
        left = left[: name.start()]
        yield name[0].rstrip(), left


def announced_from_afar(text: str, start: int, end: int) -> Announced:
    """Return what is announced further before a place in a text: by its row, by a whole office.

    >>> announced_from_afar("Bộ trưởng Năng lượng và Mỏ Phoxay", 27, 33).kinds
    frozenset({'person'})
    """
    if has_lao(text[start : start + 1]) and has_lao(text[end : end + 1]):
        return Announced()  # words are not parted there
    row = announced_in_row(text[max(0, start - LOOKED_BACK) : start])
    if not row.kinds and office_before(text[max(0, start - FARTHEST) : start]):
        return Announced(frozenset({"person"}))
    return row

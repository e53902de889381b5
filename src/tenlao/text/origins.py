"""What a text says of where people are from: Laos or abroad, and what that adds to the odds that a name is Lao.

The words are data (`data/abroad.toml`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from tenlao.base.normal_forms import normal
from tenlao.base.patterns import pattern
from tenlao.base.word_lists import word_lists
from tenlao.text.letters import CAPITAL

__all__ = [
    "Origin",
    "TextOrigins",
    "ends_abroad",
    "ends_with_country",
    "follows_laos",
    "is_country",
    "is_laos",
    "is_vietnamese_place",
    "laos_named",
    "origin_before",
    "origin_of_text",
    "speaks_of_laos",
    "speaks_of_others",
]

Origin = Literal["lao", "abroad"]

# What it adds to the log odds (nats; judged) that the text says of somebody to be from Laos or from abroad, or
# nothing, where it speaks of Laos, or of other countries only; and from how many words for these on it does.
FROM_LAOS, FROM_ABROAD, ABOUT_LAOS, ABOUT_OTHERS = 1.5, -4.0, 0.5, -3.0
MANY = 4


class TextOrigins:
    """Where a text says that people are from, as far as it makes it likelier that their names are Lao.

    >>> origins = TextOrigins(origin_of_text("Đại sứ Lào tại Thái Lan"))
    >>> origins.odds("lao"), origins.odds("abroad"), origins.odds(None)
    (1.5, -4.0, 0.5)
    """

    def __init__(self, about: Origin | None) -> None:
        """Take what the text as a whole is about."""
        unsaid = {"lao": ABOUT_LAOS, "abroad": ABOUT_OTHERS, None: 0.0}[about]
        self._odds: Mapping[Origin | None, float] = {"lao": FROM_LAOS, "abroad": FROM_ABROAD, None: unsaid}

    def odds(self, origin: Origin | None) -> float:
        """Return what an origin adds to the log odds (nats) that a name is a Lao one."""
        return self._odds[origin]


def speaks_of_laos(text: str) -> bool:
    """Tell whether a text names the country, its people or their language anywhere.

    >>> [speaks_of_laos(text) for text in ("Đại sứ Lào", "Đại sứ Nga", "Bộ Lao động", "tỉnh Lào Cai")]
    [True, False, False, False]
    """
    return any(m["lao"] for m in _origins().finditer(normal("NFC", text)))


def laos_named(text: str, start: int, end: int) -> list[int]:
    """Return where words for Laos start in a text from a place on up to another, as `speaks_of_laos` takes them.

    Where letters and marks are apart (NFD), they are told no nearer than by the first of the places.

    >>> laos_named("Đại sứ Lào ở Nga, người Lào", 0, 20), laos_named("Đại sứ La\u0300o", 3, 12)
    ([7], [3])
    """
    beyond = min(len(text), end + _LONGEST)
    read = text[start:beyond]
    if normal("NFC", read) != read:
        return [start] if speaks_of_laos(read) else []
    found = _origins().finditer(text, start, beyond)
    return [m.start() for m in found if m["lao"] and m.start() < end]


_LONGEST = 40  # characters of a word for a country, with that before it which says that somebody is there


def origin_of_text(text: str) -> Origin | None:
    """Tell whether a text speaks of Laos, or of other countries again and again and never of Laos.

    >>> origin_of_text("Lào, Thái Lan"), origin_of_text("Thái Lan")
    ('lao', None)
    >>> origin_of_text("Thái Lan: Bangkok, Nong Khai, Khon Kaen")
    'abroad'
    """
    abroad = 0
    for m in _origins().finditer(normal("NFC", text)):
        if m["lao"]:
            return "lao"
        abroad += not m["vietnam"]
    return "abroad" if abroad >= MANY else None


def origin_before(text: str) -> Origin | None:
    """Tell where a person named after a text is said to be from, by the last country in its last line or sentence.

    >>> origin_before("Đại sứ Lào tại Thái Lan "), origin_before("chuyên gia Nhật Bản "), origin_before("Ông ")
    ('lao', 'abroad', None)
    >>> origin_before("ເອກອັກຄະລັດຖະທູດໄທ ທ່ານ "), origin_before("a Lao farmer sells to Thai buyer ")
    ('abroad', 'abroad')
    """
    origin: Origin | None = None
    sentence = normal("NFC", _IN_BRACKETS.sub(" ", _SENTENCE_END.split(text)[-1]))
    for m in _origins().finditer(sentence):
        in_name = " " not in m[0] and _GOES_ON.match(sentence, m.end())  # Cty Thái Sơn
        if not m["where"] and not m["vietnam"] and not in_name:
            origin = "lao" if m["lao"] else "abroad"
    return origin


def speaks_of_others(text: str) -> bool:
    """Tell whether the sentence before the last one of a text, on its line, names several other countries, not Laos.

    >>> speaks_of_others("Thái Lan thắng Malaysia 3-1. "), speaks_of_others("Lào thắng Malaysia 3-1. ")
    (True, False)
    """
    *_, before = ["", *_SENTENCE_END.split(text.rpartition("\n")[2])[:-1]]
    named = [m for m in _origins().finditer(normal("NFC", before)) if not m["vietnam"]]
    return len({m[0] for m in named}) > 1 and not any(m["lao"] for m in named)


_IN_BRACKETS = pattern(r"^[^()]*\)|\([^()]*\)|\[[^][]*\]")
_GOES_ON = pattern(
    rf" (?=[{CAPITAL}])\w*[^\W\x00-\x7f]\w*(?![\w-])"
)  # with a Vietnamese word of one syllable
_SENTENCE_END = pattern(r"(?<=[^\s.]{3})[.!?…]\s|\n")


_MARKS = "\u0300-\u036f\u0eb1-\u0ecd"  # Latin and Lao marks, which are no letters but belong to a word


@functools.cache
def _origins() -> re.Pattern[str]:
    words = _words()
    where, adjectives = ("|".join(map(re.escape, words[name])) for name in ("where", "adjectives"))
    lao, abroad = (
        "|".join(map(re.escape, sorted({*words[name], *map(str.upper, words[name])}, key=len, reverse=True)))
        for name in ("lao", "words")
    )
    vietnam = "|".join(map(re.escape, words["vietnam"]))  # Thái Nguyên is not Thailand
    ordinary = "|".join(map(re.escape, words["after_lao"]))
    joined = "|".join(f"(?<={word})" for word in words["joined_before"])  # in Lao no blank parts words
    return re.compile(
        rf"(?:(?<![\w{_MARKS}-])|{joined})(?P<where>(?i:{where})\s+(?!(?:{adjectives})\s+[a-z]))?"
        rf"(?:(?P<vietnam>{vietnam})|(?P<lao>{lao})(?!\s+(?:{ordinary})\b)|(?:{abroad}))(?:-born)?(?![\w{_MARKS}-])"
    )


def ends_with_country(before: str) -> bool:
    """Tell whether a text ends with the name of a country or of a people.

    >>> ends_with_country("chuyên gia Nhật Bản "), ends_with_country("người Nhật Bản ở ")
    (True, False)
    """
    return _country_at_end(before) is not None


def ends_abroad(before: str) -> bool:
    """Tell whether a text ends with the name of a country other than Laos, wherever somebody is or goes.

    >>> ends_abroad("thăm Thái Lan"), ends_abroad("thăm Lào"), ends_abroad("thăm Thái Lan và")
    (True, False, False)
    """
    last = _country_at_end(before)
    return last is not None and not last["lao"]


def _country_at_end(before: str) -> re.Match[str] | None:
    last = None
    for last in _origins().finditer(before):  # noqa: B007
        pass
    return last if last is not None and not before[last.end() :].strip() else None


def is_laos(name: str) -> bool:
    """Tell whether a name is that of Laos.

    >>> is_laos("Lào"), is_laos("Lào Cai")
    (True, False)
    """
    return name in _words()["lao"]


def follows_laos(after: str) -> bool:
    """Tell whether a text after a place says that it is in Laos.

    >>> [follows_laos(after) for after in (" (Lào)", ", Bắc Lào, năm", ", Lào Cai", " của Lào")]
    [True, True, False, False]
    """
    return _IN_LAOS.match(after) is not None


_IN_LAOS = pattern(
    r"\s?[,(]\s?(?:(?:Bắc|Nam|Trung|Thượng|Hạ|nước|northern|southern|central)\s)?(?:CHDCND\s)?"
    r"(?:Lào|Laos)\b(?!\s(?:Cai|và)|\s?[-\u2013])"
)


def is_country(word: str) -> bool:
    """Tell whether a word is the name of a country, of its people or of a city abroad, or of Laos.

    >>> is_country("Mỹ"), is_country("Pakse")
    (True, False)
    """
    return word in _countries()


@functools.cache
def _countries() -> frozenset[str]:
    return frozenset((*_words()["words"], *_words()["lao"]))


def is_vietnamese_place(text: str) -> bool:
    """Tell whether a text is the name of a place of Viet Nam, from where people are after whose name it stands.

    >>> is_vietnamese_place("Nghệ An"), is_vietnamese_place("Pakse")
    (True, False)
    """
    return text.strip() in _words()["vietnam"]


def _words() -> Mapping[str, Sequence[str]]:
    return word_lists("abroad.toml")

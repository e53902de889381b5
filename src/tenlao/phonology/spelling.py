"""What the readers of spellings share: names cut into components, characters nobody sees, patterns from tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tenlao.base.patterns import pattern

if TYPE_CHECKING:
    from tenlao.phonology.sound import Syllable

__all__ = [
    "INVISIBLE",
    "ROMAN_NUMERALS",
    "Rime",
    "WrittenSyllable",
    "any_of",
    "are_plain_words",
    "by_spelling",
    "components",
    "rime",
    "visible",
    "with_digits",
]

T = TypeVar("T")

_DASH = "[-\u2010-\u2014\u2212]"
# Characters within words that nobody sees: soft hyphen, zero-width space, joiners, byte order mark.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_NOT_SEEN = dict.fromkeys(map(ord, INVISIBLE))
_PASSED_OVER = _NOT_SEEN | dict.fromkeys(map(ord, "'\u2018\u2019\u02bc\u0060\u00b4"))
_SPACED_DASH = pattern(rf" ?{_DASH} ?")
# One spaced dash before a capital, between spaced syllables, parts components: Khăm Pheng - Xay Sổm Pheng.
_SPACED = r"[^\W\d_]+(?: [^\W\d_]+)+"
_PARTING_DASH = pattern(rf"({_SPACED}) {_DASH} ((?![a-zđ]){_SPACED})")
_CAMEL_CASE = pattern(r"(?<=[^\W\d_A-ZĐ])(?=[A-ZĐ][^\W\d_A-ZĐ])")
_WORD = pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+")
# Most romanized names: words of plain letters, one blank between two, in which nothing needs a closer look.
_PLAIN_WORDS = pattern("[A-Z]?[a-z]+(?: [A-Z]?[a-z]+)*")
# Most others: no capital but the first letter of a word or syllable (U+02BC is a letter that is passed over).
_PLAIN = r"[A-ZĐ]?[^\W\d_A-ZĐ\u02bc]+"
_PLAIN_SYLLABLES = pattern(f"{_PLAIN}(?:[ -]{_PLAIN})*")


# Numbers after a name, in capitals: Nam Theun II, Setthathirath III.
_ROMAN = pattern(r"(?<=[^\W\d_][ -])(?:II|III|IV)(?!\w)")
ROMAN_NUMERALS = {"II": "2", "III": "3", "IV": "4"}


class WrittenSyllable(NamedTuple):
    """A syllable as it is written, and what is spoken: mostly one syllable, two where an e may be silent."""

    letters: str
    spoken: tuple[Syllable, ...]


class Rime(NamedTuple):
    """A rime without its tone: the medial w or nothing, the vowel, and the coda or nothing, all in IPA."""

    medial: str
    nucleus: str
    coda: str


def visible(text: str) -> str:
    r"""Return a text without the characters within words that nobody sees.

    >>> visible("Siphan\u00addone\u200b")
    'Siphandone'
    """
    return text if text.isascii() else text.translate(_NOT_SEEN)


def with_digits(text: str) -> str:
    """Return a name with its Roman number in digits.

    >>> with_digits("Nam Theun II"), with_digits("Vi Long")
    ('Nam Theun 2', 'Vi Long')
    """
    if "I" not in text:
        return text
    return _ROMAN.sub(lambda m: ROMAN_NUMERALS[m[0]], text)


def components(text: str) -> list[str]:
    """Return the components of a name: its words, in which dashes join syllables, however they are spaced.

    >>> components("Sẻng - phết Hùng–bun-nhuông"), components("Sekaman-3"), components("PhonThasin")
    (['Sẻng-phết', 'Hùng-bun-nhuông'], ['Sekaman', '3'], ['Phon', 'Thasin'])
    >>> components("Khăm Pheng - Xay Sổm Pheng")
    ['Khăm-Pheng', 'Xay-Sổm-Pheng']
    """
    if are_plain_words(text):
        return text.split(" ")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if _PLAIN_SYLLABLES.fullmatch(text):
        return text.split(" ")
    text = " ".join(text.translate(_PASSED_OVER).split())
    hyphened = _SPACED_DASH.sub("-", text)
    if hyphened != text and (parted := _PARTING_DASH.fullmatch(text)):
        return [part.replace(" ", "-") for part in parted.groups()]
    return _WORD.findall(_CAMEL_CASE.sub(" ", with_digits(hyphened)))


def are_plain_words(text: str) -> bool:
    """Tell whether a text is words of plain letters, a blank between two: then these are its components.

    >>> are_plain_words("Phosay Khaikhamphithoun"), are_plain_words("Phô-xay"), are_plain_words("PhonThasin")
    (True, False, False)
    """
    return _PLAIN_WORDS.fullmatch(text) is not None


def by_spelling(spellings: Mapping[T, str]) -> dict[str, T]:
    """Turn "value: its spellings, separated by blanks" round: spelling -> value.

    >>> by_spelling({"k": "k c", "s": "s x"})
    {'k': 'k', 'c': 'k', 's': 's', 'x': 's'}
    """
    return {spelling: value for value, group in spellings.items() for spelling in group.split()}


def any_of(spellings: Iterable[str], guards: Mapping[str, str] | None = None) -> str:
    r"""Return a pattern for any of the spellings, longest first, each followed by the guard for its last letter.

    Common beginnings stand in it once, so that few are tried in vain, and last letters as one set, so that it is
    compiled fast. A blank stands for any white space.

    >>> any_of(["m", "n", "ng"], {"n": "(?!h)"}), any_of(["xay", "luang namtha", "luang prabang"])
    ('n(?:g|(?!h))|m', 'luang\\s+(?:namtha|prabang)|xay')
    >>> any_of(["k", "kh", "kv", "khw"])
    'k(?:hw?|v)?'
    """
    return "|".join(_alternatives(sorted(spellings), guards or {}))


def _alternatives(spellings: Iterable[str], guards: Mapping[str, str]) -> list[str]:
    """Return a pattern for the sorted spellings that go on after each first letter, then for those that do not."""
    alternatives = []
    last: dict[str, str] = {}  # by their guards
    for first, group in groupby(spellings, key=lambda spelling: spelling[:1]):
        rests = [spelling[1:] for spelling in group]
        guard = guards.get(first, "")
        if any(rests):
            following = _alternatives(filter(None, rests), guards)
            written = r"\s+" if first == " " else re.escape(first)
            alternatives.append(written + _followed(following, guard if "" in rests else None))
        else:
            last[guard] = last.get(guard, "") + re.escape(first)
    sets = [(f"[{letters}]" if len(letters) > 1 else letters) + guard for guard, letters in last.items()]
    return alternatives + sets


def _followed(alternatives: Sequence[str], guard: str | None) -> str:
    """Return the pattern for what follows a letter, or else for nothing but a guard; None: something must follow."""
    following = "|".join(alternatives)
    if guard:
        return f"(?:{following}|{guard})"
    if len(alternatives) > 1 or (guard is not None and not _ATOM.fullmatch(following)):
        following = f"(?:{following})"
    return following if guard is None else f"{following}?"


_ATOM = pattern(r".|\[[^\]]+\]")


@cache
def rime(sound: str) -> Rime:
    """Take a rime as the tables of the readers write it apart.

    >>> rime("waːj")
    Rime(medial='w', nucleus='aː', coda='j')
    >>> tuple(rime("ia")), tuple(rime("ăm"))
    (('', 'ia', ''), ('', 'ă', 'm'))
    """
    medial = "w" if sound.startswith("w") else ""
    coda = sound[-1] if sound[-1:] in ("j", "w", "m") else ""
    return Rime(medial, sound[len(medial) : len(sound) - len(coda)], coda)

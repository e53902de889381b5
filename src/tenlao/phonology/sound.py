"""The spoken form that the three writings of a Lao name share.

Each orthography is read into the same small values: a `Sound` is a sequence of components (given name,
family name), a component a sequence of `Syllable`. For comparison a sound is flattened into *phones*, one
code point each, in which onsets and codas are different symbols; `tenlao.phonology.distance` compares them.

This module knows nothing of spelling and imports nothing of the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

__all__ = ["Columns", "Sound", "Syllable", "alone", "columns", "in_row", "join", "joined", "vowels"]

# Phones: one code point for each onset, vowel and coda. Superscripts are codas or weak sounds.
ONSETS = {
    "": "", "k": "k", "kʰ": "K", "ŋ": "ŋ", "tɕ": "c", "s": "s", "ɲ": "ɲ", "j": "j", "d": "d", "t": "t",
    "tʰ": "T", "n": "n", "b": "b", "p": "p", "pʰ": "P", "f": "f", "m": "m", "l": "l", "r": "r",
    "w": "v", "h": "h",
} | {digit: digit for digit in "0123456789"}  # fmt: skip
MEDIALS = {"w": "w", "r": "ʳ"}
VOWELS = {
    "": "", "a": "a", "i": "i", "ɯ": "ɯ", "u": "u", "e": "e", "ɛ": "ɛ", "o": "o", "ɔ": "ɔ", "ɤ": "ɤ",
    "ia": "iᵃ", "ɯa": "ɯᵃ", "ua": "uᵃ", "ə": "ə",
}  # fmt: skip
_NO_LENGTH = str.maketrans({"ː": None, "ă": "a"})
CODAS = {"": "", "k": "ᵏ", "t": "ᵗ", "p": "ᵖ", "ŋ": "ᵑ", "n": "ⁿ", "m": "ᵐ", "j": "ʲ", "w": "ʷ"}

# A coda before an onset made in the same place is half silent and often not written (Boun-nhang, Bou-nhang).
_DOUBLED = re.compile("ⁿ(?=[nɲj])|ᵐ(?=m)|ᵑ(?=ŋ)|ᵏ(?=[kK])|ᵗ(?=[tTds])|ᵖ(?=[pPbf])|ʲ(?=[jɲ])|ʷ(?=v)")


class Syllable(NamedTuple):
    """One spoken syllable, in IPA.

    `onset` may end in a medial w or r or both (``kʰw``) and is empty when the syllable starts with its vowel.
    `nucleus` is a vowel: ``aː`` long, ``ă`` short, ``a`` where the writing does not tell; ``ə`` a written e
    that may be silent; empty where the writing leaves the vowel out. `coda` is one of k t p ŋ n m j w, or
    empty. `tone` is a Vietnamese tone ("hỏi") or the Lao class and mark that govern it ("high", "low ່"),
    and None where the writing shows neither.

    >>> Syllable("kʰ", "a", "m", "ngang").phones
    'Kaᵐ'
    """

    onset: str
    nucleus: str
    coda: str
    tone: str | None = None

    @property
    def phones(self) -> str:
        """The syllable as phones, one code point each."""
        return _phones_of_syllable(self)

    def _as_phones(self) -> str:
        onset, medials = self.onset, ""
        while onset not in ONSETS:
            onset, medials = onset[:-1], MEDIALS[onset[-1]] + medials
        vowel = "ɐ" if self.nucleus == "ă" and not self.coda else VOWELS[self.nucleus.translate(_NO_LENGTH)]
        return ONSETS[onset] + medials + vowel + CODAS[self.coda]


@lru_cache(maxsize=1 << 13)
def _phones_of_syllable(syllable: Syllable) -> str:
    return syllable._as_phones()


class Sound(NamedTuple):
    """What a written name sounds like: its components (given name, family name), each of syllables.

    >>> kham = Syllable("kʰ", "a", "m")
    >>> Sound(((kham,), (kham, kham))).phones
    ('Kaᵐ', 'KaᵐKaᵐ')
    """

    components: tuple[tuple[Syllable, ...], ...]

    @property
    def phones(self) -> tuple[str, ...]:
        """The phones of each component."""
        return tuple(map(_phones, self.components))


@lru_cache(maxsize=1 << 14)
def _phones(component: tuple[Syllable, ...]) -> str:
    return "".join(map(_phones_of_syllable, component))


def join(components: Iterable[str]) -> str:
    """Return one phone string for a whole name, in which half-silent doubled codas are marked as such.

    >>> join(("buⁿɲaᵑ", "voraciᵗ"))
    'bu˙ɲaᵑvoraciᵗ'
    """
    return _DOUBLED.sub("˙", "".join(components))


@lru_cache(maxsize=1 << 14)
def joined(components: tuple[str, ...]) -> str:
    """Return what `join` does; remember it, since names are compared with many others.

    >>> joined(("buⁿɲaᵑ", "voraciᵗ"))
    'bu˙ɲaᵑvoraciᵗ'
    """
    return join(components)


class Columns(NamedTuple):
    r"""Phones of parts in a row, such that the sound of any of them together can be read off.

    `phones` has each phone, one after the other; where a coda is half silent before the next part, it comes first and
    is left out of sounds that go on. `steps` (a byte for each) tells how many back the phone before it stands; part
    i is that from `starts[i]` up to `ends[i]`.
    """

    phones: str
    steps: bytes
    starts: list[int]
    ends: list[int]

    def span(self, first: int, last: int) -> str:
        """Return what the parts from one up to another sound like together.

        >>> columns(["buⁿ", "ɲaᵑ"]).span(0, 1), columns(["buⁿ", "ɲaᵑ"]).span(0, 2)
        ('buⁿ', 'bu˙ɲaᵑ')
        """
        start, at = self.starts[first], self.ends[last - 1]
        phones, steps = self.phones[start:at], self.steps[start:at]
        if b"\2" not in steps:
            return phones
        place, backwards = len(phones), []
        while place > 0:
            backwards.append(phones[place - 1])
            place -= steps[place - 1]
        return "".join(reversed(backwards))


def columns(parts: Iterable[str]) -> Columns:
    r"""Return the phones of parts in columns, so that sounds that begin alike are compared once.

    >>> columns(["buⁿ", "ɲaᵑ"])
    Columns(phones='buⁿ˙ɲaᵑ', steps=b'\x01\x01\x01\x02\x01\x01\x01', starts=[0, 4], ends=[3, 7])
    """
    parts = list(parts)
    joined = join(parts)
    if joined == "".join(parts):
        return in_row(parts)
    phones, steps = "", b""
    starts, ends = [], []
    at = 0
    for part in parts:
        starts.append(len(phones))
        at += len(part)
        phones += joined[at - len(part) : at]
        steps += b"\1" * len(part)
        ends.append(len(phones))
        if part and joined[at - 1] != part[-1]:
            phones, steps = phones[:-1] + part[-1] + joined[at - 1], steps + b"\2"
    return Columns(phones, steps, starts, ends)


def in_row(parts: Sequence[str]) -> Columns:
    r"""Return strings in columns as they are, one after the other.

    >>> in_row(["ab", "c"])
    Columns(phones='abc', steps=b'\x01\x01\x01', starts=[0, 2], ends=[2, 3])
    """
    ends = list(accumulate(map(len, parts)))
    text = "".join(parts)
    return Columns(text, b"\1" * len(text), [0, *ends][: len(ends)], ends)


@lru_cache(maxsize=1 << 14)
def alone(component: str) -> str:
    """Return the phones of a component by itself, as `join` does.

    >>> alone("buⁿɲaᵑ")
    'bu˙ɲaᵑ'
    """
    return join((component,))


@lru_cache(maxsize=1 << 14)
def vowels(phones: str) -> int:
    """Return how many vowels there are in a phone string: its syllables, without an e that may be silent.

    >>> vowels("soⁿəsaʲ")
    2
    """
    return sum([phone in "aɐiɯueɛoɔɤ" for phone in phones])

"""The spoken form that the three writings of a Lao name share.

Each orthography is read into the same small values: a `Sound` is a sequence of components (given name,
family name), a component a sequence of `Syllable`. For comparison a sound is flattened into *phones*, one
code point each, in which onsets and codas are different symbols; `tenlao.phonology.distance` compares them.

This module knows nothing of spelling.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from tenlao.base.patterns import pattern

__all__ = ["HALF_SILENT", "Sound", "Syllable", "alone", "join", "joined", "vowels"]

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

HALF_SILENT = "˙"
"""The phone of a coda before an onset made in the same place, which is often not written (Boun-nhang, Bou-nhang)."""
_SAME_PLACE = {"ⁿ": "nɲj", "ᵐ": "m", "ᵑ": "ŋ", "ᵏ": "kK", "ᵗ": "tTds", "ᵖ": "pPbf", "ʲ": "jɲ", "ʷ": "v"}
_DOUBLED = pattern("|".join(f"{coda}(?=[{onsets}])" for coda, onsets in _SAME_PLACE.items()))


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

    def spelled_out(self) -> str:
        """The same, which is not remembered."""
        onset, medials = self.onset, ""
        while onset not in ONSETS:
            onset, medials = onset[:-1], MEDIALS[onset[-1]] + medials
        vowel = "ɐ" if self.nucleus == "ă" and not self.coda else VOWELS[self.nucleus.translate(_NO_LENGTH)]
        return ONSETS[onset] + medials + vowel + CODAS[self.coda]


@lru_cache(maxsize=1 << 11)
def _phones_of_syllable(syllable: Syllable) -> str:
    return syllable.spelled_out()


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


@lru_cache(maxsize=1 << 11)
def _phones(component: tuple[Syllable, ...]) -> str:
    return "".join(map(_phones_of_syllable, component))


def join(components: Iterable[str]) -> str:
    """Return one phone string for a whole name, in which half-silent doubled codas are marked as such.

    >>> join(("buⁿɲaᵑ", "voraciᵗ"))
    'bu˙ɲaᵑvoraciᵗ'
    """
    return _DOUBLED.sub(HALF_SILENT, "".join(components))


@lru_cache(maxsize=1 << 7)
def joined(components: tuple[str, ...]) -> str:
    """Return what `join` does; remember it, since names are compared with many others.

    >>> joined(("buⁿɲaᵑ", "voraciᵗ"))
    'bu˙ɲaᵑvoraciᵗ'
    """
    return join(components)


@lru_cache(maxsize=1 << 11)
def alone(component: str) -> str:
    """Return the phones of a component by itself, as `join` does.

    >>> alone("buⁿɲaᵑ")
    'bu˙ɲaᵑ'
    """
    return join((component,))


@lru_cache(maxsize=1 << 11)
def vowels(phones: str) -> int:
    """Return how many vowels there are in a phone string: its syllables, without an e that may be silent.

    >>> vowels("soⁿəsaʲ")
    2
    """
    return sum(map("aɐiɯueɛoɔɤ".__contains__, phones))

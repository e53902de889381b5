"""The components of a name, with their syllables as written and as spoken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from tenlao.base.patterns import pattern
from tenlao.base.vocabulary import Writing
from tenlao.phonology import lao, latin, vietnamese
from tenlao.phonology.sound import Syllable
from tenlao.phonology.spelling import WrittenSyllable, components

__all__ = ["Component", "phones_of", "read_components", "similar"]

_FUZZY = str.maketrans({"r": "l", "ɔ": "o", "ɛ": "e", "ɐ": "a", "ʳ": None, "ɯ": "u", "ɤ": "e", "f": "P"})
_LAO = pattern("[\u0e80-\u0eff0-9]+")
_MOST_REMEMBERED = 2048


@dataclass(frozen=True)
class Component:
    """A component of a name: as it is written, and the syllables that can be rendered, each as written and spoken.

    `stray` is how many of its letters are no part of them.

    >>> (component,) = read_components("Sonexay", "latin")
    >>> component.phones, component.key, component.stray
    (('soⁿ', 'saʲ'), 'soⁿsaʲ', 0)
    """

    text: str
    syllables: tuple[tuple[str, Syllable], ...]
    stray: int

    @cached_property
    def spoken(self) -> tuple[Syllable, ...]:
        """The spoken syllables."""
        return tuple([s for _, s in self.syllables])

    @cached_property
    def phones(self) -> tuple[str, ...]:
        """The phones of each syllable."""
        return tuple(map(phones_of, self.spoken))

    @cached_property
    def alike(self) -> tuple[str, ...]:
        """The phones of each syllable, similar ones as one."""
        return tuple(map(similar, self.phones))

    @cached_property
    def similar(self) -> str:
        """What components that sound alike share."""
        return "".join(self.alike)

    @property
    def key(self) -> str:
        """What components that sound alike share; empty for a single syllable."""
        return self.similar if len(self.syllables) > 1 else ""


def read_components(text: str, writing: Writing) -> tuple[Component, ...]:
    """Return the components of a name in a writing, with their written syllables.

    >>> [(c.text, [w for w, _ in c.syllables]) for c in read_components("Sonexay Siphandone", "latin")]
    [('Sonexay', ['sone', 'xay']), ('Siphandone', ['si', 'phan', 'done'])]
    """
    if writing == "lao":
        return tuple([_component(c, _lao_syllables(c)) for c in _LAO.findall(text)])
    reader = latin if writing == "latin" else vietnamese
    return tuple([_component(c, reader.syllables(c)) for c in components(text)])


def _lao_syllables(component: str) -> list[WrittenSyllable]:
    return [WrittenSyllable(component[start:end], spoken) for start, end, spoken in lao.syllables(component)]


def _component(text: str, written: Iterable[WrittenSyllable]) -> Component:
    """Keep the spoken syllables that have a vowel, each with all letters of the written one."""
    syllables, stray = [], 0
    for letters, spoken in written:
        full = [s for s in spoken if s.nucleus not in ("", "ə")]
        stray += len(letters) if not full else 0
        syllables += [(letters, s) for s in full]
    return Component(text, tuple(syllables), stray)


@lru_cache(maxsize=_MOST_REMEMBERED)
def phones_of(syllable: Syllable) -> str:
    """Return the phones of a syllable, with one a for the two.

    >>> phones_of(Syllable("s", "ă", "j", "low"))
    'saʲ'
    """
    return syllable.phones.replace("ɐ", "a")


def similar(phones: str) -> str:
    """Return phones with similar ones as one: those that a romanization often confuses.

    >>> similar("re"), similar("lɛ")
    ('le', 'le')
    """
    return phones.translate(_FUZZY)

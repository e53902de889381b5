"""The components of a name, with their syllables as written and as spoken, and two names aligned by them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from tenlao.orthography import lao, latin, vietnamese
from tenlao.orthography._spelling import components
from tenlao.sound import Syllable, distance
from tenlao.table import Entry

__all__ = [
    "Component",
    "Name",
    "Partner",
    "aligned",
    "forms_as_bytes",
    "names_of",
    "phones_of",
    "read_components",
    "similar",
]

# Aligned: what it costs to leave a syllable out; the most that one syllable, and on average a whole name, may differ.
OMITTED, FARTHEST, FARTHEST_ON_AVERAGE = 8.0, 4.5, 3.0

_FUZZY = str.maketrans({"r": "l", "ɔ": "o", "ɛ": "e", "ɐ": "a", "ʳ": None, "ɯ": "u", "ɤ": "e", "f": "P"})
_LAO = re.compile("[\u0e80-\u0eff0-9]+")
_MOST_REMEMBERED = 8192


@dataclass(frozen=True)
class Component:
    """A component of a name: as it is written, and the syllables that can be rendered, each as written and spoken.

    `stray` is how many of its letters are no part of them.
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


def read_components(text: str, writing: str) -> tuple[Component, ...]:
    """The components of a name in a writing, with their written syllables.

    >>> [(c.text, [w for w, _ in c.syllables]) for c in read_components("Sonexay Siphandone", "latin")]
    [('Sonexay', ['sone', 'xay']), ('Siphandone', ['si', 'phan', 'done'])]
    """
    if writing == "lao":
        return tuple([_component(c, _lao_syllables(c)) for c in _LAO.findall(text)])
    reader = latin if writing == "latin" else vietnamese
    return tuple([_component(c, reader.syllables(c)) for c in components(text)])


def _lao_syllables(component: str) -> list[tuple[str, tuple[Syllable, ...]]]:
    return [(component[start:end], spoken) for start, end, spoken in lao.syllables(component)]


def _component(text: str, written: Iterable[tuple[str, tuple[Syllable, ...]]]) -> Component:
    syllables, stray = [], 0
    for letters, spoken in written:
        full = [s for s in spoken if s.nucleus not in ("", "ə")]
        stray += len(letters) if not full else 0
        syllables += [(letters, s) for s in full]
    return Component(text, tuple(syllables), stray)


@lru_cache(maxsize=_MOST_REMEMBERED)
def phones_of(syllable: Syllable) -> str:
    """The phones of a syllable, with one a for the two.

    >>> phones_of(Syllable("s", "ă", "j", "low"))
    'saʲ'
    """
    return syllable.phones.replace("ɐ", "a")


def similar(phones: str) -> str:
    """Phones with similar ones as one: those that a romanization often confuses.

    >>> similar("re"), similar("lɛ")
    ('le', 'le')
    """
    return phones.translate(_FUZZY)


class Partner(NamedTuple):
    """The syllable that another one is aligned with."""

    component: Component
    letters: str
    sound: Syllable


Name = tuple[Component, ...]


@lru_cache(maxsize=_MOST_REMEMBERED)
def names_of(entry: Entry, writing: str) -> tuple[Name, ...]:
    """The forms of an entry in a writing, each sequence of written syllables once."""
    names: dict[tuple[str, ...], Name] = {}
    for form in entry.forms:
        if form.writing == writing and form.tag is None:
            name = tuple([c for c in read_components(form.text, writing) if c.syllables])
            names.setdefault(tuple([letters for c in name for letters, _ in c.syllables]), name)
    return tuple([name for name in names.values() if name])


def forms_as_bytes(entries: Iterable[Entry]) -> bytes:
    """The names of entries as bytes, so that what is learned from them can be kept under them."""
    return json.dumps([[e.kind, *((f.text, f.writing, f.tag) for f in e.forms)] for e in entries]).encode()


def aligned(name: Name, other: Name) -> list[tuple[Component, int, Partner]]:
    """The syllables of a name, each with the one of the other name that it is aligned with; none if too far."""
    here = [(c, place) for c in name for place in range(len(c.syllables))]
    there = [Partner(c, letters, sound) for c in other for letters, sound in c.syllables]
    costs = [[distance(c.phones[p], phones_of(partner.sound)) for partner in there] for c, p in here]
    rows = [[OMITTED * j for j in range(len(there) + 1)]]
    for row in costs:
        above = rows[-1]
        now = [above[0] + OMITTED]
        for j, cost in enumerate(row):
            now.append(min(above[j] + cost, above[j + 1] + OMITTED, now[j] + OMITTED))
        rows.append(now)
    i, j = len(here), len(there)
    if rows[i][j] > FARTHEST_ON_AVERAGE * max(i, j):
        return []
    pairs = []
    while i and j:
        if rows[i][j] == rows[i - 1][j - 1] + costs[i - 1][j - 1]:
            i, j = i - 1, j - 1
            if costs[i][j] <= FARTHEST:
                pairs.append((*here[i], there[j]))
        elif rows[i][j] == rows[i - 1][j] + OMITTED:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]

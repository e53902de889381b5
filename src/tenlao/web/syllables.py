"""The syllables of a name side by side in the three writings, each with how it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from tenlao.base.vocabulary import WRITINGS
from tenlao.phonology.components import read_components

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.phonology.components import Component
    from tenlao.phonology.sound import Syllable
    from tenlao.table.model import Entry

__all__ = ["Read", "ipa", "side_by_side"]


class Read(NamedTuple):
    """A syllable as it is written, and how it is read, in IPA."""

    letters: str
    sound: str


Row = Mapping["Writing", Read | None]


def side_by_side(entry: Entry) -> list[Row]:
    """Return the syllables of an entry's preferred forms, row by row where the writings have as many.

    >>> from tenlao import load
    >>> [row["lao"].letters for row in side_by_side(load().entry("phoxay-khaykhamphithoune"))][:2]
    ['ໂພ', 'ໄຊ']
    """
    read = {
        writing: [c for c in read_components(form, writing) if c.syllables]
        for writing in WRITINGS
        if (form := getattr(entry, writing)) is not None
    }
    if not read:
        return []
    rows: list[Row] = []
    if len({len(components) for components in read.values()}) == 1:
        for number in range(len(next(iter(read.values())))):
            rows += _rows({writing: [components[number]] for writing, components in read.items()})
    else:
        rows = _rows(read)
    return rows


def _rows(read: Mapping[Writing, Sequence[Component]]) -> list[Row]:
    columns = [
        [
            Read(letters, ipa(syllable))
            for component in read.get(writing, ())
            for letters, syllable in component.syllables
        ]
        for writing in WRITINGS
    ]
    return [dict(zip(WRITINGS, row, strict=True)) for row in zip_longest(*columns)]


def ipa(syllable: Syllable) -> str:
    """Return a syllable in IPA, without its tone.

    >>> from tenlao.phonology.reading import read
    >>> ipa(read("ໄຂ", "lao").components[0][0])
    'kʰăj'
    """
    return f"{syllable.onset}{syllable.nucleus}{syllable.coda}"

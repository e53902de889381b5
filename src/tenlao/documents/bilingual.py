"""Translators' files: units of an original and its translation, of which what is read is the translation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tenlao.documents.encodings import decode
from tenlao.documents.text import JOINER, Markup, PlacedMarkup, TextDocument, bounded, parting

__all__ = ["BilingualDocument", "Place", "Unit", "UnitPlaces", "read_bilingual"]


class Place(NamedTuple):
    """Where something stands in a text: from `start` up to `end` (code points)."""

    start: int
    end: int


class UnitPlaces(NamedTuple):
    """Where a unit of a file has its original, and where its translation."""

    original: Place
    translation: Place


class Unit(NamedTuple):
    """An original as its readers see it, and the place of its translation in the text of the document."""

    original: str
    translation: Place


@dataclass(frozen=True, slots=True)
class BilingualDocument(TextDocument):
    """A file with originals and translations; its text has the translations alone.

    Where it is `continuous`, its units follow each other as in one text, in which a name may be left out once it has
    been told; else each unit is by itself.
    """

    units: Sequence[Unit] = ()
    continuous: bool = False


def read_bilingual(
    kind: str,
    content: bytes,
    name: str,
    encoding: str | None,
    units_of: Callable[[str], Iterable[UnitPlaces]],
    inner: Callable[[str, Place], Iterable[Markup]],
    escaped: Callable[[str], str],
    *,
    continuous: bool = False,
) -> BilingualDocument:
    """Read a translators' file.

    `units_of` gives the units of a text that have a translation, `inner` the markup in an original or a translation,
    and `escaped` is how new text is written there.

    Raises:
        TenlaoError: the file cannot be used; `name` is what it is called.
    """
    source, found = decode(content, encoding, name)
    places = list(_outermost(sorted(units_of(source), key=lambda unit: unit.translation)))
    units = tuple(Unit(_shown(source, unit.original, inner), unit.translation) for unit in places)
    markup = PlacedMarkup(source, bounded(_markup(source, places, inner), name))
    return BilingualDocument(kind, content, source, found, markup, escaped, units, continuous)


def _outermost(units: Iterable[UnitPlaces]) -> Iterator[UnitPlaces]:
    """Give the units, which are in order, without those whose translations stand within others, where none may be."""
    end = 0
    for unit in units:
        if unit.translation.start >= end:
            yield unit
            end = unit.translation.end


def _markup(
    source: str, units: Iterable[UnitPlaces], inner: Callable[[str, Place], Iterable[Markup]]
) -> Iterator[Markup]:
    """Give all that is no translation, and the markup in translations."""
    at = 0
    for unit in units:
        start, end = unit.translation
        yield parting(at, start)
        yield from inner(source, unit.translation)
        at = end
    yield parting(at, len(source))


def _shown(source: str, place: Place, inner: Callable[[str, Place], Iterable[Markup]]) -> str:
    """Return what readers see at a place."""
    start, end = place
    markup = (Markup(m.start - start, m.end - start, m.shown, m.role) for m in inner(source, place))
    return PlacedMarkup(source[start:end], markup).text.replace(JOINER, "")

"""XLIFF 1.2 and 2 (OASIS): where the targets of translation units stand, and their sources."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tenlao.documents.bilingual import BilingualDocument, UnitPlaces, read_bilingual
from tenlao.documents.bilingual_xml import elements_of, escaped, markup_in

__all__ = ["read", "units_of"]

# What holds a source and its target: in XLIFF 1.2, and in XLIFF 2; not what proposes another translation.
_UNITS = ("trans-unit", "segment")


def read(content: bytes, name: str, encoding: str | None) -> BilingualDocument:
    """Read an XLIFF file, see `tenlao.documents.bilingual.read_bilingual`."""
    return read_bilingual(
        "xliff", content, name, encoding, partial(units_of, file=name), markup_in, escaped, continuous=True
    )


def units_of(source: str, file: str) -> Iterator[UnitPlaces]:
    """Give the units that are translated.

    >>> source = "<xliff><file><unit><segment><source>A</source><target>B</target></segment></unit></file></xliff>"
    >>> [[source[slice(*place)] for place in unit] for unit in units_of(source, "a.xlf")]
    [['A', 'B']]

    Raises:
        TenlaoError: it is no XLIFF.
    """
    elements = elements_of(source, "xliff", file, "XLIFF")
    originals = {element.parent: element.content for element in elements if element.name == "source"}
    for element in elements:
        unit = elements[element.parent]
        is_target = element.name == "target" and unit.name in _UNITS and element.parent in originals
        is_translated = unit.attributes.get("translate") != "no" and source[slice(*element.content)].strip()
        if is_target and is_translated:
            yield UnitPlaces(originals[element.parent], element.content)

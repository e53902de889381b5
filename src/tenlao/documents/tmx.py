"""TMX 1.4 (translation memories): where the segments of a unit stand, and that in the language of the original."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from tenlao.documents.bilingual import BilingualDocument, UnitPlaces, read_bilingual
from tenlao.documents.bilingual_xml import Element, elements_of, escaped, markup_in

__all__ = ["read", "units_of"]

_LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"


def read(content: bytes, name: str, encoding: str | None) -> BilingualDocument:
    """Read a translation memory, see `tenlao.documents.bilingual.read_bilingual`."""
    return read_bilingual("tmx", content, name, encoding, partial(units_of, file=name), markup_in, escaped)


def units_of(source: str, file: str) -> Iterator[UnitPlaces]:
    """Give the segments of each unit with that of its original.

    That is the one in the language that the file says, or the first; others in that language are no translations.

    >>> source = '''<tmx><header srclang="en"/><body><tu><tuv xml:lang="vi"><seg>B</seg></tuv>
    ... <tuv xml:lang="en-US"><seg>A</seg></tuv></tu></body></tmx>'''
    >>> [[source[slice(*place)] for place in unit] for unit in units_of(source, "a.tmx")]
    [['A', 'B']]

    Raises:
        TenlaoError: it is no TMX.
    """
    elements = elements_of(source, "tmx", file, "TMX", may_have_type=True)
    header = next((e.attributes.get("srclang", "") for e in elements if e.name == "header"), "")
    variants: defaultdict[int, list[tuple[str, Element]]] = defaultdict(list)
    for element in elements:
        variant = elements[element.parent]
        if element.name == "seg" and variant.name == "tuv":
            language = variant.attributes.get(_LANGUAGE) or variant.attributes.get("lang", "")
            variants[variant.parent].append((_base(language), element))
    for number, segments in variants.items():
        wanted = _base(elements[number].attributes.get("srclang", header))
        original = next((seg for language, seg in segments if language == wanted), segments[0][1])
        for language, seg in segments:
            if seg is not original and language != wanted and source[slice(*seg.content)].strip():
                yield UnitPlaces(original.content, seg.content)


def _base(language: str) -> str:
    return language.partition("-")[0].casefold()

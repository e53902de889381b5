"""PO files of GNU gettext: where the translations of messages stand, and the messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from tenlao.base.errors import TenlaoError
from tenlao.documents.bilingual import BilingualDocument, Place, UnitPlaces, read_bilingual
from tenlao.documents.text import Markup, character, inline

__all__ = ["escaped", "read", "units_of"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|\Z)")
_BEGIN = re.compile(r'[ \t]*(?P<word>msg(?:ctxt|id_plural|id|str(?:\[\d{1,3}\])?))?[ \t]*"')
# Where a string goes on in the next line.
_GOES_ON = re.compile(r'"[ \t]*(?:\r\n?|\n)[ \t]*"')
_MARKUP = re.compile(rf"\\(?:[0-7]{{1,3}}|x[0-9A-Fa-f]{{1,2}}|.)|{_GOES_ON.pattern}", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def read(content: bytes, name: str, encoding: str | None) -> BilingualDocument:
    """Read a PO file, see `tenlao.documents.bilingual.read_bilingual`."""
    return read_bilingual("po", content, name, encoding, partial(units_of, file=name), _markup_in, escaped)


def units_of(source: str, file: str) -> Iterator[UnitPlaces]:
    r"""Give the messages that are translated; not those that are marked as fuzzy, which no program shows.

    >>> source = 'msgid ""\nmsgstr "Language: vi\\n"\n\nmsgid "A"\nmsgid_plural "As"\nmsgstr[0] "B"\n'
    >>> [[source[slice(*place)] for place in unit] for unit in units_of(source, "a.po")]
    [['A', 'B']]

    Raises:
        TenlaoError: a line is none of a PO file.
    """
    strings: dict[str, Place] = {}
    word, is_fuzzy = "", False
    number = 0
    for number, line in enumerate(_LINE.finditer(source), 1):
        text = line[0].strip()
        if not text or text.startswith("#"):
            if strings and "msgstr" in word:
                yield from _units(source, strings, is_fuzzy)
                strings, word, is_fuzzy = {}, "", False
            is_fuzzy |= text.startswith("#,") and "fuzzy" in text
            continue
        m, end = _BEGIN.match(line[0]), len(line[0].rstrip()) - 1
        is_string = m and m.end() <= end and line[0][end] == '"'
        if m is None or not is_string or not (m["word"] or word) or not _is_whole(line[0][m.end() : end]):
            raise TenlaoError("is no line of a PO file; see what msgfmt -c says of it", file, number)
        place = Place(line.start() + m.end(), line.start() + end)
        if m["word"]:
            if m["word"] in ("msgctxt", "msgid") and "msgstr" in word:
                yield from _units(source, strings, is_fuzzy)
                strings, is_fuzzy = {}, False
            word = m["word"]
            strings[word] = place
        else:
            strings[word] = Place(strings[word].start, place.end)
    yield from _units(source, strings, is_fuzzy)


def _is_whole(string: str) -> bool:
    """Tell whether a string is one: no quotation mark ends it before its end, and none at its end is escaped."""
    left = string.replace(r"\\", "").replace(r"\"", "")
    return '"' not in left and not left.endswith("\\")


def _units(source: str, strings: dict[str, Place], is_fuzzy: bool) -> Iterator[UnitPlaces]:
    original = strings.get("msgid", Place(0, 0))
    if is_fuzzy or not _GOES_ON.sub("", source[slice(*original)]):
        return  # the message without a text is the header
    for word, place in strings.items():
        if word.startswith("msgstr") and _GOES_ON.sub("", source[slice(*place)]).strip():
            is_singular = word in ("msgstr", "msgstr[0]")
            yield UnitPlaces(original if is_singular else strings.get("msgid_plural", original), place)


def _markup_in(source: str, place: Place) -> Iterator[Markup]:
    """Give the escapes in a string, and the ends of the lines that it is written on."""
    for m in _MARKUP.finditer(source, *place):
        shown = _ESCAPES.get(m[0][1:]) if m[0][0] == "\\" else None
        if shown:
            yield character(m.start(), m.end(), shown)
        else:
            yield inline(m.start(), m.end(), "opens")


def escaped(text: str) -> str:
    r"""Return a text as it is written in a PO file.

    >>> escaped('"Lao"')
    '\\"Lao\\"'
    """
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

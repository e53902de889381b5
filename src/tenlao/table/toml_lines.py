"""On which line of a TOML text a value stands, which the TOML parser does not tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Place", "comments", "line_of", "line_of_name"]

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*([\w-]+)[ \t]*\]\]", re.MULTILINE)
_TOKEN = re.compile(
    r'''
      """(?:[^\\]|\\.)*?"""     # strings in which brackets and commas mean nothing
    | \'\'\'.*?\'\'\'
    | "(?:[^"\\\n]|\\.)*"
    | '[^'\n]*'
    | \#[^\n]*                 # nor in a comment
    | [][{},]
    ''',
    re.DOTALL | re.VERBOSE,
)
_BLANKS_AND_COMMENTS = re.compile(r"(?:\s|#[^\n]*)*")


@dataclass(frozen=True, slots=True)
class Place:
    """The table headed by the `[[section]]` of that number, a key in it, an element of its list; from 0."""

    section: str
    number: int
    key: str | None = None
    element: int | None = None

    def under(self, key: str) -> Place:
        """Return the place of a key in this table; a place under a key already stays as it is.

        >>> Place("entry", 0).under("id").key, Place("entry", 0, "latin", 1).under("tag").key
        ('id', 'latin')
        """
        return Place(self.section, self.number, key) if self.key is None else self


def line_of(text: str, place: Place) -> int | None:
    r"""Return the line of a place, that of its header if the key is not there, None if the header is not.

    >>> text = '[[entry]]\nid = "a"\n\n[[entry]]\nid = "b"\nlatin = [\n  "B, b",\n  "Be",\n]\n'
    >>> line_of(text, Place("entry", 1, "id")), line_of(text, Place("entry", 1, "latin", 1))
    (5, 8)
    """
    bodies = _bodies(text).get(place.section, ())
    if place.number >= len(bodies):
        return None
    start, end = bodies[place.number]
    if place.key is not None:
        pattern = rf"""^[ \t]*["']?{re.escape(place.key)}["']?[ \t]*="""
        key = re.compile(pattern, re.MULTILINE).search(text, start, end)
        if key is not None:
            start = key.end() if place.element is None else _element_start(text, key.end(), place.element)
    return _line_number(text, start)


def comments(text: str) -> list[str]:
    r"""Return the comments of a text.

    >>> comments('# names\nid = "a#b" # lasting')
    ['# names', '# lasting']
    """
    return [token[0].rstrip() for token in _TOKEN.finditer(text) if token[0].startswith("#")]


def line_of_name(text: str, name: str) -> int | None:
    r"""Return the line of the first key or header of this name.

    >>> line_of_name("# names\n[[entries]]\n", "entries")
    2
    """
    found = re.search(rf"""^[ \t]*\[*[ \t]*["']?{re.escape(name)}\b""", text, re.MULTILINE)
    return None if found is None else _line_number(text, found.end())


def _element_start(text: str, start: int, element: int) -> int:
    depth = 0
    for token in _TOKEN.finditer(text, start):
        depth += (token[0] in ("[", "{")) - (token[0] in ("]", "}"))
        if depth == 1 and token[0] in ("[", ","):
            if element == 0:
                blanks = _BLANKS_AND_COMMENTS.match(text, token.end())
                return token.end() if blanks is None else blanks.end()
            element -= 1
    return start


@lru_cache(maxsize=2)
def _bodies(text: str) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Return where the tables of each section begin, after their headers, and end."""
    headers = list(_HEADER.finditer(text))
    ends = [*(header.start() for header in headers[1:]), len(text)]
    bodies: dict[str, list[tuple[int, int]]] = {}
    for header, end in zip(headers, ends, strict=True):
        bodies.setdefault(header[1], []).append((header.end(), end))
    return bodies


@lru_cache(maxsize=2)
def _line_ends(text: str) -> Sequence[int]:
    return [end.start() for end in re.finditer("\n", text)]


def _line_number(text: str, position: int) -> int:
    return bisect_left(_line_ends(text), position) + 1

"""Places of the countries around Laos, which sound like places of Laos: Bình Chánh is not Vientiane.

The names are data (`data/neighbours.toml`, which says where they come from).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from tenlao.base.cache import kept_pieces
from tenlao.base.resources import bundled_file, content_of
from tenlao.base.word_lists import word_lists
from tenlao.text.keys import spelling_key
from tenlao.text.titles import elsewhere

__all__ = ["is_elsewhere", "is_in_vietnam", "is_neighbour"]

_FILE = "neighbours.toml"
# A name of fewer letters is not looked for without its diacritics: Ca Mau is one, but An is a word.
_SHORTEST_PLAIN = 5


def is_neighbour(key: str) -> bool:
    """Tell whether a spelling, given as its key, is that of a place in a neighbouring country.

    >>> [is_neighbour(spelling_key(name)) for name in ("Vũng Tàu", "Vung Tau", "Phuket", "Pakse")]
    [True, True, True, False]
    """
    return key in _keys()


def is_in_vietnam(key: str) -> bool:
    """Tell whether a spelling, given as its key, is that of a place in Viet Nam.

    >>> [is_in_vietnam(spelling_key(name)) for name in ("Vũng Tàu", "Kanchanaburi")]
    [True, False]
    """
    return key in _in_vietnam()


@cache
def _in_vietnam() -> frozenset[str]:
    return frozenset(_keys_of(word_lists(_FILE)["vietnam"]))


def is_elsewhere(key: str) -> bool:
    """Tell whether a spelling, given as its key, is that of a place that is not in Laos.

    >>> is_elsewhere("longbiên"), is_elsewhere("pakse")
    (True, False)
    """
    return key in elsewhere() or is_neighbour(key)


@cache
def _keys() -> frozenset[str]:
    made_of = [content_of(bundled_file(_FILE)), b"keys"]
    (keys,) = kept_pieces(made_of, lambda: ["\n".join(sorted(_made())).encode()])
    return frozenset(str(keys, "utf-8").split("\n"))


def _made() -> Iterator[str]:
    for country, names in word_lists(_FILE).items():
        if country != "shared":
            yield from _keys_of(names)


def _keys_of(names: Iterable[str]) -> Iterator[str]:
    """The keys of names, and of them without their diacritics."""
    from unidecode import unidecode

    for key in map(spelling_key, names):
        yield key
        plain = unidecode(key)
        if len(plain) >= _SHORTEST_PLAIN:
            yield plain

"""One reader for each writing; each turns a spelling into the same kind of `tenlao.phonology.sound.Sound`.

A reader is loaded when a name in its writing turns up: most programs read few names, in one writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from tenlao.base.vocabulary import Writing
from tenlao.phonology.sound import Sound
from tenlao.phonology.spelling import are_plain_words, components
from tenlao.phonology.writing import possible_writings

__all__ = [
    "Reader",
    "phones_in",
    "phones_of_readings",
    "phones_of_word",
    "phones_read",
    "read",
    "readings",
    "readings_in",
]


def read(text: str, writing: Writing) -> Sound:
    """Return the sound of a name whose writing is known.

    >>> read("ໂພໄຊ", "lao").phones == read("Phô-xay", "vietnamese").phones == read("Phoxay", "latin").phones
    True
    """
    sound: Sound = _reader(writing).read(text)
    return sound


def readings(text: str) -> tuple[Sound, ...]:
    """Return the sounds that a name may stand for, when its writing must be told from its letters.

    One, or two where the letters fit both a romanization and a Vietnamese rendering (Xékong, Pa-ny Da-tho-tu),
    where a rendering has a part in plain letters, which may be romanized (Khămtày Siphandone), or where a
    romanization may be divided in two ways (Bou-nheuang, Boun-heuang).

    >>> [len(readings(name)) for name in ("ວຽງຈັນ", "Viêng Chăn", "Vientiane", "Xékong", "Khămtày Siphandone")]
    [1, 1, 1, 2, 2]
    >>> [sound.phones for sound in readings("Bounheuang")]
    [('buɲɯᵃᵑ',), ('buⁿhɯᵃᵑ',)]
    """
    writings = possible_writings(text)
    if writings == ("latin",):
        return readings_in(text, "latin")
    if writings != ("vietnamese",):
        return tuple([read(text, writing) for writing in writings])
    rendered = read(text, "vietnamese")
    parts = components(text)
    if not any(part.isascii() for part in parts):
        return (rendered,)
    mixed = Sound(
        tuple(_reader("latin" if part.isascii() else "vietnamese").read_component(part) for part in parts)
    )
    return (rendered,) if mixed == rendered else (rendered, mixed)


def readings_in(text: str, writing: Writing) -> tuple[Sound, ...]:
    """Return the sounds that a name whose writing is known may stand for: one, or two for a romanization.

    >>> [len(readings_in(name, "latin")) for name in ("Phonhong", "Phongsaly")]
    [2, 1]
    """
    other = _reader("latin").divided_otherwise(text) if writing == "latin" else None
    return (read(text, writing),) if other is None else (read(text, writing), read(other, writing))


def phones_in(text: str, writing: Writing) -> Iterator[tuple[str, ...]]:
    """Give the phones of the components of a name whose writing is known, for each way in which it may be read.

    >>> list(phones_in("Phonhong", "latin"))
    [('Poɲoᵑ',), ('Poⁿhoᵑ',)]
    """
    yield phones_read(text, writing)
    if writing == "latin" and (other := _reader("latin").divided_otherwise(text)):
        yield phones_read(other, writing)


def phones_read(text: str, writing: Writing) -> tuple[str, ...]:
    """Return the phones of the components of a name, as it is read first; those that sound like nothing are left out.

    >>> phones_read("Phonhong", "latin"), phones_read("ໂພນໂຮງ", "lao")
    (('Poɲoᵑ',), ('Poⁿhoᵑ',))
    """
    return _phones(_reader("lao").components(text) if writing == "lao" else components(text), writing)


def _phones(parts: Iterable[str], writing: Writing) -> tuple[str, ...]:
    return tuple(filter(None, map(_reader(writing).phones_of, parts)))


def phones_of_word(word: str, writing: Writing) -> str:
    """Return the phones of a word of nothing but small letters (NFC), which is one component.

    >>> phones_of_word("cayxỏn", "vietnamese")
    'kaʲsɔⁿ'
    """
    phones: str = _reader(writing).phones_of(word)
    return phones


@lru_cache(maxsize=1 << 10)
def phones_of_readings(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the phones of the components of a name for each of its `readings` that sounds like no other.

    >>> phones_of_readings("Bounheuang"), phones_of_readings("Pa-ny")
    ((('buɲɯᵃᵑ',), ('buⁿhɯᵃᵑ',)), (('pani',),))
    """
    writings = possible_writings(text)
    if writings == ("lao",):
        ways = [phones_read(text, "lao")]
    else:
        parts = components(text)
        ways = [_phones(parts, writing) for writing in writings]
        if writings == ("latin",):
            if other := _reader("latin").divided_otherwise(text):
                ways.append(phones_read(other, "latin"))
        elif writings == ("vietnamese",) and any(part.isascii() for part in parts):
            mixed = [_reader("latin" if part.isascii() else "vietnamese").phones_of(part) for part in parts]
            ways.append(tuple(filter(None, mixed)))
    return tuple(filter(None, dict.fromkeys(ways)))


class Reader:
    """Reads many names in turn, of which many share words: each romanized word is read once.

    >>> Reader().readings("Bounheuang Xay", "latin")
    [('buɲɯᵃᵑ', 'saʲ'), ('buⁿhɯᵃᵑ', 'saʲ')]
    """

    def __init__(self) -> None:
        self._words = _Words()

    def readings(self, text: str, writing: Writing) -> list[tuple[str, ...]]:
        """Return what `phones_in` gives."""
        if writing != "latin":
            return list(phones_in(text, writing))
        known, are_plain = self._words, are_plain_words(text)
        words = text.split(" ") if are_plain else components(text)
        read = [tuple(filter(None, map(known.__getitem__, words)))]
        if are_plain:
            if not known.otherwise.keys().isdisjoint(words):
                read.append(tuple(filter(None, [known.otherwise.get(word, known[word]) for word in words])))
        elif other := _reader("latin").divided_otherwise(text):
            read.append(tuple(filter(None, map(known.__getitem__, components(other)))))
        return read


class _Words(dict[str, str]):
    """The phones of romanized words, which are read when they are first asked for.

    `otherwise` has the phones of those that may be divided in two ways, divided the other way.
    """

    def __init__(self) -> None:
        self.otherwise: dict[str, str] = {}
        self._latin = _reader("latin")
        self._phones = self._latin.Phones()

    def __missing__(self, word: str) -> str:
        phones: str = self._phones.of(word)
        self[word] = phones
        other = self._latin.divided_otherwise(word)
        if other is not None:
            self.otherwise[word] = self._phones.of(other)
        return phones


@cache
def _reader(writing: Writing) -> Any:
    """Load the module that reads a writing."""
    return import_module(f"tenlao.phonology.{writing}")

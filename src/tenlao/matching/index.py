"""A table compiled for finding: from a spelling or a sound to the entries that may own it.

What is attested is found by its spelling key. What is near is found by going down two tries, one of the sounds of
names and one of their spellings, and giving up each branch as soon as all below it is too far away.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from tenlao.matching.flat_tables import (
    LOWER,
    Gathering,
    NumberLists,
    StringTable,
    Texts,
    numbers_of_plain,
    pair,
    plain_numbers,
)
from tenlao.matching.kernel import Search, trie_of
from tenlao.matching.rarity import Rarity, RarityData, steps_of
from tenlao.matching.strangers import ComponentCounts, Strangers, StrangersData, is_borne, strangers_of
from tenlao.matching.trie import UNIT, Trie, costs_of_letters, costs_of_sounds
from tenlao.phonology.reading import readings_in
from tenlao.phonology.sound import join
from tenlao.table.model import Entry, Form
from tenlao.text.keys import spelling_key
from tenlao.text.titles import without_titles

__all__ = ["Attested", "Index", "IndexParts", "NearSound", "Spoken", "of_plain", "plain"]

# What is added to a distance, in nats, when a form is met by less than all of it: by what is left without the
# title in it, or without one of its components.
CORE_PENALTY, SHORT_PENALTY = 1.0, 5.0
# In how many letters a spelling key and a misspelling of it may differ.
MOST_LETTERS = 2
# What parts the components of a sound where they are kept.
_BETWEEN = " "


class Attested(NamedTuple):
    """An attested form and the entry that owns it."""

    entry: Entry
    form: Form


class Spoken(NamedTuple):
    """One sound under which entries are known.

    `phones` is the sound of the whole name, `components` that of each of its components. `attested` has the
    forms that sound so, with their owners, and `owners` the first of them for each entry, the last entry first.
    `penalty` (nats) is added to a distance from it; it is above 0 when this is only the core of the forms, without a
    title or a component of theirs.
    """

    phones: str
    components: tuple[str, ...]
    attested: tuple[Attested, ...]
    owners: tuple[Attested, ...]
    penalty: float


class NearSound(NamedTuple):
    """A sound that is near another, by its number, and how far it is (nats), its penalty included."""

    cost: float
    number: int


class IndexParts(NamedTuple):
    """What an index is made of, flat data that is kept on disk.

    `ids` has the number of the entry with an id, and `forms` the number of the first form of each entry, if all are
    numbered, and at the end how many there are. `spellings` has the numbers of the forms by spelling key; `letters`
    are the letters of the keys, and `spelling_trie` has the keys by their numbers in `spellings`.

    Of each sound, by its number, there are the `components` with blanks between them, the forms that sound so, in
    `places`, and the penalty in tenths of a nat; `sound_trie` has the sounds. `first_sounds` has the number of the
    sound of each form, the first one if it may be read in two ways, counted from 1, and 0 if it has none.
    `by_component` has the numbers of the sounds of whole names that have a component; `rarity` is what sounds tell,
    and `strangers` what people are called who are in no table.
    """

    ids: StringTable
    forms: array[int]
    spellings: StringTable
    letters: str
    spelling_trie: Trie
    components: Texts
    places: NumberLists
    first_sounds: array[int]
    penalties: bytes
    sound_trie: Trie
    by_component: StringTable
    rarity: RarityData
    strangers: StrangersData


class Index:
    """Spellings and sounds of a table, each with the entries that own them; unpacked when first asked for.

    >>> from tenlao import load
    >>> index = Index.of([load().entry("thongloun-sisoulith")])
    >>> [attested.entry.latin for attested in index.spelled(spelling_key("THONGLOUN SISOULITH"))]
    ['Thongloun Sisoulith']
    >>> nearest = index.near("Toᵑluⁿsisoliᵗ", 3.0)[0]
    >>> nearest.cost, index.sound(nearest.number).attested[0].form.text
    (0.0, 'Thongloun Sisolith')
    """

    def __init__(self, entries: Sequence[Entry], parts: IndexParts) -> None:
        """Make an index of entries and its parts, as `of` makes them."""
        self._entries = entries
        self.parts = parts
        self._sounds: dict[int, Spoken] = {}
        self.sound_of = lru_cache(maxsize=1 << 14)(self._sound_of)

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Index:
        """Compile the forms of entries."""
        ids, spellings, by_component, owners = Gathering(), Gathering(), Gathering(), Gathering()
        heard, forms, first_sounds = _Heard(), array("I", [0]), array("I")
        borne: list[tuple[tuple[str, ...], int]] = []
        for number, entry in enumerate(entries):
            ids.add(entry.id, number)
            may_be_borne = is_borne(entry)
            for place, form in enumerate(entry.forms, forms[-1]):
                spellings.add(spelling_key(form.text), place)
                # A slip of one page reaches no further than itself.
                readings = tuple(_readings(form.text, form)) if form.tag != "typo" else ()
                sounds = [heard.add(components, 0.0, place) for components in readings]
                first_sounds.append(sounds[0] + 1 if sounds else 0)
                if readings and may_be_borne:
                    borne.append((readings[0], number))
                # What is a generic word of places is a given name of persons: Nam Vinhaket.
                core = without_titles(form.text, keep_own=entry.kind == "person") if readings else form.text
                for components in readings if core == form.text else _readings(core, form):
                    heard.add(components, CORE_PENALTY, place)
                    for less in _shortened(components):
                        heard.add(less, SHORT_PENALTY, place)
            forms.append(forms[-1] + len(entry.forms))
        order = heard.order()
        numbers = array("I", [LOWER]) * len(heard.phones)
        for number, old in enumerate(order):
            numbers[old] = number
        for both in heard.places:
            old = both >> 32
            if not heard.penalties[old]:
                for component in heard.components[old].split(_BETWEEN):
                    by_component.add(component, numbers[old])
                    owners.add(component, bisect_right(forms, both & LOWER) - 1)
        known = spellings.table()
        letters = "".join(sorted(set().union(*known.keys)))
        parts = IndexParts(
            ids=ids.table(),
            forms=forms,
            spellings=known,
            letters=letters,
            spelling_trie=trie_of(list(known.keys), costs_of_letters(letters).encoded),
            components=Texts.of(heard.components[number] for number in order),
            places=NumberLists.of(
                len(order),
                [pair(numbers[b >> 32], b & LOWER) for b in heard.places if numbers[b >> 32] != LOWER],
            ),
            first_sounds=array("I", [numbers[old - 1] + 1 if old else 0 for old in first_sounds]),
            penalties=bytes(heard.penalties[number] for number in order),
            sound_trie=trie_of([heard.phones[number] for number in order], costs_of_sounds().encoded),
            by_component=by_component.table(),
            rarity=RarityData(owners.table(), steps_of(owners.places)),
            strangers=strangers_of(borne),
        )
        return cls(entries, parts)

    def __len__(self) -> int:
        """How many entries it knows."""
        return len(self._entries)

    def __reduce__(self) -> tuple[Callable[..., Index], tuple[tuple[Entry, ...], tuple[Any, ...]]]:
        return _sent, (tuple(self._entries), tuple(plain(self.parts)))

    def entry(self, id: str) -> Entry:
        """Return the entry with this id.

        Raises:
            KeyError: no entry has this id.
        """
        number = self.number(id)
        if number is None:
            raise KeyError(id)
        return self._entries[number]

    def number(self, id: str) -> int | None:
        """Return the number of the entry with this id, None if there is none."""
        return next(iter(self.parts.ids.get(id)), None)

    def spelled(self, key: str) -> Sequence[Attested]:
        """The forms with this spelling key, and their owners."""
        return self._attested(self.parts.spellings.get(key))

    def spelled_and_spoken(self, key: str) -> Iterator[tuple[Attested, Spoken | None]]:
        """Give the forms with this spelling key, each with its sound; slips have none."""
        places = self.parts.spellings.get(key)
        for place, attested in zip(places, self._attested(places), strict=True):
            sound = self.parts.first_sounds[place]
            yield attested, self.sound(sound - 1) if sound else None

    def sounds(self) -> Iterator[Spoken]:
        """Give all sounds, by their numbers."""
        return map(self.sound, range(len(self.parts.components)))

    def sound(self, number: int) -> Spoken:
        """The sound with this number, from 0."""
        spoken = self._sounds.get(number)
        if spoken is None:
            parts = self.parts
            components = tuple(parts.components[number].split(_BETWEEN))
            attested, penalty = self._attested(parts.places[number]), parts.penalties[number] / UNIT
            owners = tuple({a.entry.id: a for a in reversed(attested)}.values())
            spoken = Spoken(join(components), components, attested, owners, penalty)
            self._sounds[number] = spoken
        return spoken

    def near(
        self, phones: str, limit: float, margin: float | None = None, changes: int | None = None
    ) -> list[NearSound]:
        """Return the sounds nearer to phones than a limit (nats), the nearest first.

        With a margin (nats), those that are further away than the nearest one by it or more are left out; with
        changes, those whose consonants, alike ones as one, differ in more places.
        """
        found = self.sound_search.near(
            phones,
            math.ceil(limit * UNIT - _ROUNDING),
            -1 if margin is None else math.ceil(margin * UNIT - _ROUNDING),
            -1 if changes is None else changes,
        )
        return [NearSound(cost / UNIT, number) for cost, number in found]

    def misspelt(self, key: str) -> list[tuple[str, int]]:
        """Return the spelling keys of which a key is a misspelling, and in how many letters, one or two, it differs.

        Letters are changed, left out, put in, or swapped with the next.
        """
        keys = self.parts.spellings.keys
        return sorted((keys[at], letters) for letters, at in self.spelling_search.near(key, MOST_LETTERS + 1))

    def with_component(self, component: str) -> Sequence[Spoken]:
        """The sounds of whole names that have this component (phones)."""
        return [self.sound(number) for number in self.parts.by_component.get(component)]

    def _sound_of(self, form: Form) -> Spoken | None:
        """The sound of a form, the first one if it may be read in two ways; None when it has none."""
        for attested, spoken in self.spelled_and_spoken(spelling_key(form.text)):
            if spoken is not None and attested.form == form:
                return spoken
        components = next(_readings(form.text, form), ())
        if not components:
            return None
        phones = join(components)
        same = self.near(phones, 1 / UNIT) if form.tag != "typo" else ()
        return self.sound(same[0].number) if same else Spoken(phones, components, (), (), 0.0)

    @cached_property
    def sound_search(self) -> Search:
        """What finds the sounds that are near others."""
        return Search(self.parts.sound_trie, costs_of_sounds(), self.parts.penalties)

    @cached_property
    def spelling_search(self) -> Search:
        """What finds the spelling keys that are nearly others, by their numbers."""
        known = self.parts.spellings
        return Search(self.parts.spelling_trie, costs_of_letters(self.parts.letters), bytes(len(known)))

    @cached_property
    def rarity(self) -> Rarity:
        """How much sounds tell among these names."""
        return Rarity(self.parts.rarity, self.number)

    @cached_property
    def strangers(self) -> Strangers:
        """What Lao people are called who are in no table."""
        return Strangers(self.parts.strangers, self.number)

    def _attested(self, places: Iterable[int]) -> tuple[Attested, ...]:
        attested, forms = [], self.parts.forms
        for place in places:
            number = bisect_right(forms, place) - 1
            entry = self._entries[number]
            attested.append(Attested(entry, entry.forms[place - forms[number]]))
        return tuple(attested)


# A limit that is a whole number of units but for the rounding of its last digit is that number.
_ROUNDING = 1e-6


class _Heard:
    """What is collected of sounds: who owns them, and their components where a form writes them together."""

    def __init__(self) -> None:
        self.places = array("Q")  # each with the number of its sound before it
        self.components: list[str] = []
        self.phones: list[str] = []
        self.penalties = bytearray()
        self._numbers: dict[tuple[str, int] | str, int] = {}

    def add(self, components: tuple[str, ...], penalty: float, place: int) -> int:
        """Take in a sound of the form at a place; return its number, -1 if it adds nothing to whole names."""
        phones, units = join(components), round(penalty * UNIT)
        if not phones or (units and phones in self._numbers):
            return -1
        number = self._numbers.setdefault((phones, units) if units else phones, len(self.phones))
        written = _BETWEEN.join(components)
        if number == len(self.phones):
            self.phones.append(phones)
            self.components.append(written)
            self.penalties.append(units)
        elif len(components) <= self.components[number].count(_BETWEEN):
            self.components[number] = written
        self.places.append(pair(number, place))
        return number

    def order(self) -> list[int]:
        """Return the numbers of the sounds: those of whole names, then others if no whole name sounds so."""
        whole = [number for number, units in enumerate(self.penalties) if not units]
        less = (number for number, units in enumerate(self.penalties) if units)
        return whole + [number for number in less if self.phones[number] not in self._numbers]


# How the parts of an index become plain data, for JSON, and come back from it; the others are plain.
_PACKED: Mapping[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    **dict.fromkeys(("forms", "first_sounds"), (plain_numbers, numbers_of_plain)),
    "penalties": (list, bytes),
    "components": (Texts.plain, Texts.of_plain),
    "places": (NumberLists.plain, NumberLists.of_plain),
    "rarity": (RarityData.plain, RarityData.of_plain),
    **dict.fromkeys(("ids", "spellings", "by_component"), (StringTable.plain, StringTable.of_plain)),
    **dict.fromkeys(("spelling_trie", "sound_trie"), (Trie.plain, Trie.of_plain)),
    "strangers": (
        lambda counts: {role: counted.plain() for role, counted in counts.items()},
        lambda counts: {role: ComponentCounts.of_plain(counted) for role, counted in counts.items()},
    ),
}


def plain(parts: IndexParts) -> Iterator[Any]:
    """Give each part of an index as plain data, for JSON."""
    for name in IndexParts._fields:
        part = getattr(parts, name)
        yield _PACKED[name][0](part) if name in _PACKED else part


def of_plain(name: str, part: Any) -> Any:
    """Return the part of an index with this name that plain data stands for."""
    return _PACKED[name][1](part) if name in _PACKED else part


def _sent(entries: tuple[Entry, ...], parts: Sequence[Any]) -> Index:
    """Return the index that was sent from another process as plain data."""
    return Index(entries, IndexParts(*map(of_plain, IndexParts._fields, parts)))


def _readings(text: str, form: Form) -> Iterator[tuple[str, ...]]:
    """The components of a form, or of a part of it, in each way in which it may be read."""
    for sound in readings_in(text, form.writing):
        yield tuple([c for c in sound.phones if c])


def _shortened(components: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name of three components without one of them."""
    if len(components) == 3 and sum(len(c) > 3 for c in components) > 1:
        for left_out in range(3):
            yield components[:left_out] + components[left_out + 1 :]

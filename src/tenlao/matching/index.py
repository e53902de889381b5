"""A table compiled for finding: from a spelling or a sound to the entries that may own it.

What is attested is found by its spelling key. What is near is found by going down two tries, one of the sounds of
names and one of their spellings, and giving up each branch as soon as all below it is too far away.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tenlao.matching.index_parts import BETWEEN, IndexParts, packed_parts, unpacked_part
from tenlao.matching.units import UNIT
from tenlao.phonology.sound import join
from tenlao.table.model import Entry, Form
from tenlao.text.keys import spelling_key

if TYPE_CHECKING:
    from tenlao.matching.kernel import Search
    from tenlao.matching.rarity import Rarity
    from tenlao.matching.strangers import Strangers

__all__ = ["MOST_LETTERS", "Attested", "Index", "NearSound", "Spoken"]

MOST_LETTERS = 2
"""In how many letters a spelling key and a misspelling of it may differ."""


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


class Index:
    """Spellings and sounds of a table, each with the entries that own them; unpacked when first asked for.

    >>> from tenlao import load
    >>> from tenlao.text.keys import spelling_key
    >>> index = Index.of([load().entry("thongloun-sisoulith")])
    >>> [attested.entry.latin for attested in index.spelled(spelling_key("THONGLOUN SISOULITH"))]
    ['Thongloun Sisoulith']
    >>> nearest = index.near("Toᵑluⁿsisoliᵗ", 3.0)[0]
    >>> nearest.cost, index.sound(nearest.number).attested[0].form.text
    (0.0, 'Thongloun Sisolith')
    """

    def __init__(self, entries: Sequence[Entry], parts: IndexParts) -> None:
        """Make an index of entries and its parts, as `of` makes them."""
        self._entries, self._size = entries, len(entries)
        self.parts = parts
        self._sounds: dict[int, Spoken] = {}
        self.sound_of = lru_cache(maxsize=1 << 11)(self._sound_of)
        self.number = lru_cache(maxsize=1 << 11)(self._number)
        self._attested_at = lru_cache(maxsize=1 << 12)(self._form_with_number)
        self._key_of = lru_cache(maxsize=1 << 12)(self._key_of_form)
        self._spelled = lru_cache(maxsize=1 << 10)(self._places_spelled)

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Index:
        """Compile the forms of entries."""
        from tenlao.matching.indexing import parts_of

        return cls(entries, parts_of(entries))

    def __len__(self) -> int:
        """How many entries it knows."""
        return self._size

    def __reduce__(self) -> tuple[Callable[..., Index], tuple[tuple[Entry, ...], tuple[bytes, ...]]]:
        return _sent, (tuple(self._entries), tuple(packed_parts(self.parts)))

    @property
    def entries(self) -> Sequence[Entry]:
        """The entries, in the order of their numbers."""
        return self._entries

    def entry(self, id: str) -> Entry:
        """Return the entry with this id.

        Raises:
            KeyError: no entry has this id.
        """
        number = self.number(id)
        if number is None:
            raise KeyError(id)
        return self._entries[number]

    def _number(self, id: str) -> int | None:
        """The number of the entry with this id, None if there is none."""
        entries = self._entries
        return next(iter(self.parts.ids.get(id, lambda number: entries[number].id)), None)

    def spelled(self, key: str) -> Sequence[Attested]:
        """The forms with this spelling key, and their owners."""
        return self._attested(self._spelled(key))

    def spells(self, key: str, types: Container[str | None]) -> bool:
        """Tell whether an entry of one of some types is spelled so, given as a spelling key.

        >>> from tenlao import load
        >>> load().index.spells("pakse", ("town",)), load().index.spells("pakse", ("province",))
        (True, False)
        """
        return any(attested.entry.type in types for attested in self.spelled(key))

    def spelled_and_spoken(self, key: str) -> Iterator[tuple[Attested, Spoken | None]]:
        """Give the forms with this spelling key, each with its sound; slips have none."""
        yield from self._spoken(self._spelled(key))

    def sounds(self) -> Iterator[Spoken]:
        """Give all sounds, by their numbers."""
        return map(self.sound, range(len(self.parts.components)))

    def sound(self, number: int) -> Spoken:
        """The sound with this number, from 0."""
        spoken = self._sounds.get(number)
        if spoken is None:
            parts = self.parts
            components = tuple(parts.components[number].split(BETWEEN))
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
        return [(found, letters) for found, letters, _ in self._misspelt(key)]

    def misspelt_and_spoken(self, key: str) -> Iterator[tuple[str, int, Attested, Spoken | None]]:
        """Give the forms of which a key is a misspelling, each with its key, what `misspelt` tells, and its sound."""
        for found, letters, places in self._misspelt(key):
            for attested, spoken in self._spoken(places):
                yield found, letters, attested, spoken

    def with_component(self, component: str) -> Sequence[Spoken]:
        """The sounds of whole names that have this component (phones)."""
        number = self.parts.rarity.owners.number(component)
        return [] if number is None else [*map(self.sound, self.parts.by_component[number])]

    def _sound_of(self, form: Form) -> Spoken | None:
        """The sound of a form, the first one if it may be read in two ways; None when it has none."""
        for attested, spoken in self.spelled_and_spoken(spelling_key(form.text)):
            if spoken is not None and attested.form == form:
                return spoken
        from tenlao.phonology.reading import phones_in

        components = next(phones_in(form.text, form.writing), ())
        if not components:
            return None
        phones = join(components)
        same = self.near(phones, 1 / UNIT) if form.tag != "typo" else ()
        return self.sound(same[0].number) if same else Spoken(phones, components, (), (), 0.0)

    @cached_property
    def sound_search(self) -> Search:
        """What finds the sounds that are near others."""
        from tenlao.matching.kernel import Search
        from tenlao.matching.trie import costs_of_sounds

        return Search(self.parts.sound_trie, costs_of_sounds(), self.parts.penalties)

    @cached_property
    def spelling_search(self) -> Search:
        """What finds the spelling keys that are nearly others, by their numbers."""
        from tenlao.matching.kernel import Search
        from tenlao.matching.trie import costs_of_letters

        known = self.parts.spellings
        return Search(self.parts.spelling_trie, costs_of_letters(self.parts.letters), bytes(len(known)))

    @cached_property
    def rarity(self) -> Rarity:
        """How much sounds tell among these names."""
        from tenlao.matching.rarity import Rarity

        return Rarity(self.parts.rarity, self.number)

    @cached_property
    def strangers(self) -> Strangers:
        """What Lao people are called who are in no table."""
        from tenlao.matching.strangers import Strangers

        return Strangers(self.parts.strangers, self.number)

    def _misspelt(self, key: str) -> list[tuple[str, int, Sequence[int]]]:
        """What `misspelt` tells, with the numbers of the forms that are spelled so."""
        near, lists = self.spelling_search.near(key, MOST_LETTERS + 1), self.parts.spellings.lists
        found = [(letters, lists[at]) for letters, at in near]
        return sorted([(self._key_of(places[0]), letters, places) for letters, places in found])

    def _spoken(self, places: Sequence[int]) -> Iterator[tuple[Attested, Spoken | None]]:
        """The forms with numbers, each with its sound; slips have none."""
        for place, attested in zip(places, self._attested(places), strict=True):
            sound = self.parts.first_sounds[place]
            yield attested, self.sound(sound - 1) if sound else None

    def _places_spelled(self, key: str) -> Sequence[int]:
        """The numbers of the forms with this spelling key."""
        return self.parts.spellings.get(key, self._key_of)

    def _key_of_form(self, place: int) -> str:
        """The spelling key of the form with a number."""
        return spelling_key(self._attested_at(place).form.text)

    def _attested(self, places: Iterable[int]) -> tuple[Attested, ...]:
        return tuple(map(self._attested_at, places))

    def _form_with_number(self, place: int) -> Attested:
        number = bisect_right(self.parts.forms, place) - 1
        entry = self._entries[number]
        return Attested(entry, entry.forms[place - self.parts.forms[number]])


# A limit that is a whole number of units but for the rounding of its last digit is that number.
_ROUNDING = 1e-6


def _sent(entries: tuple[Entry, ...], parts: Sequence[bytes]) -> Index:
    """Return the index that was sent from another process as bytes."""
    return Index(entries, IndexParts(*map(unpacked_part, IndexParts._fields, parts)))

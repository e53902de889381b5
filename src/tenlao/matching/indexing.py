"""The compilation of a table: its forms read into sounds, and these and their spellings made the parts of an index.

There may be a million entries. So one part is made after the other, of flat arrays as far as that goes, and nothing
that was needed on the way stays behind.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tenlao.matching.counting_strangers import InPrint, is_borne, strangers_of
from tenlao.matching.flat_tables import KeylessTable, NumberLists, StringTable, Texts
from tenlao.matching.gathering import Gathering
from tenlao.matching.index_parts import BETWEEN, IndexParts
from tenlao.matching.kernel import give_back, grouped, trie_of
from tenlao.matching.rarity import RarityData, steps_of
from tenlao.matching.strangers import Role
from tenlao.matching.trie import Trie, costs_of_letters, costs_of_sounds
from tenlao.matching.units import CORE_PENALTY, SHORT_PENALTY, UNIT
from tenlao.phonology.reading import Reader
from tenlao.phonology.sound import join
from tenlao.table.model import Entry
from tenlao.text.keys import spelling_key
from tenlao.text.titles import without_titles

__all__ = ["parts_of"]

_CORE, _SHORT = round(CORE_PENALTY * UNIT), round(SHORT_PENALTY * UNIT)
_BETWEEN = BETWEEN.encode()


def parts_of(entries: Sequence[Entry]) -> IndexParts:
    """Compile the forms of entries."""
    in_print = InPrint.read()  # here, so that what stays in memory is not scattered among what goes
    forms, named, keys = array("I", [0]), list[str](), list[str]()
    key_of = spelling_key.__wrapped__  # few come again
    for entry in entries:  # they may be made when they are gone through
        named.append(entry.id)
        keys += [key_of(form.text) for form in entry.forms]
        forms.append(len(keys))
    ids = Gathering(named, range(len(named))).keyless()
    del named
    spellings, letters, spelling_trie = _spelled(keys)
    del keys
    sounds, borne = _heard(entries, forms)
    strangers = strangers_of(borne, in_print)
    del borne
    strangers = {role: counts.moved() for role, counts in strangers.items()}
    give_back()
    return IndexParts(
        ids=ids,
        forms=forms,
        spellings=spellings,
        letters=letters,
        spelling_trie=spelling_trie,
        components=sounds.components,
        places=sounds.places,
        first_sounds=sounds.first_sounds,
        penalties=sounds.penalties,
        sound_trie=sounds.trie,
        by_component=sounds.by_component,
        rarity=sounds.rarity,
        strangers=strangers,
    )


def _spelled(keys: Sequence[str]) -> tuple[KeylessTable, str, Trie]:
    """The numbers of the forms by spelling key, the letters of the keys, and their trie."""
    spellings = Gathering(keys, range(len(keys))).keyless()
    letters = "".join(sorted(set().union(*keys)))
    codes = list(map(costs_of_letters(letters).encoded, keys))
    return spellings, letters, trie_of([*map(codes.__getitem__, spellings.lists.firsts())])


class _Sounds(NamedTuple):
    """The parts of an index that are about sounds, as `IndexParts` has them."""

    components: Texts
    places: NumberLists
    first_sounds: array[int]
    penalties: bytes
    trie: Trie
    by_component: NumberLists
    rarity: RarityData


def _heard(entries: Iterable[Entry], forms: array[int]) -> tuple[_Sounds, Mapping[Role, Gathering]]:
    """Read the forms of entries; return their sounds, and the names that may be somebody else's."""
    heard = _Heard()
    borne = heard.read(entries)
    order, kept = heard.order()
    number_of = array("I", bytes(4 * len(order)))
    for number, old in enumerate(order):
        number_of[old] = number
    components = Texts.of_encoded([*map(heard.components_of, order[:kept])])
    sounds = array("I", map(number_of.__getitem__, heard.sounds))
    starts, places = grouped(len(order), sounds, heard.places)
    penalties = bytes(map(heard.penalties.__getitem__, order[:kept]))
    by_component, owners = _by_component(components, penalties, sounds, heard.places, forms)
    parts = _Sounds(
        components,
        NumberLists(starts[: kept + 1], places[: starts[kept]]),
        array("I", [number_of[sound - 1] + 1 if sound else 0 for sound in heard.first_sounds]),
        penalties,
        trie_of(heard.codes(order[:kept])),
        by_component,
        RarityData(owners, steps_of(owners.keys)),
    )
    return parts, borne


def _by_component(
    components: Texts, penalties: bytes, sounds: array[int], places: array[int], forms: array[int]
) -> tuple[NumberLists, StringTable]:
    """The numbers of the sounds of whole names by component, and those of the entries that have it."""
    starts, keys, numbers = array("I", [0]), list[str](), array("I")
    for number, written in enumerate(components):
        if penalties[number]:
            break
        parts = written.split(BETWEEN)
        keys += parts
        numbers.extend([number] * len(parts))
        starts.append(len(numbers))
    gathered = Gathering(keys, numbers)
    del keys
    whole, lists, owners, entry = len(starts) - 1, array("I"), array("I"), 0
    for sound, place in zip(sounds, places, strict=True):
        if sound < whole:
            while forms[entry + 1] <= place:
                entry += 1
            said = gathered.lists[starts[sound] : starts[sound + 1]]
            lists += said
            owners.extend([entry] * len(said))
    return gathered.tables(lists, owners)


class _Heard:
    """What is collected of sounds: the forms that sound so, and their components where a form writes them together.

    `sounds` has the number of a sound for each of the `places`, and `first_sounds` for each form that of its first
    sound, counted from 1, or 0 if it has none; `penalties` are in units of cost.
    """

    def __init__(self) -> None:
        self.sounds, self.places, self.first_sounds = array("I"), array("I"), array("I")
        self.penalties = bytearray()
        self._numbers: dict[bytes | tuple[bytes, int], int] = {}
        self._components, self._starts = bytearray(), array("I", [0])
        self._together: dict[int, bytes] = {}
        self._encoded = costs_of_sounds().encoded

    def read(self, entries: Iterable[Entry]) -> Mapping[Role, Gathering]:
        """Take in all forms; return the components of names that may be somebody else's, with who bears them."""
        reader = Reader()
        given, family, bearers = list[str](), list[str](), array("I")
        without = without_titles.__wrapped__  # few names come again
        for number, entry in enumerate(entries):
            may_be_borne, is_person = is_borne(entry), entry.kind == "person"
            for form in entry.forms:
                place, text = len(self.first_sounds), form.text
                if form.tag == "typo":  # a slip of one page reaches no further than itself
                    self.first_sounds.append(0)
                    continue
                readings = reader.readings(text, form.writing)
                first, *_ = [self._add(components, 0, place) for components in readings]
                self.first_sounds.append(first + 1)
                if may_be_borne and len(readings[0]) == 2:
                    given.append(readings[0][0])
                    family.append(readings[0][1])
                    bearers.append(number)
                # What is a generic word of places is a given name of persons: Nam Vinhaket.
                core = without(text, keep_own=is_person)
                for components in readings if core == text else reader.readings(core, form.writing):
                    if core != text:
                        self._add(components, _CORE, place)
                    for less in _shortened(components) if len(components) == 3 else ():
                        self._add(less, _SHORT, place)
        return {"given": Gathering(given, bearers), "family": Gathering(family, bearers)}

    def _add(self, components: Sequence[str], penalty: int, place: int) -> int:
        """Take in a sound of the form at a place; return its number, -1 if it adds nothing to whole names."""
        code = self._encoded(join(components))
        if not code or (penalty and code in self._numbers):
            return -1
        number = self._numbers.setdefault((code, penalty) if penalty else code, len(self.penalties))
        if number == len(self.penalties):
            self.penalties.append(penalty)
            self._components += BETWEEN.join(components).encode()
            self._starts.append(len(self._components))
        elif len(components) <= self.components_of(number).count(_BETWEEN):
            self._together[number] = BETWEEN.join(components).encode()
        self.sounds.append(number)
        self.places.append(place)
        return number

    def components_of(self, number: int) -> bytes:
        """The components of a sound, with what parts them."""
        together = self._together.get(number) if self._together else None
        return together or bytes(self._components[self._starts[number] : self._starts[number + 1]])

    def order(self) -> tuple[array[int], int]:
        """Return the numbers of the sounds, and how many of them are kept.

        They are those of whole names, then others if no whole name sounds so, then the rest.
        """
        whole, less, rest = array("I"), array("I"), array("I")
        for key, number in self._numbers.items():
            of = whole if not isinstance(key, tuple) else rest if key[0] in self._numbers else less
            of.append(number)
        return whole + less + rest, len(whole) + len(less)

    def codes(self, numbers: Iterable[int]) -> list[bytes]:
        """Return the sounds with such numbers, as codes of their phones."""
        keys = list(self._numbers)
        return [key[0] if isinstance(key, tuple) else key for key in map(keys.__getitem__, numbers)]


def _shortened(components: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name of three components without one of them."""
    if sum(len(c) > 3 for c in components) > 1:
        for left_out in range(3):
            yield components[:left_out] + components[left_out + 1 :]

"""Compiling a table for finding: its forms, with their spellings and sounds, as the flat data of an index."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from tenlao.matching.flat_tables import LOWER, Gathering, NumberLists, Texts, pair
from tenlao.matching.index_parts import BETWEEN, IndexParts
from tenlao.matching.kernel import trie_of
from tenlao.matching.rarity import RarityData, steps_of
from tenlao.matching.strangers import is_borne, strangers_of
from tenlao.matching.trie import costs_of_letters, costs_of_sounds
from tenlao.matching.units import CORE_PENALTY, SHORT_PENALTY, UNIT
from tenlao.phonology.reading import phones_in
from tenlao.phonology.sound import join
from tenlao.table.model import Entry
from tenlao.text.keys import spelling_key
from tenlao.text.titles import without_titles

__all__ = ["parts_of"]


def parts_of(entries: Sequence[Entry]) -> IndexParts:
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
            readings = tuple(phones_in(form.text, form.writing)) if form.tag != "typo" else ()
            sounds = [heard.add(components, 0.0, place) for components in readings]
            first_sounds.append(sounds[0] + 1 if sounds else 0)
            if readings and may_be_borne:
                borne.append((readings[0], number))
            # What is a generic word of places is a given name of persons: Nam Vinhaket.
            core = without_titles(form.text, keep_own=entry.kind == "person") if readings else form.text
            for components in readings if core == form.text else phones_in(core, form.writing):
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
            for component in heard.components[old].split(BETWEEN):
                by_component.add(component, numbers[old])
                owners.add(component, bisect_right(forms, both & LOWER) - 1)
    known = spellings.table()
    letters = "".join(sorted(set().union(*known.keys)))
    return IndexParts(
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
        written = BETWEEN.join(components)
        if number == len(self.phones):
            self.phones.append(phones)
            self.components.append(written)
            self.penalties.append(units)
        elif len(components) <= self.components[number].count(BETWEEN):
            self.components[number] = written
        self.places.append(pair(number, place))
        return number

    def order(self) -> list[int]:
        """Return the numbers of the sounds: those of whole names, then others if no whole name sounds so."""
        whole = [number for number, units in enumerate(self.penalties) if not units]
        less = (number for number, units in enumerate(self.penalties) if units)
        return whole + [number for number in less if self.phones[number] not in self._numbers]


def _shortened(components: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name of three components without one of them."""
    if len(components) == 3 and sum(len(c) > 3 for c in components) > 1:
        for left_out in range(3):
            yield components[:left_out] + components[left_out + 1 :]

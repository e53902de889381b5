"""A table compiled for finding: from a spelling or a sound to the entries that may own it.

Sounds are found by their consonant keys, in which consonants that are easily confused are one. Whatever changes
such a key costs at least `CONSONANT_CHANGE`, so sounds within a distance differ in few consonants, and those are
found in the deletion neighbourhood of the keys (what is left of them without a letter), not by going through the
table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from tenlao.matching.near_miss import Misspellings, deletion_neighbourhood, neighbours
from tenlao.matching.rarity import Rarity, RarityData, rarity_of
from tenlao.matching.strangers import Strangers, StrangersData, strangers_of
from tenlao.phonology.distance import coarse_key, consonant_key
from tenlao.phonology.reading import readings_in
from tenlao.phonology.sound import join
from tenlao.table.model import Entry, Form
from tenlao.text.keys import spelling_key
from tenlao.text.titles import without_titles

__all__ = ["Attested", "Index", "IndexParts", "Spoken"]

# What is added to a distance, in nats, when a form is met by less than all of it: by what is left without the
# title in it, or without one of its components.
CORE_PENALTY, SHORT_PENALTY = 1.0, 5.0
# In how many consonants a sound and a candidate may differ; `Index.near` is made for two.
MOST_CHANGES = 2
# Up to so many consonant keys, going through them is quicker than taking them apart.
FEW = 6000


class Attested(NamedTuple):
    """An attested form and the entry that owns it."""

    entry: Entry
    form: Form


class Spoken(NamedTuple):
    """One sound under which entries are known.

    `phones` is the sound of the whole name, `components` that of each of its components. `attested` has the
    forms that sound so, with their owners. `penalty` (nats) is added to a distance from it; it is above 0 when
    this is only the core of the forms, without a title or a component of theirs.
    """

    phones: str
    components: tuple[str, ...]
    attested: tuple[Attested, ...]
    penalty: float


Place = tuple[int, int]  # of a form: the number of its entry, and its number there


class SoundPart(NamedTuple):
    """Of a sound: its components, where its forms are, and the penalty."""

    components: Sequence[str]
    places: Sequence[Place]
    penalty: float


class IndexParts(NamedTuple):
    """What an index is made of, plain data that can be kept as JSON.

    `spellings` has the places of the forms by spelling key. Of each sound, by its number, there are the `phones`, the
    coarse phonetic key and what else there is to say; the sounds by consonant key and by component; the consonant
    keys by what is left of them without a letter (`neighbourhood`); what sounds tell (`rarity`), and what people are
    called who are in no table (`strangers`).
    """

    spellings: Mapping[str, Sequence[Place]]
    phones: Sequence[str]
    coarse_keys: Sequence[str]
    sounds: Sequence[SoundPart]
    by_consonants: Mapping[str, Sequence[int]]
    by_component: Mapping[str, Sequence[int]]
    neighbourhood: Mapping[str, Sequence[str]]
    rarity: RarityData
    strangers: StrangersData


class Index:
    """Spellings and sounds of a table, each with the entries that own them; unpacked when first asked for.

    >>> from tenlao import load
    >>> index = Index.of([load().entry("thongloun-sisoulith")])
    >>> [attested.entry.latin for attested in index.spelled(spelling_key("THONGLOUN SISOULITH"))]
    ['Thongloun Sisoulith']
    >>> [index.sound(i).attested[0].form.text for i in next(index.near("Toᵑluⁿsisoliᵗ"))][0]
    'Thongloun Sisoulith'
    """

    def __init__(self, entries: Sequence[Entry], parts: IndexParts) -> None:
        """Make an index of entries and its parts, as `of` makes them."""
        self._entries = entries
        self.parts = parts
        self._sounds: dict[int, Spoken] = {}

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Index:
        """Compile the forms of entries."""
        spellings: defaultdict[str, list[Place]] = defaultdict(list)
        whole: defaultdict[str, _Heard] = defaultdict(_Heard)
        lessened: defaultdict[tuple[str, float], _Heard] = defaultdict(_Heard)
        for i, entry in enumerate(entries):
            for j, form in enumerate(entry.forms):
                spellings[spelling_key(form.text)].append((i, j))
                if form.tag == "typo":
                    continue  # a slip of one page reaches no further than itself
                for components in _readings(form.text, form):
                    whole[join(components)].add(components, (i, j))
                for core in _readings(without_titles(form.text), form):
                    shortened = [(less, SHORT_PENALTY) for less in _shortened(core)]
                    for less, penalty in [(core, CORE_PENALTY), *shortened]:
                        lessened[join(less), penalty].add(less, (i, j))
        whole.pop("", None)
        sounds = [(phones, heard, 0.0) for phones, heard in whole.items()]
        sounds += [(p, heard, penalty) for (p, penalty), heard in lessened.items() if p and p not in whole]
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for heard in whole.values():
            for component in heard.components:
                owners[component].update(entries[i].id for i, _ in heard.places)
        by_consonants = _numbers((consonant_key(phones), i) for i, (phones, _, _) in enumerate(sounds))
        parts = IndexParts(
            spellings=spellings,
            phones=[phones for phones, _, _ in sounds],
            coarse_keys=[coarse_key(phones) for phones, _, _ in sounds],
            sounds=[SoundPart(heard.components, heard.places, penalty) for _, heard, penalty in sounds],
            by_consonants=by_consonants,
            by_component=_numbers(
                (component, i)
                for i, (_, heard, penalty) in enumerate(sounds)
                for component in dict.fromkeys(heard.components)
                if not penalty
            ),
            neighbourhood=deletion_neighbourhood(by_consonants),
            rarity=rarity_of({component: sorted(ids) for component, ids in owners.items()}),
            strangers=strangers_of(entries),
        )
        return cls(entries, parts)

    def __len__(self) -> int:
        """How many entries it knows."""
        return len(self._entries)

    def entry(self, id: str) -> Entry:
        """Return the entry with this id.

        Raises:
            KeyError: no entry has this id.
        """
        return self._entries[self._by_id[id]]

    def spelled(self, key: str) -> Sequence[Attested]:
        """The forms with this spelling key, and their owners."""
        return self._attested(self.parts.spellings.get(key, ()))

    def sound(self, number: int) -> Spoken:
        """The sound with this number, from 0."""
        spoken = self._sounds.get(number)
        if spoken is None:
            components, places, penalty = self.parts.sounds[number]
            spoken = Spoken(self.phones[number], tuple(components), self._attested(places), penalty)
            self._sounds[number] = spoken
        return spoken

    def near(self, phones: str) -> Iterator[Sequence[int]]:
        """Give the numbers of sounds whose consonant keys differ from that of the phones in none, one, two places."""
        known = self.parts.by_consonants
        searched = consonant_key(phones)
        yield known.get(searched, [])
        if len(searched) > self._longest_consonants + 2:
            # Longer than all names: there are as many ways to leave out a letter as there are letters.
            yield from ([], [])
            return
        yield [i for near in _one_apart(searched, self.parts.neighbourhood) for i in known[near]]
        yield [i for near in self._two_apart(searched) for i in known[near]]

    @cached_property
    def _longest_consonants(self) -> int:
        return max(map(len, self.parts.by_consonants), default=0)

    def with_component(self, component: str) -> Sequence[Spoken]:
        """The sounds of whole names that have this component (phones)."""
        return [self.sound(i) for i in self.parts.by_component.get(component, ())]

    def sound_of(self, form: Form) -> Spoken | None:
        """The sound of a form, the first one if it may be read in two ways; None when it has none."""
        i = self._by_form.get(form)
        if i is None:
            components = next(_readings(form.text, form), ())
            return Spoken(join(components), components, (), 0.0) if components else None
        return self.sound(i)

    @property
    def phones(self) -> Sequence[str]:
        """The phones of each sound."""
        return self.parts.phones

    @cached_property
    def rarity(self) -> Rarity:
        """How much sounds tell among these names."""
        return Rarity(*self.parts.rarity)

    @cached_property
    def strangers(self) -> Strangers:
        """What Lao people are called who are in no table."""
        return Strangers(self.parts.strangers)

    @cached_property
    def misspellings(self) -> Misspellings:
        """What finds the spelling keys that a key nearly is."""
        return Misspellings(self.parts.spellings)

    def _attested(self, places: Iterable[Place]) -> tuple[Attested, ...]:
        return tuple([Attested(self._entries[i], self._entries[i].forms[j]) for i, j in places])

    def _two_apart(self, searched: str) -> Iterable[str]:
        """The consonant keys that differ in two places: by going through few, by their parts among many."""
        known = self.parts.by_consonants
        if len(known) > FEW:
            return dict.fromkeys(self._taken_apart.two_apart(searched))
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        found = process.extract(
            searched, known.keys(), scorer=Levenshtein.distance, score_cutoff=2, limit=None
        )
        return [near for near, changes, _ in found if changes == 2]

    @cached_property
    def _by_id(self) -> Mapping[str, int]:
        return {entry.id: i for i, entry in enumerate(self._entries)}

    @cached_property
    def _by_form(self) -> Mapping[Form, int]:
        by_form: dict[Form, int] = {}
        for i, (_, _, penalty) in enumerate(self.parts.sounds):
            for form in (attested.form for attested in self.sound(i).attested) if not penalty else ():
                if form not in by_form or self.phones[i] == join(next(_readings(form.text, form))):
                    by_form[form] = i
        return by_form

    @cached_property
    def _taken_apart(self) -> _TwoParts:
        heads = (len(components[0]) for components, _, _ in self.parts.sounds)
        return _TwoParts(zip(self.phones, heads, strict=True))


class _Heard:
    """What is collected for one sound: who owns it, and its components where a form writes them together."""

    def __init__(self) -> None:
        self.components: tuple[str, ...] = ()
        self.places: list[Place] = []

    def add(self, components: tuple[str, ...], place: Place) -> None:
        if not self.components or len(components) < len(self.components):
            self.components = components
        self.places.append(place)


class _TwoParts:
    """Consonant keys in two parts, the first component and the others; finds whole ones by parts that are alike."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        self._tails_of: defaultdict[str, list[str]] = defaultdict(list)
        self._heads_of: defaultdict[str, list[str]] = defaultdict(list)
        for head, tail in dict.fromkeys(
            (consonant_key(phones[:n]), consonant_key(phones[n:])) for phones, n in names
        ):
            self._tails_of[head].append(tail)
            self._heads_of[tail].append(head)
        self._heads_without_letter = deletion_neighbourhood(self._tails_of)

    def two_apart(self, searched: str) -> Iterator[str]:
        """Give the keys that differ from the one searched for in two places, some more than once."""
        for cut in range(len(searched) + 1):
            head, tail = searched[:cut], searched[cut:]
            yield from (head + t for t in _apart(tail, self._tails_of.get(head, ()), 2))
            yield from (h + tail for h in _apart(head, self._heads_of.get(tail, ()), 2))
            for h in _one_apart(head, self._heads_without_letter):
                yield from (h + t for t in _apart(tail, self._tails_of[h], 1))


def _one_apart(searched: str, neighbourhood: Mapping[str, Sequence[str]]) -> list[str]:
    """The strings in which one letter is changed, left out or put in."""
    return sorted(_apart(searched, neighbours(searched, neighbourhood), 1))


def _apart(searched: str, strings: Iterable[str], changes: int) -> list[str]:
    """The strings whose edit distance is just so many changes."""
    from rapidfuzz.distance import Levenshtein

    return [s for s in strings if Levenshtein.distance(searched, s, score_cutoff=changes) == changes]


def _readings(text: str, form: Form) -> Iterator[tuple[str, ...]]:
    """The components of a form, or of a part of it, in each way in which it may be read."""
    for sound in readings_in(text, form.writing):
        yield tuple([c for c in sound.phones if c])


def _shortened(components: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name of three components without one of them."""
    if len(components) == 3 and sum(len(c) > 3 for c in components) > 1:
        for left_out in range(3):
            yield components[:left_out] + components[left_out + 1 :]


def _numbers(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for key, number in pairs:
        numbers[key].append(number)
    return dict(numbers)

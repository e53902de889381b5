"""A table compiled for finding: from a spelling or a sound to the entries that may own it.

Sounds are found by their *consonant_key*: the consonants, those that are easily confused as one. Whatever changes a
consonant_key costs at least `CONSONANT_CHANGE`, so sounds within a distance differ in few consonants, and those are
found by leaving letters out of the skeletons of components, not by going through the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from tenlao.matching.rarity import Rarity, rarity_of
from tenlao.matching.strangers import Strangers, strangers_of
from tenlao.phonology.distance import coarse_key, consonant_key
from tenlao.phonology.reading import readings_in
from tenlao.phonology.sound import join
from tenlao.table.model import Entry, Form
from tenlao.text.keys import spelling_key
from tenlao.text.titles import without_titles

__all__ = ["Attested", "Index", "Spoken"]
# What is added to a distance, in nats, when a form is met by less than all of it: by what is left without the
# title in it, or without one of its components.
CORE_PENALTY, SHORT_PENALTY = 1.0, 5.0
# In how many consonants a sound and a candidate may differ; `Index.near` is made for two.
MOST_CHANGES = 2
# In how many letters a spelling key and a misspelling of it may differ; `Index.misspelt` is made for two.
MOST_LETTERS = 2
# Up to so many skeletons, going through them is quicker than taking them apart.
FEW = 6000
# What an index is made of: the places of the forms by spelling key; of each sound the phones, the coarse_key, and
# what else a `Spoken` has; the sounds by consonant_key and by component; the skeletons by what is left of them
# without a letter; what sounds tell.
PARTS = (
    "spellings",
    "phones",
    "outlines",
    "sounds",
    "skeletons",
    "components",
    "rests",
    "rarity",
    "strangers",
)


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


class Index:
    """Spellings and sounds of a table, each with the entries that own them; unpacked when first asked for.

    >>> from tenlao import load
    >>> index = Index.of([load().entry("thongloun-sisoulith")])
    >>> [attested.entry.latin for attested in index.spelled(spelling_key("THONGLOUN SISOULITH"))]
    ['Thongloun Sisoulith']
    >>> [index.sound(i).attested[0].form.text for i in next(index.near("Toᵑluⁿsisoliᵗ"))][0]
    'Thongloun Sisoulith'
    """

    def __init__(self, entries: Sequence[Entry], part: Callable[[str], Any]) -> None:
        """Make an index of entries; `part` gives each of its PARTS, plain data as `of` makes them."""
        self._entries = entries
        self._part = part
        self._sounds: dict[int, Spoken] = {}

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Index:
        """Compile the forms of entries."""
        spellings: defaultdict[str, list[_Place]] = defaultdict(list)
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
        skeletons = _numbers((consonant_key(phones), i) for i, (phones, _, _) in enumerate(sounds))
        parts = {
            "spellings": spellings,
            "phones": [phones for phones, _, _ in sounds],
            "outlines": [coarse_key(phones) for phones, _, _ in sounds],
            "skeletons": skeletons,
            "rests": _by_rest(skeletons),
            "components": _numbers(
                (component, i)
                for i, (_, heard, penalty) in enumerate(sounds)
                for component in dict.fromkeys(heard.components)
                if not penalty
            ),
            "sounds": [(heard.components, heard.places, penalty) for _, heard, penalty in sounds],
            "strangers": strangers_of(entries),
            "rarity": rarity_of({component: sorted(ids) for component, ids in owners.items()}),
        }
        return cls(entries, parts.__getitem__)

    def parts(self) -> dict[str, Any]:
        """The parts as plain data: dicts with strings as keys, lists, strings and numbers."""
        return {name: self._part(name) for name in PARTS}

    def __len__(self) -> int:
        """How many entries it knows."""
        return len(self._entries)

    def entry(self, id: str) -> Entry:
        """Return the entry with this id.

        Raises:
            KeyError: no entry has this id.
        """
        return self._entries[self._by_id[id]]

    def misspelt(self, key: str) -> list[tuple[str, int]]:
        """The spelling keys in which one letter or two are changed, left out, put in or swapped; and how many.

        Of a key in three pieces, two such slips leave one piece whole, moved by two places at the most; so keys
        that share no piece need not be compared.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        alike = {other for piece in _pieces_in(key) for other in self._by_piece.get(piece, ())}
        found = process.extract(key, alike, scorer=OSA.distance, score_cutoff=MOST_LETTERS, limit=None)
        return sorted((other, letters) for other, letters, _ in found)

    def spelled(self, key: str) -> Sequence[Attested]:
        """The forms with this spelling key, and their owners."""
        return self._attested(self._spellings.get(key, ()))

    def sound(self, number: int) -> Spoken:
        """The sound with this number, from 0."""
        spoken = self._sounds.get(number)
        if spoken is None:
            components, places, penalty = self._rest[number]
            spoken = Spoken(self.phones[number], tuple(components), self._attested(places), penalty)
            self._sounds[number] = spoken
        return spoken

    def near(self, phones: str) -> Iterator[list[int]]:
        """The numbers of the sounds whose skeletons differ from that of the phones in no, one, and two places."""
        known = self._by_skeleton
        searched = consonant_key(phones)
        yield known.get(searched, [])
        yield [i for near in _one_apart(searched, self._by_rest) for i in known[near]]
        yield [i for near in self._two_apart(searched) for i in known[near]]

    def with_component(self, component: str) -> Sequence[Spoken]:
        """The sounds of whole names that have this component (phones)."""
        return [self.sound(i) for i in self._by_component.get(component, ())]

    def sound_of(self, form: Form) -> Spoken | None:
        """The sound of a form, the first one if it may be read in two ways; None when it has none."""
        i = self._by_form.get(form)
        if i is None:
            components = next(_readings(form.text, form), ())
            return Spoken(join(components), components, (), 0.0) if components else None
        return self.sound(i)

    @cached_property
    def phones(self) -> Sequence[str]:
        """The phones of each sound."""
        phones: list[str] = self._part("phones")
        return phones

    @cached_property
    def outlines(self) -> Sequence[str]:
        """The coarse_key of each sound."""
        outlines: list[str] = self._part("outlines")
        return outlines

    @cached_property
    def rarity(self) -> Rarity:
        """How much sounds tell among these names."""
        return Rarity(*self._part("rarity"))

    @cached_property
    def strangers(self) -> Strangers:
        """What Lao people are called who are in no table."""
        return Strangers(self._part("strangers"))

    def _attested(self, places: Iterable[_Place]) -> tuple[Attested, ...]:
        return tuple([Attested(self._entries[i], self._entries[i].forms[j]) for i, j in places])

    def _two_apart(self, searched: str) -> Iterable[str]:
        """The skeletons that differ in two places: by going through few, by their parts among many."""
        known = self._by_skeleton
        if len(known) > FEW:
            return dict.fromkeys(self._parts.two_apart(searched))
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
    def _spellings(self) -> Mapping[str, list[_Place]]:
        spellings: dict[str, list[_Place]] = self._part("spellings")
        return spellings

    @cached_property
    def _rest(self) -> Sequence[tuple[Sequence[str], Sequence[_Place], float]]:
        """Of each sound: its components, where its forms are, and the penalty."""
        rest: list[tuple[Sequence[str], Sequence[_Place], float]] = self._part("sounds")
        return rest

    @cached_property
    def _by_piece(self) -> Mapping[tuple[int, str], list[str]]:
        by_piece: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for key in self._spellings:
            for piece in enumerate(_pieces(key)):
                by_piece[piece].append(key)
        return dict(by_piece)

    @cached_property
    def _by_skeleton(self) -> Mapping[str, list[int]]:
        by_skeleton: dict[str, list[int]] = self._part("skeletons")
        return by_skeleton

    @cached_property
    def _by_component(self) -> Mapping[str, list[int]]:
        by_component: dict[str, list[int]] = self._part("components")
        return by_component

    @cached_property
    def _by_form(self) -> Mapping[Form, int]:
        by_form: dict[Form, int] = {}
        for i, (_, _, penalty) in enumerate(self._rest):
            for form in (attested.form for attested in self.sound(i).attested) if not penalty else ():
                if form not in by_form or self.phones[i] == join(next(_readings(form.text, form))):
                    by_form[form] = i
        return by_form

    @cached_property
    def _by_rest(self) -> Mapping[str, list[str]]:
        by_rest: dict[str, list[str]] = self._part("rests")
        return by_rest

    @cached_property
    def _parts(self) -> _Parts:
        heads = (len(components[0]) for components, _, _ in self._rest)
        return _Parts(zip(self.phones, heads, strict=True))


_Place = tuple[int, int]  # of a form: the number of its entry, and its number there


class _Heard:
    """What is collected for one sound: who owns it, and its components where a form writes them together."""

    def __init__(self) -> None:
        self.components: tuple[str, ...] = ()
        self.places: list[_Place] = []

    def add(self, components: tuple[str, ...], place: _Place) -> None:
        if not self.components or len(components) < len(self.components):
            self.components = components
        self.places.append(place)


class _Parts:
    """Skeletons in two parts, the first component and the rest; finds whole ones by parts that are alike."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        self._tails_of: defaultdict[str, list[str]] = defaultdict(list)
        self._heads_of: defaultdict[str, list[str]] = defaultdict(list)
        for head, tail in dict.fromkeys(
            (consonant_key(phones[:n]), consonant_key(phones[n:])) for phones, n in names
        ):
            self._tails_of[head].append(tail)
            self._heads_of[tail].append(head)
        self._heads_by_rest = _by_rest(self._tails_of)

    def two_apart(self, searched: str) -> Iterator[str]:
        """The skeletons that differ from the one searched for in two places, some more than once."""
        for cut in range(len(searched) + 1):
            head, tail = searched[:cut], searched[cut:]
            yield from (head + t for t in _apart(tail, self._tails_of.get(head, ()), 2))
            yield from (h + tail for h in _apart(head, self._heads_of.get(tail, ()), 2))
            for h in _one_apart(head, self._heads_by_rest):
                yield from (h + t for t in _apart(tail, self._tails_of[h], 1))


def _by_rest(strings: Iterable[str]) -> dict[str, list[str]]:
    """Strings by what is left of them without one letter at the most."""
    by_rest: defaultdict[str, list[str]] = defaultdict(list)
    for string in strings:
        for rest in _rests(string):
            by_rest[rest].append(string)
    return dict(by_rest)


def _one_apart(searched: str, by_rest: Mapping[str, Sequence[str]]) -> list[str]:
    """The strings in which one letter is changed, left out or put in."""
    found = {s for rest in _rests(searched) if rest in by_rest for s in by_rest[rest]}
    return sorted(_apart(searched, found, 1))


def _rests(string: str) -> set[str]:
    """The string, and what is left of it without one of its letters."""
    return {string, *[string[:i] + string[i + 1 :] for i in range(len(string))]}


def _apart(searched: str, strings: Iterable[str], changes: int) -> list[str]:
    """The strings whose edit distance is just so many changes."""
    from rapidfuzz.distance import Levenshtein

    return [s for s in strings if Levenshtein.distance(searched, s, score_cutoff=changes) == changes]


def _pieces(key: str) -> tuple[str, str, str]:
    """A key in three pieces of about the same length."""
    first, second = len(key) // 3, 2 * len(key) // 3
    return key[:first], key[first:second], key[second:]


def _pieces_in(key: str) -> set[tuple[int, str]]:
    """The pieces, each with its number, that keys may have of which this is a misspelling."""
    pieces = set()
    length = len(key)
    for other in range(max(0, length - MOST_LETTERS), length + MOST_LETTERS + 1):
        first, second = other // 3, 2 * other // 3
        pieces.add((0, key[:first]))
        pieces.add((2, key[max(0, length - (other - second)) :]))
        for moved in range(-MOST_LETTERS, MOST_LETTERS + 1):
            pieces.add((1, key[max(0, first + moved) : max(0, second + moved)]))
    return pieces


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

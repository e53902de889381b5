"""A table compiled for finding: from a spelling or a sound to the entries that may own it."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from tenlao import orthography
from tenlao.sound import join, skeleton
from tenlao.table import Entry, Form
from tenlao.titles import without_titles

__all__ = ["Attested", "Index", "Spoken", "build", "spelling_key"]

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_BREAKS = re.compile(r"[\s\-\u2010-\u2014\u2212]+")


def spelling_key(text: str) -> str:
    """What is left of a spelling without capitals, breaks (blanks, dashes) and invisible characters.

    >>> spelling_key("PHÔ-XAY  Khảy – khăm-phi-thun") == spelling_key("Phô-xay Khảy-khăm-phi-thun")
    True
    """
    return _BREAKS.sub("", unicodedata.normalize("NFC", text).translate(_INVISIBLE)).casefold()


class Attested(NamedTuple):
    """An attested form and the entry that owns it."""

    entry: Entry
    form: Form


@dataclass(frozen=True, slots=True)
class Spoken:
    """One sound under which entries are known.

    `components` are the phones of its components. `surprise` says in nats how unlikely its phones are to come
    together by chance; `information` how much it tells to share this sound with somebody, which is less where
    components are common. `penalty` is added to the distance when the sound is only the core of a form that
    has a title in it.
    """

    phones: str
    components: tuple[str, ...]
    attested: tuple[Attested, ...]
    surprise: float
    information: float
    penalty: float


@dataclass(frozen=True, slots=True)
class Index:
    """Spellings and sounds of a table, each with the entries that own them."""

    spellings: Mapping[str, tuple[Attested, ...]]
    sounds: Sequence[Spoken]
    phones: Sequence[str]
    by_component: Mapping[str, tuple[Spoken, ...]]
    by_skeleton: Mapping[str, tuple[Spoken, ...]]
    by_form: Mapping[Form, Spoken]
    rarity: Rarity

    def sounds_of(self, entry: Entry) -> Iterator[Spoken]:
        """The sounds of an entry's forms."""
        return (self.by_form[form] for form in entry.forms if form in self.by_form)

    def near(self, phones: str, limit: int = 24) -> list[Spoken]:
        """The sounds that are nearest by plain edit distance, as candidates for the weighted alignment."""
        cutoff = max(3, len(phones) // 2)
        found = process.extract(
            phones, self.phones, scorer=Levenshtein.distance, limit=limit, score_cutoff=cutoff
        )
        return [self.sounds[i] for _, _, i in found]


def build(entries: Iterable[Entry]) -> Index:
    """Compile the forms of the entries.

    >>> from tenlao import load
    >>> index = build([load().entry("thongloun-sisoulith")])
    >>> [a.entry.latin for a in index.spellings[spelling_key("THONGLOUN SISOULITH")]]
    ['Thongloun Sisoulith']
    """
    spellings: defaultdict[str, dict[str, Attested]] = defaultdict(dict)
    full: dict[str, _Heard] = defaultdict(_Heard)
    cores: dict[str, _Heard] = defaultdict(_Heard)
    for entry in entries:
        for form in entry.forms:
            attested = Attested(entry, form)
            spellings[spelling_key(form.text)].setdefault(entry.id, attested)
            for text, heard in ((form.text, full), (without_titles(form.text), cores)):
                components = tuple(filter(None, orthography.read(text, form.writing).phones))
                if components:
                    heard[join(components)].add(components, attested)
    rarity = Rarity(full.values())
    sounds = [
        Spoken(
            phones,
            h.components,
            tuple(h.owners.values()),
            sum(map(rarity.by_phones, h.components)),
            sum(map(rarity.by_frequency, h.components)),
            penalty,
        )
        for heard, penalty in ((full, 0.0), (cores, CORE_PENALTY))
        for phones, h in heard.items()
        if heard is full or phones not in full
    ]
    return Index(
        {key: tuple(owners.values()) for key, owners in spellings.items()},
        sounds,
        [s.phones for s in sounds],
        _grouped((component, s) for s in sounds for component in dict.fromkeys(s.components)),
        _grouped((skeleton(s.phones), s) for s in sounds),
        {form: s for s in sounds if not s.penalty for form in full[s.phones].forms},
        rarity,
    )


def _grouped(pairs: Iterable[tuple[str, Spoken]]) -> dict[str, tuple[Spoken, ...]]:
    groups: defaultdict[str, list[Spoken]] = defaultdict(list)
    for key, spoken in pairs:
        groups[key].append(spoken)
    return {key: tuple(group) for key, group in groups.items()}


class _Heard:
    """What is collected for one sound: who owns it, and its components where a form writes them together."""

    def __init__(self) -> None:
        self.components: tuple[str, ...] = ()
        self.owners: dict[str, Attested] = {}
        self.forms: list[Form] = []

    def add(self, components: tuple[str, ...], attested: Attested) -> None:
        if not self.components or len(components) < len(self.components):
            self.components = components
        self.owners.setdefault(attested.entry.id, attested)
        self.forms.append(attested.form)


CORE_PENALTY = 1.0


class Rarity:
    """How much a component tells, in nats: by how many entries have it, else by how likely its phones are."""

    def __init__(self, sounds: Iterable[_Heard]) -> None:
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for heard in sounds:
            for component in heard.components:
                owners[component].update(heard.owners)
        self.counts = {component: len(ids) for component, ids in owners.items()}
        self.total = sum(self.counts.values())
        self.pairs = Counter(p for component in owners for p in pairwise(f"^{component}$"))
        self.firsts = Counter(a for component in owners for a in f"^{component}")

    def by_phones(self, component: str) -> float:
        return -sum(
            math.log((self.pairs[a, b] + SMOOTHING / PHONES) / (self.firsts[a] + SMOOTHING))
            for a, b in pairwise(f"^{component}$")
        )

    def by_frequency(self, component: str) -> float:
        count = self.counts.get(component, 0)
        unseen = self.by_phones(component)
        return min(unseen, -math.log(count / self.total)) if count > 1 else unseen


SMOOTHING, PHONES = 5, 50

"""Parts of names that come later in a text than the whole name: đồng chí Saleumxay after Saleumxay Kommasith."""

from __future__ import annotations

import functools
import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tenlao.matching.beside_names import is_title_of
from tenlao.matching.evidence import Evidence
from tenlao.matching.index import Index
from tenlao.matching.score import Match
from tenlao.mentions.remembering import remembering
from tenlao.mentions.spans import (
    BEFORE,
    PART_SCORE,
    WIDEST,
    Chosen,
    capital_after,
    capital_before,
    joined_by_hyphen,
    syllables,
)
from tenlao.mentions.strangers_in_runs import begins_with_family_name
from tenlao.phonology.columns import Columns, columns
from tenlao.phonology.distance import consonant_key, distance
from tenlao.phonology.sound import join, vowels
from tenlao.phonology.vietnamese_spelling import is_syllable
from tenlao.table.model import Entry
from tenlao.text.announcing import joins
from tenlao.text.high_offices import FARTHEST, ends_of_offices, office_following, office_held
from tenlao.text.titles import (
    abbreviations,
    context,
    makes_a_thing,
    opening_words,
    words_between,
)
from tenlao.text.tokens import Token, opens_sentence, stretches

__all__ = ["LaterParts", "Persons", "is_given_name"]

# How far a part of a name may be from the part that was named before, in nats; and the surprisal from which no title
# is needed before it.
PART_DISTANCE, PART_SURPRISAL = 1.6, 10.0
_MOST_OF_A_FAMILY = 8  # persons of a family name who may be meant by it with their initials
SHORTEST_AS_NAMED = 3
"""Letters of a single syllable that is a part of a name without a title before it; judged."""
_OF_OTHERS = (frozenset({"organization"}), frozenset({"place"}))
_AFTER = 24  # characters after a part that are looked at
_LONGEST_JOINT = 12  # characters between names in a row: Thongloun cùng Pany và Sisay


class Part(NamedTuple):
    """Tokens `first` up to `last` of a run that may be a part of a name, and the consonant key of their sound.

    `initial` is the letter of an initial at their beginning, if there is one. They sound like those from `begin`
    up to `end` of the words of `sound`.
    """

    first: int
    last: int
    consonant_key: str
    initial: str
    sound: Columns
    begin: int
    end: int

    @property
    def heard(self) -> str:
        """What they sound like."""
        return self.sound.span(self.begin, self.end)


class SoundsOfParts(NamedTuple):
    """What the parts of a person's names sound like, each with its consonant key: given names, the others, all."""

    given: Mapping[str, str]
    others: Mapping[str, str]
    all: Mapping[str, str]


class Named:
    """The persons that a text has named so far, by the sounds of parts of their names."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.by_consonants: defaultdict[str, dict[str, Match | None]] = defaultdict(dict)
        self._sharing: dict[str, tuple[Match, ...]] = {}  # who have one part of a name

    def add(self, parts: Mapping[str, str], match: Match) -> None:
        """Take in a person; whoever had the same part of a name before is meant by it no longer."""
        for part, key in parts.items():
            self.by_consonants[key][part] = match

    def add_alone(self, parts: Mapping[str, str], match: Match) -> None:
        """Take in a person; of two who have the same part of a name, neither is meant by it, but for an initial."""
        for part, key in parts.items():
            known = self.by_consonants[key]
            before = known.get(part)
            alone = part not in known or (before and before.entry == match.entry)
            if not alone:
                sharing = (*self._sharing.get(part, ()), before)
                others = [other for other in sharing if other is not None and other.entry != match.entry]
                self._sharing[part] = (*others, match)[-_MOST_OF_A_FAMILY:]
            known[part] = match if alone else None

    def copy(self) -> Named:
        """Return the same persons, to take in others."""
        named = Named()
        for key, parts in self.by_consonants.items():
            named.by_consonants[key] = dict(parts)
        named._sharing = dict(self._sharing)
        return named

    def like(self, part: Part) -> Iterator[tuple[str, Match]]:
        """Give the parts that sound much like one, and whose they are; with an initial, the only one who has it."""
        known = self.by_consonants.get(part.consonant_key)
        if not known:
            return
        heard = part.heard
        alike = (
            (sound, m)
            for sound, m in known.items()
            if heard == sound or _apart(heard, sound) <= PART_DISTANCE
        )
        if not part.initial:
            yield from ((sound, match) for sound, match in alike if match is not None)
            return
        having = {
            person.entry.id: (sound, person)
            for sound, match in alike
            for person in ([match] if match else self._sharing.get(sound, ()))
            if _has_initial(person.entry, part.initial)
        }
        if len(having) == 1:
            yield from having.values()


_apart = functools.lru_cache(maxsize=1 << 12)(distance)


class Persons:
    """Those whom a text has named so far: by all parts of their names, and by their given names."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.by_parts, self.by_given_names = Named(), Named()

    def copy(self) -> Persons:
        """Return the same persons, to take in others."""
        persons = Persons()
        persons.by_parts, persons.by_given_names = self.by_parts.copy(), self.by_given_names.copy()
        return persons

    def __bool__(self) -> bool:
        """Whether anybody has been named."""
        return bool(self.by_parts.by_consonants)


class LaterParts:
    """Finds parts of the names of persons; remembers runs, since texts repeat themselves."""

    def __init__(self, index: Index, words: Callable[[str], Sequence[Token]]) -> None:
        """Take the index of a table, and what gives the words of a run."""
        self._index, self._words = index, words
        self._parts = remembering(self._possible_parts)
        self._consonants = remembering(self._consonants_of_parts)
        self._sounds = functools.lru_cache(maxsize=1 << 10)(self._sounds_of_parts)

    def take_in(self, persons: Persons, whole: Iterable[Chosen]) -> None:
        """Add those whom whole names in a run name to the persons of its text."""
        for chosen in whole:
            if chosen.match.entry.kind == "person":
                sounds = self._sounds(chosen.match.entry)
                persons.by_parts.add(sounds.given, chosen.match)
                persons.by_parts.add_alone(sounds.others, chosen.match)
                persons.by_given_names.add(sounds.given, chosen.match)

    def named_in(self, whole: Iterable[Chosen], run: str) -> Persons:
        """Return the persons whom whole names name, none by a part of a name that two of them have.

        Those are left out of whose names no part may stand in a run.
        """
        persons, consonants = Persons(), self._consonants(run)
        for chosen in whole:
            if chosen.match.entry.kind == "person":
                sounds = self._sounds(chosen.match.entry).all
                if not consonants.isdisjoint(sounds.values()):
                    persons.by_parts.add_alone(sounds, chosen.match)
        return persons

    def may_stand_in(self, run: str, offices: Mapping[int, re.Pattern[str]], persons: Persons) -> bool:
        """Tell whether a part of a name may stand in a run at all: in most, there is none."""
        if not persons:
            return bool(offices)
        return bool(offices) or not persons.by_parts.by_consonants.keys().isdisjoint(self._consonants(run))

    def find(
        self,
        text: str,
        offset: int,
        run: str,
        whole: Sequence[Chosen],
        offices: Mapping[int, re.Pattern[str]],
        persons: Persons,
        named_last: int = 0,
    ) -> list[Chosen]:
        """Return the spans of a run that are a part of a name, the first and the longest of those that overlap.

        The run stands at an offset in a text, and `offices` before its words; what is part of a whole name is none.
        `named_last` is where the last person ends who is named before the run.
        """
        words = self._words(run)
        if sum([chosen.last - chosen.first for chosen in whole]) == len(words):
            return []
        named, found = persons.by_parts, []
        known = named.by_consonants
        parts = [part for part in self._parts(run) if part.consonant_key in known or part.first in offices]
        if not parts:
            return []
        taken = [False] * len(words)
        for chosen in whole:
            taken[chosen.first : chosen.last] = [True] * (chosen.last - chosen.first)
        for part in parts:
            held = offices.get(part.first)
            if not any(taken[part.first : part.last]):
                match = self._whose(text, offset, run, part, named, named_last)
                if match is None and held is not None and vowels(part.heard) > 1:  # Chủ tịch Tiểu ban
                    match = self._holder(part, words, held)
                if match is not None:
                    taken[part.first : part.last] = [True] * (part.last - part.first)
                    found.append(Chosen(part.first, part.last, match))
        return found

    def is_one(self, text: str, offset: int, run: str, chosen: Chosen, persons: Persons) -> bool:
        """Tell whether a span that names a person by a given name only is that of a person named before."""
        if not persons or (chosen.match.entry.kind != "person" and chosen.match.kind == "exact"):
            return False
        in_syllables = self._is_in_syllables(chosen.match)
        may_be_part = is_given_name(self._index, chosen.match) or chosen.match.kind != "exact"
        if not may_be_part and not in_syllables:
            return False
        parts = self._parts(run)
        beginning, beyond = (bisect_left(parts, (first,)) for first in (chosen.first, chosen.first + 1))
        for part in parts[beginning:beyond]:
            if part.last == chosen.last:
                match = self._whose(text, offset, run, part, persons.by_given_names)
                if match is None or (in_syllables and match.entry == chosen.match.entry):
                    continue
                start = offset + self._words(run)[chosen.first].start
                title = context(text[max(0, start - BEFORE) : start], "").title
                if is_title_of(chosen.match.entry, title) and not is_title_of(match.entry, title):
                    continue  # Boun Oum Syvanpheng is no Prince Boun Oum
                if match.entry != chosen.match.entry or not self._is_whole(part, match):
                    return True
        return False

    def _is_in_syllables(self, match: Match) -> bool:
        """Tell whether a person is named by two syllables apart, which may be another's given name: Boun Oum."""
        spoken = self._index.sound_of(match.form)
        components = spoken.components if spoken and match.entry.kind == "person" else ()
        return len(components) == 2 and max(map(vowels, components)) == 1

    def _is_whole(self, part: Part, named: Match) -> bool:
        """Whether what may be a part has as many syllables as the whole name under which somebody was named."""
        spoken = self._index.sound_of(named.form)
        return spoken is not None and vowels(part.heard) >= vowels(join(spoken.components))

    def _consonants_of_parts(self, run: str) -> frozenset[str]:
        """The consonant keys of the parts of a run, of which few are those of somebody who has been named."""
        return frozenset(part.consonant_key for part in self._parts(run))

    def _possible_parts(self, run: str) -> list[Part]:
        """The spans of a run that may be a part of a name: a given name, an initial and a last component."""
        words = self._words(run)
        capitals = run.isupper()
        lasts = [
            last
            for last in range(len(words), 0, -1)
            if not joined_by_hyphen(words, last)
            and (not capital_after(words, last) or (capitals and _ends_in_capitals(words, last)))
        ]
        parts, sounds = [], []
        for start, phones in stretches(words):
            sound = columns(phones)
            sounds.append((start, sound, *_consonant_keys(sound)))
        for first in range(len(words)):
            if first and words[first].gap == "." and not _abbreviated_before(words, first):
                continue  # after an initial that is not taken along
            if joined_by_hyphen(words, first):
                continue
            initial = words[first].word.key if first + 1 < len(words) and words[first + 1].gap == "." else ""
            spoken = first + bool(initial)
            for last in lasts:
                if not spoken < last <= first + WIDEST:
                    continue
                for start, sound, ending, going_on in sounds:
                    begin, end = spoken - start, last - start
                    if begin >= 0 and end <= len(ending):
                        key = "".join(going_on[begin : end - 1]) + ending[end - 1]
                        # There are far fewer keys than parts.
                        key = sys.intern(key)
                        parts.append(Part(first, last, key, initial, sound, begin, end))
        return parts

    def _whose(
        self, text: str, offset: int, run: str, part: Part, named: Named, named_last: int = 0
    ) -> Match | None:
        """Whose name a part is, where it stands, or None."""
        words = self._words(run)
        start, end = offset + words[part.first].start, offset + words[part.last - 1].end
        in_row = start - named_last <= _LONGEST_JOINT and joins(text[named_last:start])
        for sound, match in named.like(part):
            before = context(text[max(0, start - BEFORE) : start], text[end : end + _AFTER])
            opened = part.first == 1 and words[0].word.key in opening_words() and opens_sentence(text, offset)
            if capital_before(words, part.first) and not (before.before or opened):
                continue
            if makes_a_thing(words[part.first].word.key):
                continue  # Phố Xay is not Phoxay Sayasone
            if makes_a_thing(before.title) or makes_a_thing(before.after) or before.kinds in _OF_OTHERS:
                continue  # Ngân hàng Phongsavanh, les îles de Siphandone
            if self._index.spells(
                "".join([w.word.key for w in words[part.first : part.last]]), ("province",)
            ):
                continue  # ông hoàng Champasak is not Boun Oum na Champassak
            if words[0].word.lao and self._begins_longer_name(words, part):
                continue
            if words[0].word.lao and begins_with_family_name(self._index.strangers, text[end : end + BEFORE]):
                continue  # another person of that given name
            surprisal = self._index.rarity.surprisal(part.heard)
            several = vowels(part.heard) > 1 or _is_as_named(text[start:end], match)
            rare = surprisal >= PART_SURPRISAL and several
            if words[0].word.lao:
                rare = rare and vowels(part.heard) > 2 and _is_parted(words, part)
            if rare and part.last - part.first > 1 and not part.initial:
                # in syllables apart, as in Vietnamese, which calls nobody by a family name
                rare = sound in self._sounds(match.entry).given
            if part.initial or rare or (in_row and several) or "person" in before.kinds:
                evidence = Evidence(part.heard, (sound,), _apart(part.heard, sound), surprisal)
                return Match(match.entry, match.form, PART_SCORE, "partial", evidence)
        return None

    def _begins_longer_name(self, words: Sequence[Token], part: Part) -> bool:
        """Whether a part in Lao script, where words are joined, is the beginning of another given name."""
        if part.last == len(words) or words[part.last].gap:
            return False
        longer = part.heard + (words[part.last].word.romanised or "")
        return vowels(part.heard) < 2 or self._index.strangers.given.bearers(longer) > 0

    def offices(self, text: str, offset: int, run: str) -> dict[int, re.Pattern[str]]:
        """Return the high offices before tokens of a run, as patterns for the roles of those who held them."""
        offices = {}
        words = self._words(run)
        for first, word in enumerate(words):
            if not first or (
                word.gap == " " and (word.word.lao or words[first - 1].word.key in ends_of_offices())
            ):
                start = offset + word.start
                office = office_held(text[max(0, start - FARTHEST) : start])
                if office is not None:
                    offices[first] = office
        for first, end in _given_names(words):
            after = text[offset + end : offset + end + FARTHEST]
            if first not in offices and (office := office_following(after)):
                offices[first] = office
        return offices

    def _holder(self, part: Part, words: Sequence[Token], role: re.Pattern[str]) -> Match | None:
        """The only person of a given name who has held an office: Thủ tướng Sonexay, whose whole name is not told.

        Or of a family name after an initial: Thủ tướng S. Siphandone.
        """
        matches: dict[str, Match] = {}
        said = [token.word for token in words[part.first + bool(part.initial) : part.last]]
        for sounds in {tuple(word.romanised for word in said), tuple(word.rendered for word in said)}:
            name = "".join(sound or "" for sound in sounds)
            for spoken in self._index.with_component(name) if join((name,)) == part.heard else ():
                if name in (spoken.components[1:] if part.initial else spoken.components[:-1]):
                    for entry, form in spoken.attested:
                        held = entry.kind == "person" and role.search(entry.role or "")
                        if held and (not part.initial or _has_initial(entry, part.initial)):
                            surprisal = self._index.rarity.surprisal(part.heard)
                            evidence = Evidence(part.heard, (name,), 0.0, surprisal)
                            matches.setdefault(entry.id, Match(entry, form, PART_SCORE, "partial", evidence))
        return next(iter(matches.values())) if len(matches) == 1 else None

    def _sounds_of_parts(self, entry: Entry) -> SoundsOfParts:
        """The sounds of the parts by which a person may be named later on."""
        sounds = []  # of each form, the given name first
        for spoken in map(self._index.sound_of, entry.forms):
            components = spoken.components if spoken else ()
            if len(components) > 3:  # syllable by syllable: given names mostly have two, or else three
                sounds += [[join(components[:end])] for end in range(2, len(components) - 1)[:2]]
            elif len(components) == 3 and max(map(vowels, components[:2])) == 1:  # Boun Oum Syvanpheng
                sounds.append([join(components[:2]), join(components[-1:])])
            elif len(components) == 2 and max(map(vowels, components)) == 1:
                sounds.append([join(components)])  # a given name in syllables: King Oun Kham
            elif components:
                sounds.append([join(components[:1]), join(components[-1:])])
        # Nobody is called by a mere vowel: châu Á is not A Nụ Vông.
        named = [[sound for sound in parts if len(sound) > 1] for parts in sounds if len(parts[0]) > 1]
        keys = {sound: consonant_key(sound) for parts in named for sound in parts}
        given = {parts[0]: keys[parts[0]] for parts in named}
        return SoundsOfParts(given, {sound: keys[sound] for parts in named for sound in parts[1:]}, keys)


def _has_initial(entry: Entry, initial: str) -> bool:
    """Tell whether a form of an entry begins with an initial, in small letters."""
    return any(form.text.casefold().startswith(initial) for form in entry.forms)


def _consonant_keys(sound: Columns) -> tuple[list[str], list[str]]:
    """The consonant keys of words in a row, of each where a sound ends with it, and where one goes on after it."""
    phones, starts, ends = sound.phones, sound.starts, sound.ends
    ending = [consonant_key(phones[start:end]) for start, end in zip(starts, ends, strict=True)]
    going_on = [
        key if following == end else consonant_key(phones[start : end - 1])  # its coda is half silent
        for key, start, end, following in zip(ending, starts, ends, [*starts[1:], ends[-1]], strict=True)
    ]
    return ending, going_on


def _given_names(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """What of a run may be a given name after which an office stands, by its first word and where it ends.

    In Latin letters that is the last word, with those that hyphens join to it, in Lao script any between blanks.
    """
    last = len(words)
    for first in range(len(words) - 1, -1, -1):
        if words[first].gap in ("", "-") and first:
            continue
        yield first, words[last - 1].end
        if not words[first].word.lao:
            return
        last = first


def _ends_in_capitals(words: Sequence[Token], last: int) -> bool:
    """Tell whether a name in a run of capitals is whole: it has hyphens, and the next word has none and is no name's.

    ÔNG KI-KẸO ĐẾN, but not ÔNG KI-KẸO KHẢY-KHĂM. Nor is a single syllable the family name of somebody whose given
    name is written in one word of several: SONEXAY THĂM.
    """
    following = words[last].word.key
    if following in words_between():
        return True
    if not is_syllable(following) or joined_by_hyphen(words, last + 1):
        return False
    return joined_by_hyphen(words, last - 1) or (syllables(words[last - 1]) > 1 and not following.isascii())


def _abbreviated_before(words: Sequence[Token], place: int) -> bool:
    """Tell whether an abbreviation stands before a place among words, of one word or of two letters (H.E.)."""
    one, two = words[place - 1].word.key, ".".join(word.word.key for word in words[max(0, place - 2) : place])
    return one in abbreviations() or two in abbreviations()


def _is_parted(words: Sequence[Token], part: Part) -> bool:
    """Tell whether blanks or the ends of a run part a part from what stands beside it."""
    return (not part.first or words[part.first].gap != "") and (
        part.last == len(words) or words[part.last].gap != ""
    )


def _is_as_named(part: str, named: Match) -> bool:
    """Tell whether a syllable is the given name of somebody letter by letter, and no word of Vietnamese: Theap."""
    return (
        part == named.form.text.partition(" ")[0] and len(part) >= SHORTEST_AS_NAMED and not is_syllable(part)
    )


def is_given_name(index: Index, match: Match) -> bool:
    """Tell whether a person is known by one component only, so that it may as well be a part of another's name."""
    spoken = index.sound_of(match.form)
    return match.entry.kind == "person" and spoken is not None and len(spoken.components) == 1

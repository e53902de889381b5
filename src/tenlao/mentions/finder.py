"""From running text to mentions: where names of the table stand, and which entries they mean.

A text is cut into *runs*, stretches of capitalised words or of Lao syllables, in which names may stand. Spans
of a run that sound like a name of the table are candidates; what stands around a span decides. A capitalised
neighbour or a Vietnamese family name before it speaks against it, a title or a generic word (tỉnh, district,
ເມືອງ) for it. Parts of a name (đồng chí Saleumxay) are mentions once the whole name has been found.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import NamedTuple

from tenlao.matching.index import Attested, Index
from tenlao.matching.lookup import compare, namesakes
from tenlao.matching.score import Evidence, Match, weigh
from tenlao.phonology.distance import consonant_key, distance
from tenlao.phonology.sound import join
from tenlao.table.model import Entry, Form
from tenlao.text.keys import spelling_key
from tenlao.text.offsets import blanked
from tenlao.text.titles import Context, context, elsewhere, generic_words, without_titles
from tenlao.text.tokens import Token, Word, heard, opens_sentence, prose, runs, tokens

__all__ = ["Finder", "Mention"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where an entry is named.

    `start` and `end` are offsets in code points into the text as given; `text` is what stands there. `others`
    are further entries of that name that the words around it do not rule out: the mention is ambiguous.

    >>> from tenlao import load
    >>> for text in "ở thành phố Kaysone Phomvihane", "Kaysone Phomvihane":
    ...     for mention in load().find(text):
    ...         print(mention.match.entry.id, [other.entry.id for other in mention.others])
    kaysone-phomvihane-city []
    kaysone-phomvihane ['kaysone-phomvihane-city']
    """

    start: int
    end: int
    text: str
    match: Match
    others: tuple[Match, ...] = ()


class _Span(NamedTuple):
    """Tokens `first` up to `last` of a run, and the entries that they may name in full, best first."""

    first: int
    last: int
    matches: tuple[Match, ...]


class _Part(NamedTuple):
    """Tokens `first` up to `last` of a run that may be a part of a name: what they sound like, their consonant_key.

    `initial` is the letter of an initial at their beginning, if there is one.
    """

    first: int
    last: int
    heard: str
    consonant_key: str
    initial: str


class _Shape(NamedTuple):
    """All that does not depend on where a run stands: its tokens, and spans of them that may be names."""

    tokens: Sequence[Token]
    spans: Sequence[_Span]
    capitals: bool


class _Chosen(NamedTuple):
    """Tokens `first` up to `last` of a run, what they are taken for, in nats how much speaks for it, what else."""

    first: int
    last: int
    match: Match
    worth: float
    others: tuple[Match, ...] = ()


_WIDEST, _WIDEST_LAO = 9, 14  # tokens, syllables: the longest forms of the table have fewer
_BEFORE, _AFTER = 40, 24  # characters of context that are looked at

# What a span must reach to be taken for a name: its score, and the surprisal (nats) of its sound.
LOWEST_SCORE, LOWEST_SCORE_ALONE = 73.0, 84.0
SURPRISAL_IN_CONTEXT, SURPRISAL_ALONE = 4.0, 8.0
SURPRISAL_BY_DISTANCE, SURPRISAL_IF_SPACED = 2.0, 3.0
# What it needs besides when a capitalised word stands beside it; when that means little, since all is in
# capitals or the word opens a sentence; when hyphens show that it is a whole name; when it is no attested
# spelling in Lao text, where words are joined.
SURPRISAL_BESIDE_CAPITAL, SURPRISAL_BESIDE_OPENING, SURPRISAL_BESIDE_HYPHENS = 16.0, 3.0, 10.0
SURPRISAL_IN_LAO = 12.0
# How far a part of a name may be from the part that was named before, in nats; its score; and the surprisal
# from which no title is needed before it.
PART_DISTANCE, PART_SCORE, PART_SURPRISAL = 1.6, 90.0, 10.0
# What a distance takes off the worth of a span, for each of its nats.
WORTH_BY_DISTANCE = 3.0


class _Named:
    """The persons that a text has named so far, by the sounds of the parts of their names."""

    def __init__(self) -> None:
        self.by_skeleton: defaultdict[str, dict[str, Match]] = defaultdict(dict)

    def add(self, parts: Iterable[str], match: Match) -> None:
        """Take in a person; whoever had the same part of a name before is meant by it no longer."""
        for part in parts:
            self.by_skeleton[consonant_key(part)][part] = match

    def like(self, part: _Part) -> Iterator[tuple[str, Match]]:
        """The parts that sound much like one, and whose they are."""
        for sound, match in self.by_skeleton.get(part.consonant_key, {}).items():
            if _apart(part.heard, sound) <= PART_DISTANCE:
                yield sound, match


_apart = functools.lru_cache(maxsize=1 << 16)(distance)


class _Persons(NamedTuple):
    """Those whom a text has named: by all parts of their names, and by their given names."""

    named: _Named
    given: _Named


class Finder:
    """Finds the mentions of one table's entries; remembers words, spans and runs, since texts repeat themselves."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._matches = functools.lru_cache(maxsize=1 << 16)(self._match)
        self._shapes = functools.lru_cache(maxsize=1 << 15)(self._shape)
        self._parts = functools.lru_cache(maxsize=1 << 15)(self._possible_parts)
        self._accepted = functools.lru_cache(maxsize=1 << 16)(self._accept)
        self._part_sounds = functools.lru_cache(maxsize=1 << 12)(self._sounds_of_parts)
        self._phrases = _phrases(index)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions of the entries in a text, in text order, none overlapping.

        >>> from tenlao import load
        >>> text = "Gặp ông Thonglun Sisulith ở Viêng Chăn."
        >>> [(m.start, m.end, m.match.entry.latin) for m in load().find(text)]
        [(8, 25, 'Thongloun Sisoulith'), (28, 38, 'Vientiane')]
        """
        return self._read(text, 0, _Persons(_Named(), _Named()))

    def find_in_parts(self, parts: Iterable[str]) -> Iterator[Mention]:
        """See `tenlao.Gazetteer.find_in_parts`."""
        persons = _Persons(_Named(), _Named())
        offset = 0
        for part in parts:
            yield from self._read(part, offset, persons)
            offset += len(part)

    def _read(self, text: str, shift: int, persons: _Persons) -> list[Mention]:
        """The mentions in a text, their offsets shifted; `persons` are those named before, and take in more."""
        left = prose(text)
        mentions = []
        for m in self._phrases.finditer(left):
            match = weigh(self._index.spelled(spelling_key(m[0])), ())[0]
            mentions.append(Mention(m.start(), m.end(), text[m.start() : m.end()], match))
        if mentions:
            left = blanked(left, ((m.start, m.end) for m in mentions))

        named, given = persons
        for offset, run in runs(left):
            shape = self._shapes(run)
            if not shape.spans and not named.by_skeleton:
                continue
            whole = self._whole_names(left, offset, run, shape)
            whole = [chosen for chosen in whole if not self._given(left, offset, run, shape, chosen, given)]
            for chosen in whole:
                if chosen.match.entry.kind == "person":
                    sounds = self._part_sounds(chosen.match.entry)
                    named.add(chain.from_iterable(sounds), chosen.match)
                    given.add((sound[0] for sound in sounds), chosen.match)
            parts = self._parts_of_names(left, offset, run, shape, whole, named) if named.by_skeleton else []
            for first, last, match, _, others in sorted(whole + parts, key=lambda chosen: chosen.first):
                start, end = offset + shape.tokens[first].start, offset + shape.tokens[last - 1].end
                mentions.append(Mention(start, end, text[start:end], match, others))
        mentions.sort(key=lambda mention: mention.start)
        if not shift:
            return mentions
        return [replace(m, start=m.start + shift, end=m.end + shift) for m in mentions]

    def _shape(self, run: str) -> _Shape:
        words = tokens(run)
        in_lao = bool(words) and words[0].word.lao
        widest = _WIDEST_LAO if in_lao else _WIDEST
        spans = []
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + widest) + 1):
                span = words[first:last]
                matches = self._matches(tuple([t.word for t in span]), tuple([t.gap for t in span[1:]]))
                if matches:
                    spans.append(_Span(first, last, matches))
        return _Shape(words, spans, run.isupper())

    def _match(self, words: tuple[Word, ...], gaps: tuple[str, ...]) -> tuple[Match, ...]:
        """The entries that a span of words may name in full, best first."""
        if " ".join([w.key for w in words]) in elsewhere():
            return ()
        exact = [a for a in self._index.spelled("".join([w.key for w in words])) if _in_text(a)]
        if not exact and len(words) > 1 and words[0].key in generic_words():
            rest = self._index.spelled("".join([w.key for w in words[1:]]))
            exact = [a for a in rest if a.entry.kind == "place" and _in_text(a)]
        if len(exact) > 1:
            written = "".join([a + b for a, b in zip(("", *gaps), [w.key for w in words], strict=True)])
            exact.sort(key=lambda a: a.form.text.casefold() != written)
        if exact:
            return tuple(weigh(exact, namesakes(self._index, exact, heard(words, gaps))))
        candidates = []
        for components in heard(words, gaps):
            changes = 1 if len(words) > 1 and any(map(self._in_names, words)) else 0
            found = compare(self._index, components, changes=changes)
            candidates += [c for c in found if _in_text(c.attested)]
        return tuple([m for m in weigh((), candidates) if m.score >= LOWEST_SCORE])

    def _whole_names(self, text: str, offset: int, run: str, shape: _Shape) -> list[_Chosen]:
        """The spans of a run that name an entry in full: those for which most speaks, none overlapping."""
        found = []
        for number, (first, last, _) in enumerate(shape.spans):
            start, end = offset + shape.tokens[first].start, offset + shape.tokens[last - 1].end
            around = context(text[max(0, start - _BEFORE) : start], text[end : end + _AFTER])
            opening = shape.capitals or (first == 1 and opens_sentence(text, offset))
            chosen = self._accepted(run, number, around, opening)
            if chosen:
                found.append(chosen)
        if len(found) < 2:
            return found
        found.sort(key=lambda chosen: (-chosen.worth, chosen.first))
        taken = [False] * len(shape.tokens)
        kept = []
        for chosen in found:
            if not any(taken[chosen.first : chosen.last]):
                taken[chosen.first : chosen.last] = [True] * (chosen.last - chosen.first)
                kept.append(chosen)
        return kept

    def _accept(self, text: str, number: int, around: Context, opening: bool) -> _Chosen | None:
        """A span of a run as the name that it is taken for among what stands around it, or None.

        `opening` tells that a capital before the span means little.
        """
        shape = self._shapes(text)
        first, last, matches = shape.spans[number]
        run = shape.tokens
        match = next((m for m in matches if m.entry.kind in around.kinds), matches[0])
        supported = match.entry.kind in around.kinds
        exact = match.kind == "exact"
        apart = match.evidence.cost if match.evidence else 0.0
        syllables = sum(map(_syllables, run[first:last]))
        if syllables < 2 and not (exact and supported):
            return None
        needed = SURPRISAL_IN_CONTEXT if supported else SURPRISAL_ALONE
        needed += SURPRISAL_BY_DISTANCE * apart
        spaced = syllables == last - first and all(t.gap == " " for t in run[first + 1 : last])
        if not exact and not supported and spaced:
            needed += SURPRISAL_IF_SPACED  # as Vietnamese words are, too
        capitals = (_capital_before(run, first) and not around.before) + (
            _capital_after(run, last) and not around.after
        )
        if capitals:
            if opening and not around.family_name:
                needed += SURPRISAL_BESIDE_OPENING
            elif {" ", "-"} <= {token.gap for token in run[first + 1 : last]}:
                needed += SURPRISAL_BESIDE_HYPHENS * capitals
            else:
                needed += SURPRISAL_BESIDE_CAPITAL * capitals
        if run[0].word.lao and not exact and not (supported and match.entry.kind == "place"):
            needed += SURPRISAL_IN_LAO
        surprisal = self._surprisal(match.form)
        if match.score < (LOWEST_SCORE if supported else LOWEST_SCORE_ALONE) or surprisal < needed:
            return None
        if not exact and _has_title(unicodedata.normalize("NFC", text[run[first].start : run[last - 1].end])):
            return None
        others = tuple(
            [
                m
                for m in matches
                if m.score >= LOWEST_SCORE_ALONE
                and m is not match
                and not (supported and m.entry.kind not in around.kinds)
            ]
        )
        return _Chosen(first, last, match, surprisal - (not exact) - WORTH_BY_DISTANCE * apart, others)

    def _possible_parts(self, run: str) -> list[_Part]:
        """The spans of a run that may be a part of a name: a given name, an initial and a last component."""
        words = self._shapes(run).tokens
        parts = []
        for first in range(len(words)):
            if first and words[first].gap == ".":
                continue  # after an initial that is not taken along
            initial = words[first].word.key if first + 1 < len(words) and words[first + 1].gap == "." else ""
            for last in range(min(len(words), first + _WIDEST), first + bool(initial), -1):
                if _capital_after(words, last):
                    continue
                span = words[first + bool(initial) : last]
                for components in heard([t.word for t in span], [t.gap for t in span[1:]]):
                    part = join(components)
                    parts.append(_Part(first, last, part, consonant_key(part), initial))
        return parts

    def _parts_of_names(
        self, text: str, offset: int, run: str, shape: _Shape, whole: Sequence[_Chosen], named: _Named
    ) -> list[_Chosen]:
        """Spans that are a part of a name found before, the first and the longest of those that overlap."""
        taken = [False] * len(shape.tokens)
        for chosen in whole:
            taken[chosen.first : chosen.last] = [True] * (chosen.last - chosen.first)
        found = []
        for part in self._parts(run):
            if part.consonant_key in named.by_skeleton and not any(taken[part.first : part.last]):
                match = self._part_of(text, offset, shape, part, named)
                if match:
                    taken[part.first : part.last] = [True] * (part.last - part.first)
                    found.append(_Chosen(part.first, part.last, match, 0.0))
        return found

    def _given(self, text: str, offset: int, run: str, shape: _Shape, chosen: _Chosen, given: _Named) -> bool:
        """Whether a span that names a person by a given name only is that of a person named before."""
        return self._is_given_name(chosen.match) and any(
            self._part_of(text, offset, shape, part, given) is not None
            for part in self._parts(run)
            if (part.first, part.last) == (chosen.first, chosen.last)
        )

    def _part_of(self, text: str, offset: int, shape: _Shape, part: _Part, named: _Named) -> Match | None:
        """Whose name a part is, where it stands, or None."""
        run = shape.tokens
        start = offset + run[part.first].start
        for sound, match in named.like(part):
            if not any(form.text.casefold().startswith(part.initial) for form in match.entry.forms):
                continue
            before = context(text[max(0, start - _BEFORE) : start], "")
            if _capital_before(run, part.first) and not before.before:
                continue
            surprisal = self._index.rarity.surprisal(part.heard)
            rare = surprisal >= PART_SURPRISAL and _vowels(part.heard) > 1 and not run[0].word.lao
            if part.initial or rare or "person" in before.kinds:
                evidence = Evidence(part.heard, (sound,), _apart(part.heard, sound), surprisal)
                return Match(match.entry, match.form, PART_SCORE, "partial", evidence)
        return None

    def _is_given_name(self, match: Match) -> bool:
        """Whether a person is known by one component only, so that it may as well be a part of another's name."""
        spoken = self._index.sound_of(match.form)
        return match.entry.kind == "person" and spoken is not None and len(spoken.components) == 1

    def _in_names(self, word: Word) -> bool:
        return word.romanised is not None and bool(self._index.with_component(word.romanised))

    def _surprisal(self, form: Form) -> float:
        spoken = self._index.sound_of(form)
        return sum(map(self._index.rarity.surprisal, spoken.components)) if spoken else 0.0

    def _sounds_of_parts(self, entry: Entry) -> list[list[str]]:
        """The sounds of the parts by which a person may be named later on, for each form: the given name first."""
        sounds = []
        for spoken in map(self._index.sound_of, entry.forms):
            components = spoken.components if spoken else ()
            if len(components) > 3:  # written syllable by syllable: given names mostly have two
                sounds.append([join(components[:2])])
            elif len(components) > 1:
                sounds.append([join(components[:1]), join(components[-1:])])
        return sounds


def _syllables(token: Token) -> int:
    """How many syllables a token has, about: its vowels, as a romanisation where it may be one."""
    return _vowels(token.word.romanised or token.word.rendered or "")


def _vowels(phones: str) -> int:
    return sum([phone in "aɐiɯueɛoɔɤ" for phone in phones])


@functools.lru_cache(maxsize=1 << 12)
def _in_text(attested: Attested) -> bool:
    """Whether a form is one to look for in texts: not that of a people, nor one that only adds a title."""
    entry, form = attested
    if entry.type == "ethnic group":
        return False
    core = spelling_key(without_titles(form.text, keep_own=True))
    return core == spelling_key(form.text) or all(core != spelling_key(f.text) for f in entry.forms)


@functools.lru_cache(maxsize=1 << 12)
def _has_title(form: str) -> bool:
    return without_titles(form, keep_own=True) != form


def _capital_before(run: Sequence[Token], first: int) -> bool:
    return first > 0 and run[first].gap == " " and not run[first].word.lao


def _capital_after(run: Sequence[Token], last: int) -> bool:
    if last >= len(run):
        return False
    following = run[last]
    return following.gap == " " and not following.word.lao and not following.word.key.isdigit()


_SPACED_DASH = re.compile(r"\s+[-\u2010-\u2014]\s+")


def _phrases(index: Index) -> re.Pattern[str]:
    """A pattern for names that runs of capitalised words miss for their small letters (Cánh đồng Chum).

    Well-known places are also looked for in small letters throughout, as people write them on social media.
    """
    wanted = set()
    sounds = map(index.sound, range(len(index.phones)))
    for entry, form, phones in ((*a, s.phones) for s in sounds for a in s.attested if not s.penalty):
        words = _SPACED_DASH.sub("-", form.text).split()
        if form.writing == "lao" or form.tag == "typo" or len(words) < 2:
            continue
        capitalised = all(w[0].isupper() or not w[0].isalpha() for w in words)
        if not capitalised and _vowels(phones) > 1:
            wanted.add(form.text)
        if entry.type in WELL_KNOWN:
            wanted.add(form.text.lower())
    forms = {" ".join(unicodedata.normalize(n, form).split()) for form in wanted for n in ("NFC", "NFD")}
    if not forms:
        return re.compile("(?!)")
    return re.compile(rf"(?<!\w)(?:{_any_of(sorted(forms))})(?![\w\u0300-\u036f])")


def _any_of(strings: Sequence[str]) -> str:
    r"""A pattern for any of the sorted strings, the longest that fits, in which a blank stands for any white space.

    Common beginnings stand in it once, so that a place in a text is given up after its first letters.

    >>> _any_of(["luang namtha", "luang prabang", "pakse"])
    '(?:luang\\s+(?:namtha|prabang)|pakse)'
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for string in strings:
        groups[string[:1]].append(string)
    alternatives = []
    for group in (group for first, group in groups.items() if first):
        common = _common_beginning(group[0], group[-1])
        rest = [string[len(common) :] for string in group]
        written = r"\s+".join(map(re.escape, common.split(" ")))
        alternatives.append(written + (_any_of(rest) if any(rest) else ""))
    pattern = f"(?:{'|'.join(alternatives)})"
    return f"{pattern}?" if "" in groups else pattern


def _common_beginning(first: str, last: str) -> str:
    """What all strings begin with that are sorted between these two."""
    for i, (a, b) in enumerate(zip(first, last, strict=False)):
        if a != b:
            return first[:i]
    return min(first, last, key=len)


WELL_KNOWN = ("capital", "province", "town")

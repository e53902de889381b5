"""From running text to mentions: where names of the table stand, and which entries they mean.

A text is cut into *runs*, stretches of capitalised words or of Lao syllables, in which names may stand. Spans
of a run that sound like a name of the table are candidates; what stands around a span decides. A capitalised
neighbour or a Vietnamese family name before it speaks against it, a title or a generic word (tỉnh, district,
ເມືອງ) for it. Parts of a name (đồng chí Saleumxay) are mentions once the whole name has been found.
"""

from __future__ import annotations

import functools
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import NamedTuple

from tenlao.matching.candidates import (
    SWAP_PENALTY,
    compare,
    components_of,
    is_bare,
    is_title_of,
    misspelt,
    namesakes,
)
from tenlao.matching.index import Attested, Index
from tenlao.matching.lookup import UNSURE
from tenlao.matching.score import Evidence, Match, weigh
from tenlao.matching.strangers import ComponentModel
from tenlao.mentions.phrases import phrases
from tenlao.mentions.segmentation import BESIDE_WORD, Piece, best_segments
from tenlao.mentions.span_rules import (
    LOWEST_SCORE,
    LOWEST_SCORE_ALONE,
    SAME_SOUND,
    SpanFeatures,
    lowest_score,
    required_surprisal,
)
from tenlao.phonology.distance import consonant_key, distance
from tenlao.phonology.sound import join, vowels
from tenlao.table.model import Entry
from tenlao.text.keys import spelling_key
from tenlao.text.neighbours import is_neighbour
from tenlao.text.offices import office_heads
from tenlao.text.offsets import blanked
from tenlao.text.origins import speaks_of_laos
from tenlao.text.titles import (
    Context,
    abbreviations,
    context,
    elsewhere,
    generic_words,
    is_generic,
    person_titles,
    without_titles,
)
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
    """Tokens `first` up to `last` of a run, what they are taken for, and what else they may mean."""

    first: int
    last: int
    match: Match
    others: tuple[Match, ...] = ()


_WIDEST, _WIDEST_LAO = 9, 14  # tokens, syllables: the longest forms of the table have fewer
_BEFORE, _AFTER, _NEARBY = 40, 24, 1500  # characters of context that are looked at

# What an unexplained word in capitals beside a name costs (nats) when that means little, since all is in capitals
# or the word opens a sentence; when hyphens show that the name is whole.
BESIDE_OPENING, BESIDE_HYPHENS = 3.0, 10.0
# Of two readings of a span for which as much speaks, the attested spelling is taken.
EXACT_FIRST = 0.01
# What speaks for a stranger's name, two components that no entry has: what the likelihood of each as a Lao name
# adds to that of any phones, by the phone; which part of it counts beside what the table attests; the least there
# must be of it for each component, and for both; and what a title before it adds.
ANY_PHONE, OF_STRANGERS, LEAST_OF_COMPONENT, LEAST_OF_STRANGER, TITLED = 2.3, 0.5, -2.0, 6.0, 4.0
# How far a part of a name may be from the part that was named before, in nats; its score; and the surprisal
# from which no title is needed before it.
PART_DISTANCE, PART_SCORE, PART_SURPRISAL = 1.6, 90.0, 10.0


class _Named:
    """The persons that a text has named so far, by the sounds of the parts of their names."""

    def __init__(self) -> None:
        self.by_consonants: defaultdict[str, dict[str, Match]] = defaultdict(dict)

    def add(self, parts: Iterable[str], match: Match) -> None:
        """Take in a person; whoever had the same part of a name before is meant by it no longer."""
        for part in parts:
            self.by_consonants[consonant_key(part)][part] = match

    def like(self, part: _Part) -> Iterator[tuple[str, Match]]:
        """The parts that sound much like one, and whose they are."""
        for sound, match in self.by_consonants.get(part.consonant_key, {}).items():
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
        self._chosen = functools.lru_cache(maxsize=1 << 16)(self._choose)
        self._strangers = functools.lru_cache(maxsize=1 << 15)(self._find_strangers)
        self._part_sounds = functools.lru_cache(maxsize=1 << 12)(self._sounds_of_parts)
        self._phrases = phrases(index)

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
        abroad: set[int] = set()  # where what may as well be a place in a neighbouring country starts
        for offset, run in runs(left):
            shape = self._shapes(run)
            if not shape.spans and not named.by_consonants:
                continue
            whole = self._whole_names(left, offset, run, shape)
            abroad.update(offset + shape.tokens[c.first].start for c in whole if _may_be_abroad(shape, c))
            whole = [chosen for chosen in whole if not self._given(left, offset, run, shape, chosen, given)]
            for chosen in whole:
                if chosen.match.entry.kind == "person":
                    sounds = self._part_sounds(chosen.match.entry)
                    named.add(chain.from_iterable(sounds), chosen.match)
                    given.add((sound[0] for sound in sounds), chosen.match)
            parts = (
                self._parts_of_names(left, offset, run, shape, whole, named) if named.by_consonants else []
            )
            for first, last, match, others in sorted(whole + parts, key=lambda chosen: chosen.first):
                start, end = offset + shape.tokens[first].start, offset + shape.tokens[last - 1].end
                mentions.append(Mention(start, end, text[start:end], match, others))
        mentions.sort(key=lambda mention: mention.start)
        if abroad:
            mentions = _in_laos(text, mentions, abroad)
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
        key = "".join([w.key for w in words])
        if key in elsewhere():
            return ()
        exact = [a for a in self._index.spelled(key) if _in_text(a)]
        if not exact and len(words) > 1 and words[0].key in generic_words():
            rest = self._index.spelled("".join([w.key for w in words[1:]]))
            exact = [a for a in rest if a.entry.kind == "place" and _in_text(a)]
        if len(exact) > 1:
            written = "".join([a + b for a, b in zip(("", *gaps), [w.key for w in words], strict=True)])
            exact.sort(key=lambda a: a.form.text.casefold() != written)
        if exact:
            return tuple(weigh(exact, namesakes(self._index, exact, heard(words, gaps))))
        if is_neighbour("".join([w.key for w in words])):
            return ()
        candidates = []
        for components in heard(words, gaps):
            changes = 1 if len(words) > 1 and any(map(self._in_names, words)) else 0
            found = compare(self._index, components, changes=changes)
            candidates += [c for c in found if _in_text(c.attested)]
            if len(components) == 2:
                swapped = compare(self._index, components[::-1], SWAP_PENALTY, changes=0)
                candidates += [c for c in swapped if c.attested.entry.kind == "person"]
        unsure = max([c.odds for c in candidates], default=0.0) < UNSURE
        if unsure and len(words) > 1 and not words[0].lao and any(map(self._in_names, words)):
            name = "".join([gap + word.key for gap, word in zip(("", *gaps), words, strict=True)])
            candidates += [c for c in misspelt(self._index, name) if _in_text(c.attested)]
        return tuple([m for m in weigh((), candidates) if m.score >= LOWEST_SCORE])

    def _whole_names(self, text: str, offset: int, run: str, shape: _Shape) -> list[_Chosen]:
        """The spans of a run that name an entry in full: those for which most speaks, none overlapping."""
        contexts = []
        for first, last, _ in shape.spans:
            start, end = offset + shape.tokens[first].start, offset + shape.tokens[last - 1].end
            contexts.append(context(text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]))
        titled = bool(shape.spans) and "person" in context(text[max(0, offset - _BEFORE) : offset], "").kinds
        return self._chosen(run, tuple(contexts), opens_sentence(text, offset), titled)

    def _choose(self, text: str, contexts: Sequence[Context], opening: bool, titled: bool) -> list[_Chosen]:
        """The spans of a run that name entries, by what stands around each; `titled`, if a title stands before all.

        `opening` tells that the run opens a sentence, so that its first capital means little.
        """
        shape = self._shapes(text)
        run = shape.tokens
        pieces = []
        for span, around in zip(shape.spans, contexts, strict=True):
            piece = self._piece(text, shape, span, around, opening)
            if piece is not None:
                pieces.append(piece)
        if not pieces:
            return []
        if len(run) > 1 and not run[0].word.lao:
            spans = {(piece.first, piece.last) for piece in pieces}
            strangers = self._strangers(text, titled)
            pieces += [stranger for stranger in strangers if (stranger.first, stranger.last) not in spans]
        parted = [token.gap != " " or token.word.lao for token in run]
        return [
            piece.value for piece, _ in best_segments(len(run), pieces, parted) if piece.value is not None
        ]

    def _piece(
        self, text: str, shape: _Shape, span: _Span, around: Context, opening: bool
    ) -> Piece[_Chosen] | None:
        """A span as a piece of its run, None where too little speaks for it."""
        first, last, matches = span
        run = shape.tokens
        match = next((m for m in matches if m.entry.kind in around.kinds), matches[0])
        entry = match.entry
        exact = match.kind == "exact"
        syllables = sum(map(_syllables, run[first:last]))
        features = SpanFeatures(
            kind=entry.kind,
            exact=exact,
            apart=match.evidence.cost if match.evidence else 0.0,
            syllables=syllables,
            words=last - first,
            spaced=syllables == last - first and all(t.gap == " " for t in run[first + 1 : last]),
            in_lao=run[0].word.lao,
            announced=around.kinds or _own_kind(match, run[first:last]),
            bare=is_bare(self._index, match),
            fits=is_title_of(entry, around.title),
        )
        required = required_surprisal(features)
        if required is None or match.score < lowest_score(features):
            return None
        unexplained = not around.before and _capital_before(run, first)
        if unexplained and self._is_given_name(match) and self._may_be_given_name(run[first - 1 : first]):
            return None  # a name after a given name is a family name, also that of a prince
        surprisal = self._surprisal(match)
        if surprisal < required:
            return None
        words = unicodedata.normalize("NFC", text[run[first].start : run[last - 1].end])
        if not exact and (_has_title(words) or words.casefold() in _begun_titles()):
            return None
        others = tuple(
            [
                m
                for m in matches
                if m.score >= LOWEST_SCORE_ALONE
                and m is not match
                and not (features.supported and m.entry.kind not in around.kinds)
            ]
        )
        hyphens = {" ", "-"} <= {token.gap for token in run[first + 1 : last]}
        beside = BESIDE_OPENING if shape.capitals else BESIDE_HYPHENS if hyphens else BESIDE_WORD
        before = after = beside
        if not unexplained:
            before = 0.0
        elif opening and first == 1 and not around.family_name and not self._may_be_given_name(run[:1]):
            before = min(before, BESIDE_OPENING)
        if around.after or not _capital_after(run, last) or _is_title(run[last].word):
            after = 0.0
        return Piece(
            first,
            last,
            entry.kind,
            surprisal - required - EXACT_FIRST * (not exact),
            before,
            after,
            "person" in around.kinds and entry.kind == "place",
            _Chosen(first, last, match, others),
        )

    def _find_strangers(self, text: str, titled: bool) -> list[Piece[_Chosen]]:
        """The places of a run that may be the given and the family name of somebody in no table."""
        run = self._shapes(text).tokens
        units = _units(run)
        found: list[Piece[_Chosen]] = []
        for (first, middle), (start, last) in pairwise(units):
            if run[start].gap != " " or any(_is_title(run[n].word) for n in (first, start)):
                continue
            speaks = (
                _speaks(self._index.strangers.given, run[first:middle]),
                _speaks(self._index.strangers.family, run[start:last]),
            )
            if min(speaks) >= LEAST_OF_COMPONENT and sum(speaks) >= LEAST_OF_STRANGER:
                worth = OF_STRANGERS * sum(speaks) + TITLED * titled
                found.append(Piece(first, last, "person", worth, BESIDE_WORD / 2, BESIDE_WORD / 2))
        return found

    def _may_be_given_name(self, tokens: Sequence[Token]) -> bool:
        return _speaks(self._index.strangers.given, tokens) >= LEAST_OF_COMPONENT

    def _possible_parts(self, run: str) -> list[_Part]:
        """The spans of a run that may be a part of a name: a given name, an initial and a last component."""
        words = self._shapes(run).tokens
        parts = []
        for first in range(len(words)):
            if first and words[first].gap == "." and words[first - 1].word.key not in abbreviations():
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
            if part.consonant_key in named.by_consonants and not any(taken[part.first : part.last]):
                match = self._part_of(text, offset, shape, part, named)
                if match:
                    taken[part.first : part.last] = [True] * (part.last - part.first)
                    found.append(_Chosen(part.first, part.last, match))
        return found

    def _given(self, text: str, offset: int, run: str, shape: _Shape, chosen: _Chosen, given: _Named) -> bool:
        """Whether a span that names a person by a given name only is that of a person named before."""
        may_be_part = self._is_given_name(chosen.match) or chosen.match.kind != "exact"
        return may_be_part and any(
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
            rare = surprisal >= PART_SURPRISAL and vowels(part.heard) > 1 and not run[0].word.lao
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

    def _surprisal(self, match: Match) -> float:
        return sum(map(self._index.rarity.surprisal, components_of(self._index, match)))

    def _sounds_of_parts(self, entry: Entry) -> list[list[str]]:
        """The sounds of the parts by which a person may be named later on, for each form: the given name first."""
        sounds = []
        for spoken in map(self._index.sound_of, entry.forms):
            components = spoken.components if spoken else ()
            if len(components) > 3:  # written syllable by syllable: given names mostly have two
                sounds.append([join(components[:2])])
            elif components:
                sounds.append([join(components[:1]), join(components[-1:])])
        return sounds


def _syllables(token: Token) -> int:
    """How many syllables a token has, about: its vowels, as a romanisation where it may be one."""
    return vowels(token.word.romanised or token.word.rendered or "")


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


def _may_be_abroad(shape: _Shape, chosen: _Chosen) -> bool:
    """Whether a place may as well be one in a neighbouring country.

    That is one of that name or of one syllable, or any in spaced syllables that sound otherwise or have Vietnamese
    marks that no source prints: so are places of Vietnam.
    """
    if chosen.match.entry.kind != "place":
        return False
    tokens = shape.tokens[chosen.first : chosen.last]
    spaced = len(tokens) > 1 and all(t.gap == " " and _syllables(t) == 1 for t in tokens[1:])
    if spaced and chosen.match.kind != "exact" and not tokens[0].word.lao:
        apart = chosen.match.evidence.cost if chosen.match.evidence else 0.0
        marked = any(t.word.romanised is None for t in tokens)  # has letters that no romanization has
        if marked or apart > SAME_SOUND:
            return True
    return (len(tokens) == 1 and _syllables(tokens[0]) == 1) or is_neighbour(
        "".join([t.word.key for t in tokens])
    )


def _in_laos(text: str, mentions: Sequence[Mention], abroad: Container[int]) -> list[Mention]:
    """The mentions without those that may be abroad, unless the text near them speaks of Laos or names others."""
    sure = [m.start for m in mentions if m.start not in abroad]

    def near_laos(mention: Mention) -> bool:
        first, last = mention.start - _NEARBY, mention.start + _NEARBY
        named = bisect_left(sure, first) < bisect_left(sure, last)
        return named or speaks_of_laos(text[max(0, first) : last])

    return [m for m in mentions if m.start not in abroad or near_laos(m)]


def _own_kind(match: Match, tokens: Sequence[Token]) -> frozenset[str]:
    """The kind that a generic word announces which is a part of an attested name: Bản Mày, Mường Khoa."""
    generic = len(tokens) > 1 and is_generic(tokens[0].word.key)
    return (
        frozenset({"place"})
        if generic and match.kind == "exact" and match.entry.kind == "place"
        else frozenset()
    )


def _units(run: Sequence[Token]) -> list[tuple[int, int]]:
    """The words of a run, each with the syllables that hyphens join to it: first and last token."""
    starts = [n for n, token in enumerate(run) if token.gap != "-"]
    return list(pairwise([*starts, len(run)]))


def _phones(tokens: Sequence[Token]) -> str:
    """What a word sounds like: as a rendering where hyphens join its syllables, else as a romanization."""
    words = [token.word for token in tokens]
    if len(words) > 1:
        return "".join([word.rendered or word.romanised or "" for word in words])
    return words[0].romanised or words[0].rendered or ""


def _speaks(model: ComponentModel, tokens: Sequence[Token]) -> float:
    """How much speaks for a component being a name (nats), and not any row of phones."""
    phones = _phones(tokens)
    return ANY_PHONE * len(phones) - model.surprisal(phones)


@functools.cache
def _title_firsts() -> frozenset[str]:
    """The first words of titles and offices, as keys."""
    return frozenset(spelling_key(title.split()[0]) for title in (*person_titles(), *office_heads()))


@functools.cache
def _begun_titles() -> frozenset[str]:
    """Titles and offices without their last words, in small letters: Phó Bí (thư), which is Phu Bia by its sound."""
    words = (title.casefold().split() for title in (*person_titles(), *office_heads()))
    return frozenset(" ".join(title[:n]) for title in words for n in range(2, len(title)))


def _is_title(word: Word) -> bool:
    return word.key in _title_firsts()


def _capital_before(run: Sequence[Token], first: int) -> bool:
    return first > 0 and run[first].gap == " " and not run[first].word.lao


def _capital_after(run: Sequence[Token], last: int) -> bool:
    if last >= len(run):
        return False
    following = run[last]
    return following.gap == " " and not following.word.lao and not following.word.key.isdigit()

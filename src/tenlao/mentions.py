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
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from tenlao.index import Attested, Index, spelling_key
from tenlao.match import Evidence, Match, compare, weigh
from tenlao.runs import Token, Word, heard, runs
from tenlao.sound import distance, join, skeleton
from tenlao.table import Form
from tenlao.titles import context, without_titles

if TYPE_CHECKING:
    from tenlao.table import Table

__all__ = ["Finder", "Mention", "find"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text where an entry is named.

    `start` and `end` are offsets in code points into the text as given; `text` is what stands there.
    """

    start: int
    end: int
    text: str
    match: Match


def find(table: Table, text: str) -> list[Mention]:
    """The mentions of the table's entries in a text, in text order, none overlapping.

    >>> from tenlao import load
    >>> text = "Gặp ông Thonglun Sisulith ở Viêng Chăn."
    >>> [(m.start, m.end, m.match.entry.latin) for m in find(load(), text)]
    [(8, 25, 'Thongloun Sisoulith'), (28, 38, 'Vientiane')]
    """
    return table.finder.find(text)


class _Span(NamedTuple):
    """Tokens `first` up to `last` of a run, the match they make, and in nats how much speaks for it."""

    first: int
    last: int
    match: Match
    worth: float


_WIDEST, _WIDEST_LAO = 9, 14  # tokens, syllables: the longest forms of the table have fewer

# What a span must reach to be taken for a name: its score, and the surprise (nats) of its sound.
LOWEST_SCORE, LOWEST_SCORE_ALONE = 60.0, 75.0
SURPRISE_IN_CONTEXT, SURPRISE_ALONE = 4.0, 8.0
SURPRISE_BY_DISTANCE, SURPRISE_IF_SPACED = 2.0, 3.0
# What it needs besides when a capitalised word stands beside it; when that means little, since all is in
# capitals or the word opens a sentence; when it is no attested spelling in Lao text, where words are joined.
SURPRISE_BESIDE_CAPITAL, SURPRISE_BESIDE_OPENING, SURPRISE_IN_LAO = 16.0, 3.0, 12.0
# How far a part of a name may be from the part that was named before, in nats; its score; and the surprise
# from which no title is needed before it.
PART_DISTANCE, PART_SCORE, PART_SURPRISE = 1.6, 90.0, 10.0


class _Named:
    """The persons that a text has named so far, by the sounds of the parts of their names."""

    def __init__(self) -> None:
        self._by_skeleton: defaultdict[str, dict[str, Match]] = defaultdict(dict)

    def __bool__(self) -> bool:
        return bool(self._by_skeleton)

    def add(self, parts: Iterable[str], match: Match) -> None:
        """Take in a person; whoever had the same part of a name before is meant by it no longer."""
        for part in parts:
            self._by_skeleton[skeleton(part)][part] = match

    def like(self, part: str) -> Iterator[tuple[str, Match]]:
        """The parts that sound much like one, and whose they are."""
        for sound, match in self._by_skeleton.get(skeleton(part), {}).items():
            if distance(part, sound) <= PART_DISTANCE:
                yield sound, match


class Finder:
    """Finds the mentions of one table's entries; remembers words and spans, since texts repeat themselves."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._matches = functools.lru_cache(maxsize=1 << 16)(self._match)
        self._phrases = _phrases(index)

    def find(self, text: str) -> list[Mention]:
        """See `tenlao.mentions.find`."""
        named, given = _Named(), _Named()
        mentions = [
            Mention(m.start(), m.end(), m[0], weigh(self._index.spelled(spelling_key(m[0])), ())[0])
            for m in self._phrases.finditer(text)
        ]
        covered = [(m.start, m.end) for m in mentions]
        for run in runs(text, covered):
            whole = [
                span
                for span in self._whole_names(text, run)
                if not (
                    self._is_given_name(span.match) and self._part(text, run, span.first, span.last, given)
                )
            ]
            parts = self._parts(text, run, whole, named)
            for first, last, match, _ in sorted(whole + parts, key=lambda span: span.first):
                start, end = run[first].start, run[last - 1].end
                mentions.append(Mention(start, end, text[start:end], match))
            for span in whole:
                if span.match.entry.kind == "person":
                    parts_of_name = list(self._part_sounds(span.match))
                    named.add(chain.from_iterable(parts_of_name), span.match)
                    given.add((part[0] for part in parts_of_name), span.match)
        return sorted(mentions, key=lambda mention: mention.start)

    def _whole_names(self, text: str, run: Sequence[Token]) -> list[_Span]:
        """The spans of a run that name an entry in full: those for which most speaks, none overlapping."""
        widest = _WIDEST_LAO if run[0].word.lao else _WIDEST
        found = []
        for first in range(len(run)):
            for last in range(first + 1, min(len(run), first + widest) + 1):
                tokens = run[first:last]
                matches = self._matches(tuple([t.word for t in tokens]), tuple([t.gap for t in tokens[1:]]))
                span = self._accepted(text, run, first, last, matches) if matches else None
                if span:
                    found.append(span)
        found.sort(key=lambda span: (-span.worth, span.first))
        chosen: list[_Span] = []
        taken = [False] * len(run)
        for span in found:
            if not any(taken[span.first : span.last]):
                taken[span.first : span.last] = [True] * (span.last - span.first)
                chosen.append(span)
        return chosen

    def _match(self, words: tuple[Word, ...], gaps: tuple[str, ...]) -> tuple[Match, ...]:
        """The entries that a span of words may name in full, best first."""
        exact = [a for a in self._index.spelled("".join([w.key for w in words])) if _in_text(a)]
        if len(exact) > 1:
            written = "".join([a + b for a, b in zip(("", *gaps), [w.key for w in words], strict=True)])
            exact.sort(key=lambda a: a.form.text.casefold() != written)
        candidates = []
        for components in heard(words, gaps):
            changes = 1 if len(words) > 1 and any(map(self._in_names, words)) else 0
            found = compare(self._index, components, changes=changes)
            candidates += [c for c in found if _in_text(c.attested)]
        return tuple(m for m in weigh(exact, candidates) if m.score >= LOWEST_SCORE)

    def _accepted(
        self, text: str, run: Sequence[Token], first: int, last: int, matches: Sequence[Match]
    ) -> _Span | None:
        """The span as the name that it is taken for where it stands, or None if too little speaks for it."""
        start, end = run[first].start, run[last - 1].end
        around = context(text[max(0, start - 40) : start], text[end : end + 24])
        match = next((m for m in matches if m.entry.kind in around.kinds), matches[0])
        supported = match.entry.kind in around.kinds
        exact = match.kind == "exact"
        apart = match.evidence.cost if match.evidence else 0.0
        tokens = run[first:last]
        syllables = sum(map(_syllables, tokens))
        if syllables < 2 and not (exact and supported):
            return None
        needed = SURPRISE_IN_CONTEXT if supported else SURPRISE_ALONE
        needed += SURPRISE_BY_DISTANCE * apart
        if not exact and not supported and all(t.gap == " " for t in tokens[1:]) and syllables == len(tokens):
            needed += SURPRISE_IF_SPACED  # as Vietnamese words are, too
        capitals = (_capital_before(run, first) and not around.before) + (
            _capital_after(run, last) and not around.after
        )
        opening = _all_capitals(text, run) or (first == 1 and _opens(text, run[0]))
        if capitals and opening and not around.family_name:
            needed += SURPRISE_BESIDE_OPENING
        else:
            needed += SURPRISE_BESIDE_CAPITAL * capitals
        if run[0].word.lao and not exact:
            needed += SURPRISE_IN_LAO
        surprise = self._surprise(match.form)
        if match.score < (LOWEST_SCORE if supported else LOWEST_SCORE_ALONE) or surprise < needed:
            return None
        written = unicodedata.normalize("NFC", text[start:end])
        if not exact and without_titles(written, keep_own=True) != written:
            return None
        return _Span(first, last, match, surprise - (not exact) - 3.0 * apart)

    def _parts(self, text: str, run: Sequence[Token], whole: Sequence[_Span], named: _Named) -> list[_Span]:
        """Spans that are a part of a name found before: a given name, or an initial and a last component."""
        found: list[_Span] = []
        first = 0
        while named and first < len(run):
            limit = min([span.first for span in whole if span.first >= first], default=len(run))
            for last in range(min(limit, first + _WIDEST), first, -1):
                match = self._part(text, run, first, last, named)
                if match:
                    found.append(_Span(first, last, match, 0.0))
                    first = last - 1
                    break
            first = next((span.last for span in whole if span.first <= first + 1 < span.last), first + 1)
        return found

    def _part(self, text: str, run: Sequence[Token], first: int, last: int, named: _Named) -> Match | None:
        if (run[first].gap == "." and first) or _capital_after(run, last):
            return None  # after an initial that is not taken along, or before a family name
        initial = run[first].word.key if last - first > 1 and run[first + 1].gap == "." else ""
        tokens = run[first + bool(initial) : last]
        for components in heard([t.word for t in tokens], [t.gap for t in tokens[1:]]):
            part = join(components)
            for sound, match in named.like(part):
                if not any(form.text.casefold().startswith(initial) for form in match.entry.forms):
                    continue
                before = context(text[max(0, run[first].start - 40) : run[first].start], "")
                if _capital_before(run, first) and not before.before:
                    continue
                surprise = self._index.rarity.surprise(part)
                rare = surprise >= PART_SURPRISE and len(_VOWELS.findall(part)) > 1 and not run[0].word.lao
                if initial or rare or "person" in before.kinds:
                    evidence = Evidence(part, (sound,), distance(part, sound), surprise)
                    return Match(match.entry, match.form, PART_SCORE, "partial", evidence)
        return None

    def _is_given_name(self, match: Match) -> bool:
        """Whether a person is known by one component only, so that it may as well be a part of another's name."""
        spoken = self._index.sound_of(match.form)
        return match.entry.kind == "person" and spoken is not None and len(spoken.components) == 1

    def _in_names(self, word: Word) -> bool:
        return word.romanised is not None and bool(self._index.with_component(word.romanised))

    def _surprise(self, form: Form) -> float:
        spoken = self._index.sound_of(form)
        return sum(map(self._index.rarity.surprise, spoken.components)) if spoken else 0.0

    def _part_sounds(self, match: Match) -> Iterator[list[str]]:
        """The sounds of the parts by which a person may be named later on, for each form: the given name first."""
        for spoken in map(self._index.sound_of, match.entry.forms):
            components = spoken.components if spoken else ()
            if len(components) > 3:  # written syllable by syllable: given names mostly have two
                yield [join(components[:2])]
            elif len(components) > 1:
                yield [join(components[:1]), join(components[-1:])]


def _syllables(token: Token) -> int:
    """How many syllables a token has, about: its vowels, as a romanisation where it may be one."""
    return len(_VOWELS.findall(token.word.romanised or token.word.rendered or ""))


_VOWELS = re.compile("[aɐiɯueɛoɔɤ]")


def _in_text(attested: Attested) -> bool:
    """Whether a form is one to look for in texts: not that of a people, and without a title in it."""
    return attested.entry.type != "ethnic group" and not _has_title(attested.form.text)


@functools.lru_cache(maxsize=1 << 12)
def _has_title(form: str) -> bool:
    return without_titles(form, keep_own=True) != form


def _capital_before(run: Sequence[Token], first: int) -> bool:
    return first > 0 and run[first].gap == " " and not run[first].word.lao


def _capital_after(run: Sequence[Token], last: int) -> bool:
    return (
        last < len(run)
        and run[last].gap == " "
        and not run[last].word.lao
        and not run[last].word.key.isdigit()
    )


def _all_capitals(text: str, run: Sequence[Token]) -> bool:
    return text[run[0].start : run[-1].end].isupper()


def _opens(text: str, token: Token) -> bool:
    """Whether a token opens a sentence or a line, where any word has a capital."""
    before = text[max(0, token.start - 8) : token.start].rstrip(" \t\"“«'‘([*–-")
    return not before or before[-1] in ".!?…:\n"


def _phrases(index: Index) -> re.Pattern[str]:
    """A pattern for names that runs of capitalised words miss for their small letters (Cánh đồng Chum).

    Well-known places are also looked for in small letters throughout, as people write them on social media.
    """
    wanted = set()
    sounds = map(index.sound, range(len(index.phones)))
    for entry, form, phones in ((*a, s.phones) for s in sounds for a in s.attested if not s.penalty):
        words = form.text.split()
        if form.writing == "lao" or form.tag == "typo" or len(words) < 2:
            continue
        capitalised = all(w[0].isupper() or not w[0].isalpha() for w in words)
        if not capitalised and len(_VOWELS.findall(phones)) > 1:
            wanted.add(form.text)
        if entry.type in WELL_KNOWN:
            wanted.add(form.text.lower())
    forms = {unicodedata.normalize(n, form) for form in wanted for n in ("NFC", "NFD")}
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    spaced = "|".join(r"\s+".join(map(re.escape, form.split())) for form in longest_first)
    return re.compile(rf"(?<!\w)(?:{spaced})(?![\w\u0300-\u036f])")


WELL_KNOWN = ("capital", "province", "town")

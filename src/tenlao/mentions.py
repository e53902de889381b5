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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tenlao import orthography
from tenlao.index import MOST_CHANGES, Attested, Index, spelling_key
from tenlao.match import Evidence, Match, compare, weigh
from tenlao.orthography import lao
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


class _Word(NamedTuple):
    """A word, or one syllable of a run of Lao letters: its letters and what it may sound like.

    `romanised` and `rendered` are its phones read as a romanisation and as a Vietnamese rendering, None
    where its letters rule that out. A Lao syllable has its one sound in both.
    """

    key: str
    lao: bool
    romanised: str | None
    rendered: str | None


class _Token(NamedTuple):
    """A word where it stands, and what parts it from the token before: nothing, a blank, a line end, "-" or "."."""

    start: int
    end: int
    word: _Word
    gap: str


class _Span(NamedTuple):
    """Tokens `first` up to `last` of a run, the match they make, and in nats how much speaks for it."""

    first: int
    last: int
    match: Match
    worth: float


_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_TOKEN = re.compile(
    # addresses, hashtags, code, paths
    r"(?P<skip>(?<!\w)(?:[a-z]+://|www\.)\S+|[\w.+-]{1,64}@[\w-]+\.\S+|[#@]\w+|`[^`\n]*`|\w*[_\\]\S*)"
    rf"|(?P<word>[{_LETTER}](?:[{_LETTER}\u0300-\u036f{_INVISIBLE}]|(?<=[{_LETTER}]{{2}})['’](?=[{_LETTER}])(?!s\b))*)(?![_\\])"
    rf"|(?P<lao>[\u0e80-\u0eff][\u0e80-\u0eff{_INVISIBLE}]*)"
    r"|(?P<number>\d+)"
)
_BLANK = rf"(?:[^\S\n]|[{_INVISIBLE}])*"
_GAP = re.compile(rf"{_BLANK}(?P<dash>[-\u2010-\u2014\u2212])?{_BLANK}(?:\n{_BLANK})?|(?P<dot>\.){_BLANK}")
_LONGEST_GAP = 40  # characters
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


class Finder:
    """Finds the mentions of one table's entries; remembers words and spans, since texts repeat themselves."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._matches = functools.lru_cache(maxsize=1 << 16)(self._match)
        self._phrases = _phrases(index)

    def find(self, text: str) -> list[Mention]:
        """See `tenlao.mentions.find`."""
        named: dict[str, Match] = {}
        mentions = [
            Mention(m.start(), m.end(), m[0], weigh(self._index.spelled(spelling_key(m[0])), ())[0])
            for m in self._phrases.finditer(text)
        ]
        covered = [(m.start, m.end) for m in mentions]
        for run in _runs(text, covered):
            whole = self._whole_names(text, run)
            parts = self._parts(text, run, whole, named)
            for first, last, match, _ in sorted(whole + parts, key=lambda span: span.first):
                start, end = run[first].start, run[last - 1].end
                mentions.append(Mention(start, end, text[start:end], match))
            for span in whole:
                if span.match.entry.kind == "person":
                    named.update(dict.fromkeys(self._part_sounds(span.match), span.match))
        return sorted(mentions, key=lambda mention: mention.start)

    def _whole_names(self, text: str, run: Sequence[_Token]) -> list[_Span]:
        """The spans of a run that name an entry in full: those for which most speaks, none overlapping."""
        widest = _WIDEST_LAO if _is_lao(run[0]) else _WIDEST
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

    def _match(self, words: tuple[_Word, ...], gaps: tuple[str, ...]) -> tuple[Match, ...]:
        """The entries that a span of words may name in full, best first."""
        exact = [a for a in self._index.spelled("".join([w.key for w in words])) if _in_text(a)]
        if len(exact) > 1:
            written = "".join([a + b for a, b in zip(("", *gaps), [w.key for w in words], strict=True)])
            exact.sort(key=lambda a: a.form.text.casefold() != written)
        candidates = []
        for components in _heard(words, gaps):
            changes = MOST_CHANGES if len(words) > 1 and any(map(self._in_names, words)) else 0
            found = compare(self._index, components, changes=changes)
            candidates += [c for c in found if _in_text(c.attested)]
        return tuple(m for m in weigh(exact, candidates) if m.score >= LOWEST_SCORE)

    def _accepted(
        self, text: str, run: Sequence[_Token], first: int, last: int, matches: Sequence[Match]
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
        if _is_lao(run[0]) and not exact:
            needed += SURPRISE_IN_LAO
        surprise = self._surprise(match.form)
        if match.score < (LOWEST_SCORE if supported else LOWEST_SCORE_ALONE) or surprise < needed:
            return None
        written = unicodedata.normalize("NFC", text[start:end])
        if not exact and without_titles(written, keep_own=True) != written:
            return None
        return _Span(first, last, match, surprise - (not exact) - 3.0 * apart)

    def _parts(
        self, text: str, run: Sequence[_Token], whole: Sequence[_Span], named: dict[str, Match]
    ) -> list[_Span]:
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

    def _part(
        self, text: str, run: Sequence[_Token], first: int, last: int, named: dict[str, Match]
    ) -> Match | None:
        if run[first].gap == "." and first:
            return None  # after another initial
        before = context(text[max(0, run[first].start - 40) : run[first].start], "")
        if _capital_after(run, last) or (_capital_before(run, first) and not before.before):
            return None
        initial = run[first].word.key if last - first > 1 and run[first + 1].gap == "." else ""
        announced = initial or "person" in before.kinds
        tokens = run[first + bool(initial) : last]
        for components in _heard([t.word for t in tokens], [t.gap for t in tokens[1:]]):
            heard = join(components)
            rare = self._index.rarity.surprise(heard) >= PART_SURPRISE and len(_VOWELS.findall(heard)) > 1
            if not announced and (_is_lao(run[0]) or not rare):
                continue
            for sound, match in named.items():
                if skeleton(sound) != skeleton(heard) or distance(heard, sound) > PART_DISTANCE:
                    continue
                if any(form.text.casefold().startswith(initial) for form in match.entry.forms):
                    apart = distance(heard, sound)
                    evidence = Evidence(heard, (sound,), apart, self._index.rarity.surprise(heard))
                    return Match(match.entry, match.form, PART_SCORE, "partial", evidence)
        return None

    def _in_names(self, word: _Word) -> bool:
        return word.romanised is not None and bool(self._index.with_component(word.romanised))

    def _surprise(self, form: Form) -> float:
        spoken = self._index.sound_of(form)
        return sum(map(self._index.rarity.surprise, spoken.components)) if spoken else 0.0

    def _part_sounds(self, match: Match) -> Iterator[str]:
        """The sounds of the parts by which a person may be named later on."""
        for spoken in map(self._index.sound_of, match.entry.forms):
            components = spoken.components if spoken else ()
            if len(components) > 3:  # written syllable by syllable: given names mostly have two
                yield join(components[:2])
            elif len(components) > 1:
                yield join(components[:1])
                yield join(components[-1:])


def _syllables(token: _Token) -> int:
    """How many syllables a token has, about: its vowels, as a romanisation where it may be one."""
    return len(_VOWELS.findall(token.word.romanised or token.word.rendered or ""))


_VOWELS = re.compile("[aɐiɯueɛoɔɤ]")


def _in_text(attested: Attested) -> bool:
    """Whether a form is one to look for in texts: not that of a people, and without a title in it."""
    entry, form = attested
    return entry.type != "ethnic group" and without_titles(form.text, keep_own=True) == form.text


def _is_lao(token: _Token) -> bool:
    return token.word.lao


def _capital_before(run: Sequence[_Token], first: int) -> bool:
    return first > 0 and run[first].gap == " " and not _is_lao(run[first])


def _capital_after(run: Sequence[_Token], last: int) -> bool:
    return (
        last < len(run)
        and run[last].gap == " "
        and not _is_lao(run[last])
        and not run[last].word.key.isdigit()
    )


def _all_capitals(text: str, run: Sequence[_Token]) -> bool:
    return text[run[0].start : run[-1].end].isupper()


def _opens(text: str, token: _Token) -> bool:
    """Whether a token opens a sentence or a line, where any word has a capital."""
    before = text[max(0, token.start - 8) : token.start].rstrip(" \t\"“«'‘([*–-")
    return not before or before[-1] in ".!?…:\n"


def _heard(words: Sequence[_Word], gaps: Sequence[str]) -> Iterator[Sequence[str]]:
    """The components that words may sound like: as a romanisation, and as a rendering, if the letters allow."""
    parted = [gap in (" ", "\n") for gap in gaps]
    romanised = [w.romanised for w in words if w.romanised is not None]
    rendered = [w.rendered for w in words if w.rendered is not None]
    if len(romanised) == len(words):
        yield _grouped(romanised, parted)
    if len(rendered) == len(words) and rendered != romanised:
        yield _grouped(rendered, parted)


def _grouped(phones: Sequence[str], parted: Sequence[bool]) -> list[str]:
    """The phones of words as components; between some words components part."""
    components = [phones[0]]
    for part, following in zip(parted, phones[1:], strict=True):
        if part:
            components.append(following)
        else:
            components[-1] += following
    return components


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


def _runs(text: str, covered: Sequence[tuple[int, int]] = ()) -> Iterator[list[_Token]]:
    """The stretches of a text in which names may stand: capitalised words in a row, Lao letters.

    What is covered, in text order, is left out.
    """
    run: list[_Token] = []
    end = 0
    left_out = iter(covered)
    skip = next(left_out, None)
    for m in _TOKEN.finditer(text):
        kind, start = m.lastgroup, m.start()
        while skip and skip[1] <= start:
            skip = next(left_out, None)
        if skip and skip[0] < m.end():
            kind = "skip"
        gap = _gap(text, end, start) if run else None
        lowercase = kind == "word" and not text[start].isupper()
        if kind == "skip" or (lowercase and gap != "-") or (kind == "number" and "\n" in text[end:start]):
            gap = None
        starts = kind == "lao" or (kind == "word" and not lowercase)
        if run and (
            gap is None or (gap == "." and not _is_initial(run[-1])) or _is_lao(run[-1]) != (kind == "lao")
        ):
            yield run
            run = []
        if kind == "lao":
            for i, (first, last, word) in enumerate(_lao_words(m[0])):
                run.append(_Token(start + first, start + last, word, (gap or "") if not i else ""))
        elif starts or (run and gap is not None):
            run.append(_Token(start, m.end(), _word(m[0]), gap or ""))
        end = m.end()
    if run:
        yield run


def _gap(text: str, start: int, end: int) -> str | None:
    """What parts two tokens that may belong to one name, or None when they can not."""
    m = _GAP.fullmatch(text, start, end) if end - start <= _LONGEST_GAP else None
    if m is None:
        return None
    return "-" if m["dash"] else "." if m["dot"] else "\n" if "\n" in m[0] else " "


def _is_initial(token: _Token) -> bool:
    return token.end - token.start == 1 or (token.end - token.start == 2 and len(token.word.key) == 1)


@functools.lru_cache(maxsize=1 << 16)
def _word(text: str) -> _Word:
    key = spelling_key(text)
    if key.isdigit():
        return _Word(key, False, key, key)
    if not key.isascii():
        readings = orthography.readings(key)
        rendered = "".join(readings[0].phones)
        return _Word(key, False, "".join(readings[1].phones) if len(readings) > 1 else None, rendered)
    return _Word(
        key,
        False,
        "".join(orthography.read(key, "latin").phones),
        "".join(orthography.read(key, "vietnamese").phones),
    )


@functools.lru_cache(maxsize=1 << 12)
def _lao_words(text: str) -> tuple[tuple[int, int, _Word], ...]:
    words = []
    for start, end, spoken in lao.syllables(text):
        phones = "".join([s.phones for s in spoken])
        words.append((start, end, _Word(spelling_key(text[start:end]), True, phones, phones)))
    return tuple(words)

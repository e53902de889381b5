"""From running text to mentions: where names of the table stand, and which entries they mean.

A text is cut into *runs*, stretches of capitalised words or of Lao syllables, in which names may stand. Spans
of a run that sound like a name of the table are candidates; what stands around a span decides. A capitalised
neighbour or a Vietnamese family name before it speaks against it, a title or a generic word (tỉnh, district,
ເມືອງ) for it. Parts of a name (đồng chí Saleumxay) are mentions once the whole name has been found.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import NamedTuple

from tenlao.base.batches import alongside, in_batches
from tenlao.matching.index import Index
from tenlao.matching.score import Match
from tenlao.matching.weighing import weigh
from tenlao.mentions.context import among_namesakes, has_companion, is_among_royals
from tenlao.mentions.dams import dams_or_districts
from tenlao.mentions.doubtful import (
    Surroundings,
    alone,
    in_rows,
    is_named_beside,
    may_be_abroad,
    named_again,
)
from tenlao.mentions.inverted_names import InvertedNames
from tenlao.mentions.later_parts import LaterParts, Persons
from tenlao.mentions.mention import Mention
from tenlao.mentions.newcomers import without_newcomers
from tenlao.mentions.phrases import Phrases
from tenlao.mentions.places_abroad import is_among_neighbours, is_said_abroad
from tenlao.mentions.posted_names import PostedName, PostedNames
from tenlao.mentions.remembering import remembering
from tenlao.mentions.segmentation import Piece, best_segments
from tenlao.mentions.small_letters import PostedPlaces, given_names_posted, is_before_family_name
from tenlao.mentions.span_judgement import SpanJudge
from tenlao.mentions.span_matching import SpanMatcher
from tenlao.mentions.span_search import SpanSearch
from tenlao.mentions.spans import BEFORE, WIDEST, Chosen, Needs, Shape, Span
from tenlao.mentions.strangers_in_runs import strangers_in
from tenlao.mentions.windows import Window
from tenlao.phonology.writing import has_lao
from tenlao.text.announcing import LOOKED_BACK, announced_by, announced_from_afar
from tenlao.text.columns import HeadsOfColumns
from tenlao.text.east_asian import east_asian_names, shares_words
from tenlao.text.offsets import blanked
from tenlao.text.origins import follows_laos
from tenlao.text.paragraphs import passages
from tenlao.text.surroundings import with_surroundings
from tenlao.text.titles import Context, context, elsewhere, is_located, person_titles, without_titles
from tenlao.text.tokens import Run, is_in_heading, opens_sentence, prose, runs_in, tokens, without_choices

__all__ = ["Finder", "Mention"]


_WIDEST_LAO = 14  # syllables: the longest forms of the table in Lao script have fewer
_AFTER = 24  # characters after a span that are looked at
_LONGEST_PIECE = 2000  # characters of a run in Lao script that are looked at together
_LONGEST_PASSAGE = 3500  # characters of a passage that is remembered
_RUNS_AT_A_TIME = 1000  # of a longer passage
_BELOW_HEADING = 1500  # characters after a name in a heading in which the whole name may follow
_BLANKS = "\u00a0\u202f\u2007\u2009"  # at which no line is broken, and narrow ones
_TEXTS_KEPT, _MOST_KEPT = 2, 1 << 12  # texts whose mentions are kept, and how many these are at the most
_WINDOWS_AT_A_TIME = 8  # are given to processes together


class SeenRun(NamedTuple):
    """A run at an offset in a text, the whole names in it, and the high offices before words of it."""

    offset: int
    run: str
    whole: Sequence[Chosen]
    offices: Mapping[int, re.Pattern[str]]


class SeenPassage(NamedTuple):
    """Runs of a passage, at offsets in it, those in headings without whole names, and whether any of all tells.

    One tells something whoever was named before if there is a whole name in it, or a high office before a word of it.
    """

    runs: Sequence[SeenRun]
    headings: Sequence[Run]
    tells: bool


class Seen(NamedTuple):
    """What is seen in a text whoever was named before: what is `left` of it without phrases, those, and the passages.

    `posted` are places in lines in small letters. A passage is given with the offset at which it starts.
    """

    left: str
    phrases: Sequence[Mention]
    posted: Sequence[Mention]
    passages: Iterable[tuple[int, SeenPassage]]


_NOTHING: tuple[Sequence[Chosen], Mapping[int, re.Pattern[str]]] = (), {}  # is remembered of most runs


class Finder:
    """Finds the mentions of one table's entries; remembers words, spans and runs, since texts repeat themselves."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._search = SpanSearch(index)
        self._matcher = SpanMatcher(index)
        self._judge = SpanJudge(index, self._matcher.names_people)
        self._shapes = remembering(self._shape)
        self._chosen = remembering(self._choose)
        self._words = remembering(tokens)
        self._later_parts = LaterParts(index, self._words)
        self._read_run = with_surroundings(LOOKED_BACK, _AFTER)(self._see_run)
        self._read_passage = with_surroundings(LOOKED_BACK, _AFTER, LOOKED_BACK + _LONGEST_PASSAGE + _AFTER)(
            self._see_passage
        )
        self._phrases = Phrases.of(index)
        self._inverted_names = InvertedNames(index)
        self._posted = PostedPlaces(index)
        self._posted_names = PostedNames(self._search, self._matcher)
        # Whoever checks or annotates a text asks several times for its mentions, and for those in what it becomes.
        self._kept: deque[tuple[str, Sequence[Mention]]] = deque(maxlen=_TEXTS_KEPT)

    def __reduce__(self) -> tuple[type[Finder], tuple[Index]]:
        return Finder, (self._index,)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions of the entries in a text, in text order, none overlapping.

        >>> from tenlao import load
        >>> text = "Gặp ông Thonglun Sisulith ở Viêng Chăn."
        >>> [(m.start, m.end, m.match.entry.latin) for m in load().find(text)]
        [(8, 25, 'Thongloun Sisoulith'), (28, 38, 'Vientiane')]
        """
        mentions = next((mentions for kept, mentions in tuple(self._kept) if kept == text), None)
        if mentions is None:
            mentions = self._read(Window(text, 0, len(text), 0), Persons(), ())
            if len(mentions) <= _MOST_KEPT:
                self._kept.append((text, mentions))
        return list(mentions)

    def find_in_parts(self, parts: Iterable[str]) -> Iterator[Mention]:
        """See `tenlao.Gazetteer.find_in_parts`."""
        persons = Persons()
        offset = 0
        for part in parts:
            yield from _shifted(self._read(Window(part, 0, len(part), 0), persons, ()), offset)
            offset += len(part)

    def find_in_windows(self, windows: Iterable[Window], workers: int = 1) -> Iterator[list[Mention]]:
        """Give for each window on a text the mentions in the part that is to be read, offsets counted in the window.

        Together they are the mentions that `find` gives in the text. With several workers, processes look for whole
        names in several windows at a time (0: as many as there are processors), and this one for what depends on the
        persons who were named before.
        """
        persons = Persons()
        before: Sequence[Mention] = ()
        offset = 0
        for window, seen in self._seen_in(windows, workers):
            before = [m for m in _shifted(before, offset - window.offset) if m.start >= 0]
            mentions = self._told(window, seen, persons, before)
            yield mentions
            before, offset = [*before, *mentions], window.offset

    def _seen_in(self, windows: Iterable[Window], workers: int) -> Iterator[tuple[Window, Seen]]:
        """Give each window with the whole names in it, wherever they stand."""
        if workers == 1:
            yield from ((window, self.see(window.text)) for window in windows)
            return
        from tenlao.base.answering import Answering  # which takes a while to load
        from tenlao.matching.many import received, to_send

        with Answering(
            self._see_all,
            workers,
            to_send=to_send,
            received=partial(received, self._index),
            worth=2,
            at_a_time=1,
            remembered=0,
        ) as asked:
            batches = in_batches(windows, _WINDOWS_AT_A_TIME)
            for batch, found in alongside(
                batches, lambda read: asked.in_turn([window.text for window in some] for some in read)
            ):
                yield from zip(batch, found, strict=True)

    def _read(self, window: Window, persons: Persons, before: Sequence[Mention]) -> list[Mention]:
        """The mentions in the part of a window that is to be read, with those before it there."""
        return self._told(window, self.see(window.text), persons, before)

    def see(self, text: str) -> Seen:
        """Return the whole names in a text, each taken by itself, whoever is named elsewhere."""
        told = left = prose(_with_plain_blanks(text))
        by_sound = list(self._posted_names.names(left))
        sure = [name for name in by_sound if name.sure]
        found = [Mention(start, end, text[start:end], match) for start, end, match, _ in sure]
        if sure:
            left = blanked(left, ((name.start, name.end) for name in sure))
        for as_spelled in (self._phrases_in, self._inverted_names.places):
            places = list(as_spelled(left))
            for start, end, key in places:
                match = weigh(self._index.spelled(key), ())[0]
                found.append(Mention(start, end, text[start:end], match))
            if places:
                left = blanked(left, ((start, end) for start, end, _ in places))
        found.sort(key=lambda mention: mention.start)
        if later := list(given_names_posted(left, found, self._index.strangers)):
            left = blanked(left, ((mention.start, mention.end) for mention in later))
            found = sorted([*found, *later], key=lambda mention: mention.start)
        posted = [
            replace(m, text=text[m.start : m.end])
            for m in self._posted_in(told, by_sound)
            if left.startswith(m.text, m.start)
        ]
        return Seen(left, found, posted, self._passages_seen(left))

    def _phrases_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where phrases stand in a text, and their spelling keys."""
        for start, end in self._phrases.places(text):
            key = self._phrases.key_of(text[start:end])
            if key in elsewhere() or self._is_given_name(text, start, end):
                continue
            if self._index.spelled(key):
                yield start, end, key

    def _is_given_name(self, text: str, start: int, end: int) -> bool:
        """Whether a word in small letters stands before a family name: phonsavan sisoulath is no town."""
        return " " not in text[start:end] and is_before_family_name(text, end, self._index.strangers)

    def _posted_in(self, told: str, by_sound: Iterable[PostedName]) -> list[Mention]:
        """The names in small letters in a text that need others or Laos near them, none overlapping."""
        names = [
            Mention(start, end, told[start:end], match) for start, end, match, sure in by_sound if not sure
        ]
        taken = {place for name in names for place in range(name.start, name.end)}
        places = [m for m in self._places_posted(told) if taken.isdisjoint(range(m.start, m.end))]
        return sorted([*names, *places], key=lambda mention: mention.start)

    def _places_posted(self, left: str) -> list[Mention]:
        """The places in lines in small letters."""
        posted = []
        for start, end, id in self._posted.places(left):
            if self._is_given_name(left, start, end):
                continue
            matches = self._matcher.matches(tokens(left[start:end])) or ()
            match = next((match for match in matches if match.entry.id == id), None)
            as_written = left[start:end].isascii() or (match is not None and match.kind == "exact")
            if match is not None and as_written:  # vắn tắt has marks, and they are others
                posted.append(Mention(start, end, left[start:end], match))
        return posted

    def _see_all(self, text: str) -> Seen:
        """See a text at once, to send it to another process."""
        seen = self.see(text)
        return seen._replace(passages=list(seen.passages))

    def _passages_seen(self, left: str) -> Iterator[tuple[int, SeenPassage]]:
        """The passages of a text; those with answers to choose from, or of one with tables, are told by all of it."""
        told, heads = without_choices(left), HeadsOfColumns(left)
        for start, passage in passages(told):
            plain = left.startswith(passage, start) and not heads.has_tables
            if plain and len(passage) <= _LONGEST_PASSAGE:
                yield start, self._read_passage(left, start, start + len(passage))
            else:
                for runs in in_batches(self._runs(passage), _RUNS_AT_A_TIME):
                    yield start, self._see_runs(left, start, runs, heads)

    def _see_passage(self, text: str, start: int, end: int) -> SeenPassage:
        """Return what is seen in a passage of a text without tables."""
        return self._see_runs(text, start, self._runs(text[start:end]))

    def _see_runs(
        self, text: str, start: int, runs: Iterable[Run], heads: HeadsOfColumns | None = None
    ) -> SeenPassage:
        """Return what is seen in runs of the passage that starts at a place of a text, under such heads."""
        found, headings = [], []
        for offset, run in runs:
            place = start + offset
            of_lines = heads.of_lines(place, run) if heads else ()
            seen = SeenRun(offset, run, *self._read_run(text, place, place + len(run), of_lines))
            found.append(seen)
            if not seen.whole and is_in_heading(text, place):
                headings.append(Run(offset, run))
        return SeenPassage(found, headings, any(seen.whole or seen.offices for seen in found))

    def _see_run(
        self, text: str, start: int, end: int, heads: tuple[str, ...] = ()
    ) -> tuple[Sequence[Chosen], Mapping[int, re.Pattern[str]]]:
        """Return the whole names in a run of a text, and the high offices before words of it.

        `heads` are those of the columns of which lines of the run are cells.
        """
        run = text[start:end]
        whole = self._whole_names(text, start, run, self._shapes(run), heads)
        offices = self._later_parts.offices(text, start, run)
        return (whole, offices) if whole or offices else _NOTHING

    def _told(self, window: Window, seen: Seen, persons: Persons, before: Sequence[Mention]) -> list[Mention]:
        """The mentions in the part of a window that is to be read, by what was seen in it, and those before it.

        `persons` are those named before that part, and take in those that are named in it.
        """
        text, begin, end, _ = window
        around = Surroundings(text)
        left = seen.left
        mentions = [m for m in seen.phrases if m.start >= begin]
        # Of the mentions that start there.
        attested = [m for m in seen.posted if m.match.kind == "exact"]
        unsure = {m.start for m in (*alone(attested), *(m for m in seen.posted if m.match.kind != "exact"))}
        needs: dict[int, Needs] = dict.fromkeys(unsure, "laos")
        named: list[tuple[int, Chosen]] = []  # the whole names of persons, and where their runs start
        headings: list[Run] = []
        # Where the last sure mention starts, but for phrases.
        last = before[-1].start if before else -len(text)
        beyond = False
        # Where the last person ends who is named.
        named_last = next((m.end for m in reversed(before) if m.match.entry.kind == "person"), 0)
        people = deque(m for m in seen.phrases if m.start >= begin and m.match.entry.kind == "person")

        def runs_that_tell() -> Iterator[tuple[int, SeenRun]]:
            for start, passage in seen.passages:
                headings.extend([Run(start + offset, run) for offset, run in passage.headings])
                if passage.tells or persons or people:
                    yield from zip(repeat(start), passage.runs, strict=False)

        for passage, (place, run, whole_names, offices) in runs_that_tell():
            offset = passage + place
            if offset < begin:
                continue
            if offset >= end and not beyond:
                self._take_in(persons, people, end)
                persons, beyond = persons.copy(), True
            self._take_in(persons, people, offset)
            if not whole_names and not self._later_parts.may_stand_in(run, offices, persons):
                continue
            whole = [c for c in whole_names if not self._later_parts.is_one(left, offset, run, c, persons)]
            whole = [c for c in whole if not self._is_stranger(around, offset, run, c, last)]
            surely = [c for c in whole if c.needs not in ("companion", "royals")]
            self._later_parts.take_in(persons, surely)
            named += [(offset, c) for c in surely]
            sure = [c for c in whole if c.needs in ("", "about")]
            parts = self._later_parts.find(left, offset, run, sure, offices, persons, named_last)
            self._later_parts.take_in(persons, [part for part in parts if part.first in offices])
            whole = sure + [
                c for c in whole if c not in sure and not any(_overlap(c, part) for part in parts)
            ]
            if not whole and not parts:
                continue
            words = self._words(run)
            for chosen in whole:
                need = chosen.needs
                if chosen.abroad and need in ("", "about"):
                    need = "laos"
                if need:
                    needs[offset + words[chosen.first].start] = need
            for chosen in sorted(whole + parts, key=lambda chosen: chosen.first):
                start = offset + words[chosen.first].start
                stop = offset + words[chosen.last - 1].end
                last = last if start in needs else start
                if chosen.match.entry.kind == "person":
                    named_last = stop
                # What is named often is kept once.
                mentions.append(
                    Mention(start, stop, sys.intern(text[start:stop]), chosen.match, chosen.others)
                )
        if not beyond:
            self._take_in(persons, people, end)
        if named:
            below = [heading for heading in headings if heading.start >= begin]
            mentions += self._in_headings(text, left, below, named, {m.start for m in mentions})
        mentions += _beside([m for m in seen.posted if m.start >= begin], mentions)
        mentions = [*before, *sorted(mentions, key=lambda mention: mention.start)]
        if needs:
            mentions = _borne_out(text, around, mentions, needs)
        mentions = among_namesakes(text, [m for m in mentions if not is_said_abroad(text, m)])
        mentions = without_newcomers(text, dams_or_districts(text, mentions))
        return [_with_own_title(text, _without_title(m)) for m in mentions if begin <= m.start < end]

    def _take_in(self, persons: Persons, people: deque[Mention], end: int) -> None:
        """Take those named up to an end from `people`, in text order, and add them to the persons of the text."""
        while people and people[0].start < end:
            self._later_parts.take_in(persons, [Chosen(0, 0, people.popleft().match)])

    def _is_stranger(self, around: Surroundings, offset: int, run: str, chosen: Chosen, last: int) -> bool:
        """Whether a person may be anybody: nothing near speaks of Laos, nor does the `last` mention start near."""
        if chosen.needs != "about" or chosen.match.entry.kind != "person":
            return False
        return not around.is_near_laos(offset + self._words(run)[chosen.first].start, (last,))

    def _in_headings(
        self,
        text: str,
        left: str,
        headings: Sequence[Run],
        named: Sequence[tuple[int, Chosen]],
        taken: Container[int],
    ) -> Iterator[Mention]:
        """Give the parts of names in headings of persons whose whole names follow not far below."""
        for offset, run in headings:
            first, last = (
                bisect_right(named, place, key=itemgetter(0)) for place in (offset, offset + _BELOW_HEADING)
            )
            persons = self._later_parts.named_in((chosen for _, chosen in named[first:last]), run)
            if not persons:
                continue
            words = self._words(run)
            for part in self._later_parts.find(left, offset, run, (), {}, persons):
                start, stop = offset + words[part.first].start, offset + words[part.last - 1].end
                if start not in taken:
                    yield Mention(start, stop, text[start:stop], part.match, part.others)

    def _runs(self, text: str) -> Iterator[Run]:
        """The runs of a passage; of long ones in Lao script pieces, in which the same spans are found.

        In Lao script no span has to do with its neighbours, so a run may be cut wherever it cuts no span.
        """
        for offset, run in runs_in(text):
            start = 0
            while has_lao(run[start]) and len(run) - start > _LONGEST_PIECE:
                end = start + self._end_of_piece(run[start : start + _LONGEST_PIECE])
                yield Run(offset + start, run[start:end])
                start = end
            yield Run(offset + start, run[start:] if start else run)

    def _end_of_piece(self, beginning: str) -> int:
        """Where the beginning of a longer run can be cut off, as late as all spans can be told."""
        shape = self._shapes(beginning)
        # The last syllables may be another's; and so may be the spans that begin in the widest span before the end.
        last = len(shape.tokens) - 1 - _WIDEST_LAO
        crossed = {place for span in shape.spans for place in range(span.first + 1, span.last)}
        places = (place for place in range(last, max(0, last // 2), -1) if place not in crossed)
        place = next(places, last)
        return shape.tokens[place].start if place > 0 else len(beginning)

    def _shape(self, run: str) -> Shape:
        words = self._words(run)
        in_lao = bool(words) and words[0].word.lao
        widest = _WIDEST_LAO if in_lao else WIDEST
        spans: list[Span] = []
        others = east_asian_names(run)
        for first, last in self._search.possible_spans(words, widest):
            matches = self._matcher.matches(words[first:last])
            if matches is None:
                spans.append(Span(first, last, ()))
            elif matches and not _is_part_of(others, words[first].start, words[last - 1].end, matches):
                features = self._judge.features(run, words, first, last, matches)
                if any(features):
                    spans.append(Span(first, last, matches, features))
        return Shape(words, spans or (), run.isupper())

    def _whole_names(
        self, text: str, offset: int, run: str, shape: Shape, heads: Sequence[str]
    ) -> list[Chosen]:
        """The spans of a run that name an entry in full: those for which most speaks, none overlapping."""
        if not shape.spans:
            return []
        contexts = []
        for span in shape.spans:
            start, end = offset + shape.tokens[span.first].start, offset + shape.tokens[span.last - 1].end
            head = heads and _head_of(run, start - offset, end - offset, heads)
            before = text[max(0, start - BEFORE) : start]
            around = context(before.rpartition("\n")[2] if head else before, text[end : end + _AFTER])
            if before.endswith("\t") and around.kinds == {"person"}:  # an office, and in the next cell where
                around = around._replace(kinds=frozenset(), title="", from_afar=around.kinds)
            if not around.before:
                kinds, word = announced_by(f"{head} ") if head else announced_from_afar(text, start, end)
                around = around._replace(from_afar=kinds, of_row=word) if kinds else around
                if is_located(before):
                    around = around._replace(located=True, in_laos=follows_laos(text[end : end + _AFTER]))
            contexts.append(around)
        titled = "person" in context(text[max(0, offset - BEFORE) : offset], "").kinds
        return self._chosen(run, tuple(contexts), opens_sentence(text, offset), titled)

    def _choose(self, text: str, contexts: Sequence[Context], opening: bool, titled: bool) -> list[Chosen]:
        """The spans of a run that name entries, by what stands around each; `titled`, if a title stands before all.

        `opening` tells that the run opens a sentence, so that its first capital means little.
        """
        shape = self._shapes(text)
        run = shape.tokens
        pieces = []
        for span, around in zip(shape.spans, contexts, strict=True):
            piece = self._judge.piece(text, shape, span, around, opening)
            if piece is not None:
                pieces.append(piece)
        abroad = [range(piece.first, piece.last) for piece in pieces if piece.value is None]
        if len(abroad) == len(pieces):
            return []
        pieces = [piece for piece in pieces if not _is_part_abroad(piece, abroad)]
        if len(run) > 1 and not run[0].word.lao:
            spans = {(piece.first, piece.last) for piece in pieces}
            pieces += strangers_in(self._index.strangers, run, titled, spans)
        parted = [token.gap != " " or token.word.lao for token in run]
        return [
            chosen._replace(abroad=may_be_abroad(chosen.match, run[chosen.first : chosen.last]))
            for segment in best_segments(len(run), pieces, parted)
            if (chosen := segment.piece.value) is not None
        ]


def _is_part_abroad(piece: Piece[Chosen], abroad: Sequence[range]) -> bool:
    """Whether a piece that is no attested name stands in words that name a neighbour's place: Nakhon Phanom."""
    if piece.value is None or piece.value.match.kind == "exact":
        return False
    return any(piece.first in words and piece.last - 1 in words for words in abroad)


def _with_plain_blanks(text: str) -> str:
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    return text


def _is_part_of(names: Sequence[tuple[int, int]], start: int, end: int, matches: Sequence[Match]) -> bool:
    """Whether a span of a run is of names of others there: all that shares words with one and is not attested so."""
    return matches[0].kind != "exact" and shares_words(names, start, end)


def _head_of(run: str, start: int, end: int, heads: Sequence[str]) -> str:
    """The head of the column of a place in a run if that fills a line there, and so a cell."""
    fills = run[start - 1 : start] in ("", "\n") and run[end : end + 1] in ("", "\n")
    return heads[run.count("\n", 0, start)] if fills else ""


def _shifted(mentions: Iterable[Mention], shift: int) -> Iterator[Mention]:
    """Mentions with their offsets shifted."""
    for m in mentions:
        yield replace(m, start=m.start + shift, end=m.end + shift) if shift else m


def _beside(posted: Sequence[Mention], others: Iterable[Mention]) -> list[Mention]:
    """Names in small letters, none overlapping, but for those with a part of which others have been found."""
    starts = [m.start for m in posted]
    taken = set[int]()
    for other in others:
        first, last = bisect_left(starts, other.start), bisect_left(starts, other.end)
        if first and posted[first - 1].end > other.start:
            first -= 1
        taken.update(range(first, last))
    return [m for n, m in enumerate(posted) if n not in taken]


def _overlap(first: Chosen, second: Chosen) -> bool:
    """Whether two spans of a run share tokens."""
    return first.first < second.last and second.first < first.last


def _without_title(mention: Mention) -> Mention:
    """Return a mention without the title in it, in Lao script or a rendering, if its entry is known without one."""
    form, entry = mention.match.form, mention.match.entry
    if form.tag != "titled" or form.writing == "latin" or all(form.tag == "titled" for form in entry.forms):
        return mention
    core = without_titles(mention.text, keep_own=True)
    if not mention.text.endswith(core):
        return mention
    return replace(mention, start=mention.end - len(core), text=core)


def _with_own_title(text: str, mention: Mention) -> Mention:
    """Return a mention with the title before it that its entry always has in Latin letters: Ong Kommandam."""
    latin = mention.match.entry.latin
    title, blank, rest = latin.partition(" ") if latin else ("", "", "")
    start = mention.start - len(title) - 1
    told = mention.match.kind != "partial" and title.casefold() in person_titles() and rest
    if (
        not told
        or start < 0
        or not text.startswith(title + blank, start)
        or text[start - 1 : start].isalpha()
    ):
        return mention
    return replace(mention, start=start, text=text[start : mention.end])


def _borne_out(
    text: str, around: Surroundings, mentions: Sequence[Mention], needs: Mapping[int, Needs]
) -> list[Mention]:
    """The mentions that need nothing, by where they start, or near which the text has what they need."""
    sure = [m for m in mentions if m.start not in needs]
    starts = [m.start for m in sure]
    ends = {m.end for m in mentions}

    def is_of_laos(m: Mention) -> bool:
        if not around.is_near_laos(m.start, starts):
            return False
        return needs[m.start] == "about" or not is_among_neighbours(text, m.start, m.end, ends)

    left = [m for m in mentions if needs.get(m.start) not in ("laos", "about") or is_of_laos(m)]
    of_rows = {start for start, need in needs.items() if need == "row"}
    left = named_again(in_rows(text, left, of_rows), left)
    left = [m for m in left if needs.get(m.start) != "companion" or has_companion(m, sure)]
    left = [m for m in left if needs.get(m.start) != "royals" or is_among_royals(text, m, sure)]
    kept = [m for m in left if needs.get(m.start) != "beside"]
    return [m for m in left if needs.get(m.start) != "beside" or is_named_beside(text, m, kept)]

"""The whole names in a text, each taken by itself, whoever is named elsewhere.

A text is cut into *runs*, stretches of capitalised words or of Lao syllables, in which names may stand. Spans
of a run that sound like a name of the table are candidates; what stands around a span decides. A capitalised
neighbour or a Vietnamese family name before it speaks against it, a title or a generic word (tỉnh, district,
ເມືອງ) for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tenlao.base.batches import in_batches
from tenlao.matching.index import Index
from tenlao.matching.score import Match
from tenlao.mentions.besides_runs import BesidesRuns, NamesBesidesRuns
from tenlao.mentions.doubtful import may_be_abroad
from tenlao.mentions.later_parts import LaterParts
from tenlao.mentions.remembering import remembering
from tenlao.mentions.segmentation import Piece, best_segments
from tenlao.mentions.span_features import features_of
from tenlao.mentions.span_judgement import SpanJudge
from tenlao.mentions.span_matching import SpanMatcher
from tenlao.mentions.span_search import SpanSearch
from tenlao.mentions.spans import BEFORE, WIDEST, Chosen, Shape, Span, capital_after
from tenlao.mentions.strangers_in_runs import strangers_in
from tenlao.phonology.writing import has_lao
from tenlao.text.announcing import LOOKED_BACK, announced_by_head, announced_from_afar
from tenlao.text.columns import HeadsOfColumns
from tenlao.text.east_asian import east_asian_names, shares_words
from tenlao.text.high_offices import FARTHEST
from tenlao.text.offices import office_before
from tenlao.text.origins import follows_laos
from tenlao.text.paragraphs import passages
from tenlao.text.surroundings import with_surroundings
from tenlao.text.titles import Context, context, is_generic, is_located
from tenlao.text.tokens import Run, Token, is_in_heading, opens_sentence, runs_in, without_choices

__all__ = ["Seen", "SeenPassage", "SeenRun", "WholeNames"]


_WIDEST_LAO = 14  # syllables: the longest forms of the table in Lao script have fewer
_AFTER = 24  # characters after a span that are looked at
_LONGEST_PIECE = 2000  # characters of a run in Lao script that are looked at together
_LONGEST_PASSAGE = 3500  # characters of a passage that is remembered
_RUNS_AT_A_TIME = 1000  # of a longer passage


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
    """What is seen in a text whoever was named before: names besides its runs, and the passages with those in runs.

    A passage is given with the offset at which it starts.
    """

    besides: BesidesRuns
    passages: Iterable[tuple[int, SeenPassage]]


_NOTHING: tuple[Sequence[Chosen], Mapping[int, re.Pattern[str]]] = (), {}  # is remembered of most runs


class WholeNames:
    """Sees the whole names of one table's entries; remembers spans, runs and passages, since texts repeat."""

    def __init__(self, index: Index, words: Callable[[str], list[Token]], later_parts: LaterParts) -> None:
        """Take the index of the table, what reads a run into words, and what knows which offices tell of persons."""
        self._index, self._words, self._later_parts = index, words, later_parts
        self._search = SpanSearch(index)
        self._matcher = SpanMatcher(index)
        self._judge = SpanJudge(index, self._matcher.names_people)
        self._besides_runs = NamesBesidesRuns(index, self._search, self._matcher)
        self._shapes = remembering(self._shape)
        self._chosen = remembering(self._choose)
        self._read_run = with_surroundings(LOOKED_BACK, FARTHEST)(self._see_run)
        longest = LOOKED_BACK + _LONGEST_PASSAGE + FARTHEST
        self._read_passage = with_surroundings(LOOKED_BACK, FARTHEST, longest)(self._see_passage)

    def see(self, text: str) -> Seen:
        """Return what is seen in a text; its passages are read as they are asked for."""
        besides = self._besides_runs.named_in(text)
        return Seen(besides, self._passages_seen(besides.left))

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
                features = features_of(self._index, run, words, first, last, matches)
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
            head = _head_of(run, start - offset, end - offset, heads) if heads else ""
            before = text[max(0, start - BEFORE) : start]
            around = context(before.rpartition("\n")[2] if head else before, text[end : end + _AFTER])
            if before.endswith("\t") and around.kinds == {"person"}:  # an office, and in the next cell where
                around = around._replace(kinds=frozenset(), title="", from_afar=around.kinds)
            if before.rstrip().endswith(":") and is_generic(shape.tokens[span.first].word.key):
                around = around._replace(title="")  # bên kia sông: Wat Long Khoun
            place_of_office = around.kinds == {"place"} and capital_after(shape.tokens, span.last)
            if place_of_office and office_before(text[max(0, start - LOOKED_BACK) : start]):
                around = around._replace(
                    from_afar=frozenset({"person"})
                )  # Giám đốc Công an tỉnh Xiêng Khoảng
            if not around.before:
                kinds, word = announced_by_head(head) if head else announced_from_afar(text, start, end)
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


def _is_part_of(names: Sequence[tuple[int, int]], start: int, end: int, matches: Sequence[Match]) -> bool:
    """Whether a span of a run is of names of others there: all that shares words with one and is not attested so."""
    return matches[0].kind != "exact" and shares_words(names, start, end)


def _head_of(run: str, start: int, end: int, heads: Sequence[str]) -> str:
    """The head of the column of a place in a run if that fills a line there, and so a cell."""
    fills = run[start - 1 : start] in ("", "\n") and run[end : end + 1] in ("", "\n")
    return heads[run.count("\n", 0, start)] if fills else ""

"""From running text to mentions: where names of the table stand, and which entries they mean.

A text is cut into *runs*, stretches of capitalised words or of Lao syllables, in which names may stand. Spans
of a run that sound like a name of the table are candidates; what stands around a span decides. A capitalised
neighbour or a Vietnamese family name before it speaks against it, a title or a generic word (tỉnh, district,
ເມືອງ) for it. Parts of a name (đồng chí Saleumxay) are mentions once the whole name has been found.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

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
from tenlao.matching.score import Match, weigh
from tenlao.mentions.abroad import is_near_laos, may_be_abroad
from tenlao.mentions.later_parts import LaterParts, Persons, is_given_name
from tenlao.mentions.phrases import phrases
from tenlao.mentions.remembering import remembering
from tenlao.mentions.segmentation import BESIDE_WORD, Piece, best_segments
from tenlao.mentions.span_rules import (
    LOWEST_SCORE,
    LOWEST_SCORE_ALONE,
    SAME_SOUND,
    SpanFeatures,
    lowest_score,
    required_surprisal,
)
from tenlao.mentions.span_search import possible_spans
from tenlao.mentions.spans import (
    BEFORE,
    WIDEST,
    Chosen,
    Needs,
    Shape,
    Span,
    begun_titles,
    capital_after,
    capital_before,
    honorifics,
    is_title,
    joined_by_hyphen,
    syllables,
)
from tenlao.mentions.strangers_in_runs import may_be_given_name, strangers_in
from tenlao.phonology.writing import has_lao
from tenlao.text.enumerations import LOOKED_BACK, announced_in_row, joins
from tenlao.text.keys import spelling_key
from tenlao.text.neighbours import is_neighbour
from tenlao.text.offices import FARTHEST, office_before
from tenlao.text.offsets import blanked
from tenlao.text.titles import (
    Context,
    context,
    elsewhere,
    generic_words,
    is_body,
    is_generic,
    is_people,
    opening_words,
    tells_type,
    without_titles,
)
from tenlao.text.tokens import Run, Token, Word, heard, opens_sentence, prose, runs, tokens

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


_WIDEST_LAO = 14  # syllables: the longest forms of the table in Lao script have fewer
_AFTER = 24  # characters after a span that are looked at
_LONGEST_PIECE = 2000  # characters of a run in Lao script that are looked at together

# What an unexplained word in capitals beside a name costs (nats) when that means little, since all is in capitals
# or the word opens a sentence; when hyphens show that the name is whole.
BESIDE_OPENING, BESIDE_HYPHENS = 3.0, 10.0
# Matches whose scores differ by less are as good; judged.
AS_GOOD = 1.0
ETHNIC_GROUP = "ethnic group"
# What speaks for the whole name of a place in another country; judged.
OF_ELSEWHERE = 8.0
# Of two readings of a span for which as much speaks, the attested spelling is taken.
EXACT_FIRST = 0.01


class Finder:
    """Finds the mentions of one table's entries; remembers words, spans and runs, since texts repeat themselves."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._matches = functools.lru_cache(maxsize=1 << 14)(self._match)
        self._shapes = remembering(self._shape)
        self._chosen = remembering(self._choose)
        self._strangers = remembering(self._find_strangers)
        self._later_parts = LaterParts(index, self._shapes)
        self._phrases = phrases(index)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions of the entries in a text, in text order, none overlapping.

        >>> from tenlao import load
        >>> text = "Gặp ông Thonglun Sisulith ở Viêng Chăn."
        >>> [(m.start, m.end, m.match.entry.latin) for m in load().find(text)]
        [(8, 25, 'Thongloun Sisoulith'), (28, 38, 'Vientiane')]
        """
        return self._read(text, 0, Persons())

    def find_in_parts(self, parts: Iterable[str]) -> Iterator[Mention]:
        """See `tenlao.Gazetteer.find_in_parts`."""
        persons = Persons()
        offset = 0
        for part in parts:
            yield from self._read(part, offset, persons)
            offset += len(part)

    def _read(self, text: str, shift: int, persons: Persons) -> list[Mention]:
        """The mentions in a text, their offsets shifted; `persons` are those named before, and take in more."""
        left = prose(text)
        mentions = []
        for m in self._phrases.finditer(left):
            match = weigh(self._index.spelled(spelling_key(m[0])), ())[0]
            mentions.append(Mention(m.start(), m.end(), text[m.start() : m.end()], match))
        if mentions:
            left = blanked(left, ((m.start, m.end) for m in mentions))

        needs: dict[int, Needs] = {}  # of the mentions that start there
        for offset, run in self._runs(left):
            shape = self._shapes(run)
            whole = self._whole_names(left, offset, run, shape)
            whole = [c for c in whole if not self._later_parts.is_one(left, offset, run, c, persons)]
            self._later_parts.take_in(persons, whole)
            sure = [c for c in whole if not c.needs]
            parts = self._later_parts.find(left, offset, run, sure, persons)
            whole = sure + [c for c in whole if c.needs and not any(_overlap(c, part) for part in parts)]
            for chosen in whole:
                if chosen.needs:
                    needs[offset + shape.tokens[chosen.first].start] = chosen.needs
                elif may_be_abroad(chosen.match, shape.tokens[chosen.first : chosen.last]):
                    needs[offset + shape.tokens[chosen.first].start] = "laos"
            for chosen in sorted(whole + parts, key=lambda chosen: chosen.first):
                start = offset + shape.tokens[chosen.first].start
                end = offset + shape.tokens[chosen.last - 1].end
                mentions.append(Mention(start, end, text[start:end], chosen.match, chosen.others))
        mentions.sort(key=lambda mention: mention.start)
        if needs:
            starts = [m.start for m in mentions if m.start not in needs]
            mentions = [
                m for m in mentions if needs.get(m.start) != "laos" or is_near_laos(text, m.start, starts)
            ]
            mentions = in_rows(text, mentions, {start for start, need in needs.items() if need == "row"})
        if not shift:
            return mentions
        return [replace(m, start=m.start + shift, end=m.end + shift) for m in mentions]

    def _runs(self, text: str) -> Iterator[Run]:
        """The runs of a text; of long ones in Lao script pieces, in which the same spans are found.

        In Lao script no span has to do with its neighbours, so a run may be cut wherever it cuts no span.
        """
        for offset, run in runs(text):
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
        crossed = {place for first, end, _ in shape.spans for place in range(first + 1, end)}
        places = (place for place in range(last, max(0, last // 2), -1) if place not in crossed)
        place = next(places, last)
        return shape.tokens[place].start if place > 0 else len(beginning)

    def _shape(self, run: str) -> Shape:
        words = tokens(run)
        in_lao = bool(words) and words[0].word.lao
        widest = _WIDEST_LAO if in_lao else WIDEST
        spans = []
        for first, last in possible_spans(self._index, words, widest):
            span = words[first:last]
            matches = self._matches(tuple([t.word for t in span]), tuple([t.gap for t in span[1:]]))
            if matches is None or matches:
                spans.append(Span(first, last, matches or ()))
        return Shape(words, spans, run.isupper())

    def _match(self, words: tuple[Word, ...], gaps: tuple[str, ...]) -> tuple[Match, ...] | None:
        """The entries that a span of words may name in full, best first; None for a place that is not in Laos."""
        key = "".join([w.key for w in words])
        if key in elsewhere():
            return None if len(words) > 1 else ()
        exact = [a for a in self._index.spelled(key) if _in_text(a)]
        if not exact and len(words) > 1 and words[0].key in generic_words() and not is_neighbour(key):
            rest = self._index.spelled("".join([w.key for w in words[1:]]))
            exact = [a for a in rest if a.entry.kind == "place" and _in_text(a)]
        if len(exact) > 1:
            written = "".join([a + b for a, b in zip(("", *gaps), [w.key for w in words], strict=True)])
            exact.sort(key=lambda a: a.form.text.casefold() != written)
        if exact:
            return tuple(weigh(exact, namesakes(self._index, exact, heard(words, gaps))))
        if is_neighbour(key):
            return None if len(words) > 1 else ()
        candidates = []
        for components in heard(words, gaps):
            found = compare(self._index, components, changes=None if len(words) > 1 else 0)
            candidates += [c for c in found if _in_text(c.attested)]
            if len(components) == 2:
                swapped = compare(self._index, components[::-1], SWAP_PENALTY, changes=0)
                candidates += [c for c in swapped if c.attested.entry.kind == "person"]
        unsure = max([c.odds for c in candidates], default=0.0) < UNSURE
        if unsure and len(words) > 1 and not words[0].lao:
            name = "".join([gap + word.key for gap, word in zip(("", *gaps), words, strict=True)])
            candidates += [c for c in misspelt(self._index, name) if _in_text(c.attested)]
        return tuple([m for m in weigh((), candidates) if m.score >= LOWEST_SCORE])

    def _whole_names(self, text: str, offset: int, run: str, shape: Shape) -> list[Chosen]:
        """The spans of a run that name an entry in full: those for which most speaks, none overlapping."""
        contexts = []
        for first, last, _ in shape.spans:
            start, end = offset + shape.tokens[first].start, offset + shape.tokens[last - 1].end
            around = context(text[max(0, start - BEFORE) : start], text[end : end + _AFTER])
            if not around.before:
                around = around._replace(in_row=announced_from_afar(text, start, end))
            contexts.append(around)
        titled = bool(shape.spans) and "person" in context(text[max(0, offset - BEFORE) : offset], "").kinds
        return self._chosen(run, tuple(contexts), opens_sentence(text, offset), titled)

    def _choose(self, text: str, contexts: Sequence[Context], opening: bool, titled: bool) -> list[Chosen]:
        """The spans of a run that name entries, by what stands around each; `titled`, if a title stands before all.

        `opening` tells that the run opens a sentence, so that its first capital means little.
        """
        shape = self._shapes(text)
        run = shape.tokens
        pieces = []
        for span, around in zip(shape.spans, contexts, strict=True):
            piece = (
                self._piece(text, shape, span, around, opening) if span.matches else _piece_elsewhere(span)
            )
            if piece is not None:
                pieces.append(piece)
        if all(piece.value is None for piece in pieces):
            return []
        if len(run) > 1 and not run[0].word.lao:
            spans = {(piece.first, piece.last) for piece in pieces}
            strangers = self._strangers(text, titled)
            pieces += [stranger for stranger in strangers if (stranger.first, stranger.last) not in spans]
        parted = [token.gap != " " or token.word.lao for token in run]
        return [
            segment.piece.value
            for segment in best_segments(len(run), pieces, parted)
            if segment.piece.value is not None
        ]

    def _piece(
        self, text: str, shape: Shape, span: Span, around: Context, opening: bool
    ) -> Piece[Chosen] | None:
        """A span as a piece of its run, None where too little speaks for it."""
        first, last, matches = span
        run = shape.tokens
        match = _meant(matches, around)
        entry = match.entry
        exact = match.kind == "exact"
        count = sum(map(syllables, run[first:last]))
        features = SpanFeatures(
            kind=entry.kind,
            exact=exact,
            apart=match.evidence.cost if match.evidence else 0.0,
            syllables=count,
            words=last - first,
            spaced=count == last - first and all(t.gap == " " for t in run[first + 1 : last]),
            in_lao=run[0].word.lao,
            announced=around.kinds or _own_kind(match, run[first:last]) or around.in_row & {entry.kind},
            bare=is_bare(self._index, match),
            fits=is_title_of(entry, around.title),
        )
        surprisal = self._surprisal(match)
        judged = _judged(features, surprisal, match.score)
        if judged is None:
            return None
        needs, required = judged
        if needs and context(text[run[first].start : run[first].end] + " ", "").family_name:
            return None
        in_word = joined_by_hyphen(run, first)
        if in_word and (around.family_name or not exact):
            return None  # Phạm-văn-Đồng
        unexplained = not around.before and capital_before(run, first)
        if (
            unexplained
            and is_given_name(self._index, match)
            and self._may_be_given_name(run[first - 1 : first])
        ):
            return None  # a name after a given name is a family name, also that of a prince
        words = unicodedata.normalize("NFC", text[run[first].start : run[last - 1].end])
        if not exact and (_has_title(words) or words.casefold() in begun_titles() or is_generic(words)):
            return None
        if entry.kind != "person" and around.title in honorifics():
            return None  # Bà Chanthaly is no film
        if entry.kind == "place" and is_people(around.title) and self._names_people(run[first:last]):
            return None  # người Tà Ôi, not the district
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
        if not unexplained or (opening and first == 1 and run[0].word.key in opening_words()):
            before = 0.0
        elif exact and entry.kind == "place" and any(is_body(token.word.key) for token in run[:first]):
            before = min(before, BESIDE_OPENING)
        elif "person" in around.in_row and not self._may_be_given_name(run[first - 1 : first]):
            before = min(before, BESIDE_OPENING)  # the last word of an office: Bộ trưởng Năng lượng và Mỏ
        elif opening and first == 1 and not around.family_name and not self._may_be_given_name(run[:1]):
            before = min(before, BESIDE_OPENING)
        of_office = "person" in around.in_row and entry.kind == "place"
        if of_office or (around.before and {"place", "person"} <= around.kinds):
            after = min(after, BESIDE_OPENING)  # who holds the office may follow its place
        if around.after or not capital_after(run, last) or is_title(run[last].word):
            after = 0.0
        return Piece(
            first,
            last,
            entry.kind,
            surprisal - required - EXACT_FIRST * (not exact),
            before,
            after,
            of_office or ("person" in around.kinds and entry.kind == "place"),
            Chosen(first, last, match, others, needs),
        )

    def _find_strangers(self, text: str, titled: bool) -> list[Piece[Chosen]]:
        return strangers_in(self._index.strangers, self._shapes(text).tokens, titled)

    def _may_be_given_name(self, word: Sequence[Token]) -> bool:
        return may_be_given_name(self._index.strangers, word)

    def _names_people(self, tokens: Sequence[Token]) -> bool:
        """Whether a people is called so."""
        return any(
            candidate.attested.entry.type == ETHNIC_GROUP and candidate.evidence.cost <= SAME_SOUND
            for components in heard([t.word for t in tokens], [t.gap for t in tokens[1:]])
            for candidate in compare(self._index, components, changes=0)
        )

    def _surprisal(self, match: Match) -> float:
        return sum(map(self._index.rarity.surprisal, components_of(self._index, match)))


def in_rows(text: str, mentions: Sequence[Mention], doubtful: Container[int]) -> list[Mention]:
    """Return mentions without the doubtful ones, told by where they start, that stand in no row with a sure place.

    >>> from tenlao import load
    >>> [m.text for m in load().find("Kasi, Feuang and Long. Feuang in")]
    ['Kasi', 'Feuang', 'Long']
    """
    kept: set[int] = set()
    for ordered in (mentions, mentions[::-1]):
        before: Mention | None = None
        for m in ordered:
            first, second = (m, before) if before is None or m.start < before.start else (before, m)
            if m.start not in doubtful or (second and joins(text[first.end : second.start])):
                before = m if m.match.entry.kind == "place" else None
                kept.add(m.start)
            else:
                before = m if m.start in kept else None
    return [m for m in mentions if m.start in kept]


def announced_from_afar(text: str, start: int, end: int) -> frozenset[str]:
    """Return the kinds of name that are announced further before a place in a text: by its row, by a whole office.

    >>> announced_from_afar("Bộ trưởng Năng lượng và Mỏ Phoxay", 27, 33)
    frozenset({'person'})
    """
    if has_lao(text[start : start + 1]) and has_lao(text[end : end + 1]):
        return frozenset()  # words are not parted there
    row = announced_in_row(text[max(0, start - LOOKED_BACK) : start])
    if not row and office_before(text[max(0, start - FARTHEST) : start]):
        return frozenset({"person"})
    return row


def _overlap(first: Chosen, second: Chosen) -> bool:
    """Whether two spans of a run share tokens."""
    return first.first < second.last and second.first < first.last


def _judged(features: SpanFeatures, surprisal: float, score: float) -> tuple[Needs, float] | None:
    """What else a span needs, and the surprisal that is required of it then; None if it is no name in any case."""
    ways: list[tuple[Needs, SpanFeatures]] = [("", features)]
    if features.kind == "place" and not features.in_lao:
        ways.append(("laos", features._replace(near_laos=True)))
        if features.exact and not features.announced:
            ways.append(("row", features._replace(announced=frozenset({"place"}))))
    for needs, way in ways:
        required = required_surprisal(way)
        if required is not None and surprisal >= required and score >= lowest_score(way):
            return needs, required
    return None


def _meant(matches: Sequence[Match], around: Context) -> Match:
    """The entry that is meant among those that a span may name: the best of the kind and the type announced."""
    of_kind = [m for m in matches if m.entry.kind in around.kinds] or matches
    as_good = [m for m in of_kind if m.score >= of_kind[0].score - AS_GOOD]
    return next((m for m in as_good if tells_type(around.title, m.entry.type)), as_good[0])


def _piece_elsewhere(span: Span) -> Piece[Chosen]:
    """A place that is not in Laos, as a piece of its run: quận Long Biên is not Long."""
    return Piece(span.first, span.last, "place", OF_ELSEWHERE, 0.0, 0.0)


@functools.lru_cache(maxsize=1 << 12)
def _in_text(attested: Attested) -> bool:
    """Whether a form is one to look for in texts: not that of a people, nor one that only adds a title."""
    entry, form = attested
    if entry.type == ETHNIC_GROUP:
        return False
    core = spelling_key(without_titles(form.text, keep_own=True))
    if form.tag == "titled" and form.writing == "lao" and entry.kind == "place":
        return core == spelling_key(form.text)
    return core == spelling_key(form.text) or all(core != spelling_key(f.text) for f in entry.forms)


@functools.lru_cache(maxsize=1 << 12)
def _has_title(form: str) -> bool:
    return without_titles(form, keep_own=True) != form


def _own_kind(match: Match, tokens: Sequence[Token]) -> frozenset[str]:
    """The kind that a generic word announces which is a part of an attested name: Bản Mày, Mường Khoa."""
    generic = len(tokens) > 1 and is_generic(tokens[0].word.key)
    return (
        frozenset({"place"})
        if generic and match.kind == "exact" and match.entry.kind == "place"
        else frozenset()
    )

"""Whether a span is a mention by what stands around it, and what speaks for it: a piece of its run."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from tenlao.base.word_lists import word_lists
from tenlao.matching.beside_names import is_title_of
from tenlao.matching.index import Index
from tenlao.matching.score import Match, most_notable
from tenlao.matching.units import SAME_SOUND
from tenlao.mentions.segmentation import BESIDE_WORD, Piece
from tenlao.mentions.span_exclusions import Exclusions, is_rather_words
from tenlao.mentions.span_needs import may_be_anything, needs_of
from tenlao.mentions.span_rules import LOWEST_SCORE_ALONE
from tenlao.mentions.spans import (
    Chosen,
    Shape,
    Span,
    Taken,
    capital_after,
    capital_before,
    is_title,
    joined_by_hyphen,
)
from tenlao.mentions.strangers_in_runs import may_be_given_name
from tenlao.phonology.writing import has_vietnamese
from tenlao.text.keys import spelling_key
from tenlao.text.origins import is_country
from tenlao.text.titles import (
    Context,
    always_capital,
    context,
    is_article,
    is_body,
    is_generic,
    is_of_vietnam,
    opening_words,
    tells_type,
    words_between,
)
from tenlao.text.tokens import Token

__all__ = ["SpanJudge"]


# What an unexplained word in capitals beside a name costs (nats) when that means little, since all is in capitals
# or the word opens a sentence; when hyphens show that the name is whole.
BESIDE_OPENING, BESIDE_HYPHENS = 3.0, 10.0
# Words with which a body is called after its place.
_WORDS_OF_BODY = 4
# What speaks for the whole name of a place in another country; judged.
OF_ELSEWHERE = 8.0
_BODIES = frozenset({"organization"})
_LONGEST_ACRONYM = 5
# Syllables of a word of which names are made that is looked for after a name in Lao script.
_SYLLABLES_OF_WORD = 3
# Of two readings of a span for which as much speaks, the attested spelling is taken.
EXACT_FIRST = 0.01


class SpanJudge:
    """Judges the spans of runs that may name the entries of one table."""

    def __init__(self, index: Index, names_people: Callable[[Sequence[Token]], bool]) -> None:
        """Take the index of the table, and what tells whether a people is called so."""
        self._index = index
        self._exclusions = Exclusions(index, names_people)

    def piece(
        self, text: str, shape: Shape, span: Span, around: Context, opening: bool
    ) -> Piece[Chosen] | None:
        """Return a span as a piece of its run, None where too little speaks for it.

        `text` is the run, and `around` what stands around the span; `opening` tells that the run opens a sentence, so
        that its first capital means little.
        """
        if not span.matches:
            return Piece(span.first, span.last, "place", OF_ELSEWHERE, 0.0, 0.0)
        taken = _taken(text, shape, span, around, opening)
        if taken is None or is_rather_words(taken):
            return None
        judged = needs_of(taken)
        if judged is None:
            return None
        needs, required = judged
        run, first, last = taken.run, span.first, span.last
        if needs and context(text[run[first].start : run[first].end] + " ", "").family_name:
            return None
        opened = _is_opened(taken)
        unexplained = not around.before and capital_before(run, first) and not opened
        if needs in ("companion", "royals") and (unexplained or capital_after(run, last)):
            return None
        if self._exclusions.rule_out(taken, needs, unexplained=unexplained):
            return None
        features, entry = taken.features, taken.match.entry
        worth = features.surprisal - required
        alone = not (features.supported or around.located)
        if entry.kind == "place" and features.in_lao and (alone if taken.exact else not entry.lao):
            end = _end_of_name(run, last)
            if end > last:  # ບ້ານນາວຽງ|ຄຳ; ພອນທິບ ແກ້ວອຸດົມ|ສັກ
                return Piece(first, end, "place", worth, 0.0, 0.0)
        needs = needs or ("laos" if entry.kind == "place" and is_of_vietnam(around.title) else "")
        needs = needs or ("about" if may_be_anything(taken) else "")
        return Piece(
            first,
            last,
            entry.kind,
            worth - EXACT_FIRST * (not taken.exact),
            self._before(taken, opened),
            self._after(taken),
            entry.kind == "place" and "person" in around.kinds | around.from_afar,
            Chosen(first, last, taken.match, _others(taken), needs),
        )

    def _before(self, taken: Taken, opened: bool) -> float:
        """What a word in capitals costs (nats) that stands unexplained before a span."""
        run, first, around = taken.run, taken.span.first, taken.around
        entry, exact = taken.match.entry, taken.exact
        if (
            around.before
            or not capital_before(run, first)
            or opened
            or run[first - 1].word.key in always_capital()
            or (exact and entry.kind == "person" and is_country(run[first - 1].word.key.capitalize()))
            or (taken.shape.capitals and _is_of_no_name(run[first - 1]))
        ):
            return 0.0
        if (exact and entry.kind == "place" and any(is_body(token.word.key) for token in run[:first])) or (
            # the last word of an office: Bộ trưởng Năng lượng và Mỏ
            ("person" in around.from_afar or (taken.opening and first == 1))
            and (not around.family_name or is_generic(run[first].word.key))  # Do Wat Xieng Thong at dawn
            and not self._may_be_given_name(word := _word_before(run, first))
            and not (len(word) > 1 and has_vietnamese("".join(token.word.key for token in word)))
        ):
            return min(_beside(taken), BESIDE_OPENING)
        return _beside(taken)

    def _after(self, taken: Taken) -> float:
        """What a word in capitals costs (nats) that stands unexplained after a span."""
        run, last, around, kind = taken.run, taken.span.last, taken.around, taken.match.entry.kind
        place = kind == "place"
        if (
            around.after
            or not capital_after(run, last)
            or is_title(run[last].word)
            or run[last].word.key in always_capital()
            or (taken.exact and kind == "organization" and is_body(run[last].word.key))
            or (taken.shape.capitals and _is_of_no_name(run[last]))
        ):
            return 0.0
        of_office = (place and "person" in around.from_afar) or (
            around.before and {"place", "person"} <= around.kinds
        )
        # Who holds the office may follow its place.
        by_holder = of_office and not self._is_rather_given_name(taken)
        if by_holder or (taken.exact and place and _is_before_body(run, last)):
            return min(_beside(taken), BESIDE_OPENING)
        return _beside(taken)

    def _is_rather_given_name(self, taken: Taken) -> bool:
        """Whether a place that people are called by, too, stands before one word: Giám đốc Viengthong Siphanone."""
        one_follows = len(taken.run) - taken.span.last == 1 == len(taken.words)
        wide = taken.match.entry.type in ("capital", "province")
        return one_follows and not wide and self._may_be_given_name(taken.words)

    def _may_be_given_name(self, word: Sequence[Token]) -> bool:
        return may_be_given_name(self._index.strangers, word)


def _taken(text: str, shape: Shape, span: Span, around: Context, opening: bool) -> Taken | None:
    """Take a span for the one of its matches that is meant there, None if it is meant nowhere."""
    article = is_article(around.title)
    announced = around.kinds - _BODIES if article else around.kinds
    word = (not article and around.title) or around.after or around.of_row
    words = shape.tokens[span.first : span.last]
    written = text[words[0].start : words[-1].end]
    match = most_notable(span.matches, announced, word, written)
    if match.kind != "exact" and match.entry.kind == "organization" and span.matches[0].kind == "exact":
        match = most_notable(span.matches)  # the army of Viêng Chăn is no club
    features = span.features[span.matches.index(match)]
    if features is None:
        return None
    features = features._replace(
        announced=around.kinds
        or _own_kind(match, words)
        or _from_afar(match, words[0], around)
        or frozenset({"place"} if around.in_laos and features.apart <= SAME_SOUND else ()),
        fits=is_title_of(match.entry, around.title),
        typed=any(tells_type(word, match.entry.type) for word in (around.title, around.after)),
    )
    return Taken(text, shape, span, match, features, around, opening)


def _is_opened(taken: Taken) -> bool:
    """Tell whether the word in capitals before a span opens the sentence, or is otherwise none of a name."""
    first = taken.span.first
    if not first:
        return False
    before = taken.run[first - 1]
    if taken.opening and first == 1 and before.word.key in opening_words():
        return True
    if taken.shape.capitals:
        return _is_of_no_name(before)
    return taken.exact and _is_acronym(taken.text, before)


def _others(taken: Taken) -> tuple[Match, ...]:
    """Return the further matches of a span that what stands around it does not rule out."""
    features = taken.features
    return tuple(
        [
            match
            for match in taken.span.matches
            if match.score >= LOWEST_SCORE_ALONE
            and match is not taken.match
            and not (features.supported and match.entry.kind not in features.announced)
        ]
    )


def _beside(taken: Taken) -> float:
    """What an unexplained word in capitals beside a span costs (nats)."""
    if taken.shape.capitals:
        return BESIDE_OPENING
    hyphens = {" ", "-"} <= {token.gap for token in taken.words[1:]}
    return BESIDE_HYPHENS if hyphens else BESIDE_WORD


def _word_before(run: Sequence[Token], place: int) -> Sequence[Token]:
    """The word before a place of a run, with the syllables that hyphens join to it."""
    first = place - 1
    while joined_by_hyphen(run, first):
        first -= 1
    return run[first:place]


def _is_before_body(run: Sequence[Token], last: int) -> bool:
    """Tell whether a few words in capitals after a span end with that for a body: Champasak Art Troupe."""
    for end in range(last, min(len(run), last + _WORDS_OF_BODY)):
        if not capital_after(run, end):
            return False
        if is_body(run[end].word.key):
            return True
    return False


def _from_afar(match: Match, first: Token, around: Context) -> frozenset[str]:
    """The kind announced further before, by the word before a row; the row may go on with places of elsewhere."""
    entry, alike = match.entry, _sounds_alike(match)
    is_district = entry.type == "district" and tells_type(first.word.key, "district")
    return around.from_afar & {entry.kind} if alike or is_district or entry.kind != "place" else frozenset()


def _own_kind(match: Match, tokens: Sequence[Token]) -> frozenset[str]:
    """The kind that a generic word announces which is a part of the name: Bản Mày, Mường Khoa."""
    if len(tokens) < 2 or match.entry.kind != "place" or not _sounds_alike(match):
        return frozenset()
    first = tokens[0].word
    if not is_generic(first.key):
        return frozenset()
    any_water = first.lao and match.form.writing != "lao" and not tells_type(first.key, match.entry.type)
    return frozenset() if any_water else frozenset({"place"})  # ນ້ຳກັ່ນ is drunk


def _is_acronym(text: str, token: Token) -> bool:
    """Tell whether a word is no word, but the capitals of several: trường DTNT Xamneua."""
    letters = text[token.start : token.end]
    return letters.isupper() and 1 < len(letters) <= _LONGEST_ACRONYM


def _is_of_no_name(token: Token) -> bool:
    """Tell whether a word beside a name is no part of one, be it in capitals: TẠI VIÊNG CHĂN VÀ."""
    return token.word.key in opening_words() or token.word.key in words_between()


def _end_of_name(run: Sequence[Token], last: int) -> int:
    """Return where a span in Lao script ends with the word that follows it directly, if names are made of it."""
    key, ends = "", last
    for end in range(last, min(len(run), last + _SYLLABLES_OF_WORD)):
        if run[end].gap:
            break
        key += run[end].word.key
        if is_generic(key):
            return last
        if key in _words_of_names():
            ends = end + 1
    return ends


@functools.cache
def _words_of_names() -> frozenset[str]:
    return frozenset(map(spelling_key, word_lists("lao_words.toml")["words"]))


def _sounds_alike(match: Match) -> bool:
    return match.evidence is None or match.evidence.cost <= SAME_SOUND

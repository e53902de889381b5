"""Whether a span is a mention, by itself and by what stands around it, and what speaks for it: a piece of its run."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from unidecode import unidecode

from tenlao.base.word_lists import word_lists
from tenlao.matching.beside_names import is_of_other_type, is_title_of, may_follow
from tenlao.matching.candidates import components_of, is_bare
from tenlao.matching.index import Index
from tenlao.matching.score import Match, most_notable
from tenlao.matching.units import SAME_SOUND
from tenlao.mentions.later_parts import is_given_name
from tenlao.mentions.segmentation import BESIDE_WORD, Piece
from tenlao.mentions.span_rules import (
    BY_DISTANCE,
    LOWEST_SCORE_ALONE,
    SpanFeatures,
    at_best,
    reached,
)
from tenlao.mentions.spans import (
    MORE_THAN_VIETNAMESE,
    Chosen,
    Needs,
    Shape,
    Span,
    begun_titles,
    capital_after,
    capital_before,
    is_title,
    joined_by_hyphen,
    syllables,
)
from tenlao.mentions.strangers_in_runs import may_be_given_name
from tenlao.phonology.latin import phones_of
from tenlao.phonology.sound import joined, vowels
from tenlao.phonology.vietnamese_spelling import is_syllable
from tenlao.phonology.writing import has_vietnamese
from tenlao.table.model import Form
from tenlao.text.keys import plain_letters, spelling_key
from tenlao.text.origins import is_country
from tenlao.text.titles import (
    Context,
    always_capital,
    context,
    is_article,
    is_body,
    is_generic,
    is_of_vietnam,
    is_ordinary,
    is_people,
    makes_a_thing,
    opening_words,
    person_titles,
    tells_type,
    without_titles,
    words_between,
    words_of_same_type,
)
from tenlao.text.tokens import Token

__all__ = ["SpanJudge"]

# What an unexplained word in capitals beside a name costs (nats) when that means little, since all is in capitals
# or the word opens a sentence; when hyphens show that the name is whole.
BESIDE_OPENING, BESIDE_HYPHENS = 3.0, 10.0
_LAOS = ("lào", "lao", "laos")
_NEIGHBOURS = ("trung", "việt", "viet", "thai")  # as they are called beside it
# What a name must tell (nats) to be one of ours in a text that does not speak of Laos: a place, one of the type that
# the word before it says, a person in syllables; judged.
HARD_TO_MISTAKE, HARD_TO_MISTAKE_IF_TYPED, HARD_TO_MISTAKE_IN_SYLLABLES = 17.0, 10.0, 22.0
# What a town must tell more, since every country has many.
OF_TOWNS = 2.0
# Words with which a body is called after its place.
_WORDS_OF_BODY = 4
_PARTED = re.compile("[\\s-]")
_DASH = re.compile("[-\u2010-\u2014]")
# What speaks for the whole name of a place in another country; judged.
OF_ELSEWHERE = 8.0
# Types of places on which dams are that are told apart by numbers, and those.
_NUMBERED = ("river", "dam")
_BODIES = frozenset({"organization"})
# Types of places that are meant wherever they are named, as are those of no type.
_WELL_KNOWN = (None, "capital", "province", "district", "town", "kingdom")
_OF_OFFICES = ("capital", "province", "district", "town")  # are named between an office and who holds it
_LONGEST_ACRONYM = 5
# Words of a name that may as well be a title and a name.
_OF_SHORT_NAME = 3
# Syllables of a word of which names are made that is looked for after a name in Lao script.
_SYLLABLES_OF_WORD = 3
# Fewer syllables in Lao script are words as likely as a name that only sounds so; how far the others may be from the
# name of an organization (nats by the syllable); judged.
_OF_WORDS, _BY_SYLLABLE = 3, 0.5
# Of two readings of a span for which as much speaks, the attested spelling is taken.
EXACT_FIRST = 0.01


class SpanJudge:
    """Judges the spans of runs that may name the entries of one table."""

    def __init__(self, index: Index, names_people: Callable[[Sequence[Token]], bool]) -> None:
        """Take the index of the table, and what tells whether a people is called so."""
        self._index, self._names_people = index, names_people

    def features(
        self, text: str, run: Sequence[Token], first: int, last: int, matches: Sequence[Match]
    ) -> tuple[SpanFeatures | None, ...]:
        """Return what a span of a run is, taken for each of its matches, as if nothing stood around it.

        None stands for a match that is not meant whatever stands around the span.
        """
        span = run[first:last]
        if _goes_on(text, run, last):
            return (None,) * len(matches)  # Xay-xổng is not from Xay
        if _is_within_hyphens(text, run, first, last):
            return (None,) * len(matches)  # Khăm-Phu-Vông
        if first and span[0].gap == "." and len(span[0].word.key) == 1:
            return (None,) * len(matches)  # H.E. is no initial
        initial = _is_after_initial(run, first)
        count = sum(map(syllables, span))
        spaced = count == last - first and all(token.gap == " " for token in span[1:])
        words = text[span[0].start : span[-1].end]
        near = any(match.kind != "exact" for match in matches)
        only_exact = near and (joined_by_hyphen(run, first) or is_body(span[0].word.key))
        of_titles = near and not only_exact and _is_of_titles(words)

        def of(match: Match) -> SpanFeatures | None:
            entry, exact = match.entry, match.kind == "exact"
            if not exact and (only_exact or _is_parted_by_dashes(match, span)):
                return None  # Phạm-văn-Đồng; Sở Nội vụ; hai miền Nam - Bắc
            if not exact and of_titles and not _begins_alike(words, match.form.text):
                return None
            if exact and span[0].word.lao and _has_word_too_much(match, span):
                return None  # ສາຍນ້ຳ|ເຊນ້ຳນ້ອຍ
            if count < 2 and joined_by_hyphen(run, first) and text[span[0].start].islower():
                return None  # Sa-la-van
            known = components_of(self._index, match)
            features = SpanFeatures(
                kind=entry.kind,
                exact=exact,
                apart=match.evidence.cost if match.evidence else 0.0,
                syllables=count,
                words=last - first,
                spaced=spaced,
                in_lao=span[0].word.lao,
                surprisal=sum(map(self._index.rarity.surprisal, known)),
                single=entry.kind == "person" and len(known) == 1,
            )
            if features.single and initial:
                return None  # S. Inthavong is no king
            if reached(at_best(features), match.score) is None or not may_follow(
                self._index, entry, _word_of(match, span[0])
            ):
                return None
            return features._replace(
                bare=is_bare(self._index, match), of_people=self._may_be_of_people(match)
            )

        return tuple(map(of, matches))

    def piece(
        self, text: str, shape: Shape, span: Span, around: Context, opening: bool
    ) -> Piece[Chosen] | None:
        """Return a span as a piece of its run, None where too little speaks for it.

        `text` is the run, and `around` what stands around the span; `opening` tells that the run opens a sentence, so
        that its first capital means little.
        """
        if not span.matches:
            return Piece(span.first, span.last, "place", OF_ELSEWHERE, 0.0, 0.0)
        first, last = span.first, span.last
        run = shape.tokens
        article = is_article(around.title)
        announced = around.kinds - _BODIES if article else around.kinds
        word = (not article and around.title) or around.after or around.of_row
        match = most_notable(span.matches, announced, word)
        if match.kind != "exact" and match.entry.kind == "organization" and span.matches[0].kind == "exact":
            match = most_notable(span.matches)  # the army of Viêng Chăn is no club
        features = span.features[span.matches.index(match)]
        if features is None:
            return None
        entry = match.entry
        exact = match.kind == "exact"
        features = features._replace(
            announced=around.kinds
            or _own_kind(match, run[first:last])
            or _from_afar(match, run[first], around)
            or frozenset({"place"} if around.in_laos and features.apart <= SAME_SOUND else ()),
            fits=is_title_of(entry, around.title),
            typed=any(tells_type(word, entry.type) for word in (around.title, around.after)),
        )
        if _is_rather_words(text, shape, span, match, features, around, opening):
            return None
        one_word = features.words == 1 or features.in_lao
        located = around.located and one_word and not is_syllable(run[first].word.key)
        royal = entry.type == "royal" and not around.kinds and not features.in_lao
        by_itself = features.in_lao and (first, last) == (0, len(run))
        judged = _judged(features, match.score, located, royal, by_itself)
        if judged is None:
            return None
        needs, required = judged
        if needs and context(text[run[first].start : run[first].end] + " ", "").family_name:
            return None
        opened = opening and first == 1 and run[0].word.key in opening_words()
        opened = opened or (shape.capitals and first > 0 and _is_of_no_name(run[first - 1]))
        opened = opened or (exact and first > 0 and not shape.capitals and _is_acronym(text, run[first - 1]))
        unexplained = not around.before and capital_before(run, first) and not opened
        if needs in ("companion", "royals") and (unexplained or capital_after(run, last)):
            return None
        if self._is_ruled_out(run, span, match, features, around, unexplained, needs):
            return None
        others = tuple(
            [
                m
                for m in span.matches
                if m.score >= LOWEST_SCORE_ALONE
                and m is not match
                and not (features.supported and m.entry.kind not in features.announced)
            ]
        )
        worth = features.surprisal - required
        alone = not (features.supported or around.located)
        if entry.kind == "place" and features.in_lao and (alone if exact else not entry.lao):
            end = _end_of_name(run, last)
            if end > last:  # ບ້ານນາວຽງ|ຄຳ; ພອນທິບ ແກ້ວອຸດົມ|ສັກ
                return Piece(first, end, "place", worth, 0.0, 0.0)
        before, after = self._beside(shape, span, match, around, opening, opened)
        return Piece(
            first,
            last,
            entry.kind,
            worth - EXACT_FIRST * (not exact),
            before,
            after,
            entry.kind == "place" and "person" in around.kinds | around.from_afar,
            Chosen(
                first,
                last,
                match,
                others,
                needs
                or ("laos" if entry.kind == "place" and is_of_vietnam(around.title) else "")
                or ("about" if _may_be_anything(features, span, match, run[first:last], around) else ""),
            ),
        )

    def _is_ruled_out(
        self,
        run: Sequence[Token],
        span: Span,
        match: Match,
        features: SpanFeatures,
        around: Context,
        unexplained: bool,
        needs: Needs,
    ) -> bool:
        """Whether what stands beside a span tells that it is none of the entry that it is taken for.

        `unexplained` tells that a word in capitals stands before it of which nothing is known.
        """
        first, last, entry, exact = span.first, span.last, match.entry, match.kind == "exact"
        if not all(may_follow(self._index, entry, word) for word in (around.title, around.after)):
            return True  # Bà Chanthaly is no film, bản Xay no district
        if is_of_vietnam(around.title) and (
            entry.type == "pass or border gate" or (not exact and features.apart > SAME_SOUND)
        ):
            return True  # xã Nậm Cắn is on the other side, and so is thôn Ra Ró
        if around.family_name and joined_by_hyphen(run, first) and not _ends_name_before(run, first):
            return True
        if (
            unexplained
            and is_given_name(self._index, match)
            and (not exact or self._may_be_given_name(run[first - 1 : first]))
        ):
            return True  # a name after a given name is a family name, also that of a prince
        if entry.kind == "person":
            words = run[first:last]
            one_dash = len(words) == 2 and not features.supported and _is_parted_by_dash(words)
            long = features.syllables >= MORE_THAN_VIETNAMESE and features.apart <= SAME_SOUND
            vietnamese = features.spaced and not long and _begins_as_vietnamese(words)
            return not exact and (one_dash or vietnamese)
        of_place = around.kinds == {"place"} and around.after
        if of_place and entry.kind == "organization" and capital_after(run, last):
            return True  # Unitel City is a place
        if _is_called_after_person(match) and not (
            tells_type(around.title, entry.type)
            or makes_a_thing(around.title)
            or makes_a_thing(around.after)
            or "place" in around.kinds
        ):
            return True  # Chao Anouvong is the king, and a park
        unmistakable = features.apart <= SAME_SOUND and features.surprisal >= HARD_TO_MISTAKE
        if not (exact or unmistakable) and is_of_other_type(entry, around.title):
            return True  # thành phố Pasay is no district, but bản Đensavan is that of the gate
        if _is_of_two_countries(match, run[first:last]):
            return True  # biên giới Trung - Lào is no region
        if not exact and _is_without_country(match, run[first:last]):
            return True
        in_words = "".join([t.word.key for t in run[first:last]])
        if not (exact and (features.supported or needs == "beside")) and is_ordinary(in_words):
            return True
        if entry.kind != "place":
            return False
        of_somebody = "person" in around.kinds | around.from_afar and capital_after(run, last)
        if of_somebody and not (exact or features.supported) and entry.type not in _OF_OFFICES:
            return True  # the artist Kamol Tassananchalee is not from Cam Môn
        if features.spaced and not (exact or features.supported) and _begins_as_vietnamese(run[first:last]):
            return True  # Hà Xay Phong is somebody
        as_any_village = not features.supported or features.apart > SAME_SOUND
        as_any_village = as_any_village and not (around.located and _has_its_letters(match, run[first:last]))
        if entry.type == "village" and as_any_village and not (exact or features.in_lao):
            return True  # there are thousands
        if not (exact or features.supported or features.in_lao):
            unlikely = entry.type not in (*_WELL_KNOWN, "river") or _begins_otherwise(match)
            if features.words == 1 and features.apart > SAME_SOUND and unlikely:
                return True  # Fargeau is not Wat Ho Phra Keo, nor Toppu Attapeu
        told = (features.typed and entry.type != "dam") or tells_type(around.of_row, entry.type)
        if (
            not (exact or told)
            and features.apart > SAME_SOUND
            and _has_other_syllable(match, run[first:last])
        ):
            return True  # Mường Lý is not Mường La, nor Nậm Cắn 2 Nam Khan 2
        single = features.syllables < 2 and not features.in_lao
        if single and not around.after and capital_after(run, last) and not is_title(run[last].word):
            return True  # trạm Long Đại
        if features.syllables < 2 and any(is_of_other_type(entry, w) for w in (around.title, around.after)):
            return True  # Nan province is none in the district; ດ່ານໃໝ່ is a new gate
        if single and capital_after(run, last) and around.after and not tells_type(around.after, entry.type):
            return True  # Long Cave is none in the district
        numbered = entry.type in _NUMBERED and not tells_type(around.title, "river")
        if (numbered or tells_type(around.title, "dam")) and _is_numbered(run, last):
            return True  # Nậm Ngừm 1 is a dam on the river
        of_people = is_people(around.title) or not (
            features.supported or (exact and around.from_afar != _BODIES)
        )
        return of_people and self._names_people(run[first:last])  # người Tà Ôi is not the district

    def _beside(
        self, shape: Shape, span: Span, match: Match, around: Context, opening: bool, opened: bool
    ) -> tuple[float, float]:
        """What words in capitals cost (nats) that stand unexplained before a span and after it."""
        first, last, run = span.first, span.last, shape.tokens
        exact, place = match.kind == "exact", match.entry.kind == "place"
        hyphens = {" ", "-"} <= {token.gap for token in run[first + 1 : last]}
        beside = BESIDE_OPENING if shape.capitals else BESIDE_HYPHENS if hyphens else BESIDE_WORD
        before = after = beside
        if shape.capitals:
            if first and _is_of_no_name(run[first - 1]):
                before = 0.0
            if last < len(run) and _is_of_no_name(run[last]):
                after = 0.0
        if (
            around.before
            or not capital_before(run, first)
            or opened
            or run[first - 1].word.key in always_capital()
            or (exact and match.entry.kind == "person" and is_country(run[first - 1].word.key.capitalize()))
        ):
            before = 0.0
        elif (exact and place and any(is_body(token.word.key) for token in run[:first])) or (
            # the last word of an office: Bộ trưởng Năng lượng và Mỏ
            ("person" in around.from_afar or (opening and first == 1))
            and (not around.family_name or is_generic(run[first].word.key))  # Do Wat Xieng Thong at dawn
            and not self._may_be_given_name(word := _word_before(run, first))
            and not (len(word) > 1 and has_vietnamese("".join(token.word.key for token in word)))
        ):
            before = min(before, BESIDE_OPENING)
        of_office = (place and "person" in around.from_afar) or (
            around.before and {"place", "person"} <= around.kinds
        )
        if of_office and not self._is_rather_given_name(run, span, match):
            after = min(after, BESIDE_OPENING)  # who holds the office may follow its place
        if (
            around.after
            or not capital_after(run, last)
            or is_title(run[last].word)
            or run[last].word.key in always_capital()
            or (exact and match.entry.kind == "organization" and is_body(run[last].word.key))
        ):
            after = 0.0
        elif exact and place and _is_before_body(run, last):
            after = min(after, BESIDE_OPENING)
        return before, after

    def _is_rather_given_name(self, run: Sequence[Token], span: Span, match: Match) -> bool:
        """Whether a place that people are called by, too, stands before one word: Giám đốc Viengthong Siphanone."""
        one_follows = len(run) - span.last == 1 and span.last - span.first == 1
        wide = match.entry.type in ("capital", "province")
        return one_follows and not wide and self._may_be_given_name(run[span.first : span.last])

    def _may_be_given_name(self, word: Sequence[Token]) -> bool:
        return may_be_given_name(self._index.strangers, word)

    def _may_be_of_people(self, match: Match) -> bool:
        """Whether people have the name of a place as their family name, and it is no province, town or district.

        In a spelling that no source prints, it may also be a given name that a single person bears. But nobody is
        called by a family name in words of their own: Si Phan Don.
        """
        entry = match.entry
        if entry.kind == "person" or entry.type in ("capital", "province", "town", "district"):
            return False
        if match.kind == "exact" and match.form.writing != "lao" and " " in match.form.text:
            return False
        name = "".join(components_of(self._index, match))
        if entry.kind == "place" and self._index.strangers.family.bearers(name) > 1:
            return True
        return match.kind != "exact" and self._index.strangers.given.bearers(name) > 0


def _word_before(run: Sequence[Token], place: int) -> Sequence[Token]:
    """The word before a place of a run, with the syllables that hyphens join to it."""
    first = place - 1
    while joined_by_hyphen(run, first):
        first -= 1
    return run[first:place]


def _goes_on(text: str, run: Sequence[Token], place: int) -> bool:
    """Tell whether a hyphen joins a syllable in small letters to the token before a place of a run (Xay-xổng)."""
    return (
        joined_by_hyphen(run, place) and text[run[place].start].islower() and is_syllable(run[place].word.key)
    )


def _is_within_hyphens(text: str, run: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a span is the end of a longer word of hyphened syllables in a text in capitals: KHĂM-PHU-VÔNG."""
    return (
        joined_by_hyphen(run, first)
        and all(joined_by_hyphen(run, n) for n in range(first + 1, last))
        and last - first > 1
        and text[run[first - 1].start : run[last - 1].end].isupper()
    )


def _is_after_initial(run: Sequence[Token], place: int) -> bool:
    """Tell whether the initial of a given name stands before a place: S. Inthavong, but not Ô. Kikeo."""
    if not place or run[place].gap != ".":
        return False
    key = run[place - 1].word.key
    return len(key) == 1 and person_titles().isdisjoint((key, f"{key}."))


def _judged(
    features: SpanFeatures, score: float, located: bool, royal: bool, by_itself: bool
) -> tuple[Needs, float] | None:
    """What else a span needs, and the surprisal that is required of it then; None if it is no name in any case."""
    for needs, way in _ways(features, located, royal, by_itself):
        required = reached(way, score)
        if required is not None:
            return needs, required
    return None


def _ways(
    features: SpanFeatures, located: bool, royal: bool, by_itself: bool
) -> Iterator[tuple[Needs, SpanFeatures]]:
    """The features that a span has or may have, with what it takes for that.

    Something is, or goes, where an attested place is `located` that is no word of Vietnamese: roads to Ngeun; and so
    what is located in Lao script is no family name. What stands there `by_itself` may be a form of another name.
    """
    yield "", features
    if features.of_people and features.in_lao and features.exact and located:
        yield "", features._replace(announced=frozenset({"place"}))
    if features.kind == "place" and not features.in_lao:
        yield "laos", features._replace(near_laos=True)
        if features.exact and located:
            yield "laos", features._replace(announced=frozenset({"place"}))
        if features.exact and not features.announced:
            yield "row", features._replace(announced=frozenset({"place"}))
    if features.kind == "place" and features.exact and by_itself:
        yield "beside", features._replace(announced=frozenset({"place"}))
    if features.bare and features.exact and royal:
        yield "royals", features._replace(fits=True)
    if features.bare and features.exact and features.supported:
        yield "companion", features._replace(fits=True)


def _is_numbered(run: Sequence[Token], last: int) -> bool:
    """Tell whether a number of one digit follows a span, as it does in the names of dams."""
    return (
        last < len(run)
        and run[last].gap == " "
        and len(run[last].word.key.rstrip("abcd")) == 1
        and run[last].word.key[:1].isdigit()
    )


def _word_of(match: Match, first: Token) -> str:
    """The first word of a span if it is none of the name that is attested: the Ban of Ban Phonxay."""
    known = joined(match.evidence.known) if match.evidence else ""
    sounds = (first.word.romanised, first.word.rendered)
    of_name = any(known.startswith(sound) for sound in sounds if sound and vowels(sound))
    key = first.word.key
    if of_name or spelling_key(match.form.text).startswith(key):
        return ""
    alike = words_of_same_type(key)  # Houei Sai is Huay Xai, too
    begins_alike = alike and any(spelling_key(form.text).startswith(alike) for form in match.entry.forms)
    return "" if begins_alike else key


def _begins_alike(words: str, form: str) -> bool:
    """Tell whether the first word of a person's name of several is that of a form but for its marks: Suối, Suổi."""
    first, its_first = (unidecode(name.split()[0]).lower() for name in (words, form))
    return first == its_first and len(words.split()) > _OF_SHORT_NAME


def _is_of_titles(words: str) -> bool:
    """Tell whether words are a title, begin with one or are a generic word."""
    words = unicodedata.normalize("NFC", words)
    return _has_title(words) or words.casefold() in begun_titles() or is_generic(words)


@functools.lru_cache(maxsize=1 << 10)
def _has_title(form: str) -> bool:
    return without_titles(form, keep_own=True) != form


def _is_rather_words(
    text: str,
    shape: Shape,
    span: Span,
    match: Match,
    features: SpanFeatures,
    around: Context,
    opening: bool,
) -> bool:
    """Tell whether a span that only sounds like a name is rather words, or a part of one, where it stands."""
    if features.exact:
        return False
    run, first, last, is_place = shape.tokens, span.first, span.last, match.entry.kind == "place"
    if features.in_lao and any(token.word.key == "ໆ" for token in run[first : last + 1]):
        return True  # ບ້ານໆ
    within_word = features.in_lao and first > 0 and run[first].gap == "" and not around.before
    if within_word and any(token.gap for token in run[first + 1 : last]):
        return True  # ສົມ|ພູ ກ່າວ|ວ່າ
    words = run[first:last]
    marked = not features.in_lao and not all(token.word.key.isascii() for token in words)
    likelier = marked and (features.apart > SAME_SOUND or _begins_as_vietnamese(words))
    if is_place and likelier and not around.before and _is_in_lao_only(match):
        return True  # Hoàng Long, Lào
    if features.supported:
        return False
    if not features.in_lao:
        begins = opening and (first, features.words) == (0, 1)
        any_word = begins and features.apart > SAME_SOUND  # Selon le ministre
        headline = shape.capitals and features.spaced and has_vietnamese(text)  # THẮM TÌNH
        english = features.apart > SAME_SOUND and _is_one_word_in_foreign_ones(match, words)
        return is_place and (any_word or headline or english)
    if is_place:
        goes_on = last < len(run) and run[last].gap == ""  # ປາໄສເສດຖະ|ກິດ
        numbered = run[last - 1].word.key[:1].isdigit()  # ນ້ຳເທີນ 2
        return goes_on or not (match.entry.lao or numbered)  # ເດັກ|ນ້ອຍຢູ່|ໂຮງຮຽນ sounds like an obscure place
    if features.syllables < _OF_WORDS:
        return True  # ນອນຢູ່ is to sleep at
    if match.entry.kind == "person":
        return False
    if match.form.writing != "lao" and features.apart > _BY_SYLLABLE * (features.syllables - _OF_WORDS):
        return True  # ສຽງແຄນລາວ is the sound of pipes
    parted = any(token.gap for token in run[first + 1 : last])
    return parted and " " not in match.form.text  # ລາວ ພັດທະນາ


def _ends_name_before(run: Sequence[Token], first: int) -> bool:
    """Tell whether the word before a span is the last one of several: Sa Ly-Thà Khẹc, not Lý-Thường-Kiệt."""
    return first > 1 and capital_before(run, first - 1) and not is_title(run[first - 2].word)


def _is_before_body(run: Sequence[Token], last: int) -> bool:
    """Tell whether a few words in capitals after a span end with that for a body: Champasak Art Troupe."""
    for end in range(last, min(len(run), last + _WORDS_OF_BODY)):
        if not capital_after(run, end):
            return False
        if is_body(run[end].word.key):
            return True
    return False


def _is_in_lao_only(match: Match) -> bool:
    """Tell whether an entry is known in Lao script only, so that Hoàng Long is rather somebody in Viet Nam."""
    return not (match.entry.latin or match.entry.vietnamese)


def _is_one_word_in_foreign_ones(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether a name that is one word is taken for several, of which none is a syllable of Vietnamese.

    Art Troupe is not Atôpơ.
    """
    keys = [token.word.key for token in tokens]
    if len(keys) < 2 or _PARTED.search(match.form.text) or is_generic(keys[0]):
        return False
    return not any(map(is_syllable, keys))


def _may_be_anything(
    features: SpanFeatures, span: Span, match: Match, tokens: Sequence[Token], around: Context
) -> bool:
    """Tell whether a span may as well be a name of elsewhere, if nothing near speaks of Laos.

    So may be minor places that no word beside them announces; of unattested spellings organizations, places
    that are easily mistaken (Cairo, Balkan), and persons who are written in one word, or in syllables of their own
    with Vietnamese marks.
    """
    if features.exact and features.kind == "place" and match.form.tag == "exonym":
        return True  # kênh Vạn Tượng
    if features.exact and features.kind == "place" and not features.in_lao:
        by_itself = is_generic(tokens[0].word.key) and match.form.writing == "latin"
        announced = "place" in around.kinds and not is_of_other_type(match.entry, around.title)
        if not (by_itself or announced):
            return match.entry.type not in _WELL_KNOWN  # xe Sedan, bang Pahang, thuỷ điện Nậm Nơn
    if match.evidence is None or features.in_lao or any(m.kind == "exact" for m in span.matches):
        return False
    tells = match.evidence.self_information - BY_DISTANCE * features.apart
    if features.kind == "person":
        parted = features.syllables == features.words and not any(
            joined_by_hyphen(tokens, n) for n in range(len(tokens))
        )
        as_vietnamese = parted and not all(token.word.key.isascii() for token in tokens)
        one_word = all(token.gap == "-" for token in tokens[1:])
        return (as_vietnamese or one_word) and tells < HARD_TO_MISTAKE_IN_SYLLABLES
    enough = HARD_TO_MISTAKE_IF_TYPED if features.typed else HARD_TO_MISTAKE
    enough += OF_TOWNS * (match.entry.type == "town")
    large = features.apart <= SAME_SOUND and match.entry.type in _WELL_KNOWN
    surely_ours = tells >= enough and (features.supported or large)
    return features.kind == "organization" or not surely_ours


def _is_parted_by_dashes(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether a dash with blanks parts words where the name of a place or an organization has none."""
    if match.entry.kind == "person" or _DASH.search(match.form.text):
        return False
    return _is_parted_by_dash(tokens)


def _is_parted_by_dash(tokens: Sequence[Token]) -> bool:
    return any(token.gap == "-" and token.start - before.end > 1 for before, token in pairwise(tokens))


def _is_of_two_countries(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether a dash stands between the names of two countries, where the name that is attested has none."""
    last = tokens[-1]
    if last.gap != "-" or last.word.key not in _LAOS or match.form.text.split()[-1].casefold() not in _LAOS:
        return False
    other = tokens[-2].word.key if len(tokens) > 1 else ""  # Pathet-Lao
    return other in _NEIGHBOURS or is_country(other.capitalize())


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


def _has_word_too_much(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether a generic word in Lao script stands before a name that is attested without one."""
    if not is_generic(tokens[0].word.key):
        return False
    without = "".join([token.word.key for token in tokens[1:]])
    return match.form.writing == "lao" and spelling_key(match.form.text) == without


def _is_acronym(text: str, token: Token) -> bool:
    """Tell whether a word is no word, but the capitals of several: trường DTNT Xamneua."""
    letters = text[token.start : token.end]
    return letters.isupper() and 1 < len(letters) <= _LONGEST_ACRONYM


def _is_of_no_name(token: Token) -> bool:
    """Tell whether a word beside a name is no part of one, be it in capitals: TẠI VIÊNG CHĂN VÀ."""
    return token.word.key in opening_words() or token.word.key in words_between()


def _begins_as_vietnamese(tokens: Sequence[Token]) -> bool:
    """Tell whether the first of some words is a family name of Viet Nam, as it is printed there: Lê Công."""
    first = tokens[0].word.key
    return not first.isascii() and context(f"{first.capitalize()} ", "").family_name


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


def _has_other_syllable(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether words are a generic word and a single syllable, which is another one than that of a form.

    A number may stand after them. Sai is that of Huay Xai.
    """
    numbered = tokens[-1].word.key[:1].isdigit()
    if len(tokens) != 2 + numbered or not is_generic(tokens[0].word.key) or syllables(tokens[1]) != 1:
        return False
    word = tokens[1].word
    if spelling_key(_last_word(match.form, numbered)) == word.key:
        return False
    others = {_last_word(form, numbered) for form in match.entry.forms if form.writing == "latin"}
    if numbered and plain_letters(word.key) in map(str.lower, others):
        return False  # Nậm Ngiệp 1 is Nam Ngiep 1
    return word.romanised is None or word.romanised not in map(phones_of, others)


def _last_word(form: Form, numbered: bool) -> str:
    """The last word of a form of several, before its number; none of one word."""
    return (form.text.split()[1:] or [""])[-1 - numbered :][0]


def _has_its_letters(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether words without marks are a form but for its marks: Thong Phan, as English has Thong Phăn."""
    key = "".join([token.word.key for token in tokens])
    return key.isascii() and key == plain_letters(spelling_key(match.form.text))


def _is_called_after_person(match: Match) -> bool:
    """Tell whether a place or an organization is called by the title and name of a person: Chao Anouvong."""
    entry, form = match.entry, match.form
    if not entry.same_name_as or form.tag != "titled":
        return False
    before, _, _ = form.text.partition(" ")
    return before.casefold() in person_titles()


def _is_without_country(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether words lack the word for Laos with which the name of an organization begins or ends: VietBank."""
    if match.entry.kind != "organization" or tokens[0].word.lao:
        return False
    name = match.form.text.casefold()
    of_laos = name.startswith(_LAOS) or name.endswith(_LAOS)
    words = "".join([token.word.key for token in tokens])
    return of_laos and not words.startswith(_LAOS) and not words.endswith(_LAOS)


def _begins_otherwise(match: Match) -> bool:
    """Tell whether a name lacks the vowel with which the name begins that it is compared with."""
    evidence = match.evidence
    return evidence is not None and vowels(evidence.heard[0]) < vowels("".join(evidence.known)[0])


def _sounds_alike(match: Match) -> bool:
    return match.evidence is None or match.evidence.cost <= SAME_SOUND

"""What tells that a span is none of the entry that it is taken for: what is in it, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from tenlao.matching.beside_names import is_of_other_type, may_follow
from tenlao.matching.index import Index
from tenlao.matching.score import Match
from tenlao.matching.units import SAME_SOUND
from tenlao.mentions.later_parts import is_given_name
from tenlao.mentions.span_features import is_parted_by_dash
from tenlao.mentions.span_rules import HARD_TO_MISTAKE, WELL_KNOWN
from tenlao.mentions.spans import (
    MORE_THAN_VIETNAMESE,
    Needs,
    Taken,
    capital_after,
    capital_before,
    is_title,
    joined_by_hyphen,
    syllables,
)
from tenlao.mentions.strangers_in_runs import may_be_given_name
from tenlao.phonology.latin import phones_of
from tenlao.phonology.sound import vowels
from tenlao.phonology.vietnamese_spelling import is_syllable
from tenlao.phonology.writing import has_vietnamese
from tenlao.table.model import Form
from tenlao.text.keys import plain_letters, spelling_key
from tenlao.text.origins import is_country
from tenlao.text.titles import (
    context,
    is_generic,
    is_of_vietnam,
    is_ordinary,
    is_people,
    makes_a_thing,
    person_titles,
    tells_type,
)
from tenlao.text.tokens import Token

__all__ = ["Exclusions", "is_rather_words"]


_LAOS = ("lào", "lao", "laos")
_NEIGHBOURS = ("trung", "việt", "viet", "thai")  # as they are called beside it
_PARTED = re.compile("[\\s-]")
# Types of places on which dams are that are told apart by numbers, and those.
_NUMBERED = ("river", "dam")
_BODIES = frozenset({"organization"})
_OF_OFFICES = ("capital", "province", "district", "town")  # are named between an office and who holds it
# Fewer syllables in Lao script are words as likely as a name that only sounds so; how far the others may be from the
# name of an organization (nats by the syllable); judged.
_OF_WORDS, _BY_SYLLABLE = 3, 0.5


class Exclusions:
    """Tells of spans that they are none of the entries of one table that they are taken for."""

    def __init__(self, index: Index, names_people: Callable[[Sequence[Token]], bool]) -> None:
        """Take the index of the table, and what tells whether a people is called so."""
        self._index, self._names_people = index, names_people

    def rule_out(self, taken: Taken, needs: Needs, *, unexplained: bool) -> bool:
        """Tell whether what stands beside a span, or is in it, tells that it is none of its entry.

        `unexplained` tells that a word in capitals stands before it of which nothing is known.
        """
        if self._is_ruled_out_whatever_it_is(taken, unexplained):
            return True
        kind = taken.match.entry.kind
        if kind == "person":
            return _is_no_person(taken)
        return _is_no_name(taken, needs) or (kind == "place" and self._is_no_place(taken))

    def _is_ruled_out_whatever_it_is(self, taken: Taken, unexplained: bool) -> bool:
        run, first, match, around = taken.run, taken.span.first, taken.match, taken.around
        entry, exact = match.entry, taken.exact
        if not all(may_follow(self._index, entry, word) for word in (around.title, around.after)):
            return True  # Bà Chanthaly is no film, bản Xay no district
        if is_of_vietnam(around.title) and (
            entry.type == "pass or border gate" or (not exact and taken.features.apart > SAME_SOUND)
        ):
            return True  # xã Nậm Cắn is on the other side, and so is thôn Ra Ró
        if around.family_name and joined_by_hyphen(run, first) and not _ends_name_before(run, first):
            return True
        # A name after a given name is a family name, also that of a prince.
        of_given_name = unexplained and is_given_name(self._index, match)
        return of_given_name and (
            not exact or may_be_given_name(self._index.strangers, run[first - 1 : first])
        )

    def _is_no_place(self, taken: Taken) -> bool:
        run, last, words = taken.run, taken.span.last, taken.words
        match, features, around = taken.match, taken.features, taken.around
        entry, exact = match.entry, taken.exact
        of_somebody = "person" in around.kinds | around.from_afar and capital_after(run, last)
        if of_somebody and not (exact or features.supported) and entry.type not in _OF_OFFICES:
            return True  # the artist Kamol Tassananchalee is not from Cam Môn
        if features.spaced and not (exact or features.supported) and _begins_as_vietnamese(words):
            return True  # Hà Xay Phong is somebody
        as_any_village = not features.supported or features.apart > SAME_SOUND
        as_any_village = as_any_village and not (around.located and _has_its_letters(match, words))
        if entry.type == "village" and as_any_village and not (exact or features.in_lao):
            return True  # there are thousands
        if not (exact or features.supported or features.in_lao):
            unlikely = entry.type not in (*WELL_KNOWN, "river") or _begins_otherwise(match)
            if features.words == 1 and features.apart > SAME_SOUND and unlikely:
                return True  # Fargeau is not Wat Ho Phra Keo, nor Toppu Attapeu
        told = (features.typed and entry.type != "dam") or tells_type(around.of_row, entry.type)
        if not (exact or told) and features.apart > SAME_SOUND and _has_other_syllable(match, words):
            return True  # Mường Lý is not Mường La, nor Nậm Cắn 2 Nam Khan 2
        if features.syllables < 2 and _is_no_place_of_one_syllable(taken):
            return True
        numbered = entry.type in _NUMBERED and not tells_type(around.title, "river")
        if (numbered or tells_type(around.title, "dam")) and _is_numbered(run, last):
            return True  # Nậm Ngừm 1 is a dam on the river
        of_people = is_people(around.title) or not (
            features.supported or (exact and around.from_afar != _BODIES)
        )
        return of_people and self._names_people(words)  # người Tà Ôi is not the district


def _is_no_person(taken: Taken) -> bool:
    words, features = taken.words, taken.features
    one_dash = len(words) == 2 and not features.supported and is_parted_by_dash(words)
    long = features.syllables >= MORE_THAN_VIETNAMESE and features.apart <= SAME_SOUND
    vietnamese = features.spaced and not long and _begins_as_vietnamese(words)
    return not taken.exact and (one_dash or vietnamese)


def _is_no_name(taken: Taken, needs: Needs) -> bool:
    """Tell whether a span is no name of a place or an organization."""
    match, features, around, words = taken.match, taken.features, taken.around, taken.words
    entry, exact = match.entry, taken.exact
    of_place = around.kinds == {"place"} and around.after
    if of_place and entry.kind == "organization" and capital_after(taken.run, taken.span.last):
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
    if _is_of_two_countries(match, words):
        return True  # biên giới Trung - Lào is no region
    if not exact and _is_without_country(match, words):
        return True
    in_words = "".join([token.word.key for token in words])
    return is_ordinary(in_words) and not (exact and (features.supported or needs == "beside"))


def _is_no_place_of_one_syllable(taken: Taken) -> bool:
    run, last, around, entry = taken.run, taken.span.last, taken.around, taken.match.entry
    if any(is_of_other_type(entry, word) for word in (around.title, around.after)):
        return True  # Nan province is none in the district; ດ່ານໃໝ່ is a new gate
    if taken.features.in_lao or not capital_after(run, last):
        return False
    if around.after:
        return not tells_type(around.after, entry.type)  # Long Cave is none in the district
    return not is_title(run[last].word)  # trạm Long Đại


def is_rather_words(taken: Taken) -> bool:
    """Tell whether a span that only sounds like a name is rather words, or a part of one, where it stands."""
    match, features, around = taken.match, taken.features, taken.around
    if features.exact:
        return False
    run, first, last, is_place = taken.run, taken.span.first, taken.span.last, match.entry.kind == "place"
    if features.in_lao and any(token.word.key == "ໆ" for token in run[first : last + 1]):
        return True  # ບ້ານໆ
    within_word = features.in_lao and first > 0 and run[first].gap == "" and not around.before
    if within_word and any(token.gap for token in run[first + 1 : last]):
        return True  # ສົມ|ພູ ກ່າວ|ວ່າ
    marked = not features.in_lao and not all(token.word.key.isascii() for token in taken.words)
    likelier = marked and (features.apart > SAME_SOUND or _begins_as_vietnamese(taken.words))
    if is_place and likelier and not around.before and _is_in_lao_only(match):
        return True  # Hoàng Long, Lào
    if features.supported:
        return False
    if not features.in_lao:
        begins = taken.opening and (first, features.words) == (0, 1)
        any_word = begins and features.apart > SAME_SOUND  # Selon le ministre
        headline = taken.shape.capitals and features.spaced and has_vietnamese(taken.text)  # THẮM TÌNH
        english = features.apart > SAME_SOUND and _is_one_word_in_foreign_ones(match, taken.words)
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


def _is_of_two_countries(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether a dash stands between the names of two countries, where the name that is attested has none."""
    last = tokens[-1]
    if last.gap != "-" or last.word.key not in _LAOS or match.form.text.split()[-1].casefold() not in _LAOS:
        return False
    other = tokens[-2].word.key if len(tokens) > 1 else ""  # Pathet-Lao
    return other in _NEIGHBOURS or is_country(other.capitalize())


def _begins_as_vietnamese(tokens: Sequence[Token]) -> bool:
    """Tell whether the first of some words is a family name of Viet Nam, as it is printed there: Lê Công."""
    first = tokens[0].word.key
    return not first.isascii() and context(f"{first.capitalize()} ", "").family_name


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


def _is_numbered(run: Sequence[Token], last: int) -> bool:
    """Tell whether a number of one digit follows a span, as it does in the names of dams."""
    return (
        last < len(run)
        and run[last].gap == " "
        and len(run[last].word.key.rstrip("abcd")) == 1
        and run[last].word.key[:1].isdigit()
    )

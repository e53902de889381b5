"""What a span of a run is, taken for an entry that it may name, as if nothing stood around it."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from unidecode import unidecode

from tenlao.matching.beside_names import may_follow
from tenlao.matching.candidates import components_of, is_bare
from tenlao.matching.index import Index
from tenlao.matching.score import Match
from tenlao.mentions.span_rules import SpanFeatures, at_best, reached
from tenlao.mentions.spans import begun_titles, joined_by_hyphen, syllables
from tenlao.phonology.sound import joined, vowels
from tenlao.phonology.vietnamese_spelling import is_syllable
from tenlao.text.keys import spelling_key
from tenlao.text.titles import is_body, is_generic, person_titles, without_titles, words_of_same_type
from tenlao.text.tokens import Token

__all__ = ["features_of", "is_parted_by_dash"]


_DASH = re.compile("[-\u2010-\u2014]")
# Words of a name that may as well be a title and a name.
_OF_SHORT_NAME = 3


def features_of(
    index: Index, text: str, run: Sequence[Token], first: int, last: int, matches: Sequence[Match]
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
        known = components_of(index, match)
        features = SpanFeatures(
            kind=entry.kind,
            exact=exact,
            apart=match.evidence.cost if match.evidence else 0.0,
            syllables=count,
            words=last - first,
            spaced=spaced,
            in_lao=span[0].word.lao,
            surprisal=sum(map(index.rarity.surprisal, known)),
            single=entry.kind == "person" and len(known) == 1,
        )
        if features.single and initial:
            return None  # S. Inthavong is no king
        if reached(at_best(features), match.score) is None or not may_follow(
            index, entry, _word_of(match, span[0])
        ):
            return None
        return features._replace(bare=is_bare(index, match), of_people=_may_be_of_people(index, match))

    return tuple(map(of, matches))


def _may_be_of_people(index: Index, match: Match) -> bool:
    """Whether people have the name of a place as their family name, and it is no province, town or district.

    In a spelling that no source prints, it may also be a given name that a single person bears. But nobody is
    called by a family name in words of their own: Si Phan Don.
    """
    entry = match.entry
    if entry.kind == "person" or entry.type in ("capital", "province", "town", "district"):
        return False
    if match.kind == "exact" and match.form.writing != "lao" and " " in match.form.text:
        return False
    name = "".join(components_of(index, match))
    if entry.kind == "place" and index.strangers.family.bearers(name) > 1:
        return True
    return match.kind != "exact" and index.strangers.given.bearers(name) > 0


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


def _is_parted_by_dashes(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether a dash with blanks parts words where the name of a place or an organization has none."""
    if match.entry.kind == "person" or _DASH.search(match.form.text):
        return False
    return is_parted_by_dash(tokens)


def is_parted_by_dash(tokens: Sequence[Token]) -> bool:
    """Tell whether a dash with blanks parts words: Nam - Bắc."""
    return any(token.gap == "-" and token.start - before.end > 1 for before, token in pairwise(tokens))


def _has_word_too_much(match: Match, tokens: Sequence[Token]) -> bool:
    """Tell whether a generic word in Lao script stands before a name that is attested without one."""
    if not is_generic(tokens[0].word.key):
        return False
    without = "".join([token.word.key for token in tokens[1:]])
    return match.form.writing == "lao" and spelling_key(match.form.text) == without

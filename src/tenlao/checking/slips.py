"""Slips of the pen: names that are nearly attested ones, and where in a text such may stand.

A spelling near an attested one is a slip, a habit of spelling, or somebody else's name. It is a slip where it sounds
otherwise, has letters in a row that no name has, or is one letter away from the preferred spelling of a name that is
printed often; and it is somebody else's where people are called so.
"""

from __future__ import annotations

import functools
import math
import operator
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tenlao.checking.others_names import OFTEN_PRINTED, SOUNDS_OTHERWISE, is_somebody_elses, is_the_well_known
from tenlao.matching.near_spellings import SHORTEST
from tenlao.matching.score import THRESHOLD
from tenlao.phonology.vietnamese import syllables
from tenlao.phonology.vietnamese_spelling import is_syllable, toneless, tones_of
from tenlao.phonology.writing import has_lao, has_vietnamese, likely_writing
from tenlao.styles.preferred_forms import writing_of
from tenlao.text.announcing import LOOKED_BACK, announced_in_row
from tenlao.text.keys import as_printed, differ_in_strokes, plain_letters, spelling_key
from tenlao.text.letters import CAPITAL
from tenlao.text.neighbours import is_elsewhere
from tenlao.text.offices import titles_of_persons_only
from tenlao.text.origins import speaks_of_laos
from tenlao.text.surroundings import with_surroundings
from tenlao.text.titles import (
    after_locating,
    context,
    is_located,
    opening_words,
    tells_type,
    without_titles,
)
from tenlao.text.tokens import each_token, prose, runs, tokens

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.checking.text_under_check import Checker, TextUnderCheck
    from tenlao.matching.index import Index
    from tenlao.matching.near_spellings import Near
    from tenlao.matching.score import Match
    from tenlao.mentions.likeness import Likeness
    from tenlao.mentions.mention import Mention
    from tenlao.table.model import Entry, Form

__all__ = ["Slip", "nearest_form", "slips_in"]

# A spelling that is further away than this (nats) from those that are attested is no other way to write the same
# sound (compare `SOUNDS_OTHERWISE`); a slip changes at most so many letters, or so large a part of them.
SOUNDS_QUITE_OTHERWISE, FEW_LETTERS, FEW_OF_LONG = 3.0, 2, 1 / 4
# A slip needs a match that is probable (scores, 0-100): less so where a single letter of a whole name is another,
# more so for places, which are short and many of which sound alike, unless a word beside it tells the type.
PROBABLE_LETTER, PROBABLE, PROBABLE_PLACE = 35.0, 55.0, 80.0
PROBABLE_PROVINCE = 15.0  # of provinces, which all are known, and are more often meant than others
SEVERAL_SOURCES = 3
_COUNT = re.compile(r"\d{2,}")  # of people or things; dams have numbers of one digit
_NUMBER_GOES_ON = re.compile(r"(?<=\W[A-Z])\d")  # after a letter by itself
_LONE_CONSONANT = re.compile(r"[\u0e81-\u0eae\u0edc-\u0edf](?![\u0e80-\u0eff])")
_LAO_CONSONANT = re.compile(r"[\u0e81-\u0eae\u0ebc\u0edc-\u0edf]")
_FINAL_L = re.compile(r"(?<=[\u0eb0-\u0eb9\u0ebb\u0ecd])\u0ea5(?![\u0eb0-\u0ebc\u0ec8-\u0ecd])")  # ພົລ
_HYPHENED = re.compile(r"-(\w)")
_TWICE = re.compile(r"(\w)\1+")

_TWICE_AT_END = re.compile(r"([b-df-hj-np-tv-z])\1\b")
_ALL_LISTED = ("capital", "province", "town", "district", "pass or border gate")
# A border gate and the one opposite: cửa khẩu Lóng Sập - Pa Háng.
_OPPOSITE = re.compile(rf"(?:[{CAPITAL}][^\s,;:.()]*\s+){{1,3}}[-\u2013\u2014]\s+\Z")
SHORTEST_TOLD = 5  # letters of such a place
# Letters of a name that nobody writes so: words without marks may be of any language.
_SHORTEST_UNWRITABLE: Mapping[Writing, int] = {"vietnamese": 5, "latin": 6, "lao": SHORTEST}
_SHORTEST_UNLESS_SWAPPED = 7
_LONG = 8  # letters of a name that words of any language hardly are by chance but for one
_EU = re.compile(r"ue(?=\w)")
_OPENING = re.compile(r"\s*[(\[]\s*\Z")
_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_LONGEST_OF_PLACE = 24  # characters
_LONGEST_LAO = 14  # syllables of a name
_LONGEST = 120  # characters of a name
_BEFORE = 40  # characters beside a name that are looked at
_AROUND = 2000  # characters around a name in which it may have small letters


class Slip(NamedTuple):
    """A place where a name is misspelled, and the form that is meant, if the entry has one in that writing.

    `printed` is the form that the table has of the slip itself, where a page prints it.
    """

    start: int
    end: int
    entry: Entry
    form: Form | None
    printed: Form | None = None


def slips_in(text: TextUnderCheck) -> Iterator[Slip]:
    """Give the places where a name is nearly an attested one: first of the mentions, then of what is none."""
    well_rendered = {
        mention.match.entry.id
        for mention in text.mentions
        if mention.match.kind == "exact"
        and mention.match.form.writing == "vietnamese"
        and not mention.match.form.tag
    }
    for mention in text.mentions:
        if mention.match.kind == "exact":
            slip = _printed(text.names.index, mention) or _with_letter_too_much(text.text, mention)
        else:
            beside = mention.match.entry.id in well_rendered
            slip = _unprinted(text.names.likeness, text.text, mention, beside)
        if slip:
            yield slip
    left = prose(text.besides_mentions())
    about_laos = functools.cache(lambda: speaks_of_laos(text.text))  # few texts need it
    ends = {mention.end: mention.match.entry for mention in text.mentions}
    for start, end in _spans(left):
        if _NUMBER_GOES_ON.match(text.text, end):
            continue  # Wattay T2
        if has_lao(text.text[start]):  # ແຂວງ ຄຳມ່ວນ
            core = without_titles(after_locating(text.text[start:end]), keep_own=True)
            start = end - len(core) if text.text[start:end].endswith(core) else start
        before = _OPENING.search(text.text, max(0, start - _BEFORE), start)
        near = _near(text.names, text.text[start:end], ends.get(before.start()) if before else None) or _told(
            text.names, text.text, start, end, about_laos
        )
        if near and not _is_no_place(text.text, start, end, near[0]):
            yield Slip(start, end, *near)


def _is_no_place(text: str, start: int, end: int, entry: Entry) -> bool:
    """Tell whether words that are nearly a place are somebody, or a word that has small letters near it.

    Bà Daosavanh is not from Dansavanh, and a caravan not from Saravan.
    """
    if entry.kind != "place":
        return False
    if context(text[max(0, start - _BEFORE) : start], "").title in titles_of_persons_only():
        return True
    words, around = text[start:end], text[max(0, start - _AROUND) : end + _AROUND]
    return words.isalpha() and not has_lao(words) and re.search(rf"\b{words.lower()}\b", around) is not None


def _printed(index: Index, mention: Mention) -> Slip | None:
    """Return the slip where an exact mention is one that a page prints."""
    match = mention.match
    if not any(form.tag == "typo" for form in match.entry.forms):
        return None
    printed = as_printed(mention.text)
    keys = _keys(printed)
    same = [form for form in match.entry.forms if keys & _keys(form.text)]
    slips = [form for form in same if form.tag == "typo"]
    good = [form.text for form in same if form.tag != "typo"]
    exactly = [form for form in slips if printed in (form.text, without_titles(form.text))]
    if not slips or (good and (not exactly or (match.entry.kind == "place" and _set_alike(printed, good)))):
        return None
    owners = (attested for key in keys for attested in index.spelled(key))
    if any(entry.id != match.entry.id and form.tag != "typo" for entry, form in owners):
        return None
    return Slip(mention.start, mention.end, match.entry, _meant(mention), (exactly or slips)[0])


def _with_letter_too_much(text: str, mention: Mention) -> Slip | None:
    """Return the slip where a consonant by itself, which is no word, follows a name in Lao script."""
    if not _LONE_CONSONANT.match(text, mention.end) or not has_lao(mention.text):
        return None
    return Slip(mention.start, mention.end + 1, mention.match.entry, mention.match.form)


def _is_titled(words: str, near: Near) -> bool:
    """Tell whether words begin with a title of persons that a place has not: thằng Phăn is not Thong Phăn."""
    title = words.split()[0].casefold()
    begins_so = near.form.text.casefold().startswith(title)
    return near.entry.kind == "place" and title in titles_of_persons_only() and not begins_so


def _key(name: str) -> str:
    """The key of a name without generic words, which are spelled in several ways: Muang, Meuang."""
    return spelling_key(without_titles(name))


def _keys(name: str) -> set[str]:
    """The keys of a name with its titles and without them."""
    return {spelling_key(name), _key(name)}


def _set_alike(printed: str, forms: Sequence[str]) -> bool:
    """Tell whether words are a form but for hyphens: Sê-kông, Sê Kông."""
    spaced, *others = (_HYPHENED.sub(lambda m: f" {m[1].upper()}", text) for text in (printed, *forms))
    return spaced in others


def _meant(mention: Mention) -> Form | None:
    """Return the form that a slip in print is one of: the nearest if it is near, else the preferred one."""
    writing = writing_of(mention)
    letters, nearest = _nearest(mention, writing)
    if nearest is None or letters <= FEW_LETTERS:
        return nearest
    return mention.match.entry.preferable(writing)[0]


def _unprinted(likeness: Likeness, text: str, mention: Mention, beside_good: bool) -> Slip | None:
    """Return the slip where a mention is one that no page prints; `beside_good`, if the text has a good rendering."""
    match = mention.match
    if match.kind != "variant":
        return None
    around = context(
        text[max(0, mention.start - _BEFORE) : mention.start], text[mention.end : mention.end + _BEFORE]
    )
    told = any(tells_type(word, match.entry.type) for word in (around.title, around.after))
    probable = THRESHOLD if told or match.entry.kind == "person" else PROBABLE_PLACE
    writing = writing_of(mention)
    if match.score < probable and not likeness.letters.has_strange(as_printed(mention.text), writing):
        return None
    letters, nearest = _nearest(mention, writing)
    if nearest is None or letters > max(FEW_LETTERS, FEW_OF_LONG * len(spelling_key(mention.text))):
        return None
    if any(_key(mention.text) == _key(form.text) for form in match.entry.forms if form.tag != "typo"):
        return None  # also what is printed with a title only: ເມືອງໄຊເຊດຖາ
    printed = as_printed(mention.text)
    forms = match.entry.preferable("vietnamese") if beside_good else ()
    in_another_tone = any(_differ_in_a_tone(printed, form.text) for form in forms)
    in_another_tone = in_another_tone or _has_a_rare_tone(printed, nearest.text)
    if in_another_tone or _is_slip(likeness, printed, match, nearest, letters):
        return Slip(mention.start, mention.end, match.entry, nearest)
    return None


def _has_a_rare_tone(printed: str, form: str) -> bool:
    """Tell whether a rendering is another but for a tone that renderings hardly have: ngã, 6 of 397 in the table."""
    mine, its = (unicodedata.normalize("NFC", text).lower() for text in (printed, form))
    rare = _RARE_TONE in tones_of(mine) and _RARE_TONE not in tones_of(its)
    return rare and toneless(mine) == toneless(its)


_RARE_TONE = "ngã"


def _nearest(mention: Mention, writing: Writing) -> tuple[int, Form | None]:
    """Return in how few letters a mention differs from a good form in its writing, and the form nearest to it.

    Of several forms the nearest is the one whose words are parted alike.
    """
    from rapidfuzz.distance import OSA

    key = spelling_key(mention.text)
    forms = mention.match.entry.preferable(writing)
    letters = min((OSA.distance(key, spelling_key(form.text)) for form in forms), default=0)
    return letters, nearest_form(mention.match.entry, mention.text, writing)


def nearest_form(entry: Entry, words: str, *writings: Writing) -> Form | None:
    """Return the good form of an entry in some writings that is nearest to words, parted alike if it can be.

    >>> from tenlao import load
    >>> nearest_form(load().entry("kikeo-khaykhamphithoune"), "Kikeo Khaykhampihtoune", "latin").text
    'Kikeo Khaykhamphithoune'
    """
    from rapidfuzz.distance import OSA

    printed = as_printed(words).casefold()
    forms = [form for writing in writings for form in entry.preferable(writing)]
    return min(forms, key=lambda form: OSA.distance(printed, form.text.casefold()), default=None)


def _writing_by_marks(words: str) -> Writing:
    """Return the writing of words, of which any marks make a rendering."""
    return "latin" if words.isascii() else "lao" if has_lao(words) else "vietnamese"


def _writings_of(words: str) -> Sequence[Writing]:
    """The writings that words may be in: a romanization may have some of the marks of a rendering (Xê Kông)."""
    return ("lao",) if has_lao(words) else ("latin", "vietnamese")


def _is_slip(likeness: Likeness, printed: str, match: Match, attested: Form, letters: int) -> bool:
    """Tell whether a spelling is a slip, not another habit: it sounds otherwise, or is spelled as no name is."""
    writing = attested.writing
    words, good = plain_letters(printed), plain_letters(attested.text)
    cost = match.evidence.cost if match.evidence else 0.0
    if writing == "lao" and letters == 1 and _consonants(printed) != _consonants(attested.text):
        return True
    if has_vietnamese(printed) and differ_in_strokes(spelling_key(printed), spelling_key(attested.text)):
        return True
    if words == good:
        unwritable = _unwritable_syllables(printed) > _unwritable_syllables(attested.text)
        if unwritable and writing == "vietnamese" and not printed.isascii():
            return True  # a stopped syllable in a tone that it cannot have
        # â for ă, or a syllable in a tone in which no rendering has it
        return has_vietnamese(printed) and (
            cost >= SOUNDS_OTHERWISE or likeness.letters.has_strange(printed, writing)
        )
    if cost >= (SOUNDS_OTHERWISE if letters == 1 else SOUNDS_QUITE_OTHERWISE):
        return True
    if (
        not _differ_in_eu(words, good)
        and sorted(_letters(words)) == sorted(_letters(good))
        and (letters == 1 or cost >= SOUNDS_OTHERWISE)
    ):
        return True  # ketth for kheth
    if letters == 1 and _differ_in_a_consonant(words, good):
        return True
    if _TWICE_AT_END.search(words) and not _TWICE_AT_END.search(good):
        return True
    if letters == 1 and _doubles_more(good, words) and len(match.entry.sources) >= SEVERAL_SOURCES:
        return True  # all of them double it
    odd = cost >= SOUNDS_OTHERWISE or _doubles_more(words, good)
    return (odd and likeness.letters.has_strange(printed, writing)) or _is_of_the_well_known(
        words, match.entry, writing
    )


def _differ_in_eu(words: str, good: str) -> bool:
    """Tell whether two spellings without marks differ in ue for eu, which is a habit: Nuea, Neua."""
    return words != good and _letters(_EU.sub("eu", words)) == _letters(_EU.sub("eu", good))


def _differ_in_a_tone(printed: str, good: str) -> bool:
    """Tell whether a rendering has the syllables of another one, and one of them another tone."""
    if printed.isascii() or plain_letters(printed) != plain_letters(good):
        return False
    written, right = _syllables_written(printed), _syllables_written(good)
    return len(written) == len(right) and sum(map(operator.ne, written, right)) == 1


def _syllables_written(rendering: str) -> list[str]:
    """Return the syllables of a rendering as they are written, also those that no hyphen or blank parts."""
    return [letters for word in _NOT_A_LETTER.split(rendering) for letters, _ in syllables(word)]


def _consonants(words: str) -> str:
    """Return the consonants of words in Lao script; r and l, and l and n at an end, which sound alike, are one."""
    words = _FINAL_L.sub("\u0e99", words)
    return "".join(_LAO_CONSONANT.findall(words)).replace("\u0ea3", "\u0ea5").replace("\u0ebc", "\u0ea5")


def _doubles_more(words: str, good: str) -> bool:
    """Tell whether words are good ones but for letters that are doubled in them alone."""
    return len(words) > len(good) and _TWICE.sub(r"\1", words) == _TWICE.sub(r"\1", good)


def _differ_in_a_consonant(words: str, good: str) -> bool:
    """Tell whether one of two spellings has a consonant more that no habit puts in or leaves out.

    Such habits are a letter doubled, h (t, th), r (seut, serth), g (n, ng) and c (k, ck): hardly another one tells
    apart two attested spellings of an entry.
    """
    short, long = sorted((_letters(words), _letters(good)), key=len)
    at = next((n for n, letter in enumerate(short) if letter != long[n]), len(short))
    return (
        len(long) == len(short) + 1
        and long[at + 1 :] == short[at:]
        and long[at] in "bdfjklmnpqstvwxz"
        and long[at] not in long[max(0, at - 1) : at] + long[at + 1 : at + 2]
    )


def _letters(words: str) -> str:
    return words.replace("-", "").replace(" ", "")


def _is_of_the_well_known(words: str, entry: Entry, writing: Writing) -> bool:
    """Tell whether a romanization is a letter short of the preferred one of a person whom many name, or has one more.

    Another letter for the same sound (s for x, i for y) is a habit.
    """
    from rapidfuzz.distance import OSA

    if entry.kind != "person" or writing != "latin" or entry.latin is None:
        return False
    if len(entry.sources) < OFTEN_PRINTED:
        return False
    words, good = _letters(words), _letters(plain_letters(entry.latin))
    return len(words) != len(good) and OSA.distance(words, good) == 1


def _near(names: Checker, words: str, glossed: Entry | None = None) -> tuple[Entry, Form, Form | None] | None:
    """Return whose name words that are no mention nearly are, with the form that is meant and the slip in print.

    They are nobody else's where they stand in brackets after the name of that entry, which is `glossed`.
    """
    nearest = names.near_misses.near_spellings(words)
    writing = _writing_by_marks(words)
    if not nearest and words.isascii() and not _may_be_short(words):
        return None
    unwritable = _is_unwritable(names.likeness, words, writing)
    if unwritable and not nearest:
        nearest = names.near_misses.near_spellings(words, _SHORTEST_UNWRITABLE[writing])
        if writing == "latin" and len(spelling_key(words)) < _SHORTEST_UNLESS_SWAPPED:
            nearest = tuple([near for near in nearest if _are_swapped(words, near.form)])
        if not (nearest or words.isascii()):
            return _in_other_marks(names, words)
    match = next(iter(names.lookup(words, 1)), None) if nearest else None
    meant_by_sound = {entry.id for entry in (match.entry, *match.others)} if match else ()
    near = next((near for near in nearest if near.entry.id in meant_by_sound), None)
    if match is None or near is None:
        sounds_otherwise = match is None or match.score < THRESHOLD
        unreadable = unwritable and sounds_otherwise
        return _unreadable(words, nearest) if unreadable or _swap_two(words, nearest) else None
    meant = near.entry, nearest_form(near.entry, words, *_writings_of(words)) or near.form
    if _key(words) == _key(near.form.text) or _is_titled(words, near):
        return None
    if match.kind == "exact":
        return (*meant, match.form) if match.form.tag == "typo" else None
    probable = PROBABLE_LETTER if near.letters == 1 else PROBABLE
    swapped = _are_swapped(words, near.form)
    if near.letters == 1 and near.entry.type == "province":
        probable = PROBABLE_PROVINCE
    if swapped and len(spelling_key(words)) > _LONG:
        probable = 0.0  # Xuphavunông, Asang Laloy
    if not unwritable and near.entry.type == "village":
        return None  # there are thousands
    if not unwritable and (
        (match.score < probable and not is_the_well_known(names.index, match))
        or (near.entry != glossed and not swapped and is_somebody_elses(names.index, match))
    ):
        return None
    surely = (
        unwritable
        and near.letters == 1
        and near.entry.kind != "person"
        and not _differ_in_eu(plain_letters(words), plain_letters(near.form.text))
    )
    is_slip = surely or _is_slip(names.likeness, words, match, near.form, near.letters)
    return (*meant, None) if is_slip else None


def _in_other_marks(names: Checker, words: str) -> tuple[Entry, Form, None] | None:
    """Return whose rendering words are but for their tones and the signs on vowels: Thà Khèt."""
    near = names.near_misses.in_other_marks(words)
    form = nearest_form(near[0].entry, words, "vietnamese") if near else None
    return None if form is None else (near[0].entry, form, None)


def _may_be_short(words: str) -> bool:
    """Tell whether words, or the name that they nearly are, are shorter than those that need not be unwritable."""
    return len(spelling_key(words)) <= SHORTEST


def _unreadable(words: str, nearest: Sequence[Near]) -> tuple[Entry, Form, None] | None:
    """Return whose name unwritable words nearly are, though they do not sound like it: Mườgn Sinh.

    Of words without marks only long ones, and those whose letters are swapped, are surely that name (Wattya).
    """
    if not nearest or len({spelling_key(near.form.text) for near in nearest}) != 1:
        return None
    entry, form, _ = nearest[0]
    if has_vietnamese(words) or _are_swapped(words, form) or len(spelling_key(words)) > _LONG:
        return entry, nearest_form(entry, words, *_writings_of(words)) or form, None
    return None


def _are_swapped(words: str, form: Form) -> bool:
    """Tell whether words have the letters of a form in another order."""
    return sorted(_letters(plain_letters(words))) == sorted(_letters(plain_letters(form.text)))


def _swap_two(words: str, nearest: Sequence[Near]) -> bool:
    """Tell whether long words without marks are forms but for two letters side by side: Xeingthong."""
    return len(spelling_key(words)) >= _LONG and all(
        near.letters == 1 and _are_swapped(words, near.form) for near in nearest
    )


def _is_unwritable(likeness: Likeness, words: str, writing: Writing) -> bool:
    """Tell whether nobody writes so: words are no Vietnamese syllables, or have letters in a row as no name has."""
    if writing == "vietnamese":
        return _unwritable_syllables(words) > 0
    return likeness.letters.has_strange(words, writing)


def _unwritable_syllables(rendering: str) -> int:
    """Return how many syllables of a rendering are none of Vietnamese."""
    return sum(not is_syllable(syllable) for syllable in _syllables_written(rendering))


def _told(
    names: Checker, text: str, start: int, end: int, about_laos: Callable[[], bool]
) -> tuple[Entry, Form, None] | None:
    """Return the place that words nearly are, where a word beside them tells that they are one.

    That is a word for provinces, towns, districts or border gates, of which all that are spoken of are in the table,
    also before their row; or another one for places, or one after which something is somewhere, if no Lao name is
    written so and the text speaks of Laos.
    """
    words = text[start:end]
    is_name = words[0].isupper() or has_lao(words[0])
    if end - start > _LONGEST_OF_PLACE or not is_name or is_elsewhere(spelling_key(words)):
        return None
    before = text[max(0, start - LOOKED_BACK) : start]
    opposite = _OPPOSITE.search(before)
    around = context(before[: opposite.start()] if opposite else before[-_BEFORE:], text[end : end + _BEFORE])
    telling = (around.title, around.after, announced_in_row(before).word)
    told = tuple([type for type in _ALL_LISTED if any(tells_type(word, type) for word in telling)])
    located = (
        (around.kinds == {"place"} or is_located(before))
        and _is_unwritable(names.likeness, words, likely_writing(words))
        and about_laos()
    )
    if not (told or located):
        return None
    near = names.near_misses.near_spellings(words, SHORTEST_TOLD, told)
    if not near and told and has_vietnamese(words):  # Bò Kọe
        near = names.near_misses.near_spellings(plain_letters(words), SHORTEST_TOLD, told)
    meant = {
        found.entry.id: found
        for found in near
        if told
        or (
            found.entry.kind == "place"
            and found.letters == 1
            and not (words.isascii() and len(words) < len(found.form.text))  # Seaman is not Sekaman
        )
    }
    if len(meant) != 1:
        return None
    entry, form, _ = next(iter(meant.values()))
    form = nearest_form(entry, words, *_writings_of(words)) or form
    return None if _differ_in_eu(plain_letters(words), plain_letters(form.text)) else (entry, form, None)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the places that may be whole names: words in a run that no other capitalised word stands beside.

    A name may end where its line does.
    """
    for offset, run in runs(text):
        if len(run) < SHORTEST_TOLD:
            continue
        spans = _lao_spans(run) if has_lao(run[0]) else _spans_in_run(text, offset, offset + len(run))
        yield from ((offset + start, offset + end) for start, end in spans)


@with_surroundings(before=_BEFORE, after=0)
def _spans_in_run(text: str, offset: int, run_end: int) -> Sequence[tuple[int, int]]:
    """Return the places in a run of capitalised words, counted from its beginning."""
    words = tokens(text[offset:run_end])
    spans: list[tuple[int, int]] = []
    # A line or a dash between blanks parts names: Lóng Sập - Pa Háng.
    parted = [
        word.gap == "\n" or (word.gap == "-" and text[offset + word.start - 1].isspace()) for word in words
    ]
    starts = [n for n, word in enumerate(words) if parted[n] or word.gap not in ("-", ".")]
    counted = [bool(_COUNT.fullmatch(word.word.key)) for word in words]  # huyện Nong 44 ca
    ends = [*[words[n - 1].end for n in starts if n and (parted[n] or counted[n])], words[-1].end]
    # Ở Kongxedone, but not In-la-văn
    opened = words[0].word.key in opening_words() and not (len(words) > 1 and words[1].gap == "-")
    for a in starts:
        if opened and not a:
            continue
        start = words[a].start
        before = text[max(0, offset + start - _BEFORE) : offset + start]
        if a <= opened or parted[a] or context(before, "").before:
            spans += [(start, end) for end in ends if start < end <= start + _LONGEST]
    return tuple(spans)


class _Phrase(NamedTuple):
    """Lao syllables between blanks: the numbers of the first one and after the last, and where they stand."""

    first: int
    last: int
    start: int
    end: int


def _lao_spans(run: str) -> Iterator[tuple[int, int]]:
    """Give the places in a run of Lao letters that may be whole names: between blanks, and not too long."""
    open_ones: deque[_Phrase] = deque()

    def complete(last: float) -> Iterator[tuple[int, int]]:
        """Those that begin with phrases with which a phrase that ends so late is too long."""
        while open_ones and last > open_ones[0].first + _LONGEST_LAO:
            begun = open_ones[0]
            yield from ((begun.start, p.end) for p in open_ones if p.last <= begun.first + _LONGEST_LAO)
            open_ones.popleft()

    for phrase in _phrases(run):
        yield from complete(phrase.last)
        open_ones.append(phrase)
    yield from complete(math.inf)


def _phrases(run: str) -> Iterator[_Phrase]:
    phrase: _Phrase | None = None
    for number, token in enumerate(each_token(run)):
        if phrase is not None and not run[token.start - 1].isspace():
            phrase = phrase._replace(last=number + 1, end=token.end)
            continue
        if phrase is not None:
            yield phrase
        phrase = _Phrase(number, number + 1, token.start, token.end)
    if phrase is not None:
        yield phrase

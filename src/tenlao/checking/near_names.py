"""Whose name words nearly are that are no mention: by their letters, or as a place that words beside them tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tenlao.checking.habits import LONG, are_swapped, differ_in_eu, is_slip, is_unwritable, swap_two
from tenlao.checking.mistyped import before_mistyping, without_keys
from tenlao.checking.name_spans import SHORTEST_TOLD
from tenlao.checking.nearest_form import core_key, nearest_form, writings_of
from tenlao.checking.others_names import is_somebody_elses, is_the_well_known
from tenlao.matching.near_spellings import SHORTEST
from tenlao.matching.score import THRESHOLD
from tenlao.phonology.writing import has_lao, has_vietnamese, likely_writing
from tenlao.text.announcing import LOOKED_BACK, announced_in_row
from tenlao.text.keys import plain_letters, spelling_key
from tenlao.text.letters import CAPITAL
from tenlao.text.neighbours import is_elsewhere
from tenlao.text.offices import titles_of_persons_only
from tenlao.text.titles import context, is_located, tells_type

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.checking.text_under_check import Checker
    from tenlao.matching.index import Index
    from tenlao.matching.near_spellings import Near
    from tenlao.matching.score import Match
    from tenlao.table.model import Entry, Form

__all__ = ["NearName", "near_name", "place_told"]

# A slip needs a match that is probable (scores, 0-100): less so where a single letter of a whole name is another.
PROBABLE_LETTER, PROBABLE = 35.0, 55.0
PROBABLE_PROVINCE = 15.0  # of provinces, which all are known, and are more often meant than others
_ALL_LISTED = ("capital", "province", "town", "district", "pass or border gate")
# A border gate and the one opposite: cửa khẩu Lóng Sập - Pa Háng.
_OPPOSITE = re.compile(rf"(?:[{CAPITAL}][^\s,;:.()]*\s+){{1,3}}[-\u2013\u2014]\s+\Z")
# Letters of a name that nobody writes so: words without marks may be of any language.
_SHORTEST_UNWRITABLE: Mapping[Writing, int] = {"vietnamese": 5, "latin": 6, "lao": SHORTEST}
_SHORTEST_UNLESS_SWAPPED = 7
_LONGEST_OF_PLACE = 24  # characters
_BEFORE = 40  # characters beside a name that are looked at


class NearName(NamedTuple):
    """Whose name words nearly are, the form that is meant, and that of the slip itself where a page prints it."""

    entry: Entry
    form: Form
    printed: Form | None = None


def near_name(names: Checker, words: str, glossed: Entry | None = None) -> NearName | None:
    """Return whose name words that are no mention nearly are.

    They are nobody else's where they stand in brackets after the name of that entry, which is `glossed`.
    """
    if mistyped := _mistyped(names, words):
        return mistyped
    nearest = names.near_misses.near_spellings(words)
    writing = _writing_by_marks(words)
    if not nearest and words.isascii() and not _may_be_short(words):
        return None
    unwritable = is_unwritable(names.likeness, words, writing)
    if unwritable and not nearest:
        nearest = names.near_misses.near_spellings(words, _SHORTEST_UNWRITABLE[writing])
        if writing == "latin" and len(spelling_key(words)) < _SHORTEST_UNLESS_SWAPPED:
            nearest = tuple([near for near in nearest if are_swapped(words, near.form)])
        if not (nearest or words.isascii()):
            return _in_other_marks(names, words)
    match = next(iter(names.lookup(words, 1)), None) if nearest else None
    meant_by_sound = {entry.id for entry in (match.entry, *match.others)} if match else ()
    near = next((near for near in nearest if near.entry.id in meant_by_sound), None)
    if match is None or near is None:
        sounds_otherwise = match is None or match.score < THRESHOLD
        unreadable = unwritable and sounds_otherwise
        return _unreadable(words, nearest) if unreadable or swap_two(words, nearest) else None
    if core_key(words) == core_key(near.form.text) or _is_titled(words, near):
        return None
    meant = NearName(near.entry, _nearest(near, words))
    if match.kind == "exact":
        return meant._replace(printed=match.form) if match.form.tag == "typo" else None
    if not unwritable and not _is_probable(names.index, words, match, near, glossed):
        return None
    surely = (
        unwritable
        and near.letters == 1
        and near.entry.kind != "person"
        and not differ_in_eu(plain_letters(words), plain_letters(near.form.text))
    )
    return meant if surely or is_slip(names.likeness, words, match, near.form, near.letters) else None


def _is_probable(index: Index, words: str, match: Match, near: Near, glossed: Entry | None) -> bool:
    """Tell whether words that may be anybody's name are probably the one that is near."""
    if near.entry.type == "village":
        return False  # there are thousands
    swapped = are_swapped(words, near.form)
    probable = PROBABLE_LETTER if near.letters == 1 else PROBABLE
    if near.letters == 1 and near.entry.type == "province":
        probable = PROBABLE_PROVINCE
    if swapped and len(spelling_key(words)) > LONG:
        probable = 0.0  # Xuphavunông, Asang Laloy
    if match.score < probable and not is_the_well_known(index, match):
        return False
    return near.entry == glossed or swapped or not is_somebody_elses(index, match)


def _nearest(near: Near, words: str) -> Form:
    """Return the form of an entry that is meant by words that are nearly a form of it."""
    return nearest_form(near.entry, words, *writings_of(words)) or near.form


def _mistyped(names: Checker, words: str) -> NearName | None:
    """Return whose name words are but for what a keyboard, a scanner or a hand did to them."""
    index = names.index
    letters = without_keys(words)
    long_enough = not words.isascii() or len(spelling_key(words)) >= SHORTEST
    if letters and long_enough and not index.spelled(spelling_key(words)):
        owners = _owners(index, letters) or [near.entry for near in names.near_misses.in_other_marks(letters)]
        form = nearest_form(owners[0], letters, "vietnamese") if owners else None
        if form and plain_letters(spelling_key(form.text)) == plain_letters(spelling_key(letters)):
            return NearName(owners[0], form)
    for meant in before_mistyping(words):
        owners = _owners(index, meant) if len(spelling_key(meant)) >= SHORTEST else []
        form = nearest_form(owners[0], meant, *writings_of(meant)) if owners else None
        if form and not index.spelled(spelling_key(words)):
            return NearName(owners[0], form)
    return None


def _owners(index: Index, words: str) -> list[Entry]:
    """The entry of which words are an attested form, if it is only one."""
    found = index.spelled(spelling_key(words))
    owners = {attested.entry.id: attested.entry for attested in found if attested.form.may_be_preferred}
    return list(owners.values()) if len(owners) == 1 else []


def _in_other_marks(names: Checker, words: str) -> NearName | None:
    """Return whose rendering words are but for their tones and the signs on vowels: Thà Khèt."""
    near = names.near_misses.in_other_marks(words)
    form = nearest_form(near[0].entry, words, "vietnamese") if near else None
    return None if form is None else NearName(near[0].entry, form)


def _may_be_short(words: str) -> bool:
    """Tell whether words, or the name that they nearly are, are shorter than those that need not be unwritable."""
    return len(spelling_key(words)) <= SHORTEST


def _unreadable(words: str, nearest: Sequence[Near]) -> NearName | None:
    """Return whose name unwritable words nearly are, though they do not sound like it: Mườgn Sinh.

    Of words without marks only long ones, and those whose letters are swapped, are surely that name (Wattya).
    """
    if not nearest or len({spelling_key(near.form.text) for near in nearest}) != 1:
        return None
    near = nearest[0]
    if has_vietnamese(words) or are_swapped(words, near.form) or len(spelling_key(words)) > LONG:
        return NearName(near.entry, _nearest(near, words))
    return None


def _is_titled(words: str, near: Near) -> bool:
    """Tell whether words begin with a title of persons that a place has not: thằng Phăn is not Thong Phăn."""
    title = words.split()[0].casefold()
    begins_so = near.form.text.casefold().startswith(title)
    return near.entry.kind == "place" and title in titles_of_persons_only() and not begins_so


def _writing_by_marks(words: str) -> Writing:
    """Return the writing of words, of which any marks make a rendering."""
    return "latin" if words.isascii() else "lao" if has_lao(words) else "vietnamese"


def place_told(
    names: Checker, text: str, start: int, end: int, about_laos: Callable[[], bool]
) -> NearName | None:
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
        and is_unwritable(names.likeness, words, likely_writing(words))
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
    found = next(iter(meant.values()))
    form = _nearest(found, words)
    if differ_in_eu(plain_letters(words), plain_letters(form.text)):
        return None
    return NearName(found.entry, form)

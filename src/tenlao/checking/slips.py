"""Slips of the pen in a text: mentions that are nearly attested names, and words that are none and nearly so.

A spelling near an attested one is a slip, a habit of spelling (`tenlao.checking.habits`), or somebody else's name
(`tenlao.checking.others_names`).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tenlao.checking.habits import FEW_LETTERS, differ_in_a_tone, has_a_rare_tone, is_slip
from tenlao.checking.name_spans import spans_of_names
from tenlao.checking.near_names import near_name, place_told
from tenlao.checking.nearest_form import core_key, nearest_form
from tenlao.matching.score import THRESHOLD
from tenlao.phonology.writing import has_lao
from tenlao.styles.preferred_forms import writing_of
from tenlao.text.keys import as_printed, spelling_key
from tenlao.text.offices import titles_of_persons_only
from tenlao.text.origins import speaks_of_laos
from tenlao.text.titles import after_locating, context, from_last_province, tells_type, without_titles
from tenlao.text.tokens import prose

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.checking.text_under_check import TextUnderCheck
    from tenlao.matching.index import Index
    from tenlao.mentions.likeness import Likeness
    from tenlao.mentions.mention import Mention
    from tenlao.table.model import Entry, Form

__all__ = ["Slip", "slips_in"]

# A slip in print changes at most so large a part of the letters of a long name.
FEW_OF_LONG = 1 / 4
# A place needs a more probable match (score, 0-100), unless a word beside it tells the type: many sound alike.
PROBABLE_PLACE = 80.0
_NUMBER_GOES_ON = re.compile(r"(?<=\W[A-Z])\d")  # after a letter by itself
_LONE_CONSONANT = re.compile(r"[\u0e81-\u0eae\u0edc-\u0edf](?![\u0e80-\u0eff])")
_HYPHENED = re.compile(r"-(\w)")
_OPENING = re.compile(r"\s*[(\[]\s*\Z")
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
    for start, end in spans_of_names(left):
        if _NUMBER_GOES_ON.match(text.text, end):
            continue  # Wattay T2
        if has_lao(text.text[start]):  # ແຂວງ ຄຳມ່ວນ
            core = from_last_province(after_locating(text.text[start:end]))
            core = without_titles(core, keep_own=True)
            start = end - len(core) if text.text[start:end].endswith(core) else start
        before = _OPENING.search(text.text, max(0, start - _BEFORE), start)
        glossed = ends.get(before.start()) if before else None
        near = near_name(text.names, text.text[start:end], glossed)
        near = near or place_told(text.names, text.text, start, end, about_laos)
        if near and not _is_no_place(text.text, start, end, near.entry):
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
    if any(core_key(mention.text) == core_key(form.text) for form in match.entry.forms if form.tag != "typo"):
        return None  # also what is printed with a title only: ເມືອງໄຊເຊດຖາ
    printed = as_printed(mention.text)
    forms = match.entry.preferable("vietnamese") if beside_good else ()
    in_another_tone = any(differ_in_a_tone(printed, form.text) for form in forms)
    in_another_tone = in_another_tone or has_a_rare_tone(printed, nearest.text)
    if in_another_tone or is_slip(likeness, printed, match, nearest, letters):
        return Slip(mention.start, mention.end, match.entry, nearest)
    return None


def _meant(mention: Mention) -> Form | None:
    """Return the form that a slip in print is one of: the nearest if it is near, else the preferred one."""
    writing = writing_of(mention)
    letters, nearest = _nearest(mention, writing)
    if nearest is None or letters <= FEW_LETTERS:
        return nearest
    return mention.match.entry.preferable(writing)[0]


def _nearest(mention: Mention, writing: Writing) -> tuple[int, Form | None]:
    """Return in how few letters a mention differs from a good form in its writing, and the form nearest to it.

    Of several forms the nearest is the one whose words are parted alike.
    """
    from rapidfuzz.distance import OSA

    key = spelling_key(mention.text)
    forms = mention.match.entry.preferable(writing)
    letters = min((OSA.distance(key, spelling_key(form.text)) for form in forms), default=0)
    return letters, nearest_form(mention.match.entry, mention.text, writing)


def _keys(name: str) -> set[str]:
    """The keys of a name with its titles and without them."""
    return {spelling_key(name), core_key(name)}


def _set_alike(printed: str, forms: Sequence[str]) -> bool:
    """Tell whether words are a form but for hyphens: Sê-kông, Sê Kông."""
    spaced, *others = (_HYPHENED.sub(lambda m: f" {m[1].upper()}", text) for text in (printed, *forms))
    return spaced in others

"""How names are written: letters, capitals, words that are no part of a name, and the typography of renderings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from tenlao.base.vocabulary import WRITINGS, Kind
from tenlao.curating.checks.checked_table import CheckedTable
from tenlao.curating.checks.plain_text import without_marks
from tenlao.curating.checks.syllables import is_written_well
from tenlao.curating.table_findings import TableFinding
from tenlao.phonology.writing import has_lao
from tenlao.table.model import Entry, Form

__all__ = ["check", "in_decree_typography"]

_BLANKS = re.compile(r"\s{2,}")
_STRAY_DASH = re.compile(r"^[-–—]|[-–—]$|[-–—]{2}")
_PUNCTUATION = {"latin": " -'’.", "vietnamese": " -–—'’.", "lao": " -."}
_SCRIPTS = {"latin": "LATIN", "vietnamese": "LATIN", "lao": "LAO"}
_VIETNAMESE_LETTER = re.compile("[ăđơưạảãằắẳẵặầấẩẫậẹẻẽềếểễệỉĩịọỏõồốổỗộờớởỡợụủũùừứửữựỳỷỹỵ]", re.IGNORECASE)
_SAME_LETTER = re.compile(r"([^\W\dA-Z_])\1\1")
_AFTER_HYPHEN = re.compile(r"(?<=\w)-(\w)")
_SYLLABLES = re.compile(r"[^\W\d_]+(-[^\W\d_]+)*")

_COMPONENTS = 2  # of a name: given name and family name
_ACRONYM = 3  # letters, up to which capitals only may be an acronym


def check(table: CheckedTable) -> Iterator[TableFinding]:
    """Yield what is wrong with how the names of a table are written."""
    for entry in table.entries:
        for form in entry.forms:
            yield from _letters(table, entry, form)
            if form.may_be_preferred:
                yield from _spelling(table, entry, form)
            if form.tag is None:
                yield from _usual(table, entry, form)
        for writing in WRITINGS:
            forms = [form for form in entry.forms if form.writing == writing]
            yield from _order(table, entry, forms)
            if writing == "latin":
                yield from _capitals(table, entry, forms)
            if writing == "vietnamese":
                yield from _stripped(table, entry, forms)
                yield from _preferred(table, entry, forms)


def in_decree_typography(text: str) -> bool:
    """Tell whether a rendering has hyphens between syllables and a capital on the first of each component only.

    >>> [in_decree_typography(text) for text in ("Phô-xay Khảy-khăm", "Bun Mi", "Phô-Xay", "Phô xay Khảy khăm")]
    [True, True, False, False]
    """
    if "-" not in text and len(text.split()) > _COMPONENTS:  # spaced syllables
        return False
    return all(_SYLLABLES.fullmatch(word) and word == word.capitalize() for word in text.split())


def _letters(table: CheckedTable, entry: Entry, form: Form) -> Iterator[TableFinding]:
    """Check the characters of a form, and its tag against its script."""
    if _BLANKS.search(form.text):
        yield table.at_form("double-blank", entry, form, "has two blanks in a row; leave one")
    if _STRAY_DASH.search(form.text):
        yield table.at_form("stray-dash", entry, form, "has a dash at its edge or two in a row; remove it")
    for character in dict.fromkeys(form.text):
        category = unicodedata.category(character)
        name = unicodedata.name(character, "a character without a name")
        if category[0] == "L" or (category[0] == "M" and form.writing == "lao"):
            if not name.startswith(_SCRIPTS[form.writing]):
                advice = f'under {form.writing} has "{character}" ({name}); retype it'
                yield table.at_form("wrong-script", entry, form, advice)
        elif category != "Nd" and character not in _PUNCTUATION[form.writing]:
            advice = f'has "{character}" ({name}), which stands in no name; remove it'
            yield table.at_form("odd-character", entry, form, advice)
    if form.writing == "lao" and form.tag in ("stripped", "exonym"):
        yield table.at_form("tag-of-other-writing", entry, form, f"in Lao script cannot be {form.tag}")


def _spelling(table: CheckedTable, entry: Entry, form: Form) -> Iterator[TableFinding]:
    if len(form.text) > _ACRONYM and form.text.isupper():
        yield table.at_form("all-capitals", entry, form, "is in capitals only; write it as a name")
    if _SAME_LETTER.search(form.text):
        yield table.at_form("odd-spelling", entry, form, "has one letter three times in a row")


def _usual(table: CheckedTable, entry: Entry, form: Form) -> Iterator[TableFinding]:
    """Check a form without a tag."""
    if form.writing == "latin":
        if _VIETNAMESE_LETTER.search(form.text):
            advice = "under latin has letters of Vietnamese; move it to vietnamese"
            yield table.at_form("vietnamese-letters", entry, form, advice)
        words = form.text.split()
        if entry.kind == "person" and any(word[0].islower() for word in (words[0], words[-1])):
            advice = "has a component in small letters; begin it with a capital"
            yield table.at_form("small-letter", entry, form, advice)
    if title := _title(entry.kind, form.text):
        advice = f'has the title or generic word "{title}"; tag it as titled, or leave the word out'
        yield table.at_form("titled-untagged", entry, form, advice)


def _title(kind: Kind, text: str) -> str:
    """Return the title or generic word that a name begins with, if a whole name follows it."""
    from tenlao.text.titles import without_titles

    if kind != "person" and has_lao(text):
        return ""
    rest = without_titles(text, keep_own=True)
    enough = _COMPONENTS if kind == "person" else 1
    return text.partition(rest)[0].strip() if rest != text and len(rest.split()) >= enough else ""


def _order(table: CheckedTable, entry: Entry, forms: Sequence[Form]) -> Iterator[TableFinding]:
    for before, after in pairwise(forms):
        if not before.may_be_preferred and after.tag is None:
            advice = (
                f'is tagged {before.tag} but stands before the usual form "{after.text}"; put it after that'
            )
            yield table.at_form("tagged-first", entry, before, advice)


def _capitals(table: CheckedTable, entry: Entry, forms: Iterable[Form]) -> Iterator[TableFinding]:
    seen: dict[str, Form] = {}
    for form in forms:
        first = seen.setdefault(form.text.casefold(), form)
        if first.text != form.text and first.tag == form.tag:
            advice = f'differs from "{first.text}" in capitals only; keep one of the two'
            yield table.at_form("doubled-spelling", entry, form, advice)


def _stripped(table: CheckedTable, entry: Entry, forms: Sequence[Form]) -> Iterator[TableFinding]:
    for form in forms:
        bare = without_marks(form.text)
        if form.tag is not None or bare != form.text.casefold():
            continue
        for other in forms:
            if other is not form and not other.text.isascii() and without_marks(other.text) == bare:
                advice = f'is "{other.text}" without its diacritics; tag it as stripped'
                yield table.at_form("stripped-untagged", entry, form, advice)
                break


def _preferred(table: CheckedTable, entry: Entry, forms: Sequence[Form]) -> Iterator[TableFinding]:
    """Check the typography of the rendering that is preferred."""
    preferred = next((form for form in forms if form.may_be_preferred), None)
    if preferred is None or preferred.tag is not None:
        return
    of_decree = in_decree_typography(preferred.text)
    if entry.kind == "person" and not of_decree:
        better = [form.text for form in forms if form.tag is None and in_decree_typography(form.text)]
        if better:
            advice = f'is preferred to "{better[0]}", which has the typography of the decree; put that first'
            yield table.at_form("decree-typography", entry, preferred, advice)
        elif any(letter.isupper() for letter in _AFTER_HYPHEN.findall(preferred.text)):
            advice = "has a capital inside a component; write only its first syllable with one"
            yield table.at_form("decree-typography", entry, preferred, advice)
        elif not preferred.sources and not table.alone:
            advice = "is printed by no page, so write it as the decree does: Phô-xay Khảy-khăm-phi-thun"
            yield table.at_form("decree-typography", entry, preferred, advice)
    if "-" in preferred.text and of_decree:
        for syllable in re.split("[ -]", preferred.text):
            if not is_written_well(syllable):
                advice = f'has "{syllable}", which can be no syllable in Vietnamese; compare it with the page'
                yield table.at_form("ill-formed-syllable", entry, preferred, advice)

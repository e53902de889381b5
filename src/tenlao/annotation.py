"""Changes that put a text into a house style: glosses after the first mention of each name.

The gloss is that of Nhân Dân daily: `Phoxay Khaykhamphithoune (Phô-xay Khảy-khăm-phi-thun)`. All changes are
edits with offsets into the text as given, so they can be shown, applied and undone.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein
from unidecode import unidecode

from tenlao.errors import TenlaoError
from tenlao.index import spelling_key
from tenlao.match import THRESHOLD

if TYPE_CHECKING:
    from tenlao.match import Match
    from tenlao.mentions import Mention
    from tenlao.table import Form, Table, Writing

__all__ = ["STYLES", "Edit", "annotate", "apply_edits", "edits", "invert"]

STYLES = ("gloss",)


@dataclass(frozen=True, slots=True)
class Edit:
    """The replacement of `old`, which stands at start..end of a text, by `new`; offsets are code points.

    >>> Edit(3, 3, "", " (Phô-xay)").new
    ' (Phô-xay)'
    """

    start: int
    end: int
    old: str
    new: str


def edits(table: Table, text: str, style: str = "gloss") -> list[Edit]:
    """Return the changes that put a text into a house style, in text order, not overlapping.

    Style "gloss": the first full mention of each person, place or organization is followed by its name in
    the other writing, in parentheses: a Latin mention by the Vietnamese rendering, a Vietnamese mention by
    the Latin form, a mention in Lao script by the Latin form or else the Vietnamese one.

    No gloss is set:

    - where the author gives one anywhere in the text: in brackets beside a mention, or after a dash, slash
      or comma; nor beside a first mention that bears a gloss naming somebody else, which is a matter for
      the author;
    - where the table has no form in the other writing, or the same one but for capitals and hyphens;
    - after a part of a name (a given name alone): the full name gets it, even when it comes later;
    - inside brackets, since parentheses in parentheses are not printed: a later mention outside gets it;
    - after a place in Vietnamese: readers know Viêng Chăn, and no paper puts Vientiane after it.

    >>> from tenlao import load
    >>> edits(load(), "Ông Sonexay Siphandone đến Hà Nội.")
    [Edit(start=22, end=22, old='', new=' (Xỏn-xay Xỉ-phăn-đon)')]

    Raises:
        TenlaoError: there is no such style.
    """
    if style not in STYLES:
        raise TenlaoError(f'unknown style "{style}"; use {", ".join(STYLES)}')
    page = _Page(table, text)
    done = page.glossed()
    changes = []
    for mention in page.mentions:
        id = mention.match.entry.id
        if id in done or mention.match.kind == "partial" or page.in_brackets(mention):
            continue
        done.add(id)
        gloss = _gloss(mention)
        if gloss is not None and not page.bears_other_gloss(mention):
            place = page.offset(mention.end)
            changes.append(Edit(place, place, "", f" ({_in_normal_form_of(text, gloss)})"))
    return changes


def annotate(table: Table, text: str, style: str = "gloss") -> str:
    """Return a text put into a house style, see `edits`; doing it twice changes nothing more.

    >>> from tenlao import load
    >>> annotate(load(), "Ông Sonexay Siphandone đến Hà Nội.")
    'Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đến Hà Nội.'
    """
    return apply_edits(text, edits(table, text, style))


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text after edits, which are in text order and do not overlap.

    >>> apply_edits("Phoxay", [Edit(2, 3, "o", "ô"), Edit(6, 6, "", "!")])
    'Phôxay!'

    Raises:
        ValueError: an edit overlaps the one before, or its old text is not there.
    """
    pieces = []
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(text) or text[edit.start : edit.end] != edit.old:
            raise ValueError(f"{edit} does not fit the text")
        pieces += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*pieces, text[at:]])


def invert(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that undo these: applied to the new text, they give the old one.

    >>> changes = [Edit(2, 3, "o", "ô"), Edit(6, 6, "", "!")]
    >>> invert(changes)
    [Edit(start=2, end=3, old='ô', new='o'), Edit(start=6, end=7, old='!', new='')]
    >>> apply_edits(apply_edits("Phoxay", changes), invert(changes))
    'Phoxay'
    """
    inverse = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        inverse.append(Edit(start, start + len(edit.new), edit.new, edit.old))
        shift += len(edit.new) - len(edit.old)
    return inverse


_LAO_LETTER = re.compile("[\u0e80-\u0eff]")
# Letters that no romanization of Lao has, decomposed; é, à, è, ù, â, ê, ô may be French.
_VIETNAMESE_LETTER = re.compile("[đĐ\u0306\u031b\u0309\u0303\u0323]|[^eE]\u0301|[^aeuAEU]\u0300")


def _writing(mention: Mention) -> Writing:
    """The writing that a mention is in; by its sound, a mention may match a form in another writing."""
    text = _plain(mention.text)
    if _LAO_LETTER.search(text):
        return "lao"
    if _VIETNAMESE_LETTER.search(unicodedata.normalize("NFD", text)):
        return "vietnamese"

    def difference(form: Form) -> tuple[int, int]:
        """Count the letters that differ, with and without hyphens and blanks; then also the diacritics."""
        other = _plain(form.text)
        pairs = [(text, other), (spelling_key(text), spelling_key(other))]
        letters = sum(Levenshtein.distance(unidecode(one), unidecode(two)) for one, two in pairs)
        return letters, Levenshtein.distance(text, other)

    forms = [form for form in mention.match.entry.forms if form.writing != "lao"]
    nearest = min(forms, key=difference, default=None)
    # A rendering without its diacritics stays a rendering, even when printed as if it were Latin.
    return "latin" if nearest is None else "vietnamese" if nearest.tag == "stripped" else nearest.writing


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _gloss(mention: Mention) -> str | None:
    """The name to be given beside a mention, if there is one worth giving."""
    entry = mention.match.entry
    glosses = {
        "latin": entry.vietnamese,
        "vietnamese": entry.latin if entry.kind != "place" else None,
        "lao": entry.latin or entry.vietnamese,
    }
    gloss = glosses[_writing(mention)]
    if gloss is None or _BRACKET.search(gloss) or spelling_key(gloss) == spelling_key(mention.text):
        return None
    return gloss


def _in_normal_form_of(text: str, gloss: str) -> str:
    decomposed = unicodedata.is_normalized("NFD", text) and not unicodedata.is_normalized("NFC", text)
    return unicodedata.normalize("NFD", gloss) if decomposed else gloss


# A gloss exactly as `edits` writes it.
_GLOSS = re.compile(r" \(([^()\n]+)\)")

_BRACKET = re.compile(r"[()\[\]（）]")
_BRACKET_OR_PARAGRAPH = re.compile(r"(?P<open>[(\[（])|(?P<close>[)\]）])|\n\s*\n")
_PAIRS = ("()", "[]", "（）")

# What joins a name to its gloss without brackets: a sign, and perhaps a title.
_SIGN = re.compile(r"""\s*[-\u2010-\u2015/,=|]\s*[^-\u2010-\u2015/,=|\n\d.:;!?()\[\]"“”«»]{0,20}""")
# Two words or more, one of them hyphenated: the Vietnamese rendering of a person's name.
_RENDERING = re.compile(r"(?=.*\w-\w)[^\W\d][^\d.,:;]*\s[^\d.,:;]*")

# The words in brackets beside a name are its gloss even when, standing alone, they would hardly name it.
_GLOSS_SCORE = 5.0
_LONGEST_NAME = 80
_LONGEST_SPACE = 8


class _Page:
    """A text seen without the glosses that `edits` writes, so that it looks the same before and after.

    A gloss in just that typography, holding an attested form, is set aside. Mentions, and all else that says
    where glosses belong, are sought in the text that is left; a gloss set aside only tells that one is there.
    So a text that has been annotated needs no further gloss, whatever a search in it would have found.
    """

    def __init__(self, table: Table, text: str) -> None:
        self.table = table
        # Where in the text that is left a gloss was set aside, and its length.
        self.gaps: list[tuple[int, int]] = []
        # The words in brackets, by the offsets at which the brackets open and close; a gap is both.
        self.opening: defaultdict[int, list[str]] = defaultdict(list)
        self.closing: defaultdict[int, list[str]] = defaultdict(list)

        self.text = self.set_glosses_aside(text)
        self.brackets = self.find_brackets()
        places = [place for place, _ in self.gaps]
        self.mentions = [
            mention
            for mention in table.find(self.text)
            if bisect_right(places, mention.start) == bisect_left(places, mention.end)
        ]
        self.named_by = functools.cache(self.lookup)
        self.named_within = functools.cache(self.find)

    def set_glosses_aside(self, text: str) -> str:
        """Return what is left of a text without glosses."""
        pieces = []
        at = place = 0
        for gloss in _GLOSS.finditer(text):
            if self.table.index.spelled(spelling_key(gloss[1])):
                pieces.append(text[at : gloss.start()])
                place += gloss.start() - at
                at = gloss.end()
                self.gaps.append((place, len(gloss[0])))
                self.opening[place].append(gloss[1])
                self.closing[place].append(gloss[1])
        return "".join([*pieces, text[at:]])

    def find_brackets(self) -> list[tuple[int, int]]:
        """Note the words in brackets; return the places of the outermost brackets. None spans paragraphs."""
        unclosed: list[int] = []
        outermost: list[tuple[int, int]] = []
        for sign in _BRACKET_OR_PARAGRAPH.finditer(self.text):
            if sign["open"]:
                unclosed.append(sign.start())
            elif not sign["close"]:
                unclosed.clear()
            elif unclosed and self.text[unclosed[-1]] + sign["close"] in _PAIRS:
                start, end = unclosed.pop(), sign.end()
                words = self.text[start + 1 : end - 1]
                self.opening[start].append(words)
                self.closing[end].append(words)
                while outermost and outermost[-1][0] > start:
                    outermost.pop()
                outermost.append((start, end))
        return outermost

    def lookup(self, words: str) -> list[Match]:
        """Return the matches of words in brackets as a whole."""
        return self.table.lookup(words) if len(words) <= _LONGEST_NAME else []

    def find(self, words: str) -> list[Match]:
        """Return the matches of the mentions among words in brackets."""
        return [mention.match for mention in self.table.find(words)]

    def offset(self, end: int) -> int:
        """Return the offset in the text as given of the end of a mention."""
        return end + sum(length for place, length in self.gaps if place < end)

    def in_brackets(self, mention: Mention) -> bool:
        """Tell whether a mention stands in brackets."""
        before = bisect_right(self.brackets, (mention.start, 0))
        return before > 0 and mention.start < self.brackets[before - 1][1]

    def glossed(self) -> set[str]:
        """Return the ids of the entries that have a gloss somewhere."""
        ids: set[str] = set()
        for mention in self.mentions:
            id = mention.match.entry.id
            if id not in ids and any(self.is_gloss(words, id) for words in self.beside(mention)):
                ids.add(id)
        for first, second in pairwise(self.mentions):
            id = first.match.entry.id
            if (
                id == second.match.entry.id
                and _writing(first) != _writing(second)
                and _SIGN.fullmatch(self.text, first.end, second.start)
            ):
                ids.add(id)
        return ids

    def is_gloss(self, words: str, id: str) -> bool:
        """Tell whether words in brackets beside a mention of an entry are its gloss."""
        owners = self.table.index.spelled(spelling_key(words))
        return (
            any(attested.entry.id == id for attested in owners)
            or any(match.entry.id == id and match.score >= _GLOSS_SCORE for match in self.named_by(words))
            or any(match.entry.id == id for match in self.named_within(words))
        )

    def bears_other_gloss(self, mention: Mention) -> bool:
        """Tell whether the words in brackets after a mention are the gloss of another name of its kind."""
        kind = mention.match.entry.kind
        return any(
            any(match.entry.kind == kind and match.score >= THRESHOLD for match in self.named_by(words))
            or (kind == "person" and _RENDERING.fullmatch(words) is not None)
            for words in self.after(mention)
            if len(words) <= _LONGEST_NAME
        )

    def beside(self, mention: Mention) -> list[str]:
        """Return the words in brackets before and after a mention."""
        before = self.text[max(0, mention.start - _LONGEST_SPACE) : mention.start]
        space = len(before) - len(before.rstrip())
        places = range(mention.start - space, mention.start + 1)
        return [words for place in places for words in self.closing.get(place, ())] + self.after(mention)

    def after(self, mention: Mention) -> list[str]:
        """Return the words in brackets after a mention."""
        after = self.text[mention.end : mention.end + _LONGEST_SPACE]
        space = len(after) - len(after.lstrip())
        places = range(mention.end, mention.end + space + 1)
        return [words for place in places for words in self.opening.get(place, ())]

"""The ways in which a text spells one entry: which of them are one way, and which are the ones to keep to."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from tenlao.mentions.side_by_side import sound_alike
from tenlao.styles.preferred_forms import writing_of
from tenlao.styles.typography import syllables_of
from tenlao.text.keys import as_printed, plain_letters, spelling_key
from tenlao.text.spoken_of import is_part_of_longer_name, is_spoken_of, stand_side_by_side
from tenlao.text.titles import context, makes_a_thing, without_titles

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.checking.text_under_check import TextUnderCheck
    from tenlao.mentions.mention import Mention
    from tenlao.table.model import Entry

__all__ = ["Spelling", "other_ways"]

# What stands between a name and its other writing: a bracket, a dash, a slash, a comma, the line between two cells.
_JOINING = re.compile(r"[\"”]?\s*[(\[/|,:=\u2010-\u2015-]\s*[^()\[\]\n]{0,30}|[^\S\n]*\t[^()\[\]\n]{0,30}")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_PARTED = re.compile(r"[\s\u2010-\u2015\u2212-]+")
_BRACKET = re.compile(r"[(\[\uff08]")
_FEW_LETTERS = 2  # letters in which two spellings of one word differ
_BEFORE = 40  # characters before a name that are looked at


class Spelling(NamedTuple):
    """A way to write an entry: the key that tells it from others, how it first stood, and in which writing."""

    key: str
    shown: str
    writing: Writing

    @classmethod
    def of(cls, mention: Mention) -> Spelling:
        """Return the spelling of a mention."""
        shown = as_printed(mention.text)
        writing = writing_of(mention)
        return cls(_key(shown, writing), shown, writing)


class _Ways:
    """Ways to write an entry, in the order in which a text has them."""

    def __init__(self, ways: Iterable[Spelling] = ()) -> None:
        self.all: list[Spelling] = []
        self._keys: set[str] = set()
        self._ends: set[str] = set()
        # The first one in each writing, in capitals throughout, in small letters and otherwise.
        self._first: dict[tuple[Writing, bool, bool], Spelling] = {}
        for way in ways:
            self.add(way)

    def add(self, way: Spelling) -> None:
        self.all.append(way)
        self._first.setdefault((way.writing, way.shown.isupper(), way.shown.islower()), way)
        if way.key not in self._keys:
            self._keys.add(way.key)
            self._ends.update(_ends(way))

    def has(self, spelling: Spelling) -> bool:
        """Tell whether a spelling is one of these ways, the end of one, or ends with one."""
        return spelling.key in self._ends or any(end in self._keys for end in _ends(spelling))

    def instead_of(self, spelling: Spelling) -> Spelling:
        """Return the way to write instead of a spelling, in the same writing if there is one."""
        same_writing = [way for way in self._first.values() if way.writing == spelling.writing]
        # Capitals throughout are those of a headline and small letters those of a post, not of the name.
        return min(
            same_writing or self._first.values(), key=lambda way: (way.shown.islower(), way.shown.isupper())
        )


def _ends(way: Spelling) -> Iterator[str]:
    """Give what a spelling ends with: words of a romanization, syllables where blanks do not part them."""
    key, parted = way.key, way.writing == "latin"
    return (key[n:] for n in range(len(key)) if not (parted and n and key[n - 1].isalpha()))


def other_ways(text: TextUnderCheck) -> Iterator[tuple[Mention, Spelling, Spelling]]:
    """Give the mentions that are spelled otherwise than the text spells their entry: how they are, and should be."""
    first: defaultdict[_Place, _Ways] = defaultdict(_Ways)
    glosses: defaultdict[_Place, list[Spelling]] = defaultdict(list)
    used: defaultdict[_Place, list[tuple[Mention, Spelling]]] = defaultdict(list)
    before: Mention | None = None
    for mention, following in zip_longest(text.mentions, text.mentions[1:]):
        previous, before = before, mention
        if mention.match.kind == "partial" or text.taken.has_part_of(mention):
            continue
        if mention.match.form.tag == "exonym":
            continue  # Vạn Tượng is another name than Viêng Chăn, not another spelling
        if _is_of_its_own(text.text, mention, following):
            continue
        spelling = Spelling.of(mention)
        place = _Place(mention.match.entry.id, spelling.writing == "lao")
        if is_spoken_of(text.text, mention.start, mention.end):
            glosses[place].append(spelling)
            continue
        used[place].append((mention, spelling))
        known = first[place]
        if previous is not None and _is_gloss(text.text, previous, mention):
            glosses[place].append(spelling)
        elif not known.all or known.has(spelling):
            known.add(spelling)
    for place, mentions in used.items():
        entry = text.names.entry(place.id)
        good = _Ways(_good_ways(text, entry, first[place].all, [spelling for _, spelling in mentions]))
        for gloss in glosses[place]:
            good.add(gloss)
        for mention, spelling in mentions:
            if good.has(spelling):
                continue
            other = good.instead_of(spelling)
            if not _is_another_name(entry, spelling, other):
                yield mention, spelling, other
        if not place.in_lao:
            yield from _other_given_names(text.parts_of.get(place.id, ()), [s for _, s in mentions])


def _other_given_names(
    parts: Sequence[Mention], whole: Sequence[Spelling]
) -> Iterator[tuple[Mention, Spelling, Spelling]]:
    """Give the mentions by one word of a romanization that is spelled otherwise than in the whole name."""
    from rapidfuzz.distance import OSA

    words = {word.casefold(): word for way in whole for word in way.shown.split()}
    ways = dict.fromkeys(way.shown.casefold() for way in whole if way.writing == "latin")
    in_latin = list(dict.fromkeys(word for way in ways for word in way.split()))
    for part in parts:
        word = as_printed(part.text)
        near = [other for other in in_latin if OSA.distance(word.casefold(), other) <= _FEW_LETTERS]
        if near and word.isascii() and word.isalpha() and word.casefold() not in words:
            other = words[near[0]]
            yield part, Spelling(word.casefold(), word, "latin"), Spelling(near[0], other, "latin")


class _Place(NamedTuple):
    """An entry, in Lao script or not: text in Lao script is a text of its own beside one in Latin letters."""

    id: str
    in_lao: bool


def _good_ways(
    text: TextUnderCheck, entry: Entry, first: Sequence[Spelling], used: Sequence[Spelling]
) -> list[Spelling]:
    """Return the ways to write an entry that its other mentions are measured by.

    These are the first one in the text; but if the text has the preferred spelling, too, that one.
    """
    good: list[Spelling] = []
    for writing in dict.fromkeys(way.writing for way in first):
        there = [way for way in first if way.writing == writing]
        preferred = text.forms.printed(entry, writing)
        key = _key(preferred, writing) if preferred else ""
        good += [way for way in used if way.writing == writing and way.key == key] or [
            _with_blanks(way, used) if entry.kind == "person" else way for way in there
        ]
    return good


def _is_another_name(entry: Entry, spelling: Spelling, other: Spelling) -> bool:
    """Tell whether a person is called so besides, as by a pen name: Pa Nay is no spelling of Pakian Viravongs.

    It sounds otherwise, and has no word in common with the name.
    """
    if entry.kind != "person" or not _words(spelling.shown).isdisjoint(_words(other.shown)):
        return False
    return not sound_alike(spelling.shown, spelling.writing, other.shown, other.writing)


def _words(name: str) -> set[str]:
    return set(_PARTED.split(plain_letters(name.casefold())))


def _with_blanks(way: Spelling, used: Sequence[Spelling]) -> Spelling:
    """Return a spelling, or the same with the blanks that it lacks: SomsavadLengsavath."""
    if " " in way.shown:
        return way
    parted = [other for other in used if " " in other.shown]
    letters = way.shown.casefold()
    return next((other for other in parted if other.shown.casefold().replace(" ", "") == letters), way)


def _is_gloss(text: str, first: Mention, second: Mention) -> bool:
    """Tell whether a mention stands beside one of the same entry as its other writing, or in brackets after it."""
    if first.match.entry.id != second.match.entry.id:
        return False
    between = text[first.end : second.start]
    if between.strip() and stand_side_by_side(between):
        return True
    if writing_of(first) == writing_of(second) and not _BRACKET.search(between):
        return False
    return _JOINING.fullmatch(between) is not None


def _is_of_its_own(text: str, mention: Mention, following: Mention | None) -> bool:
    """Tell whether a place's name is a part of another name, Vientiane Times, and not before one of its own.

    So it is where a thing is called after the place: giải chạy Vientiane.
    """
    if mention.match.entry.kind != "place":
        return False
    if makes_a_thing(context(text[max(0, mention.start - _BEFORE) : mention.start], "").title):
        return True
    if following is not None and not text[mention.end : following.start].strip():
        return False
    return is_part_of_longer_name(text, mention.start, mention.end)


@functools.lru_cache(maxsize=1 << 11)
def _key(name: str, writing: Writing) -> str:
    """Return what tells one spelling from another: in renderings not hyphens for blanks, nor where tone marks stand.

    But what neither parts is another spelling: Viêngxay. In a romanization dashes are hyphens, also between blanks.
    """
    core = without_titles(name, keep_own=True)  # Sê Pôn is another way than Xê Pôn
    if writing == "vietnamese":
        return " ".join("".join(syllables_of(word)) for word in _PARTED.split(core))
    if writing == "lao":
        return spelling_key(core.replace("ຫລ", "ຫ/ລ"))  # the same sound as ຫຼ, but spelled otherwise
    return _DASHES.sub("-", core.casefold())

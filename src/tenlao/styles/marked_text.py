"""A text as whoever annotates it sees it: the names in it, the brackets, and which brackets hold a gloss."""

from __future__ import annotations

import functools
import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tenlao.base.translations import translated
from tenlao.base.word_lists import word_lists
from tenlao.matching.score import THRESHOLD
from tenlao.styles.certainty import sure_mentions
from tenlao.styles.outcome import Doubt
from tenlao.styles.preferred_forms import writing_of
from tenlao.text.keys import is_decomposed, spelling_key
from tenlao.text.offsets import blanked
from tenlao.text.titles import context, without_titles

if TYPE_CHECKING:
    from tenlao.matching.score import Match
    from tenlao.mentions.mention import Mention
    from tenlao.mentions.unlisted import UnlistedName
    from tenlao.styles.linker import Linker
    from tenlao.styles.options import StyleOptions
    from tenlao.text.offsets import OffsetMap

__all__ = ["BRACKET", "Bracket", "MarkedText"]

BRACKET = re.compile(r"[()\[\]（）]")
_BRACKET_OR_PARAGRAPH = re.compile(r"(?P<open>[(\[（])|(?P<close>[)\]）])|\n\s*\n")
_PAIRS = ("()", "[]", "（）")

# What joins a name to its gloss without brackets: a sign, and perhaps a title.
_SIGN = re.compile(r"""\s*[-\u2010-\u2015/,=|:\t]\s*[^-\u2010-\u2015/,=|\n\d.:;!?()\[\]"“”«»]{0,20}""")
# Two words or more, one of them hyphenated: the Vietnamese rendering of a person's name.
_RENDERING = re.compile(r"(?=.*\w-\w)[^\W\d][^\d.,:;]*\s[^\d.,:;]*")

# The words in brackets beside a name are its gloss even when, standing alone, they would hardly name it.
_GLOSS_SCORE = 5.0
_LINE_END = re.compile("\n")
_LAO_LETTER = re.compile("[\u0e80-\u0eff]")
_LONGEST_TITLE = 40
# The least distance (nats) of words that are a name and one word more.
_WORD_TOO_MUCH = 5.0
_LONGEST_NAME = 80
_LONGEST_SPACE = 8
_LONGEST_BRACKET = 400


class Bracket(NamedTuple):
    """Words in brackets, and where the brackets open and close in a text."""

    start: int
    end: int
    words: str


_NEVER = -1  # where an open bracket is closed that is not


class _Places:
    """Where brackets start and end, in one order or the other."""

    def __init__(self) -> None:
        self.starts, self.ends = array("q"), array("q")

    def add(self, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(end)

    def pop(self) -> None:
        self.starts.pop()
        self.ends.pop()


class MarkedText:
    """The rest of a text with its mentions from a score on, and its brackets.

    `mentions` are those for which the text may be changed, `near` those that are only near a name; see
    `tenlao.styles.certainty`. `glosses` are pieces that have been set aside, if these are glosses: each the offset in
    the rest after which it stood, and its words. A mention from which something was set aside is none.
    """

    def __init__(
        self, linker: Linker, left: OffsetMap, options: StyleOptions, glosses: Sequence[tuple[int, str]] = ()
    ) -> None:
        self._linker = linker
        self.left = left
        self.text = left.text
        self.named = [
            mention
            for mention in linker.find(left.text)
            if mention.match.score >= options.min_score and left.is_whole(mention.start, mention.end)
        ]
        self.mentions = sure_mentions(self.named, options.near)
        self._set_aside: defaultdict[int, list[Bracket]] = defaultdict(list)
        for place, words in glosses:
            self._set_aside[place].append(Bracket(place, place, words))
        # There may be half as many as letters.
        self._by_start, self._by_end, self._outermost = self._find_brackets()
        # None remembers a method of this text, which would hold it until both are found.
        self._matches = functools.lru_cache(maxsize=1 << 10)(functools.partial(_lookup, linker))
        self._ids_within = functools.lru_cache(maxsize=1 << 10)(functools.partial(_ids_within, linker))
        self._lines_told: tuple[tuple[int, int], bool] | None = None

    def in_normal_form(self, name: str) -> str:
        """Return a name decomposed where the text is."""
        return unicodedata.normalize("NFD", name) if self._is_decomposed else name

    def in_brackets(self, mention: Mention | UnlistedName) -> bool:
        """Tell whether a mention stands in brackets."""
        before = bisect_left(self._outermost.starts, mention.start)
        return before > 0 and mention.start < self._outermost.ends[before - 1]

    def place_in_brackets(self, mention: Mention | UnlistedName) -> int | None:
        """Return the offset in the whole text of what is in round brackets directly after a mention, if any is.

        These may hold another name, and have been set aside with the blank before them.
        """
        after = self.after(mention)
        for bracket in after:
            if _credit().match(bracket.words):
                return None
            if self.text.startswith("(", bracket.start) and bracket.words[:1].strip(" (["):
                return self.left.end(bracket.start + 1)
        set_aside = any(bracket.start == bracket.end == mention.end for bracket in after)
        return self.left.end(mention.end) + len(" (") if set_aside else None

    def in_lao_sentence(self, mention: Mention | UnlistedName) -> bool:
        """Tell whether a mention stands in a line of Lao: the rest of the line, or of the text, is in Lao letters."""
        first, last = bisect_right(self._lines, mention.start), bisect_right(self._lines, mention.end)
        if self._lines_told is None or self._lines_told[0] != (first, last):
            self._lines_told = (first, last), self._are_in_lao(first, last)
        return self._lines_told[1]

    def has_title_before(self, mention: Mention | UnlistedName) -> bool:
        """Tell whether a title, or a generic word, stands before a mention or in it."""
        before = self.text[max(0, mention.start - _LONGEST_TITLE) : mention.start]
        there = unicodedata.normalize("NFC", mention.text)
        return bool(context(before, "").title) or without_titles(there, keep_own=True) != there

    def word_before(self, mention: Mention) -> str:
        """Return the word that stands before a mention, if only a blank parts them."""
        before = self.text[max(0, mention.start - _LONGEST_TITLE) : mention.start]
        return before.split()[-1] if before[-1:] == " " and before.strip() else ""

    def after(self, mention: Mention | UnlistedName) -> list[Bracket]:
        """Return the brackets after a mention, with nothing but blanks between."""
        after = self.text[mention.end : mention.end + _LONGEST_SPACE]
        space = len(after) - len(after.lstrip())
        places = range(mention.end, mention.end + space + 1)
        return [bracket for place in places for bracket in self._opening_at(place)]

    def before(self, mention: Mention) -> list[Bracket]:
        """Return the brackets before a mention, with nothing but blanks between."""
        before = self.text[max(0, mention.start - _LONGEST_SPACE) : mention.start]
        space = len(before) - len(before.rstrip())
        places = range(mention.start - space, mention.start + 1)
        return [bracket for place in places for bracket in self._closing_at(place)]

    def around(self, mention: Mention) -> Bracket | None:
        """Return the brackets around a mention that hold nothing else."""
        brackets = self._opening_at(mention.start - 1)
        return next((bracket for bracket in brackets if bracket.end == mention.end + 1), None)

    def joined(self, alike: bool = False) -> Iterator[tuple[Mention, Mention]]:
        """Give the mentions of one entry in two writings that a sign joins: Vientiane / Viêng Chăn.

        If they may be `alike`, give whole names in one writing: La Lay - Lalay.
        """
        for first, second in pairwise(self.mentions):
            if (
                first.match.entry.id == second.match.entry.id
                and _SIGN.fullmatch(self.text, first.end, second.start)
                and (writing_of(first) == writing_of(second)) is alike
                and not (alike and "partial" in (first.match.kind, second.match.kind))
            ):
                yield first, second

    def within(self, bracket: Bracket) -> Sequence[Mention]:
        """Return the mentions in brackets."""
        starts = self._starts
        return self.mentions[bisect_left(starts, bracket.start) : bisect_left(starts, bracket.end)]

    def is_name(self, words: str, id: str) -> bool:
        """Tell whether words in brackets are, all of them, the whole name of an entry."""
        return self._is_spelling(words, id) or (
            any(match.entry.id == id and _is_whole(match) for match in self._matches(words))
            and without_titles(words) == unicodedata.normalize("NFC", words)
        )

    def holds_gloss(self, words: str, id: str) -> bool:
        """Tell whether words in brackets beside a mention of an entry are its gloss, or hold it."""
        return (
            self._is_spelling(words, id)
            or any(match.entry.id == id and match.score >= _GLOSS_SCORE for match in self._matches(words))
            or id in self._ids_within(words)
            or self._linker.made_forms.is_of(words, id)
        )

    def _is_spelling(self, words: str, id: str) -> bool:
        owners = self._linker.index.spelled(spelling_key(words))
        return any(attested.entry.id == id for attested in owners)

    def may_be_of_another(self, mention: Mention) -> bool:
        """Tell whether words in brackets after a mention may be the gloss of another name of its kind."""
        kind = mention.match.entry.kind
        return any(
            any(match.entry.kind == kind and match.score >= THRESHOLD for match in self._matches(words))
            or (kind == "person" and _RENDERING.fullmatch(words) is not None)
            for _, _, words in self.after(mention)
            if len(words) <= _LONGEST_NAME
        )

    def doubts(self) -> Iterator[tuple[Mention, Bracket, Doubt]]:
        """Give the glosses that can only name somebody or something else than the mention before them."""
        for mention in self.mentions:
            if not self.in_brackets(mention):
                for bracket in self.after(mention):
                    if whose := self._other(mention, bracket.words):
                        said = translated(
                            '"{words}" bears the gloss "{gloss}", {whose}; left as it is'
                        ).format(words=" ".join(mention.text.split()), gloss=bracket.words, whose=whose)
                        yield mention, bracket, Doubt(self.left.end(bracket.start), said)

    def _other(self, mention: Mention, words: str) -> str | None:
        """Return whose gloss words after a mention are, in words, if it can only be another's."""
        entry = mention.match.entry
        if len(words) > _LONGEST_NAME or self.holds_gloss(words, entry.id):
            return None
        named = [match for match in self._matches(words) if match.score >= THRESHOLD]
        if not named:
            unknown = entry.kind == "person" and _is_rendering(words)
            return translated("which does not sound like it") if unknown else None
        best = named[0]
        if best.entry.kind != entry.kind or best.kind == "partial":
            return None
        # A place after a place tells where it is, unless it is of the same type and in another writing.
        if entry.kind != "person" and (
            best.entry.type != entry.type or best.form.writing == writing_of(mention)
        ):
            return None
        return translated("a name of {name}").format(name=best.entry.latin or best.form.text)

    @functools.cached_property
    def _is_decomposed(self) -> bool:
        return is_decomposed(self.text)

    @functools.cached_property
    def _besides_names(self) -> str:
        return blanked(self.text, ((mention.start, mention.end) for mention in self.named))

    @functools.cached_property
    def _lines(self) -> array[int]:
        """Where the lines of the text start but the first."""
        return array("I", (m.end() for m in _LINE_END.finditer(self.text)))

    def _are_in_lao(self, first: int, last: int) -> bool:
        """Tell whether the lines from one to another, by their numbers, are mostly in Lao letters."""
        start = self._lines[first - 1] if first else 0
        end = self._lines[last] if last < len(self._lines) else len(self.text)
        return _mostly_lao(self._besides_names[start:end], or_else=self._is_in_lao)

    @functools.cached_property
    def _is_in_lao(self) -> bool:
        return _mostly_lao(self._besides_names, or_else=False)

    @functools.cached_property
    def _starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def _find_brackets(self) -> tuple[_Places, _Places, _Places]:
        """The brackets, but for long ones, as they open and close, and the outermost. None spans paragraphs."""
        unclosed: list[int] = []
        opening, closing, outermost = _Places(), _Places(), _Places()
        for sign in _BRACKET_OR_PARAGRAPH.finditer(self.text):
            if sign["open"]:
                unclosed.append(len(opening.starts))
                opening.add(sign.start(), _NEVER)
            elif not sign["close"]:
                unclosed.clear()
            elif unclosed and self.text[opening.starts[unclosed[-1]]] + sign["close"] in _PAIRS:
                number, end = unclosed.pop(), sign.end()
                start = opening.starts[number]
                if end - start <= _LONGEST_BRACKET:
                    opening.ends[number] = end
                    closing.add(start, end)
                while outermost.starts and outermost.starts[-1] > start:
                    outermost.pop()
                outermost.add(start, end)
        return opening, closing, outermost

    def _opening_at(self, place: int) -> Iterator[Bracket]:
        """The brackets that open at a place: such as have been set aside there, and one of the text."""
        yield from self._set_aside.get(place, ())
        number = bisect_left(self._by_start.starts, place)
        if number < len(self._by_start.starts) and self._by_start.starts[number] == place:
            end = self._by_start.ends[number]
            if end != _NEVER:
                yield self._bracket(place, end)

    def _closing_at(self, place: int) -> Iterator[Bracket]:
        yield from self._set_aside.get(place, ())
        number = bisect_left(self._by_end.ends, place)
        if number < len(self._by_end.ends) and self._by_end.ends[number] == place:
            yield self._bracket(self._by_end.starts[number], place)

    def _bracket(self, start: int, end: int) -> Bracket:
        return Bracket(start, end, self.text[start + 1 : end - 1])


def _lookup(linker: Linker, words: str) -> list[Match]:
    return linker.lookup(words) if len(words) <= _LONGEST_NAME else []


def _ids_within(linker: Linker, words: str) -> set[str]:
    return {mention.match.entry.id for mention in linker.find(words)}


@functools.cache
def _credit() -> re.Pattern[str]:
    """Return the pattern of what begins words in brackets that are not about the name before them."""
    words = "|".join(map(re.escape, word_lists("titles.toml")["credits"]["words"]))
    return re.compile(rf"\s*(?:{words})\b[^:]{{0,12}}:", re.IGNORECASE)


def _mostly_lao(text: str, or_else: bool) -> bool:
    """Tell whether most letters are Lao ones; what else is told is for a text without letters."""
    lao = len(_LAO_LETTER.findall(text))
    others = sum(map(str.isalpha, _LAO_LETTER.sub("", text)))
    return lao > others if lao or others else or_else


def _is_whole(match: Match) -> bool:
    """Tell whether a match is of a whole name with nothing more in it."""
    apart = match.evidence.cost if match.evidence else 0.0
    return match.kind != "partial" and match.score >= THRESHOLD and apart < _WORD_TOO_MUCH


def _is_rendering(words: str) -> bool:
    """Tell whether words can hardly be anything else than the rendering of a person's name."""
    return (
        _RENDERING.fullmatch(words) is not None
        and all(word[0].isupper() and not word.isupper() for word in words.split())
        and without_titles(words) == unicodedata.normalize("NFC", words)
    )

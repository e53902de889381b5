"""Lao persons in a text who are in no table: names that look Lao, where a person may be named."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tenlao.mentions.likeness import Likeness
from tenlao.mentions.spans import MORE_THAN_VIETNAMESE, syllables
from tenlao.phonology.components import read_components
from tenlao.phonology.vietnamese_spelling import is_unmarked_syllable
from tenlao.phonology.writing import has_lao, has_vietnamese, likely_writing
from tenlao.text.east_asian import east_asian_names, shares_words
from tenlao.text.keys import spelling_key
from tenlao.text.letters import CAPITAL
from tenlao.text.longest import LONGEST_NAME
from tenlao.text.neighbours import is_neighbour
from tenlao.text.offices import office_before
from tenlao.text.offsets import blanked
from tenlao.text.origins import (
    FROM_LAOS,
    Origin,
    TextOrigins,
    ends_abroad,
    ends_with_country,
    is_country,
    is_vietnamese_place,
    origin_before,
    origin_of_text,
    speaks_of_others,
)
from tenlao.text.scorelines import scorers_abroad
from tenlao.text.surroundings import with_surroundings
from tenlao.text.titles import (
    always_capital,
    before_given_names_of_others,
    context,
    family_names_abroad,
    is_body,
    is_people,
    makes_a_thing,
    opening_words,
    person_titles,
    without_titles,
    words_for_things,
    words_of_no_name,
)
from tenlao.text.tokens import opens_sentence, prose, runs, tokens

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.matching.index import Index
    from tenlao.mentions.mention import Mention

__all__ = ["UnlistedName", "syllables_joined", "unlisted_names"]


@dataclass(frozen=True, slots=True)
class UnlistedName:
    """A place in a text where a Lao person is named who is in no table.

    `start` and `end` are offsets in code points; `odds` (nats) say how much the name looks like a Lao one.
    """

    start: int
    end: int
    text: str
    writing: Writing
    odds: float


# Judged: what it adds to the log odds (nats) that a title or an office announces a person, and what it takes off
# that the name stands beside another word in capitals, or one that begins a sentence; what a name needs besides if
# it is written as spaced syllables; what it adds where the text says Laos that hyphens join its syllables, of which
# at most so large a share is none of a Lao name that is known.
ANNOUNCED, BESIDE_CAPITAL, BESIDE_OPENING, SPACED = 0.5, 4.0, 1.0, 1.5
HYPHENED, FEW_ODD = 1.5, 0.25
# What a romanization needs besides in which a hyphen joins two given names, as French does: Marie-Laure.
JOINED = 3.0
# What it takes off besides that words right beside a name say that somebody is from abroad: a Thai banker, ...
SAID_ABROAD = -3.0
# What it takes off that the sentence before is about several other countries and not about Laos.
SAID_BEFORE = -1.5


def unlisted_names(
    index: Index, like: Likeness, text: str, mentions: Sequence[Mention]
) -> list[UnlistedName]:
    """Return the full names of Lao persons in a text who are in no table, in text order.

    `mentions` are those of the table's entries in the text; the name of one may also stand where nobody is meant
    (phố Kaysone Phomvihane).

    >>> from tenlao import load
    >>> [name.text for name in load().unlisted("Gặp ông Bounsavath Phetmixay, ông Somchai Kaewkham ở Lào.")]
    ['Bounsavath Phetmixay']
    """
    about = origin_of_text(text)
    if about == "abroad" and mentions:
        about = None
    in_run = _reading(like)
    left = prose(blanked(text, ((m.start, m.end) for m in mentions)))
    found = [
        replace(name, start=offset + name.start, end=offset + name.end)
        for offset, run in runs(left)
        if has_lao(run[0]) or _PARTED.search(run)
        for name in in_run(text, offset, offset + len(run), run, about)
    ]
    abroad = scorers_abroad(text)
    unknown = [
        name
        for name in found
        if not index.spelled(spelling_key(name.text))
        and not _begins_with_province(index, name.text)
        and abroad.isdisjoint(name.text.split())
    ]
    return sorted(unknown, key=lambda name: name.start)


def _begins_with_province(index: Index, words: str) -> bool:
    """Tell whether words begin with the capital or a province, as nobody's name does: Xieng Khouang Coffee."""
    parts = words.split()
    beginnings = (parts[0], "".join(parts[:2]))
    return any(index.spells(spelling_key(part), ("capital", "province")) for part in beginnings)


@functools.lru_cache(maxsize=4)
def _reading(like: Likeness) -> Callable[[str, int, int, str, Origin | None], Sequence[UnlistedName]]:
    """Return what gives the names in a run of a text, of which mentions are blanked; offsets count in the run."""

    @with_surroundings(before=_SENTENCE, after=_AFTER_ALL)
    def in_run(text: str, start: int, end: int, run: str, about: Origin | None) -> Sequence[UnlistedName]:
        reader = _Text(like, text, TextOrigins(about))
        found = reader.in_lao(start, run) if has_lao(run[0]) else reader.in_letters(start, run)
        return tuple(
            [replace(name, start=name.start - start, end=name.end - start) for name in _likeliest(found)]
        )

    return in_run


class _Unit(NamedTuple):
    """A word of a run, or the syllables that hyphens join."""

    start: int
    end: int


class _Text:
    """A text in which unknown names are looked for."""

    def __init__(self, like: Likeness, text: str, origins: TextOrigins) -> None:
        self._text = text
        self._like = like
        self._origins = origins

    def in_letters(self, offset: int, run: str) -> Iterator[UnlistedName]:
        """The names in a run of capitalised words."""
        for units in _units(run):
            for first in range(len(units) - 1):
                for last in range(first + 2, min(first + _MOST_UNITS, len(units)) + 1):
                    if name := self._name(offset, run, units, first, last):
                        yield name

    def _name(
        self, offset: int, run: str, units: Sequence[_Unit], first: int, last: int
    ) -> UnlistedName | None:
        start, end = offset + units[first].start, offset + units[last - 1].end
        if end - start > LONGEST_NAME or units[last - 1].end - units[last - 1].start < 2:
            return None  # nor is Wattay T2 anybody
        for unit, following in pairwise(units[first:last]):
            opens_line = "\n" in run[unit.end : following.start]
            if opens_line and run[following.start : following.end].casefold() in opening_words():
                return None
        text = self._text[start:end]
        words = " ".join(text.split())
        writing = "latin" if _is_no_rendering(words) else likely_writing(words)
        if _mixes_languages(words) or is_neighbour(spelling_key(words)):
            return None
        if writing == "vietnamese" and _joins_other_syllables(words):
            return None
        spaced = last - first > 3
        if spaced and (writing != "vietnamese" or "-" in words):
            return None
        in_capitals = run.isupper()
        if in_capitals and _is_part_of_sentence(run, units, first, last):
            return None
        enough = SPACED if spaced else JOINED if writing == "latin" and _JOINED_GIVEN.search(words) else 0.0
        # Spaced syllables are a rendering that is set like ordinary Vietnamese.
        odds, longest = self._like.judged(syllables_joined(words), writing, "person")
        hyphened = HYPHENED if writing == "vietnamese" and "-" in words else 0.0
        if odds + ANNOUNCED + FROM_LAOS + hyphened < enough or longest < 2:
            return None
        before = self._text[max(0, start - _BEFORE) : start].replace("\u2060", "")
        around = context(before, self._text[end : end + _AFTER])
        if "organization" in around.kinds and before.endswith("\t"):
            around = context("", self._text[end : end + _AFTER])  # whose cell is another
        # Chủ nhiệm Ủy ban Dân tộc Somphong is no people.
        of_others = "organization" in around.kinds and not (is_people(around.title) and office_before(before))
        if around.family_name or of_others or around.kinds == {"place"}:
            return None
        if _INITIAL.match(words) and (
            (first and not around.before) or not self._is_known(_INITIAL.sub("", words), writing)
        ):
            return None  # John F. Kennedy
        word_after = _WORD_AFTER.match(self._text, end)
        if word_after and is_body(word_after[1].casefold()):
            return None  # Amari Vangvieng hotel
        begun = (
            f"{run[units[first].start : unit.end]} " for unit in units[first : last - 1][:_MOST_OF_TITLE]
        )
        if any(self._is_no_beginning(words, last - first) for words in begun):
            return None
        if not self._may_be_named_so([run[unit.start : unit.end] for unit in units], first, last):
            return None
        ends = (words.split()[:2], words.split()[-2:])
        if writing == "vietnamese" and any(is_vietnamese_place(" ".join(two)) for two in ends):
            return None
        announced = (
            "person" in around.kinds or office_before(before) is not None or self._is_somebody(start, end)
        )
        announced = announced or (spaced and self._holds_office_of_place(start))
        whole = last == len(units) and (not first or around.before)
        if spaced and not (announced and whole):
            return None
        from_text = self._from(start, end, announced)
        odds += from_text
        if hyphened and from_text >= FROM_LAOS and odds < enough and self._has_lao_syllables(words):
            odds += hyphened
        explained = announced or around.before or _ABBREVIATION.search(before) or ends_with_country(before)
        # What stands in brackets, such as a gloss that was set, parts no words.
        beside = first or _GLOSSED.search(self._text, max(0, start - _SENTENCE), start)
        if beside and not explained:
            opening = first == 1 and opens_sentence(self._text, offset)
            odds -= BESIDE_OPENING if opening else BESIDE_CAPITAL
        if last < len(units):
            odds -= BESIDE_OPENING if in_capitals else BESIDE_CAPITAL
        return UnlistedName(start, end, text, writing, odds) if odds >= enough else None

    @staticmethod
    def _is_no_beginning(words: str, count: int) -> bool:
        """Whether words are a title, or a family name of neighbours; nobody there is called by so many syllables."""
        beginning = context(words, "")
        return beginning != _NOTHING and not (beginning.family_name and count >= MORE_THAN_VIETNAMESE)

    @staticmethod
    def _may_be_named_so(units: Sequence[str], first: int, last: int) -> bool:
        """Whether none of some words of a run is a word of another kind.

        That is a country, also one of two words (Hàn Quốc), an abbreviation, or what opens a sentence.
        """
        words = units[first:last]
        parts = [part for word in words for part in _JOINED_COUNTRY.split(word)]
        opening = words[0].casefold()
        if opening in opening_words() or opening in words_for_things() or is_body(opening):
            return False  # Theo Chanthong Sanavanh; Hoa Chăm-pa; Chủ tịch Hội Bun-lư
        if any(map(is_country, parts)):
            return False  # Mỹ Barack Obama; Lào-Việt Nam
        beside = map(str.casefold, units[max(0, first - 1) : first + 1])
        if not before_given_names_of_others().isdisjoint(beside):
            return False  # Y Khăm Êban, Khun Somsak
        if not always_capital().isdisjoint(map(str.casefold, words)):
            return False  # Tuesday Chanthong Sanavanh
        if any(is_country(" ".join(two)) for two in pairwise(units[max(0, first - 1) : last])):
            return False
        if _is_called_after_somebody(units[last - 1]):
            return False  # Phouvanh Restaurant
        if not family_names_abroad().isdisjoint(map(str.casefold, units[last - 1 : last + 1])):
            return False  # Phong Savan Nguyen
        abbreviated = any(len(word) > 1 and word.isupper() for word in words)
        return not (abbreviated and not all(map(str.isupper, words)))  # HĐQT Sacombank

    def _from(self, start: int, end: int, announced: bool) -> float:
        """What the text around a name adds to the odds that it is a Lao one."""
        origin = origin_before(self._text[max(0, start - self._sentence(start)) : start])
        just_before = self._text[max(0, start - _JUST_BEFORE) : start]
        odds = ANNOUNCED if announced else 0.0
        after = self._origin_after(end)
        byline = _BYLINE.search(self._text, max(0, start - _SENTENCE), start) and _IN_TOWN.match(
            self._text, end
        )
        if byline and origin_before(byline[1]) == "abroad":
            after = "abroad"
        sentence = self._text[max(0, start - _SENTENCE) : start]
        host = _HOST.search(sentence)
        if (host and ends_abroad(sentence[: host.start()])) or _is_listed_abroad(sentence):
            after = "abroad"
        if after == "abroad" or (origin == "abroad" and origin_before(just_before) == "abroad"):
            return odds + self._origins.odds("abroad") + SAID_ABROAD
        odds += self._origins.odds(origin or after)
        return odds + SAID_BEFORE if origin is after is None and speaks_of_others(sentence) else odds

    def _origin_after(self, end: int) -> Origin | None:
        """Where the words after a name say that somebody is from; Laos only in brackets and cells of tables."""
        following = _FORMER.sub("", self._text[end : end + _AFTER_ALL].lstrip(" ").partition(" ")[0])
        if has_lao(following) and following.startswith(tuple(person_titles())):
            return origin_before(following)  # ອະດີດນາຍົກລັດຖະມົນຕີໄທ
        if has_lao(following) and (described := _DESCRIBED.match(self._text, end)):
            return "abroad" if origin_before(described[0]) == "abroad" else None
        after = _AFTER_NAME.match(self._text, end)
        if after is None:
            return None
        said = next(filter(None, after.group("in_brackets", "in_cells", "in_line", "home", "there", "said")))
        if after["where"] and origin_before(after["where"]) == "abroad":
            return "abroad"  # Somsak, governor (Thailand)
        if any(is_vietnamese_place(place) or is_neighbour(spelling_key(place)) for place in said.split(",")):
            return "abroad"
        if _NATIVE.search(said) and ends_abroad(said):
            return "abroad"  # a student from Ubon in Thailand
        origin = origin_before(said)
        return origin if origin == "abroad" or not after["said"] else None

    def _is_somebody(self, start: int, end: int) -> bool:
        """Whether the words after a name say how old somebody is, or that it is a Lao: Xổm Chít, 28 tuổi."""
        return _SOMEBODY.match(self._text, end, start + _AFTER_ALL) is not None

    def _holds_office_of_place(self, start: int) -> bool:
        """Whether an office and its place stand before a name: Giám đốc Công an tỉnh Xiêng Khoảng."""
        before = self._text[max(0, start - _SENTENCE) : start]
        place = _PLACE_BEFORE.search(before)
        return place is not None and office_before(before[: place.start("name")]) is not None

    def _is_known(self, words: str, writing: Writing) -> bool:
        """Whether somebody of the table has each component of a name."""
        traits = self._like.traits(words, writing)
        return traits is not None and traits.known == 1

    def _has_lao_syllables(self, words: str) -> bool:
        traits = self._like.traits(words, "vietnamese")
        return traits is not None and traits.odd <= FEW_ODD

    def _sentence(self, start: int) -> int:
        """How far before a name a country tells where somebody is from: Lao sentences are long."""
        return _CLAUSE if has_lao(self._text[start]) else _SENTENCE

    def in_lao(self, offset: int, run: str) -> Iterator[UnlistedName]:
        """The names in a run of Lao letters: after a title, a given and a family name."""
        for given, family in pairwise(_CHUNK.finditer(run)):
            if max(len(given[0]), len(family[0])) > LONGEST_NAME:
                continue
            before = self._text[max(0, offset + given.start() - _BEFORE) : offset + given.start()]
            announced = "person" in context(before, "").kinds
            core = given[0] if announced else without_titles(given[0], keep_own=True)
            if (not announced and core == given[0]) or without_titles(core, keep_own=True) != core:
                continue
            if core in person_titles() or family[0] in person_titles() or ends_with_country(core):
                continue  # the office is that of another country: ປະທານປະເທດ ຫວຽດນາມ
            if any(part.startswith(words_of_no_name()) for part in (core, family[0])):
                continue
            start, end = offset + given.end() - len(core), offset + family.end()
            name = f"{core} {family[0]}"
            components = read_components(name, "lao")
            if len(components) != 2 or not all(1 <= len(c.syllables) <= 6 for c in components):
                continue
            odds, longest = self._like.judged(name, "lao", "person")
            odds += self._from(start, end, False)
            if odds >= 0 and longest > 1:
                yield UnlistedName(start, end, self._text[start:end], "lao", odds)


_PARTED = re.compile(r"[\s.\u00ad\u200b-\u200d\u2060\ufeff]")  # a full name is more than one word
_JOINED_COUNTRY = re.compile(r"[-\u2010-\u2014](?=[A-ZĐ])")
_CHUNK = re.compile(r"[^\s\u200b]+")
# Characters around a name that are looked at.
_BEFORE, _AFTER, _SENTENCE, _CLAUSE, _JUST_BEFORE = 40, 24, 160, 30, 24
_NOTHING = context("", "")
_FORMER = re.compile(r"\Aອະດີດ")
_WORD_AFTER = re.compile(r"[^\S\n\t]{1,9}([^\W\d_]{1,24})")
_MOST_UNITS = 6
_OF_NO_RENDERING = frozenset("fjwz")  # letters
_INITIAL = re.compile(r"[^\W\d_]\.\s?")
_JOINED_GIVEN = re.compile(r"^[A-Z][a-z]+-[A-Z][a-z]+ ")
_MOST_OF_TITLE = 2  # words: Vice Minister
_ABBREVIATION = re.compile(r"(?<!\w)[A-ZĐ]{2,4}\.?\s*$")  # of a title: VĐV, HLV, PGS
_TWO_SYLLABLES = re.compile(r"[aeiouy][^\W_aeiouy]+[aeiouy]", re.IGNORECASE)
_PLACE_BEFORE = re.compile(
    rf"\b(?:tỉnh|thành phố|thủ đô|thị xã|huyện|cụm bản|bản)\s(?P<name>(?:[{CAPITAL}]\S*\s){{1,5}})\Z"
)
_GLOSSED = re.compile(r"[^\W\d_] \([^()\n]{1,100}\)[^\S\n]{1,9}\Z")
_AFTER_NAME = re.compile(
    r"[^\S\n\t]{0,40}\((?P<in_brackets>[^()\n]{1,80})\)"
    r"|[^\S\n\t]{0,40}[\t|](?P<in_cells>[^();\n]{1,80})"
    r"|[^\S\n\t]{1,40}[-\u2010-\u2014][^\S\n\t]{1,40}(?P<in_line>[^();\n]{1,80})(?=\n|\Z)"
    r"|[^\S\n\t]{1,40}(?:of|from)\s{1,40}(?P<home>[^(),;.\n]{1,40},\s[A-Z][a-z]{1,40})"
    r"|,\s{1,40}in\s{1,40}(?P<there>[^(),;.\n]{1,40})(?=[,.])"
    r"|(?:[^\S\n\t]{0,40}(?:[(,]|(?:of|from|at the|từ|đến từ|của|là|is an?|was an?)\b|ຈາກ)"
    r"(?:\s{1,4}(?:born in|a native of|née? à|sinh ở|sinh tại|quê ở|quê)\b)?"
    r"|[^.;\n]{1,20} (?:tỷ số|tỉ số|bàn|hòa|điểm|equaliser|goal) (?:cho|for)\b)\s{0,40}(?P<said>[^(),;.\n]{1,80})"
    r"(?:\((?P<where>[^()\n]{1,80})\))?"
)
# Who has written for a news agency, and where: Reporting by Somsak Chaiyasit in Bangkok.
_BYLINE = re.compile(r"\b(?:[Rr]eporting|[Ee]diting|[Ww]riting) by [^.;\n]{0,80}\Z")
_IN_TOWN = re.compile(rf"\sin\s([{CAPITAL}]\w{{1,20}}(?:\s[{CAPITAL}]\w{{1,20}})?)")
_SOMEBODY = re.compile(
    r"(?:,\s|\s\()(?:(?:nam|nữ),\s)?(?:(?:khoảng\s)?\d{1,3} tuổi|(?:SN|sinh năm|sinh ngày)\s[\d/]+"
    r"|(?:mang\s)?(?:quốc tịch|người|công dân)\sLào)\b"
)
_NATIVE = re.compile(r"\b(?:from|từ|quê)\b")
_ITEM = re.compile(r"\s*(?:[-*+\u2022]|\d{1,3}[.)]|\d{1,3}(?=\t))\s")
_IN_BRACKETS = re.compile(r"\([^()\n]*\)")
_HEADING = 60  # characters, at the most
# Who receives somebody there: thăm Thái Lan, được Thủ tướng Pridi Banomyong tiếp.
_HOST = re.compile(
    r",?\s(?:được|gặp|hội kiến|hội đàm với|làm việc với|met|was received by)\s(?:[^\W\d_]+\s){1,4}\Z",
    re.IGNORECASE,
)
# In Lao script, who somebody is before what he does: ຕົວແທນຫໍການຄ້າ ຊຽງຮາຍ ປະເທດໄທ ໄດ້ກ່າວ.
_DESCRIBED = re.compile(r" (?:(?!ໄດ້|ກ່າວ|ແລະ|ໄປ|ມາ|ຢ້ຽມ|ເດີນທາງ|ພົບ|ຕ້ອນຮັບ|ຮັບ|ຮ່ວມ|ຢູ່|ທີ່)[\u0e80-\u0eff ]){4,60}")
_AFTER_ALL = 200  # characters after a run, which hold all that is looked at


def _units(run: str) -> list[list[_Unit]]:
    """The words of a run, with the syllables that hyphens join as one; numbers and names of others part them."""
    groups: list[list[_Unit]] = [[]]
    others = east_asian_names(run)
    for token in tokens(run):
        units = groups[-1]
        if token.word.key[:1].isdigit() or shares_words(others, token.start, token.end):
            groups.append([])
            continue
        if token.gap == "-" and run[token.start - 1].isspace():
            units = []
            groups.append(units)  # Tuva - Nga; ông Đới Sỹ Hưng - phó giám đốc
        letters = (
            token.gap == "." and units and units[-1].end == token.start - 1 and token.end == token.start + 1
        )
        if units and (token.gap == "-" or letters):  # H.E. is one word
            units[-1] = _Unit(units[-1].start, token.end)
        else:
            units.append(_Unit(token.start, token.end))
    return groups


def _is_listed_abroad(before: str) -> bool:
    """Tell whether a text ends in an item of a list under a heading that ends with a country: Đoàn Thái Lan.

    Items are also rows of a table.
    """
    *above, line = before.split("\n")
    if not _ITEM.match(line):
        return False
    heading = next((text for text in reversed(above) if not (_ITEM.match(text) or "\t" in text)), "")
    heading = _IN_BRACKETS.sub("", heading).strip(" :")
    return len(heading) <= _HEADING and ends_abroad(heading)


def _is_part_of_sentence(run: str, units: Sequence[_Unit], first: int, last: int) -> bool:
    """Tell whether some words of a run in capitals, in which a sentence may be, are hardly a name and no more.

    Two components are most names, and where they have hyphens they are such words side by side: KHĂM-XAY VÔNG-XA NÓI.
    """
    hyphenated = ["-" in run[unit.start : unit.end] for unit in units]
    if not any(hyphenated[first:last]):
        return last - first > 2 and last < len(units)
    return last - first > 2 or (first > 0 and hyphenated[first - 1])


def _is_no_rendering(words: str) -> bool:
    """Tell whether words without marks join more than syllables by their hyphens: Damrong-Ongtrakul."""
    return words.isascii() and "-" in words and _TWO_SYLLABLES.search(words) is not None


def _joins_other_syllables(words: str) -> bool:
    """Tell whether hyphens join what are no syllables of Vietnamese: Bong Joon-ho, Lefèvre-Pontalis."""
    if not words.isascii():
        return not _OF_NO_RENDERING.isdisjoint(words.casefold())
    joined = [part for word in words.lower().split() if "-" in word for part in word.split("-")]
    return not all(map(is_unmarked_syllable, joined))


def _is_called_after_somebody(word: str) -> bool:
    """Tell whether a word says that those before it are the name of no person: a place, a body or a street."""
    word = word.casefold()
    return is_body(word) or makes_a_thing(word) or context("", f" {word}").kinds == {"place"}


def _likeliest(names: Iterable[UnlistedName]) -> Iterator[UnlistedName]:
    """The likeliest of names that overlap."""
    taken: set[int] = set()
    for name in sorted(names, key=lambda name: -name.odds):
        places = range(name.start, name.end)
        if taken.isdisjoint(places):
            taken.update(places)
            yield name


def _mixes_languages(words: str) -> bool:
    """Tell whether words without marks stand beside Vietnamese ones: Nike Việt Nam, Facebook Minh Hoà."""
    if words.isascii() or "-" in words:
        return False
    counted = [(token.word.key, syllables(token)) for token in tokens(words)]
    return any(key.isascii() and count > 1 for key, count in counted) and any(
        count == 1 and has_vietnamese(key) for key, count in counted
    )


def syllables_joined(name: str) -> str:
    """Return more than three words without hyphens, which are syllables, as a given name of two and a family name.

    >>> syllables_joined("Phút Phăn Kẹo Vông Xay"), syllables_joined("Bounmy Phimmasone")
    ('Phút-Phăn Kẹo-Vông-Xay', 'Bounmy Phimmasone')
    """
    words = name.split()
    if len(words) <= 3 or "-" in name:
        return name
    return f"{'-'.join(words[:2])} {'-'.join(words[2:])}"

"""Words beside a name that are no part of it: honorifics, offices, generic words for places.

The words are data (`data/titles.toml`). This module takes them off a name that is looked up.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate
from typing import Any, NamedTuple

from tenlao.base.patterns import pattern
from tenlao.base.word_lists import word_lists
from tenlao.phonology.spelling import INVISIBLE
from tenlao.phonology.writing import has_lao, has_vietnamese
from tenlao.text.keys import spelling_key, tones_on_first, typed_once

__all__ = [
    "Context",
    "after_locating",
    "always_capital",
    "before_given_names_of_others",
    "context",
    "elsewhere",
    "family_names_abroad",
    "from_last_province",
    "generic_words",
    "is_article",
    "is_located",
    "kind_of_lao",
    "makes_a_thing",
    "opening_words",
    "person_titles",
    "rules_out",
    "tells_some_type",
    "tells_type",
    "titles_of",
    "whole_name",
    "without_titles",
    "words_between",
    "words_for_things",
    "words_of_no_name",
    "words_of_same_type",
]


@functools.lru_cache(maxsize=1 << 10)
def without_titles(name: str, *, keep_own: bool = False) -> str:
    """Return a name without the titles and generic words around it, or the name itself if nothing would be left.

    With `keep_own`, generic words that newspapers treat as a part of the name (Mường, Nam, Wat) stay.

    >>> [without_titles(name) for name in ("đồng chí Saleumxay", "Bolikhamxay province", "ເມືອງປາກເຊ")]
    ['Saleumxay', 'Bolikhamxay', 'ປາກເຊ']
    >>> without_titles("Mường Khoa"), without_titles("Mường Khoa", keep_own=True), without_titles("Bà")
    ('Khoa', 'Mường Khoa', 'Bà')
    """
    words = _title_words(keep_own)
    if _UNTITLED.fullmatch(name) and words.are_none_of(name) and unicodedata.is_normalized("NFC", name):
        return name
    name = unicodedata.normalize("NFC", name).partition(",")[0].strip()
    while shorter := words.without_first(name):
        name = shorter
    while shorter := words.without_last(name):
        name = shorter
    return name


def whole_name(name: str) -> str:
    """Return a name without titles, but with words that may be a part of it.

    Generic words stay, and in Latin letters both words of two: Ong and Maha are titles, but Ong Keo is a name.

    >>> whole_name("Mr Samone Chanthavong"), whole_name("Ong Keo"), whole_name("Nam On"), whole_name("ທ່ານສະໝອນ")
    ('Samone Chanthavong', 'Ong Keo', 'Nam On', 'ສະໝອນ')
    """
    core = without_titles(name, keep_own=True)
    return core if has_lao(core) or " " in core else name


_LONGEST = 5  # words in a title
# Words with which no title is abbreviated, set off by a comma or in Lao script, a blank between two.
_UNTITLED = pattern("[^\\s.,:\u0e80-\u0eff]+(?: [^\\s.,:\u0e80-\u0eff]+)*")
_LAO_LETTERS = frozenset(map(chr, range(0x0E80, 0x0F00)))
# Consonants and leading vowels: a word that ends before another letter is the beginning of a longer syllable.
_LAO_BEGINNINGS = frozenset(map(chr, [*range(0x0E81, 0x0EAF), *range(0x0EC0, 0x0EC5), 0x0EDC, 0x0EDD]))


class _TitleWords:
    """Words that precede or follow names, to be taken off one by one."""

    def __init__(self, before: AbstractSet[str], after: Iterable[str]) -> None:
        self._lao = frozenset(filter(has_lao, before))
        self._before = {word.casefold() for word in before - self._lao}
        self._after = {w.casefold() for w in after}
        self._words = {part for w in (*self._before, *self._after, *_english_heads()) for part in w.split()}

    @functools.cached_property
    def _before_lao(self) -> Mapping[str, Sequence[str]]:
        """The titles in Lao script, the longest first, by the letter with which they begin."""
        titles: dict[str, list[str]] = {}
        for title in sorted(self._lao, key=len, reverse=True):
            titles.setdefault(title[0], []).append(title.replace(" ", ""))
        return titles

    def are_none_of(self, name: str) -> bool:
        """Tell whether no word of a name, between blanks, stands in a title."""
        return self._words.isdisjoint(name.casefold().split(" "))

    def without_first(self, name: str) -> str:
        """Return a name without the title before it, or nothing when there is none or nothing else."""
        words = name.split()
        for n in range(min(_LONGEST, len(words) - 1), 0, -1):
            if " ".join(words[:n]).casefold().rstrip(".:") in self._before:
                return " ".join(words[n:])
        for n in range(min(_LONGEST, len(words) - 1) - 1, 0, -1):
            if words[n].casefold() in _english_heads():
                return " ".join(words[n + 1 :])
        title, stop, untitled = name.partition(".")
        if stop and untitled[:1].isalpha() and title.casefold() in self._before:
            return untitled
        return self._without_lao(name) if name[:1] in _LAO_LETTERS else ""

    def _without_lao(self, name: str) -> str:
        """The name without the title in Lao script before it, nothing when there is none."""
        # There the name follows without a blank; blanks may part the syllables of the title.
        letters = "".join(name.split())
        for title in self._before_lao.get(name[0], ()):
            if letters.startswith(title) and letters[len(title) : len(title) + 1] in _LAO_BEGINNINGS:
                ends = accumulate(not letter.isspace() for letter in name)
                return name[bisect_left(list(ends), len(title)) + 1 :].lstrip()
        return ""

    def without_last(self, name: str) -> str:
        """Return a name without the generic word after it, or nothing when there is none or nothing else."""
        words = name.split()
        for n in range(min(_LONGEST, len(words) - 1), 0, -1):
            if " ".join(words[-n:]).casefold() in self._after:
                return " ".join(words[:-n])
        return ""


@functools.cache
def _english_heads() -> frozenset[str]:
    """Words that end an office in English, whatever is before them: Energy Minister, Provincial Governor."""
    return frozenset(_words()["heads"]["english"])


@functools.cache
def _title_words(keep_own: bool) -> _TitleWords:
    words = _words()
    before = {w for section in ("before", "part_of_name") for group in words[section].values() for w in group}
    if keep_own:
        before -= set(words["part_of_name"]["place"])
    return _TitleWords(before, [w for group in words["after"].values() for w in group])


@functools.cache
def elsewhere() -> frozenset[str]:
    """Return the spelling keys of what sounds like a place in Laos and is none.

    >>> spelling_key("Năm Căn") in elsewhere()
    True
    """
    return frozenset(map(spelling_key, _words()["elsewhere"]["words"]))


@functools.cache
def person_titles() -> frozenset[str]:
    """Return the titles that stand before the name of a person, in small letters.

    >>> "đồng chí" in person_titles()
    True
    """
    return frozenset(title.casefold() for title in _words()["before"]["person"])


def is_ordinary(key: str) -> bool:
    """Tell whether a place, given as its spelling key, is called like an ordinary word.

    >>> [is_ordinary(spelling_key(name)) for name in ("ຫົວເມືອງ", "ປາກເຊ")]
    [True, False]
    """
    return key in _ordinary()


@functools.cache
def _ordinary() -> frozenset[str]:
    return frozenset(map(spelling_key, _words()["ordinary"]["words"]))


def is_body(word: str) -> bool:
    """Tell whether a body begins with a word, in small letters, whose name ends with its place.

    >>> is_body("sở"), is_body("ông")
    (True, False)
    """
    return word in _listed("bodies")


def is_of_vietnam(word: str) -> bool:
    """Tell whether a generic word, in small letters, is one for places of Viet Nam: Laos has no xã.

    >>> is_of_vietnam("xã"), is_of_vietnam("bản")
    (True, False)
    """
    return word in _listed("of_vietnam")


def is_article(word: str) -> bool:
    """Tell whether a word before a name, in small letters, is an article.

    >>> is_article("the"), is_article("báo")
    (True, False)
    """
    return word in _listed("articles")


@functools.cache
def words_between() -> frozenset[str]:
    """Return the words that stand between names and are no part of them, in small letters.

    >>> "và" in words_between()
    True
    """
    return _listed("between")


def is_located(before: str) -> bool:
    """Tell whether the text before a name ends with a word after which something is somewhere, or goes there.

    >>> is_located("paved roads to "), is_located("Ở "), is_located("ông "), is_located("ພວກເຮົາຢູ່")
    (True, True, False, True)
    """
    words = before.split()[-1:]
    if not words:
        return False
    if words[0][-1] in _LAO_LETTERS:
        return words[0].endswith(_locating_in_lao())
    return before[-1:].isspace() and words[0].casefold() in _listed("locating")


def after_locating(words: str) -> str:
    """Return words in Lao script without the one at their beginning that says that something is there.

    >>> after_locating("ຢູ່ແຂວງສາລະວັນ"), after_locating("ຢູ່ສາລະວັນ"), after_locating("ແຂວງສາລະວັນ")
    ('ແຂວງສາລະວັນ', 'ຢູ່ສາລະວັນ', 'ແຂວງສາລະວັນ')
    """
    for begun in _locating_in_lao():
        left = words.removeprefix(begun)
        if left != words and without_titles(left) != left:
            return left
    return words


def from_last_province(words: str) -> str:
    """Return words in Lao script from the last word for a province in them on; all of them where there is none.

    >>> from_last_province("ທາງຫຼວງໃນແຂວງອັດຕະປື"), from_last_province("ອັດຕະປື")
    ('ແຂວງອັດຕະປື', 'ອັດຕະປື')
    """
    return words[max(0, *map(words.rfind, _provinces_in_lao())) :]


@functools.cache
def _provinces_in_lao() -> tuple[str, ...]:
    return tuple(filter(has_lao, _listed("of_place_type", "province")))


@functools.cache
def _locating_in_lao() -> tuple[str, ...]:
    return tuple(filter(has_lao, _listed("locating")))


@functools.cache
def opening_words() -> frozenset[str]:
    """Return the words that open a sentence before the name of a place, in small letters.

    >>> "tại" in opening_words()
    True
    """
    return _listed("opening")


@functools.cache
def always_capital() -> frozenset[str]:
    """Return the words that have a capital wherever they stand and are part of no name beside them, in small letters.

    >>> "monday" in always_capital()
    True
    """
    return _listed("always_capital")


@functools.cache
def family_names_abroad() -> frozenset[str]:
    """Return family names of Viet Nam that stand last in other countries, in small letters.

    >>> "nguyen" in family_names_abroad()
    True
    """
    return _listed("family_names_abroad")


@functools.cache
def before_given_names_of_others() -> frozenset[str]:
    """Return what stands before given names of peoples in the highlands of Viet Nam and of Thais, in small letters.

    >>> "y" in before_given_names_of_others()
    True
    """
    return _listed("before_given_names_of_others")


@functools.cache
def words_for_things() -> frozenset[str]:
    """Return the words with which the name of a thing begins that may have a capital, in small letters.

    >>> "hoa" in words_for_things()
    True
    """
    return _listed("for_things")


@functools.cache
def words_of_no_name() -> tuple[str, ...]:
    """Return the words in Lao script with which no name begins.

    >>> "ໄດ້ຕ້ອນຮັບ".startswith(words_of_no_name()), "ສອນໄຊ".startswith(words_of_no_name())
    (True, False)
    """
    return tuple(_words()["of_no_name"]["words"])


def makes_a_thing(word: str) -> bool:
    """Tell whether a word beside a person's name, in small letters, makes it the name of a street or the like.

    >>> makes_a_thing("phố"), makes_a_thing("road"), makes_a_thing("ông")
    (True, True, False)
    """
    return word in _named_after()


@functools.cache
def _named_after() -> frozenset[str]:
    return frozenset(word for words in _words()["named_after"].values() for word in words)


def tells_type(word: str, type: str | None) -> bool:
    """Tell whether a generic word, in small letters, says that a place is of a type.

    >>> tells_type("huyện", "district"), tells_type("huyện", "river")
    (True, False)
    """
    return word in _listed("of_place_type", type or "")


@functools.cache
def words_of_same_type(word: str) -> tuple[str, ...]:
    """Return the generic words that say of a place what a word, in small letters, does.

    >>> "huay" in words_of_same_type("houei"), words_of_same_type("ông")
    (True, ())
    """
    of_types = _words()["of_place_type"].values()
    return tuple(other for words in of_types if word in words for other in words)


@functools.cache
def _telling_a_type() -> frozenset[str]:
    return frozenset(word for words in _words()["of_place_type"].values() for word in words)


def tells_some_type(word: str) -> bool:
    """Tell whether a generic word, in small letters, says of which type a place is.

    >>> tells_some_type("sông"), tells_some_type("ông")
    (True, False)
    """
    return word in _telling_a_type()


def rules_out(word: str, type: str | None) -> bool:
    """Tell whether a generic word, in small letters, says that a place is of no such type.

    >>> rules_out("bản", "district"), rules_out("bản", "village"), rules_out("thị trấn", "district")
    (True, False, False)
    """
    return type in _ruled_out().get(word, ())


@functools.cache
def _ruled_out() -> Mapping[str, Sequence[str]]:
    groups: Any = _words()["not_of_type"]
    return {word: group["types"] for group in groups for word in group["words"]}


@functools.cache
def titles_of(type: str) -> frozenset[str]:
    """Return the titles that are given to entries of a type, such as royal ones, in small letters.

    >>> "hoàng thân" in titles_of("royal"), titles_of("politician")
    (True, frozenset())
    """
    return frozenset(_words()["of_type"].get(type, ()))


@functools.cache
def abbreviations() -> frozenset[str]:
    """Titles and other words that a full stop may follow without ending a sentence, in small letters.

    >>> "mr" in abbreviations()
    True
    """
    return _listed("abbreviated")


def is_generic(word: str) -> bool:
    """Tell whether a word, in small letters, is a generic word of places: a part of their names or not.

    >>> is_generic("bản"), is_generic("wat"), is_generic("ông")
    (True, True, False)
    """
    return word in generic_words() or word in _listed("before", "place")


def is_people(word: str) -> bool:
    """Tell whether a word, in small letters, announces the name of a people.

    >>> is_people("dân tộc"), is_people("bản")
    (True, False)
    """
    return word in _listed("of_peoples")


@functools.cache
def _of_places() -> frozenset[str]:
    return _listed("of_places")


@functools.cache
def generic_words() -> frozenset[str]:
    """Return the generic words that newspapers treat as a part of a name (Nậm, Mường, Wat), in small letters.

    >>> "mường" in generic_words()
    True
    """
    return frozenset(_words()["part_of_name"]["place"])


class Context(NamedTuple):
    """What stands around a place in a text: which kinds of name its titles and generic words announce.

    `before` tells that the word there needs no explanation: a title, a generic word, or a word that often stands
    beside a name without belonging to it (Đại sứ Lào Sengphet Houngboungnuang); `after` is the generic word there
    (Wattay International Airport), in small letters. `family_name` tells that the word before is a Vietnamese
    family name; `title` is the title or generic word before, in small letters. `from_afar` are the kinds
    announced further before, by the word before a row of names or a whole office (`tenlao.text.announcing`), and
    `of_row` is that word. `located` tells that something is or goes there, as far as that is asked, and `in_laos`
    besides that the words after it say that it is in Laos.
    """

    kinds: frozenset[str]
    before: bool
    after: str
    family_name: bool
    title: str = ""
    from_afar: frozenset[str] = frozenset()
    of_row: str = ""
    located: bool = False
    in_laos: bool = False


@functools.lru_cache(maxsize=1 << 10)
def context(before: str, after: str) -> Context:
    """Read the words directly before and after a place in a text.

    >>> context("thăm tỉnh ", " và").kinds, context("ông Nguyễn Văn ", "").family_name
    (frozenset({'place'}), True)
    """
    group, title = _announced_by(tones_on_first(unicodedata.normalize("NFC", before)))
    following, word_after = _announced_in(after)
    if group is None and following is None:
        return _NO_CONTEXT
    kinds = {group, following} | ({"person", "place"} if title in _of_places() else set())
    return Context(
        frozenset(kind for kind in _KINDS if kind in kinds),
        before=group is not None and group != "family_name",
        after=word_after,
        family_name=group == "family_name",
        title=title if group in _KINDS or group == "named_after" else "",
    )


_KINDS = ("person", "place", "organization")
_NO_CONTEXT = Context(frozenset(), before=False, after="", family_name=False)
_BETWEEN = " \t\r\n\u00a0:\"“”'‘’([-" + INVISIBLE  # what may stand between a title and a name
_CELL = re.compile('[",;|]+')  # what parts cells of a sheet that no blank parts
_OPENING = "\"“‘'(«" + INVISIBLE  # what may stand at the beginning of a word


@functools.lru_cache(maxsize=1 << 11)
def _announced_by(before: str) -> tuple[str | None, str]:
    """Return the group of the title or other words at the end of a text, if there are any, and the words."""
    stripped = before.rstrip(_BETWEEN)
    between, before = before[len(stripped) :], stripped
    if not before or ("\n" in between and "-" in between):
        return None, ""  # nothing, or another item of a list
    groups, lasts, in_lao, abbreviated, unmarked = _announcing()
    if before[-1:] in _LAO_LETTERS:
        before = typed_once(before)
        found = (
            (title, group)
            for titles, group in in_lao
            if before.endswith(titles)
            for title in titles
            if before.endswith(title)
        )
        title, kind = max(found, key=lambda item: len(item[0]), default=("", None))
        within_word = before.removesuffix(title)[-1:] in _LAO_LETTERS
        if "\n" in between and within_word:
            return None, ""  # the end of a name in the line above: ແກ່ນທ້າວ
        return kind, title
    words = before.split()[-_LONGEST:]
    if words and (cell := _CELL.split(words[-1])[-1]) != words[-1]:
        words = [cell] if cell else []  # "Sekong","huyện Kaleum"
    if words and "-" in words[-1]:  # as titles were written: Hoàng-thân
        title = words[-1].casefold().lstrip(_OPENING).replace("-", " ")
        return (groups[title], title) if title in groups else (None, "")
    if not words or words[-1].casefold().strip(_OPENING + ".") not in lasts:
        return None, ""
    for n in range(len(words), 0, -1):
        phrase = " ".join(words[-n:]).casefold().lstrip(_OPENING)
        group = groups.get(phrase)
        if group is None and phrase.endswith(".") and phrase[:-1] in abbreviated:
            group = groups.get(phrase[:-1])
        if phrase in unmarked and has_vietnamese(before):
            continue  # Lang is no làng where marks are written
        capital = words[-n].lstrip(_OPENING)[:1].isupper()
        if phrase in ("m", "m.") and not capital:
            continue  # metres; married
        if capital and phrase in _family_names() and _announced_by(" ".join(words[:-n]))[0] == "person":
            return "family_name", phrase  # bác sĩ Hồ is no lake
        if group == "named_after" and ":" in between:
            return None, ""  # no street or school, but a list of who: Không vào sân: Ariya
        if group is not None and (group != "family_name" or capital):
            return group, phrase
    return None, ""


@functools.cache
def _family_names() -> frozenset[str]:
    return _listed("family_names")


def kind_of_lao(words: str) -> str | None:
    """Return the kind of name that the last title or generic word in a piece of Lao text announces.

    >>> kind_of_lao("ຢູ່ເມືອງປາກເຊ"), kind_of_lao("ປາກເຊ")
    ('place', None)
    """
    found = [
        (words.rfind(title), len(title), kind)
        for titles, kind in _announcing().in_lao
        for title in titles
        if title in words
    ]
    return max(found)[2] if found else None


def _announced_in(after: str) -> tuple[str | None, str]:
    """Return the kind of the generic word at the beginning of a text, if there is one, and the word."""
    if not after[:1].isspace() or after[1:2].casefold() not in _following_initials():
        return None, ""
    words = [_CELL.split(word)[0].strip(".:!?)]”’").casefold() for word in after.split()[:2]]
    phrases = [" ".join(words), words[0]]
    return next(((_following()[phrase], phrase) for phrase in phrases if phrase in _following()), (None, ""))


class _Announcing(NamedTuple):
    """Titles and other words that stand before names, in small letters, with the groups to which they belong.

    `lasts` are the last words of them. The titles in Lao script are by themselves; `abbreviated` are those that are
    also written with a full stop, `unmarked` Vietnamese ones without their marks.
    """

    groups: Mapping[str, str]
    lasts: frozenset[str]
    in_lao: Sequence[tuple[tuple[str, ...], str]]
    abbreviated: frozenset[str]
    unmarked: frozenset[str]


@functools.cache
def _announcing() -> _Announcing:
    """Take the words from the data."""
    words = _words()
    named = {
        **words["before"],
        "named_after": words["named_after"]["before"],
        "beside": words["beside"]["words"],
        "family_name": words["family_names"]["words"],
    }
    groups: dict[str, str] = dict.fromkeys(_of_places(), "person")
    for name, group in named.items():
        for word in group:
            groups.setdefault(word.casefold(), name)
    unmarked = {
        _without_diacritics(word).casefold(): kind
        for kind, group in words["before"].items()
        for word in group
    }
    unmarked = {word: kind for word, kind in unmarked.items() if word not in groups}
    groups.update(unmarked)
    in_lao = [(tuple(map(typed_once, filter(has_lao, group))), kind) for kind, group in named.items()]
    lasts = frozenset(word.split()[-1].rstrip(".") for word in groups)
    return _Announcing(groups, lasts, in_lao, abbreviations(), frozenset(unmarked))


@functools.cache
def _following() -> Mapping[str, str]:
    groups = {**_words()["after"], "named_after": _words()["named_after"]["after"]}
    return {word: kind for kind, group in groups.items() for word in group}


@functools.cache
def _following_initials() -> frozenset[str]:
    return frozenset(word[0] for word in _following())


def _without_diacritics(word: str) -> str:
    from unidecode import unidecode

    return word if has_lao(word) else unidecode(word)


@functools.cache
def _listed(section: str, group: str = "words") -> frozenset[str]:
    """The words of a group of the data; none if there is no such group."""
    return frozenset(_words()[section].get(group, ()))


def _words() -> Mapping[str, Mapping[str, list[str]]]:
    return word_lists("titles.toml")

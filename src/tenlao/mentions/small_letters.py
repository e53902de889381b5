"""Places in small letters, as people post them: tu dong hoi qua na phau, ngu o tha khek; hỏi đường vào don khone.

Lines that are in small letters throughout have no runs of capitals in which to look for names, and mostly no
diacritics either, so a place is told by its attested letters alone, however they are parted. In other lines with
Vietnamese marks it is told by a word without any that is no syllable.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice

from unidecode import unidecode

from tenlao.matching.index import Index
from tenlao.matching.strangers import Strangers
from tenlao.mentions.mention import Mention
from tenlao.mentions.posts import after_speaker
from tenlao.mentions.spans import PART_SCORE
from tenlao.mentions.windows import NEARBY
from tenlao.phonology.reading import phones_of_word
from tenlao.phonology.sound import vowels
from tenlao.phonology.vietnamese_spelling import is_syllable, is_unmarked_syllable
from tenlao.phonology.writing import has_vietnamese
from tenlao.text.keys import spelling_key
from tenlao.text.letters import CAPITAL
from tenlao.text.longest import LONGEST_WORD
from tenlao.text.paragraphs import by_passage
from tenlao.text.titles import is_generic

__all__ = ["PostedPlaces", "given_names_posted", "is_before_family_name"]

# Letters that a place must have at least, and words in which they stand; in 0.13 MB of Vietnamese without diacritics
# eleven rows of words are one of the table's places then.
SHORTEST, MOST_WORDS = 6, 4
# Letters of one that is a single word, if that is none of Vietnamese: kasi.
SHORTEST_WORD = 4
# Words of a line, of which one in so many may have a capital within a sentence.
FEWEST_WORDS, CAPITALS = 5, 8
# From which surprisal on (nats) a word is hardly a family name: those of English have 18 and more; judged.
SURPRISAL_OF_WORD = 15.0

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]+")
_FOLLOWING = re.compile(r" ([a-z]{4,})(?!\w)")
_LETTERS = re.compile(r"[^\W\d_]+")
# A word without marks of two syllables at least.
_CONSONANTS = "[b-df-hj-np-tv-xz]"
_NO_SYLLABLE = re.compile(rf"(?<![^\s(,;:\"“>]){_CONSONANTS}*[aeiouy]+{_CONSONANTS}+[aeiouy][a-z]*(?!\w)")
# Words without marks that stand right before one, and how far before it they begin at the most.
_CAPITAL_FIRST = re.compile(r"(?<!\w)[A-Z][a-z]+(?: [a-z]+){1,3}(?!\w)")
_TWO_BEFORE = re.compile(r"(?<!\w)(?:[a-z]+ ){1,2}\Z")
_FARTHEST = 24
# Telephones set the others, which begin sentences and lines without diacritics.
_CAPITAL_WITHIN = re.compile(rf"(?<=[^\s.!?…:] )[{CAPITAL}]")


class PostedPlaces:
    """The places of a table by the letters of their names."""

    def __init__(self, index: Index) -> None:
        """Take the index of a table, which is gone through when the first line in small letters is met."""
        self._index = index
        self._by_passage = by_passage(self._places_in)

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        """The ids of the places of two syllables or more, by their letters without diacritics."""
        ids: dict[str, str] = {}
        loosely: dict[str, str] = {}
        for words, id in self._names:
            letters, loose = spelling_key("".join(words)), _without_silent(words)
            if len(letters) >= SHORTEST and not is_generic(letters):
                ids.setdefault(letters, id)
                if len(loose) >= SHORTEST:
                    loosely.setdefault(loose, id)
        return {**loosely, **ids}

    @cached_property
    def _short_ids(self) -> Mapping[str, str]:
        """The ids of places in one short word that is none of Vietnamese, by that."""
        words = ((words[0], id) for words, id in self._names if len(words) == 1)
        return {
            word: id
            for word, id in words
            if SHORTEST_WORD <= len(word) < SHORTEST and word.isalpha() and not is_unmarked_syllable(word)
        }

    @cached_property
    def _in_words(self) -> frozenset[str]:
        """The ids of places whose names are several words."""
        return frozenset(id for words, id in self._names if len(words) > 1)

    @cached_property
    def _names(self) -> Sequence[tuple[Sequence[str], str]]:
        """The words of the names of places of two syllables or more, without diacritics, and the ids."""
        names = []
        for sound in self._index.sounds():
            for entry, form in () if sound.penalty else sound.attested:
                is_place = entry.kind == "place" and form.writing != "lao" and form.tag != "typo"
                if is_place and vowels(sound.phones) > 1:
                    names.append((re.split(r"[\s-]+", unidecode(form.text).casefold()), entry.id))
        return names

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """With what the letters of places begin: three of them, or fewer where a word has no more."""
        known = (*self._ids, *self._short_ids)
        return frozenset(letters[:end] for letters in known for end in (1, 2, 3))

    def places(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Give where places stand in the lines in small letters of a text, the longest first, and their ids.

        >>> from tenlao import load
        >>> text = "ngu o tha khek mot dem roi chay den pak xong"
        >>> [(text[start:end], id) for start, end, id in PostedPlaces(load().index).places(text)]
        [('tha khek', 'thakhek'), ('pak xong', 'paksong')]
        """
        return ((at + start, at + end, id) for at, (start, end, id) in self._by_passage(text))

    def _places_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where places stand in a passage."""
        for line in _LINE.finditer(text):
            start, end = line.span()
            start = after_speaker(text, start, end)
            first = _LETTERS.search(text, start, end)  # 9/ gần đó có don det
            if first is None:
                continue
            if first[0][0].islower() or line[0].isascii():
                words, capitals = (_count(p.finditer(text, start, end)) for p in (_WORD, _CAPITAL_WITHIN))
                if words >= FEWEST_WORDS and capitals * CAPITALS <= words:
                    yield from self._in_line(text, _WORD.finditer(text, start, end))
                    continue
            if not line[0].isascii():
                yield from self._among_marks(text, start, end)

    def _in_line(self, text: str, words: Iterator[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
        ahead: deque[tuple[int, int, str]] = deque()  # words, and their letters without diacritics
        while True:
            some = islice(words, MOST_WORDS - len(ahead))
            ahead.extend((word.start(), word.end(), unidecode(word[0])) for word in some)
            if not ahead:
                return
            found = 1
            start, _, plain = ahead[0]
            most = len(ahead) if plain[:3] in self._beginnings else 0
            for last in range(most, 0, -1):
                end = ahead[last - 1][1]
                id = self._id([plain for _, _, plain in islice(ahead, last)], text[start:end].isascii())
                if id and text[start:end].islower() and _stand_alone(text, start, end):
                    yield start, end, id
                    found = last
                    break
            for _ in range(found):
                ahead.popleft()

    def _id(self, words: Sequence[str], unmarked: bool) -> str | None:
        """The id of the place whose letters some words have, in words without marks but for silent ones."""
        id = self._ids.get("".join(words)) or (self._short_ids.get(words[0]) if len(words) == 1 else None)
        return id or (self._ids.get(_without_silent(words)) if unmarked else None)

    def _among_marks(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Where places stand in a line of Vietnamese that has capitals: around words that are no syllables of it."""
        if not has_vietnamese(text[start:end]):
            return
        yield from self._with_capital(text, start, end)
        taken = start
        for pivot in _NO_SYLLABLE.finditer(text, start, end):
            if pivot.start() < taken:
                continue
            before = _TWO_BEFORE.search(text, max(taken, pivot.start() - _FARTHEST), pivot.start())
            first = before.start() if before else pivot.start()
            row = list(islice(_WORD.finditer(text, first, end), MOST_WORDS))
            place = next(n for n, word in enumerate(row) if word.start() == pivot.start())
            spans = [(n, last) for n in range(place + 1) for last in range(len(row), place, -1)]
            for n, last in sorted(spans, key=lambda span: span[0] - span[1]):
                words = row[n:last]
                begin, taken_up = words[0].start(), words[-1].end()
                if not (text[begin:taken_up].islower() and _stand_alone(text, begin, taken_up)):
                    continue
                id = self._id([word[0] for word in words], unmarked=True)
                if id and (len(words) > 1 or id in self._in_words):
                    yield begin, taken_up, id
                    taken = taken_up
                    break

    def _with_capital(self, text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Where places stand of which the first word alone has its capital: Vang vieng."""
        for row in _CAPITAL_FIRST.finditer(text, start, end):
            words = list(_WORD.finditer(row[0]))
            for last in range(len(words), 1, -1):
                said = [word[0] for word in words[:last]]
                begin, taken_up = row.start(), row.start() + words[last - 1].end()
                id = self._id(said, unmarked=True)
                if id and not all(map(is_syllable, said)) and _stand_alone(text, begin, taken_up):
                    yield begin, taken_up, id
                    break


def given_names_posted(text: str, persons: Iterable[Mention], strangers: Strangers) -> Iterator[Mention]:
    """Give where a given name in small letters stands not far after the person's whole name in such letters.

    Before what may be a family name it is another person's.

    >>> from tenlao import load
    >>> [m.text for m in load().find("bác thongloun sisoulith thăm lào, bác thongloun hiền lắm")]
    ['thongloun sisoulith', 'thongloun']
    """
    named = deque(m for m in persons if m.match.entry.kind == "person" and m.text.islower() and " " in m.text)
    last: dict[str, Mention] = {}
    before = 0  # where the word before starts
    for word in _WORD.finditer(text) if named else ():
        while named and named[0].end <= word.start():
            whole = named.popleft()
            last[_given_name(whole.text)] = whole
        end = word.end()
        start = before if text[before:end] in last else word.start()
        before = word.start()
        meant = last.get(text[start:end])
        if not meant or end - start < SHORTEST or start - meant.end >= NEARBY:
            continue
        if _stand_alone(text, start, end) and not is_before_family_name(text, end, strangers):
            match = meant.match._replace(kind="partial", score=PART_SCORE)
            yield Mention(start, end, text[start:end], match)


def _given_name(whole: str) -> str:
    """The given name in a whole name in small letters: the first word, or two of four or more syllables."""
    words = whole.split()
    return " ".join(words[: 2 if len(words) > 3 and "-" not in whole else 1])


def is_before_family_name(text: str, end: int, strangers: Strangers) -> bool:
    """Tell whether a blank and what may be a Lao family name in small letters stand at a place of a text.

    >>> from tenlao import load
    >>> strangers = load().index.strangers
    >>> [is_before_family_name(text, 7, strangers) for text in ("sonexay saengdala", "sonexay arrived")]
    [True, False]
    """
    following = _FOLLOWING.match(text, end)
    if following is None or len(following[1]) > LONGEST_WORD:
        return False
    sound = phones_of_word(following[1], "latin")
    if is_unmarked_syllable(following[1]) and not strangers.family.bearers(sound):
        return False  # gặp ông phouthong chưa
    return strangers.family.surprisal(sound) < SURPRISAL_OF_WORD


def _count(found: Iterator[object]) -> int:
    """How many things there are, of which a long line has very many."""
    return sum(1 for _ in found)


def _without_silent(words: Iterable[str]) -> str:
    """The letters of words but for those that are hardly spoken: don khone for Done Khone, konglor for Kong Lo."""
    return "".join([spelling_key(_SILENT.sub("", word)) for word in words])


_SILENT = re.compile(rf"(?<=[aeiouy])r(?![aeiouy])|(?<={_CONSONANTS})e\Z")
_JOINED = re.compile(r"[^\W_]+(?:[ -][^\W_]+)*")
_BEFORE = re.compile(r"(?:^|[\s(,;:\"“>])$")
_AFTER = re.compile(r"(?![/@_&=-]|\.\w)")


def _stand_alone(text: str, start: int, end: int) -> bool:
    """Tell whether words are parted by blanks or hyphens, and are no part of an address."""
    joined = _JOINED.fullmatch(text, start, end) and _BEFORE.search(text[max(0, start - 1) : start])
    return bool(joined and _AFTER.match(text, end))

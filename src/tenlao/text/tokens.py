"""The stretches of a text in which names may stand: capitalised words in a row, and Lao letters, read into sound."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import NamedTuple

from tenlao.phonology import lao
from tenlao.phonology.reading import phones_of_word, phones_read, readings
from tenlao.phonology.spelling import INVISIBLE, ROMAN_NUMERALS
from tenlao.phonology.writing import has_lao, possible_writings
from tenlao.text.keys import spelling_key
from tenlao.text.letters import CAPITAL
from tenlao.text.longest import LONGEST_WORD
from tenlao.text.offsets import blanked
from tenlao.text.paragraphs import by_paragraph

__all__ = [
    "Run",
    "Token",
    "Word",
    "each_token",
    "heard",
    "is_in_heading",
    "opens_sentence",
    "prose",
    "runs",
    "runs_in",
    "stretches",
    "tokens",
    "without_choices",
]


class Word(NamedTuple):
    """A word, or one syllable of a run of Lao letters: its letters and what it may sound like.

    `romanised` and `rendered` are its phones read as a romanization and as a Vietnamese rendering, None
    where its letters rule that out. A Lao syllable has its one sound in both.
    """

    key: str
    lao: bool
    romanised: str | None
    rendered: str | None


class Run(NamedTuple):
    """A stretch of a text in which names may stand, and at which offset it starts."""

    start: int
    text: str


class Token(NamedTuple):
    """A word, where it stands in its run, and what parts it from the one before: blank, line end, dash, stop."""

    start: int
    end: int
    word: Word
    gap: str


_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
# The rest of a word; no word has many apostrophes.
_IN_WORD = rf"[{_LETTER}\u0300-\u036f{INVISIBLE}]*"
_IN_WORD += rf"(?:(?<=[{_LETTER}]{{2}})['’](?=[{_LETTER}])(?!s\b){_IN_WORD}){{0,60}}"
_DASH = "[-\u2010-\u2014\u2212]"
_BLANK = rf"(?:[^\S\n\t]|[{INVISIBLE}])"  # a tab parts the cells of a table
_FEW = rf"{_BLANK}{{0,8}}"
_LINE_END = rf"(?:\n(?:>{_BLANK}?){{0,3}}{_FEW})?"  # also in quoted mail
_CAPITALISED = rf"[{CAPITAL}]{_IN_WORD}"
_ANY_WORD = rf"[{_LETTER}]{_IN_WORD}"
_NUMBER = r"\d{1,9}[A-D]?(?!\w)"  # dams are told apart by them: Nậm San 3A
# One that is a number of something: Nậm Khan 2,5 km; Xe Bangfai 2 900 m3/s.
_OF_NAME = (
    rf"{_NUMBER}(?![.,]\d|[ \u00a0]\d{{3}}(?!\d)|[ \u00a0](?:km|m|m2|m3|ha|năm|tháng|ngày|giờ|lần|người)\b)"
)
# What stands in small letters within a name: Boun Oum na Champassak.
_PARTICLE = rf"{_BLANK}na(?={_BLANK}[{CAPITAL}])"
# No letter stands before the character that was read last, nor before invisible ones before that.
_NOT_IN_WORD = "".join([rf"(?<![{_LETTER}\u0300-\u036f_\\]{f'[{INVISIBLE}]' * n}.)" for n in range(4)])
# Answers to choose from: a letter and a full stop, at the beginning of a line or after two blanks.
_NUMBERED = re.compile(rf"(?:(?m:^)|{_BLANK}{{2,8}})[A-H]\.(?={_BLANK}|\n)")
# The letter alone, which is found faster.
_LETTER_OF_CHOICE = re.compile(rf"[A-H](?:(?<![^\n].)|(?<={_BLANK}{{2}}.))\.(?={_BLANK}|\n)")
# Answers to choose from in one line: A., B., C. and so on, in this order, and two after a question.
_CHOICES = re.compile(
    rf"(?<!\S)A\.{_BLANK}[^\n]{{1,200}}?(?<!\S)B\.{_BLANK}[^\n]{{1,200}}?(?<!\S)C\.{_BLANK}[^\n]*"
    rf"|(?<=[:?]{_BLANK})A\.{_BLANK}[^\n]{{1,200}}?(?<!\S)B\.{_BLANK}[^\n]*"
)
_CHOICE = re.compile(rf"(?<!\S)[A-H]\.(?={_BLANK})")
# Words follow each other in a run: capitalised ones after blanks or a dash, any after a dash, a capitalised one
# after an initial and a full stop, a number or a particle within a name after a blank or a dash. The letter of a
# number (đường 18B) begins none.
_RUN = re.compile(
    rf"[{CAPITAL}](?:(?<!\d.)|(?=[{_LETTER}\u0300-\u036f])){_NOT_IN_WORD}{_IN_WORD}"
    rf"(?:{_FEW}{_LINE_END}{_CAPITALISED}|{_FEW}{_DASH}{_FEW}{_LINE_END}{_ANY_WORD}"
    rf"|(?:(?<![{_LETTER}\u0300-\u036f].)(?<!\d)|(?<=(?<![{_LETTER}])[KPTCN]h)|(?<=(?<![{_LETTER}])Ng))\.{_FEW}{_CAPITALISED}|(?:{_BLANK}|{_DASH}){_OF_NAME}|{_PARTICLE}){{0,60}}"
)
_LAO = rf"[\u0e80-\u0eff][\u0e80-\u0eff{INVISIBLE}]*"
_IN_LAO = re.compile(_LAO)
_BETWEEN_LAO = re.compile(rf"{_BLANK}{{0,8}}\n?{_FEW}")
# In Lao script a dam has the name of its river and a number, which is none of something: ນ້ຳເທີນ 2.
_OF_RIVER = re.compile(r"(?<!ແມ່)(?:ນ້ຳ|ນໍ້າ|ນ້ໍາ|ເຊ)[\u0e80-\u0eff]{1,16}\Z")
_OF_DAM = re.compile(
    rf"{_BLANK}?[1-9][A-D]?(?![\w%]|[.,]\d)(?!{_BLANK}(?:ກິໂລ|ກມ|ແມັດ|ປີ|ເດືອນ|ວັນ|ມື້|ໂມງ|ນາທີ|ຄົນ|ຄັ້ງ|ເທື່ອ|ແຫ່ງ|ສາຍ|ພັນ|ໝື່ນ|ແສນ|ລ້ານ|ຕື້))"
)
_LONGEST_OF_RIVER = 20
# Lao letters in a row are read together, but for no more than any sentence has.
_LAO_LETTERS = rf"[\u0e80-\u0eff][\u0e80-\u0eff{INVISIBLE}]{{0,1999}}"
_TOKEN = re.compile(rf"{_ANY_WORD}|(?P<lao>{_LAO_LETTERS})|{_NUMBER}|\d{{1,9}}")
# What is no prose, by the signs without which it need not be looked for: addresses, hashtags, code, paths.
_NOT_PROSE = {
    "://": r"(?<!\w)[a-z]{2,12}://\S+",
    "www.": r"(?<!\w)www\.\S+",
    "@": r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.\S+|@\w+",
    "#": r"#\w+",
    "`": r"`[^`\n]*`",
    "_": r"(?<!\w)\w*_\S*",
    "\\": r"(?<!\S)\S*\\\S*",
}
# How sites without a scheme and files end, with the path after them.
_ENDING = re.compile(
    r"\.(?:com|org|net|info|gov|edu|vn|la|th|asia|pdf|docx?|odt|xlsx?|csv|txt|jpe?g|png|html?|mp[34])(?![\w-])(?:/\S*)?"
)
_LONGEST_SITE = 256  # characters


def prose(text: str) -> str:
    r"""Return a text with addresses, hashtags, code, paths and files blanked; all else stays in its place.

    >>> prose("see www.example.org, Pakse").replace("\n", "_")
    'see ________________ Pakse'
    """
    if not (any(sign in text for sign in _NOT_PROSE) or _ENDING.search(text)):
        return text
    return "".join([paragraph for _, paragraph in _prose_by_paragraph(text)])


def _prose(paragraph: str) -> Iterator[str]:
    """Give the prose of a paragraph; nothing that is none goes on over a line end."""
    for sign, pattern in _NOT_PROSE.items():
        if sign in paragraph:
            paragraph = blanked(paragraph, (m.span() for m in re.finditer(pattern, paragraph)), "\n")
    yield blanked(paragraph, _sites_and_files(paragraph), "\n")


def _sites_and_files(text: str) -> Iterator[tuple[int, int]]:
    """Give the places where addresses without a scheme stand, and names of files: vientianetimes.org.la."""
    last = 0
    for ending in _ENDING.finditer(text):
        start, first = ending.start(), max(last, ending.start() - _LONGEST_SITE)
        while start > first and (text[start - 1].isalnum() or text[start - 1] in "-._"):
            start -= 1
        last = ending.end()
        yield start, last


_prose_by_paragraph = by_paragraph(_prose)


def runs(text: str) -> Iterator[Run]:
    """Give the runs of a text, in text order.

    >>> [tuple(run) for run in runs("Thủ tướng Sonexay Siphandone, ở Viêng Chăn")]
    [(0, 'Thủ'), (10, 'Sonexay Siphandone'), (32, 'Viêng Chăn')]
    """
    for start, run in _runs_by_paragraph(without_choices(text)):
        yield Run(start + run.start, run.text)


def without_choices(text: str) -> str:
    r"""Return a text in which the letters before answers to choose from are blanked; most texts have none.

    >>> without_choices("A. Xay\nB. Nga")
    '|| Xay\n|| Nga'
    """
    if len(list(islice(_LETTER_OF_CHOICE.finditer(text), 2))) > 1:
        text = _NUMBERED.sub(lambda m: "|" * len(m[0]), text)
    if "B. " in text:
        text = _CHOICES.sub(lambda row: _CHOICE.sub("||", row[0]), text)
    return text


def runs_in(text: str) -> Iterator[Run]:
    """Give the runs of a passage without answers to choose from; none goes on over an empty line.

    >>> [run.text for run in runs_in("Sonexay Siphandone, ở Viêng Chăn")]
    ['Sonexay Siphandone', 'Viêng Chăn']
    """
    found = (Run(m.start(), m[0]) for m in _RUN.finditer(text))
    if has_lao(text):
        return merge(found, _lao_runs(text))
    return found


_runs_by_paragraph = by_paragraph(runs_in)


def _lao_runs(text: str) -> Iterator[Run]:
    """Give the runs of Lao letters: stretches of them that few blanks, or one line end, part."""
    start, end = 0, -1
    for m in _IN_LAO.finditer(text):
        if end < 0 or not _BETWEEN_LAO.fullmatch(text, end, m.start()):
            if end >= 0:
                yield Run(start, text[start:end])
            start = m.start()
        end = m.end()
        number = _OF_DAM.match(text, end)
        if number and _OF_RIVER.search(text, max(m.start(), end - _LONGEST_OF_RIVER), end):
            end = number.end()
    if end >= 0:
        yield Run(start, text[start:end])


def tokens(run: str) -> list[Token]:
    """Return the words of a run; of a run in Lao script, its syllables.

    >>> [(token.start, token.end, token.gap) for token in tokens("X.Xỉ-phăn")]
    [(0, 1, ''), (2, 4, '.'), (5, 9, '-')]
    """
    return list(each_token(run))


def each_token(run: str) -> Iterator[Token]:
    """Give the words of a run as `tokens` does, one after the other, however many there are.

    >>> next(each_token("Xỉ-phăn")).end
    2
    """
    end = None
    for m in _TOKEN.finditer(run):
        start = m.start()
        gap = "" if end is None else _gap(run[end:start])
        if m["lao"]:
            for first, last, word in _lao_words(m[0]):
                yield Token(start + first, start + last, word, "" if first else gap)
        else:
            yield Token(start, m.end(), _word(m[0]), gap)
        end = m.end()


# The number or letter of an item of a list, or the time of one in a programme.
_ITEM = re.compile(r"(?:^|\n)[ \t]*(?:\(?(?:\d{1,2}|[a-z])\)|\d{1,2}[.:hg]\d\d:?)\Z")


# Quotes and brackets that may open, and signs of items and answers.
_BEGINS_ITEM = " \t\"“«'‘([*>–—-+•▪●◦‣·→↳»"


def opens_sentence(text: str, place: int) -> bool:
    """Tell whether a place opens a sentence or a line, also of a letter that is quoted, where any word has a capital.

    >>> opens_sentence("Đến Lào. “Ông", 10), opens_sentence("Đến Lào.", 4), opens_sentence("2) Đoàn", 3)
    (True, False, True)
    """
    before = text[max(0, place - 8) : place].rstrip(_BEGINS_ITEM)
    return not before or before[-1] in ".!?…:\n" or _ITEM.search(before) is not None


_LONGEST_HEADING = 200  # characters


def is_in_heading(text: str, place: int) -> bool:
    r"""Tell whether a place is in a heading: a short line that ends no sentence, with an empty line below it.

    >>> [is_in_heading(text, 4) for text in ("Ông Kham đi Huế\n\nSáng", "Ông Kham đi.\n\nSáng", "Ông Kham đi\nHuế")]
    [True, False, False]
    """
    end = text.find("\n", place, place + _LONGEST_HEADING)
    if end < 0 or text[end + 1 : end + 4].lstrip(" \t\r")[:1] != "\n":
        return False
    if text[place:end].rstrip()[-1:] in ".!?…:;,":
        return False
    return place < _LONGEST_HEADING or text.rfind("\n", place - _LONGEST_HEADING, place) >= 0


_DASH_SIGN = re.compile(_DASH)


def _gap(between: str) -> str:
    """Return what parts two words, one sign for all ways to write it."""
    if between == " ":
        return between
    if "." in between:
        return "."
    return "-" if _DASH_SIGN.search(between) else "\n" if "\n" in between else " "


def _word(text: str) -> Word:
    """Return a word; one that is longer than any in a name sounds like nothing."""
    return _read_word(text) if len(text) <= LONGEST_WORD else Word(text[:LONGEST_WORD], False, None, None)


@functools.lru_cache(maxsize=1 << 11)
def _read_word(text: str) -> Word:
    if text.isdecimal() or text in ROMAN_NUMERALS:
        number = ROMAN_NUMERALS.get(text) or str(int(text))  # digits of any script
        return Word(number, False, number, number)
    key = spelling_key(text)
    if text[0].isdecimal():
        return Word(key, False, key, key)
    ways: Sequence[str]
    if key.isalpha():  # which is one component
        writings = possible_writings(key) if not key.isascii() else ("vietnamese", "latin")
        ways = [phones_of_word(key, writing) for writing in writings]
    elif key.isascii():
        ways = ["".join(phones_read(key, writing)) for writing in ("vietnamese", "latin")]
    else:
        ways = ["".join(sound.phones) for sound in readings(key)]
    return Word(key, False, ways[1] if len(ways) > 1 else None, ways[0])


def _lao_words(text: str) -> tuple[tuple[int, int, Word], ...]:
    return (_read_lao_words if len(text) <= LONGEST_WORD else _read_lao_words.__wrapped__)(text)


@functools.lru_cache(maxsize=1 << 10)
def _read_lao_words(text: str) -> tuple[tuple[int, int, Word], ...]:
    words = []
    for start, end, spoken in lao.syllables(text):
        phones = "".join([s.phones for s in spoken])
        words.append((start, end, Word(spelling_key(text[start:end]), True, phones, phones)))
    return tuple(words)


def heard(words: Sequence[Word], gaps: Sequence[str]) -> Iterator[Sequence[str]]:
    """Give the components that words may sound like: as a romanization, and as a rendering, if the letters allow.

    >>> run = tokens("Xékong")
    >>> list(heard([token.word for token in run], [token.gap for token in run[1:]]))
    [['sekoᵑ'], ['sɛkɔᵑ']]
    """
    parted = [gap in (" ", "\n") for gap in gaps]
    romanised = [w.romanised for w in words if w.romanised is not None]
    rendered = [w.rendered for w in words if w.rendered is not None]
    if len(romanised) == len(words):
        yield _grouped(romanised, parted)
    if len(rendered) == len(words) and rendered != romanised:
        yield _grouped(rendered, parted)


def stretches(run: Sequence[Token]) -> Iterator[tuple[int, list[str]]]:
    """Give what words in a row sound like, in each way to read them, as far as all of them have a sound.

    An item is the first of the words, by its place in the run, and the phones of each.

    >>> list(stretches(tokens("Nậm Ngum")))
    [(1, ['ŋuᵐ']), (0, ['nɤᵐ', 'ŋuᵐ'])]
    """
    romanised = [token.word.romanised for token in run]
    rendered = [token.word.rendered for token in run]
    for sounds in (romanised, rendered) if rendered != romanised else (romanised,):
        start, parts = 0, []
        for place, sound in enumerate((*sounds, None)):
            if sound is not None:
                parts.append(sound)
                continue
            if parts:
                yield start, parts
            start, parts = place + 1, []


def _grouped(phones: Sequence[str], parted: Sequence[bool]) -> list[str]:
    """Join the phones of words to components; between some words components part."""
    components = [phones[0]]
    for part, following in zip(parted, phones[1:], strict=True):
        if part:
            components.append(following)
        else:
            components[-1] += following
    return components

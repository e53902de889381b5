"""The stretches of a text in which names may stand: capitalised words in a row, and Lao letters, read into sound."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tenlao import orthography
from tenlao.index import spelling_key
from tenlao.orthography import lao

__all__ = ["Token", "Word", "heard", "runs"]


class Word(NamedTuple):
    """A word, or one syllable of a run of Lao letters: its letters and what it may sound like.

    `romanised` and `rendered` are its phones read as a romanisation and as a Vietnamese rendering, None
    where its letters rule that out. A Lao syllable has its one sound in both.
    """

    key: str
    lao: bool
    romanised: str | None
    rendered: str | None


class Token(NamedTuple):
    """A word where it stands, and what parts it from the token before: nothing, a blank, a line end, "-" or "."."""

    start: int
    end: int
    word: Word
    gap: str


_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_TOKEN = re.compile(
    # addresses, hashtags, code, paths
    r"(?P<skip>(?<!\w)(?:[a-z]+://|www\.)\S+|[\w.+-]{1,64}@[\w-]+\.\S+|[#@]\w+|`[^`\n]*`|\w*[_\\]\S*)"
    rf"|(?P<word>[{_LETTER}](?:[{_LETTER}\u0300-\u036f{_INVISIBLE}]|(?<=[{_LETTER}]{{2}})['’](?=[{_LETTER}])(?!s\b))*)(?![_\\])"
    rf"|(?P<lao>[\u0e80-\u0eff][\u0e80-\u0eff{_INVISIBLE}]*)"
    r"|(?P<number>\d+)"
)
_BLANK = rf"(?:[^\S\n]|[{_INVISIBLE}])*"
_GAP = re.compile(rf"{_BLANK}(?P<dash>[-\u2010-\u2014\u2212])?{_BLANK}(?:\n{_BLANK})?|(?P<dot>\.){_BLANK}")
_LONGEST_GAP = 40  # characters


def runs(text: str, covered: Sequence[tuple[int, int]] = ()) -> Iterator[list[Token]]:
    """The stretches of a text in which names may stand: capitalised words in a row, Lao letters.

    What is covered, in text order, is left out.
    """
    run: list[Token] = []
    end = 0
    left_out = iter(covered)
    skip = next(left_out, None)
    for m in _TOKEN.finditer(text):
        kind, start = m.lastgroup, m.start()
        while skip and skip[1] <= start:
            skip = next(left_out, None)
        if skip and skip[0] < m.end():
            kind = "skip"
        gap = _gap(text, end, start) if run else None
        lowercase = kind == "word" and not text[start].isupper()
        if kind == "skip" or (lowercase and gap != "-") or (kind == "number" and "\n" in text[end:start]):
            gap = None
        starts = kind == "lao" or (kind == "word" and not lowercase)
        if run and (
            gap is None or (gap == "." and not _is_initial(run[-1])) or run[-1].word.lao != (kind == "lao")
        ):
            yield run
            run = []
        if kind == "lao":
            for i, (first, last, word) in enumerate(_lao_words(m[0])):
                run.append(Token(start + first, start + last, word, (gap or "") if not i else ""))
        elif starts or (run and gap is not None):
            run.append(Token(start, m.end(), _word(m[0]), gap or ""))
        end = m.end()
    if run:
        yield run


def _gap(text: str, start: int, end: int) -> str | None:
    """What parts two tokens that may belong to one name, or None when they can not."""
    m = _GAP.fullmatch(text, start, end) if end - start <= _LONGEST_GAP else None
    if m is None:
        return None
    return "-" if m["dash"] else "." if m["dot"] else "\n" if "\n" in m[0] else " "


def _is_initial(token: Token) -> bool:
    return token.end - token.start == 1 or (token.end - token.start == 2 and len(token.word.key) == 1)


@functools.lru_cache(maxsize=1 << 16)
def _word(text: str) -> Word:
    key = spelling_key(text)
    if key.isdigit():
        return Word(key, False, key, key)
    if not key.isascii():
        readings = orthography.readings(key)
        rendered = "".join(readings[0].phones)
        return Word(key, False, "".join(readings[1].phones) if len(readings) > 1 else None, rendered)
    return Word(
        key,
        False,
        "".join(orthography.read(key, "latin").phones),
        "".join(orthography.read(key, "vietnamese").phones),
    )


@functools.lru_cache(maxsize=1 << 12)
def _lao_words(text: str) -> tuple[tuple[int, int, Word], ...]:
    words = []
    for start, end, spoken in lao.syllables(text):
        phones = "".join([s.phones for s in spoken])
        words.append((start, end, Word(spelling_key(text[start:end]), True, phones, phones)))
    return tuple(words)


def heard(words: Sequence[Word], gaps: Sequence[str]) -> Iterator[Sequence[str]]:
    """The components that words may sound like: as a romanisation, and as a rendering, if the letters allow."""
    parted = [gap in (" ", "\n") for gap in gaps]
    romanised = [w.romanised for w in words if w.romanised is not None]
    rendered = [w.rendered for w in words if w.rendered is not None]
    if len(romanised) == len(words):
        yield _grouped(romanised, parted)
    if len(rendered) == len(words) and rendered != romanised:
        yield _grouped(rendered, parted)


def _grouped(phones: Sequence[str], parted: Sequence[bool]) -> list[str]:
    """The phones of words as components; between some words components part."""
    components = [phones[0]]
    for part, following in zip(parted, phones[1:], strict=True):
        if part:
            components.append(following)
        else:
            components[-1] += following
    return components

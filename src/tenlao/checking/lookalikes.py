"""Words of a text that look or sound like a name, though not enough to be found as its mention."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tenlao.phonology.sound import join
from tenlao.text.keys import plain_letters, spelling_key
from tenlao.text.titles import without_titles
from tenlao.text.tokens import Token, heard, prose, runs, tokens

if TYPE_CHECKING:
    from tenlao.matching.index import Index
    from tenlao.table.model import Entry, Form

__all__ = ["SHORTEST", "Lookalike", "Lookalikes", "Written"]

SHORTEST = 5
"""Letters or phones of a name that words may be near to: near a shorter one they are by chance."""

_LONG_ENOUGH = 6  # letters: a form without its title that has no more says nothing by itself
_WIDEST, _WIDEST_LAO = 8, 14  # words, or Lao syllables, of a name with what may be garbled of it


class Written(NamedTuple):
    """How names are written and sound: letters without diacritics, and phones, each as texts to be compared."""

    letters: Sequence[str]
    sounds: Sequence[str]

    @classmethod
    def of(cls, index: Index, entry: Entry) -> Written:
        """Return how the forms of an entry are written and sound, slips left aside."""
        forms, sounds = _good_forms(index, entry)
        cores = [without_titles(form.text, keep_own=True) for form in forms]
        letters = dict.fromkeys(plain_letters(spelling_key(form.text)) for form in forms)
        letters |= dict.fromkeys(
            core for text in cores if len(core := plain_letters(spelling_key(text))) > _LONG_ENOUGH
        )
        return cls(tuple(letters), tuple(dict.fromkeys(map(join, sounds))))

    @classmethod
    def parts_of(cls, index: Index, entry: Entry) -> Written:
        """Return the given and the family name of a person, where it is clear which they are."""
        forms, sounds = _good_forms(index, entry)
        words = [form.text.split() for form in forms]
        return cls(
            tuple({plain_letters(spelling_key(word)) for pair in words if len(pair) == 2 for word in pair}),
            tuple({component for pair in sounds if len(pair) == 2 for component in pair}),
        )


def _good_forms(index: Index, entry: Entry) -> tuple[list[Form], list[Sequence[str]]]:
    """Return the forms of an entry but for slips, and how those that can be read sound, component by component."""
    forms = [form for form in entry.forms if form.tag != "typo"]
    return forms, [sound.components for form in forms if (sound := index.sound_of(form))]


class Lookalike(NamedTuple):
    """Words of a text from `start` up to `end` (code points), and how far they are `apart` from a name.

    That is the share of letters or of phones, whichever differ less, that are changed, left out or put in: 0 to 1.
    """

    start: int
    end: int
    apart: float


class Lookalikes:
    """All words in a row of a text that might be a name, to be compared with names."""

    def __init__(self, text: str) -> None:
        """Take a text in which nothing is a mention: those are blanked."""
        spans = list(_spans(prose(text)))
        self._places = [(start, end) for start, end, _, _ in spans]
        self._letters = [letters for _, _, letters, _ in spans]
        self._sounds = [(number, sound) for number, span in enumerate(spans) for sound in span[3]]
        self._phones = [sound for _, sound in self._sounds]

    def nearest(self, written: Written, most: float) -> Lookalike | None:
        """Return the words that are nearest to a name, None where none are within `most` (0 to 1).

        >>> text = "Ông Xổm-chay Khẹo-khăm đến."
        >>> found = Lookalikes(text).nearest(Written(("somchaikaewkham",), ()), 0.5)
        >>> text[found.start : found.end]
        'Xổm-chay Khẹo-khăm'
        """
        by_letters = _nearest(written.letters, self._letters, most)
        by_sound = _nearest(written.sounds, self._phones, most)
        found = [*by_letters, *((apart, self._sounds[number][0]) for apart, number in by_sound)]
        if not found:
            return None
        apart, number = min(found)
        return Lookalike(*self._places[number], apart)

    def written(self, words: Lookalike) -> Written:
        """Return how words that were found are written and sound."""
        number = self._places.index((words.start, words.end))
        sounds = [sound for at, sound in self._sounds if at == number]
        return Written((self._letters[number],), tuple(sounds))


def _nearest(wanted: Iterable[str], choices: Sequence[str], most: float) -> Iterator[tuple[float, int]]:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    for name in wanted:
        cutoff = most if len(name) >= SHORTEST else 0.0
        found = process.extractOne(name, choices, scorer=Levenshtein.normalized_distance, score_cutoff=cutoff)
        if found is not None:
            yield found[1], found[2]


def _spans(text: str) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """Give the words in a row of runs: where they stand, their letters, and what they may sound like."""
    for offset, run in runs(text):
        words = tokens(run)
        widest = _WIDEST_LAO if words and words[0].word.lao else _WIDEST
        for first in range(len(words)):
            for last in range(first + 1, min(len(words), first + widest) + 1):
                if _is_joined(run, words, first) or _is_joined(run, words, last):
                    continue
                some = words[first:last]
                letters = "".join([plain_letters(word.word.key) for word in some])
                sounds = heard([word.word for word in some], [word.gap for word in some[1:]])
                yield (
                    offset + some[0].start,
                    offset + some[-1].end,
                    letters,
                    tuple([join(sound) for sound in sounds]),
                )


def _is_joined(run: str, words: Sequence[Token], number: int) -> bool:
    """Tell whether a hyphen without blanks joins a word to the one before."""
    if not 0 < number < len(words):
        return False
    between = run[words[number - 1].end : words[number].start]
    return words[number].gap == "-" and not any(map(str.isspace, between))

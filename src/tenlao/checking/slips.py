"""Slips of the pen: names that are nearly attested ones, and where in a text such may stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tenlao.styles.preferred_forms import writing_of
from tenlao.text.keys import as_printed, spelling_key
from tenlao.text.offsets import blanked
from tenlao.text.titles import context
from tenlao.text.tokens import prose, runs, tokens

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.checking.text_under_check import TextUnderCheck
    from tenlao.mentions.finder import Mention
    from tenlao.mentions.likeness import Likeness
    from tenlao.table.model import Entry, Form

__all__ = ["slips_in"]

# A spelling this much (nats) away from those that are attested is hardly another way to write the same sound, and one
# that is further away is none; a slip changes at most so many letters.
SOUNDS_OTHERWISE, SOUNDS_QUITE_OTHERWISE, FEW_LETTERS = 2.0, 3.0, 2

_LONGEST_LAO = 14  # syllables of a name
_BEFORE = 40  # characters before a name that are looked at


def slips_in(text: TextUnderCheck) -> Iterator[tuple[int, int, Entry, Form]]:
    """Give the places where a name is nearly an attested one: first of the mentions, then of what is none."""
    for mention in text.mentions:
        form = _meant(text.names.likeness, mention)
        if form:
            yield mention.start, mention.end, mention.match.entry, form
    left = prose(blanked(text.text, ((mention.start, mention.end) for mention in text.mentions)))
    for start, end in _spans(left):
        near = text.names.near_misses.near_spelling(text.text[start:end])
        if near:
            yield start, end, *near


def _meant(likeness: Likeness, mention: Mention) -> Form | None:
    """Return the form that a mention is a slip of: it sounds otherwise, and differs in few letters."""
    match = mention.match
    if match.kind == "exact":
        if match.form.tag != "typo":
            return None
    elif match.kind == "partial":
        return None
    from rapidfuzz.distance import OSA

    key = spelling_key(mention.text)
    writing = writing_of(mention)
    forms = [f for f in match.entry.forms if f.writing == writing and f.tag not in ("typo", "stripped")]
    apart = {form: OSA.distance(key, spelling_key(form.text)) for form in forms}
    nearest = min(forms, key=lambda form: apart[form], default=None)
    if nearest is None or apart[nearest] > FEW_LETTERS:
        return None
    if match.kind == "exact" or _is_slip(likeness, mention, writing, nearest, apart[nearest]):
        return nearest
    return None


def _is_slip(likeness: Likeness, mention: Mention, writing: Writing, attested: Form, letters: int) -> bool:
    """Tell whether a spelling is a slip, not another habit: it sounds otherwise, or has strange letters in a row."""
    printed = as_printed(mention.text)
    words, good = _plain(printed), _plain(attested.text)
    cost = mention.match.evidence.cost if mention.match.evidence else 0.0
    if words == good:
        return False
    if cost >= (SOUNDS_OTHERWISE if letters == 1 else SOUNDS_QUITE_OTHERWISE):
        return True
    swapped = letters == 1 and sorted(words) == sorted(good)
    return (swapped or cost >= SOUNDS_OTHERWISE) and likeness.letters.has_strange(printed, writing)


def _plain(name: str) -> str:
    from unidecode import unidecode

    return name if "\u0e80" <= name[:1] <= "\u0eff" else unidecode(name).casefold()


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the places that may be whole names: words in a run that no other capitalised word stands beside."""
    for offset, run in runs(text):
        words = tokens(run)
        if not words:
            continue
        if words[0].word.lao:
            starts = [0, *[n for n in range(1, len(words)) if run[words[n].start - 1].isspace()]]
            ends = {*starts[1:], len(words)}
            yield from (
                (offset + words[a].start, offset + words[b - 1].end)
                for a in starts
                for b in sorted(ends)
                if a < b <= a + _LONGEST_LAO
            )
            continue
        starts = [n for n, word in enumerate(words) if word.gap not in ("-", ".")]
        for a in starts:
            before = text[max(0, offset + words[a].start - _BEFORE) : offset + words[a].start]
            if a and not context(before, "").before:
                continue
            start, end = offset + words[a].start, offset + words[-1].end
            if start < end:
                yield start, end

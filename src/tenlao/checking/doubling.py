"""Names that are printed twice side by side: the whole, or a component at its end or its beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tenlao.text.keys import as_printed, spelling_key

if TYPE_CHECKING:
    from tenlao.mentions.finder import Mention

__all__ = ["Doubled", "doubled_names"]

_BLANKS = r"[^\S\n]*"


class Doubled(NamedTuple):
    """A mention that is doubled, and where both of it begin and end (code points)."""

    mention: Mention
    start: int
    end: int


def doubled_names(text: str, mentions: Sequence[Mention]) -> Iterator[Doubled]:
    """Give the mentions that are printed twice in one spelling, with blanks, a bracket, or between persons a comma.

    What stands on two lines, as a headline does and the words below it, is not side by side.

    >>> from tenlao import load
    >>> for text in ("Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon)", "Xỏn-xay Xỉ-phăn-đon Xỉ-phăn-đon"):
    ...     print([text[d.start : d.end] for d in doubled_names(text, load().find(text))])
    []
    ['Xỏn-xay Xỉ-phăn-đon Xỉ-phăn-đon']
    """
    end = 0
    for mention in mentions:
        if mention.start < end:
            continue
        start, stop = _extended(text, mention)
        if (start, stop) != (mention.start, mention.end) or _repeats_itself(mention):
            yield Doubled(mention, start, stop)
            end = stop


def _extended(text: str, mention: Mention) -> tuple[int, int]:
    """Return where a mention begins and ends together with its repetitions."""
    start, end = mention.start, mention.end
    whole = re.escape(mention.text)
    brackets = rf"{_BLANKS}[)\]]?{_BLANKS}[(\[]{_BLANKS}{whole}{_BLANKS}[)\]]"
    comma = rf"|{_BLANKS},{_BLANKS}{whole}" if mention.match.entry.kind == "person" else ""
    beside = rf"{_BLANKS}{whole}" if "\u0e80" <= mention.text[0] <= "\u0eff" else rf"[^\S\n]+{whole}"
    first, last = _outer_components(mention)
    if last:
        beside += rf"|[^\S\n]+{re.escape(last)}"
    after = re.compile(rf"(?:{brackets}|(?:{beside}{comma})(?![\w\u0300-\u036f-]))")
    while found := after.match(text, end):
        end = found.end()
    if first:
        before = re.compile(rf"(?<![\w-]){re.escape(first)}[^\S\n]+$")
        if found := before.search(text, max(0, start - len(first) - 8), start):
            start = found.start()
    return start, end


def _outer_components(mention: Mention) -> tuple[str, str]:
    """Return the given and the family name of a person as they are printed, where it is clear which they are."""
    words = mention.text.split()
    if mention.match.entry.kind != "person" or len(words) != 2:
        return "", ""
    return words[0], words[1]


def _repeats_itself(mention: Mention) -> bool:
    """Tell whether a mention has a component twice in a row, which its attested forms have not."""
    if mention.match.kind == "exact" or mention.match.entry.kind != "person":
        return False
    words = [spelling_key(word) for word in as_printed(mention.text).split()]
    return len(words) > 2 and any(one == other for one, other in zip(words, words[1:], strict=False))

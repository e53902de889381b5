"""Posts: paragraphs that begin with a small letter, and lines in which somebody speaks so: Hà: mai đi pakse nhé."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tenlao.text.letters import CAPITAL, SMALL

__all__ = ["after_speaker", "posts"]

_LETTER = re.compile(r"[^\W\d_]")
# Who speaks, perhaps after the time, or set off: [20:01] Hà, **Minh Tú**, @tu_le.
_SPEAKER = re.compile(
    rf"(?m:^)[*_>•-]{{0,3}}[^\S\n]?(?:[\[(]?\d{{1,2}}[:.h]\d\d[\])]?[^\S\n]{{0,4}})?[{CAPITAL}@][^\n:.!?]{{0,30}}:[^\S\n]+(?=[{SMALL}])"
)


def posts(paragraph: str) -> Iterator[tuple[int, str]]:
    r"""Give the posts in a paragraph, and where each starts.

    >>> list(posts("đi pakse\nvui")), list(posts("Tú: đi đâu?\nĐi Lào\nHà: pakse"))
    ([(0, 'đi pakse\nvui')], [(4, 'đi đâu?'), (23, 'pakse')])
    """
    first = _LETTER.search(paragraph)
    if first is not None and first[0].islower():
        yield 0, paragraph
        return
    for speaker in _SPEAKER.finditer(paragraph):
        end = paragraph.find("\n", speaker.end())
        yield speaker.end(), paragraph[speaker.end() : end if end >= 0 else len(paragraph)]


def after_speaker(text: str, start: int, end: int) -> int:
    """Return where a line of a text begins after somebody who speaks in small letters, if anybody does.

    >>> after_speaker("Hà: đi đâu", 0, 10), after_speaker("Hà: Ai", 0, 6)
    (4, 0)
    """
    speaker = _SPEAKER.match(text, start, end)
    return speaker.end() if speaker else start

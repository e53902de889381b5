"""Documents edited on the page: their text out of them, and another text into them, byte for byte elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from tenlao.base.errors import TenlaoError
from tenlao.documents.formats import as_written
from tenlao.text.differences import differences
from tenlao.text.edits import Edit
from tenlao.web.asked import Asked
from tenlao.web.bodies import Given
from tenlao.web.problems import Problem
from tenlao.web.texts import text_of

if TYPE_CHECKING:
    from tenlao.web.settings import Limits

__all__ = ["edits_between", "opened", "rewritten"]


def opened(given: Given, limits: Limits) -> dict[str, Any]:
    """Return what is edited of a document: its source if it is a text, else what readers see.

    Raises:
        Problem: there is no document, or it is too large.
        TenlaoError: it cannot be read.
    """
    if given.upload is None:
        raise Problem("bad-request", "send a file by multipart/form-data")
    asked = Asked(given.values)
    text = text_of(given, asked, limits)
    asked.end()
    return {
        "name": text.file,
        "kind": text.document.kind,
        "text": as_written(text.document).replace("\r\n", "\n").replace("\r", "\n"),
    }


def rewritten(given: Given, limits: Limits) -> tuple[str, bytes]:
    """Return the name of a document, and its bytes with another text in it.

    Raises:
        Problem: there is no document or no text.
        TenlaoError: the text cannot stand in it, such as a new paragraph in a Word document.
    """
    asked = Asked(given.values)
    new = asked.text("new", limits.text)
    if given.upload is None or new is None:
        raise Problem("bad-request", 'send a file and the "new" text by multipart/form-data')
    text = text_of(given, asked, limits)
    asked.end()
    document = text.document
    old = as_written(document)
    edits = list(edits_between(old, new))
    try:
        return text.file, document.edited(edits, in_source=document.source is not None)
    except ValueError as error:
        message = "paragraphs cannot be added to this document here; do that in the program that made it"
        raise TenlaoError(message, text.file) from error


def edits_between(old: str, new: str) -> Iterator[Edit]:
    r"""Give the edits that make one text of another: of whole words, and only where the texts differ.

    Line ends do not count, since browsers have but one kind of them; what is new gets those of the old text.

    >>> list(edits_between("Ông Lào,\r\nbà Lào.", "Ông Lao,\nbà Lào."))
    [Edit(start=4, end=7, old='Lào', new='Lao')]
    """
    plain, places = _with_plain_ends(old)
    usual = "\r\n" if "\r\n" in old else "\r" if "\r" in old and "\n" not in old else "\n"
    old_lines, new_lines = plain.splitlines(keepends=True), _with_plain_ends(new)[0].splitlines(keepends=True)
    starts = list(accumulate(map(len, old_lines), initial=0))
    for first, last, new_first, new_last in differences(old_lines, new_lines):
        before, after = ("".join(lines) for lines in (old_lines[first:last], new_lines[new_first:new_last]))
        for start, end, words in _edits_of_words(starts[first], before, after):
            start, end = places[start], places[end]
            words = words.replace("\n", usual)
            if old[max(0, start - 1) : start] == "\r" and (words or old[end : end + 1])[:1] == "\n":
                start, words = start - 1, f"\n{words}"  # or two line ends would become one
            yield Edit(start, end, old[start:end], words)


def _with_plain_ends(text: str) -> tuple[str, Sequence[int]]:
    """Return a text with line feeds for all line ends, and where each of its characters stood, and its end."""
    if "\r" not in text:
        return text, range(len(text) + 1)
    plain, places = [], []
    for found in re.finditer(r"\r\n?|(?s:.)", text):
        plain.append("\n" if found[0][0] == "\r" else found[0])
        places.append(found.start())
    return "".join(plain), [*places, len(text)]


def _edits_of_words(at: int, old: str, new: str) -> Iterator[tuple[int, int, str]]:
    old_words, new_words = _WORDS.findall(old), _WORDS.findall(new)
    starts = list(accumulate(map(len, old_words), initial=at))
    for first, last, new_first, new_last in differences(old_words, new_words):
        yield starts[first], starts[last], "".join(new_words[new_first:new_last])


_WORDS = re.compile(r"\w+|\s+|[^\w\s]+")

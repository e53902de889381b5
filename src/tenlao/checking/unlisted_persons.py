"""Lao persons in a text who are in no table: each once, as the name is, and not as a part of a name in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from tenlao.mentions.side_by_side import FARTHEST_FORM, sound_alike
from tenlao.mentions.unlisted import UnlistedName, unlisted_names
from tenlao.rendering.suggestions import MARK
from tenlao.text.keys import as_printed, spelling_key

if TYPE_CHECKING:
    from tenlao.checking.text_under_check import TextUnderCheck

__all__ = ["suggestion_for", "unlisted_persons"]

# A dash between blanks, and what follows it in small letters, is no more the name (Olath Siphandone – em).
_AFTER_DASH = re.compile(r"\s+[\u2010-\u2015\u2212-]\s+[^\W\d_A-ZÀ-ÖØ-Þ].*", re.DOTALL)
_OPENING = re.compile(r"\s*[(\[]\s*[\"“]?")


def unlisted_persons(text: TextUnderCheck) -> Iterator[UnlistedName]:
    """Give the names of persons who are in no table, each at its first place, without renderings beside them."""
    found = unlisted_names(text.names.index, text.names.likeness, text.text, text.mentions)
    found[:] = map(_trimmed, found)
    # The keys of names that are still to be told.
    left = {spelling_key(name.text) for name in found}
    # There may be many of a mention, but hardly two of a stranger.
    names = chain({mention.text for mention in text.mentions}, (name.text for name in found))
    left.difference_update(_beginnings(names))
    before: UnlistedName | None = None
    found.reverse()
    while found:  # there may be many, and each is forgotten once it is told
        name = found.pop()
        key = spelling_key(name.text)
        is_gloss = before is not None and _is_gloss(text.text, before, name)
        before = name
        if is_gloss or key not in left or " " not in as_printed(name.text):
            continue
        left.remove(key)
        yield name


def _is_gloss(text: str, before: UnlistedName, name: UnlistedName) -> bool:
    """Tell whether a name is a rendering of the one before it: in brackets, or not far from it and of its sound."""
    if name.writing in ("latin", before.writing):
        return False
    between = text[before.end : name.start]
    if _OPENING.fullmatch(between):
        return True
    return len(between) <= FARTHEST_FORM and sound_alike(before.text, before.writing, name.text, name.writing)


def suggestion_for(text: TextUnderCheck, name: UnlistedName) -> tuple[str | None, float | None]:
    """Return a rendering of a name, marked as one that nobody has printed, and its score (0-100)."""
    if name.writing == "vietnamese":
        return None, None
    rendering = text.names.render(as_printed(name.text), limit=1)
    if not rendering.vietnamese:
        return None, None
    return f"{rendering.vietnamese}{MARK}", rendering.score


def _trimmed(name: UnlistedName) -> UnlistedName:
    """Return a name without a dash and what is no part of it."""
    after = _AFTER_DASH.search(name.text)
    if after is None:
        return name
    return replace(name, end=name.start + after.start(), text=name.text[: after.start()])


def _beginnings(names: Iterable[str]) -> Iterator[str]:
    """Give the keys of what longer names begin with: the components by which their bearers are called for short."""
    for name in names:
        words = as_printed(name).split()
        yield from (spelling_key(" ".join(words[:n])) for n in range(1, len(words)))

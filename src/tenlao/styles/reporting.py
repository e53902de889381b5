"""What becomes of the Lao names in a text, and of which nothing does, for whoever has to check the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from tenlao.mentions.mention import Mention
from tenlao.mentions.unlisted import UnlistedName, unlisted_names
from tenlao.rendering.suggestions import MARK
from tenlao.styles.certainty import sure_mentions
from tenlao.styles.outcome import Noted, Report, name_set_by
from tenlao.styles.preferred_forms import writing_of
from tenlao.styles.suggesting import suggested_in, suggested_name
from tenlao.text.keys import as_printed, spelling_key

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.styles.linker import Linker
    from tenlao.styles.options import StyleOptions
    from tenlao.text.edits import Edit

__all__ = ["report_on"]

_Name: TypeAlias = "Mention | UnlistedName"

# Brackets after a name that hold a rendering: words of which one has a hyphen.
_RENDERING = re.compile(r"\s{0,8}\((?=[^()\n]{0,400}\))[^()\n]*\w-\w")


def report_on(
    linker: Linker, text: str, edits: Sequence[Edit], writing: Writing, options: StyleOptions
) -> Report:
    """Return what became of the names in a text by some edits, which count in it.

    `writing` is the one that the style prints, "vietnamese" for one that prints several. Suggestions bear the mark
    that is asked for, else `MARK`.
    """
    mark = options.suggest or MARK
    mentions = [m for m in linker.find(text) if m.match.score >= options.min_score]
    sure = sure_mentions(mentions, options.near)
    starts = {mention.start for mention in sure}
    near = [m for m in mentions if m.start not in starts]
    unlisted = [
        name
        for name in unlisted_names(linker.index, linker.likeness, text, mentions)
        if name.writing != writing
    ]
    names: list[_Name] = sorted([*mentions, *unlisted], key=lambda name: name.start)
    changed = list(_changed(names, edits))
    done = {_key(name) for name, _ in changed}
    for name in names:
        has_some = text.startswith(mark, name.end) or _RENDERING.match(text, name.end)
        is_gloss = text.endswith("(", 0, name.start)
        if has_some or is_gloss:
            done.add(_key(name))

    def open_ones(some: Iterable[_Name]) -> Iterator[_Name]:
        """Give those that have got nothing: neither now, nor from the author."""
        return (name for name in some if _key(name) not in done)

    bare = [m for m in sure if _lacks_form(m, writing)]
    return Report(
        changed=_noted(changed),
        unprinted=_noted(
            (m, suggested_in(linker, writing, m.match.entry, mark))
            for m in _first(open_ones(bare))
            if isinstance(m, Mention)
        ),
        near=_noted((m, None) for m in open_ones(near)),
        unlisted=_noted(
            (name, suggested_name(linker, writing, as_printed(name.text), mark))
            for name in _first(open_ones(unlisted))
        ),
    )


def _lacks_form(mention: Mention, writing: Writing) -> bool:
    """Tell whether a whole name of a person or place, in another writing, has no form in a writing."""
    entry = mention.match.entry
    is_name = mention.match.kind != "partial" and entry.kind != "organization"
    return is_name and not entry.preferable(writing) and writing_of(mention) != writing


def _changed(names: Sequence[_Name], edits: Sequence[Edit]) -> Iterator[tuple[_Name, str]]:
    """Give the names that edits are about, and what they set: an edit is about the name before it, or over it."""
    starts = [name.start for name in names]
    for edit in edits:
        number = bisect_right(starts, edit.start) - 1
        if number >= 0:
            yield names[number], name_set_by(edit)


def _key(name: _Name) -> str:
    return name.match.entry.id if isinstance(name, Mention) else spelling_key(name.text)


def _first(names: Iterable[_Name]) -> list[_Name]:
    """Return the first of the names of each entry, and of each spelling of those in no table."""
    return list({_key(name): name for name in reversed(list(names))}.values())[::-1]


def _noted(names: Iterable[tuple[_Name, str | None]]) -> tuple[Noted, ...]:
    """Return each name once, as it first stands in the text."""
    found: dict[str, Noted] = {}
    for name, rendering in names:
        id = name.match.entry.id if isinstance(name, Mention) else None
        score = round(name.match.score, 1) if isinstance(name, Mention) else None
        found.setdefault(_key(name), Noted(name.start, as_printed(name.text), id, rendering, score))
    return tuple(found.values())

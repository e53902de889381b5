"""The names in a document that somebody has to look at, as lines for people: what was not changed, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tenlao.base.errors import TenlaoError
from tenlao.base.translations import translated

if TYPE_CHECKING:
    from tenlao.pipeline.revision import Revision
    from tenlao.styles.outcome import Noted
    from tenlao.table.model import Entry

__all__ = ["MOST_LINES", "report_lines"]

MOST_LINES = 10
"""How many names of a document are listed for people."""


def report_lines(revision: Revision, entry: Callable[[str], Entry]) -> list[str]:
    """Return a line for each name that somebody has to look at, at most `MOST_LINES`, and how many more there are.

    `entry` gives the entry of an id. What has been changed is not listed: it stands in the text.
    """
    noted = sorted(_to_look_at(revision, entry), key=lambda item: item[0].offset)
    lines = [str(TenlaoError(said, revision.file, revision.lines.get(name.offset))) for name, said in noted]
    more = len(lines) - MOST_LINES
    if more <= 0:
        return lines
    said = translated("{file}: and {more} more (--report lists all)").format(file=revision.file, more=more)
    return [*lines[:MOST_LINES], said]


def _to_look_at(revision: Revision, entry: Callable[[str], Entry]) -> Iterator[tuple[Noted, str]]:
    report = revision.report
    for name in report.unprinted:
        said = translated('"{words}" is known, with no form in print for this style')
        yield name, said.format(words=name.text) + _suggestion(name)
    for name in report.near:
        said = translated('"{words}" is near "{form}"; left alone (--near takes it along)')
        yield name, said.format(words=name.text, form=entry(name.id or "").name)
    for name in report.unlisted:
        said = translated('"{words}" is Lao by the look of it, in no table')
        yield name, said.format(words=name.text) + _suggestion(name)


def _suggestion(name: Noted) -> str:
    return translated("; suggested: {rendering}").format(rendering=name.rendering) if name.rendering else ""

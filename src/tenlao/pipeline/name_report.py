"""The report on the names in a document, for people as a few lines, for programs as a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from tenlao.base.errors import TenlaoError

if TYPE_CHECKING:
    from tenlao.pipeline.revision import Revision
    from tenlao.styles.outcome import Noted
    from tenlao.table.model import Entry

__all__ = ["MOST_LINES", "report_json", "report_lines"]

MOST_LINES = 10
"""How many names of a document are listed for people."""


def report_lines(revision: Revision, entry: Callable[[str], Entry]) -> list[str]:
    """Return a line for each name that somebody has to look at, at most `MOST_LINES`, and how many more there are.

    `entry` gives the entry of an id. What has been changed is not listed: it stands in the text.
    """
    noted = sorted(_to_look_at(revision, entry), key=lambda item: item[0].offset)
    lines = [str(TenlaoError(said, revision.file, revision.lines.get(name.offset))) for name, said in noted]
    more = len(lines) - MOST_LINES
    return (
        lines
        if more <= 0
        else [*lines[:MOST_LINES], f"{revision.file}: and {more} more (--report lists all)"]
    )


def _to_look_at(revision: Revision, entry: Callable[[str], Entry]) -> Iterator[tuple[Noted, str]]:
    report = revision.report
    for name in report.unprinted:
        yield name, f'"{name.text}" is known, with no form in print for this style{_suggestion(name)}'
    for name in report.near:
        known = entry(name.id or "")
        form = known.latin or known.vietnamese or known.lao
        yield name, f'"{name.text}" is near "{form}"; left alone (--near takes it along)'
    for name in report.unlisted:
        yield name, f'"{name.text}" is Lao by the look of it, in no table{_suggestion(name)}'


def _suggestion(name: Noted) -> str:
    return f"; suggested: {name.rendering}" if name.rendering else ""


def report_json(revision: Revision) -> str:
    """Return the report as a line of JSON, with the file."""
    return json.dumps({"file": revision.file} | revision.report.data(), ensure_ascii=False)

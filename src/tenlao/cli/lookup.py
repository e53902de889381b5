"""The command `tenlao lookup`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from tenlao.base.display import display_width
from tenlao.base.vocabulary import KINDS
from tenlao.cli.options import json_option, limit_option, names_argument, names_in, table_option
from tenlao.cli.printing import complain, print_json, print_lines

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.pipeline.answers import Answer
    from tenlao.table.model import Source

__all__ = ["lookup"]


@click.command(
    epilog="""\b
    Examples:
      tenlao lookup "Thonglun Sisulith" ວຽງຈັນ
      tenlao lookup --kind place --json "Bô-ly-khăm-xay"
      cut -f1 names.tsv | tenlao lookup -
    """
)
@names_argument
@json_option("one match")
@limit_option("matches of a name")
@click.option("--kind", type=click.Choice(KINDS), help="Consider only entries of this kind.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 100),
    metavar="SCORE",
    help="From which score on a match is good; 65 if not given.",
)
@table_option
def lookup(
    names: tuple[str, ...],
    as_json: bool,
    limit: int,
    kind: Kind | None,
    threshold: float | None,
    table_file: str | None,
) -> None:
    """Look up names in the table.

    Each NAME is one name, in any of the three writings: quote a name with blanks. "-" reads names from
    standard input, one a line; empty lines are skipped. Matches with a good score are printed; where a name
    has none, weak matches are printed and marked so, and the exit status is 1. A good score is one from the
    threshold on, at which about one name of a hundred that is in no table is taken for one that is. A Lao name
    of which no Vietnamese rendering is known gets a suggested one, marked with an asterisk.
    """
    from tenlao.gazetteer import load
    from tenlao.pipeline.answers import answer, suggestion

    gazetteer = load(table_file)
    status = 0
    for name in names_in(names):
        found = answer(gazetteer, name, threshold=threshold, kind=kind, limit=limit)
        if found.weak:
            complain(f"no match for {name}")
            status = 1
        if as_json:
            for data in found.data(gazetteer.sources):
                print_json(data)
            continue
        lines = list(_match_lines(found, gazetteer.sources))
        if rendering := suggestion(gazetteer, found):
            lines.append(f"         suggested rendering, not attested: {rendering}")
        if lines:
            print_lines([name, *lines])
    sys.exit(status)


def _match_lines(found: Answer, sources: Mapping[str, Source]) -> Iterator[str]:
    """Yield the lines that show the matches of a name, with the writings in columns."""
    rows = [
        [form or "-" for form in (match.entry.latin, match.entry.vietnamese, match.entry.lao)]
        for match in found.matches
    ]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for match, row in zip(found.matches, rows, strict=True):
        entry, form = match.entry, match.form
        cells = [cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)]
        yield f"{match.score:7.1f}  {'  '.join(cells).rstrip()}{'  (weak)' if found.weak else ''}"
        what = ", ".join(filter(None, (entry.kind, entry.role)))
        tag = f", {form.tag}" if form.tag else ""
        yield f"         {what}"
        yield f"         {match.explain()}"
        for id in form.sources[:1]:
            yield f"         {form.text} ({form.writing.capitalize()}{tag}): {sources[id].cited()}"

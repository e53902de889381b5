"""The command `tenlao lookup`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from tenlao.base.display import display_width
from tenlao.base.vocabulary import KINDS
from tenlao.cli.run import limit_option, names_in, table_option

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.gazetteer import Gazetteer
    from tenlao.matching.score import Match
    from tenlao.table.model import Entry

__all__ = ["lookup"]


@click.command(
    epilog="""\b
    Examples:
      tenlao lookup "Thonglun Sisulith" ວຽງຈັນ
      tenlao lookup --kind place --json "Bô-ly-khăm-xay"
      cut -f1 names.tsv | tenlao lookup -
    """
)
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one match a line.")
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
    from tenlao.matching.score import THRESHOLD

    gazetteer = load(table_file)
    enough = THRESHOLD if threshold is None else threshold
    status = 0
    for name in names_in(names):
        matches = gazetteer.lookup(name, len(gazetteer), kind)
        good = [match for match in matches if match.score >= enough]
        if not good:
            click.echo(f"tenlao: no match for {name}", err=True)
            status = 1
        shown = (good or matches)[:limit]
        if as_json:
            for match in shown:
                _echo_json(_match_data(gazetteer, name, match, weak=not good))
        elif shown:
            click.echo("\n".join([name, *_match_lines(gazetteer, shown, weak=not good)]))
        if not as_json and (rendering := _suggested(gazetteer, name, good[0].entry if good else None)):
            line = f"         suggested rendering, not attested: {rendering}"
            click.echo(line if shown else f"{name}\n{line}")
    sys.exit(status)


def _echo_json(data: dict[str, Any]) -> None:
    click.echo(json.dumps(data, ensure_ascii=False))


def _match_data(names: Gazetteer, name: str, match: Match, weak: bool) -> dict[str, Any]:
    entry, form = match.entry, match.form
    return {
        "name": name,
        "id": entry.id,
        "kind": entry.kind,
        "type": entry.type,
        "role": entry.role,
        "latin": entry.latin,
        "vietnamese": entry.vietnamese,
        "lao": entry.lao,
        "score": match.score,
        "weak": weak,
        "match": match.kind,
        "form": form.text,
        "writing": form.writing,
        "tag": form.tag,
        "why": match.explain(),
        "sources": [
            {"publisher": source.publisher, "date": source.day, "url": source.url}
            for source in (names.sources[id] for id in form.sources)
        ],
    }


def _match_lines(names: Gazetteer, matches: Sequence[Match], weak: bool) -> Iterator[str]:
    """The lines that show the matches of a name, with the writings in columns."""
    rows = [[form or "-" for form in (m.entry.latin, m.entry.vietnamese, m.entry.lao)] for m in matches]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for match, row in zip(matches, rows, strict=True):
        entry, form = match.entry, match.form
        cells = [cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)]
        yield f"{match.score:7.1f}  {'  '.join(cells).rstrip()}{'  (weak)' if weak else ''}"
        what = ", ".join(filter(None, (entry.kind, entry.role)))
        tag = f", {form.tag}" if form.tag else ""
        yield f"         {what}"
        yield f"         {match.explain()}"
        for id in form.sources[:1]:
            yield f"         {form.text} ({form.writing.capitalize()}{tag}): {names.sources[id].cited()}"


def _suggested(names: Gazetteer, name: str, entry: Entry | None) -> str | None:
    """A rendering of a name whose entry has none, or of a Lao name that is in no table."""
    if entry is not None and entry.vietnamese:
        return None

    from tenlao.rendering.suggestions import looks_lao, suggested, suggested_for

    if entry is not None:
        return suggested_for(names, entry)
    return suggested(names, name) if looks_lao(names.likeness, name) else None

"""The command line: each command is a few lines over the library.

The library is imported inside the commands, so that `tenlao --help` does not wait for it.
"""

from __future__ import annotations

import io
import json
import signal
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from tenlao.cli_documents import (
    complain,
    do,
    documents_of,
    encoding_option,
    jobs_option,
    kind_option,
    limit_option,
    names_in,
    print_lines,
    table_option,
)
from tenlao.errors import TenlaoError

if TYPE_CHECKING:
    from tenlao.match import Match
    from tenlao.table import Entry, Table

__all__ = ["cli", "commands_of", "main"]

# Commands that have a module of their own, named after them.
_MODULES = {name: f"tenlao.cli_{name}" for name in ("annotate", "check", "harvest", "render", "table")}
_KINDS = ("person", "place", "organization")
_ALL = 1_000_000  # matches, of which some may be of another kind than asked for


class _Commands(click.Group):
    """A group of commands of which each is imported only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """See `click.Group.list_commands`."""
        return sorted([*super().list_commands(ctx), *_MODULES])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """See `click.Group.get_command`."""
        if cmd_name not in _MODULES:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(_MODULES[cmd_name]), cmd_name)
        return command


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="tenlao", message="%(prog)s %(version)s")
def cli() -> None:
    """Lao names in Lao script, in Latin letters and in Vietnamese rendering.

    Exit status: 0 all is well; 1 a name has no match; 2 the input or the command is not usable.
    """


@cli.command(
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
@click.option("--kind", type=click.Choice(_KINDS), help="Consider only entries of this kind.")
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
    kind: str | None,
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
    from tenlao.match import THRESHOLD

    table = _table(table_file)
    enough = THRESHOLD if threshold is None else threshold
    status = 0
    for name in names_in(names):
        matches = [m for m in table.lookup(name, _ALL) if kind in (None, m.entry.kind)]
        good = [match for match in matches if match.score >= enough]
        if not good:
            click.echo(f"tenlao: no match for {name}", err=True)
            status = 1
        shown = (good or matches)[:limit]
        if as_json:
            for match in shown:
                _echo_json(_match_data(table, name, match, weak=not good))
        elif shown:
            click.echo("\n".join([name, *_match_lines(table, shown, weak=not good)]))
        if not as_json and (rendering := _suggested(table, name, good[0].entry if good else None)):
            line = f"         suggested rendering, not attested: {rendering}"
            click.echo(line if shown else f"{name}\n{line}")
    sys.exit(status)


@cli.command(
    epilog="""\b
    Examples:
      tenlao find article.txt
      tenlao find --jobs 0 archive/
      tenlao find --unknown article.txt
      tenlao find - < article.txt
    """
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "--unknown",
    is_flag=True,
    help="Print the Lao persons, too, who are in no table, with suggested renderings.",
)
@kind_option
@encoding_option
@jobs_option
@table_option
def find(
    files: tuple[str, ...],
    unknown: bool,
    kind: str | None,
    encoding: str | None,
    jobs: int,
    table_file: str | None,
) -> None:
    """Find the names of the table in documents.

    Prints JSON Lines, a mention a line: start and end (in code points from the start of the text), text, the
    id and kind of the entry, the score, and how it matches (exact, variant or partial). Where the text does not
    tell which of several entries of one name is meant, "ambiguous" has the ids of the others. With several
    files, each line also has the file. "-" is standard input; of a folder, all documents in it are read.
    """
    from tenlao.standoff import mention_lines

    documents = documents_of(files)
    several = len(documents) > 1
    work = partial(mention_lines, kind=kind, encoding=encoding, with_file=several, unknown=unknown)
    do(work, documents, lambda _, lines: print_lines(lines), table_file, jobs)


def commands_of(group: click.Group) -> dict[str, click.Command]:
    """The commands of a group by name, imported.

    >>> sorted(commands_of(cli))
    ['annotate', 'check', 'find', 'harvest', 'lookup', 'render', 'table']
    """
    context = click.Context(group)
    commands = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in commands.items() if command is not None}


def main() -> None:
    """Run the command line; never show a traceback for what a user can put right."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        sys.exit(cli.main(prog_name="tenlao", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except TenlaoError as error:
        complain(error)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)


def _table(file: str | None) -> Table:
    from tenlao.table import load

    return load(file)


def _echo_json(data: dict[str, Any]) -> None:
    click.echo(json.dumps(data, ensure_ascii=False))


def _match_data(table: Table, name: str, match: Match, weak: bool) -> dict[str, Any]:
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
            for source in (table.sources[id] for id in form.sources)
        ],
    }


def _match_lines(table: Table, matches: Sequence[Match], weak: bool) -> Iterator[str]:
    """The lines that show the matches of a name, with the writings in columns."""
    rows = [[form or "-" for form in (m.entry.latin, m.entry.vietnamese, m.entry.lao)] for m in matches]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for match, row in zip(matches, rows, strict=True):
        entry, form = match.entry, match.form
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        yield f"{match.score:7.1f}  {'  '.join(cells).rstrip()}{'  (weak)' if weak else ''}"
        what = ", ".join(filter(None, (entry.kind, entry.role)))
        tag = f", {form.tag}" if form.tag else ""
        yield f"         {what}"
        yield f"         {match.explain()}"
        for id in form.sources[:1]:
            yield f"         {form.text} ({form.writing.capitalize()}{tag}): {table.sources[id].cited()}"


def _suggested(table: Table, name: str, entry: Entry | None) -> str | None:
    """A rendering of a name whose entry has none, or of a Lao name that is in no table."""
    if entry is not None and entry.vietnamese:
        return None

    from tenlao.suggesting import looks_lao, suggested, suggested_for

    if entry is not None:
        return suggested_for(table, entry)
    return suggested(table, name) if looks_lao(table, name) else None


def _width(text: str) -> int:
    """How many columns a terminal gives a text in Lao or Latin letters: none to marks and invisible characters."""
    return sum([unicodedata.category(c) not in ("Mn", "Me", "Cf") for c in text])

"""The command line: each command is a few lines over the library.

The library is imported inside the commands, so that `tenlao --help` does not wait for it.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from tenlao.errors import TenlaoError

if TYPE_CHECKING:
    from tenlao.match import Match
    from tenlao.table import Source, Table

__all__ = ["cli", "main"]

_KINDS = ("person", "place", "organization")
_STYLES = ("gloss", "vietnamese", "latin", "html", "jsonl")
_ALL = 1_000_000  # matches, of which some may be of another kind than asked for

_table_option = click.option(
    "--table", "table_file", metavar="FILE", help="Layer a table of your own (TOML) over the bundled one."
)
_files_argument = click.argument(
    "files", metavar="FILE...", nargs=-1, required=True, type=click.Path(allow_dash=True)
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    metavar="N",
    help="Print at most N matches of a name.",
)
@click.option("--kind", type=click.Choice(_KINDS), help="Consider only entries of this kind.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 100),
    metavar="SCORE",
    help="From which score on a match is good; 65 if not given.",
)
@_table_option
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
    threshold on, at which about one name of a hundred that is in no table is taken for one that is.
    """
    from tenlao.match import THRESHOLD

    table = _table(table_file)
    enough = THRESHOLD if threshold is None else threshold
    status = 0
    for name in _names(names):
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
    sys.exit(status)


@cli.command(
    epilog="""\b
    Examples:
      tenlao find article.txt
      tenlao find - < article.txt
    """
)
@_files_argument
@_table_option
def find(files: tuple[str, ...], table_file: str | None) -> None:
    """Find the names of the table in texts.

    Prints JSON Lines, a mention a line: start and end (in code points from the start of the file), text, the
    id and kind of the entry, the score, and how it matches (exact, variant or partial). With several files,
    each line also has the file. "-" is standard input. The texts must be in UTF-8.
    """
    table = _table(table_file)

    def print_mentions(file: str, text: str) -> None:
        for mention in table.find(text):
            match = mention.match
            data: dict[str, Any] = {"file": file} if len(files) > 1 else {}
            data |= {"start": mention.start, "end": mention.end, "text": mention.text}
            data |= {"id": match.entry.id, "kind": match.entry.kind}
            data |= {"score": match.score, "match": match.kind}
            _echo_json(data)

    _for_each(files, print_mentions)


@cli.command(
    epilog="""\b
    Examples:
      tenlao annotate article.txt > glossed.txt
      tenlao annotate article.txt -o glossed.txt
      tenlao annotate -i page-1.txt page-2.txt
    """
)
@_files_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(allow_dash=True),
    help='Write to FILE, whole or not at all; "-" is standard output, the default.',
)
@click.option("-i", "--in-place", is_flag=True, help="Change the files themselves.")
@click.option(
    "--style",
    type=click.Choice(_STYLES),
    default="gloss",
    show_default=True,
    help="House style: gloss adds the other writing after the first mention of a name.",
)
@_table_option
def annotate(
    files: tuple[str, ...], output: str | None, in_place: bool, style: str, table_file: str | None
) -> None:
    """Put texts into a house style.

    Style gloss turns "Sonexay Siphandone" into "Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon)" at the first
    mention. Nothing else in a text changes, and annotating it again changes nothing. "-" is standard input;
    several files are printed one after the other. The texts must be in UTF-8.
    """
    from tenlao.annotation import apply_edits
    from tenlao.files import STANDARD_STREAM, rewrite, write_file

    if in_place and output is not None:
        raise click.UsageError("-i and -o exclude each other.")
    if in_place and STANDARD_STREAM in files:
        raise click.UsageError("-i needs files; standard input cannot be changed in place.")
    if output == STANDARD_STREAM:
        output = None
    if output is not None:
        if len(files) > 1:
            raise click.UsageError("-o takes one FILE; use -i to change several, or print them.")
        if os.path.exists(output) and os.path.exists(files[0]) and os.path.samefile(output, files[0]):
            raise TenlaoError("is the input itself; use -i to change it in place", output)
    table = _table(table_file)

    def write(file: str, text: str) -> None:
        edits = table.edits(text, style)
        if in_place:
            rewrite(file, text, edits)
        elif output is not None:
            write_file(output, apply_edits(text, edits).encode())
        else:
            sys.stdout.buffer.write(apply_edits(text, edits).encode())

    _for_each(files, write)


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
        _complain(error)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)


def _table(file: str | None) -> Table:
    from tenlao.table import load

    return load(file)


def _complain(error: TenlaoError) -> None:
    click.echo(f"tenlao: {error}", err=True)


def _echo_json(data: dict[str, Any]) -> None:
    click.echo(json.dumps(data, ensure_ascii=False))


def _for_each(files: Sequence[str], use: Callable[[str, str], None]) -> None:
    """Use each file and its text; exit with 2 when some files could not be used."""
    used = [_use(file, use) for file in files]
    sys.exit(0 if all(used) else 2)


def _use(file: str, use: Callable[[str, str], None]) -> bool:
    from tenlao.files import read_text

    try:
        use(file, read_text(file))
    except TenlaoError as error:
        _complain(error)
        return False
    return True


def _names(arguments: Sequence[str]) -> Iterator[str]:
    for argument in arguments:
        if argument == "-":
            from tenlao.files import read_text

            lines = read_text(argument).removeprefix("\ufeff").splitlines()
            yield from (line.strip() for line in lines if line.strip())
        elif argument.strip():
            yield argument.strip()
        else:
            raise TenlaoError("a name is empty; give a name, or - to read names from standard input")


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
            {"publisher": source.publisher, "date": _date(source), "url": source.url}
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
            yield f"         {form.text} ({form.writing.capitalize()}{tag}): {_cited(table.sources[id])}"


def _width(text: str) -> int:
    """How many columns a terminal gives a text in Lao or Latin letters: none to marks and invisible characters."""
    return sum([unicodedata.category(c) not in ("Mn", "Me", "Cf") for c in text])


def _cited(source: Source) -> str:
    return ", ".join(filter(None, (source.publisher, _date(source), source.url)))


def _date(source: Source) -> str | None:
    return source.date.isoformat() if source.date else None

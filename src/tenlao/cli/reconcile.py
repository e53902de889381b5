"""The command `tenlao reconcile`."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from tenlao.base.errors import TenlaoError
from tenlao.cli.lazy import WordsOf
from tenlao.cli.options import (
    ANY_PATH,
    encoding_option,
    entry_kind_option,
    prefer_option,
    table_option,
    threshold_option,
)
from tenlao.cli.printing import complain

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.pipeline.reconcile import SheetFormat

__all__ = ["reconcile"]


@click.command(
    epilog="""\b
    Examples:
      tenlao reconcile guests.csv --column name -o guests-with-ids.csv
      tenlao reconcile guests.xlsx --column Name --add id,vietnamese -o out.xlsx
      tenlao reconcile guests.csv --column name --review doubtful.csv -o out.csv
      tenlao reconcile guests.csv --column name -o guests.parquet
      tenlao reconcile news.jsonl --text body > news-with-mentions.jsonl
    """
)
@click.argument("file", metavar="FILE", type=ANY_PATH)
@click.option("--column", metavar="NAME", help="The column of names.")
@click.option("--text", metavar="NAME", help="A column of texts: add the mentions in each, as JSON.")
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    default="-",
    type=ANY_PATH,
    help="Write to this file, which may be FILE itself, and not to standard output.",
)
@click.option(
    "--add",
    metavar="WORDS",
    help="What to add of the entry that is named, with commas between: id, score, latin, vietnamese, lao, match, "
    "kind, type, role, form, why. The first six if not given.",
)
@entry_kind_option
@threshold_option
@click.option(
    "--review",
    metavar="FILE",
    type=ANY_PATH,
    help="Write the doubtful rows to this file (CSV), each with the best three candidates and why.",
)
@click.option(
    "--format",
    "format",
    type=WordsOf("tenlao.pipeline.reconcile:FORMATS"),
    help="Read FILE in this format, whatever its name says.",
)
@click.option(
    "--to",
    type=WordsOf("tenlao.pipeline.reconcile:FORMATS"),
    help="Write in this format; as the name of the output says, or else as FILE is, if not given.",
)
@encoding_option
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    metavar="N",
    help="Work with N processes; 0: as many as there are processors.",
)
@prefer_option
@table_option
def reconcile(
    file: str,
    column: str | None,
    text: str | None,
    out: str,
    add: str | None,
    kind: Kind | None,
    threshold: float | None,
    review: str | None,
    format: SheetFormat | None,
    to: SheetFormat | None,
    encoding: str | None,
    jobs: int,
    prefer: str | None,
    table_file: str | None,
) -> None:
    """Add to a sheet who is meant by the names in a column.

    FILE is a sheet in CSV, TSV, JSON Lines, Excel (.xlsx) or Parquet; "-" is CSV on standard input. Columns are added
    after the last one: tenlao_id, tenlao_score, tenlao_latin, tenlao_vietnamese, tenlao_lao and tenlao_match, empty
    where a name names nobody. All else stays as it is: in CSV, TSV and JSON Lines every byte, with the encoding, the
    marks and the line ends. In another format (--to) cells are the same, and texts are in UTF-8. A file is replaced
    whole or not at all.

    A row is doubtful if its name is only near an attested one, if several entries have it, or if weak candidates are
    all that there is.
    """
    from tenlao.pipeline.house import Tables, preferred_by_house
    from tenlao.pipeline.reconcile import reconcile as add_to_sheet
    from tenlao.pipeline.reconciling import Clerk, MentionsOfText, NameClerk, asked_to_add
    from tenlao.styles.preferred_forms import PreferredForms

    if column is None and text is None:
        raise click.UsageError("Give --column or --text.")
    if column is None and (add is not None or review is not None):
        raise click.UsageError("--add and --review need --column.")
    try:
        added = asked_to_add(add)
        names = Tables(table_file).of(file)
        forms = PreferredForms(names.sources, preferred_by_house(names, file, prefer))
        columns: list[tuple[str, Clerk]] = []
        if column is not None:
            clerk = NameClerk(names, forms, added, threshold, kind, reviewed=review is not None)
            columns.append((column, clerk))
        if text is not None:
            columns.append((text, MentionsOfText(names, kind, threshold or 0.0)))
        with _share_shown() as show:
            add_to_sheet(
                file,
                columns,
                out=out,
                review=review,
                format=format,
                to=to,
                encoding=encoding,
                workers=jobs,
                progress=show,
            )
    except TenlaoError as error:
        complain(error)  # which knows the options of this command
        sys.exit(2)


@contextlib.contextmanager
def _share_shown() -> Iterator[Callable[[float], None]]:
    """Show a progress bar if there is a terminal for it and the output goes elsewhere; gives what tells the share."""
    from tenlao.pipeline.batch import progress

    steps = 100
    with progress(steps, wanted=not sys.stdout.isatty()) as advance:
        done = 0

        def show(share: float) -> None:
            nonlocal done
            while done < min(steps, int(share * steps)):
                advance()
                done += 1

        yield show

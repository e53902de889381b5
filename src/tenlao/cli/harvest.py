"""The command `tenlao harvest`."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from tenlao.base.errors import TenlaoError
from tenlao.base.resources import is_there
from tenlao.cli.options import ANY_PATH, encoding_option, jobs_option, json_option, kind_option, table_option
from tenlao.cli.printing import print_json, print_lines
from tenlao.cli.run import do, documents_of

if TYPE_CHECKING:
    from tenlao.gazetteer import Gazetteer
    from tenlao.mentions.pairs import Pair
    from tenlao.table.model import Table

__all__ = ["harvest"]


@click.command(
    epilog="""\b
    Examples:
      tenlao harvest article.txt
      tenlao harvest --json article.txt | jq .latin
      tenlao harvest --out draft.toml --publisher "Nhân Dân" --date 2025-07-09 article.txt
    """
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=ANY_PATH)
@json_option("one pair")
@click.option(
    "--out", metavar="FILE", type=ANY_PATH, help="Write a draft of table entries (TOML) to a new file."
)
@click.option("--publisher", metavar="NAME", help="Who published the texts, for the draft.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="When, for the draft.")
@click.option("--url", metavar="URL", help="Where, for the draft.")
@kind_option
@encoding_option
@jobs_option
@table_option
def harvest(
    files: tuple[str, ...],
    as_json: bool,
    out: str | None,
    publisher: str | None,
    date: datetime.datetime | None,
    url: str | None,
    kind: str | None,
    encoding: str | None,
    jobs: int,
    table_file: str | None,
) -> None:
    """Propose table entries from texts that print names in two writings.

    A name with its form in another writing beside it, in brackets, after a dash or in the cells of a table, is a
    pair. First come the pairs that are new to the table (new), or have a form that is (new-form), then those that
    it has (known), then, with the reason, those that do not agree: with the table (contradiction) or in their
    sound (sounds-differ). Nothing is put into a table: review the draft first. Of folders, the documents in
    them are read; "-" is standard input.
    """
    from tenlao.curating.draft import draft
    from tenlao.documents.files import write_file
    from tenlao.pipeline.answer_data import pair_data
    from tenlao.table.model import Source

    if publisher is None and (date or url):
        raise click.UsageError("--date and --url need --publisher.")
    if out is not None and is_there(out):
        raise TenlaoError("exists already; give a new file for the draft", out)
    documents = documents_of(files)
    table = None if out is None else _table_of_all(documents, table_file)
    found: list[Pair] = []

    def show(file: str, placed: Sequence[tuple[Pair, int | None]]) -> None:
        found.extend(pair for pair, _ in placed)
        if as_json:
            for pair, _ in placed:
                print_json(({"file": file} if len(documents) > 1 else {}) | pair_data(pair))
        else:
            print_lines(_lines(placed, file))

    def write_draft() -> None:
        if out is not None and table is not None:
            source = Source("", publisher, url, date.date() if date else None) if publisher else None
            write_file(out, draft(table, found, source).encode())

    work = partial(_pairs_in, kind=kind, encoding=encoding)
    do(work, documents, show, table_file, jobs, bar=out is not None, afterwards=write_draft)


def _table_of_all(documents: Sequence[str | TenlaoError], table_file: str | None) -> Table:
    """Return the table that all documents are read by, to which a draft adds; bad settings are told with each.

    Raises:
        TenlaoError: the settings of the documents name several tables.
    """
    from contextlib import suppress

    from tenlao.gazetteer import load
    from tenlao.pipeline.house import Tables

    tables = Tables(table_file)
    named: set[str | None] = set()
    for document in documents:
        if isinstance(document, str):
            with suppress(TenlaoError):
                named.add(tables.file_for(document))
    if len(named) > 1:
        raise TenlaoError("the files have settings with several tables; give one of these", argument="table")
    return load(named.pop() if named else table_file).table


def _pairs_in(
    names: Gazetteer, file: str, kind: str | None, encoding: str | None
) -> list[tuple[Pair, int | None]]:
    """Return the pairs in a document, each with its line."""
    from tenlao.documents.formats import read_document

    document = read_document(file, kind, encoding)
    return [(pair, document.line(pair.start)) for pair in names.harvest(document.text)]


def _lines(placed: Sequence[tuple[Pair, int | None]], file: str) -> Iterator[str]:
    """Yield a line for each pair: what is proposed, what is known, and apart from these what does not agree."""
    from tenlao.documents.files import called

    name = called(file)
    for pair, line in sorted(
        placed, key=lambda item: (item[0].reason is not None, item[0].status == "known")
    ):
        forms = " | ".join(form for form in (pair.latin, pair.vietnamese, pair.lao) if form)
        entity = f" of {pair.entity}" if pair.entity else ""
        office = f", {pair.office}" if pair.office else ""
        reason = f" ({pair.reason})" if pair.reason else ""
        place = name if line is None else f"{name}:{line}"
        yield f"{place}: {pair.status}{entity}: {forms}{office}{reason}"

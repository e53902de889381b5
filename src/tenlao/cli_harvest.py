"""The command `tenlao harvest`."""

from __future__ import annotations

import datetime
import json
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from tenlao.cli_documents import complain, documents_of, encoding_option, kind_option, table_option
from tenlao.errors import TenlaoError

if TYPE_CHECKING:
    from tenlao.documents import Document
    from tenlao.harvesting import Pair

__all__ = ["harvest"]


@click.command(
    epilog="""\b
    Examples:
      tenlao harvest article.txt
      tenlao harvest --json article.txt | jq .latin
      tenlao harvest --out draft.toml --publisher "Nhân Dân" --date 2025-07-09 article.txt
    """
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines: one pair a line.")
@click.option(
    "--out", metavar="FILE", type=click.Path(), help="Write a draft of table entries (TOML) to a new file."
)
@click.option("--publisher", metavar="NAME", help="Who published the texts, for the draft.")
@click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="When, for the draft.")
@click.option("--url", metavar="URL", help="Where, for the draft.")
@kind_option
@encoding_option
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
    table_file: str | None,
) -> None:
    """Propose table entries from texts that print names in two writings.

    A name with its form in another writing beside it, in brackets, after a dash or in the cells of a table, is a
    pair. First come the pairs that are new to the table (new), or have a form that is (new-form), then those that
    it has (known), then, with the reason, those that do not agree: with the table (contradiction) or in their
    sound (sounds-differ). Nothing is put into a table: review the draft first. Of folders, the documents in
    them are read; "-" is standard input.
    """
    from tenlao.documents import read_document
    from tenlao.drafting import draft
    from tenlao.files import write_file
    from tenlao.harvesting import harvest as harvested
    from tenlao.table import Source, load

    if publisher is None and (date or url):
        raise click.UsageError("--date and --url need --publisher.")
    if out is not None and os.path.lexists(out):
        raise TenlaoError("exists already; give a new file for the draft", out)
    table = load(table_file)
    found: list[Pair] = []
    status = 0
    documents = documents_of(files)
    for file in documents:
        try:
            if isinstance(file, TenlaoError):
                raise file
            document = read_document(file, kind, encoding)
        except TenlaoError as error:
            complain(error)
            status = 2
            continue
        pairs = harvested(table, document.text)
        found += pairs
        if as_json:
            for pair in pairs:
                click.echo(_json(pair, file if len(documents) > 1 else None))
        else:
            _print(pairs, file, document)
    if out is not None:
        source = Source("", publisher, url, date.date() if date else None) if publisher else None
        write_file(out, draft(table, found, source).encode())
    sys.exit(status)


def _json(pair: Pair, file: str | None) -> str:
    data: dict[str, object] = {"file": file} if file else {}
    for key in ("latin", "vietnamese", "lao", "kind", "office", "status", "entity", "start", "end", "reason"):
        data[key] = getattr(pair, key)
    return json.dumps(data, ensure_ascii=False)


def _print(pairs: Sequence[Pair], file: str, document: Document) -> None:
    """Print what is proposed, what is known, and apart from these what does not agree."""
    for pair in sorted(pairs, key=lambda pair: (pair.reason is not None, pair.status == "known")):
        forms = " | ".join(form for form in (pair.latin, pair.vietnamese, pair.lao) if form)
        entity = f" of {pair.entity}" if pair.entity else ""
        office = f", {pair.office}" if pair.office else ""
        reason = f" ({pair.reason})" if pair.reason else ""
        line = document.line(pair.start)
        name = "standard input" if file == "-" else file
        place = name if line is None else f"{name}:{line}"
        click.echo(f"{place}: {pair.status}{entity}: {forms}{office}{reason}")

"""The command `tenlao table export`."""

from __future__ import annotations

import click

from tenlao.base.terminals import standard_output
from tenlao.cli.lazy import WordsOf
from tenlao.cli.options import ANY_PATH
from tenlao.cli.table.shared import alone_option, table_argument

__all__ = ["export"]


@click.command(
    epilog="""\b
    Examples:
      tenlao table export --format csv -o names.csv
      tenlao table export --format omegat mine.toml > glossary.txt
    """
)
@table_argument
@click.option(
    "--format",
    "form",
    type=WordsOf("tenlao.curating.exporters:FORMATS"),
    required=True,
    help="What to write.",
)
@click.option("-o", "--output", metavar="FILE", type=ANY_PATH, help="Write to FILE, whole or not at all.")
@click.option("--base", metavar="IRI", help="With skos: what the address of each concept begins with.")
@alone_option
def export(file: str | None, form: str, output: str | None, base: str | None, alone: bool) -> None:
    """Write a table for other programs.

    csv and jsonl hold everything and can be read back (tenlao table import). In csv, cells that a spreadsheet would
    take for formulas get an apostrophe before them. tbx is TBX-Basic (ISO 30042), omegat a glossary for OmegaT, skos
    linked data in Turtle, ftm entities of FollowTheMoney. Without TABLE it is the table in use; "bundled" is the
    bundled table.
    """
    from tenlao.curating.exporters import export as exported
    from tenlao.curating.tables import table_named
    from tenlao.documents.files import write_file
    from tenlao.table.registries import OWN_BASE

    content = exported(table_named(file, alone=alone), form, base or OWN_BASE).encode()
    if output is None:
        standard_output().write(content)
    else:
        write_file(output, content)

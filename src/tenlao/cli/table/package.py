"""The command `tenlao table package`."""

from __future__ import annotations

import click

from tenlao.cli.options import ANY_PATH
from tenlao.cli.table.shared import alone_option, table_argument

__all__ = ["package"]


@click.command(
    epilog="""\b
    Examples:
      tenlao table package bundled -o release
      tenlao table package mine.toml -o build/mine
    """
)
@table_argument
@click.option("-o", "--output", metavar="DIR", type=ANY_PATH, required=True, help="Write into DIR.")
@alone_option
def package(file: str | None, output: str, alone: bool) -> None:
    """Write a table as a Frictionless Data Package.

    That is a folder with entries, forms, citations, offices, namesakes and sources as CSV, all of it as JSON Lines,
    and datapackage.json, which has their schemas, sizes and checksums. With the bundled table go its licence,
    citation and changelog. Without TABLE it is the table in use; "bundled" is the bundled table.
    """
    from tenlao import __version__
    from tenlao.curating.data_package import write_data_package
    from tenlao.curating.tables import table_named

    table = table_named(file, alone=alone)
    write_data_package(table, output, __version__ if file == "bundled" else None)

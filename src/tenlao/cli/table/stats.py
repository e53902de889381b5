"""The command `tenlao table stats`."""

from __future__ import annotations

from dataclasses import asdict

import click

from tenlao.cli.options import ANY_PATH
from tenlao.cli.printing import print_json, print_lines
from tenlao.cli.table.shared import alone_option, table_argument

__all__ = ["stats"]


@click.command(
    epilog="""\b
    Examples:
      tenlao table stats
      tenlao table stats --html stats.html
    """
)
@table_argument
@click.option("--html", metavar="FILE", type=ANY_PATH, help="Write a page with plots, which opens offline.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@alone_option
def stats(file: str | None, html: str | None, as_json: bool, alone: bool) -> None:
    """Count what a table holds, and which renderings disagree.

    Without TABLE it is the table in use; "bundled" is the bundled table.
    """
    from tenlao.curating.statistics import counted, lines, page
    from tenlao.curating.tables import table_named
    from tenlao.documents.files import write_file

    counts = counted(table_named(file, alone=alone))
    if html is not None:
        write_file(html, page(counts).encode())
    elif as_json:
        print_json(asdict(counts))
    else:
        print_lines(lines(counts))

"""The command `tenlao table import`."""

from __future__ import annotations

import click

from tenlao.base.errors import TenlaoError
from tenlao.base.resources import is_there
from tenlao.base.terminals import standard_output
from tenlao.cli.lazy import WordsOf
from tenlao.cli.options import ANY_PATH
from tenlao.cli.table.shared import alone_option

__all__ = ["import_"]


@click.command(
    "import",
    epilog="""\b
    Examples:
      tenlao table import names.csv -o names.toml
      tenlao table import people.xlsx -o names.toml
      tenlao table import --alone names.jsonl > names.toml
    """,
)
@click.argument("file", metavar="FILE")
@click.option(
    "--format",
    "form",
    type=WordsOf("tenlao.curating.importers:FORMATS"),
    help="What FILE is; told from its name if not given.",
)
@click.option("-o", "--output", metavar="NEW", type=ANY_PATH, help="Write to a new file.")
@alone_option
def import_(file: str, form: str | None, output: str | None, alone: bool) -> None:
    """Turn csv, tsv, xlsx, jsonl or tbx into a table file.

    A sheet has the columns of tenlao table export, or is a plain one: a name in each row, with one or more of the
    columns latin, vietnamese and lao, and if you like role, kind (person if not given), type and id, in any order.

    The table is checked; nothing is written when something is wrong with it. Review the file, and use it as your own
    table, or add it to that (tenlao table add).
    """
    from tenlao.curating.importers import format_of, table_file_text
    from tenlao.documents.files import write_file
    from tenlao.gazetteer import bundled

    form = form or format_of(file)
    if form is None:
        raise click.UsageError("Give --format: the name of the file does not tell it.")
    if output is not None and is_there(output):
        raise TenlaoError("exists already; give a new file", output)
    content = table_file_text(file, form, None if alone else bundled().table).encode()
    if output is None:
        standard_output().write(content)
    else:
        write_file(output, content)

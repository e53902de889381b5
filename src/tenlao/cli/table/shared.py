"""What the commands on tables share: the options for which table is meant, and making a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tenlao.cli.printing import complain, print_lines

if TYPE_CHECKING:
    from tenlao.curating.table_revision import OpenTable
    from tenlao.curating.toml_editing import TableChanges

__all__ = ["alone_option", "dry_run_option", "make", "opened", "own_option", "table_argument", "yes_option"]

table_argument = click.argument("file", metavar="[TABLE]", required=False)
own_option = click.option(
    "--table",
    "table_file",
    metavar="FILE",
    help="The table file to change; your own table if not given (see: tenlao table where).",
)
alone_option = click.option(
    "--alone", is_flag=True, help="Take a file for itself, not as laid over the bundled table."
)
dry_run_option = click.option(
    "-n", "--dry-run", is_flag=True, help="Print what would change, and change nothing."
)
yes_option = click.option("-y", "--yes", is_flag=True, help="Do not ask.")


def opened(table_file: str | None) -> OpenTable:
    """Open the table file that is given, or else the user's own."""
    from tenlao.curating.table_revision import open_table
    from tenlao.curating.tables import own_file

    return open_table(table_file or own_file())


def make(changes: TableChanges, own: OpenTable, dry_run: bool, question: str | None = None) -> None:
    """Show changes or make them, once a question is answered if there is one; print the warnings they come with."""
    revision = own.revised(changes)
    if revision.text == own.file.text:
        click.echo("Nothing to change.")
        return
    if dry_run or question:
        print_lines(revision.diff())
    if dry_run:
        return
    if question:
        click.confirm(question, abort=True)
    revision.save()
    print_lines([f"Changed {own.file.path}"])
    for finding in revision.new_findings():
        complain(str(finding))

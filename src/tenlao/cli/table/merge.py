"""The command `tenlao table merge`."""

from __future__ import annotations

import click

from tenlao.cli.table.shared import dry_run_option, make, opened, own_option, yes_option

__all__ = ["merge"]


@click.command(epilog="\b\nExample:\n  tenlao table merge khamtai khamtay-siphandone")
@click.argument("id", metavar="ID")
@click.argument("into", metavar="INTO")
@click.option("--type", metavar="TEXT", help="The type, where the two do not agree.")
@click.option("--role", metavar="TEXT", help="The role, where the two do not agree.")
@yes_option
@own_option
@dry_run_option
def merge(
    id: str, into: str, type: str | None, role: str | None, yes: bool, table_file: str | None, dry_run: bool
) -> None:
    """Give everything entry ID has to entry INTO, and remove ID.

    An entry of the bundled table is hidden instead of removed. Nothing is lost: where the two do not agree on type,
    role or the tag of a form, the program says so and changes nothing.
    """
    from tenlao.curating.changes import merging

    own = opened(table_file)
    changes = merging(own.file, own.base, id, into, type=type, role=role)
    make(changes, own, dry_run, None if yes else f"Merge {id} into {into}?")

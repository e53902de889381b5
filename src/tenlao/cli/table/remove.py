"""The command `tenlao table remove`."""

from __future__ import annotations

import click

from tenlao.cli.table.shared import dry_run_option, make, opened, own_option, yes_option

__all__ = ["remove"]


@click.command(epilog="\b\nExample:\n  tenlao table remove khamtai")
@click.argument("id", metavar="ID")
@yes_option
@own_option
@dry_run_option
def remove(id: str, yes: bool, table_file: str | None, dry_run: bool) -> None:
    """Remove an entry from your own table; an entry that only the bundled table has is hidden.

    What is hidden, tenlao table unhide shows again. Other entries no longer name it in same_name_as. Sources stay. An
    entry with comments is not removed, since these would be lost.
    """
    from tenlao.curating.changes import removing

    own = opened(table_file)
    make(removing(own.file, own.base, id), own, dry_run, None if yes else f"Remove {id}?")

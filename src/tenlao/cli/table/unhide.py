"""The command `tenlao table unhide`."""

from __future__ import annotations

import click

from tenlao.cli.table.shared import dry_run_option, make, opened, own_option

__all__ = ["unhide"]


@click.command(epilog="\b\nExample:\n  tenlao table unhide sekong")
@click.argument("id", metavar="ID")
@own_option
@dry_run_option
def unhide(id: str, table_file: str | None, dry_run: bool) -> None:
    """Show an entry of the bundled table again that your own table hides."""
    from tenlao.curating.changes import unhiding

    own = opened(table_file)
    make(unhiding(own.file, id), own, dry_run)

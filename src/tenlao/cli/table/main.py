"""The group of commands `tenlao table ...`."""

from __future__ import annotations

import click

from tenlao.cli.lazy import LazyGroup

__all__ = ["table"]

_COMMANDS = {
    "add": "tenlao.cli.table.add:add",
    "diff": "tenlao.cli.table.diff:diff",
    "edit": "tenlao.cli.table.edit:edit",
    "export": "tenlao.cli.table.export:export",
    "import": "tenlao.cli.table.import_:import_",
    "merge": "tenlao.cli.table.merge:merge",
    "package": "tenlao.cli.table.package:package",
    "remove": "tenlao.cli.table.remove:remove",
    "show": "tenlao.cli.table.show:show",
    "stats": "tenlao.cli.table.stats:stats",
    "unhide": "tenlao.cli.table.unhide:unhide",
    "validate": "tenlao.cli.table.validate:validate",
    "where": "tenlao.cli.table.where:where",
}


@click.group(cls=LazyGroup, homes=_COMMANDS)
def table() -> None:
    """Look into tables of names, check them, and change your own.

    Your own table is laid over the bundled one: it adds entries and forms, says which forms are preferred, and
    hides entries. It is the file that TENLAO_TABLE names, or else names.toml in your configuration folder.
    """

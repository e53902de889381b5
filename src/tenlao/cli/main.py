"""The command line: each command is a few lines over the library.

The library is imported inside the commands, so that `tenlao --help` does not wait for it.
"""

from __future__ import annotations

import io
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from tenlao.base.errors import TenlaoError
from tenlao.cli.run import (
    complain,
)

if TYPE_CHECKING:
    pass

__all__ = ["cli", "commands_of", "main"]

# Each command has a module of its own, named after it.
_COMMANDS = ("annotate", "check", "find", "harvest", "lookup", "render", "table")


class _Commands(click.Group):
    """A group of commands of which each is imported only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """See `click.Group.list_commands`."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """See `click.Group.get_command`."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"tenlao.cli.{cmd_name}"), cmd_name)
        return command


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="tenlao", message="%(prog)s %(version)s")
def cli() -> None:
    """Lao names in Lao script, in Latin letters and in Vietnamese rendering.

    Exit status: 0 all is well; 1 a name has no match; 2 the input or the command is not usable.
    """


def commands_of(group: click.Group) -> dict[str, click.Command]:
    """The commands of a group by name, imported.

    >>> sorted(commands_of(cli))
    ['annotate', 'check', 'find', 'harvest', 'lookup', 'render', 'table']
    """
    context = click.Context(group)
    commands = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in commands.items() if command is not None}


def main() -> None:
    """Run the command line; never show a traceback for what a user can put right."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        sys.exit(cli.main(prog_name="tenlao", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except TenlaoError as error:
        complain(error)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)

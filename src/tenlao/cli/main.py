"""The command line: each command is a few lines over the library.

The library is imported inside the commands, so that `tenlao --help` does not wait for it.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import warnings

import click

from tenlao.base.errors import TenlaoError, reason
from tenlao.cli.lazy import LazyGroup
from tenlao.cli.options import language_option
from tenlao.cli.printing import complain

__all__ = ["cli", "commands_of", "main"]

_OUTPUT = "standard output"

_COMMANDS = {
    "annotate": "tenlao.cli.annotate:annotate",
    "check": "tenlao.cli.check:check",
    "find": "tenlao.cli.find:find",
    "harvest": "tenlao.cli.harvest:harvest",
    "lookup": "tenlao.cli.lookup:lookup",
    "lsp": "tenlao.cli.lsp:lsp",
    "mcp": "tenlao.cli.mcp:mcp",
    "reconcile": "tenlao.cli.reconcile:reconcile",
    "render": "tenlao.cli.render:render",
    "serve": "tenlao.cli.serve:serve",
    "table": "tenlao.cli.table.main:table",
}


_SEARCH = {
    "compiled": "compiled",
    "plain": "plain Python; a package installed where there is a C compiler finds names several times as fast",
}


def _show_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the version, and which search of names is in use."""
    if not asked or context.resilient_parsing:
        return
    import tenlao

    click.echo(f"tenlao {tenlao.__version__}")
    click.echo(f"search: {_SEARCH[tenlao.KERNEL]}")
    context.exit()


@click.group(
    cls=LazyGroup,
    homes=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@language_option
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version and exit.",
)
def cli() -> None:
    """Lao names in Lao script, in Latin letters and in Vietnamese rendering.

    Exit status: 0 all is well; 1 a name has no match; 2 the input or the command is not usable.
    """


def commands_of(group: click.Group) -> dict[str, click.Command]:
    """Return the commands of a group by name, imported.

    >>> sorted(commands_of(cli))
    ['annotate', 'check', 'find', 'harvest', 'lookup', 'lsp', 'mcp', 'reconcile', 'render', 'serve', 'table']
    """
    context = click.Context(group)
    commands = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in commands.items() if command is not None}


def main() -> None:
    """Run the command line; never show a traceback for what a user can put right."""
    if sys.stdin is None:
        sys.stdin = io.StringIO()  # has no bytes, as what reads them tells; questions are not answered
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the program runs
    if sys.stdout is None:
        complain(TenlaoError("is closed; nothing was done", _OUTPUT))
        sys.exit(2)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # It warns of what it does not read; that stays as it is.
    warnings.filterwarnings("ignore", module="openpyxl")
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        status = _status()
        sys.stdout.flush()
    except OSError as error:
        _drop_output()
        with contextlib.suppress(OSError):
            complain(_told(error))
        status = 2
    sys.exit(status)


def _told(error: OSError) -> TenlaoError:
    """Return what to say of an error that nothing else tells of: of the output, if no file is named."""
    if isinstance(error, FileNotFoundError) and error.filename is None:
        return TenlaoError("is gone; go to one that is there", "the current folder")
    return TenlaoError(f"cannot be written: {reason(error)}", error.filename or _OUTPUT)


def _status() -> int | str | None:
    """Run the command, and return its exit status."""
    try:
        status: int | None = cli.main(prog_name="tenlao", standalone_mode=False)
        return status
    except SystemExit as end:
        return end.code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except TenlaoError as error:
        complain(error)
        return 2
    except UnicodeDecodeError:  # of an answer; whatever else is read is read as bytes
        complain("an answer is not UTF-8; nothing was done (give the answers as options)")
        return 2
    except UnicodeEncodeError:  # of an argument; whatever is read has been decoded
        complain("an argument is not UTF-8, and was not written; give it in UTF-8")
        return 2
    except click.Abort as aborted:
        return _without_an_answer(aborted)
    except KeyboardInterrupt:
        return 130


def _without_an_answer(aborted: click.Abort) -> int:
    """Return the exit status after a question: interrupted, answered with no, or with nobody there to answer."""
    if isinstance(aborted.__context__, KeyboardInterrupt):
        return 130
    if isinstance(aborted.__context__, EOFError):
        click.echo()  # the question has no line end
        complain("a question was not answered; nothing was done (give the answers as options)")
        return 2
    return 1


def _drop_output() -> None:
    """Let go what standard output still holds, which the interpreter would try to write once more when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

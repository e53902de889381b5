"""The command `tenlao mcp`."""

from __future__ import annotations

import click

from tenlao.base.errors import TenlaoError
from tenlao.cli.conversing import what_is_said
from tenlao.cli.options import table_option
from tenlao.cli.printing import print_lines

__all__ = ["mcp"]


@click.command(
    epilog="""\b
    Examples:
      tenlao mcp    (an assistant starts it; docs/assistants.md tells how)
      tenlao mcp --http --port 8643
    """
)
@click.option(
    "--http", is_flag=True, help="Serve by streamable HTTP on this machine; the address is printed."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8643,
    show_default=True,
    metavar="N",
    help="With --http, the port to listen on; 0: a free one.",
)
@table_option
def mcp(http: bool, port: int, table_file: str | None) -> None:
    """Serve assistants by the Model Context Protocol, on standard input and output.

    Tools look names up, find, check, annotate and render them, and check a translation beside its original; entries
    of the table can be read with their sources. No files are opened for an assistant. It needs the extra mcp.
    """
    from tenlao.gazetteer import load
    from tenlao.integrations.assistants import HOST, assistant_server, serve_http, serve_lines

    source = None if http else what_is_said()
    names = load(table_file)
    if source is not None:
        serve_lines(assistant_server(names), source)
        return
    try:
        serve_http(names, port, lambda address: print_lines([address]))
    except OSError as error:
        message = f"cannot listen there: {error.strerror or error}; give another --port"
        raise TenlaoError(message, f"{HOST}:{port}") from error

"""The command `tenlao lsp`."""

from __future__ import annotations

import os
import sys

import click

from tenlao.cli.conversing import what_is_said

__all__ = ["lsp"]


@click.command(
    epilog="""\b
    Examples:
      tenlao lsp    (an editor starts it; docs/editors.md tells how)
    """
)
def lsp() -> None:
    """Serve editors by the Language Server Protocol, on standard input and output.

    While somebody writes, it shows what tenlao check finds, says who is meant by a name, offers what to write
    instead, glosses and names, and shows the other writing of a name beside its first mention. Settings are those
    of tenlao.toml beside the text. It needs the extra lsp.
    """
    from tenlao.integrations.editor_session import serve_editor
    from tenlao.integrations.language_server import language_server

    server, source = language_server(), what_is_said()
    # The server closes its output, and the program still has to flush its own.
    with open(os.dup(sys.stdout.fileno()), "wb") as output:
        serve_editor(server, source, output)

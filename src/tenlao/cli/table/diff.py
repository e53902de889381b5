"""The command `tenlao table diff`."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from tenlao.cli.options import json_option
from tenlao.cli.printing import print_json, print_lines
from tenlao.cli.table.shared import alone_option

__all__ = ["diff"]


@click.command(
    epilog="""\b
    Examples:
      tenlao table diff bundled ~/.config/tenlao/names.toml
      tenlao table diff --alone names-old.toml names.toml
      tenlao table diff --alone --format markdown names-old.toml names.toml
    """
)
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@alone_option
@json_option()
@click.option(
    "--format",
    "form",
    type=click.Choice(["lines", "markdown"]),
    default="lines",
    help="A line for each difference, or a section of a changelog.",
)
def diff(old: str, new: str, alone: bool, as_json: bool, form: str) -> None:
    """Tell what is different in table B: entries, forms, what is preferred, sources.

    A and B are table files, or "bundled" for the bundled table. As Markdown, what is different is gathered entry by
    entry, and sources are counted.

    Exit status: 0 the tables hold the same; 1 they differ.
    """
    from tenlao.curating.diff import differences, in_markdown
    from tenlao.curating.tables import table_named

    found = list(differences(table_named(old, alone=alone), table_named(new, alone=alone)))
    if as_json:
        for difference in found:
            print_json(asdict(difference))
    else:
        print_lines(in_markdown(found) if form == "markdown" else map(str, found))
    sys.exit(1 if found else 0)

"""The command `tenlao table validate`."""

from __future__ import annotations

import sys

import click

from tenlao.cli.options import json_option
from tenlao.cli.printing import print_json, print_lines
from tenlao.cli.table.shared import alone_option

__all__ = ["validate"]


@click.command(
    epilog="""\b
    Examples:
      tenlao table validate
      tenlao table validate --json names.toml
    """
)
@click.argument("files", metavar="[FILE...]", nargs=-1)
@alone_option
@json_option()
def validate(files: tuple[str, ...], alone: bool, as_json: bool) -> None:
    """Check table files; if none is given, your own table, or else the bundled one.

    Errors are certainly wrong, warnings probably. docs/table.md explains the codes.

    Exit status: 0 nothing found; 1 warnings only; 2 errors.
    """
    from tenlao.curating.tables import base_of, file_in_use
    from tenlao.curating.validation import validate as validated

    status = 0
    for file in files or (file_in_use(),):
        for finding in validated(file, base_of(file, alone=alone)):
            status = max(status, 2 if finding.severity == "error" else 1)
            if as_json:
                print_json(finding.data())
            else:
                print_lines([str(finding)])
    sys.exit(status)

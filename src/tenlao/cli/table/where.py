"""The command `tenlao table where`."""

from __future__ import annotations

import click

from tenlao.cli.options import json_option
from tenlao.cli.printing import print_json, print_lines

__all__ = ["where"]


@click.command()
@json_option()
def where(as_json: bool) -> None:
    """Tell which table files are used, each laid over the one before.

    --table FILE stands in for your own table, and so does the environment variable TENLAO_TABLE. Without these, it
    is names.toml in your configuration folder.
    """
    from tenlao.curating.table_layers import layers

    for layer in layers():
        if as_json:
            print_json({"layer": layer.name, "file": layer.file or None, "exists": layer.exists})
        else:
            note = "" if layer.exists else "  (not there)" if layer.file else "  (none)"
            print_lines([f"{layer.name:8} {layer.file}{note}".rstrip()])

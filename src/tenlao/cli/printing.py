"""What the commands print, and where: results on standard output, complaints on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping

import click

from tenlao.base.errors import TenlaoError

__all__ = ["complain", "print_json", "print_lines"]


def complain(problem: TenlaoError | str) -> None:
    """Say on standard error what is wrong, above the progress bar if there is one."""
    print(f"tenlao: {problem}", file=sys.stderr)


def print_json(data: Mapping[str, object]) -> None:
    """Print a line of JSON."""
    click.echo(json.dumps(data, ensure_ascii=False))


def print_lines(lines: Iterable[str]) -> None:
    """Print lines."""
    click.echo("".join([f"{line}\n" for line in lines]), nl=False)

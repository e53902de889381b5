"""What the commands print, and where: results on standard output, complaints on standard error.

What a terminal would obey, such as an escape sequence in the name of a file, is written out (`base.characters`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from itertools import islice

import click

from tenlao.base.characters import visible
from tenlao.base.errors import TenlaoError

__all__ = ["complain", "json_line", "print_json", "print_lines", "print_pieces"]


def complain(problem: TenlaoError | str) -> None:
    """Say on standard error what is wrong, and which option of the command puts it right, if one does.

    It stands above the progress bar if there is one.
    """
    option = f"--{problem.argument}" if isinstance(problem, TenlaoError) and problem.argument else ""
    context = click.get_current_context(silent=True)
    options = [name for parameter in context.command.params for name in parameter.opts] if context else []
    hint = f" ({option})" if option.partition("=")[0] in options else ""
    print(visible(_shortened(f"tenlao: {problem}{hint}")), file=sys.stderr)


def _shortened(line: str) -> str:
    """Return a line without its middle if nobody would read it all: a name or a cell may have a million characters.

    >>> _shortened("no match for A"), len(_shortened("A" * 10_000))
    ('no match for A', 2005)
    """
    if len(line) <= _LONGEST:
        return line
    return f"{line[: _LONGEST // 2]} ... {line[-_LONGEST // 2 :]}"


def json_line(data: Mapping[str, object] | None) -> str:
    """Return data as a line of JSON.

    >>> json_line({"name": "ວຽງຈັນ"})
    '{"name": "ວຽງຈັນ"}'
    """
    return json.dumps(data, ensure_ascii=False)


def print_json(data: Mapping[str, object] | None) -> None:
    """Print a line of JSON."""
    print_lines([json_line(data)])


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, each on a line of its own whatever characters are in it; as they come, some at a time."""
    print_pieces(f"{visible(line)}\n" for line in lines)


def print_pieces(pieces: Iterable[str]) -> None:
    """Print the pieces of a text, as they come, some at a time."""
    left = iter(pieces)
    while some := list(islice(left, _AT_A_TIME)):
        click.echo("".join(some), nl=False)


_AT_A_TIME = 1000
_LONGEST = 2000  # characters; a path may have some hundreds

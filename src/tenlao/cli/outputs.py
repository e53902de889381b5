"""Where commands that change documents write them: in place, or to one file that is not another thing, too."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from tenlao.base.errors import TenlaoError
from tenlao.documents.files import STANDARD_STREAM

__all__ = ["check_apart", "check_output", "once"]


def check_output(files: Sequence[str], output: str | None, in_place: bool) -> None:
    """See to it that documents can be written as is asked for by -i and -o.

    Raises:
        UsageError: the options do not go with each other, or with the files.
        TenlaoError: the output is the input.
    """
    if in_place and output is not None:
        raise click.UsageError("-i and -o exclude each other.")
    if in_place and STANDARD_STREAM in files:
        raise click.UsageError("-i needs files; standard input cannot be changed in place.")
    if output is None:
        return
    if len(files) > 1 or os.path.isdir(files[0]):
        raise click.UsageError("-o takes one FILE; use -i to change several.")
    if os.path.exists(output) and os.path.exists(files[0]) and os.path.samefile(output, files[0]):
        raise TenlaoError("is the input itself; use -i to change it in place", output)


def check_apart(written: Sequence[str | None], documents: Sequence[str | TenlaoError], backup: str) -> None:
    """See to it that no file that is written is another one, too, by whatever paths they are given.

    Raises:
        TenlaoError: one is.
    """
    files = [file for file in documents if isinstance(file, str) and file != STANDARD_STREAM]
    taken = {_identity(file) for file in files}
    taken |= {_identity(file + backup) for file in files if backup}
    for file in filter(None, written):
        if _identity(file) in taken:
            raise TenlaoError("is given for two things; give each a file of its own", file)
        taken.add(_identity(file))


def once(documents: Sequence[str | TenlaoError]) -> list[str | TenlaoError]:
    """Return each file once, by whatever paths it is given: two processes must not change it at a time."""
    return list({os.path.realpath(d) if isinstance(d, str) else d: d for d in reversed(documents)}.values())[
        ::-1
    ]


def _identity(file: str) -> object:
    """Return what is the same for two paths of one file."""
    try:
        status = os.stat(file)
    except OSError:
        return os.path.realpath(file)
    return status.st_dev, status.st_ino

"""What the commands share that work on documents: their options, and working through many files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from tenlao.base.errors import TenlaoError
from tenlao.documents.formats import KINDS

if TYPE_CHECKING:
    from tenlao.gazetteer import Gazetteer

__all__ = [
    "complain",
    "do",
    "documents_of",
    "encoding_option",
    "end",
    "jobs_option",
    "kind_option",
    "limit_option",
    "names_in",
    "print_lines",
    "table_option",
]

T = TypeVar("T")

table_option = click.option(
    "--table", "table_file", metavar="FILE", help="Layer a table of your own (TOML) over the bundled one."
)
kind_option = click.option(
    "--as",
    "kind",
    type=click.Choice(KINDS),
    help="Read the files as documents of this kind, whatever their names say.",
)
encoding_option = click.option(
    "--encoding",
    metavar="NAME",
    help="Read texts in this encoding (tcvn3, vni, cp1258, ...), not in UTF-8 or UTF-16.",
)
jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    metavar="N",
    help="Work on N files at a time; 0: as many as there are processors.",
)


def limit_option(what: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """How many of what is found for a name to print."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=5,
        show_default=True,
        metavar="N",
        help=f"Print at most N {what}.",
    )


def names_in(arguments: Sequence[str]) -> Iterator[str]:
    """Give the names of the arguments of a command; "-" stands for those on standard input, one a line."""
    for argument in arguments:
        if argument == "-":
            from tenlao.documents.formats import read_document

            lines = read_document(argument).text.splitlines()
            yield from (line.strip() for line in lines if line.strip())
        elif argument.strip():
            yield argument.strip()
        else:
            raise TenlaoError("a name is empty; give a name, or - to read names from standard input")


def documents_of(paths: Sequence[str]) -> list[str | TenlaoError]:
    """Return the documents that are given or in folders that are given, and what is wrong with folders."""
    from tenlao.pipeline.batch import documents_in

    return list(documents_in(paths))


def do(
    work: Callable[[Gazetteer, str], T],
    documents: Sequence[str | TenlaoError],
    use: Callable[[str, T], None],
    table_file: str | None,
    jobs: int,
    bar: bool = False,
    afterwards: Callable[[], object] | None = None,
) -> NoReturn:
    """Do some work with each document, use what comes of it, and do what is to be done afterwards.

    Exits with 2 when something went wrong.
    """
    from tenlao.pipeline.batch import outcomes, progress

    files = [file for file in documents if isinstance(file, str)]
    failed = len(documents) - len(files)
    for problem in documents:
        if isinstance(problem, TenlaoError):
            complain(problem)
    with progress(len(files), wanted=bar or not sys.stdout.isatty()) as advance:
        for file, outcome in outcomes(work, files, table_file, jobs):
            try:
                if isinstance(outcome, TenlaoError):
                    raise outcome
                use(file, outcome)
            except TenlaoError as error:
                complain(error)
                failed += 1
            advance()
    if afterwards is not None:
        afterwards()
    end(failed, len(documents))


def end(failed: int, of: int) -> NoReturn:
    """Exit with 2 when something went wrong, and say of how much, if that is not plain to see."""
    if failed and of > 1:
        complain(f"{failed} of {of} files could not be used")
    sys.exit(2 if failed else 0)


def complain(error: TenlaoError | str) -> None:
    """Say on standard error what is wrong, and which option of this command puts it right, if one does.

    It stands above the progress bar if there is one.
    """
    argument = error.argument if isinstance(error, TenlaoError) else None
    option = f"--{argument}" if argument else ""
    context = click.get_current_context(silent=True)
    options = [name for parameter in context.command.params for name in parameter.opts] if context else []
    hint = f" ({option})" if option.partition("=")[0] in options else ""
    print(f"tenlao: {error}{hint}", file=sys.stderr)


def print_lines(lines: Sequence[str]) -> None:
    """Print lines."""
    click.echo("".join([f"{line}\n" for line in lines]), nl=False)

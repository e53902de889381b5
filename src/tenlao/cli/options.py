"""Options and arguments that several commands have."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tenlao.base.errors import TenlaoError
from tenlao.base.translations import LANGUAGES, asked_by_environment, in_language
from tenlao.base.vocabulary import KINDS
from tenlao.cli.lazy import WordsOf

if TYPE_CHECKING:
    from tenlao.documents.reviewing import Reviewer

__all__ = [
    "ANY_PATH",
    "Score",
    "Year",
    "author_option",
    "encoding_option",
    "entry_kind_option",
    "jobs_option",
    "json_option",
    "kind_option",
    "language_option",
    "limit_option",
    "lines_in",
    "names_argument",
    "names_in",
    "prefer_option",
    "reviewer_named",
    "table_option",
    "threshold_option",
]

ANY_PATH = click.Path(allow_dash=True, readable=False)
"""A path as it is given: what is wrong with a file is told when it is used, and others are used all the same."""

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Score(click.FloatRange):
    """A score from 0 to 100, which is a number."""

    name = "score"

    def __init__(self) -> None:
        """Take any score."""
        super().__init__(0, 100)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return what is given as a number; what is not a number (nan) is in no range, and refused."""
        score = super().convert(value, param, ctx)
        if math.isnan(score):
            self.fail(f"{value!r} is not a valid {self.name}.", param, ctx)
        return score


class Year(click.IntRange):
    """A year of our era."""

    name = "year"

    def __init__(self) -> None:
        """Take any year."""
        super().__init__(1, 9999)


table_option = click.option(
    "--table",
    "table_file",
    metavar="FILE",
    type=ANY_PATH,
    help="Layer a table of your own (TOML) over the bundled one, not that of the settings.",
)
prefer_option = click.option(
    "--prefer", metavar="PUBLISHER", help="Use the forms that this publisher prints, where it prints any."
)
entry_kind_option = click.option(
    "--kind", type=click.Choice(KINDS), help="Consider only entries of this kind."
)
threshold_option = click.option(
    "--threshold",
    type=Score(),
    metavar="SCORE",
    help="From which score on a match is good; 50 if not given.",
)
kind_option = click.option(
    "--as",
    "kind",
    type=WordsOf("tenlao.documents.formats:KINDS"),
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


def _speak(context: click.Context, _: click.Parameter, language: str | None) -> None:
    """Make messages in the language that is asked for; of the whole program in that of the environment, else."""
    if language is not None or context.parent is None:
        context.with_resource(in_language(language or asked_by_environment()))


language_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    callback=_speak,
    expose_value=False,
    help="Say findings and explanations in this language; that of LANG if not given.",
)


def author_option(of: str) -> Callable[[_Command], _Command]:
    """Make the option for who makes changes or comments; `of` is the option that it goes with."""
    return click.option(
        "--author", metavar="NAME", help=f"With {of}, the name that they bear; tenlao if none is given."
    )


def reviewer_named(author: str | None, of: str, wanted: bool) -> Reviewer | None:
    """Return who reviews documents now, if that is wanted by the option with which --author goes.

    >>> reviewer_named(None, "--comments", False) is None
    True
    """
    if not wanted:
        if author is not None:
            raise click.UsageError(f"--author goes with {of}.")
        return None
    from datetime import datetime, timezone

    from tenlao.documents.reviewing import Reviewer

    return Reviewer(author or "tenlao", datetime.now(timezone.utc))


names_argument = click.argument("names", metavar="NAME...", nargs=-1, required=True)


def json_option(what: str = "") -> Callable[[_Command], _Command]:
    """Make the option to print JSON Lines; `what` says what a line is."""
    lines = f"JSON Lines: {what} a line" if what else "JSON Lines"
    return click.option("--json", "as_json", is_flag=True, help=f"Print {lines}.")


def limit_option(what: str) -> Callable[[_Command], _Command]:
    """Make the option that says how many of what is found for a name to print."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=5,
        show_default=True,
        metavar="N",
        help=f"Print at most N {what}.",
    )


def names_in(arguments: Sequence[str]) -> Iterator[str]:
    """Give the names of the arguments of a command; "-" stands for those on standard input, one a line.

    >>> list(names_in(["Vientiane", " ວຽງຈັນ "]))
    ['Vientiane', 'ວຽງຈັນ']
    """
    for argument in arguments:
        if argument == "-":
            yield from filter(None, lines_in())
        elif argument.strip():
            yield argument.strip()
        else:
            raise TenlaoError("a name is empty; give a name, or - to read names from standard input")


def lines_in() -> Iterator[str]:
    """Give the lines of standard input, without blanks around them, empty ones too."""
    from tenlao.documents.formats import read_lines

    for text in read_lines("-"):
        lines = re.split(r"\r\n|\r|\n", text)
        yield from (line.strip() for line in (lines if lines[-1] else lines[:-1]))

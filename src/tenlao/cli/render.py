"""The command `tenlao render`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tenlao.base.translations import translated
from tenlao.base.vocabulary import WRITINGS
from tenlao.cli.options import (
    json_option,
    language_option,
    limit_option,
    names_argument,
    names_in,
    table_option,
)
from tenlao.cli.printing import complain, print_json, print_lines

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.rendering.renderer import Rendering, Sibilant
    from tenlao.rendering.respelling import Respelling

__all__ = ["render"]


@click.command(
    epilog="""\b
    Examples:
      tenlao render "Bounleua Phandanouvong"
      tenlao render --style s "ບຸນເລືອ ພັນດານຸວົງ"
      tenlao render --to latin "Phăn-đa-nu-vông"
    """
)
@names_argument
@click.option(
    "--to",
    type=click.Choice(WRITINGS),
    default="vietnamese",
    show_default=True,
    help="The writing of the suggestions.",
)
@click.option(
    "--style",
    "styles",
    type=click.Choice(["x", "s", "tones", "none"]),
    multiple=True,
    help="House habit: x or s for the sound s, tones or none; may be given twice. Most of the national press "
    "writes x, and tones.",
)
@limit_option("suggestions for a name")
@json_option("one name")
@language_option
@table_option
def render(
    names: tuple[str, ...],
    to: Writing,
    styles: tuple[str, ...],
    limit: int,
    as_json: bool,
    table_file: str | None,
) -> None:
    """Suggest how a newsroom would render names.

    Each NAME is one name, in Latin letters, in Lao script, or in both: quote a name with blanks. "-" reads names
    from standard input, one a line. A suggestion is marked with *, and has a score (0-100), the probability that
    a newsroom would write exactly this, and what it was built from: names in which it is attested, and in how many
    renderings. It is no attested fact; what the table attests has no *. The table is that of the settings of the
    current folder, unless one is given (see tenlao check).

    With --to latin or --to lao, names are led back from a rendering to what sources in other languages may print.
    A name that cannot be written so is reported, and the exit status is 1.
    """
    from tenlao.pipeline.answer_data import rendering_data
    from tenlao.pipeline.answers import respelled
    from tenlao.pipeline.house import Tables

    if {"x", "s"} <= set(styles) or {"tones", "none"} <= set(styles):
        raise click.UsageError("--style x and s, or tones and none, exclude each other.")
    sibilant: Sibilant | None = "s" if "s" in styles else "x" if "x" in styles else None
    gazetteer = Tables(table_file).of("-")
    status = 0
    for name in names_in(names):
        found = respelled(gazetteer, name, to, sibilant=sibilant, tones="none" not in styles, limit=limit)
        if as_json:
            print_json(rendering_data(found))
        elif found.text:
            print_lines(_lines(found))
        if not found.text:
            complain(found.explain())
            status = 1
    sys.exit(status)


def _lines(found: Rendering | Respelling) -> Iterator[str]:
    """Yield the suggestion, what it was built from, and the alternatives."""
    from tenlao.rendering.suggestions import MARK

    score = getattr(found, "score", None)
    text = found.text if found.is_attested else f"{found.text}{MARK}"
    yield "  ".join(filter(None, (found.name, text, "" if score is None else f"{score:.1f}")))
    yield f"    {found.explain().removeprefix(f'{found.name} → {found.text}').lstrip(': ')}"
    if found.alternatives:
        yield "    " + translated("or {names}").format(names=", ".join(found.alternatives))

"""The command `tenlao lookup`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from tenlao.base.display import display_width
from tenlao.base.vocabulary import KINDS, WRITINGS
from tenlao.cli.options import (
    json_option,
    language_option,
    limit_option,
    lines_in,
    names_argument,
    names_in,
    prefer_option,
    table_option,
)
from tenlao.cli.printing import complain, print_json, print_lines

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.gazetteer import Gazetteer
    from tenlao.matching.score import Match
    from tenlao.pipeline.answers import Answer
    from tenlao.styles.preferred_forms import PreferredForms

__all__ = ["lookup"]


@click.command(
    epilog="""\b
    Examples:
      tenlao lookup "Thonglun Sisulith" ວຽງຈັນ
      tenlao lookup Siphandone
      tenlao lookup --explain "Thonglun Sisulit"
      tenlao lookup --kind place --json "Bô-ly-khăm-xay"
      cut -f1 names.tsv | tenlao lookup -
    """
)
@names_argument
@json_option("one match")
@limit_option("matches of a name")
@click.option("--kind", type=click.Choice(KINDS), help="Consider only entries of this kind.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 100),
    metavar="SCORE",
    help="From which score on a match is good; 50 if not given.",
)
@click.option("--explain", is_flag=True, help="Say why each score is what it is.")
@language_option
@prefer_option
@table_option
def lookup(
    names: tuple[str, ...],
    as_json: bool,
    limit: int,
    kind: Kind | None,
    threshold: float | None,
    explain: bool,
    prefer: str | None,
    table_file: str | None,
) -> None:
    """Look up names in the table.

    Each NAME is one name, in any of the three writings: quote a name with blanks. "-" reads names from
    standard input, one a line; empty lines are skipped. Matches with a good score are printed, each with its three
    writings, what it names, and a source; where a name has none, weak matches are printed and marked so, and the exit
    status is 1. A given or family name alone names nobody: those who bear it are listed. A Lao name of which no
    Vietnamese rendering is known gets a suggested one, marked with an asterisk.

    A good score is one from the threshold on, at which about one name of a hundred that is in no table is taken for
    one that is.

    With --json, each line of standard input, empty ones too, gets one line of JSON: the entry that the name
    names, or null where it names nobody.

    Preferred publisher and table are those of the settings of the current folder, unless they are given (see tenlao
    check).
    """
    from tenlao.pipeline.answers import answer, match_data
    from tenlao.pipeline.house import Tables, preferred_by_house
    from tenlao.styles.preferred_forms import PreferredForms

    gazetteer = Tables(table_file).of("-")
    forms = PreferredForms(gazetteer.sources, preferred_by_house(gazetteer, "-", prefer))
    status = 0
    for name, is_line in _asked(names, lines_answered=as_json):
        if is_line:
            named = gazetteer.resolve(name, threshold, kind)
            if named is None and name:
                complain(f"no match for {name}")
                status = 1
            sources = gazetteer.sources
            print_json(None if named is None else match_data(name, named, sources, weak=False, forms=forms))
            continue
        found = answer(gazetteer, name, threshold=threshold, kind=kind, limit=limit)
        if found.weak:
            complain(_not_found(found))
            status = 1
        if as_json:
            for match in found.data(gazetteer.sources, forms):
                print_json(match)
        else:
            print_lines(_lines(gazetteer, found, forms, explain=explain))
    sys.exit(status)


def _asked(arguments: Sequence[str], *, lines_answered: bool) -> Iterator[tuple[str, bool]]:
    """Give the names that are asked for; and whether each is a line of standard input that is answered by a line."""
    for argument in arguments:
        if argument == "-" and lines_answered:
            yield from ((line, True) for line in lines_in())
        else:
            yield from ((name, False) for name in names_in([argument]))


def _not_found(found: Answer) -> str:
    if not found.bearers:
        return f"no match for {found.name}"
    return f"{found.name} alone names nobody: {_borne(found)} it"


def _borne(found: Answer) -> str:
    count = len(found.bearers)
    return "one person of the table bears" if count == 1 else f"{count} persons of the table bear"


def _lines(gazetteer: Gazetteer, found: Answer, forms: PreferredForms, *, explain: bool) -> Iterator[str]:
    """Yield the lines that answer a name: the name, its matches or who bears it, and what can be suggested."""
    from tenlao.pipeline.answers import suggestion

    if found.bearers:
        yield f"{found.name}: {_borne(found)} this name"
        matches, noted = found.bearers, ""
    else:
        matches, noted = found.matches, "  (weak)" if found.weak else ""
    lines = list(_match_lines(gazetteer, matches, forms, noted, scored=not found.bearers, explain=explain))
    if rendering := suggestion(gazetteer, found):
        lines.append(f"         suggested rendering, not attested: {rendering}")
    if lines and not found.bearers:
        yield found.name
    yield from lines


def _match_lines(
    gazetteer: Gazetteer,
    matches: Sequence[Match],
    forms: PreferredForms,
    noted: str,
    *,
    scored: bool,
    explain: bool,
) -> Iterator[str]:
    """Yield the lines that show matches, with the writings in columns."""
    from tenlao.pipeline.plain_words import in_plain_words

    rows = [[forms.printed(match.entry, writing) or "-" for writing in WRITINGS] for match in matches]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for match, row in zip(matches, rows, strict=True):
        entry, form = match.entry, match.form
        cells = [cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)]
        score = f"{match.score:7.1f}" if scored else " " * 7
        yield f"{score}  {'  '.join(cells).rstrip()}{noted}"
        yield f"         {', '.join(filter(None, (entry.kind, entry.role)))}"
        tag = f", {form.tag}" if form.tag else ""
        if not scored:
            continue
        for id in form.sources[:1]:
            cited = gazetteer.sources[id].cited()
            yield f"         {form.text} ({form.writing.capitalize()}{tag}): {cited}"
        if explain:
            yield f"         {in_plain_words(match)}"

"""The command `tenlao lookup`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import click

from tenlao.base.batches import in_batches
from tenlao.base.display import display_width
from tenlao.base.vocabulary import KINDS, WRITINGS
from tenlao.cli.options import (
    Score,
    json_option,
    language_option,
    limit_option,
    lines_in,
    names_argument,
    names_in,
    prefer_option,
    table_option,
)
from tenlao.cli.printing import complain, json_line, print_lines

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
    type=Score(),
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
    from tenlao.pipeline.house import Tables, preferred_by_house
    from tenlao.styles.preferred_forms import PreferredForms

    gazetteer = Tables(table_file).of("-")
    forms = PreferredForms(gazetteer.sources, preferred_by_house(gazetteer, "-", prefer))
    clerk = _Clerk(gazetteer, forms, limit, kind, threshold, explain, as_json)
    status = 0
    lines: list[str] = []
    for said in _all_said(clerk, names):
        if said.complaint or len(lines) > _PRINTED_TOGETHER:
            print_lines(lines)
            lines.clear()
        if said.complaint:
            complain(said.complaint)
            status = 1
        lines += said.lines
    print_lines(lines)
    sys.exit(status)


class _Said(NamedTuple):
    """What is said of a name: lines on standard output, and a complaint if it has no match."""

    lines: Sequence[str]
    complaint: str


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Who answers: with a table, and as the options say."""

    gazetteer: Gazetteer
    forms: PreferredForms
    limit: int
    kind: Kind | None
    threshold: float | None
    explain: bool
    as_json: bool

    def about(self, name: str) -> _Said:
        """Return what is said of a name."""
        from tenlao.pipeline.answers import answer

        found = answer(self.gazetteer, name, threshold=self.threshold, kind=self.kind, limit=self.limit)
        if self.as_json:
            lines = [json_line(match) for match in found.data(self.gazetteer.sources, self.forms)]
        else:
            lines = list(_lines(self.gazetteer, found, self.forms, explain=self.explain))
        return _Said(lines, _not_found(found) if found.weak else "")

    def in_a_line(self, name: str) -> _Said:
        """Return the line of JSON that answers a line of standard input."""
        from tenlao.pipeline.answers import match_data

        named = self.gazetteer.resolve(name, self.threshold, self.kind)
        if named is None:
            return _Said([json_line(None)], f"no match for {name}" if name else "")
        data = match_data(name, named, self.gazetteer.sources, weak=False, forms=self.forms)
        return _Said([json_line(data)], "")


def _all_said(clerk: _Clerk, names: Sequence[str]) -> Iterator[_Said]:
    """Give what is said of each name; those on standard input, "-", are read some at a time, by all processors."""
    for argument in names:
        if argument != "-":
            yield from map(clerk.about, names_in([argument]))
            continue
        from tenlao.base.answering import Answering

        lines = lines_in() if clerk.as_json else names_in([argument])
        with Answering(clerk.in_a_line if clerk.as_json else clerk.about, workers=0) as asked:
            for some in asked.in_turn(in_batches(lines, _AT_A_TIME)):
                yield from some


# So many lines of standard input are read, and of answers printed, at a time.
_AT_A_TIME, _PRINTED_TOGETHER = 10_000, 1000


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

"""The command `tenlao lookup`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import click

from tenlao.base.batches import in_batches
from tenlao.base.display import display_width
from tenlao.base.translations import marked, translated, translated_number
from tenlao.base.vocabulary import WRITINGS
from tenlao.cli.options import (
    Year,
    entry_kind_option,
    json_option,
    language_option,
    limit_option,
    lines_in,
    names_argument,
    names_in,
    prefer_option,
    table_option,
    threshold_option,
)
from tenlao.cli.printing import complain, json_line, print_lines

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.gazetteer import Gazetteer
    from tenlao.matching.holders import Holder
    from tenlao.matching.score import Match
    from tenlao.pipeline.answers import Answer
    from tenlao.styles.preferred_forms import PreferredForms
    from tenlao.table.model import Entry

__all__ = ["lookup"]


@click.command(
    epilog="""\b
    Examples:
      tenlao lookup "Thonglun Sisulith" ວຽງຈັນ
      tenlao lookup Siphandone
      tenlao lookup --explain "Thonglun Sisulit"
      tenlao lookup --at 2015 Khamphanh "Thủ tướng" "Minister of Justice"
      tenlao lookup --kind place --json "Bô-ly-khăm-xay"
      cut -f1 names.tsv | tenlao lookup -
    """
)
@names_argument
@json_option("one match")
@limit_option("matches of a name")
@entry_kind_option
@threshold_option
@click.option(
    "--at",
    metavar="YEAR",
    type=Year(),
    help="Put those first who held an office in YEAR; a title names them, too.",
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
    at: int | None,
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

    With --at, a line below each match says whether he held an office in that year. Those who did come first, then
    those who may have, and last those who did not, or were not in public life. What is no name may be the title of an
    office, in English or Vietnamese, with its place at the end ("Tỉnh trưởng Attapư"): who held it is printed.

    With --json, each line of standard input, empty ones too, gets one line of JSON: the entry that the name
    names, or null where it names nobody.

    Preferred publisher and table are those of the settings of the current folder, unless they are given (see tenlao
    check).
    """
    from tenlao.pipeline.house import Tables, preferred_by_house
    from tenlao.styles.preferred_forms import PreferredForms

    gazetteer = Tables(table_file).of("-")
    forms = PreferredForms(gazetteer.sources, preferred_by_house(gazetteer, "-", prefer))
    clerk = _Clerk(gazetteer, forms, limit, kind, threshold, at, explain, as_json)
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


class _Clerk(NamedTuple):
    """Who answers: with a table, and as the options say."""

    gazetteer: Gazetteer
    forms: PreferredForms
    limit: int
    kind: Kind | None
    threshold: float | None
    at: int | None
    explain: bool
    as_json: bool

    def about(self, name: str) -> _Said:
        """Return what is said of a name."""
        from tenlao.pipeline.answers import answer

        found = answer(
            self.gazetteer, name, threshold=self.threshold, kind=self.kind, limit=self.limit, at=self.at
        )
        if self.as_json:
            lines = [json_line(data) for data in found.data(self.gazetteer.sources, self.forms, self.at)]
        else:
            lines = list(_lines(self, found))
        return _Said(lines, _not_found(found) if found.weak and not found.holders else "")

    def in_a_line(self, name: str) -> _Said:
        """Return the line of JSON that answers a line of standard input."""
        from tenlao.pipeline.answer_data import match_data

        named = self.gazetteer.resolve(name, self.threshold, self.kind, at=self.at)
        if named is None:
            return _Said([json_line(None)], _no_match(name) if name else "")
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
        return _no_match(found.name)
    said = translated_number(
        "{name} alone names nobody: one person of the table bears it",
        "{name} alone names nobody: {number} persons of the table bear it",
        len(found.bearers),
    )
    return said.format(name=found.name, number=len(found.bearers))


def _no_match(name: str) -> str:
    return translated("no match for {name}").format(name=name)


_CALLED = {"latin": marked("Latin"), "vietnamese": marked("Vietnamese"), "lao": marked("Lao")}


class _Shown(NamedTuple):
    """An entry as it is shown: the score before its writings, and the lines below its role."""

    entry: Entry
    score: str
    below: Sequence[str]


def _lines(clerk: _Clerk, found: Answer) -> Iterator[str]:
    """Yield the lines that answer a name: the name, its matches or who bears it, and what can be suggested."""
    from tenlao.pipeline.answers import suggestion

    if found.holders:
        said = translated_number(
            "{name}: one person of the table held this office in {year}, or may have",
            "{name}: {number} persons of the table held this office in {year}, or may have",
            len(found.holders),
        )
        yield said.format(name=found.name, number=len(found.holders), year=clerk.at)
        yield from _in_columns([_holder_shown(held, clerk.at) for held in found.holders], clerk.forms)
        return
    if found.bearers:
        said = translated_number(
            "{name}: one person of the table bears this name",
            "{name}: {number} persons of the table bear this name",
            len(found.bearers),
        )
        yield said.format(name=found.name, number=len(found.bearers))
        shown = [_Shown(m.entry, "", [*_tenure_lines(m.entry, clerk.at)]) for m in found.bearers]
    else:
        shown = [_Shown(m.entry, f"{m.score:.1f}", [*_match_lines(clerk, m)]) for m in found.matches]
    noted = "  " + translated("(weak)") if found.weak and not found.bearers else ""
    lines = list(_in_columns(shown, clerk.forms, noted))
    if rendering := suggestion(clerk.gazetteer, found):
        said = translated("suggested rendering, not attested: {rendering}").format(rendering=rendering)
        lines.append(f"         {said}")
    if lines and not found.bearers:
        yield found.name
    yield from lines


def _in_columns(shown: Sequence[_Shown], forms: PreferredForms, noted: str = "") -> Iterator[str]:
    """Yield the lines that show entries, with the writings in columns."""
    rows = [[forms.printed(entry, writing) or "-" for writing in WRITINGS] for entry, _, _ in shown]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for (entry, score, below), row in zip(shown, rows, strict=True):
        cells = [cell + " " * (width - display_width(cell)) for cell, width in zip(row, widths, strict=True)]
        yield f"{score:>7}  {'  '.join(cells).rstrip()}{noted}"
        for line in (", ".join(filter(None, (translated(entry.kind), entry.role))), *below):
            yield f"         {line}"


def _match_lines(clerk: _Clerk, match: Match) -> Iterator[str]:
    """Yield what is said below a match: who was in office, who prints it, and why it is a match."""
    yield from _tenure_lines(match.entry, clerk.at)
    form = match.form
    tag = f", {form.tag}" if form.tag else ""
    for id in form.sources[:1]:
        yield f"{form.text} ({translated(_CALLED[form.writing])}{tag}): {clerk.gazetteer.sources[id].cited()}"
    if clerk.explain:
        from tenlao.pipeline.plain_words import in_plain_words

        yield in_plain_words(match)


def _tenure_lines(entry: Entry, at: int | None) -> Iterator[str]:
    """Yield whether a person held an office in the year that is asked for, if one is."""
    if at is not None and entry.kind == "person":
        from tenlao.matching.tenure import tenure_in

        yield tenure_in(entry, at).in_words(at)


def _holder_shown(held: Holder, at: int | None) -> _Shown:
    assert held.tenure is not None
    assert at is not None
    return _Shown(held.entry, "", [held.tenure.in_words(at)])

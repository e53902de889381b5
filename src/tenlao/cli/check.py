"""The command `tenlao check`."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from tenlao.base.errors import TenlaoError
from tenlao.base.terminals import standard_output
from tenlao.cli.lazy import WordsOf
from tenlao.cli.options import (
    ANY_PATH,
    author_option,
    encoding_option,
    jobs_option,
    kind_option,
    language_option,
    reviewer_named,
    table_option,
)
from tenlao.cli.outputs import check_output
from tenlao.cli.printing import complain, print_lines, print_pieces
from tenlao.cli.run import Failures, documents_of
from tenlao.documents.files import STANDARD_STREAM

if TYPE_CHECKING:
    from tenlao.checking.reports import Reported
    from tenlao.pipeline.inspection import Options

__all__ = ["check"]


@click.command(
    epilog="""\b
    Examples:
      tenlao check article.md
      tenlao check --select TL003,TL006 --format json articles/
      tenlao check --fix --diff article.docx
      tenlao check --comments -i report.docx
      tenlao check --format sarif . > findings.sarif
      tenlao check --source original.txt translation.txt
    """
)
@click.argument("files", metavar="FILE...", nargs=-1, type=ANY_PATH)
@click.option(
    "--source",
    metavar="ORIGINAL",
    type=ANY_PATH,
    help="Check FILE as a translation of this document, too (TL008).",
)
@click.option("--select", metavar="CODES", multiple=True, help="Check these rules (TL003,TL006 or ALL).")
@click.option("--ignore", metavar="CODES", multiple=True, help="Leave out these rules.")
@click.option(
    "--format",
    "form",
    type=WordsOf("tenlao.checking.reports:FORMATS"),
    default="text",
    show_default=True,
    help="Print the findings in this format.",
)
@click.option("--fix", is_flag=True, help="Mend in the files what is safely mended.")
@click.option("--diff", is_flag=True, help="Print what --fix changes; without --fix, change nothing.")
@click.option(
    "--comments",
    is_flag=True,
    help="Set each finding as a comment into Word documents and OpenDocument texts, with -i or -o.",
)
@author_option("--comments")
@click.option("-i", "--in-place", is_flag=True, help="With --comments, change the files themselves.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=ANY_PATH,
    help="With --comments, write the document to FILE, whole or not at all.",
)
@click.option(
    "--statistics", is_flag=True, help="Print how many findings each rule has, and not the findings."
)
@click.option("--show-config", is_flag=True, help="Print the settings for the files, and check nothing.")
@language_option
@kind_option
@encoding_option
@jobs_option
@table_option
def check(
    files: tuple[str, ...],
    source: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    form: str,
    fix: bool,
    diff: bool,
    comments: bool,
    author: str | None,
    in_place: bool,
    output: str | None,
    statistics: bool,
    show_config: bool,
    kind: str | None,
    encoding: str | None,
    jobs: int,
    table_file: str | None,
) -> None:
    """Check the Lao names in documents.

    Finds one entry spelled two ways (TL002), typos (TL003), glosses of somebody else (TL004), slips in
    typography (TL005) and Lao names in no table (TL006), and names that a translation has wrong, leaves out or
    doubles (TL008), beside its original or in XLIFF, TMX and PO files; if selected, also spellings that are not
    preferred (TL001), first mentions without a gloss (TL007) and one family name rendered two ways (TL009). Of
    folders, the documents in them are checked; "-" is standard input.

    The house style is read from [tool.tenlao] in pyproject.toml or from tenlao.toml, in the folder of a file or
    above; what it excludes is left out of folders.

    Exit status: 0 nothing is found; 1 something is; 2 a file, an option or a setting is not usable.
    """
    from tenlao.checking.settings import rules_named
    from tenlao.pipeline.batch import outcomes
    from tenlao.pipeline.inspection import Options, inspect

    if not files and not show_config:
        raise click.UsageError("Missing argument 'FILE...'.")
    if fix and diff and STANDARD_STREAM in files:
        raise click.UsageError("--fix and --diff exclude each other for standard input.")
    if source is not None and (len(files) != 1 or os.path.isdir(files[0]) or files[0] == source):
        raise click.UsageError("--source takes one FILE, its translation.")
    _check_comments(files, comments, in_place, output, changes=fix or diff or show_config)
    selected = rules_named(select) if select else None
    if selected == ():
        raise click.UsageError("--select names no rule; name some, or ALL.")
    options = Options(
        select=selected,
        ignore=rules_named(ignore),
        table=table_file,
        kind=kind,
        encoding=encoding,
        fix=fix,
        diff=diff,
        reviewer=reviewer_named(author, "--comments", comments),
        output=output,
        source=source,
    )
    if show_config:
        _show_config(files or (".",), options)
        return
    failures = Failures()
    names = failures.files_in(documents_of(files))
    found: list[Reported] = []
    left = fixed = 0
    at_once = form == "text" and not statistics
    for file, outcome in outcomes(partial(inspect, options=options), names, table_file, jobs):
        if isinstance(outcome, TenlaoError):
            failures.add(outcome)
            continue
        for said in outcome.left:
            complain(said)
        left += len(outcome.found)
        fixed += outcome.fixed
        if diff:
            standard_output().write(outcome.diff.encode("utf-8", "surrogateescape"))
        elif at_once:
            _print(outcome.found, err=options.fix and file == STANDARD_STREAM)
        else:
            found += outcome.found
    if statistics:
        _print_statistics(found)
    elif form != "text" and not diff:
        from tenlao.checking.reports import report

        print_pieces(report(form, found, names))
    if fixed:
        complain(f"mended {fixed}, {left} left")
    sys.exit(2 if failures.count else 1 if left else 0)


def _check_comments(
    files: Sequence[str], comments: bool, in_place: bool, output: str | None, changes: bool
) -> None:
    if not comments:
        if in_place or output is not None:
            raise click.UsageError("-i and -o go with --comments; --fix changes files themselves.")
        return
    if changes:
        raise click.UsageError("--comments goes without --fix, --diff and --show-config.")
    if in_place == (output is not None):
        raise click.UsageError("--comments takes -i, or else -o FILE.")
    check_output(files, output, in_place)


def _print(found: Sequence[Reported], err: bool) -> None:
    """Print findings for people; on standard error where standard output has the mended text."""
    from tenlao.checking.reports import in_words

    for reported in found:
        click.echo(in_words(reported, _coloured), err=err)


def _coloured(text: str, what: str) -> str:
    if what == "place":
        return click.style(text, bold=True)
    return click.style(text, fg="red" if what == "rule" else "yellow")


def _print_statistics(found: Sequence[Reported]) -> None:
    from tenlao.checking.rules import RULES

    counts = Counter(reported.finding.rule for reported in found)
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        click.echo(f"{count:6}  {rule}  {RULES[rule]}")


def _show_config(files: Sequence[str], options: Options) -> None:
    """Print the settings for files, as a settings file has them."""
    from tenlao.pipeline.inspection import settings_of
    from tenlao.table.writer import quoted, strings_text

    for file in files:
        settings = settings_of(file, options)
        written = {
            "select": strings_text(settings.rules),
            "style": quoted(settings.style),
            "prefer": settings.prefer and quoted(settings.prefer),
            "table": (table := options.table or settings.table) and quoted(table),
            "one_family": str(settings.options.one_family).lower(),
            "provinces": settings.options.provinces and quoted(settings.options.provinces),
            "brackets": quoted(settings.options.brackets),
            "margins": str(settings.options.margins).lower(),
            "names": strings_text(settings.names),
            "exclude": strings_text(settings.exclude),
        }
        print_lines(
            [
                f"# {file}: {settings.file or 'no settings file'}",
                *(f"{key} = {value}" for key, value in written.items() if value is not None),
            ]
        )

"""The command `tenlao annotate`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, cast, get_args

import click

from tenlao.base.errors import TenlaoError
from tenlao.base.terminals import standard_output
from tenlao.cli.names_to_look_at import report_lines
from tenlao.cli.options import (
    ANY_PATH,
    Score,
    author_option,
    encoding_option,
    jobs_option,
    kind_option,
    language_option,
    prefer_option,
    reviewer_named,
    table_option,
)
from tenlao.cli.outputs import check_apart, check_output, once
from tenlao.cli.printing import complain, print_lines
from tenlao.cli.run import do, documents_of
from tenlao.cli.undoing import undo_edits
from tenlao.documents.files import STANDARD_STREAM
from tenlao.styles.options import Brackets, Manner, StyleKeywords
from tenlao.styles.registry import STYLES, style_named

if TYPE_CHECKING:
    from tenlao.pipeline.journal import Journal
    from tenlao.pipeline.revision import Revision
    from tenlao.styles.registry import Style

__all__ = ["annotate"]

_BACKUP = "~"


class _AnnotateCommand(click.Command):
    """A command in which --backup may stand without a suffix, and never takes the next argument for one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """See `click.Command.parse_args`."""
        end = args.index("--") if "--" in args else len(args)
        args = [f"{a}={_BACKUP}" if a == "--backup" else a for a in args[:end]] + args[end:]
        return super().parse_args(ctx, args)


@click.command(
    cls=_AnnotateCommand,
    epilog="""\b
    Examples:
      tenlao annotate article.txt > glossed.txt
      tenlao annotate --style vietnamese report.docx -o report-vi.docx
      tenlao annotate -i --edits edits.jsonl page-1.html page-2.html
      tenlao annotate -i --track-changes report.docx
      tenlao annotate --undo edits.jsonl
      tenlao annotate --diff articles/
    """,
)
@click.argument("files", metavar="FILE...", nargs=-1, type=ANY_PATH)
@click.option(
    "--style",
    type=click.Choice(STYLES),
    help="House style: the other writing in parentheses, all names in one writing, marks for web pages, or "
    "mentions as JSON Lines and no text. If not given, that of the settings, or else gloss.",
)
@click.option(
    "--first/--every",
    "first",
    default=None,
    help="Change the first mention of each name, or every mention. Gloss is for the first, the others for every.",
)
@click.option(
    "--min-score",
    type=Score(),
    default=0.0,
    metavar="N",
    help="Leave mentions alone whose score is lower.",
)
@prefer_option
@click.option(
    "--near",
    is_flag=True,
    help="Take along mentions that are only near a name of the table; check each of them.",
)
@click.option(
    "--one-family/--as-attested",
    "one_family",
    default=None,
    help="Print a family name in one rendering throughout a text (default), or each name as it is attested.",
)
@click.option(
    "--provinces",
    type=click.Choice(get_args(Manner)),
    help="Set renderings of provinces like Hủa-phăn, Hủaphăn or Hủa Phăn.",
)
@click.option(
    "--brackets",
    type=click.Choice(get_args(Brackets)),
    help="Set a gloss into brackets that follow the name (default), or into brackets of its own.",
)
@click.option(
    "--margins", is_flag=True, help="Set glosses in the headers and footers of Word documents, too."
)
@click.option(
    "--suggest",
    is_flag=True,
    help="Also set names that nobody has printed, marked: for Lao persons who are in no table, and for names that "
    "have no form in the writing.",
)
@click.option(
    "--mark", metavar="SIGN", default="*", show_default=True, help="What marks a suggested rendering."
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=ANY_PATH,
    help='Write to FILE, whole or not at all; "-" is standard output, the default.',
)
@click.option("-i", "--in-place", is_flag=True, help="Change the files themselves.")
@click.option(
    "--track-changes",
    is_flag=True,
    help="In Word documents and OpenDocument texts, set each change as one to be accepted or rejected.",
)
@author_option("--track-changes")
@click.option(
    "--backup",
    metavar="[=SUFFIX]",
    help=f"With -i or --undo, keep the file as it was under its name with SUFFIX; {_BACKUP} if none is given.",
)
@click.option(
    "--edits", "journal_file", metavar="FILE", help="Add all edits to FILE, from which --undo reads them."
)
@click.option(
    "--yes",
    is_flag=True,
    help="Do not ask before -i changes the documents in a folder with nothing to undo it by.",
)
@click.option("--undo", metavar="FILE", help="Undo the edits in FILE, in all files or in those given.")
@click.option(
    "--root",
    metavar="FOLDER",
    help="With --undo, change files anywhere below FOLDER; only those below the folder of the journal if not given.",
)
@click.option(
    "--diff", "as_diff", is_flag=True, help="Print what would change as a unified diff; write nothing."
)
@click.option(
    "--report",
    "report_file",
    metavar="FILE",
    help="Write what became of each name to FILE, a line of JSON a document.",
)
@click.option("--quiet", is_flag=True, help="Do not list the names that nothing became of on standard error.")
@click.option("--dry-run", is_flag=True, help="Print how much would change in each file; write nothing.")
@language_option
@kind_option
@encoding_option
@jobs_option
@table_option
def annotate(
    files: tuple[str, ...],
    style: Style | None,
    first: bool | None,
    min_score: float,
    prefer: str | None,
    near: bool,
    one_family: bool | None,
    provinces: Manner | None,
    brackets: Brackets | None,
    margins: bool,
    suggest: bool,
    mark: str,
    output: str | None,
    in_place: bool,
    track_changes: bool,
    author: str | None,
    backup: str | None,
    journal_file: str | None,
    yes: bool,
    undo: str | None,
    root: str | None,
    as_diff: bool,
    report_file: str | None,
    quiet: bool,
    dry_run: bool,
    kind: str | None,
    encoding: str | None,
    jobs: int,
    table_file: str | None,
) -> None:
    """Put documents into a house style.

    Style gloss turns "Sonexay Siphandone" into "Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon)" at the first
    mention, style vietnamese into "Xỏn-xay Xỉ-phăn-đon" at every mention. Nothing else in a document changes,
    and annotating it again changes nothing. A gloss that names somebody else is left alone and reported, and so are
    names that have no form in print, that are only near a known one, or that look Lao and are in no table.

    Style, its options, preferred publisher and table are those of the settings beside a document (see tenlao
    check), unless they are given. "-" is standard input; of a folder, all documents in it are taken. Several
    documents are printed one after the other. A file that cannot be used is reported, and the others are done all
    the same.
    """
    output = None if output == STANDARD_STREAM else output
    _check_backup(backup, in_place or undo is not None)
    if undo is not None:
        reviews = track_changes or author is not None
        writes = output is not None or journal_file is not None or report_file is not None
        if writes or reviews or as_diff or dry_run:
            raise click.UsageError(
                "--undo changes files back; of other options, it goes with --root and --backup only."
            )
        undo_edits(undo, files, root, backup or "")
    if root is not None:
        raise click.UsageError("--root goes with --undo.")
    if not files:
        raise click.UsageError("Missing argument 'FILE...'.")
    check_output(files, output, in_place)
    only_shown, is_listed = as_diff or dry_run, style == "jsonl"
    if journal_file is not None and only_shown:
        raise click.UsageError("--diff and --dry-run write nothing, so there are no --edits.")
    if is_listed:
        _check_listed(in_place or journal_file is not None or only_shown, report_file, track_changes)
    reviewer = reviewer_named(author, "--track-changes", track_changes)

    from tenlao.pipeline.house import mentions_by_house, revise_by_house
    from tenlao.pipeline.journal import Journal
    from tenlao.rendering.suggestions import check_mark

    if suggest:
        check_mark(mark)
    documents = documents_of(files)
    check_apart([output, journal_file, report_file], documents, backup or "")
    asked = _asked(
        every=None if first is None else not first,
        min_score=min_score,
        prefer=prefer,
        suggest=mark if suggest else "",
        near=near,
        one_family=one_family,
        provinces=provinces,
        brackets=brackets,
        margins=margins or None,
    )
    is_reported = not quiet or report_file is not None
    changed = partial(
        revise_by_house,
        kind=kind,
        encoding=encoding,
        style=style,
        asked=asked,
        reported=is_reported,
        with_diff=as_diff,
        reviewer=reviewer,
    )
    # A journal is refused, if it is none, before a report begins anew.
    journal = None if journal_file is None else Journal(journal_file)
    tell = _telling(report_file, quiet, table_file)
    if is_listed:
        lines = partial(
            mentions_by_house,
            kind=kind,
            encoding=encoding,
            with_file=len(documents) > 1,
            asked=asked,
        )
        do(lines, documents, partial(_print_lines, output), table_file, jobs)
    elif only_shown:
        show = _print_diff if as_diff else _print_count
        do(changed, documents, partial(_tell_and, tell, show), table_file, jobs)
    else:
        if in_place:
            documents = once(documents)
            if not yes and backup is None and journal is None and any(map(os.path.isdir, files)):
                _ask_before_changing(len(documents))
        write = _changing(in_place, output, backup or "", journal, several=len(documents) > 1)
        do(changed, documents, partial(_tell_and, tell, write), table_file, jobs, bar=in_place)


def _check_listed(changes: bool, report_file: str | None, track_changes: bool) -> None:
    """See to it that nothing else is wanted of style jsonl than a list of the mentions."""
    if changes:
        raise click.UsageError(
            "style jsonl changes nothing; print its lines, or write them to a FILE with -o."
        )
    if report_file is not None:
        raise click.UsageError("style jsonl says it all; --report goes with the other styles.")
    if track_changes:
        raise click.UsageError("style jsonl changes nothing; --track-changes goes with the other styles.")


def _asked(**options: object) -> StyleKeywords:
    """Return the options that are given, so that the settings tell the others."""
    return cast("StyleKeywords", {name: value for name, value in options.items() if value is not None})


def _telling(report_file: str | None, quiet: bool, table_file: str | None) -> Callable[[Revision], None]:
    """Return what tells of the names in a revision, on standard error and in a file, which begins anew."""
    from tenlao.documents.files import append_line, write_file
    from tenlao.pipeline.house import Tables
    from tenlao.pipeline.name_report import report_json

    tables = Tables(table_file)
    if report_file is not None:
        write_file(report_file, b"")

    def tell(revision: Revision) -> None:
        for doubt in revision.doubts:
            complain(doubt)
        if report_file is not None:
            append_line(report_file, report_json(revision).encode("utf-8", "surrogateescape"))
        if not quiet:
            for line in report_lines(revision, tables.of(revision.file).entry):
                complain(line)

    return tell


def _tell_and(
    tell: Callable[[Revision], None], use: Callable[[str, Revision], None], file: str, revision: Revision
) -> None:
    tell(revision)
    use(file, revision)


def _ask_before_changing(documents: int) -> None:
    """Ask whoever is at the terminal, if anybody is: a wrong folder is named easily."""
    if sys.stdin.isatty() and sys.stderr.isatty():
        question = f"Change {documents} documents in place, with no --edits or --backup to undo it by?"
        if not click.confirm(question, err=True):
            sys.exit(1)


def _check_backup(suffix: str | None, changes_files: bool) -> None:
    if suffix is not None and not changes_files:
        raise click.UsageError("--backup goes with -i or --undo.")
    if suffix is not None and (not suffix or os.path.basename(f"file{suffix}") != f"file{suffix}"):
        raise click.UsageError("--backup takes what is to be added to the name of a file.")


def _changing(
    in_place: bool, output: str | None, backup: str, journal: Journal | None, several: bool
) -> Callable[[str, Revision], None]:
    """Return what puts a revision where it belongs, after the journal has it, if there is one."""
    from tenlao.documents.files import replace_file, write_file
    from tenlao.documents.formats import format_named

    def write(file: str, revision: Revision) -> None:
        format = format_named(revision.kind)
        sets_marks = style_named(revision.style).changes == "marks"
        if in_place and sets_marks and format.html_marks == "as new page":
            raise TenlaoError(
                "would be a web page under the name of a text; write it to another file with -o", file
            )
        if in_place and not revision.edits:
            return
        if not in_place and output is None and not format.is_text and (several or sys.stdout.isatty()):
            raise TenlaoError("is no text to be printed; use -i to change it in place, or -o", file)
        if journal is not None and revision.edits:
            journal.add(revision, file if in_place else output or STANDARD_STREAM)
        if in_place:
            replace_file(file, revision.old, revision.new, backup)
        elif output is not None:
            write_file(output, revision.new)
        else:
            standard_output().write(revision.new)

    return write


def _print_diff(file: str, revision: Revision) -> None:
    standard_output().write(revision.diff.encode("utf-8", "surrogateescape"))


def _print_count(file: str, revision: Revision) -> None:
    count = len(revision.edits)
    print_lines([f"{file}: {count} change{'s' * (count != 1)}"])


def _print_lines(output: str | None, file: str, lines: Iterable[str]) -> None:
    if output is None:
        print_lines(lines)
    else:
        from tenlao.documents.files import write_file

        content = (f"{line}\n".encode("utf-8", "backslashreplace") for line in lines)
        write_file(output, lambda stream: stream.writelines(content))

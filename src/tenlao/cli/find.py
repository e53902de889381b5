"""The command `tenlao find`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import click

from tenlao.cli.options import ANY_PATH, encoding_option, jobs_option, kind_option, table_option
from tenlao.cli.printing import print_lines
from tenlao.cli.run import do, documents_of

__all__ = ["find"]


@click.command(
    epilog="""\b
    Examples:
      tenlao find article.txt
      tenlao find --jobs 0 archive/
      tenlao find --unknown article.txt
      tenlao find --format webanno article.html
      tenlao find - < article.txt
    """
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=ANY_PATH)
@click.option(
    "--unknown",
    is_flag=True,
    help="Print the Lao persons, too, who are in no table, with suggested renderings.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "webanno")),
    default="jsonl",
    show_default=True,
    help="What to print of each mention.",
)
@click.option(
    "--iri", metavar="IRI", help="With webanno: the address of the text, if it is not that of its file."
)
@kind_option
@encoding_option
@jobs_option
@table_option
def find(
    files: tuple[str, ...],
    unknown: bool,
    form: str,
    iri: str | None,
    kind: str | None,
    encoding: str | None,
    jobs: int,
    table_file: str | None,
) -> None:
    """Find the names of the table in documents.

    Prints JSON Lines, a mention a line: start and end, text, the id and kind of the entry, the score, and how it
    matches (exact, variant or partial). Start and end count code points in the text of the file, markup included
    (docs/documents.md tells more); text is what readers see there. Where the text does not
    tell which of several entries of one name is meant, "ambiguous" has the ids of the others. With several
    files, each line also has the file. A plain text may be of any length; if it is the only file, --jobs work on
    parts of it. "-" is standard input; of a folder, all documents in it are read.

    With --format webanno, each line is an annotation of the W3C's Web Annotation Data Model in JSON-LD. Its positions
    count code points of what readers see: of HTML and of Word and ODT documents, without markup.
    """
    from tenlao.pipeline.standoff import mention_lines
    from tenlao.pipeline.web_annotations import annotation_lines

    documents = documents_of(files)
    several = len(documents) > 1
    if iri and (several or form != "webanno"):
        raise click.UsageError("--iri is the address of a single text, for --format webanno.")
    if unknown and form == "webanno":
        raise click.UsageError("--format webanno has no place for --unknown.")
    work: Callable[..., Iterator[str]]
    if form == "webanno":
        work = partial(annotation_lines, kind=kind, encoding=encoding, source=iri)
    else:
        work = partial(
            mention_lines,
            kind=kind,
            encoding=encoding,
            with_file=several,
            unknown=unknown,
            workers=1 if several else jobs,
        )
    do(work, documents, lambda _, lines: print_lines(lines), table_file, jobs)

"""The commands `tenlao table ...`: what is in a table, whether it is sound, and changing it."""

from __future__ import annotations

import datetime
import difflib
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tenlao.base.errors import TenlaoError
from tenlao.cli.run import table_option

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.curating.toml_editing import Changes
    from tenlao.table.model import Entry, Form, Source, Table

__all__ = ["table"]

_KINDS = ("person", "place", "organization")
_TAGS = ("typo", "stripped", "titled", "exonym")
_WRITINGS: tuple[Writing, ...] = ("latin", "vietnamese", "lao")
_FORMATS = ("csv", "jsonl", "tbx", "omegat", "skos")
_IMPORTED = ("csv", "jsonl")
_BUNDLED = "bundled"

_Command = TypeVar("_Command", bound=Callable[..., Any])

_own_option = click.option(
    "--table",
    "table_file",
    metavar="FILE",
    help="The table file to change; your own table if not given (see: tenlao table where).",
)
_alone_option = click.option(
    "--alone", is_flag=True, help="Take a file for itself, not as laid over the bundled table."
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines.")
_dry_run_option = click.option(
    "-n", "--dry-run", is_flag=True, help="Print what would change, and change nothing."
)


@click.group()
def table() -> None:
    """Look into tables of names, check them, and change your own.

    Your own table is laid over the bundled one: it adds entries and forms, says which forms are preferred, and
    hides entries. It is the file that TENLAO_TABLE names, or else names.toml in your configuration folder.
    """


@table.command(
    epilog="""\b
    Examples:
      tenlao table validate
      tenlao table validate --json names.toml
    """
)
@click.argument("files", metavar="[FILE...]", nargs=-1)
@_alone_option
@_json_option
def validate(files: tuple[str, ...], alone: bool, as_json: bool) -> None:
    """Check table files; if none is given, your own table, or else the bundled one.

    Errors are certainly wrong, warnings probably. docs/table.md explains the codes.

    Exit status: 0 nothing found; 1 warnings only; 2 errors.
    """
    from tenlao.base.resources import bundled_file, own_table_file
    from tenlao.curating.validation import validate as validated

    status = 0
    for file in files or (own_table_file() or bundled_file("names.toml"),):
        for finding in validated(file, _below(file, alone)):
            status = max(status, 2 if finding.severity == "error" else 1)
            data = {"file": finding.file, "line": finding.line, "severity": finding.severity}
            data |= {"code": finding.code, "message": finding.message}
            click.echo(_json(data) if as_json else str(finding))
    sys.exit(status)


@table.command()
@_json_option
def where(as_json: bool) -> None:
    """Tell which table files are used, each laid over the one before.

    --table FILE stands in for your own table, and so does the environment variable TENLAO_TABLE. Without these, it
    is names.toml in your configuration folder.
    """
    from tenlao.base.resources import bundled_file, own_table

    layers = [(_BUNDLED, os.path.normpath(bundled_file("names.toml"))), ("own", own_table())]
    for layer, path in layers:
        there = path is not None and os.path.exists(path)
        note = "" if there else "  (none)" if not path else "  (not there)"
        if as_json:
            click.echo(_json({"layer": layer, "file": path, "exists": there}))
        else:
            click.echo(f"{layer:8} {path or ''}{note}".rstrip())


@table.command(
    epilog="""\b
    Examples:
      tenlao table show sonexay-siphandone
      tenlao table show --json attapeu sekong
    """
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@table_option
@_json_option
def show(ids: tuple[str, ...], table_file: str | None, as_json: bool) -> None:
    """Show entries with all their forms and sources."""
    from tenlao.curating.changes import known
    from tenlao.gazetteer import load

    whole = load(table_file).table
    for number, id in enumerate(ids):
        entry = known(whole, id)
        if as_json:
            click.echo(_json(_entry_data(whole, entry)))
        else:
            click.echo("\n".join([*([""] if number else []), *_entry_lines(whole, entry)]))


@table.command(
    epilog="""\b
    Examples:
      tenlao table diff bundled ~/.config/tenlao/names.toml
      tenlao table diff --alone names-old.toml names.toml
    """
)
@click.argument("old", metavar="A")
@click.argument("new", metavar="B")
@_alone_option
@_json_option
def diff(old: str, new: str, alone: bool, as_json: bool) -> None:
    """Tell what is different in table B: entries, forms, what is preferred, sources.

    A and B are table files, or "bundled" for the bundled table.

    Exit status: 0 the tables hold the same; 1 they differ.
    """
    from tenlao.curating.diff import differences

    status = 0
    for difference in differences(_table_of(old, alone), _table_of(new, alone)):
        status = 1
        data = {"id": difference.id, "key": difference.key, "old": difference.old, "new": difference.new}
        click.echo(_json(data) if as_json else str(difference))
    sys.exit(status)


def _form_options(command: _Command) -> _Command:
    """The options that give forms, and the source that prints them."""
    options = (
        click.option(
            "--type", metavar="TEXT", help="Finer than the kind: politician, military, province, ..."
        ),
        click.option("--role", metavar="TEXT", help="Office and years, or what it is."),
        click.option(
            "--latin", multiple=True, metavar="FORM", help="A form in Latin letters; may be repeated."
        ),
        click.option(
            "--vietnamese", multiple=True, metavar="FORM", help="A Vietnamese rendering; may be repeated."
        ),
        click.option("--lao", multiple=True, metavar="FORM", help="A form in Lao script; may be repeated."),
        click.option(
            "--tag", type=click.Choice(_TAGS), help="What the forms given are, if they are not usual ones."
        ),
        click.option(
            "--source", "sources", multiple=True, metavar="ID", help="A source that prints the forms given."
        ),
        click.option("--publisher", metavar="NAME", help="Add the source given, of this publisher."),
        click.option("--url", metavar="URL", help="The address of the source that is added."),
        click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Its day."),
        click.option("--same-name-as", multiple=True, metavar="ID", help="Another entry with the same name."),
        _own_option,
        _dry_run_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


@table.command(
    epilog="""\b
    Examples:
      tenlao table add
      tenlao table add draft.toml
      tenlao table add --kind person --latin "Somphet Inthaphone" --vietnamese "Xổm-phết In-tha-phon"
    """
)
@click.argument("drafts", metavar="[DRAFT...]", nargs=-1)
@click.option("--id", metavar="ID", help="The id of the entry; made from the first form if not given.")
@click.option("--kind", type=click.Choice(_KINDS), help="What the name names.")
@_form_options
def add(
    drafts: tuple[str, ...],
    id: str | None,
    kind: str | None,
    table_file: str | None,
    dry_run: bool,
    **given: Any,
) -> None:
    """Add entries to your own table: those of drafts, or one that is given by options or asked for.

    An entry that is there already gets the new forms, behind those that are preferred. The result is checked before
    anything is written; comments, order and layout of the file stay.
    """
    from tenlao.curating.changes import adding

    change = _Change(table_file, dry_run)
    whole = change.file.table
    if drafts:
        if id or kind or any(given.values()):
            raise click.UsageError("Give drafts or options, not both.")
        read = [_draft(draft, whole) for draft in drafts]
        entries = [entry for draft in read for entry in draft.entries]
        new = [source for draft in read for source in draft.sources.values()]
    else:
        if not any(given[writing] for writing in _WRITINGS):
            _ask(given)
        forms, new = _given(given)
        if not forms:
            raise click.UsageError("Give a form: --latin, --vietnamese or --lao.")
        id = id or _id_of(forms)
        kind = kind or _kind_of(whole, id)
        entries = [_entry(id, kind, forms, given)]
    change.make(adding(change.file, change.below, entries, new))


@table.command(
    epilog="""\b
    Examples:
      tenlao table edit attapeu --role "Province in the south" --prefer "Attapư"
      tenlao table edit attapeu --vietnamese "A-ta-pư" --source nhan-dan-7 --publisher "Nhân Dân"
    """
)
@click.argument("id", metavar="ID")
@click.option("--kind", type=click.Choice(_KINDS), help="What the name names.")
@click.option("--prefer", multiple=True, metavar="FORM", help="Put this form first in its writing.")
@click.option("--drop", multiple=True, metavar="FORM", help="Remove this form.")
@_form_options
def edit(
    id: str,
    kind: str | None,
    prefer: tuple[str, ...],
    drop: tuple[str, ...],
    table_file: str | None,
    dry_run: bool,
    **given: Any,
) -> None:
    """Change an entry in your own table, or what it says of an entry of the bundled one.

    Without options, type, role and further forms are asked for; an empty answer leaves them as they are. Forms that
    are given and there already get the tag and the source.
    """
    from dataclasses import replace

    from tenlao.curating.changes import adding, known
    from tenlao.curating.toml_editing import Changes

    change = _Change(table_file, dry_run)
    whole = known(change.file.table, id)
    if not (kind or prefer or drop or any(value not in (None, ()) for value in given.values())):
        _ask(given, whole)
    forms, new = _given(given)
    added = adding(
        change.file,
        change.below,
        [_entry(id, whole.kind, forms, {"same_name_as": given["same_name_as"]})],
        new,
    )
    entry = added.entries[id]
    assert entry is not None
    entry = _preferring(_without(entry, whole, drop), whole, prefer)
    if given["type"] is not None:
        entry = replace(entry, type=given["type"] or None)
    if given["role"] is not None:
        entry = replace(entry, role=given["role"] or None)
    if kind:
        entry = replace(entry, kind=kind)  # type: ignore[arg-type]
    change.make(Changes({**added.entries, id: entry}, added.sources))


@table.command(epilog="\b\nExample:\n  tenlao table merge khamtai khamtay-siphandone")
@click.argument("id", metavar="ID")
@click.argument("into", metavar="INTO")
@click.option("--type", metavar="TEXT", help="The type, where the two do not agree.")
@click.option("--role", metavar="TEXT", help="The role, where the two do not agree.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@_own_option
@_dry_run_option
def merge(
    id: str, into: str, type: str | None, role: str | None, yes: bool, table_file: str | None, dry_run: bool
) -> None:
    """Give everything entry ID has to entry INTO, and remove ID.

    An entry of the bundled table is hidden instead of removed. Nothing is lost: where the two do not agree on type,
    role or the tag of a form, the program says so and changes nothing.
    """
    from tenlao.curating.changes import merging

    change = _Change(table_file, dry_run)
    changes = merging(change.file, change.below, id, into, type=type, role=role)
    change.make(changes, question=None if yes else f"Merge {id} into {into}?")


@table.command(epilog="\b\nExample:\n  tenlao table remove khamtai")
@click.argument("id", metavar="ID")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@_own_option
@_dry_run_option
def remove(id: str, yes: bool, table_file: str | None, dry_run: bool) -> None:
    """Remove an entry from your own table; an entry that only the bundled table has is hidden.

    Other entries no longer name it in same_name_as. Sources stay. An entry with comments is not removed, since these
    would be lost.
    """
    from tenlao.curating.changes import removing

    change = _Change(table_file, dry_run)
    changes = removing(change.file, change.below, id)
    change.make(changes, question=None if yes else f"Remove {id}?")


@table.command(
    epilog="""\b
    Examples:
      tenlao table export --format csv -o names.csv
      tenlao table export --format omegat mine.toml > glossary.txt
    """
)
@click.argument("file", metavar="[TABLE]", required=False)
@click.option("--format", "form", type=click.Choice(_FORMATS), required=True, help="What to write.")
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Write to FILE, whole or not at all.")
@click.option("--base", metavar="IRI", help="With skos: what the address of each concept begins with.")
@_alone_option
def export(file: str | None, form: str, output: str | None, base: str | None, alone: bool) -> None:
    """Write a table for other programs.

    csv and jsonl hold everything and can be read back (tenlao table import). In csv, cells that a spreadsheet would
    take for formulas get an apostrophe before them. tbx is TBX-Basic (ISO 30042), omegat a glossary for OmegaT, skos
    linked data in Turtle. Without TABLE it is the table in use; "bundled" is the bundled table.
    """
    from tenlao.curating.exporters import BASE
    from tenlao.curating.exporters import export as exported
    from tenlao.documents.files import write_file

    whole = _table_in_use(file, alone)
    content = exported(whole, form, base or BASE).encode()
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        write_file(output, content)


@table.command(
    "import",
    epilog="""\b
    Examples:
      tenlao table import names.csv -o names.toml
      tenlao table import --alone names.jsonl > names.toml
    """,
)
@click.argument("file", metavar="FILE")
@click.option(
    "--format", "form", type=click.Choice(_IMPORTED), help="What FILE is; told from its name if not given."
)
@click.option("-o", "--output", metavar="NEW", type=click.Path(), help="Write to a new file.")
@_alone_option
def import_(file: str, form: str | None, output: str | None, alone: bool) -> None:
    """Turn csv or jsonl into a table file.

    The table is checked; nothing is written when something is wrong with it. Review the file, and use it as your own
    table, or add it to that (tenlao table add).
    """
    from tenlao.curating.importers import imported
    from tenlao.documents.encodings import decode
    from tenlao.documents.files import read_file, write_file
    from tenlao.table.reader import read_file as read_table_file
    from tenlao.table.writer import table_text

    form = form or os.path.splitext(file)[1].lstrip(".").lower()
    if form not in _IMPORTED:
        raise click.UsageError("Give --format: the name of the file does not tell it.")
    if output is not None and os.path.lexists(output):
        raise TenlaoError("exists already; give a new file", output)
    text = table_text(imported(decode(read_file(file), name=file)[0], form, file))
    for problem in read_table_file(file, None if alone else _bundled_table(), text).problems[:1]:
        raise TenlaoError(problem.message, file)
    if output is None:
        sys.stdout.buffer.write(text.encode())
    else:
        write_file(output, text.encode())


@table.command(
    epilog="""\b
    Examples:
      tenlao table stats
      tenlao table stats --html stats.html
    """
)
@click.argument("file", metavar="[TABLE]", required=False)
@click.option(
    "--html", metavar="FILE", type=click.Path(), help="Write a page with plots, which opens offline."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@_alone_option
def stats(file: str | None, html: str | None, as_json: bool, alone: bool) -> None:
    """Count what a table holds, and which renderings disagree.

    Without TABLE it is the table in use; "bundled" is the bundled table.
    """
    from dataclasses import asdict

    from tenlao.curating.statistics import counted, lines, page
    from tenlao.documents.files import write_file

    counts = counted(_table_in_use(file, alone))
    if html is not None:
        write_file(html, page(counts).encode())
    elif as_json:
        click.echo(_json(asdict(counts)))
    else:
        click.echo("\n".join(lines(counts)))


class _Change:
    """A change of one table file: what it holds now, and what shall be made of it."""

    def __init__(self, table_file: str | None, dry_run: bool) -> None:
        from tenlao.table.reader import read_file

        path = table_file or _own_file()
        self.dry_run = dry_run
        self.below = _below(path, alone=False)
        self.file = read_file(path, self.below, None if os.path.lexists(path) else "")
        if self.file.problems:
            raise self.file.problems[0]

    def make(self, changes: Changes, question: str | None = None) -> None:
        """Show the change or make it, and print warnings that come with it."""
        from tenlao.curating.toml_editing import edited, save

        file = self.file
        text = edited(file, self.below, changes)
        lines = (file.text.splitlines(), text.splitlines())
        shown = list(difflib.unified_diff(*lines, file.path, file.path, n=2, lineterm=""))
        if not shown:
            click.echo("Nothing to change.")
            return
        if self.dry_run or question:
            click.echo("\n".join(shown))
        if self.dry_run:
            return
        if question:
            click.confirm(question, abort=True)
        save(file, text)
        click.echo(f"Changed {file.path}")
        for warning in self.new_warnings(text):
            click.echo(f"tenlao: {warning}", err=True)

    def new_warnings(self, text: str) -> Iterator[object]:
        from tenlao.curating.validation import validate

        before = {(f.code, f.message) for f in validate(self.file.path, self.below, self.file.text)}
        for finding in validate(self.file.path, self.below, text):
            if (finding.code, finding.message) not in before:
                yield finding


def _own_file() -> str:
    from tenlao.base.resources import own_table

    path = own_table()
    if not path:
        why = "TENLAO_TABLE is empty" if "TENLAO_TABLE" in os.environ else "your home folder is unknown"
        raise TenlaoError(f"there is no table of your own, since {why}; give a file")
    return path


def _below(file: str, alone: bool) -> Table | None:
    """The table over which a file is laid: none below the bundled one."""
    from tenlao.base.resources import bundled_file

    is_bundled = os.path.exists(file) and os.path.samefile(file, bundled_file("names.toml"))
    return None if alone or is_bundled else _bundled_table()


def _bundled_table() -> Table:
    from tenlao.gazetteer import bundled

    return bundled().table


def _table_in_use(file: str | None, alone: bool) -> Table:
    from tenlao.gazetteer import load

    return load().table if file is None else _table_of(file, alone)


def _table_of(file: str, alone: bool) -> Table:
    from tenlao.table.reader import read_file

    if file == _BUNDLED:
        return _bundled_table()
    read = read_file(file, _below(file, alone))
    if read.problems:
        raise read.problems[0]
    return read.table


def _draft(file: str, below: Table) -> Table:
    """What a draft holds itself."""
    from tenlao.table.reader import read_file

    read = read_file(file, below)
    if read.problems:
        raise read.problems[0]
    if "hide" in read.data:
        raise TenlaoError("a draft cannot hide entries; remove hide from it", file)
    return read.own


def _ask(given: dict[str, Any], entry: Entry | None = None) -> None:
    """Ask for what options would give; an empty answer gives nothing."""
    for writing in _WRITINGS:
        form = click.prompt(f"{writing.capitalize()} form", default="", show_default=False).strip()
        given[writing] = (form,) if form else ()
    for key in ("type", "role"):
        now = "" if entry is None else getattr(entry, key) or ""
        answer = click.prompt(key.capitalize(), default=now, show_default=bool(now)).strip()
        given[key] = answer if answer != now else None


def _given(given: dict[str, Any]) -> tuple[tuple[Form, ...], list[Source]]:
    """The forms that options give, and the source that is to be added."""
    from tenlao.table.model import Form, Source

    ids = given["sources"]
    new = []
    if given["publisher"]:
        if len(ids) != 1:
            raise click.UsageError("--publisher needs one --source, the id of the source to add.")
        day: datetime.datetime | None = given["date"]
        new = [Source(ids[0], given["publisher"], given["url"], day.date() if day else None)]
    elif given["url"] or given["date"]:
        raise click.UsageError("--url and --date need --publisher.")
    texts = [(writing, text.strip()) for writing in _WRITINGS for text in given[writing]]
    forms = tuple(Form(text, writing, given["tag"], tuple(ids)) for writing, text in texts)
    if not forms and (given["tag"] or ids):
        raise click.UsageError("--tag and --source are about forms: give --latin, --vietnamese or --lao.")
    return forms, new


def _entry(id: str, kind: str, forms: Sequence[Form], given: dict[str, Any]) -> Entry:
    from tenlao.table.model import Entry

    details = (given.get("role") or None, given.get("type") or None, given["same_name_as"])
    return Entry(id, kind, tuple(forms), *details)  # type: ignore[arg-type]


def _without(entry: Entry, whole: Entry, drop: Sequence[str]) -> Entry:
    from dataclasses import replace

    for text in drop:
        if all(form.text != text for form in entry.forms):
            if any(form.text == text for form in whole.forms):
                message = f'"{text}" is a form of the bundled table and stays there; prefer another form'
            else:
                message = f'"{text}" is no form of "{entry.id}"'
            raise TenlaoError(message)
    return replace(entry, forms=tuple(form for form in entry.forms if form.text not in drop))


def _preferring(entry: Entry, whole: Entry, texts: Sequence[str]) -> Entry:
    from dataclasses import replace

    from tenlao.curating.toml_editing import with_forms

    for text in texts:
        forms = [form for form in (*entry.forms, *whole.forms) if form.text == text]
        if not forms:
            raise TenlaoError(
                f'"{text}" is no form of "{entry.id}"; add it as --latin, --vietnamese or --lao'
            )
        if forms[0].tag in ("typo", "stripped"):
            raise TenlaoError(f'"{text}" is tagged {forms[0].tag}, and such a form is never preferred')
        own = forms[0] if forms[0] in entry.forms else replace(forms[0], sources=())
        entry = with_forms(entry, [own], first=True)
    return entry


def _id_of(forms: Sequence[Form]) -> str:
    from unidecode import unidecode

    text = next((form.text for form in forms if form.writing != "lao"), None)
    if text is None:
        raise click.UsageError("Give --id: an id has Latin letters, and no form has.")
    return re.sub("[^a-z0-9]+", "-", unidecode(text).lower()).strip("-")


def _kind_of(table: Table, id: str) -> str:
    for entry in table.entries:
        if entry.id == id:
            return entry.kind
    kind: str = click.prompt("Kind", type=click.Choice(_KINDS))
    return kind


def _entry_data(table: Table, entry: Entry) -> dict[str, Any]:
    data: dict[str, Any] = {"id": entry.id, "kind": entry.kind, "type": entry.type, "role": entry.role}
    data |= {"latin": entry.latin, "vietnamese": entry.vietnamese, "lao": entry.lao}
    data["same_name_as"] = list(entry.same_name_as)
    data["forms"] = [
        {
            "form": form.text,
            "writing": form.writing,
            "tag": form.tag,
            "sources": [_source_data(table.sources[id]) for id in form.sources],
        }
        for form in entry.forms
    ]
    return data


def _source_data(source: Source) -> dict[str, Any]:
    return {"id": source.id, "publisher": source.publisher, "date": source.day, "url": source.url}


def _entry_lines(table: Table, entry: Entry) -> Iterator[str]:
    yield f"{entry.id}: {', '.join(filter(None, (entry.kind, entry.type, entry.role)))}"
    if entry.same_name_as:
        yield f"  same name as {', '.join(entry.same_name_as)}"
    preferred = {entry.latin, entry.vietnamese, entry.lao}
    for form in entry.forms:
        notes = [
            form.writing,
            *([form.tag] if form.tag else []),
            *(["preferred"] if form.text in preferred else []),
        ]
        yield f"  {form.text} ({', '.join(notes)})"
        for id in form.sources:
            source = _source_data(table.sources[id])
            yield "    " + ", ".join(filter(None, (source["publisher"], source["date"], source["url"])))


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)

"""The command `tenlao table add`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tenlao.base.vocabulary import KINDS, WRITINGS
from tenlao.cli.table.forms import ask, form_options, given_forms, given_links
from tenlao.cli.table.shared import make, opened

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.table.model import Entry, Source, Table

__all__ = ["add"]


@click.command(
    epilog="""\b
    Examples:
      tenlao table add
      tenlao table add draft.toml
      tenlao table add --kind person --latin "Somphet Inthaphone" --vietnamese "Xổm-phết In-tha-phon"
    """
)
@click.argument("drafts", metavar="[DRAFT...]", nargs=-1)
@click.option("--id", metavar="ID", help="The id of the entry; made from the first form if not given.")
@click.option("--kind", type=click.Choice(KINDS), help="What the name names.")
@form_options
def add(
    drafts: tuple[str, ...],
    id: str | None,
    kind: Kind | None,
    table_file: str | None,
    dry_run: bool,
    **given: Any,
) -> None:
    """Add entries to your own table: those of drafts, or one that is given by options or asked for.

    An entry that is there already gets the new forms, behind those that are preferred. The result is checked before
    anything is written; comments, order and layout of the file stay.
    """
    from tenlao.curating.changes import adding
    from tenlao.curating.tables import draft

    own = opened(table_file)
    if drafts:
        if id or kind or any(given.values()):
            raise click.UsageError("Give drafts or options, not both.")
        read = [draft(file, own.file.table) for file in drafts]
        entries = [entry for table in read for entry in table.entries]
        sources = [source for table in read for source in table.sources.values()]
    else:
        entry, sources = _given_entry(own.file.table, id, kind, given)
        entries = [entry]
    make(adding(own.file, own.base, entries, sources), own, dry_run)


def _given_entry(
    table: Table, id: str | None, kind: Kind | None, given: dict[str, Any]
) -> tuple[Entry, list[Source]]:
    """Return the entry that options or answers give, and the source that is to be added."""
    from tenlao.curating.changes import id_for
    from tenlao.table.model import Entry

    if not any(given[writing] for writing in WRITINGS):
        ask(given)
    forms, sources = given_forms(given)
    if not forms:
        raise click.UsageError("Give a form: --latin, --vietnamese or --lao.")
    id = id or id_for(forms)
    if id is None:
        raise click.UsageError("Give --id: an id has Latin letters, and no form has.")
    details = (given["role"] or None, given["type"] or None, given["same_name_as"])
    return Entry(id, kind or _kind_of(table, id), forms, *details, given_links(given)), sources


def _kind_of(table: Table, id: str) -> Kind:
    """Return the kind that an entry has already, or that is answered."""
    known = next((entry.kind for entry in table.entries if entry.id == id), None)
    if known is not None:
        return known
    asked: Kind = click.prompt("Kind", type=click.Choice(KINDS))
    return asked

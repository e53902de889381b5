"""The command `tenlao table edit`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tenlao.base.vocabulary import KINDS
from tenlao.cli.table.forms import ask, form_options, given_forms, given_links
from tenlao.cli.table.shared import make, opened

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind

__all__ = ["edit"]


@click.command(
    epilog="""\b
    Examples:
      tenlao table edit attapeu --role "Province in the south" --prefer "Attapư"
      tenlao table edit attapeu --vietnamese "A-ta-pư" --source nhan-dan-7 --publisher "Nhân Dân"
    """
)
@click.argument("id", metavar="ID")
@click.option("--kind", type=click.Choice(KINDS), help="What the name names.")
@click.option("--prefer", multiple=True, metavar="FORM", help="Put this form first in its writing.")
@click.option("--drop", multiple=True, metavar="FORM", help="Remove this form.")
@form_options
def edit(
    id: str,
    kind: Kind | None,
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
    from tenlao.curating.changes import editing, known
    from tenlao.table.model import Entry

    own = opened(table_file)
    whole = known(own.file.table, id)
    if not (kind or prefer or drop or any(value not in (None, ()) for value in given.values())):
        ask(given, whole)
    forms, sources = given_forms(given)
    new = Entry(id, whole.kind, forms, same_name_as=given["same_name_as"])
    changes = editing(
        own.file,
        own.base,
        new,
        sources,
        kind=kind,
        type=given["type"],
        role=given["role"],
        links=given_links(given),
        drop=drop,
        prefer=prefer,
    )
    make(changes, own, dry_run)

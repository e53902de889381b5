"""The command `tenlao table show`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import click

from tenlao.cli.options import json_option, table_option
from tenlao.cli.printing import print_json, print_lines

if TYPE_CHECKING:
    from tenlao.table.model import Entry, Source

__all__ = ["show"]


@click.command(
    epilog="""\b
    Examples:
      tenlao table show sonexay-siphandone
      tenlao table show --json attapeu sekong
    """
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@table_option
@json_option()
def show(ids: tuple[str, ...], table_file: str | None, as_json: bool) -> None:
    """Show entries with all their forms and sources."""
    from tenlao.curating.changes import known
    from tenlao.gazetteer import load
    from tenlao.table.plain_data import entry_data

    table = load(table_file).table
    for number, id in enumerate(ids):
        entry = known(table, id)
        if as_json:
            print_json(entry_data(entry, table.sources))
        else:
            print_lines([*([""] if number else []), *_lines(entry, table.sources)])


def _lines(entry: Entry, sources: Mapping[str, Source]) -> Iterator[str]:
    from tenlao.table.registries import REGISTRIES_BY_NAME, page

    yield f"{entry.id}: {', '.join(filter(None, (entry.kind, entry.type, entry.role)))}"
    for office in entry.offices:
        yield f"  {office}{f' ({office.place})' if office.place else ''}"
    if entry.born or entry.died:
        yield f"  lived {entry.born or ''}–{entry.died or ''}"
    if entry.province:
        yield f"  in {entry.province}"
    if entry.same_name_as:
        yield f"  same name as {', '.join(entry.same_name_as)}"
    for link in entry.links:
        yield f"  {REGISTRIES_BY_NAME[link.registry].name} {page(link) or link.id}"
    preferred = {entry.latin, entry.vietnamese, entry.lao}
    for form in entry.forms:
        notes = (form.writing, form.tag, "preferred" if form.text in preferred else None)
        yield f"  {form.text} ({', '.join(filter(None, notes))})"
        for id in form.sources:
            yield f"    {sources[id].cited()}"

"""The options that give the forms of an entry and the source that prints them, and asking for them instead."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tenlao.base.vocabulary import REGISTRIES, TAGS, WRITINGS
from tenlao.cli.table.shared import dry_run_option, own_option

if TYPE_CHECKING:
    from tenlao.table.model import Entry, Form, Link, Source

__all__ = ["ask", "form_options", "given_forms", "given_links"]

_Command = TypeVar("_Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--type", metavar="TEXT", help="Finer than the kind: politician, military, province, ..."),
    click.option("--role", metavar="TEXT", help="Office and years, or what it is."),
    click.option("--latin", multiple=True, metavar="FORM", help="A form in Latin letters; may be repeated."),
    click.option(
        "--vietnamese", multiple=True, metavar="FORM", help="A Vietnamese rendering; may be repeated."
    ),
    click.option("--lao", multiple=True, metavar="FORM", help="A form in Lao script; may be repeated."),
    click.option(
        "--tag", type=click.Choice(TAGS), help="What the forms given are, if they are not usual ones."
    ),
    click.option(
        "--source", "sources", multiple=True, metavar="ID", help="A source that prints the forms given."
    ),
    click.option("--publisher", metavar="NAME", help="Add the source given, of this publisher."),
    click.option("--url", metavar="URL", help="The address of the source that is added."),
    click.option("--date", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Its day."),
    click.option("--same-name-as", multiple=True, metavar="ID", help="Another entry with the same name."),
    click.option(
        "--link",
        "links",
        multiple=True,
        metavar="REGISTRY=ID",
        help="Its id in another registry: wikidata=Q58323.",
    ),
    own_option,
    dry_run_option,
)


def form_options(command: _Command) -> _Command:
    """Give a command the options for forms, their source, and the table to change."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def ask(given: dict[str, Any], entry: Entry | None = None) -> None:
    """Ask for what options would give; an empty answer gives nothing."""
    for writing in WRITINGS:
        form = click.prompt(f"{writing.capitalize()} form", default="", show_default=False).strip()
        given[writing] = (form,) if form else ()
    for key in ("type", "role"):
        now = "" if entry is None else getattr(entry, key) or ""
        answer = click.prompt(key.capitalize(), default=now, show_default=bool(now)).strip()
        given[key] = answer if answer != now else None


def given_forms(given: dict[str, Any]) -> tuple[tuple[Form, ...], list[Source]]:
    """Return the forms that options give, and the source that is to be added."""
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
    texts = [(writing, text.strip()) for writing in WRITINGS for text in given[writing]]
    forms = tuple(Form(text, writing, given["tag"], tuple(ids)) for writing, text in texts)
    if not forms and (given["tag"] or ids):
        raise click.UsageError("--tag and --source are about forms: give --latin, --vietnamese or --lao.")
    return forms, new


def given_links(given: dict[str, Any]) -> tuple[Link, ...]:
    """Return the ids of other registries that options give."""
    from tenlao.table.model import Link
    from tenlao.table.registries import together

    links = []
    for text in given["links"]:
        registry, _, id = text.partition("=")
        if registry not in REGISTRIES or not id:
            raise click.UsageError(f"--link is REGISTRY=ID, with one of: {', '.join(REGISTRIES)}.")
        links.append(Link(registry, id))
    return together(links)

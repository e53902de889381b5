"""Tables written as TOML, as docs/table.md lays them out."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable

from tenlao.base.vocabulary import WRITINGS
from tenlao.table.model import Entry, Form, Link, Office, Source, Table
from tenlao.table.plain_data import office_data
from tenlao.table.registries import is_formed

__all__ = [
    "entry_text",
    "form_text",
    "forms_text",
    "link_value",
    "office_text",
    "offices_text",
    "quoted",
    "scalar_text",
    "source_text",
    "strings_text",
    "table_text",
]


def table_text(table: Table) -> str:
    r"""Write a whole table: its entries, then its sources, in the order they have.

    >>> table = Table((Entry("attapeu", "place", (Form("Attapeu", "latin"),)),))
    >>> table_text(table) == entry_text(table.entries[0])
    True
    """
    blocks = [entry_text(entry) for entry in table.entries]
    return "\n".join([*blocks, *(source_text(source) for source in table.sources.values())])


def entry_text(entry: Entry) -> str:
    r"""Write an entry.

    >>> print(entry_text(Entry("attapeu", "place", (Form("Attapeu", "latin", None, ("kpl-1",)),), "Province")))
    [[entry]]
    id = "attapeu"
    kind = "place"
    role = "Province"
    latin = [
      { form = "Attapeu", sources = ["kpl-1"] },
    ]
    <BLANKLINE>
    """
    lines = ["[[entry]]", f"id = {quoted(entry.id)}", f"kind = {quoted(entry.kind)}"]
    lines += [f"{key} = {quoted(text)}" for key, text in (("type", entry.type), ("role", entry.role)) if text]
    if entry.offices:
        lines.append(f"offices = {offices_text(entry.offices)}")
    lines += [f"{key} = {year}" for key, year in (("born", entry.born), ("died", entry.died)) if year]
    if entry.province:
        lines.append(f"province = {quoted(entry.province)}")
    if entry.same_name_as:
        lines.append(f"same_name_as = {strings_text(entry.same_name_as)}")
    for writing in WRITINGS:
        forms = [form for form in entry.forms if form.writing == writing]
        if forms:
            lines.append(f"{writing} = {forms_text(forms)}")
    lines += [f"{link.registry} = {scalar_text(link_value(link))}" for link in entry.links]
    return "\n".join([*lines, ""])


def source_text(source: Source) -> str:
    """Write a source.

    >>> print(source_text(Source("kpl-1", "KPL", "https://kpl.example.org/1")), end="")
    [[source]]
    id = "kpl-1"
    publisher = "KPL"
    url = "https://kpl.example.org/1"
    """
    lines = ["[[source]]", f"id = {quoted(source.id)}", f"publisher = {quoted(source.publisher)}"]
    if source.date is not None:
        lines.append(f"date = {scalar_text(source.date)}")
    if source.url is not None:
        lines.append(f"url = {quoted(source.url)}")
    return "\n".join([*lines, ""])


def offices_text(offices: Iterable[Office]) -> str:
    """Write the list of the offices of a person, a line for each.

    >>> print(offices_text([Office("Governor of Attapeu", "attapeu", 2018, 2023)]))
    [
      { title = "Governor of Attapeu", place = "attapeu", from = 2018, to = 2023 },
    ]
    """
    return "\n".join(["[", *(f"  {office_text(office)}," for office in offices), "]"])


def office_text(office: Office) -> str:
    """Write an office as an inline table.

    >>> office_text(Office("Minister of Justice", year=2015, circa=True))
    '{ title = "Minister of Justice", in = 2015, circa = true }'
    """
    parts = [f"{key} = {_value_text(value)}" for key, value in office_data(office).items()]
    return f"{{ {', '.join(parts)} }}"


def _value_text(value: str | int) -> str:
    return quoted(value) if isinstance(value, str) else json.dumps(value)


def forms_text(forms: Iterable[Form], *, with_sources: bool = False) -> str:
    """Write the list of the forms of a writing, a line for each.

    >>> print(forms_text([Form("Attapeu", "latin"), Form("Attapu", "latin", "typo")]))
    [
      { form = "Attapeu" },
      { form = "Attapu", tag = "typo" },
    ]
    """
    return "\n".join(["[", *(f"  {form_text(form, with_sources=with_sources)}," for form in forms), "]"])


def form_text(form: Form, *, with_sources: bool = False) -> str:
    """Write a form as an inline table; with a list of sources even if that is empty, where that is asked for.

    >>> form_text(Form("Attapeu", "latin", "typo", ("kpl-1", "vov-2")))
    '{ form = "Attapeu", tag = "typo", sources = ["kpl-1", "vov-2"] }'
    """
    parts = [f"form = {quoted(form.text)}"]
    if form.tag is not None:
        parts.append(f"tag = {quoted(form.tag)}")
    if form.sources or with_sources:
        parts.append(f"sources = {strings_text(form.sources)}")
    return f"{{ {', '.join(parts)} }}"


def link_value(link: Link) -> str | int:
    """Return the id of another registry as a table file has it: that of GeoNames is a number.

    >>> link_value(Link("geonames", "1665045")), link_value(Link("wikidata", "Q58323"))
    (1665045, 'Q58323')
    """
    return int(link.id) if link.registry == "geonames" and is_formed(link) else link.id


def scalar_text(value: str | int | datetime.date) -> str:
    """Write a string, a number or a day.

    >>> scalar_text("Hồ"), scalar_text(1665045), scalar_text(datetime.date(2020, 12, 4))
    ('"Hồ"', '1665045', '2020-12-04')
    """
    if isinstance(value, str):
        return quoted(value)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def strings_text(strings: Iterable[str]) -> str:
    """Write a list of strings on one line.

    >>> strings_text(["kpl-1", "vov-2"])
    '["kpl-1", "vov-2"]'
    """
    return f"[{', '.join(map(quoted, strings))}]"


def quoted(text: str) -> str:
    r"""Write a string.

    >>> print(quoted('the "Hồ" tribe'), quoted("a\x7fb"))
    "the \"Hồ\" tribe" "a\u007Fb"
    """
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")

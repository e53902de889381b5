"""Table files: read from TOML, checked, and layered one over another.

docs/table.md describes the format. Every problem names the file, the line, and what to do.
"""

from __future__ import annotations

import datetime
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

import tomli

from tenlao.errors import TenlaoError
from tenlao.table import Entry, Form, Kind, Source, Table, Tag, Writing
from tenlao.toml_lines import Place, line_of, line_of_name

__all__ = ["problems", "read_table", "read_tables"]

_KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
_WRITINGS: tuple[Writing, ...] = get_args(Writing)
_TAGS: Mapping[str, Tag] = {tag: tag for tag in get_args(Tag)}

_FILE_KEYS = ("entry", "source")
_ENTRY_KEYS = ("id", "kind", "type", "role", "same_name_as", *_WRITINGS, "sources")
_FORM_KEYS = ("form", "tag", "sources")
_SOURCE_KEYS = ("id", "publisher", "date", "url")

_ID = re.compile(r"[a-z0-9-]+")
_Choice = TypeVar("_Choice", bound=str)

_LAO_LETTER = re.compile("[\u0e80-\u0eff]")


def read_tables(path: str | os.PathLike[str], *over: str | os.PathLike[str]) -> Table:
    """Return the table in one file, with those in others layered over it in their order.

    Raises:
        TenlaoError: a file cannot be used; the error is the first problem in it.
    """
    table = _read(path, None)
    for layer in over:
        table = _read(layer, table)
    return table


def read_table(path: str | os.PathLike[str]) -> Table:
    """Return the table in one file alone.

    >>> read_table("nowhere.toml")
    Traceback (most recent call last):
    tenlao.errors.TenlaoError: nowhere.toml: no such file; check the path

    Raises:
        TenlaoError: the file cannot be used; the error is the first problem in it.
    """
    return _read(path, None)


def problems(path: str | os.PathLike[str], base: Table | None = None) -> list[TenlaoError]:
    """Return all that is wrong with the table in a file, in the order of its lines.

    Args:
        path: the file.
        base: the table over which the file is to be layered, if any.

    >>> problems("nowhere.toml")
    [TenlaoError('no such file; check the path', 'nowhere.toml', None)]
    """
    try:
        reader = _Reader(path, base)
    except TenlaoError as error:
        return [error]
    return reader.problems


def _read(path: str | os.PathLike[str], base: Table | None) -> Table:
    reader = _Reader(path, base)
    if reader.problems:
        raise reader.problems[0]
    return reader.table


def _layer(base: Table, over: Table) -> Table:
    entries = {entry.id: entry for entry in base.entries}
    for entry in over.entries:
        below = entries.get(entry.id)
        entries[entry.id] = entry if below is None else _merge(below, entry)
    for entry in over.entries:
        for other in entry.same_name_as:
            if other in entries:
                entries[other] = _with_same_name(entries[other], entry.id)
    return Table(tuple(entries.values()), {**base.sources, **over.sources})


def _merge(below: Entry, above: Entry) -> Entry:
    old = {(form.writing, form.text): form for form in below.forms}
    forms = []
    for form in above.forms:
        same = old.pop((form.writing, form.text), None)
        sources = form.sources if same is None else _distinct((*form.sources, *same.sources))
        forms.append(Form(form.text, form.writing, form.tag, sources))
    return Entry(
        above.id,
        above.kind,
        (*forms, *old.values()),
        above.role or below.role,
        above.type or below.type,
        _distinct((*above.same_name_as, *below.same_name_as)),
    )


def _with_same_name(entry: Entry, id: str) -> Entry:
    names = _distinct((*entry.same_name_as, id))
    return Entry(entry.id, entry.kind, entry.forms, entry.role, entry.type, names)


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


class _Reader:
    """Reads one file, over a base if there is one, into `table` and `problems`; no problems, good table.

    The TOML parser tells no lines, so a problem's place is looked up in the text once there is a problem.
    """

    def __init__(self, path: str | os.PathLike[str], base: Table | None) -> None:
        self.file = os.fspath(path)
        self.text = _text(self.file)
        self.problems: list[TenlaoError] = []
        self.base = Table(()) if base is None else base
        self.base_entries = {entry.id: entry for entry in self.base.entries}

        data = _toml(self.file, self.text)
        for key in data:
            if key not in _FILE_KEYS:
                self.report(line_of_name(self.text, key), _unknown_key(key, "a table file", _FILE_KEYS))
        self.source_items = self.items(data, "source")
        self.entry_items = self.items(data, "entry")

        self.numbers: dict[tuple[str, str], int] = {}
        sources = [self.source(number, item) for number, item in enumerate(self.source_items)]
        entries = [self.entry(number, item) for number, item in enumerate(self.entry_items)]
        own = Table(
            tuple(entry for entry in entries if entry is not None),
            {source.id: source for source in sources if source is not None},
        )
        self.table = own if base is None else _layer(base, own)
        self.check_same_name_as(own)
        self.check_shared_forms()
        self.problems.sort(key=lambda problem: problem.line or 0)

    def report(self, where: Place | int | None, message: str) -> None:
        line = line_of(self.text, where) if isinstance(where, Place) else where
        self.problems.append(TenlaoError(message, self.file, line))

    def items(self, data: Mapping[str, Any], section: str) -> list[Mapping[str, Any]]:
        items = data.get(section, [])
        if isinstance(items, list) and all(isinstance(item, dict) for item in items):
            return items
        self.report(
            line_of_name(self.text, section), f"head each {section} with [[{section}]], in double brackets"
        )
        return []

    def source(self, number: int, item: Mapping[str, Any]) -> Source | None:
        place = Place("source", number)
        self.check_keys(place, item, _SOURCE_KEYS)
        id = self.id(place, item)
        publisher = self.required(place, item, "publisher")
        url = self.string(place, item, "url")
        date = item.get("date")
        if date is not None and type(date) is not datetime.date:
            self.report(place.under("date"), "date must be a day without quotes, such as 2020-12-04")
        return None if id is None or publisher is None else Source(id, publisher, url, date)

    def entry(self, number: int, item: Mapping[str, Any]) -> Entry | None:
        place = Place("entry", number)
        self.check_keys(place, item, _ENTRY_KEYS)
        id = self.id(place, item)
        kind = self.choice(place, "kind", self.required(place, item, "kind"), _KINDS)
        type = self.string(place, item, "type")
        role = self.string(place, item, "role")
        same_name_as = self.strings(place, item, "same_name_as")
        sources = self.cited(place, item)
        forms = [form for writing in _WRITINGS for form in self.forms(place, item, writing, sources)]
        if id not in self.base_entries and not any(item.get(writing) for writing in _WRITINGS):
            self.report(place, "the entry has no form; give at least one under latin, vietnamese or lao")
        if id is None or kind is None:
            return None
        below = self.base_entries.get(id)
        if below is not None and below.kind != kind:
            message = f'"{id}" is a {below.kind} in the bundled table; use that kind or another id'
            self.report(place.under("kind"), message)
        return Entry(id, kind, tuple(forms), role, type, same_name_as)

    def forms(
        self, place: Place, item: Mapping[str, Any], writing: Writing, entry_sources: tuple[str, ...]
    ) -> list[Form]:
        values = item.get(writing)
        if values is None:
            return []
        if not isinstance(values, list):
            self.report(place.under(writing), f"{writing} must be a list of forms, in brackets")
            return []
        forms: dict[str, Form] = {}
        for element, value in enumerate(values):
            here = Place("entry", place.number, writing, element)
            form = self.form(here, value, writing, entry_sources)
            if form is None:
                continue
            if form.text in forms:
                first = next(at for at, other in enumerate(values) if _form_text(other) == form.text)
                line = line_of(self.text, Place("entry", place.number, writing, first))
                self.report(here, f'form "{form.text}" is already on line {line}; keep one of the two')
            forms.setdefault(form.text, form)
        return list(forms.values())

    def form(self, place: Place, value: Any, writing: Writing, entry_sources: tuple[str, ...]) -> Form | None:
        text = _form_text(value)
        if text is None:
            self.report(
                place, 'a form must be a string or a table such as { form = "Attapeu", sources = [] }'
            )
            return None
        complaint = _complaint(text, writing)
        if complaint is not None:
            self.report(place, complaint)
            return None
        if isinstance(value, str):
            return Form(text, writing, None, entry_sources)
        self.check_keys(place, value, _FORM_KEYS)
        tag = self.choice(place, "tag", self.string(place, value, "tag"), _TAGS)
        sources = self.cited(place, value) if "sources" in value else entry_sources
        return Form(text, writing, tag, sources)

    def cited(self, place: Place, item: Mapping[str, Any]) -> tuple[str, ...]:
        ids = self.strings(place, item, "sources")
        for id in ids:
            if ("source", id) not in self.numbers and id not in self.base.sources:
                self.report(place.under("sources"), f'unknown source "{id}"; add a [[source]] with this id')
        return ids

    def check_keys(self, place: Place, item: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in item:
            if key not in known:
                what = "a form" if place.key else f"[[{place.section}]]"
                self.report(place.under(key), _unknown_key(key, what, known))

    def id(self, place: Place, item: Mapping[str, Any]) -> str | None:
        id = self.required(place, item, "id")
        if id is None:
            return None
        if _ID.fullmatch(id) is None:
            message = f'id "{id}" may have only small letters from a to z, digits and hyphens'
            self.report(place.under("id"), message)
            return None
        first = self.numbers.setdefault((place.section, id), place.number)
        if first != place.number:
            line = line_of(self.text, Place(place.section, first, "id"))
            message = f'{place.section} "{id}" is already on line {line}; merge the two or change one id'
            self.report(place.under("id"), message)
        return id

    def required(self, place: Place, item: Mapping[str, Any], key: str) -> str | None:
        if key not in item:
            self.report(place, f'the {place.section} has no {key}; add {key} = "..."')
        return self.string(place, item, key)

    def string(self, place: Place, item: Mapping[str, Any], key: str) -> str | None:
        value = item.get(key)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self.report(place.under(key), f"{key} must be a string in quotes, not empty")
        return None

    def strings(self, place: Place, item: Mapping[str, Any], key: str) -> tuple[str, ...]:
        values = item.get(key)
        if values is None:
            return ()
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            return tuple(values)
        self.report(place.under(key), f"{key} must be a list of strings, in brackets")
        return ()

    def choice(
        self, place: Place, key: str, value: str | None, choices: Mapping[str, _Choice]
    ) -> _Choice | None:
        if value is None or value in choices:
            return None if value is None else choices[value]
        self.report(place.under(key), f'unknown {key} "{value}"; use one of: {", ".join(choices)}')
        return None

    def check_same_name_as(self, table: Table) -> None:
        own = {entry.id: entry for entry in table.entries}
        for entry in table.entries:
            place = Place("entry", self.numbers["entry", entry.id], "same_name_as")
            for id in entry.same_name_as:
                if id in own and entry.id not in own[id].same_name_as:
                    line = line_of(self.text, Place("entry", self.numbers["entry", id]))
                    self.report(
                        place, f'"{id}" on line {line} does not list "{entry.id}" in return; add it there'
                    )
                elif ("entry", id) not in self.numbers and id not in self.base_entries:
                    self.report(place, f'unknown entry "{id}"; give the id of an entry, or remove it')

    def check_shared_forms(self) -> None:
        owners: dict[str, tuple[Entry, Form]] = {}
        for entry in self.table.entries:
            for form in entry.forms:
                owner, first = owners.setdefault(form.text, (entry, form))
                if owner.id == entry.id or owner.id in entry.same_name_as or entry.id in owner.same_name_as:
                    continue
                here = (entry.id, self.form_line(entry.id, form))
                there = (owner.id, self.form_line(owner.id, first))
                if here[1] is None:
                    here, there = there, here
                self.report_shared(form.text, here[1], *there)

    def report_shared(self, text: str, line: int | None, other: str, other_line: int | None) -> None:
        where = "in the bundled table" if other_line is None else f"on line {other_line}"
        advice = "if the two share the name, list each in the same_name_as of the other"
        self.report(line, f'"{text}" is also a form of "{other}" {where}; {advice}')

    def form_line(self, id: str, form: Form) -> int | None:
        number = self.numbers.get(("entry", id))
        if number is None:
            return None
        for element, value in enumerate(self.entry_items[number].get(form.writing, [])):
            if _form_text(value) == form.text:
                return line_of(self.text, Place("entry", number, form.writing, element))
        return None


def _text(file: str) -> str:
    if os.path.isdir(file):
        raise TenlaoError("is a directory; give a TOML file", file)
    try:
        content = Path(file).read_bytes()
    except FileNotFoundError:
        raise TenlaoError("no such file; check the path", file) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise TenlaoError(f"cannot be read: {reason}", file) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TenlaoError("is not UTF-8; save the file in UTF-8", file, line) from error


def _toml(file: str, text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise TenlaoError(f"is not valid TOML: {error.msg}", file, error.lineno) from error
    except RecursionError as error:
        raise TenlaoError("is nested too deeply for a table of names", file) from error
    except ValueError as error:
        raise TenlaoError(f"is not valid TOML: {error}", file) from error


def _form_text(value: Any) -> str | None:
    text = value.get("form") if isinstance(value, dict) else value
    return text if isinstance(text, str) else None


def _complaint(text: str, writing: Writing) -> str | None:
    if not text.strip():
        return "the form is empty; write the name or remove the form"
    if text != text.strip():
        return f'form "{text}" begins or ends with a blank; remove it'
    if not text.isprintable():
        hidden = next(character for character in text if not character.isprintable())
        return f'form "{text}" holds the invisible character U+{ord(hidden):04X}; remove it'
    if not unicodedata.is_normalized("NFC", text):
        return f'form "{text}" is not in Unicode NFC; normalize it'
    if writing == "lao":
        return None if _LAO_LETTER.search(text) else f'form "{text}" under lao has no Lao letter; move it'
    return f'form "{text}" under {writing} has a Lao letter; move it' if _LAO_LETTER.search(text) else None


def _unknown_key(key: str, what: str, known: tuple[str, ...]) -> str:
    return f'unknown key "{key}" in {what}; use only: {", ".join(known)}'

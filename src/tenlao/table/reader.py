"""Table files: read from TOML, checked, and layered one over another.

docs/table.md describes the format. Every problem names the file, the line, and what to do.
"""

from __future__ import annotations

import datetime
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeVar

import tomli

from tenlao.base.errors import TenlaoError, reason
from tenlao.base.resources import content_of
from tenlao.base.vocabulary import KINDS, REGISTRIES, TAGS, WRITINGS, Kind, Tag, Writing
from tenlao.phonology.writing import has_lao
from tenlao.table.layers import layered, without
from tenlao.table.model import Entry, Form, Link, Office, Source, Table
from tenlao.table.plain_data import OFFICE_KEYS
from tenlao.table.registries import REGISTRIES_BY_NAME, is_formed
from tenlao.table.toml_lines import Place, line_of, line_of_name
from tenlao.text.longest import LONGEST_NAME

__all__ = ["Section", "TableError", "TableFile", "problems", "read_file", "read_table", "read_tables"]

_KINDS: Mapping[str, Kind] = {kind: kind for kind in KINDS}
_TAGS: Mapping[str, Tag] = {tag: tag for tag in TAGS}

_FILE_KEYS = ("hide", "entry", "source")
_ENTRY_KEYS = (
    *("id", "kind", "type", "role", "offices", "born", "died", "province", "same_name_as"),
    *(*WRITINGS, *REGISTRIES, "sources"),
)
_FORM_KEYS = ("form", "tag", "sources")
_SOURCE_KEYS = ("id", "publisher", "date", "url")

_OFFICE = '{ title = "Minister of Justice", from = 2016, to = 2021 }'

_ID = re.compile(r"[a-z0-9-]+")
_MOST_FORMS = 200  # of an entry in one writing: with each of them, each mention of it may be compared
_SHOWN = 40  # characters of a form that is none
_MOST_PROBLEMS = 10_000  # that are told: who reads more?
Section = Literal["entry", "source"]
_Choice = TypeVar("_Choice", bound=str)


class TableError(TenlaoError):
    """Something wrong with a table file; `code` names the kind of problem and stays the same.

    >>> problem = TableError("no-form", "the entry has no form", "names.toml", 3)
    >>> str(problem), problem.code
    ('names.toml:3: the entry has no form', 'no-form')
    """

    def __init__(self, code: str, message: str, file: str | None = None, line: int | None = None) -> None:
        super().__init__(message, file, line)
        self.code = code

    def __reduce__(self) -> tuple[type[TableError], tuple[str, str, str | None, int | None]]:
        return TableError, (self.code, self.message, self.file, self.line)


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table file as read: what it holds itself, what that makes of the table below, and all that is wrong."""

    path: str
    text: str
    data: Mapping[str, Any]
    own: Table
    table: Table
    problems: tuple[TableError, ...]
    numbers: Mapping[tuple[str, str], int]

    @property
    def hidden(self) -> tuple[str, ...]:
        """The ids that the file hides."""
        ids = self.data.get("hide", [])
        return tuple(id for id in ids if isinstance(id, str)) if isinstance(ids, list) else ()

    def items(self, section: Section) -> Sequence[Mapping[str, Any]]:
        """Return the tables of a section as they are written; none where the section is no list of tables."""
        return _items(self.data, section) or []

    def line(self, section: Section, id: str, key: str | None = None) -> int | None:
        """Return the line of a key of an entry or source of the file, or of its header if it has no such key."""
        number = self.numbers.get((section, id))
        return None if number is None else line_of(self.text, Place(section, number, key))

    def form_line(self, id: str, form: Form) -> int | None:
        """Return the line of a form of an entry of the file."""
        # Only tables of a list have numbers, and looking through all of them for each form would take long.
        return _form_line(self.text, self.data.get("entry", []), self.numbers.get(("entry", id)), form)


def read_file(
    path: str | os.PathLike[str],
    base: Table | None = None,
    text: str | None = None,
    lines: Sequence[int | None] | None = None,
) -> TableFile:
    r"""Return a table file with all that is wrong with it; its tables are good only when nothing is.

    Args:
        path: the file.
        base: the table over which the file is to be layered, if any.
        text: what the file is to hold, where that is not what it holds now.
        lines: what is called line 1, 2 and so on of the text in problems, where it was made of something else.

    >>> file = read_file("x.toml", text='[[entry]]\nid = "x"\nkind = "place"\nlatin = ["X"]\nlao = ["X"]')
    >>> [problem.code for problem in file.problems], file.line("entry", "x", "lao")
    (['wrong-script'], 5)

    Raises:
        TableError: the file cannot be read at all, or is not TOML.
    """
    reader = _FileReader(path, base, text, lines)
    tables = (reader.own, reader.table)
    return TableFile(reader.file, reader.text, reader.data, *tables, tuple(reader.problems), reader.numbers)


class _FileReader:
    """Reads one file, over a base if there is one, into `table` and `problems`; no problems, good table.

    The TOML parser tells no lines, so a problem's place is looked up in the text once there is a problem.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        base: Table | None,
        text: str | None = None,
        lines: Sequence[int | None] | None = None,
    ) -> None:
        self.file = os.fspath(path)
        self.lines = lines
        self.text = _text(self.file) if text is None else text
        self.problems: list[TableError] = []

        data = self.data = _toml(self.file, self.text)
        for key in data:
            if key not in _FILE_KEYS:
                message = _unknown_key(key, "a table file", _FILE_KEYS)
                self.report("unknown-key", line_of_name(self.text, key), message)
        self.hidden = self.hide(data, base)
        self.base = Table(()) if base is None else without(base, self.hidden)
        self.base_entries = {entry.id: entry for entry in self.base.entries}
        self.source_items = self.items(data, "source")
        self.entry_items = self.items(data, "entry")

        self.numbers: dict[tuple[str, str], int] = {}
        sources = [self.source(number, item) for number, item in enumerate(self.source_items)]
        entries = [self.entry(number, item) for number, item in enumerate(self.entry_items)]
        self.own = Table(
            tuple(entry for entry in entries if entry is not None),
            {source.id: source for source in sources if source is not None},
        )
        self.table = self.own if base is None else layered(self.base, self.own)
        self.check_same_name_as(self.own)
        self.check_places(self.own)
        self.check_shared_forms()
        self.check_shared_links()
        self.problems.sort(key=lambda problem: problem.line or 0)

    def report(self, code: str, where: Place | int | None, message: str) -> None:
        if len(self.problems) > _MOST_PROBLEMS:
            return
        if len(self.problems) == _MOST_PROBLEMS:
            code, where = "more-problems", None
            message = f"has more than {_MOST_PROBLEMS:,} problems; mend these, and look again"
        self.problems.append(TableError(code, message, self.file, self.line(where)))

    def line(self, where: Place | int | None) -> int | None:
        """Return what the line of a place, or a line of the text, is called in problems."""
        line = line_of(self.text, where) if isinstance(where, Place) else where
        return line if line is None or self.lines is None else self.lines[line - 1]

    def hide(self, data: Mapping[str, Any], base: Table | None) -> frozenset[str]:
        ids = data.get("hide", [])
        line = line_of_name(self.text, "hide")
        if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
            self.report("wrong-type", line, "hide must be a list of ids, in brackets")
            return frozenset()
        known = set() if base is None else {entry.id for entry in base.entries}
        for id in ids:
            if id not in known:
                self.report("unknown-hidden", line, f'nothing to hide: no entry "{id}" in the table below')
        return frozenset(ids)

    def items(self, data: Mapping[str, Any], section: str) -> list[Mapping[str, Any]]:
        items = _items(data, section)
        if items is not None:
            return items
        message = f"head each {section} with [[{section}]], in double brackets"
        self.report("wrong-type", line_of_name(self.text, section), message)
        return []

    def source(self, number: int, item: Mapping[str, Any]) -> Source | None:
        place = Place("source", number)
        self.check_keys(place, item, _SOURCE_KEYS)
        id = self.id(place, item)
        publisher = self.required(place, item, "publisher")
        url = self.string(place, item, "url")
        date = item.get("date")
        if date is not None and type(date) is not datetime.date:
            self.report(
                "wrong-type", place.under("date"), "date must be a day without quotes, such as 2020-12-04"
            )
            date = None
        return None if id is None or publisher is None else Source(id, publisher, url, date)

    def entry(self, number: int, item: Mapping[str, Any]) -> Entry | None:
        place = Place("entry", number)
        self.check_keys(place, item, _ENTRY_KEYS)
        id = self.id(place, item)
        kind = self.choice(place, "kind", self.required(place, item, "kind"), _KINDS)
        type = self.string(place, item, "type")
        role = self.string(place, item, "role")
        offices = self.offices(place, item)
        born, died = self.year(place, item, "born"), self.year(place, item, "died")
        self.check_order(place.under("died"), "life", born, died)
        province = self.string(place, item, "province")
        same_name_as = self.strings(place, item, "same_name_as")
        sources = self.cited(place, item)
        forms = [form for writing in WRITINGS for form in self.forms(place, item, writing, sources)]
        links = self.links(place, item)
        if id not in self.base_entries and not any(item.get(writing) for writing in WRITINGS):
            message = "the entry has no form; give at least one under latin, vietnamese or lao"
            self.report("no-form", place, message)
        if id is None or kind is None:
            return None
        below = self.base_entries.get(id)
        if below is not None and below.kind != kind:
            message = f'"{id}" is a {below.kind} in the bundled table; use that kind or another id'
            self.report("other-kind", place.under("kind"), message)
        details = (role, type, same_name_as, links, offices)
        return Entry(id, kind, tuple(forms), *details, born, died, province)

    def offices(self, place: Place, item: Mapping[str, Any]) -> tuple[Office, ...]:
        values = item.get("offices", [])
        if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
            self.report("wrong-type", place.under("offices"), f"offices must be a list such as [{_OFFICE}]")
            return ()
        here = (Place("entry", place.number, "offices", element) for element in range(len(values)))
        offices = map(self.office, here, values)
        return tuple([office for office in offices if office is not None])

    def office(self, place: Place, item: Mapping[str, Any]) -> Office | None:
        self.check_keys(place, item, tuple(OFFICE_KEYS))
        title = self.required(place, item, "title", "office")
        start, end, year = (self.year(place, item, key) for key in ("from", "to", "in"))
        self.check_order(place, "office", start, end)
        if year is not None and (start is not None or end is not None):
            message = "an office has a year under in, or under from and to, and not under both; remove one"
            self.report("two-terms", place, message)
        circa = item.get("circa", False)
        if not isinstance(circa, bool):
            self.report("wrong-type", place, "circa must be true or false, without quotes")
        if title is None:
            return None
        return Office(title, self.string(place, item, "place"), start, end, year, circa is True)

    def year(self, place: Place, item: Mapping[str, Any], key: str) -> int | None:
        value = item.get(key)
        if value is None or (type(value) is int and 1 <= value <= 9999):
            return value
        self.report("wrong-type", place.under(key), f"{key} must be a year without quotes, such as 2016")
        return None

    def check_order(self, place: Place, what: str, start: int | None, end: int | None) -> None:
        if start is not None and end is not None and end < start:
            message = f"the {what} ends in {end}, before it begins in {start}; put them right"
            self.report("reversed-term", place, message)

    def forms(
        self, place: Place, item: Mapping[str, Any], writing: Writing, entry_sources: tuple[str, ...]
    ) -> list[Form]:
        values = item.get(writing)
        if values is None:
            return []
        if not isinstance(values, list):
            self.report("wrong-type", place.under(writing), f"{writing} must be a list of forms, in brackets")
            return []
        if len(values) > _MOST_FORMS:
            message = f"{writing} has {len(values):,} forms; give no more than {_MOST_FORMS}"
            self.report("too-many-forms", place.under(writing), message)
            return []
        forms: dict[str, Form] = {}
        for element, value in enumerate(values):
            here = Place("entry", place.number, writing, element)
            form = self.form(here, value, writing, entry_sources)
            if form is None:
                continue
            if form.text in forms:
                first = next(at for at, other in enumerate(values) if _form_text(other) == form.text)
                line = self.line(Place("entry", place.number, writing, first))
                message = f'form "{form.text}" is already on line {line}; keep one of the two'
                self.report("doubled-form", here, message)
            forms.setdefault(form.text, form)
        return list(forms.values())

    def form(self, place: Place, value: Any, writing: Writing, entry_sources: tuple[str, ...]) -> Form | None:
        text = _form_text(value)
        if text is None:
            message = 'a form must be a string or a table such as { form = "Attapeu", sources = [] }'
            self.report("wrong-type", place, message)
            return None
        complaint = _complaint(text, writing)
        if complaint is not None:
            self.report(complaint.code, place, complaint.message)
            return None
        if isinstance(value, str):
            return Form(text, writing, None, entry_sources)
        self.check_keys(place, value, _FORM_KEYS)
        tag = self.choice(place, "tag", self.string(place, value, "tag"), _TAGS)
        sources = self.cited(place, value) if "sources" in value else entry_sources
        return Form(text, writing, tag, sources)

    def links(self, place: Place, item: Mapping[str, Any]) -> tuple[Link, ...]:
        links = []
        for registry in REGISTRIES:
            value = item.get(registry)
            if value is None:
                continue
            link = Link(registry, str(value))
            if type(value) is (int if registry == "geonames" else str) and is_formed(link):
                links.append(link)
                continue
            of = REGISTRIES_BY_NAME[registry]
            example = of.example if registry == "geonames" else f'"{of.example}"'
            message = f"{registry} = {value!r} is no id of {of.name}; write one such as {example}"
            self.report("bad-link", place.under(registry), message)
        return tuple(links)

    def cited(self, place: Place, item: Mapping[str, Any]) -> tuple[str, ...]:
        ids = self.strings(place, item, "sources")
        for id in ids:
            if ("source", id) not in self.numbers and id not in self.base.sources:
                message = f'unknown source "{id}"; add a [[source]] with this id'
                self.report("unknown-source", place.under("sources"), message)
        return ids

    def check_keys(self, place: Place, item: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in item:
            if key not in known:
                what = {None: f"[[{place.section}]]", "offices": "an office"}.get(place.key, "a form")
                self.report("unknown-key", place.under(key), _unknown_key(key, what, known))

    def id(self, place: Place, item: Mapping[str, Any]) -> str | None:
        id = self.required(place, item, "id")
        if id is None:
            return None
        if _ID.fullmatch(id) is None:
            message = f'id "{id}" may have only small letters from a to z, digits and hyphens'
            self.report("bad-id", place.under("id"), message)
            return None
        first = self.numbers.setdefault((place.section, id), place.number)
        if first != place.number:
            line = self.line(Place(place.section, first, "id"))
            message = f'{place.section} "{id}" is already on line {line}; merge the two or change one id'
            self.report("doubled-id", place.under("id"), message)
        return id

    def required(
        self, place: Place, item: Mapping[str, Any], key: str, what: str | None = None
    ) -> str | None:
        if key not in item:
            self.report("missing-key", place, f'the {what or place.section} has no {key}; add {key} = "..."')
        return self.string(place, item, key)

    def string(self, place: Place, item: Mapping[str, Any], key: str) -> str | None:
        value = item.get(key)
        if value is None or (isinstance(value, str) and value.strip()):
            return value
        self.report("wrong-type", place.under(key), f"{key} must be a string in quotes, not empty")
        return None

    def strings(self, place: Place, item: Mapping[str, Any], key: str) -> tuple[str, ...]:
        values = item.get(key)
        if values is None:
            return ()
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            return tuple(values)
        self.report("wrong-type", place.under(key), f"{key} must be a list of strings, in brackets")
        return ()

    def choice(
        self, place: Place, key: str, value: str | None, choices: Mapping[str, _Choice]
    ) -> _Choice | None:
        if value is None or value in choices:
            return None if value is None else choices[value]
        message = f'unknown {key} "{value}"; use one of: {", ".join(choices)}'
        self.report(f"unknown-{key}", place.under(key), message)
        return None

    def check_same_name_as(self, table: Table) -> None:
        own = {entry.id: entry for entry in table.entries}
        for entry in table.entries:
            place = Place("entry", self.numbers["entry", entry.id], "same_name_as")
            for id in entry.same_name_as:
                if id in own and entry.id not in own[id].same_name_as:
                    line = self.line(Place("entry", self.numbers["entry", id]))
                    message = f'"{id}" on line {line} does not list "{entry.id}" in return; add it there'
                    self.report("one-sided-same-name", place, message)
                elif ("entry", id) not in self.numbers and id not in self.base_entries:
                    message = f'unknown entry "{id}"; give the id of an entry, or remove it'
                    self.report("unknown-entry", place, message)

    def check_places(self, table: Table) -> None:
        """Check that offices and places are said to be of places that are in the table."""
        places = {entry.id for entry in self.table.entries if entry.kind == "place"}
        for entry in table.entries:
            number = self.numbers["entry", entry.id]
            named = [(Place("entry", number, "offices", n), o.place) for n, o in enumerate(entry.offices)]
            for where, id in [*named, (Place("entry", number, "province"), entry.province)]:
                if id is not None and id not in places:
                    message = f'unknown place "{id}"; give the id of an entry that is a place, or remove it'
                    self.report("unknown-place", where, message)

    def check_shared_forms(self) -> None:
        owners: dict[str, tuple[Entry, Form]] = {}
        for entry in self.table.entries:
            for form in entry.forms:
                owner, first = owners.setdefault(form.text, (entry, form))
                if owner.id == entry.id or owner.id in entry.same_name_as or entry.id in owner.same_name_as:
                    continue
                here = (entry.id, self.line_of_form(entry.id, form))
                there = (owner.id, self.line_of_form(owner.id, first))
                if here[1] is None:
                    here, there = there, here
                self.report_shared(form.text, here[1], *there)

    def check_shared_links(self) -> None:
        owners: dict[Link, str] = {}
        for entry in self.table.entries:
            for link in entry.links:
                owner = owners.setdefault(link, entry.id)
                if owner != entry.id:
                    self.report_shared_link(link, entry.id, owner)

    def report_shared_link(self, link: Link, id: str, other: str) -> None:
        here, there = (id, other) if ("entry", id) in self.numbers else (other, id)
        number = self.numbers.get(("entry", here))
        place = None if number is None else Place("entry", number, link.registry)
        message = f'"{here}" has the {link.registry} id {link.id}, and so has "{there}"; remove it from one'
        self.report("shared-link", place, message)

    def line_of_form(self, id: str, form: Form) -> int | None:
        return _form_line(self.text, self.entry_items, self.numbers.get(("entry", id)), form)

    def report_shared(self, text: str, line: int | None, other: str, other_line: int | None) -> None:
        where = "in the bundled table" if other_line is None else f"on line {self.line(other_line)}"
        advice = "if the two share the name, list each in the same_name_as of the other"
        self.report("shared-form", line, f'"{text}" is also a form of "{other}" {where}; {advice}')


def _items(data: Mapping[str, Any], section: str) -> list[Mapping[str, Any]] | None:
    """Return the tables of a section, None where it is no list of tables."""
    items = data.get(section, [])
    return items if isinstance(items, list) and all(isinstance(item, dict) for item in items) else None


def _form_line(text: str, entries: Sequence[Mapping[str, Any]], number: int | None, form: Form) -> int | None:
    """Return the line of a form of the entry of that number, None if there is no such entry or form."""
    if number is None:
        return None
    for element, value in enumerate(entries[number].get(form.writing, [])):
        if _form_text(value) == form.text:
            return line_of(text, Place("entry", number, form.writing, element))
    return None


def _text(file: str) -> str:
    if os.path.isdir(file):
        raise TableError("no-file", "is a directory; give a TOML file", file)
    try:
        content = content_of(file)
    except TenlaoError as error:
        raise TableError("no-file", error.message, file) from None
    except FileNotFoundError:
        raise TableError("no-file", "no such file; check the path", file) from None
    except (OSError, ValueError) as error:
        raise TableError("no-file", f"cannot be read: {reason(error)}", file) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TableError("not-utf8", "is not UTF-8; save the file in UTF-8", file, line) from error


def _toml(file: str, text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise TableError("not-toml", f"is not valid TOML: {error.msg}", file, error.lineno) from error
    except RecursionError as error:
        raise TableError("not-toml", "is nested too deeply for a table of names", file) from error
    except ValueError as error:
        raise TableError("not-toml", f"is not valid TOML: {error}", file) from error


def _form_text(value: Any) -> str | None:
    text = value.get("form") if isinstance(value, dict) else value
    return text if isinstance(text, str) else None


class _Complaint(NamedTuple):
    """What is wrong with a form: the code of a `TableError`, and its message."""

    code: str
    message: str


def _complaint(text: str, writing: Writing) -> _Complaint | None:
    if len(text) > LONGEST_NAME:
        message = (
            f'form "{text[:_SHOWN]}…" has {len(text):,} characters; no name has more than {LONGEST_NAME}'
        )
        return _Complaint("too-long", message)
    if not text.strip():
        return _Complaint("empty-form", "the form is empty; write the name or remove the form")
    if text != text.strip():
        return _Complaint("blank-at-edge", f'form "{text}" begins or ends with a blank; remove it')
    if not text.isprintable():
        hidden = next(character for character in text if not character.isprintable())
        message = f'form "{text}" holds the invisible character U+{ord(hidden):04X}; remove it'
        return _Complaint("invisible-character", message)
    if not unicodedata.is_normalized("NFC", text):
        return _Complaint("not-nfc", f'form "{text}" is not in Unicode NFC; normalize it')
    lao = has_lao(text)
    if writing == "lao" and not lao:
        return _Complaint("wrong-script", f'form "{text}" under lao has no Lao letter; move it')
    if writing != "lao" and lao:
        return _Complaint("wrong-script", f'form "{text}" under {writing} has a Lao letter; move it')
    return None


def _unknown_key(key: str, what: str, known: tuple[str, ...]) -> str:
    return f'unknown key "{key}" in {what}; use only: {", ".join(known)}'


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
    tenlao.table.reader.TableError: nowhere.toml: no such file; check the path

    Raises:
        TenlaoError: the file cannot be used; the error is the first problem in it.
    """
    return _read(path, None)


def problems(path: str | os.PathLike[str], base: Table | None = None) -> list[TableError]:
    """Return all that is wrong with the table in a file, in the order of its lines.

    Args:
        path: the file.
        base: the table over which the file is to be layered, if any.

    >>> problems("nowhere.toml")
    [TableError('no such file; check the path', 'nowhere.toml', None)]
    """
    try:
        return list(read_file(path, base).problems)
    except TableError as problem:
        return [problem]


def _read(path: str | os.PathLike[str], base: Table | None) -> Table:
    file = read_file(path, base)
    if file.problems:
        raise file.problems[0]
    return file.table

"""Doors for data: tables, settings, journals, sheets, requests."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import io
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

from fuzz import oracles
from fuzz.oracles import broken, only_own_errors
from fuzz.quick.choosing import chosen, names_in_use
from fuzz.requests import PATHS, answered, check_answer
from fuzz.texts import decoded
from tenlao.checking.settings import settings_for
from tenlao.curating.diff import differences
from tenlao.curating.exporters import FORMATS as EXPORTS
from tenlao.curating.exporters import export
from tenlao.curating.importers import imported
from tenlao.documents.encodings import decode, decode_lines
from tenlao.integrations.settings_editing import added
from tenlao.pipeline.journal import Journal
from tenlao.pipeline.reconciling import Additions, Found
from tenlao.pipeline.text_sheets import add_to_csv, add_to_json_lines, csv_row, parted_by
from tenlao.table.reader import read_file as read_table_file
from tenlao.table.toml_lines import comments, line_of_name
from tenlao.table.writer import table_text
from tenlao.web.asked import Asked
from tenlao.web.bodies import parsed
from tenlao.web.problems import Problem
from tenlao.web.reconciliation_queries import kinds_in
from tenlao.web.settings import Settings as ServerSettings
from tenlao.web.settings import checked_origins, is_local


def try_table(content: bytes, choice: int) -> None:
    text = decoded(content)
    base = names_in_use().table if choice % 32 == 0 else None
    last = text.count("\n") + text.count("\r") + 1
    for line in (line_of_name(text, "latin"), line_of_name(text, text[:3])):
        if line is not None and not 1 <= line <= last:
            raise broken("places", line)
    if len(comments(text)) > text.count("#"):
        raise broken("comments", comments(text))
    with only_own_errors():
        file = read_table_file("x.toml", base, text)
        for problem in file.problems:
            if not str(problem) or not (problem.line is None or 1 <= problem.line <= last):
                raise broken("places", problem)
        if not file.problems and base is None:
            again = read_table_file("x.toml", None, table_text(file.table))
            if again.problems:
                raise broken("a table can be written and read", again.problems[0])
            oracles.same("written and read", again.table.entries, file.table.entries)


def try_settings(content: bytes, choice: int, folder: Path) -> None:
    name = chosen(("tenlao.toml", "pyproject.toml"), choice)
    file = folder / name
    file.write_bytes(content)
    try:
        with only_own_errors():
            settings = settings_for(str(folder / f"x{choice}"))
            settings.excludes(str(folder / "a" / "drafts" / "b.md"))
            settings.with_rules(None, ["TL001"])
        with only_own_errors():
            text = content.decode("utf-8", "replace")
            edit = added(text, name, "names", 'Xay "x"') if choice % 4 == 0 else None
            if edit is not None:
                oracles.undone(text, [edit])
    finally:
        file.unlink()


def try_journal(content: bytes, choice: int, folder: Path) -> None:
    file = folder / "edits.jsonl"
    file.write_bytes(content)
    with only_own_errors():
        journal = Journal(str(file))
        for name in journal.files():
            journal.is_beside(name)
        with only_own_errors():
            undone = journal.undone(str(folder / "a.txt"), b"")
            if hashlib.sha256(undone).hexdigest() not in {change.old_sha256 for change in journal.changes}:
                raise broken("undone", undone)


def try_import(content: bytes, choice: int) -> None:
    with only_own_errors():
        table = imported(content, chosen(("csv", "tsv", "jsonl"), choice), "in")
        len(table_text(table))


def try_sheet(content: bytes, choice: int) -> None:
    """A sheet gets a column and stays as it is itself."""
    with only_own_errors():
        text, _ = decode(content, None, "a.csv")
        start, delimiter = parted_by(text)
        rows = list(_rows(text[start:], delimiter))
        column = chosen(rows[0], choice) if rows and rows[0] else "latin"
        written: list[bytes] = []
        is_json = text.lstrip()[:1] == "{"
        add = add_to_json_lines if is_json else add_to_csv
        with Additions([cast(Any, _Echo())], workers=1) as additions:
            add(decode_lines([content], None, "a.csv"), [column], additions, written.append, "a.csv")
        if is_json or "\r" in text.replace("\r\n", ""):
            return
        new, _ = decode(b"".join(written), None, "a.csv")
        at, width = rows[0].index(column), len(rows[0])
        asked = [row[at].strip() if at < len(row) else "" for row in rows[1:]]
        cells = [next(_rows(csv_row([name], delimiter), delimiter), [""])[0] for name in asked]
        filled = [
            row and [*row, *[""] * (width - len(row)), cell]
            for row, cell in zip(rows, [*_Echo.columns, *cells], strict=True)
        ]
        oracles.same("sheet with a column", list(_rows(new[start:], delimiter)), filled)


class _Echo:
    """A clerk who says what he is asked."""

    columns = ("tenlao_x",)

    def __call__(self, name: str) -> Found:
        return Found((name,))


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def try_export(content: bytes, choice: int) -> None:
    """What is exported of a table can be imported, and is the same."""
    with only_own_errors():
        file = read_table_file("x.toml", None, decoded(content))
        if file.problems:
            return
        form = chosen(EXPORTS, choice)
        out = export(file.table, form)
        oracles.well_formed(form, out)
        if form in ("csv", "jsonl"):
            oracles.same(f"read back from {form}", list(differences(file.table, imported(out, form))), [])


def try_term_base(content: bytes, choice: int) -> None:
    with only_own_errors():
        imported(content, "tbx", "in")


def try_request(content: bytes, choice: int) -> None:
    """What a request has is data of the kinds that are asked for, or a problem of the one who asks."""
    with _only_problems():
        data = parsed(content)
        json.dumps(data, ensure_ascii=False).encode()
        asked = Asked(data if isinstance(data, dict) else {"text": data})
        for ask in (
            partial(asked.text, "text", 100),
            partial(asked.strings, "names", 5, 50),
            partial(asked.number, "limit", 5, 1, 50),
            partial(asked.score, "threshold"),
            partial(asked.year, "at"),
            partial(asked.flag, "every"),
            asked.kind,
            asked.sibilant,
            asked.end,
        ):
            with _only_problems():
                ask()
    text = content.decode("latin-1")
    ServerSettings().answers_to(text)
    is_local(text)
    with _only_problems():
        kinds_in([text])
    with only_own_errors():
        checked_origins([text])


def try_server(content: bytes, choice: int) -> None:
    """A server answers whatever is sent to any of its addresses."""
    form = "application/x-www-form-urlencoded"
    kind = chosen(("application/json", "application/json", form, "multipart/form-data; boundary=b"), choice)
    path, method = chosen(PATHS, choice, 1), chosen(("POST", "POST", "GET"), choice, 3)
    query = f"?text={quote(content[:200])}&q=a" if choice % 7 == 0 else ""
    check_answer(answered({"method": method, "target": path + query, "type": kind}, content))


@contextlib.contextmanager
def _only_problems() -> Iterator[None]:
    """What is refused is a problem of the one who asks, told as JSON."""
    try:
        yield
    except Problem as problem:
        told = json.loads(problem.document("x"))
        if not 400 <= told["status"] < 500:
            raise broken("a server makes no mistake", told) from problem

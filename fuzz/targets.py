"""The doors by which input comes in: how it is made, and what is done with it while all promises are watched."""

from __future__ import annotations

import json
import random
import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

from hypothesis import strategies as st

import tenlao
from fuzz import oracles
from fuzz.cases import Case
from fuzz.commands import OWN_TABLE, STANDARD_INPUT, curating, documents, works
from fuzz.documents import EXTENSIONS, contents
from fuzz.limits import SECONDS, bounded
from fuzz.mutation import mutated
from fuzz.oracles import broken, only_own_errors
from fuzz.quick.doors import DOORS
from fuzz.quick.making import Maker
from fuzz.requests import answered, check_answer, requests
from fuzz.running import Done, run_apart, run_here
from fuzz.tables import imports, settings_files, table_files
from fuzz.texts import Strategy, decoded, encoded, pieces, queries, texts
from tenlao import Gazetteer, TenlaoError
from tenlao.base.vocabulary import KINDS
from tenlao.checking.rules import RULES, fixes
from tenlao.curating.changes import editing, removing
from tenlao.curating.diff import differences
from tenlao.curating.exporters import FORMATS as EXPORTS
from tenlao.curating.exporters import export
from tenlao.curating.importers import format_of, imported, table_file_text
from tenlao.curating.statistics import counted, lines, page
from tenlao.curating.toml_editing import TableChanges, edited
from tenlao.curating.validation import validate
from tenlao.documents.formats import read_document, restored
from tenlao.documents.reviewing import Reviewer
from tenlao.pipeline.inspection import Options, inspect
from tenlao.pipeline.plain_words import in_plain_words
from tenlao.pipeline.revision import Revision, revise
from tenlao.pipeline.standoff import mention_lines
from tenlao.styles.options import Brackets, Manner, StyleOptions
from tenlao.styles.outcome import Report
from tenlao.styles.registry import STYLES
from tenlao.table.model import Entry, Table
from tenlao.table.reader import TableFile
from tenlao.table.reader import read_file as read_table_file
from tenlao.table.writer import table_text


class Target(NamedTuple):
    """A door: the cases that come in by it, and what is done with each in an empty folder.

    A case that breaks a promise raises `oracles.BrokenPromiseError`, or whatever else is raised.
    """

    cases: Callable[[], Strategy[Case]]
    run: Callable[[Case, Path], None]


def put(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a case into a folder, those whose names its file system can have."""
    for name, content in files.items():
        path = Path(folder, name)
        if name == STANDARD_INPUT or Path(name).is_absolute() or ".." in Path(name).parts:
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except (OSError, ValueError):
            continue


@cache
def names_in_use() -> Gazetteer:
    return tenlao.load()


# Texts

_KEYWORDS: Mapping[str, Strategy[Any]] = {
    "every": st.sampled_from([None, True, False]),
    "min_score": st.sampled_from([0.0, 91.0, 99.95]),
    "near": st.booleans(),
    "suggest": st.sampled_from(["", "", "*"]),
    "provinces": st.sampled_from([None, *get_args(Manner)]),
    "brackets": st.sampled_from(get_args(Brackets)),
    "one_family": st.booleans(),
    "prefer": st.sampled_from([None, None, "Nhân Dân", "Quân đội nhân dân"]),
}
_STYLING = st.fixed_dictionaries(
    {"style": st.sampled_from(STYLES), "keywords": st.fixed_dictionaries(dict(_KEYWORDS))}
)


def _text_cases() -> Strategy[Case]:
    return st.builds(lambda text, options: Case("text", {"text": encoded(text)}, options), texts(), _STYLING)


def _run_text(case: Case, folder: Path) -> None:
    text = decoded(case.files["text"])
    names = names_in_use()
    oracles.places(text, names.find(text), "mention")
    oracles.places(text, names.unlisted(text), "unlisted name")
    oracles.same("find in parts", list(names.find_in_parts([text])), names.find(text))
    for pair in names.harvest(text):
        if not 0 <= pair.start < pair.end <= len(text):
            raise broken("places", pair)
    for rules in (None, tuple(RULES)):
        found = names.check(text, rules)
        oracles.places(text, found, "finding")
        mended = oracles.undone(text, fixes(found))
        oracles.fixes_final(found, names.check(mended, rules))
    style, keywords = case.options["style"], case.options["keywords"]
    with only_own_errors():
        changes = names.edits(text, style, **keywords)
        once = oracles.undone(text, changes)
        oracles.same("annotate", once, names.annotate(text, style, **keywords))
        oracles.twice_as_once(once, names.annotate(once, style, **keywords))
        _check_report(text, names.report(text, style, **keywords), len(changes), style)
        if style == "html" and "<" not in text and "&" not in text:
            oracles.only_marks(once)


def _check_report(text: str, report: Report, edits: int, style: str) -> None:
    """A report names each name once, where it stands, and no more changes than there are."""
    for noted in (report.changed, report.unprinted, report.near, report.unlisted):
        if any(not 0 <= name.offset < len(text) for name in noted):
            raise broken("places", noted)
        oracles.counts("names in a report and their places", len(noted), len({name.offset for name in noted}))
    if style not in ("html", "jsonl") and (
        len(report.changed) > edits or bool(report.changed) != bool(edits)
    ):
        raise broken("counts", f"{edits} edits, and in the report {report.changed}")


# Documents


def _document_cases(kind: str, target: str | None = None) -> Strategy[Case]:
    names = st.sampled_from(EXTENSIONS[kind]).map(lambda extension: f"a.{extension}")
    encodings = st.sampled_from(
        [None, None, None, None, "utf-8", "utf-16", "cp1258", "tcvn3", "vni", "gb18030"]
    )
    return st.builds(
        lambda name, content, options, encoding: Case(
            target or kind, {name: content}, {**options, "encoding": encoding}
        ),
        names,
        contents(kind),
        _STYLING,
        encodings,
    )


def _run_document(case: Case, folder: Path) -> None:
    put(case.files, folder)
    ((name, content),) = case.files.items()
    file, encoding = str(folder / name), case.options["encoding"]
    names = names_in_use()
    with only_own_errors():
        document = read_document(file, encoding=encoding)
        if document.source is not None:
            oracles.counts("characters seen and in the source", len(document.text), len(document.source))
        for line in mention_lines(names, file, encoding=encoding, unknown=True):
            found = json.loads(line)
            start, end = found["start"], found["end"]
            if document.source is None:
                oracles.same(
                    "what stands in a document",
                    document.text[start:end].replace("\u2060", ""),
                    found["text"].replace("\u2060", ""),
                )
            elif not 0 <= start < end <= len(document.text):
                raise broken("places", found)
        _run_style(case, file, content, encoding)
        Path(file).write_bytes(content)
        if document.source is None:
            _run_review(case, file, content)
            Path(file).write_bytes(content)
        _run_check(file, encoding)


def _run_style(case: Case, file: str, content: bytes, encoding: str | None) -> None:
    options = StyleOptions(**case.options["keywords"])

    def revised() -> Revision:
        return revise(
            names_in_use(),
            file,
            None,
            encoding,
            case.options["style"],
            options,
            reported=True,
            with_diff=True,
        )

    with only_own_errors():
        revision = revised()
        oracles.bytes_undone(content, restored(revision.new, json.loads(json.dumps(revision.restore))))
        oracles.undone(revision.text, revision.edits)
        Path(file).write_bytes(revision.new)
        with _must_not_fail("what was written can be read"):
            again = revised()
        oracles.twice_as_once((revision.new, []), (again.new, list(again.edits)))
        _check_report(revision.text, revision.report, len(revision.edits), case.options["style"])


def _run_review(case: Case, file: str, content: bytes) -> None:
    """Tracked changes and comments can be undone, can be read, and are made once."""
    names, reviewer = names_in_use(), Reviewer("x", datetime(2026, 1, 2))
    style, options = case.options["style"], StyleOptions(**case.options["keywords"])
    with only_own_errors():
        tracked = revise(names, file, None, None, style, options, reported=True, reviewer=reviewer)
        oracles.bytes_undone(content, restored(tracked.new, json.loads(json.dumps(tracked.restore))))
        if len(tracked.report.changed) > len(tracked.edits):
            raise broken("counts", f"{tracked.edits}, and in the report {tracked.report.changed}")
        commenting = Options(select=tuple(RULES), reviewer=reviewer)
        Path(file).write_bytes(tracked.new)
        inspect(names, file, commenting)
        once = Path(file).read_bytes()
        with _must_not_fail("what was commented can be read"):
            inspect(names, file, commenting)
        oracles.twice_as_once(once, Path(file).read_bytes())


def _run_check(file: str, encoding: str | None) -> None:
    names = names_in_use()
    for rules in (None, tuple(RULES)):
        before = inspect(names, file, Options(select=rules, encoding=encoding, diff=True))
        first = inspect(names, file, Options(select=rules, encoding=encoding, fix=True))
        content = Path(file).read_bytes()
        with _must_not_fail("what was mended can be read"):
            again = inspect(names, file, Options(select=rules, encoding=encoding, fix=True))
        oracles.twice_as_once(content, Path(file).read_bytes())
        oracles.counts("mended a second time", again.fixed, 0)
        oracles.fixes_final(
            [found.finding for found in before.found], [found.finding for found in first.found]
        )


class _must_not_fail:  # noqa: N801 - it is used as a function is
    """What is done here does not fail on bad input: it is good by now."""

    def __init__(self, promise: str) -> None:
        self.promise = promise

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if isinstance(error, TenlaoError):
            raise broken(self.promise, error) from error


# Tables


def _table_cases() -> Strategy[Case]:
    layered = st.sampled_from([False, False, False, True])
    return st.builds(
        lambda content, layered: Case("table", {OWN_TABLE: content}, {"layered": layered}),
        table_files(),
        layered,
    )


def _run_table(case: Case, folder: Path) -> None:
    put(case.files, folder)
    path = str(folder / OWN_TABLE)
    base = names_in_use().table if case.options["layered"] else None
    found = validate(path, base)
    last = case.files[OWN_TABLE].count(b"\n") + 1
    for finding in found:
        if not str(finding) or not (finding.line is None or 0 < finding.line <= last):
            raise broken("places", finding)
    with only_own_errors():
        file = read_table_file(path, base)
        errors = [finding for finding in found if finding.severity == "error"]
        if file.problems:
            oracles.counts("validated and read, is there a problem", bool(errors), True)
            return
        _run_editing(file, base)
        _run_exports(file.own if base else file.table)


def _run_editing(file: TableFile, base: Table | None) -> None:
    def check(changes: Callable[[], TableChanges]) -> None:
        with only_own_errors():
            text = edited(file, base, changes())
            problems = read_table_file(file.path, base, text).problems
            if problems:
                raise broken("a changed table is good", problems[0])

    for entry in file.own.entries[:3]:
        if entry.forms:
            changed = Entry(entry.id, entry.kind, entry.forms[-1:])
            role = 'a "role"\n'
            check(
                partial(editing, file, base, changed, [], kind=None, type=None, role=role, drop=(), prefer=())
            )
        check(partial(removing, file, base, entry.id))


def _run_exports(table: Table) -> None:
    for form in EXPORTS:
        with only_own_errors():
            out = export(table, form)
            oracles.well_formed(form, out)
            if form in ("csv", "jsonl"):
                with _must_not_fail("an export can be imported"):
                    again = imported(out, form)
                oracles.same(f"read back from {form}", list(differences(table, again)), [])
    with _must_not_fail("a table can be written and read"):
        again = _good(read_table_file("x", None, table_text(table))) if _stands_alone(table) else table
    oracles.same("written and read", list(differences(table, again)), [])
    counts = counted(table)
    list(lines(counts))
    if "<fuzz" in page(counts):
        raise broken("markup is escaped", page(counts))
    names = Gazetteer(table)
    forms = [form.text for entry in table.entries for form in entry.forms]
    text = ". ".join(forms)
    oracles.places(text, names.find(text), "mention")
    oracles.twice_as_once(once := names.annotate(text), names.annotate(once))
    for form_text in forms[:6]:
        names.lookup(form_text)
        names.render(form_text)


def _stands_alone(table: Table) -> bool:
    """Whether nothing in a table is about another one that it was laid over."""
    ids = {entry.id for entry in table.entries}
    cited = {id for entry in table.entries for form in entry.forms for id in form.sources}
    return (
        cited <= set(table.sources)
        and all(entry.forms for entry in table.entries)
        and all(set(entry.same_name_as) <= ids for entry in table.entries)
    )


def _good(file: TableFile) -> Table:
    if file.problems:
        raise file.problems[0]
    return file.table


def _import_cases() -> Strategy[Case]:
    return imports().map(lambda item: Case("import", dict([item])))


def _run_import(case: Case, folder: Path) -> None:
    put(case.files, folder)
    ((name, _),) = case.files.items()
    for base in (None, names_in_use().table):
        with only_own_errors():
            text = table_file_text(str(folder / name), format_of(name) or "csv", base)
            with _must_not_fail("what is imported is good"):
                _good(read_table_file("x", base, text))


# Sheets


def _sheet_cases() -> Strategy[Case]:
    columns = st.sampled_from(["latin", "vietnamese", "lao", "form", "id", "nowhere"])
    add = st.sampled_from(["id,match", "id,score,latin,vietnamese,lao,why", "x"])

    def case(item: tuple[str, bytes], column: str, add: str) -> Case:
        return Case("sheet", dict([item]), {"column": column, "add": add})

    return st.builds(case, imports().filter(lambda item: not item[0].endswith(".tbx")), columns, add)


def _run_sheet(case: Case, folder: Path) -> None:
    """A sheet gets columns and nothing else: it stays as it is itself, and where it is refused nothing is written."""
    put(case.files, folder)
    ((name, content),) = case.files.items()
    chosen = ["--column", case.options["column"], "--add", case.options["add"], "--jobs", "1"]
    out = folder / f"out-{name}"
    done = run_here(["reconcile", name, *chosen, "-o", out.name, "--review", "review.csv"], b"", folder)
    check_command(done)
    if (folder / name).read_bytes() != content:
        raise broken("a sheet stays", name)
    if out.exists() != (done.status == 0):
        raise broken("whole or not at all", done.err)
    if done.status == 0:
        again = run_here(["reconcile", out.name, *chosen, "-o", "again"], b"", folder)
        if again.status != 2:
            raise broken("columns are not added twice", again.err)


# Requests


def _request_cases() -> Strategy[Case]:
    return requests().map(lambda made: Case("request", {"body": made[1]}, made[0]))


def _run_request(case: Case, folder: Path) -> None:
    check_answer(answered(dict(case.options), case.files["body"]))


# Settings


def _settings_cases() -> Strategy[Case]:
    def case(settings: tuple[str, bytes], text: str, own: bytes) -> Case:
        return Case("settings", {settings[0]: settings[1], "a.txt": encoded(text), OWN_TABLE: own})

    own = st.just(b'[[entry]]\nid = "xaylang"\nkind = "place"\nlatin = ["Xaylang"]\n')
    return st.builds(case, settings_files(), texts(8), own)


def _run_settings(case: Case, folder: Path) -> None:
    put(case.files, folder)
    for command in (
        ["check", "--show-config", "a.txt"],
        ["check", "a.txt"],
        ["annotate", "--dry-run", "."],
        ["lookup", "Vientiane"],
    ):
        check_command(run_here(command, b"", folder))


# Names


def _name_cases() -> Strategy[Case]:
    options = st.fixed_dictionaries(
        {"kind": st.sampled_from([None, *KINDS]), "limit": st.sampled_from([1, 5, 100])}
    )
    return st.builds(lambda name, options: Case("name", {"name": encoded(name)}, options), queries(), options)


def _run_name(case: Case, folder: Path) -> None:
    name, limit = decoded(case.files["name"]), case.options["limit"]
    names = names_in_use()
    found = names.lookup(name, limit, case.options["kind"])
    oracles.best_first(found)
    if len(found) > limit:
        raise broken("no more than asked for", found)
    for match in found:
        if not match.explain() or not in_plain_words(match):
            raise broken("a score is explained", match)
    best = names.resolve(name, kind=case.options["kind"])
    if (
        best is not None
        and found
        and best.entry.id not in {match.entry.id for match in found} | {o.id for m in found for o in m.others}
    ):
        raise broken("same", f"resolved as {best}, looked up as {found[0]}")
    for sibilant in (None, "s"):
        rendering = names.render(name, sibilant=cast(Any, sibilant), limit=limit)
        if len(rendering.alternatives) > limit or not rendering.explain():
            raise broken("renderings", rendering)
    for respelled in (names.to_latin(name, limit), names.to_lao(name, limit)):
        if not respelled.explain():
            raise broken("renderings", respelled)


# Commands


def check_command(done: Done) -> None:
    """What holds for any command."""
    oracles.exit_status(done)
    oracles.complaints(done)
    oracles.fit_for_terminals(done)
    words = done.arguments
    is_printed = done.status in (0, 1) and not {"-h", "--help"} & set(words)
    if is_printed and "--json" in words:
        oracles.is_json_lines(done.out)
    if (
        is_printed
        and done.command == "check"
        and not {"--diff", "--fix", "--statistics", "--show-config"} & set(words)
    ):
        chosen = [words[at + 1] for at, word in enumerate(words[:-1]) if word == "--format"]
        oracles.well_formed(chosen[-1] if chosen else "text", done.out)


def _command_cases() -> Strategy[Case]:
    return st.builds(lambda work: Case("command", work[0], {"commands": work[1]}), works())


def _given(case: Case) -> list[list[str]]:
    """The commands of a case as a system can give them: no argument has a NUL."""
    return [[word.replace("\0", "") for word in command] for command in case.options["commands"]]


def _run_commands(case: Case, folder: Path) -> None:
    put(case.files, folder)
    for command in _given(case):
        check_command(run_here(command, case.files.get(STANDARD_INPUT, b""), folder))


def _curating_cases() -> Strategy[Case]:
    return st.builds(lambda work: Case("curating", work[0], {"commands": work[1]}), curating())


def _process_cases() -> Strategy[Case]:
    return st.builds(lambda work: Case("process", work[0], {"commands": work[1][:1]}), works())


def _run_processes(case: Case, folder: Path) -> None:
    put(case.files, folder)
    for command in _given(case):
        check_command(run_apart(command, case.files.get(STANDARD_INPUT, b""), folder, 60))


# Journals


def _journal_cases() -> Strategy[Case]:
    options = st.fixed_dictionaries(
        {
            "styles": st.lists(st.sampled_from(["gloss", "vietnamese", "latin"]), min_size=1, max_size=3),
            "seed": st.integers(0, 1 << 32),
        }
    )
    return st.builds(lambda files, options: Case("journal", files, options), documents(), options)


def _run_journal(case: Case, folder: Path) -> None:
    """Documents are changed, once or several times, and changed back; a damaged journal gives no other bytes."""
    put(case.files, folder)
    files = [name for name in case.files if (folder / name).is_file()]
    old = _contents(folder, files)
    states = [old]
    given = [f"./{name}" for name in files]
    for style in case.options["styles"]:
        check_command(
            run_here(["annotate", "-i", "--edits", "edits.jsonl", "--style", style, *given], b"", folder)
        )
        states.append(_contents(folder, files))
    journal = folder / "edits.jsonl"
    if not journal.exists():
        return
    content = journal.read_bytes()
    damaged = mutated(Case("journal", {"j": content}), [], random.Random(case.options["seed"])).files["j"]
    (folder / "damaged.jsonl").write_bytes(damaged)
    check_command(run_here(["annotate", "--undo", "damaged.jsonl"], b"", folder))
    for name, now in _contents(folder, files).items():
        if now not in [state[name] for state in states]:
            raise broken("undone", f"a damaged journal made of {name}: {now[:300]!r}")
    for name, changed in states[-1].items():
        (folder / name).write_bytes(changed)
    done = run_here(["annotate", "--undo", "edits.jsonl"], b"", folder)
    check_command(done)
    if done.status != 0:
        raise broken("undone", done.err)
    for name, now in _contents(folder, files).items():
        oracles.bytes_undone(old[name], now)


def _contents(folder: Path, files: Iterable[str]) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files}


# Growth

_WAYS: Mapping[str, Callable[[str], object]] = {
    "find": lambda text: names_in_use().find(text),
    "gloss": lambda text: names_in_use().edits(text),
    "vietnamese": lambda text: names_in_use().edits(text, "vietnamese"),
    "latin": lambda text: names_in_use().edits(text, "latin"),
    "html": lambda text: names_in_use().edits(text, "html"),
    "check": lambda text: names_in_use().check(text),
    "harvest": lambda text: names_in_use().harvest(text),
    "unlisted": lambda text: names_in_use().unlisted(text),
    "lookup": lambda text: names_in_use().lookup(text),
    "render": lambda text: names_in_use().render(text),
    "to_lao": lambda text: names_in_use().to_lao(text),
}
_SHORT, _TIMES = 1500, 4
_TOO_STEEP, _TOO_SHORT = 9.0, 0.3
"""Four times the text takes four times as long, or sixteen times if the time is quadratic; where it takes only some
tenths of a second, there is no telling."""


def _growth_cases() -> Strategy[Case]:
    parts = st.lists(pieces(), min_size=1, max_size=4).map("".join)
    return st.builds(
        lambda part, way: Case("growth", {"part": encoded(part)}, {"way": way}),
        parts,
        st.sampled_from(list(_WAYS)),
    )


def _run_growth(case: Case, folder: Path) -> None:
    part = decoded(case.files["part"])
    if not part:
        return
    way = _WAYS[case.options["way"]]
    short = part * (_SHORT // len(part) + 1)
    for _ in range(2):
        first, then = _seconds(way, short), _seconds(way, short * _TIMES)
        if then < max(_TOO_SHORT, _TOO_STEEP * first):
            return
    raise broken(
        "growth", f"{first:.2f} s for {len(short)} characters, {then:.2f} s for {_TIMES} times as many"
    )


def _seconds(way: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    way(text)
    return time.process_time() - start


# The quick mode


def _quick_cases() -> Strategy[Case]:
    def case(door: str, number: int) -> Case:
        source = random.Random(number)
        return Case("quick", {"input": DOORS[door].make(Maker(source))}, {"door": door, "choice": number})

    return st.builds(case, st.sampled_from(list(DOORS)), st.integers(0, (1 << 32) - 1))


def _run_quick(case: Case, folder: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        DOORS[case.options["door"]].run(case.files["input"], case.options["choice"], folder)


TARGETS: Mapping[str, Target] = {
    "text": Target(_text_cases, _run_text),
    **{kind: Target(partial(_document_cases, kind), _run_document) for kind in EXTENSIONS if kind != "text"},
    "plain": Target(partial(_document_cases, "text", "plain"), _run_document),
    "table": Target(_table_cases, _run_table),
    "import": Target(_import_cases, _run_import),
    "sheet": Target(_sheet_cases, _run_sheet),
    "request": Target(_request_cases, _run_request),
    "settings": Target(_settings_cases, _run_settings),
    "name": Target(_name_cases, _run_name),
    "journal": Target(_journal_cases, _run_journal),
    "command": Target(_command_cases, _run_commands),
    "curating": Target(_curating_cases, _run_commands),
    "process": Target(_process_cases, _run_processes),
    "growth": Target(_growth_cases, _run_growth),
    "quick": Target(_quick_cases, _run_quick),
}


def run(case: Case, folder: Path) -> None:
    """Run a case in an empty folder within the bounds of time and memory."""
    scale = 1 if case.target != "process" else 60 / SECONDS
    with bounded(round(case.size * scale)):
        TARGETS[case.target].run(case, folder)

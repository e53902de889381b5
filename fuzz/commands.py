"""Command lines: options and arguments that the commands have, right and wrong, and the files they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from fuzz.documents import EXTENSIONS, contents
from fuzz.tables import imports, settings_files, table_files
from fuzz.texts import Strategy, encoded, names, queries, texts

# "-" stands for standard input, both as an argument and as a file.
STANDARD_INPUT = "-"
OWN_TABLE = "own.toml"

_FILE_NAMES = [
    *(
        "a",
        "b.b",
        "Viêng Chăn",
        "ວຽງຈັນ",
        "-x",
        "--",
        "a b",
        "a'b",
        "$x",
        "%s",
        "a\nb",
        "\x1b[2J",
        "\u202ea",
        "sub/c",
    ),
    *("\udcff", ".hidden", "a~", "*", "CON", "a:b", "sub/sub/d", "::error::x", "<fuzz>", "a&b", "x" * 100),
]
_FOLDERS = [
    "",
    ".",
    "sub",
    "nowhere",
    "nowhere.txt",
    "out.txt",
    "sub/out.txt",
    "edits.jsonl",
    "report.jsonl",
    "\x00",
    "x" * 300,
    "no\x1b[2J.txt",
]


def documents(most: int = 3) -> Strategy[dict[str, bytes]]:
    """Files with documents of several kinds."""

    def of_kind(kind: str) -> Strategy[tuple[str, bytes]]:
        paths = st.builds("{}.{}".format, st.sampled_from(_FILE_NAMES), st.sampled_from(EXTENSIONS[kind]))
        return st.tuples(paths, contents(kind))

    document = st.sampled_from(sorted(EXTENSIONS)).flatmap(of_kind)
    return st.lists(document, min_size=1, max_size=most, unique_by=lambda item: item[0]).map(dict)


_STYLES = ["gloss", "vietnamese", "latin", "html", "jsonl"]
_KINDS = ["text", "markdown", "html", "docx", "odt", "subtitles", "xliff", "tmx", "po", "pdf"]
_ENCODINGS = [
    "utf-8",
    "utf-16",
    "cp1258",
    "tcvn3",
    "vni",
    "latin-1",
    "base64",
    "idna",
    "utf-7",
    "x",
    "\x00",
    "unicode_escape",
]
_NUMBERS = ["0", "1", "5", "-1", "50.5", "100", "101", "nan", "inf", "1e9", "x", "", "٣", "9" * 5000]
_SUFFIXES = ["~", ".bak", "/x", "", "\x00"]

# The options of each command, with the words that may follow; None where none does.
_OPTIONS: Mapping[str, Mapping[str, Sequence[str] | None]] = {
    "annotate": {
        "--style": _STYLES,
        "--first": None,
        "--every": None,
        "--min-score": _NUMBERS,
        "--prefer": ["Nhân Dân", "nhan-dan", "x", ""],
        "--near": None,
        "--as-attested": None,
        "--provinces": ["hyphen", "joined", "spaced"],
        "--brackets": ["join", "two"],
        "--margins": None,
        "--suggest": None,
        "--mark": ["*", "†", "", "(", "a", "\x1b", "**"],
        "-o": ["out.txt", "-", "sub", "nowhere/out.txt", "a.txt"],
        "-i": None,
        "--backup": None,
        "--yes": None,
        "--edits": ["edits.jsonl", "a.txt", "sub", "nowhere/e"],
        "--undo": ["edits.jsonl", "a.txt", "nowhere"],
        "--root": [".", "sub", "nowhere"],
        "--diff": None,
        "--report": ["report.jsonl", "edits.jsonl", "sub"],
        "--quiet": None,
        "--dry-run": None,
    },
    "check": {
        "--select": ["TL001,TL007", "ALL", "all", "", "TL999", "tl002, tl003", "\x1b"],
        "--ignore": ["TL003", "ALL", ","],
        "--format": ["text", "json", "github", "sarif", "gitlab", "junit", "x"],
        "--fix": None,
        "--diff": None,
        "--statistics": None,
        "--show-config": None,
    },
    "find": {"--unknown": None},
    "harvest": {
        "--json": None,
        "--out": ["draft.toml", "a.txt", "nowhere/x"],
        "--publisher": ["KPL", '"', "\n", "<fuzz>"],
        "--date": ["2020-12-04", "2020-13-04", "0000-00-00"],
        "--url": ["http://a.b/c", "\x1b"],
    },
}
_OF_DOCUMENTS: Mapping[str, Sequence[str] | None] = {
    "--as": _KINDS,
    "--encoding": _ENCODINGS,
    "--jobs": ["1", "-1", "x"],
    "--table": [OWN_TABLE, "nowhere.toml", "."],
}
_OF_NAMES: Mapping[str, Mapping[str, Sequence[str] | None]] = {
    "lookup": {
        "--json": None,
        "--limit": _NUMBERS,
        "--kind": ["person", "place", "organization", "x"],
        "--threshold": _NUMBERS,
        "--explain": None,
        "--prefer": ["Nhân Dân", "x"],
    },
    "render": {
        "--to": ["latin", "lao", "vietnamese", "x"],
        "--style": ["x", "s", "tones", "none"],
        "--limit": _NUMBERS,
        "--json": None,
    },
}
_FORM_OPTIONS: Mapping[str, Sequence[str] | None] = {
    "--id": ["a", "b", "attapeu", "A b", ""],
    "--kind": ["person", "place", "x"],
    "--type": ["politician", "", "\n"],
    "--role": ['"""', "x\ny", "\\"],
    "--latin": ["Somphet Testaphone", "Attapeu", "", "ອັດຕະປື", '"', "\x00"],
    "--vietnamese": ["Xổm-phết", "A-tô-pư"],
    "--lao": ["ອັດຕະປື", "x"],
    "--tag": ["typo", "x"],
    "--source": ["s", "nhan-dan-1", "A b"],
    "--publisher": ["KPL", ""],
    "--url": ["x", "http://a.b/c"],
    "--date": ["2020-12-04", "x"],
    "--same-name-as": ["attapeu", "a", "nowhere"],
    "--dry-run": None,
}
_OF_TABLES: Mapping[str, Mapping[str, Sequence[str] | None]] = {
    "add": {**_FORM_OPTIONS, "--table": [OWN_TABLE, "new.toml"]},
    "edit": {
        **{name: words for name, words in _FORM_OPTIONS.items() if name != "--id"},
        "--prefer": ["Attapeu", "x"],
        "--drop": ["Attapeu", "x"],
        "--table": [OWN_TABLE, "new.toml"],
    },
    "remove": {"--table": [OWN_TABLE, "new.toml"], "-y": None, "--dry-run": None},
    "unhide": {"--table": [OWN_TABLE, "new.toml"], "--dry-run": None},
    "merge": {"--table": [OWN_TABLE, "new.toml"], "-y": None, "--dry-run": None},
    "show": {"--json": None, "--table": [OWN_TABLE, "nowhere.toml"]},
    "diff": {"--json": None, "--alone": None},
    "export": {
        "--format": ["csv", "jsonl", "tbx", "omegat", "skos", "x"],
        "-o": ["out.csv", "nowhere/x"],
        "--base": ["urn:x:", "\x00", "<fuzz>", ""],
        "--alone": None,
    },
    "import": {
        "--format": ["csv", "tsv", "xlsx", "jsonl", "tbx", "x"],
        "-o": ["new.toml", OWN_TABLE],
        "--alone": None,
    },
    "stats": {"--html": ["stats.html", "nowhere/x"], "--json": None, "--alone": None},
    "validate": {"--json": None, "--alone": None},
    "where": {"--json": None},
}


def _options(options: Mapping[str, Sequence[str] | None], most: int = 5) -> Strategy[list[str]]:
    def with_word(name: str) -> Strategy[list[str]]:
        words = options[name]
        return st.just([name]) if words is None else st.sampled_from(words).map(lambda word: [name, word])

    suffixes = st.sampled_from(_SUFFIXES).map(lambda suffix: [f"--backup={suffix}"])
    one = st.sampled_from(list(options)).flatmap(with_word)
    one = st.one_of(one, suffixes) if "--backup" in options else one
    rare = st.sampled_from([["--help"], ["-h"], ["--no-such"], ["--"], ["-\x1b[2J"], ["--style"], ["--=x"]])
    usual = st.lists(one, max_size=most).map(lambda parts: [word for part in parts for word in part])
    return st.one_of(usual, usual, usual, usual, st.builds(list.__add__, usual, rare))


def _paths(files: Sequence[str]) -> Strategy[list[str]]:
    usual = st.lists(st.sampled_from([*files, *files, STANDARD_INPUT]), min_size=1, max_size=2)
    return st.one_of(usual, usual, st.lists(st.sampled_from([*files, *_FOLDERS, STANDARD_INPUT]), max_size=3))


def on_documents(files: Sequence[str]) -> Strategy[list[str]]:
    """A command on some documents."""

    def of(command: str) -> Strategy[list[str]]:
        return st.builds(
            lambda options, paths: [command, *options, *paths],
            _options({**_OPTIONS[command], **_OF_DOCUMENTS}),
            _paths(files),
        )

    return st.sampled_from(list(_OPTIONS)).flatmap(of)


def on_names() -> Strategy[list[str]]:
    """A command on some names."""

    def of(command: str) -> Strategy[list[str]]:
        asked = st.lists(st.one_of(queries(), st.just("-")), max_size=3)
        return st.builds(
            lambda options, words: [command, *options, *words], _options(_OF_NAMES[command]), asked
        )

    return st.sampled_from(list(_OF_NAMES)).flatmap(of)


def on_tables(imported: str) -> Strategy[list[str]]:
    """A command on tables."""
    tables = st.sampled_from([OWN_TABLE, OWN_TABLE, OWN_TABLE, "bundled", "nowhere.toml", ".", "new.toml"])
    ids = st.sampled_from(
        ["a", "a", "b", "c-1", "attapeu", "attapeu", "sonexay-siphandone", "nowhere", "", "A b", "\x1b"]
    )
    arguments: Mapping[str, Strategy[list[str]]] = {
        "add": st.lists(tables, max_size=1),
        "edit": ids.map(lambda id: [id]),
        "remove": ids.map(lambda id: [id]),
        "unhide": ids.map(lambda id: [id]),
        "merge": st.tuples(ids, ids).map(list),
        "show": st.lists(ids, min_size=1, max_size=2),
        "diff": st.tuples(tables, tables).map(list),
        "export": st.just([OWN_TABLE]) | st.lists(tables, max_size=1),
        "import": st.just([imported]),
        "stats": st.lists(tables, max_size=1),
        "validate": st.lists(tables, min_size=1, max_size=2),
        "where": st.just([]),
    }

    def of(command: str) -> Strategy[list[str]]:
        return st.builds(
            lambda options, words: ["table", command, *options, *words],
            _options(_OF_TABLES[command]),
            arguments[command],
        )

    return st.sampled_from(list(_OF_TABLES)).flatmap(of)


Work = tuple[dict[str, bytes], list[list[str]]]


def _one(item: tuple[str, bytes]) -> dict[str, bytes]:
    return dict([item])


def works() -> Strategy[Work]:
    """Files, and commands on them one after the other."""
    lines = st.lists(names(), max_size=4).map("\n".join) | texts()
    given = st.one_of(contents("text"), lines.map(encoded)).map(lambda content: {STANDARD_INPUT: content})
    own = table_files().map(lambda content: {OWN_TABLE: content})

    def with_commands(parts: tuple[Mapping[str, bytes], ...]) -> Strategy[Work]:
        files = {path: content for part in parts for path, content in part.items()}
        paths = [path for path in files if path not in (STANDARD_INPUT, OWN_TABLE)]
        imported = next((path for path in paths if path.startswith("in.")), "nowhere.csv")
        of_tables = on_tables(imported)
        one = st.one_of(on_documents(paths), on_documents(paths), on_names(), of_tables)
        return st.tuples(st.just(files), st.lists(one, min_size=1, max_size=3))

    settings: Strategy[dict[str, bytes]] = st.one_of(st.just({}), st.just({}), settings_files().map(_one))
    to_import = imports().map(_one)
    return st.tuples(documents(), given, own, settings, to_import).flatmap(with_commands)


def curating() -> Strategy[Work]:
    """A table, a file to import, and commands on tables one after the other."""

    def with_commands(own: bytes, imported: tuple[str, bytes]) -> Strategy[Work]:
        files = {OWN_TABLE: own, imported[0]: imported[1]}
        return st.tuples(st.just(files), st.lists(on_tables(imported[0]), min_size=1, max_size=4))

    return st.tuples(table_files(), imports()).flatmap(lambda parts: with_commands(*parts))

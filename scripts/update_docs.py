"""Bring the generated parts of the documentation up to date.

These are docs/cli.md, the manual page docs/tenlao.1, the modules in docs/architecture.md, and the output in console
blocks everywhere; and the figures in docs/datasheet.md.

python scripts/update_docs.py            rewrites what is out of date
python scripts/update_docs.py --check    only shows it, and exits with 1 if there is any
"""

from __future__ import annotations

import ast
import difflib
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click
import tomli

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "tenlao"
CLI_REFERENCE = ROOT / "docs" / "cli.md"
MAN_PAGE = ROOT / "docs" / "tenlao.1"
WIDTH = 100

# Commands in a console block run in a shell, in the root of the checkout, with tenlao as it is there.
SHELL = 'tenlao() { "$PYTHON" -m tenlao "$@"; }\n'
ENVIRONMENT = os.environ | {
    "COLUMNS": str(WIDTH),
    "TENLAO_TABLE": "",
    "PYTHON": sys.executable,
    "PYTHONPATH": os.pathsep.join(filter(None, (str(SOURCE), os.environ.get("PYTHONPATH")))),
}

CONSOLE_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROMPT = "$ "
ROOMS_BLOCK = re.compile(
    r"(?<=^<!-- rooms: make docs writes this -->\n).*?(?=^<!-- /rooms -->$)", re.MULTILINE | re.DOTALL
)

COVERAGE_BLOCK = re.compile(
    r"(?<=^<!-- coverage: make docs writes this -->\n).*?(?=^<!-- /coverage -->$)", re.MULTILINE | re.DOTALL
)

INTRODUCTION = """\
# The command line

The help of each command, as the program prints it. This page is generated: to change it, edit the help in
`src/tenlao/cli/` and run `make docs`.

The first command after a change of table or program compiles the table and keeps it in the user's cache folder. The
environment variable `TENLAO_CACHE` names another folder for it. Nothing there is missed when it is deleted.

The environment variable `TENLAO_TABLE` names a [table of your own](table.md#a-table-of-your-own).

The commands follow the [settings](check.md) in `tenlao.toml` or in `[tool.tenlao]` of `pyproject.toml`,
as far as these are about them: `annotate` style, publisher and table; `lookup` publisher and table; `find`, `render`
and `harvest` the table; and whatever takes folders leaves out what they exclude. What reads a document goes by the
settings in its folder or above, what reads names or standard input by those of the current folder. An option on the
command line goes before them.

## Completion

A shell completes commands, options and their words with one line in its settings. It needs `tenlao` on the path.

| shell | file | line |
|---|---|---|
| bash (4.4 or newer) | `~/.bashrc` | `eval "$(_TENLAO_COMPLETE=bash_source tenlao)"` |
| zsh | `~/.zshrc`, below `compinit` | `eval "$(_TENLAO_COMPLETE=zsh_source tenlao)"` |
| fish | `~/.config/fish/completions/tenlao.fish` | `_TENLAO_COMPLETE=fish_source tenlao \\| source` |

## Manual page

`pip` installs it: `man tenlao`, where `man` looks beside the programs on the path, or else
`man "$VIRTUAL_ENV/share/man/man1/tenlao.1"`. In a checkout it is `docs/tenlao.1`, generated as this page is.
"""


def documents() -> list[Path]:
    """Return the documents that may hold console blocks."""
    return sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")} - {CLI_REFERENCE})


def up_to_date(document: Path) -> str:
    """Return what a document should hold."""
    if document == CLI_REFERENCE:
        return cli_reference()
    if document == MAN_PAGE:
        return man_page()
    text = document.read_text(encoding="utf-8")
    language = "vi" if ".vi" in document.suffixes else "en"
    text = ROOMS_BLOCK.sub(lambda _: "\n".join(["", *map(described, rooms()), ""]), text)
    if COVERAGE_BLOCK.search(text):
        text = COVERAGE_BLOCK.sub(lambda _: covered(language), text)
    return CONSOLE_BLOCK.sub(lambda block: f"```console\n{rerun(block[1], language)}```", text)


def rerun(session: str, language: str) -> str:
    """Return a console session with the output that its commands give now, to whoever speaks a language."""
    commands = [line.removeprefix(PROMPT) for line in session.splitlines() if line.startswith(PROMPT)]
    return "".join(f"{PROMPT}{command}\n{output(command, language)}" for command in commands)


def output(command: str, language: str = "en") -> str:
    """Return what a command prints, errors included, each line without blanks at its end."""
    done = subprocess.run(
        ["sh", "-c", SHELL + command],
        cwd=ROOT,
        env=ENVIRONMENT | {"LANGUAGE": language},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    if "Traceback (most recent call last)" in done.stdout:
        raise SystemExit(f"{PROMPT}{command}\n{done.stdout}")
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def rooms() -> list[str]:
    """Return the rooms of the package, and modules beside them, each after those that it may import."""
    contracts = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = next(c["layers"] for c in contracts["contracts"] if c["type"] == "layers")
    names = [name for layer in reversed(layers) for name in re.findall(r"\w+", layer)]
    return [name for name in names if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()]


def described(room: str) -> str:
    """Describe a room by its docstring and the first line of each module's; a module beside rooms by its own."""
    folder = PACKAGE / room
    if not folder.is_dir():
        return f"### {room}\n\n{docstring(folder.with_suffix('.py'))}\n"
    lines = [f"### {room}", "", docstring(folder / "__init__.py"), "", "| module | |", "|---|---|"]
    for module in sorted(folder.rglob("*.py")):
        if not module.name.startswith("__"):
            first_line = docstring(module).partition("\n")[0].replace("|", r"\|")
            lines.append(f"| `{module.relative_to(folder).as_posix()}` | {first_line} |")
    return "\n".join([*lines, ""])


def covered(language: str) -> str:
    """Return what the bundled table has and lacks, as tables in Markdown."""
    from tenlao.base.translations import in_language
    from tenlao.curating.coverage import coverage, in_markdown
    from tenlao.gazetteer import bundled

    with in_language(language):
        return "\n".join(["", *in_markdown(coverage(bundled().table)), ""])


def docstring(module: Path) -> str:
    """Return the docstring of a module, which every module has."""
    found = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    if found is None:
        raise SystemExit(f"{module}: a docstring is missing")
    return found


def cli_reference() -> str:
    """Return the page on the command line: the help of the program, then that of each command."""
    return "\n".join([INTRODUCTION, *helps()])


def helps() -> Iterator[str]:
    from tenlao.cli.main import cli

    for command in ("", *names_of(cli)):
        line = " ".join(filter(None, ("tenlao", command, "--help")))
        name = line.removesuffix(" --help")
        yield f"## {name}\n\n```text\n{output(line)}```\n"


def man_page() -> str:
    """Return the manual page: what the help of the program and of each command says, in the macros of man."""
    from tenlao.cli.main import cli

    lines = [
        '.\\" Generated by scripts/update_docs.py; edit the help in src/tenlao/cli.',
        ".TH TENLAO 1",
        ".SH NAME",
        f"tenlao \\- {roff((cli.help or '').partition(chr(10))[0].rstrip('.'))}",
        ".SH SYNOPSIS",
        ".B tenlao\n.I COMMAND\n[OPTIONS] [ARGS]",
        ".SH DESCRIPTION",
        *paragraphs((cli.help or "").partition("\n\n")[2]),
        ".SH COMMANDS",
    ]
    for name in names_of(cli):
        lines += man_section(name, command_at(cli, name))
    lines += [
        ".SH ENVIRONMENT",
        ".TP\n.B TENLAO_TABLE\nA table of your own, laid over the bundled one.",
        ".TP\n.B TENLAO_CACHE\nThe folder in which compiled tables are kept.",
        ".TP\n.B LANGUAGE, LC_ALL, LC_MESSAGES, LANG\nThe language of what is said of names: vi, or else English.",
        ".SH FILES",
        ".TP\n.B tenlao.toml\nSettings for the documents in its folder and below; so is [tool.tenlao] in "
        "pyproject.toml.",
        ".SH SEE ALSO\nhttps://tenlao.github.io/tenlao/",
    ]
    return "\n".join(lines) + "\n"


def man_section(name: str, command: click.Command) -> Iterator[str]:
    """Yield the lines on a command: its usage, its help, its options, its examples."""
    context = click.Context(command, info_name=f"tenlao {name}", help_option_names=["-h", "--help"])
    yield f'.SS "tenlao {roff(name)} {roff(" ".join(command.collect_usage_pieces(context)))}"'
    yield from paragraphs(command.help or "")
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and record[1]:
            yield f".TP\n.B {roff(record[0])}\n{roff(' '.join(record[1].split()))}"
    examples = (command.epilog or "").replace("\b\n", "").strip("\n")
    if examples:
        first, _, rest = textwrap.dedent(examples).partition("\n")
        yield f".PP\n{roff(first)}\n.PP\n.nf\n{roff(rest.rstrip())}\n.fi"


def paragraphs(text: str) -> Iterator[str]:
    for paragraph in textwrap.dedent(text).strip().split("\n\n"):
        yield f".PP\n{roff(' '.join(paragraph.split()))}"


def roff(text: str) -> str:
    """Return a text as man shows it letter by letter."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace('"', "\\(dq")
    return re.sub(r"^\.", r"\\&.", text, flags=re.MULTILINE)


def command_at(group: click.Group, name: str) -> click.Command:
    """Return the command with a name such as "table add"."""
    from tenlao.cli.main import commands_of

    first, _, rest = name.partition(" ")
    command = commands_of(group)[first]
    return command_at(command, rest) if rest and isinstance(command, click.Group) else command


def names_of(group: click.Group, above: str = "") -> Iterator[str]:
    """Yield the names of the commands of a group, and of those in the groups in it."""
    from tenlao.cli.main import commands_of

    for name, command in sorted(commands_of(group).items()):
        yield f"{above}{name}"
        if isinstance(command, click.Group):
            yield from names_of(command, f"{above}{name} ")


def main() -> None:
    sys.path.insert(0, str(SOURCE))
    check = "--check" in sys.argv[1:]
    stale = False
    for document in (CLI_REFERENCE, MAN_PAGE, *documents()):
        old = document.read_text(encoding="utf-8") if document.exists() else ""
        new = up_to_date(document)
        if new == old:
            continue
        stale = True
        name = document.relative_to(ROOT).as_posix()
        if check:
            changes = difflib.unified_diff(old.splitlines(), new.splitlines(), name, name, lineterm="")
            print("\n".join(changes))
        else:
            document.write_text(new, encoding="utf-8")
            print(f"updated {name}")
    sys.exit(1 if check and stale else 0)


if __name__ == "__main__":
    main()

"""The documentation: its examples run, its links lead somewhere, and it keeps up with the code."""

import ast
import doctest
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import tomli

from tenlao.cli.main import cli, commands_of

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tenlao"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

PYTHON_BLOCK = re.compile(r"^```(?:python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAME = re.compile(r"`(tenlao(?:\.(?!toml`)\w+)+)`")
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_python_examples_run(document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = document.read_text(encoding="utf-8")
    names: dict[str, object] = {}
    for block in PYTHON_BLOCK.finditer(text):
        line = text.count("\n", 0, block.start(1))
        if ">>>" in block[1]:
            test = doctest.DocTestParser().get_doctest(
                block[1], names, name_of(document), str(document), line
            )
            report: list[str] = []
            doctest.DocTestRunner().run(test, out=report.append, clear_globs=False)
            names = test.globs
            assert not report, "".join(report)
        else:
            exec(compile("\n" * line + block[1], str(document), "exec"), names)


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_names_of_the_package_are_there(document: Path) -> None:
    for name in NAME.findall(document.read_text(encoding="utf-8")):
        pkgutil.resolve_name(name)


def as_program(document: Path) -> str:
    """The Python in a document as one program, each line of it on the line of the document."""
    text = document.read_text(encoding="utf-8")
    lines = [""] * text.count("\n")
    for block in PYTHON_BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1))
        examples = doctest.DocTestParser().get_examples(block[1]) or [doctest.Example(block[1], "")]
        for example in examples:
            source = example.source.splitlines()
            lines[first + example.lineno : first + example.lineno + len(source)] = source
    return "\n".join(lines)


def test_python_examples_have_the_types_that_a_strict_checker_asks_for(tmp_path: Path) -> None:
    programs = {re.sub(r"\W", "_", name_of(document)): as_program(document) for document in DOCUMENTS}
    written = [tmp_path / f"{name}.py" for name, program in programs.items() if program.strip()]
    for file in written:
        file.write_text(programs[file.stem], encoding="utf-8")
    mypy: list[str | Path] = [
        sys.executable,
        "-m",
        "mypy",
        "--config-file",
        ROOT / "pyproject.toml",
        *written,
    ]
    done = subprocess.run(mypy, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_to_files(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    local = [link for link in LINK.findall(text) if not link.startswith(("http://", "https://", "mailto:"))]
    assert [link for link in local if not (document.parent / link).exists()] == []


def architecture() -> str:
    return (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def modules_in_architecture() -> Iterator[str]:
    """The modules in the tables of docs/architecture.md, each table under the name of a room, or of a module."""
    for section in architecture().partition("## Modules")[2].split("\n### ")[1:]:
        room = section.partition("\n")[0]
        modules = re.findall(r"^\| `([\w/]+\.py)` \|", section, re.MULTILINE)
        yield from [f"{room}/{module}" for module in modules] or [f"{room}.py"]


def test_architecture_names_the_modules_that_there_are() -> None:
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    assert set(modules_in_architecture()) == {module for module in modules if not module.endswith("__.py")}


def test_architecture_draws_the_rooms_as_they_are_described() -> None:
    picture = architecture().partition("```text\n")[2].partition("```")[0]
    rooms = dict.fromkeys(module.split("/")[0].removesuffix(".py") for module in modules_in_architecture())
    assert re.findall(r"^(\w+) ", picture, re.MULTILINE) == list(rooms)[::-1]


def test_architecture_explains_the_libraries_that_are_used() -> None:
    explained = re.findall(r"^\| (\w+) \|", architecture().partition("## Dependencies")[2], re.MULTILINE)
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    imported = {module.split(".")[0] for tree in trees for module in imported_modules(tree)}
    assert {*imported - sys.stdlib_module_names - {"tenlao"}} == set(explained) - {"package", "module"}


def imported_modules(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_generated_parts_are_up_to_date() -> None:
    check: list[str | Path] = [sys.executable, ROOT / "scripts" / "update_docs.py", "--check"]
    done = subprocess.run(check, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, f"run make docs\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("command", [cli, *commands_of(cli).values()], ids=lambda command: command.name)
def test_command_and_its_options_have_help(command: click.Command) -> None:
    assert command.help
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert [option.name for option in options if not option.help] == []


def test_changelog_tells_of_this_version() -> None:
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(project['version'])}\b", changelog, re.MULTILINE)

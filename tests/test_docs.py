"""The documentation: its examples run, its links lead somewhere, and it keeps up with the code."""

import ast
import doctest
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest
import tomli

from tenlao.cli.main import cli, commands_of

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "tenlao"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

PYTHON_BLOCK = re.compile(r"^```(?:python|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
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
def test_links_lead_to_files(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    local = [link for link in LINK.findall(text) if not link.startswith(("http://", "https://", "mailto:"))]
    assert [link for link in local if not (document.parent / link).exists()] == []


def parse(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def imports(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def modules_in_architecture() -> list[str]:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return re.findall(r"^\| `([\w/]+\.py)` \|", text, re.MULTILINE)


def test_architecture_names_the_modules_that_there_are() -> None:
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    assert set(modules_in_architecture()) == {module for module in modules if not module.endswith("__.py")}


def test_architecture_explains_the_libraries_that_are_used() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    explained = re.findall(r"^\| (\w+) \|", text.partition("## Dependencies")[2], re.MULTILINE)
    imported = {
        name.split(".")[0] for path in PACKAGE.rglob("*.py") for name in imports(ast.walk(parse(path)))
    }
    assert {"package", *imported - sys.stdlib_module_names - {"tenlao"}} == set(explained)


def test_modules_import_only_what_architecture_puts_before_them() -> None:
    allowed = {"tenlao"}
    for module in modules_in_architecture():
        ours = {name for name in imports(parse(PACKAGE / module).body) if name.split(".")[0] == "tenlao"}
        assert ours <= allowed, module
        allowed.add(".".join(("tenlao", *Path(module).with_suffix("").parts)))
        allowed.update({f"tenlao.{Path(module).parent}"} if "/" in module else ())


def test_generated_parts_are_up_to_date() -> None:
    check = [sys.executable, ROOT / "scripts" / "update_docs.py", "--check"]
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

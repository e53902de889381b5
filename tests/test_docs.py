"""The documentation: its examples run, its links lead somewhere, and it keeps up with the code."""

import doctest
import re
from pathlib import Path

import pytest
import tomli

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


def test_architecture_mentions_every_module() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    modules = [path for path in PACKAGE.rglob("*.py") if not path.name.startswith("__")]
    assert [path.name for path in modules if path.name not in text] == []


def test_changelog_tells_of_this_version() -> None:
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(project['version'])}\b", changelog, re.MULTILINE)

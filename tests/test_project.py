"""What surrounds the code: the guide for contributors, the forms and workflows on GitHub, the citation, the site."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tomli
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted(ROOT.glob(".github/workflows/*.yml"))
FORMS = sorted(path for path in ROOT.glob(".github/ISSUE_TEMPLATE/*.yml") if path.name != "config.yml")
BESIDE_PYTHON = Path(sys.executable).parent
ACTIONLINT = BESIDE_PYTHON / "actionlint"
SITE_BUILDS = sys.version_info >= (3, 11)

# What a browser fetches by itself to show a page.
LOADING_TAG = re.compile(
    r"<(?:script|img|iframe|source|link[^>]*rel=\"?(?:stylesheet|icon|preload|preconnect))\b[^>]*>"
)
ADDRESS = re.compile(r"\b(?:src|href)=\"?([^\" >]+)")


def text_of(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def yaml_of(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def project() -> dict[str, Any]:
    table: dict[str, Any] = tomli.loads(text_of("pyproject.toml"))["project"]
    return table


def run(*command: str | Path) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def places() -> list[str]:
    """The files and folders in the table of where things go: those written as code, with a slash and no blank."""
    table = text_of("CONTRIBUTING.md").partition("## Where things go")[2].partition("\n## ")[0]
    rows = [row for row in table.splitlines() if row.startswith("|")]
    return sorted({place for row in rows for place in re.findall(r"`([\w.-]+/[\w./-]*)`", row)})


class TestContributing:
    @pytest.mark.parametrize("place", places())
    def test_a_place_where_things_go_is_there(self, place: str) -> None:
        assert (ROOT / place).is_dir() if place.endswith("/") else (ROOT / place).is_file()

    def test_most_of_what_people_add_has_a_place(self) -> None:
        assert {"data/names.toml", "docs/rules/"} <= set(places())
        assert len(places()) > 10

    def test_targets_of_make_are_there(self) -> None:
        targets = re.findall(r"(?:^    |`)make ([a-z]+)", text_of("CONTRIBUTING.md"), re.MULTILINE)
        assert set(targets) <= set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))


class TestCitation:
    def test_it_fits_its_schema(self) -> None:
        check_schema("citation-file-format", ROOT / "CITATION.cff", ROOT / "data" / "CITATION.cff")

    def test_the_data_have_one_of_their_own(self) -> None:
        citation = yaml_of(ROOT / "data" / "CITATION.cff")
        assert (citation["type"], citation["license"]) == ("dataset", "CC-BY-4.0")
        assert citation["version"] == project()["version"]
        assert f"## {citation['version']}" in text_of("data/CHANGELOG.md")

    def test_it_credits_and_licenses_as_the_package_does(self) -> None:
        citation = yaml_of(ROOT / "CITATION.cff")
        assert citation["version"] == project()["version"]
        assert " AND ".join(citation["license"]) == project()["license"]
        assert citation["authors"] == [{"name": author["name"]} for author in project()["authors"]]


def check_schema(schema: str, *files: Path) -> None:
    """Compare files with a schema that comes with check-jsonschema."""
    schema = schema if "." in schema else f"vendor.{schema}"
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files)


class TestGitHub:
    @pytest.mark.parametrize("schema", ["github-workflows", "custom.github-workflows-require-timeout"])
    def test_workflows_fit_their_schema(self, schema: str) -> None:
        check_schema(schema, *WORKFLOWS)

    @pytest.mark.skipif(not ACTIONLINT.exists(), reason="there is no wheel of actionlint for this system")
    def test_workflows_are_clean(self) -> None:
        assert run(ACTIONLINT, "-shellcheck=", "-pyflakes=", *WORKFLOWS) == ""

    def test_forms_fit_their_schemas(self) -> None:
        check_schema("github-issue-forms", *FORMS)
        check_schema("github-issue-config", ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml")

    def test_updates_fit_their_schema(self) -> None:
        check_schema("dependabot", ROOT / ".github" / "dependabot.yml")

    def test_every_supported_python_is_tested_on_every_system(self) -> None:
        matrix = yaml_of(ROOT / ".github" / "workflows" / "test.yml")["jobs"]["tests"]["strategy"]["matrix"]
        versions = re.findall(r":: (3\.\d+)$", "\n".join(project()["classifiers"]), re.MULTILINE)
        assert matrix["python"] == versions
        assert {system.partition("-")[0] for system in matrix["os"]} == {"ubuntu", "macos", "windows"}

    def test_a_release_is_published_without_a_token(self) -> None:
        text = text_of(".github/workflows/release.yml")
        jobs = yaml.safe_load(text)["jobs"]
        assert jobs["publish"]["permissions"] == {"id-token": "write"}
        assert "secrets." not in text
        assert "password" not in text

    @pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
    def test_a_workflow_may_only_read_unless_a_job_says_more(self, workflow: Path) -> None:
        assert yaml_of(workflow)["permissions"] == {"contents": "read"}


def test_hooks_for_commits_are_valid() -> None:
    run(sys.executable, "-m", "pre_commit", "validate-config", ROOT / ".pre-commit-config.yaml")


def pages_in(navigation: list[Any]) -> list[str]:
    """The pages of a navigation, in its order."""
    found: list[str] = []
    for item in navigation:
        for target in item.values():
            found += pages_in(target) if isinstance(target, list) else [target]
    return found


class TestSite:
    @pytest.mark.parametrize("language", ["en", "vi"])
    def test_every_document_is_a_page(self, language: str) -> None:
        documents = {path.relative_to(ROOT / "docs").as_posix() for path in ROOT.glob("docs/**/*.md")}
        documents |= {path.name for path in ROOT.glob("*.md")} - {"README.md", "README.vi.md"} | {"index.md"}
        pages = pages_in(yaml_of(ROOT / f"mkdocs.{language}.yml")["nav"])
        assert sorted(pages) == sorted(page for page in documents if not page.endswith(".vi.md"))

    def test_pages_are_in_the_same_order_in_both_languages(self) -> None:
        english, vietnamese = (pages_in(yaml_of(ROOT / f"mkdocs.{name}.yml")["nav"]) for name in ("en", "vi"))
        assert english == vietnamese

    @pytest.mark.skipif(not SITE_BUILDS, reason="the site generator needs Python 3.11 or newer")
    def test_it_is_built_without_a_network_and_loads_nothing_from_elsewhere(self, tmp_path: Path) -> None:
        for path in (*ROOT.glob("*.md"), *ROOT.glob("mkdocs.*.yml")):
            shutil.copy(path, tmp_path)
        for folder in ("docs", "scripts", "src"):
            shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
        nowhere = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
        done = subprocess.run(
            [sys.executable, tmp_path / "scripts" / "build_site.py"],
            env={**os.environ, **nowhere},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        site = tmp_path / "build" / "site"
        pages = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
        assert {"index.html", "api.html", "vi/index.html", "vi/rules/TL001.html"} <= set(pages)
        for name, page in pages.items():
            tags = LOADING_TAG.findall(page.read_text(encoding="utf-8"))
            loaded = [address for tag in tags for address in ADDRESS.findall(tag)]
            assert loaded, name
            assert [address for address in loaded if "//" in address] == [], name

"""The data package: valid by the library of those who made the format, whole, and the same as the table."""

import csv
import hashlib
import json
from pathlib import Path

import frictionless
import pytest
from click.testing import CliRunner

from tenlao.cli.main import cli
from tenlao.curating.data_package import DESCRIPTOR, data_package, write_data_package
from tenlao.gazetteer import bundled
from tests.curating.example import TABLE


def errors(folder: Path) -> list[str]:
    report = frictionless.Package(folder / DESCRIPTOR).validate()
    return [str(error) for error in report.flatten(["title", "rowNumber", "fieldName", "note"])]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release")
    result = CliRunner().invoke(cli, ["table", "package", "bundled", "-o", str(folder)])
    assert (result.exit_code, result.output) == (0, "")
    return folder


class TestBundledTable:
    def test_it_is_valid(self, release: Path) -> None:
        assert errors(release) == []

    def test_it_holds_all_of_the_table(self, release: Path) -> None:
        table = bundled().table
        rows = {
            name: rows_of(release / f"{name}.csv") for name in ("entries", "forms", "citations", "offices")
        }
        assert [row["id"] for row in rows["entries"]] == [entry.id for entry in table.entries]
        assert [row["form"] for row in rows["forms"]] == [f.text for e in table.entries for f in e.forms]
        assert len(rows["citations"]) == sum(len(f.sources) for e in table.entries for f in e.forms)
        assert len(rows["offices"]) == sum(len(entry.offices) for entry in table.entries)
        lines = (release / "names.jsonl").read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["id"] for line in lines] == [entry.id for entry in table.entries]

    def test_licence_citation_and_changes_are_with_it(self, release: Path) -> None:
        assert "CC BY 4.0" in (release / "LICENSE").read_text(encoding="utf-8")
        assert "type: dataset" in (release / "CITATION.cff").read_text(encoding="utf-8")
        assert (release / "CHANGELOG.md").read_text(encoding="utf-8").startswith("# Changes of the data")

    def test_sizes_and_checksums_are_those_of_the_files(self, release: Path) -> None:
        descriptor = json.loads((release / DESCRIPTOR).read_text(encoding="utf-8"))
        assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
        for resource in descriptor["resources"]:
            content = (release / resource["path"]).read_bytes()
            digest = f"sha256:{hashlib.sha256(content).hexdigest()}"
            assert (resource["bytes"], resource["hash"]) == (len(content), digest)


class TestOtherTables:
    def test_they_are_valid_and_come_without_what_is_of_the_bundled_one(self, tmp_path: Path) -> None:
        write_data_package(TABLE, str(tmp_path / "package"))
        assert errors(tmp_path / "package") == []
        assert not (tmp_path / "package" / "LICENSE").exists()

    def test_the_same_table_gives_the_same_files(self) -> None:
        assert data_package(TABLE) == data_package(TABLE)

    @pytest.mark.parametrize(
        ("file", "old", "new"),
        [
            ("forms.csv", "attapeu,latin,Attopeu", "attapeu,thai,Attopeu"),  # no such writing
            ("forms.csv", "attapeu,latin,Attopeu", "nowhere,latin,Attopeu"),  # no such entry
            ("offices.csv", "1991", "in 1991"),
        ],
    )
    def test_what_is_changed_is_found(self, tmp_path: Path, file: str, old: str, new: str) -> None:
        write_data_package(TABLE, str(tmp_path))
        path = tmp_path / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        assert errors(tmp_path)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))

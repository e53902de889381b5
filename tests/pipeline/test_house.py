"""The settings beside documents, followed by all commands: table, publisher, style, and what is left out."""

import json
import os
from pathlib import Path

import pytest

from tenlao import TenlaoError, load
from tenlao.checking.settings import Settings, settings_for
from tenlao.pipeline.batch import documents_in, outcomes
from tenlao.pipeline.house import Tables, preferred_by_house, revise_by_house
from tenlao.pipeline.standoff import mention_lines

TEXT = "Ông Chăn-xạ-mỏn Chăn-nha-lạt và ông Noname Phetsamone."


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "mine.toml").write_text(
        '[[entry]]\nid = "noname"\nkind = "person"\nlatin = ["Noname Phetsamone"]\n', encoding="utf-8"
    )
    settings = 'style = "latin"\nprefer = "quan-doi-nhan-dan"\ntable = "mine.toml"\nexclude = ["drafts", "in/*.md"]\n'
    (tmp_path / "tenlao.toml").write_text(settings, encoding="utf-8")
    for name in ("a.txt", "b.md", "in/c.txt", "in/c.md", "in/in/d.md", "drafts/e.txt", "in/drafts/f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_style_and_publisher_hold_unless_others_are_asked_for(house: Path) -> None:
    file = str(house / "a.txt")
    names = Tables().of(file)
    assert revise_by_house(names, file).new.decode() == TEXT.replace(
        "Chăn-xạ-mỏn Chăn-nha-lạt", "Chansamone Channhalat"
    )
    assert "(Chansamone Channhalat)" in revise_by_house(names, file, style="gloss").new.decode()
    assert preferred_by_house(names, file) == "quan-doi-nhan-dan"
    assert preferred_by_house(names, file, "VOV") == "VOV"


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_document_is_read_by_its_table(
    house: Path, tmp_path_factory: pytest.TempPathFactory, jobs: int
) -> None:
    other = tmp_path_factory.mktemp("other") / "x.txt"
    other.write_text(TEXT, encoding="utf-8")
    files = [str(other), str(house / "a.txt"), str(other)]
    found = [
        [json.loads(line)["id"] for line in lines]
        for _, lines in outcomes(mention_lines, files, jobs=jobs)
        if not isinstance(lines, TenlaoError)
    ]
    assert found == [
        ["chansamone-chanyalath"],
        ["chansamone-chanyalath", "noname"],
        ["chansamone-chanyalath"],
    ]


def test_what_is_excluded_is_left_out_of_folders_only(house: Path) -> None:
    def found(*paths: str) -> list[str]:
        return [
            os.path.normpath(str(path)).removeprefix(f"{house}/")
            for path in documents_in([str(house / path) for path in paths])
        ]

    assert found(".") == ["a.txt", "b.md", "in/c.txt", "in/in/d.md"]
    assert found("in/c.md", "drafts") == ["in/c.md", "drafts/e.txt"]
    (house / "tenlao.toml").write_text('exclude = ["*.txt", "*.md"]\n')
    assert "that the settings do not exclude" in found("drafts")[0]


def test_a_pattern_is_that_of_a_name_or_of_a_path() -> None:
    def excluded(pattern: str, path: str) -> bool:
        return Settings(exclude=(pattern,), file="/house/tenlao.toml").excludes(f"/house/{path}")

    assert excluded("old", "old")
    assert excluded("old/", "a/b/old")
    assert excluded("*.tmp.txt", "a/b.tmp.txt")
    assert excluded("/old", "old")
    assert not excluded("/old", "a/old")
    assert excluded("a/**/c", "a/c")
    assert excluded("a/**/c", "a/b/b/c")
    assert not excluded("a/*/c", "a/b/b/c")
    assert not excluded("OLD", "old")


def test_a_publisher_that_is_not_cited_is_told_with_the_settings(house: Path) -> None:
    (house / "tenlao.toml").write_text('prefer = "Nhan Dann"\n')
    with pytest.raises(TenlaoError, match="cites nothing published by") as error:
        preferred_by_house(load(), str(house / "a.txt"))
    assert error.value.file == str(house / "tenlao.toml")


def test_options_of_the_style_are_those_asked_for_or_else_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "tenlao.toml").write_text('provinces = "spaced"\nbrackets = "two"\n', "utf-8")
    file = tmp_path / "a.txt"
    file.write_text("Tỉnh Houaphanh. Ông Sonexay Siphandone (trái).", "utf-8")
    told = "Tỉnh Houaphanh ({}). Ông Sonexay Siphandone{} (trái)."
    two = " (Xỏn-xay Xỉ-phăn-đon)"
    assert revise_by_house(load(), str(file)).new.decode() == told.format("Hủa Phăn", two)
    hyphens = revise_by_house(load(), str(file), asked={"provinces": "hyphen"})
    assert hyphens.new.decode() == told.format("Hủa-phăn", two)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ('provinces = "dotted"', 'there is no provinces "dotted"; use hyphen, joined, spaced'),
        ("brackets = 2", '"brackets" must be a string'),
        ("margins = 1", '"margins" must be true or false'),
    ],
)
def test_a_wrong_option_of_the_style_is_reported(tmp_path: Path, setting: str, said: str) -> None:
    (tmp_path / "tenlao.toml").write_text(setting, "utf-8")
    with pytest.raises(TenlaoError, match=said):
        settings_for(str(tmp_path))

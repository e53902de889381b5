"""The journal: what it says, that files are found by it, and that only what it tells of is undone."""

import json
import os
from pathlib import Path

import pytest

from tenlao import TenlaoError, load
from tenlao.pipeline.journal import Journal
from tenlao.pipeline.revision import Revision, revise
from tenlao.styles.registry import Style

OLD = "Ông Sonexay Siphandone đến.".encode()
NEW = "Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đến.".encode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "edits.jsonl"


def revision_of(file: Path, style: Style = "gloss") -> Revision:
    return revise(load(), str(file), style=style)


def recorded(journal: Path, file: Path, style: Style = "gloss") -> None:
    revision = revision_of(file, style)
    Journal(str(journal)).add(revision, str(file))
    file.write_bytes(revision.new)


def test_tells_what_was_changed(file: Path, journal: Path) -> None:
    recorded(journal, file)
    (first, line) = journal.read_text("utf-8").splitlines()
    assert json.loads(first)["journal"] == "edits by tenlao annotate"
    told = json.loads(line)
    assert told["file"] == "text.txt"
    assert (told["kind"], told["encoding"], told["style"]) == ("text", "utf-8", "gloss")
    assert told["edits"] == [{"start": 22, "end": 22, "old": "", "new": " (Xỏn-xay Xỉ-phăn-đon)"}]
    assert {"tenlao", "old_sha256", "new_sha256", "restore"} < set(told)


def test_undoes_what_it_tells_of(file: Path, journal: Path) -> None:
    recorded(journal, file)
    assert file.read_bytes() == NEW
    assert Journal(str(journal)).undone(str(file), NEW) == OLD
    assert Journal(str(journal)).undone(str(file), OLD) == OLD
    assert Journal(str(journal)).files() != []
    with pytest.raises(TenlaoError) as caught:
        Journal(str(journal)).undone(str(file), NEW + b"!")
    assert str(caught.value) == (
        f"{file}: is not what {journal} tells of, and is left as it is; undo what was changed since"
    )


def test_undoes_what_has_been_undone_in_part_or_wholly(file: Path, journal: Path) -> None:
    recorded(journal, file)
    recorded(journal, file, "vietnamese")
    rendered = file.read_bytes()
    assert len({OLD, NEW, rendered}) == 3
    for content in (rendered, NEW, OLD):
        assert Journal(str(journal)).undone(str(file), content) == OLD
    file.write_bytes(OLD)
    recorded(journal, file, "vietnamese")
    assert Journal(str(journal)).undone(str(file), file.read_bytes()) == OLD


def test_does_not_undo_around_what_others_changed(file: Path, journal: Path) -> None:
    recorded(journal, file)
    file.write_bytes(NEW + "Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đi.".encode())
    recorded(journal, file, "vietnamese")
    with pytest.raises(TenlaoError, match="is left as it is; undo what was changed since"):
        Journal(str(journal)).undone(str(file), file.read_bytes())


def test_can_be_moved_with_its_files(file: Path, journal: Path, tmp_path: Path) -> None:
    recorded(journal, file)
    (tmp_path / "moved").mkdir()
    moved = file.rename(tmp_path / "moved" / file.name)
    opened = Journal(str(journal.rename(tmp_path / "moved" / journal.name)))
    assert [Path(name).resolve() for name in opened.files()] == [moved]
    assert opened.undone(str(moved), NEW) == OLD


def test_knows_a_renamed_file_by_its_content(file: Path, journal: Path, tmp_path: Path) -> None:
    for style in ("gloss", "vietnamese"):
        recorded(journal, file, style)
    renamed = file.rename(tmp_path / "renamed.txt")
    assert Journal(str(journal)).undone(str(renamed), renamed.read_bytes()) == OLD
    with pytest.raises(TenlaoError) as caught:
        Journal(str(journal)).undone(str(renamed), b"something else")
    assert (
        str(caught.value) == f"{renamed}: is not in the journal {journal}; give the files that were changed"
    )


def test_does_not_mind_a_line_that_was_cut_off(file: Path, journal: Path) -> None:
    recorded(journal, file)
    whole = journal.read_bytes()
    journal.write_bytes(whole + whole[:100])
    assert Journal(str(journal)).undone(str(file), NEW) == OLD
    assert Journal(str(journal)).cut_line == 4
    recorded(journal, file, "vietnamese")
    assert Journal(str(journal)).cut_line is None
    assert len(Journal(str(journal)).changes) == 2


@pytest.mark.parametrize(
    "line",
    [
        "",
        "{}",
        "[]",
        "Hà Nội",
        "\0",
        '{"file": 1, "old_sha256": "", "new_sha256": "", "restore": {}}',
        '{"file": "a", "old_sha256": "", "new_sha256": 1, "restore": {}}',
        '{"file": "a\\u0000b", "old_sha256": "", "new_sha256": "", "restore": {}}',
        '{"file": "a\\ud800b", "old_sha256": "", "new_sha256": "", "restore": {}}',
        '{"file": "\\ud83d", "old_sha256": "", "new_sha256": "", "restore": {}}',
    ],
)
def test_reports_lines_that_are_none_of_its_own(file: Path, journal: Path, line: str) -> None:
    recorded(journal, file)
    with journal.open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")
    with pytest.raises(TenlaoError, match=r"edits\.jsonl:3: is no line of a journal"):
        Journal(str(journal))


@pytest.mark.parametrize(
    "restore", [None, [], {}, {"changes": 1}, {"changes": [[0, 1, "Lw=="]]}, {"changes": [[9, 1, ""]]}]
)
def test_reports_what_does_not_restore_a_file(file: Path, journal: Path, restore: object) -> None:
    recorded(journal, file)
    told = json.loads(journal.read_text("utf-8").splitlines()[1])
    journal.write_text(json.dumps(told | {"restore": restore}) + "\n", "utf-8")
    with pytest.raises(TenlaoError) as caught:
        Journal(str(journal)).undone(str(file), NEW)
    assert (
        str(caught.value)
        == f"{file}: cannot be restored, since {journal} is damaged; the file is left as it is"
    )


@pytest.mark.parametrize("content", ["my notes", "my notes\n", OLD.decode(), '{"journal": "of my travels"'])
def test_leaves_what_is_no_journal_as_it_is(file: Path, journal: Path, content: str) -> None:
    journal.write_text(content, "utf-8")
    with pytest.raises(TenlaoError, match=r"edits\.jsonl:1: is no line of a journal"):
        Journal(str(journal))
    assert journal.read_text("utf-8") == content


def test_goes_on_where_it_was_cut_off_at_first(file: Path, journal: Path) -> None:
    recorded(journal, file)
    for cut_off in range(len(journal.read_bytes().splitlines()[0]) + 1):
        journal.write_bytes(journal.read_bytes()[:cut_off])
        file.write_bytes(OLD)
        recorded(journal, file)
        assert Journal(str(journal)).undone(str(file), NEW) == OLD


def test_knows_what_is_beside_it(tmp_path: Path) -> None:
    (tmp_path / "in" / "it").mkdir(parents=True)
    (tmp_path / "in" / "leads out").symlink_to(tmp_path)
    journal = Journal(str(tmp_path / "in" / "edits.jsonl"))
    assert journal.is_beside(str(tmp_path / "in" / "it" / "a.txt"))
    assert not journal.is_beside(str(tmp_path / "a.txt"))
    assert not journal.is_beside(str(tmp_path / "into.txt"))
    assert not journal.is_beside(str(tmp_path / "in" / "leads out" / "a.txt"))
    assert journal.is_beside(str(tmp_path / "a.txt"), str(tmp_path))


def test_tells_of_files_whatever_their_names_are(journal: Path, tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), b"\xff \xc3\xa9.txt")))
    try:
        file.write_bytes(OLD)
    except OSError:
        pytest.skip("names of files are Unicode here")
    recorded(journal, file)
    opened = Journal(str(journal))
    assert [os.path.abspath(name) for name in opened.files()] == [str(file)]
    assert opened.undone(str(file), NEW) == OLD


def test_tells_of_a_text_that_was_printed(file: Path, journal: Path) -> None:
    Journal(str(journal)).add(revision_of(file), "-")
    assert Journal(str(journal)).files() == ["-"]
    assert Journal(str(journal)).is_beside("-")
    assert Journal(str(journal)).undone("-", NEW) == OLD


@pytest.mark.skipif(os.name != "posix", reason="links in circles")
def test_a_journal_that_cannot_be_read_is_not_taken_for_none(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "nowhere").symlink_to("gone.jsonl")
    for name in ("loop", "loop/edits.jsonl", "nowhere"):
        with pytest.raises(TenlaoError, match=r"cannot be read|no such file"):
            Journal(str(tmp_path / name))

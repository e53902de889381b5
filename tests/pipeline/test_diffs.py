"""Unified diffs: what `patch` makes of the old text with one is the new text."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao import load
from tenlao.pipeline.diffs import unified_diff
from tenlao.pipeline.inspection import Options, inspect
from tenlao.pipeline.revision import revise
from tenlao.text.edits import Edit, apply_edits

PIECES = st.text(st.sampled_from("ab\n\r\x0b\u2028"), max_size=30)


def made(text: str, changes: list[tuple[int, int, str]]) -> list[Edit]:
    edits: list[Edit] = []
    for start, length, new in sorted(changes):
        end = min(start + length, len(text))
        if start <= end and (not edits or start >= edits[-1].end) and text[start:end] != new:
            edits.append(Edit(start, end, text[start:end], new))
    return edits


def patched(text: str, diff: str) -> str:
    """What a text becomes by a diff: the lines that stay or come in, checked against those that stay or go."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    result: list[str] = []
    at = 0
    said = diff.split("\n")[2:-1]
    for number, line in enumerate(said):
        content = line[1:] + (
            "" if said[number + 1 : number + 2] == ["\\ No newline at end of file"] else "\n"
        )
        if line.startswith("@@"):
            first, count = map(int, line.split()[1][1:].split(","))
            first -= count > 0
            result += lines[at:first]
            at = first
        elif line[0] in " -":
            assert lines[at] == content
            result += [content] if line[0] == " " else []
            at += 1
        elif line[0] == "+":
            result.append(content)
    return "".join(result + lines[at:])


@given(PIECES, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), PIECES), max_size=5))
def test_leads_from_the_old_text_to_the_new_one(text: str, changes: list[tuple[int, int, str]]) -> None:
    edits = made(text, changes)
    assert patched(text, unified_diff("a.txt", text, edits)) == apply_edits(text, edits)


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch program")
def test_is_understood_by_patch(tmp_path: Path) -> None:
    text = "".join(f"dòng {number}\n" for number in range(40)) + "cuối"
    edits = [Edit(0, 4, "dòng", "line"), Edit(100, 100, "", "!\n?"), Edit(len(text), len(text), "", "!")]
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    diff = unified_diff("a.txt", text, edits)
    assert diff.count("@@ -") == 3
    subprocess.run(["patch", "--silent", path], input=diff.encode(), check=True)
    assert path.read_bytes().decode() == apply_edits(text, edits)


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch program")
def test_of_documents_are_made_by_patch_in_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {
        "a b.txt": "Ông Sonexay Siphandone.\r\nTỉnh Huả Phăn.\r\ncuối",
        "mark.txt": "\ufeffÔng Sonexay Siphandone.\nTỉnh Huả Phăn.\n",
        "inner/page.html": "<p>Ông <b>Sonexay</b> Siphandone &amp; tỉnh <i>Huả</i> Phăn</p>",
        'inner/q"ệ.md': "Ông **Sonexay** Siphandone\n\n1\n2\n3\n4\n5\n6\n7\nTỉnh *Huả* Phăn",
    }
    names = load()
    monkeypatch.chdir(tmp_path)
    for file, text in files.items():
        Path(file).parent.mkdir(exist_ok=True)
        Path(file).write_bytes(text.encode())
    diff, new = "", {}
    for file in files:
        revision = revise(names, file, with_diff=True)
        found = inspect(names, file, Options(diff=True))
        assert found.diff.startswith("--- ")
        new[file] = revision.new
        diff += revision.diff
    subprocess.run(["patch", "--silent", "-p1"], input=diff.encode(), check=True)
    assert {file: Path(file).read_bytes() for file in files} == new
    mended = "".join(inspect(names, file, Options(diff=True)).diff for file in files)
    for file in files:
        shutil.copy(file, "copy" + Path(file).suffix)
        inspect(names, "copy" + Path(file).suffix, Options(fix=True))
        new[file] = Path("copy" + Path(file).suffix).read_bytes()
    subprocess.run(["patch", "--silent", "-p1"], input=mended.encode(), check=True)
    assert {file: Path(file).read_bytes() for file in files} == new


def test_names_files_from_the_current_folder_or_the_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits = [Edit(0, 3, "Lào", "Laos")]
    monkeypatch.chdir(tmp_path)
    for name, called in (
        ("a.txt", "a/a.txt"),
        (str(tmp_path / "a.txt"), "a/a.txt"),
        ("-", "a/standard input\t"),
    ):
        assert unified_diff(name, "Lào", edits).splitlines()[0] == f"--- {called}"
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    elsewhere = unified_diff(str(tmp_path / "a.txt"), "Lào", edits)
    assert elsewhere.startswith(f"--- a/{(tmp_path / 'a.txt').relative_to(tmp_path.anchor).as_posix()}")


def test_of_no_edits_is_nothing() -> None:
    assert unified_diff("a.txt", "Lào\n", []) == ""

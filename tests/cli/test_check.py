"""The command `tenlao check`: what it prints of documents, what it mends, and how it ends."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tenlao.base.errors import TenlaoError
from tenlao.cli.check import check as command

ROOT = Path(__file__).parents[2]


def run(*arguments: str | Path, status: int) -> Result:
    done = CliRunner().invoke(command, [str(argument) for argument in arguments])
    assert done.exit_code == status, (done.output, done.exception)
    return done


def test_findings_are_told_by_line_and_column(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Ông</p>\n<p>Bà <b>Sonexay</b> Siphandnoe</p>\n", encoding="utf-8")
    (finding,) = json.loads(run("--format", "json", page, status=1).stdout)
    assert list(finding) == [
        *("rule", "file", "line", "column", "start", "end"),
        *("text", "entity", "message", "suggestion", "source", "score"),
    ]
    assert (finding["rule"], finding["line"], finding["column"]) == ("TL003", 2, 10)
    assert (finding["text"], finding["entity"]) == ("Sonexay Siphandnoe", "sonexay-siphandone")
    text = run(page, status=1).stdout
    assert "page.html:2:10: TL003" in text
    assert text.splitlines()[2].strip() == "^" * len("Sonexay</b> Siphandnoe")


def test_exit_status_tells_what_was_found(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text("Ông Sonexay Siphandone.", encoding="utf-8")
    bad.write_text("Tỉnh Huả Phăn.", encoding="utf-8")
    run(good, status=0)
    run(good, bad, status=1)
    run(bad, tmp_path / "missing.txt", status=2)
    run("--ignore", "TL005", bad, status=0)
    run("--select", "TL003", bad, status=0)
    assert run("--statistics", tmp_path, status=1).stdout.split()[:2] == ["1", "TL005"]
    assert isinstance(CliRunner().invoke(command, ["--select", "TL999", str(bad)]).exception, TenlaoError)
    assert "names no rule" in CliRunner().invoke(command, ["--select", "", str(bad)]).output


def tenlao_says(*arguments: str | Path, **environment: str) -> str:
    clean = {name: value for name, value in os.environ.items() if name != "LANGUAGE"}
    command = [sys.executable, "-m", "tenlao", *map(str, arguments)]
    return subprocess.run(command, env=clean | environment, capture_output=True, encoding="utf-8").stdout


def test_findings_are_told_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Ông Sonexay Siphandnoe.", encoding="utf-8")
    vietnamese = "gần giống"
    assert vietnamese in tenlao_says("check", "--lang", "vi", tmp_path / "a.txt")
    assert vietnamese in tenlao_says("--lang", "vi", "check", tmp_path / "a.txt")
    assert vietnamese in tenlao_says("check", tmp_path / "a.txt", LANG="vi_VN.UTF-8", LC_ALL="")
    assert vietnamese not in tenlao_says(
        "check", "--lang", "en", tmp_path / "a.txt", LANG="vi_VN.UTF-8", LC_ALL=""
    )
    assert tenlao_says("check", "--lang", "vi", "--jobs", "2", tmp_path).count(vietnamese) == 2
    assert "đọc giống nhau" in tenlao_says("lookup", "--explain", "--lang", "vi", "Thongloun Sisolic")


def test_fix_changes_the_file_and_diff_does_not(tmp_path: Path) -> None:
    file = tmp_path / "article.md"
    file.write_bytes("# Huả Phăn\r\n\r\nTỉnh *Huả* Phăn.\r\n".encode())
    before = file.read_bytes()
    assert "+# Hủa Phăn" in run("--diff", file, status=1).stdout
    assert file.read_bytes() == before
    assert "+# Hủa Phăn" in run("--fix", "--diff", file, status=0).stdout
    assert file.read_bytes().startswith("# Hủa Phăn\r\n".encode())


def test_the_diff_of_a_fix_is_that_from_the_old_file_to_the_mended_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("patch") is None:
        pytest.skip("there is no patch program")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "article.html"
    file.write_bytes("<p>Tỉnh <b>Huả</b> Phăn.</p>\r\n".encode())
    old = file.read_bytes()
    diff = run("--fix", "--diff", file, status=0).stdout_bytes
    mended = file.read_bytes()
    file.write_bytes(old)
    subprocess.run(["patch", "--silent", "-p1"], input=diff, check=True)
    assert file.read_bytes() == mended != old


def test_a_long_line_is_shown_in_part(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("Tỉnh Hủa Phăn. " * 300 + "Tỉnh Huả Phăn. " * 300, encoding="utf-8")
    out = run(file, status=1).stdout
    assert out.count("TL005") == 300
    assert max(map(len, out.splitlines())) < 200
    shown, marks = out.splitlines()[1:3]
    assert shown[marks.index("^") :].startswith("Huả Phăn")


def test_fix_of_standard_input_prints_it_mended() -> None:
    for text, mended, status in [
        ("Tỉnh Huả Phăn.\n", "Tỉnh Hủa Phăn.\n", 0),
        ("Ông Sonexay Siphandnoe.\n", "Ông Sonexay Siphandnoe.\n", 1),
        ("Không có gì.\n", "Không có gì.\n", 0),
    ]:
        done = subprocess.run(
            [sys.executable, "-m", "tenlao", "check", "--fix", "-"],
            input=text.encode(),
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        )
        assert (done.stdout.decode(), done.returncode) == (mended, status), done.stderr


def test_comments_waive_findings(tmp_path: Path) -> None:
    file = tmp_path / "article.md"
    wrong = "Tỉnh Huả Phăn."
    for text, status in [
        (f"{wrong} <!-- tenlao: ignore -->\n", 0),
        (f"{wrong} <!-- tenlao: ignore TL005 -->\n", 0),
        (f"{wrong} <!-- tenlao: ignore TL003 -->\n", 1),
        (f"<!-- tenlao: ignore -->\n{wrong}\n", 0),
        (f"<!-- tenlao: ignore -->\n\n{wrong}\n", 1),
        (f"<!-- tenlao: ignore-file -->\n\n{wrong}\n", 0),
    ]:
        file.write_text(text, encoding="utf-8")
        run(file, status=status)


@pytest.mark.parametrize("end", ["\n", ""])
def test_many_comments_waive_what_is_beside_them_alone(tmp_path: Path, end: str) -> None:
    wrong, comment = "Tỉnh Huả Phăn.", "<!-- tenlao: ignore TL005 -->"
    file = tmp_path / "page.html"
    file.write_text(
        f"{comment}{comment}\n{wrong}\n{wrong} {comment}\n{comment} \n{wrong}\n{wrong}{end}", "utf-8"
    )
    found = json.loads(run("--format", "json", file, status=1).stdout)
    assert [finding["line"] for finding in found] == [2, 6]
    many = 3000
    file.write_text(f"{wrong}{comment}\n{wrong}\n" * many + "<!-- tenlao: ignore " * many + wrong, "utf-8")
    found = json.loads(run("--format", "json", file, status=1).stdout)
    assert [finding["line"] for finding in found] == [2 * n + 2 for n in range(many)]


def test_settings_are_those_of_the_nearest_file_above(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.tenlao]\nignore = ["TL005"]\n')
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    file = folder / "article.txt"
    file.write_text("Tỉnh Huả Phăn. Ông Thonglun Sisulith.", encoding="utf-8")
    run(file, status=0)
    (folder / "tenlao.toml").write_text('select = ["ALL"]\nnames = ["Huả Phăn"]\n', encoding="utf-8")
    assert [f["rule"] for f in json.loads(run("--format", "json", file, status=1).stdout)] == [
        "TL001",
        "TL007",
    ]
    shown = run("--show-config", file, status=0).stdout
    assert "tenlao.toml" in shown
    assert 'style = "gloss"' in shown
    assert "exclude = []" in shown


@pytest.mark.parametrize(("arguments", "hint"), [(["check"], " (--encoding=vni)"), (["lookup"], "")])
def test_an_option_that_helps_is_named_where_there_is_one(arguments: list[str], hint: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tenlao", *arguments, "-"],
        input="Thuû töôùng Laøo thaêm Vieät Nam.".encode("cp1252"),
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    message = "standard input:1: looks like VNI: read it as vni, or convert it to UTF-8 first"
    assert (done.stderr.decode(), done.returncode) == (f"tenlao: {message}{hint}\n", 2)


def test_pre_commit_runs_the_hook(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    (tmp_path / "bad.md").write_text("Tỉnh Huả Phăn.\n", encoding="utf-8")
    (tmp_path / "no.docx").write_text("no Word document\n", encoding="utf-8")
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    # The hook of this checkout, run by this environment instead of one that pre-commit installs.
    own = hooks.replace("language: python", "language: system").replace(
        "entry: tenlao", f"entry: {sys.executable} -m tenlao"
    )
    entry = "\n".join(f"      {line}" for line in own.splitlines() if "additional" not in line)
    config = f"repos:\n  - repo: local\n    hooks:\n{entry}\n"
    (tmp_path / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    for git in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *git], cwd=tmp_path, check=True)
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PRE_COMMIT_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    assert "TL005" in done.stdout
    assert "no.docx" in done.stdout


ORIGINAL = "Sonexay Siphandone met Pany Yathotou in Attapeu.\n"
TRANSLATION = "Ông Xỏn-xay Xỉ-phăn-đon\nđến Sê Kông.\n"


@pytest.fixture
def translated(tmp_path: Path) -> tuple[Path, Path]:
    """Files with a text and its translation."""
    files = tmp_path / "original.txt", tmp_path / "translation.txt"
    for file, text in zip(files, (ORIGINAL, TRANSLATION), strict=True):
        file.write_text(text, encoding="utf-8")
    return files


def test_a_translation_is_checked_beside_its_original(translated: tuple[Path, Path]) -> None:
    original, translation = translated
    assert run(translation, status=0).output == ""
    found = json.loads(run("--format", "json", "--source", original, translation, status=1).stdout)
    assert [(f["rule"], f["problem"], f["line"], f["column"], f["original"]) for f in found] == [
        ("TL008", "missing", 1, 24, "Pany Yathotou"),
        ("TL008", "wrong", 2, 5, "Attapeu"),
    ]
    assert ORIGINAL[found[1]["original_start"] : found[1]["original_end"]] == "Attapeu"
    assert run("--ignore", "TL008", "--source", original, translation, status=0).output == ""


def test_a_place_has_one_finding_that_of_the_translation(translated: tuple[Path, Path]) -> None:
    original, translation = translated
    translation.write_text(
        "Pany Yathotou met Mr Sonexay Siphandnoe in Attapeu, as Sonexay Siphandnoe said.\n", "utf-8"
    )
    for arguments, rule in ((), "TL003"), (("--source", original), "TL008"):
        found = json.loads(run("--format", "json", *arguments, translation, status=1).stdout)
        assert [f["rule"] for f in found] == [rule, rule]


def test_names_that_the_house_waives_may_be_left_out(translated: tuple[Path, Path], tmp_path: Path) -> None:
    original, translation = translated
    (tmp_path / "tenlao.toml").write_text('names = ["Pany Yathotou", "Sê Kông"]\n', encoding="utf-8")
    run("--source", original, translation, status=0)


def test_an_original_goes_with_one_translation(translated: tuple[Path, Path], tmp_path: Path) -> None:
    original, translation = translated
    for files in [translation, translation], [tmp_path], [original], []:
        assert "Usage" in run("--source", original, *files, status=2).output
    memory = tmp_path / "a.po"
    memory.write_text('msgid "Attapeu"\nmsgstr "Attapư"\n', encoding="utf-8")
    for arguments, said in (
        (("--source", tmp_path / "none.txt", translation), "no such file"),
        (("--source", original, memory), "has its originals in it"),
    ):
        command_line = [sys.executable, "-m", "tenlao", "check", *map(str, arguments)]
        done = subprocess.run(command_line, capture_output=True, text=True)
        assert done.returncode == 2
        assert said in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "a.xlf",
            "<xliff><file><body>\n<trans-unit><source>In Attapeu</source>\n"
            "<target>Ở <g>Sê</g> Kông</target></trans-unit>\n"
            "<trans-unit><source>To Pakse</source><target>Đến Pắc-xế</target></trans-unit>\n"
            "<trans-unit><source>Pakse again</source><target>Lại ở đó</target></trans-unit></body></file></xliff>",
        ),
        (
            "a.tmx",
            '<tmx><header srclang="en"/><body>\n<tu><tuv xml:lang="en"><seg>In Attapeu</seg></tuv>'
            '<tuv xml:lang="vi"><seg>Ở Sê Kông</seg></tuv></tu></body></tmx>',
        ),
        ("a.po", '#, fuzzy\nmsgid "Pakse"\nmsgstr "Xay"\n\nmsgid "In "\n"Attapeu"\nmsgstr "Ở "\n"Sê Kông"\n'),
    ],
)
def test_translators_files_are_checked_unit_by_unit(tmp_path: Path, name: str, content: str) -> None:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    (finding,) = json.loads(run("--format", "json", file, status=1).stdout)
    assert (finding["rule"], finding["problem"], finding["entity"]) == ("TL008", "wrong", "attapeu")
    before = content[: content.index("Sê")].split("\n")
    assert (finding["line"], finding["column"]) == (len(before), len(before[-1]) + 1)
    assert file.read_text(encoding="utf-8") == content

"""The command `tenlao reconcile`, as people call it."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHEET = "name;n\nThonglun Sisulith;1\nNobody at all;2\n"


def run(*arguments: str | Path, given: str = "", status: int = 0) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "tenlao", "reconcile", *map(str, arguments)],
        input=given.encode(),
        capture_output=True,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]),
        },
    )
    assert done.returncode == status, done.stderr.decode()
    assert b"Traceback" not in done.stderr
    return done.stdout.decode(), done.stderr.decode()


def test_standard_input_to_standard_output() -> None:
    out, err = run("-", "--column", "name", "--add", "id, match", given=SHEET)
    assert err == ""
    assert out == (
        "name;n;tenlao_id;tenlao_match\nThonglun Sisulith;1;thongloun-sisoulith;exact\nNobody at all;2;;\n"
    )


def test_a_kind_and_a_threshold_can_be_asked_for() -> None:
    sheet = "name\nKaysone Phomvihane\n"
    assert "phomvihane-city" in run("-", "--column", "name", "--kind", "place", given=sheet)[0]
    sheet = "name\nThongloun Sisolic\n"
    assert "sisoulith" in run("-", "--column", "name", given=sheet)[0]
    assert "sisoulith" not in run("-", "--column", "name", "--threshold", "99.9", given=sheet)[0]


def test_writes_a_file_and_a_review(tmp_path: Path) -> None:
    file, out, review = tmp_path / "a.tsv", tmp_path / "b.tsv", tmp_path / "review.csv"
    file.write_text("name\tn\nThongloun Sisolic\t1\n")
    assert run(file, "--column", "name", "-o", out, "--review", review) == ("", "")
    assert out.read_text("utf-8").startswith("name\tn\ttenlao_id\ttenlao_score\t")
    (row,) = csv.DictReader(io.StringIO(review.read_text("utf-8-sig")))
    assert (row["row"], row["id_1"]) == ("1", "thongloun-sisoulith")


def test_mentions_in_a_column_of_texts(tmp_path: Path) -> None:
    file = tmp_path / "news"
    file.write_text('{"body": "Ông Thongloun Sisoulith đến."}\n', "utf-8")
    out, _ = run(file, "--format", "jsonl", "--text", "body")
    assert '\\"id\\": \\"thongloun-sisoulith\\"' in out


def test_what_cannot_be_done_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(SHEET)
    for arguments, said in {
        (): "Give --column or --text.",
        ("--text", "n", "--review", "x"): "--add and --review need --column.",
        ("--column", "name", "--add", "age"): 'tenlao: cannot add "age"; add some of: id, score,',
        ("--column", "name", "--threshold", "nan"): "Invalid value for '--threshold': 'nan' is not",
        ("--column", "who"): 'a.csv:1: has no column "who"; its columns are: name, n',
        (
            "--column",
            "name",
            "--format",
            "xlsx",
        ): "xlsx is not written to standard output; give a file (--out)",
        ("--column", "name", "--review", str(file)): "is the sheet itself; give another file for the review",
        ("--column", "name", "--encoding", "tcvn9"): 'unknown encoding "tcvn9"',
        ("--column", "name", "-o", str(tmp_path / "no" / "b.csv")): "no such file or folder; check the path",
    }.items():
        out, err = run(file, *arguments, status=2)
        assert out == ""
        assert said in err
    assert file.read_text() == SHEET
    assert run(tmp_path / "none.csv", "--column", "name", status=2)[1].endswith(
        "none.csv: no such file or folder; check the path\n"
    )

"""What is found wrong in texts and documents, what is left alone, what is mended, and which settings hold."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.check import GOLD, score
from tenlao import load
from tenlao.base.errors import TenlaoError
from tenlao.checking.rules import DEFAULT_RULES, RULES, Finding, fixes
from tenlao.checking.settings import _settings_in, rules_named, settings_for
from tenlao.cli.check import check as command
from tenlao.text.edits import apply_edits

ROOT = Path(__file__).parents[2]
TABLE = load()


def found(text: str, *rules: str) -> list[tuple[str, str, str | None]]:
    return [(f.rule, f.text, f.suggestion) for f in TABLE.check(text, rules or DEFAULT_RULES)]


@pytest.mark.parametrize(
    ("text", "rule", "words", "suggestion"),
    [
        (
            "Chủ tịch Thongloun Sisoulith; ông Thonglun Sisulith nói.",
            "TL002",
            "Thonglun Sisulith",
            "Thongloun Sisoulith",
        ),
        (
            "Ông Thonglun Sisulith; Chủ tịch Thongloun Sisoulith nói.",
            "TL002",
            "Thonglun Sisulith",
            "Thongloun Sisoulith",
        ),
        ("Họp ở Vientiane. Thành phố Viêng Chăn đăng cai.", "TL002", "Viêng Chăn", "Vientiane"),
        ("LUANG PRABANG. Tỉnh Louangphabang; Luang Prabang.", "TL002", "Louangphabang", "Luang Prabang"),
        ("Ông Sonexay Siphandnoe nói.", "TL003", "Sonexay Siphandnoe", "Sonexay Siphandone"),
        ("Đồng chí Khăm-chêm Vông-phô-xỉ.", "TL003", "Khăm-chêm Vông-phô-xỉ", "Khăm-chên Vông-phô-xỉ"),
        ("ທ່ານ ທອງລຸນ ສີສຸລັດ ກ່າວ.", "TL003", "ທອງລຸນ ສີສຸລັດ", "ທອງລຸນ ສີສຸລິດ"),
        (
            "Bà Pany Yathotou (Xủn-thon Xay-nha-chắc) nói.",
            "TL004",
            "Xủn-thon Xay-nha-chắc",
            "Pa-ny Da-tho-tu",
        ),
        ("Tỉnh Houaphanh (Xiêng Khoảng).", "TL004", "Xiêng Khoảng", "Hủa Phăn"),
        ("Bà Xủn - thon Xay - nha - chắc.", "TL005", "Xủn - thon Xay - nha - chắc", "Xủn-thon Xay-nha-chắc"),
        (
            "Đại tướng Chăn xạ mỏn Chăn nha lạt.",
            "TL005",
            "Chăn xạ mỏn Chăn nha lạt",
            "Chăn-xạ-mỏn Chăn-nha-lạt",
        ),
        ("Ông Vị-Lay Lạ-Khăm-Phong.", "TL005", "Vị-Lay Lạ-Khăm-Phong", "Vị-lay Lạ-khăm-phong"),
        ("Tỉnh Huả Phăn.", "TL005", "Huả Phăn", "Hủa Phăn"),
    ],
)
def test_each_rule_finds_its_kind_of_mistake(text: str, rule: str, words: str, suggestion: str) -> None:
    assert found(text) == [(rule, words, suggestion)]


def test_an_unknown_lao_name_is_found_once_with_a_rendering() -> None:
    text = "Ở Lào, ông Bounsavath Phetmixay (Bun-xạ-vạt Phết-mi-xay) nói. Ông Bounsavath Phetmixay đi."
    ((rule, words, suggestion),) = found(text)
    assert (rule, words) == ("TL006", "Bounsavath Phetmixay")
    assert suggestion is not None
    assert suggestion.startswith("Bun-")


@pytest.mark.parametrize(
    "text",
    [
        "Thongloun Sisoulith (Thoong-lun Xi-xu-lít) gặp dân. Đồng chí Thoong-lun Xi-xu-lít và ông Thongloun vui.",
        "Ông CHĂN-XẠ-MỎN CHĂN-NHA-LẠT, tức Chăn-xạ-mỏn Chăn-nha-lạt.",
        "Bà Xủn-thon Xay-nha-\nchắc nói.",
        "Tỉnh Bô-li-khăm-xay, huyện Khăm Cợt, thị xã Pakse (Chăm-pa-xắc).",
        "Thongsavanh Phomvihane (ທອງສະຫວັນ ພົມວິຫານ) ແລະ ທອງສະຫວັນ ພົມວິຫານ.",
        "Thủ tướng Thái Lan Anutin Charnvirakul; ông Somchai Kaewkham và bà Pornthip Wongkham ở Lào.",
        "Chủ tịch Khuon Sudary, ông Sok Chenda, ông Hun Ma-nét và Chea Kimtha của Campuchia thăm Lào.",
        "Các ông Bùi Kham, Lò Văn Chăn, Vi Khăm Bun; Mr Ho Van Kham và Nguyen Xuan Lai thăm Lào.",
        "Xéc-gây La-vrốp, Vla-đi-mia Pu-tin, Ê-ma-nu-en Ma-crông, Nô-rô-đôm Xi-ha-mô-ni.",
        "ທ່ານ ຫງວຽນ ວັນຈັນ ເຂົ້າຮ່ວມ.",
        "",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_house_style_rules_are_checked_when_selected() -> None:
    text = "Ông Thonglun Sisulith đến Lào."
    assert found(text, "TL001") == [("TL001", "Thonglun Sisulith", "Thongloun Sisoulith")]
    ((rule, words, suggestion),) = found("Ông Sonexay Siphandone đến.", "TL007")
    assert (rule, words) == ("TL007", "Sonexay Siphandone")
    assert suggestion == "Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon)"
    rendered = TABLE.check("Ông Sonexay Siphandone đến.", ["TL001"], style="vietnamese")
    assert [finding.suggestion for finding in rendered] == ["Xỏn-xay Xỉ-phăn-đon"]


def test_fixes_mend_what_they_say_and_leave_nothing_to_mend() -> None:
    text = "Bà Xủn - thon Xay - nha - chắc ở Huả Phăn. Thongloun Sisoulith, Thonglun Sisulith; Sonexay Siphandnoe."
    mended = apply_edits(text, fixes(TABLE.check(text)))
    assert mended == (
        "Bà Xủn-thon Xay-nha-chắc ở Hủa Phăn. Thongloun Sisoulith, Thongloun Sisoulith; Sonexay Siphandnoe."
    )
    assert [finding.rule for finding in TABLE.check(mended)] == ["TL003"]


def test_places_are_those_of_the_text_as_given() -> None:
    text = "\ufeffÔng\r\nSonexay Siphandnoe\r\n"
    (finding,) = TABLE.check(text)
    assert text[finding.start : finding.end] == finding.text == "Sonexay Siphandnoe"


PIECES = [
    *("Thongloun Sisoulith", "Thonglun Sisulith", "Thoong-lun Xi-xu-lít", "Thoong lun Xi xu lít", "Huả Phăn"),
    *("ທອງລຸນ ສີສຸລັດ", "Sonexay Siphandnoe", "Bounsavath Phetmixay", "Viêng Chăn", "Vientiane"),
    *(
        " ",
        "\n",
        "\n\n",
        " (",
        ")",
        "[",
        "]",
        " - ",
        "-",
        "/",
        "|",
        ", ",
        ". ",
        "ông ",
        "tỉnh ",
        "\u2060",
        "Lào ",
    ),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join))
def test_whatever_the_text_findings_fit_it_and_fixes_are_final(text: str) -> None:
    for style in ("gloss", "vietnamese", "latin"):
        findings = TABLE.check(text, tuple(RULES), style=style)
        assert all(text[finding.start : finding.end] == finding.text for finding in findings)
    findings = TABLE.check(text)
    assert all(one.end <= other.start for one, other in pairwise(findings))
    mended = apply_edits(text, fixes(findings))
    assert not [finding for finding in TABLE.check(mended, ["TL005"]) if finding.edit]
    for pair in TABLE.harvest(text):
        assert 0 <= pair.start < pair.end <= len(text)


def test_quality_on_the_development_texts() -> None:
    total = score(TABLE, GOLD / "check")
    right, false, missed = (sum(count.values()) for count in (total.right, total.false, total.missed))
    assert right / (right + false) >= 0.98, total.errors
    assert right / (right + missed) >= 0.95, total.errors
    assert sum(total.suggested.values()) == right, total.errors


def test_unknown_names_leave_ordinary_texts_alone() -> None:
    for path in (ROOT / "bench" / "texts" / "plain").glob("*.txt"):
        assert TABLE.unlisted(path.read_text(encoding="utf-8")) == []


# Documents, settings and the command


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
        *("text", "entity", "message", "suggestion", "source"),
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


def test_fix_changes_the_file_and_diff_does_not(tmp_path: Path) -> None:
    file = tmp_path / "article.md"
    file.write_bytes("# Huả Phăn\r\n\r\nTỉnh *Huả* Phăn.\r\n".encode())
    before = file.read_bytes()
    assert "+# Hủa Phăn" in run("--diff", file, status=1).stdout
    assert file.read_bytes() == before
    run("--fix", file, status=0)
    assert file.read_bytes().startswith("# Hủa Phăn\r\n".encode())


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


def test_settings_are_those_of_the_nearest_file_above(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.tenlao]\nignore = ["TL005"]\n')
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    file = folder / "article.txt"
    file.write_text("Tỉnh Huả Phăn. Ông Thonglun Sisulith.", encoding="utf-8")
    run(file, status=0)
    _settings_in.cache_clear()  # a program reads each file once
    (folder / "tenlao.toml").write_text('select = ["ALL"]\nnames = ["Huả Phăn"]\n', encoding="utf-8")
    assert [f["rule"] for f in json.loads(run("--format", "json", file, status=1).stdout)] == [
        "TL001",
        "TL007",
    ]
    shown = run("--show-config", file, status=0).stdout
    assert "tenlao.toml" in shown
    assert 'style = "gloss"' in shown


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('rules = ["TL001"]', 'no setting "rules"'),
        ('select = "TL001"', "must be a list of strings"),
        ('select = ["TL99"]', 'no rule "TL99"'),
        ('style = "loud"', 'no style "loud"'),
        ("select = [", "is not TOML"),
    ],
)
def test_wrong_settings_are_refused(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "tenlao.toml").write_text(content)
    with pytest.raises(TenlaoError, match=said):
        settings_for(str(tmp_path))


def test_codes_name_rules() -> None:
    assert rules_named(["all"]) == tuple(RULES)
    assert isinstance(TABLE.check("Tỉnh Huả Phăn.")[0], Finding)


def test_each_rule_has_its_page() -> None:
    for rule, summary in RULES.items():
        page = (ROOT / "docs" / "rules" / f"{rule}.md").read_text(encoding="utf-8")
        assert page.startswith(f"# {rule}: {summary}\n")


def test_pre_commit_runs_the_hook(tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    (tmp_path / "bad.md").write_text("Tỉnh Huả Phăn.\n", encoding="utf-8")
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

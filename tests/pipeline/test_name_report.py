"""What `annotate` says of the names: lines for people, JSON for programs; glosses in margins of Word documents."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import tenlao
from tenlao.cli.names_to_look_at import MOST_LINES, report_lines
from tenlao.pipeline.revision import revise
from tenlao.styles.options import StyleOptions

TABLE = tenlao.load()
TEXT = """\
Thủ tướng Sonexay Siphandone gặp ông Bounleua Phandanouvong,
ông Thongloun Simoulith và Thứ trưởng Lào Bounsavath Phetmixay.
"""


def run(*arguments: str) -> tuple[str, str]:
    command = [sys.executable, "-m", "tenlao", "annotate", *arguments]
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode(), done.stderr.decode()


@pytest.fixture
def article(tmp_path: Path) -> str:
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


class TestCommand:
    def test_says_on_standard_error_of_which_names_nothing_became(self, article: str) -> None:
        out, said = run(article)
        assert "Siphandone (Xỏn-xay Xỉ-phăn-đon)" in out
        unprinted, near, unlisted = said.splitlines()
        assert unprinted.startswith(f'tenlao: {article}:1: "Bounleua Phandanouvong" is known')
        assert unprinted.endswith("suggested: Bun-lửa Phăn-đa-nu-vông*")
        assert near.startswith(f'tenlao: {article}:2: "Thongloun Simoulith" is near "Thongloun Sisoulith"')
        assert unlisted.startswith(f'tenlao: {article}:2: "Bounsavath Phetmixay" is Lao by the look of it')

    def test_says_nothing_if_asked(self, article: str) -> None:
        assert run("--quiet", article)[1] == ""

    def test_takes_near_names_along_if_asked(self, article: str) -> None:
        out, said = run("--near", article)
        assert "Simoulith (Thoong-lun Xi-xu-lít)" in out
        assert "Simoulith" not in said

    def test_calls_an_entry_by_any_form_where_none_may_be_printed(self, tmp_path: Path) -> None:
        table, file = tmp_path / "names.toml", tmp_path / "a.txt"
        form = 'vietnamese = [{ form = "Bun Phay Nuan Tha Sim", tag = "stripped" }]'
        table.write_text(f'[[entry]]\nid = "bunphay"\nkind = "person"\n{form}\n', encoding="utf-8")
        file.write_text("Ông Bun Phoy Nuan Tha Sim đến Lào.", encoding="utf-8")
        assert 'is near "Bun Phay Nuan Tha Sim"' in run("--table", str(table), str(file))[1]

    def test_writes_all_to_a_file(self, article: str, tmp_path: Path) -> None:
        report = tmp_path / "report.jsonl"
        report.write_text("old\n", encoding="utf-8")
        other = tmp_path / "b.txt"
        other.write_text("Hà Nội", encoding="utf-8")
        run("--quiet", "--dry-run", "--report", str(report), article, str(other))
        first, second = map(json.loads, report.read_text(encoding="utf-8").splitlines())
        assert first["file"] == article
        assert {part: [name["text"] for name in first[part]] for part in first if part != "file"} == {
            "changed": ["Sonexay Siphandone"],
            "unprinted": ["Bounleua Phandanouvong"],
            "near": ["Thongloun Simoulith"],
            "unlisted": ["Bounsavath Phetmixay"],
        }
        assert second["changed"] == []


def test_lines_are_few(tmp_path: Path) -> None:
    unprinted = [e for e in TABLE.entries if e.kind == "person" and e.latin and not e.vietnamese][:40]
    file = tmp_path / "a.txt"
    file.write_text("".join(f"Ông {e.latin} nói.\n" for e in unprinted), encoding="utf-8")
    lines = report_lines(revise(TABLE, str(file), reported=True), TABLE.entry)
    assert len(lines) == MOST_LINES + 1
    assert "more" in lines[-1]


def test_margins_of_word_documents_have_glosses_if_asked(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Thủ tướng Sonexay Siphandone đến.")
    document.sections[0].header.paragraphs[0].text = "Bộ trưởng Saleumxay Kommasith"
    document.sections[0].footer.paragraphs[0].text = "Ông Sonexay Siphandone"
    path = tmp_path / "a.docx"
    document.save(str(path))

    def glossed(*, margins: bool = False) -> tuple[str, str, str]:
        (tmp_path / "b.docx").write_bytes(revise(TABLE, str(path), options=StyleOptions(margins=margins)).new)
        new = docx.Document(str(tmp_path / "b.docx"))
        section = new.sections[0]
        return new.paragraphs[0].text, section.header.paragraphs[0].text, section.footer.paragraphs[0].text

    body = "Thủ tướng Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đến."
    assert glossed() == (body, "Bộ trưởng Saleumxay Kommasith", "Ông Sonexay Siphandone")
    with_margins = (body, "Bộ trưởng Saleumxay Kommasith (Xa-lởm-xay Côm-mạ-xít)", "Ông Sonexay Siphandone")
    assert glossed(margins=True) == with_margins

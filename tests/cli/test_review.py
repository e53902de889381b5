"""Documents under review on the command line: annotate --track-changes, check --comments."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from tenlao.cli.main import cli
from tests.documents.odt_files import body_in, odt
from tests.documents.word_files import of_body, part
from tests.documents.word_revisions import WORD, seen, text_of, xml_of

NAME = "Sonexay Siphandone"
TEXT = f"Thủ tướng {NAME} đến Hà Nội. Bà Xủn - thon Xay - nha - chắc và ông Sonexay Siphandnoe cùng đi."


def run(*arguments: str | Path, status: int = 0) -> Result:
    done = CliRunner().invoke(cli, [str(argument) for argument in arguments])
    assert done.exit_code == status, (done.output, done.exception)
    return done


def refusal(*arguments: str | Path) -> str:
    return run(*arguments, status=2).stderr.splitlines()[-1]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A Word document as Word itself makes them."""
    document = docx.Document()
    document.add_paragraph(TEXT)
    path = tmp_path / "report.docx"
    document.save(str(path))
    return path


class TestTrackChanges:
    @pytest.mark.parametrize("style", ["gloss", "vietnamese", "latin"])
    def test_all_accepted_is_annotated_and_all_rejected_is_as_it_was(self, report: Path, style: str) -> None:
        plain, tracked = report.with_name("plain.docx"), report.with_name("tracked.docx")
        run("annotate", "--style", style, report, "-o", plain)
        run("annotate", "--style", style, "--track-changes", "--author", "Biên tập", report, "-o", tracked)
        new = xml_of(tracked.read_bytes())
        assert {i.get(f"{WORD}author") for i in new.iter(f"{WORD}ins")} == {"Biên tập"}
        assert seen(new, "accept") == seen(xml_of(plain.read_bytes()), "accept")
        assert seen(new, "reject") == seen(xml_of(report.read_bytes()), "reject")
        assert text_of(seen(new, "accept")) == docx.Document(str(plain)).paragraphs[0].text

    def test_annotating_again_changes_nothing(self, report: Path) -> None:
        for file in (report, report.with_suffix(".odt")):
            if file.suffix == ".odt":
                file.write_bytes(odt(f"<text:p>{TEXT}</text:p>"))
            run("annotate", "-i", "--track-changes", file)
            once = file.read_bytes()
            run("annotate", "-i", "--track-changes", file)
            run("annotate", "-i", file)
            assert file.read_bytes() == once

    def test_the_journal_undoes_it(self, report: Path) -> None:
        old = report.read_bytes()
        journal = report.with_name("edits.jsonl")
        run("annotate", "-i", "--track-changes", "--edits", journal, report)
        assert "<w:ins " in part(report.read_bytes())
        run("annotate", "--undo", journal)
        assert report.read_bytes() == old

    def test_what_cannot_be_tracked_is_told_and_left(self, tmp_path: Path) -> None:
        file = tmp_path / "moved.docx"
        run_of = f"<w:r><w:t>Thủ tướng {NAME} đến.</w:t></w:r>"
        file.write_bytes(of_body(f'<w:p><w:moveTo w:id="1" w:author="B">{run_of}</w:moveTo></w:p>'))
        old = file.read_bytes()
        report = tmp_path / "report.jsonl"
        said = run("annotate", "-i", "--track-changes", "--report", report, file).stderr
        assert json.loads(report.read_text(encoding="utf-8"))["changed"] == []
        assert '"(Xỏn-xay Xỉ-phăn-đon)" is not set in text that was moved; change it by hand' in said
        assert file.read_bytes() == old

    def test_open_document_texts(self, tmp_path: Path) -> None:
        file = tmp_path / "report.odt"
        file.write_bytes(odt(f"<text:p>{TEXT}</text:p>"))
        run("annotate", "-i", "--track-changes", file)
        assert "<text:insertion>" in body_in(file.read_bytes())
        assert json.loads(run("find", file).stdout.splitlines()[0])["text"] == NAME

    def test_what_does_not_go_together(self, report: Path) -> None:
        text = report.with_name("a.txt")
        text.write_text(TEXT, encoding="utf-8")
        done = CliRunner().invoke(cli, ["annotate", "--track-changes", str(text)])
        assert "is of kind text, which has neither tracked changes nor comments" in done.stderr
        assert "--author goes with --track-changes" in refusal("annotate", "--author", "x", text)
        assert "style jsonl changes nothing" in refusal(
            "annotate", "--style", "jsonl", "--track-changes", report
        )
        assert "--undo changes files back" in refusal("annotate", "--undo", "x", "--track-changes")


class TestComments:
    def test_each_finding_is_a_comment_at_its_place_in_the_language_of_the_text(self, report: Path) -> None:
        new = report.with_name("new.docx")
        done = run("check", "--comments", "--author", "Soát lỗi", report, "-o", new, status=1)
        assert [line.split()[1] for line in done.stdout.splitlines()[::3]] == ["TL005", "TL003"]
        comments = xml_of(new.read_bytes(), "word/comments.xml")
        texts = ["".join(comment.itertext()) for comment in comments]
        assert texts == [
            'TL005: "Xủn - thon Xay - nha - chắc" trình bày khác với "Xủn-thon Xay-nha-chắc"; '
            "nên viết Xủn-thon Xay-nha-chắc (Nhân Dân)",
            'TL003: "Sonexay Siphandnoe" gần giống "Sonexay Siphandone", và chưa có nguồn nào in như vậy; '
            "nên viết Sonexay Siphandone (Nhân Dân)",
        ]
        assert {comment.get(f"{WORD}author") for comment in comments} == {"Soát lỗi"}
        assert docx.Document(str(new)).paragraphs[0].text == TEXT

    def test_comments_are_set_once(self, report: Path) -> None:
        run("check", "--comments", "-i", report, status=1)
        once = report.read_bytes()
        run("check", "--comments", "-i", report, status=1)
        assert report.read_bytes() == once
        with zipfile.ZipFile(io.BytesIO(once)) as file:
            assert file.testzip() is None

    def test_english_texts_get_english_comments(self, tmp_path: Path) -> None:
        file = tmp_path / "a.odt"
        file.write_bytes(odt("<text:p>Prime Minister Sonexay Siphandnoe of Laos arrived on Monday.</text:p>"))
        run("check", "--comments", "-i", file, status=1)
        assert "is nearly &quot;" in body_in(file.read_bytes()).replace('"Sonexay', "&quot;Sonexay")

    def test_what_has_no_comments_is_told(self, tmp_path: Path) -> None:
        file = tmp_path / "a.odt"
        file.write_bytes(odt("<text:p>Lào</text:p>", "<text:p>Ông Sonexay Siphandnoe, Lào</text:p>"))
        said = run("check", "--comments", "-i", file, status=1).stderr
        assert 'no comment is set on "Sonexay Siphandnoe" in a header or footer' in said

    def test_what_does_not_go_together(self, report: Path) -> None:
        assert "--comments takes -i, or else -o FILE" in refusal("check", "--comments", report)
        assert "--comments takes -i, or else -o FILE" in refusal(
            "check", "--comments", "-i", "-o", "x", report
        )
        assert "--comments goes without --fix" in refusal("check", "--comments", "-i", "--fix", report)
        assert "-i and -o go with --comments" in refusal("check", "-i", report)
        assert "--author goes with --comments" in refusal("check", "--author", "x", report)
        assert "-i needs files" in refusal("check", "--comments", "-i", "-")
        assert "-o takes one FILE" in refusal("check", "--comments", "-o", "x", report, report)
        same = CliRunner().invoke(cli, ["check", "--comments", "-o", str(report), str(report)])
        assert "is the input itself" in str(same.exception)

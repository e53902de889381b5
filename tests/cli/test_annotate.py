"""The command `tenlao annotate`: styles, previews, files changed in place, and changed back."""

import os
import re
from pathlib import Path

import pytest

from tests.cli.running import (
    ARTICLE,
    AS_ROOT,
    GLOSSED,
    LATIN_1,
    NOT_UTF_8,
    TEXT,
    lines_of_json,
    run,
)


class TestAnnotate:
    def test_prints_the_new_text(self, file: Path) -> None:
        assert run("annotate", file) == (GLOSSED, "")
        assert run("annotate", "-", given=TEXT) == (GLOSSED, "")
        assert run("annotate", "-", "-o", "-", given=TEXT) == (GLOSSED, "")
        assert file.read_bytes() == TEXT.encode()

    def test_prints_several_texts_in_order(self, file: Path, bad_file: Path) -> None:
        out, err = run("annotate", "-", bad_file, file, given="Hà Nội, ", status=2)
        assert out == "Hà Nội, " + GLOSSED
        assert err == f"tenlao: {bad_file}:1: {NOT_UTF_8}\ntenlao: 1 of 3 files could not be used\n"

    def test_keeps_line_ends_and_byte_order_mark(self, file: Path) -> None:
        text = "\ufeff" + TEXT.replace("\n", "\r\n")
        assert run("annotate", "-", given=text)[0] == "\ufeff" + GLOSSED.replace("\n", "\r\n")

    def test_changes_files_in_place(self, file: Path, bad_file: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.txt"
        link.symlink_to(file.name)
        file.chmod(0o640)
        out, err = run("annotate", "-i", bad_file, link, tmp_path / "none.txt", status=2)
        assert out == ""
        assert err.splitlines() == [
            f"tenlao: {bad_file}:1: {NOT_UTF_8}",
            f"tenlao: {tmp_path / 'none.txt'}: no such file or folder; check the path",
            "tenlao: 2 of 3 files could not be used",
        ]
        assert file.read_bytes() == GLOSSED.encode()
        assert file.stat().st_mode & 0o777 == 0o640
        assert link.is_symlink()
        assert bad_file.read_bytes() == LATIN_1
        assert sorted(os.listdir(tmp_path)) == ["link.txt", "old.txt", "text.txt"]
        before = file.stat()
        assert run("annotate", "-i", file) == ("", "")
        assert file.stat().st_mtime_ns == before.st_mtime_ns

    @pytest.mark.skipif(AS_ROOT, reason="root may do anything")
    def test_reports_files_it_may_not_read_or_write(self, file: Path) -> None:
        file.chmod(0o400)
        assert "is read-only" in run("annotate", "-i", file, status=2)[1]
        file.chmod(0o000)
        assert "cannot be read: Permission denied" in run("annotate", file, status=2)[1]
        other = file.with_name("other.txt")
        other.write_text(TEXT, "utf-8")
        assert run("annotate", "-i", file, other, status=2)[1].count("\n") == 2
        assert other.read_text("utf-8") == GLOSSED

    def test_writes_to_another_file(self, file: Path, tmp_path: Path) -> None:
        new = tmp_path / "new.txt"
        assert run("annotate", file, "-o", new) == ("", "")
        assert new.read_bytes() == GLOSSED.encode()
        assert file.read_bytes() == TEXT.encode()

    def test_writes_nothing_where_the_input_is_bad(self, bad_file: Path, tmp_path: Path) -> None:
        new = tmp_path / "new.txt"
        run("annotate", bad_file, "-o", new, status=2)
        assert not new.exists()
        new.write_text("old")
        run("annotate", bad_file, "-o", new, status=2)
        assert new.read_text() == "old"

    def test_refuses_to_write_over_its_input(self, file: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.txt"
        link.symlink_to(file.name)
        _, err = run("annotate", file, "-o", link, status=2)
        assert err == f"tenlao: {link}: is the input itself; use -i to change it in place\n"
        assert file.read_bytes() == TEXT.encode()

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
    def test_refuses_to_write_to_what_is_no_file(self, file: Path, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        _, err = run("annotate", file, "-o", pipe, status=2)
        assert err == f"tenlao: {pipe}: is not a regular file; give a file, or write to standard output\n"

    def test_reads_documents_by_their_names_or_as_told(self, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        page.write_text("<p>Ông <b>Sonexay</b> Siphandone &amp; <!-- Thongloun Sisoulith --></p>", "utf-8")
        glossed = (
            "<p>Ông <b>Sonexay</b> Siphandone (Xỏn-xay Xỉ-phăn-đon) &amp; <!-- Thongloun Sisoulith --></p>"
        )
        assert run("annotate", page) == (glossed, "")
        assert run("annotate", "--as", "html", "-", given=page.read_bytes()) == (glossed, "")
        (mention,) = lines_of_json(run("find", page)[0])
        assert mention["text"].replace("\u2060", "") == "Sonexay Siphandone"
        (mention,) = lines_of_json(run("find", "--as", "text", page)[0])
        assert mention["text"] == "Thongloun Sisoulith"

    def test_reads_and_writes_the_encoding_that_is_named(self, bad_file: Path) -> None:
        bad_file.write_bytes(b"\xeb Vi\xaang Ch\xa8n.")
        out, _ = run("find", "--encoding", "tcvn3", bad_file)
        assert [mention["id"] for mention in lines_of_json(out)] == ["vientiane"]
        run("annotate", "-i", "--style", "latin", "--encoding", "tcvn3", bad_file)
        assert bad_file.read_bytes() == b"\xeb Vientiane."

    def test_glosses_the_example(self) -> None:
        text = ARTICLE.read_text(encoding="utf-8")
        out, _ = run("annotate", ARTICLE)
        assert out != text
        for gloss in (
            "SOUNTHONE XAYACHACK (Xủn-thon Xay-nha-chắc)",
            "Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) tặng",
            "Savannakhet (Xa-vẳn-na-khệt)",
            "Khăm-phau Ơn-thạ-văn (Khamphao Ernthavanh)",
            "ທອງສະຫວັນ ພົມວິຫານ (Thongsavanh Phomvihane)",
        ):
            assert gloss in out
            out = out.replace(gloss, gloss[: gloss.index(" (")] + gloss[gloss.index(")") + 1 :])
        joined = "Saleumxay Kommasith (Xa-lởm-xay Côm-mạ-xít; dẫn đầu đoàn Lào)"
        assert joined in out
        assert out.replace(joined, joined.replace("Xa-lởm-xay Côm-mạ-xít; ", "")) == text


class TestStyles:
    def test_put_names_into_one_writing(self) -> None:
        assert run("annotate", "--style", "vietnamese", "-", given=TEXT)[0] == (
            "Thủ tướng Xỏn-xay Xỉ-phăn-đon đến Hà Nội.\n"
        )
        assert run("annotate", "--style", "latin", "-", given=TEXT)[0] == TEXT

    def test_change_first_mentions_or_every_mention(self) -> None:
        assert run("annotate", "--every", "-", given=TEXT * 2)[0] == GLOSSED * 2
        assert run("annotate", "--first", "-", given=TEXT * 2)[0] == GLOSSED + TEXT
        rendered = run("annotate", "--first", "--style", "vietnamese", "-", given=TEXT * 2)[0]
        assert rendered.count("Xỏn-xay") == rendered.count("Sonexay") == 1

    def test_mark_names_in_web_pages_and_texts(self, file: Path, tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        page.write_text(f"<p>{TEXT}</p>", "utf-8")
        run("annotate", "-i", "--style", "html", page)
        once = page.read_text("utf-8")
        assert re.fullmatch(r"<p>Thủ tướng <mark [^>]*>Sonexay Siphandone</mark> đến Hà Nội\.\n</p>", once)
        run("annotate", "-i", "--style", "html", page)
        assert page.read_text("utf-8") == once
        assert "<mark" in run("annotate", "--style", "html", file)[0]
        _, err = run("annotate", "-i", "--style", "html", file, status=2)
        assert "would be a web page under the name of a text" in err
        subtitles = tmp_path / "film.srt"
        subtitles.write_text("1\n00:00:01,000 --> 00:00:02,000\n" + TEXT, "utf-8")
        assert "not for subtitles" in run("annotate", "--style", "html", subtitles, status=2)[1]

    def test_print_mentions_apart_from_the_text(self, file: Path, tmp_path: Path) -> None:
        (mention,) = lines_of_json(run("annotate", "--style", "jsonl", file)[0])
        (found,) = lines_of_json(run("find", file)[0])
        forms = {
            "latin": "Sonexay Siphandone",
            "vietnamese": "Xỏn-xay Xỉ-phăn-đon",
            "lao": "ສອນໄຊ ສີພັນດອນ",
        }
        assert mention == found | forms
        run("annotate", "--style", "jsonl", file, "-o", tmp_path / "mentions.jsonl")
        assert lines_of_json((tmp_path / "mentions.jsonl").read_text("utf-8")) == [mention]
        first, second = lines_of_json(run("annotate", "--style", "jsonl", file, "-", given=TEXT)[0])
        assert (first["file"], second["file"]) == (str(file), "-")

    def test_use_forms_of_a_publisher(self, file: Path) -> None:
        text = "ông Chăn-xạ-mỏn Chăn-nha-lạt"
        preferred = run("annotate", "--style", "latin", "--prefer", "quan-doi-nhan-dan", "-", given=text)[0]
        assert preferred == "ông Chansamone Channhalat"
        _, err = run("annotate", "--prefer", "Nhan Dann", file, file, status=2)
        assert err.startswith(
            'tenlao: the table cites nothing published by "Nhan Dann"; did you mean Nhân Dân'
        )
        assert err.count("\n") == 1

    def test_leave_weak_mentions_alone(self) -> None:
        text = "Thủ tướng Sonexay Sifandon."
        assert "(" in run("annotate", "-", given=text)[0]
        assert run("annotate", "--min-score", "100", "-", given=text)[0] == text

    def test_leave_a_gloss_of_somebody_else_alone_and_report_it(self, tmp_path: Path) -> None:
        file = tmp_path / "text.txt"
        file.write_text("Hà Nội\nÔng Sonexay Siphandone (Thoong-lun Xi-xu-lít)\n", "utf-8")
        said = '"Sonexay Siphandone" bears the gloss "Thoong-lun Xi-xu-lít", a name of Thongloun Sisoulith'
        for style in ("gloss", "vietnamese", "latin"):
            out, err = run("annotate", "--style", style, file)
            assert out == file.read_text("utf-8")
            assert err == f"tenlao: {file}:2: {said}; left as it is\n"

    def test_tell_in_vietnamese_what_is_left_alone_if_asked(self) -> None:
        text = "Ông Thongloun Simoulith gặp ông Bounleua Phandanouvong. Bà Pany Yathotou (Xủn-thon Xay-nha-chắc) nói."
        _, err = run("annotate", "--lang", "vi", "-", given=text)
        assert len(err.splitlines()) == 3
        for said in (
            'gần giống "Thongloun Sisoulith"',
            "gợi ý: Bun-lửa",
            'có lời chú "Xủn-thon Xay-nha-chắc"',
        ):
            assert said in err


class TestPreview:
    def test_as_a_diff_changes_nothing(self, file: Path) -> None:
        for arguments in (["--diff"], ["--diff", "-i"]):
            out, _ = run("annotate", *arguments, file)
            name = file.relative_to(file.anchor).as_posix()
            assert out == f"--- a/{name}\n+++ b/{name}\n@@ -1,1 +1,1 @@\n-{TEXT}+{GLOSSED}"
            assert file.read_bytes() == TEXT.encode()
        assert run("annotate", "--diff", "--style", "latin", file)[0] == ""

    def test_as_counts_changes_nothing(self, file: Path, tmp_path: Path) -> None:
        other = tmp_path / "other.txt"
        other.write_text("Hà Nội\n", "utf-8")
        assert run("annotate", "-i", "--dry-run", tmp_path)[0] == f"{other}: 0 changes\n{file}: 1 change\n"
        assert file.read_bytes() == TEXT.encode()


class TestUndo:
    def test_gives_back_every_byte(self, tmp_path: Path) -> None:
        contents = {
            "a.txt": ("\ufeff" + TEXT * 2).replace("\n", "\r\n").encode(),
            "b.html": "<p>Ông <b>Son</b>exay Siphandone (Xỏn-xay Xỉ-phăn-đon) &amp; c&#244;ng</p>".encode(),
            "c.txt": TEXT.encode("utf-16"),
            "d.txt": b"nothing to be changed",
        }
        for style in ("gloss", "vietnamese", "latin", "html"):
            for name, content in contents.items():
                (tmp_path / name).write_bytes(content)
            files = [tmp_path / name for name in contents if style != "html" or name == "b.html"]
            journal = tmp_path / f"{style}.jsonl"
            run("annotate", "-i", "--style", style, "--edits", journal, *files)
            changed = [
                name for name, content in contents.items() if (tmp_path / name).read_bytes() != content
            ]
            assert len(changed) == (journal.read_bytes().count(b"\n") - 1 if journal.exists() else 0)
            if changed:
                assert run("annotate", "--undo", journal) == ("", "")
                assert run("annotate", "--undo", journal) == ("", "")
            assert {name: (tmp_path / name).read_bytes() for name in contents} == contents

    def test_stays_in_the_folder_of_the_journal(self, tmp_path: Path) -> None:
        (tmp_path / "sent").mkdir()
        file, journal = tmp_path / "text.txt", tmp_path / "sent" / "edits.jsonl"
        file.write_text(TEXT, "utf-8")
        run("annotate", "-i", "--edits", journal, file)
        changed = file.read_bytes()
        assert "is outside the folder of the journal" in run("annotate", "--undo", journal, status=2)[1]
        assert file.read_bytes() == changed
        run("annotate", "--undo", journal, "--root", tmp_path)
        assert file.read_text("utf-8") == TEXT
        run("annotate", "-i", "--edits", journal, file)
        run("annotate", "--undo", journal, file)
        assert file.read_text("utf-8") == TEXT

    @pytest.mark.parametrize("content", ["my notes", TEXT, "x\n" * 3])
    def test_leaves_what_is_no_journal_as_it_is(self, file: Path, tmp_path: Path, content: str) -> None:
        other, before = tmp_path / "notes.txt", file.read_bytes()
        other.write_text(content, "utf-8")
        said = run("annotate", "-i", "--edits", other, file, status=2)[1]
        assert said == f"tenlao: {other}:1: is no line of a journal of edits; give another file\n"
        run("annotate", "-i", "--edits", file, file, status=2)
        assert (other.read_text("utf-8"), file.read_bytes()) == (content, before)

    def test_takes_no_file_for_two_things(self, file: Path, tmp_path: Path) -> None:
        before = file.read_bytes()
        link, new = tmp_path / "link.txt", tmp_path / "new.txt"
        os.link(file, link)
        for options in (
            ["-i", "--edits", link],
            ["-o", new, "--edits", new],
            ["-i", "--backup=.old", "--edits", f"{file}.old"],
        ):
            assert "is given for two things" in run("annotate", *options, file, status=2)[1]
        assert file.read_bytes() == before
        assert sorted(tmp_path.iterdir()) == sorted([file, link])

    def test_of_several_runs_goes_back_to_the_first(self, file: Path, tmp_path: Path) -> None:
        journal = tmp_path / "edits"
        for style in ("gloss", "vietnamese", "latin", "gloss"):
            run("annotate", "-i", "--style", style, "--edits", journal, file)
        assert journal.read_bytes().count(b"\n") == 1 + 4
        run("annotate", "--undo", journal, "--backup=.new", file)
        assert file.read_bytes() == TEXT.encode()
        assert (tmp_path / "text.txt.new").read_bytes() == GLOSSED.encode()

    def test_refuses_a_file_that_has_changed_since(self, file: Path, tmp_path: Path) -> None:
        journal, other = tmp_path / "edits", tmp_path / "other.txt"
        other.write_bytes(TEXT.encode())
        run("annotate", "-i", "--edits", journal, file, other)
        file.write_bytes(file.read_bytes() + b"!")
        _, err = run("annotate", "--undo", journal, status=2)
        assert err.splitlines() == [
            f"tenlao: {os.path.relpath(file)}: is not what {journal} tells of, and is left as it is; "
            "undo what was changed since",
            "tenlao: 1 of 2 files could not be used",
        ]
        assert file.read_bytes() == GLOSSED.encode() + b"!"
        assert other.read_bytes() == TEXT.encode()

    def test_of_what_was_printed_needs_to_be_told_where_it_is(self, file: Path, tmp_path: Path) -> None:
        journal, new = tmp_path / "edits", tmp_path / "new.txt"
        out, _ = run("annotate", "--edits", journal, file)
        assert "changes that were printed" in run("annotate", "--undo", journal, status=2)[1]
        assert run("annotate", "--undo", journal, "-", given=out) == (TEXT, "")
        new.write_bytes(out.encode())
        run("annotate", "--undo", journal, new)
        assert new.read_bytes() == TEXT.encode()

    def test_of_what_was_written_elsewhere_is_made_there(self, file: Path, tmp_path: Path) -> None:
        journal, new = tmp_path / "edits", tmp_path / "new.txt"
        run("annotate", "--edits", journal, file, "-o", new)
        assert new.read_bytes() == GLOSSED.encode()
        run("annotate", "--undo", journal)
        assert new.read_bytes() == TEXT.encode()

    def test_says_that_a_journal_was_cut_off(self, file: Path, tmp_path: Path) -> None:
        journal = tmp_path / "edits"
        run("annotate", "-i", "--edits", journal, file)
        journal.write_bytes(journal.read_bytes()[:-20])
        assert f"{journal}:2: was cut off" in run("annotate", "--undo", journal)[1]
        assert file.read_bytes() == GLOSSED.encode()

    def test_refuses_what_is_no_journal(self, file: Path, tmp_path: Path) -> None:
        assert "no such file" in run("annotate", "--undo", tmp_path / "none", status=2)[1]
        assert f"{file}:1: is no line of a journal" in run("annotate", "--undo", file, status=2)[1]
        assert file.read_bytes() == TEXT.encode()

    def test_keeps_a_backup_if_asked(self, file: Path) -> None:
        run("annotate", "-i", "--backup", file)
        assert file.with_name("text.txt~").read_bytes() == TEXT.encode()
        assert file.read_bytes() == GLOSSED.encode()

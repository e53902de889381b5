"""Kinds of documents: which one a file is, how it is read, and what is wrong with files."""

import io
import os
import sys
from pathlib import Path

import pytest

from tenlao import Edit, TenlaoError
from tenlao.documents import formats
from tenlao.documents.formats import KINDS, document_in, kind_of, read_document, restored
from tests.documents.odt_files import odt
from tests.documents.reading import NAME, ReadAs


class TestFiles:
    def test_kind_is_that_of_the_name(self) -> None:
        names = [
            "a",
            "a.txt",
            "a.TEXT",
            "a.md",
            "a.Markdown",
            "a.html",
            "a.HTM",
            "a.xhtml",
            "a.docx",
            "a.srt",
            "a.vtt",
            "a.xlf",
            "a.sdlxliff",
            "a.tmx",
            "a.po",
        ]
        kinds = ["text"] * 3 + ["markdown"] * 2 + ["html"] * 3 + ["docx"] + ["subtitles"] * 2
        kinds += ["xliff"] * 2 + ["tmx", "po"]
        assert [kind_of(name) for name in names] == kinds

    def test_kind_may_be_given(self, read_as: ReadAs) -> None:
        assert read_as("a.html", "<p>x").kind == "html"
        assert read_as("a.html", "<p>x", kind="text").text == "<p>x"
        with pytest.raises(
            TenlaoError, match='unknown kind of document "pdf"; use text, markdown, html, docx, odt, sub'
        ):
            read_as("a.html", "<p>x", kind="pdf")

    def test_standard_input_is_text_unless_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for kind, seen_text in ((None, "<p>x"), ("html", "\n\n\nx")):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<p>x")))
            assert read_document("-", kind).text == seen_text

    def test_what_is_wrong_is_told_with_the_file(self, tmp_path: Path, read_as: ReadAs) -> None:
        for path, message in (
            (tmp_path / "none.html", "no such file or folder; check the path"),
            (tmp_path, "is a directory; give a file"),
        ):
            with pytest.raises(TenlaoError) as caught:
                read_document(str(path))
            assert str(caught.value) == f"{path}: {message}"
        with pytest.raises(TenlaoError, match=r"a\.txt:2: is not UTF-8 at byte 2"):
            read_as("a.txt", b"a\n\xff")

    @pytest.mark.parametrize(
        ("name", "content", "advice"),
        [
            ("a.doc", b"", "save it as .docx"),
            ("a.rtf", b"{\\rtf1 Lao}", "save it as .docx"),
            ("a.pdf", b"%PDF-1.4", "copy its text"),
            ("a.xls", b"", "save the sheet as .csv"),
            ("a.txt", b"%PDF-1.4", "copy its text"),
            ("a", b"{\\rtf1 Lao}", "save it as .docx"),
            ("a.md", b"PK\x03\x04", "name it .docx"),
            ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        ],
    )
    def test_what_is_not_read_is_refused_with_what_to_do(
        self, tmp_path: Path, name: str, content: bytes, advice: str
    ) -> None:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(TenlaoError, match=rf"which is not read( as a text)?; {advice}"):
            read_document(str(tmp_path / name))

    def test_a_text_with_an_odd_name_is_read_as_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.doc").write_bytes(b"Lao")
        assert read_document(str(tmp_path / "a.doc"), "text").text == "Lao"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes")
    def test_a_pipe_is_refused(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(TenlaoError) as caught:
            read_document(str(tmp_path / "pipe"))
        assert caught.value.message == 'is not a regular file; pipe its content in and give "-"'

    def test_a_file_that_is_too_large_is_refused(
        self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(formats, "LARGEST_FILE", 1 << 20)
        read_as("a.txt", b"x" * (1 << 20))
        with pytest.raises(TenlaoError, match=r"a\.txt: is larger than 1 MB; split it"):
            read_as("a.txt", b"x" * ((1 << 20) + 1))

    def test_lines_are_those_of_the_file(self, read_as: ReadAs) -> None:
        document = read_as("a.html", f"<p\n>\n<!--\n-->\n{NAME}")
        assert document.line(document.text.index(NAME)) == 5

    def test_data_of_another_file_are_refused(self) -> None:
        for changes in ([[0, 9, ""]], [[3, 2, ""]], [[2, 3, ""], [0, 1, ""]], [[0, 1, "?"]]):
            with pytest.raises(ValueError, match=r".*"):
                restored(b"Laos", {"changes": changes})


def test_every_kind_is_read(read_as: ReadAs, article: bytes) -> None:
    contents = dict.fromkeys(KINDS, b"a") | {"docx": article, "odt": odt("<text:p>a</text:p>")}
    contents |= {"xliff": b"<xliff/>", "tmx": b"<tmx/>", "po": b'msgid "a"'}
    for kind in KINDS:
        document = read_as("a", contents[kind], kind=kind)
        assert document.kind == kind
        assert document.original == contents[kind]


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("a.html", "<p>Ông <ວຽງຈັນ> đi", "<p>Ông &lt;Vientiane> đi"),
        ("a.md", "Ông <ວຽງຈັນ> đi", r"Ông \<Vientiane> đi"),
        ("a.md", r"Ông \<ວຽງຈັນ> đi", r"Ông \<Vientiane> đi"),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<ວຽງຈັນ> đi", None),
        ("a.txt", "Ông <ວຽງຈັນ> đi", "Ông <Vientiane> đi"),
    ],
)
def test_a_sign_before_a_name_does_not_become_that_of_a_tag(
    name: str, source: str, expected: str | None
) -> None:
    document = document_in(source.encode(), name)
    start = document.text.index("ວຽງຈັນ")
    edits = [Edit(start, start + len("ວຽງຈັນ"), "ວຽງຈັນ", "Vientiane")]
    new = document.edited(edits)
    assert restored(new, document.restore_data(edits)) == document.original
    assert expected in (None, new.decode())
    assert "Vientiane> đi" in document_in(new, name).text.replace("\u2060", "")

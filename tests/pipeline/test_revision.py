"""Whole documents put into a house style: all kinds, twice as once, undone byte for byte."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tenlao
from tenlao import TenlaoError
from tenlao.documents.formats import restored
from tenlao.documents.reviewing import Reviewer
from tenlao.pipeline.revision import Revision, revise
from tenlao.styles.options import StyleKeywords, StyleOptions
from tenlao.styles.registry import Style
from tenlao.text.edits import apply_edits

if TYPE_CHECKING:
    from typing_extensions import Unpack

TABLE = tenlao.load()
STYLES: tuple[Style, ...] = ("gloss", "vietnamese", "latin", "html")
EXTENSIONS = {"text": "txt", "markdown": "md", "html": "html", "subtitles": "srt"}

HTML = """\
<!DOCTYPE html>
<html><head><title>Sonexay Siphandone &ndash; Lào</title><style>b { content: "Sonexay Siphandone" }</style></head>
<body>
<h1>Thủ tướng Sonexay Siphandone thăm Hà Nội</h1>
<p>Sáng 9/1, Thủ tướng <a href="/sonexay-siphandone" title="Sonexay Siphandone">Sonexay <b>Siphandone</b></a> gặp ông
<span class="a-very-long-class-name that-takes-many-characters">Saleumxay</span> Kommasith (Xa-lởm-xay
C&ocirc;m-mạ-xít) ở Vi&ecirc;ng Ch&#259;n.<br>Ông Saleumxay &amp; đoàn đi <code>Savannakhet</code>, Savannakhet.
<p>Ông Sonexay nói. <!-- Thongloun Sisoulith --> Tổng Bí thư Thongloun<br/>Sisoulith gửi thư.
</body></html>
"""
MARKDOWN = """\
---
title: Sonexay Siphandone
---
# Thủ tướng Sonexay Siphandone

Thủ tướng **Sonexay** Siphandone gặp ông *Saleumxay Kommasith* (Xa-lởm-xay Côm-mạ-xít), xem
[Sonexay Siphandone](https://example.org/Sonexay_Siphandone "Sonexay Siphandone") và `Savannakhet`.

    Thongloun Sisoulith

- Ông Sonexay đến Viêng Chăn \\
  và Savannakhet.
"""
SUBTITLES = """\
1
00:00:01,000 --> 00:00:04,000
<i>Thủ tướng Sonexay
Siphandone</i> đến

2
00:00:05,000 --> 00:00:08,000
Ông Sonexay gặp ông Saleumxay Kommasith.
"""
TEXT = "\ufeffThủ tướng Sonexay Siphandone & ông Saleumxay\r\nKommasith (Xa-lởm-xay Côm-mạ-xít)."
CONTENTS = {
    "text": TEXT.encode(),
    "markdown": MARKDOWN.encode(),
    "html": HTML.encode("utf-16"),
    "subtitles": SUBTITLES.replace("\n", "\r\n").encode(),
}


def revised(
    path: Path,
    content: bytes,
    style: Style,
    encoding: str | None = None,
    **options: Unpack[StyleKeywords],
) -> Revision:
    path.write_bytes(content)
    return revise(TABLE, str(path), encoding=encoding, style=style, options=StyleOptions(**options))


def check(path: Path, content: bytes, style: Style, **options: Unpack[StyleKeywords]) -> Revision:
    """Put a document into a style; the same again changes nothing, and the change can be undone."""
    revision = revised(path, content, style, None, **options)
    assert restored(revision.new, revision.restore) == revision.old == content
    again = revised(path, revision.new, style, None, **options)
    assert (again.new, list(again.edits)) == (revision.new, [])
    return revision


@pytest.mark.parametrize(
    ("kind", "style"), [(k, s) for k in EXTENSIONS for s in STYLES if s != "html" or k != "subtitles"]
)
@pytest.mark.parametrize("every", [None, True, False])
def test_documents_of_each_kind_in_each_style(
    kind: str, style: Style, every: bool | None, tmp_path: Path
) -> None:
    revision = check(tmp_path / f"a.{EXTENSIONS[kind]}", CONTENTS[kind], style, every=every)
    assert revision.kind == kind
    assert revision.edits or style == "latin"


class TestPages:
    def test_get_glosses_in_their_prose_only(self, tmp_path: Path) -> None:
        new = revised(tmp_path / "a.html", HTML.encode(), "gloss").new.decode()
        assert "<h1>Thủ tướng Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) thăm" in new
        assert "Thongloun<br/>Sisoulith (Thoong-lun Xi-xu-lít) gửi" in new
        assert "<code>Savannakhet</code>, Savannakhet (Xa-vẳn-na-khệt)." in new
        undone = re.sub(r" \((?:Xỏn-xay|Thoong-lun|Xa-vẳn)[^)]*\)", "", new)
        assert undone == HTML

    def test_keep_their_markup_when_names_are_replaced(self, tmp_path: Path) -> None:
        new = revised(tmp_path / "a.html", HTML.encode(), "vietnamese").new.decode()
        assert re.findall("<[^>]*>", new) == re.findall("<[^>]*>", HTML)
        assert "Siphandone" not in re.sub("<style>.*?</style>|<title>.*?</title>|<[^>]*>", "", new)
        assert "Saleumxay" not in re.sub("<[^>]*>", "", new)

    def test_are_marked_in_well_formed_pieces(self, tmp_path: Path) -> None:
        new = revised(tmp_path / "a.html", HTML.encode(), "html").new.decode()
        assert re.sub(r"<mark data-entry=[^>]*>|</mark>", "", new) == HTML
        assert '">Sonexay</mark> <b><mark data-entry="sonexay-siphandone"' in new
        assert re.search(r"<mark [^>]*>Vi&ecirc;ng Ch&#259;n</mark>\.<br>", new)
        for element in re.findall(r"<mark [^>]*>(.*?)</mark>", new):
            assert "<" not in element


def test_word_documents(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_heading("Thủ tướng Sonexay Siphandone thăm Hà Nội")
    paragraph = document.add_paragraph("Thủ tướng ")
    for part, bold in (
        ("Sone", True),
        ("xay Siphan", False),
        ("done", True),
        (" (Thoong-lun Xi-xu-lít) đến.", False),
    ):
        paragraph.add_run(part).bold = bold
    document.add_table(1, 2).rows[0].cells[1].text = "Saleumxay Kommasith (Xa-lởm-xay Côm-mạ-xít)"
    path = tmp_path / "a.docx"
    document.save(str(path))
    content = path.read_bytes()
    for style in ("gloss", "vietnamese", "latin"):
        revision = check(path, content, style)
        assert "a.docx: " in revision.doubts[0]
        assert len(revision.doubts) == 1
    path.write_bytes(revised(path, content, "vietnamese").new)
    assert docx.Document(str(path)).tables[0].cell(0, 1).text == "Xa-lởm-xay Côm-mạ-xít"
    with pytest.raises(TenlaoError, match="not for docx"):
        revised(path, content, "html")


RENDERED = {"Sonexay Siphandone": "Xỏn-xay Xỉ-phăn-đon", "Saleumxay Kommasith": "Xa-lởm-xay Côm-mạ-xít"}


class TestTrackedChanges:
    """What cannot be tracked is left as it was, is told, and is not reported as changed."""

    @staticmethod
    def tracked(path: Path, style: Style, *paragraphs: str) -> Revision:
        from tests.documents.word_files import of_body

        path.write_bytes(of_body("".join(paragraphs)))
        reviewer = Reviewer("Biên tập", datetime(2026, 1, 1))
        return revise(TABLE, str(path), style=style, reported=True, with_diff=True, reviewer=reviewer)

    @staticmethod
    def paragraph(name: str, moved: bool = False) -> str:
        run = f"<w:r><w:t>Ông {name} nói.</w:t></w:r>"
        return (
            f'<w:p><w:moveTo w:id="1" w:author="B">{run}</w:moveTo></w:p>' if moved else f"<w:p>{run}</w:p>"
        )

    @pytest.mark.parametrize("style", ["gloss", "vietnamese"])
    @pytest.mark.parametrize("moved_first", [True, False])
    @pytest.mark.parametrize("first", RENDERED)
    def test_one_is_made_and_one_is_left(
        self, tmp_path: Path, style: Style, moved_first: bool, first: str
    ) -> None:
        second = next(name for name in RENDERED if name != first)
        made, left = (second, first) if moved_first else (first, second)
        revision = self.tracked(
            tmp_path / "a.docx",
            style,
            self.paragraph(first, moved_first),
            self.paragraph(second, not moved_first),
        )
        assert [(name.text, name.offset) for name in revision.report.changed] == [
            (made, revision.text.index(made))
        ]
        (edit,) = revision.edits
        assert edit.new.strip(" ()") == RENDERED[made]
        shown = f"({RENDERED[left]})" if style == "gloss" else RENDERED[left]
        assert revision.doubts == [
            f'{tmp_path / "a.docx"}: "{shown}" is not set in text that was moved; change it by hand'
        ]
        assert RENDERED[made] in revision.diff
        assert RENDERED[left] not in revision.diff
        assert restored(revision.new, revision.restore) == revision.old

    def test_where_nothing_can_be_made_nothing_is_reported(self, tmp_path: Path) -> None:
        revision = self.tracked(tmp_path / "a.docx", "gloss", *(self.paragraph(n, True) for n in RENDERED))
        assert revision.report.changed == ()
        assert (revision.new, list(revision.edits), len(revision.doubts)) == (revision.old, [], 2)


def test_what_comes_of_a_marked_page_counts_in_its_source(tmp_path: Path) -> None:
    path = tmp_path / "page"
    path.write_text(HTML, encoding="utf-8")
    revision = revise(TABLE, str(path), kind="html", style="html", with_diff=True)
    assert (revision.file, revision.kind, revision.style) == (str(path), "html", "html")
    assert revision.text == HTML
    assert apply_edits(HTML, revision.edits).encode() == revision.new
    added = "".join(line for line in revision.diff.splitlines() if line.startswith("+"))
    assert '<mark data-entry="sonexay-siphandone"' in added


def test_what_cannot_be_reviewed_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(TenlaoError, match="neither tracked changes nor comments") as caught:
        revise(TABLE, str(path), reviewer=Reviewer("Biên tập", datetime(2026, 1, 1)))
    assert caught.value.file == str(path)


def test_names_are_reported_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Hà Nội.\nÔng Sonexay Siphandone\nvà ông Somphone Vongsay ở Lào.\n", encoding="utf-8")
    revision = revise(TABLE, str(path), reported=True)
    assert [(name.text, revision.lines[name.offset]) for name in revision.report.all_names()] == [
        ("Sonexay Siphandone", 2),
        ("Somphone Vongsay", 3),
    ]
    assert revision.encoding == "utf-8"
    assert revision.diff == ""
    assert revise(TABLE, str(path)).lines == {}


def test_margins_get_no_glosses_if_they_are_not_wanted(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Ông Sonexay Siphandone đến.")
    document.sections[0].footer.paragraphs[0].text = "Ông Saleumxay Kommasith viết."
    path = tmp_path / "a.docx"
    document.save(str(path))
    content = path.read_bytes()
    assert len(revised(path, content, "gloss", margins=True).edits) == 2
    (edit,) = revised(path, content, "gloss", margins=False).edits
    assert "Xỏn-xay" in edit.new
    # What replaces names replaces them everywhere.
    assert len(revised(path, content, "vietnamese", margins=False).edits) == 2


def test_marks_are_for_documents_that_can_have_them(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    with pytest.raises(TenlaoError) as caught:
        revised(path, SUBTITLES.encode(), "html")
    assert str(caught.value) == (
        f"{path}: style html is for documents of kind text, markdown, html, not for subtitles"
    )


def test_letters_that_an_encoding_lacks_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(TenlaoError, match=r"a\.txt: .*iso8859-1 has no") as caught:
        revised(path, b"Sonexay Siphandone", "vietnamese", encoding="latin-1")
    assert caught.value.file == str(path)


def test_doubts_name_the_line_in_the_file(tmp_path: Path) -> None:
    page = "<p>Hà Nội<p>\n<!--\n-->Ông <b>Sonexay</b> Siphandone (Thoong-lun Xi-xu-lít)"
    (doubt,) = revised(tmp_path / "a.html", page.encode(), "latin").doubts
    assert doubt.startswith(f'{tmp_path / "a.html"}:3: "Sonexay Siphandone" bears the gloss "Thoong-lun')


WORDS = st.sampled_from(
    [
        "Sonexay",
        " ",
        "Siphandone",
        "Thủ tướng ",
        "Ông ",
        "Saleumxay Kommasith",
        "S. Kommasith",
        "Viêng Chăn",
        "\n",
        " (Xỏn-xay Xỉ-phăn-đon)",
        " (Xa-lởm-xay Côm-mạ-xít)",
        "ສອນໄຊ ສີພັນດອນ",
        "ở",
        "và",
        ", ",
        ". ",
        "\n\n",
        "(",
        ")",
    ]
)
MARKUP = st.sampled_from(
    [
        "<b>",
        "</b>",
        "<i class='x y'>",
        "</i>",
        "<p>",
        "</p>",
        "<br>",
        "&amp;",
        "&ecirc;",
        "&lt;",
        "<",
        "&",
        "<!-- -->",
        '<mark data-entry="x" data-score="1.0" title="">',
        "</mark>",
        "<mark>",
        "<code>",
        "</code>",
        "<td>",
        "<title>",
    ]
)
SIGNS = st.sampled_from(
    ["*", "**", "_", "`", "[", "](x)", "# ", "- ", "    ", "> ", "|", "\\", "<b>", "</b>", "~~", "1. "]
)


@pytest.mark.parametrize("style", STYLES)
@given(
    pieces=st.lists(st.one_of(WORDS, WORDS, MARKUP), max_size=14), every=st.sampled_from([None, True, False])
)
def test_any_page(
    tmp_path_factory: pytest.TempPathFactory, style: Style, pieces: list[str], every: bool | None
) -> None:
    check(tmp_path_factory.getbasetemp() / "any.html", "".join(pieces).encode(), style, every=every)


@pytest.mark.parametrize("style", STYLES)
@given(
    pieces=st.lists(st.one_of(WORDS, WORDS, SIGNS), max_size=14), every=st.sampled_from([None, True, False])
)
def test_any_markdown(
    tmp_path_factory: pytest.TempPathFactory, style: Style, pieces: list[str], every: bool | None
) -> None:
    pytest.importorskip("markdown_it")
    check(tmp_path_factory.getbasetemp() / "any.md", "".join(pieces).encode(), style, every=every)


@pytest.mark.parametrize("kind", ["docx", "odt"])
@pytest.mark.parametrize("style", ["gloss", "vietnamese", "latin"])
def test_tracked_and_untracked_agree_on_gold_texts(tmp_path: Path, kind: str, style: Style) -> None:
    docx = pytest.importorskip("docx")
    from xml.sax.saxutils import escape

    from tenlao.documents.formats import read_document
    from tests.documents.odt_files import odt

    texts = sorted(Path(__file__).parents[1].glob("gold/*/*.txt"))
    assert len(texts) > 20
    for text in texts:
        lines = text.read_text(encoding="utf-8").splitlines()
        file = tmp_path / f"{text.stem}.{kind}"
        if kind == "docx":
            document = docx.Document()
            for line in lines:
                paragraph = document.add_paragraph()
                for word in re.findall(r"\S+\s*|\s+", line):
                    paragraph.add_run(word).bold = word[0].isupper()
            document.save(file)
        else:
            file.write_bytes(odt("".join(f"<text:p>{escape(line)}</text:p>" for line in lines)))
        plain = revise(TABLE, str(file), style=style)
        tracked = revise(TABLE, str(file), style=style, reviewer=Reviewer("x", datetime(2026, 1, 1)))
        assert tracked.edits == plain.edits
        for revision, name in ((plain, "plain"), (tracked, "tracked")):
            (tmp_path / f"{name}.{kind}").write_bytes(revision.new)
        read = [read_document(str(tmp_path / f"{name}.{kind}")).text for name in ("plain", "tracked")]
        assert read[0] == read[1]
        assert restored(tracked.new, tracked.restore) == tracked.old

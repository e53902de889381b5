"""Real LibreOffice: what it shows of documents when our changes are accepted or rejected, and of our comments."""

from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import tenlao
from tenlao import Edit
from tenlao.documents.formats import Document
from tenlao.documents.reviewing import Remark, Reviewer, reviewable, with_remarks, with_tracked
from tests.documents.libreoffice import LibreOffice
from tests.documents.odt_files import odt
from tests.documents.reading import NAME, ReadAs, reading
from tests.documents.word_files import whole

US = Reviewer("Tòa soạn", datetime(2026, 1, 2, 3, 4, 5))
TEXTS = ("text", "notes", "boxes", "letters")


def check(office: LibreOffice, document: Document, *edits: Edit) -> int:
    """See to it that LibreOffice shows a document with tracked edits as it should; how many changes it shows."""
    kind = document.kind
    exact = [Edit(e.start, e.end, document.text[e.start : e.end], e.new) for e in edits]
    done = with_tracked(reviewable(document, "a"), exact, US, "a")
    for do, expected in (("accept", document.edited(done.edits)), ("reject", document.original)):
        shown, wanted = office.shows(done.new, kind, do), office.shows(expected, kind, do)  # type: ignore[arg-type]
        assert {what: shown[what] for what in TEXTS} == {what: wanted[what] for what in TEXTS}
        assert shown["changes"] == []
    changes = office.shows(done.new, kind)["changes"]
    return sum(author == "Tòa soạn" for _, author in changes)


RUN = "<w:r><w:t>{}</w:t></w:r>"
THEIRS = '<w:ins w:id="{}" w:author="B" w:date="2026-01-01T00:00:00Z">{}</w:ins>'


class TestWord:
    def test_an_article_glossed_and_in_one_writing(
        self, libreoffice: LibreOffice, read_as: ReadAs, article: bytes
    ) -> None:
        document = read_as("a.docx", article)
        for style, changes in (("gloss", 1), ("vietnamese", 8)):
            edits = tenlao.load().edits(document.text, style)  # type: ignore[arg-type]
            assert check(libreoffice, document, *edits) >= changes

    def test_text_under_revision_links_controls_and_many_bookmarks(
        self, libreoffice: LibreOffice, read_as: ReadAs
    ) -> None:
        marks = "".join(
            f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/><w:bookmarkEnd w:id="{n}"/>' for n in range(300)
        )
        paragraphs = [
            marks + RUN.format("ab cd"),
            THEIRS.format(500, RUN.format("ab cd")) + RUN.format(" e"),
            f'<w:hyperlink w:anchor="b1">{RUN.format("ab cd")}</w:hyperlink>',
            f"<w:sdt><w:sdtPr/><w:sdtContent>{RUN.format('ab cd')}</w:sdtContent></w:sdt>",
        ]
        document = read_as("a.docx", whole("".join(f"<w:p>{one}</w:p>" for one in paragraphs)))
        places = [at for at, letter in enumerate(document.text) if letter == "c"]
        edits = [
            edit for at in places for edit in (Edit(at - 3, at - 1, "", "X"), Edit(at + 2, at + 2, "", " Y"))
        ]
        assert check(libreoffice, document, *edits) >= 8

    def test_comments(self, libreoffice: LibreOffice, read_as: ReadAs, article: bytes) -> None:
        document = read_as("a.docx", article)
        start = document.text.index(NAME)
        remarks = [Remark(start, start + len(NAME), "TL003: một\nhai"), Remark(0, 3, "TL001: <ba>")]
        new = with_remarks(reviewable(document, "a"), remarks, US, "a").new
        shown, old = libreoffice.shows(new, "docx"), libreoffice.shows(article, "docx")
        assert shown["comments"] == [
            ["Tòa soạn", "TL001: <ba>", "Tin"],
            ["Tòa soạn", "TL003: một\nhai", NAME],
        ]
        assert {what: shown[what] for what in TEXTS} == {what: old[what] for what in TEXTS}


BOLD = '<text:span text:style-name="T1">{}</text:span>'
NOTE = (
    '<text:note text:id="f" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>{}</text:p></text:note-body></text:note>"
)


class TestOdt:
    def test_text_is_what_libreoffice_shows(self, libreoffice: LibreOffice, read_as: ReadAs) -> None:
        paragraphs = [
            f"  Ông  {BOLD.format('Sone ')} xay<text:s text:c='2'/> <text:tab/> a\n b&amp; ",
            f"x <text:bookmark text:name='q'/> y{BOLD.format(' ')} z<text:line-break/> t",
        ]
        content = odt("".join(f"<text:p>{one}</text:p>" for one in paragraphs))
        assert read_as("a.odt", content).text == "\n\n".join(libreoffice.shows(content, "odt")["text"])

    def test_names_with_notes_and_headers(self, libreoffice: LibreOffice, read_as: ReadAs) -> None:
        text = f"Ông {BOLD.format('Sonexay')} Siphandone{NOTE.format(NAME)} và {BOLD.format('bà ')}X."
        document = read_as("a.odt", odt(f"<text:p>{text}</text:p>", f"<text:p>{NAME}</text:p>"))
        for style in ("gloss", "vietnamese"):
            edits = tenlao.load().edits(document.text, style)
            assert check(libreoffice, document, *edits) >= len(edits) - 1

    def test_comments(self, libreoffice: LibreOffice, read_as: ReadAs) -> None:
        document = read_as("a.odt", odt(f"<text:p>Ông {BOLD.format('Sonexay')} Siphandone đến.</text:p>"))
        remark = Remark(4, 4 + len(NAME), "TL003: một\nhai <b>")
        new = with_remarks(reviewable(document, "a"), [remark], US, "a").new
        shown = libreoffice.shows(new, "odt")
        assert shown["comments"] == [["Tòa soạn", "TL003: một\nhai <b>", NAME]]
        assert "\n\n".join(shown["text"]) == document.text


WORDS = st.lists(
    st.sampled_from(["Pắc-xê", "Viêng Chăn", " ", "a b", "đến ", "&amp;"]), min_size=1, max_size=6
)
FORMATTED = st.lists(st.tuples(st.sampled_from(["", "<w:b/>", "<w:i/>"]), WORDS), min_size=1, max_size=4)


def any_edits(document: Document, data: st.DataObject) -> list[Edit]:
    edits: list[Edit] = []
    at = 0
    while at < len(document.text) and data.draw(st.booleans()):
        start = data.draw(st.integers(at, len(document.text) - 1))
        end = min(start + data.draw(st.integers(0, 6)), len(document.text))
        new = data.draw(st.sampled_from(["X", "X Y", " (X)", ""]))
        if new or start < end:
            edits.append(Edit(start, end, document.text[start:end], new))
        at = end + 2
    return edits


@given(paragraph=FORMATTED, data=st.data(), kind=st.sampled_from(["docx", "odt"]))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_formatted_text(
    libreoffice: LibreOffice,
    tmp_path_factory: pytest.TempPathFactory,
    paragraph: list[tuple[str, list[str]]],
    data: st.DataObject,
    kind: str,
) -> None:
    if kind == "docx":
        runs = "".join(
            f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{"".join(words)}</w:t></w:r>'
            for how, words in paragraph
        )
        content = whole(f"<w:p>{runs}</w:p>")
    else:
        spans = "".join(
            "".join(words)
            if not how
            else f'<text:span text:style-name="{"T1" if how == "<w:b/>" else "T2"}">{"".join(words)}</text:span>'
            for how, words in paragraph
        )
        content = odt(f"<text:p>{spans}</text:p>")
    document = reading(kind, content, tmp_path_factory)
    check(libreoffice, document, *any_edits(document, data))

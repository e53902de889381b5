"""Tracked changes in Word documents: all accepted they are plain edits, all rejected they have never been made."""

import io
from datetime import datetime
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.evaluation import read_marked
from tenlao import Edit, TenlaoError, load
from tenlao.documents.changes import restored
from tenlao.documents.formats import Document
from tenlao.documents.reviewing import Reviewed, Reviewer, reviewable, with_tracked
from tenlao.styles.registry import Style
from tests.documents.reading import GLOSS, NAME, ReadAs, drawn_edits, insertion, reading
from tests.documents.word_files import W, body, of_body, packed, part, saved
from tests.documents.word_revisions import WORD, check_schema, seen, text_of, xml_of

GOLD = sorted((Path(__file__).parents[1] / "gold" / "documents").glob("*.txt"))
US = Reviewer("Tòa soạn", datetime(2026, 1, 2, 3, 4, 5))
BY = 'w:author="Tòa soạn" w:date="2026-01-02T03:04:05Z"'


def tracked(document: Document, *edits: Edit) -> Reviewed:
    """A document with tracked edits, after a look at what it is when they are accepted and when rejected."""
    exact = [Edit(e.start, e.end, document.text[e.start : e.end], e.new) for e in edits]
    done = with_tracked(reviewable(document, "a.docx"), exact, US, "a.docx")
    assert restored(done.new, done.restore) == document.original
    old, new = xml_of(document.original), xml_of(done.new)
    check_schema(new, US.written_author)
    assert seen(new, "reject", US.written_author) == seen(old, "reject", US.written_author)
    assert seen(new, "reject") == seen(old, "reject")
    assert seen(new, "accept") == seen(xml_of(document.edited(done.edits)), "accept")
    return done


def xml_with(read_as: ReadAs, paragraphs: str, *edits: Edit) -> str:
    """The body of a document after tracked edits."""
    done = tracked(read_as("a.docx", of_body(paragraphs)), *edits)
    assert not done.left
    xml = part(done.new).partition("<w:body>")[2].rpartition("</w:body>")[0]
    return xml.replace(f" {BY}", "")


@pytest.mark.parametrize("style", ["gloss", "vietnamese", "latin"])
@pytest.mark.parametrize("article", GOLD, ids=[path.stem for path in GOLD])
def test_annotations_of_articles_are_the_same_tracked_and_plain(
    read_as: ReadAs, article: Path, style: Style
) -> None:
    text, _ = read_marked(article)
    written = docx.Document()
    for paragraph in text.split("\n"):
        written.add_paragraph(paragraph)
    document = read_as("a.docx", saved(written))
    assert not tracked(document, *load().edits(document.text, style=style)).left


class TestTrackedChanges:
    def test_a_gloss_is_an_insertion_with_the_formatting_of_the_name(
        self, read_as: ReadAs, article: bytes
    ) -> None:
        document = read_as("a.docx", article)
        done = tracked(document, insertion(document, NAME))
        (inserted,) = xml_of(done.new).iter(f"{WORD}ins")
        assert inserted.get(f"{WORD}author") == "Tòa soạn"
        run = docx.Document(io.BytesIO(done.new)).paragraphs[1].runs[3]
        assert (run.text, run.italic) == ("Siphandone", True)
        assert read_as("b.docx", done.new).text == document.text.replace(NAME, NAME + GLOSS)

    def test_a_word_over_several_runs_is_deleted_in_each_and_inserted_once(self, read_as: ReadAs) -> None:
        runs = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Sone</w:t></w:r><w:r><w:t>xay!</w:t></w:r></w:p>"
        assert xml_with(read_as, runs, Edit(0, 7, "", "X")) == (
            '<w:p><w:del w:id="2"><w:r><w:rPr><w:b/></w:rPr><w:delText xml:space="preserve">Sone</w:delText></w:r>'
            '</w:del><w:del w:id="3"><w:r><w:delText xml:space="preserve">xay</w:delText></w:r></w:del>'
            '<w:ins w:id="1"><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">X</w:t></w:r></w:ins>'
            '<w:r><w:t xml:space="preserve">!</w:t></w:r></w:p>'
        )

    def test_words_that_stay_are_no_part_of_a_revision(self, read_as: ReadAs) -> None:
        xml = xml_with(read_as, "<w:p><w:r><w:t>a b c</w:t></w:r></w:p>", Edit(0, 5, "", "a b (x) c"))
        assert xml == (
            '<w:p><w:r><w:t xml:space="preserve">a b </w:t></w:r><w:ins w:id="1"><w:r>'
            '<w:t xml:space="preserve">(x) </w:t></w:r></w:ins><w:r><w:t xml:space="preserve">c</w:t></w:r></w:p>'
        )
        assert (
            xml_with(read_as, "<w:p><w:r><w:t>a b</w:t></w:r></w:p>", Edit(0, 3, "", "a c")).count("w:del ")
            == 1
        )

    def test_a_name_in_one_formatting_is_one_revision_however_word_cuts_it(self, read_as: ReadAs) -> None:
        runs = [f'<w:r w:rsidR="{n}"><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{t}</w:t></w:r>' for n, t in
                enumerate(("a", "b ", "c"))]  # fmt: skip
        proof = '<w:proofErr w:type="spellStart"/>'
        xml = xml_with(read_as, f"<w:p>{runs[0]}{proof}{runs[1]}{runs[2]}</w:p>", Edit(0, 4, "", "X Y"))
        assert (xml.count("<w:del "), xml.count("<w:ins ")) == (3, 1)
        assert xml.endswith('<w:t xml:space="preserve">X Y</w:t></w:r></w:ins></w:p>')

    def test_what_is_put_after_a_run_leaves_the_run_alone(self, read_as: ReadAs) -> None:
        run = '<w:r w:rsidR="1"><w:t>Lào</w:t></w:r>'
        xml = xml_with(read_as, f"<w:p>{run}</w:p>", Edit(3, 3, "", " & X"))
        assert xml == (
            f'<w:p>{run}<w:ins w:id="1"><w:r w:rsidR="1"><w:t xml:space="preserve"> &amp; X</w:t></w:r></w:ins></w:p>'
        )

    def test_numbers_are_taken_by_nothing_else(self, read_as: ReadAs) -> None:
        marks = "".join(
            f'<w:bookmarkStart w:id="{n}" w:name="b{n}"/><w:bookmarkEnd w:id="{n}"/>'
            for n in range(1, 700, 2)
        )
        comment = '<w:commentRangeStart w:id="2"/><w:commentRangeEnd w:id="2"/>'
        header = f'<w:hdr {W}><w:p><w:ins w:id="4" w:author="x"><w:r><w:t>a</w:t></w:r></w:ins></w:p></w:hdr>'
        content = packed(
            {
                "document.xml": body(f"<w:p>{marks}{comment}<w:r><w:t>a b c</w:t></w:r></w:p>"),
                "header1.xml": header,
            }
        )
        done = tracked(read_as("a.docx", content), *(Edit(at, at, "", "X") for at in (1, 3, 5)))
        assert [i.get(f"{WORD}id") for i in xml_of(done.new).iter(f"{WORD}ins")] == [
            "6",
            "8",
            "10",
        ]

    def test_text_under_revision(self, read_as: ReadAs) -> None:
        def theirs(runs: str, number: int = 9) -> str:
            return f'<w:ins w:id="{number}" w:author="B">{runs}</w:ins>'

        run = "<w:r><w:t>{}</w:t></w:r>"
        kept = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
        ours = f'<w:ins w:id="1">{kept.format("X")}</w:ins>'
        whole = f"<w:p>{theirs(run.format('ab'))}</w:p>"
        assert xml_with(read_as, whole, Edit(2, 2, "", "X")) == f"<w:p>{theirs(run.format('ab'))}{ours}</w:p>"
        assert xml_with(read_as, whole, Edit(0, 0, "", "X")) == f"<w:p>{ours}{theirs(run.format('ab'))}</w:p>"
        assert xml_with(read_as, whole, Edit(1, 1, "", "X")) == (
            f"<w:p>{theirs(kept.format('a'))}{ours}{theirs(kept.format('b'), 2)}</w:p>"
        )
        deleted = kept.format("ab").replace("w:t", "w:delText")
        assert xml_with(read_as, whole, Edit(0, 2, "", "X")) == (
            f'<w:p>{theirs(f"""<w:del w:id="2">{deleted}</w:del>""")}{ours}</w:p>'
        )

    def test_a_change_of_formatting_has_a_number_in_each_run(self, read_as: ReadAs) -> None:
        changed = '<w:rPr><w:b/><w:rPrChange w:id="1" w:author="B"><w:rPr/></w:rPrChange></w:rPr>'
        xml = xml_with(read_as, f"<w:p><w:r>{changed}<w:t>ab</w:t></w:r></w:p>", Edit(1, 1, "", "X"))
        assert '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">X</w:t></w:r>' in xml
        assert xml.count("rPrChange w:id=") == 2

    @pytest.mark.parametrize(
        ("paragraph", "why"),
        [
            ('<w:moveTo w:id="1" w:author="B">{}</w:moveTo>', "in text that was moved"),
            ("<w:r><w:ruby><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", "in text with a phonetic guide"),
            ("<x:odd xmlns:x='urn:x'>{}</x:odd>", "where Word keeps no changes"),
            *(
                (
                    f"<w:sdt><w:sdtPr>{what}</w:sdtPr><w:sdtContent>{{}}</w:sdtContent></w:sdt>",
                    "in a content control",
                )
                for what in (
                    '<w:lock w:val="contentLocked"/>',
                    "<w:dataBinding/>",
                    "<w:dropDownList/>",
                    "<w:date/>",
                )
            ),
        ],
    )
    def test_where_nothing_is_tracked_safely_the_text_stays(
        self, read_as: ReadAs, paragraph: str, why: str
    ) -> None:
        run = "<w:r><w:t>{}</w:t></w:r>"
        document = read_as(
            "a.docx", of_body(f"<w:p>{paragraph.format(run.format('ab'))}{run.format('c')}</w:p>")
        )
        done = tracked(document, Edit(1, 1, "", "X"), Edit(3, 3, "", "Y"))
        assert [(left.start, left.end, why in left.why) for left in done.left] == [(1, 1, True)]
        assert read_as("b.docx", done.new).text == "abcY"

    def test_links_fields_controls_boxes_and_notes(self, read_as: ReadAs) -> None:
        run = "<w:r><w:t>ab</w:t></w:r>"
        box = f"<w:r><w:t>cd</w:t><w:pict><w:txbxContent><w:p>{run}</w:p></w:txbxContent></w:pict><w:t>ef</w:t></w:r>"
        field = (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "x"</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>ab</w:t><w:fldChar w:fldCharType="end"/></w:r>'
        )
        around = (
            "<w:hyperlink>{}</w:hyperlink>",
            "<w:fldSimple w:instr='HYPERLINK x'>{}</w:fldSimple>",
            "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            "<w:smartTag w:element='x'>{}</w:smartTag>",
        )
        paragraphs = [
            *(f"<w:p>{one.format(run)}</w:p>" for one in around),
            f"<w:p>{field}</w:p>",
            f"<w:p>{box}</w:p>",
        ]
        notes = f'<w:footnotes {W}><w:footnote w:id="1"><w:p>{run}</w:p></w:footnote></w:footnotes>'
        document = read_as(
            "a.docx", packed({"document.xml": body("".join(paragraphs)), "footnotes.xml": notes})
        )
        assert document.text == "\n\n".join(["ab"] * 5 + ["cdef", "ab", "ab"])
        places = [at for at, letter in enumerate(document.text) if letter in "bcd"]
        done = tracked(document, *(Edit(at, at + 1, "", "XY") for at in places))
        assert not done.left
        assert read_as("b.docx", done.new).text == document.text.translate(
            dict.fromkeys(map(ord, "bcd"), "XY")
        )
        check_schema(xml_of(done.new, "word/footnotes.xml"), US.written_author)

    def test_elements_of_word_may_have_no_prefix(self, read_as: ReadAs) -> None:
        xml = f"<document {W.replace('xmlns:w', 'xmlns')}><body><p><r><t>ab</t></r></p></body></document>"
        tracked(read_as("a.docx", packed({"document.xml": xml})), Edit(1, 2, "", "X"))

    def test_other_kinds_have_no_tracked_changes(self, read_as: ReadAs) -> None:
        with pytest.raises(
            TenlaoError, match=r"a\.txt: is of kind text, which has neither .*; give \.docx or \.odt"
        ):
            reviewable(read_as("a.txt", "a"), "a.txt")

    def test_authors_are_written_as_xml_needs_it(self, read_as: ReadAs) -> None:
        document = reviewable(read_as("a.docx", of_body("<w:p><w:r><w:t>ab</w:t></w:r></w:p>")), "a.docx")
        for author, written in (("<\"A\" & 'B'>", "<\"A\" & 'B'>"), ("\x07 \n", "tenlao"), ("A\nB", "A B")):
            done = with_tracked(document, [Edit(1, 1, "", "X")], Reviewer(author, US.date), "a.docx")
            (inserted,) = xml_of(done.new).iter(f"{WORD}ins")
            assert inserted.get(f"{WORD}author") == written


RUNS = [
    "<w:r><w:t>Viêng Chăn</w:t></w:r>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t>Sonexay </w:t></w:r>",
    "<w:r><w:rPr><w:i/></w:rPr><w:t xml:space='preserve'> là </w:t><w:tab/><w:t>&amp;&#7879; x</w:t></w:r>",
    "<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:br/></w:r>",
    "<w:r><w:rPr><w:rPrChange w:id='N' w:author='B'><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>"
    "<w:t>Viêng</w:t></w:r>",
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>",
    "<w:bookmarkStart w:id='N' w:name='x'/>",
    "<w:proofErr w:type='spellStart'/>",
    "<w:del w:id='N' w:author='B'><w:r><w:delText>bỏ</w:delText></w:r></w:del>",
]
AROUND = [
    "{}",
    "{}",
    "<w:ins w:id='N' w:author='B'>{}</w:ins>",
    "<w:moveTo w:id='N' w:author='B'>{}</w:moveTo>",
    "<w:hyperlink w:anchor='x'>{}</w:hyperlink>",
    "<w:hyperlink w:anchor='y'><w:ins w:id='N' w:author='B'>{}</w:ins></w:hyperlink>",
    "<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:sdt><w:sdtPr><w:lock w:val='contentLocked'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "<w:r><w:t>ngoài</w:t><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict><w:t>hộp</w:t></w:r>",
]
PARAGRAPH = st.lists(
    st.tuples(st.sampled_from(AROUND), st.lists(st.sampled_from(RUNS), min_size=1, max_size=4)),
    min_size=1,
    max_size=5,
)


def numbered(paragraphs: list[list[tuple[str, list[str]]]]) -> str:
    """The XML of paragraphs, in which each revision and each bookmark has a number of its own."""
    xml = "".join(
        f"<w:p>{''.join(around.format(''.join(runs)) for around, runs in paragraph)}</w:p>"
        for paragraph in paragraphs
    )
    *pieces, last = xml.split("w:id='N'")
    return "".join(f"{piece}w:id='{number}'" for number, piece in enumerate(pieces)) + last


@given(paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=3), data=st.data())
def test_any_document_accepted_is_edited_and_rejected_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    paragraphs: list[list[tuple[str, list[str]]]],
    data: st.DataObject,
) -> None:
    document = reading("docx", of_body(numbered(paragraphs)), tmp_path_factory)
    edits = drawn_edits(document, data)
    done = tracked(document, *edits)
    assert len(done.edits) + len(done.left) == len(edits)
    rejected = text_of(seen(xml_of(done.new), "reject", US.written_author))
    assert rejected == text_of(seen(xml_of(document.original), "reject", US.written_author))

"""Comments in Word documents: at their places, in parts that are as Word has them."""

import io
import zipfile
from datetime import datetime
from xml.etree import ElementTree

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao import TenlaoError
from tenlao.documents.changes import restored
from tenlao.documents.formats import Document
from tenlao.documents.reviewing import Remark, Reviewed, Reviewer, reviewable, with_remarks
from tests.documents.reading import NAME, ReadAs, reading
from tests.documents.test_word_revisions import PARAGRAPH, numbered
from tests.documents.word_files import W, body, of_body, packed, part, raw_members
from tests.documents.word_revisions import WORD, seen, text_of, xml_of

US = Reviewer("Tòa soạn", datetime(2026, 1, 2, 3, 4, 5))
RUN = "<w:r><w:t>{}</w:t></w:r>"
KEPT = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
RELATIONS = "word/_rels/document.xml.rels"
NO_RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"


def commented(document: Document, *remarks: Remark) -> Reviewed:
    """A document with comments, after a look that nothing else has changed."""
    done = with_remarks(reviewable(document, "a.docx"), remarks, US, "a.docx")
    assert restored(done.new, done.restore) == document.original
    for name, data in raw_members(document.original):
        if name.startswith("word/") and name not in ("word/document.xml", "word/comments.xml", RELATIONS):
            assert (name, data) in raw_members(done.new)
    return done


def inside(content: bytes) -> str:
    return part(content).partition("<w:body>")[2].rpartition("</w:body>")[0]


def marked(text: str, number: int = 1) -> str:
    return (
        f'<w:commentRangeStart w:id="{number}"/>{text}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    )


class TestPlaces:
    def test_runs_are_cut_where_a_comment_begins_and_ends(self, read_as: ReadAs) -> None:
        document = read_as("a.docx", of_body(f"<w:p>{RUN.format('abc')}</w:p>"))
        assert inside(commented(document, Remark(1, 2, "x")).new) == (
            f"<w:p>{KEPT.format('a')}{marked(KEPT.format('b'))}{KEPT.format('c')}</w:p>"
        )
        assert inside(commented(document, Remark(0, 3, "x")).new) == f"<w:p>{marked(RUN.format('abc'))}</w:p>"

    def test_several_comments_on_one_place(self, read_as: ReadAs) -> None:
        document = read_as("a.docx", of_body(f"<w:p>{RUN.format('abc')}</w:p>"))
        done = commented(document, Remark(0, 2, "x"), Remark(0, 2, "y"), Remark(1, 3, "z"))
        assert len(list(xml_of(done.new, "word/comments.xml"))) == 3
        assert read_as("b.docx", done.new).text == "abc"

    def test_text_boxes_notes_and_phonetic_guides(self, read_as: ReadAs) -> None:
        box = f"<w:r><w:pict><w:txbxContent><w:p>{RUN.format('ab')}</w:p></w:txbxContent></w:pict></w:r>"
        ruby = f"<w:r><w:ruby><w:rubyBase>{RUN.format('cd')}</w:rubyBase></w:ruby></w:r>"
        reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        notes = (
            f'<w:footnotes {W}><w:footnote w:id="1"><w:p>{RUN.format("x")}</w:p></w:footnote>'
            f'<w:footnote w:id="2"><w:p/><w:p>{RUN.format("ef")}</w:p></w:footnote></w:footnotes>'
        )
        document = read_as(
            "a.docx",
            packed({"document.xml": body(f"<w:p>{box}{ruby}{reference}</w:p>"), "footnotes.xml": notes}),
        )
        places = [document.text.index(text) for text in ("ab", "cd", "ef", "x")]
        done = commented(
            document, *(Remark(at, at + 2, "c") for at in places[:3]), Remark(places[3], places[3] + 1, "")
        )
        assert inside(done.new) == f"<w:p>{marked(box, 3)}{marked(ruby, 4)}{marked(reference, 5)}</w:p>"
        assert [left.why for left in done.left] == ["in a note to which the text does not refer"]

    def test_where_word_has_no_comments_none_is_set(self, read_as: ReadAs) -> None:
        control = "<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
        header = f"<w:hdr {W}><w:p>{RUN.format('ab')}</w:p></w:hdr>"
        text = f"<w:p>{control.format(RUN.format('cd'))}</w:p>"
        document = read_as("a.docx", packed({"document.xml": body(text), "header1.xml": header}))
        done = commented(document, Remark(0, 2, "x"), Remark(4, 6, "y"))
        assert done.new == document.original
        assert [left.why for left in done.left] == [
            "in a content control that is locked or filled in by Word",
            "in a header or footer, where Word has no comments",
        ]
        empty = commented(read_as("a.docx", of_body("<w:p/>")), Remark(0, 0, "x"))
        assert [left.why for left in empty.left] == ["where no text is"]


class TestParts:
    def test_a_part_for_comments_is_made(self, read_as: ReadAs, article: bytes) -> None:
        document = read_as("a.docx", article)
        start = document.text.index(NAME)
        done = commented(document, Remark(start, start + len(NAME), "TL001: <a> & b\nhai"))
        (comment,) = xml_of(done.new, "word/comments.xml")
        assert [comment.get(f"{WORD}{name}") for name in ("author", "date", "initials")] == [
            "Tòa soạn",
            "2026-01-02T03:04:05Z",
            "Ts",
        ]
        assert ["".join(p.itertext()) for p in comment.iter(f"{WORD}p")] == ["TL001: <a> & b", "hai"]
        types = ElementTree.fromstring(part(done.new, "[Content_Types].xml"))
        assert types[-1].attrib == {
            "PartName": "/word/comments.xml",
            "ContentType": "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
        }
        assert types[-1].tag == types[0].tag.replace("Default", "Override")
        relations = ElementTree.fromstring(part(done.new, RELATIONS))
        assert relations[-1].attrib["Type"] == TRANSITIONAL
        assert relations[-1].attrib["Target"] == "comments.xml"
        assert len({relation.get("Id") for relation in relations}) == len(relations)
        again = docx.Document(io.BytesIO(done.new))
        assert again.part.part_related_by(TRANSITIONAL).partname == "/word/comments.xml"
        assert again.paragraphs[1].text == docx.Document(io.BytesIO(article)).paragraphs[1].text

    def test_comments_that_are_there_stay(self, read_as: ReadAs, article: bytes) -> None:
        first = commented(read_as("a.docx", article), Remark(0, 3, "một")).new
        document = read_as("b.docx", first)
        second = commented(document, Remark(0, 3, "hai"), Remark(0, 3, "một"), Remark(4, 7, "một"))
        numbers = [comment.get(f"{WORD}id") for comment in xml_of(second.new, "word/comments.xml")]
        assert len({*numbers}) == len(numbers) == 3
        assert part(second.new, "[Content_Types].xml") == part(first, "[Content_Types].xml")
        assert part(second.new, RELATIONS) == part(first, RELATIONS)
        third = commented(read_as("c.docx", second.new), Remark(0, 3, "hai"), Remark(4, 7, "một"))
        assert third.new == second.new

    @pytest.mark.parametrize("store", ["<w:comments xmlns:w={}/>", "<c:comments xmlns:c={}></c:comments>"])
    def test_a_part_without_comments_is_used(self, read_as: ReadAs, store: str) -> None:
        relation = (
            f'<Relationship Id="rId1" Type="{TRANSITIONAL}" Target="/word/comments.xml"/></Relationships>'
        )
        content = packed(
            {
                "document.xml": body(f"<w:p>{RUN.format('ab')}</w:p>"),
                "comments.xml": store.format(W[8:]),
                "_rels/document.xml.rels": NO_RELATIONS.replace("/>", f">{relation}"),
            }
        )
        done = commented(read_as("a.docx", content), Remark(0, 2, "x"))
        assert text_of_comments(done.new) == ["x"]

    def test_strict_documents_have_strict_relations(self, read_as: ReadAs) -> None:
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        xml = body(f"<w:p>{RUN.format('ab')}</w:p>").replace(W[9:-1], strict)
        new = commented(read_as("a.docx", packed({"document.xml": xml})), Remark(0, 2, "x")).new
        assert 'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/comments"' in part(
            new, RELATIONS
        )
        assert strict in part(new, "word/comments.xml")

    def test_parts_with_that_name_stay(self, read_as: ReadAs) -> None:
        content = packed({"document.xml": body(f"<w:p>{RUN.format('ab')}</w:p>"), "Comments.xml": "<x/>"})
        new = commented(read_as("a.docx", content), Remark(0, 2, "x")).new
        assert 'Target="comments1.xml"' in part(new, RELATIONS)
        with zipfile.ZipFile(io.BytesIO(new)) as file:
            assert {*file.namelist()[-2:]} == {RELATIONS, "word/comments1.xml"}
            assert file.comment == b"a comment"

    def test_comments_that_are_not_where_they_should_be_are_refused(self, read_as: ReadAs) -> None:
        relation = f'<Relationship Id="r{{}}" Type="{TRANSITIONAL}" Target="{{}}"/>'
        for targets in (["gone.xml"], ["document.xml"], ["c.xml", "d.xml"]):
            relations = "".join(relation.format(n, target) for n, target in enumerate(targets))
            content = packed(
                {
                    "document.xml": body(f"<w:p>{RUN.format('ab')}</w:p>"),
                    "c.xml": f"<w:comments {W}/>",
                    "d.xml": f"<w:comments {W}/>",
                    "_rels/document.xml.rels": NO_RELATIONS.replace("/>", f">{relations}</Relationships>"),
                }
            )
            with pytest.raises(TenlaoError, match="has comments that are not where it says; open it in"):
                commented(read_as("a.docx", content), Remark(0, 2, "x"))


def text_of_comments(content: bytes) -> list[str]:
    return ["".join(comment.itertext()) for comment in xml_of(content, "word/comments.xml")]


@given(paragraphs=st.lists(PARAGRAPH, min_size=1, max_size=3), data=st.data())
def test_any_document_reads_as_before(
    tmp_path_factory: pytest.TempPathFactory,
    paragraphs: list[list[tuple[str, list[str]]]],
    data: st.DataObject,
) -> None:
    document = reading("docx", of_body(numbered(paragraphs)), tmp_path_factory)
    size = len(document.text)
    places = [sorted((data.draw(st.integers(0, size)), data.draw(st.integers(0, size)))) for _ in range(3)]
    remarks = [Remark(start, end, f"{number}") for number, (start, end) in enumerate(places)]
    done = commented(document, *remarks)
    new = xml_of(done.new)
    starts = [e.get(f"{WORD}id") for e in new.iter(f"{WORD}commentRangeStart")]
    ends = [e.get(f"{WORD}id") for e in new.iter(f"{WORD}commentRangeEnd")]
    references = [e.get(f"{WORD}id") for e in new.iter(f"{WORD}commentReference")]
    assert sorted(map(str, starts)) == sorted(map(str, ends)) == sorted(map(str, references))
    assert len({*starts}) == len(starts) == len(remarks) - len(done.left)
    assert text_of(seen(new, "accept")) == text_of(seen(xml_of(document.original), "accept"))
    assert text_of(seen(new, "reject")) == text_of(seen(xml_of(document.original), "reject"))

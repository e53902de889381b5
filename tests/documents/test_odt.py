"""OpenDocument texts: read, edited byte for byte, changed under review, and with comments."""

import contextlib
import io
import zipfile
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao import Edit, TenlaoError
from tenlao.documents import odt_xml
from tenlao.documents.changes import restored
from tenlao.documents.formats import Document
from tenlao.documents.reviewing import Remark, Reviewed, Reviewer, reviewable, with_remarks, with_tracked
from tests.documents.odt_files import NAMESPACES, TYPE, body_in, odt, resolved, seen, xml_in
from tests.documents.reading import GLOSS, NAME, ReadAs, drawn_edits, edited, insertion, reading
from tests.documents.word_files import raw_members

US = Reviewer("Tòa soạn", datetime(2026, 1, 2, 3, 4, 5))
BOLD, ITALIC = (f'<text:span text:style-name="{style}">{{}}</text:span>' for style in ("T1", "T2"))
NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
    "<text:p>{}</text:p></text:note-body></text:note>"
)
BOX = '<draw:frame text:anchor-type="char"><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>'
CHANGE = (
    '<text:changed-region xml:id="{}"><text:{}><office:change-info><dc:creator>{}</dc:creator><dc:date>2026-01-01'
    "</dc:date></office:change-info>{}</text:{}></text:changed-region>"
)


def tracked(document: Document, *edits: Edit) -> Reviewed:
    """A document with tracked edits, after a look at what it is when they are accepted and when rejected."""
    exact = [Edit(e.start, e.end, document.text[e.start : e.end], e.new) for e in edits]
    done = with_tracked(reviewable(document, "a.odt"), exact, US, "a.odt")
    assert restored(done.new, done.restore) == document.original
    plain = document.edited(done.edits)
    for part in ("content.xml", "styles.xml"):
        new = xml_in(done.new, part)
        assert seen(resolved(new, "reject", US.author)) == seen(xml_in(document.original, part))
        assert seen(resolved(new, "accept", US.author)) == seen(xml_in(plain, part))
    return done


class TestReading:
    @pytest.mark.parametrize(
        ("xml", "text"),
        [
            (f"<text:h>Tin</text:h><text:p>Ông {BOLD.format('Sone')}xay</text:p>", "Tin\n\nÔng Sonexay"),
            ("<text:p> a  b\n\tc </text:p>", "a b c "),
            (f"<text:p>{BOLD.format('a ')} b <text:bookmark/> c</text:p>", "a b c"),
            ('<text:p>a<text:s text:c="3"/>b<text:s/> c<text:tab/>d<text:line-break/>e</text:p>', "a   b  c\td\ne"),
            ("<text:p>a&amp;&#7879;<![CDATA[<]]></text:p>", "a&ệ<"),
            (f"<text:p>a {NOTE.format('no te')} b</text:p>", "a  b\n\nno te"),
            (f"<text:p>a{BOX.format('box')}b</text:p>", "ab\n\nbox"),
            ("<text:p>a <text:page-number>3</text:page-number> b</text:p>", "a  b"),
            ("<text:p><text:a xlink:href='x'>a</text:a><text:ruby><text:ruby-base>b</text:ruby-base>"
             "<text:ruby-text>x</text:ruby-text></text:ruby></text:p>", "ab"),
            ('<text:p>a<text:span text:style-name="H">x</text:span>b</text:p>', "ab"),
            ('<text:section text:display="none"><text:p>x</text:p></text:section><text:p>a</text:p>', "a"),
            ("<text:table-of-content><text:index-body><text:p>x</text:p></text:index-body></text:table-of-content>"
             "<text:p>a</text:p>", "a"),
            ("<text:p>a<office:annotation><dc:creator>x</dc:creator><text:p>x</text:p></office:annotation>b</text:p>",
             "ab"),
            ("<text:tracked-changes>" + CHANGE.format("c", "deletion", "B", "<text:p>x</text:p>", "deletion")
             + '</text:tracked-changes><text:p>a<text:change text:change-id="c"/>b</text:p>', "ab"),
            ("<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>"
             "<text:p>b</text:p></table:table-cell></table:table-row></table:table>", "a\n\nb"),
        ],
    )  # fmt: skip
    def test_text_is_what_a_reader_sees(self, read_as: ReadAs, xml: str, text: str) -> None:
        document = read_as("a.odt", odt(xml))
        assert document.text == text
        assert (document.kind, document.source, document.line(0)) == ("odt", None, None)
        assert edited(document) == document.original

    def test_headers_are_margins(self, read_as: ReadAs) -> None:
        document = read_as("a.odt", odt("<text:p>a</text:p>", "<text:p>Trang</text:p>"))
        assert (document.text, list(document.margins)) == ("a\n\nTrang", [(3, 8)])

    def test_other_members_keep_their_bytes_and_places(self, read_as: ReadAs) -> None:
        document = read_as("a.odt", odt(f"<text:p>{NAME}</text:p>"))
        new = edited(document, insertion(document, NAME))
        members, new_members = raw_members(document.original), raw_members(new)
        assert [a[0] for a, b in zip(members, new_members, strict=True) if a != b] == ["content.xml"]
        assert xml_in(new).replace(GLOSS, "") == xml_in(document.original)

    @pytest.mark.parametrize(
        ("xml", "edit", "new"),
        [
            ("ab", Edit(1, 1, "", "<&>"), "a&lt;&amp;&gt;b"),
            ("a b c", Edit(2, 3, "", ""), "a <text:s/>c"),
            ("a b", Edit(0, 1, "", ""), "<text:s/>b"),
            ("a b", Edit(2, 3, "", ""), "a<text:s/>"),
            ("ab", Edit(1, 1, "", "  "), "a <text:s/>b"),
            ("a b", Edit(1, 1, "", " "), "a <text:s/>b"),
            ('a<text:s text:c="3"/>b', Edit(2, 3, "", "x"), "a x b"),
            ("a<text:tab/>b", Edit(1, 2, "", "x"), "axb"),
            (BOLD.format("a ") + " b", Edit(1, 2, "", "x"), BOLD.format("ax") + "b"),
            (BOLD.format("ab") + "cd", Edit(0, 3, "", "x"), BOLD.format("x") + "d"),
            (BOLD.format("ab") + " c", Edit(2, 2, "", "x"), BOLD.format("abx") + " c"),
        ],
    )
    def test_edits_are_made_where_the_text_stands(
        self, read_as: ReadAs, xml: str, edit: Edit, new: str
    ) -> None:
        document = read_as("a.odt", odt(f"<text:p>{xml}</text:p>"))
        content = edited(document, edit)
        assert body_in(content) == f"<text:p>{new}</text:p>"
        expected = document.text[: edit.start] + edit.new + document.text[edit.end :]
        assert read_as("b.odt", content).text == expected

    def test_what_is_no_text_document_is_refused(
        self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refusal(content: bytes) -> str:
            with pytest.raises(TenlaoError) as caught:
                read_as("a.odt", content)
            return str(caught.value).rpartition("a.odt")[2]

        whole = odt("<text:p>a</text:p>")
        assert "is no OpenDocument text (.odt), which would be a ZIP archive" in refusal(b"a")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as file:
            file.writestr("mimetype", TYPE.replace("text", "spreadsheet"))
            file.writestr("content.xml", "<a/>")
        assert refusal(buffer.getvalue()) == ": is no OpenDocument text (.odt)"
        buffer = io.BytesIO(whole)
        with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(locked := io.BytesIO(), "w") as file:
            for name in old.namelist():
                file.writestr(
                    name,
                    old.read(name).replace(
                        b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
                    ),
                )
        assert "is encrypted; save it in LibreOffice without a password" in refusal(locked.getvalue())
        assert "is no valid XML (mismatched tag); open it in LibreOffice" in refusal(odt("<text:p>"))
        deep = "<text:p>" * 2000 + "</text:p>" * 2000
        assert "has elements nested more than 1000 deep" in refusal(odt(deep))
        monkeypatch.setattr(odt_xml, "MOST_PIECES", 5)
        assert "content.xml: has more than 5 pieces of text" in refusal(
            odt('<text:p>a<text:s text:c="9"/></text:p>')
        )


class TestTrackedChanges:
    def test_a_gloss_is_an_insertion_in_the_formatting_of_the_name(self, read_as: ReadAs) -> None:
        document = read_as("a.odt", odt(f"<text:p>Ông {BOLD.format('Sonexay')} Siphandone.</text:p>"))
        done = tracked(document, Edit(4, 11, "", "Xỏn-xay"), insertion(document, NAME, " (X)"))
        body = body_in(done.new)
        assert body.endswith(
            '<text:p>Ông <text:span text:style-name="T1"><text:change-start text:change-id="tenlao1"/>Xỏn-xay'
            '<text:change-end text:change-id="tenlao1"/><text:change text:change-id="tenlao2"/></text:span> '
            'Siphandone<text:change-start text:change-id="tenlao3"/> (X)'
            '<text:change-end text:change-id="tenlao3"/>.</text:p>'
        )
        assert body.startswith(
            '<text:tracked-changes text:track-changes="false"><text:changed-region xml:id="tenlao1"'
        )
        assert '<text:p><text:span text:style-name="T1">Sonexay</text:span></text:p></text:deletion>' in body

    def test_changes_that_are_there_stay(self, read_as: ReadAs) -> None:
        theirs = CHANGE.format("tenlao1", "insertion", "B", "", "insertion")
        marked = (
            '<text:change-start text:change-id="tenlao1"/>ab<text:change-end text:change-id="tenlao1"/> c'
        )
        for regions in (
            f"<text:tracked-changes>{theirs}</text:tracked-changes>",
            "<text:tracked-changes/>",
            "",
        ):
            document = read_as("a.odt", odt(f"{regions}<text:p>{marked}</text:p>"))
            done = tracked(document, Edit(0, 1, "", "X"), Edit(2, 2, "", "Y"), Edit(4, 4, "", "Z"))
            assert [left.why for left in done.left] == ["in text that somebody else has inserted"]
            assert read_as("b.odt", done.new).text == "abY cZ"
            assert body_in(done.new).count("<text:tracked-changes") == 1

    def test_forms_stay_before_changes(self, read_as: ReadAs) -> None:
        document = read_as("a.odt", odt("<office:forms/><text:p>a</text:p>"))
        assert body_in(tracked(document, Edit(1, 1, "", "X")).new).startswith(
            "<office:forms/><text:tracked-changes"
        )

    @pytest.mark.parametrize(
        ("xml", "edit", "why"),
        [
            (BOLD.format("a") + "b", Edit(0, 2, "", "X"), "where its letters differ in formatting"),
            ("a<text:bookmark/>b", Edit(0, 2, "", "X"), "where something else stands between its letters"),
            (BOLD.format("a") + "b", Edit(1, 2, "", ""), "right after text in other formatting"),
            (
                "<text:ruby><text:ruby-base>ab</text:ruby-base></text:ruby>",
                Edit(0, 2, "", "X"),
                "with a phonetic guide",
            ),
        ],
    )
    def test_where_nothing_is_tracked_safely_the_text_stays(
        self, read_as: ReadAs, xml: str, edit: Edit, why: str
    ) -> None:
        document = read_as("a.odt", odt(f"<text:p>{xml}</text:p>"))
        done = tracked(document, edit)
        assert (done.new, [left.why.endswith(why) for left in done.left]) == (document.original, [True])

    def test_notes_boxes_and_headers(self, read_as: ReadAs) -> None:
        text = f"<text:p>ab{NOTE.format('ab')}</text:p><text:p>{BOX.format('ab')}ab</text:p>"
        document = read_as("a.odt", odt(text, "<text:p>ab</text:p>"))
        places = [at for at, letter in enumerate(document.text) if letter == "b"]
        assert len(places) == 5
        done = tracked(document, *(Edit(at, at + 1, "", "XY") for at in places))
        assert not done.left
        assert read_as("b.odt", done.new).text == document.text.replace("b", "XY")
        assert "<style:header><text:tracked-changes" in xml_in(done.new, "styles.xml")

    def test_namespaces_are_declared_where_the_document_does_not(self, read_as: ReadAs) -> None:
        document = read_as("a.odt", odt("<text:p>ab</text:p>", namespaces=NAMESPACES))
        done = with_tracked(reviewable(document, "a"), [Edit(1, 2, "b", "X")], US, "a")
        assert read_as("b.odt", done.new).text == "aX"


class TestComments:
    def test_remarks_stand_at_their_places_once(self, read_as: ReadAs) -> None:
        text = f"<text:p>Ông {BOLD.format('Sone')}xay{NOTE.format('chú')}</text:p>"
        document = read_as("a.odt", odt(text, "<text:p>đầu</text:p>"))
        start = document.text.index("Sone")
        remarks = [
            Remark(start, start + 7, "TL001: <a>\nviết  b"),
            Remark(document.text.index("chú"), document.text.index("chú") + 3, "c"),
            Remark(document.text.index("đầu"), document.text.index("đầu") + 3, "d"),
        ]
        done = with_remarks(reviewable(document, "a.odt"), remarks, US, "a.odt")
        assert [left.why for left in done.left] == [
            "in a header or footer, where LibreOffice has no comments"
        ]
        info = "<dc:creator>Tòa soạn</dc:creator><dc:date>2026-01-02T03:04:05Z</dc:date>"
        assert body_in(done.new) == text.replace(
            BOLD.format("Sone"),
            f'<text:span text:style-name="T1"><office:annotation office:name="tenlao-remark1">{info}'
            "<text:p>TL001: &lt;a&gt;</text:p><text:p>viết <text:s/>b</text:p></office:annotation>Sone</text:span>",
        ).replace(
            "xay<", f'xay<office:annotation-end office:name="tenlao-remark1"/><office:annotation>{info}'
            "<text:p>c</text:p></office:annotation><"
        )  # fmt: skip
        again = with_remarks(reviewable(read_as("b.odt", done.new), "b"), remarks, US, "b")
        assert again.new == done.new

    def test_a_comment_in_a_paragraph_without_text_is_set_once(self, read_as: ReadAs) -> None:
        document = read_as("a.odt", odt(f"<text:p>{BOX.format('hộp')}</text:p>"))
        remark = Remark(document.text.index("hộp"), len(document.text), "x\ty")
        once = with_remarks(reviewable(document, "a"), [remark], US, "a").new
        again = with_remarks(reviewable(read_as("b.odt", once), "b"), [remark], US, "b")
        assert again.new == once != document.original


PIECES = [
    *("a", " ", "  ", "Viêng ", "&amp;&#7879;", "\n", "<text:s/>", '<text:s text:c="3"/>', "<text:tab/>"),
    *(BOLD.format("đậm"), BOLD.format(" x "), ITALIC.format(BOLD.format("i"))),
    *("<text:bookmark text:name='b'/>", '<text:a xlink:href="x">liên kết</text:a>', NOTE.format("ghi chú")),
    *(
        "<text:page-number>1</text:page-number>",
        '<text:span text:style-name="T2"/>',
        "<text:soft-page-break/>",
    ),
]


@given(
    paragraphs=st.lists(st.lists(st.sampled_from(PIECES), max_size=7), min_size=1, max_size=3), data=st.data()
)
def test_any_text_accepted_is_edited_and_rejected_is_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[list[str]], data: st.DataObject
) -> None:
    xml = "".join(f"<text:p>{''.join(pieces)}</text:p>" for pieces in paragraphs)
    document = reading("odt", odt(xml), tmp_path_factory)
    edits = drawn_edits(document, data)
    expected = list(document.text)
    for edit in reversed(edits):
        expected[edit.start : edit.end] = edit.new
    plain = edited(document, *edits)
    assert reading("odt", plain, tmp_path_factory).text == "".join(expected)
    done = tracked(document, *edits)
    assert len(done.edits) + len(done.left) == len(edits)


@given(places=st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), min_size=1, max_size=4))
def test_documents_with_wrong_bytes_are_refused_or_left_as_they_are(
    tmp_path_factory: pytest.TempPathFactory, places: list[tuple[int, int]]
) -> None:
    content = bytearray(odt("<text:p>ab</text:p>"))
    for place, byte in places:
        content[place % len(content)] = byte
    with contextlib.suppress(TenlaoError):
        document = reading("odt", bytes(content), tmp_path_factory)
        assert edited(document) == bytes(content)
        with contextlib.suppress(ValueError):
            edit = Edit(0, 0, "", "X")
            edited(document, edit)
            with_tracked(reviewable(document, "a"), [edit], US, "a")
            with_remarks(reviewable(document, "a"), [Remark(0, 1, "x")], US, "a")


def test_pieces_of_documents_are_refused(read_as: ReadAs) -> None:
    content = odt("<text:p>ab</text:p>")
    for size in range(0, len(content), 29):
        with pytest.raises(TenlaoError):
            read_as("a.odt", content[:size])


def test_long_texts_take_no_longer(read_as: ReadAs) -> None:
    for piece in (BOLD.format("a "), "a &amp; ", "a\n\n", "<text:s/>a"):
        document = read_as("a.odt", odt(f"<text:p>{piece * 20_000}</text:p>"))
        assert len(document.text) > 20_000
        edited(document, *(Edit(at, at + 1, "", "X") for at in range(0, len(document.text) - 1, 50)))
    blanks = read_as("a.odt", odt("<text:p>a" + "\n" * 200_000 + "</text:p>"))
    assert blanks.text == "a "

"""Word documents: what is read in them as prose, and that edits of it change nothing else, byte for byte."""

import contextlib
import io
import zipfile
from collections.abc import Sequence
from typing import IO, cast

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenlao import Edit, TenlaoError, load
from tenlao.documents import word_xml, zip_surgery
from tests.documents.reading import GLOSS, NAME, ReadAs, edited, insertion, reading, replacement
from tests.documents.word_files import TYPE, W, body, of_body, packed, part, raw_members, saved


def runs_of(content: bytes) -> list[tuple[str, bool | None, bool | None, object]]:
    paragraph = docx.Document(io.BytesIO(content)).paragraphs[1]
    return [(run.text, run.bold, run.italic, run.font.size) for run in paragraph.runs]


PIECES = [
    *(
        "<w:t>a</w:t>",
        "<w:t> b </w:t>",
        "<w:t xml:space='preserve'> c\n</w:t>",
        "<w:t>&amp;&#7879;ß</w:t>",
        "<w:t/>",
    ),
    *("<w:tab/>", "<w:br></w:br>", "</w:r><w:r>", "<w:rPr><w:vanish/></w:rPr>"),
]


class TestWord:
    def test_text_is_that_of_all_paragraphs(self, read_as: ReadAs, article: bytes) -> None:
        document = read_as("a.docx", article)
        paragraphs = ["Tin Lào", f"Ông {NAME}, Thủ tướng Lào & bạn.", "Sonexay", "Siphandone"]
        assert document.text.split("\n\n")[:4] == paragraphs
        assert document.text.split("\n\n")[-2:] == ["Viêng Chăn", "Trang"]
        assert (document.kind, document.source, document.line(0)) == ("docx", None, None)
        assert edited(document) == article

    def test_a_name_over_several_runs_gets_its_gloss_in_the_last_run(
        self, read_as: ReadAs, article: bytes
    ) -> None:
        document = read_as("a.docx", article)
        mention = next(m for m in load().find(document.text) if m.match.entry.id == "sonexay-siphandone")
        new = edited(document, Edit(mention.end, mention.end, "", GLOSS))
        old = runs_of(article)
        assert runs_of(new) == [*old[:3], (old[3][0] + GLOSS, *old[3][1:]), old[4]]
        assert read_as("b.docx", new).text == document.text.replace(NAME, NAME + GLOSS)

    def test_a_name_over_several_runs_is_replaced_in_the_first_run(
        self, read_as: ReadAs, article: bytes
    ) -> None:
        document = read_as("a.docx", article)
        new = edited(document, replacement(document, NAME, "X"))
        assert [text for text, *_ in runs_of(new)] == ["Ông ", "X", "", "", ", Thủ tướng Lào & bạn."]
        assert [kept for _, *kept in runs_of(new)] == [kept for _, *kept in runs_of(article)]
        new = edited(document, replacement(document, NAME, "X Y"))
        assert [text for text, *_ in runs_of(new)] == ["Ông ", "X", " ", "Y", ", Thủ tướng Lào & bạn."]

    def test_other_members_keep_their_bytes_and_places(self, read_as: ReadAs, article: bytes) -> None:
        document = read_as("a.docx", article)
        for words, changed in (("Trang", "word/footer1.xml"), ("Ông", "word/document.xml")):
            new = edited(document, insertion(document, words))
            old_members, new_members = raw_members(article), raw_members(new)
            assert [name for name, _ in new_members] == [name for name, _ in old_members]
            differing = [old[0] for old, new in zip(old_members, new_members, strict=True) if old != new]
            assert differing == [changed]
            assert part(new, changed).replace(GLOSS, "") == part(article, changed)
            assert edited(document, insertion(document, words)) == new

    @given(
        cuts=st.sets(st.integers(0, 45), max_size=8),
        styles=st.lists(st.sampled_from(["bold", "italic", "underline", ""]), min_size=9, max_size=9),
    )
    @settings(max_examples=30)
    def test_names_are_found_however_the_runs_are_cut(
        self, tmp_path_factory: pytest.TempPathFactory, cuts: set[int], styles: list[str]
    ) -> None:
        text = f"Thủ tướng {NAME} & phu nhân đến."
        made = docx.Document()
        paragraph = made.add_paragraph()
        places = [0, *sorted(cut for cut in cuts if 0 < cut < len(text)), len(text)]
        for start, end, style in zip(places, places[1:], styles, strict=False):
            run = paragraph.add_run(text[start:end])
            if style:
                setattr(run, style, True)
        document = reading("docx", saved(made), tmp_path_factory)
        assert document.text == text
        (mention,) = [m for m in load().find(text) if m.match.entry.id == "sonexay-siphandone"]
        new = edited(document, Edit(mention.end, mention.end, "", GLOSS))
        again = docx.Document(io.BytesIO(new)).paragraphs[0]
        assert again.text == text.replace(NAME, NAME + GLOSS)
        last = next(run for run in again.runs if GLOSS in run.text)
        assert [run.text.replace(GLOSS, "") for run in again.runs] == [run.text for run in paragraph.runs]
        assert last.bold == paragraph.runs[[r.text for r in again.runs].index(last.text)].bold

    @pytest.mark.parametrize(
        ("xml", "text"),
        [
            ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/></w:r></w:p><w:p/>", "a\tb\n\n\n"),
            (
                "<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b&amp;&#233;<![CDATA[<]]></w:t></w:r></w:p>",
                "a\u2011b&é<",
            ),
            ("<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t xml:space='preserve'> b </w:t></w:r></w:p>", "a b "),
            (
                "<w:p><w:del><w:r><w:delText>x</w:delText><w:t>x</w:t></w:r></w:del><w:ins><w:r><w:t>a</w:t></w:r></w:ins></w:p>",
                "a",
            ),
            ("<w:p><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:r><w:t>a</w:t></w:r></w:p>", "a"),
            (
                "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"
                "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>a</w:t></w:r></w:p>",
                "a",
            ),
            (
                "<w:p><w:pPr><w:tabs><w:tab/></w:tabs><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
                "a",
            ),
            (
                "<w:p><w:hyperlink><w:r><w:t>a</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>b</w:t></w:r></w:sdtContent></w:sdt></w:p>",
                "ab",
            ),
            (
                "<w:p><w:fldSimple w:instr=' PAGE '><w:r><w:t>x</w:t></w:r></w:fldSimple>"
                "<w:fldSimple w:instr='HYPERLINK x'><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>",
                "a",
            ),
            (
                "<w:p><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt>"
                "<w:rubyBase><w:r><w:t>a</w:t></w:r></w:rubyBase></w:ruby></w:p>",
                "a",
            ),
            (
                "<w:p><w:r><w:t>a</w:t><mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice>"
                "<mc:Fallback><w:r><w:t>x</w:t></w:r></mc:Fallback></mc:AlternateContent><w:t>b</w:t></w:r></w:p>",
                "ab\n\nbox",
            ),
            (
                "<x><y xmlns='urn:y'><t>x</t></y></x>"
                "<w:p><w:r><t>x</t><w:instrText>x</w:instrText></w:r><w:t>x</w:t></w:p>",
                "",
            ),
        ],
    )
    def test_text_is_what_a_reader_sees(self, read_as: ReadAs, xml: str, text: str) -> None:
        content = of_body(xml)
        document = read_as("a.docx", content)
        assert document.text == text
        assert edited(document) == content

    def test_results_of_fields_are_left_alone_unless_they_were_typed(self, read_as: ReadAs) -> None:
        def field(instruction: str, result: str) -> str:
            kinds = [
                f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
            ]
            return (
                f"{kinds[0]}<w:r><w:instrText> {instruction} </w:instrText></w:r>{kinds[1]}{result}{kinds[2]}"
            )

        def run(text: str) -> str:
            return f"<w:r><w:t>{text}</w:t></w:r>"

        contents = field("TOC \\o", run("x") + "</w:p><w:p>" + field('HYPERLINK "y"', run("x")))
        link, reference = (
            field('HYPERLINK "y"', run("a") + field("REF z", run("x"))),
            field("REF z", run("x")),
        )
        document = read_as("a.docx", of_body(f"<w:p>{contents}</w:p><w:p>{link}{reference}{run('b')}</w:p>"))
        assert document.text == "\n\n\n\nab"

    @pytest.mark.parametrize(
        ("xml", "edit", "new"),
        [
            ("<w:t>ab</w:t>", Edit(1, 1, "", "<&>"), "<w:t>a&lt;&amp;&gt;b</w:t>"),
            ("<w:t>ab</w:t>", Edit(2, 2, "", " c"), "<w:t>ab c</w:t>"),
            ("<w:t>ab</w:t>", Edit(2, 2, "", " "), '<w:t xml:space="preserve">ab </w:t>'),
            ("<w:t> \nab\t</w:t>", Edit(0, 0, "", " "), '<w:t xml:space="preserve"> ab</w:t>'),
            (
                '<w:t xml:space="default" w:x=">">ab</w:t>',
                Edit(0, 1, "", ""),
                '<w:t xml:space="default" w:x=">">b</w:t>',
            ),
            (
                '<w:t xml:space="default" w:x=">">ab</w:t>',
                Edit(0, 1, "", " "),
                '<w:t xml:space="preserve" w:x=">"> b</w:t>',
            ),
            ("<w:t>a b</w:t>", Edit(0, 1, "", ""), '<w:t xml:space="preserve"> b</w:t>'),
            ("<w:t>a&#7879;&amp;b</w:t>", Edit(1, 3, "", "-"), "<w:t>a-b</w:t>"),
            ("<w:t>a&#7879;</w:t>", Edit(2, 2, "", "+"), "<w:t>a&#7879;+</w:t>"),
            (
                "<w:t>a</w:t><w:noBreakHyphen></w:noBreakHyphen><w:t>b</w:t>",
                Edit(0, 3, "", "X"),
                "<w:t>X</w:t><w:t></w:t>",
            ),
            (
                "<w:t>a</w:t><w:noBreakHyphen/>",
                Edit(2, 2, "", "+"),
                '<w:t>a</w:t><w:noBreakHyphen/><w:t xml:space="preserve">+</w:t>',
            ),
            ("<w:tab/>", Edit(0, 1, "", "&"), '<w:t xml:space="preserve">&amp;</w:t>'),
            ("<w:tab/><w:t>a</w:t>", Edit(1, 1, "", "+"), "<w:tab/><w:t>+a</w:t>"),
            ("<w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t>", Edit(1, 3, "", "+"), None),
            ("<w:t>a\r\nb</w:t>", Edit(1, 2, "", " "), "<w:t>a b</w:t>"),
        ],
    )
    def test_edits_are_made_where_the_text_stands(
        self, read_as: ReadAs, xml: str, edit: Edit, new: str | None
    ) -> None:
        document = read_as("a.docx", of_body(f"<w:p><w:r>{xml}</w:r></w:p>"))
        content = edited(document, edit)
        if new is not None:
            assert part(content) == body(f"<w:p><w:r>{new}</w:r></w:p>")
        expected = document.text[: edit.start] + edit.new + document.text[edit.end :]
        if "\n\n" not in document.text:
            assert read_as("b.docx", content).text == expected

    @given(
        pieces=st.lists(
            st.sampled_from(PIECES),
            max_size=12,
        ),
        place=st.integers(0, 20),
        length=st.integers(0, 6),
        new=st.sampled_from(["X", " ", " (X)", "& ", ""]),
    )
    def test_any_edit_shows_and_can_be_undone(
        self, tmp_path_factory: pytest.TempPathFactory, pieces: list[str], place: int, length: int, new: str
    ) -> None:
        document = reading("docx", of_body(f"<w:p><w:r>{''.join(pieces)}</w:r></w:p>"), tmp_path_factory)
        start, end = (min(offset, len(document.text)) for offset in (place, place + length))
        if document.text:
            text = reading("docx", edited(document, Edit(start, end, "", new)), tmp_path_factory).text
            assert text == document.text[:start] + new + document.text[end:]

    def test_nothing_can_be_inserted_where_there_is_no_run(self, read_as: ReadAs) -> None:
        document = read_as("a.docx", of_body("<w:p><w:r><w:t>a</w:t></w:r></w:p><w:p/>"))
        with pytest.raises(ValueError, match="nothing can be inserted at 3, in an empty paragraph"):
            document.edited([Edit(3, 3, "", "X")])

    def test_several_edits_in_several_parts(self, read_as: ReadAs) -> None:
        header = f"<w:hdr {W}><w:p><w:r><w:t>ab</w:t></w:r></w:p></w:hdr>"
        content = packed(
            {
                "header1.xml": header,
                "other.bin": b"x" * 100,
                "document.xml": body("<w:p><w:r><w:t>cd</w:t></w:r></w:p>"),
            }
        )
        document = read_as("a.docx", content)
        assert document.text == "cd\n\nab"
        edits = [Edit(0, 0, "", "1"), Edit(1, 1, "", "2"), Edit(1, 2, "d", "3"), Edit(4, 4, "", "4")]
        new = edited(document, *edits)
        assert read_as("b.docx", new).text == "1c23\n\n4ab"
        assert zipfile.ZipFile(io.BytesIO(new)).comment == b"a comment"

    def test_parts_may_be_in_utf_16_and_of_the_strict_kind(self, read_as: ReadAs) -> None:
        xml = body("<w:p><w:r><w:t>Lào</w:t></w:r></w:p>").replace("UTF-8", "UTF-16")
        xml = xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        document = read_as("a.docx", packed({"document.xml": xml.encode("utf-16")}))
        new = edited(document, insertion(document, "Lào"))
        with zipfile.ZipFile(io.BytesIO(new)) as file:
            assert file.read("word/document.xml").decode("utf-16") == xml.replace("Lào", "Lào" + GLOSS)

    def test_archives_may_be_written_in_one_go(self, read_as: ReadAs) -> None:
        class Pipe(io.RawIOBase):
            """A stream without places, to which sizes are written after what they are of."""

            def __init__(self) -> None:
                self.written = b""

            def writable(self) -> bool:
                return True

            def write(self, data: bytes) -> int:  # type: ignore[override]
                self.written += bytes(data)
                return len(data)

        pipe = Pipe()
        packed(
            {"document.xml": body("<w:p><w:r><w:t>ab</w:t></w:r></w:p>"), "footnotes.xml": f"<w:x {W}/>"},
            cast("IO[bytes]", pipe),
        )
        document = read_as("a.docx", pipe.written)
        assert part(edited(document, Edit(2, 2, "", "c"))) == body("<w:p><w:r><w:t>abc</w:t></w:r></w:p>")

    def test_members_may_be_unpacked(self, read_as: ReadAs) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as file:
            main = f'<Types><Override PartName="/word/D.xml" ContentType="{TYPE.format("document.main")}"/></Types>'
            file.writestr("[Content_Types].xml", main)
            file.writestr("word/d.xml", body("<w:p><w:r><w:t>ab</w:t></w:r></w:p>"))
        document = read_as("a.docx", buffer.getvalue())
        assert "<w:t>abc</w:t>" in part(edited(document, Edit(2, 2, "", "c")), "word/d.xml")

    def test_text_in_old_encodings_is_refused(self, read_as: ReadAs) -> None:
        with pytest.raises(TenlaoError, match=r"a\.docx: .*is VNI text saved as Unicode; convert it first"):
            read_as(
                "a.docx", of_body("<w:p><w:r><w:t>Ñoàng chí Thuû töôùng thaêm Vieät Nam</w:t></w:r></w:p>")
            )

    def test_there_is_no_source_to_edit(self, read_as: ReadAs, article: bytes) -> None:
        with pytest.raises(ValueError, match="no source"):
            read_as("a.docx", article).edited([], in_source=True)


class TestCharacterData:
    """Text in CDATA sections, which Word reads, though it writes none."""

    @pytest.mark.parametrize(
        ("written", "text"),
        [
            ("<![CDATA[&]]>", "&"),
            ("<![CDATA[&amp; Lao]]>", "&amp; Lao"),
            ("a<![CDATA[<b> & ]]>c<![CDATA[]]>", "a<b> & c"),
            ("a<!-- <![CDATA[ -->b<?x <![CDATA[ ?>c", "abc"),
            ("<![CDATA[a\r\nb]]]]><![CDATA[>c]]>", "a\nb]]>c"),
        ],
    )
    def test_is_read_and_edited_as_other_text(self, read_as: ReadAs, written: str, text: str) -> None:
        document = read_as("a.docx", of_body(f"<w:p><w:r><w:t>{written}</w:t></w:r></w:p>"))
        assert document.text == text
        assert edited(document) == document.original
        for start, end in [(0, 1), (len(text), len(text)), (0, len(text))]:
            new = edited(document, Edit(start, end, text[start:end], " <&> "))
            assert read_as("b.docx", new).text == f"{text[:start]} <&> {text[end:]}"

    def test_an_unclosed_section_is_no_xml(self, read_as: ReadAs) -> None:
        with pytest.raises(TenlaoError, match="is no valid XML"):
            read_as("a.docx", of_body("<w:p><w:r><w:t>" + "<![CDATA[ " * 100_000 + "</w:t></w:r></w:p>"))


class TestHostileWord:
    def refusal(self, read_as: ReadAs, content: bytes) -> str:
        with pytest.raises(TenlaoError) as caught:
            read_as("a.docx", content)
        return str(caught.value).rpartition("a.docx")[2]

    def test_what_is_no_word_document(self, read_as: ReadAs) -> None:
        assert "is no Word document (.docx), which would be a ZIP" in self.refusal(read_as, b"")
        assert "is no Word document (.docx), which would be a ZIP" in self.refusal(read_as, b"Sonexay" * 100)
        assert "is no Word document (.docx)" in self.refusal(read_as, packed({}))
        assert "in the old format of Word" in self.refusal(
            read_as, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
        )

    def test_bombs(self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch) -> None:
        bomb = packed({"document.xml": b" " * (40 << 20)})
        assert len(bomb) < 60_000
        assert ": unpacks to more than a document ever holds: word/document.xml" in self.refusal(
            read_as, bomb
        )
        monkeypatch.setattr(zip_surgery, "LARGEST_CONTENT", 2000)
        long = of_body("<w:p/>" + "".join(map(str, range(1000))))
        assert ": unpacks to more than a document ever holds" in self.refusal(read_as, long)

    def test_bombs_of_several_parts(self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(zip_surgery, "LARGEST_AT_ANY_RATIO", 2000)
        monkeypatch.setattr(zip_surgery, "LARGEST_RATIO", 1)
        parts = {"document.xml": body("x" * 900), "header1.xml": body("y" * 900)}
        assert ": unpacks to more than a document ever holds: word/header1.xml" in self.refusal(
            read_as, packed(parts)
        )
        read_as("a.docx", packed({**parts, "header1.xml": body("y")}))

    def test_too_many_pieces_in_several_parts(self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(word_xml, "MOST_PIECES", 5)
        parts = {"document.xml": body("<w:p/>" * 3), "header1.xml": body("<w:p/>" * 2)}
        read_as("a.docx", packed(parts))
        parts["header1.xml"] = body("<w:p/>" * 3)
        assert ": word/header1.xml: has more than 5 pieces of text" in self.refusal(read_as, packed(parts))

    def test_members_in_one_place(self, read_as: ReadAs) -> None:
        content = packed({"document.xml": body(""), "header1.xml": body("")})
        end = content.rindex(b"PK\5\6")
        first, second = content.rindex(b"PK\1\2", 0, content.rindex(b"PK\1\2")), content.rindex(b"PK\1\2")
        both = content[:second] + content[second : second + 42] + content[first + 42 : first + 46]
        assert "is a damaged ZIP archive" in self.refusal(
            read_as, both + content[second + 46 : end] + content[end:]
        )

    def test_too_many_members(self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(zip_surgery, "MOST_MEMBERS", 5)
        many = packed({"document.xml": body(""), **{f"{n}.xml": "" for n in range(4)}})
        assert ": has 6 parts; a Word document has no more than 5" in self.refusal(read_as, many)

    def test_too_many_pieces(self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(word_xml, "MOST_PIECES", 5)
        assert ": word/document.xml: has more than 5 pieces of text" in self.refusal(
            read_as, of_body("<w:p/>" * 6)
        )

    def test_entities(self, read_as: ReadAs) -> None:
        for declaration in (
            '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>',
            '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        ):
            xml = declaration + body("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>").partition("?>")[2]
            message = ": word/document.xml: declares a document type, which no Word document does"
            assert message in self.refusal(read_as, packed({"document.xml": xml}))

    def test_broken_xml(self, read_as: ReadAs) -> None:
        assert ": word/document.xml:2: is no valid XML (mismatched tag)" in self.refusal(
            read_as, of_body("<w:p>")
        )
        assert ": word/document.xml:1: is not UTF-8 at byte" in self.refusal(
            read_as, packed({"document.xml": b"<a>\xff"})
        )

    def test_deep_nesting(self, read_as: ReadAs) -> None:
        deep = of_body("<w:p>" * 2000 + "</w:p>" * 2000)
        assert ": word/document.xml: has elements nested more than 1000 deep" in self.refusal(read_as, deep)

    def test_encryption(self, read_as: ReadAs, article: bytes) -> None:
        locked = bytearray(article)
        locked[article.index(b"PK\1\2") + 8] |= 1
        assert ": is encrypted" in self.refusal(read_as, bytes(locked))

    def test_two_members_of_one_name(self, read_as: ReadAs) -> None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as file:
            file.writestr("a", "")
            with pytest.warns(UserWarning, match="Duplicate name"):
                file.writestr("a", "")
        assert ": is a damaged ZIP archive" in self.refusal(read_as, buffer.getvalue())

    def test_pieces_of_documents(self, read_as: ReadAs, article: bytes) -> None:
        for size in (*range(0, 200, 7), *range(0, len(article), len(article) // 50)):
            self.refusal(read_as, article[:size])

    @given(
        places=st.lists(
            st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=4
        )
    )
    @settings(max_examples=200)
    def test_documents_with_wrong_bytes_are_refused_or_left_as_they_are(
        self, tmp_path_factory: pytest.TempPathFactory, places: Sequence[tuple[float, int]]
    ) -> None:
        content = bytearray(of_body("<w:p><w:r><w:t>ab</w:t></w:r></w:p>"))
        for place, byte in places:
            content[int(place * len(content))] = byte
        with contextlib.suppress(TenlaoError):
            document = reading("docx", bytes(content), tmp_path_factory)
            assert edited(document) == bytes(content)
            with contextlib.suppress(ValueError):
                edited(document, Edit(0, 0, "", "X"))

    def test_long_texts_take_no_longer(self, read_as: ReadAs) -> None:
        for piece in (
            "<w:r><w:t>a</w:t></w:r>",
            "<w:r><w:t>\n\n\n</w:t></w:r>",
            "<w:r><w:t>&amp;&amp;</w:t><w:tab/></w:r>",
        ):
            document = read_as("a.docx", of_body("<w:p>" + piece * 20_000 + "</w:p>"))
            edits = [Edit(at, at, "", "X") for at in range(0, len(document.text), 10)]
            edited(document, *edits)
        blanks = "<w:p><w:r><w:t>" + "\n" * 200_000 + "</w:t></w:r></w:p>"
        assert read_as("a.docx", of_body(blanks)).text == ""

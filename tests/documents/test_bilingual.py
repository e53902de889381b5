"""Translators' files: which units they have, and what is read and changed in them."""

import io
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tenlao import Edit, TenlaoError
from tenlao.documents.bilingual import BilingualDocument
from tenlao.documents.formats import document_in
from tenlao.documents.text import JOINER

XLIFF_1 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
 <file original="a" source-language="en" target-language="vi" datatype="plaintext"><body>
  <trans-unit id="1"><source>In <g id="1">Luang</g> Prabang &amp; Pakse</source>
   <target>Ở <g id="1">Luông</g> Pha Băng &amp; <ph id="2">&lt;b&gt;Sê Kông</ph>Pắc-xế</target>
   <alt-trans><source>Another</source><target>Khác</target></alt-trans></trans-unit>
  <trans-unit id="2" translate="no"><source>Keep</source><target>Giữ</target></trans-unit>
  <trans-unit id="3"><source>Not yet</source><target/></trans-unit>
  <trans-unit id="4"><source>è</source><target><![CDATA[A < B]]></target></trans-unit>
 </body></file>
</xliff>
"""
XLIFF_2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="vi">
<file id="f"><unit id="1"><segment><source>To <pc id="1">Pakse</pc>.</source>
<target>Đến <pc id="1">Pắc-xế</pc>.</target></segment><ignorable><source> </source></ignorable>
<segment><source>Now.</source><target>Ngay.</target></segment></unit></file>
</xliff>"""
TMX = """<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en" adminlang="en"/><body>
<tu><tuv xml:lang="vi-VN"><seg>Đến <bpt i="1">&lt;b></bpt>Pắc-xế<ept i="1">&lt;/b></ept></seg></tuv>
<tuv xml:lang="en-US"><seg>To Pakse</seg></tuv><tuv xml:lang="lo"><seg>ໄປ ປາກເຊ</seg></tuv></tu>
</body></tmx>"""
PO = """# A comment
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

#: a.py:1
msgctxt "menu"
msgid "Go to "
"\\"Pakse\\"\\n"
msgstr "Đến "
"\\"Pắc-xế\\"\\n"

#, fuzzy
msgid "Attapeu"
msgstr "Sê Kông"

msgid "Not yet"
msgstr ""
msgid "%d day"
msgid_plural "%d days"
msgstr[0] "%d ngày"
msgstr[1] "%d ngày nữa"

#~ msgid "Old"
#~ msgstr "Cũ"
"""


def read(source: str, name: str) -> BilingualDocument:
    document = document_in(source.encode("utf-16" if "UTF-16" in source else "utf-8"), name)
    assert isinstance(document, BilingualDocument)
    return document


def units(document: BilingualDocument) -> list[tuple[str, str]]:
    """The originals and translations as readers see them."""
    return [
        (unit.original, document.text[slice(*unit.translation)].replace(JOINER, ""))
        for unit in document.units
    ]


@pytest.mark.parametrize(
    ("source", "name", "expected"),
    [
        (
            XLIFF_1,
            "a.xlf",
            [("In Luang Prabang & Pakse", "Ở Luông Pha Băng & Pắc-xế"), ("è", "A < B")],
        ),
        (XLIFF_2, "a.xliff", [("To Pakse.", "Đến Pắc-xế."), ("Now.", "Ngay.")]),
        (TMX, "a.tmx", [("To Pakse", "Đến Pắc-xế"), ("To Pakse", "ໄປ ປາກເຊ")]),
        (
            PO,
            "a.po",
            [('Go to "Pakse"\n', 'Đến "Pắc-xế"\n'), ("%d day", "%d ngày"), ("%d days", "%d ngày nữa")],
        ),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_units_are_read(source: str, name: str, expected: list[tuple[str, str]], line_end: str) -> None:
    document = read(source.replace("\n", line_end), name)
    assert units(document) == expected
    assert len(document.text) == len(document.source)
    assert document.edited([]) == document.original


@pytest.mark.parametrize(
    ("source", "name", "expected"),
    [
        (
            "<tmx><tu><tuv><seg>A</seg></tuv><tuv xml:lang='vi'><seg>B <tu><tuv><seg>C</seg></tuv>"
            "<tuv xml:lang='vi'><seg>D</seg></tuv></tu></seg></tuv></tu></tmx>",
            "a.tmx",
            [("A", "B CD")],
        ),
        (
            "<xliff><trans-unit><source>A</source><target>B <trans-unit><source>C</source><target>D</target>"
            "</trans-unit></target></trans-unit></xliff>",
            "a.xlf",
            [("A", "B CD")],
        ),
    ],
)
def test_a_unit_within_a_translation_is_a_part_of_that(
    source: str, name: str, expected: list[tuple[str, str]]
) -> None:
    document = read(source, name)
    assert units(document) == expected
    assert len(document.text) == len(document.source)


def test_po_files_are_read_as_babel_reads_them() -> None:
    expected = []
    for message in read_po(io.BytesIO(PO.encode())):
        if message.id and message.string and not message.fuzzy:
            ids, strings = message.id, message.string
            pairs = zip(ids, strings, strict=True) if isinstance(ids, tuple) else [(ids, strings)]
            expected += [(str(id), str(string)) for id, string in pairs if string]
    assert units(read(PO, "a.po")) == expected


@pytest.mark.parametrize(
    ("source", "name"), [(XLIFF_1, "a.xlf"), (TMX, "a.tmx"), (PO, "a.po"), (XLIFF_2, "b.xlf")]
)
def test_only_translations_change_and_what_is_new_is_escaped(source: str, name: str) -> None:
    document = read(source, name)
    start = document.text.index("Pắc-xế")
    new = document.edited([Edit(start, start + 6, "Pắc-xế", 'P<&"')])
    escaped = 'P<&\\"' if name == "a.po" else 'P&lt;&amp;"'
    first = source.index("Pắc-xế")
    wanted = source[:first] + escaped + source[first + 6 :]
    assert new.decode("utf-16" if "UTF-16" in source else "utf-8") == wanted
    assert 'P<&"' in document_in(new, name).text.replace(JOINER, "")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"<xliff><file>", "a.xlf", "a.xlf:1: is no valid XML"),
        (b"<html/>", "a.xlf", "a.xlf: is no XLIFF, but XML with the root html"),
        (b"<xliff/>", "a.tmx", "a.tmx: is no TMX"),
        (b"", "a.tmx", "is no valid XML"),
        (b'<!DOCTYPE xliff SYSTEM "x"><xliff/>', "a.xlf", "declares a document type"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx>&a;</tmx>', "a.tmx", "declares an entity"),
        (b'msgid "a"\nmsgstr "b\n', "a.po", "a.po:2: is no line of a PO file"),
        (b'"a"\n', "a.po", "a.po:1: is no line of a PO file"),
        (b"\x00\x01", "a.po", "a.po"),
        (b"%PDF-1.4", "a.po", "PDF"),
    ],
)
def test_what_is_no_such_file_is_refused_with_what_to_do(content: bytes, name: str, said: str) -> None:
    with pytest.raises(TenlaoError) as refused:
        document_in(content, name)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_without_translations_has_no_text(tmp_path: Path) -> None:
    for name, source in {"a.xlf": "<xliff/>", "a.tmx": "<tmx/>", "a.po": ""}.items():
        document = read(source, name)
        assert not document.units
        assert not document.text.strip()


@pytest.mark.parametrize(
    ("new", "written"), [("B", "B"), ("A & B <C>", "A & B <C>"), ("A]]>B", "A]]]]><![CDATA[>B"), ("", "")]
)
def test_what_is_written_into_a_cdata_section_is_not_escaped(new: str, written: str) -> None:
    before = "<xliff><trans-unit><source>A</source><target>A <![CDATA[Pakse, <"
    document = read(f"{before}Pakse]]> B</target></trans-unit></xliff>", "a.xlf")
    start = document.text.rindex("Pakse")
    edits = [Edit(start, start + 5, "Pakse", new)]
    edited = document.edited(edits).decode()
    assert edited == f"{before}{written}]]> B</target></trans-unit></xliff>"
    assert units(read(edited, "a.xlf")) == [("A", f"A Pakse, <{new} B")]


def test_what_is_nested_deeper_than_any_program_nests_is_refused() -> None:
    body = "<group>" * 990 + "</group>" * 990
    document = document_in(f'<xliff version="1.2"><file><body>{body}</body></file></xliff>'.encode(), "a.xlf")
    assert document.text.strip() == ""
    body = "<group>" * 2000 + "</group>" * 2000
    with pytest.raises(TenlaoError, match="nested more than 1000 deep"):
        document_in(f'<xliff version="1.2"><file><body>{body}</body></file></xliff>'.encode(), "a.xlf")

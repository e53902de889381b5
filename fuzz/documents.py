"""Documents of each kind, made of texts and of markup that is right, wrong or never ends."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from fuzz.texts import Strategy, encoded, pieces, plain_pieces, texts

EXTENSIONS: Mapping[str, Sequence[str]] = {
    "text": ("txt",),
    "markdown": ("md",),
    "html": ("html", "xhtml"),
    "subtitles": ("srt", "vtt"),
    "docx": ("docx",),
    "odt": ("odt",),
    "xliff": ("xlf", "xliff"),
    "tmx": ("tmx",),
    "po": ("po",),
}

_HTML = [
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i class='x y'>",
        "</i>",
        "<br>",
        "<br/>",
        "<td>",
        "<table>",
        "</table>",
        "<tr>",
    ),
    *(
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<textarea>",
        "</textarea>",
        "<svg>",
    ),
    *(
        "</svg>",
        "<math>",
        "<template>",
        "<noscript>",
        "<pre>",
        "</pre>",
        "<code>",
        "</code>",
        "<select>",
        "<plaintext>",
    ),
    *(
        "<!-- -->",
        "<!--",
        "-->",
        "<!-->",
        "<!--->",
        "<!-- tenlao: ignore -->",
        "<!-- tenlao: ignore-file -->",
    ),
    *(
        "<!-- tenlao: ignore TL003, TL006 -->",
        "<!-- tenlao: ignore TL999 -->",
        "<![CDATA[",
        "]]>",
        "<?xml version='1.0'?>",
    ),
    *(
        "<!DOCTYPE html>",
        "<a href='Vientiane'>",
        "</a>",
        '<a href="',
        '">',
        "<",
        ">",
        "</",
        "<p",
        "&",
        "&amp",
        "&notit;",
    ),
    *(
        "<mark>",
        "</mark>",
        '<mark data-entry="attapeu" data-score="1.0" title="x">',
        "<wbr>",
        "<ruby>",
        "<rt>",
        "</rt>",
    ),
    *(
        "<P>",
        "<B\n>",
        "<p/>",
        "<input value='Vientiane'>",
        '<img alt="Vientiane">',
        "<html lang=lo>",
        "<body>",
    ),
]
_MARKDOWN = [
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "```\n",
        "~~~\n",
        "[",
        "](x)",
        "](<x y> 'z')",
        "![",
        "[x]: y 'z'\n",
        "# ",
        "## ",
    ),
    *(
        "- ",
        "* ",
        "1. ",
        "    ",
        "\t",
        "> ",
        ">> ",
        "|",
        "|\n|---|---|\n|",
        "\\",
        "\\*",
        "~~",
        "---\n",
        "***\n",
        "===\n",
    ),
    *(
        "---\ntitle: Vientiane\n---\n",
        "+++\n",
        "<b>",
        "</b>",
        "<div>\n",
        "</div>\n",
        "<!-- ",
        " -->",
        "[^1]",
        "[^1]: ",
        "$",
    ),
    *(
        "<http://a.b/Vientiane>",
        "&nbsp;",
        "&#42;",
        "  \n",
        "\\\n",
        "<!-- tenlao: ignore -->\n",
        "- [ ] ",
        ":-:",
        "\n\n",
        "\n",
    ),
]
_SUBTITLES = [
    *(
        "1\n",
        "00:00:01,000 --> 00:00:04,000\n",
        "00:01.000 --> 00:02.000 align:start\n",
        "\n",
        "\n\n",
        "WEBVTT\n\n",
    ),
    *(
        "NOTE Vientiane\n\n",
        "NOTE tenlao: ignore-file\n\n",
        "STYLE\n",
        "REGION\n",
        "<i>",
        "</i>",
        "<v Sonexay>",
        "<c.x>",
    ),
    *(
        "{\\an8}",
        "{\\",
        "<",
        ">",
        "&amp;",
        "&lt;",
        "-->",
        " --> ",
        "- ",
        "<00:00:02.000>",
        '<font color="x">',
    ),
]
_XLIFF = [
    *(
        "<target>",
        "</target>",
        "<target/>",
        "<source>",
        "</source>",
        "<segment>",
        "</segment>",
        "<g id='1'>",
        "</g>",
    ),
    *(
        "<ph>",
        "</ph>",
        "<x/>",
        "<!-- ",
        " -->",
        "<![CDATA[",
        "]]>",
        "&amp;",
        "&#233;",
        "&nbsp;",
        "<",
        "&",
        "]]",
    ),
]
_TMX = [
    "<tu>",
    "</tu>",
    "<tuv xml:lang='vi'>",
    "</tuv>",
    "<seg>",
    "</seg>",
    "<bpt i='1'>",
    "</bpt>",
    "<hi>",
    "&lt;",
]
_PO = [
    '"',
    '"\n',
    '\n"',
    'msgid "',
    'msgstr "',
    'msgstr[1] "',
    'msgctxt "',
    "#, fuzzy",
    "#~ ",
    "\\n",
    '\\"',
    "\\",
]
SIGNS: Mapping[str, Sequence[str]] = {
    "text": [],
    "markdown": _MARKDOWN,
    "html": _HTML,
    "subtitles": _SUBTITLES,
    "xliff": _XLIFF,
    "tmx": _TMX,
    "po": _PO,
}
# What makes a document of a kind, around anything at all.
WRAPPED: Mapping[str, tuple[str, str]] = {
    "xliff": ("<xliff><trans-unit><source>Pakse</source><target>", "</target></trans-unit></xliff>"),
    "tmx": ("<tmx><tu><tuv><seg>Pakse</seg></tuv><tuv xml:lang='vi'><seg>", "</seg></tuv></tu></tmx>"),
    "po": ('msgid "Pakse"\nmsgstr "', '"\n'),
}

ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-32",
    "utf-16-le",
    "cp1258",
    "tcvn3",
    "vni",
    "latin-1",
    "shift_jis",
    "gb18030",
)


def sources(kind: str) -> Strategy[str]:
    """Texts of a kind of document that is a text."""
    signs = SIGNS[kind]
    marked = [st.sampled_from(signs), st.sampled_from(signs)] if signs else []
    usual = st.lists(st.one_of(plain_pieces(), plain_pieces(), *marked), max_size=30).map("".join)
    odd = st.lists(st.one_of(pieces(), *marked), max_size=30).map("".join)
    nested = st.builds(
        lambda sign, times, rest: sign * times + rest,
        st.sampled_from(signs or ["("]),
        st.integers(2, 200),
        usual,
    )
    made = st.one_of(usual, usual, odd, nested, texts())
    before, after = WRAPPED.get(kind, ("", ""))
    return st.one_of(made, made.map(lambda text: f"{before}{text}{after}")) if before else made


def _bytes(text: str, encoding: str) -> bytes:
    if encoding in ("tcvn3", "vni"):
        from tenlao import TenlaoError
        from tenlao.documents.encodings import Encoding

        try:
            return Encoding(encoding).encode(text)
        except TenlaoError:
            return encoded(text)
    return text.encode(encoding, "ignore")


def contents(kind: str) -> Strategy[bytes]:
    """Contents of files of a kind."""
    if kind == "docx":
        return word_documents()
    if kind == "odt":
        return open_documents()
    in_utf8 = sources(kind).map(encoded)
    line_ends = st.builds(
        lambda text, end: encoded(text.replace("\n", end)), sources(kind), st.sampled_from(["\r\n", "\r"])
    )
    otherwise = st.builds(_bytes, sources(kind), st.sampled_from(ENCODINGS))
    return st.one_of(in_utf8, in_utf8, in_utf8, line_ends, otherwise)


# Word documents

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_PARTS = {
    "document.xml": ("document.main", "document"),
    "header1.xml": ("header", "hdr"),
    "footer1.xml": ("footer", "ftr"),
    "footnotes.xml": ("footnotes", "footnotes"),
    "endnotes.xml": ("endnotes", "endnotes"),
    "comments.xml": ("comments", "comments"),
}
_IN_RUNS = [
    *(
        "<w:tab/>",
        "<w:br/>",
        "<w:noBreakHyphen/>",
        "<w:softHyphen/>",
        "<w:cr/>",
        "<w:sym w:font='x' w:char='F020'/>",
    ),
    *(
        "<w:delText>Vientiane</w:delText>",
        "<w:t/>",
        "<w:instrText>HYPERLINK x</w:instrText>",
        "<w:footnoteReference w:id='1'/>",
    ),
    *(
        "<w:fldChar w:fldCharType='begin'/>",
        "<w:fldChar w:fldCharType='separate'/>",
        "<w:fldChar w:fldCharType='end'/>",
    ),
    *(
        "<!-- x -->",
        "<?x y?>",
        "<w:rPr><w:vanish/></w:rPr>",
        "<w:rPr><w:b/></w:rPr>",
        "<w:t xml:space='preserve'> </w:t>",
    ),
    *(
        "<mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback/></mc:AlternateContent>",
        "<w:t><![CDATA[Vientiane]]></w:t>",
    ),
]
_AROUND = [
    ("<w:p>", "</w:p>"),
    ("<w:p><w:pPr><w:pStyle w:val='x'/></w:pPr>", "</w:p>"),
    ("<w:ins w:id='1'>", "</w:ins>"),
    ("<w:del w:id='1'>", "</w:del>"),
    ("<w:hyperlink>", "</w:hyperlink>"),
    ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ("<w:r><w:txbxContent>", "</w:txbxContent></w:r>"),
    ("<w:fldSimple w:instr='PAGE'>", "</w:fldSimple>"),
    ("<w:smartTag>", "</w:smartTag>"),
    ("<w:moveFrom>", "</w:moveFrom>"),
    (
        "<mc:AlternateContent><mc:Choice Requires='x'>",
        "</mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent>",
    ),
]


def _fit(text: str) -> str:
    from tenlao.base.characters import fit_for_xml

    return escape(fit_for_xml(text))


def _runs() -> Strategy[str]:
    words = st.one_of(plain_pieces(), pieces()).map(_fit)
    text = st.builds("<w:r><w:t xml:space='preserve'>{}</w:t></w:r>".format, words)
    return st.one_of(text, text, text, st.sampled_from(_IN_RUNS).map("<w:r>{}</w:r>".format))


def _bodies() -> Strategy[str]:
    runs = st.lists(_runs(), max_size=8).map("".join)
    paragraphs = st.builds("<w:p>{}</w:p>".format, runs)
    nested = st.recursive(
        runs,
        lambda inner: st.builds(
            lambda around, body: f"{around[0]}{body}{around[1]}", st.sampled_from(_AROUND), inner
        ),
        max_leaves=4,
    )
    return st.lists(st.one_of(paragraphs, paragraphs, nested), max_size=5).map("".join)


def packed(
    parts: Mapping[str, str],
    declaration: str = "<?xml version='1.0' encoding='UTF-8'?>",
    stored: bool = False,
) -> bytes:
    """A Word document of the bodies of its parts."""
    overrides = "".join(
        f"<Override PartName='/word/{name}' ContentType='{_TYPE.format(_PARTS[name][0])}'/>" for name in parts
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("[Content_Types].xml"), f"<Types>{overrides}</Types>")
        for name, inside in parts.items():
            root = _PARTS[name][1]
            inside = f"<w:body>{inside}</w:body>" if root == "document" else inside
            xml = f"{declaration}<w:{root} xmlns:w='{_W}' xmlns:mc='{_MC}'>{inside}</w:{root}>"
            file.writestr(zipfile.ZipInfo(f"word/{name}"), encoded(xml))
    return buffer.getvalue()


def word_documents() -> Strategy[bytes]:
    others = st.dictionaries(
        st.sampled_from([name for name in _PARTS if name != "document.xml"]), _bodies(), max_size=2
    )
    parts = st.builds(lambda body, other: {"document.xml": body, **other}, _bodies(), others)
    declarations = st.sampled_from(
        [
            *["<?xml version='1.0' encoding='UTF-8'?>"] * 6,
            "",
            "\ufeff",
            "<!DOCTYPE x []>",
            "<?xml version='1.1'?>",
        ]
    )
    return st.builds(packed, parts, declarations, st.booleans())


# OpenDocument texts

_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("text", "text"), ("style", "style"), ("draw", "drawing"))
)
_IN_PARAGRAPHS = [
    *("<text:s/>", "<text:s text:c='3'/>", "<text:s text:c='x'/>", "<text:tab/>", "<text:line-break/>"),
    *("<text:bookmark text:name='x'/>", "<text:soft-page-break/>", "<text:page-number>1</text:page-number>"),
    *("<!-- x -->", "<?x y?>", "<![CDATA[Vientiane]]>", "<text:change text:change-id='c'/>", "\n", "  "),
    *("<text:change-start text:change-id='c'/>", "<text:change-end text:change-id='c'/>", "&#233;"),
    "<office:annotation office:name='x'><text:p>Vientiane</text:p></office:annotation>",
]
_AROUND_TEXT = [
    ("<text:span text:style-name='x'>", "</text:span>"),
    ("<text:a>", "</text:a>"),
    ("<text:ruby><text:ruby-base>", "</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>"),
    ("<text:note><text:note-body><text:p>", "</text:p></text:note-body></text:note>"),
    ("<draw:frame><draw:text-box><text:p>", "</text:p></draw:text-box></draw:frame>"),
    ("<text:p>", "</text:p>"),
    ("<text:h>", "</text:h>"),
    ("<text:section><text:p>", "</text:p></text:section>"),
    ("<text:table-of-content>", "</text:table-of-content>"),
    ("<text:span text:style-name='hidden'>", "</text:span>"),
]
_BEFORE_TEXT = [
    *(
        "",
        "",
        "",
        "<office:forms/>",
        "<text:tracked-changes/>",
        "<text:tracked-changes></text:tracked-changes>",
    ),
    "<text:tracked-changes><text:changed-region xml:id='c'><text:deletion><text:p>x</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>",
]


def _texts_of_open_documents() -> Strategy[str]:
    words = st.one_of(plain_pieces(), pieces()).map(_fit)
    inside = st.lists(st.one_of(words, words, words, st.sampled_from(_IN_PARAGRAPHS)), max_size=8).map(
        "".join
    )
    nested = st.recursive(
        inside,
        lambda inner: st.builds(
            lambda around, body: f"{around[0]}{body}{around[1]}", st.sampled_from(_AROUND_TEXT), inner
        ),
        max_leaves=4,
    )
    paragraphs = st.builds("<text:p>{}</text:p>".format, st.one_of(inside, nested))
    return st.lists(st.one_of(paragraphs, paragraphs, nested), max_size=5).map("".join)


def _open_document(before: str, text: str, header: str) -> bytes:
    """An OpenDocument text of what stands in its body and in its header."""
    styles = (
        "<style:style style:name='hidden'><style:text-properties text:display='none'/></style:style>"
        f"<style:master-page><style:header>{header}</style:header></style:master-page>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        xml = f"<office:document-content {_ODF}><office:body><office:text>{before}{text}</office:text></office:body>"
        file.writestr(zipfile.ZipInfo("content.xml"), encoded(f"{xml}</office:document-content>"))
        xml = f"<office:document-styles {_ODF}>{styles}</office:document-styles>"
        file.writestr(zipfile.ZipInfo("styles.xml"), encoded(xml))
    return buffer.getvalue()


def open_documents() -> Strategy[bytes]:
    texts_inside = _texts_of_open_documents()
    return st.builds(_open_document, st.sampled_from(_BEFORE_TEXT), texts_inside, texts_inside)

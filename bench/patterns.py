"""Texts that grow: patterns that are cheap to write and may be dear to read, each as large as it is asked for."""

from __future__ import annotations

import io
import itertools
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.evaluation import parse_marked

__all__ = ["PATTERNS", "Pattern"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is repeated, between a beginning and an end; "{n}" is a number that counts up, "{w}" a word for it.

    `endings` are those of the files that are made of it: each tells which commands read it. With `nested`, the unit
    is repeated before the middle, and another as often after it.
    """

    name: str
    unit: str
    endings: tuple[str, ...] = ("txt",)
    before: str = ""
    after: str = ""
    nested: str = ""

    def made(self, size: int, ending: str) -> bytes:
        """Return a file of about so many bytes."""
        units = self._units() if "{n}" in self.unit or "{w}" in self.unit else itertools.repeat(self.unit)
        pieces, length = [], len((self.before + self.after).encode())
        while length < size:
            piece = next(units)
            pieces.append(piece)
            length += len(piece.encode("utf-8", "surrogatepass")) + len(self.nested.encode())
        before, after = _FRAMES.get(ending, ("", ""))
        text = "".join([before, self.before, *pieces, self.nested * len(pieces), self.after, after])
        content = text.encode("utf-8", "surrogatepass")
        return _packed(content, *_PACKED[ending]) if ending in _PACKED else content

    def _units(self) -> Iterator[str]:
        for number in itertools.count():
            yield self.unit.replace("{n}", str(number)).replace("{w}", _word(number))


_ONSETS = ("b", "k", "kh", "l", "m", "n", "ph", "s", "t", "th", "v", "x")
_SYLLABLES = [f"{onset}{rime}" for onset in _ONSETS for rime in ("a", "ay", "en", "i", "ou", "om", "ong")]


def _word(number: int) -> str:
    """A capitalised word that no other number has: syllables of romanizations."""
    number, last = divmod(number, len(_SYLLABLES))
    word = _SYLLABLES[last]
    while number:
        number, last = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[last]
    return word.capitalize()


_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    f'<Types><Override PartName="/word/document.xml" ContentType="{_TYPE.format("document.main")}"/></Types>'
)
_ODF = " ".join(
    [f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text")]
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_WORD = f'<w:document xmlns:w="{_NAMESPACE}"><w:body>', "</w:body></w:document>"
# What stands before and after the units of a file.
_FRAMES = {
    "docx": _WORD,
    "small.docx": _WORD,
    "odt": (
        f"<office:document-content {_ODF}><office:body><office:text>",
        "</office:text></office:body></office:document-content>",
    ),
    "xlsx": (f"<worksheet {_SHEET}><sheetData>", "</sheetData></worksheet>"),
    "xlf": ('<xliff version="1.2"><file><body>', "</body></file></xliff>"),
    "tmx": ('<tmx version="1.4"><header srclang="en"/><body>', "</body></tmx>"),
}
_WORD_FILES = {"[Content_Types].xml": _TYPES}, "word/document.xml"
_ODT_FILES = {"mimetype": "application/vnd.oasis.opendocument.text"}, "content.xml"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_RELATED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
_WORKBOOK_FILES = (
    {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE.format("sheet.main")}"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPE.format("worksheet")}"/></Types>',
        "_rels/.rels": _RELATED.format(
            f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        ),
        "xl/workbook.xml": f'<workbook {_SHEET} xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="names" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATED.format(
            f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        ),
    },
    "xl/worksheets/sheet1.xml",
)
_PACKED = {
    "docx": (*_WORD_FILES, zipfile.ZIP_STORED),
    "small.docx": (*_WORD_FILES, zipfile.ZIP_DEFLATED),
    "odt": (*_ODT_FILES, zipfile.ZIP_STORED),
    "xlsx": (*_WORKBOOK_FILES, zipfile.ZIP_STORED),
}


def _packed(content: bytes, others: Mapping[str, str], name: str, method: int) -> bytes:
    """A document or a workbook; its size is that of its XML unless the method is to pack it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for other, text in others.items():
            file.writestr(zipfile.ZipInfo(other), text)
        file.writestr(name, content)
    return buffer.getvalue()


def _row(text: str) -> str:
    return f'<row><c t="inlineStr"><is><t>{text}</t></is></c></row>'


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


_NAME, _RENDERED = "Sonexay Siphandone", "Xỏn-xay Xỉ-phăn-đon"
_LAO_NAME, _LAO_WORDS = "ສອນໄຊ ສີພັນດອນ", "ປະຊາຊົນລາວບັນດາເຜົ່າ"
_SLIP, _STRANGER = "Sonexay Siphandnoe", "Bounsavath Phetmixay"
_SENTENCE = (
    f"Chiều 4/3, Thủ tướng Lào {_NAME} ({_RENDERED}) đã tiếp ông Phosay Khaikhamphithoun tại Viêng Chăn. "
)


_UNITS = {
    "xlf": "<trans-unit><source>{}</source><target>{}</target></trans-unit>\n",
    "tmx": '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="vi"><seg>{}</seg></tuv></tu>\n',
    "po": 'msgid "{}"\nmsgstr "{}"\n\n',
    "odt": "<text:p>{1}</text:p>",
}


def _in_units(name: str, original: str, translation: str) -> Iterator[Pattern]:
    """Patterns of translators' files, and of OpenDocument texts: many units, and one that is long."""
    for ending, unit in _UNITS.items():
        whole = unit.replace("{}", "{0}", 1).replace("{}", "{1}")
        yield Pattern(f"{name} in units", whole.format(original, translation), (ending,))
        before, after = whole.format(original, "\0").split("\0")
        yield Pattern(f"{name} in one unit", translation, (ending,), before, after)


def _text(name: str) -> str:
    """A marked-up text of the benchmarks, with a blank line after it."""
    text = Path(__file__).with_name("texts").joinpath(name).read_text(encoding="utf-8")
    return parse_marked(text)[0] + "\n\n"


_ARTICLE, _LAO_ARTICLE = _text("vietnamese.txt"), _text("lao.txt")
_MARKED = ("md", "html")
_ALL = ("txt", "md", "html")

PATTERNS = (
    # Ordinary texts, repeated
    Pattern("article", _ARTICLE, (*_ALL, "srt")),
    Pattern("Lao article", _LAO_ARTICLE, (*_ALL,)),
    Pattern("article on one line", " ".join(_ARTICLE.split()) + " "),
    Pattern("Lao article on one line", " ".join(_LAO_ARTICLE.split()) + " "),
    Pattern("sentence on one line", _SENTENCE, _ALL),
    # One long word
    Pattern("capital letters", "A", ("txt", "md", "lines")),
    Pattern("one capitalised word", "a", ("txt", "lines"), before="S"),
    Pattern("word of syllables", "kham", ("txt", "lines"), before="Bou"),
    Pattern("word of silent letters", "he", ("txt", "lines"), before="S"),
    Pattern("word of readings", "nheuang", ("txt", "lines"), before="Bou"),
    Pattern("word of vowels", "oueui", ("txt", "lines"), before="S"),
    Pattern("small letters", "sonexay"),
    Pattern("Vietnamese word", "ươ", ("txt", "lines"), before="Đ"),
    Pattern("digits", "7", ("txt", "md", "lines", "srt")),
    Pattern("Lao digits", "໗", ("txt", "lines")),
    Pattern("hyphens", "-", ("txt", "md", "html", "lines")),
    Pattern("apostrophes", "'", ("txt", "md", "lines")),
    Pattern("letters and apostrophes", "ab'", ("txt", "lines"), before="S"),
    Pattern("underscores", "a_", ("txt", "md", "lines")),
    Pattern("backslashes", "a\\", ("txt", "md", "lines")),
    Pattern("full stops", ".", ("txt", "md", "lines")),
    Pattern("blanks", " ", ("txt", "md", "html"), before="Sonexay", after="Siphandone"),
    Pattern("no-break spaces", "\u00a0", ("txt", "md"), before="Sonexay", after="Siphandone"),
    Pattern("tabs", "\t", ("txt", "md", "tsv"), before="Sonexay", after="Siphandone"),
    Pattern("line ends", "\n", ("txt", "md", "html", "lines", "srt", "csv")),
    Pattern("carriage returns", "\r", ("txt", "md", "lines")),
    Pattern("line separators", "\u2028", ("txt", "md", "lines")),
    # Words in a row
    Pattern("capitalised words", "Khaikham ", ("txt", "lines")),
    Pattern("words, each another", "{w} ", ("txt", "lines", "md")),
    Pattern("capitals in a row", "KHAM PHAN ", ("txt", "lines")),
    Pattern("rows of capitals", f"{'X' * 200}: đoàn, {_NAME} ", ("txt",)),
    Pattern("Vietnamese syllables", "Xỉ Phăn Đon ", ("txt", "lines")),
    Pattern("hyphened syllables", "xỉ-phăn-", ("txt", "lines"), before="Xỏn-"),
    Pattern("spaced hyphens", "Xỏn - xay ", ("txt",)),
    Pattern("initials", "A. B. C. ", ("txt", "lines")),
    Pattern("initials without blanks", "A.B.", ("txt", "lines")),
    Pattern("titles", "đồng chí ", ("txt", "lines")),
    Pattern("capitalised titles", "Đồng chí Thủ tướng ", ("txt", "lines")),
    Pattern("Lao titles", "ທ່ານ", ("txt", "lines")),
    Pattern("long dates", "ngày 4 tháng 3 năm 2025, ", ("txt",)),
    Pattern("offices", "Bộ trưởng Bộ Ngoại giao ", ("txt",)),
    Pattern("countries", "Lào Việt Nam Thái Lan ", ("txt",)),
    Pattern("quoted", "“Sonexay” ", ("txt",)),
    # Lao script
    Pattern("Lao without blanks", _LAO_WORDS, ("txt", "md", "lines")),
    Pattern("Lao names joined", _LAO_NAME.replace(" ", ""), ("txt", "md", "lines")),
    Pattern("Lao names on one line", _LAO_NAME + " ", ("txt", "md", "lines")),
    Pattern("Lao names on lines", f"ທ່ານ {_LAO_NAME}\n", ("txt", "md", "lines")),
    Pattern("Lao names in a list", _LAO_NAME + ", ", ("txt",)),
    Pattern("one consonant", "ກ ", ("txt", "md", "lines")),
    Pattern("one consonant without blanks", "ກ", ("txt", "lines")),
    Pattern("Lao tone marks", "\u0ec8", ("txt", "lines"), before="ກ"),
    Pattern("Lao leading vowels", "ເ", ("txt", "lines")),
    Pattern("Lao with zero-width spaces", "ສອນໄຊ\u200bສີພັນດອນ\u200b", ("txt", "lines")),
    # Many names, many findings
    Pattern("names on one line", f"{_NAME} ", ("txt", "md", "html", "lines")),
    Pattern("names in a list", f"{_NAME}, ", ("txt", "md", "html")),
    Pattern("names on lines", f"{_NAME}\n", ("txt", "md", "lines", "html")),
    Pattern("renderings on lines", f"{_RENDERED}\n", ("txt", "lines")),
    Pattern("names in two writings", f"{_NAME} ({_RENDERED}), ", ("txt", "md", "html")),
    Pattern("glosses joined", f"{_NAME} ({_RENDERED}; {_NAME}) ", ("txt",)),
    Pattern("glosses after one name", f"({_RENDERED}) ", ("txt",), before=_NAME + " "),
    Pattern("wrong glosses", f"{_NAME} (Thoong-lun Xi-xu-lít), ", ("txt", "md")),
    Pattern("names with a tick", f"{_NAME} (x), ", ("txt",)),
    Pattern("slips on one line", f"ông {_SLIP}, ", ("txt", "md", "html")),
    Pattern("slips on lines", f"ông {_SLIP}\n", ("txt", "md")),
    Pattern("missettings", "Xủn - thon Xay - nha - chắc, ", ("txt", "md")),
    Pattern("strangers", f"ông {_STRANGER} ở Lào, ", ("txt", "md", "lines")),
    Pattern("strangers, each another", "ông {w} {w} ở Lào, ", ("txt", "md")),
    Pattern("strangers on lines", "{w} Phet{w}\n", ("lines", "txt")),
    Pattern("parts of names", "ông Sonexay nói. ", ("txt", "md"), before=f"Ông {_NAME}. "),
    Pattern("parts in capitals", "Sonexay ", ("txt", "lines"), before=f"Ông {_NAME}. "),
    Pattern("two spellings", f"Ông {_NAME}, ông Sonsay Siphandon, ", ("txt", "md")),
    Pattern("places", "tỉnh Savannakhet, Viêng Chăn, ", ("txt",)),
    Pattern("places abroad", "xã Sa Pa, Na Son, Đà Nẵng, ", ("txt",)),
    Pattern("pairs, each another", "{w} {w} ({w}-{w} {w}-{w}), ", ("txt", "md")),
    Pattern("pairs in Lao", f"{_LAO_NAME} ({_NAME}), ", ("txt",)),
    Pattern("pairs in a table", f"| {_NAME} | {_RENDERED} | Thủ tướng |\n", ("txt", "md")),
    Pattern("pairs in one row", f"{_NAME}\t{_RENDERED}\t", ("txt",)),
    Pattern("cells", "|", ("txt", "md")),
    Pattern("bullet list", f"- {_NAME}: {_RENDERED}\n", ("txt", "md")),
    Pattern("dashes between names", f"{_NAME} - {_RENDERED} - ", ("txt",)),
    Pattern("slashes between names", f"{_NAME}/{_RENDERED}/", ("txt", "lines")),
    Pattern("lead-ins", "tiếng Lào: tiếng Việt: ", ("txt",), before=_NAME + " ("),
    # Brackets, quotes, signs
    Pattern("open brackets", "(", ("txt", "md", "html", "lines"), before=_NAME),
    Pattern("open square brackets", "[", ("txt", "md", "html")),
    Pattern("nested brackets", "(", ("txt", "md"), nested=")", before=_NAME),
    Pattern("names with open brackets", f"{_NAME} (", ("txt", "md")),
    Pattern("open quotes", "“", ("txt", "md"), before=_NAME),
    Pattern("quotes", '"', ("txt", "md", "csv"), before=_NAME),
    Pattern("empty brackets", "()", ("txt", "md")),
    Pattern("at signs", "a@", ("txt", "md")),
    Pattern("addresses", "http://", ("txt", "md")),
    Pattern("letters of an address", "abcdefgh:/", ("txt",)),
    Pattern("hashes", "#", ("txt", "md")),
    Pattern("back-ticks", "`", ("txt", "md")),
    # Unicode
    Pattern("piles of marks", "\u0301", ("txt", "md", "lines"), before="Sa"),
    Pattern("marks out of order", "\u0301\u0323", ("txt", "lines"), before="Sa"),
    Pattern("letters with marks", unicodedata.normalize("NFD", "Xỏn-xay Xỉ-phăn-đon "), ("txt", "md")),
    Pattern("zero-width spaces", "\u200b", ("txt", "md", "lines"), before="Sone", after="xay Siphandone"),
    Pattern("word joiners", "\u2060", ("txt", "md", "lines"), before="Sone", after="xay Siphandone"),
    Pattern("soft hyphens", "S\u00ado\u00ad", ("txt", "lines")),
    Pattern("letters and joiners", "S\u2060o\u2060n", ("txt", "lines", "html")),
    Pattern("emojis", "😀", ("txt", "md", "html", "lines")),
    Pattern("names and emojis", f"{_NAME} 👨‍👩‍👧 ", ("txt", "html")),
    Pattern("lone surrogates", "\ud83d", ("txt", "lines")),
    Pattern("letters of old encodings", "aùaø", ("txt",)),
    Pattern("Thai", "สมชาย ", ("txt", "lines")),
    Pattern("Greek and Cyrillic capitals", "Σωκ Пут ", ("txt", "lines")),
    Pattern("ligatures", "ﬀ", ("txt", "lines"), before="S"),
    Pattern("dotted capitals", "İ", ("txt", "lines")),
    # Markdown and HTML
    Pattern("inline code", f"`a` {_NAME} ", ("md",)),
    Pattern("emphasis", f"**{_NAME}** ", ("md",)),
    Pattern("emphasis within words", "**Sone**xay ", ("md",)),
    Pattern("open emphasis", "**a ", ("md",)),
    Pattern("stars", "*", ("md",)),
    Pattern("tildes", "~~a", ("md",)),
    Pattern("links", f"[{_NAME}](https://example.org) ", ("md",)),
    Pattern("open links", "[a](", ("md",)),
    Pattern("open link titles", "[a](b 'c", ("md",)),
    Pattern("link definitions", "[{n}]: https://example.org\n", ("md",)),
    Pattern("links to definitions", "[{n}] ", ("md",)),
    Pattern("images", "![a](b) ", ("md",)),
    Pattern("quoted lines", f"> {_NAME}\n", ("md",)),
    Pattern("quotes in quotes", ">", ("md",)),
    Pattern("list of lists", "- ", ("md",)),
    Pattern("numbered list", f"{{n}}. {_NAME}\n", ("md",)),
    Pattern("headings", f"# {_NAME}\n", ("md",)),
    Pattern("code blocks", "```\na\n```\n", ("md",)),
    Pattern("unclosed comments", "<!-- ", _MARKED),
    Pattern("unclosed waivers", "<!-- tenlao: ignore ", _MARKED),
    Pattern("waivers", "<!-- tenlao: ignore TL003 -->", _MARKED),
    Pattern("waivers on lines", "<!-- tenlao: ignore TL003 -->\n", _MARKED),
    Pattern("waivers and findings", f"ông {_SLIP} <!-- tenlao: ignore TL006 --> ", _MARKED),
    Pattern("waivers and findings on lines", f"ông {_SLIP} <!-- tenlao: ignore TL006 -->\n", _MARKED),
    Pattern("waiver of many rules", "TL003, ", _MARKED, before="<!-- tenlao: ignore ", after=" -->"),
    Pattern("entities", "Vi&ecirc;ng Ch&#259;n ", _MARKED),
    Pattern("open entities", "&", _MARKED),
    Pattern("long entities", "&Counterclockwiseintegralxyz", _MARKED),
    Pattern("deep nesting", "<div>", _MARKED, nested="</div>"),
    Pattern("deep inline nesting", "<b>", ("md", "html"), nested="</b>", before="<p>Sone"),
    Pattern("tags within words", "So<b>ne</b>xay ", _MARKED),
    Pattern("paragraphs", f"<p>{_NAME}</p>", _MARKED),
    Pattern("unclosed tags", "<a ", _MARKED),
    Pattern("open attributes", '<a b="', _MARKED),
    Pattern("attributes", " a=b", ("html",), before="<p", after=f">{_NAME}"),
    Pattern("equals signs", "=", ("html",), before="<p "),
    Pattern("less-than signs", "<", _MARKED),
    Pattern("unclosed scripts", "<script>", ("html",)),
    Pattern("comments in scripts", "<!--<script>", ("html",), before="<script>"),
    Pattern("unclosed pre", "<pre>", ("html",)),
    Pattern("CDATA", "<![CDATA[", ("html",)),
    Pattern("marks of names", f'<mark data-entry="x">{_NAME}</mark> ', ("html",)),
    Pattern("line breaks", "Sonexay<br>Siphandone<br>", ("html",)),
    # Subtitles
    Pattern("cues", f"{{n}}\n00:00:01,000 --> 00:00:02,000\n<i>{_NAME}</i>\n\n", ("srt", "vtt")),
    Pattern("notes", "NOTE tenlao: ignore-file\n\n", ("vtt",), before="WEBVTT\n\n"),
    Pattern("cue tags", "<c.x>", ("srt", "vtt")),
    Pattern("open cue tags", "<c", ("srt",)),
    Pattern("colons", "1:", ("srt",)),
    # Word documents
    Pattern("Word paragraphs", _paragraph(_NAME), ("docx", "small.docx")),
    Pattern("Word article", _paragraph(_SENTENCE), ("docx",)),
    Pattern("Word runs", f"<w:r><w:t>{_NAME}, </w:t></w:r>", ("docx",), before="<w:p>", after="</w:p>"),
    Pattern("Word letters", "<w:r><w:t>S</w:t></w:r>", ("docx",), before="<w:p>", after="</w:p>"),
    Pattern(
        "Word huge paragraph", f"{_NAME}, ", ("docx",), before="<w:p><w:r><w:t>", after="</w:t></w:r></w:p>"
    ),
    Pattern("Word references", "&#83;", ("docx",), before="<w:p><w:r><w:t>", after="</w:t></w:r></w:p>"),
    Pattern(
        "Word names in references",
        "&#83;onexay &#83;iphandone, ",
        ("docx",),
        before="<w:p><w:r><w:t>",
        after="</w:t></w:r></w:p>",
    ),
    Pattern("Word slips", _paragraph(f"ông {_SLIP}"), ("docx",)),
    Pattern("Word empty paragraphs", "<w:p/>", ("docx",)),
    Pattern("Word tabs", "<w:tab/>", ("docx",), before="<w:p><w:r>", after="</w:r></w:p>"),
    Pattern(
        "Word fields",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        ("docx",),
        before="<w:p>",
        after="</w:p>",
    ),
    Pattern("Word attributes", ' w:a{n}="b"', ("docx",), before="<w:p", after=f"/>{_paragraph(_NAME)}"),
    Pattern("Word comments", "<!--a-->", ("docx",), after=_paragraph(_NAME)),
    Pattern(
        "Word sections", "<![CDATA[S]]>", ("docx",), before="<w:p><w:r><w:t>", after="</w:t></w:r></w:p>"
    ),
    Pattern("Word nested text boxes", "<w:p>" * 300 + "</w:p>" * 300, ("docx",)),
    # Tables of names
    Pattern("sheet", "{w} Siphandone\tXỏn-xay Xỉ-phăn-đon\n", ("tsv",), before="latin\tvietnamese\n"),
    Pattern("sheet of one name", f"{_NAME},{_RENDERED}\n", ("csv",), before="latin,vietnamese\n"),
    Pattern("sheet with one long cell", "a", ("csv",), before="latin,vietnamese\nS", after=",b\n"),
    Pattern("sheet of many columns", "a{n},", ("csv",), before="latin,", after="\nSone,\n"),
    Pattern(
        "table",
        '[[entry]]\nid = "e{n}"\nkind = "person"\nlatin = ["{w} Siphandone"]\n\n',
        ("toml",),
    ),
    Pattern("names in a column", "{w} Siphandone\n", ("csv",), before="latin\n"),
    Pattern("names in a workbook", _row("{w} Siphandone"), ("xlsx",), before=_row("latin")),
    Pattern("one name in a workbook", _row(_NAME), ("xlsx",), before=_row("latin")),
    Pattern("one name in a column", f"{_NAME}\n", ("csv",), before="latin\n"),
    Pattern(
        "table of forms",
        '[[entry]]\nid = "e{n}"\nkind = "person"\nlatin = ["{w} Siphandone", "{w} Phetmixay"]\n'
        'vietnamese = ["{w}-xay Xỉ-phăn-đon"]\nlao = ["ສອນໄຊ ສີພັນດອນ"]\n\n',
        ("toml",),
    ),
    # Translators' files and OpenDocument texts
    *_in_units("names", _NAME, f"ông {_RENDERED}, "),
    *_in_units("wrong names", _NAME, "ông Thoong-lun Xi-xu-lít, "),
    *_in_units("slips", _NAME, f"ông {_SLIP}, "),
    *_in_units("strangers, each another,", "Mr. {w} {w}, Laos", "ông {w} {w} ở Lào, "),
    *_in_units("sentences", _SENTENCE, _SENTENCE),
    Pattern("PO escapes", "\\n", ("po",), before='msgid "a"\nmsgstr "', after='"\n'),
    Pattern("PO names and escapes", f"{_NAME}\\n", ("po",), before='msgid "a"\nmsgstr "', after='"\n'),
    Pattern("PO escaped originals", "\\n", ("po",), before='msgid "', after='"\nmsgstr "Lào"\n'),
    Pattern("PO lines", f'"{_NAME}"\n', ("po",), before='msgid "a"\nmsgstr ""\n'),
    Pattern("PO comments", "#, fuzzy\n", ("po",), after='msgid "a"\nmsgstr "b"\n'),
    Pattern("PO plurals", 'msgstr[1] "b"\n', ("po",), before='msgid "a"\nmsgid_plural "b"\n'),
    *(
        Pattern(f"{name} in a unit", unit, (ending,), *_UNITS[ending].format("a", "\0").split("\0"))
        for ending in ("xlf", "tmx")
        for name, unit in (
            ("references", "&#83;"),
            ("codes", '<ph id="1">x</ph>'),
            ("tags within words", 'So<g id="1">ne</g>xay '),
            ("comments", "<!--a-->"),
            ("sections", "<![CDATA[S]]>"),
        )
    ),
    Pattern("nested groups", "<group>", ("xlf",), nested="</group>"),
    Pattern("empty units", "<trans-unit/>", ("xlf",)),
    Pattern("empty segments", "<tu><tuv><seg/></tuv></tu>", ("tmx",)),
    Pattern("ODT spans", f"<text:span>{_NAME}</text:span>, ", ("odt",), "<text:p>", "</text:p>"),
    Pattern("ODT letters", "<text:span>S</text:span>", ("odt",), "<text:p>", "</text:p>"),
    Pattern("ODT references", "&#83;", ("odt",), "<text:p>", "</text:p>"),
    Pattern("ODT empty paragraphs", "<text:p/>", ("odt",)),
    Pattern("ODT tabs", "<text:tab/>", ("odt",), "<text:p>", "</text:p>"),
    Pattern("ODT nested lists", "<text:list>" * 100 + "</text:list>" * 100, ("odt",)),
)

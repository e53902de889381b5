"""Documents: what is read as prose, and that edits of it change nothing else, byte for byte."""

import contextlib
import io
import json
import os
import re
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from tenlao import Edit, TenlaoError, load
from tenlao.documents import formats, markdown, text, word, zip_surgery
from tenlao.documents.formats import KINDS, Document, kind_of, read_document, restored

NAME = "Sonexay Siphandone"
GLOSS = " (Xỏn-xay Xỉ-phăn-đon)"
JOINER = "\u2060"

ReadAs = Callable[..., Document]


@pytest.fixture
def read_as(tmp_path: Path) -> ReadAs:
    """Read content as a file of some name."""

    def read(name: str, content: str | bytes, **options: str) -> Document:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_document(str(path), **options)

    return read


def reading(kind: str, content: str | bytes, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Read content as a file, in a test that hypothesis repeats."""
    path = tmp_path_factory.getbasetemp() / "repeated"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(str(path), kind)


def seen(document: Document) -> str:
    """The text of a document without what stands for markup."""
    return re.sub(r"\n+", "\n", document.text.replace(JOINER, "")).strip()


def place_of(document: Document, words: str) -> re.Match[str]:
    """Where some words first stand in a document, whatever markup is in them."""
    letters = (re.escape(letter) if letter != " " else rf"[\s{JOINER}]+" for letter in words)
    found = re.search(f"{JOINER}*".join(letters), document.text)
    assert found, document.text
    return found


def insertion(document: Document, after: str, new: str = GLOSS) -> Edit:
    end = place_of(document, after).end()
    return Edit(end, end, "", new)


def replacement(document: Document, words: str, new: str) -> Edit:
    found = place_of(document, words)
    return Edit(*found.span(), found[0], new)


def edited(document: Document, *edits: Edit, in_source: bool = False) -> bytes:
    """A document with edits, after a look whether they can be undone."""
    new = document.edited(edits, in_source=in_source)
    data = json.loads(json.dumps(document.restore_data(edits, in_source=in_source)))
    assert restored(new, data) == document.original
    return new


def names_in(document: Document) -> list[str]:
    """The ids of the entries that are found in a document, seen without what stands for markup."""
    return [mention.match.entry.id for mention in load().find(document.text.replace(JOINER, ""))]


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
        ]
        kinds = ["text"] * 3 + ["markdown"] * 2 + ["html"] * 3 + ["docx"] + ["subtitles"] * 2
        assert [kind_of(name) for name in names] == kinds

    def test_kind_may_be_given(self, read_as: ReadAs) -> None:
        assert read_as("a.html", "<p>x").kind == "html"
        assert read_as("a.html", "<p>x", kind="text").text == "<p>x"
        with pytest.raises(
            TenlaoError, match='unknown kind of document "pdf"; use text, markdown, html, docx, sub'
        ):
            read_as("a.html", "<p>x", kind="pdf")

    def test_standard_input_is_text_unless_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for kind, seen_text in ((None, "<p>x"), ("html", "\n\n\nx")):
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<p>x")))
            assert read_document("-", kind).text == seen_text

    def test_what_is_wrong_is_told_with_the_file(self, tmp_path: Path, read_as: ReadAs) -> None:
        os.mkfifo(tmp_path / "pipe")
        for path, message in (
            (tmp_path / "none.html", "no such file or folder; check the path"),
            (tmp_path, "is a directory; give a file"),
            (tmp_path / "pipe", 'is not a regular file; pipe its content in and give "-"'),
        ):
            with pytest.raises(TenlaoError) as caught:
                read_document(str(path))
            assert str(caught.value) == f"{path}: {message}"
        with pytest.raises(TenlaoError, match=r"a\.txt:2: is not UTF-8 at byte 2"):
            read_as("a.txt", b"a\n\xff")

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


class TestText:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            f"{NAME}\r\n\r{NAME}\n".encode(),
            b"\xef\xbb\xbf" + f"{NAME} đến".encode(),
            f"{NAME} đến".encode("utf-16"),
            f"{NAME}\u200b \u00ad{NAME} 🇱🇦".encode(),
        ],
    )
    def test_is_all_prose(self, read_as: ReadAs, content: bytes) -> None:
        document = read_as("a.txt", content)
        assert document.text == document.source
        assert not document.text.startswith("\ufeff")
        assert edited(document) == content
        if document.text:
            new = read_as("b.txt", edited(document, insertion(document, NAME)))
            assert new.text == document.text.replace(NAME, NAME + GLOSS, 1)

    def test_is_written_in_its_encoding(self, read_as: ReadAs) -> None:
        for encoding in ("tcvn3", "vni", "cp1258"):
            document = read_as("a.txt", b"Sonexay Siphandone \x93Lao\x94", encoding=encoding)
            new = edited(document, insertion(document, NAME))
            assert new.startswith(b"Sonexay Siphandone (X")
            assert new.endswith(b"n) \x93Lao\x94")
            assert not new.isascii()

    def test_characters_that_its_encoding_lacks_are_refused(self, read_as: ReadAs) -> None:
        document = read_as("a.txt", b"Sonexay Siphandone", encoding="latin-1")
        with pytest.raises(TenlaoError, match='iso8859-1 has no "ỏ"'):
            document.edited([insertion(document, NAME)])

    def test_edits_that_do_not_fit_are_refused(self, read_as: ReadAs) -> None:
        document = read_as("a.txt", "Lào")
        for edits in ([Edit(2, 1, "", "")], [Edit(0, 4, "", "")], [Edit(1, 2, "", ""), Edit(0, 1, "", "")]):
            with pytest.raises(ValueError, match="does not fit the text"):
                document.edited(edits)


TAGS = re.split(
    r"\s{2,}",
    """<b>  </b>  <p>  </p>  <br>  <br/>  <a title='x>  <!-- -->  <!  <?  </  <  >  &  &amp;  &ecirc;  &#7879;  &lt
    &#x  <pre>  </pre>  <code>  </code>  <script>  </script>  <title>  </title>  <svg>  </svg>  <![CDATA[  ]]>
    "  '  =  /""",
)


class TestHtml:
    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("<p>Sonexay <b>Sipha</b>ndone</p>", NAME),
            ('<a title="a > b" href=x>Sonexay</a>\n<i>Siphandone</i>', "Sonexay\nSiphandone"),
            ("Sone<!-- <b> -- > -->xay Sipha<wbr>ndo<x-y>ne", NAME),
            ("S&#111;n&#x65;xay&#32;S&#0105;phan&done &amp; &lt;Lao&gt", "Sonexay Siphan&done & <Lao>"),
            ("Vi&ecirc;ng Ch&abreve;n &nosuch; AT&T &copy2024 &#; &", "Viêng Chăn &nosuch; AT&T ©2024 &#; &"),
            ("<p>Sonexay<p>Siphandone", "Sonexay\nSiphandone"),
            ("<td>Sonexay</td><td>Siphandone<br>x<sup>1</sup>", "Sonexay\nSiphandone\nx\n1"),
            ("<!DOCTYPE html><title>t</title><?php x ?>a</ b>c<!x>d", "acd"),
            ("a<script>if (a < b) '<p>'</scripty></script >b<style>b{}</STYLE>c", "a\nb\nc"),
            ("a<textarea><b>x</textarea>b<pre>x<pre>x</pre>x</pre>c<code>x</code>d", "a\nb\nc\nd"),
            ("a<svg><title>x</title><text>x</text></svg>b<svg/>c<kbd>x</kbd>d<code>x", "a\nb\nc\nd"),
            ("a < b, 3 <4 & a<b", "a < b, 3 <4 & a"),
            ("a<b c='>' d=\">\" e=>b</b c='>'>c", "abc"),
            ("a<b title=it's>b<b \"c>d<b c = 'x'>e", "abde"),
            ("a<!-->b<!--->c<!-- --!>d<!-- <p>e", "abcd"),
            ("a<![CDATA[ > ]]>b<![CDATA[ x>c", "abc"),
            ('<?xml version="1.0"?><p>a<script src="x"/>b<code/>c</p>', "a\nb\nc"),
            ("a<noscript>x</noscript>b<select><option>x</select>c<plaintext>x</plaintext>", "a\nb\nc"),
        ],
    )
    def test_prose_is_what_a_browser_shows(self, read_as: ReadAs, source: str, text: str) -> None:
        document = read_as("a.html", source)
        assert seen(document) == text
        assert len(document.text) == len(source)
        assert edited(document) == source.encode()

    @pytest.mark.parametrize(
        "page",
        [
            '<p>Ông <b>Sone</b>xay <a href="https://example.org/a/very/long/address/indeed">Siphandone</a> nói.',
            "<p>Ông S&ocirc;nexay <!-- who? --> Siphandone nói.".replace("S&ocirc;nexay", "S&#111;nexay"),
            "<p>Ông <span class=a><span class=b>Sonexay</span>\n  <em>Siphan</em>done</span> nói.",
        ],
    )
    def test_names_are_found_across_markup_and_get_their_gloss(self, read_as: ReadAs, page: str) -> None:
        document = read_as("a.html", page)
        assert names_in(document) == ["sonexay-siphandone"]
        new = edited(document, insertion(document, NAME)).decode()
        assert new.replace(GLOSS, "") == page
        assert seen(read_as("b.html", new)) == seen(document).replace("done", "done" + GLOSS)

    def test_names_are_not_found_where_there_is_no_prose(self, read_as: ReadAs) -> None:
        n = NAME
        page = (
            f'<title>{n}</title><meta content="{n}"><!-- {n} --><script>"{n}"</script><pre>{n}</pre>'
            f'<p title="{n}"><code>{n}</code><img alt="{n}"><textarea>{n}</textarea>'
        )
        assert names_in(read_as("a.html", page)) == []

    @pytest.mark.parametrize(
        ("source", "at", "new"),
        [
            ("<b>Lao</b>.", 6, "<b>Lao+</b>."),
            ("<b>Lao</b>.", 10, "<b>Lao</b>+."),
            ("<b>Lao</b>.", 8, "<b>Lao</b>+."),
            ("Lao<a>[1]</a>", 6, "Lao+<a>[1]</a>"),
            ("<i>Lao</i><a>[1]</a>", 13, "<i>Lao</i>+<a>[1]</a>"),
            ("<p><b>Lao", 6, "<p><b>+Lao"),
            ("<p>Lao", 2, "<p>+Lao"),
            ("<b>Lao", 3, "<b>+Lao"),
            ("La&ograve;<b>", 3, "La&ograve;+<b>"),
            ("La&ograve;<b>", 5, "La&ograve;+<b>"),
            ("La&ograve; ", 2, "La+&ograve; "),
            ("x<p>", 4, "x<p>+"),
        ],
    )
    def test_what_is_inserted_follows_the_letter_before(
        self, read_as: ReadAs, source: str, at: int, new: str
    ) -> None:
        assert edited(read_as("a.html", source), Edit(at, at, "", "+")).decode() == new

    @pytest.mark.parametrize(
        ("source", "words", "new"),
        [
            (f"<i>{NAME}</i>", NAME, "<i>X</i>"),
            ("<b>Sonexay</b> <i>Siphan<wbr>done</i>!", NAME, "<b>X</b><i><wbr></i>!"),
            ("(S&#111;nexay<!-- -->)", "Sonexay", "(X<!-- -->)"),
            (f"<i>{NAME}</i>", NAME, "<i>X Y</i>"),
            ("<b>Sone<u>xay</u></b>\n<i>Siphan<wbr>done</i>!", NAME, "<b>X<u></u></b>\n<i>Y<wbr></i>!"),
        ],
    )
    def test_what_is_replaced_leaves_its_markup(
        self, read_as: ReadAs, source: str, words: str, new: str
    ) -> None:
        document = read_as("a.html", source)
        space = "\n" if "\n" in source else " "
        assert (
            edited(document, replacement(document, words, f"X{space}Y" if "Y" in new else "X")).decode()
            == new
        )

    def test_what_is_new_is_escaped(self, read_as: ReadAs) -> None:
        document = read_as("a.html", "Lao")
        assert edited(document, Edit(3, 3, "", " & <b>")) == b"Lao &amp; &lt;b&gt;"

    def test_edits_of_the_source_are_taken_as_they_are(self, read_as: ReadAs) -> None:
        document = read_as("a.html", "<b>Lao</b> &amp; Thai")
        assert document.source == "<b>Lao</b> &amp; Thai"
        new = edited(
            document, Edit(3, 6, "Lao", "<mark>Lao</mark>"), Edit(11, 16, "&amp;", "&"), in_source=True
        )
        assert new == b"<b><mark>Lao</mark></b> & Thai"

    def test_stays_in_its_encoding(self, read_as: ReadAs) -> None:
        page = '<meta charset="windows-1258"><p>Lào: Sonexay Siphandone'.encode("cp1258")
        with pytest.raises(TenlaoError, match=r"a\.html:1: "):
            read_as("a.html", page)
        document = read_as("a.html", page, encoding="cp1258")
        assert edited(document, insertion(document, NAME)).startswith(page)

    @given(
        parts=st.lists(
            st.one_of(
                st.sampled_from(TAGS),
                st.sampled_from(
                    [" ", "\n", "\r\n", NAME, "Sonexay", "Lào", "e\u0323", "ວຽງຈັນ", "\u2060", "🇱🇦"]
                ),
            ),
            max_size=25,
        ),
        place=st.integers(0, 300),
        length=st.integers(0, 12),
    )
    @settings(max_examples=400)
    def test_any_soup_is_left_as_it_is_but_for_edits(
        self, tmp_path_factory: pytest.TempPathFactory, parts: list[str], place: int, length: int
    ) -> None:
        source = "".join(parts)
        document = reading("html", source, tmp_path_factory)
        assert len(document.text) == len(source)
        assert edited(document) == source.encode()
        start, end = (min(offset, len(source)) for offset in (place, place + length))
        edited(document, Edit(start, end, "", " (X)"))
        new = edited(document, Edit(start, start, "", " (X)")).decode()
        assert new.replace(" (X)", "") == source
        if not start or document.text[start - 1] in (JOINER, "\n"):
            return
        again = reading("html", new, tmp_path_factory)
        assert again.text.replace(JOINER, "").replace(" (X)", "") == document.text.replace(JOINER, "")

    @pytest.mark.parametrize(
        "part",
        [
            "<",
            "<b>",
            "</",
            "<!--",
            "<![CDATA[",
            "<a b='\"",
            '<a b="',
            "<pre>",
            "<script>",
            "&#1;",
            "&a",
            "<a =",
        ],
    )
    def test_reading_takes_no_longer_for_hostile_pages(self, read_as: ReadAs, part: str) -> None:
        source = part * 100_000
        assert len(read_as("a.html", source).text) == len(source)

    def test_too_much_markup_is_refused(self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(text, "MOST_PIECES", 10)
        read_as("a.html", "<b>" * 10)
        with pytest.raises(TenlaoError, match=r"a\.html: has more than 10 pieces of markup; split it"):
            read_as("a.html", "<b>" * 11)


MARKS = [
    *"*_`~[]()<>!\\#-+=|&\n\t ",
    *(
        "**",
        "***",
        "\n\n",
        "\r\n",
        "> ",
        "- ",
        "1. ",
        "    ",
        "```",
        "---\n",
        "<code>",
        "</code>",
        "<!--",
        "-->",
    ),
    *("[a](b)", "![a](b)", "[a]: b\n", "<b>", "</b>", "&ecirc;", "http://x.y"),
]
WORDS = [NAME, "Sonexay", "ວຽງຈັນ", "e\u0323", "\u2060", "\u00a0", "\x0b", "\x85", "\u2028", "\u3000"]


class TestMarkdown:
    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("# Ông **Sone**xay _Siphandone_ #\n\nb", "Ông Sonexay Siphandone\nb"),
            ("***Sonexay** Siphandone* ~~x~~ `y`", f"{NAME} x"),
            ("a_b_c 5*3 **x \\*y\\* &ecirc; &x; \\q", "a_b_c 5*3 **x *y* ê &x; \\q"),
            ('[Sonexay](http://x.y/Sonexay "t") [Siphandone][1]\n\n[1]: http://x', NAME),
            ("![Sonexay](x.png) <http://a.b/Sonexay> x", "x"),
            ("> Sonexay\n> Siphandone\n>\n> - x\n>   y", "Sonexay\nSiphandone\nx\ny"),
            ("- a\n- b\n\n1. c\n   d\n* * *\ne", "a\nb\nc\nd\ne"),
            ("a\n\n    code\n\n```\ncode\n```\n~~~x\ncode", "a"),
            ("---\ntitle: Sonexay\n---\na\n---\nb", "a\nb"),
            ("| a | b |\n|---|---|\n| **c** | `d` |", "| a | b |\n|---|---|\n| c |\n|"),
            (
                "<div>\na <b>b</b> <!-- c -->\n</div>\n\n<pre>\nx\n</pre>\n\nd <i>e</i><br>f<!-- g -->",
                "a b \nd e\nf",
            ),
            ("a <code>*x* <b>x</b></code> b <kbd>*x*", "a \n b"),
            ("\ta\n\nb\n\n-\tc\td\n\n>\te", "b\nc\td\ne"),
            ("a  \nb\\\nc", "a  \nb\nc"),
        ],
    )
    def test_prose_is_what_a_reader_sees(self, read_as: ReadAs, source: str, text: str) -> None:
        document = read_as("a.md", source)
        assert [line.strip() for line in seen(document).split("\n")] == [
            line.strip() for line in text.split("\n")
        ]
        for newline in ("\n", "\r\n", "\r"):
            other = read_as("a.md", source.replace("\n", newline))
            assert len(other.text) == len(source.replace("\n", newline))
            assert edited(other) == source.replace("\n", newline).encode()

    @pytest.mark.parametrize(
        "text",
        [
            f"Ông **{NAME}** nói.",
            "Ông [Sonexay *Siphan*done](https://example.org/a/very/long/address/indeed) nói.",
            "> Ông **Sonexay**\n> [Siphandone][1] nói.\n\n[1]: /x",
            "* Ông Sonexay  \n  Siphandone nói.",
        ],
    )
    def test_names_are_found_across_markup_and_get_their_gloss(self, read_as: ReadAs, text: str) -> None:
        document = read_as("a.md", text)
        assert names_in(document) == ["sonexay-siphandone"]
        end = re.search("done", document.text).end()
        new = edited(document, Edit(end, end, "", GLOSS)).decode()
        assert new.replace(GLOSS, "") == text
        assert seen(read_as("b.md", new)) == seen(document).replace("done", "done" + GLOSS)

    def test_emphasis_stays_emphasis(self, read_as: ReadAs) -> None:
        for source, new in (
            ("**Lao** x", "**Lao (X)** x"),
            ("**ລາວ**ແລະ", "**ລາວ** (X)ແລະ"),
            ("***Lao***x", "***Lao*** (X)x"),
            ("[Lao](x)x", "[Lao (X)](x)x"),
            ("Lao*x*", "Lao (X)*x*"),
        ):
            document = read_as("a.md", source)
            after = "ລາວ" if "ລາວ" in source else "Lao"
            assert edited(document, insertion(document, after, " (X)")).decode() == new
            assert seen(read_as("b.md", new)) == seen(document).replace(after, f"{after} (X)", 1)

    @pytest.mark.parametrize(
        ("source", "words", "by", "new"),
        [
            ("**Sonexay** [Siphandone](x)!", NAME, "X", "**X**[](x)!"),
            ("**Sonexay** [Siphandone](x)!", NAME, "X Y", "**X** [Y](x)!"),
            ("> a Sonexay\n> Siphandone", NAME, "X\nY", "> a X\n> Y"),
            ("Lao *(Laos)* x", "Lao (Laos)", "X", "X x"),
            ("Lao **_(Laos)_**.", "Lao (Laos)", "X", "X."),
            ("*Lao* ***(Laos)*** x", "Lao (Laos)", "X", "*X* x"),
            ("Lao *(Laos) x*", "Lao (Laos)", "X", "X* x*"),
        ],
    )
    def test_what_is_replaced_leaves_its_markup(
        self, read_as: ReadAs, source: str, words: str, by: str, new: str
    ) -> None:
        document = read_as("a.md", source)
        assert edited(document, replacement(document, words, by)).decode() == new

    def test_what_is_new_is_escaped(self, read_as: ReadAs) -> None:
        document = read_as("a.md", "Lao")
        new = edited(document, Edit(3, 3, "", " *a* [b](c) <d> `e` &amp; f_g_"))
        assert seen(read_as("b.md", new)) == "Lao *a* [b](c) <d> `e` &amp; f_g_"

    def test_names_are_not_found_where_there_is_no_prose(self, read_as: ReadAs) -> None:
        n = NAME
        front = f"---\nauthor: {n}\n---\n"
        text = f"{front}`{n}` ![{n}](x) [a](x '{n}')\n\n    {n}\n\n```\n{n}\n```\n<!-- {n} -->\n\n[{n}]: x"
        assert names_in(read_as("a.md", text)) == []

    @given(
        parts=st.lists(
            st.one_of(st.sampled_from(MARKS), st.sampled_from(WORDS)),
            max_size=30,
        ),
        place=st.integers(0, 200),
        length=st.integers(0, 12),
    )
    @settings(max_examples=400)
    def test_any_soup_is_left_as_it_is_but_for_edits(
        self, tmp_path_factory: pytest.TempPathFactory, parts: list[str], place: int, length: int
    ) -> None:
        source = "".join(parts)
        document = reading("markdown", source, tmp_path_factory)
        assert len(document.text) == len(source)
        assert edited(document) == source.encode()
        start, end = (min(offset, len(source)) for offset in (place, place + length))
        edited(document, Edit(start, end, "", "X"))
        assert edited(document, Edit(start, start, "", "{X}")).decode().replace("{X}", "") == source

    @pytest.mark.parametrize("part", ["[", "![", "*a ", "`a``", "> ", "<a ", "[a](", "&", "- a\n"])
    def test_reading_takes_no_longer_for_hostile_texts(self, read_as: ReadAs, part: str) -> None:
        assert len(read_as("a.md", part * 10_000).text) == len(part) * 10_000

    def test_a_text_that_is_too_long_is_refused(
        self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(markdown, "LARGEST_MARKDOWN", 1 << 20)
        with pytest.raises(
            TenlaoError, match=r"a\.md: is longer than 1 million characters; split it, or read it as"
        ):
            read_as("a.md", "x" * ((1 << 20) + 1))

    @pytest.mark.parametrize("module", ["markdown_it", "mdit_py_plugins.front_matter"])
    def test_without_the_parser_it_is_said_what_to_do(
        self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch, module: str
    ) -> None:
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(
            TenlaoError, match=r"needs markdown-it-py: pip install 'tenlao\[docs\]'; or read it as"
        ):
            read_as("a.md", "x")
        assert read_as("a.md", "x", kind="text").text == "x"


SUBRIP = (
    "1\r\n00:00:01,000 --> 00:00:04,000\r\n{\\an8}- Ông <i>Sonexay\r\nSiphandone</i> nói\r\n\r\n"
    "2\r\n00:00:05,000 --> 00:00:06,000 X1:40\r\n1975\r\n\r\n3\r\n00:00:07,000 --> 00:00:08,000\r\na < b &amp; c\r\n"
)
WEBVTT = (
    "WEBVTT - Sonexay\nKind: captions\n\nNOTE Sonexay\nSiphandone\n\nSTYLE\n::cue { color: red }\n\n"
    "intro\n00:01.000 --> 00:02.000 align:start\n<v Sonexay>Ông <c.x>Sonexay</c> Siphan<00:01.500>done\n\n"
    "00:03.000 --> 00:04.000\n1 &amp; 2\n"
)


LINES = [
    *("", "1", "WEBVTT", "NOTE x", "STYLE", "0:1.0 --> 0:2.0", "00:00:01,000 --> 00:00:02,000", "a-->b"),
    *(NAME, "<i>a</i>", "<v a>b", "{\\an8}", "<", "&amp;", "\u2028"),
]


class TestSubtitles:
    def test_prose_is_what_is_shown(self, read_as: ReadAs) -> None:
        shown = "- Ông Sonexay\r\nSiphandone nói\r\n1975\r\na < b &amp; c"
        assert re.sub(r"\n+\r\n|(?:\r\n)+\n+|(?:\r\n){2,}", "\r\n", seen(read_as("a.srt", SUBRIP))) == shown
        assert seen(read_as("a.vtt", WEBVTT)) == f"Ông {NAME}\n1 & 2"

    @pytest.mark.parametrize(("name", "source"), [("a.srt", SUBRIP), ("a.vtt", WEBVTT)])
    def test_a_name_gets_its_gloss_and_nothing_else_changes(
        self, read_as: ReadAs, name: str, source: str
    ) -> None:
        document = read_as(name, source)
        assert len(document.text) == len(source)
        assert names_in(document) == ["sonexay-siphandone"]
        assert edited(document) == source.encode()
        end = re.search(f"Siphan{JOINER}*done", document.text).end()
        assert edited(document, Edit(end, end, "", GLOSS)).decode() == re.sub(
            "(Siphan(?:<00:01.500>)?done)(?!\n\nSTYLE)", rf"\1{GLOSS}", source, count=1
        )

    def test_names_in_different_cues_are_apart(self, read_as: ReadAs) -> None:
        cues = "1\n0:0:1,0 --> 0:0:2,0\nSonexay\n\n2\n0:0:3,0 --> 0:0:4,0\nSiphandone\n"
        assert names_in(read_as("a.srt", cues)) == []

    def test_what_is_new_is_escaped_in_webvtt(self, read_as: ReadAs) -> None:
        for name, source, new in (("a.srt", SUBRIP, "1975 <&>"), ("a.vtt", WEBVTT, "2 &lt;&amp;&gt;")):
            document = read_as(name, source)
            words = new.partition(" ")[0]
            assert new.encode() in edited(document, insertion(document, words, " <&>"))

    @given(
        lines=st.lists(
            st.sampled_from(LINES),
            max_size=15,
        ),
        end=st.sampled_from(["\n", "\r\n", "\r"]),
        place=st.integers(0, 100),
    )
    def test_any_lines_are_left_as_they_are_but_for_edits(
        self, tmp_path_factory: pytest.TempPathFactory, lines: list[str], end: str, place: int
    ) -> None:
        source = end.join(lines)
        document = reading("subtitles", source, tmp_path_factory)
        assert len(document.text) == len(source)
        assert edited(document) == source.encode()
        start = min(place, len(source))
        assert edited(document, Edit(start, start, "", "[X]")).decode().replace("[X]", "") == source


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def packed(parts: Mapping[str, str | bytes], stream: io.BufferedIOBase | None = None) -> bytes:
    """A Word document of parts: the body, and others by name. All that Word needs besides is left out."""
    types = {"document.xml": "document.main", "header1.xml": "header", "footnotes.xml": "footnotes"}
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{TYPE.format(types[name])}"/>'
        for name in parts
        if name in types
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(stream or buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", f"<Types>{overrides}</Types>")
        for name, content in parts.items():
            file.writestr(f"word/{name}", content)
        file.comment = b"a comment"
    return buffer.getvalue()


def body(paragraphs: str) -> str:
    declaration = "<?xml version='1.0' encoding='UTF-8'?>\r\n"
    return f"{declaration}<w:document {W} {MC}><w:body>{paragraphs}</w:body></w:document>"


def of_body(paragraphs: str) -> bytes:
    return packed({"document.xml": body(paragraphs)})


def part(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return file.read(name).decode()


def saved(document: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def raw_members(content: bytes) -> list[tuple[str, bytes]]:
    """The members of an archive in order, packed as they are."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        infos = file.infolist()
    members = []
    for info in infos:
        start = (
            info.header_offset
            + 30
            + len(info.filename.encode())
            + int.from_bytes(content[info.header_offset + 28 : info.header_offset + 30], "little")
        )
        members.append((info.filename, content[start : start + info.compress_size]))
    return members


@pytest.fixture
def article() -> bytes:
    """A document as people make them: a name over several runs, a table, a header, a footer."""
    document = docx.Document()
    document.add_heading("Tin Lào", 1)
    paragraph = document.add_paragraph("Ông ")
    paragraph.add_run("Sone").bold = True
    paragraph.add_run("xay ")
    run = paragraph.add_run("Siphandone")
    run.italic, run.font.size = True, Pt(13)
    paragraph.add_run(", Thủ tướng Lào & bạn.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Sonexay", "Siphandone"
    document.sections[0].header.paragraphs[0].text = "Viêng Chăn"
    document.sections[0].footer.paragraphs[0].text = "Trang"
    return saved(document)


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
            pipe,
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
        monkeypatch.setattr(word, "LARGEST_CONTENT", 2000)
        long = of_body("<w:p/>" + "".join(map(str, range(1000))))
        assert ": unpacks to more than a document ever holds" in self.refusal(read_as, long)

    def test_too_many_members(self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(zip_surgery, "MOST_MEMBERS", 5)
        many = packed({"document.xml": body(""), **{f"{n}.xml": "" for n in range(4)}})
        assert ": has 6 parts; a Word document has no more than 5" in self.refusal(read_as, many)

    def test_too_many_pieces(self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(word, "MOST_PIECES", 5)
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


def test_every_kind_is_read(read_as: ReadAs, article: bytes) -> None:
    contents = {"text": "a", "markdown": "a", "html": "a", "subtitles": "a", "docx": article}
    for kind in KINDS:
        document = read_as("a", contents[kind], kind=kind)
        assert document.kind == kind
        assert document.original == (article if kind == "docx" else b"a")

"""Pages: what is read in them as prose, and that edits of it change nothing else, byte for byte."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenlao import Edit, TenlaoError
from tenlao.documents import text
from tenlao.documents.formats import document_in
from tests.documents.reading import (
    GLOSS,
    JOINER,
    NAME,
    ReadAs,
    edited,
    insertion,
    names_in,
    reading,
    replacement,
    seen,
)

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
            ("a<script><!--<script></script>b</script>c</script>d", "a\nc\nd"),
            ("a<script><!--<script></script>b--></script>c", "a\nc"),
            ("a<script><!--<script>--></script>b", "a\nb"),
            ("a<script><!--></script>b<script><!---></script>c", "a\nb\nc"),
            ("a<script><!-- <SCRIPT/ </script\t> --!> </scripts></script >b", "a\nb"),
            ("a<script><script></script>b", "a\nb"),
            ("a<script><!--<script></script>b", "a"),
            ("a<script><!--<scripts></script>b", "a\nb"),
            ("a<style><!--<style></style>b", "a\nb"),
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
            "<script><!--<script></script>",
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


@pytest.mark.parametrize(
    ("page", "old", "new", "written"),
    [
        ("A &#Lào0", "Lào", "", "A &amp;#0"),
        ("R&Lào", "Lào", "amp; D", "R&amp;amp; D"),
        ("R&Lào", "Lào", "Laos", "R&Laos"),
        ("&copyLào, AT&T Lào", "Lào", "Laos", "&copyLaos, AT&T Lào"),
    ],
)
def test_an_ampersand_begins_no_reference_with_what_is_new(
    page: str, old: str, new: str, written: str
) -> None:
    document = document_in(page.encode(), "a.html")
    start = document.text.index(old)
    assert document.edited([Edit(start, start + len(old), old, new)]).decode() == written

"""Markdown: what is read in it as prose, and that edits of it change nothing else, byte for byte."""

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenlao import Edit, TenlaoError
from tenlao.documents import markdown
from tests.documents.reading import (
    GLOSS,
    NAME,
    ReadAs,
    edited,
    insertion,
    names_in,
    place_of,
    reading,
    replacement,
    seen,
)

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
            # A link that its own words name is left alone: with other words there would be none.
            ("a [b] [*b*][] *c* [b][*b*] [b](x) [c]\n\n[b]: x\n[*b*]: y", "a\n\nc b b [c]"),
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
        end = place_of(document, "done").end()
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
        links = f"![{n}](x) [a](x '{n}') [{n}] [{n}][]"
        text = f"{front}`{n}` {links}\n\n    {n}\n\n```\n{n}\n```\n<!-- {n} -->\n\n[{n}]: x"
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

    @pytest.mark.parametrize(
        "part", ["[", "![", "*a ", "`a``", "> ", "<a ", "[a](", "&", "- a\n", "a <code>*x*</code> ", "<code>"]
    )
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

    @pytest.mark.parametrize("mark", "*_~")
    def test_a_paragraph_of_nothing_but_emphasis_is_refused(self, read_as: ReadAs, mark: str) -> None:
        emphasis = f"a{mark}" * (markdown.MOST_EMPHASIS // 2)
        with pytest.raises(
            TenlaoError,
            match=r"a\.md:3: has more than \d+ stars, .* in one paragraph; split it, or read it as",
        ):
            read_as("a.md", f"Lao\n\n{emphasis}\n{emphasis}{mark}\n")

    def test_emphasis_of_several_paragraphs_is_read(self, read_as: ReadAs) -> None:
        paragraph = "a*" * (markdown.MOST_EMPHASIS // 2 + 1)
        assert "a" in read_as("a.md", f"{paragraph}\n\n{paragraph}\n").text

    @pytest.mark.parametrize("module", ["markdown_it", "mdit_py_plugins.front_matter"])
    def test_without_the_parser_it_is_said_what_to_do(
        self, read_as: ReadAs, monkeypatch: pytest.MonkeyPatch, module: str
    ) -> None:
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(
            TenlaoError, match=r'needs markdown-it-py: pip install "tenlao\[docs\]"; or read it as'
        ):
            read_as("a.md", "x")
        assert read_as("a.md", "x", kind="text").text == "x"

"""House styles: options, doubts, and that nothing but the edits changes, in any text."""

import datetime
import html
import unicodedata
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tenlao
from bench.evaluation import parse_marked
from tenlao import Entry, Form, Gazetteer, Source, Table, TenlaoError
from tenlao.styles.annotate import annotation
from tenlao.styles.options import StyleKeywords
from tenlao.styles.registry import STYLES, Style
from tenlao.text.edits import apply_edits, invert
from tests.styles.example import JARS, TABLE


class TestOptions:
    def test_every_mention_may_have_a_gloss(self) -> None:
        text = "Ông Sonexay Siphandone đến. Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đi. Sonexay Siphandone về."
        expected = text.replace("Siphandone đ", "Siphandone (Xỏn-xay Xỉ-phăn-đon) đ").replace(
            "Siphandone v", "Siphandone (Xỏn-xay Xỉ-phăn-đon) v"
        )
        assert TABLE.annotate(text, every=True) == expected
        assert TABLE.annotate(expected, every=True) == expected

    @pytest.mark.parametrize("style", ["gloss", "vietnamese", "html"])
    def test_mentions_below_a_score_are_left_alone(self, style: Style) -> None:
        text = "Ông Sonexay Sifandon và ông Thongloun Sisoulith."
        both, one = (TABLE.annotate(text, style, min_score=score) for score in (0, 99.95))
        assert both != one
        assert one.startswith("Ông Sonexay Sifandon và ông")
        assert one != text

    def test_forms_of_a_publisher_come_first(self) -> None:
        forms = (
            Form("Sonexay Siphandone", "latin", sources=("a",)),
            Form("Sonesay Siphandon", "latin", sources=("b",)),
            Form("Xỏn-xay Xỉ-phăn-đon", "vietnamese", sources=("a",)),
            Form("Xỏn-say Sỉ-phăn-đôn", "vietnamese", "typo", sources=("b",)),
        )
        sources = {
            "a": Source("a", "Nhân Dân", None, datetime.date(2021, 6, 15)),
            "b": Source("b", "Quân đội nhân dân", None, None),
        }
        table = Gazetteer(Table((JARS, Entry("sonexay", "person", forms)), sources))
        text = "Ông Xỏn-xay Xỉ-phăn-đon."
        for publisher in ("Quân đội nhân dân", "quan-doi-nhan-dan", "QUAN DOI NHAN DAN"):
            assert table.annotate(text, "latin", prefer=publisher) == "Ông Sonesay Siphandon."
            assert (
                table.annotate(text, "gloss", prefer=publisher)
                == "Ông Xỏn-xay Xỉ-phăn-đon (Sonesay Siphandon)."
            )
        assert table.annotate(text, "latin", prefer="nhan dan") == "Ông Sonexay Siphandone."
        assert table.annotate(text, "vietnamese", prefer="quan-doi-nhan-dan") == text

    def test_an_unknown_publisher_is_reported_with_those_like_it(self) -> None:
        with pytest.raises(TenlaoError, match='nothing published by "Nhan dann"; did you mean Nhân Dân'):
            tenlao.edits("Sonexay Siphandone", prefer="Nhan dann")
        with pytest.raises(TenlaoError, match="give a publisher that the table cites"):
            TABLE.edits("Sonexay Siphandone", prefer="Nhân Dân")

    def test_an_unknown_style_is_reported(self) -> None:
        with pytest.raises(TenlaoError, match='unknown style "loud"; use gloss, '):
            TABLE.edits("Sonexay Siphandone", style="loud")  # type: ignore[arg-type]


class TestDoubts:
    def doubts(self, text: str, style: Style = "gloss") -> list[str]:
        return [doubt.message for doubt in annotation(TABLE, text, style).doubts]

    @pytest.mark.parametrize("style", ["gloss", "vietnamese", "latin"])
    @pytest.mark.parametrize(
        ("text", "whose"),
        [
            ("Ông Sonexay Siphandone (Thoong-lun Xi-xu-lít) nói.", "a name of Thongloun Sisoulith"),
            ("Ông Sonexay Siphandone [Thoong-lun  Xi-xu-lit] nói.", "a name of Thongloun Sisoulith"),
            ("Ông Sonexay Siphandone (Bua-khăm Xay-xổm) nói.", "which does not sound like it"),
            ("ở tỉnh Savannakhet (PAK-SE) có", "a name of Pakse"),
        ],
    )
    def test_are_about_glosses_of_another_name(self, text: str, whose: str, style: Style) -> None:
        (doubt,) = self.doubts(text, style)
        assert doubt.endswith(f"{whose}; left as it is")

    @pytest.mark.parametrize(
        "text",
        [
            "Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) nói.",
            "Ông Sonexay Siphandone (Son-xay Xi-phan-đôn) nói.",
            "Ông Sonexay Siphandone (Chủ tịch Hội hữu nghị Lào-Việt) nói.",
            "Ông Sonexay Siphandone (Vientiane) nói.",
            "Ông Sonexay Siphandone (sinh năm 1962), (ảnh), (Ảnh: Thongloun Sisoulith)",
            "ở Pakse (Savannakhet), Savannakhet (Vientiane)",
            "(Ông Sonexay Siphandone (Thoong-lun Xi-xu-lít))",
        ],
    )
    def test_are_not_about_other_words_in_brackets(self, text: str) -> None:
        assert self.doubts(text) == []

    def test_say_where_the_gloss_stands(self) -> None:
        text = "Ở Hà Nội,\nông Sonexay\u2060\u2060 Siphandone (Thoong-lun Xi-xu-lít) nói."
        (doubt,) = annotation(TABLE, text).doubts
        assert text[doubt.offset :].lstrip().startswith("(Thoong-lun")


def test_table_and_module_offer_the_same() -> None:
    text = "Thủ tướng Sonexay Siphandone thăm Hà Nội."
    table = tenlao.load()
    assert table.edits(text) == tenlao.edits(text) == table.edits(text)
    assert table.annotate(text) == tenlao.annotate(text) == table.annotate(text)


NAMES = [form.text for entry in TABLE.entries for form in entry.forms]
PIECES = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from([name.upper() for name in NAMES]),
    st.sampled_from([f" ({name})" for name in NAMES]),
    st.sampled_from(
        [
            "Saleumxay",
            "Xa-lởm-xay",
            "S. Kommasith",
            "Sisoulith",
            "Khamtai Siphandone",
            "Khăm-tày Xi-phăn-đon",
            "Chao Anouvong",
            "Bounsavath Phetmixay",
            "*",
            "; ",
            " (bên phải)",
            "Sonexay Siphandone (bên phải)",
            "Thongsing Sisolat",
            "Xon-xay Xi-phan-don",
            "Thonglun Sisulit",
            "Xay",
            "A",
        ]
    ),
    st.sampled_from([" ", "  ", "\n", "\r\n", "\n\n", "\t", "\u200b", "\ufeff", "\u00a0"]),
    st.sampled_from(
        [
            "(",
            ")",
            "[",
            "]",
            "（",
            "）",
            "-",
            " - ",
            "–",
            "/",
            ",",
            ".",
            ":",
            '"',
            "\u0301",
            "|",
            "\u2060\u2060",
        ]
    ),
    st.sampled_from(
        [
            "&",
            "<",
            ">",
            "&amp;",
            "&lt;",
            "&ecirc;",
            "</mark>",
            '<mark data-entry="phoxay" data-score="9.0" title="">',
        ]
    ),
    st.sampled_from(
        ["ông ", "Thủ tướng ", "tỉnh ", " và ", "tức", "Lào", "Nguyễn Văn ", "ທ່ານ", "ແຂວງ", "Hà Nội", "1962"]
    ),
)
TEXTS = st.builds(
    lambda pieces, form: unicodedata.normalize(form, "".join(pieces)) if form else "".join(pieces),
    st.lists(PIECES, max_size=14),
    st.sampled_from(["", "", "NFC", "NFD"]),
)


OPTIONS = st.fixed_dictionaries(
    {
        "every": st.sampled_from([None, True, False]),
        "min_score": st.sampled_from([0.0, 91.0, 99.95]),
        "near": st.booleans(),
        "suggest": st.sampled_from(["", "", "*"]),
        "provinces": st.sampled_from([None, "hyphen", "joined", "spaced"]),
        "brackets": st.sampled_from(["join", "two"]),
        "one_family": st.booleans(),
    }
)


class TestAnyText:
    @pytest.mark.parametrize("style", STYLES)
    @given(text=TEXTS, options=OPTIONS)
    def test_annotated_twice_is_as_annotated_once(
        self, style: Style, text: str, options: StyleKeywords
    ) -> None:
        once = TABLE.annotate(text, style, **options)
        assert TABLE.annotate(once, style, **options) == once

    @pytest.mark.parametrize("style", STYLES)
    @given(text=TEXTS, options=OPTIONS)
    def test_annotated_differs_in_the_edits_and_can_be_undone(
        self, style: Style, text: str, options: StyleKeywords
    ) -> None:
        changes = TABLE.edits(text, style, **options)
        changed = apply_edits(text, changes)
        assert changed == TABLE.annotate(text, style, **options)
        assert apply_edits(changed, invert(changes)) == text

    @given(TEXTS)
    def test_gets_one_gloss_at_most_for_each_entry_and_place(self, text: str) -> None:
        changes = TABLE.edits(text)
        own_brackets = [edit.new[:2] == " (" and edit.new[-1] == ")" for edit in changes]
        assert all(
            edit.old == "" and (own or edit.new[-2:] == "; ")
            for edit, own in zip(changes, own_brackets, strict=True)
        )
        assert all(first.start < second.start for first, second in pairwise(changes))
        assert len({edit.new for edit in changes}) == len(changes)

    @given(TEXTS)
    def test_becomes_html_that_says_the_same(self, text: str) -> None:
        said: list[str] = []
        tags: list[str] = []

        class Parser(HTMLParser):
            def handle_data(self, data: str) -> None:
                said.append(data)

            def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
                tags.append(tag)

        parser = Parser(convert_charrefs=True)
        parser.feed(TABLE.annotate(text, "html"))
        parser.close()
        assert set(tags) <= {"mark"}
        if html.unescape(text) == text and "<mark data-entry=" not in text:
            assert "".join(said) == text


DOCUMENTS = Path(__file__).parents[1] / "gold" / "documents"


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("document", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_whole_documents_are_done_at_once_and_undone(document: Path, style: Style) -> None:
    text, _ = parse_marked(document.read_bytes().decode())
    table = tenlao.load()
    for every in (True, False):
        changes = table.edits(text, style, every=every)
        changed = apply_edits(text, changes)
        assert table.annotate(changed, style, every=every) == changed
        assert apply_edits(changed, invert(changes)) == text

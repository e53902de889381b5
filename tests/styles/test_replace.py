"""The styles of one writing: what takes the place of a name, and what stays."""

import unicodedata

import pytest

from tenlao import Entry, Form, Gazetteer, Table
from tests.styles.example import JARS, TABLE, entry


def rendered(text: str) -> str:
    return TABLE.annotate(text, "vietnamese")


def romanized(text: str) -> str:
    return TABLE.annotate(text, "latin")


class TestOneWriting:
    @pytest.mark.parametrize(
        ("text", "vietnamese", "latin"),
        [
            ("ông Sonexay Siphandone.", "ông Xỏn-xay Xỉ-phăn-đon.", "ông Sonexay Siphandone."),
            ("ông ສອນໄຊ ສີພັນດອນ.", "ông Xỏn-xay Xỉ-phăn-đon.", "ông Sonexay Siphandone."),
            ("ông Son-xay Xi-phan-đôn.", "ông Xỏn-xay Xỉ-phăn-đon.", "ông Sonexay Siphandone."),
            ("ông Sonexay Sifandon.", "ông Xỏn-xay Xỉ-phăn-đon.", "ông Sonexay Siphandone."),
            ("ÔNG SONEXAY SIPHANDONE.", "ÔNG XỎN-XAY XỈ-PHĂN-ĐON.", "ÔNG SONEXAY SIPHANDONE."),
            ("ở thủ đô Viêng Chăn.", "ở thủ đô Viêng Chăn.", "ở thủ đô Vientiane."),
            ("ông Bounpone Bouttanavong.", "ông Bounpone Bouttanavong.", "ông Bounpone Bouttanavong."),
            (
                "ông Sonexay Siphandone và ông Xỏn-xay Xỉ-phăn-đon",
                "ông Xỏn-xay Xỉ-phăn-đon và ông Xỏn-xay Xỉ-phăn-đon",
                "ông Sonexay Siphandone và ông Sonexay Siphandone",
            ),
            ("", "", ""),
        ],
    )
    def test_replaces_each_mention(self, text: str, vietnamese: str, latin: str) -> None:
        assert rendered(text) == vietnamese
        assert romanized(text) == latin

    def test_keeps_line_ends_and_blanks_of_a_name(self) -> None:
        text = "Thủ tướng Sonexay\r\nSiphandone; ông Thongloun  Sisoulith"
        assert rendered(text) == "Thủ tướng Xỏn-xay\r\nXỉ-phăn-đon; ông Thoong-lun  Xi-xu-lít"

    @pytest.mark.parametrize(
        "name", ["Xỏn\u200b-xay Xỉ-phăn-đon", "Xỏn-xay Xỉ-phăn-\nđon", "Xỏn-xay\u00a0Xỉ-phăn-đon"]
    )
    def test_leaves_a_name_alone_that_is_only_set_otherwise(self, name: str) -> None:
        assert TABLE.edits(f"ông {name} đến", "vietnamese") == []

    def test_is_decomposed_in_decomposed_text(self) -> None:
        text = unicodedata.normalize("NFD", "Thủ tướng Sonexay Siphandone thăm Hà Nội.")
        assert rendered(text) == unicodedata.normalize("NFD", "Thủ tướng Xỏn-xay Xỉ-phăn-đon thăm Hà Nội.")

    def test_parts_a_name_from_what_lao_script_joins_to_it(self) -> None:
        text = "ສະຫາຍທອງລຸນ ສີສຸລິດປະທານປະເທດ"
        assert romanized(text) == "ສະຫາຍ Thongloun Sisoulith ປະທານປະເທດ"

    @pytest.mark.parametrize(
        ("part", "vietnamese"),
        [
            ("ông Saleumxay nói", "ông Xa-lởm-xay nói"),
            ("ông Xa-lơm-xay nói", "ông Xa-lởm-xay nói"),
            ("ông S. Kommasith nói", "ông X. Côm-mạ-xít nói"),
            ("ông S.Kommasith nói", "ông X.Côm-mạ-xít nói"),
            ("ÔNG SALEUMXAY", "ÔNG XA-LỞM-XAY"),
        ],
    )
    def test_replaces_a_part_of_a_name_by_the_same_part(self, part: str, vietnamese: str) -> None:
        text = "Ông Saleumxay Kommasith đến; {}."
        assert rendered(text.format(part)) == f"Ông Xa-lởm-xay Côm-mạ-xít đến; {vietnamese}."

    def test_leaves_a_part_alone_where_components_do_not_correspond(self) -> None:
        table = Gazetteer(Table((JARS, entry("saleumxay", "person", "Saleumxay Kommasith", "Xa-lởm-xay"))))
        text = "Ông Saleumxay Kommasith đến; ông Saleumxay nói."
        assert table.annotate(text, "vietnamese") == "Ông Xa-lởm-xay đến; ông Saleumxay nói."

    @pytest.mark.parametrize(
        "text",
        [
            "Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) nói.",
            "Ông Xỏn-xay Xỉ-phăn-đon (Sonexay Siphandone) nói.",
            "Ông Sonexay Siphandone [Son-xay Xi-phan-đôn] nói.",
            "Ông ສອນໄຊ ສີພັນດອນ (Sonexay Siphandone) nói.",
            "Ông Sonexay Siphandone\n(Xỏn-xay Xỉ-phăn-đon) nói.",
        ],
    )
    def test_drops_a_gloss_that_would_repeat_the_name(self, text: str) -> None:
        assert rendered(text) == "Ông Xỏn-xay Xỉ-phăn-đon nói."
        assert romanized(text) == "Ông Sonexay Siphandone nói."

    @pytest.mark.parametrize(
        "text",
        [
            "Ông Sonexay Siphandone (tức Xỏn-xay Xỉ-phăn-đon) nói.",
            "Ông Sonexay Siphandone (Thủ tướng Xỏn-xay Xỉ-phăn-đon) nói.",
            "Ông (Xỏn-xay Xỉ-phăn-đon) Sonexay Siphandone nói.",
            "Ông Sonexay Siphandone - Xỏn-xay Xỉ-phăn-đon - nói.",
            "ở Vientiane / Viêng Chăn",
            "Ông Bounpone Bouttanavong (Bun-pon Bút-tạ-na-vông) nói.",
            "Ông Xỏn-xay Xỉ-phăn-đon (Xỏn-xay Xỉ-phăn-đon) nói.",
        ],
    )
    def test_leaves_writings_alone_that_are_set_side_by_side_otherwise(self, text: str) -> None:
        assert rendered(text) == text

    def test_puts_names_in_brackets_into_the_writing_as_well(self) -> None:
        text = "Lãnh đạo Lào (Sonexay Siphandone, Thongloun Sisoulith) ở Pakse (Savannakhet)."
        expected = "Lãnh đạo Lào (Xỏn-xay Xỉ-phăn-đon, Thoong-lun Xi-xu-lít) ở PAK-SE (Xa-vẳn-na-khệt)."
        assert rendered(text) == expected

    def test_leaves_a_name_with_somebody_elses_gloss_alone(self) -> None:
        text = "Ông Sonexay Siphandone (Thoong-lun Xi-xu-lít) và ông Saleumxay Kommasith."
        assert rendered(text) == text.replace("Saleumxay Kommasith", "Xa-lởm-xay Côm-mạ-xít")

    def test_of_first_mentions_leaves_the_others_alone(self) -> None:
        text = "Ông Sonexay Siphandone đến. Ông Sonexay Siphandone đi. Ông Sonexay nghỉ."
        changed = TABLE.annotate(text, "vietnamese", every=False)
        assert changed == text.replace("Sonexay Siphandone", "Xỏn-xay Xỉ-phăn-đon", 1)
        assert TABLE.annotate(changed, "vietnamese", every=False) == changed

    def test_takes_the_title_off_a_form_that_has_one(self) -> None:
        forms = (Form("Phetsarath", "latin"), Form("Hoàng thân Phết-xạ-lạt", "vietnamese", "titled"))
        table = Gazetteer(Table((JARS, Entry("phetsarath", "person", forms))))
        assert table.annotate("Hoàng thân Phetsarath mất.", "vietnamese") == "Hoàng thân Phết-xạ-lạt mất."

    def test_does_not_replace_what_would_be_read_as_another_name(self) -> None:
        town = Entry("town", "place", (Form("Nạ-khăm", "vietnamese"), Form("Na-khai-tay", "vietnamese")))
        village = entry("village", "place", "Nakhaitay", "Na-khai-tay")
        text = "ở thị trấn Nakhaitay, và ông Sonexay Siphandone."
        for table in (
            Gazetteer(Table((*TABLE.entries, town, village))),
            Gazetteer(Table((*TABLE.entries, village, town))),
        ):
            changed = table.annotate(text, "vietnamese")
            assert "ông Xỏn-xay Xỉ-phăn-đon" in changed
            assert "Nakhaitay" in changed or "Na-khai-tay" in changed
            assert table.annotate(changed, "vietnamese") == changed

"""The style of glosses: where they are set, and where not."""

import unicodedata

import pytest

from tenlao import Entry, Form, Gazetteer, Table
from tests.styles.example import TABLE


def glossed(text: str) -> str:
    return TABLE.annotate(text)


class TestGloss:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "Thủ tướng Sonexay Siphandone thăm Hà Nội.",
                "Thủ tướng Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) thăm Hà Nội.",
            ),
            (
                "Thủ tướng Xỏn-xay Xỉ-phăn-đon thăm Hà Nội.",
                "Thủ tướng Xỏn-xay Xỉ-phăn-đon (Sonexay Siphandone) thăm Hà Nội.",
            ),
            ("Thủ tướng ສອນໄຊ ສີພັນດອນ.", "Thủ tướng ສອນໄຊ ສີພັນດອນ (Sonexay Siphandone)."),
            ("Ông ຄຳພັນ ວົງພະຈັນ.", "Ông ຄຳພັນ ວົງພະຈັນ (Khăm-phăn Vông-pha-chăn)."),
            ("ở tỉnh Savannakhet.", "ở tỉnh Savannakhet (Xa-vẳn-na-khệt)."),
            ("lực lượng Pa-thét Lào.", "lực lượng Pa-thét Lào (Pathet Lao)."),
        ],
    )
    def test_gives_the_other_writing(self, text: str, expected: str) -> None:
        assert glossed(text) == expected

    def test_is_recognised_where_it_is_a_form_without_its_title(self) -> None:
        forms = (
            Form("Anouvong", "latin"),
            Form("Chao Anou", "latin", "titled"),
            Form("Chẩu-A-Nụ", "vietnamese", "titled"),
        )
        table = Gazetteer(Table((Entry("anouvong", "person", forms),)))
        for text in ("Ở đây vua Chao Anou nói.", "Ở đây vua Chao Anou (1767) nói. Vua Chao Anou đi."):
            once = table.annotate(text)
            assert "A-nụ" in once
            assert table.annotate(once) == once

    def test_follows_the_first_mention_only(self) -> None:
        text = "Ông Sonexay Siphandone đến. Ông Sonexay Siphandone đi. Ông Xỏn-xay Xỉ-phăn-đon về."
        assert glossed(text) == text.replace("Siphandone", "Siphandone (Xỏn-xay Xỉ-phăn-đon)", 1)

    def test_of_a_mention_in_capitals_is_in_normal_case(self) -> None:
        assert glossed("ÔNG SONEXAY SIPHANDONE.") == "ÔNG SONEXAY SIPHANDONE (Xỏn-xay Xỉ-phăn-đon)."

    def test_of_a_mention_across_a_line_break_follows_its_end(self) -> None:
        text = "Thủ tướng Sonexay\r\nSiphandone thăm"
        assert glossed(text) == "Thủ tướng Sonexay\r\nSiphandone (Xỏn-xay Xỉ-phăn-đon) thăm"

    def test_in_lao_text_changes_no_other_character(self) -> None:
        text = "ສະຫາຍທອງລຸນ ສີສຸລິດປະທານປະເທດ"
        assert glossed(text) == "ສະຫາຍທອງລຸນ ສີສຸລິດ (Thongloun Sisoulith)ປະທານປະເທດ"

    def test_of_another_spelling_is_by_its_own_writing(self) -> None:
        # Known in Latin only; a Vietnamese mention can but match that.
        assert glossed("Ông Bun-pon Bút-tạ-na-vông.") == "Ông Bun-pon Bút-tạ-na-vông (Bounpone Bouttanavong)."

    def test_of_a_rendering_without_diacritics_is_the_latin_form(self) -> None:
        assert (
            glossed("Dong chi Thoong-lun Xi-xu-lit.")
            == "Dong chi Thoong-lun Xi-xu-lit (Thongloun Sisoulith)."
        )
        stripped = Form("Thoonglun Sisoulith", "latin", "stripped")
        first, *others = TABLE.entries
        table = Gazetteer(Table((first._replace(forms=(*first.forms, stripped)), *others)))
        assert table.annotate("Ông Thoonglun Sisoulith.") == "Ông Thoonglun Sisoulith (Thongloun Sisoulith)."

    def test_of_a_place_in_vietnamese_spelled_otherwise_is_none(self) -> None:
        assert glossed("ở tỉnh Sa-van-na-khet") == "ở tỉnh Sa-van-na-khet"

    def test_is_decomposed_in_decomposed_text(self) -> None:
        text = "Thủ tướng Sonexay Siphandone thăm Hà Nội."
        assert glossed(unicodedata.normalize("NFD", text)) == unicodedata.normalize("NFD", glossed(text))

    def test_goes_into_brackets_that_hold_something_else(self) -> None:
        for remark in (
            "Lào",
            "sinh năm 1962",
            "dẫn đầu đoàn",
            "bên phải; áo xanh",
            "Vientiane",
            "Pathet Lao",
        ):
            text = f"Ông Sonexay Siphandone ({remark}) phát biểu."
            expected = f"Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon; {remark}) phát biểu."
            assert glossed(text) == expected
            assert glossed(expected) == expected

    def test_stands_before_brackets_that_hold_something_else_if_asked(self) -> None:
        for remark in ("(Lào)", "(sinh năm 1962)", "[ảnh]", "(dẫn đầu đoàn)", "(Vientiane)", "(Pathet Lao)"):
            text = f"Ông Sonexay Siphandone {remark} phát biểu."
            expected = f"Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) {remark} phát biểu."
            assert TABLE.annotate(text, brackets="two") == expected
            assert glossed(expected) == expected

    def test_before_square_brackets_has_brackets_of_its_own(self) -> None:
        expected = "Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) [ảnh] phát biểu."
        assert glossed("Ông Sonexay Siphandone [ảnh] phát biểu.") == expected


class TestNoGloss:
    @pytest.mark.parametrize(
        "text",
        [
            "Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) phát biểu.",
            "Ông Sonexay Siphandone (Xỏn-xay\nXỉ-phăn-đon) phát biểu.",
            "Ông Sonexay Siphandone(Xỏn-xay Xỉ-phăn-đon) phát biểu.",
            "Ông Sonexay Siphandone  (Xỏn-xay Xỉ-phăn-đon) phát biểu.",
            "Ông Sonexay Siphandone [Xỏn-xay Xỉ-phăn-đon] phát biểu.",
            "Ông Sonexay Siphandone（Xỏn-xay Xỉ-phăn-đon）phát biểu.",
            "Ông Sonexay Siphandone (xỏn - xay xỉ - phăn - đon) phát biểu.",
            "Ông Sonexay Siphandone (Son-xay Xi-phan-đôn) phát biểu.",
            "Ông Sonexay Siphandone (tức Xỏn-xay Xỉ-phăn-đon) phát biểu.",
            "Ông Xỏn-xay Xỉ-phăn-đon (Sonexay Siphandone) phát biểu.",
            "Ông (Xỏn-xay Xỉ-phăn-đon) Sonexay Siphandone phát biểu.",
            "Ông Sonexay Siphandone - Xỏn-xay Xỉ-phăn-đon - phát biểu.",
            "Ông Sonexay Siphandone – Xỏn-xay Xỉ-phăn-đon – phát biểu.",
            "Ông Sonexay Siphandone, Xỏn-xay Xỉ-phăn-đon, phát biểu.",
            "Thủ tướng Xỏn-xay Xỉ-phăn-đon / ທ່ານ ສອນໄຊ ສີພັນດອນ.",
        ],
    )
    def test_where_the_author_gave_one(self, text: str) -> None:
        assert TABLE.edits(text) == []

    def test_where_the_author_gives_one_later(self) -> None:
        text = "SONEXAY SIPHANDONE ĐẾN\n\nThủ tướng Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đến."
        assert TABLE.edits(text) == []

    @pytest.mark.parametrize("other", ["Thoong-lun Xi-xu-lít", "Thong-lun Xi-xu-lit", "Bua-khăm Xay-xổm"])
    def test_beside_the_gloss_of_somebody_else(self, other: str) -> None:
        assert TABLE.edits(f"Ông Sonexay Siphandone ({other}) phát biểu.") == []

    def test_for_a_part_of_a_name_until_the_full_name_comes(self) -> None:
        text = "Saleumxay phát biểu. Phó Thủ tướng Saleumxay Kommasith nhấn mạnh."
        expected = text.replace("Kommasith", "Kommasith (Xa-lởm-xay Côm-mạ-xít)")
        assert glossed(text) == expected

    def test_inside_brackets_but_outside_later(self) -> None:
        text = "Ảnh (Thủ tướng Sonexay Siphandone [giữa] cùng đoàn). Thủ tướng Sonexay Siphandone đến."
        expected = "Siphandone (Xỏn-xay Xỉ-phăn-đon) đến."
        assert glossed(text) == text.replace("Siphandone đến.", expected)

    def test_brackets_left_open_are_none(self) -> None:
        text = "1) Hội đàm :( rồi (nghỉ\n\nThủ tướng Sonexay Siphandone đến (muộn)."
        assert glossed(text) == text.replace("Siphandone", "Siphandone (Xỏn-xay Xỉ-phăn-đon)")

    @pytest.mark.parametrize(
        "text",
        [
            "Ông Bounpone Bouttanavong phát biểu.",  # no other writing
            "Ông Khăm-phăn Vông-pha-chăn phát biểu.",
            "ở thị xã Pakse.",  # the other writing is the same
            "ở Thủ đô Viêng Chăn.",  # a place in Vietnamese
            "Ông Trần Xuân Khánh tiếp nhà văn Somchai Rattanakul.",
            "",
        ],
    )
    def test_where_there_is_none_to_give(self, text: str) -> None:
        assert TABLE.edits(text) == []

"""Glosses: where they are set and where not, and that nothing else in a text changes."""

import unicodedata
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tenlao
from tenlao import Entry, Form, Table, TenlaoError
from tenlao.annotation import Edit, annotate, apply_edits, edits, invert


def entry(id: str, kind: str, latin: str = "", vietnamese: str = "", lao: str = "", **more: object) -> Entry:
    texts = {"latin": latin, "vietnamese": vietnamese, "lao": lao}
    forms = tuple(Form(text, writing) for writing, text in texts.items() if text)
    return Entry(id, kind, forms, **more)


TABLE = Table(
    (
        entry("thongloun", "person", "Thongloun Sisoulith", "Thoong-lun Xi-xu-lít", "ທອງລຸນ ສີສຸລິດ"),
        entry("sonexay", "person", "Sonexay Siphandone", "Xỏn-xay Xỉ-phăn-đon", "ສອນໄຊ ສີພັນດອນ"),
        entry("saleumxay", "person", "Saleumxay Kommasith", "Xa-lởm-xay Côm-mạ-xít", "ສະເຫຼີມໄຊ ກົມມະສິດ"),
        entry("phoxay", "person", "Phoxay Khaykhamphithoune", "Phô-xay Khảy-khăm-phi-thun"),
        entry("bounpone", "person", "Bounpone Bouttanavong"),
        entry("khamphanh", "person", "", "Khăm-phăn Vông-pha-chăn", "ຄຳພັນ ວົງພະຈັນ"),
        entry("vientiane", "place", "Vientiane", "Viêng Chăn", "ວຽງຈັນ"),
        entry("savannakhet", "place", "Savannakhet", "Xa-vẳn-na-khệt", "ສະຫວັນນະເຂດ"),
        entry("pakse", "place", "Pakse", "PAK-SE"),
        entry("jars", "place", "Plain of Jars", "Cánh đồng Chum", "ທົ່ງໄຫຫີນ"),
        entry("pathet-lao", "organization", "Pathet Lao", "Pa-thét Lào", "ປະເທດລາວ"),
        entry("anou-king", "person", "", "Chẩu-A-Nụ", "ອະນຸວົງ", same_name_as=("anou-district",)),
        entry("anou-district", "place", "Anouvong", "A-nu-vông", "ອະນຸວົງ", same_name_as=("anou-king",)),
    )
)


def glossed(text: str) -> str:
    return annotate(TABLE, text)


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
        table = Table((replace(first, forms=(*first.forms, stripped)), *others))
        assert annotate(table, "Ông Thoonglun Sisoulith.") == "Ông Thoonglun Sisoulith (Thongloun Sisoulith)."

    def test_of_a_place_in_vietnamese_spelled_otherwise_is_none(self) -> None:
        assert glossed("ở tỉnh Sa-van-na-khet") == "ở tỉnh Sa-van-na-khet"

    def test_is_decomposed_in_decomposed_text(self) -> None:
        text = "Thủ tướng Sonexay Siphandone thăm Hà Nội."
        assert glossed(unicodedata.normalize("NFD", text)) == unicodedata.normalize("NFD", glossed(text))

    def test_stands_before_brackets_that_hold_something_else(self) -> None:
        for remark in ("(Lào)", "(sinh năm 1962)", "[ảnh]", "(dẫn đầu đoàn)", "(Vientiane)", "(Pathet Lao)"):
            text = f"Ông Sonexay Siphandone {remark} phát biểu."
            expected = f"Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) {remark} phát biểu."
            assert glossed(text) == expected


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
        assert edits(TABLE, text) == []

    def test_where_the_author_gives_one_later(self) -> None:
        text = "SONEXAY SIPHANDONE ĐẾN\n\nThủ tướng Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đến."
        assert edits(TABLE, text) == []

    @pytest.mark.parametrize("other", ["Thoong-lun Xi-xu-lít", "Thong-lun Xi-xu-lit", "Bua-khăm Xay-xổm"])
    def test_beside_the_gloss_of_somebody_else(self, other: str) -> None:
        assert edits(TABLE, f"Ông Sonexay Siphandone ({other}) phát biểu.") == []

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
        assert edits(TABLE, text) == []


def test_unknown_style_is_reported() -> None:
    with pytest.raises(TenlaoError, match='unknown style "loud"; use gloss'):
        edits(TABLE, "Sonexay Siphandone", style="loud")


def test_table_and_module_offer_the_same() -> None:
    text = "Thủ tướng Sonexay Siphandone thăm Hà Nội."
    table = tenlao.load()
    assert table.edits(text) == tenlao.edits(text) == edits(table, text)
    assert table.annotate(text) == tenlao.annotate(text) == annotate(table, text)


class TestEdits:
    @pytest.mark.parametrize(
        "wrong",
        [
            [Edit(3, 4, "", "")],  # the old text is not there
            [Edit(2, 3, "c", "C"), Edit(0, 1, "a", "A")],  # not in order
            [Edit(0, 2, "ab", ""), Edit(1, 3, "bc", "")],  # overlapping
            [Edit(9, 9, "", "!")],  # beyond the end
        ],
    )
    def test_that_do_not_fit_are_refused(self, wrong: list[Edit]) -> None:
        with pytest.raises(ValueError, match="does not fit the text"):
            apply_edits("abcd", wrong)

    @given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text(max_size=4))))
    def test_are_undone_by_their_inverse(self, text: str, changes: list[tuple[int, int, str]]) -> None:
        made: list[Edit] = []
        for start, length, new in sorted(changes):
            end = min(start + length, len(text))
            if start <= end and (not made or start >= made[-1].end):
                made.append(Edit(start, end, text[start:end], new))
        changed = apply_edits(text, made)
        assert apply_edits(changed, invert(made)) == text
        assert invert(invert(made)) == made


NAMES = [form.text for entry in TABLE.entries for form in entry.forms]
PIECES = st.one_of(
    st.sampled_from(NAMES),
    st.sampled_from([name.upper() for name in NAMES]),
    st.sampled_from([f" ({name})" for name in NAMES]),
    st.sampled_from(
        ["Saleumxay", "Xa-lởm-xay", "Sisoulith", "Xon-xay Xi-phan-don", "Thonglun Sisulit", "Xay", "A"]
    ),
    st.sampled_from([" ", "  ", "\n", "\r\n", "\n\n", "\t", "\u200b", "\ufeff", "\u00a0"]),
    st.sampled_from(
        ["(", ")", "[", "]", "（", "）", "-", " - ", "–", "/", ",", ".", ":", '"', "\u0301", "|"]
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


class TestAnyText:
    @given(TEXTS)
    def test_annotated_twice_is_as_annotated_once(self, text: str) -> None:
        once = glossed(text)
        assert glossed(once) == once

    @given(TEXTS)
    def test_annotated_differs_in_the_edits_and_can_be_undone(self, text: str) -> None:
        changes = edits(TABLE, text)
        changed = apply_edits(text, changes)
        assert changed == glossed(text)
        assert apply_edits(changed, invert(changes)) == text

    @given(TEXTS)
    def test_gets_one_gloss_at_most_for_each_entry_and_place(self, text: str) -> None:
        changes = edits(TABLE, text)
        assert all(edit.old == "" and edit.new[:2] == " (" and edit.new[-1] == ")" for edit in changes)
        assert all(first.start < second.start for first, second in pairwise(changes))
        assert len({edit.new for edit in changes}) == len(changes)

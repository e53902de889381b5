"""Titles and generic words: what is taken off a name, and what is read around a name in a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.text.titles import Context, context, without_titles


class TestWithoutTitles:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("đồng chí Saleumxay", "Saleumxay"),
            ("Đồng chí Saleumxay Kommasith", "Saleumxay Kommasith"),
            ("ÔNG THONGLOUN SISOULITH", "THONGLOUN SISOULITH"),
            ("đ/c Thongloun", "Thongloun"),
            ("Mr Thongloun", "Thongloun"),
            ("Mr. Thongloun", "Thongloun"),
            ("Dr.Khammany", "Khammany"),
            ("H.E. Mrs Pany Yathotou", "Pany Yathotou"),
            ("Prime Minister Sonexay Siphandone", "Sonexay Siphandone"),
            ("Chủ tịch nước Thongloun Sisoulith", "Thongloun Sisoulith"),
            ("Phó Chủ tịch nước Pany Yathotou", "Pany Yathotou"),
            ("Thiếu tướng Sổm Phon", "Sổm Phon"),
            ("Hoàng thân Xu-pha-nu-vông", "Xu-pha-nu-vông"),
            ("prince Souphanouvong", "Souphanouvong"),
            ("ông:  Thongloun", "Thongloun"),
            ("Ông\u00a0Thongloun", "Thongloun"),
            ("  ông Thongloun ", "Thongloun"),
            ("Thongloun Sisoulith Jr", "Thongloun Sisoulith"),
        ],
    )
    def test_titles_of_persons(self, name: str, expected: str) -> None:
        assert without_titles(name) == expected

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("tỉnh Bô-li-khăm-xay", "Bô-li-khăm-xay"),
            ("Thủ đô Viêng Chăn", "Viêng Chăn"),
            ("TP. Viêng Chăn", "Viêng Chăn"),
            ("cửa khẩu quốc tế Nậm Phao", "Phao"),
            ("Bolikhamxay province", "Bolikhamxay"),
            ("Bolikhamxay Province", "Bolikhamxay"),
            ("Wattay International Airport", "Wattay"),
            ("Vientiane Capital", "Vientiane"),
        ],
    )
    def test_generic_words_of_places(self, name: str, expected: str) -> None:
        assert without_titles(name) == expected

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("ເມືອງປາກເຊ", "ປາກເຊ"),
            ("ແຂວງ ບໍລິຄຳໄຊ", "ບໍລິຄຳໄຊ"),
            ("ນະຄອນຫຼວງວຽງຈັນ", "ວຽງຈັນ"),
            ("ທ່ານທອງລຸນ ສີສຸລິດ", "ທອງລຸນ ສີສຸລິດ"),
            ("ທ່ານ ນາງ ປານີ ຢາທໍ່ຕູ້", "ປານີ ຢາທໍ່ຕູ້"),
            ("ພົນເອກ ຈັນສະໝອນ", "ຈັນສະໝອນ"),
        ],
    )
    def test_lao_script_needs_no_blank(self, name: str, expected: str) -> None:
        assert without_titles(name) == expected

    @pytest.mark.parametrize(
        ("name", "looked_up", "in_text"),
        [
            ("Mường Khoa", "Khoa", "Mường Khoa"),
            ("Wat Phu", "Phu", "Wat Phu"),
            ("Nam Ngum", "Ngum", "Nam Ngum"),
            ("ວັດພູ", "ພູ", "ວັດພູ"),
            ("sông Nậm Ngừm", "Ngừm", "Nậm Ngừm"),
        ],
    )
    def test_generic_words_that_belong_to_a_name_may_be_kept(
        self, name: str, looked_up: str, in_text: str
    ) -> None:
        assert without_titles(name) == looked_up
        assert without_titles(name, keep_own=True) == in_text

    @pytest.mark.parametrize(
        "name",
        ["Saleumxay Kommasith", "Mahaxay", "Namsoi", "Ongkeo", "Bản", "Mr.", "ທ່ານ", "ສອນໄຊ ສີພັນດອນ", "", "42"],
    )
    def test_a_name_without_titles_stays_and_so_does_a_title_alone(self, name: str) -> None:
        assert without_titles(name) == name

    def test_decomposed_letters_are_known(self) -> None:
        assert without_titles(unicodedata.normalize("NFD", "Đồng chí Xỏn-xay")) == "Xỏn-xay"

    @given(
        st.lists(st.sampled_from(["ông", "Bà", "Mr.", "tỉnh", "đồng chí", "Dr", "Thiếu tướng"]), max_size=3),
        st.sampled_from(["Thongloun Sisoulith", "Viêng Chăn", "Attapeu", "ທອງລຸນ ສີສຸລິດ"]),
        st.lists(st.sampled_from(["province", "City", "district"]), max_size=2),
    )
    def test_any_number_of_words_comes_off(self, before: list[str], name: str, after: list[str]) -> None:
        assert without_titles(" ".join([*before, name, *after])) == name

    @given(st.text(max_size=40))
    def test_any_text_is_taken(self, text: str) -> None:
        assert without_titles(text) in unicodedata.normalize("NFC", text)


class TestContext:
    @pytest.mark.parametrize(
        ("before", "after", "kind"),
        [
            ("gặp ông ", " hôm qua", "person"),
            ("Gặp ÔNG ", "", "person"),
            ("với Mr. ", " sang", "person"),
            ("dong chi ", "", "person"),
            ("ທ່ານ ", "", "person"),
            ("ທ່ານ", "", "person"),
            ("ông “", "” nói", "person"),
            ("ở tỉnh ", "", "place"),
            ("o tinh ", "", "place"),
            ("in ", " province", "place"),
            ("in ", "\nProvince.", "place"),
            ("ແຂວງ", "", "place"),
            ("báo ", "", "organization"),
        ],
    )
    def test_words_announce_a_kind(self, before: str, after: str, kind: str) -> None:
        around = context(before, after)
        assert around.kinds == {kind}
        assert around.before == ("rovince" not in after)
        assert around.after == ("province" if "rovince" in after else "")
        assert not around.family_name

    @pytest.mark.parametrize(
        ("before", "after"),
        [("", ""), ("thăm ", " và"), ("không ", ""), ("thông ", ""), ("in ", " provincial"), ("ông ấy ", "")],
    )
    def test_other_words_announce_nothing(self, before: str, after: str) -> None:
        assert context(before, after) == Context(frozenset(), before=False, after="", family_name=False)

    def test_a_title_and_a_generic_word_announce_both_kinds(self) -> None:
        around = context("ông ", " province")
        assert around.kinds == {"person", "place"}
        assert around.before
        assert around.after

    @pytest.mark.parametrize("before", ["ông Nguyễn ", "NGUYỄN ", "Nguyen Van ", "bà Lò Thị "])
    def test_a_vietnamese_family_name(self, before: str) -> None:
        assert context(before, "") == Context(frozenset(), before=False, after="", family_name=True)

    def test_words_that_may_stand_beside_a_name(self) -> None:
        around = context("Đại sứ Lào ", "")
        assert around == Context(frozenset(), before=True, after="", family_name=False)

    def test_decomposed_letters_are_known(self) -> None:
        assert context(unicodedata.normalize("NFD", "thăm tỉnh "), "").kinds == {"place"}

    @given(st.text(max_size=30), st.text(max_size=30))
    def test_any_text_is_taken(self, before: str, after: str) -> None:
        assert context(before, after).kinds <= {"person", "place", "organization"}

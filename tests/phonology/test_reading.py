"""Names that must sound alike in all three writings, and names whose writing is told from their letters."""

import itertools
import unicodedata
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao import load
from tenlao.base.vocabulary import WRITINGS, Writing
from tenlao.phonology import latin, vietnamese
from tenlao.phonology.distance import SUBSTITUTION, distance
from tenlao.phonology.reading import Reader, phones_in, phones_of_readings, read, readings
from tests.phonology.spellings import ANY, LAO, LATIN, VIETNAMESE, heard


class TestTheThreeWritings:
    @pytest.mark.parametrize(
        ("in_lao", "in_latin", "in_vietnamese"),
        [
            ("ໂພໄຊ ໄຂຄຳພິທູນ", "Phoxay Khaykhamphithoune", "Phô-xay Khảy-khăm-phi-thun"),
            ("ທອງລຸນ ສີສຸລິດ", "Thongloun Sisoulith", "Thoong-lun Xi-xu-lít"),
            ("ບຸນຍັງ ວໍລະຈິດ", "Bounnhang Vorachith", "Bun-nhăng Vo-la-chít"),
            ("ສອນໄຊ ສີພັນດອນ", "Sonexay Siphandone", "Xỏn-xay Xỉ-phăn-đon"),
            ("ໄກສອນ ພົມວິຫານ", "Kaysone Phomvihane", "Cay-xỏn Phôm-vi-hản"),
            ("ສະເຫລີມໄຊ ກົມມະສິດ", "Saleumxay Kommasith", "Xa-lởm-xay Côm-mạ-xít"),
            ("ທອງສະຫວັນ ພົມວິຫານ", "Thongsavanh Phomvihane", "Thoong-xạ-vẳn Phôm-vi-hản"),
            ("ສຸພານຸວົງ", "Souphanouvong", "Xu-pha-nu-vông"),
            ("ຈັນສະໝອນ ຈັນຍາລາດ", "Chansamone Chanyalath", "Chăn-xạ-mỏn Chăn-nhạ-lạt"),
            ("ຄຳແພງ ໄຊສົມແພງ", "Khampheng Saysompheng", "Khăm-pheng Xay-xổm-pheng"),
            ("ວຽງຈັນ", "Viengchan", "Viêng Chăn"),
            ("ຫຼວງພະບາງ", "Luang Prabang", "Luông Pha-băng"),
            ("ສະຫວັນນະເຂດ", "Savannakhet", "Xa-vẳn-na-khệt"),
            ("ຈຳປາສັກ", "Champasak", "Chăm-pa-sắc"),
            ("ຊຽງຂວາງ", "Xieng Khouang", "Xiêng Khoảng"),
            ("ບໍລິຄຳໄຊ", "Bolikhamxay", "Bô-li-khăm-xay"),
            ("ອັດຕະປື", "Attapeu", "Át-ta-pư"),
            ("ຄຳມ່ວນ", "Khammouane", "Khăm Muộn"),
            ("ຫົວພັນ", "Houaphanh", "Hủa Phăn"),
            ("ບໍ່ແກ້ວ", "Bokeo", "Bò Kẹo"),
            ("ໜອງແຮດ", "Nonghed", "Noọng Hét"),
        ],
    )
    def test_a_name_sounds_alike_in_all_three(self, in_lao: str, in_latin: str, in_vietnamese: str) -> None:
        a, b, c = heard(in_lao, "lao"), heard(in_latin, "latin"), heard(in_vietnamese, "vietnamese")
        assert max(distance(a, b), distance(b, c), distance(a, c)) <= 3.0

    def test_nearly_all_names_of_the_table_sound_alike_across_writings(self) -> None:
        nearest = []
        for entry in load().entries:
            sounds: dict[str, list[str]] = {writing: [] for writing in WRITINGS}
            for form in entry.forms:
                if form.tag is None:
                    sounds[form.writing].append(heard(form.text, form.writing))
            for a, b in itertools.combinations(sounds.values(), 2):
                if a and b:
                    nearest.append(min(distance(x, y) for x in a for y in b))
        assert len(nearest) > 500
        assert sum(cost <= 4.0 for cost in nearest) >= 0.96 * len(nearest)


class TestTellingTheWriting:
    @pytest.mark.parametrize(
        ("name", "writings"),
        [
            ("ໂພໄຊ", ["lao"]),
            ("ທ່ານ Phoxay", ["lao"]),
            ("Phoxay", ["latin"]),
            ("Phô-xay Khảy", ["vietnamese"]),
            ("Đăk", ["vietnamese"]),
            ("Phôngsali", ["vietnamese", "latin"]),
            ("Xékong", ["vietnamese", "latin"]),
        ],
    )
    def test_from_the_letters(self, name: str, writings: list[Writing]) -> None:
        assert readings(name) == tuple(read(name, writing) for writing in writings)

    @pytest.mark.parametrize(
        "name", ["Phô-xay Khảy", "Đăk", "Xiêng Khoảng", "Phạc Tha Na", "Xékong", "Phôngsali"]
    )
    def test_from_decomposed_letters(self, name: str) -> None:
        assert readings(unicodedata.normalize("NFD", name)) == readings(name)


class TestAnyText:
    @given(ANY | LATIN | VIETNAMESE, st.sampled_from(WRITINGS))
    def test_is_read_into_known_phones(self, text: str, writing: Writing) -> None:
        assert set("".join(read(text, writing).phones)) <= set(SUBSTITUTION)

    @given(ANY | LATIN | VIETNAMESE | LAO)
    def test_has_one_or_two_readings(self, text: str) -> None:
        assert 1 <= len(readings(text)) <= 2

    @pytest.mark.parametrize("reader", [latin, vietnamese], ids=["latin", "vietnamese"])
    def test_every_onset_may_stand_before_every_rime(self, reader: ModuleType) -> None:
        for onset, liquid, rime in itertools.product(reader.ONSETS, ["", "l", "r"], reader.RIMES):
            assert set("".join(reader.read(onset + liquid + rime).phones)) <= set(SUBSTITUTION)

    @pytest.mark.parametrize("writing", ["latin", "vietnamese"])
    @pytest.mark.parametrize("digit", ["٣", "๓", "໓", "３"])
    def test_digits_of_any_script_are_read(self, digit: str, writing: Writing) -> None:
        assert read(f"Nam Ngum {digit}", writing).phones[-1] == "3"


class TestReadingMany:
    def test_names_are_read_as_by_themselves(self) -> None:
        reader = Reader()
        for form in (form for entry in load().entries for form in entry.forms):
            assert reader.readings(form.text, form.writing) == list(phones_in(form.text, form.writing)), form

    @given(st.lists(st.text("aeiouynghkstbmx -'ôđĐAIVNH.,2", max_size=14)))
    def test_whatever_was_read_before(self, names: list[str]) -> None:
        reader = Reader()
        for name in [*names, *names]:
            assert reader.readings(name, "latin") == list(phones_in(name, "latin"))


class TestPhonesOfReadings:
    @given(ANY | st.text("aeiouynghkstbmx -'ôđĐAIVNH.,2ạẻກໄຂຄຳ", max_size=20))
    def test_they_are_those_of_the_readings_that_differ(self, name: str) -> None:
        spoken = [tuple(filter(None, sound.phones)) for sound in readings(name)]
        assert phones_of_readings(name) == tuple(filter(None, dict.fromkeys(spoken)))

    def test_they_are_those_of_all_forms(self) -> None:
        for form in (form for entry in load().entries for form in entry.forms):
            spoken = [tuple(filter(None, sound.phones)) for sound in readings(form.text)]
            assert phones_of_readings(form.text) == tuple(dict.fromkeys(spoken)), form

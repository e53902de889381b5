"""Reading Lao script: its letters, where syllables part, old spellings."""

import pytest
from hypothesis import given

from tenlao.phonology import lao
from tenlao.phonology.distance import SUBSTITUTION, distance
from tenlao.phonology.sound import Syllable
from tests.phonology.spellings import LAO, heard, only, rows


class TestLaoScript:
    @pytest.mark.parametrize(
        ("letter", "onset"),
        rows("""
            k: ກ
            kʰ: ຂ ຄ
            ŋ: ງ ຫງ
            tɕ: ຈ
            s: ສ ຊ
            ɲ: ຍ ຫຍ
            j: ຢ
            d: ດ
            t: ຕ
            tʰ: ຖ ທ
            n: ນ ໜ ຫນ
            b: ບ
            p: ປ
            pʰ: ຜ ພ
            f: ຝ ຟ
            m: ມ ໝ ຫມ
            l: ລ ຫຼ ຫລ
            r: ຣ ຫຣ
            w: ວ ຫວ
            h: ຫ ຮ
            : ອ
            kw: ກວ
            kʰw: ຂວ ຄວ
            ŋw: ງວ
            kr: ກຣ
            pr: ປຣ
            tr: ຕຣ
            pʰr: ພຣ
        """),
    )
    def test_onsets(self, letter: str, onset: str) -> None:
        assert only(lao.read(f"{letter}າ")).onset == onset

    @pytest.mark.parametrize(
        ("written", "rime"),
        rows("""
            ă: ກະ
            ă n: ກັນ
            aː: ກາ
            ă m: ກຳ
            i: ກິ
            iː: ກີ
            ɯ: ກຶ
            ɯː: ກື
            u: ກຸ
            uː: ກູ
            e: ເກະ
            e n: ເກັນ
            eː: ເກ
            ɛ: ແກະ
            ɛ n: ແກັນ
            ɛː: ແກ
            o: ໂກະ
            o n: ກົນ
            oː: ໂກ
            ɔ: ເກາະ
            ɔ n: ກັອນ
            ɔː: ກໍ
            ɔː n: ກອນ
            ɤ n: ເກິນ
            ɤː: ເກີ
            iaː: ເກຍ
            iaː n: ກຽນ
            ia: ເກັຍ
            ɯaː: ເກືອ
            ɯa: ເກຶອ
            uaː: ກົວ
            uaː n: ກວນ
            ua: ກັວະ
            ă j: ໄກ ໃກ ໄກຍ
            ă w: ເກົາ
            aː w: ກາວ
            aː j: ກາຍ
            ɛː w: ແກວ
            iaː w: ກຽວ
            i w: ກິວ
            oː j: ໂກຍ
            ɔː j: ກອຍ
            ɤː j: ເກີຍ
            uaː j: ກວຍ
            u j: ກຸຍ
        """),
    )
    def test_vowels(self, written: str, rime: str) -> None:
        nucleus, _, coda = rime.partition(" ")
        assert only(lao.read(written)) == Syllable("k", nucleus, coda, "mid")

    @pytest.mark.parametrize(
        ("letter", "coda"),
        rows("""
            k: ກ ຂ ຄ
            t: ດ ຕ ສ ຊ ທ ຈ
            p: ບ ປ ພ
            ŋ: ງ
            n: ນ ລ ຣ
            m: ມ
            j: ຍ
            w: ວ
        """),
    )
    def test_codas(self, letter: str, coda: str) -> None:
        assert only(lao.read(f"ຕາ{letter}")).coda == coda

    @pytest.mark.parametrize("lead", ["ເ", "ແ", "ໂ", "ໄ", "ໃ"])
    @pytest.mark.parametrize(
        ("onset", "expected"),
        [
            ("ກ", "k"),
            ("ຫງ", "ŋ"),
            ("ຫຍ", "ɲ"),
            ("ຫນ", "n"),
            ("ຫມ", "m"),
            ("ຫລ", "l"),
            ("ຫຼ", "l"),
            ("ຫວ", "w"),
        ],
    )
    def test_a_vowel_written_before_its_onset(self, lead: str, onset: str, expected: str) -> None:
        assert only(lao.read(f"{lead}{onset}")).onset == expected

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("ຫນອງບົກ", "ໜອງບົກ"),
            ("ຫມື່ນ", "ໝື່ນ"),
            ("ເຫນືອ", "ເໜືອ"),
            ("ຫລວງ", "ຫຼວງ"),
            ("ໄຫລ", "ໄຫຼ"),
            ("ນໍ້າ", "ນ້ຳ"),
            ("ນ້ໍາ", "ນ້ຳ"),
            ("ຄໍາ", "ຄຳ"),
            ("ຄໍາມ່ວນ", "ຄຳມ່ວນ"),
            ("ສິດທິ໌", "ສິດ"),
            ("ສິງຫ໌", "ສິງ"),
            ("ພັນທຸ໌", "ພັນ"),
            ("ຈັນທຣ໌", "ຈັນ"),
        ],
    )
    def test_old_and_new_spellings_are_read_alike(self, old: str, new: str) -> None:
        assert lao.read(old).components == lao.read(new).components

    @pytest.mark.parametrize(
        ("old", "new"),
        [("ສີສວັດ", "ສີສະຫວັດ"), ("ທວີສັກ", "ທະວີສັກ"), ("ພຍາ", "ພະຍາ"), ("ພຣະບາງ", "ພະບາງ"), ("ວໍຣະຈິດ", "ວໍລະຈິດ")],
    )
    def test_old_spellings_sound_nearly_alike(self, old: str, new: str) -> None:
        assert distance(heard(old, "lao"), heard(new, "lao")) <= 1.0

    @pytest.mark.parametrize(
        ("written", "phones"),
        [
            ("ພົມວິຫານ", "Poᵐvihaⁿ"),
            ("ສະຫວັນນະເຂດ", "sɐvaⁿnɐKeᵗ"),
            ("ຫຼວງພະບາງ", "luᵃᵑPɐbaᵑ"),
            ("ຈຳປາສັກ", "caᵐpasaᵏ"),
            ("ອຸດົມໄຊ", "udoᵐsaʲ"),
            ("ສີສະຫວ່າງວົງ", "sisɐvaᵑvoᵑ"),
            ("ສຸພານຸວົງ", "suPanuvoᵑ"),
            ("ແສງອາຄົມ", "sɛᵑaKoᵐ"),
            ("ສົມສະໜິດ", "soᵐsɐniᵗ"),
            ("ປັດຈຸບັນ", "paᵗcubaⁿ"),
            ("ດວງຈັນ", "duᵃᵑcaⁿ"),
            ("ຊຽງຂວາງ", "siᵃᵑKwaᵑ"),
            ("ແຂວງ", "Kwɛᵑ"),
            ("ຖວາຍ", "Tɐvaʲ"),
            ("ສວນ", "suᵃⁿ"),
            ("ຫົວພັນ", "huᵃPaⁿ"),
            ("ຫ້ວຍຊາຍ", "huᵃʲsaʲ"),
        ],
    )
    def test_where_syllables_part(self, written: str, phones: str) -> None:
        assert lao.read(written).phones == (phones,)

    @pytest.mark.parametrize(
        ("written", "tone"),
        [
            ("ສອນ", "high"),
            ("ໜອງ", "high"),
            ("ຫຼວງ", "high"),
            ("ຫງາ", "high"),
            ("ບຸນ", "mid"),
            ("ອຸ່ນ", "mid ່"),
            ("ແກ້ວ", "mid ້"),
            ("ທອງ", "low"),
            ("ນ້ຳ", "low ້"),
            ("ເລັ່ງ", "low ່"),
            ("ໂຕ໊ະ", "mid ໊"),
            ("ຈ໋າ", "mid ໋"),
        ],
    )
    def test_class_and_mark_that_govern_the_tone(self, written: str, tone: str) -> None:
        assert only(lao.read(written)).tone == tone

    @pytest.mark.parametrize("mark", ["່", "້", "໊", "໋"])
    def test_tone_marks_do_not_change_the_phones(self, mark: str) -> None:
        assert lao.read(f"ກ{mark}າ").phones == lao.read("ກາ").phones
        assert lao.read(f"ເມື{mark}ອງ").phones == lao.read("ເມືອງ").phones

    @pytest.mark.parametrize("invisible", ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"])
    def test_invisible_characters_are_passed_over(self, invisible: str) -> None:
        assert lao.read(invisible.join("ໄຂຄຳພິທູນ")) == lao.read("ໄຂຄຳພິທູນ")

    def test_a_repetition_mark_repeats_the_syllable(self) -> None:
        assert lao.read("ດວງໆ").phones == ("duᵃᵑduᵃᵑ",)

    def test_spaced_syllables_are_components_of_the_same_sound(self) -> None:
        assert lao.read("ສຸ ພາ ນຸ ວົງ").phones == ("su", "Pa", "nu", "voᵑ")
        assert heard("ສຸ ພາ ນຸ ວົງ", "lao") == heard("ສຸພານຸວົງ", "lao")

    def test_digits_of_both_kinds(self) -> None:
        assert lao.read("ນ້ຳງື່ມ 2").phones == lao.read("ນ້ຳງື່ມ ໒").phones == ("naᵐŋɯᵐ", "2")

    def test_other_scripts_are_passed_over(self) -> None:
        assert lao.read("(Kaysone) ໄກສອນ, Phomvihane").phones == ("kaʲsɔⁿ",)

    def test_places_of_the_written_syllables(self) -> None:
        text = "ນ້ຳງື່ມ\u200bໆ໒"
        places = [text[start:end] for start, end, _ in lao.syllables(text)]
        assert places == ["ນ້ຳ", "ງື່ມ\u200b", "ໆ", "໒"]


class TestAnyText:
    @given(LAO)
    def test_phones_are_those_of_the_syllables(self, text: str) -> None:
        spoken = [syllable.phones for written in lao.syllables(text) for syllable in written.spoken]
        assert lao.phones_of(text) == "".join(spoken)

    @given(LAO)
    def test_in_lao_script_is_read_into_known_phones(self, text: str) -> None:
        assert set("".join(lao.read(text).phones)) <= set(SUBSTITUTION)

    @given(LAO)
    def test_lao_syllables_stand_in_order_and_apart(self, text: str) -> None:
        last = 0
        for start, end, _ in lao.syllables(text):
            assert last <= start < end <= len(text)
            last = end

    @pytest.mark.parametrize("letter", ["\u0e83", "\u0ea4", "ຉ", "ຏ"])
    def test_any_code_point_among_the_lao_letters_is_read(self, letter: str) -> None:
        assert "aᵑ" in lao.read(f"{letter}ບາງ").phones[0]

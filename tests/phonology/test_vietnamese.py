"""Reading Vietnamese renderings: their letters, tones and typography."""

import unicodedata

import pytest
from hypothesis import given

from tenlao.phonology import vietnamese
from tenlao.phonology.distance import distance
from tenlao.phonology.sound import Syllable
from tests.phonology.spellings import VIETNAMESE, heard, only, rows


class TestVietnamese:
    @pytest.mark.parametrize(
        ("spelling", "onset"),
        rows("""
            ka: ca
            ki: ki ky
            ke: kê
            kɛ: ke
            Ka: kha
            ŋa: nga
            ŋe: nghê
            ŋɛ: nghe
            ca: cha
            sa: xa sa
            ɲa: nha
            ja: da ya gia
            da: đa
            ta: ta
            Ta: tha
            na: na
            ba: ba
            pa: pa
            Pa: pha
            ma: ma
            la: la
            ra: ra
            va: va
            ha: ha
            a: a
            Kwa: khoa
            kwa: qua
        """),
    )
    def test_onsets(self, spelling: str, onset: str) -> None:
        assert vietnamese.read(spelling).phones == (onset,)
        assert vietnamese.read(spelling.upper()).phones == (onset,)

    @pytest.mark.parametrize(
        ("spelling", "rime"),
        rows("""
            a n: man
            ă n: măn
            ɤ m: mâm
            ɤ n: mơn
            e n: mên
            ɛ n: men
            i n: min
            i: my
            o n: môn
            ɔ n: mon
            ɔ ŋ: moong
            u n: mun
            ɯ n: mưn
            ia n: miên
            ia: mia
            ua n: muôn
            ua: mua
            ɯa ŋ: mương
            ɯa: mưa
            aː j: mai
            ă j: may mây
            aː w: mao
            ă w: mau mâu
            ɛ w: meo
            e w: mêu
            i w: miu
            ɔ j: moi
            o j: môi
            ɤ j: mơi
            u j: mui
            ua j: muôi
            ɯa j: mươi
        """),
    )
    def test_vowels(self, spelling: str, rime: str) -> None:
        nucleus, _, coda = rime.partition(" ")
        assert only(vietnamese.read(spelling)) == Syllable("m", nucleus, coda, "ngang")

    @pytest.mark.parametrize(
        ("spelling", "coda"),
        [("lac", "k"), ("lách", "k"), ("lát", "t"), ("láp", "p"), ("lang", "ŋ"), ("lan", "n"), ("lam", "m")],
    )
    def test_codas(self, spelling: str, coda: str) -> None:
        assert only(vietnamese.read(spelling)).coda == coda

    @pytest.mark.parametrize(
        ("spelling", "tone"),
        [("xon", "ngang"), ("xòn", "huyền"), ("xỏn", "hỏi"), ("xõn", "ngã"), ("xón", "sắc"), ("xọn", "nặng")],
    )
    def test_tones(self, spelling: str, tone: str) -> None:
        for form in ("NFC", "NFD"):
            assert only(vietnamese.read(unicodedata.normalize(form, spelling))).tone == tone

    @pytest.mark.parametrize(
        ("a", "b"),
        [("hoà", "hòa"), ("khoả", "khỏa"), ("khoẻ", "khỏe"), ("thuý", "thúy"), ("quí", "quý"), ("kỹ", "kĩ")],
    )
    def test_the_tone_mark_may_stand_on_either_vowel(self, a: str, b: str) -> None:
        assert vietnamese.read(a) == vietnamese.read(b)

    @pytest.mark.parametrize(
        "written",
        [
            "Phô-xay Khảy-khăm-phi-thun",
            "PHÔ-XAY KHẢY-KHĂM-PHI-THUN",
            "Phô-Xay Khảy-Khăm-Phi-Thun",
            "Phôxay Khảykhămphithun",
            "Phô - xay Khảy - khăm - phi - thun",
            "Phô – xay Khảy–khăm–phi–thun",
            "Phô\u2010xay Khảy\u2011khăm-phi-thun",
            "Phô-xay\u00a0Khảy-khăm-phi-thun",
            "Phô-xay\n  Khảy-khăm-phi-thun",
            "Phô-\nxay Khảy-khăm-\nphi-thun",
            "Phô\u00ad-xay Khảy-khăm-phi\u200b-thun",
            unicodedata.normalize("NFD", "Phô-xay Khảy-khăm-phi-thun"),
        ],
    )
    def test_a_rendering_is_read_alike_in_any_typography(self, written: str) -> None:
        assert vietnamese.read(written) == vietnamese.read("Phô-xay Khảy-khăm-phi-thun")
        assert vietnamese.read(written).phones == ("Posaʲ", "KaʲKaᵐPiTuⁿ")

    def test_spaced_syllables_are_components_of_the_same_sound(self) -> None:
        assert vietnamese.read("Khăm Pheng Xay Sổm Pheng").phones == ("Kaᵐ", "Pɛᵑ", "saʲ", "soᵐ", "Pɛᵑ")
        assert heard("Phô Xay", "vietnamese") == heard("Phô-xay", "vietnamese")

    def test_a_spaced_dash_may_part_the_components(self) -> None:
        parted = vietnamese.read("Khăm Pheng - Xay Sổm Pheng")
        assert parted == vietnamese.read("Khăm-pheng Xay-sổm-pheng")

    @pytest.mark.parametrize(
        ("mixture", "rendering"),
        [
            ("Xaman Vinhaket", "Xa-mản Vi-nha-kệt"),
            ("Kayxỏn Phomvihan", "Cay-xỏn Phôm-vi-hản"),
            ("Bunthoong Chítmany", "Bun-thoong Chít-ma-ny"),
            ("Bôlykhămxay", "Bô-ly-khăm-xay"),
            ("Kham Ban Phom-Ma-Ny-Vong", "Khăm-băn Phôm-ma-ny-vông"),
            ("Khămtày Siphănđon", "Khăm-tày Xỉ-phăn-đon"),
            ("Chămpasak", "Chăm-pa-sắc"),
        ],
    )
    def test_half_vietnamese_mixtures_are_near(self, mixture: str, rendering: str) -> None:
        assert distance(heard(mixture, "vietnamese"), heard(rendering, "vietnamese")) <= 2.0

    @pytest.mark.parametrize(
        ("a", "b"), [("Xỏn-xay", "Sỏn-say"), ("Đắc-chưng", "Đăk-chưng"), ("Pắc-lai", "Pak-lai")]
    )
    def test_what_newspapers_spell_differently(self, a: str, b: str) -> None:
        assert vietnamese.read(a).phones == vietnamese.read(b).phones


@given(VIETNAMESE)
def test_any_text_sounds_the_same_composed_and_decomposed(text: str) -> None:
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert vietnamese.read(composed) == vietnamese.read(decomposed)

"""Reading romanized Lao: the letters, the habits of writers."""

import pytest

from tenlao.phonology import latin
from tenlao.phonology.distance import distance
from tests.phonology.spellings import heard, only, rows, syllables


class TestLatin:
    @pytest.mark.parametrize(
        ("spelling", "onset"),
        rows("""
            k: k c g
            kʰ: kh
            ŋ: ng
            tɕ: ch j tch
            s: s x ss
            ɲ: nh gn ny
            j: y
            d: d
            t: t tt
            tʰ: th
            n: n
            b: b
            p: p
            pʰ: ph
            f: f
            m: m
            l: l
            r: r
            w: v w
            h: h
            pr: pr
            pʰr: phr
        """),
    )
    def test_onsets(self, spelling: str, onset: str) -> None:
        assert only(latin.read(f"{spelling}am")).onset == onset
        assert only(latin.read(f"{spelling}am".upper())).onset == onset

    @pytest.mark.parametrize(
        ("spelling", "phones"),
        rows("""
            ma: ma maa mah mar
            maⁿ: man mane mann manh
            mi: mi my mee
            miⁿ: min mine
            mu: mou moo mu
            muⁿ: moun moon mun moune
            me: me mé mê meh
            mɛ: mae
            mo: mo mô
            moⁿ: mon mone
            mɔ: moh mor maw
            mɔʲ: moy moi
            mɤ: meu moe mer
            mɯ: mue
            miᵃ: mia mie miê mea
            miᵃᵑ: miang mieng
            mɯᵃ: meua
            mɯᵃᵑ: meuang mueang
            muᵃ: moua mua muo
            muᵃᵑ: mouang muang muong
            maʲ: may mai mei
            maʷ: mao mau mow
            mɛʷ: meo maeo maew
        """),
    )
    def test_vowels(self, spelling: str, phones: str) -> None:
        assert latin.read(spelling).phones == (phones,)

    @pytest.mark.parametrize(
        ("spelling", "coda"),
        rows("""
            k: k c ck g
            t: t d th s x tt
            p: p b
            ŋ: ng
            n: n ne nh nn
            m: m me
            j: y i
            w: o v
            : h
        """),
    )
    def test_codas(self, spelling: str, coda: str) -> None:
        assert only(latin.read(f"la{spelling}")).coda == coda

    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("Siphandone", "Siphandon"),
            ("Phomvihane", "Phomvihanh"),
            ("Choummaly", "Choummali"),
            ("Phoxay", "Phosay"),
            ("Bounnhang", "Bougnang"),
            ("Bounnhang", "Bounyang"),
            ("Vignaket", "Vinhaket"),
            ("Vongvichit", "Vongvichith"),
            ("Lengsavad", "Lengsavath"),
            ("Thongloun", "Thonglun"),
            ("Xayachack", "Saya-Chak"),
            ("Xayachack", "Sayyachack"),
            ("Sonexay", "Sonxay"),
            ("Sonexay", "Sone-Xay"),
            ("Khaykhamphithoune", "Khai Kham Phi Thoun"),
            ("Chaleun", "Chalern"),
            ("Attapeu", "Attapue"),
            ("Vatthana", "Vathana"),
            ("Xékong", "Sekong"),
            ("Phôngsali", "Phongsaly"),
            ("Houaphanh", "Huaphan"),
            ("Xieng Khouang", "Xiangkhuang"),
            ("Luang Prabang", "Louangphabang"),
            ("Bolikhamxay", "Borikhamxai"),
            ("Vorachith", "Volachit"),
            ("KhampheuyPhanthachone", "Khampheuy Phanthachone"),
            ("Kham’phan", "Khamphan"),
            ("Khamphao Đuangmany", "Khamphao Duangmany"),
        ],
    )
    def test_spellings_of_one_name_are_near(self, a: str, b: str) -> None:
        assert distance(heard(a, "latin"), heard(b, "latin")) <= 3.0

    @pytest.mark.parametrize(
        ("written", "phones"),
        [
            ("Thongloun Sisoulith", ("Toᵑluⁿ", "sisuliᵗ")),
            ("Souksavath", ("suᵏsavaᵗ",)),
            ("Inthavong", ("iⁿTavoᵑ",)),
            ("Khammouane", ("Kaᵐmuᵃⁿ",)),
            ("Savannakhet", ("savaⁿnaKeᵗ",)),
            ("Saysompheng", ("saʲsoᵐPeᵑ",)),
            ("Bounheuang", ("buɲɯᵃᵑ",)),
            ("Phouthong", ("PuToᵑ",)),
            ("Seng-Aloun", ("seᵑaluⁿ",)),
            ("Anouparb Vongnorkeo", ("anupaᵖ", "voᵑnɔkɛʷ")),
            ("Sengnyong", ("seᵑɲoᵑ",)),
            ("Kongngeun", ("koᵑŋɤⁿ",)),
            ("Huoixai", ("huᵃʲsaʲ",)),
            ("Vientiane", ("viᵃⁿtiᵃⁿ",)),
            ("Sekaman-3", ("sekamaⁿ", "3")),
        ],
    )
    def test_where_syllables_part(self, written: str, phones: tuple[str, ...]) -> None:
        assert latin.read(written).phones == phones

    @pytest.mark.parametrize("invisible", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "'", "’"])
    def test_invisible_characters_and_apostrophes_are_passed_over(self, invisible: str) -> None:
        assert latin.read(f"Siphan{invisible}done") == latin.read("Siphandone")

    def test_no_tone_is_written(self) -> None:
        assert {syllable.tone for syllable in syllables(latin.read("Thongloun Sisoulith"))} == {None}

"""Sounds: their phones, and how those of a name are joined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.phonology import latin
from tenlao.phonology.distance import SUBSTITUTION, distance
from tenlao.phonology.sound import Sound, Syllable, join
from tests.phonology.spellings import heard

phones = st.text("".join(SUBSTITUTION), max_size=12)


@pytest.mark.parametrize(
    ("syllable", "expected"),
    [
        (Syllable("kʰ", "a", "m"), "Kaᵐ"),
        (Syllable("kʰw", "aː", "ŋ"), "Kwaᵑ"),
        (Syllable("pʰr", "ă", ""), "Pʳɐ"),
        (Syllable("", "ɯaː", "j"), "ɯᵃʲ"),
        (Syllable("tɕ", "ă", "w", "mid ້"), "caʷ"),
        (Syllable("", "ə", ""), "ə"),
        (Syllable("s", "", ""), "s"),
        (Syllable("2", "", ""), "2"),
    ],
)
def test_phones_of_a_syllable(syllable: Syllable, expected: str) -> None:
    assert syllable.phones == expected


def test_length_and_tone_are_kept_but_not_compared() -> None:
    short, long = Syllable("n", "i", "n", "low"), Syllable("n", "iː", "n", "high")
    assert short != long
    assert short.phones == long.phones


def test_a_short_open_a_is_weak() -> None:
    assert Syllable("s", "ă", "").phones != Syllable("s", "aː", "").phones
    assert Syllable("s", "ă", "n").phones == Syllable("s", "aː", "n").phones


def test_sounds_are_immutable_and_hashable() -> None:
    syllable = Syllable("k", "a", "")
    sound = Sound(((syllable,),))
    assert {sound: 1}[Sound(((Syllable("k", "a", ""),),))] == 1
    with pytest.raises(AttributeError):
        syllable.onset = "t"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        sound.components = ()  # type: ignore[misc]


class TestJoin:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("Bounnhang", "Bounhang"),
            ("Thammavong", "Thamavong"),
            ("Bouddha", "Bouda"),
            ("Vatthana", "Vathana"),
            ("Soukkhaseum", "Soukhaseum"),
        ],
    )
    def test_a_doubled_coda_is_half_silent(self, a: str, b: str) -> None:
        one, other = heard(a, "latin"), heard(b, "latin")
        assert "˙" in one
        assert distance(one, other) < 0.5 < distance("".join(latin.read(a).phones), other)

    @given(st.lists(phones, max_size=4))
    def test_where_the_components_part_does_not_matter(self, components: list[str]) -> None:
        assert join(components) == join(["".join(components)])

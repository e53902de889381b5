"""Sounds: their phones, how far two of them are apart, and what the distance is made of."""

import itertools
import math
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tenlao import load
from tenlao.phonology import latin
from tenlao.phonology.distance import (
    CONSONANT_CHANGE,
    OMISSION,
    PHONE_CHANGE,
    SUBSTITUTION,
    align,
    coarse_key,
    consonant_key,
    distance,
)
from tenlao.phonology.reading import read
from tenlao.phonology.sound import Sound, Syllable, join

PHONES = "".join(SUBSTITUTION)
phones = st.text(PHONES, max_size=12)


def heard(name: str) -> str:
    return join(latin.read(name).phones)


def apart(a: str, b: str) -> float:
    return distance(heard(a), heard(b))


def test_every_phone_has_its_costs() -> None:
    assert set(OMISSION) == set(PHONES)
    assert all(set(row) == set(PHONES) for row in SUBSTITUTION.values())
    assert all((SUBSTITUTION[a][b] == 0) == (a == b) for a in PHONES for b in PHONES)
    assert min(OMISSION.values()) > 0


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


class TestDistance:
    @given(phones, phones)
    def test_is_symmetric_and_not_negative(self, a: str, b: str) -> None:
        assert distance(a, b) == pytest.approx(distance(b, a))
        assert distance(a, b) >= 0

    @given(phones, phones)
    def test_is_zero_only_for_the_same_phones(self, a: str, b: str) -> None:
        assert distance(a, a) == 0
        assert (distance(a, b) == 0) == (a == b)

    @given(phones)
    def test_from_nothing_is_what_the_omissions_cost(self, a: str) -> None:
        assert distance(a, "") == pytest.approx(math.fsum(OMISSION[phone] for phone in a))

    @given(phones, phones)
    def test_is_at_most_what_leaving_out_everything_costs(self, a: str, b: str) -> None:
        assert distance(a, b) <= distance(a, "") + distance("", b) + 1e-9

    @given(phones, phones, st.floats(0, 30))
    def test_below_a_limit_is_exact_and_else_at_least_the_limit(self, a: str, b: str, limit: float) -> None:
        cost = distance(a, b)
        limited = distance(a, b, limit)
        assert limited == cost if cost < limit else limited >= limit

    @pytest.mark.parametrize(
        ("name", "near", "far"),
        [
            ("Vorachith", "Volachith", "Vomachith"),
            ("Phoxay", "Foxay", "Moxay"),
            ("Phomvihane", "Pomvihane", "Khomvihane"),
            ("Thammavong", "Tammavong", "Bammavong"),
            ("Thongloun", "Thonglun", "Thonglan"),
            ("Sisoulith", "Sisolith", "Sisalith"),
            ("Siphandone", "Siphandon", "Siphandot"),
            ("Bounnhang", "Bounyang", "Bounsang"),
            ("Bounnhang", "Bounhang", "Boukang"),
            ("Sonexay", "Sonxay", "Somxay"),
            ("Luang Prabang", "Luang Phabang", "Luang Thabang"),
            ("Khamtay", "Kamtay", "Samtay"),
            ("Thong", "Thoung", "Thing"),
            ("Attapeu", "Attapue", "Attapi"),
            ("Kaysone", "Kaysane", "Kaynone"),
        ],
    )
    def test_what_writers_confuse_is_nearer(self, name: str, near: str, far: str) -> None:
        assert apart(name, near) < apart(name, far)

    @pytest.mark.parametrize(
        ("name", "other"),
        [
            ("Khamtay", "Khamphay"),
            ("Somphone", "Somphet"),
            ("Bounthong", "Bounheng"),
            ("Vilay", "Vixai"),
            ("Nam Ngum 2", "Nam Ngum 5"),
        ],
    )
    def test_a_changed_consonant_or_digit_is_dear(self, name: str, other: str) -> None:
        assert apart(name, other) >= 4.5

    def test_silent_letters_cost_next_to_nothing(self) -> None:
        assert apart("Sonexay", "Sonxay") < 0.5
        assert apart("Bounnhang", "Bounhang") < 1.5


class TestAlignment:
    @given(phones, phones)
    def test_its_sides_spell_the_two_sounds(self, a: str, b: str) -> None:
        steps = align(a, b)
        assert "".join(x for x, _, _ in steps) == a
        assert "".join(y for _, y, _ in steps) == b
        assert all(x or y for x, y, _ in steps)

    @given(phones, phones)
    def test_its_steps_cost_what_the_tables_say(self, a: str, b: str) -> None:
        for x, y, cost in align(a, b):
            assert cost == (SUBSTITUTION[x][y] if x and y else OMISSION[x or y])

    @given(phones, phones)
    @example("sɐᵗ", "sɐaᵗ")
    @example("nə", "nəe")
    def test_the_distance_is_the_sum_of_its_steps(self, a: str, b: str) -> None:
        assert math.fsum(cost for _, _, cost in align(a, b)) == pytest.approx(distance(a, b))

    def test_the_distance_between_spellings_of_a_name_is_the_sum_of_its_steps(self) -> None:
        for entry in load().entries:
            preferred, *others = (join(read(form.text, form.writing).phones) for form in entry.forms)
            for other in others:
                cost = distance(preferred, other)
                if cost < 10:  # the rest are other names of the same entry
                    assert math.fsum(cost for _, _, cost in align(preferred, other)) == pytest.approx(cost)


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
        assert "˙" in heard(a)
        assert distance(heard(a), heard(b)) < 0.5 < distance("".join(latin.read(a).phones), heard(b))

    @given(st.lists(phones, max_size=4))
    def test_where_the_components_part_does_not_matter(self, components: list[str]) -> None:
        assert join(components) == join(["".join(components)])


class TestSkeleton:
    @pytest.mark.parametrize(
        ("a", "b"),
        [
            ("Bounnhang Vorachith", "Bounyang Volachit"),
            ("Thongloun Sisoulith", "Tonglun Sisolit"),
            ("Phoxay", "Foxay"),
            ("Sonexay", "Sonxay"),
        ],
    )
    def test_spellings_of_a_name_share_it(self, a: str, b: str) -> None:
        assert consonant_key(heard(a)) == consonant_key(heard(b)) != ""

    @pytest.mark.parametrize(("a", "b"), [("Khamtay", "Khamphay"), ("Somphone", "Somphet")])
    def test_other_consonants_give_another(self, a: str, b: str) -> None:
        assert consonant_key(heard(a)) != consonant_key(heard(b))


# One syllable for each sound that there is; between them they have all phones, as does a doubled coda.
ONSETS = "k kʰ ŋ tɕ s ɲ j d t tʰ n b p pʰ f m l r w h kw kr 0 1 2 3 4 5 6 7 8 9"
NUCLEI = "a aː ă i ɯ u e ɛ o ɔ ɤ ia ɯa ua ə"
CODAS = "k t p ŋ n m j w"
SYLLABLES = [
    *(Syllable(onset, "", "") for onset in ONSETS.split()),
    *(Syllable("", nucleus, "") for nucleus in NUCLEI.split()),
    *(Syllable("", "", coda) for coda in CODAS.split()),
]
SPOKEN = sorted({phone for syllable in SYLLABLES for phone in syllable.phones} | set(join(["aᵐ", "ma"])))
spoken = st.text(SPOKEN, max_size=12)
# Phones with a few changes: the cheaper ones are met more often so than between any two strings.
changes = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 1), st.text(SPOKEN, max_size=1)), max_size=4)


def changed(phones: str, edits: list[tuple[int, int, str]]) -> str:
    for at, length, new in edits:
        phones = phones[:at] + new + phones[at + length :]
    return phones


class TestBounds:
    """What finding relies on: changes that show in a consonant_key or in an coarse_key are never cheap."""

    def test_all_phones_are_looked_at(self) -> None:
        assert set(SPOKEN) == set(PHONES)

    @pytest.mark.parametrize(
        ("seen", "least"), [(consonant_key, CONSONANT_CHANGE), (coarse_key, PHONE_CHANGE)]
    )
    def test_a_change_that_shows_costs_at_least_so_much(
        self, seen: Callable[[str], str], least: float
    ) -> None:
        shown = [(a, b) for a in SPOKEN for b in ["", *SPOKEN] if seen(a) != seen(b)]
        assert len(shown) > 0.7 * len(SPOKEN) ** 2
        assert [(a, b) for a, b in shown if distance(a, b) < least] == []

    def test_some_changes_cost_no_more_than_that(self) -> None:
        pairs = list(itertools.combinations(SPOKEN, 2))
        assert (
            min(distance(a, b) for a, b in pairs if consonant_key(a) != consonant_key(b)) == CONSONANT_CHANGE
        )
        assert min(distance(a, b) for a, b in pairs if coarse_key(a) != coarse_key(b)) == PHONE_CHANGE

    @given(spoken)
    def test_a_skeleton_shows_only_what_an_outline_shows(self, a: str) -> None:
        assert consonant_key(coarse_key(a)) == consonant_key(a)

    @given(spoken, spoken)
    def test_a_distance_is_at_least_that_of_the_outlines(self, a: str, b: str) -> None:
        assert distance(a, b) >= PHONE_CHANGE * Levenshtein.distance(coarse_key(a), coarse_key(b)) - 1e-9

    @given(spoken, changes)
    def test_changed_consonants_add_to_the_distance_of_the_outlines(
        self, a: str, edits: list[tuple[int, int, str]]
    ) -> None:
        b = changed(a, edits)
        consonants = Levenshtein.distance(consonant_key(a), consonant_key(b))
        all_changes = Levenshtein.distance(coarse_key(a), coarse_key(b))
        least = consonants * (CONSONANT_CHANGE - PHONE_CHANGE) + all_changes * PHONE_CHANGE
        assert distance(a, b) >= least - 1e-9

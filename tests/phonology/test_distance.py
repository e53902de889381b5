"""How far sounds are apart, what the distance is made of, and what finding relies on."""

import itertools
import math
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from tenlao import load
from tenlao.phonology.distance import (
    CONSONANT_CHANGE,
    OMISSION,
    PHONE_CHANGE,
    SUBSTITUTION,
    coarse_key,
    consonant_key,
    distance,
)
from tenlao.phonology.paths import align, cheapest_path, distance_within
from tenlao.phonology.reading import read
from tenlao.phonology.sound import Syllable, join
from tests.phonology.spellings import heard

PHONES = "".join(SUBSTITUTION)
phones = st.text(PHONES, max_size=12)


def apart(a: str, b: str) -> float:
    return distance(heard(a, "latin"), heard(b, "latin"))


def test_every_phone_has_its_costs() -> None:
    assert set(OMISSION) == set(PHONES)
    assert all(set(row) == set(PHONES) for row in SUBSTITUTION.values())
    assert all((SUBSTITUTION[a][b] == 0) == (a == b) for a in PHONES for b in PHONES)
    assert min(OMISSION.values()) > 0


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


class TestCheapestPath:
    @given(phones, phones)
    def test_costs_what_the_distance_is(self, a: str, b: str) -> None:
        costs = [[SUBSTITUTION[x][y] for y in b] for x in a]
        path = cheapest_path(costs, [OMISSION[x] for x in a], [OMISSION[y] for y in b])
        assert path.cost == pytest.approx(distance(a, b))
        assert math.fsum(step.cost for step in path.steps) == pytest.approx(path.cost)

    @given(phones, phones)
    def test_goes_through_both_in_order(self, a: str, b: str) -> None:
        path = cheapest_path([[SUBSTITUTION[x][y] for y in b] for x in a], [1.0] * len(a), [1.0] * len(b))
        assert [step.first for step in path.steps if step.first is not None] == list(range(len(a)))
        assert [step.second for step in path.steps if step.second is not None] == list(range(len(b)))


class TestDistanceWithin:
    @given(st.text(PHONES, max_size=5), st.text(PHONES, max_size=7))
    def test_is_that_of_the_nearest_stretch(self, a: str, b: str) -> None:
        shorter, longer = sorted((a, b), key=len)
        stretches = [longer[i:j] for i in range(len(longer) + 1) for j in range(i, len(longer) + 1)]
        nearest = min(distance(shorter, stretch) for stretch in stretches)
        assert distance_within(a, b) == pytest.approx(nearest)


class TestConsonantKey:
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
        assert consonant_key(heard(a, "latin")) == consonant_key(heard(b, "latin")) != ""

    @pytest.mark.parametrize(("a", "b"), [("Khamtay", "Khamphay"), ("Somphone", "Somphet")])
    def test_other_consonants_give_another(self, a: str, b: str) -> None:
        assert consonant_key(heard(a, "latin")) != consonant_key(heard(b, "latin"))


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
    """What finding relies on: changes that show in a consonant key or in a coarse phonetic key are never cheap."""

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
    def test_a_consonant_key_shows_only_what_a_coarse_key_shows(self, a: str) -> None:
        assert consonant_key(coarse_key(a)) == consonant_key(a)

    @given(spoken, spoken)
    def test_a_distance_is_at_least_that_of_the_coarse_keys(self, a: str, b: str) -> None:
        assert distance(a, b) >= PHONE_CHANGE * Levenshtein.distance(coarse_key(a), coarse_key(b)) - 1e-9

    @given(spoken, changes)
    def test_changed_consonants_add_to_the_distance_of_the_coarse_keys(
        self, a: str, edits: list[tuple[int, int, str]]
    ) -> None:
        b = changed(a, edits)
        consonants = Levenshtein.distance(consonant_key(a), consonant_key(b))
        all_changes = Levenshtein.distance(coarse_key(a), coarse_key(b))
        least = consonants * (CONSONANT_CHANGE - PHONE_CHANGE) + all_changes * PHONE_CHANGE
        assert distance(a, b) >= least - 1e-9

"""Offices and years: who held one, who may have, who comes first, and who an office was held by."""

import sys
from collections.abc import Callable
from functools import partial

import pytest

from tenlao import Entry, Form, Gazetteer, Office, Table, load
from tenlao.matching.tenure import tenure_in, tenure_of
from tenlao.pipeline.answers import answer

MAYOR = Office("Mayor", start=2016, end=2021)


class TestOneOffice:
    @pytest.mark.parametrize(
        ("office", "year", "standing"),
        [
            (MAYOR, 2016, "held"),
            (MAYOR, 2021, "held"),
            (MAYOR, 2015, "not then"),
            (MAYOR, 2022, "not then"),
            (MAYOR, 1950, "impossible"),
            (Office("Mayor", start=2016), 2020, "held"),
            (Office("Mayor", start=2016), 2015, "not then"),
            (Office("Mayor", start=1975), 1995, "unknown"),  # it must have ended, nobody knows when
            (Office("Mayor", start=1975), 2024, "not then"),
            (Office("Mayor", end=2021), 2021, "held"),
            (Office("Mayor", end=2021), 2018, "unknown"),
            (Office("Mayor", end=2021), 2022, "not then"),
            (Office("Mayor", year=2018), 2018, "held"),
            (Office("Mayor", year=2018), 2016, "unknown"),
            (Office("Mayor", year=2018, circa=True), 2016, "held"),
            (Office("Mayor", year=2018), 1990, "not then"),
            (Office("Mayor", year=2018), 1955, "impossible"),
            (Office("Mayor"), 1955, "unknown"),
        ],
    )
    def test_in_a_year(self, office: Office, year: int, standing: str) -> None:
        assert tenure_of(office, year).standing == standing


class TestAPerson:
    def test_the_likeliest_office_tells(self) -> None:
        entry = Entry("x", "person", (), offices=(MAYOR, Office("Clerk", year=2010)))
        assert tenure_in(entry, 2018).office == MAYOR
        assert tenure_in(entry, 2011).in_words(2011) == "may have been in office in 2011; nearest: Clerk 2010"

    def test_nobody_is_in_office_before_birth_or_after_death(self) -> None:
        entry = Entry("x", "person", (), offices=(Office("Mayor"),), born=1950, died=2019)
        assert [tenure_in(entry, year).standing for year in (1949, 1990, 2020)] == [
            "impossible",
            "unknown",
            "impossible",
        ]

    def test_without_offices_nothing_is_known(self) -> None:
        assert tenure_in(Entry("x", "person", ()), 2018).in_words(2018) == "may have been in office in 2018"


def person(id: str, *offices: Office, name: str = "Somphet Testaphone") -> Entry:
    others = tuple(other for other in ("leader", "player", "clerk") if other != id)
    return Entry(id, "person", (Form(name, "latin"),), same_name_as=others, offices=offices)


NAMESAKES = Gazetteer(
    Table(
        [
            person("clerk"),
            person("leader", Office("Minister of Trees", start=1954, end=1956)),
            person("player", Office("Footballer of Laos", year=2024)),
        ]
    )
)


class TestNamesakes:
    @pytest.mark.parametrize(
        ("year", "order"), [(1955, ["leader", "clerk", "player"]), (2024, ["player", "clerk", "leader"])]
    )
    def test_who_held_an_office_comes_first_and_who_cannot_have_last(
        self, year: int, order: list[str]
    ) -> None:
        assert [match.entry.id for match in NAMESAKES.lookup("Somphet Testaphone", at=year)] == order
        resolved = NAMESAKES.resolve("Somphet Testaphone", at=year)
        assert resolved is not None
        assert resolved.entry.id == order[0]

    def test_the_limit_counts_after_that(self) -> None:
        (match,) = NAMESAKES.lookup("Somphet Testaphone", limit=1, at=2024)
        assert match.entry.id == "player"

    def test_a_year_makes_nobody_of_a_stranger(self) -> None:
        assert load().resolve("Nguyễn Văn Xay", at=2018) is None

    def test_a_weak_match_stays_behind_a_good_one(self) -> None:
        matches = load().lookup("Thongloun Sisoulith", limit=50, at=1990)
        assert matches[0].entry.id == "thongloun-sisoulith"


class TestHolders:
    @pytest.mark.parametrize(
        ("title", "year", "id"),
        [
            ("Prime Minister", 2012, "thongsing-thammavong"),
            ("Thủ tướng", 2012, "thongsing-thammavong"),
            ("prime minister of Laos", 1977, "kaysone-phomvihane"),
            ("Governor of Attapeu", 2020, "leth-sayaphone"),
            ("Tỉnh trưởng Attapư", 2020, "leth-sayaphone"),
            ("Bộ trưởng Ngoại giao", 2019, "saleumxay-kommasith"),
            ("Đại sứ Lào tại Việt Nam", 2020, "sengphet-houngboungnuang"),
            ("Thống đốc Ngân hàng", 2020, "sonexay-sitphaxay"),
        ],
    )
    def test_in_a_year(self, title: str, year: int, id: str) -> None:
        first = load().holders(title, at=year)[0]
        assert first.entry.id == id
        assert first.tenure is not None
        assert first.tenure.standing == "held"

    def test_a_deputy_is_another(self) -> None:
        titles = [held.office.title for held in load().holders("Minister of Public Security", at=2018)]
        assert titles
        assert not [title for title in titles if "Deputy" in title or "Vice" in title]
        assert load().holders("Deputy Minister of Public Security", at=2018)

    def test_without_a_year_the_last_comes_first(self) -> None:
        years = [max(held.office.years, default=0) for held in load().holders("Prime Minister")]
        assert len(years) > 5
        assert years == sorted(years, reverse=True)

    @pytest.mark.parametrize("title", ["", "Ministress of Silly Walks", "của"])
    def test_what_is_no_title_is_held_by_nobody(self, title: str) -> None:
        assert load().holders(title, at=2018) == []


def test_what_is_longer_than_any_name_is_no_office() -> None:
    names = load()
    for title in ("Thủ tướng " * 100_000, "Minister of Justice " * 100_000, "Tỉnh trưởng " * 100 + "Attapư"):
        assert names.holders(title, at=2018) == []
        assert calls_of(partial(answer, names, title, at=2018)) < 1000
        assert not answer(names, title, at=2018).holders


def calls_of(work: Callable[[], object]) -> int:
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls

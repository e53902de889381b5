"""Context: who is meant of those that share a name, and who is known by a given name alone."""

import pytest

from tenlao import Entry, Form, Gazetteer, Office, Table, load

NAME = (Form("Somphet Testaphone", "latin"),)


def person(id: str, *offices: Office) -> Entry:
    others = tuple(other for other in ("governor", "player") if other != id)
    return Entry(id, "person", NAME, same_name_as=others, offices=offices)


NAMES = Gazetteer(
    Table(
        [
            person("governor", Office("Governor of Attapeu", "attapeu", 1954, 1956)),
            person("player", Office("Footballer of Laos", year=2024)),
            *(load().entry(id) for id in ("attapeu", "sanamxay", "champasak")),
        ]
    )
)


def meant(text: str) -> tuple[str, list[str]]:
    """The first person who is found in a text, and who else may be meant."""
    mention = next(m for m in NAMES.find(text) if m.match.entry.kind == "person")
    return mention.match.entry.id, [other.entry.id for other in mention.others]


class TestNamesakes:
    @pytest.mark.parametrize(
        ("text", "id"),
        [
            ("Somphet Testaphone, tỉnh Attapeu", "governor"),
            ("In Sanamxay district, Somphet Testaphone spoke.", "governor"),  # which lies in Attapeu
            ("Năm 1955, Somphet Testaphone phát biểu.", "governor"),
            ("Năm 2024, Somphet Testaphone ghi bàn.", "player"),
            ("Somphet Testaphone said in 2023, and again in 2025", "player"),  # the governor is long gone
        ],
    )
    def test_what_is_near_tells_who_is_meant(self, text: str, id: str) -> None:
        assert meant(text) == (id, [])

    @pytest.mark.parametrize(
        "text",
        [
            "Somphet Testaphone phát biểu.",
            "Somphet Testaphone, tỉnh Champasak",
            "Somphet Testaphone bought 1955.5 kip for 1,955 dong",
            "Somphet Testaphone, tỉnh Attapeu" + " rồi" * 1000 + " năm 2024",
        ],
    )
    def test_else_the_name_stays_ambiguous_or_the_first(self, text: str) -> None:
        assert meant(text)[0] == "governor"

    def test_place_against_year_decides_nothing(self) -> None:
        assert meant("Năm 1955 và 2024, ở Champasak, Somphet Testaphone") == ("governor", ["player"])

    def test_a_place_or_year_makes_nobody_of_a_stranger(self) -> None:
        found = NAMES.find("Năm 1955, ông Somphong Testavong ở Attapeu")
        assert [mention.match.entry.id for mention in found] == ["attapeu"]

    def test_a_far_place_tells_nothing(self) -> None:
        far = "Attapeu. " + "Một câu. " * 300 + "Somphet Testaphone"
        assert meant(far) == ("governor", ["player"])


class TestGivenNames:
    def test_who_served_with_him_tells_who_is_meant(self) -> None:
        found = load().find("Năm 1955 có ông Khamseng và ông Bun Phommahaxay.")
        assert [mention.match.entry.id for mention in found] == ["khamseng", "bun-phommahaxay"]

    @pytest.mark.parametrize(
        "text",
        [
            "Năm 1955 có ông Khamseng.",
            "Ông Khamseng và ông Thongloun Sisoulith.",
            "Khamseng và ông Bun Phommahaxay.",  # no title before
            "Ông Khamseng Phommalinh và ông Bun Phommahaxay.",  # another's whole name
            "Ông Khamseng đến." + " Rồi đi." * 300 + " Ông Bun Phommahaxay.",
        ],
    )
    def test_else_he_is_anybody(self, text: str) -> None:
        assert "khamseng" not in [mention.match.entry.id for mention in load().find(text)]


class TestTownOfAMan:
    TOWN = "Somphet Testaphone"
    NAMES = Gazetteer(
        Table(
            [
                Entry("man", "person", NAME, same_name_as=("town",)),
                Entry("town", "place", NAME, type="town", same_name_as=("man",)),
                *(load().entry(id) for id in ("pakse", "thakhek", "champasak", "savannakhet")),
            ]
        )
    )

    @pytest.mark.parametrize(
        ("text", "id"),
        [
            (f"Từ Pakse, {TOWN} và Thakhek", "town"),
            (f"Savannakhet\t{TOWN}\nChampasak\tPakse\n", "town"),
            (f"Bảo tàng {TOWN}, Pakse", "man"),
            (f"Savannakhet\t{TOWN}\n", "man"),
        ],
    )
    def test_is_meant_in_a_row_or_a_column_of_places(self, text: str, id: str) -> None:
        assert id in [mention.match.entry.id for mention in self.NAMES.find(text)]

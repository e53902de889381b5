"""Names announced from afar: by the word before a row of names, by an office, by a text that speaks of Laos."""

import pytest

import tenlao

TABLE = tenlao.load()


def ids(text: str) -> list[str]:
    return [mention.match.entry.id for mention in TABLE.find(text)]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("ຢູ່ 4 ເມືອງ ຄື: ຊຳເໜືອ, ວຽງໄຊ, ກວ່ນ.", "kuan"),
        ("ຢູ່ 2 ເມືອງ ຄື: ວຽງໄຊ ແລະ ສັງທອງ.", "sangthong"),
        ("ở các huyện Viengxay, Xay và Beng", "xay"),
        ("the districts of Viengxay, Beng and Xay", "xay"),
    ],
)
def test_a_word_before_a_row_of_names_announces_all_of_them(text: str, id: str) -> None:
    assert id in ids(text)


@pytest.mark.parametrize(
    "text", ["Anh ấy nói Viengxay, Beng và Xay ra nhiều việc", "ແຂວງບໍລິຄຳໄຊ ແລະ ໂຄງການໄຟຟ້າ"]
)
def test_a_row_that_no_word_announces_says_nothing_of_a_short_name(text: str) -> None:
    assert {"xay", "khong"}.isdisjoint(ids(text))


def test_a_word_in_capitals_may_end_an_office() -> None:
    assert ids("Bộ trưởng Năng lượng và Mỏ Phô Xay Xay Nha Son nói") == ["phoxay-sayasone"]


@pytest.mark.parametrize(
    "text", ["Phía Sa La Van do ông ấy dẫn đầu.", "Hết. In Lak Xao the market opens at dawn."]
)
def test_a_word_that_opens_a_sentence_is_no_part_of_a_place(text: str) -> None:
    assert len(ids(text)) == 1


def test_after_the_place_of_an_office_its_holder_may_follow() -> None:
    assert "sekong" in ids("said Vice Governor of Sekong Phaivanh Sayasithideth")


@pytest.mark.parametrize("text", ["Bà Chanthaly: Em ấy", "ông Phouvong", "Mr Xepon"])
def test_no_place_and_no_film_follows_the_title_of_a_person(text: str) -> None:
    assert ids(text) == []


@pytest.mark.parametrize(
    "text", ["quận Long Biên", "Chủ tịch quận Long Biên Nguyễn Mạnh Hà", "quán bar ở Tạ Hiện"]
)
def test_a_place_elsewhere_is_not_known_by_its_part(text: str) -> None:
    assert ids(f"Ở thủ đô Vientiane. {text}.") == ["vientiane"]


def test_a_doubtful_place_is_found_where_the_text_speaks_of_laos() -> None:
    text = "đem quân về giành lại Muang Sua từ tay chú"
    assert ids(text) == []
    assert ids(f"Luang Prabang: {text}") == ["luang-prabang", "meuang-sua"]


@pytest.mark.parametrize(
    "text", ["mai ghé patuxai chụp hình", "tỉnh Bôlykhăm xay", "đi pakse vs savannakhet"]
)
def test_well_known_places_are_found_in_small_letters(text: str) -> None:
    assert ids(text)

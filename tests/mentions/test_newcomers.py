"""Somebody who comes into a text and is called as somebody who was named, or as a place is."""

import pytest

from tenlao.gazetteer import load

TABLE = load()
SAICHAY = "saichay-kommasith"


def ids(text: str) -> list[str]:
    return [mention.match.entry.id for mention in TABLE.find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Tướng Saichay Kommasith trao giải cho hạ sĩ Saichay ở Lào.",
        "Tướng Saichay Kommasith trao giải cho hạ sĩ Thao Saichay ở Lào.",
        "Tướng Saichay Kommasith trao giải ở Lào. Saichay, 20 tuổi, rất vui.",
        "Tướng Saichay Kommasith trao giải ở Lào. Đó là ông Saichay Vongdala. Ông Saichay rất vui.",
        "Tướng Saichay Kommasith trao giải ở Lào. Con trai tôi là Saichay. Saichay rất vui.",
    ],
)
def test_somebody_else_of_a_given_name_comes_in(text: str) -> None:
    assert ids(text) == [SAICHAY]


@pytest.mark.parametrize(
    "text",
    [
        "Tướng Saichay Kommasith trao giải ở Lào. Ông Saichay rất vui.",
        "Tướng Saichay Kommasith và hạ sĩ Saichay ở Lào. Tổng Tham mưu trưởng Saichay rất vui.",
        "Hạ sĩ Saichay ở Lào gặp tướng Saichay Kommasith. Ông Saichay rất vui.",
    ],
)
def test_whoever_was_named_last_or_by_his_office_is_meant(text: str) -> None:
    assert ids(text) == [SAICHAY, SAICHAY]


@pytest.mark.parametrize(
    "text",
    [
        "Ở Lào, Atsaphone (19 tuổi) muốn làm cô giáo.",
        "Ở Lào, em Atsaphone, học lớp một.",
        "Ở Lào, các em Bua Loi, Viêng Xay và Atsaphone được trao quà.",
        "Ở Lào, con trai ông tên là Boun Neua.",
        "Ở Lào có ông lão Fa Ngum, 71 tuổi, chạy xe.",
    ],
)
def test_people_may_be_called_as_places_and_kings_are(text: str) -> None:
    assert ids(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Con trai Phothisarat là Setthathirath, vua Lào.", ["phothisarat", "setthathirath"]),
        ("Các huyện Viêng Xay, Sầm Tớ của Lào", ["viengxay", "xamtay"]),
        ("Lái xe\tViêng Xay, Lào", ["viengxay"]),
        ("Cách đó vài con ngõ là Wat Visoun, Lào", ["wat-visoun"]),
    ],
)
def test_kings_are_sons_of_kings_and_places_stay_places(text: str, found: list[str]) -> None:
    assert ids(text) == found

"""Names that runs miss, found as they are written."""

import pytest

from tenlao.gazetteer import load
from tenlao.mentions.phrases import Phrases

PHRASES = Phrases(["luang prabang", "luang", "luang prabang city", "ກ. ວິເສດ"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("luang prabang city", ["luang prabang city"]),
        ("luang prabang cities", ["luang prabang"]),
        ("luang \n\n prabang.", ["luang \n\n prabang"]),
        ("luangprabang, luang prabangs", ["luang"]),
        ("luang luang prabang", ["luang", "luang prabang"]),
        ("ກ. ວິເສດ", ["ກ. ວິເສດ"]),
    ],
)
def test_the_longest_phrase_at_a_place_is_found(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in PHRASES.places(text)] == found


def test_a_long_phrase_is_found_without_its_marks_and_a_short_one_is_not() -> None:
    text = "Toi den Canh dong Chum, gap Phan thong o Lao"
    assert [(m.text, m.match.entry.id) for m in load().find(text)] == [("Canh dong Chum", "plain-of-jars")]


@pytest.mark.parametrize(
    "name",
    ["Mặt trận Lào Xây dựng Đất nước", "Mặt trận Lào Xây dựng đất nước", "mặt trận Lào xây dựng đất nước"],
)
def test_a_body_may_have_any_of_its_last_words_in_small_letters(name: str) -> None:
    text = f"Ủy ban Trung ương {name} gửi điện"
    assert [mention.text for mention in load().find(text)] == [name]

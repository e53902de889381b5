"""Names that runs miss, found as they are written."""

import pytest

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

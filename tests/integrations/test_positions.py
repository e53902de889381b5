"""Places in texts, as editors count them."""

import sys
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.integrations.positions import Positions

SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


@given(
    st.text(st.sampled_from("aê😀ລ\ud83d\r\n"), max_size=20),
    st.sampled_from([*SIZES]),
    st.sampled_from([1, 700]),
)
def test_offsets_are_lines_and_units_and_offsets_again(text: str, encoding: str, times: int) -> None:
    text *= times
    places = Positions(text, encoding)
    codec = encoding if encoding == "utf-8" else f"{encoding}-le"
    for offset in range(0, len(text) + 1, max(1, times // 7)):
        line, units = places.of(offset)
        before = text[:offset]
        own = "".join(takewhile(lambda c: c not in "\r\n", reversed(before)))[::-1]
        if before.endswith("\r") and text[offset : offset + 1] == "\n":
            continue  # between the two that end a line
        assert units == len(own.encode(codec, "surrogatepass")) // SIZES[encoding]
        assert places.offset(line, units) == offset


@pytest.mark.parametrize("encoding", SIZES)
def test_a_place_in_a_long_line_is_not_counted_from_its_beginning(encoding: str) -> None:
    places = Positions("ລ" * 1_000_000, encoding)
    counted = 0

    def count(_: object, event: str, called: object) -> None:
        nonlocal counted
        if event == "c_call" and getattr(called, "__name__", "") == "encode":
            counted += len(getattr(called, "__self__", ""))

    sys.setprofile(count)
    try:
        places.of(999_999)
    finally:
        sys.setprofile(None)
    assert 0 < counted < 10_000

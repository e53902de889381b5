"""Rows of lines or words compared: what is different makes one of the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.text.differences import differences

ROWS = st.lists(st.sampled_from("abcdefgh"), max_size=30) | st.lists(st.text("xyz", max_size=3), max_size=60)


@given(ROWS, ROWS)
def test_what_is_different_makes_one_row_of_the_other(old: list[str], new: list[str]) -> None:
    made, at = [], 0
    for a, b, c, d in differences(old, new):
        assert at <= a <= b <= len(old)
        assert c <= d <= len(new)
        made += [*old[at:a], *new[c:d]]
        at = b
    assert [*made, *old[at:]] == new


@given(ROWS)
def test_nothing_is_different_in_equal_rows(row: list[str]) -> None:
    assert list(differences(row, list(row))) == []


@pytest.mark.parametrize("count", [10, 3000])
def test_what_is_put_between_leaves_the_rest(count: int) -> None:
    old = [str(number) for number in range(count)]
    new = [*old[:5], "x", *old[5:]]
    assert list(differences(old, new)) == [(5, 5, 5, 6)]

"""Byte strings packed into one, and taken out again."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.base.pieces import Pieces, bytes_of_numbers, numbers_of_bytes, packed


@given(st.lists(st.binary(max_size=9)))
def test_pieces_come_out_as_they_were_packed(pieces: list[bytes]) -> None:
    unpacked = Pieces(packed(pieces))
    assert list(map(bytes, unpacked)) == [bytes(unpacked[n]) for n in range(len(unpacked))] == pieces
    assert [bytes(unpacked[-n]) for n in range(1, len(pieces) + 1)] == pieces[::-1]
    assert list(map(bytes, unpacked[1:])) == pieces[1:]


@given(st.lists(st.lists(st.binary(max_size=9))))
def test_pieces_may_be_pieces(pieces: list[list[bytes]]) -> None:
    unpacked = Pieces(packed(map(packed, pieces)))
    assert [list(map(bytes, Pieces(inner))) for inner in unpacked] == pieces


@pytest.mark.parametrize("at", [-1, 1, 5, 9])
def test_what_is_cut_is_no_pieces(at: int) -> None:
    with pytest.raises(ValueError, match=r"packed|bytes"):
        Pieces(packed([b"Pakse", b"Attapeu"])[:at])


def test_there_are_as_many_pieces_as_were_packed() -> None:
    with pytest.raises(IndexError):
        Pieces(packed([b"Pakse"]))[1]


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_numbers_are_the_same_on_all_machines(numbers: list[int]) -> None:
    content = bytes_of_numbers(array("I", numbers))
    assert content == b"".join(number.to_bytes(4, "little") for number in numbers)
    assert list(numbers_of_bytes(content)) == numbers

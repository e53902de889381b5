"""Heads of columns."""

from tenlao.text.columns import HeadsOfColumns


def test_in_a_row_that_is_longer_than_any_of_a_table_nothing_is_headed() -> None:
    text = "Tỉnh\tHuyện\n" + "Nga\t" * 2000
    heads = HeadsOfColumns(text)
    first, last = text.index("Nga"), text.rindex("Nga")
    assert (heads.above(first, first + 3), heads.above(last, last + 3)) == ("Tỉnh", "")


def test_behind_a_cell_that_is_longer_than_any_of_a_table_nothing_is_headed() -> None:
    text = "Tỉnh\tHuyện\n" + "x" * 5000 + "\tNga\n"
    start = text.index("Nga")
    assert HeadsOfColumns(text).above(start, start + 3) == ""

"""What parts the cells of tables and sheets."""

from hypothesis import given
from hypothesis import strategies as st

from tenlao.text.columns import HeadsOfColumns

SHEETS = st.text(alphabet='ab,;"|\t\r\n ', max_size=30).map("a,b,c\n".__add__)


@given(SHEETS)
def test_tabs_stand_where_cells_are_parted_and_all_else_where_it_was(sheet: str) -> None:
    read = HeadsOfColumns(sheet)._text
    assert len(read) == len(sheet)
    assert all(old == new or (new in "\t " and old in ',;|"') for old, new in zip(sheet, read, strict=True))


def test_a_comma_in_quotes_parts_no_cells() -> None:
    sheet = 'tỉnh,ghi chú,huyện\nOudomxay,"xa, nghèo",Nga\n'
    assert HeadsOfColumns(sheet).above(sheet.index("Nga"), sheet.index("Nga") + 3) == "huyện"


def test_prose_with_commas_is_no_sheet() -> None:
    assert not HeadsOfColumns("Ông A, bà B, ông C ở Lào.\nHôm nay, mai, kia đi").has_tables

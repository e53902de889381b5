"""Cells put at the ends of the rows of a sheet, all else staying as it is."""

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao import TenlaoError
from tenlao.documents import workbook_cells
from tenlao.documents.workbook_cells import Cell, with_cells

PART = "xl/worksheets/sheet1.xml"


def workbook(sheet: str | bytes) -> bytes:
    """An archive with a sheet and something else."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", b"\x89PNG")
        archive.writestr(PART, sheet)
    return stream.getvalue()


def written(sheet: str | bytes, rows: list[tuple[int, list[Cell]]], width: int = 1) -> str:
    content = with_cells(workbook(sheet), PART, rows, width, "a.xlsx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("xl/media/image1.png") == b"\x89PNG"
        return archive.read(PART).decode()


def test_rows_are_those_of_their_numbers_and_the_sheet_says_how_wide_it_is() -> None:
    sheet = (
        '<worksheet><dimension ref="A1:B5"/><sheetData><row r="1"><c r="A1"/></row><row r="3"/>'
        '<row r="5" spans="1:2"><c r="B5"><v>1</v></c></row></sheetData></worksheet>'
    )
    assert written(sheet, [(1, ["x"]), (2, ["not there"]), (3, [2.5]), (5, [None])]) == (
        '<worksheet><dimension ref="A1:C5"/><sheetData><row r="1"><c r="A1"/>'
        '<c r="C1" t="inlineStr"><is><t xml:space="preserve">x</t></is></c></row>'
        '<row r="3"><c r="C3"><v>2.5</v></c></row>'
        '<row r="5" spans="1:2"><c r="B5"><v>1</v></c></row></sheetData></worksheet>'
    )


def test_rows_and_cells_without_places_are_counted_and_prefixes_kept() -> None:
    sheet = "<x:worksheet><x:sheetData><x:row><x:c/><x:c/></x:row><x:row></x:row></x:sheetData></x:worksheet>"
    assert written(sheet, [(1, [1]), (2, ["=<&"])]) == (
        '<x:worksheet><x:sheetData><x:row><x:c/><x:c/><x:c r="C1"><x:v>1</x:v></x:c></x:row>'
        '<x:row><x:c r="C2" t="inlineStr"><x:is><x:t xml:space="preserve">=&lt;&amp;</x:t></x:is></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )


def test_merged_cells_are_as_wide_as_they_are_said_to_be() -> None:
    sheet = '<worksheet><sheetData><row><c r="A1"/></row></sheetData><mergeCell ref="A1:C1"/></worksheet>'
    assert '<c r="D1"><v>1</v></c></row>' in written(sheet, [(1, [1])])


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 60), st.integers(0, 5))
def test_a_sheet_is_read_in_pieces_wherever_these_end(filled: list[bool], size: int, spaces: int) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c>{" " * spaces}</row>' if cell else f'<row r="{n}"/>'
        for n, cell in enumerate(filled, 1)
    )
    sheet = f'<worksheet><dimension ref="A1"/><sheetData>{rows}</sheetData></worksheet>'.encode()
    writer = workbook_cells._Writer(((n, [n]) for n in range(1, len(filled) + 1)), 2, 2)
    new = b"".join(writer.rewritten(sheet[at : at + size] for at in range(0, len(sheet), size))).decode()
    assert re.findall(r'<c r="B(\d+)"><v>\1</v></c></row>', new) == [
        str(n) for n in range(1, len(filled) + 1)
    ]
    without = re.sub(r'<c r="B\d+"><v>\d+</v></c>', "", new).replace("A1:B1", "A1")
    assert re.sub("></row>", "/>", without) == re.sub("></row>", "/>", sheet.decode())


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (
            '<worksheet><sheetData><row><c r="XFD1"/></row></sheetData></worksheet>',
            "no room for further columns",
        ),
        ("<worksheet><sheetData><row></sheetData></worksheet>", "a sheet that cannot be read"),
        (
            '<?xml version="1.0" encoding="utf-16"?><worksheet/>'.encode("utf-16"),
            "a sheet that cannot be read",
        ),
        ('<worksheet><row r="x"/></worksheet>', "a sheet that cannot be read"),
    ],
)
def test_what_is_no_sheet_or_has_no_room_is_told(sheet: str | bytes, said: str) -> None:
    with pytest.raises(TenlaoError, match=said):
        written(sheet, [(1, ["x"])])

"""Cells of spreadsheets: which a program would take for a formula, and how they are kept from it."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from tenlao.base.errors import TenlaoError

__all__ = ["CONTROL", "UNREADABLE", "guarded", "rows_of", "without_guard"]

# Excel has no more rows, https://support.microsoft.com/en-us/office/1672b34d-7043-467e-8e27-269d656771c3. Cells are
# counted with those that are left out before others, which take no room in a file.
_MOST_ROWS, _MOST_CELLS = 1 << 20, 20_000_000

# A spreadsheet takes a cell that begins so for a formula. An apostrophe before it makes it a text, and so that the
# apostrophe can be taken off again, cells that begin with one before such a character get one more. A spreadsheet
# that parts cells by semicolons or tabs sees cells begin after each of these, and after a line end.
_BEGIN = r"(?:^|(?<=[;\t\r\n]))"
_FORMULA = r"""(?=[ "']*[=+@\-\t\r\n|%＝＋－＠])"""
_TO_GUARD = re.compile(_BEGIN + _FORMULA)
_GUARD = re.compile(f"{_BEGIN}'{_FORMULA}")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What no spreadsheet shows, and some take for the end of the file."""


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("Nam-on")
    ("'=1+1", 'Nam-on')
    """
    return _TO_GUARD.sub("'", CONTROL.sub("", cell))


UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # it is encrypted, or packed in a way that is not known
    SyntaxError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
)
"""What openpyxl, and what it reads with, raise where a file is no workbook that they can read."""


def rows_of(sheet: Any, file: str | None) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a sheet of a workbook that openpyxl has loaded to be read only, as values.

    Raises:
        TenlaoError: there are more than a sheet has; `file` is what the workbook is called.
    """
    sheet.reset_dimensions()  # how large it is said to be
    cells = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
        cells += len(row)
        if number > _MOST_ROWS or cells > _MOST_CELLS:
            raise TenlaoError("has more rows or cells than a sheet of names; save it as .csv", file)
        yield row


def without_guard(cell: str) -> str:
    """Return a cell as it was before it was kept from being taken for a formula.

    >>> without_guard("'=1+1"), without_guard("'Nam")
    ('=1+1', "'Nam")
    """
    return _GUARD.sub("", cell)

"""Workbooks (XLSX) before a library reads them: whether their parts take far more memory than they have bytes."""

from __future__ import annotations

import io
import zipfile
from typing import BinaryIO, cast
from xml.parsers import expat

from tenlao.base.errors import TenlaoError
from tenlao.documents.xml_parts import DEEPEST_NESTING, UnfitError
from tenlao.documents.zip_surgery import most_unpacked

__all__ = ["check_workbook"]

# Excel has no more than 16,384 columns, 32,767 characters in a cell, and 64,000 formats of cells,
# https://support.microsoft.com/en-us/office/1672b34d-7043-467e-8e27-269d656771c3. The others are judged.
_MOST_TOGETHER, _LONGEST = 1 << 18, 1 << 20
_MOST = {"sheet": 1000, "si": 1 << 21}
_BY_ITSELF = frozenset(("row", "si"))  # is forgotten before the next one is read
_PIECE = 1 << 16


def check_workbook(content: bytes, file: str | None) -> None:
    """Refuse a workbook that no program writes, and that would take up memory without an end.

    Raises:
        TenlaoError: it unpacks to more than a sheet of names, or its parts are not those of a workbook.
        zipfile.BadZipFile: it is no archive.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(member.file_size for member in archive.infolist())
        if size > most_unpacked(len(content)):
            raise TenlaoError("unpacks to more than a sheet ever holds; save it as .csv", file)
        for member in archive.infolist():
            with archive.open(member) as stream:
                said = _Part().read(cast(BinaryIO, stream))
            if said:
                raise TenlaoError(f"{said}, which no workbook has; save the sheet as .csv", file)


class _Part:
    """A part of a workbook that is read, and how much of it belongs together."""

    def __init__(self) -> None:
        self._parser = parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._depth = self._together = self._last = 0
        self._counts = dict.fromkeys(_MOST, 0)

    def read(self, stream: BinaryIO) -> str | None:
        """Say what makes a part none of a workbook; None if it is one, or is no XML."""
        fed = 0
        try:
            while piece := stream.read(_PIECE):
                self._parser.Parse(piece, False)
                fed += len(piece)
                if fed - self._last > _LONGEST:
                    return f"has more than {_LONGEST >> 20} MB without an element"
        except UnfitError as error:
            return str(error)
        except (expat.ExpatError, LookupError, ValueError):  # a picture, or what the library cannot read
            pass
        return None

    def _refuse_type(self, *_: object) -> None:
        raise UnfitError("declares a document type")

    def _start(self, name: str, _: object) -> None:
        self._last = self._parser.CurrentByteIndex
        self._depth += 1
        if self._depth > DEEPEST_NESTING:
            raise UnfitError(f"has elements nested more than {DEEPEST_NESTING} deep")
        local = name.rpartition(":")[2]
        self._together = 0 if local in _BY_ITSELF else self._together + 1
        if self._together > _MOST_TOGETHER:
            raise UnfitError(f"has more than {_MOST_TOGETHER} elements in one row")
        if local in _MOST:
            self._counts[local] += 1
            if self._counts[local] > _MOST[local]:
                raise UnfitError(f"has more than {_MOST[local]} elements {local}")

    def _end(self, _: str) -> None:
        self._depth -= 1

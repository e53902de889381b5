"""Workbooks that no program writes are refused before a library reads them."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tenlao.base.errors import TenlaoError
from tenlao.documents.workbook_parts import check_workbook

ENTITIES = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
CELLS = "<c><is><t>a</t></is></c>" * 90_000


def packed(part: str, *, rest: bytes = b"") -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", part)
        archive.writestr("xl/media/picture.png", rest)
    return content.getvalue()


HOSTILE = {
    "unpacks to more": " " * (8 << 20),
    "declares a document type": f"{ENTITIES}<a>&c;</a>",
    "elements nested more than 1000 deep": "<a>" * 100_000,
    "elements in one row": f"<worksheet><sheetData><row>{CELLS}",
    "elements sheet": "<workbook><sheets>" + "<sheet/>" * 1001,
    "1 MB without an element, which": "<a " + " ".join(f'a{n}="{n}"' for n in range(99_999)),
    "1 MB without an element": "<a><!--" + "b" * 3_000_000,
    "more than 1 MB without": "<a>" + "b" * 3_000_000,
}


@pytest.mark.parametrize(("said", "part"), HOSTILE.items(), ids=list(HOSTILE))
def test_what_takes_memory_without_an_end_is_refused(said: str, part: str) -> None:
    with pytest.raises(TenlaoError, match=rf"^a\.xlsx: .*{said}.*; save .* as \.csv$"):
        check_workbook(packed(part), "a.xlsx")


@pytest.mark.parametrize(
    "part",
    ["<worksheet><sheetData>" + "<row><c/></row>" * 200_000 + "</sheetData></worksheet>", "no XML", ""],
    ids=["many rows", "no XML", "nothing"],
)
def test_what_programs_write_or_the_library_refuses_is_left_to_it(part: str) -> None:
    check_workbook(packed(part, rest=bytes(range(256)) * 99), "a.xlsx")


@pytest.mark.parametrize("said", ["declares a document type", "elements in one row"])
@pytest.mark.parametrize("command", [["table", "import"], ["reconcile", "--column", "latin"]], ids=" ".join)
def test_commands_refuse_it_in_one_line(command: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(packed(HOSTILE[said]))
    program = [sys.executable, "-m", "tenlao", *command, "a.xlsx", "-o", "new.toml"]
    done = subprocess.run(program, cwd=tmp_path, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert re.fullmatch(rf"tenlao: a\.xlsx: .*{said}.*; save the sheet as \.csv\n", done.stderr)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]

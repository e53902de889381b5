"""Documents that several modules of tests read."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from tenlao.documents.formats import Document, read_document
from tests.documents.libreoffice import LibreOffice
from tests.documents.reading import ReadAs
from tests.documents.word_files import saved


@pytest.fixture
def read_as(tmp_path: Path) -> ReadAs:
    """Read content as a file of some name."""

    def read(name: str, content: str | bytes, **options: str) -> Document:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_document(str(path), **options)

    return read


@pytest.fixture
def article() -> bytes:
    """A document as people make them: a name over several runs, a table, a header, a footer."""
    document = docx.Document()
    document.add_heading("Tin Lào", 1)
    paragraph = document.add_paragraph("Ông ")
    paragraph.add_run("Sone").bold = True
    paragraph.add_run("xay ")
    run = paragraph.add_run("Siphandone")
    run.italic, run.font.size = True, Pt(13)
    paragraph.add_run(", Thủ tướng Lào & bạn.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Sonexay", "Siphandone"
    document.sections[0].header.paragraphs[0].text = "Viêng Chăn"
    document.sections[0].footer.paragraphs[0].text = "Trang"
    return saved(document)


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LibreOffice]:
    """LibreOffice, where it is installed; a check of a change fails without."""
    office = LibreOffice(tmp_path_factory.mktemp("libreoffice"))
    yield office
    office.close()

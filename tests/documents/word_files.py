"""Word documents for tests, of the parts that matter in them."""

import io
import zipfile
from collections.abc import Mapping
from typing import IO

import docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"


def packed(parts: Mapping[str, str | bytes], stream: IO[bytes] | None = None) -> bytes:
    """A Word document of parts: the body, and others by name. All that Word needs besides is left out."""
    types = {"document.xml": "document.main", "header1.xml": "header", "footnotes.xml": "footnotes"}
    overrides = "".join(
        f'<Override PartName="/word/{name}" ContentType="{TYPE.format(types[name])}"/>'
        for name in parts
        if name in types
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(stream or buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", f"<Types>{overrides}</Types>")
        for name, content in parts.items():
            file.writestr(f"word/{name}", content)
        file.comment = b"a comment"
    return buffer.getvalue()


def body(paragraphs: str) -> str:
    declaration = "<?xml version='1.0' encoding='UTF-8'?>\r\n"
    return f"{declaration}<w:document {W} {MC}><w:body>{paragraphs}</w:body></w:document>"


def of_body(paragraphs: str) -> bytes:
    return packed({"document.xml": body(paragraphs)})


def whole(paragraphs: str) -> bytes:
    """A Word document with all that programs need to open it, and some paragraphs."""
    content = saved(docx.Document())
    old = part(content).partition("<w:body>")
    new = f"{old[0]}<w:body>{paragraphs}{old[2][old[2].index('<w:sectPr') :]}"
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(buffer, "w") as file:
        for name in archive.namelist():
            file.writestr(name, new if name == "word/document.xml" else archive.read(name))
    return buffer.getvalue()


def part(content: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert file.testzip() is None
        return file.read(name).decode()


def saved(document: "docx.document.Document") -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def raw_members(content: bytes) -> list[tuple[str, bytes]]:
    """The members of an archive in order, packed as they are."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        infos = file.infolist()
    members = []
    for info in infos:
        start = (
            info.header_offset
            + 30
            + len(info.filename.encode())
            + int.from_bytes(content[info.header_offset + 28 : info.header_offset + 30], "little")
        )
        members.append((info.filename, content[start : start + info.compress_size]))
    return members

"""Documents that are often given and not read: how they are known, and what to do instead."""

from __future__ import annotations

import os
from collections.abc import Mapping

from tenlao.base.errors import TenlaoError
from tenlao.base.translations import marked, translated

__all__ = ["is_known_not_to_be_read", "refuse_by_content", "refuse_by_name"]

# What and what to do, by how the names of such files end, and by what the files begin with if that tells.
_SAVE_AS_WORD = marked("save it as .docx")
_COPY_TEXT = marked("copy its text into a .txt or .docx file")
_SAVE_SHEET = marked("save the sheet as .csv or .txt, or copy its cells into a text")
_NOT_READ: Mapping[str, tuple[str, str]] = {
    ".doc": (marked("an old Word document"), _SAVE_AS_WORD),
    ".dot": (marked("an old Word template"), _SAVE_AS_WORD),
    ".rtf": (marked("a rich text (RTF)"), _SAVE_AS_WORD),
    ".pages": (marked("a Pages document"), _SAVE_AS_WORD),
    ".pdf": (marked("a PDF"), _COPY_TEXT),
    ".epub": (marked("an e-book"), _COPY_TEXT),
    ".ppt": (marked("a presentation"), _COPY_TEXT),
    ".pptx": (marked("a presentation"), _COPY_TEXT),
    ".odp": (marked("a presentation"), _COPY_TEXT),
    ".xls": (marked("a spreadsheet"), _SAVE_SHEET),
    ".xlsx": (marked("a spreadsheet"), _SAVE_SHEET),
    ".ods": (marked("a spreadsheet"), _SAVE_SHEET),
}
_BEGINNINGS: Mapping[bytes, tuple[str, str]] = {
    b"%PDF-": _NOT_READ[".pdf"],
    b"{\\rtf": _NOT_READ[".rtf"],
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (marked("a document of an old office program"), _SAVE_AS_WORD),
    b"PK\x03\x04": (
        marked("a packed document, such as those of Word or LibreOffice"),
        marked("name it .docx or .odt, or give its kind, if it is one"),
    ),
}


def is_known_not_to_be_read(path: str) -> bool:
    """Tell whether the name of a file says that it is not read.

    >>> is_known_not_to_be_read("a.pdf"), is_known_not_to_be_read("a.txt")
    (True, False)
    """
    return _ending(path) in _NOT_READ


def refuse_by_name(path: str) -> None:
    """Refuse a file whose name says that it is not read.

    Raises:
        TenlaoError: it says so; the error says what to do.
    """
    if _ending(path) in _NOT_READ:
        what, advice = _NOT_READ[_ending(path)]
        message = translated("is {what}, which is not read; {advice}")
        raise TenlaoError(message.format(what=translated(what), advice=translated(advice)), path)


def refuse_by_content(content: bytes, name: str) -> None:
    """Refuse what begins as a document that is no text does; `name` is what the file is called.

    Raises:
        TenlaoError: it begins so; the error says what to do.
    """
    for beginning, (what, advice) in _BEGINNINGS.items():
        if content.startswith(beginning):
            message = translated("is {what}, which is not read as a text; {advice}")
            raise TenlaoError(message.format(what=translated(what), advice=translated(advice)), name)


def _ending(path: str) -> str:
    return os.path.splitext(path)[1].lower()

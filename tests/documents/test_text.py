"""Texts: all of them is prose, and edits change nothing else, byte for byte."""

import pytest

from tenlao import Edit, TenlaoError
from tests.documents.reading import GLOSS, NAME, ReadAs, edited, insertion


class TestText:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            f"{NAME}\r\n\r{NAME}\n".encode(),
            b"\xef\xbb\xbf" + f"{NAME} đến".encode(),
            f"{NAME} đến".encode("utf-16"),
            f"{NAME}\u200b \u00ad{NAME} 🇱🇦".encode(),
        ],
    )
    def test_is_all_prose(self, read_as: ReadAs, content: bytes) -> None:
        document = read_as("a.txt", content)
        assert document.text == document.source
        assert not document.text.startswith("\ufeff")
        assert edited(document) == content
        if document.text:
            new = read_as("b.txt", edited(document, insertion(document, NAME)))
            assert new.text == document.text.replace(NAME, NAME + GLOSS, 1)

    def test_is_written_in_its_encoding(self, read_as: ReadAs) -> None:
        for encoding in ("tcvn3", "vni", "cp1258"):
            document = read_as("a.txt", b"Sonexay Siphandone \x93Lao\x94", encoding=encoding)
            new = edited(document, insertion(document, NAME))
            assert new.startswith(b"Sonexay Siphandone (X")
            assert new.endswith(b"n) \x93Lao\x94")
            assert not new.isascii()

    def test_characters_that_its_encoding_lacks_are_refused(self, read_as: ReadAs) -> None:
        document = read_as("a.txt", b"Sonexay Siphandone", encoding="latin-1")
        with pytest.raises(TenlaoError, match='iso8859-1 has no "ỏ"'):
            document.edited([insertion(document, NAME)])

    def test_edits_that_do_not_fit_are_refused(self, read_as: ReadAs) -> None:
        document = read_as("a.txt", "Lào")
        for edits in ([Edit(2, 1, "", "")], [Edit(0, 4, "", "")], [Edit(1, 2, "", ""), Edit(0, 1, "", "")]):
            with pytest.raises(ValueError, match="does not fit the text"):
                document.edited(edits)

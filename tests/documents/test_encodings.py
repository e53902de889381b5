"""Encodings: bytes become a text and the same bytes again, or it is said what is wrong with them."""

import codecs
import contextlib
import encodings
import sys
import unicodedata
from pathlib import Path
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao import TenlaoError
from tenlao.documents.encodings import Encoding, decode, decode_lines, is_surely_utf8

GOLD = sorted((Path(__file__).parents[1] / "gold").rglob("*.txt"))

VOWELS = [
    unicodedata.normalize("NFC", v + t)
    for v in "aăâeêioôơuưy"
    for t in ("", *"\u0300\u0301\u0303\u0309\u0323")
]
SMALL = [letter for letter in (*VOWELS, "đ") if not letter.isascii()]
LETTERS = SMALL + [letter.upper() for letter in SMALL]

NEWS = "Đồng chí Thoong-lun Xi-xu-lít, Thủ tướng Lào, tới thăm Việt Nam.\nHai bên ký kết “hiệp định”.\n"


def complaint(content: bytes, encoding: str | None = None) -> str:
    with pytest.raises(TenlaoError) as caught:
        decode(content, encoding, "a.txt")
    return str(caught.value)


class TestUnicode:
    @pytest.mark.parametrize(
        ("mark", "name"),
        [
            (b"", "utf-8"),
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (codecs.BOM_UTF32_LE, "utf-32-le"),
        ],
    )
    def test_comes_back_with_its_byte_order_mark(self, mark: bytes, name: str) -> None:
        content = mark + "Lào ວຽງ\u200bຈັນ 🇱🇦\r\n".encode(name)
        text, encoding = decode(content)
        assert text == "Lào ວຽງ\u200bຈັນ 🇱🇦\r\n"
        assert encoding == Encoding(name, mark)
        assert encoding.mark + encoding.encode(text) == content

    def test_named_keeps_its_byte_order_mark_apart(self) -> None:
        for name in ("utf-16", "UTF-16LE", "utf_16_be"):
            assert decode("Lào".encode("utf-16"), name) == ("Lào", Encoding("utf-16-le", codecs.BOM_UTF16_LE))
        assert decode("Lào".encode("utf-16-be"), "utf-16-be") == ("Lào", Encoding("utf-16-be"))
        assert decode("Lào".encode(), "utf-8-sig") == ("Lào", Encoding("utf-8"))

    def test_without_a_mark_utf_16_is_told_from_a_binary_file(self) -> None:
        for order in ("le", "be"):
            content = NEWS.encode(f"utf-16-{order}")
            assert f"read it as utf-16-{order}" in complaint(content)
            assert decode(content, f"utf-16-{order}")[0] == NEWS

    def test_refuses_what_is_damaged(self) -> None:
        assert complaint(codecs.BOM_UTF16_LE + b"a\0\n\0\0").startswith("a.txt:2: is not utf-16-le at byte 6")
        assert complaint(codecs.BOM_UTF16_LE + b"a\0\0\xd8").startswith("a.txt:1: is not utf-16-le at byte 4")
        assert complaint(codecs.BOM_UTF8 + b"a\n\xff").startswith("a.txt:2: is not utf-8 at byte 5")
        assert complaint(b"a\nb\n\xea\xff").startswith("a.txt:3: is not UTF-8 at byte 4; name its encoding")

    def test_refuses_what_is_binary(self) -> None:
        assert complaint(b"\x89PNG\n\0\0") == "a.txt:2: looks binary: byte 5 is NUL; give a text file"
        assert complaint(b"a\n\0", "latin-1") == "a.txt:2: looks binary: it holds a NUL; give a text file"

    @given(
        content=st.binary(max_size=30),
        name=st.sampled_from([None, "utf-8", "utf-16", "tcvn3", "vni", "cp1258", "gb18030"]),
    )
    def test_any_bytes_come_back_or_are_refused(self, content: bytes, name: str | None) -> None:
        with contextlib.suppress(TenlaoError):
            text, encoding = decode(content, name)
            assert encoding.mark + encoding.encode(text) == content


class TestVietnameseEncodings:
    def test_vietnamese_has_134_letters_that_are_not_in_ascii(self) -> None:
        assert len(set(LETTERS)) == 134

    @pytest.mark.parametrize("name", ["tcvn", "vni", "tcvn3", "cp1258"])
    def test_every_letter_comes_back(self, name: str) -> None:
        for letter in LETTERS:
            text = f"x{letter}y"
            content = Encoding(name).encode(text)
            back, encoding = decode(content, name)
            assert unicodedata.normalize("NFC", back) == text
            assert encoding.encode(back) == content

    def test_bytes_are_those_that_others_write(self) -> None:
        assert decode(b"Vi\xd6t Nam, \xae\xe5ng ch\xdd \xa7\xe7", "TCVN3")[0] == "Việt Nam, đồng chí Đỗ"
        assert (
            decode("Vieät Nam, ñoàng chí Ñoã, NÖÔÙC".encode("cp1252"), "VNI")[0]
            == "Việt Nam, đồng chí Đỗ, NƯỚC"
        )
        assert decode(b"\x80\x01\xc1\xb5", "tcvn")[0] == "ÀÚẦà"

    def test_punctuation_of_windows_is_in_texts_in_abc_fonts(self) -> None:
        assert decode(b"\x93L\xb5o\x94", "tcvn3")[0] == "“Lào”"

    @pytest.mark.parametrize("name", ["tcvn3", "vni", "cp1258"])
    def test_text_is_recognised_and_refused(self, name: str) -> None:
        message = complaint(Encoding(name).encode(NEWS))
        assert message.startswith("a.txt:1: looks like ")
        assert f"read it as {name}, or convert it" in message

    @pytest.mark.parametrize("text", [NEWS, "Việt Nam", "Lào"])
    @pytest.mark.parametrize("name", ["tcvn3", "vni"])
    def test_text_that_was_taken_for_windows_1252_is_recognised(self, name: str, text: str) -> None:
        garbled = Encoding(name).encode(text).decode("cp1252")
        assert "text saved as Unicode; convert it first" in complaint(garbled.encode())

    def test_text_between_tags_is_recognised(self) -> None:
        page = '<p class="lead"><a href="https://example.org/a/b/c?d=e">Việt Nam</a></p>' * 3
        assert "read it as tcvn3" in complaint(Encoding("tcvn3").encode(page))

    @pytest.mark.parametrize(
        "text",
        [
            "© 2024 tenlao",
            "Cà phê Mê Kông, Bún, Phú",
            "El Niño, São Paulo, café, naïve, déjà vécu",
            "L'été dernier, le président laotien a visité la région où naquit sa mère.",
            "Die Brücke über den Mekong; schöne Grüße aus Köln",
            "Kipeä sää, nopeä pimeä yö",
            "Maï Siphandone",
            "Xü",
            "Phoxay «Khaykhamphithoune» 5° § 3",
        ],
    )
    def test_other_languages_are_not_taken_for_it(self, text: str) -> None:
        assert decode(text.encode())[0] == text

    @pytest.mark.parametrize("file", GOLD, ids=lambda file: file.name)
    def test_no_line_of_a_text_in_unicode_is_taken_for_it(self, file: Path) -> None:
        for line in file.read_text(encoding="utf-8").splitlines():
            assert decode(line.encode())[0] == line

    def test_french_in_latin_1_gets_general_advice(self) -> None:
        message = complaint("Le président a visité la région en été.".encode("latin-1"))
        assert message.startswith("a.txt:1: is not UTF-8 at byte 5; name its encoding, or convert")

    def test_refuses_a_mark_without_its_letter(self) -> None:
        assert complaint(b"a\nb\xf9", "vni").startswith("a.txt:2: is not vni at byte 3")


class TestAdvice:
    @pytest.mark.parametrize(
        ("content", "encoding", "argument"),
        [
            (Encoding("vni").encode(NEWS), None, "encoding=vni"),
            (NEWS.encode("utf-16-be"), None, "encoding=utf-16-be"),
            ("Le président a visité la région.".encode("latin-1"), None, "encoding"),
            (b"a\xff", "ascii", "encoding"),
            (b"+AGE-", "utf-7", None),
        ],
    )
    def test_names_the_argument_and_no_option_of_a_command(
        self, content: bytes, encoding: str | None, argument: str | None
    ) -> None:
        with pytest.raises(TenlaoError) as caught:
            decode(content, encoding, "a.txt")
        assert caught.value.argument == argument
        assert "--" not in caught.value.message


class TestNamed:
    def test_is_any_that_python_knows(self) -> None:
        for name in ("latin-1", "cp1258", "big5", "KOI8-R", "gb18030"):
            text, encoding = decode(b"Lao \xa4\xa4", name)
            assert encoding.encode(text) == b"Lao \xa4\xa4"

    @pytest.mark.parametrize("name", ["", "klingon", "rot13", "base64", "a\0b", "../x"])
    def test_refuses_what_is_no_encoding(self, name: str) -> None:
        assert complaint(b"Lao", name).startswith(
            f'a.txt: unknown encoding "{name}"; use utf-8, utf-16, tcvn3, vni'
        )

    @pytest.mark.parametrize(
        "name",
        [
            *("punycode", "idna", "UTF-7", "unicode_escape", "raw-unicode-escape", "undefined"),
            *("hz", "iso-2022-jp", "ISO2022_KR", "csiso2022jp"),
        ],
    )
    @pytest.mark.parametrize(
        "content", [b"", b"Lao", b"+AGE-", b"\\u0e81", b"xn--9ca", b"\xff", "ກ".encode()]
    )
    def test_refuses_what_would_not_come_back(self, name: str, content: bytes) -> None:
        assert "would not come back the same from" in complaint(content, name)

    def test_is_written_piece_by_piece(self) -> None:
        for module in iter_modules(encodings.__path__):
            for content in (b"Lao\n", "é ạ".encode(), b"\\u4e2d +AGE- ~{<:~}", bytes(range(1, 256))):
                try:
                    text, encoding = decode(content, module.name)
                except TenlaoError:
                    continue
                assert encoding.mark + b"".join(map(encoding.encode, text)) == content, module.name


class TestLackingCharacters:
    def test_are_named_with_a_remedy(self) -> None:
        with pytest.raises(TenlaoError) as caught:
            Encoding("iso8859-1").encode("Xỏn-xay")
        message = (
            'iso8859-1 has no "ỏ" (LATIN SMALL LETTER O WITH HOOK ABOVE); convert the file to UTF-8 first'
        )
        assert str(caught.value) == message
        for name in ("vni", "tcvn3", "tcvn", "cp1258"):
            with pytest.raises(TenlaoError, match="LAO LETTER KO"):
                Encoding(name).encode("ກ")

    def test_are_no_letters_that_can_be_written_otherwise(self) -> None:
        for name in ("vni", "tcvn3", "cp1258"):
            whole, apart = (unicodedata.normalize(form, "Việt Nam") for form in ("NFC", "NFD"))
            assert Encoding(name).encode(whole) == Encoding(name).encode(apart)

    def test_are_letters_that_would_be_read_as_marks(self) -> None:
        with pytest.raises(TenlaoError, match='vni has no "ä"'):
            Encoding("vni").encode("e ä")


MARKED = [
    Encoding("utf-8", codecs.BOM_UTF8),
    Encoding("utf-16-le", codecs.BOM_UTF16_LE),
    Encoding("utf-16-be", codecs.BOM_UTF16_BE),
    Encoding("utf-32-le", codecs.BOM_UTF32_LE),
]


class TestByLines:
    """A file that is read some lines at a time is read as a whole one is."""

    @given(
        st.text(st.sampled_from("aêệ\n\r\u0bfeວ🇱Ċ\u0a0a\u0100;")),
        st.integers(1, 7),
        st.sampled_from([("utf-8", b""), *((e.name, e.mark) for e in MARKED)]),
    )
    def test_unicode(self, text: str, size: int, written: tuple[str, bytes]) -> None:
        name, mark = written
        content = mark + text.encode(name)
        parts = list(decode_lines(pieces(content, size)))
        assert "".join(part for part, _ in parts) == text
        assert all(encoding == Encoding(name, mark) for _, encoding in parts)
        assert all(part.endswith("\n") for part, _ in parts[:-1])

    @pytest.mark.parametrize("name", ["tcvn3", "vni", "cp1258", "utf-16-le", "utf-32-be"])
    @pytest.mark.parametrize("size", [1, 3, 50])
    def test_named_encodings(self, name: str, size: int) -> None:
        content = Encoding(name).encode(NEWS * 3)
        parts = list(decode_lines(pieces(content, size), name))
        assert len(parts) > 1
        assert "".join(part for part, _ in parts) == decode(content, name)[0]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("Lào\nLào\n".encode() + b"\x81\x81\n", "a.txt:3: is not UTF-8 at byte 10;"),
            (b"a\nb\n" + Encoding("tcvn3").encode(NEWS), "a.txt:3: looks like TCVN3 (ABC): read it as tcvn3"),
            (b"a\nb\n\0\n", "a.txt:3: looks binary: byte 4 is NUL; give a text file"),
        ],
    )
    def test_what_is_wrong_is_told_where_it_stands(self, content: bytes, said: str) -> None:
        with pytest.raises(TenlaoError) as caught:
            list(decode_lines(pieces(content, 4), None, "a.txt"))
        assert str(caught.value).startswith(said)

    @pytest.mark.parametrize("written", MARKED, ids=lambda e: e.name)
    def test_a_line_of_many_pieces_is_looked_through_once(self, written: Encoding) -> None:
        content = written.mark + written.encode("Viêng Chăn " * 1000)
        looked_through = 0

        def count(_: object, event: str, called: object) -> None:
            nonlocal looked_through
            if event == "c_call" and getattr(called, "__name__", "") == "rfind":
                looked_through += len(getattr(called, "__self__", b""))

        sys.setprofile(count)
        try:
            (text,) = [text for text, _ in decode_lines(pieces(content, 1000))]
        finally:
            sys.setprofile(None)
        assert text == "Viêng Chăn " * 1000
        assert 0 < looked_through <= len(content)

    def test_an_unknown_encoding_is_told(self) -> None:
        with pytest.raises(TenlaoError, match='unknown encoding "tcvn9"'):
            list(decode_lines([b"a\nb"], "tcvn9"))


def pieces(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


@given(
    st.one_of(
        st.binary(),
        st.text("aăạ\u0323ລéđ\ufeff\0").map(str.encode),
        st.text("aéù").map(lambda text: text.encode("cp1252")),
        st.text("aă").map(lambda text: text.encode("utf-16")),
    ),
    st.integers(0, 3),
)
def test_what_is_surely_utf8_is_decoded_as_that(content: bytes, cut: int) -> None:
    content = (content * 3)[: max(0, 3 * len(content) - cut)]
    if is_surely_utf8([content]):
        assert decode(content) == (content.decode(), Encoding("utf-8"))


def test_a_letter_may_be_cut_where_a_piece_ends() -> None:
    assert is_surely_utf8([b"a" * (2**18 - 1) + "ạ".encode()])
    assert not is_surely_utf8([b"a" * 2**18, "ạ".encode()[:1]])

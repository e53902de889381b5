"""Texts and names: Lao, Vietnamese, Latin and mixed, as people write them and as nobody does."""

from __future__ import annotations

import unicodedata
from functools import cache

from hypothesis import strategies as st

import tenlao
from tenlao import Entry

Strategy = st.SearchStrategy

BLANKS = [
    *(
        " ",
        " ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\u00a0",
        "\u200b",
        "\u200c",
        "\u200d",
        "\ufeff",
    ),
    *("\u2060", "\u2060\u2060", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\u3000", "\u00ad"),
]
SIGNS = [
    *(
        "(",
        ")",
        "[",
        "]",
        "（",
        "）",
        "{",
        "}",
        "-",
        " - ",
        "–",
        "—",
        "\u2011",
        "/",
        ",",
        ".",
        "...",
        ":",
        ";",
    ),
    *(
        '"',
        "'",
        "“",
        "”",
        "«",
        "»",
        "*",
        "|",
        "#",
        "@",
        "&",
        "<",
        ">",
        "=",
        "\\",
        "_",
        "~",
        "%",
        "`",
        "$",
        "•",
    ),
    *(
        "&amp;",
        "&lt;",
        "&ecirc;",
        "&#x1EC7;",
        "&#0;",
        "&#xD800;",
        "&#1114112;",
        "&bogus;",
        "<fuzz>",
        "</mark>",
    ),
    *(
        '<mark data-entry="attapeu" data-score="9.0" title="">',
        "<script>",
        "<!--",
        "-->",
        "]]>",
        "<?",
        "::error::",
    ),
]
WORDS = [
    *(
        "Thongloun Sisoulith",
        "Thonglun Sisulith",
        "Thoong lun Xi xu lít",
        "Thonglun",
        "Viangchan",
        "Luông Pha Băng",
    ),
    *(
        "Vông Sỏn In Pan Phim",
        "Xủn - thon",
        "Kaysone Phomvihan",
        "Thoong-xạ-vẳn Phôm-vi-hẳn",
        "Cay-xỏn Phôm-vi-hản",
    ),
    *("ông ", "Ông ", "bà ", "Thủ tướng ", "Tổng Bí thư ", "tỉnh ", "Tỉnh trưởng ", "huyện ", "thành phố "),
    *(
        " và ",
        " hay ",
        " tức ",
        " ở ",
        " gặp ",
        "Lào",
        "Nguyễn Văn ",
        "ທ່ານ",
        "ແຂວງ",
        "ເມືອງ",
        "Hà Nội",
        "1962",
    ),
    *(
        "district ",
        "President ",
        "Mr. ",
        "H.E. ",
        "S. ",
        "Ph. ",
        "tiếng Anh là ",
        "được viết là ",
        "báo ",
        " Post",
    ),
    *(
        "Bounsavath Phetmixay",
        "Thongloun Simoulith",
        "Sonexay Siphandnoe",
        "Huả Phăn",
        "Xủn - thon Xay - nha - chắc",
    ),
    *(
        "Bounleua Phandanouvong",
        "Bangkok",
        "Phnom Penh",
        "Somchai Rattanakul",
        "Sekaman 3",
        "http://a.b/Vientiane",
    ),
    *(
        "(Ảnh: ",
        " (bên phải)",
        " (sinh năm 1945)",
        "*",
        "Xay",
        "A",
        "Đ",
        "ß",
        "İ",
        "ı",
        "ﬁ",
        "Ǆ",
        "ა",
        "ﷺ",
        "𝐋ào",
    ),
]
ODD = [
    *("\x00", "\x07", "\x1b[2J", "\x7f", "\x9b", "\ud800", "\udc80", "\udfff", "\ufffe", "\uffff", "\ufffd"),
    *(
        "\u0301",
        "\u0323",
        "\u031b",
        "\u0300\u0301\u0323",
        "\u202e",
        "\u2066",
        "\U0001f1fb\U0001f1f3",
        "👩\u200d🚀",
    ),
    *("\U000e0041", "\U0010ffff", "\u0ecc", "ໆ", "ຯ", "ໍ", "\u0eb1\u0eb1", "ແແ", "ຽ", "ຂຂຂຂ", "๑", "໑໒"),
]


@cache
def spellings() -> tuple[str, ...]:
    """All forms of the bundled table."""
    return tuple(dict.fromkeys(form.text for entry in tenlao.load().entries for form in entry.forms))


def changed(name: str, how: int) -> str:
    """A name as somebody may write it."""
    at = how % (len(name) + 1)
    ways = (
        name,
        name.upper(),
        name.lower(),
        unicodedata.normalize("NFD", name),
        name.replace(" ", "-"),
        name.replace("-", " "),
        name.replace(" ", "\n"),
        name.replace(" ", "\u00a0"),
        f" ({name})",
        name.split()[-1],
        name.split()[0],
        name[:at] + name[at + 1 :],
        name[:at] + name[at : at + 1] + name[at:],
        name[:at] + name[at + 1 : at + 2] + name[at : at + 1] + name[at + 2 :],
        name[:at] + "\u2060" + name[at:],
        name[:at] + "\u200b" + name[at:],
        name[::-1],
        unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode(),
        f"{name[:1]}. {name.split()[-1]}",
    )
    return ways[how // 7 % len(ways)]


def names() -> Strategy[str]:
    """Names of the table, and what may come of them."""
    known = st.integers(0, len(spellings()) - 1).map(spellings().__getitem__)
    return known | st.builds(changed, known, st.integers(0, 10_000))


@cache
def entries() -> tuple[Entry, ...]:
    """The entries of the bundled table with forms in several writings."""
    return tuple(entry for entry in tenlao.load().entries if len({form.writing for form in entry.forms}) > 1)


_BESIDE = (
    " ({})",
    " ({}; bên phải)",
    " (bên phải)",
    " ({}; {})",
    " - {}",
    " / {}",
    ", tức {}",
    ", {},",
    "\t{}\n",
    " | {} |",
    "",
)


def side_by_side() -> Strategy[str]:
    """Names with another form of theirs, or of anybody's, beside them."""

    def beside(entry: Entry, one: int, other: int, how: str, whose: str | None) -> str:
        forms = [form.text for form in entry.forms]
        gloss = forms[other % len(forms)] if whose is None else whose
        return f"{forms[one % len(forms)]}{how.format(gloss, gloss)} "

    number = st.integers(0, 20)
    entry = st.integers(0, len(entries()) - 1).map(entries().__getitem__)
    return st.builds(beside, entry, number, number, st.sampled_from(_BESIDE), st.none() | st.none() | names())


def any_characters() -> Strategy[str]:
    return st.text(max_size=8) | st.text(st.characters(min_codepoint=0xE80, max_codepoint=0xEFF), max_size=8)


def pieces() -> Strategy[str]:
    """Pieces of texts."""
    return st.one_of(
        names(),
        names(),
        st.sampled_from(WORDS),
        st.sampled_from(BLANKS),
        st.sampled_from(SIGNS),
        st.sampled_from(ODD),
        any_characters(),
    )


def plain_pieces() -> Strategy[str]:
    """Pieces of texts that are not odd."""
    return st.one_of(
        names(), names(), st.sampled_from(WORDS), st.sampled_from([" ", " ", ", ", ". ", "\n\n", " ("])
    )


def texts(most: int = 24) -> Strategy[str]:
    """Texts of some pieces; few are long, and some repeat a piece many times."""
    short = st.lists(st.one_of(plain_pieces(), plain_pieces(), pieces()), max_size=most).map("".join)
    odd = st.lists(pieces(), max_size=most).map("".join)
    repeated = st.builds(
        lambda before, piece, times, after: before + piece * times + after,
        short,
        pieces(),
        st.integers(2, 60),
        short,
    )
    return st.one_of(
        short, short, odd, repeated, st.builds(unicodedata.normalize, st.sampled_from(["NFC", "NFD"]), short)
    )


def queries() -> Strategy[str]:
    """What may be looked up or rendered as a name."""
    repeated = st.builds(str.__mul__, pieces(), st.integers(2, 500)).map(lambda name: name[:1000])
    return st.one_of(
        names(), names(), st.lists(pieces(), max_size=4).map("".join), any_characters(), repeated
    )


def encoded(text: str) -> bytes:
    """A text in UTF-8, halves of characters as well."""
    return text.encode("utf-8", "surrogatepass")


def decoded(content: bytes) -> str:
    """What `encoded` was made of, or the most like it."""
    try:
        return content.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return content.decode("utf-8", "replace")

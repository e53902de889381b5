"""Validation: every kind of defect is found where it stands, and nothing is found in the bundled table."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from tenlao.base.resources import bundled_file
from tenlao.curating.checks.typography import in_decree_typography
from tenlao.curating.table_findings import ERRORS, WARNINGS
from tenlao.curating.validation import validate
from tenlao.gazetteer import bundled
from tenlao.table.reader import read_table

DOCUMENTATION = Path(__file__).parents[2] / "docs" / "table.md"

GOOD = """\
[[entry]]
id = "bounnhang"
kind = "person"
type = "politician"
role = "President of Laos 2016–21"
latin = [
  { form = "Bounnhang Vorachith", sources = ["kpl-1", "nhan-dan-2020-12-04"] },
  { form = "Bounnhang Vorachit", sources = ["kpl-1"] },
  { form = "Bounnhang Vorachiht", tag = "typo", sources = ["kpl-1"] },
]
vietnamese = [
  { form = "Bun-nhăng Vo-la-chít", sources = ["nhan-dan-2020-12-04"] },
  { form = "Bun-Nhăng Vo-la-chít", sources = ["nhan-dan-7"] },
  { form = "Bun-nhang Vo-la-chit", tag = "stripped", sources = ["nhan-dan-7"] },
]
lao = [
  { form = "ບຸນຍັງ ວໍລະຈິດ", sources = ["kpl-1"] },
]

[[entry]]
id = "phosay"
kind = "person"
type = "politician"
latin = [
  { form = "Phosay Khaikhamphithoun", sources = ["kpl-1"] },
]
vietnamese = [
  { form = "Phô-xay Khảy-khăm-phi-thun", sources = ["nhan-dan-7"] },
]

[[entry]]
id = "somphet"
kind = "person"
type = "official"
role = "Mayor of Anouvongsa 2005–08, c. 2001 its judge"
offices = [
  { title = "Mayor of Anouvongsa", place = "anouvong-town", from = 2005, to = 2008 },
  { title = "Judge of Anouvongsa", place = "anouvong-town", in = 2001, circa = true },
]
born = 1950
died = 2010
latin = [
  { form = "Somphet Testaphone", sources = ["kpl-1"] },
]

[[entry]]
id = "anouvong-town"
kind = "place"
type = "district"
same_name_as = ["anouvong-river"]
latin = [
  { form = "Anouvongsa", sources = ["kpl-1"] },
]

[[entry]]
id = "anouvong-river"
kind = "place"
type = "river"
province = "anouvong-town"
same_name_as = ["anouvong-town"]
latin = [
  { form = "Anouvongsa", sources = ["kpl-1"] },
]

[[source]]
id = "kpl-1"
publisher = "KPL"
url = "https://kpl.example.org/1"

[[source]]
id = "nhan-dan-2020-12-04"
publisher = "Nhân Dân"
date = 2020-12-04
url = "https://nhandan.example.org/2"

[[source]]
id = "nhan-dan-7"
publisher = "Nhân Dân"
"""

# In the good table, a text is replaced by another; what is found is a code in the line of the mark.
# "" in the new text marks the line; without one it is the line where the old text began.
DEFECTS = {
    "unknown key of the file": (
        '[[entry]]\nid = "bounnhang"',
        'version = 2\n[[entry]]\nid = "bounnhang"',
        "unknown-key",
    ),
    "unknown key of an entry": ('role = "President', 'rôle = 1\nrole = "President', "not-toml"),
    "unknown key of an entry, in ASCII": (
        'type = "politician"\nrole',
        'office = "politician"\nrole',
        "unknown-key",
    ),
    "unknown key of a form": ('chiht", tag', 'chiht", tags', "unknown-key"),
    "unknown key of a source": ('url = "https://kpl', 'link = "https://kpl', "unknown-key"),
    "unknown key of an office": ("in = 2001", "at = 2001", "unknown-key"),
    "no closing quote": ('id = "phosay"', 'id = "phosay', "not-toml"),
    "no closing bracket": (
        '  { form = "Anouvongsa", sources = ["kpl-1"] },\n]',
        '  { form = "Anouvongsa", sources = ["kpl-1"] },\n',
        "not-toml",
    ),
    "key given twice": ('kind = "person"\n', 'kind = "person"\nkind = "person"\n', "not-toml"),
    "no id": ('id = "phosay"\n', "", "missing-key"),
    "no kind": ('kind = "person"\ntype = "politician"\nlatin', 'type = "politician"\nlatin', "missing-key"),
    "no publisher": ('publisher = "KPL"\n', "", "missing-key"),
    "no title": ('title = "Judge of Anouvongsa", ', "", "missing-key"),
    "entry in single brackets": ('[[entry]]\nid = "bounnhang"', '[entry.x]\nid = "bounnhang"', "not-toml"),
    "source as a text": (
        '[[entry]]\nid = "bounnhang"',
        'source = "KPL"\n[[entry]]\nid = "bounnhang"',
        "not-toml",
    ),
    "role that is a number": ('role = "President of Laos 2016–21"', "role = 2016", "wrong-type"),
    "empty role": ('role = "President of Laos 2016–21"', 'role = ""', "wrong-type"),
    "forms that are no list": (
        'lao = [\n  { form = "ບຸນຍັງ ວໍລະຈິດ", sources = ["kpl-1"] },\n]',
        'lao = "ບຸນຍັງ ວໍລະຈິດ"',
        "wrong-type",
    ),
    "form that is a number": (
        '  { form = "Phosay Khaikhamphithoun", sources = ["kpl-1"] }',
        "  7",
        "wrong-type",
    ),
    "form table without form": ('{ form = "Phosay Khaikhamphithoun", sources', "{ sources", "wrong-type"),
    "offices that are no list": (
        '[\n  { title = "Mayor of Anouvongsa", place = "anouvong-town", from = 2005, to = 2008 },\n'
        '  { title = "Judge of Anouvongsa", place = "anouvong-town", in = 2001, circa = true },\n]',
        '"Mayor"',
        "wrong-type",
    ),
    "year in quotes": ("in = 2001", 'in = "2001"', "wrong-type"),
    "year with a month": ("in = 2001", "in = 200107", "wrong-type"),
    "year that is a truth": ("born = 1950", "born = true", "wrong-type"),
    "truth in quotes": ("circa = true", 'circa = "true"', "wrong-type"),
    "office of no place": (
        'place = "anouvong-town", in',
        'place = "phosay", in',
        "unknown-place",
    ),
    "province that is not there": ('province = "anouvong-town"', 'province = "nowhere"', "unknown-place"),
    "office that ends before it begins": (
        "from = 2005, to = 2008",
        "from = 2008, to = 2005",
        "reversed-term",
    ),
    "life that ends before it begins": ("died = 2010", "died = 1910", "reversed-term"),
    "office with a year and a term": ("in = 2001", "in = 2001, to = 2008", "two-terms"),
    "date in quotes": ("date = 2020-12-04", 'date = "2020-12-04"', "wrong-type"),
    "date with a time": ("date = 2020-12-04", "date = 2020-12-04T10:00:00", "wrong-type"),
    "day that does not exist": ("date = 2020-12-04", "date = 2020-02-30", "not-toml"),
    "sources that are no list": (
        'chiht", tag = "typo", sources = ["kpl-1"]',
        'chiht", tag = "typo", sources = "kpl-1"',
        "wrong-type",
    ),
    "hide that is no list": (
        '[[entry]]\nid = "bounnhang"',
        'hide = "x"\n[[entry]]\nid = "bounnhang"',
        "wrong-type",
    ),
    "id with a capital": ('id = "phosay"', 'id = "Phosay"', "bad-id"),
    "id with a blank": ('id = "phosay"', 'id = "phosay k"', "bad-id"),
    "id with diacritics": ('id = "phosay"', 'id = "phô-xay"', "bad-id"),
    "entry id twice": ('id = "phosay"', 'id = "bounnhang"', "doubled-id"),
    "source id twice": ('id = "nhan-dan-7"', 'id = "kpl-1"', "doubled-id"),
    "unknown kind": ('id = "phosay"\nkind = "person"', 'id = "phosay"\nkind = "human"', "unknown-kind"),
    "unknown tag": ('chiht", tag = "typo"', 'chiht", tag = "slip"', "unknown-tag"),
    "no form": (
        'latin = [\n  { form = "Anouvongsa", sources = ["kpl-1"] },\n]\n\n[[source]]',
        "\n[[source]]",
        "no-form",
    ),
    "empty form": ('"Phosay Khaikhamphithoun"', '""', "empty-form"),
    "form of a blank": ('"Phosay Khaikhamphithoun"', '" "', "empty-form"),
    "blank before a form": ('"Phosay Khai', '" Phosay Khai', "blank-at-edge"),
    "blank after a form": ('phithoun"', 'phithoun "', "blank-at-edge"),
    "form without end": ('"Phosay Khaikhamphithoun"', f'"Phosay {"Khai" * 74}"', "too-long"),
    "zero-width space": ('"Phosay Khai', '"Phosay\u200b Khai', "invisible-character"),
    "no-break space": ('"Phosay Khai', '"Phosay\u00a0Khai', "invisible-character"),
    "soft hyphen": ('"Phosay Khai', '"Pho\u00adsay Khai', "invisible-character"),
    "decomposed letters": ("Khảy-khăm", "Kha\u0309y-khăm", "not-nfc"),
    "Lao letters under latin": ('"Phosay Khaikhamphithoun"', '"ໂພໄຊ ໄຂຄຳພິທູນ"', "wrong-script"),
    "Latin letters under lao": ("ບຸນຍັງ ວໍລະຈິດ", "Bounnhang Vorachith", "wrong-script"),
    "Cyrillic letter among Latin": ('"Phosay Khai', '"Phоsay Khai', "wrong-script"),
    "Greek letter in a rendering": ("Khảy-khăm", "Khảy-khάm", "wrong-script"),
    "Thai letter among Lao": ("ບຸນຍັງ", "ບຸນຍังງ", "wrong-script"),
    "Latin letter among Lao": ("ບຸນຍັງ", "ບຸນຍັງa", "wrong-script"),
    "bracket in a form": ('phithoun"', 'phithoun (Laos)"', "odd-character"),
    "comma in a form": ('"Phosay Khai', '"Phosay, Khai', "odd-character"),
    "question mark for a lost letter": ("Khảy-khăm", "Kh?y-khăm", "odd-character"),
    "letters read in the wrong encoding": ("Phô-xay", "PhÃ´-xay", "odd-character"),
    "slash between two forms": ('phithoun"', 'phithoun/Phoxay"', "odd-character"),
    "two blanks": ('"Phosay Khai', '"Phosay  Khai', "double-blank"),
    "two hyphens": ("Khảy-khăm", "Khảy--khăm", "stray-dash"),
    "hyphen at the end": ("phi-thun", "phi-thun-", "stray-dash"),
    "forms without end": (
        "latin = [",
        "latin = [" + "".join(map('"Bounnhang {}", '.format, range(200))),
        "too-many-forms",
    ),
    "form given twice": ('"Bounnhang Vorachit"', '"Bounnhang Vorachith"', "doubled-form"),
    "form of two entries": ('"Phosay Khaikhamphithoun"', '"Bounnhang Vorachith"', "shared-form"),
    "unknown source": (
        'sources = ["nhan-dan-7"] },\n]\n\n[[entry]]\nid = "somphet"',
        'sources = ["kpl-9"] },\n]\n\n[[entry]]\nid = "somphet"',
        "unknown-source",
    ),
    "source cited twice": ('["kpl-1", "nhan-dan-2020-12-04"]', '["kpl-1", "kpl-1"]', "doubled-source"),
    "unknown entry in same_name_as": ('["anouvong-river"]', '["anouvong-river", "nobody"]', "unknown-entry"),
    "same_name_as on one side": ('same_name_as = ["anouvong-town"]\n', "", "one-sided-same-name"),
    "id of another registry twice": (
        "born = 1950\ndied = 2010\n",
        'born = 1950\ndied = 2010\nwikidata = "Q1"\n\n[[entry]]\nid = "t"\nkind = "person"\nwikidata = "Q1"\n',
        "shared-link",
    ),
    "id of another registry that is none": (
        'type = "river"\n',
        'type = "river"\nosm = "river"\n',
        "bad-link",
    ),
    "same_name_as itself": (
        'same_name_as = ["anouvong-town"]',
        'same_name_as = ["anouvong-town", "anouvong-river"]',
        "same-name-as-itself",
    ),
    "same_name_as with one id twice": (
        '["anouvong-town"]',
        '["anouvong-town", "anouvong-town"]',
        "doubled-value",
    ),
    "hidden entry that is not there": (
        '[[entry]]\nid = "bounnhang"',
        'hide = ["nobody"]\n[[entry]]\nid = "bounnhang"',
        "unknown-hidden",
    ),
    "stripped form in Lao script": (
        '{ form = "ບຸນຍັງ ວໍລະຈິດ"',
        '{ form = "ບຸນຍັງ ວໍລະຈິດ", tag = "stripped"',
        "tag-of-other-writing",
    ),
    "exonym in Lao script": (
        '{ form = "ບຸນຍັງ ວໍລະຈິດ"',
        '{ form = "ບຸນຍັງ ວໍລະຈິດ", tag = "exonym"',
        "tag-of-other-writing",
    ),
    "role with two blanks": ("President of", "President  of", "untidy-text"),
    "role with a blank at its end": ("2016–21", "2016–21 ", "untidy-text"),
    "decomposed publisher": ('"Nhân Dân"\ndate', '"Nha\u0302n Dân"\ndate', "untidy-text"),
    "address without a scheme": ("https://kpl.example.org/1", "kpl.example.org/1", "bad-url"),
    "address with a blank": ("https://kpl.example.org/1", "https://kpl.example.org/1 2", "bad-url"),
    "address without a domain": ("https://kpl.example.org/1", "https://kpl", "bad-url"),
    "date to come": ("2020-12-04\nurl", "2999-12-04\nurl", "future-date"),
    "rendering of another person": ("Phô-xay Khảy-khăm-phi-thun", "Xỏn-xay Xỉ-phăn-đon", "sounds-apart"),
    "Lao form of another person": ("ບຸນຍັງ ວໍລະຈິດ", "ສອນໄຊ ສີພັນດອນ", "sounds-apart"),
    "one person twice": ('"Phosay Khaikhamphithoun"', '"Bounnhang Volachit"', "sounds-alike"),
    "form without a vowel": (
        'chiht", tag = "typo", sources = ["kpl-1"] },',
        'chiht", tag = "typo" },\n  { form = "Bnnh", sources = ["kpl-1"] },',
        "no-sound",
    ),
    "Lao vowel sign without a consonant": ("ວໍລະຈິດ", "ວໍລະຈິິດ", "unread-lao"),
    "Lao leading vowel without a consonant": ("ວໍລະຈິດ", "ວໍລະຈິດເ", "unread-lao"),
    "capital inside a component": ("Phô-xay Khảy", "Phô-Xay Khảy", "decree-typography"),
    "typography of the decree in second place": (
        '  { form = "Bun-nhăng Vo-la-chít", sources',
        '  { form = "Bun Nhăng Vo La Chít", sources = ["nhan-dan-7"] },\n'
        '  { form = "Bun-nhăng Vo-la-chít", sources',
        "decree-typography",
    ),
    "two tone marks in a syllable": ("Khảy-khăm", "Khảỹ-khăm", "ill-formed-syllable"),
    "letter that Vietnamese does not have": ("Phô-xay", "Phô-zay", "ill-formed-syllable"),
    "level tone before a stop": (
        'Vo-la-chít", sources = ["nhan-dan-2020',
        'Vo-la-chỉt", sources = ["nhan-dan-2020',
        "ill-formed-syllable",
    ),
    "coda that Vietnamese does not have": ("phi-thun", "phi-thuns", "ill-formed-syllable"),
    "rendering without diacritics": ('chit", tag = "stripped"', 'chit"', "stripped-untagged"),
    "title before a name": ('"Phosay Khai', '"Mr Phosay Khai', "titled-untagged"),
    "title before a rendering": ("Phô-xay Khảy", "đồng chí Phô-xay Khảy", "titled-untagged"),
    "title in Lao script": ("ບຸນຍັງ ວໍລະຈິດ", "ທ່ານ ບຸນຍັງ ວໍລະຈິດ", "titled-untagged"),
    "generic word after a place": (
        'river"]\nlatin = [\n  { form = "Anouvongsa"',
        'river"]\nlatin = [\n  { form = "tỉnh Anouvongsa"',
        "titled-untagged",
    ),
    "full capitals": ('"Phosay Khaikhamphithoun"', '"PHOSAY KHAIKHAMPHITHOUN"', "all-capitals"),
    "family name in small letters": ('"Phosay Khai', '"Phosay khai', "small-letter"),
    "letter three times": ('"Phosay Khai', '"Phosaaay Khai', "odd-spelling"),
    "rendering among the Latin forms": (
        '"Phosay Khaikhamphithoun"',
        '"Phosay Khảykhamphithoun"',
        "vietnamese-letters",
    ),
    "capitals that make a second form": ('"Bounnhang Vorachit"', '"BounNhang Vorachith"', "doubled-spelling"),
    "slip in first place": ('Vorachith", sources', 'Vorachith", tag = "typo", sources', "tagged-first"),
    "form without a source": (
        '"Bounnhang Vorachit", sources = ["kpl-1"]',
        '"Bounnhang Vorachit"',
        "no-source",
    ),
    "four sources": (
        '["kpl-1", "nhan-dan-2020-12-04"]',
        '["kpl-1", "nhan-dan-2020-12-04", "nhan-dan-7", "kpl-1"]',
        "many-sources",
    ),
    "same_name_as of another sound": (
        'river"]\nlatin = [\n  { form = "Anouvongsa"',
        'river"]\nlatin = [\n  { form = "Houaykhoun"',
        "needless-same-name",
    ),
    "term that ends before it begins": ("2016–21", "2016–11", "reversed-years"),
    "term of whole years that ends before it begins": ("2016–21", "2016–2011", "reversed-years"),
    "office to come": ("2016–21", "2091", "future-year"),
    "year of an office that the role does not tell": ("to = 2008", "to = 2009", "office-not-in-role"),
    "hyphen between years": ("2016–21", "2016-21", "year-hyphen"),
    "entry out of order": ('id = "phosay"', 'id = "aphosay"', "out-of-order"),
    "source out of order": ('id = "nhan-dan-7"', 'id = "a-7"', "out-of-order"),
    "source that nothing cites": (
        'publisher = "Nhân Dân"\n',
        'publisher = "Nhân Dân"\n\n[[source]]\nid = "nhan-dan-3"\npublisher = "Nhân Dân"\n',
        "uncited-source",
    ),
    "address of two sources": ("https://nhandan.example.org/2", "https://kpl.example.org/1", "doubled-url"),
    "date before print": ("date = 2020-12-04", "date = 1202-12-04", "old-date"),
    "date that is not that of the id": ("date = 2020-12-04", "date = 2020-12-05", "id-of-other-date"),
    "publisher spelled in two ways": (
        'publisher = "Nhân Dân"\ndate',
        'publisher = "Nhân dân"\ndate',
        "publisher-spelling",
    ),
}


def with_order(text: str) -> str:
    """The good table with its two places in order."""
    town, river = (
        text.index('[[entry]]\nid = "anouvong-town"'),
        text.index('[[entry]]\nid = "anouvong-river"'),
    )
    end = text.index("[[source]]")
    return text[:town] + text[river:end] + text[town:river] + text[end:]


GOOD = with_order(GOOD)


def test_nothing_is_wrong_with_the_good_table() -> None:
    assert validate("good.toml", text=GOOD) == []


def test_nothing_is_wrong_with_the_bundled_table() -> None:
    assert validate(bundled_file("names.toml")) == []


# Where a finding is not in the changed lines: in the header, at the other one of two, or where TOML fails at last.
OTHER_LINES = {
    "no closing bracket": 56,
    "no id": 20,
    "no kind": 20,
    "no publisher": 65,
    "entry in single brackets": 20,
    "source as a text": 66,
    "no form": 56,
    "same_name_as on one side": 59,
    "one person twice": 21,
    "same_name_as of another sound": 51,
    "year of an office that the role does not tell": 36,
    "publisher spelled in two ways": 78,
}


@pytest.mark.parametrize("name", DEFECTS)
def test_finds(name: str) -> None:
    old, new, code = DEFECTS[name]
    at = GOOD.index(old)
    text = GOOD[:at] + new + GOOD[at + len(old) :]
    first = text.count("\n", 0, at) + 1
    lines = range(first, first + max(new.count("\n"), old.count("\n")) + 1)
    found = [(finding.code, finding.line) for finding in validate("bad.toml", text=text)]
    if name in OTHER_LINES:
        assert (code, OTHER_LINES[name]) in found
    else:
        assert any((code, line) in found for line in lines)


def test_there_are_enough_defects_and_one_of_each_kind() -> None:
    assert len(DEFECTS) >= 60
    elsewhere = {"no-file", "not-utf8", "other-kind", "rare-type", "more-problems"}
    assert {code for _, _, code in DEFECTS.values()} | elsewhere == ERRORS.keys() | WARNINGS.keys()


def test_of_problems_without_end_ten_thousand_are_told() -> None:
    found = [finding.code for finding in validate("bad.toml", text="[[entry]]\n" * 3400)]
    assert (len(found), found.count("more-problems")) == (10_001, 1)


class TestFiles:
    def test_a_missing_file(self, tmp_path: Path) -> None:
        assert [finding.code for finding in validate(tmp_path / "nowhere.toml")] == ["no-file"]

    def test_a_folder(self, tmp_path: Path) -> None:
        assert [finding.code for finding in validate(tmp_path)] == ["no-file"]

    def test_another_encoding(self, tmp_path: Path) -> None:
        path = tmp_path / "names.toml"
        path.write_bytes(GOOD.encode("utf-16"))
        assert [finding.code for finding in validate(path)] == ["not-utf8"]


class TestLayers:
    def test_another_kind_than_below(self) -> None:
        text = '[[entry]]\nid = "attapeu"\nkind = "person"\n'
        assert [(f.code, f.line) for f in validate("x.toml", bundled().table, text)] == [("other-kind", 3)]

    def test_a_table_of_ones_own_needs_neither_sources_nor_order(self) -> None:
        text = '[[entry]]\nid = "z"\nkind = "place"\nlatin = ["Zongkhoua"]\n' + (
            '[[entry]]\nid = "a"\nkind = "person"\nlatin = ["Attakhone Sengmany"]\n'
        )
        assert validate("x.toml", bundled().table, text) == []

    def test_a_rendering_that_no_page_prints_is_written_as_the_decree_does(self) -> None:
        text = '[[entry]]\nid = "a"\nkind = "person"\nvietnamese = ["At ta khon Xeng ma ni"]\n'
        assert [f.code for f in validate("x.toml", bundled().table, text)] == ["decree-typography"]

    def test_a_form_is_compared_with_those_below(self) -> None:
        text = (
            '[[entry]]\nid = "sonexay-siphandone"\nkind = "person"\nvietnamese = ["Khăm-tày Xay-nha-xẻng"]\n'
        )
        assert [f.code for f in validate("x.toml", bundled().table, text)] == ["sounds-apart"]

    def test_an_entry_that_sounds_like_one_below(self) -> None:
        text = '[[entry]]\nid = "sonxay"\nkind = "person"\nlatin = ["Sonexay Siphandhone"]\n'
        assert [f.code for f in validate("x.toml", bundled().table, text)] == ["sounds-alike"]

    def test_where_many_sound_alike_each_is_told_of_a_few(self) -> None:
        entry = '[[entry]]\nid = "vongxay-{}"\nkind = "person"\nlatin = ["Vongxay Tatkone"]\n'
        text = "".join(map(entry.format, range(100, 200)))
        told = Counter(f.line or 0 for f in validate("x.toml", text=text) if f.code == "sounds-alike")
        assert sorted(told) == [line for line in range(2, 400, 4) if line > 2]
        assert max(told.values()) == 4
        excused = ", ".join(f'"vongxay-{number}"' for number in range(100, 200))
        text = text.replace("latin", f"same_name_as = [{excused}]\nlatin")
        assert not [f for f in validate("x.toml", text=text) if f.code == "sounds-alike"]


def test_a_type_that_is_a_slip() -> None:
    text = "".join(
        f'[[entry]]\nid = "{id}"\nkind = "place"\ntype = "{type}"\nlatin = ["{name}"]\n'
        for id, type, name in (
            ("a", "district", "Akhone"),
            ("b", "district", "Bolao"),
            ("c", "district", "Chanthong"),
            ("d", "district", "Dakseng"),
            ("e", "district", "Enlao"),
            ("f", "distrct", "Fayna"),
            ("g", "village", "Gnommalath"),
        )
    )
    assert [(f.code, f.line) for f in validate("x.toml", text=text)] == [("rare-type", 29)]


def test_most_wrong_pairs_of_the_bundled_table_would_be_found() -> None:
    """The rendering of each person is given to the next one: how often is it told that the two sound apart?"""
    entries = read_table(bundled_file("names.toml")).entries
    people = [e for e in entries if e.kind == "person" and e.latin and e.vietnamese]
    found = 0
    for person, other in pairwise(people):
        forms = f'latin = ["{person.latin}"]\nvietnamese = ["{other.vietnamese}"]'
        text = f'[[entry]]\nid = "x"\nkind = "person"\n{forms}'
        found += "sounds-apart" in {finding.code for finding in validate("x.toml", text=text)}
    assert found / (len(people) - 1) > 0.9


def test_a_whole_name_may_stand_beside_a_part_of_it_or_in_another_order() -> None:
    text = '[[entry]]\nid = "x"\nkind = "person"\nlatin = ["Bounnhang Vorachith", "Vorachith Bounnhang", "Bounnhang"]'
    assert validate("x.toml", text=text) == []


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("Phô-xay Khảy-khăm-phi-thun", True),
        ("Khăm Phăn", True),
        ("Phô-xay Khảy-Khăm", False),
        ("Phô - xay Khảy - khăm", False),
        ("phô-xay", False),
        ("Khăm Pheng Xay Sổm Pheng", False),
    ],
)
def test_typography_of_the_decree(text: str, good: bool) -> None:
    assert in_decree_typography(text) is good


def test_findings_of_a_form_say_its_line() -> None:
    text = GOOD.replace('"ບຸນຍັງ ວໍລະຈິດ"', '"ບຸນຍັງ ວໍລະຈິດເ"')
    line = text[: text.index("ວໍລະຈິດເ")].count("\n") + 1
    assert [(f.code, f.severity, f.line) for f in validate("x.toml", text=text)] == [
        ("unread-lao", "warning", line)
    ]


def test_documentation_lists_every_code() -> None:
    listed = re.findall(
        r"^\| `([a-z0-9-]+)` \| (error|warning) \|", DOCUMENTATION.read_text(encoding="utf-8"), re.M
    )
    assert dict(listed) == dict.fromkeys(ERRORS, "error") | dict.fromkeys(WARNINGS, "warning")

"""Table files, files to import, and settings: as they should be, and with any value at any place."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from hypothesis import strategies as st
from tomlkit.exceptions import TOMLKitError

from fuzz.texts import Strategy, any_characters, encoded, names, pieces
from tenlao.base.vocabulary import TAGS

Data = Mapping[str, Any]

_WORDS = [
    *(
        "",
        " ",
        "x",
        "attapeu",
        "sonexay-siphandone",
        "person",
        "place",
        "organization",
        "latin",
        "lao",
        "vietnamese",
        "typo",
    ),
    *(
        "Attapeu",
        "A-tô-pư",
        "ອັດຕະປື",
        "2020-12-04",
        "2020-02-30",
        "http://a.b/c",
        "=1+1",
        "'=1",
        "@x",
        "-1",
        "x;y",
        "x\ty",
    ),
    *(
        "stripped",
        "former",
        "nhan-dan-1",
        "source",
        "<fuzz>",
        "a\nb",
        "\x1b[2J",
        "\u202e",
        "TL003",
        "ALL",
        "gloss",
        "**/*",
    ),
]


def words() -> Strategy[str]:
    return st.one_of(st.sampled_from(_WORDS), names(), pieces(), any_characters())


def values() -> Strategy[Any]:
    """Any value that TOML and JSON have."""
    leaves = st.one_of(
        words(), words(), st.integers(-(2**70), 2**70), st.floats(), st.booleans(), st.dates(), st.datetimes()
    )
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words(), inner, max_size=3),
        max_leaves=6,
    )


_IDS = st.sampled_from(["a", "b", "c-1", "attapeu", "sonexay-siphandone", "A b", ""])
_SOURCES = st.lists(st.sampled_from(["s", "t", "nowhere"]), max_size=2)
_TAGS = st.sampled_from([*TAGS, "x"])


def _forms(own: Strategy[str]) -> Strategy[Any]:
    table = st.fixed_dictionaries({"form": own}, optional={"tag": _TAGS | words(), "sources": _SOURCES})
    return st.lists(st.one_of(own, own, table, words()), max_size=4)


_LATIN = (
    st.sampled_from(["Somphet Testaphone", "Attapeu", "Xaylang", "S. Testaphone", "Ban Xay", "H.E. Test"])
    | words()
)
_VIETNAMESE = st.sampled_from(["Xổm-phết Tết-ta-phon", "A-tô-pư", "Xay-lang", "Bản Xay"]) | words()
_LAO = st.sampled_from(["ສົມເພັດ ເທດສະພອນ", "ອັດຕະປື", "ໄຊລາງ", "ບ້ານໄຊ"]) | words()


def _entries() -> Strategy[Any]:
    usual: dict[str, Strategy[Any]] = {
        "type": words(),
        "role": words(),
        "same_name_as": st.lists(_IDS, max_size=2),
        "latin": _forms(_LATIN),
        "vietnamese": _forms(_VIETNAMESE),
        "lao": _forms(_LAO),
        "sources": _SOURCES,
        "wikidata": st.sampled_from(["Q1", "Q2", "q1"]),
        "geonames": st.integers(-1, 2),
        "osm": st.sampled_from(["way/1", "1"]),
    }
    kinds = st.sampled_from(["person", "person", "place", "organization", "planet"])
    good = st.fixed_dictionaries({"id": _IDS, "kind": kinds}, optional=usual)
    odd = st.fixed_dictionaries(
        {}, optional={key: value | values() for key, value in {"id": _IDS, "kind": kinds, **usual}.items()}
    )
    return st.lists(st.one_of(good, good, odd), max_size=4)


def _source_items() -> Strategy[Any]:
    ids = st.sampled_from(["s", "t", "u"])
    good = st.fixed_dictionaries(
        {"id": ids, "publisher": st.sampled_from(["Nhân Dân", "KPL", "<fuzz>"])},
        optional={"date": st.dates(), "url": st.sampled_from(["http://a.b/c", "javascript:x", "x"])},
    )
    odd = st.fixed_dictionaries(
        {}, optional={"id": ids | values(), "publisher": values(), "date": values(), "url": values()}
    )
    return st.lists(st.one_of(good, good, odd), max_size=3)


_POOL: Mapping[str, Sequence[str]] = {
    "latin": (
        *(
            "Somphet Testaphone",
            "Khamtest Vongtesta",
            "Xaylang",
            "Ban Testong",
            "Sonphet Inthatest",
            "Chao Test",
        ),
        *("Boun-Testa", "Phou Testay", "Houay Test 3", "S. Testaphone", "NTTC", "Test d'Or"),
    ),
    "vietnamese": (
        *(
            "Xổm-phết Tết-ta-phon",
            "Khăm-tết Vông-tết-ta",
            "Xay-lang",
            "Bản Tết-tong",
            "Xỏn-phết In-tha-tết",
            "Chẩu Tết",
        ),
        *("Bun Tết Ta", "Phu Tếttay", "Huội-tết 3", "X. Tết-ta-phon", "Phết", "Tết - ta"),
    ),
    "lao": (
        *("ສົມເພັດ ເທດສະພອນ", "ຄຳເທດ ວົງເທດ", "ໄຊລາງ", "ບ້ານ ເທດຕອງ", "ສອນເພັດ ອິນທະເທດ", "ເຈົ້າເທດ"),
        *("ບຸນເທດຕາ", "ພູເທດໄຕ", "ຫ້ວຍເທດ 3", "ສ. ເທດສະພອນ", "ເພັດເທດ", "ເທດຄຳ"),
    ),
}
_GOOD_IDS = ("a", "b", "c-1", "attapeu")


def _good_form(form: str) -> Strategy[Any]:
    tags = st.sampled_from(TAGS)
    sources = st.lists(st.sampled_from(["s", "t"]), max_size=2, unique=True)
    table = st.fixed_dictionaries({"form": st.just(form)}, optional={"tag": tags, "sources": sources})
    return st.just(form) | table


def _good_forms(number: int, pool: Sequence[str]) -> Strategy[list[Any]]:
    """One to three of the three forms that the entry of a number has in a pool."""
    chosen = st.lists(st.integers(0, 2), min_size=1, max_size=3, unique=True)
    return chosen.flatmap(lambda at: st.tuples(*[_good_form(pool[3 * number + n]) for n in at]).map(list))


def _good_entry(number: int) -> Strategy[Any]:
    id = _GOOD_IDS[number]
    for_people = st.sampled_from(["Editor, 2020", "x \\ y", 'a "b"', "Bộ trưởng", "# no comment", "[x]"])
    forms = {writing: _good_forms(number, pool) for writing, pool in _POOL.items()}
    kind = st.just("place") if id == "attapeu" else st.sampled_from(["person", "place", "organization"])
    others = {
        "type": for_people,
        "role": for_people,
        "vietnamese": forms["vietnamese"],
        "lao": forms["lao"],
    }
    return st.fixed_dictionaries({"id": st.just(id), "kind": kind, "latin": forms["latin"]}, optional=others)


def good_tables() -> Strategy[Data]:
    """Tables in which nothing is wrong, of up to four entries."""
    numbers = st.lists(st.integers(0, 3), max_size=4, unique=True)
    entries = numbers.flatmap(lambda at: st.tuples(*map(_good_entry, at)).map(list))
    source = {"publisher": st.sampled_from(["KPL", "Nhân Dân"])}
    more = {"date": st.dates(), "url": st.sampled_from(["http://a.b/c", "https://d.e/f?g=h&i"])}
    sources = st.tuples(
        *(st.fixed_dictionaries({"id": st.just(id), **source}, optional=more) for id in ("s", "t"))
    )
    return st.builds(lambda entry, source: {"entry": entry, "source": list(source)}, entries, sources)


def laid_out(data: Data) -> Strategy[str]:
    """A table file as somebody may have set it: comments, lists over several lines, blanks, line ends."""
    styles = st.sampled_from(["", "# a comment\n", "\n", "  ", "\n\n# [[entry]]\n"])
    spread = st.booleans()

    def written(before: list[str], spread: list[bool], end: str) -> str:
        lines: list[str] = []
        for section in ("source", "entry") if spread[0] else ("entry", "source"):
            for number, item in enumerate(data[section]):
                lines += [before[number % len(before)] + f"[[{section}]]"]
                lines += [
                    f"{key} = {_toml_value(value, spread[number % len(spread)])}"
                    for key, value in item.items()
                ]
        return ("\n".join(lines) + "\n").replace("\n", end)

    return st.builds(
        written,
        st.lists(styles, min_size=1, max_size=4),
        st.lists(spread, min_size=2, max_size=4),
        st.sampled_from(["\n", "\n", "\n", "\r\n"]),
    )


def _toml_value(value: object, spread: bool) -> str:
    if isinstance(value, list) and spread:
        return "[\n" + "".join(f"  {_toml_value(item, False)},  # x\n" for item in value) + "]"
    if isinstance(value, list):
        return f"[{', '.join(_toml_value(item, False) for item in value)}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml_value(item, False)}" for key, item in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def table_files() -> Strategy[bytes]:
    """Table files, in half of which nothing is wrong."""
    return st.one_of(
        good_tables().flatmap(laid_out).map(encoded), toml_files(good_tables()), toml_files(table_data())
    )


def table_data() -> Strategy[Data]:
    parts: dict[str, Strategy[Any]] = {"entry": _entries(), "source": _source_items()}
    good = st.fixed_dictionaries(parts, optional={"hide": st.lists(_IDS, max_size=2)})
    odd = st.fixed_dictionaries(
        {}, optional={**{key: value | values() for key, value in parts.items()}, "hide": values()}
    )
    return st.one_of(good, good, good, odd)


def toml_text(data: Data) -> str:
    """Data as TOML, as far as TOML has it."""
    try:
        return tomlkit.dumps(data)
    except (TOMLKitError, ValueError, TypeError, UnicodeError):
        return "".join(f"{key} = {json.dumps(value, default=str)}\n" for key, value in data.items())


_TOML = [
    *(
        "[[entry]]\n",
        "[entry]\n",
        "[[source]]\n",
        'id = "x"\n',
        'kind = "place"\n',
        'latin = ["X"]\n',
        "latin = [\n",
        "]\n",
    ),
    *(
        "# a comment\n",
        "\n",
        '"',
        '"""',
        "'''",
        "= ",
        "{",
        "}",
        ",",
        "hide = []\n",
        "a.b = 1\n",
        "[tool.tenlao]\n",
        "\r\n",
    ),
    *(
        'role = """\nx\n"""\n',
        "date = 2020-12-04\n",
        "x = 0x1f\n",
        "x = 1e400\n",
        "x = nan\n",
        '"\\u0000" = 1\n',
        "[" * 300,
    ),
]


def toml_files(data: Strategy[Data]) -> Strategy[bytes]:
    """Files in TOML, some nearly so."""
    good = data.map(toml_text)
    odd = st.lists(st.one_of(st.sampled_from(_TOML), words()), max_size=20).map("".join)
    return st.one_of(good, good, good, odd, st.builds(str.__add__, good, odd)).map(encoded)


# Settings

_SETTINGS: Mapping[str, Strategy[Any]] = {
    "select": st.lists(
        st.sampled_from(["TL001", "TL002", "tl003", "TL005", "TL007", "ALL", "TL999", ""]), max_size=4
    ),
    "ignore": st.lists(st.sampled_from(["TL001", "TL003", "ALL", " "]), max_size=2),
    "names": st.lists(words(), max_size=3),
    "exclude": st.lists(
        st.sampled_from(["*", "**", "**/**/**/x", "a*", "[", "[!", "[z-a]", "/", "", "x/", "../*"]),
        max_size=3,
    ),
    "style": st.sampled_from(["gloss", "vietnamese", "latin", "html", "jsonl"]),
    "prefer": st.sampled_from(["Nhân Dân", "nhan-dan", "x", ""]),
    "table": st.sampled_from(["own.toml", "../own.toml", "/dev/null", ".", "tenlao.toml", "\x00", ""]),
    "one_family": st.booleans(),
    "provinces": st.sampled_from(["hyphen", "joined", "spaced", "x"]),
    "brackets": st.sampled_from(["join", "two"]),
    "margins": st.booleans(),
}


def settings_data() -> Strategy[Data]:
    good = st.fixed_dictionaries(
        {}, optional={key: value for key, value in _SETTINGS.items() if key != "table"}
    )
    odd = st.fixed_dictionaries({}, optional={key: value | values() for key, value in _SETTINGS.items()})
    unknown = st.builds(lambda data, key, value: {**data, key: value}, good, words(), values())
    return st.one_of(good, good, good, odd, unknown)


def settings_files() -> Strategy[tuple[str, bytes]]:
    """Files with settings, with their names."""
    own = toml_files(settings_data()).map(lambda content: ("tenlao.toml", content))
    project = toml_files(settings_data().map(lambda data: {"tool": {"tenlao": data}}))
    return own | project.map(lambda content: ("pyproject.toml", content))


# Imports

_COLUMNS = [
    *(
        "id",
        "kind",
        "type",
        "role",
        "same_name_as",
        "wikidata",
        "geonames",
        "writing",
        "form",
        "tag",
        "sources",
    ),
    *("publisher", "date", "url"),
]
_PLAIN = ["latin", "vietnamese", "lao", "role", "kind", "type", "id"]
_WRITINGS = st.sampled_from(["latin", "vietnamese", "lao", "x"])


def _rows(columns: Sequence[str]) -> Strategy[list[dict[str, str]]]:
    usual: dict[str, Strategy[str]] = {
        **dict.fromkeys(columns, words()),
        "id": _IDS,
        "kind": st.sampled_from(["person", "place", "source", "Person", ""]),
        "writing": _WRITINGS,
        "tag": _TAGS,
        "latin": _LATIN,
        "vietnamese": _VIETNAMESE,
        "lao": _LAO,
        "form": st.one_of(_LATIN, _VIETNAMESE, _LAO),
        "date": st.dates().map(str) | words(),
    }
    return st.lists(
        st.fixed_dictionaries({column: usual[column] | words() for column in columns}), max_size=5
    )


def _sheets() -> Strategy[tuple[list[str], list[list[str]]]]:
    columns = st.one_of(
        st.just(_COLUMNS),
        st.lists(st.sampled_from(_PLAIN), min_size=1, max_size=7, unique=True),
        st.lists(st.sampled_from([*_COLUMNS, *_PLAIN, "odd", ""]), max_size=8),
    )
    return columns.flatmap(
        lambda names: st.tuples(
            st.just(names), _rows(names).map(lambda rows: [[row[name] for name in names] for row in rows])
        )
    )


def _csv(sheet: tuple[list[str], list[list[str]]], delimiter: str) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n", escapechar="\\")
    writer.writerows([sheet[0], *sheet[1]])
    return encoded(out.getvalue())


def _xlsx(sheet: tuple[list[str], list[list[str]]]) -> bytes:
    from xml.sax.saxutils import escape

    from tenlao.base.characters import fit_for_xml

    rows = "".join(
        "<row>"
        + "".join(f'<c t="inlineStr"><is><t>{escape(fit_for_xml(cell))}</t></is></c>' for cell in row)
        + "</row>"
        for row in [sheet[0], *sheet[1]]
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    of_sheets = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    members = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{of_sheets}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{of_sheets}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(zipfile.ZipInfo(name), encoded(text))
    return packed.getvalue()


def _json_lines() -> Strategy[bytes]:
    forms = st.fixed_dictionaries(
        {"form": st.one_of(_LATIN, _LAO), "writing": _WRITINGS}, optional={"tag": _TAGS, "sources": _SOURCES}
    )
    good = st.fixed_dictionaries(
        {"id": _IDS, "kind": st.sampled_from(["person", "place"]), "forms": st.lists(forms, max_size=3)},
        optional={
            **{key: words() for key in ("type", "role", "wikidata", "geonames")},
            "same_name_as": st.lists(_IDS, max_size=1),
        },
    )
    source = st.fixed_dictionaries(
        {"id": st.sampled_from(["s", "t"]), "kind": st.just("source"), "publisher": words()},
        optional={"date": words()},
    )
    good_rows = st.lists(st.one_of(good, source), max_size=4)
    odd_rows = st.lists(st.one_of(good, values(), st.dictionaries(words(), values(), max_size=3)), max_size=4)
    rows = st.one_of(good_rows, good_rows, odd_rows)
    return st.builds(_lines_of_json, rows, st.booleans())


def _lines_of_json(rows: Sequence[Any], ascii: bool) -> bytes:
    return encoded("\n".join(json.dumps(row, default=str, ensure_ascii=ascii) for row in rows))


def _tbx(bodies: list[str]) -> bytes:
    root = "<tbx xmlns='urn:iso:std:iso:30042:ed-2' type='TBX-Basic' style='dca' xml:lang='en'><text><body>"
    return encoded(f"{root}{''.join(bodies)}</body></text></tbx>")


def _tbx_files() -> Strategy[bytes]:
    from xml.sax.saxutils import escape, quoteattr

    from tenlao.base.characters import fit_for_xml

    def concept(id: str, kind: str, language: str, term: str, source: str) -> str:
        language, id = quoteattr(fit_for_xml(language)), quoteattr(fit_for_xml(f"e-{id}"))
        kind, term, source = (escape(fit_for_xml(value)) for value in (kind, term, source))
        return (
            f"<conceptEntry id={id}><descrip type='subjectField'>{kind}</descrip><langSec xml:lang={language}>"
            f"<termSec><term>{term}</term><admin type='source'>{source}</admin></termSec></langSec></conceptEntry>"
        )

    languages = st.sampled_from(["lo-Latn", "vi", "lo", "LO", "x"])
    sources = st.sampled_from(
        ["Nhân Dân, 2020-12-04, http://a.b/c", "Nhân Dân, 2020-13-04", "KPL", " ", "x, http://y"]
    )
    concepts = st.builds(
        concept,
        _IDS,
        st.sampled_from(["person", "place", "x"]),
        languages,
        st.one_of(_LATIN, _LAO),
        sources | words(),
    )
    return st.lists(concepts, max_size=4).map(_tbx)


def imports() -> Strategy[tuple[str, bytes]]:
    """Files to import, with their names."""
    return st.one_of(
        st.builds(_csv, _sheets(), st.sampled_from([",", ";", "\t"])).map(
            lambda content: ("in.csv", content)
        ),
        st.builds(_csv, _sheets(), st.just("\t")).map(lambda content: ("in.tsv", content)),
        _sheets().map(_xlsx).map(lambda content: ("in.xlsx", content)),
        _json_lines().map(lambda content: ("in.jsonl", content)),
        _tbx_files().map(lambda content: ("in.tbx", content)),
    )

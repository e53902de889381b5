"""Sheets with columns added: who is meant by the names in them, and nothing else changed."""

import codecs
import csv
import datetime
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference

from tenlao import TenlaoError, load
from tenlao.base import spreadsheets
from tenlao.curating.importers import imported
from tenlao.documents.encodings import Encoding
from tenlao.pipeline.reconcile import FORMATS, SheetFormat, reconcile
from tenlao.pipeline.reconciling import MentionsOfText, NameClerk
from tenlao.styles.preferred_forms import PreferredForms

NAMES = [
    "Thonglun Sisulith",
    "ວຽງຈັນ",
    "",
    "Nguyễn Văn Xay",
    "Kaysone Phomvihane",
    "Thongloun Sisolic",
]
IDS = ["thongloun-sisoulith", "vientiane", "", "", "kaysone-phomvihane", "thongloun-sisoulith"]


def clerk(*add: str, **options: Any) -> NameClerk:
    names = load()
    return NameClerk(names, PreferredForms(names.sources), add or ("id",), **options)


def reconciled(
    folder: Path, content: bytes, name: str = "a.csv", column: str = "name", **options: Any
) -> bytes:
    """What becomes of a file."""
    file, out = folder / name, folder / f"out-{name}"
    file.write_bytes(content)
    reconcile(str(file), [(column, options.pop("clerk", clerk()))], out=str(out), **options)
    assert file.read_bytes() == content
    return out.read_bytes()


def complaint(folder: Path, content: bytes, name: str = "a.csv", **options: Any) -> str:
    with pytest.raises(TenlaoError) as caught:
        reconciled(folder, content, name, **options)
    assert not (folder / f"out-{name}").exists()
    assert [path.name for path in folder.iterdir()] == [name]
    return str(caught.value).removeprefix(str(folder)).lstrip("/\\")


class TestCsv:
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_adds_columns_after_the_last(self, tmp_path: Path, delimiter: str, end: str) -> None:
        rows = [["name", "n"], *([name, str(n)] for n, name in enumerate(NAMES))]
        content = end.join(delimiter.join(row) for row in rows) + end
        added = ["tenlao_id", *IDS]
        expected = end.join(delimiter.join([*row, id]) for row, id in zip(rows, added, strict=True)) + end
        assert reconciled(tmp_path, content.encode()).decode() == expected
        assert reconciled(tmp_path, content.encode(), workers=1).decode() == expected

    def test_all_that_is_usually_added(self, tmp_path: Path) -> None:
        usual = NameClerk(load(), PreferredForms(load().sources))
        out = reconciled(tmp_path, b"name\nThonglun Sisulith\nNobody\n", clerk=usual).decode()
        first, second = csv.DictReader(io.StringIO(out))
        match = load().resolve("Thonglun Sisulith")
        assert match is not None
        assert first == {
            "name": "Thonglun Sisulith",
            "tenlao_id": "thongloun-sisoulith",
            "tenlao_score": f"{match.score:.1f}",
            "tenlao_latin": "Thongloun Sisoulith",
            "tenlao_vietnamese": "Thoong-lun Xi-xu-lít",
            "tenlao_lao": "ທອງລຸນ ສີສຸລິດ",
            "tenlao_match": "exact",
        }
        assert set(second.values()) == {"Nobody", ""}

    def test_quoted_line_ends_short_rows_and_empty_lines_stay(self, tmp_path: Path) -> None:
        content = 'a, Name ,b\r\n"x\r\ny; ""z""",ວຽງຈັນ,1\r\n\r\nonly\n"",  Attapeu ,"last"'
        assert reconciled(tmp_path, content.encode()).decode() == (
            'a, Name ,b,tenlao_id\r\n"x\r\ny; ""z""",ວຽງຈັນ,1,vientiane\r\n\r\nonly,,,\n'
            '"",  Attapeu ,"last",attapeu'
        )

    @pytest.mark.parametrize(
        ("name", "mark"),
        [("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)],
    )
    def test_the_encoding_and_its_mark_stay(self, tmp_path: Path, name: str, mark: bytes) -> None:
        content = mark + "name;x\nViêng Chăn;ê\n".encode(name)
        assert reconciled(tmp_path, content) == mark + "name;x;tenlao_id\nViêng Chăn;ê;vientiane\n".encode(
            name
        )

    @pytest.mark.parametrize("encoding", ["tcvn3", "vni", "cp1258"])
    def test_old_encodings(self, tmp_path: Path, encoding: str) -> None:
        encode = Encoding(encoding).encode
        out = reconciled(
            tmp_path,
            encode("name,x\nViêng Chăn,Thủ đô của Lào\n"),
            encoding=encoding,
            clerk=clerk("id", "vietnamese"),
        )
        assert out == encode(
            "name,x,tenlao_id,tenlao_vietnamese\nViêng Chăn,Thủ đô của Lào,vientiane,Viêng Chăn\n"
        )

    def test_what_an_old_encoding_lacks_is_told(self, tmp_path: Path) -> None:
        content = Encoding("tcvn3").encode("name\nViêng Chăn\n")
        said = complaint(tmp_path, content, encoding="tcvn3", clerk=clerk("lao"))
        assert said.startswith('a.csv:2: tcvn3 has no "ວ"')
        assert "leave out" in said

    def test_the_separator_that_excel_is_told(self, tmp_path: Path) -> None:
        assert reconciled(tmp_path, b"sep=;\nname;a,b,c\nAttapeu;1\n") == (
            b"sep=;\nname;a,b,c;tenlao_id\nAttapeu;1;attapeu\n"
        )

    @given(
        st.lists(st.tuples(st.sampled_from(NAMES), st.text("ab\";,\n\r'= ê")), max_size=8),
        st.sampled_from(["\n", "\r\n"]),
    )
    def test_other_cells_stay_byte_for_byte(
        self, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], end: str
    ) -> None:
        stream = io.StringIO(newline="")
        writer = csv.writer(stream, lineterminator=end, quoting=csv.QUOTE_ALL)
        written = [stream.tell()]
        for row in [("name", "x"), *rows]:
            writer.writerow(row)
            written.append(stream.tell())
        content = stream.getvalue()
        out = reconciled(tmp_path_factory.mktemp("sheet"), content.encode()).decode()
        at = 0
        for start, stop in pairwise(written):
            as_written = content[start:stop].removesuffix(end)
            assert out.startswith(as_written, at)
            at = out.index(end, at + len(as_written)) + len(end)
        read = list(csv.reader(io.StringIO(out, newline="")))
        assert [row[-1] for row in read[1:]] == [IDS[NAMES.index(name)] for name, _ in rows]

    def test_many_rows_by_several_processes(self, tmp_path: Path) -> None:
        names = [f"{name} {n % 700}" if n % 2 else name for n in range(12_000) for name in ("Attapeu",)]
        out = reconciled(tmp_path, ("name\n" + "\n".join(names)).encode(), workers=2).decode().splitlines()
        known = {name: load().resolve(name) for name in names}
        assert out[1:] == [f"{name},{(m.entry.id if m else '')}" for name in names for m in (known[name],)]

    def test_a_file_is_replaced_in_its_place(self, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        file.write_text("name\nAttapeu\n")
        reconcile(str(file), [("name", clerk())], out=str(file))
        assert file.read_text() == "name,tenlao_id\nAttapeu,attapeu\n"
        with pytest.raises(TenlaoError, match=r'a\.csv:1: already has a column "tenlao_id"'):
            reconcile(str(file), [("name", clerk())], out=str(file))
        assert file.read_text() == "name,tenlao_id\nAttapeu,attapeu\n"

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"name,x\nA,1\nB,\r2\n", "a.csv:3: is not valid CSV: new-line character seen in unquoted field"),
            (b"", "a.csv: is empty; give a sheet with a row of names of columns"),
            (b"who,x\nA,1\n", 'a.csv:1: has no column "name"; its columns are: who, x'),
            (b",,\nA,1\n", 'a.csv:1: has no column "name"; name its columns in the first row'),
            (b"name,Name,name\n", 'a.csv:1: has several columns "name"; name them differently'),
            (b"name,x\nA,1\nB,2,3\n", "a.csv:3: has 3 cells, but there are 2 columns; mend the row"),
            (
                b'name,x\nA,1\n"B,2\nC,3\n',
                "a.csv:3: a cell is quoted and its quote does not end; mend the row",
            ),
            (b"name\n" + Encoding("tcvn3").encode("Việt Nam\n" * 9), "a.csv:2: looks like TCVN3 (ABC)"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, content: bytes, said: str) -> None:
        assert complaint(tmp_path, content).startswith(said)

    def test_of_many_columns_some_are_told(self, tmp_path: Path) -> None:
        said = complaint(tmp_path, ",".join(map(str, range(10_000))).encode())
        assert len(said) < 400
        assert said.endswith("...")

    def test_an_unknown_name_of_a_file_is_told(self, tmp_path: Path) -> None:
        assert complaint(tmp_path, b"name\n", "a.ods").startswith(
            "a.ods: does not say by its name what it is"
        )


def test_the_name_of_what_is_written_fits_its_format(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("name\nAttapeu\n")
    with pytest.raises(TenlaoError, match=r"b\.xlsx: is to be written as jsonl; name it \.jsonl"):
        reconcile(str(file), [("name", clerk())], out=str(tmp_path / "b.xlsx"), to="jsonl")
    reconcile(str(file), [("name", clerk())], out=str(tmp_path / "b.tsv"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "b.tsv"]


class TestOtherFormats:
    @pytest.mark.parametrize("to", FORMATS)
    @pytest.mark.parametrize("format", FORMATS)
    def test_a_sheet_has_the_same_cells_in_each(
        self, tmp_path: Path, format: SheetFormat, to: SheetFormat
    ) -> None:
        first, second, third = (
            tmp_path / f"{n}.{of}" for n, of in zip("abc", ("csv", format, to), strict=True)
        )
        first.write_text('name,note\nThonglun Sisulith,"a ""b"", c"\nNobody At All,007\n', encoding="utf-8")
        reconcile(str(first), [("name", clerk("id"))], out=str(second))
        reconcile(str(second), [("name", clerk("score", "lao"))], out=str(third))
        rows = rows_of(third)
        assert [row["note"] for row in rows] == ['a "b", c', "007"]
        assert [row["tenlao_id"] or None for row in rows] == ["thongloun-sisoulith", None]
        assert [row["tenlao_lao"] or None for row in rows] == ["ທອງລຸນ ສີສຸລິດ", None]
        assert float(rows[0]["tenlao_score"]) > 90

    def test_an_old_encoding_becomes_that_of_all(self, tmp_path: Path) -> None:
        sheet, out = tmp_path / "a.csv", tmp_path / "out"
        sheet.write_bytes(Encoding("tcvn3").encode("sep=;\nname;note\nAttapeu;Việt\n"))
        reconcile(str(sheet), [("name", clerk("id"))], out=str(out), to="jsonl", encoding="tcvn3")
        assert json.loads(out.read_text("utf-8")) == {
            "name": "Attapeu",
            "note": "Việt",
            "tenlao_id": "attapeu",
        }

    def test_what_workbooks_cannot_have_is_left_out(self, tmp_path: Path) -> None:
        sheet, out = tmp_path / "a.csv", tmp_path / "out.xlsx"
        sheet.write_text("name,a,\x07a\nAttapeu,b\x07ell,=1+1\n")
        reconcile(str(sheet), [("name", clerk("id"))], out=str(out))
        rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(out).active.iter_rows()]
        assert rows == [["name", "a", "a", "tenlao_id"], ["Attapeu", "bell", "'=1+1", "attapeu"]]

    def test_columns_of_one_name_are_refused_where_there_is_no_room_for_them(self, tmp_path: Path) -> None:
        sheet, out = tmp_path / "a.csv", tmp_path / "out.jsonl"
        sheet.write_text("name,a,a\nAttapeu,b,c\n")
        with pytest.raises(TenlaoError, match=r"a\.csv: has cells that jsonl has no room for"):
            reconcile(str(sheet), [("name", clerk("id"))], out=str(out))
        assert not out.exists()

    def test_days_stay_days(self, tmp_path: Path) -> None:
        sheet, out = tmp_path / "a.xlsx", tmp_path / "out.jsonl"
        book = openpyxl.Workbook()
        book.active.append(["name", "day"])
        book.active.append(["Attapeu", datetime.date(2026, 1, 2)])
        book.save(sheet)
        reconcile(str(sheet), [("name", clerk("id"))], out=str(out))
        assert json.loads(out.read_text("utf-8"))["day"].startswith("2026-01-02")

    def test_no_cell_becomes_a_formula(self, tmp_path: Path) -> None:
        sheet, out = tmp_path / "a.jsonl", tmp_path / "out.csv"
        sheet.write_text('{"name": "Attapeu", "note": "=1+1"}\n')
        reconcile(str(sheet), [("name", clerk("id"))], out=str(out))
        assert out.read_text() == "name,note,tenlao_id\nAttapeu,'=1+1,attapeu\n"


def rows_of(file: Path) -> list[dict[str, Any]]:
    """The rows of a sheet; no value, where a cell is empty."""
    import pandas as pd

    readers: dict[str, Callable[[Path], pd.DataFrame]] = {
        ".csv": lambda path: pd.read_csv(path, dtype=str),
        ".tsv": lambda path: pd.read_csv(path, dtype=str, sep="\t"),
        ".jsonl": lambda path: pd.read_json(path, lines=True, dtype=False),
        ".xlsx": lambda path: pd.read_excel(path, dtype=object),
        ".parquet": pd.read_parquet,
    }
    frame = readers[file.suffix](file)
    rows: list[dict[str, Any]] = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return rows


class TestReview:
    def test_doubtful_rows_with_candidates_and_why(self, tmp_path: Path) -> None:
        review = tmp_path / "review.csv"
        content = "name\n" + "\n".join(name or '""' for name in NAMES)
        reconciled(tmp_path, content.encode(), review=str(review), clerk=clerk(reviewed=True))
        rows = {row["name"]: row for row in csv.DictReader(io.StringIO(review.read_text("utf-8-sig")))}
        assert rows.keys() == {"Kaysone Phomvihane", "Thongloun Sisolic", *rows.keys()}
        assert "Thonglun Sisulith" not in rows
        assert "" not in rows
        assert rows["Thongloun Sisolic"]["row"] == "6"
        assert rows["Thongloun Sisolic"]["id_1"] == "thongloun-sisoulith"
        assert "k for t" in rows["Thongloun Sisolic"]["why_1"]
        assert [rows["Kaysone Phomvihane"][f"id_{n}"] for n in (1, 2)] == [
            "kaysone-phomvihane",
            "kaysone-phomvihane-city",
        ]

    def test_no_cell_is_taken_for_a_formula(self, tmp_path: Path) -> None:
        review = tmp_path / "review.csv"
        content = b"name\n=Thongloun Sisolic\n"
        reconciled(tmp_path, content, review=str(review), clerk=clerk(reviewed=True))
        rows = list(csv.DictReader(io.StringIO(review.read_text("utf-8-sig"))))
        assert [row["name"] for row in rows] == ["'=Thongloun Sisolic"]

    def test_is_no_file_that_is_read_or_written_besides(self, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        file.write_text("name\nAttapeu\n")
        with pytest.raises(TenlaoError, match="is the sheet itself"):
            reconcile(str(file), [("name", clerk())], out=str(tmp_path / "b.csv"), review=str(file))


class TestJsonLines:
    def test_adds_fields_at_the_end(self, tmp_path: Path) -> None:
        lines = ['{"name":"ວຽງຈັນ" , "n": 1.50}\r\n', "\n", '  {"n": {"name": "}"}}  \n', '{"name": null}']
        out = reconciled(tmp_path, "".join(lines).encode(), "a.jsonl").decode()
        assert out == (
            '{"name":"ວຽງຈັນ" , "n": 1.50, "tenlao_id": "vientiane"}\r\n\n'
            '  {"n": {"name": "}"}, "tenlao_id": null}  \n{"name": null, "tenlao_id": null}'
        )
        assert [json.loads(line)["tenlao_id"] for line in out.splitlines() if line] == [
            "vientiane",
            None,
            None,
        ]

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b'{"name": "a"}\n[1]\n', "a.jsonl:2: is no object; give an object a line"),
            (b'{"name": "a"\n', "a.jsonl:1: is no JSON: "),
            (b'{"name": ' + b"[" * 100_000, "a.jsonl:1: is nested too deeply; give an object a line"),
            (b'{"who": "a"}\n', 'a.jsonl: no object has "name"; give the name of a field'),
            (b'{"name": "a", "tenlao_id": 1}\n', 'a.jsonl:1: already has a column "tenlao_id"'),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, content: bytes, said: str) -> None:
        assert complaint(tmp_path, content, "a.jsonl").startswith(said)

    def test_mentions_in_texts(self, tmp_path: Path) -> None:
        texts = ["Ông Thongloun Sisoulith đến Viêng Chăn.", "Không có ai.", ""]
        content = "".join(json.dumps({"body": text}) + "\n" for text in texts)
        out = reconciled(tmp_path, content.encode(), "a.jsonl", "body", clerk=MentionsOfText(load()))
        found = [json.loads(line)["tenlao_mentions"] for line in out.splitlines()]
        assert [mention["text"] for mention in json.loads(found[0])] == ["Thongloun Sisoulith", "Viêng Chăn"]
        assert found[1:] == ["[]", None]

    def test_names_and_texts_at_once(self, tmp_path: Path) -> None:
        file, out = tmp_path / "a.csv", tmp_path / "b.csv"
        file.write_text("name,body\nAttapeu,Pakse\n")
        reconcile(str(file), [("name", clerk()), ("body", MentionsOfText(load()))], out=str(out))
        (row,) = csv.DictReader(io.StringIO(out.read_text("utf-8")))
        assert row["tenlao_id"] == "attapeu"
        assert [mention["id"] for mention in json.loads(row["tenlao_mentions"])] == ["pakse"]


class TestWorkbook:
    def test_adds_columns_and_keeps_the_rest(self, tmp_path: Path) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["Name", "n", "=1+1"])
        for n, name in enumerate(NAMES):
            sheet.append([name or None, n, f"=B{n + 2}*2"])
        sheet["A2"].font = openpyxl.styles.Font(bold=True)
        book.create_sheet("Other").append(["name", "tenlao_id"])
        stream = io.BytesIO()
        book.save(stream)
        content = reconciled(tmp_path, stream.getvalue(), "a.xlsx", clerk=clerk("id", "score"))
        left = openpyxl.load_workbook(io.BytesIO(content))
        rows = [list(row) for row in left.worksheets[0].iter_rows(values_only=True)]
        assert rows[0] == ["Name", "n", "=1+1", "tenlao_id", "tenlao_score"]
        assert [row[:3] for row in rows[1:]] == [
            [n or None, at, f"=B{at + 2}*2"] for at, n in enumerate(NAMES)
        ]
        assert [row[3] or "" for row in rows[1:]] == IDS
        assert rows[2][4] == 100
        assert left.worksheets[0]["A2"].font.bold
        assert left.sheetnames == ["Sheet", "Other"]

    def test_what_is_no_workbook_is_told(self, tmp_path: Path) -> None:
        pytest.importorskip("openpyxl")
        assert complaint(tmp_path, b"name\n", "a.xlsx").startswith("a.xlsx: is no workbook that can be read")

    @pytest.mark.filterwarnings("ignore:Data Validation extension")
    def test_all_else_in_the_workbook_stays_byte_for_byte(self, tmp_path: Path) -> None:
        book, stream, other = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
        sheet = book.active
        for row in (["name", "n"], ["Attapeu", 1], ["Pakse", 2]):
            sheet.append(row)
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3))
        sheet.add_chart(chart, "H2")
        book.save(stream)
        # What openpyxl does not write back.
        validation = '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
        with zipfile.ZipFile(stream) as old, zipfile.ZipFile(other, "w") as new:
            for member in old.namelist():
                content = old.read(member)
                if member.endswith("sheet1.xml"):
                    content = content.replace(b"</worksheet>", validation.encode())
                new.writestr(member, content)
        content = reconciled(tmp_path, other.getvalue(), "a.xlsx")
        with zipfile.ZipFile(other) as old, zipfile.ZipFile(io.BytesIO(content)) as new:
            assert new.namelist() == old.namelist()
            changed = [member for member in old.namelist() if new.read(member) != old.read(member)]
            assert changed == ["xl/worksheets/sheet1.xml"]
            assert new.read(changed[0]).decode().endswith(validation)

    @pytest.mark.parametrize(("bound", "place"), [("_MOST_ROWS", "A101"), ("_MOST_CELLS", "CW2")])
    def test_what_lies_far_out_is_not_filled_up(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bound: str, place: str
    ) -> None:
        openpyxl = pytest.importorskip("openpyxl")
        monkeypatch.setattr(spreadsheets, bound, 100)

        def book(header: str) -> bytes:
            book, stream = openpyxl.Workbook(), io.BytesIO()
            book.active["A1"] = header
            book.active[place] = "Attapeu"
            book.save(stream)
            return stream.getvalue()

        said = "a.xlsx: has more rows or cells than a sheet of names; save it as .csv"
        assert complaint(tmp_path, book("name"), "a.xlsx") == said
        with pytest.raises(TenlaoError, match=re.escape(said)):
            imported(book("latin"), "xlsx", "a.xlsx")


class TestParquet:
    def test_adds_columns_and_keeps_the_rest(self, tmp_path: Path) -> None:
        pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        names = [name or None for name in NAMES] * 5
        columns: Mapping[str, Any] = {
            "name": pa.array(names).dictionary_encode(),
            "n": pa.array(range(len(names)), pa.int16()),
        }
        table = pa.table(columns, metadata={"by": "us"})
        pq.write_table(table, tmp_path / "b.parquet", row_group_size=7)
        content = reconciled(
            tmp_path, (tmp_path / "b.parquet").read_bytes(), "a.parquet", clerk=clerk("id", "score")
        )
        left = pq.ParquetFile(io.BytesIO(content))
        assert left.num_row_groups == 5
        read = left.read()
        assert read.select(["name", "n"]).equals(table.select(["name", "n"]))
        assert read.schema.metadata[b"by"] == b"us"
        assert [id or "" for id in read["tenlao_id"].to_pylist()] == IDS * 5
        assert read.schema.field("tenlao_score").type == pa.float64()

    def test_what_is_wrong_is_told(self, tmp_path: Path) -> None:
        pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        assert complaint(tmp_path, b"name\n", "a.parquet").startswith("a.parquet: cannot be read")
        stream = io.BytesIO()
        pq.write_table(pa.table({"name": [1, 2]}), stream)
        assert complaint(tmp_path, stream.getvalue(), "a.parquet").startswith(
            'a.parquet: has no texts in the column "name"'
        )

    def test_damage_behind_the_schema_is_that_of_the_sheet_and_not_of_the_file_written(
        self, tmp_path: Path
    ) -> None:
        pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        stream = io.BytesIO()
        pq.write_table(pa.table({"name": NAMES}), stream, compression="none", use_dictionary=False)
        content = b"PAR1" + b"\xff" * 40 + stream.getvalue()[44:]
        assert complaint(tmp_path, content, "a.parquet").startswith("a.parquet: cannot be read: ")

"""One table of cases, run through every engine that is installed: all say the same (Spark: test_spark.py)."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

from tenlao import load  # noqa: E402
from tenlao.frames.core import TYPES, Columns  # noqa: E402
from tests.frames.cases import columns, expected  # noqa: E402

Engine = Callable[[str, Sequence[str | None]], list[Any]]

HOUSE = '[[entry]]\nid = "vientiane"\nkind = "place"\nlatin = ["Wiengjan"]\nvietnamese = ["Viêng-chăn"]\n'


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house's own table."""
    file = tmp_path / "house.toml"
    file.write_text(HOUSE, "utf-8")
    return file


def arrow(type: Any) -> Engine:
    def answers(function: str, column: Sequence[str | None]) -> list[Any]:
        told: list[Any] = getattr(Columns(load()), function)(pa.array(column, type)).to_pylist()
        return told

    return answers


def arrow_in_chunks(function: str, column: Sequence[str | None]) -> list[Any]:
    chunks = pa.chunked_array([pa.array(part, pa.string()) for part in (column[:3], (), column[3:])])
    told: list[Any] = getattr(Columns(load()), function)(chunks).to_pylist()
    return told


def pandas(type: str) -> Engine:
    def answers(function: str, column: Sequence[str | None]) -> list[Any]:
        pd = pytest.importorskip("pandas")
        pytest.importorskip("tenlao.frames.pandas")
        index = range(10, 10 + len(column))
        told = getattr(pd.Series(column, index, dtype=type).tenlao, function)()
        assert list(told.index) == list(index)
        if function != "resolve":
            return list(told)
        rows = told.astype(object).where(told.notna(), None).to_dict("records")
        return [row if row["id"] else None for row in rows]

    return answers


def polars(type: str) -> Engine:
    def answers(function: str, column: Sequence[str | None]) -> list[Any]:
        pl = pytest.importorskip("polars")
        pytest.importorskip("tenlao.frames.polars")
        frame = pl.LazyFrame({"x": pl.Series(column, dtype=pl.String).cast(getattr(pl, type))})
        told = frame.select(getattr(pl.col("x").tenlao, function)())
        collected = told.collect()
        assert collected.schema == told.collect_schema()
        return list(collected["x"])

    return answers


def duckdb(function: str, column: Sequence[str | None]) -> list[Any]:
    engine = pytest.importorskip("duckdb")
    register = pytest.importorskip("tenlao.frames.duckdb").register
    with engine.connect() as connection:
        register(connection)
        asked = f"SELECT tenlao_{function}(x) FROM (SELECT unnest(?::VARCHAR[]) AS x)"
        return [answer for (answer,) in connection.execute(asked, [list(column)]).fetchall()]


ENGINES: dict[str, Engine] = {
    "arrow, strings": arrow(pa.string()),
    "arrow, large strings": arrow(pa.large_string()),
    "arrow, dictionary": arrow(pa.dictionary(pa.int8(), pa.string())),
    "arrow, chunks": arrow_in_chunks,
    "pandas, objects": pandas("object"),
    "pandas, strings": pandas("string"),
    "pandas, categories": pandas("category"),
    "polars, strings": polars("String"),
    "polars, categories": polars("Categorical"),
    "duckdb": duckdb,
}


@pytest.mark.parametrize("function", TYPES)
@pytest.mark.parametrize("engine", ENGINES)
def test_all_engines_say_the_same(engine: str, function: str) -> None:
    column = columns()[function]
    told = ENGINES[engine](function, column)
    assert [given(answer) for answer in told] == list(expected(load())[function])
    assert [given(answer) for answer in ENGINES[engine](function, [None, None])] == [None, None]


def given(answer: Any) -> Any:
    """An answer as plain Python."""
    return list(answer) if hasattr(answer, "__iter__") and not isinstance(answer, (str, dict)) else answer


def test_each_distinct_value_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    names = load()

    def annotate(_: Any, text: str, style: str) -> str:
        asked.append(text)
        return style

    monkeypatch.setattr(type(names), "annotate", annotate)
    column = pa.array(["a", "b", "a", None, "b"])
    assert Columns(names).annotate(column, "latin").to_pylist() == ["latin", "latin", "latin", None, "latin"]
    assert asked == ["a", "b"]


def test_a_kind_a_threshold_and_several_processes_can_be_asked_for() -> None:
    name = pa.array(["Kaysone Phomvihane", "Thongloun Sisolic"])
    columns = Columns(load())

    def ids(**options: Any) -> list[str | None]:
        return [record and record["id"] for record in columns.resolve(name, **options).to_pylist()]

    assert ids(kind="place") == ["kaysone-phomvihane-city", None]
    assert ids(threshold=99.9) == ["kaysone-phomvihane", None]
    assert ids(workers=2) == ids() == ["kaysone-phomvihane", "thongloun-sisoulith"]


def test_numbers_are_no_names() -> None:
    for values in ([1, 2], [1.5, None]):
        with pytest.raises(TypeError, match="a column of names or texts has strings, not "):
            Columns(load()).resolve(pa.array(values))
    pd = pytest.importorskip("pandas")
    pytest.importorskip("tenlao.frames.pandas")
    for cells in ([1.5, None], ["Attapeu", 1], ["Attapeu", object()], ["\ud800"]):
        with pytest.raises(TypeError, match="a column of names or texts has strings"):
            pd.Series(cells, dtype=object).tenlao.resolve()
    nothing = pd.Series([float("nan")] * 2).tenlao.resolve()  # so pandas reads a column of empty cells
    assert nothing.isna().all(axis=None)


def test_duckdb_with_a_table_of_the_house(house: Path) -> None:
    engine = pytest.importorskip("duckdb")
    register = pytest.importorskip("tenlao.frames.duckdb").register
    with engine.connect() as connection:
        register(connection, house)
        told = connection.execute("SELECT tenlao_resolve('Wiengjan').vietnamese").fetchone()
    assert told == ("Viêng-chăn",)


def test_duckdb_answers_from_the_table_that_was_registered_last(house: Path) -> None:
    engine = pytest.importorskip("duckdb")
    register = pytest.importorskip("tenlao.frames.duckdb").register
    asked = "SELECT tenlao_resolve('Wiengjan').vietnamese"
    with engine.connect() as connection:
        register(connection)
        assert connection.execute(asked).fetchall() != [("Viêng-chăn",)]
        register(connection, house)
        assert connection.execute(asked).fetchall() == [("Viêng-chăn",)]

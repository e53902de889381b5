"""One table of cases, run through every engine that is installed: all give the same."""

from typing import Any

import pytest

from tenlao import load
from tenlao.frames.core import FOUND, RESOLVED

NAMES = ["Thonglun Sisulith", None, "", "ວຽງຈັນ", "Nguyễn Văn Xay", "Thonglun Sisulith", "Attapu"]
TEXTS = ["Ông Thongloun Sisoulith đến Viêng Chăn.", None, "", "Không có ai."]


def expected_names() -> list[Any]:
    matches = [load().resolve(name) for name in NAMES]
    return [
        m and {**{f: getattr(m.entry, f) for f in RESOLVED if f != "score"}, "score": m.score}
        for m in matches
    ]


def expected_texts() -> list[Any]:
    return [
        None
        if text is None
        else [
            {
                **{f: getattr(m, f) for f in ("start", "end", "text")},
                **{f: getattr(m.match.entry, f) for f in ("id", "kind")},
                **{f: getattr(m.match, f) for f in ("score",)},
                "match": m.match.kind,
            }
            for m in load().find(text)
        ]
        for text in TEXTS
    ]


def test_the_core() -> None:
    from tenlao.frames.core import found, resolved

    assert resolved(NAMES) == expected_names()
    assert found(TEXTS) == expected_texts()
    assert set(FOUND) == {"start", "end", "text", "id", "kind", "score", "match"}


@pytest.mark.parametrize("type", ["object", "string", "category"])
def test_pandas(type: str) -> None:
    pd = pytest.importorskip("pandas")
    pytest.importorskip("tenlao.frames.pandas")
    index = range(10, 10 + len(NAMES))
    frame = pd.Series(NAMES, index, dtype=type).tenlao.resolve()
    assert list(frame.columns) == list(RESOLVED)
    assert list(frame.index) == list(index)
    rows = [None if pd.isna(row["id"]) else row for row in frame.to_dict("records")]
    assert rows == expected_names()
    assert pd.Series(TEXTS, dtype="object").tenlao.find().tolist() == expected_texts()


@pytest.mark.parametrize("type", ["String", "Categorical"])
def test_polars(type: str) -> None:
    pl = pytest.importorskip("polars")
    pytest.importorskip("tenlao.frames.polars")
    frame = pl.DataFrame({"name": pl.Series(NAMES, dtype=pl.String).cast(getattr(pl, type))})
    assert frame.select(pl.col("name").tenlao.resolve())["name"].to_list() == expected_names()
    texts = pl.DataFrame({"text": TEXTS})
    assert texts.select(pl.col("text").tenlao.find())["text"].to_list() == expected_texts()


def test_duckdb() -> None:
    duckdb = pytest.importorskip("duckdb")
    register = pytest.importorskip("tenlao.frames.duckdb").register
    with duckdb.connect() as connection:
        register(connection)
        rows = connection.execute(
            "SELECT tenlao_resolve(name) FROM (SELECT unnest(?::VARCHAR[]) AS name)", [NAMES]
        ).fetchall()
        assert [row for (row,) in rows] == expected_names()
        rows = connection.execute(
            "SELECT tenlao_find(body) FROM (SELECT unnest(?::VARCHAR[]) AS body)", [TEXTS]
        ).fetchall()
        assert [row for (row,) in rows] == expected_texts()

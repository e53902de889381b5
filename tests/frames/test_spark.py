"""The functions for Spark, on a cluster of two executors, of which one is killed."""

import os
import re
import runpy
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, zip_longest
from pathlib import Path
from typing import Any

import pytest

from bench.clusters import NO_SPARK, cluster, executor_processes, has_spark
from tenlao import load
from tests.frames.cases import columns, expected

ROOT = Path(__file__).parents[2]
ROWS, FILES = 100_000, 50


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if not has_spark():
        is_checked = os.environ.get("CI") and sys.platform == "linux"
        (pytest.fail if is_checked else pytest.skip)(NO_SPARK)
    with cluster(tmp_path_factory.mktemp("cluster")) as session:
        from tenlao.frames.spark import register

        register(session)
        yield session


def plain(answer: Any) -> Any:
    """An answer as plain Python."""
    if isinstance(answer, list):
        return [plain(item) for item in answer]
    return answer.asDict() if hasattr(answer, "asDict") else answer


def test_says_what_all_engines_say(spark: Any) -> None:
    rows = list(enumerate(zip_longest(*columns().values())))
    asked = spark.createDataFrame([(n, *row) for n, row in rows], ["n", *columns()])
    told = asked.orderBy("n").selectExpr(*(f"tenlao_{name}({name})" for name in columns())).collect()
    for answers, (name, right) in zip(zip(*told, strict=True), expected(load()).items(), strict=True):
        assert list(map(plain, answers)) == [*right, *[None] * (len(rows) - len(right))], name


def test_fields_can_be_asked_for_in_sql(spark: Any) -> None:
    assert (
        spark.sql("SELECT tenlao_resolve('Thonglun Sisulith').vietnamese").first()[0]
        == "Thoong-lun Xi-xu-lít"
    )
    found = spark.sql("SELECT inline(tenlao_find('Ông Sonexay Siphandone đến Viêng Chăn.'))").collect()
    assert [(mention.start, mention.id) for mention in found] == [
        (4, "sonexay-siphandone"),
        (27, "vientiane"),
    ]
    assert spark.sql("SELECT tenlao_resolve('Nobody at all') IS NULL").first()[0]


def test_a_table_of_the_house_is_sent_along(spark: Any, tmp_path: Path) -> None:
    from tenlao.frames.spark import register

    house = tmp_path / "house.toml"
    house.write_text('[[entry]]\nid = "wang"\nkind = "place"\nvietnamese = ["Vang Xa-van"]\n', "utf-8")
    session = spark.newSession()
    register(session, house)
    house.unlink()
    asked = "SELECT tenlao_resolve('Vang Xa-van').id"
    assert session.sql(asked).first()[0] == "wang"
    assert spark.sql(asked).first()[0] is None


def test_each_process_unpacks_the_table_once(spark: Any) -> None:
    spark.range(1000).repartition(8).selectExpr("tenlao_resolve(string(id))").collect()

    def unpacked(_: int) -> tuple[int, int]:
        from tenlao.frames.spark import _columns

        return os.getpid(), _columns.cache_info().misses

    seen = dict(spark.sparkContext.parallelize(range(8), 8).map(unpacked).collect())
    assert os.getpid() not in seen
    assert max(seen.values()) <= 2  # one is that of the house above


def test_many_rows_are_whole_when_an_executor_is_killed(spark: Any, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    forms = sorted({form.text for entry in load().entries for form in entry.forms})[:500]
    names = [f"{form}{' Xay' * (n % 2)}" for n, form in zip(range(ROWS), cycle(forms), strict=False)]
    (tmp_path / "names").mkdir()
    for file in range(FILES):
        numbers = range(file, ROWS, FILES)
        table = pa.table({"n": pa.array(numbers, pa.int64()), "name": [names[n] for n in numbers]})
        pq.write_table(table, tmp_path / "names" / f"{file}.parquet")
    largest = max(file.stat().st_size for file in (tmp_path / "names").iterdir())
    spark.conf.set("spark.sql.files.maxPartitionBytes", largest)  # so each file is a task
    resolved = spark.read.parquet(str(tmp_path / "names")).selectExpr("n", "tenlao_resolve(name) AS found")
    executors = executor_processes(spark)
    assert len(executors) == 2

    with ThreadPoolExecutor() as aside:
        written = aside.submit(resolved.write.parquet, str(tmp_path / "out"))
        done = _tasks_done(spark, at_least=5)
        os.kill(executors[0], signal.SIGKILL)
        assert 5 <= done < FILES
        written.result()

    assert executors[0] not in executor_processes(spark)
    rows = sorted(pq.read_table(tmp_path / "out").to_pylist(), key=lambda row: row["n"])
    assert [row["n"] for row in rows] == list(range(ROWS))
    matches = load().resolve_many(names)
    assert [row["found"] and (row["found"]["id"], row["found"]["score"]) for row in rows] == [
        match and (match.entry.id, match.score) for match in matches
    ]


def test_the_example_of_the_documentation_runs(spark: Any) -> None:
    text = (ROOT / "docs" / "data.md").read_text("utf-8")
    (example,) = re.findall(r"^```py\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    exec(example, {})


def test_the_example_over_an_archive_writes_the_mentions_in_articles(
    spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    articles, out = tmp_path / "articles", tmp_path / "out"
    articles.mkdir()
    for name in ("article.txt", "consultation.txt"):
        shutil.copy(ROOT / "examples" / name, articles)
    monkeypatch.setattr(sys, "argv", ["spark_archive.py", str(articles), str(out)])
    monkeypatch.setattr(type(spark), "stop", lambda _: None)  # the session is used again
    runpy.run_path(str(ROOT / "examples" / "spark_archive.py"), run_name="__main__")
    found = {(Path(row["file"]).name, row["start"], row["id"]) for row in pq.read_table(out).to_pylist()}
    assert found == {
        (file.name, mention.start, mention.match.entry.id)
        for file in articles.iterdir()
        for mention in load().find(file.read_bytes().decode())
    }


def _tasks_done(spark: Any, at_least: int) -> int:
    """Wait until so many tasks of the stage that runs are done, and say how many are."""
    tracker = spark.sparkContext.statusTracker()
    for _ in range(6000):
        for stage in tracker.getActiveStageIds():
            info = tracker.getStageInfo(stage)
            if info is not None and info.numTasks == FILES and info.numCompletedTasks >= at_least:
                done: int = info.numCompletedTasks
                return done
        time.sleep(0.01)
    raise TimeoutError

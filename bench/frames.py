"""How many names a second each engine resolves by the column, beside the bare call and beside rapidfuzz row by row.

python -m bench.frames [--names N] [--distinct N] [--without-spark]
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from bench.clusters import NO_SPARK, cluster, has_spark
from bench.evaluation import percent, print_table
from bench.many import column
from tenlao.gazetteer import load

# rapidfuzz compares each row with all forms: so many rows are enough to measure its time.
ROWS_OF_RAPIDFUZZ = 400
# Spark is asked in so many tasks, of which each executor does one after another.
TASKS = 8
ON_CLUSTERS = 80_000  # names

# The engines in a process: each with tenlao, and with a function on each row

ByRow = Callable[[list[str], Callable[[str], str]], object]
BARE = "the bare call"
ENGINES = (BARE, "pandas", "Polars", "DuckDB")


def engine(name: str) -> tuple[Callable[[list[str]], object], ByRow]:
    """How an engine resolves names, and how it calls a function for each."""
    import duckdb
    import pandas as pd
    import polars as pl
    import pyarrow as pa

    import tenlao.frames  # noqa: F401 - gives pandas and Polars what they are asked for
    from tenlao.frames.duckdb import register

    def resolved_in_sql(names: list[str]) -> object:
        with duckdb.connect() as connection:
            register(connection)
            connection.register("asked", pa.table({"name": names}))
            return connection.execute("CREATE TABLE found AS SELECT tenlao_resolve(name) AS x FROM asked")

    def by_row_in_sql(names: list[str], of_row: Callable[[str], str]) -> object:
        with duckdb.connect() as connection:
            text = duckdb.sqltypes.VARCHAR
            connection.create_function("of_row", of_row, [text], text)
            connection.register("asked", pa.table({"name": names}))
            return connection.execute("CREATE TABLE found AS SELECT of_row(name) AS x FROM asked")

    known: dict[str, tuple[Callable[[list[str]], object], ByRow]] = {
        BARE: (load().resolve_many, lambda names, of_row: list(map(of_row, names))),
        "pandas": (
            lambda names: pd.Series(names).tenlao.resolve(),
            lambda names, of_row: pd.Series(names).map(of_row),
        ),
        "Polars": (
            lambda names: pl.DataFrame({"name": names}).select(pl.col("name").tenlao.resolve()),
            lambda names, of_row: pl.Series(names).map_elements(of_row, return_dtype=pl.String),
        ),
        "DuckDB": (resolved_in_sql, by_row_in_sql),
    }
    return known[name]


def measured(name: str, asked: list[str]) -> tuple[float, float]:
    """Seconds of processor time that an engine takes for names, and for some of them with rapidfuzz by row."""
    resolve, by_row = engine(name)
    forms = [form.text for entry in load().entries for form in entry.forms]
    resolve(["Kaysone Phomvihane"])  # what is loaded at the first query is not counted
    resolving = seconds(lambda: resolve(asked), time.process_time)
    some = asked[:ROWS_OF_RAPIDFUZZ]
    nearest = seconds(lambda: by_row(some, lambda name: nearest_of(forms, name)), time.process_time)
    return resolving, nearest


def nearest_of(forms: Sequence[str], name: str) -> str:
    found: str = process.extractOne(name, forms, scorer=fuzz.WRatio)[0]
    return found


def seconds(do: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    do()
    return clock() - start


def in_one_process(asked: list[str]) -> None:
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        taken = {name: pool.apply(measured, (name, asked)) for name in ENGINES}
    rows = [
        [
            name,
            f"{resolving:.1f}",
            rate(len(asked), resolving),
            percent(resolving / taken[BARE][0] - 1),
            rate(ROWS_OF_RAPIDFUZZ, nearest),
        ]
        for name, (resolving, nearest) in taken.items()
    ]
    print("Names by the column, one process; figures are of processor time\n")
    print_table(["engine", "s", "rows a second", "over the bare call", "rapidfuzz by row, a second"], rows)


def rate(rows: int, seconds: float) -> str:
    return f"{rows / seconds:,.0f}"


# Spark


def on_clusters() -> None:
    """Time the same names on one executor and on two: all of them distinct, so that there is work to be shared."""
    asked = [name for name, _ in column(load(), ON_CLUSTERS, ON_CLUSTERS)]
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        taken = {executors: pool.apply(on_cluster, (executors, asked)) for executors in (1, 2)}
    rows = [
        [
            f"{executors}",
            f"{resolving:.1f}",
            rate(len(asked), resolving),
            f"{taken[1][0] / resolving:.2f}",
            rate(ROWS_OF_RAPIDFUZZ, nearest),
        ]
        for executors, (resolving, nearest) in taken.items()
    ]
    print(
        f"Spark, {ON_CLUSTERS:,} distinct names, executors of one processor; figures are of time as it passes\n"
    )
    print_table(["executors", "s", "rows a second", "times one", "rapidfuzz by row, a second"], rows)


def on_cluster(executors: int, asked: list[str]) -> tuple[float, float]:
    """Seconds that a cluster takes for names, and for some of them with rapidfuzz by row, once it is ready."""
    with tempfile.TemporaryDirectory() as folder, cluster(Path(folder), executors) as spark:
        from tenlao.frames.spark import register

        register(spark)
        frame = spark.createDataFrame([(name,) for name in asked], "name string")
        # Equal names meet in one task, so that no other reads them again.
        names, some = (f.repartition(TASKS, "name").cache() for f in (frame, frame.limit(ROWS_OF_RAPIDFUZZ)))
        names.count()
        some.selectExpr("tenlao_resolve(name)").collect()  # so each process has its table
        resolved = names.selectExpr("tenlao_resolve(name).id AS id").agg({"id": "count"})
        resolving = seconds(resolved.collect, time.perf_counter)
        return resolving, seconds(with_rapidfuzz(some).collect, time.perf_counter)


def with_rapidfuzz(frame: Any) -> Any:
    from pyspark.sql.functions import udf

    forms = [form.text for entry in load().entries for form in entry.forms]
    nearest = udf(lambda name: process.extractOne(name, forms, scorer=fuzz.WRatio)[0], "string")
    return frame.select(nearest("name").alias("form")).agg({"form": "count"})


# The command


def as_a_command(asked: list[str]) -> None:
    """Time `tenlao reconcile` as a whole process, and how much memory it and its workers have at once (Linux)."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder, "names.csv")
        with sheet.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([["row", "name"], *enumerate(asked)])
        command: list[str | Path] = [sys.executable, "-m", "tenlao", "reconcile", sheet, "--column", "name"]
        before, start = os.times(), time.perf_counter()
        running = subprocess.Popen([*command, "-o", Path(folder, "out.csv")])
        memory = Memory(running.pid)
        assert running.wait() == 0
        passed, after = time.perf_counter() - start, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    print("tenlao reconcile, all processors, the whole process\n")
    row = [f"{len(asked):,} rows", f"{passed:.1f}", f"{used:.1f}", f"{memory.most >> 20}"]
    print_table(["sheet", "s", "s of processors", "MB at most"], [row])


class Memory(threading.Thread):
    """Looks now and then how much memory a process and its children have, what they share counted once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.most = 0
        self._pid = pid
        self.start()

    def run(self) -> None:
        while memory := self._of(self._pid):
            self.most = max(self.most, memory)
            time.sleep(0.05)

    def _of(self, pid: int) -> int:
        try:
            children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            return 0
        own = next((int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:")), 0)
        return own + sum(self._of(int(child)) for child in children)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.frames", description=__doc__.partition("\n")[0])
    parser.add_argument("--names", type=int, default=200_000, metavar="N", help="how many names")
    parser.add_argument(
        "--distinct", type=int, default=20_000, metavar="N", help="how many of them are distinct"
    )
    parser.add_argument("--without-spark", action="store_true", help="do not start clusters")
    options = parser.parse_args(arguments)
    asked = [name for name, _ in column(load(), options.names, options.distinct)]
    print(f"{len(asked):,} garbled spellings of which {options.distinct:,} are distinct\n")
    in_one_process(asked)
    if options.without_spark or not has_spark():
        print("" if options.without_spark else f"{NO_SPARK}\n")
    else:
        on_clusters()
    as_a_command(asked)


if __name__ == "__main__":
    main()

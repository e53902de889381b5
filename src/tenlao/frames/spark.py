"""Spark: the functions tenlao_resolve, tenlao_find, tenlao_render and tenlao_annotate, for the SQL of a session.

They are user-defined functions on Arrow: a column comes and goes as it is, some thousand rows at a time, so that null
stays null. The table is compiled once, by the driver, and broadcast; each Python process of an executor unpacks what
it needs of it once.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache

import pyarrow as pa
from pyspark import Broadcast
from pyspark.sql import SparkSession
from pyspark.sql.functions import arrow_udf
from pyspark.sql.pandas.types import from_arrow_type

from tenlao.frames.core import TYPES, Columns, Function
from tenlao.gazetteer import Gazetteer, load
from tenlao.matching.store import received, to_send

__all__ = ["register"]


def register(spark: SparkSession, table: str | os.PathLike[str] | None = None) -> None:
    """Give a session the functions of `tenlao.frames.core.Columns`, each with tenlao_ before its name.

    They answer from the table in use, or from the bundled one with the table in a file layered over it, as the driver
    has it when it registers them. NULL gives NULL, and so does a name of nobody. The same version of tenlao has to be
    installed where the executors run. docs/data.md has an example.

    Raises:
        TenlaoError: the table cannot be used.
    """
    names = load(table)
    sent = spark.sparkContext.broadcast(to_send(names.table, names.index))
    for name, type in TYPES.items():
        spark.udf.register(f"tenlao_{name}", arrow_udf(_function(sent, name), from_arrow_type(type)))


def _function(sent: Broadcast[Sequence[bytes]], name: str) -> Function:
    def answers(column: pa.Array) -> pa.Array:
        return getattr(_columns(sent), name)(column)

    return answers


@cache
def _columns(sent: Broadcast[Sequence[bytes]]) -> Columns:
    return Columns(Gazetteer(*received(sent.value)))

"""A small cluster of Spark's own: a master, two workers and their executors, each a process on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NO_SPARK = (
    'Spark is not installed (pip install "tenlao[spark]"; Debian: apt-get install default-jre-headless)'
)
_EXECUTOR = "CoarseGrainedExecutorBackend"


@contextmanager
def cluster(folder: Path, executors: int = 2) -> Iterator[Any]:
    """A session on a cluster whose executors have one processor each; what it writes goes into a folder."""
    home = _home(folder)
    before = dict(os.environ)
    os.environ |= {"SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    from pyspark.sql import SparkSession

    settings: dict[str, Any] = {
        "spark.driver.host": "127.0.0.1",
        "spark.executor.memory": "1g",
        "spark.local.dir": str(folder),
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master(f"local-cluster[{executors},1,1024]").config(map=settings)
    session = builder.getOrCreate()
    try:
        session.sparkContext.setLogLevel("OFF")
        yield session
    finally:
        session.stop()
        os.environ.clear()
        os.environ |= before


def executor_processes(session: Any) -> list[int]:
    """The processes of the executors of a session."""
    application = session.sparkContext.applicationId
    listed = subprocess.run(["ps", "-wweo", "pid=,args="], capture_output=True, text=True, check=True).stdout
    lines = [line for line in listed.splitlines() if _EXECUTOR in line and application in line]
    return [int(line.split()[0]) for line in lines]


def has_spark() -> bool:
    """Whether there is Spark, the Java that it needs, and a system on which a cluster can be made so."""
    return find_spec("pyspark") is not None and shutil.which("java") is not None and sys.platform != "win32"


def _home(folder: Path) -> Path:
    """A home of Spark: its workers write there, so it is not where Spark is installed."""
    import pyspark

    home = folder / "spark"
    home.mkdir()
    for part in Path(pyspark.__file__).parent.iterdir():
        (home / part.name).symlink_to(part)
    return home

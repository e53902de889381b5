"""Columns in data frames and databases: pandas, Polars and DuckDB over one core, each if it is installed.

`import tenlao.frames` gives series of pandas and expressions of Polars an accessor `tenlao`; for DuckDB,
`tenlao.frames.duckdb.register` gives a connection functions. It imports the rooms from `gazetteer` down.
"""

from importlib import import_module
from importlib.util import find_spec

for _engine in ("pandas", "polars"):
    if find_spec(_engine):
        import_module(f"tenlao.frames.{_engine}")

"""Columns in data frames, databases and clusters: pandas, Polars, DuckDB and Spark over one core.

Each is used if it is installed. `import tenlao.frames` gives series of pandas and expressions of Polars an accessor
`tenlao`; `register` of `tenlao.frames.duckdb` and `tenlao.frames.spark` gives a connection or a session functions. It
imports the rooms from `gazetteer` down.
"""

from importlib import import_module
from importlib.util import find_spec

if not find_spec("pyarrow"):
    raise ImportError('columns of data frames need pyarrow: pip install "tenlao[frames]"')
for _engine in ("pandas", "polars"):
    if find_spec(_engine):
        import_module(f"tenlao.frames.{_engine}")

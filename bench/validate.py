"""How long it takes to validate the bundled table.

python -m bench.validate [--runs N]
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence

from tenlao.base.resources import bundled_file
from tenlao.curating.validation import validate


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.validate", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--runs", type=int, default=5, help="how often the table is validated after the first time"
    )
    options = parser.parse_args(arguments)
    first, *others = [timed() for _ in range(options.runs + 1)]
    again = f"again, median of {options.runs} runs in the same process: {statistics.median(others):.2f} s"
    print(f"Validation of the bundled table: {first:.2f} s; {again}\n")


def timed() -> float:
    """Return how many seconds it takes to validate the bundled table."""
    start = time.perf_counter()
    validate(bundled_file("names.toml"))
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

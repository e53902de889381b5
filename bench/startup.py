"""How long a whole process takes, beside Python with the libraries it cannot do without; and what is shipped.

A wheel in `dist/` is measured as it is installed; without one, the checkout, which ships nothing that is compiled.

python -m bench.startup [--runs N]
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

from bench.evaluation import WRITINGS, print_table
from tenlao.gazetteer import Gazetteer, load
from tenlao.matching.kernel import CHOICE

DIST = Path(__file__).parents[1] / "dist"

# What the script does that pip makes.
TENLAO = ["-c", "import sys; from tenlao.__main__ import run; sys.exit(run())"]
# A spelling that the table has, and one that it has not.
ATTESTED, OTHER = "Thongloun Sisoulith", "Thonglun Sisulit"
LIBRARIES = "python -c 'import click, rapidfuzz.fuzz'"
FIRST = f"tenlao lookup '{OTHER}', first"
PLAIN = f"tenlao lookup '{OTHER}', plain Python"
COMMANDS = {
    "python -c pass": ["-c", "pass"],
    LIBRARIES: ["-c", "import click, rapidfuzz.fuzz"],
    f"tenlao lookup '{ATTESTED}'": [*TENLAO, "lookup", ATTESTED],
    f"tenlao lookup '{OTHER}'": [*TENLAO, "lookup", OTHER],
    PLAIN: [*TENLAO, "lookup", OTHER],
    FIRST: [*TENLAO, "lookup", OTHER],
}


def unpacked(wheel: Path, folder: str) -> None:
    """Lay a wheel out in a folder as pip does."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    compileall.compile_dir(folder, quiet=2)


def report_times(runs: int) -> None:
    """Print the median time of each command; they take turns, so that all meet the same conditions."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    wheel = max(DIST.glob("*.whl"), key=os.path.getmtime, default=None)
    with tempfile.TemporaryDirectory() as kept, tempfile.TemporaryDirectory() as installed:
        if wheel is not None:
            unpacked(wheel, installed)
        for run in range(runs + 1):
            for name, arguments in COMMANDS.items():
                # The first one after installation finds nothing that an earlier one has kept.
                folder = str(Path(kept, str(run))) if name == FIRST else kept
                start = time.perf_counter()
                subprocess.run(
                    [sys.executable, *arguments],
                    check=True,
                    capture_output=True,
                    env=os.environ
                    | {"TENLAO_CACHE": folder}
                    | ({"PYTHONPATH": installed} if wheel is not None else {})
                    | ({CHOICE: "plain"} if name == PLAIN else {}),
                )
                if run:  # the first run only fills the caches of files
                    times[name].append(time.perf_counter() - start)
    what = "the checkout" if wheel is None else wheel.name
    print(f"Start-up of {what}: whole processes, median of {runs} runs\n")
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    rows = [
        [name, f"{1000 * median:.0f}", f"{median / medians[LIBRARIES]:.2f}"]
        for name, median in medians.items()
    ]
    print_table(["command", "ms", "ratio"], rows)


def report_contents(names: Gazetteer) -> None:
    """Print the entries by kind and writing, and the size of the wheel if it was built."""
    rows = []
    for kind in ("person", "place", "organization"):
        entries = [entry for entry in names.entries if entry.kind == kind]
        in_writing = [sum(getattr(entry, writing) is not None for entry in entries) for writing in WRITINGS]
        forms = sum(len(entry.forms) for entry in entries)
        rows.append([kind, str(len(entries)), *map(str, in_writing), str(forms)])
    rows.append(["all", *(str(sum(int(row[column]) for row in rows)) for column in range(1, len(rows[0])))])
    print_table(["kind", "entries", *WRITINGS, "forms"], rows)
    for wheel in sorted(DIST.glob("*.whl")):
        print(f"{wheel.name}: {wheel.stat().st_size / 1000:.0f} kB\n")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.startup", description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=20, help="how often each command is run")
    options = parser.parse_args(arguments)
    report_times(options.runs)
    report_contents(load())


if __name__ == "__main__":
    main()

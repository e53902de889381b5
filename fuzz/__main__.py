"""Run tenlao with hostile input.

python -m fuzz [--seconds N] [--inputs N] [--target NAME ...] [--seed N] [--findings FOLDER]
"""

from __future__ import annotations

import argparse
import contextlib
import math
import random
import sys
from pathlib import Path

from fuzz.session import Session, apart
from fuzz.targets import TARGETS

SECONDS = 60.0
_MOST_MEMORY = 6 << 30


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Run tenlao with hostile input.")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long to go on")
    parser.add_argument(
        "--target", action="append", choices=list(TARGETS), help="only this one; may be repeated"
    )
    parser.add_argument("--seed", type=int, help="the same input again, as far as time allows")
    parser.add_argument(
        "--findings",
        type=Path,
        default=Path("build/fuzz"),
        metavar="FOLDER",
        help="where findings are written",
    )
    parser.add_argument(
        "--inputs", type=int, default=math.inf, metavar="N", help="stop after so many of each target"
    )
    options = parser.parse_args()
    seed = random.SystemRandom().getrandbits(32) if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with apart():
        session = Session(options.target or list(TARGETS), seed, options.findings)
        session.run(options.seconds, options.inputs)
    for target, tally in session.tallies.items():
        print(f"{target:10}{tally}")
        for key, count in tally.findings.items():
            print(f"          {count:6} x {key}")
    found = sum(len(tally.findings) for tally in session.tallies.values())
    if found:
        print(f"{found} findings are in {options.findings}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

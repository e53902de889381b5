"""All benchmarks: python -m bench [--full] [--gold DIR] [--plain FILE]."""

from __future__ import annotations

import argparse
from pathlib import Path

from bench import (
    check,
    find,
    harvest,
    many,
    render,
    resolve,
    scale,
    startup,
    strangers,
    translation,
    validate,
)

QUICK_FOLDS, QUICK_SAMPLE, QUICK_NAMES = 2, 100, 500
FULL_TEXTS = 20


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Quality and speed beside peers.")
    parser.add_argument("--full", action="store_true", help="all folds, larger texts, more runs; minutes")
    parser.add_argument("--gold", type=Path, metavar="DIR", help="folder with evaluation sets")
    parser.add_argument("--plain", type=Path, metavar="FILE", help="Vietnamese text without Lao names")
    options = parser.parse_args()
    gold = [] if options.gold is None else ["--gold", str(options.gold)]
    plain = [] if options.plain is None else ["--plain", str(options.plain)]
    resolve.main(
        gold if options.full else [*gold, "--folds", str(QUICK_FOLDS), "--sample", str(QUICK_SAMPLE)]
    )
    many.main([] if options.full else ["--names", "20000", "--distinct", "2000"])
    of_find = (
        ["--megabytes", "1", "10", "--sample", str(FULL_TEXTS)] if options.full else ["--megabytes", "1"]
    )
    find.main([*gold, *plain, *of_find])
    strangers.main(plain)
    scale.main([] if options.full else ["--sizes", "1000", "10000"])
    startup.main(["--runs", "20" if options.full else "5"])
    validate.main([])
    render.main([] if options.full else ["--sample", str(QUICK_NAMES)])
    harvest.main(gold)
    check.main([*gold, *plain])
    translation.main(gold)


if __name__ == "__main__":
    main()

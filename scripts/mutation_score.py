"""Print how many mutants of each module the tests killed: python scripts/mutation_score.py, after mutmut run."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

MUTANTS = Path(__file__).resolve().parents[1] / "mutants"
SURVIVED, UNTESTED = 0, 33  # exit statuses; others are of tests that failed, hung or crashed


def main() -> None:
    """Print a line for each module, and one for all."""
    total: Counter[str] = Counter()
    print(f"{'module':32} {'mutants':>7} {'killed':>6} {'survived':>8} {'untested':>8} {'score':>6}")
    for file in sorted(MUTANTS.rglob("*.py.meta")):
        statuses = json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"].values()
        counts = Counter(_outcome(status) for status in statuses if status is not None)
        total += counts
        module = file.relative_to(MUTANTS / "src" / "tenlao").as_posix().removesuffix(".meta")
        if counts:
            _print(module, counts)
    _print("all", total)


def _outcome(status: int) -> str:
    return {SURVIVED: "survived", UNTESTED: "untested"}.get(status, "killed")


def _print(name: str, counts: Counter[str]) -> None:
    number = counts.total()
    kinds = [counts[kind] for kind in ("killed", "survived", "untested")]
    print(f"{name:32} {number:7} {kinds[0]:6} {kinds[1]:8} {kinds[2]:8} {kinds[0] / max(1, number):6.1%}")


if __name__ == "__main__":
    main()

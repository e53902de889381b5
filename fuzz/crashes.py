"""Crashes: whether a command that is killed, or that a full or failing disk stops, ever damages a file.

python -m fuzz.crashes [--kills N] [--every N] [--seed N] [--scene WORDS ...] [--no-faults] [--quick]

Each command changes files in a scratch folder. It is killed at moments spread over its run, and at each call by
which it changes a file; each call by which it uses a file is made to fail in each way in which it may (strace does
this in the place of the kernel); and writing stops short at many sizes. Each time, every file must be wholly old or
wholly new, no other file touched, all edits undone from the journal byte for byte, and the command done when it is
run again, with nothing left over. A failure must be told with the file and a remedy, and must not keep other
documents from being done.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from fuzz.faults import fail_at_each_call, fall_short, kill_at_each_call, strace_is_missing
from fuzz.kills import kill_at_random
from fuzz.processes import load_everything
from fuzz.scenes import SCENES, Staged, staged

__all__ = ["main"]

_QUICK_KILLS, _QUICK_EVERY, _QUICK_SCENES = 2, 61, ("annotate -i --edits", "annotate --undo", "table add")
_MOST_SHOWN = 10


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 1 if anything was damaged."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.crashes", description="Kill and starve commands.")
    parser.add_argument(
        "--kills", type=int, default=20, metavar="N", help="kills at random moments, by command"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="N")
    parser.add_argument(
        "--scene", action="append", metavar="WORDS", help="only scenes with these words in their name"
    )
    parser.add_argument(
        "--every", type=int, default=1, metavar="N", help="make one call in so many fail; all if 1"
    )
    parser.add_argument("--no-faults", action="store_true", help="only kills at random moments")
    parser.add_argument("--quick", action="store_true", help="some commands, a few kills, one call in many")
    options = parser.parse_args(arguments)
    missing = "" if options.no_faults else strace_is_missing()
    if missing:
        print(missing, file=sys.stderr)
    wanted = options.scene or (_QUICK_SCENES if options.quick else [""])
    load_everything()
    damages = 0
    print(f"{'command':40} {'kind':24} {'done':>6} {'survived':>8}")
    with tempfile.TemporaryDirectory(prefix="tenlao-crashes-") as root:
        os.environ["TENLAO_TABLE"] = ""
        for scene in SCENES:
            if not any(words == scene.name if options.quick else words in scene.name for words in wanted):
                continue
            stage = staged(scene, Path(os.path.realpath(root)))
            for kind, outcomes in _trials(stage, options, bool(missing) or options.no_faults):
                damages += _counted(scene.name, kind, outcomes)
    return int(damages > 0)


def _trials(
    stage: Staged, options: argparse.Namespace, without_strace: bool
) -> Iterator[tuple[str, Iterable[list[str]]]]:
    chance = random.Random(f"{options.seed} {stage.scene.name}")
    yield "kills at moments", kill_at_random(stage, _QUICK_KILLS if options.quick else options.kills, chance)
    if options.no_faults:
        return
    every = _QUICK_EVERY if options.quick else options.every
    yield "short writes", fall_short(stage, every)
    if not without_strace and "--jobs" not in stage.scene.arguments:
        yield "kills at calls", kill_at_each_call(stage, every)
        yield "failing calls", fail_at_each_call(stage, every)


def _counted(name: str, kind: str, outcomes: Iterable[list[str]]) -> int:
    """Print how many trials there were, and how many were survived; return how many were not."""
    start = time.monotonic()
    counts: Counter[bool] = Counter()
    shown: Counter[str] = Counter()
    for wrong in outcomes:
        counts[not wrong] += 1
        for text in wrong:
            shown[text] += 1
            if counts[False] <= _MOST_SHOWN:
                print(f"  {text}", file=sys.stderr)
    seconds = time.monotonic() - start
    print(f"{name:40} {kind:24} {counts.total():6} {counts[True]:8}  {seconds:6.0f} s", flush=True)
    return counts[False]


if __name__ == "__main__":
    sys.exit(main())

"""Run tenlao with hostile input.

python -m fuzz [--seconds N] [--inputs N] [--target NAME ...] [--seed N] [--findings FOLDER]
python -m fuzz --quick [--seconds N] [--inputs N] [--workers N] [--door NAME ...] [--seed N] [--findings FOLDER]
python -m fuzz --replay FILE ...
"""

from __future__ import annotations

import argparse
import contextlib
import math
import random
import sys
from pathlib import Path

from fuzz.cases import Case
from fuzz.quick.blocks import CAN_FORK, Quick
from fuzz.quick.doors import DOORS
from fuzz.session import Session, apart, problem_of
from fuzz.targets import TARGETS

SECONDS = 60.0
_QUICK_SHARE = 0.25
"""How much of the time is for the quick mode, where no target is chosen."""
_QUICK_TIMES = 200
"""How many inputs the quick mode has for each input of a target, where no target is chosen."""
_MOST_MEMORY = 6 << 30
_MOST_TOLD = 2000
"""How many characters of a finding are told at the end, so that it can be made again where its file is lost."""


def main() -> None:
    options = _parser().parse_args()
    if options.replay:
        sys.exit(max(map(_replayed, options.replay)))
    if options.quick and not CAN_FORK:
        sys.exit("the quick mode needs a system that forks processes, such as Linux")
    seed = random.SystemRandom().getrandbits(32) if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)
    seconds = options.seconds
    if seconds is None:
        seconds = math.inf if options.inputs < math.inf else SECONDS
    quick, session = Quick(seed, options.findings, options.door or ()), None
    with apart():
        if options.quick:
            quick.run(seconds, options.inputs, options.workers)
        else:
            if not options.target and CAN_FORK:
                quick.run(_QUICK_SHARE * seconds, _QUICK_TIMES * options.inputs)
                seconds *= 1 - _QUICK_SHARE
            _bound_memory()
            session = Session(options.target or list(TARGETS), seed, options.findings)
            session.run(seconds, options.inputs)
    found = _told(quick) + (0 if session is None else _told_of_session(session))
    for path in [*quick.kept, *(() if session is None else session.kept)]:
        print(f"\n{path}\n{_beginning(path)}\n{_beginning(path.with_suffix('.txt'))}")
    if found:
        print(f"{found} findings are in {options.findings}; seed {seed}")
    sys.exit(1 if found else 0)


def _beginning(path: Path) -> str:
    return path.read_text(encoding="utf-8")[:_MOST_TOLD]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description="Run tenlao with hostile input.")
    parser.add_argument("--seconds", type=float, help="how long to go on")
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
        "--inputs",
        type=int,
        default=math.inf,
        metavar="N",
        help="stop after so many of each target, or so many in quick mode (in all modes: 200 times as many there)",
    )
    parser.add_argument("--quick", action="store_true", help="some thousand small inputs a second")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes in quick mode")
    parser.add_argument(
        "--door", action="append", choices=list(DOORS), help="only this one in quick mode; may be repeated"
    )
    parser.add_argument("--replay", nargs="+", type=Path, metavar="FILE", help="run the cases in these files")
    return parser


def _replayed(file: Path) -> int:
    with apart():
        problem = problem_of(Case.from_json(file.read_text(encoding="utf-8")))
    print(f"{file}: {'nothing is broken' if problem is None else problem.detail}")
    return problem is not None


def _bound_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _told_of_session(session: Session) -> int:
    for target, tally in session.tallies.items():
        print(f"{target:10}{tally}")
        for key, count in tally.findings.items():
            print(f"          {count:6} x {key}")
    return sum(len(tally.findings) for tally in session.tallies.values())


def _told(quick: Quick) -> int:
    if not quick.inputs and not quick.found:
        return 0
    for door, tally in quick.tallies.items():
        print(f"{door:12}{tally}")
        for key, count in tally.findings.items():
            print(f"            {count:6} x {key}")
    distinct = sum(tally.distinct for tally in quick.tallies.values())
    sampled = sum(tally.sampled for tally in quick.tallies.values())
    print(
        f"quick: {quick.inputs:,} inputs, some {distinct:,.0f} distinct (by {sampled:,} of them, compared by hash)"
    )
    return quick.found


if __name__ == "__main__":
    main()

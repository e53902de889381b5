"""How time and memory of each command grow with its input: patterns of growing size, each in a process of its own.

python -m bench.scaling [--patterns WORD ...] [--commands COMMAND ...] [--endings ENDING ...]
                       [--megabytes N] [--seconds S] [--part K/N] [--all]

Each command reads each pattern at three sizes, each four times the one before.

Ends with 1 if a command takes more than about linear time or more memory than is allowed for any pattern. Nothing is
measured by the clock: times are those that processors spend, so that other work on the machine changes them little.
"""

from __future__ import annotations

import argparse
import math
import os
import pkgutil
import resource
import statistics
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import NamedTuple, NoReturn

import tenlao as package
from bench.evaluation import print_table
from bench.patterns import PATTERNS, Pattern
from tenlao.cli.main import main as tenlao

# What a command may take: time that grows with this power of the input, and this many times its bytes besides what a
# process takes anyway. Differences of what is measured in fewer seconds are noise.
STEEPEST, MOST_TIMES, MOST_BESIDES, LEAST_SECONDS = 1.15, 20, 80 << 20, 0.4
SIZES, GROWTH = 3, 4


class Command(NamedTuple):
    """A command without the file, the endings of the files that it reads, and what has to be run before it."""

    arguments: Sequence[str]
    endings: Sequence[str]
    before: Sequence[str] = ()


_TEXTS = ("txt", "md", "html", "srt", "vtt", "docx", "small.docx", "odt", "xlf", "tmx", "po")
_MARKED = ("txt", "md", "html")
_JOURNAL, _CHANGE = ("--quiet", "--edits", "edits.jsonl"), ("annotate", "-i", "--style", "vietnamese")
COMMANDS: Mapping[str, Command] = {
    "find": Command(["find"], _TEXTS),
    "find --unknown": Command(["find", "--unknown"], _TEXTS),
    "annotate": Command(
        ["annotate", "--suggest", "--quiet", "--report", "report.jsonl", "-o", "new"], _TEXTS
    ),
    "annotate --diff": Command(["annotate", "--style", "vietnamese", "--diff"], _TEXTS),
    "annotate --style latin": Command(["annotate", "--style", "latin", "--quiet", "-o", "new"], _TEXTS),
    "annotate --style html": Command(["annotate", "--style", "html", "-o", "new"], _MARKED),
    "annotate --style jsonl": Command(["annotate", "--style", "jsonl", "-o", "new"], _TEXTS),
    "annotate --edits": Command([*_CHANGE, *_JOURNAL], _TEXTS),
    "annotate --track-changes": Command([*_CHANGE, "--quiet", "--track-changes"], ("docx", "odt")),
    "annotate --undo": Command(["annotate", "--undo", "edits.jsonl"], _TEXTS, [*_CHANGE, *_JOURNAL]),
    "check": Command(["check", "--select", "ALL"], _TEXTS),
    "check --format json": Command(["check", "--format", "json"], _TEXTS),
    "check --format sarif": Command(["check", "--format", "sarif"], _TEXTS),
    "check --format junit": Command(["check", "--format", "junit"], _TEXTS),
    "check --fix": Command(["check", "--select", "ALL", "--fix"], _TEXTS),
    "check --fix --diff": Command(["check", "--fix", "--diff"], _TEXTS),
    "check --comments": Command(["check", "--comments", "-o", "new"], ("docx", "odt")),
    "harvest": Command(["harvest"], _TEXTS),
    "lookup": Command(["lookup", "-"], ("lines",)),
    "lookup --json": Command(["lookup", "--json", "-"], ("lines",)),
    "render": Command(["render", "-"], ("lines",)),
    "render --to latin": Command(["render", "--to", "latin", "-"], ("lines",)),
    "render --to lao": Command(["render", "--to", "lao", "-"], ("lines",)),
    "reconcile": Command(["reconcile", "--column", "latin", "--jobs", "1", "-o", "new.csv"], ("csv",)),
    "reconcile workbook": Command(
        ["reconcile", "--column", "latin", "--jobs", "1", "-o", "new.xlsx"], ("xlsx",)
    ),
    "reconcile --review": Command(
        ["reconcile", "--column", "latin", "--jobs", "1", "--review", "review.csv"], ("csv",)
    ),
    "import": Command(["table", "import", "-o", "new.toml"], ("tsv", "csv")),
    "validate": Command(["table", "validate"], ("toml",)),
    "stats": Command(["table", "stats"], ("toml",)),
    "diff": Command(["table", "diff", "bundled"], ("toml",)),
    "export csv": Command(["table", "export", "--alone", "--format", "csv"], ("toml",)),
    "export tbx": Command(["table", "export", "--alone", "--format", "tbx"], ("toml",)),
    "package": Command(["table", "package", "-o", "new"], ("toml",)),
}


@dataclass(frozen=True, slots=True)
class Run:
    """A run of a command: the bytes of its input, the seconds of processors it took, and the bytes of memory."""

    size: int
    seconds: float
    memory: int
    killed: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Growth:
    """How a command grew with a pattern: its runs by size, without the seconds of an empty input."""

    pattern: str
    command: str
    runs: Sequence[Run]

    @property
    def exponent(self) -> float:
        """The power of the size with which time grows, fitted over the sizes; 0 where all are quick."""
        upper = [run for run in self.runs if run.seconds >= LEAST_SECONDS / 8]
        if self.runs[-1].seconds < LEAST_SECONDS or len(upper) < 2:
            return math.inf if self.runs[-1].killed else 0.0
        sizes, times = (
            [math.log(x) for x in xs] for xs in zip(*((r.size, r.seconds) for r in upper), strict=True)
        )
        return statistics.linear_regression(sizes, times).slope

    @property
    def is_steep(self) -> bool:
        return self.exponent > STEEPEST

    @property
    def is_hungry(self) -> bool:
        return any(run.memory > MOST_TIMES * run.size + MOST_BESIDES for run in self.runs)


def grown(
    pattern: Pattern, command: str, ending: str, largest: float, patience: float, empty: float
) -> Growth:
    """Run a command on a pattern of growing size, up to the largest, in megabytes, or until it loses patience."""
    runs: list[Run] = []
    for times in reversed(range(SIZES)):
        size = largest / GROWTH**times
        run = measured(command, pattern.made(int(size * (1 << 20)), ending), ending, patience * GROWTH**2)
        runs.append(replace(run, seconds=max(run.seconds - empty, 1e-3)))
        if run.killed or run.seconds > patience:
            break
    return Growth(f"{pattern.name}.{ending}", command, runs)


def measured(command: str, content: bytes, ending: str, patience: float) -> Run:
    """Run a command, and what is before it, on a file with a content in a folder of its own."""
    arguments, _, before = COMMANDS[command]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"input.{ending}")
        file.write_bytes(content)
        size = len(content)
        del content
        for some in filter(None, (before, arguments)):
            process = os.fork()
            if not process:
                _run([*some] if {"-", "--undo"} & {*some} else [*some, file.name], file, patience)
            _, status, used = os.wait4(process, 0)
    seconds, memory = used.ru_utime + used.ru_stime, used.ru_maxrss << 10
    return Run(size, seconds, memory, os.WIFSIGNALED(status), os.waitstatus_to_exitcode(status) == 2)


def _run(arguments: Sequence[str], file: Path, patience: float) -> NoReturn:
    """Be a process of the command line, within a number of seconds; the modules are there already."""
    os.chdir(file.parent)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(patience),) * 2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor, stream in ((os.open(file, os.O_RDONLY), 0), (nowhere, 1), (nowhere, 2)):
        os.dup2(descriptor, stream)
    status = 1
    try:
        sys.argv = ["tenlao", *arguments]
        tenlao()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    finally:
        os._exit(status)


def chosen(
    patterns: Sequence[str], commands: Sequence[str], endings: Sequence[str]
) -> Iterator[tuple[Pattern, str, str]]:
    """Give the patterns whose names have one of some words, each with endings and the commands that read them."""
    for pattern in PATTERNS:
        if patterns and not any(word in pattern.name for word in patterns):
            continue
        for ending in pattern.endings:
            for command, (_, read, _) in COMMANDS.items():
                if ending in read and command in (commands or COMMANDS) and ending in (endings or read):
                    yield pattern, ending, command


def _import_rooms() -> None:
    """Import what the commands import, once for all of them."""
    for room in pkgutil.iter_modules(package.__path__, "tenlao."):
        if room.ispkg and room.name not in _NOT_MEASURED:
            for module in pkgutil.walk_packages(import_module(room.name).__path__, room.name + "."):
                import_module(module.name)


_NOT_MEASURED = ("tenlao.frames", "tenlao.integrations", "tenlao.web")


def row(growth: Growth) -> list[str]:
    last = growth.runs[-1]
    marks = [mark for mark, holds in (("time", growth.is_steep), ("memory", growth.is_hungry)) if holds]
    return [
        growth.pattern,
        growth.command,
        f"{growth.exponent:.2f}" if growth.exponent else "-",
        f"{last.size / 1e6:.2f}",
        f"{last.seconds:.2f}" + (" killed" if last.killed else " refused" if last.refused else ""),
        f"{last.memory / (1 << 20):.0f}",
        " ".join(marks),
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.scaling", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--patterns", nargs="+", default=(), metavar="WORD", help="only those named so")
    parser.add_argument("--commands", nargs="+", default=(), metavar="COMMAND", help="only these")
    parser.add_argument("--endings", nargs="+", default=(), metavar="ENDING", help="only files of these")
    parser.add_argument("--megabytes", type=float, default=1.0, help="size of the largest input")
    parser.add_argument("--seconds", type=float, default=5.0, help="after a run of so many, stop")
    parser.add_argument("--part", default="1/1", metavar="K/N", help="only the Kth of each N of all these")
    parser.add_argument("--all", action="store_true", help="print those within the bounds, too")
    options = parser.parse_args(arguments)
    unknown = set(options.commands) - COMMANDS.keys()
    if unknown:
        parser.error(f"unknown commands {', '.join(unknown)}; there are {', '.join(COMMANDS)}")
    _import_rooms()
    found, empty = [], dict[tuple[str, str], float]()
    part, parts = map(int, options.part.split("/"))
    asked = chosen(options.patterns, options.commands, options.endings)
    for pattern, ending, command in islice(asked, part - 1, None, parts):
        if (command, ending) not in empty:
            none = Pattern("empty", "").made(0, ending)
            empty[command, ending] = min(measured(command, none, ending, 60).seconds for _ in range(2))
        growth = grown(pattern, command, ending, options.megabytes, options.seconds, empty[command, ending])
        found.append(growth)
        if options.all or growth.is_steep or growth.is_hungry:
            print("  ".join(row(growth)), file=sys.stderr, flush=True)
    beyond = [growth for growth in found if growth.is_steep or growth.is_hungry]
    shown = found if options.all else beyond
    print(f"Scaling: {len(found)} patterns and commands, {len(beyond)} beyond the bounds\n")
    print_table(["pattern", "command", "exponent", "MB", "seconds", "memory MB", "beyond"], map(row, shown))
    sys.exit(1 if beyond else 0)


if __name__ == "__main__":
    main()

"""A session: cases made, run and counted, target by target in turns, and findings kept."""

from __future__ import annotations

import math
import os
import random
import shutil
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzz.cases import Case, corpus
from fuzz.minimising import minimised
from fuzz.mutation import mutated
from fuzz.oracles import BrokenPromiseError
from fuzz.targets import TARGETS, run
from fuzz.texts import Strategy

_RUNNING = "running.json"
"""The case that is run, for as long as it is: what is left when it takes the whole process down with it."""
_FIRST_BATCH, _BATCH = 2, 25
"""How many cases are made in a first turn, and in any later one at the most."""
_CHANGED = 4
"""How many changed cases are run for each that is made: these cost nothing to make."""
_REMEMBERED = 200
_MOST_CACHED = 300 << 20
_SECONDS_TO_MINIMISE = 20.0


@dataclass(frozen=True, slots=True)
class Problem:
    """What a case breaks: a promise, or an error where it was raised; those of one kind have one `key`."""

    key: str
    detail: str


def problem_of(case: Case) -> Problem | None:
    """Run a case in a new folder, and tell what it breaks, if anything."""
    with tempfile.TemporaryDirectory(prefix="tenlao-fuzz-") as folder:
        try:
            run(case, Path(folder))
        except Exception as error:
            return problem_in(error)
    return None


def problem_in(error: Exception) -> Problem:
    """What an error tells that a case breaks."""
    if isinstance(error, BrokenPromiseError):
        return Problem(error.oracle, f"{error}\n{_cause(error)}")
    return Problem(_where(error), "".join(traceback.format_exception(error)))


def keep(case: Case, problem: Problem, folder: Path) -> Path:
    """Make a finding small, and write it into a folder: the file that is returned, and beside it what it breaks."""
    print(f"{case.target}: {problem.key}", flush=True)

    def breaks(candidate: Case) -> bool:
        found = problem_of(candidate)
        return found is not None and found.key == problem.key

    is_costly = problem.key in ("time", "memory") or problem.key.startswith("died")
    small = case if is_costly else minimised(case, breaks, _SECONDS_TO_MINIMISE)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{small.target}-{small.id}.json"
    path.write_text(small.to_json(), encoding="utf-8")
    detail = problem.detail if is_costly else (problem_of(small) or problem).detail
    path.with_suffix(".txt").write_text(detail, encoding="utf-8", errors="backslashreplace")
    print(f"  python -m fuzz --replay {path}", flush=True)
    return path


def _cause(error: BrokenPromiseError) -> str:
    return "" if error.__cause__ is None else "".join(traceback.format_exception(error.__cause__))


def _where(error: Exception) -> str:
    """The kind of an error, and the innermost place of tenlao on its way."""
    places = [
        f"{Path(frame.filename).name}:{frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if f"{os.sep}tenlao{os.sep}" in frame.filename
    ]
    return f"{type(error).__name__} in {places[-1] if places else 'fuzz'}"


@dataclass(slots=True)
class Tally:
    """What was run of a target."""

    inputs: int = 0
    seconds: float = 0.0
    findings: dict[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        rate = self.inputs / self.seconds if self.seconds else 0.0
        return f"{self.inputs:8,} inputs  {sum(self.findings.values()):4} findings  {rate:8.1f} inputs/s"


class Session:
    """Runs cases of some targets until its time is over; each kind of finding is made small and kept once."""

    def __init__(self, targets: Sequence[str], seed: int, findings: Path) -> None:
        self.tallies = {target: Tally() for target in targets}
        self.kept: list[Path] = []
        self._source = random.Random(seed)
        self._findings = findings
        self._until, self._most = 0.0, math.inf
        self._pools = {target: [case for _, case in corpus() if case.target == target] for target in targets}

    def run(self, seconds: float, inputs: float = math.inf) -> None:
        """Take turns with the targets, until the time is over or each target had so many inputs.

        The first turns are short, so that each target has one in little time.
        """
        self._until, self._most = time.monotonic() + seconds, inputs
        batch = _FIRST_BATCH
        while not all(map(self._is_done, self.tallies)):
            for target in self.tallies:
                self._turn(target, batch)
            batch = min(2 * batch, _BATCH)
            _trim_cache()

    def _is_done(self, target: str) -> bool:
        return time.monotonic() >= self._until or self.tallies[target].inputs >= self._most

    def _turn(self, target: str, batch: int) -> None:
        """Run so many cases that are made, and some that are changed."""
        if self._is_done(target):
            return
        pool = self._pools[target]
        few = target in ("process", "growth")
        for case in made(target, self._source.getrandbits(32), min(batch, 3) if few else batch):
            pool.append(case)
            self._try(case)
        for _ in range(0 if target == "growth" else 2 if few else _CHANGED * batch):
            if pool:
                self._try(mutated(self._source.choice(pool), pool, self._source))
        if len(pool) > _REMEMBERED:
            self._pools[target] = self._source.sample(pool, _REMEMBERED)

    def _try(self, case: Case) -> None:
        if self._is_done(case.target):
            return
        tally = self.tallies[case.target]
        self._findings.mkdir(parents=True, exist_ok=True)
        running = self._findings / _RUNNING
        running.write_text(case.to_json(), encoding="utf-8")
        start = time.monotonic()
        problem = problem_of(case)
        running.unlink()
        tally.inputs += 1
        tally.seconds += time.monotonic() - start
        if problem is None:
            return
        is_new = problem.key not in tally.findings
        tally.findings[problem.key] = tally.findings.get(problem.key, 0) + 1
        if is_new:
            self.kept.append(keep(case, problem, self._findings))


@cache
def _strategy(target: str) -> Strategy[Case]:
    return TARGETS[target].cases()


def made(target: str, number: int, count: int) -> list[Case]:
    """Cases as the strategy of a target makes them."""
    cases: list[Case] = []

    @seed(number)
    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(_strategy(target))
    def take(case: Case) -> None:
        cases.append(case)

    take()
    return cases


@contextmanager
def apart() -> Iterator[None]:
    """Keep tables and settings of the user out, and what is kept on the disk in a folder of the session."""
    with tempfile.TemporaryDirectory(prefix="tenlao-fuzz-cache-") as folder:
        before = dict(os.environ)
        os.environ.update(TENLAO_CACHE=folder, TENLAO_TABLE="")
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


def _trim_cache() -> None:
    """Let go what is kept of the many tables, before it fills the disk."""
    folder = Path(os.environ["TENLAO_CACHE"])
    if sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) > _MOST_CACHED:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)

"""Inputs by the thousand: in blocks, by processes that may crash, hang or run out of memory, counted and compared."""

from __future__ import annotations

import hashlib
import mmap
import multiprocessing
import random
import signal
import struct
import tempfile
import time
import warnings
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType

from fuzz.cases import Case
from fuzz.limits import HangError
from fuzz.oracles import broken
from fuzz.quick.doors import DOORS, warm
from fuzz.quick.making import Maker
from fuzz.session import Problem, keep, problem_in

__all__ = ["CAN_FORK", "DoorTally", "Quick", "made"]

CAN_FORK = "fork" in multiprocessing.get_all_start_methods()
"""Whether processes begin with what is loaded, as the quick mode needs it."""

BLOCK = 1000
_SECONDS = 3.0
"""Processor time for one input; they have some hundred bytes, and most take less than a thousandth of a second."""
_SILENCE = 300.0
"""Seconds without a word after which a process hangs where no signal reaches it: in what is compiled."""
_MORE_MEMORY = 1 << 30
_ONE_IN = 64
"""Of the inputs, those are compared with all others whose hash is a multiple of this."""
_HEAD = struct.Struct("<HIQ")
_LONGEST = 1 << 20


@dataclass(slots=True)
class DoorTally:
    """What was run at a door: inputs, seconds, how many were in the sample, and how many of these are different."""

    inputs: int = 0
    seconds: float = 0.0
    sampled: int = 0
    different: set[bytes] = field(default_factory=set)
    findings: Counter[str] = field(default_factory=Counter)

    @property
    def distinct(self) -> float:
        """How many inputs are different from all others, as far as the sample tells."""
        return self.inputs * len(self.different) / self.sampled if self.sampled else float(self.inputs)

    def __str__(self) -> str:
        micro = 1e6 * self.seconds / self.inputs if self.inputs else 0.0
        return f"{self.inputs:11,} inputs  {self.distinct:11,.0f} distinct  {micro:6.0f} µs"


@dataclass(frozen=True, slots=True)
class _Done:
    """What a process tells of a block when it is done: inputs and seconds by door, hashes of the sample."""

    inputs: Counter[str]
    seconds: Mapping[str, float]
    hashes: Sequence[tuple[str, bytes]]


_Found = tuple[Case, Problem]


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    running: mmap.mmap
    heard: float


class Quick:
    """Runs inputs at doors until there were enough or the time is over; each kind of finding is kept once."""

    def __init__(self, seed: int, findings: Path, doors: Sequence[str] = ()) -> None:
        self.tallies = {door: DoorTally() for door in doors or DOORS}
        self.kept: list[Path] = []
        self._seed, self._findings = seed, findings
        self._blocks = 0

    def run(self, seconds: float, inputs: float, workers: int = 1) -> None:
        """Run blocks by several processes, of which each is replaced when it dies; an interrupt ends it, too."""
        memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
        with tempfile.TemporaryDirectory(prefix="tenlao-fuzz-", dir=memory) as folder:
            warm(self.tallies, Path(folder))
            until = time.monotonic() + seconds
            running: list[_Worker] = []
            with suppress(KeyboardInterrupt):
                self._take_turns(running, until, inputs / BLOCK, workers, Path(folder))
            for worker in running:
                worker.process.kill()
                worker.process.join()

    def _take_turns(
        self, running: list[_Worker], until: float, most_blocks: float, workers: int, folder: Path
    ) -> None:
        while time.monotonic() < until and (running or self._blocks < most_blocks):
            while len(running) < workers and self._blocks < most_blocks:
                running.append(self._begun(self._next_block(), folder))
            ready = wait([worker.pipe for worker in running], min(5.0, max(0.0, until - time.monotonic())))
            for worker in list(running):
                if worker.pipe in ready:
                    if not self._heard(worker, most_blocks):
                        running.remove(worker)
                elif time.monotonic() - worker.heard > _SILENCE:
                    worker.process.kill()

    @property
    def inputs(self) -> int:
        return sum(tally.inputs for tally in self.tallies.values())

    @property
    def found(self) -> int:
        return sum(len(tally.findings) for tally in self.tallies.values())

    def _next_block(self) -> int:
        self._blocks += 1
        return self._blocks - 1

    def _begun(self, block: int, folder: Path) -> _Worker:
        here, there = multiprocessing.Pipe()
        running = mmap.mmap(-1, _HEAD.size + _LONGEST)
        context = multiprocessing.get_context("fork")
        process = context.Process(
            target=_work, args=(here, there, running, self._seed, list(self.tallies), folder), daemon=True
        )
        process.start()
        there.close()
        here.send(block)
        return _Worker(process, here, running, time.monotonic())

    def _heard(self, worker: _Worker, most_blocks: float) -> bool:
        """Take in what a process has done, and tell whether it goes on."""
        try:
            told: _Done | _Found = worker.pipe.recv()
        except (EOFError, ConnectionError):
            worker.process.join()
            code = worker.process.exitcode or 0
            name = signal.Signals(-code).name if code < 0 else str(code)
            self._keep(_left(worker.running), Problem(f"died ({name})", f"the process ended with {name}"))
            return False
        worker.heard = time.monotonic()
        if not isinstance(told, _Done):
            self._keep(*told)
            return True
        for door, count in told.inputs.items():
            self.tallies[door].inputs += count
            self.tallies[door].seconds += told.seconds[door]
        for door, hashed in told.hashes:
            self.tallies[door].sampled += 1
            self.tallies[door].different.add(hashed)
        if self._blocks >= most_blocks:
            worker.pipe.send(None)
            worker.process.join()
            return False
        worker.pipe.send(self._next_block())
        return True

    def _keep(self, case: Case, problem: Problem) -> None:
        found = self.tallies[case.options["door"]].findings
        found[problem.key] += 1
        if found[problem.key] == 1:
            self.kept.append(keep(case, problem, self._findings))


def _left(running: mmap.mmap) -> Case:
    """The input at which a process died."""
    door, choice, size = _HEAD.unpack_from(running)
    return _case(list(DOORS)[door], running[_HEAD.size : _HEAD.size + size], choice)


def _case(door: str, content: bytes, choice: int) -> Case:
    return Case("quick", {"input": content}, {"door": door, "choice": choice})


def _work(
    other_end: Connection, pipe: Connection, running: mmap.mmap, seed: int, doors: Sequence[str], folder: Path
) -> None:
    """Run the blocks whose numbers come in, in a process of its own, until there is nobody who sends any."""
    other_end.close()
    folder = Path(tempfile.mkdtemp(dir=folder))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGVTALRM, _cut)
    warnings.simplefilter("error")
    with suppress(ImportError, OSError, ValueError):
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + _MORE_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))
    with suppress(EOFError, ConnectionError):
        while (block := pipe.recv()) is not None:
            pipe.send(_run_block(block, pipe, running, seed, doors, folder))


def _cut(signal_: int, frame: FrameType | None) -> None:
    raise HangError


def _run_block(
    block: int, pipe: Connection, running: mmap.mmap, seed: int, doors: Sequence[str], folder: Path
) -> _Done:
    inputs: Counter[str] = Counter()
    seconds: defaultdict[str, float] = defaultdict(float)
    hashes = []
    numbers = {door: number for number, door in enumerate(DOORS)}
    for door, content, choice in made(seed, block, doors):
        running[: _HEAD.size] = _HEAD.pack(numbers[door], choice, len(content))
        running[_HEAD.size : _HEAD.size + len(content)] = content
        hashed = hashlib.blake2b(content, digest_size=8, person=door.encode()).digest()
        if hashed[0] % _ONE_IN == 0:
            hashes.append((door, hashed))
        start = time.process_time()
        problem = _problem(door, content, choice, folder)
        inputs[door] += 1
        seconds[door] += time.process_time() - start
        if problem is not None:
            pipe.send((_case(door, content, choice), problem))
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return _Done(inputs, seconds, hashes)


def made(seed: int, block: int, doors: Sequence[str]) -> Iterator[tuple[str, bytes, int]]:
    """Make the inputs of a block: the same for the same seed, block and doors."""
    source = random.Random(f"{seed} {block}")
    maker = Maker(source)
    shares = list(accumulate(DOORS[door].share for door in doors))
    for _ in range(BLOCK):
        door = doors[bisect(shares, source.random() * shares[-1])]
        yield door, DOORS[door].make(maker)[:_LONGEST], source.getrandbits(32)


def _problem(door: str, content: bytes, choice: int, folder: Path) -> Problem | None:
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
        DOORS[door].run(content, choice, folder)
    except HangError:
        return problem_in(broken("time", f"cut off after {_SECONDS} s of processor time"))
    except MemoryError as error:
        return problem_in(broken("memory", f"none is left: {error}"))
    except Exception as error:
        return problem_in(error)
    return None

"""Kills: a command is killed at moments spread over all of its run, and its files are looked at each time."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterator

from fuzz.processes import started
from fuzz.scenes import Staged

__all__ = ["kill_at_random", "wrong_after_kill"]

_RUNS = 3  # from which it is told how long a command runs


def kill_at_random(staged: Staged, kills: int, chance: random.Random) -> Iterator[list[str]]:
    """Kill a command so many times; give what is wrong after each."""
    lasts = _duration(staged)
    done = late = 0
    while done < kills:
        folder = staged.new_take()
        cache = folder / "cache" if staged.scene.has_cache else None
        running = started(staged.scene.arguments, folder, cache)
        moment = (done + chance.random()) / kills * lasts
        time.sleep(moment)
        running.kill()
        if running.ended().was_killed:
            done += 1
            late = 0
            yield [f"killed after {moment:.4f} s: {text}" for text in wrong_after_kill(staged)]
        else:
            late += 1
            if late > 2:  # it runs faster now than when it was measured
                lasts *= 0.95


def wrong_after_kill(staged: Staged) -> list[str]:
    """Return what is wrong with the folder in which a command was killed, and with what can be made of it."""
    folder = staged.take
    wrong = staged.damage(folder, killed=True)
    with staged.kept(folder):
        wrong += staged.undone(folder)
    return wrong + staged.done_again(folder)


def _duration(staged: Staged) -> float:
    """Return how many seconds the command runs when nobody kills it."""
    seconds = []
    for _ in range(_RUNS):
        folder = staged.new_take()
        start = time.perf_counter()
        staged.run(folder)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)

"""Questions asked many at a time: each distinct one is answered once, by several processes where that pays, in order.

Columns of names repeat themselves: what was answered is remembered, within bounds.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from tenlao.base.batches import in_batches
from tenlao.base.errors import TenlaoError
from tenlao.base.processes import be_a_worker, processors

__all__ = ["Answering", "Progress"]

T = TypeVar("T")

Progress = Callable[[int, int], object]
"""What is told how many of the distinct questions are answered, and how many there are."""

# For fewer new questions at once, processes take longer to start than they save; each gets so many at a time; and so
# many answers are remembered.
_WORTH_PROCESSES = 1000
_AT_A_TIME = 100
_REMEMBERED = 1 << 15


@dataclass(frozen=True)
class _Asked(Generic[T]):
    """Questions that were asked together: the answers that were known, and those that are awaited.

    Python 3.10 knows no named tuple that is generic.
    """

    questions: Sequence[str]
    known: dict[str, T]
    new: list[str]
    awaited: list[Future[bytes]] | None


class Answering(Generic[T]):
    """What answers questions; to be closed, as it may have started processes.

    With several workers, `answer` is sent to other processes, and so are the questions and the answers.

    >>> with Answering(str.upper) as asked:
    ...     asked.answers(["a", "b", "a"])
    ['A', 'B', 'A']
    """

    def __init__(
        self,
        answer: Callable[[str], T],
        workers: int = 1,
        *,
        to_send: Callable[[list[T]], bytes] = pickle.dumps,
        received: Callable[[bytes], list[T]] = pickle.loads,
        worth: int = _WORTH_PROCESSES,
        at_a_time: int = _AT_A_TIME,
        remembered: int = _REMEMBERED,
    ) -> None:
        """Take what answers a question, and how many processes may do so; 0: as many as there are processors.

        Processes make bytes of answers by `to_send`, from which they are `received`.
        They are started when so many new questions are asked at once that they are `worth` it, and each gets some
        `at_a_time`; so many answers are `remembered`.

        Raises:
            ValueError: the number of workers is negative.
        """
        if workers < 0:
            raise ValueError("workers must be at least 1, or 0 for all processors")
        self._answer, self._to_send, self._received = answer, to_send, received
        self._workers = workers or processors()
        self._pool: ProcessPoolExecutor | None = None
        self._worth, self._at_a_time, self._most = worth, at_a_time, remembered
        self._remembered: dict[str, T] = {}

    def __enter__(self) -> Answering[T]:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def answers(self, questions: Sequence[str], progress: Progress | None = None) -> list[T]:
        """Return the answer to each question, in order; equal questions get the same one.

        Raises:
            TenlaoError: a process was killed.
        """
        return self._answered(self._ask(questions, {}), {}, progress)[0]

    def in_turn(self, batches: Iterable[Sequence[str]]) -> Iterator[list[T]]:
        """Give the answers to each batch of questions in turn; the next batch is asked before they are given.

        >>> with Answering(str.upper) as asked:
        ...     list(asked.in_turn(["ab", "ba"]))
        [['A', 'B'], ['B', 'A']]

        Raises:
            TenlaoError: a process was killed.
        """
        waiting: deque[_Asked[T]] = deque()
        before: dict[str, T] = {}
        for batch in batches:
            waiting.append(self._ask(batch, waiting[-1].new if waiting else ()))
            if len(waiting) > 1:
                answers, before = self._answered(waiting.popleft(), before)
                yield answers
        while waiting:
            answers, before = self._answered(waiting.popleft(), before)
            yield answers

    def _ask(self, questions: Sequence[str], asked: Iterable[str]) -> _Asked[T]:
        """Ask what is neither remembered nor just asked."""
        distinct = dict.fromkeys(questions)
        known = {
            question: self._remembered[question] for question in distinct if question in self._remembered
        }
        just_asked = set(asked)
        new = [question for question in distinct if question not in known and question not in just_asked]
        if self._pool is None and self._workers > 1 and len(new) >= self._worth:
            self._answer(new[0])  # what is made for the first answer is made once, and not by each process
            self._pool = ProcessPoolExecutor(
                self._workers, initializer=_begin, initargs=(self._answer, self._to_send)
            )
        if self._pool is None:
            return _Asked(questions, known, new, None)
        try:
            awaited = [self._pool.submit(_answers, some) for some in in_batches(new, self._at_a_time)]
        except BrokenProcessPool as error:
            raise _killed() from error
        return _Asked(questions, known, new, awaited)

    def _answered(
        self, asked: _Asked[T], before: dict[str, T], progress: Progress | None = None
    ) -> tuple[list[T], dict[str, T]]:
        """Return the answers to questions, and those that are new; `before` has the new ones of the batch before."""
        found: dict[str, T] = {}
        distinct = len(asked.known) + len(asked.new)
        for some, answers in zip(in_batches(asked.new, self._at_a_time), self._awaited(asked), strict=True):
            found.update(zip(some, answers, strict=True))
            if progress is not None:
                progress(len(asked.known) + len(found), distinct)
        self._remember(found)
        told = before | asked.known | found
        return [told[question] for question in asked.questions], found

    def _awaited(self, asked: _Asked[T]) -> Iterator[list[T]]:
        """Give the new answers as they come, some at a time."""
        if asked.awaited is None:
            for some in in_batches(asked.new, self._at_a_time):
                yield [self._answer(question) for question in some]
            return
        try:
            for future in asked.awaited:
                yield self._received(future.result())
        except BrokenProcessPool as error:
            raise _killed() from error

    def _remember(self, found: dict[str, T]) -> None:
        """Remember answers, and forget the oldest if there are too many."""
        self._remembered.update(found)
        for oldest in list(islice(self._remembered, max(0, len(self._remembered) - self._most))):
            del self._remembered[oldest]


def _killed() -> TenlaoError:
    return TenlaoError("a process was killed, perhaps for want of memory; use fewer workers")


# What a process that works for another answers questions with, and sends the answers with.
_answer_one: Callable[[str], Any]
_send: Callable[[list[Any]], bytes]


def _begin(answer: Callable[[str], Any], to_send: Callable[[list[Any]], bytes]) -> None:
    global _answer_one, _send
    be_a_worker()
    _answer_one, _send = answer, to_send


def _answers(questions: Sequence[str]) -> bytes:
    return _send([_answer_one(question) for question in questions])

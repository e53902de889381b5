"""Many names at once give what each gives alone, whatever number of processes works on them."""

import math
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenlao import Entry, Form, Gazetteer, Table, TenlaoError, load
from tenlao.base.answering import Answering

FORMS = [form.text for entry in load().entries for form in entry.forms]
LETTERS = "abehikmnopstuxy -ăâêôơđສວນ"


def garbled(name: str, place: int, letter: str) -> str:
    at = place % (len(name) + 1)
    return name[:at] + letter + name[at + 1 :]


NAMES = st.one_of(
    st.none(),
    st.just(math.nan),
    st.sampled_from(["", "  ", "\u2060", "Nguyễn Văn Xay", "Siphandone", "Kaysone Phomvihane", "x" * 5000]),
    st.sampled_from(FORMS),
    st.builds(garbled, st.sampled_from(FORMS), st.integers(0, 40), st.sampled_from(LETTERS)),
)


@given(st.lists(NAMES), st.sampled_from([None, 0.0, 95.0]), st.sampled_from([None, "person", "place"]))
def test_as_one_by_one(names: Sequence[str | float | None], threshold: float | None, kind: None) -> None:
    table = load()
    assert table.resolve_many(names, threshold=threshold, kind=kind) == [
        table.resolve(name, threshold, kind) for name in names
    ]
    assert table.lookup_many(names, 3, kind=kind) == [table.lookup(name, 3, kind) for name in names]


def some_thousand() -> list[str]:
    return [garbled(form, place, "a") for place, form in enumerate(FORMS)][:2500]


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_answer_as_one_does(workers: int) -> None:
    table = load()
    names = some_thousand() * 2
    one_by_one = {name: table.resolve(name) for name in names}
    found = table.resolve_many(names, workers=workers)
    assert found == [one_by_one[name] for name in names]
    for match in found:
        assert match is None or match.entry is table.entry(match.entry.id)


def test_processes_look_up_as_one_does() -> None:
    names = some_thousand()
    assert load().lookup_many(names, workers=2) == [load().lookup(name) for name in names]


def test_each_name_is_told_once_and_all_in_the_end() -> None:
    told: list[tuple[int, int]] = []
    names = some_thousand()
    load().resolve_many(names * 3, progress=lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1] == (len(set(names)),) * 2


def test_none_is_asked_where_there_are_no_names() -> None:
    assert load().resolve_many([]) == []
    assert load().lookup_many(iter(())) == []
    assert load().resolve_many([None, math.nan, ""]) == [None] * 3


def test_what_is_no_name_is_refused() -> None:
    with pytest.raises(TypeError, match="a name is a string, not int"):
        load().resolve_many(["Attapeu", 5])
    with pytest.raises(ValueError, match="limit"):
        load().lookup_many(["Attapeu"], 0)
    with pytest.raises(ValueError, match="workers"):
        load().resolve_many(["Attapeu"], workers=-1)


def test_a_gazetteer_can_be_sent_to_another_process() -> None:
    small = Gazetteer(Table([Entry("attapeu", "place", (Form("Attapeu", "latin"), Form("ອັດຕະປື", "lao")))]))
    for names in (small, load()):
        there: Gazetteer = pickle.loads(pickle.dumps(names))
        for name in ("Attapu", "ອັດຕະປື", "Nobody"):
            assert there.resolve(name) == names.resolve(name)


def test_processes_that_are_not_forked_answer_as_well() -> None:
    program = (
        "import multiprocessing, tenlao\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method('spawn')\n"
        "    names = [f'Thonglun Sisulith {n}' for n in range(1200)] + ['Attapeu']\n"
        "    print(tenlao.resolve_many(names, workers=2)[-1].entry.id)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.stdout, done.stderr) == ("attapeu\n", "")


@given(st.lists(st.lists(st.sampled_from("abcdef"))))
def test_batches_in_turn_are_as_each_alone(batches: list[list[str]]) -> None:
    with Answering(str.upper) as asked:
        assert list(asked.in_turn(batches)) == [[question.upper() for question in batch] for batch in batches]


def test_batches_in_turn_by_processes() -> None:
    batches = [[str(n % 1700) for n in range(start, start + 3000)] for start in (0, 900, 10_000, 0)]
    with Answering(int, 2) as asked:
        assert list(asked.in_turn(batches)) == [[int(question) for question in batch] for batch in batches]


def kill_itself(parent: int, question: str) -> str:
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
    return question


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_killed_process_is_told() -> None:
    with (
        Answering(partial(kill_itself, os.getpid()), 2) as asked,
        pytest.raises(TenlaoError, match="a process was killed"),
    ):
        asked.answers([str(n) for n in range(2000)])


@settings(max_examples=5)
@given(st.integers(0, 3000))
def test_much_is_forgotten_and_asked_again(start: int) -> None:
    with Answering(int) as asked:
        for first in (start, start + 40_000, start):
            numbers = range(first, first + 40_000)
            assert asked.answers([str(n) for n in numbers]) == list(numbers)

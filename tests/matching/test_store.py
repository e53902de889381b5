"""A table on its way to another machine."""

import pytest

from tenlao import Gazetteer, TenlaoError, load
from tenlao.matching.store import received, to_send


def test_a_table_that_was_sent_says_the_same() -> None:
    names = load()
    sent = to_send(names.table, names.index)
    assert to_send(names.table, names.index) == sent
    there = Gazetteer(*received(sent))
    assert there.entries == names.entries
    assert there.sources == names.sources
    for name in ("Thonglun Sisulith", "Thongloun Sisolic", "ວຽງຈັນ", "Nguyễn Văn Xay"):
        assert there.resolve(name) == names.resolve(name)


def test_a_table_of_another_version_is_refused() -> None:
    names = load()
    _, *lines = to_send(names.table, names.index)
    with pytest.raises(TenlaoError, match=r"comes from tenlao 0\.0\.7, here is .*; install the same"):
        received([b"0.0.7", *lines])

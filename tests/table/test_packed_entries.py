"""Entries that are packed are the same when they are made."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao import Entry, Form, Gazetteer, Office, Source, Table
from tenlao.base.vocabulary import KINDS, REGISTRIES, TAGS, WRITINGS
from tenlao.table.model import Link
from tenlao.table.packed_entries import MANY, PackedEntries

TEXTS = st.text() | st.just("\ud800")
YEARS = st.none() | st.integers(1, 9999)
FORMS = st.builds(
    Form,
    TEXTS,
    st.sampled_from(WRITINGS),
    st.none() | st.sampled_from(TAGS),
    st.lists(TEXTS, max_size=2).map(tuple),
)
OFFICES = st.builds(Office, TEXTS, st.none() | TEXTS, YEARS, YEARS, YEARS, st.booleans())
ENTRIES = st.builds(
    Entry,
    TEXTS,
    st.sampled_from(KINDS),
    st.lists(FORMS, max_size=3).map(tuple),
    st.none() | TEXTS,
    st.none() | TEXTS,
    st.lists(TEXTS, max_size=2).map(tuple),
    st.lists(st.builds(Link, st.sampled_from(REGISTRIES), TEXTS), max_size=2).map(tuple),
    st.lists(OFFICES, max_size=2).map(tuple),
    YEARS,
    YEARS,
    st.none() | TEXTS,
)


@given(st.lists(ENTRIES, max_size=5))
def test_entries_are_what_they_were(entries: list[Entry]) -> None:
    packed = PackedEntries.of(entries)
    assert list(packed) == entries
    assert [packed[at] for at in range(len(entries))] == entries
    assert list(PackedEntries(packed.packed())) == entries
    assert list(pickle.loads(pickle.dumps(packed))) == entries
    # True equals 1, and a tuple with names one without: what is shown tells them apart.
    assert list(map(tuple.__repr__, packed)) == list(map(tuple.__repr__, entries))


def test_parts_and_places_from_the_end() -> None:
    entries = [Entry(f"e{number}", "place", (Form(f"Ban {number}", "latin"),)) for number in range(5)]
    packed = PackedEntries.of(entries)
    assert packed[1:4] == entries[1:4]
    assert packed[-1] == entries[-1]
    with pytest.raises(IndexError):
        packed[5]
    with pytest.raises(IndexError):
        packed[-6]


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    entries = (Entry(f"e{number}", "person", (Form(f"Xay {number}", "latin"),)) for number in range(MANY))
    return Gazetteer(Table(entries, {"x": Source("x", "Nhân Dân")}))


class TestVeryMany:
    """A table of so many entries that they are packed."""

    def test_they_are_there(self, names: Gazetteer) -> None:
        assert len(names) == MANY
        assert not isinstance(names.entries, tuple)
        assert names.entries[MANY - 1] == names.entry(f"e{MANY - 1}")
        assert [entry.forms[0].text for entry in names.entries[1:3]] == ["Xay 1", "Xay 2"]
        assert sum(entry.kind == "person" for entry in names.entries) == MANY
        assert names.sources["x"].publisher == "Nhân Dân"

    def test_who_is_in_no_table_has_no_entry(self, names: Gazetteer) -> None:
        with pytest.raises(KeyError):
            names.entry("e")

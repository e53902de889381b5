"""Changes of bytes: made where they should be, and undone from what is kept of them, or refused."""

import binascii
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao.documents.changes import Change, changed, restore_data, restored


@st.composite
def changes_of(draw: st.DrawFn) -> tuple[bytes, list[Change]]:
    """A file, and changes of it in order, some of which meet."""
    content = draw(st.binary(max_size=30))
    places = sorted(draw(st.lists(st.integers(0, len(content)), max_size=8)))
    pairs = zip(places[::2], places[1::2], strict=False)
    return content, [Change(start, end, draw(st.binary(max_size=5))) for start, end in pairs]


@given(changes_of())
def test_what_is_changed_is_changed_back(given: tuple[bytes, list[Change]]) -> None:
    content, changes = given
    new = content
    for start, end, put in reversed(changes):
        new = new[:start] + put + new[end:]
    assert changed(content, changes) == new
    assert restored(new, json.loads(json.dumps(restore_data(content, changes)))) == content


def test_each_place_is_told_as_it_is_in_the_new_file() -> None:
    changes = [Change(0, 1, b""), Change(2, 2, b"xyz"), Change(3, 5, b"!")]
    assert changed(b"abcdef", changes) == b"bxyzc!f"
    assert restore_data(b"abcdef", changes) == {"changes": [(0, 0, "YQ=="), (1, 4, ""), (5, 6, "ZGU=")]}


@pytest.mark.parametrize(
    "places",
    [
        [[0, 1], [0, 2]],  # they overlap
        [[2, 3], [0, 1]],  # not in order
        [[2, 1]],
        [[-1, 1]],
        [[0, 4]],
        [[4, 4]],
    ],
)
def test_places_that_do_not_fit_a_file_are_refused(places: list[list[int]]) -> None:
    with pytest.raises(ValueError, match=r"^the data to restore a file do not fit it$"):
        restored(b"abc", {"changes": [[*place, ""] for place in places]})


@pytest.mark.parametrize("places", [[[0, 1], [1, 2]], [[3, 3]], [[0, 0], [0, 3]]])
def test_places_may_meet_and_go_up_to_the_end(places: list[list[int]]) -> None:
    back = restored(b"abc", {"changes": [[*place, "WFla"] for place in places]})
    assert back == changed(b"abc", [Change(start, end, b"XYZ") for start, end in places])


def test_what_is_no_base64_is_refused() -> None:
    with pytest.raises(binascii.Error):
        restored(b"abc", {"changes": [[0, 1, "YQ==\n*"]]})

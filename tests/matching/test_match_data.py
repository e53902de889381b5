"""A match as plain data, and names that are missing."""

import json
import math

import pytest

import tenlao
from tenlao.pipeline.answers import answer


@pytest.mark.parametrize("name", ["Sonexay Siphandone", "Phosay Khaikhamphithoun", "Bun Kham"])
def test_a_match_has_the_keys_that_lookup_prints(name: str) -> None:
    names = tenlao.load()
    match = names.lookup(name)[0]
    data = match.to_dict(names.sources)
    assert json.loads(json.dumps(data)) == data
    (printed,) = answer(names, name, limit=1).data(names.sources)
    assert printed == {"name": name, **data}
    assert match.to_dict() == {**data, "sources": list(match.form.sources)}


@pytest.mark.parametrize("name", [None, math.nan, "", "  "])
def test_a_missing_name_names_nothing(name: str | float | None) -> None:
    assert tenlao.resolve(name) is None
    assert tenlao.lookup(name) == []


@pytest.mark.parametrize("name", [3, 3.5, ["Lao"], b"Lao"])
def test_what_is_no_name_is_refused(name: object) -> None:
    with pytest.raises(TypeError, match="a name is a string"):
        tenlao.resolve(name)  # type: ignore[arg-type]

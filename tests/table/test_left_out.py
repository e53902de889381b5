"""What was gathered and left out of the table: each name or spelling with a reason, and none of them in the table."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import tomli

from tenlao.base.vocabulary import KINDS, WRITINGS
from tenlao.table.reader import read_table

DATA = Path(__file__).parents[2] / "data"
TABLE = read_table(DATA / "names.toml")
LEFT_OUT: dict[str, list[dict[str, Any]]] = tomli.loads((DATA / "left_out.toml").read_text(encoding="utf-8"))
ENTRIES, FORMS = LEFT_OUT["entry"], LEFT_OUT["form"]


def test_it_has_only_what_is_known() -> None:
    assert set(LEFT_OUT) == {"entry", "form"}
    assert {key for entry in ENTRIES for key in entry} == {"id", "kind", "reason"}
    assert {key for form in FORMS for key in form} == {"entry", "writing", "form", "reason"}


@pytest.mark.parametrize("left_out", ENTRIES + FORMS, ids=lambda item: item.get("id") or item["form"])
def test_each_has_a_reason(left_out: dict[str, Any]) -> None:
    assert len(left_out["reason"].split()) >= 3
    assert left_out["reason"] == left_out["reason"].strip()


def test_an_entry_is_left_out_once_and_in_order() -> None:
    keys = [(list(KINDS).index(entry["kind"]), entry["id"]) for entry in ENTRIES]
    assert keys == sorted(keys)
    assert Counter(keys).most_common(1)[0][1] == 1


def test_what_is_in_the_table_is_printed_somewhere() -> None:
    assert [
        (entry.id, form.text) for entry in TABLE.entries for form in entry.forms if not form.sources
    ] == []


def test_an_entry_that_is_left_out_is_not_in_the_table() -> None:
    assert not {entry["id"] for entry in ENTRIES} & {entry.id for entry in TABLE.entries}


def test_a_form_is_left_out_once_and_in_order() -> None:
    keys = [(form["entry"], form["writing"], form["form"]) for form in FORMS]
    assert keys == sorted(set(keys))
    assert {form["writing"] for form in FORMS} <= set(WRITINGS)


@pytest.mark.parametrize("left_out", FORMS, ids=lambda form: form["form"])
def test_a_form_that_is_left_out_is_none_of_its_entry(left_out: dict[str, Any]) -> None:
    entry = TABLE.entry(left_out["entry"])
    forms = {form.text for form in entry.forms if form.writing == left_out["writing"]}
    assert left_out["form"] not in forms

"""Any TOML at all, where a table file has names: findings, and never an exception."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tenlao.base.vocabulary import REGISTRIES
from tenlao.curating.validation import validate
from tenlao.gazetteer import bundled

tomlkit = pytest.importorskip("tomlkit")

WORDS = [
    "",
    " ",
    "x",
    "attapeu",
    "person",
    "latin",
    "typo",
    "Attapeu",
    "A-tô-pư",
    "ອັດຕະປື",
    "2020-12-04",
    "http://a.b/c",
]
TEXTS = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
LEAVES = (
    TEXTS
    | st.integers(-(2**40), 2**40)
    | st.floats(allow_nan=False)
    | st.booleans()
    | st.dates()
    | st.datetimes()
)
FORM = ["form", "tag", "sources"]
ENTRY = ["id", "kind", "type", "role", "same_name_as", "latin", "vietnamese", "lao", *REGISTRIES, "sources"]
SOURCE = ["id", "publisher", "date", "url"]
KEYS = st.sampled_from([*FORM, *ENTRY, *SOURCE, "hide", "entry", "source", "odd"])
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=8
)


def section(keys: list[str], **usual: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """A list of tables in which each key may have any value, and often a usual one."""
    item = st.fixed_dictionaries({}, optional={key: VALUES | usual.get(key, VALUES) for key in keys})
    return VALUES | st.lists(item | VALUES, max_size=3) | st.lists(item, max_size=3)


FORMS = st.just(["Xo"]) | st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(FORM, VALUES)), max_size=2
)
FILES = st.dictionaries(KEYS, VALUES, max_size=4) | st.fixed_dictionaries(
    {},
    optional={
        "hide": VALUES,
        "entry": section(ENTRY, id=st.just("x"), kind=st.just("person"), latin=FORMS, lao=FORMS),
        "source": section(SOURCE, id=st.just("s"), publisher=st.just("KPL")),
    },
)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(FILES)
@example({"entry": {"id": "x"}})
@example({"entry": 3})
@example({"entry": [1, {"id": "x"}], "hide": 3, "source": {}})
def test_gives_findings(data: dict[str, object]) -> None:
    text = tomlkit.dumps(data)
    assert isinstance(validate("x.toml", None, text), list)


@pytest.mark.parametrize("text", ['[entry]\nid = "x"', "entry = 3", "[source]", "hide = 3", "entry = [1]"])
def test_is_told_over_the_bundled_table(text: str) -> None:
    assert [finding.code for finding in validate("x.toml", bundled().table, text)] == ["wrong-type"]

"""The words of pages: there is one for all that they may have to show."""

from collections.abc import Callable, Collection, Mapping

import pytest

from tenlao.base.vocabulary import KINDS, TAGS, WRITINGS
from tenlao.checking.rules import RULES
from tenlao.web import words


@pytest.mark.parametrize(
    ("called", "shown"),
    [(words.kinds, KINDS), (words.writings, WRITINGS), (words.tags, TAGS), (words.rules, RULES)],
)
def test_all_that_is_shown_is_called_something(
    called: Callable[[], Mapping[str, str]], shown: Collection[str]
) -> None:
    assert set(called()) == set(shown)

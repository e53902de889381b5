"""Mentions kept apart from their text: what is said of each."""

from dataclasses import replace

import pytest

from tenlao import Mention, load
from tenlao.pipeline.standoff import mention_data


@pytest.mark.parametrize(("score", "shown"), [(64.9612, 65.0), (87.26, 87.3), (100.0, 100.0)])
def test_scores_are_rounded_where_they_are_shown(score: float, shown: float) -> None:
    (mention,) = load().find("Ông Sonexay Siphandone đến.")
    scored: Mention = replace(mention, match=replace(mention.match, score=score))
    assert mention_data(scored)["score"] == shown

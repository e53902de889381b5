"""What a span must reach: nothing around it asks for less than the best that may stand there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import tenlao
from tenlao.mentions.span_rules import SpanFeatures, at_best, lowest_score, required_surprisal
from tenlao.text.tokens import tokens

KINDS = st.sampled_from(("person", "place", "organization"))
SPANS = st.builds(
    SpanFeatures,
    kind=KINDS,
    exact=st.booleans(),
    apart=st.sampled_from((0.0, 0.5, 0.75, 1.0, 5.0)),
    syllables=st.integers(0, 4),
    words=st.integers(1, 3),
    spaced=st.booleans(),
    in_lao=st.booleans(),
    announced=st.frozensets(KINDS),
    surprisal=st.just(0.0),
    bare=st.booleans(),
    fits=st.booleans(),
    near_laos=st.booleans(),
    of_people=st.booleans(),
    typed=st.booleans(),
)


@given(SPANS)
def test_at_best_the_least_is_asked_for(span: SpanFeatures) -> None:
    best, required = at_best(span), required_surprisal(span)
    if required is not None:
        least = required_surprisal(best)
        assert least is not None
        assert least <= required
    assert lowest_score(best) <= lowest_score(span)


@given(SPANS)
def test_one_syllable_in_lao_script_is_a_name_only_as_it_is_attested(span: SpanFeatures) -> None:
    syllable = span._replace(in_lao=True, exact=False, syllables=1)
    assert required_surprisal(syllable) is required_surprisal(at_best(syllable)) is None


def test_one_syllable_in_lao_script_is_looked_for_as_it_sounds() -> None:
    search = tenlao.load().finder._whole_names._search
    assert search.possible_spans(tokens("ຢູ່ກາ"), 14) == []
    assert (1, 2) in search.possible_spans(tokens("ຢູ່ຄູນ"), 14)

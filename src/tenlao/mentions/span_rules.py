"""What a span of a run must reach to be taken for a name of the table, by what stands around it.

All is in nats: what the sound of the attested form tells (its surprisal) must be at least what is required. Judged on
articles, not fitted.
"""

from __future__ import annotations

from typing import NamedTuple

from tenlao.base.vocabulary import Kind
from tenlao.matching.units import SAME_SOUND

__all__ = [
    "HARD_TO_MISTAKE",
    "LOWEST_SCORE",
    "LOWEST_SCORE_ALONE",
    "WELL_KNOWN",
    "SpanFeatures",
    "at_best",
    "lowest_score",
    "reached",
    "required_surprisal",
]

# The score a span must have: that at which a name resolves, if a title or generic word announces its kind or it is a
# person's; without such a word what organizations and places are called is made of common words, and places are many.
LOWEST_SCORE, LOWEST_SCORE_ALONE, LOWEST_SCORE_OF_PLACE, LOWEST_SCORE_OF_PLACE_NEAR_LAOS = (
    50.0,
    65.0,
    84.0,
    80.0,
)
# What is required of a span with such a word beside it, and without; by each nat of its distance; if it is written
# as spaced syllables, as Vietnamese words are; if it is no attested spelling in Lao text, where words are joined;
# if a title announces a person and this is none, spelled as attested in Latin letters or not; if it is one word that
# is no attested spelling of a place.
IN_CONTEXT, ALONE = 4.0, 8.0
BY_DISTANCE, IF_SPACED, IN_LAO, OTHER_KIND, OTHER_KIND_IF_EXACT, ONE_WORD = 2.0, 3.0, 12.0, 12.0, 4.0, 4.0
# What is required less of a place where the text near it speaks of Laos.
IF_NEAR_LAOS = 3.0

IN_LAO_IF_SAME_SOUND = 8.0
# How far from a name of a single component a word may be; judged.
FARTHEST_OF_SINGLE = 3.0
# Syllables that most given names have at the most.
OF_GIVEN_NAME = 2
# What the name of a place must tell to be one of ours in a text that does not speak of Laos.
HARD_TO_MISTAKE = 17.0
# Types of places that are meant wherever they are named, as are those of no type.
WELL_KNOWN = (None, "capital", "province", "district", "town", "kingdom")


class SpanFeatures(NamedTuple):
    """What a span is, taken for an entry, and what stands around it.

    `surprisal` is what the sound of the entry's form tells (nats). `announced` are the kinds of name that titles and
    generic words beside it announce. `single` tells that a person is known by a single component, `bare` that it may
    be anybody's given name, and `fits` that the title before is one that such a person has. `near_laos` tells that
    the text near it speaks of Laos. `of_people` tells that people are called as this place or organization is, which
    is of no great note, and `typed` that a word beside it says what type of place it is.
    """

    kind: Kind
    exact: bool
    apart: float
    syllables: int
    words: int
    spaced: bool
    in_lao: bool
    announced: frozenset[str] = frozenset()
    surprisal: float = 0.0
    bare: bool = False
    single: bool = False
    fits: bool = False
    near_laos: bool = False
    of_people: bool = False
    typed: bool = False

    @property
    def supported(self) -> bool:
        """Whether a word beside the span announces a name of its kind."""
        return self.kind in self.announced


def required_surprisal(span: SpanFeatures) -> float | None:
    """Return what the sound of a span must tell for it to be a name, None where no sound would be enough.

    >>> place = SpanFeatures("place", True, 0.0, 2, 1, False, False, frozenset({"place"}))
    >>> required_surprisal(place), required_surprisal(place._replace(announced=frozenset()))
    (4.0, 8.0)
    >>> required_surprisal(SpanFeatures("person", True, 0.0, 2, 1, False, False, frozenset(), bare=True)) is None
    True
    """
    if span.syllables < 2 and not (
        span.supported and (span.exact or (span.typed and not span.in_lao and span.apart <= SAME_SOUND))
    ):
        return None  # one syllable sounds like many words
    if span.bare and not span.fits:
        return None  # anybody may be called so
    if span.single and span.apart > FARTHEST_OF_SINGLE and not span.fits:
        return None  # one word that sounds otherwise is a word of any language
    if span.single and not span.exact and span.syllables <= OF_GIVEN_NAME and not span.fits:
        return None  # it is the given name of others
    if span.kind == "person" and span.syllables < 3 and span.apart > SAME_SOUND and not span.supported:
        return None  # two syllables that sound otherwise are many words
    if span.of_people and not span.supported:
        return None  # it is more often a person's
    near_laos = span.near_laos and span.kind == "place" and not span.in_lao
    required = IN_CONTEXT if span.supported else ALONE - IF_NEAR_LAOS * near_laos
    required += BY_DISTANCE * span.apart
    if not span.exact and (not span.supported or span.apart > SAME_SOUND):
        required += IF_SPACED * span.spaced
    if not span.exact and not span.supported:
        required += ONE_WORD * (span.words == 1 and span.kind == "place" and span.apart > SAME_SOUND)
    if span.in_lao and not span.exact and not (span.supported and span.kind == "place"):
        required += IN_LAO if span.apart > SAME_SOUND else IN_LAO_IF_SAME_SOUND
    if span.announced == {"person"} and not span.supported:
        required += _of_other_kind(span)
    return required


def _of_other_kind(span: SpanFeatures) -> float:
    """What is required of a span besides that a title takes for a person; members of a body are named after it."""
    if not span.exact or span.in_lao:
        return OTHER_KIND
    return 0.0 if span.kind == "organization" else OTHER_KIND_IF_EXACT


def at_best(span: SpanFeatures) -> SpanFeatures:
    """Return a span with such things around it that no others make it a name more easily.

    >>> alone = SpanFeatures("place", True, 0.0, 2, 1, False, False)
    >>> required_surprisal(alone), required_surprisal(at_best(alone))
    (8.0, 4.0)
    """
    return span._replace(announced=frozenset({span.kind}), fits=True, near_laos=True, typed=True)


def reached(span: SpanFeatures, score: float) -> float | None:
    """Return what the sound of a span must tell, None if it does not, or if such a score is too low."""
    required = required_surprisal(span)
    enough = required is not None and span.surprisal >= required and score >= lowest_score(span)
    return required if enough else None


def lowest_score(span: SpanFeatures) -> float:
    """Return the score that a span must have."""
    part_of_word = span.in_lao and not span.exact and span.apart > SAME_SOUND  # words are joined: ໂພນສະ|ອາດ
    if span.kind == "person" or (span.supported and not part_of_word):
        return LOWEST_SCORE
    if span.kind == "place" and not span.near_laos:
        return LOWEST_SCORE_OF_PLACE
    if span.kind == "place":
        return LOWEST_SCORE_OF_PLACE_NEAR_LAOS
    return LOWEST_SCORE_ALONE

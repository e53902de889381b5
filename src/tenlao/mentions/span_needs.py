"""What a span needs besides what it tells by itself: a text about Laos, a row of places, somebody named near."""

from __future__ import annotations

from collections.abc import Iterator

from tenlao.matching.beside_names import is_of_other_type
from tenlao.matching.units import SAME_SOUND
from tenlao.mentions.span_rules import BY_DISTANCE, HARD_TO_MISTAKE, WELL_KNOWN, SpanFeatures, reached
from tenlao.mentions.spans import Needs, Taken, joined_by_hyphen
from tenlao.phonology.vietnamese_spelling import is_syllable
from tenlao.text.titles import is_generic

__all__ = ["may_be_anything", "needs_of"]


# What a place must tell (nats) to be one of ours in a text that does not speak of Laos, if it is of the type that the
# word before it says, and what a person in syllables; judged.
HARD_TO_MISTAKE_IF_TYPED, HARD_TO_MISTAKE_IN_SYLLABLES = 10.0, 22.0
# What a town must tell more, since every country has many.
OF_TOWNS = 2.0


def needs_of(taken: Taken) -> tuple[Needs, float] | None:
    """Return what else a span needs, and the surprisal that it must have then; None if it is no name in any case."""
    for needs, way in _ways(taken):
        required = reached(way, taken.match.score)
        if required is not None:
            return needs, required
    return None


def _ways(taken: Taken) -> Iterator[tuple[Needs, SpanFeatures]]:
    """The features that a span has or may have, with what it takes for that.

    Something is, or goes, where an attested place is located that is no word of Vietnamese: roads to Ngeun; and so
    what is located in Lao script is no family name. What stands there by itself may be a form of another name.
    """
    features, around = taken.features, taken.around
    one_word = features.words == 1 or features.in_lao
    located = around.located and one_word and not is_syllable(taken.words[0].word.key)
    yield "", features
    if features.of_people and features.in_lao and features.exact and located:
        yield "", features._replace(announced=frozenset({"place"}))
    if features.kind == "place" and not features.in_lao:
        yield "laos", features._replace(near_laos=True)
        if features.exact and located:
            yield "laos", features._replace(announced=frozenset({"place"}))
        if features.exact and not features.announced:
            yield "row", features._replace(announced=frozenset({"place"}))
    by_itself = features.in_lao and len(taken.words) == len(taken.run)
    if features.kind == "place" and features.exact and by_itself:
        yield "beside", features._replace(announced=frozenset({"place"}))
    royal = taken.match.entry.type == "royal" and not around.kinds and not features.in_lao
    if features.bare and features.exact and royal:
        yield "royals", features._replace(fits=True)
    if features.bare and features.exact and features.supported:
        yield "companion", features._replace(fits=True)


def may_be_anything(taken: Taken) -> bool:
    """Tell whether a span may as well be a name of elsewhere, if nothing near speaks of Laos.

    So may be minor places that no word beside them announces; of unattested spellings organizations, places
    that are easily mistaken (Cairo, Balkan), and persons who are written in one word, or in syllables of their own
    with Vietnamese marks.
    """
    match, features, around, tokens = taken.match, taken.features, taken.around, taken.words
    if features.exact and features.kind == "place" and match.form.tag == "exonym":
        return True  # kênh Vạn Tượng
    if features.exact and features.kind == "place" and not features.in_lao:
        by_itself = is_generic(tokens[0].word.key) and match.form.writing == "latin"
        announced = "place" in around.kinds and not is_of_other_type(match.entry, around.title)
        if not (by_itself or announced):
            return match.entry.type not in WELL_KNOWN  # xe Sedan, bang Pahang, thuỷ điện Nậm Nơn
    if match.evidence is None or features.in_lao or any(m.kind == "exact" for m in taken.span.matches):
        return False
    tells = match.evidence.self_information - BY_DISTANCE * features.apart
    if features.kind == "person":
        parted = features.syllables == features.words and not any(
            joined_by_hyphen(tokens, n) for n in range(len(tokens))
        )
        as_vietnamese = parted and not all(token.word.key.isascii() for token in tokens)
        one_word = all(token.gap == "-" for token in tokens[1:])
        return (as_vietnamese or one_word) and tells < HARD_TO_MISTAKE_IN_SYLLABLES
    enough = HARD_TO_MISTAKE_IF_TYPED if features.typed else HARD_TO_MISTAKE
    enough += OF_TOWNS * (match.entry.type == "town")
    large = features.apart <= SAME_SOUND and match.entry.type in WELL_KNOWN
    surely_ours = tells >= enough and (features.supported or large)
    return features.kind == "organization" or not surely_ours

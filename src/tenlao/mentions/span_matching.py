"""Which entries a span of words may name in full."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

from tenlao.matching.candidates import SWAP_PENALTY, compare, misspelt, namesakes
from tenlao.matching.index import Attested, Index
from tenlao.matching.score import Match
from tenlao.matching.unattested import UNSURE
from tenlao.matching.units import SAME_SOUND
from tenlao.matching.weighing import Candidate, weigh
from tenlao.mentions.span_rules import LOWEST_SCORE
from tenlao.text.keys import spelling_key
from tenlao.text.neighbours import is_neighbour
from tenlao.text.titles import elsewhere, generic_words, tells_type, without_titles
from tenlao.text.tokens import Token, Word, heard

__all__ = ["SpanMatcher"]

_ETHNIC_GROUP = "ethnic group"
# With lower odds nobody has the lowest score, whoever else there is: the odds against a name being in no table are 1.
_LEAST_ODDS = 0.99 * LOWEST_SCORE / (100.0 - LOWEST_SCORE)
_SHORT = 4  # letters of a single syllable in Lao script


class SpanMatcher:
    """Tells which entries spans of words may name; remembers them, since texts repeat themselves."""

    def __init__(self, index: Index) -> None:
        """Take the index of a table."""
        self._index = index
        self._remembered = functools.lru_cache(maxsize=1 << 12)(self._match)

    def matches(self, span: Sequence[Token]) -> tuple[Match, ...] | None:
        """Return the entries that a span may name in full, best first; None for a place that is not in Laos.

        >>> from tenlao import load
        >>> from tenlao.text.tokens import tokens
        >>> matcher = SpanMatcher(load().index)
        >>> [match.entry.id for match in matcher.matches(tokens("Thonglun Sisulith"))]
        ['thongloun-sisoulith']
        >>> matcher.matches(tokens("Long Biên")) is None
        True
        """
        return self._remembered(tuple([t.word for t in span]), tuple([t.gap for t in span[1:]]))

    def names_people(self, span: Sequence[Token]) -> bool:
        """Tell whether a people of Laos is called so."""
        return any(
            candidate.attested.entry.type == _ETHNIC_GROUP and candidate.evidence.cost <= SAME_SOUND
            for components in heard([t.word for t in span], [t.gap for t in span[1:]])
            for candidate in compare(self._index, components, changes=0)
        )

    def _match(self, words: tuple[Word, ...], gaps: tuple[str, ...]) -> tuple[Match, ...] | None:
        """What `matches` remembers."""
        key = "".join([w.key for w in words])
        if key in elsewhere():
            return None if len(words) > 1 else ()
        exact = [a for a in self._index.spelled(key) if _in_text(a)]
        generic = len(words) > 1 and words[0].key in generic_words() and words[1].key not in generic_words()
        if not exact and generic and not is_neighbour(key):
            rest = self._index.spelled("".join([w.key for w in words[1:]]))
            places = [a for a in rest if a.entry.kind == "place" and _in_text(a)]
            exact = places if self._sounds_like_none_but(words, gaps, places) else []
        if len(exact) > 1:
            written = "".join([a + b for a, b in zip(("", *gaps), [w.key for w in words], strict=True)])
            exact.sort(key=lambda a: a.form.text.casefold() != written)
            if exact[0].form.text.casefold() == written:  # the weekly PathetLao is not the Pathet Lao
                exact = [a for a in exact if a.form.text.casefold() == written or a.entry.kind == "place"]
        if exact:
            matches = weigh(exact, namesakes(self._index, exact, heard(words, gaps)))
            return tuple([m for m in matches if m.entry.type != _ETHNIC_GROUP])
        if is_neighbour(key):
            return None if len(words) > 1 else ()
        candidates: list[Candidate] = []
        for components in heard(words, gaps):
            found = compare(self._index, components, changes=None if len(words) > 1 else 0)
            candidates = _in_agreement(candidates, [c for c in found if _in_text(c.attested)])
            if len(components) == 2:
                swapped = compare(self._index, components[::-1], SWAP_PENALTY, changes=0)
                candidates += [c for c in swapped if c.attested.entry.kind == "person"]
        if words[0].key in generic_words():
            candidates += self._without_generic_word(words, gaps)
        unsure = max([c.odds for c in candidates], default=0.0) < UNSURE
        if unsure and len(words) > 1 and not words[0].lao:
            name = "".join([gap + word.key for gap, word in zip(("", *gaps), words, strict=True)])
            candidates += [c for c in misspelt(self._index, name) if _in_text(c.attested)]
        if max([c.odds for c in candidates], default=0.0) < _LEAST_ODDS:
            return ()
        if words[0].lao:
            candidates = [c for c in candidates if c.attested.form.tag != "exonym"]
        likely = [m for m in weigh((), candidates) if m.score >= LOWEST_SCORE]
        if likely and spelling_key(likely[0].form.text) in elsewhere():
            return ()  # ປະເທສລາວ is the country, as ປະເທດລາວ is
        return tuple(likely)

    def _sounds_like_none_but(
        self, words: Sequence[Word], gaps: Sequence[str], places: Sequence[Attested]
    ) -> bool:
        """Whether words sound like no place but some of those given: Houay Xay is Huoixai, and not Xay."""
        alike = {
            candidate.attested.entry.id
            for components in heard(words, gaps)
            for candidate in compare(self._index, components, changes=0)
            if candidate.evidence.cost <= SAME_SOUND and candidate.attested.entry.kind == "place"
        }
        return alike <= {place.entry.id for place in places}

    def _without_generic_word(self, words: Sequence[Word], gaps: Sequence[str]) -> Iterator[Candidate]:
        """The places like which the words after the first sound, if that tells their type: Mường Hiềm."""
        if len(words) < 2 or words[1].key in generic_words():
            return
        for components in heard(words[1:], gaps[1:]):
            for candidate in compare(self._index, components, changes=0):
                same = candidate.evidence.cost <= SAME_SOUND and _in_text(candidate.attested)
                if same and tells_type(words[0].key, candidate.attested.entry.type):
                    yield candidate


def _in_agreement(candidates: list[Candidate], found: list[Candidate]) -> list[Candidate]:
    """Return candidates of one way to read a span with those of another; of a person the less likely one.

    What somebody else would be called is read in either way, too: Khamdaeng is a name, though with the d of a
    rendering it would be none. But if it sounds the same in one way, it is read so.
    """
    if not candidates or not found:
        return candidates or found
    before = {c.attested.entry.id: c for c in candidates if c.person}
    unlikely = set()
    for c in found:
        other = before.get(c.attested.entry.id) if c.person else None
        if other is not None and min(c.evidence.cost, other.evidence.cost) > SAME_SOUND:
            unlikely.add(id(max(c, other, key=lambda candidate: candidate.odds)))
    return [c for c in (*candidates, *found) if id(c) not in unlikely]


@functools.lru_cache(maxsize=1 << 12)
def _in_text(attested: Attested) -> bool:
    """Whether a form is one to look for in texts: not that of a people, nor one that only adds a title."""
    entry, form = attested
    if entry.type == _ETHNIC_GROUP:
        return False
    left = without_titles(form.text, keep_own=True)
    if left == form.text:
        return True
    core = spelling_key(left)
    if form.tag == "titled" and form.writing == "lao" and entry.kind == "place":
        return core == spelling_key(form.text) or len(core) < _SHORT  # the Mekong is not ຂອງ, "of"
    return core == spelling_key(form.text) or all(core != spelling_key(f.text) for f in entry.forms)

"""How surprising a row of syllables is, in plain Python; `compiled_search` has a twin with the same answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import lru_cache, reduce
from itertools import pairwise, starmap
from operator import add

from tenlao.base.patterns import pattern
from tenlao.matching.units import logarithm
from tenlao.phonology.distance import coarse_key

__all__ = ["BIGRAM", "PHONES", "UNIGRAM", "UNSEEN_PHONE", "SyllableSteps", "syllables_of"]

# The Dirichlet concentrations of a syllable's successors, of the syllables, and of their phones. Judged, not fitted.
BIGRAM, UNIGRAM, PHONES = 4.0, 20.0, 5.0
# The probability of a phone that follows another in no syllable, before it is shared with what was counted.
UNSEEN_PHONE = 0.02

# A syllable: its onset, a vowel, the second one of a diphthong, a coda.
_SYLLABLE = pattern("[^aɐiɯueɛoɔɤᵃᵏᵗᵖᵑⁿᵐʲʷ˙]*[aɐiɯueɛoɔɤ]?ᵃ?[ᵏᵗᵖᵑⁿᵐʲʷ˙]?")


_key_of_syllable = lru_cache(maxsize=1 << 11)(coarse_key)


def syllables_of(phones: str, key_of: Callable[[str], str] = _key_of_syllable) -> tuple[str, ...]:
    """Return the syllables of a component (phones), each as a coarse phonetic key.

    >>> syllables_of("soⁿəsaʲ")
    ('son', 'sai')
    """
    return tuple(filter(None, map(key_of, _SYLLABLE.findall(phones.replace("ə", "")))))


class SyllableSteps:
    """How surprising components are by their syllables: bigrams, backed off to syllables and to their phones.

    >>> steps = SyllableSteps({"^": {"sai": 3}, "sai": {"$": 3}}, {"^": {"s": 3}, "s": {"a": 3}, "a": {"i": 3}})
    >>> steps.told("saʲ") < steps.told("saʲsaʲ") < steps.told("tsʳavᵏ")
    True
    """

    def __init__(
        self, after: Mapping[str, Mapping[str, int]], phones: Mapping[str, Mapping[str, int]]
    ) -> None:
        """Take how often a syllable (coarse key) follows another, and a phone another, by what stands before."""
        self._after, self._phones = after, phones
        self._followed = {before: sum(following.values()) for before, following in after.items()}
        self._phones_after = {before: sum(following.values()) for before, following in phones.items()}
        self._syllables: Counter[str] = Counter()
        for following in after.values():
            self._syllables.update(following)
        self._total = self._syllables.total()
        self._of_syllable = lru_cache(maxsize=1 << 10)(self._probability)
        self._of_pair = lru_cache(maxsize=1 << 10)(self._surprisal_of_pair)

    def told(self, phones: str) -> float:
        """Return how surprising (nats) the syllables of a component (phones) are, from one end to the other."""
        # One after the other: what `sum` gives depends on the version of Python.
        return reduce(add, starmap(self._of_pair, pairwise(("^", *syllables_of(phones), "$"))), 0.0)

    def _surprisal_of_pair(self, before: str, syllable: str) -> float:
        following = self._after.get(before, {})
        after = following.get(syllable, 0) + BIGRAM * self._of_syllable(syllable)
        return -logarithm(after / (self._followed.get(before, 0) + BIGRAM))

    def _probability(self, syllable: str) -> float:
        """How probable a syllable is, whatever is before it: how often it is met, backed off to its phones."""
        of_phones = 1.0
        for before, phone in pairwise(f"^{syllable}$"):
            likely = self._phones.get(before, {}).get(phone, 0) + PHONES * UNSEEN_PHONE
            of_phones *= likely / (self._phones_after.get(before, 0) + PHONES)
        return (self._syllables[syllable] + UNIGRAM * of_phones) / (self._total + UNIGRAM)

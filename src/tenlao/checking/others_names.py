"""Names of other people: what sounds nearly like a person of the table and is somebody else's name all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenlao.phonology.distance import coarse_key

if TYPE_CHECKING:
    from tenlao.matching.evidence import Difference
    from tenlao.matching.index import Index
    from tenlao.matching.score import Match

__all__ = ["OFTEN_PRINTED", "SOUNDS_OTHERWISE", "is_somebody_elses", "is_the_well_known"]

SOUNDS_OTHERWISE = 2.0
"""A spelling this much (nats) away from those that are attested is hardly another way to write the same sound."""
OFTEN_PRINTED = 10
"""Of a person whom so many pages name, a romanization that none of them prints is hardly one."""
# A component that is less surprising than this (nats) as a name of Lao people is somebody's: Phommasone is, at 11
# to 15, Siphadone and Phomviham are not, at 19 and more. Judged by the slips and strangers that are known.
SURPRISAL_OF_A_SLIP = 16.0
# A match at least so probable (score, 0-100) has weighed other people's names already: of 1,308 relatives of persons
# of the table a dozen reach it, all a letter from them.
SURELY_MEANT = 65.0
# More words than a name has are its syllables, and no syllable is a name.
MOST_PARTS = 3


def is_somebody_elses(index: Index, match: Match) -> bool:
    """Tell whether a name that sounds a little otherwise than the person's is one that other people have.

    >>> from tenlao import load
    >>> names = load()
    >>> for name in ("Bounmy Phommasone", "Sonexay Siphadone"):
    ...     print(is_somebody_elses(names.index, names.lookup(name)[0]))
    True
    False
    """
    if match.kind != "variant" or match.entry.kind != "person" or match.evidence is None:
        return False
    if match.score >= SURELY_MEANT:
        return False
    parts = match.evidence.parts
    if not 2 <= len(parts) <= MOST_PARTS or match.evidence.letters or is_the_well_known(index, match):
        return False
    strangers = index.strangers
    return any(
        _is_another(part)
        and (strangers.family if part is parts[-1] else strangers.given).surprisal(part.heard)
        < SURPRISAL_OF_A_SLIP
        for part in parts
    )


def is_the_well_known(index: Index, match: Match) -> bool:
    """Tell whether only the family name sounds otherwise of a person whom many name, and who alone is called so."""
    parts = match.evidence.parts if match.evidence else ()
    return (
        len(parts) == 2
        and len(match.entry.sources) >= OFTEN_PRINTED
        and not _is_another(parts[0])
        and not index.strangers.given.bearers(parts[0].heard, match.entry.id)
    )


def _is_another(part: Difference) -> bool:
    """Tell whether a component that is heard is another one than is known, not that one in other letters."""
    return part.cost >= SOUNDS_OTHERWISE and coarse_key(part.heard) != coarse_key(part.known)

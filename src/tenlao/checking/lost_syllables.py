"""Names of persons with a syllable lost, put in, changed or out of its place: Chăn-xạ-mỏn Chăn-lạt for Chăn-nha-lạt.

By sound such a name is too far from the person's to be matched. But it has one component in common with it, and the
other is the person's all but a syllable: either that is a slip, or two people are called nearly alike. Which one is
told by how surprising it would be that somebody else bears both components.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

from tenlao.matching.plain_syllables import syllables_of
from tenlao.mentions.unlisted import syllables_joined
from tenlao.phonology.reading import readings
from tenlao.phonology.sound import vowels

if TYPE_CHECKING:
    from tenlao.matching.index import Index, Spoken
    from tenlao.table.model import Entry

__all__ = ["person_misspoken"]

# From how many nats on it is too surprising that somebody else is called so: both components, where the family name
# has a syllable lost, put in or out of its place, or another one; the given name alone, where it has one lost, put in
# or out of its place, for relatives share a family name; and how much less is enough where the person is named in the
# same text. Judged by 5,700 namesakes and relatives made of the components of the table.
LOST, CHANGED, LOST_OF_GIVEN, NAMED = 18.0, 28.0, 18.0, 8.0
_MOST_LOST = 5  # phones of a syllable


class _Near(NamedTuple):
    """A person with one component of a name, and how surprising somebody else of that name would be (nats)."""

    entry: Entry
    surprisal: float
    enough: float


def person_misspoken(index: Index, name: str, named: frozenset[str] = frozenset()) -> Entry | None:
    """Return the person whose given and family name a name has, but for one syllable of one of them.

    `named` are the ids of the persons who are named in the same text. None where it may be somebody else's name, or
    that of several persons with a syllable wrong.

    >>> from tenlao import load
    >>> index = load().index
    >>> for name in ("Chăn-xạ-mỏn Chăn-lạt", "Sĩ-vi-lay Sẻng-lơn-cha", "Somxay Siphandone"):
    ...     print((found := person_misspoken(index, name)) and found.latin)
    Chansamone Chanyalath
    Sivilay Sengchaleun
    None
    """
    near = {
        found.entry.id: found.entry
        for sound in readings(syllables_joined(name))
        if len(sound.phones) == 2
        for found in _with_one_component(index, sound.phones)
        if found.surprisal >= found.enough - (NAMED if found.entry.id in named else 0.0)
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _with_one_component(index: Index, heard: Sequence[str]) -> Iterator[_Near]:
    """Give the persons who bear one of two components, and another one that is the other but for a syllable."""
    given, family = index.strangers.given, index.strangers.family
    for same, other in ((0, 1), (1, 0)):
        for spoken in index.with_component(heard[same]):
            differs = _has_at(spoken, same, heard[same]) and _differs(heard[other], spoken.components[other])
            if not differs or (differs == "changed" and other == 0):
                continue
            for id, (entry, _) in {owner.entry.id: owner for owner in spoken.owners}.items():
                if entry.kind != "person":
                    continue
                surprisal = given.surprisal(heard[0], id)
                if other == 0:
                    yield _Near(entry, surprisal, LOST_OF_GIVEN)
                else:
                    surprisal += family.surprisal(heard[1], id)
                    yield _Near(entry, surprisal, LOST if differs == "lost" else CHANGED)


def _has_at(spoken: Spoken, place: int, component: str) -> bool:
    """Tell whether a sound is a whole name of two components, of which this is one."""
    return len(spoken.components) == 2 and spoken.components[place] == component and not spoken.penalty


def _is_less_a_syllable(short: str, long: str) -> bool:
    """Tell whether phones are others without some in a row that may be a syllable, from its onset on."""
    lost = len(long) - len(short)
    return lost <= _MOST_LOST and any(
        long[:start] + long[start + lost :] == short
        and not vowels(long[start])
        and vowels(long[start : start + lost]) > 0
        for start in range(len(short) + 1)
    )


def _differs(heard: str, known: str) -> str:
    """Return how components (phones) of several syllables differ: "lost", "changed", or nothing if by more.

    Lost is about a syllable, also where it is put in or its phones are out of their place; changed is one syllable.
    """
    here, there = syllables_of(heard), syllables_of(known)
    if here == there or min(len(here), len(there)) < 2:
        return ""
    short, long = sorted(("".join(here), "".join(there)), key=len)
    if sorted(short) == sorted(long):
        return "lost"
    if len(short) < len(long):
        return "lost" if _is_less_a_syllable(short, long) else ""
    return "changed" if len(here) == len(there) and sum(map(ne, here, there)) == 1 else ""

"""From a name to the one entry that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenlao.matching.beside_names import is_title_of, title_beside
from tenlao.matching.candidates import is_bare
from tenlao.matching.lookup import lookup, trimmed
from tenlao.matching.score import THRESHOLD, Match
from tenlao.text.longest import LONGEST_NAME
from tenlao.text.titles import without_titles

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.matching.index import Index

__all__ = ["resolve"]


def resolve(
    index: Index, name: str, threshold: float | None = None, kind: Kind | None = None, at: int | None = None
) -> Match | None:
    """Return the entry that a name names, or None when the score does not clear the threshold (0-100).

    With a year `at`, it is who held an office then, of those who share the name; see `lookup`.

    The threshold is `tenlao.matching.score.THRESHOLD` unless another is given.

    A name that two entries share, such as a city named after a man, gives the person; `Match.others` has the city. A
    single component that many people have is nobody's name in full: it resolves to nobody, though one entry may be
    known by it alone, unless a title stands before it that this person has.

    >>> from tenlao import load
    >>> load().resolve("Thonglun Sisulith").entry.id
    'thongloun-sisoulith'
    >>> load().resolve("Nguyễn Văn Xay") is None
    True
    """
    if len(name) > LONGEST_NAME:
        return None
    least = THRESHOLD if threshold is None else threshold
    name = trimmed(name)
    for match in lookup(index, name, 5, kind, at):
        if not is_bare(index, match) or is_title_of(match.entry, title_beside(name, without_titles(name))):
            return match if match.score >= least else None
    return None

"""A match: an entry that a name may name, with a score; and which of several is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from tenlao.text.keys import spelling_key
from tenlao.text.titles import tells_type

if TYPE_CHECKING:
    from tenlao.matching.evidence import Evidence
    from tenlao.matching.index import Attested
    from tenlao.table.model import Entry, Form, Source

__all__ = ["AS_GOOD", "NOTABLE", "THRESHOLD", "Match", "MatchKind", "most_notable", "spelled_so"]

MatchKind = Literal["exact", "variant", "partial"]
# The score a name must reach to be resolved: about one in a hundred names of Lao people who are in no table gets
# so far (bench/resolve.py, "real").
THRESHOLD = 50.0
# Scores that differ by less are as good; judged.
AS_GOOD = 1.0
# Of places that share a name these are meant before others, in this order, where nothing tells which is.
NOTABLE = ("capital", "province", "district", "town", "river", "mountain", "party")


class Match(NamedTuple):
    """An entry that a name may name.

    `form` is the attested spelling that matched; `score` (0-100) estimates the probability in percent that the name
    means this entry, and is not rounded; `kind` is "exact" for an attested spelling, "variant" for another spelling
    of the same sound, "partial" for a part of the name, such as a given name alone. `evidence` is what the score
    rests on; an exact match needs none. `others` are further entries that have the same name, such as the city that
    is named after a man: the name alone does not tell which is meant.
    """

    entry: Entry
    form: Form
    score: float
    kind: MatchKind
    evidence: Evidence | None = None
    others: tuple[Entry, ...] = ()

    def explain(self) -> str:
        """Say in words why the score is what it is: how the name compares with the form, what else is near.

        The numbers are nats: natural logarithms of how rare a change, or the sound of a name, is.

        >>> from tenlao import lookup
        >>> print(lookup("Thongloun Sisolith")[0].explain())
        "Thongloun Sisolith" is attested in this spelling
        >>> for clause in lookup("Thongloun Sisolic")[0].explain().split("; "):
        ...     print(clause)
        compared with "Thongloun Sisolith": "Thongloun" sounds the same
        in "Sisolith", k for t (3)
        distance 3 (at most 9), rarity of the sound 33
        """
        if self.evidence is None:
            return f'"{self.form.text}" is attested in this spelling'
        from tenlao.matching.explaining import compared

        part = "a part of " if self.kind == "partial" else ""
        return f'compared with {part}"{self.form.text}": {compared(self.evidence, self.form.text)}'

    def to_dict(self, sources: Mapping[str, Source] | None = None) -> dict[str, Any]:
        """Return the match as plain data, for JSON: the entry with its preferred forms, the score, and why.

        These are the keys of a line of `tenlao lookup --json`, which also has the name that was looked up. `weak`
        tells whether the score is below `THRESHOLD`. The sources of the form that matches are named by their ids, or
        are given with it if they are at hand. The score is rounded to one decimal.

        >>> from tenlao import lookup
        >>> match = lookup("Attapeu", limit=1)[0].to_dict()
        >>> match["id"], match["score"], match["match"], match["weak"]
        ('attapeu', 100.0, 'exact', False)
        """
        from tenlao.table.plain_data import office_data, page_data

        entry, form = self.entry, self.form
        return {
            "id": entry.id,
            "kind": entry.kind,
            "type": entry.type,
            "role": entry.role,
            "offices": [office_data(office) for office in entry.offices],
            "latin": entry.latin,
            "vietnamese": entry.vietnamese,
            "lao": entry.lao,
            "score": round(self.score, 1),
            "weak": self.score < THRESHOLD,
            "match": self.kind,
            "form": form.text,
            "writing": form.writing,
            "tag": form.tag,
            "why": self.explain(),
            "sources": [id if sources is None else page_data(sources[id]) for id in form.sources],
        }


def spelled_so(exact: Iterable[Attested]) -> list[Match]:
    """Return the matches of a name that is attested in its spelling; its entries share it."""
    named: dict[str, Attested] = {}
    for attested in exact:
        named.setdefault(attested.entry.id, attested)
    entries = [entry for entry, _ in named.values()]
    return [
        Match(entry, form, 100.0, "exact", others=tuple([other for other in entries if other is not entry]))
        for entry, form in named.values()
    ]


def most_notable(
    matches: Sequence[Match], announced: AbstractSet[str] = frozenset(), word: str = "", written: str = ""
) -> Match:
    """Return the match that is meant among the best, of one of the kinds `announced` if there is one.

    Of those that share a name it is the one whose type a generic `word` before the name tells, in small letters, or
    else the first word of the name; else, of those that match as well, a person before a place, one of whom it is the
    usual spelling, a province before a dam, and at last the one that has just the form that is `written`.

    >>> from tenlao import load
    >>> matches = load().lookup("Boten")
    >>> [most_notable(matches, word=word).entry.type for word in ("", "huyện", "cửa khẩu")]
    ['pass or border gate', 'district', 'pass or border gate']
    """
    of_kind = [m for m in matches if m.entry.kind in announced] or matches
    best = of_kind[0]
    sharing = [m for m in of_kind if m is best or m.entry in best.others]
    if len(sharing) == 1:
        return best
    told = [m for m in sharing if m.score >= THRESHOLD and tells_type(word, m.entry.type)]
    as_good = [m for m in told or sharing if m.kind == best.kind and m.score >= best.score - AS_GOOD]
    return min(as_good or told, key=lambda match: (*_rank(match), match.form.text != written))


def _rank(match: Match) -> tuple[bool, int]:
    entry, form = match.entry, match.form.text
    if entry.kind == "person":
        return False, 0
    own_word = re.split("[ -]", form.casefold(), maxsplit=1)[0]
    preferred = {spelling_key(own) for own in (entry.latin, entry.vietnamese, entry.lao) if own}
    usual = match.kind != "exact" or spelling_key(form) in preferred
    order = NOTABLE.index(entry.type) if usual and entry.type in NOTABLE else len(NOTABLE)
    return not tells_type(own_word, entry.type), order

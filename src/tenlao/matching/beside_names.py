"""Titles and generic words beside a name that is looked up, and which entries they may stand beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenlao.base.patterns import pattern
from tenlao.phonology.writing import has_lao
from tenlao.text.offices import titles_of_persons_only
from tenlao.text.titles import makes_a_thing, rules_out, tells_some_type, tells_type, titles_of

if TYPE_CHECKING:
    from tenlao.matching.index import Index
    from tenlao.table.model import Entry

__all__ = ["is_called", "is_of_other_type", "is_title_of", "may_follow", "title_beside"]

_SEAT = pattern(r"\bcapital of\b|\band district\b")
_ALSO_RIVER = pattern(r"\balso the (?:river|stream)\b")
_ROYAL = pattern(r"\b(?:King|Queen|Prince|Princess|Viceroy)\b")


def title_beside(name: str, core: str) -> str:
    """Return the title before the core of a name or else after it, in small letters, in Lao script without blanks.

    >>> title_beside("Vua Anou", "Anou"), title_beside("Kasi village, Laos", "Kasi")
    ('vua', 'village')
    """
    if not core or core not in name:
        return ""
    before, _, after = name.rpartition(core)
    title = (before.strip() or after.partition(",")[0].strip()).casefold()
    return title.replace(" ", "") if has_lao(title) else title


def is_title_of(entry: Entry, title: str) -> bool:
    """Tell whether a title, in small letters, is one that a person has: a royal, a military one, an artist's.

    >>> from tenlao import load
    >>> kikeo = load().entry("kikeo")  # a colonel
    >>> is_title_of(kikeo, "đại tá"), is_title_of(kikeo, "ông")
    (True, False)
    """
    royal = ("royal",) if _ROYAL.search(entry.role or "") else ()  # a prince may be listed as a politician
    titles = {known for type in (entry.type or "", *royal) for known in titles_of(type)}
    return title in titles or (has_lao(title) and title.startswith(tuple(titles)))  # several may be joined


def may_follow(index: Index, entry: Entry, title: str) -> bool:
    """Tell whether an entry may be named after a title or generic word, in small letters.

    No place or organization follows the title of a person that is no office, unless it is named after one, no person
    a word for what is named after persons, and no district or capital the word for a village; a small town may be
    called one, some have the name of their river, and provinces were called by the town that is their capital.

    >>> from tenlao import load
    >>> names = load()
    >>> [may_follow(names.index, names.entry("xay"), title) for title in ("bà", "bản", "thị trấn", "")]
    [False, False, True, True]
    >>> may_follow(names.index, names.entry("setthathirath"), "phố")
    False
    """
    if not title:
        return True
    if title in titles_of_persons_only():
        return is_called(index, entry)
    if entry.kind == "person":
        return not makes_a_thing(title)
    role = entry.role or ""
    if _ALSO_RIVER.search(role) and tells_type(title, "river"):
        return True
    types = ("district", "province") if _is_seat(entry) else (entry.type,)
    return not all(rules_out(title, type) for type in types)


def is_of_other_type(entry: Entry, title: str) -> bool:
    """Tell whether a generic word, in small letters, says of which type a place is, and not the type of an entry.

    A town may be called a village, and after the district that it is the seat of; any place after the province that
    it is in. Of what is of no type that has a word, nothing is said.

    >>> from tenlao import load
    >>> [is_of_other_type(load().entry("xay"), title) for title in ("thành phố", "cửa khẩu", "ông", "huyện")]
    [False, True, False, False]
    """
    if entry.type in (None, "capital", "province", "other"):
        return False
    if not tells_some_type(title) or tells_type(title, entry.type):
        return False
    if _is_seat(entry) and tells_type(title, "district"):
        return False
    return entry.type != "town" or not tells_type(title, "village")


def _is_seat(entry: Entry) -> bool:
    """Tell whether a town is that of a district or a province, which are called so, too."""
    return entry.type == "town" and _SEAT.search(entry.role or "") is not None


def is_called(index: Index, entry: Entry) -> bool:
    """Whether an entry has the name of a person: a city named after a man is spelled as he is."""
    if entry.kind == "person" or not entry.same_name_as:
        return entry.kind == "person"
    return any(index.entry(id).kind == "person" for id in entry.same_name_as if index.number(id) is not None)

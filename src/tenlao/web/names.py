"""The table that a server answers from, and the ways of the house in whose folder it is started."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from tenlao.pipeline.house import Tables, house_of, preferred_by_house

if TYPE_CHECKING:
    from tenlao.checking.settings import Settings as House
    from tenlao.curating.statistics import Statistics
    from tenlao.gazetteer import Gazetteer
    from tenlao.styles.preferred_forms import PreferredForms
    from tenlao.table.model import Entry

__all__ = ["Names"]


class Names:
    """A gazetteer, read when it is first asked for, and what pages need of it besides.

    >>> names = Names(None)
    >>> names.is_ready
    False
    >>> names.gazetteer.resolve("Vientiane").entry.id, names.house.style
    ('vientiane', 'gloss')
    """

    def __init__(self, table: str | None) -> None:
        self._table = table
        self._lock = threading.Lock()
        self.is_ready = False

    @cached_property
    def house(self) -> House:
        """The settings of the current folder, which hold where a request asks for nothing else."""
        return house_of("-")

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer of the table that is asked for, or of that of the settings."""
        with self._lock:
            found = Tables(self._table).of("-")
            preferred_by_house(found, "-")
            return found

    def warm(self) -> None:
        """Do once what the first request would wait for; processes that are forked afterwards share it.

        Raises:
            TenlaoError: the table or the settings cannot be used.
        """
        names = self.gazetteer
        text = "Thủ tướng Sonexay Siphandnoe (Xỏn-xay Xỉ-phăn-đon) gặp ông Bounsavath Phetmixay ở Lào."
        names.check(text, style=self.house.style)
        names.report(text)
        names.harvest(text)
        for name in ("Thonglun Sisulit", "ໂພໄຊ ໄຂຄຳພິທູນ", "Bun Khăm"):
            names.lookup(name)
            names.render(name)
        names.to_lao(names.to_latin("Xỉ-phăn-đon").text)
        _ = self.by_publisher, self.search_keys
        self.is_ready = True

    @cached_property
    def forms(self) -> PreferredForms:
        """The forms that the house prints."""
        from tenlao.styles.preferred_forms import PreferredForms

        return PreferredForms(self.gazetteer.sources, self.house.prefer)

    @cached_property
    def by_publisher(self) -> Mapping[str, frozenset[str]]:
        """The ids of the entries that have a form that a publisher prints, those of most entries first."""
        sources = self.gazetteer.sources
        found: dict[str, set[str]] = {}
        for entry in self.gazetteer.entries:
            for source in entry.sources:
                found.setdefault(sources[source].publisher, set()).add(entry.id)
        ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
        return {publisher: frozenset(ids) for publisher, ids in ordered}

    @cached_property
    def search_keys(self) -> Mapping[str, str]:
        """What is looked through for a part of a name or an office: the forms and the role of each entry, by id."""
        return {entry.id: _search_key(_words_of(entry)) for entry in self.gazetteer.entries}

    @cached_property
    def statistics(self) -> Statistics:
        """Counts of what the table holds."""
        from tenlao.curating.statistics import counted

        return counted(self.gazetteer.table)

    def having(self, words: str) -> frozenset[str]:
        """Return the ids of the entries in whose forms or role all of some words stand.

        >>> "thongloun-sisoulith" in Names(None).having("thongloun SISOU")
        True
        """
        wanted = _search_key(words).split()
        return frozenset(id for id, key in self.search_keys.items() if all(word in key for word in wanted))


def _words_of(entry: Entry) -> str:
    return " \n ".join([entry.id, *(form.text for form in entry.forms), entry.role or "", entry.type or ""])


def _search_key(text: str) -> str:
    """Return a text without capitals and, of Latin letters, without marks."""
    import unicodedata

    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join([c for c in plain if not "\u0300" <= c <= "\u036f"])

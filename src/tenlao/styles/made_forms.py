"""What styles print of a table that no source prints as a whole: family names in one rendering, names without titles.

A family name is rendered in several ways (Xi-phăn-đon, Xỉ-phăn-đon). In one text, readers would take these for two
families. So a given name may stand with its family name as another person of that family is printed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tenlao.styles.house_typography import in_house_typography
from tenlao.text.keys import spelling_key
from tenlao.text.titles import without_titles

if TYPE_CHECKING:
    from tenlao.table.model import Entry

__all__ = ["MadeForms"]


class _FamilyName(NamedTuple):
    """A rendering of a family name, the sources that print it, and the ids of the persons of whom they do."""

    text: str
    sources: frozenset[str] = frozenset()
    bearers: frozenset[str] = frozenset()


class MadeForms:
    """The forms that can be made of the entries of a table, besides those that are attested."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take the entries."""
        self._entries = tuple(entries)

    def family(self, entry: Entry) -> str | None:
        """Return the family name of a person of two components, as a key; None where it is not clear.

        >>> from tenlao import load
        >>> load().made_forms.family(load().entry("kaysone-phomvihane"))
        'phomvihane'
        """
        latin = (entry.latin or "").split()
        return spelling_key(latin[1]) if entry.kind == "person" and len(latin) == 2 else None

    def renderings(self, family: str) -> Mapping[str, _FamilyName]:
        """Return the attested renderings of a family name by their keys, in the typography of the house."""
        return self._families.get(family, {})

    def likeliest(
        self,
        family: str,
        keys: Iterable[str],
        named: Collection[str] = (),
        cited: frozenset[str] = frozenset(),
    ) -> str:
        """Return the best of some renderings of a family name, given as keys.

        It is the one that the sources `cited` print most, else the one that is attested of most persons `named` (by
        id), else of most persons of the table, else in most sources.

        >>> from tenlao import load
        >>> load().made_forms.likeliest("siphandone", ["xiphănđon", "xỉphănđon"])
        'Xỉ-phăn-đon'
        """
        known = self.renderings(family)

        def rank(key: str) -> tuple[int, ...]:
            _, sources, bearers = known[key]
            return len(cited & sources), len(bearers.intersection(named)), len(bearers), len(sources)

        return known[max(sorted(keys), key=rank)].text

    def man_of(self, place: Entry) -> Entry | None:
        """Return the person after whom a place is named, if its name is his full name.

        >>> from tenlao import load
        >>> load().made_forms.man_of(load().entry("kaysone-phomvihane-city"))
        <Entry kaysone-phomvihane>
        """
        return self._men.get(place.id) if place.kind == "place" else None

    def has(self, words: str) -> bool:
        """Tell whether words may have been made here.

        >>> from tenlao import load
        >>> [load().made_forms.has(words) for words in ("Khăm-tày Xỉ-phăn-đon", "Khăm-tày Xay-nha-xỏn")]
        [True, False]
        """
        return spelling_key(words) in self._owners

    def is_of(self, words: str, id: str) -> bool:
        """Tell whether words may have been made here of an entry.

        >>> from tenlao import load
        >>> load().made_forms.is_of("Khăm-tày Xỉ-phăn-đon", "khamtay-siphandone")
        True
        """
        return id in self._owners.get(spelling_key(words), ())

    @cached_property
    def _families(self) -> Mapping[str, Mapping[str, _FamilyName]]:
        found: defaultdict[str, dict[str, _FamilyName]] = defaultdict(dict)
        for entry in self._entries:
            family = self.family(entry)
            for _, name, sources in self._parts(entry) if family else ():
                key = spelling_key(name)
                known = found[family or ""].get(key, _FamilyName(name))
                found[family or ""][key] = known._replace(
                    sources=known.sources.union(sources), bearers=known.bearers | {entry.id}
                )
        return found

    @cached_property
    def _men(self) -> Mapping[str, Entry]:
        men = {e.id: e for e in self._entries if self.family(e) and e.vietnamese}
        return {
            place.id: men[id]
            for place in self._entries
            if place.kind == "place"
            for id in place.same_name_as
            if id in men and spelling_key(place.latin or "") == spelling_key(men[id].latin or "")
        }

    @cached_property
    def _owners(self) -> Mapping[str, Collection[str]]:
        """The ids of the entries of which forms may be made, by the keys of these forms."""
        owners: defaultdict[str, set[str]] = defaultdict(set)
        for entry in self._entries:
            for form in entry.forms:
                if form.tag == "titled":
                    owners[spelling_key(without_titles(form.text, keep_own=True))].add(entry.id)
                    if entry.kind == "person" and form.writing == "vietnamese":
                        well_set = in_house_typography(form.text, entry)
                        owners[spelling_key(without_titles(well_set, keep_own=True))].add(entry.id)
            family = self.family(entry)
            others = self._families.get(family, {}) if family else {}
            if len(others) > 1:
                for given, _, _ in self._parts(entry):
                    for other in others:
                        owners[spelling_key(given) + other].add(entry.id)
        return owners

    def _parts(self, entry: Entry) -> list[tuple[str, str, tuple[str, ...]]]:
        """The given and family names of a person as they are printed in Vietnamese, with the sources."""
        found = []
        for form in entry.forms:
            if form.writing == "vietnamese" and form.tag is None:
                components = in_house_typography(form.text, entry).split()
                if len(components) == 2:
                    found.append((components[0], components[1], form.sources))
        return found

"""What is different between two tables, entry by entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tenlao.base.vocabulary import REGISTRIES, WRITINGS
from tenlao.table.model import Entry, Form, Office, Table

__all__ = ["Difference", "differences", "in_markdown"]


_SOURCE_KEYS = ("publisher", "date", "url")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing about an entry or source that two tables do not agree on; None where a table has no such thing.

    `key` is "entry" or "source" when one table has none of this id at all; a key of the format, such as "role";
    a writing when the preferred form is another; "form", "tag of" or "sources of" one.

    >>> print(Difference("attapeu", "type", "town", "province"))
    attapeu: type: "town" -> "province"
    >>> print(Difference("attapeu", "form", None, "Attapư (vietnamese)"))
    attapeu: form: + "Attapư (vietnamese)"
    """

    id: str
    key: str
    old: str | None
    new: str | None

    def __str__(self) -> str:
        if self.old is None:
            return f'{self.id}: {self.key}: + "{self.new}"'
        if self.new is None:
            return f'{self.id}: {self.key}: - "{self.old}"'
        return f'{self.id}: {self.key}: "{self.old}" -> "{self.new}"'


def differences(old: Table, new: Table) -> Iterator[Difference]:
    """Yield what is different in the new table, in the order of its entries, and then what it lacks.

    >>> form = Form("Attapeu", "latin")
    >>> old = Table((Entry("attapeu", "place", (form,), "Town"),))
    >>> new = Table((Entry("attapeu", "place", (form, Form("Attopeu", "latin")), "Province"),))
    >>> print(*differences(old, new), sep=chr(10))
    attapeu: role: "Town" -> "Province"
    attapeu: form: + "Attopeu (latin)"
    """
    before = {entry.id: entry for entry in old.entries}
    after = {entry.id: entry for entry in new.entries}
    for id, entry in after.items():
        if id in before:
            yield from _of_entry(before[id], entry)
        else:
            yield Difference(id, "entry", None, _named(entry))
    for id in [id for id in before if id not in after]:
        yield Difference(id, "entry", _named(before[id]), None)
    for id in sorted(old.sources.keys() | new.sources.keys()):
        one, other = old.sources.get(id), new.sources.get(id)
        if one is None or other is None:
            publishers = [None if source is None else source.publisher for source in (one, other)]
            yield Difference(id, "source", publishers[0], publishers[1])
        else:
            for key in _SOURCE_KEYS:
                yield from _changed(id, key, getattr(one, key), getattr(other, key))


def in_markdown(found: Iterable[Difference]) -> Iterator[str]:
    """Yield the lines of a changelog: the entries that are new, changed and gone, and how many sources are.

    >>> old = Table((Entry("attapeu", "place", (Form("Attapeu", "latin"),), "Town"),))
    >>> new = Table((Entry("attapeu", "place", (Form("Attapeu", "latin"),), "Province"),))
    >>> print(*in_markdown(differences(old, new)), sep=chr(10))
    ### Entries changed (1)
    <BLANKLINE>
    - `attapeu`: role: "Town" → "Province"
    """
    groups: dict[str, dict[str, list[str]]] = {"added": {}, "changed": {}, "removed": {}}
    sources: Counter[str] = Counter()
    for difference in found:
        what = _what_happened(difference)
        if difference.key in ("source", *_SOURCE_KEYS):
            sources[what] += 1
        else:
            groups[what].setdefault(difference.id, []).append(_told(difference))
    parted = False
    for what, entries in groups.items():
        if entries:
            yield from ([""] if parted else [])
            yield f"### Entries {what} ({len(entries)})"
            yield ""
            yield from (f"- `{id}`: {'; '.join(told)}" for id, told in entries.items())
            parted = True
    if sources:
        yield from ([""] if parted else [])
        yield "### Sources"
        yield ""
        yield f"{', '.join(f'{number} {what}' for what, number in sorted(sources.items()))}."


def _what_happened(difference: Difference) -> str:
    if difference.key not in ("entry", "source"):
        return "changed"
    return "added" if difference.old is None else "removed"


def _told(difference: Difference) -> str:
    """Tell a difference as a part of a line in Markdown."""
    if difference.key == "entry":
        return difference.new or difference.old or ""
    if difference.old is None:
        return f'{difference.key} + "{difference.new}"'
    if difference.new is None:
        return f'{difference.key} − "{difference.old}"'
    return f'{difference.key}: "{difference.old}" → "{difference.new}"'


def _named(entry: Entry) -> str:
    return f"{entry.forms[0].text} ({entry.kind})" if entry.forms else entry.kind


def _of_entry(old: Entry, new: Entry) -> Iterator[Difference]:
    for key in ("kind", "type", "role", "born", "died", "province"):
        yield from _changed(new.id, key, getattr(old, key), getattr(new, key))
    yield from _changed(new.id, "offices", _listed(old.offices), _listed(new.offices))
    for writing in WRITINGS:
        yield from _changed(new.id, writing, getattr(old, writing), getattr(new, writing))
    before = {_written(form): form for form in old.forms}
    after = {_written(form): form for form in new.forms}
    for written in dict.fromkeys([*after, *before]):
        yield from _of_form(new.id, before.get(written), after.get(written))
    yield from _changed(new.id, "same_name_as", ", ".join(old.same_name_as), ", ".join(new.same_name_as))
    for registry in REGISTRIES:
        yield from _changed(new.id, registry, old.id_in(registry), new.id_in(registry))


def _listed(offices: Iterable[Office]) -> str:
    return "; ".join(f"{o} ({o.place})" if o.place else str(o) for o in offices)


def _of_form(id: str, old: Form | None, new: Form | None) -> Iterator[Difference]:
    if old is not None and new is not None:
        yield from _changed(id, f"tag of {old.text}", old.tag, new.tag)
        yield from _changed(id, f"sources of {old.text}", ", ".join(old.sources), ", ".join(new.sources))
    else:
        written = [None if form is None else _written(form) for form in (old, new)]
        yield Difference(id, "form", written[0], written[1])


def _written(form: Form) -> str:
    return f"{form.text} ({form.writing})"


def _changed(id: str, key: str, old: object, new: object) -> Iterator[Difference]:
    if old != new:
        yield Difference(id, key, str(old) if old else None, str(new) if new else None)

"""What it means for a table file to add an entry, to edit one, to merge two, or to remove one.

A file laid over a table can only add to an entry that the table below has, or hide it. Each function returns the
`TableChanges` to make; `tenlao.curating.toml_editing.edited` makes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from tenlao.base.errors import TenlaoError
from tenlao.base.vocabulary import WRITINGS, Kind
from tenlao.curating.entry_merging import merged, preferring, without_forms
from tenlao.curating.toml_editing import TableChanges, comments_of
from tenlao.table.model import Entry, Form, Link, Source, Table
from tenlao.table.reader import TableFile
from tenlao.table.registries import together
from tenlao.text.keys import slug

__all__ = ["adding", "editing", "id_for", "known", "merging", "removing", "unhiding"]


def adding(
    file: TableFile, base: Table | None, entries: Iterable[Entry], sources: Iterable[Source] = ()
) -> TableChanges:
    """Add entries and sources; an entry that is known gets the forms it does not have, and keeps its preferred ones.

    >>> from tenlao.table.reader import read_file
    >>> base = Table((Entry("x", "place", (Form("Xo", "latin"),)),))
    >>> changes = adding(read_file("x.toml", base, ""), base, [Entry("x", "place", (Form("Sho", "latin"),))])
    >>> [form.text for form in changes.entries["x"].forms]
    ['Xo', 'Sho']

    Raises:
        TenlaoError: a known entry or source says something else.
    """
    known_sources = {**({} if base is None else base.sources), **file.own.sources}
    new_sources = {}
    for source in sources:
        if known_sources.setdefault(source.id, source) != source:
            raise TenlaoError(
                f'the source "{source.id}" is known with other details; use another id', file.path
            )
        if source.id not in file.own.sources and (base is None or source.id not in base.sources):
            new_sources[source.id] = source
    adding = _Adding(file, base)
    changed: dict[str, Entry | None] = {}
    namesakes: defaultdict[str, list[str]] = defaultdict(list)
    for entry in entries:
        changed[entry.id] = adding.added(entry)
        for id in entry.same_name_as:
            namesakes[id].append(entry.id)
    for id, ids in namesakes.items():
        other = adding.own.get(id)
        if other is not None:
            changed[id] = other._replace(same_name_as=tuple(dict.fromkeys((*other.same_name_as, *ids))))
    return TableChanges(changed, new_sources)


def known(table: Table, id: str) -> Entry:
    """Return the entry with this id.

    >>> known(Table((Entry("attapeu", "place", ()),)), "atapeu")
    Traceback (most recent call last):
    tenlao.base.errors.TenlaoError: the table has no entry "atapeu"; did you mean "attapeu"?

    Raises:
        TenlaoError: there is no such entry; the error names one whose id begins so, or is similar.
    """
    try:
        return table.entry(id)
    except KeyError:
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extractOne

        wanted, ids = slug(id), [entry.id for entry in table.entries]  # a name may have been given
        begun = next((other for other in ids if wanted and other.startswith(wanted)), None)
        similar = extractOne(wanted, ids, scorer=ratio, score_cutoff=70)
        near = begun or (similar and similar[0])
        hint = f'; did you mean "{near}"?' if near else ""
        raise TenlaoError(f'the table has no entry "{id}"{hint}') from None


def editing(
    file: TableFile,
    base: Table | None,
    entry: Entry,
    sources: Iterable[Source] = (),
    *,
    kind: Kind | None = None,
    type: str | None = None,
    role: str | None = None,
    links: Iterable[Link] = (),
    drop: Collection[str] = (),
    prefer: Sequence[str] = (),
) -> TableChanges:
    """Change an entry that is known: `entry` has the forms and the same_name_as that are new.

    An empty type or role is removed, None leaves it. A link takes the place of another to its registry. The forms to
    drop and to prefer are given by their texts.

    >>> from tenlao.table.reader import read_file
    >>> base = Table((Entry("x", "place", (Form("Xo", "latin"),)),))
    >>> new = Entry("x", "place", (Form("Sho", "latin"),))
    >>> changes = editing(read_file("x.toml", base, ""), base, new, role="Village", prefer=["Sho"])
    >>> entry = changes.entries["x"]
    >>> [form.text for form in entry.forms], entry.role
    (['Sho', 'Xo'], 'Village')

    Raises:
        TenlaoError: there is no such entry or form, or a known source says something else.
    """
    whole = known(file.table, entry.id)
    added = adding(file, base, [entry], sources)
    changed = _Adding(file, base).added(entry)
    changed = preferring(without_forms(changed, whole, drop), whole, prefer)
    changed = changed._replace(
        kind=kind or changed.kind,
        type=changed.type if type is None else type or None,
        role=changed.role if role is None else role or None,
        links=together((*changed.links, *links)),
    )
    return replace(added, entries={**added.entries, entry.id: changed})


def id_for(forms: Iterable[Form]) -> str | None:
    """Return an id made of the first form that is not in Lao script; None where there is none.

    >>> id_for([Form("ໂພໄຊ", "lao"), Form("Phô-xay Khảy-khăm", "vietnamese")])
    'pho-xay-khay-kham'
    """
    return next((slug(form.text) for form in forms if form.writing != "lao"), None)


def merging(
    file: TableFile,
    base: Table | None,
    id: str,
    into: str,
    *,
    type: str | None = None,
    role: str | None = None,
) -> TableChanges:
    """Give everything one entry has to another, and remove or hide it.

    Raises:
        TenlaoError: there is no such entry, or the two do not agree on something that is not given.
    """
    if id == into:
        raise TenlaoError(f'"{id}" cannot be merged into itself')
    one, other = known(file.table, id), known(file.table, into)
    if type is not None:
        one, other = one._replace(type=type), other._replace(type=type)
    if role is not None:
        one, other = one._replace(role=role), other._replace(role=role)
    merged(other, one)  # which raises when they do not agree
    below = base is not None and any(entry.id == into for entry in base.entries)
    own = _own(file, into)
    if below:
        layered = Entry(into, other.kind, ()) if own is None else own
        target = merged(layered, one._replace(forms=_behind_preferred(other, layered, one.forms)))
    else:
        target = merged(other, one)
    target = target._replace(type=type or target.type, role=role or target.role)
    changed: dict[str, Entry | None] = {into: target}
    if _own(file, id) is not None:
        changed[id] = None
    for entry in file.own.entries:
        if id in entry.same_name_as and entry.id not in (id, into):
            names = [into if name == id else name for name in entry.same_name_as]
            changed[entry.id] = entry._replace(same_name_as=tuple(dict.fromkeys(names)))
    hidden = _hidden(file, base, id)
    return TableChanges(changed, {}, hidden, {into: comments_of(file, id)})


def removing(file: TableFile, base: Table | None, id: str) -> TableChanges:
    """Remove what the file holds of an entry, or hide the entry of the table below if it holds nothing of it.

    Raises:
        TenlaoError: there is no such entry.
    """
    known(file.table, id)
    if _own(file, id) is None:
        return TableChanges(hide=_hidden(file, base, id))
    changed: dict[str, Entry | None] = {id: None}
    for entry in file.own.entries:
        if id in entry.same_name_as:
            names = tuple(name for name in entry.same_name_as if name != id)
            changed[entry.id] = entry._replace(same_name_as=names)
    changed[id] = None
    return TableChanges(changed)


def unhiding(file: TableFile, id: str) -> TableChanges:
    """Show an entry of the table below again, which the file hides.

    >>> from tenlao.table.reader import read_file
    >>> base = Table((Entry("x", "place", (Form("Xo", "latin"),)),))
    >>> unhiding(read_file("x.toml", base, 'hide = ["x"]'), "x").hide
    ()

    Raises:
        TenlaoError: the file does not hide it.
    """
    if id not in file.hidden:
        hidden = f"; it hides: {', '.join(file.hidden)}" if file.hidden else ""
        raise TenlaoError(f'"{id}" is not hidden{hidden}', file.path)
    return TableChanges(hide=tuple(other for other in file.hidden if other != id))


def _own(file: TableFile, id: str) -> Entry | None:
    return next((entry for entry in file.own.entries if entry.id == id), None)


class _Adding:
    """What a file holds of its entries as some are added to it, one after the other; `own` has them by id."""

    def __init__(self, file: TableFile, base: Table | None) -> None:
        self.own = {entry.id: entry for entry in file.own.entries}
        self._file = file
        self._hidden = frozenset(file.hidden)
        self._below = {} if base is None else {entry.id: entry for entry in base.entries}

    def added(self, entry: Entry) -> Entry:
        own, below = self.own.get(entry.id), self._below.get(entry.id)
        if below is not None and entry.id not in self._hidden:
            layered = Entry(entry.id, below.kind, ()) if own is None else own
            forms = _behind_preferred(self._file.table.entry(entry.id), layered, entry.forms)
            added = merged(layered, entry._replace(forms=forms))
        else:
            added = entry if own is None else merged(own, entry)
        self.own[entry.id] = added
        return added


def _behind_preferred(whole: Entry, layered: Entry, forms: Sequence[Form]) -> tuple[Form, ...]:
    """New forms, behind the one that is preferred now in each writing that the layer does not have yet."""
    ordered = list(forms)
    for writing in WRITINGS:
        new = [form for form in forms if form.writing == writing]
        preferred = next(iter(whole.preferable(writing)), None)
        given = any(form.writing == writing for form in layered.forms)
        if new and preferred and not given and new[0].text != preferred.text:
            ordered = [form for form in ordered if (form.writing, form.text) != (writing, preferred.text)]
            ordered.insert(0, Form(preferred.text, writing, preferred.tag))
    return tuple(ordered)


def _hidden(file: TableFile, base: Table | None, id: str) -> tuple[str, ...] | None:
    if base is None or all(entry.id != id for entry in base.entries):
        return None
    return tuple(dict.fromkeys((*file.hidden, id)))

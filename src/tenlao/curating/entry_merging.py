"""Entries made of others: with more forms or fewer, with other forms preferred, or two made one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from tenlao.base.errors import TenlaoError
from tenlao.base.vocabulary import WRITINGS
from tenlao.table.model import Entry, Form
from tenlao.table.registries import together

__all__ = ["by_writing", "merged", "preferring", "with_forms", "without_forms"]


def by_writing(entry: Entry) -> Entry:
    """Return an entry with its forms in the order in which a table file has the writings.

    >>> entry = Entry("x", "place", (Form("Xo", "vietnamese"), Form("Sho", "latin")))
    >>> [form.writing for form in by_writing(entry).forms]
    ['latin', 'vietnamese']
    """
    return entry._replace(forms=tuple(sorted(entry.forms, key=lambda form: WRITINGS.index(form.writing))))


def with_forms(entry: Entry, forms: Sequence[Form], *, first: bool = False) -> Entry:
    """Return an entry with more forms: before those it has, or after the usual ones; a form it has gets new sources.

    >>> entry = Entry("x", "place", (Form("Xo", "latin"), Form("Xoo", "latin", "typo")))
    >>> [form.text for form in with_forms(entry, [Form("Sho", "latin")]).forms]
    ['Xo', 'Sho', 'Xoo']
    >>> [form.text for form in with_forms(entry, [Form("Sho", "latin")], first=True).forms]
    ['Sho', 'Xo', 'Xoo']

    Raises:
        TenlaoError: the entry has a form with another tag.
    """
    for form in reversed(forms) if first else forms:
        entry = _with_form(entry, form, first)
    return entry


def merged(entry: Entry, other: Entry) -> Entry:
    """Return an entry with everything another has; nothing of either is lost.

    >>> one = Entry("xo", "place", (Form("Xo", "latin"),))
    >>> merged(one, Entry("sho", "place", (Form("Sho", "latin"),), "Village")).role
    'Village'

    Raises:
        TenlaoError: they do not agree on a kind, type, role, year of life, province, tag or id of another registry.
    """
    for key in ("kind", "type", "role", "born", "died", "province"):
        one, two = getattr(entry, key), getattr(other, key)
        if one and two and one != two:
            message = f'"{entry.id}" has the {key} "{one}" and "{other.id}" has "{two}"; say which is right'
            raise TenlaoError(message)
    links = together((*entry.links, *other.links))
    for link in entry.links:
        if link not in links:
            message = f'"{entry.id}" and "{other.id}" have different ids of {link.registry}; remove one'
            raise TenlaoError(message)
    names = [id for id in (*entry.same_name_as, *other.same_name_as) if id not in (entry.id, other.id)]
    return with_forms(entry, other.forms)._replace(
        type=entry.type or other.type,
        role=entry.role or other.role,
        same_name_as=tuple(dict.fromkeys(names)),
        links=links,
        offices=tuple(dict.fromkeys((*entry.offices, *other.offices))),
        born=entry.born or other.born,
        died=entry.died or other.died,
        province=entry.province or other.province,
    )


def without_forms(entry: Entry, whole: Entry, texts: Collection[str]) -> Entry:
    """Return what a layer holds of an entry, without some forms; `whole` is the entry with what is below.

    >>> whole = Entry("x", "place", (Form("Xo", "latin"), Form("Sho", "latin")))
    >>> own = Entry("x", "place", (Form("Sho", "latin"),))
    >>> without_forms(own, whole, ["Sho"]).forms
    ()
    >>> without_forms(own, whole, ["Xo"])
    Traceback (most recent call last):
    tenlao.base.errors.TenlaoError: "Xo" is a form of the bundled table and stays there; prefer another form

    Raises:
        TenlaoError: the layer does not hold one of the forms.
    """
    own = {form.text for form in entry.forms}
    for text in texts:
        if text not in own and any(form.text == text for form in whole.forms):
            raise TenlaoError(f'"{text}" is a form of the bundled table and stays there; prefer another form')
        if text not in own:
            raise TenlaoError(f'"{text}" is no form of "{entry.id}"')
    return entry._replace(forms=tuple(form for form in entry.forms if form.text not in texts))


def preferring(entry: Entry, whole: Entry, texts: Iterable[str]) -> Entry:
    """Return what a layer holds of an entry, with some forms first; `whole` is the entry with what is below.

    >>> whole = Entry("x", "place", (Form("Xo", "latin", None, ("kpl-1",)), Form("Sho", "latin")))
    >>> preferring(Entry("x", "place", ()), whole, ["Xo"]).forms
    (Form(text='Xo', writing='latin', tag=None, sources=()),)

    Raises:
        TenlaoError: the entry does not have such a form, or it is one that is never preferred.
    """
    for text in texts:
        form = next((form for form in (*entry.forms, *whole.forms) if form.text == text), None)
        if form is None:
            raise TenlaoError(f'"{text}" is no form of "{entry.id}"; add it to one of its writings first')
        if not form.may_be_preferred:
            raise TenlaoError(f'"{text}" is tagged {form.tag}, and such a form is never preferred')
        own = form if form in entry.forms else form._replace(sources=())
        entry = with_forms(entry, [own], first=True)
    return entry


def _with_form(entry: Entry, form: Form, first: bool) -> Entry:
    beside = [other for other in entry.forms if other.writing == form.writing]
    others = [other for other in entry.forms if other.writing != form.writing]
    at = next((n for n, old in enumerate(beside) if old.text == form.text), None)
    if at is not None:
        form = _both(entry.id, beside.pop(at), form)
    elif form.tag is not None:
        at = len(beside)
    else:
        at = max((n + 1 for n, other in enumerate(beside) if other.tag is None), default=0)
    beside.insert(0 if first else at, form)
    return by_writing(entry._replace(forms=(*others, *beside)))


def _both(id: str, old: Form, new: Form) -> Form:
    if old.tag and new.tag and old.tag != new.tag:
        raise TenlaoError(f'"{new.text}" of "{id}" is tagged {old.tag} and {new.tag}; use one tag')
    sources = tuple(dict.fromkeys((*old.sources, *new.sources)))
    return Form(new.text, new.writing, old.tag or new.tag, sources)

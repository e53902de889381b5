"""The table of names: its entries, the forms of their names, and the sources that print them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from tenlao.base.vocabulary import Kind, Registry, Tag, Writing

__all__ = ["Entry", "Form", "Link", "Office", "Source", "Table"]


class Form(NamedTuple):
    """One attested spelling of a name; `sources` are the ids of the sources that print it.

    >>> Form("Thongloun Sisolith", "latin", sources=("vietnamplus-2021-01-15",)).tag is None
    True
    """

    text: str
    writing: Writing
    tag: Tag | None = None
    sources: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def may_be_preferred(self) -> bool:
        """Whether it may be written instead of others: it is no slip of a page, and lacks no diacritics."""
        return self.tag not in ("typo", "stripped")


class Source(NamedTuple):
    """A publication that prints names.

    >>> Source("nhandan-2020-12-04", "Nhân Dân", date=datetime.date(2020, 12, 4)).publisher
    'Nhân Dân'
    """

    id: str
    publisher: str
    url: str | None = None
    date: datetime.date | None = None

    @property
    def day(self) -> str | None:
        """The date as YYYY-MM-DD."""
        return self.date.isoformat() if self.date else None

    def cited(self) -> str:
        """Name the publication: publisher, day and address, as far as they are known.

        >>> Source("x", "Nhân Dân", date=datetime.date(2020, 12, 4)).cited()
        'Nhân Dân, 2020-12-04'
        """
        return ", ".join(filter(None, (self.publisher, self.day, self.url)))


class Link(NamedTuple):
    """The id by which another registry knows what an entry names (`tenlao.table.registries`).

    >>> Link("wikidata", "Q58323").registry
    'wikidata'
    """

    registry: Registry
    id: str


class Office(NamedTuple):
    """What a person was, and when, in years: an office, or a part in public life such as that of an athlete.

    It began in the year `start` and ended in `end`; without an end it may last. `year` is one in which a page says
    that it was held, where neither is known. `circa` tells that the years are only near. `place` is the id of the
    place that the office is of.

    >>> print(Office("Minister of Justice", start=2016, end=2021))
    Minister of Justice 2016–2021
    >>> print(Office("Governor of Attapeu", "attapeu", year=2018, circa=True))
    Governor of Attapeu c. 2018
    """

    title: str
    place: str | None = None
    start: int | None = None
    end: int | None = None
    year: int | None = None
    circa: bool = False

    @property
    def years(self) -> tuple[int, ...]:
        """All years that are known of it."""
        return tuple([year for year in (self.start, self.end, self.year) if year is not None])

    def __str__(self) -> str:
        if self.year is not None:
            years = str(self.year)
        elif self.start is not None:
            years = f"{self.start}–{self.end or ''}"
        else:
            years = "" if self.end is None else f"to {self.end}"
        return f"{self.title} {'c. ' * self.circa}{years}".rstrip()


class Entry(NamedTuple):
    """A person, place or organization with all its attested forms, the preferred one of each writing first.

    `role` says in words what it is or was; `offices` say the same of a person part by part, with the years `born` and
    `died` where they are known. `province` is the id of the province in which a place lies.

    An entry shows itself by its id alone: all its forms would fill the screen wherever a match is shown.

    >>> entry = Entry(
    ...     "anouvong",
    ...     "person",
    ...     (
    ...         Form("Chao Anouvong", "latin", "titled", ("kpl-2019",)),
    ...         Form("Chau A Nu", "vietnamese", "stripped", ("vnexpress-2020", "kpl-2019")),
    ...     ),
    ... )
    >>> entry.latin, entry.vietnamese, entry.sources
    ('Chao Anouvong', None, ('kpl-2019', 'vnexpress-2020'))
    >>> entry
    <Entry anouvong>
    """

    id: str
    kind: Kind
    forms: tuple[Form, ...]
    role: str | None = None
    type: str | None = None
    same_name_as: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    offices: tuple[Office, ...] = ()
    born: int | None = None
    died: int | None = None
    province: str | None = None

    def __repr__(self) -> str:
        return f"<Entry {self.id}>"

    def __hash__(self) -> int:
        return hash(self.id)  # no two entries of a table have one id, and forms are many

    @property
    def latin(self) -> str | None:
        """The preferred Latin form."""
        return self._preferred("latin")

    @property
    def vietnamese(self) -> str | None:
        """The preferred Vietnamese form."""
        return self._preferred("vietnamese")

    @property
    def lao(self) -> str | None:
        """The preferred form in Lao script."""
        return self._preferred("lao")

    @property
    def name(self) -> str:
        """What it is called where one name has to do: the Latin form, or else another.

        >>> Entry("saysi", "person", (Form("Say Si San Thi Vong", "latin", "stripped"),)).name
        'Say Si San Thi Vong'
        """
        return self.latin or self.vietnamese or self.lao or self.forms[0].text

    @property
    def is_of_old(self) -> bool:
        """Whether it is a king or lord of old, whose name is one of reign, and set by pages as they like."""
        return self.type in ("royal", "historical")

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources of all forms, in order of first use."""
        return tuple(dict.fromkeys(source for form in self.forms for source in form.sources))

    def id_in(self, registry: Registry) -> str | None:
        """Return the id that another registry has for the same; None where none is known.

        >>> Entry("thongloun-sisoulith", "person", (), links=(Link("wikidata", "Q58323"),)).id_in("wikidata")
        'Q58323'
        """
        return next((link.id for link in self.links if link.registry == registry), None)

    def preferable(self, writing: Writing) -> list[Form]:
        """Return the forms in a writing that may be preferred, the one that is first.

        >>> forms = Form("Chau A Nu", "vietnamese", "stripped"), Form("Chẩu A-nụ", "vietnamese", "titled")
        >>> [form.text for form in Entry("anouvong", "person", forms).preferable("vietnamese")]
        ['Chẩu A-nụ']
        """
        return [form for form in self.forms if form.writing == writing and form.may_be_preferred]

    def _preferred(self, writing: Writing) -> str | None:
        for form in self.forms:
            if form.writing == writing and form.may_be_preferred:
                return form.text
        return None


class Table:
    """Entries and the sources that their forms cite; immutable, and equal only to itself.

    A table is data and knows nothing of finding: `tenlao.Gazetteer` looks names up in one.

    >>> table = Table((Entry("attapeu", "place", (Form("Attapeu", "latin"),)),))
    >>> table.entry("attapeu").latin, len(table)
    ('Attapeu', 1)
    """

    def __init__(self, entries: Iterable[Entry], sources: Mapping[str, Source] | None = None) -> None:
        made = {"entries": tuple(entries), "sources": MappingProxyType(dict(sources or {}))}
        self.__dict__.update(made, _makers={})

    @classmethod
    def deferred(
        cls, entries: Callable[[], Sequence[Entry]], sources: Callable[[], Mapping[str, Source]]
    ) -> Table:
        """Make a table whose parts are made when they are first asked for."""
        table = cls.__new__(cls)
        table.__dict__["_makers"] = {"entries": entries, "sources": sources}
        return table

    _makers: Mapping[str, Callable[[], Any]]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a table is immutable; make another one")

    __delattr__ = __setattr__  # type: ignore[assignment]

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """All entries."""
        entries: Sequence[Entry] = self._makers["entries"]()
        return entries

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """All sources, by id."""
        sources: Mapping[str, Source] = self._makers["sources"]()
        return sources

    def __len__(self) -> int:
        return len(self.entries)

    def __repr__(self) -> str:
        return f"<Table of {len(self.entries)} entries, {len(self.sources)} sources>"

    def __reduce__(self) -> tuple[type[Table], tuple[Sequence[Entry], dict[str, Source]]]:
        return Table, (self.entries, dict(self.sources))

    def entry(self, id: str) -> Entry:
        """Return the entry with this id.

        >>> Table((Entry("attapeu", "place", (Form("Attapeu", "latin"),)),)).entry("attapeu").kind
        'place'

        Raises:
            KeyError: no entry has this id.
        """
        try:
            return self.entries[self._numbers[id]]
        except KeyError:
            raise KeyError(f"the table has no entry {id!r}") from None

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {entry.id: number for number, entry in enumerate(self.entries)}

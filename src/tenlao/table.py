"""The table of names: its entries, the forms of their names, and the sources that print them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from tenlao.resources import bundled_file, own_table_file

__all__ = ["Entry", "Form", "Kind", "Source", "Table", "Tag", "Writing", "bundled", "load"]

if TYPE_CHECKING:
    from tenlao.edit import Edit
    from tenlao.index import Index
    from tenlao.lexicon import Lexicon
    from tenlao.match import Match
    from tenlao.mentions import Finder, Mention
    from tenlao.rendering import Renderer, Rendering, Sibilant
    from tenlao.romanizing import Romanizer

Kind = Literal["person", "place", "organization"]
Writing = Literal["latin", "vietnamese", "lao"]
Tag = Literal["typo", "stripped", "titled", "exonym"]


@dataclass(frozen=True, slots=True)
class Form:
    """One attested spelling of a name; `sources` are the ids of the sources that print it.

    >>> Form("Thongloun Sisolith", "latin", sources=("vietnamplus-2021-01-15",)).tag is None
    True
    """

    text: str
    writing: Writing
    tag: Tag | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
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


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """A person, place or organization with all its attested forms, the preferred one of each writing first.

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

    def __repr__(self) -> str:
        return f"<Entry {self.id}>"

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
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources of all forms, in order of first use."""
        return tuple(dict.fromkeys(source for form in self.forms for source in form.sources))

    def _preferred(self, writing: Writing) -> str | None:
        for form in self.forms:
            if form.writing == writing and form.tag not in ("typo", "stripped"):
                return form.text
        return None


class Table:
    """Entries and the sources that their forms cite; immutable, and equal only to itself.

    >>> table = Table((Entry("attapeu", "place", (Form("Attapeu", "latin"),)),))
    >>> table.entry("attapeu").latin, len(table)
    ('Attapeu', 1)
    """

    def __init__(self, entries: Iterable[Entry], sources: Mapping[str, Source] | None = None) -> None:
        made = {"entries": tuple(entries), "sources": MappingProxyType(dict(sources or {}))}
        self.__dict__.update(made, _makers={})

    @classmethod
    def deferred(
        cls,
        entries: Callable[[], tuple[Entry, ...]],
        sources: Callable[[], Mapping[str, Source]],
        index: Callable[[], Index],
    ) -> Table:
        """A table whose parts are made when they are first asked for."""
        table = cls.__new__(cls)
        table.__dict__["_makers"] = {"entries": entries, "sources": sources, "index": index}
        return table

    _makers: Mapping[str, Callable[[], Any]]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a table is immutable; make another one")

    __delattr__ = __setattr__  # type: ignore[assignment]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries."""
        entries: tuple[Entry, ...] = self._makers["entries"]()
        return entries

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """All sources, by id."""
        sources: Mapping[str, Source] = self._makers["sources"]()
        return sources

    @cached_property
    def index(self) -> Index:
        """The table compiled for finding."""
        from tenlao.index import Index

        index: Index = self._makers["index"]() if "index" in self._makers else Index.of(self.entries)
        return index

    def __len__(self) -> int:
        return len(self.entries)

    def __repr__(self) -> str:
        return f"<Table of {len(self.entries)} entries, {len(self.sources)} sources>"

    def __reduce__(self) -> tuple[type[Table], tuple[tuple[Entry, ...], dict[str, Source]]]:
        return Table, (self.entries, dict(self.sources))

    def entry(self, id: str) -> Entry:
        """Return the entry with this id.

        >>> load().entry("kaysone-phomvihane").kind
        'person'

        Raises:
            KeyError: no entry has this id.
        """
        try:
            return self._by_id[id]
        except KeyError:
            raise KeyError(f"the table has no entry {id!r}") from None

    def lookup(self, name: str, limit: int = 5) -> list[Match]:
        """See `tenlao.match.lookup`."""
        from tenlao.match import lookup

        return lookup(self, name, limit)

    def resolve(self, name: str, threshold: float | None = None) -> Match | None:
        """See `tenlao.match.resolve`; the threshold is `tenlao.match.THRESHOLD` unless another is given."""
        from tenlao.match import THRESHOLD, resolve

        return resolve(self, name, THRESHOLD if threshold is None else threshold)

    @cached_property
    def finder(self) -> Finder:
        """What finds the table's names in texts, made when it is first needed."""
        from tenlao.mentions import Finder

        return Finder(self.index)

    def find(self, text: str) -> list[Mention]:
        """See `tenlao.mentions.find`."""
        from tenlao.mentions import find

        return find(self, text)

    def find_in_parts(self, parts: Iterable[str]) -> Iterator[Mention]:
        r"""Find as in the text that the parts make together, holding one part at a time in memory.

        Each part should end with a paragraph, since a name that two parts share is not found. Offsets count
        from the beginning of the first.

        >>> parts = ["Ông Thongloun Sisoulith đến.\n\n", "Ông Thongloun nói."]
        >>> [(mention.start, mention.text) for mention in load().find_in_parts(parts)]
        [(4, 'Thongloun Sisoulith'), (34, 'Thongloun')]
        """
        return self.finder.find_in_parts(parts)

    def edits(
        self,
        text: str,
        style: str = "gloss",
        *,
        every: bool | None = None,
        min_score: float = 0.0,
        prefer: str | None = None,
        suggest: str = "",
    ) -> list[Edit]:
        """See `tenlao.annotation.edits`."""
        from tenlao.annotation import edits

        return edits(self, text, style, every=every, min_score=min_score, prefer=prefer, suggest=suggest)

    def annotate(
        self,
        text: str,
        style: str = "gloss",
        *,
        every: bool | None = None,
        min_score: float = 0.0,
        prefer: str | None = None,
        suggest: str = "",
    ) -> str:
        """See `tenlao.annotation.annotate`."""
        from tenlao.annotation import annotate

        return annotate(self, text, style, every=every, min_score=min_score, prefer=prefer, suggest=suggest)

    @cached_property
    def renderer(self) -> Renderer:
        """What renders names by the habits of newsrooms, made when it is first needed."""
        from tenlao.habits import Habits
        from tenlao.rendering import Renderer

        return Renderer(Habits.kept(self.entries), self.index)

    @cached_property
    def romanizer(self) -> Romanizer:
        """What spells names in Latin letters as other names are spelled, made when it is first needed."""
        from tenlao.romanizing import Romanizer

        return Romanizer.kept(self.entries)

    @cached_property
    def lexicon(self) -> Lexicon:
        """What names in Lao script are made of, collected when it is first needed."""
        from tenlao.lexicon import Lexicon, name_words

        return Lexicon.of(self.entries, name_words())

    def render(
        self, name: str, sibilant: Sibilant | None = None, tones: bool = True, limit: int = 5
    ) -> Rendering:
        """See `tenlao.rendering.render`."""
        from tenlao.rendering import render

        return render(self, name, sibilant, tones, limit)

    @cached_property
    def _by_id(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self.entries}


def load(path: str | os.PathLike[str] | None = None) -> Table:
    """Return the bundled table with the user's own layered over it, or with the table in a file instead of that.

    The user's own table is what `tenlao.resources.own_table_file` names, if there is one. An entry of it whose
    id the bundled table has is merged with it: its forms come first, and its role and type win. Any other entry
    is added. It may hide entries of the bundled table, and cite sources and ids of it.

    >>> load() is load()
    True

    Raises:
        TenlaoError: the file cannot be used; the error is the first problem in it.
    """
    if path is not None:
        return _layered(path)
    own = own_table_file()
    return bundled() if own is None else _own(own)


@cache
def bundled() -> Table:
    """Return the bundled table alone, without the user's own.

    >>> bundled().entry("attapeu").kind
    'place'
    """
    from tenlao.compiled import compiled

    return compiled(bundled_file("names.toml"))


@cache
def _own(file: str) -> Table:
    return _layered(file)


def _layered(path: str | os.PathLike[str]) -> Table:
    from tenlao.compiled import compiled

    return compiled(bundled_file("names.toml"), path)

"""`Gazetteer`: a table of names in which names are looked up, found, rendered, checked and harvested.

The facade of the library. A gazetteer holds a table, its index, and each model that is learned from the table, made
when it is first needed. Everything below it receives just what it uses.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from tenlao.base.resources import bundled_file, own_table_file
from tenlao.matching.store import compiled

if TYPE_CHECKING:
    from typing_extensions import TypeIs, Unpack

    from tenlao.base.answering import Progress
    from tenlao.base.vocabulary import Kind
    from tenlao.checking.rules import Finding
    from tenlao.checking.translation import TranslationFinding
    from tenlao.matching.holders import Holder
    from tenlao.matching.index import Index
    from tenlao.matching.near_spellings import NearMisses
    from tenlao.matching.score import Match
    from tenlao.mentions.finder import Finder
    from tenlao.mentions.likeness import Likeness
    from tenlao.mentions.mention import Mention
    from tenlao.mentions.pairs import Pair
    from tenlao.mentions.unlisted import UnlistedName
    from tenlao.rendering.lao_lexicon import LaoLexicon
    from tenlao.rendering.renderer import Renderer, Rendering, Sibilant
    from tenlao.rendering.respelling import Respelling
    from tenlao.rendering.romanizer import Romanizer
    from tenlao.styles.made_forms import MadeForms
    from tenlao.styles.options import StyleKeywords
    from tenlao.styles.outcome import Report
    from tenlao.styles.registry import Style
    from tenlao.styles.typography import Typography
    from tenlao.table.model import Entry, Source, Table
    from tenlao.text.edits import Edit

__all__ = ["Gazetteer", "bundled", "load"]


class Gazetteer:
    """A table in which names are looked up and found; it and all it gives are immutable, and threads may share it.

    >>> from tenlao import Entry, Form, Table
    >>> forms = Form("Attapeu", "latin"), Form("A-tô-pư", "vietnamese")
    >>> names = Gazetteer(Table([Entry("attapeu", "place", forms)]))
    >>> names.resolve("Attapu").entry.vietnamese
    'A-tô-pư'
    """

    def __init__(self, table: Table, index: Index | None = None) -> None:
        """Make a gazetteer of a table; its index is compiled when it is first needed, unless it is given."""
        if index is not None:
            self.table = table
            self.__dict__["index"] = index
        else:
            from tenlao.table.packed_entries import packed_if_many

            self.table = packed_if_many(table)

    # The table

    @property
    def entries(self) -> Sequence[Entry]:
        """All entries of the table."""
        return self.table.entries

    @property
    def sources(self) -> Mapping[str, Source]:
        """All sources that the table cites, by id."""
        return self.table.sources

    def entry(self, id: str) -> Entry:
        """Return the entry with this id.

        >>> load().entry("kaysone-phomvihane").kind
        'person'

        Raises:
            KeyError: no entry has this id.
        """
        return self.table.entry(id)

    def __len__(self) -> int:
        return len(self.table)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Table, Index]]:
        return Gazetteer, (self.table, self.index)

    def __repr__(self) -> str:
        return f"<Gazetteer of {len(self.entries)} entries, {len(self.sources)} sources>"

    # What is made of the table, each when it is first needed

    @cached_property
    def index(self) -> Index:
        """The table compiled for finding."""
        from tenlao.matching.index import Index

        return Index.of(self.entries)

    @cached_property
    def finder(self) -> Finder:
        """What finds the table's names in texts."""
        from tenlao.mentions.finder import Finder

        return Finder(self.index)

    @cached_property
    def likeness(self) -> Likeness:
        """What tells how much a name looks like those of the table."""
        from tenlao.mentions.likeness import Likeness

        return Likeness.kept(self.entries)

    @cached_property
    def near_misses(self) -> NearMisses:
        """What finds the attested spellings that a misspelling nearly is."""
        from tenlao.matching.near_spellings import NearMisses

        return NearMisses(self.index)

    @cached_property
    def typography(self) -> Typography:
        """What finds renderings that are set otherwise than the table's."""
        from tenlao.styles.typography import Typography

        return Typography(self.entries)

    @cached_property
    def made_forms(self) -> MadeForms:
        """What styles print that is made of attested forms: family names in one rendering, names without titles."""
        from tenlao.styles.made_forms import MadeForms

        return MadeForms(self.entries)

    @cached_property
    def renderer(self) -> Renderer:
        """What renders names as newsrooms do."""
        from tenlao.rendering.newsroom_model import NewsroomModel
        from tenlao.rendering.renderer import Renderer

        return Renderer(NewsroomModel.kept(self.entries), self.index, self.likeness)

    @cached_property
    def romanizer(self) -> Romanizer:
        """What spells names in Latin letters as other names are spelled."""
        from tenlao.rendering.romanizer import Romanizer

        return Romanizer.kept(self.entries)

    @cached_property
    def lao_lexicon(self) -> LaoLexicon:
        """What names in Lao script are made of."""
        from tenlao.rendering.lao_lexicon import LaoLexicon, name_words

        return LaoLexicon.of(self.entries, name_words())

    # Names

    def lookup(
        self, name: str | float | None, limit: int = 5, kind: Kind | None = None, *, at: int | None = None
    ) -> list[Match]:
        """Return the entries that a name may name, best first; see `tenlao.matching.lookup.lookup`.

        None and NaN, which data frames have for a name that is missing, name nothing.

        >>> load().lookup(None), load().lookup(float("nan")), load().lookup("")
        ([], [], [])

        Raises:
            TypeError: the name is a number or another thing that is no name.
        """
        if _is_missing(name):
            return []
        return _lookup()(self.index, name, limit, kind, at)

    def resolve(
        self,
        name: str | float | None,
        threshold: float | None = None,
        kind: Kind | None = None,
        *,
        at: int | None = None,
    ) -> Match | None:
        """Return the entry that a name names, or None; see `tenlao.matching.resolving.resolve`.

        None and NaN, which data frames have for a name that is missing, name nothing.

        >>> load().resolve(None) is load().resolve(float("nan")) is load().resolve("") is None
        True

        Raises:
            TypeError: the name is a number or another thing that is no name.
        """
        if _is_missing(name):
            return None
        return _resolve()(self.index, name, threshold, kind, at)

    def holders(self, title: str, *, at: int | None = None) -> list[Holder]:
        """Return who held an office, in the year `at` if it is given; see `tenlao.matching.holders.holders`."""
        from tenlao.matching.holders import holders

        return holders(self.index, self.entries, title, at)

    def lookup_many(
        self,
        names: Iterable[str | float | None],
        limit: int = 5,
        *,
        kind: Kind | None = None,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> list[list[Match]]:
        """Return for each name the entries that it may name, as `lookup` does; see `resolve_many` for the options.

        >>> [[m.entry.id for m in found] for found in load().lookup_many(["Attapeu", None], limit=1)]
        [['attapeu'], []]

        Raises:
            TypeError: a name is a number or another thing that is no name.
            ValueError: the limit is less than 1, or the number of workers is negative.
            TenlaoError: a process was killed.
        """
        from tenlao.matching.many import lookup_many

        return lookup_many(self.index, map(_or_none, names), limit, kind, workers, progress)

    def resolve_many(
        self,
        names: Iterable[str | float | None],
        *,
        threshold: float | None = None,
        kind: Kind | None = None,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> list[Match | None]:
        """Return for each name the entry that it names, or None, as `resolve` does; each distinct name is read once.

        Args:
            names: the names, in any order; None, NaN and empty ones give None.
            threshold: from which score on (0-100) a match is good; `tenlao.matching.score.THRESHOLD` if not given.
            kind: consider only entries of this kind.
            workers: how many processes work on the names, 0: as many as there are processors. Where few names are
                new, one does all. Where processes are not forked (Windows, macOS), a script that asks for several
                has to be guarded by `if __name__ == "__main__"`.
            progress: is called now and then with how many distinct names are done, and how many there are.

        >>> found = load().resolve_many(["Thonglun Sisulith", "", "Nguyễn Văn Xay"])
        >>> [match and match.entry.id for match in found]
        ['thongloun-sisoulith', None, None]

        Raises:
            TypeError: a name is a number or another thing that is no name.
            ValueError: the number of workers is negative.
            TenlaoError: a process was killed.
        """
        from tenlao.matching.many import resolve_many

        return resolve_many(self.index, map(_or_none, names), threshold, kind, workers, progress)

    def render(
        self, name: str, *, sibilant: Sibilant | None = None, tones: bool = True, limit: int = 5
    ) -> Rendering:
        """Suggest how a newsroom would write a name; see `tenlao.rendering.renderer.Renderer.render`."""
        return self.renderer.render(name, sibilant=sibilant, tones=tones, limit=limit)

    def to_latin(self, name: str, limit: int = 5) -> Respelling:
        """Suggest the romanizations of a name; see `tenlao.rendering.back_transcription.to_latin`."""
        from tenlao.rendering.back_transcription import to_latin

        return to_latin(self.romanizer, self.index, name, limit)

    def to_lao(self, name: str, limit: int = 5) -> Respelling:
        """Suggest spellings of a name in Lao script; see `tenlao.rendering.back_transcription.to_lao`."""
        from tenlao.rendering.back_transcription import to_lao

        return to_lao(self.lao_lexicon, self.renderer.newsrooms.restoration, self.index, name, limit)

    # Texts

    def find(self, text: str) -> list[Mention]:
        """Return the mentions of the table's entries in a text; see `tenlao.mentions.finder.Finder.find`."""
        return self.finder.find(text)

    def find_in_parts(self, parts: Iterable[str]) -> Iterator[Mention]:
        r"""Find as in the text that the parts make together, holding one part at a time in memory.

        Each part should end with a paragraph, since a name that two parts share is not found. Offsets count
        from the beginning of the first.

        >>> parts = ["Ông Thongloun Sisoulith đến.\n\n", "Ông Thongloun nói."]
        >>> [(mention.start, mention.text) for mention in load().find_in_parts(parts)]
        [(4, 'Thongloun Sisoulith'), (34, 'Thongloun')]
        """
        return self.finder.find_in_parts(parts)

    def unlisted(self, text: str) -> list[UnlistedName]:
        """Return the Lao persons in a text who are in no table; see `tenlao.mentions.unlisted.unlisted_names`."""
        from tenlao.mentions.unlisted import unlisted_names

        return unlisted_names(self.index, self.likeness, text, self.find(text))

    def edits(self, text: str, style: Style = "gloss", **options: Unpack[StyleKeywords]) -> list[Edit]:
        """Return the changes that put a text into a house style; see `tenlao.styles.annotate.edits`."""
        from tenlao.styles.annotate import edits
        from tenlao.styles.options import StyleOptions

        return edits(self, text, style, StyleOptions(**options))

    def annotate(self, text: str, style: Style = "gloss", **options: Unpack[StyleKeywords]) -> str:
        """Return a text put into a house style; see `tenlao.styles.annotate.annotate`."""
        from tenlao.styles.annotate import annotate
        from tenlao.styles.options import StyleOptions

        return annotate(self, text, style, StyleOptions(**options))

    def report(self, text: str, style: Style = "gloss", **options: Unpack[StyleKeywords]) -> Report:
        """Return what becomes of the Lao names in a text; see `tenlao.styles.annotate.report`."""
        from tenlao.styles.annotate import report
        from tenlao.styles.options import StyleOptions

        return report(self, text, style, StyleOptions(**options))

    def check(
        self,
        text: str,
        rules: Collection[str] | None = None,
        *,
        style: Style | None = None,
        prefer: str | None = None,
    ) -> list[Finding]:
        """Return what is wrong with the names in a text; see `tenlao.checking.rules.check`."""
        from tenlao.checking.rules import check

        return check(self, text, rules, style=style, prefer=prefer)

    def check_translation(self, source: str, target: str) -> list[TranslationFinding]:
        """Return the names of a text that its translation has wrong; see `tenlao.checking.translation`."""
        from tenlao.checking.translation import check_translation

        return check_translation(self, source, target)

    def harvest(self, text: str) -> list[Pair]:
        """Return the names that a text prints in two writings; see `tenlao.mentions.pairs.harvest`."""
        from tenlao.mentions.pairs import harvest

        return harvest(self.index, self.likeness, text)


@cache
def _lookup() -> Callable[..., list[Match]]:
    """What looks names up: it is loaded when there is one."""
    from tenlao.matching.lookup import lookup

    return lookup


@cache
def _resolve() -> Callable[..., Match | None]:
    """What resolves names: it is loaded when there is one."""
    from tenlao.matching.resolving import resolve

    return resolve


def _is_missing(name: str | float | None) -> TypeIs[float | None]:
    """Tell whether there is no name: None or NaN."""
    if name is None or (isinstance(name, float) and name != name):
        return True
    if not isinstance(name, str):
        raise TypeError(f"a name is a string, not {type(name).__name__}")
    return False


def _or_none(name: str | float | None) -> str | None:
    return None if _is_missing(name) else name


def load(path: str | os.PathLike[str] | None = None) -> Gazetteer:
    """Return the bundled table with the user's own layered over it, or with the table in a file instead of that.

    The user's own table is what `tenlao.base.resources.own_table_file` names, if there is one; once it is changed,
    the next call reads it anew. An entry of it whose id the bundled table has is merged with it: its forms come
    first, and its role and type win. Any other entry is added. It may hide entries of the bundled table, and cite
    sources and ids of it.

    >>> load() is load()
    True

    Raises:
        TenlaoError: the file cannot be used; the error is the first problem in it.
    """
    if path is not None:
        return _layered(path)
    own = own_table_file()
    if own is None:
        return bundled()
    try:
        status = os.stat(own)
    except OSError:
        return _layered(own)  # which says what is wrong
    return _own(own, status.st_mtime_ns, status.st_size)


@cache
def bundled() -> Gazetteer:
    """Return the bundled table alone, without the user's own.

    >>> bundled().entry("attapeu").kind
    'place'
    """
    return Gazetteer(*compiled(bundled_file("names.toml")))


@lru_cache(maxsize=1)
def _own(file: str, changed: int, size: int) -> Gazetteer:
    return _layered(file)


def _layered(path: str | os.PathLike[str]) -> Gazetteer:
    return Gazetteer(*compiled(bundled_file("names.toml"), path))

"""A text that is open in an editor: what is found in it, who is named where, and what to write instead.

All places are offsets in code points of the text as the editor has it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from tenlao.base.vocabulary import WRITINGS
from tenlao.checking.findings import mending
from tenlao.checking.reports import remark
from tenlao.documents.formats import FORMATS, format_named, kind_told_by
from tenlao.pipeline.house import Tables, house_of, options_by_house, preferred_by_house
from tenlao.pipeline.inspection import findings_in
from tenlao.pipeline.remembering import RememberingGazetteer
from tenlao.pipeline.standoff import mentions_in
from tenlao.styles.annotate import edits as styled
from tenlao.styles.preferred_forms import PreferredForms, writing_of
from tenlao.text.edits import Edit
from tenlao.text.keys import as_printed, spelling_key
from tenlao.text.language import language_of

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.checking.findings import Finding
    from tenlao.checking.settings import Settings
    from tenlao.documents.formats import Document
    from tenlao.gazetteer import Gazetteer
    from tenlao.mentions.mention import Mention

__all__ = ["Completion", "Desk", "Note", "Offer", "OpenText", "Waiver"]

_MARK = "\ufeff"
# What editors call the kinds of texts that are read as more than text.
_KINDS = {"markdown": "markdown", "html": "html", "xhtml": "html"}
_LEAST_TYPED = 3
_MOST_COMPLETIONS = 50
_MOST_SOURCES = 5


class Note(NamedTuple):
    """A finding at a place: its rule, and what is wrong, in the language of the text."""

    start: int
    end: int
    rule: str
    message: str


class Offer(NamedTuple):
    """Changes of the text that an editor may make: of finding `rule`, or without, of nothing that is wrong."""

    title: str
    edits: Sequence[Edit]
    rule: str | None = None


class Waiver(NamedTuple):
    """A value to be added to a list of the settings, so that a finding of `rule` is one no longer."""

    key: Literal["names", "ignore"]
    value: str
    rule: str


class Completion(NamedTuple):
    """A name that may be meant by what is typed from a place on, and who bears it."""

    start: int
    text: str
    who: str


@dataclass(frozen=True)
class OpenText:
    """A text that is open in an editor, read as a document; all else is made when it is first asked for."""

    names: Gazetteer
    document: Document
    settings: Settings
    forms: PreferredForms
    path: str
    shift: int

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """What is wrong in the text, by the rules that its settings select; without changes, which take longer."""
        return findings_in(self.names, self.document, self.settings, with_changes=False)

    @cached_property
    def _with_changes(self) -> Sequence[Finding]:
        return findings_in(self.names, self.document, self.settings)

    @cached_property
    def _glosses(self) -> Sequence[Edit]:
        options = options_by_house(self.names, self.path, {})
        return styled(self.names, self.document.text, "gloss", options)

    @cached_property
    def mentions(self) -> Sequence[Mention]:
        """The names of the table in the text."""
        return list(mentions_in(self.names, self.document.text))

    def notes(self) -> Iterator[Note]:
        """Give what is wrong in the text."""
        language = language_of(self.document.text)
        for found in self.findings:
            said = remark(found, language).partition(": ")[2]
            yield Note(found.start + self.shift, found.end + self.shift, found.rule, said)

    def mention_at(self, offset: int) -> Mention | None:
        """Return the mention at a place, or right before it, if there is one; it counts in the document."""
        at = offset - self.shift
        return next((mention for mention in self.mentions if mention.start <= at <= mention.end), None)

    def described(self, mention: Mention) -> str:
        """Return in Markdown who is meant by a mention: writings, office, and sources of the form that matched."""
        entry, form = mention.match.entry, mention.match.form
        lines = [
            f"**{entry.name}** · {entry.role or entry.type or entry.kind}",
            "",
        ]
        for writing in WRITINGS:
            printed = self.forms.printed(entry, writing)
            if printed:
                lines.append(f"- {writing}: {printed}")
        if mention.others:
            lines.append(f"- or else: {', '.join(other.entry.id for other in mention.others)}")
        sources = [self.names.sources[id].cited() for id in form.sources[:_MOST_SOURCES]]
        if sources:
            lines += ["", f"“{form.text}”: {'; '.join(sources)}"]
        return "\n".join(lines)

    def hints(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Give the other writing of each name first mentioned in a stretch, and where it may be shown."""
        seen: set[str] = set()
        for mention in self.mentions:
            entry = mention.match.entry
            if entry.id in seen:
                continue
            seen.add(entry.id)
            other: Writing = "latin" if writing_of(mention) == "vietnamese" else "vietnamese"
            printed = self.forms.printed(entry, other)
            is_within = start <= mention.start + self.shift <= end
            if is_within and printed and spelling_key(printed) != spelling_key(mention.text):
                yield mention.end + self.shift, printed

    def offers(self, start: int, end: int) -> Iterator[Offer]:
        """Give what may be changed in a stretch: what mends findings there, and glosses of names there."""
        first, last = start - self.shift, end - self.shift
        if any(_touch(found, first, last) for found in self.findings):
            for found in self._with_changes:
                edits = mending(found, self.document.text) if _touch(found, first, last) else ()
                if edits:
                    yield Offer(edits[0].new, self._in_source(edits), found.rule)
        named = [mention for mention in self.mentions if _touch(mention, first, last)]
        if named:
            until = max(last, named[0].end)
            for edit in self._glosses:
                if first <= edit.start <= until and edit.new.strip():
                    yield Offer(edit.new.strip(), self._in_source([edit]))

    def waivers(self, start: int, end: int) -> Iterator[Waiver]:
        """Give what the settings may say, so that nothing is found in a stretch any more."""
        seen: set[Waiver] = set()
        for found in self.findings:
            if _touch(found, start - self.shift, end - self.shift):
                words = as_printed(found.text)
                for waiver in (Waiver("names", words, found.rule), Waiver("ignore", found.rule, found.rule)):
                    if waiver not in seen:
                        seen.add(waiver)
                        yield waiver

    def _in_source(self, edits: Sequence[Edit]) -> list[Edit]:
        """Return edits as they are to be made in the text in the editor, with its markup."""
        return [
            replace(edit, start=edit.start + self.shift, end=edit.end + self.shift)
            for edit in self.document.source_edits(edits)
        ]

    def typed_before(self, offset: int) -> tuple[int, str]:
        """Return where the word begins that ends at a place, and that word."""
        source = self.document.source or ""
        at = start = max(0, offset - self.shift)
        while start and (source[start - 1].isalpha() or unicodedata.combining(source[start - 1])):
            start -= 1
        return start + self.shift, source[start:at]


def _touch(place: Finding | Mention, first: int, last: int) -> bool:
    return place.start <= last and first <= place.end


class Desk:
    """The texts that are open in an editor, read with the tables that their settings name; each is loaded once."""

    def __init__(self) -> None:
        """Begin with no table loaded."""
        self._tables = Tables()
        self._remembering: dict[str | None, RememberingGazetteer] = {}
        self._spelled: dict[str | None, list[tuple[str, str, str]]] = {}

    def open(self, path: str, text: str, language: str = "") -> OpenText:
        """Read a text as an editor has it; `path` is that of its file, "-" if it has none.

        `language` is what the editor calls the kind of text.

        >>> text = Desk().open("-", "Ông Sonexay Siphandnoe")
        >>> [note.rule for note in text.notes()]
        ['TL003']

        Raises:
            TenlaoError: the text, its settings or its table cannot be used.
        """
        told = kind_told_by(path)
        kind = _KINDS.get(language) or (told if told and FORMATS[told].is_text else "text")
        mark = text.startswith(_MARK)
        document = format_named(kind).load()(text[mark:].encode("utf-8", "replace"), path, "utf-8")
        names = self._names_for(path)
        settings = house_of(path)
        forms = PreferredForms(names.sources, preferred_by_house(names, path), settings.options.provinces)
        return OpenText(names, document, settings, forms, path, int(mark))

    def _names_for(self, path: str) -> RememberingGazetteer:
        """Return the gazetteer for a text, which remembers what of it is as it was."""
        table = self._tables.file_for(path)
        if table not in self._remembering:
            self._remembering[table] = RememberingGazetteer(self._tables.of(path))
        return self._remembering[table]

    def completions(self, text: OpenText, offset: int) -> list[Completion]:
        """Return the names that begin with the word that ends at a place, once that has three letters.

        >>> desk = Desk()
        >>> [found.text for found in desk.completions(desk.open("-", "Ông Saleumx"), 11)]
        ['Saleumxay Kommasith']
        """
        start, word = text.typed_before(offset)
        typed = spelling_key(word)
        if len(typed) < _LEAST_TYPED:
            return []
        spelled = (found for found in self._spellings(text) if found[0].startswith(typed))
        return [Completion(start, name, who) for _, name, who in islice(spelled, _MOST_COMPLETIONS)]

    def _spellings(self, text: OpenText) -> list[tuple[str, str, str]]:
        """Return all names of the table of a text: as they are compared, as they are written, and whose they are."""
        table = self._tables.file_for(text.path)
        if table not in self._spelled:
            self._spelled[table] = [
                (spelling_key(form.text), form.text, f"{entry.latin or entry.id}, {entry.role or entry.kind}")
                for entry in text.names.entries
                for form in entry.forms
                if form.tag != "typo"
            ]
        return self._spelled[table]

"""A text that is checked: the names in it, the house style that it is to be in, and which places are done."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from tenlao.checking.findings import Finding, Place, Places
from tenlao.checking.others_names import is_somebody_elses
from tenlao.styles.linker import Linker
from tenlao.styles.preferred_forms import PreferredForms
from tenlao.text.edits import Edit
from tenlao.text.keys import is_decomposed
from tenlao.text.offsets import blanked
from tenlao.text.spoken_of import is_spoken_of

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.matching.near_spellings import NearMisses
    from tenlao.mentions.mention import Mention
    from tenlao.styles.registry import Style
    from tenlao.styles.typography import Typography
    from tenlao.table.model import Entry, Form

__all__ = ["Checker", "TextUnderCheck"]


class Checker(Linker, Protocol):
    """What checks need of whoever knows the names, besides what styles need: `tenlao.Gazetteer` has it all."""

    @property
    def near_misses(self) -> NearMisses:
        """What finds the attested spellings that a misspelling nearly is."""

    @property
    def typography(self) -> Typography:
        """What finds renderings that are set otherwise than the table's."""

    def entry(self, id: str) -> Entry:
        """Return the entry with this id."""


@dataclass(frozen=True, slots=True)
class TextUnderCheck:
    """A text, the names in it, and how the house writes them.

    `mentions` are those of entries, without names that other people have as likely, and `parts_of` an entry those
    by a part of its name. `forms` are those that the house prints, `style` is its style, and `prefer` the publisher
    whose spellings come first. `taken` are the places that have a finding: a rule need not look at them.
    `suggests` tells whether anybody asks how names might be rendered that nobody has printed.
    """

    names: Checker
    text: str
    style: Style
    prefer: str | None
    forms: PreferredForms
    mentions: Sequence[Mention]
    parts_of: Mapping[str, Sequence[Mention]]
    taken: Places = field(default_factory=Places)
    suggests: bool = True

    @classmethod
    def read(cls, names: Checker, text: str, style: Style, prefer: str | None) -> TextUnderCheck:
        """Find the names in a text.

        Raises:
            TenlaoError: the table cites no such publisher.
        """
        forms = PreferredForms(names.sources, prefer)
        mentions = [m for m in names.find(text) if not is_somebody_elses(names.index, m.match)]
        parts: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.match.kind == "partial" and not is_spoken_of(text, mention.start, mention.end):
                parts[mention.match.entry.id].append(mention)
        return cls(names, text, style, prefer, forms, mentions, parts)

    def finding(
        self,
        rule: str,
        place: Place,
        message: str,
        entry: Entry,
        suggestion: str | None,
        form: Form | None,
        *,
        safe: bool = False,
    ) -> Finding:
        """Return what a rule finds at a place; a suggestion that is `safe` mends the text, and the form is cited.

        A writing that the text speaks of is never mended.
        """
        start, end = place.start, place.end
        words = self.text[start:end]
        safe = safe and not is_spoken_of(self.text, start, end)
        edit = Edit(start, end, words, self.set_like(words, suggestion)) if safe and suggestion else None
        source = self.source_of(form) if form else None
        return Finding(rule, start, end, words, message, entry.id, suggestion, source, edit)

    @staticmethod
    def set_like(words: str, new: str) -> str:
        """Return new words with their letters and marks apart (NFD) where those of the text are."""
        return unicodedata.normalize("NFD", new) if is_decomposed(words) else new

    def besides_mentions(self) -> str:
        """Return the text with its mentions blanked, for whoever looks for names in what is left."""
        return blanked(self.text, ((mention.start, mention.end) for mention in self.mentions))

    def printed(self, entry: Entry, writing: Writing) -> Form | None:
        """Return the form of an entry that the house prints in a writing."""
        text = self.forms.attested(entry, writing)
        return next((f for f in entry.forms if f.text == text and f.writing == writing), None)

    def source_of(self, form: Form) -> str | None:
        """Say who prints a form, and when."""
        for id in form.sources:
            source = self.names.sources[id]
            return ", ".join(filter(None, (source.publisher, source.day)))
        return None

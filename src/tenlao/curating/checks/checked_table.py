"""A table file as the checks see it, and findings at their places in it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tenlao.curating.table_findings import TableFinding
from tenlao.table.model import Entry, Form, Source
from tenlao.table.reader import Section, TableFile

__all__ = ["CheckedTable"]


@dataclass(frozen=True)
class CheckedTable:
    """A table file that has been read: `alone`, or laid over another table; `today` is the day of the check.

    A table that stands alone is kept in order and cites its sources; one's own may do as it likes.
    """

    file: TableFile
    alone: bool
    today: datetime.date

    @property
    def entries(self) -> Sequence[Entry]:
        """What the file itself holds of entries."""
        return self.file.own.entries

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources in the file itself, by id."""
        return self.file.own.sources

    @cached_property
    def whole(self) -> Mapping[str, Entry]:
        """All entries of the table that the file makes, with those of the table below, by id."""
        return {entry.id: entry for entry in self.file.table.entries}

    def at_form(self, code: str, entry: Entry, form: Form, message: str) -> TableFinding:
        """Return a finding about a form, whose text goes before the message."""
        line = self.file.form_line(entry.id, form)
        return TableFinding(code, f'form "{form.text}" {message}', self.file.path, line)

    def at(self, code: str, section: Section, id: str, key: str | None, message: str) -> TableFinding:
        """Return a finding about a key of an entry or source."""
        return TableFinding(code, message, self.file.path, self.file.line(section, id, key))

r"""A table file opened to be changed, and what a change would make of it: shown first, then saved.

>>> import os, tempfile
>>> from tenlao.curating.changes import removing
>>> path = os.path.join(tempfile.mkdtemp(), "names.toml")
>>> opened = open_table(path)
>>> revision = opened.revised(removing(opened.file, opened.base, "attapeu"))
>>> revision.diff()[-1]
'+hide = ["attapeu"]'
>>> revision.save()
>>> open_table(path).file.data
{'hide': ['attapeu']}
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from tenlao.base.resources import is_there
from tenlao.curating.table_findings import TableFinding
from tenlao.curating.tables import base_of
from tenlao.curating.toml_editing import TableChanges, edited, save
from tenlao.curating.validation import validate
from tenlao.table.model import Table
from tenlao.table.reader import TableFile, read_file

__all__ = ["OpenTable", "TableRevision", "open_table"]

_CONTEXT = 2  # lines shown around each change


@dataclass(frozen=True, slots=True)
class TableRevision:
    """What a table file shall hold from now on, as a text."""

    file: TableFile
    base: Table | None
    text: str

    def diff(self) -> list[str]:
        """Return the lines of a unified diff; none where nothing changes."""
        path, old, new = self.file.path, self.file.text.splitlines(), self.text.splitlines()
        return list(difflib.unified_diff(old, new, path, path, n=_CONTEXT, lineterm=""))

    def save(self) -> None:
        """Put the text into the file; see `tenlao.curating.toml_editing.save`."""
        save(self.file, self.text)

    def new_findings(self) -> list[TableFinding]:
        """Return what validation finds in the new text and does not find in the old one."""
        path = self.file.path
        before = {(finding.code, finding.message) for finding in validate(path, self.base, self.file.text)}
        after = validate(path, self.base, self.text)
        return [finding for finding in after if (finding.code, finding.message) not in before]


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table file without problems that is to be changed, and the table over which it is laid."""

    file: TableFile
    base: Table | None

    def revised(self, changes: TableChanges) -> TableRevision:
        """Return what changes make of the file; see `tenlao.curating.toml_editing.edited`."""
        return TableRevision(self.file, self.base, edited(self.file, self.base, changes))


def open_table(path: str) -> OpenTable:
    """Open a table file to change it; one that is not there yet counts as empty.

    Raises:
        TenlaoError: the file cannot be used; the error is the first problem in it.
    """
    base = base_of(path)
    file = read_file(path, base, None if is_there(path) else "")
    if file.problems:
        raise file.problems[0]
    return OpenTable(file, base)

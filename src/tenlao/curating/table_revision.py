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

from dataclasses import dataclass
from itertools import accumulate

from tenlao.base.resources import is_there
from tenlao.curating.table_findings import TableFinding
from tenlao.curating.tables import base_of
from tenlao.curating.toml_editing import TableChanges, edited, save
from tenlao.curating.validation import validate
from tenlao.pipeline.diffs import unified_diff
from tenlao.table.model import Table
from tenlao.table.reader import TableFile, read_file
from tenlao.text.differences import differences
from tenlao.text.edits import Edit

__all__ = ["OpenTable", "TableRevision", "open_table"]


@dataclass(frozen=True, slots=True)
class TableRevision:
    """What a table file shall hold from now on, as a text."""

    file: TableFile
    base: Table | None
    text: str

    def diff(self) -> list[str]:
        """Return the lines of a unified diff, without their ends; none where nothing changes."""
        old, new = (text.splitlines(keepends=True) for text in (self.file.text, self.text))
        starts = list(accumulate(map(len, old), initial=0))
        edits = (
            Edit(starts[a], starts[b], "".join(old[a:b]), "".join(new[c:d]))
            for a, b, c, d in differences(old, new)
        )
        return unified_diff(self.file.path, self.file.text, edits).split("\n")[:-1]

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

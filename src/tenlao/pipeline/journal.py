"""The journal of edits: what was changed in which files, and how to get the old files back.

The first line says that the file is a journal; every other line is one change, in JSON. A change is on the disk
before the file that it tells of is changed, so whatever has been changed can be undone, even when the program was
killed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from tenlao.base.errors import TenlaoError
from tenlao.base.resources import is_there
from tenlao.base.version import program_version
from tenlao.documents.files import STANDARD_STREAM, append_line, read_file
from tenlao.documents.formats import restored

if TYPE_CHECKING:
    from tenlao.pipeline.revision import Revision

__all__ = ["LARGEST_JOURNAL", "Change", "Journal"]

LARGEST_JOURNAL: Final = 1 << 30
"""Journals with more bytes are refused: what undoes a change takes some hundred bytes."""

_FIRST_LINE: Final = b'{"journal": "edits by tenlao annotate", "format": 1}'


@dataclass(frozen=True, slots=True)
class Change:
    """What a journal says of one change of a file: the checksums of both contents, and what restores the old one."""

    file: str
    old_sha256: str
    new_sha256: str
    restore: dict[str, Any]


class Journal:
    """A file with a line for each change.

    It names files by their paths from its own folder, so that it can be moved together with them; "-" is a text
    that was printed.

    Raises:
        TenlaoError: there is such a file and it is no journal, or it cannot be read.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        content = read_file(path, LARGEST_JOURNAL) if is_there(path) else b""
        self._is_empty = b"\n" not in content
        if self._is_empty and not _FIRST_LINE.startswith(content):
            raise self._no_journal(1)
        *lines, cut_off = content.split(b"\n")
        self.changes = self._read(lines)
        self.cut_line = len(lines) + 1 if lines and cut_off else None
        """The number of a last line that was cut off, as a rule before the change that it should have told of."""

    def add(self, revision: Revision, target: str) -> None:
        """Write down a revision that is about to be put into a file.

        Raises:
            TenlaoError: the journal cannot be written.
        """
        data = {
            "tenlao": program_version(),
            "file": self._name(target),
            "kind": revision.kind,
            "encoding": revision.encoding,
            "style": revision.style,
            "old_sha256": _sha256(revision.old),
            "new_sha256": _sha256(revision.new),
            "edits": [asdict(edit) for edit in revision.edits],
            "restore": revision.restore,
        }
        if self._is_empty:
            append_line(self.path, _FIRST_LINE)
            self._is_empty = False
        append_line(self.path, json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogateescape"))

    def files(self) -> list[str]:
        """Return the files that have been changed, in the order of their first changes."""
        return [self._path(file) for file in dict.fromkeys(change.file for change in self.changes)]

    def is_beside(self, file: str, root: str | None = None) -> bool:
        """Whether a file is somewhere below a folder, the journal's if none is given, whatever links lead there."""
        folder = self._folder if root is None else os.path.realpath(root)
        path = os.path.realpath(file)
        try:
            return file == STANDARD_STREAM or os.path.commonpath([folder, path]) == folder
        except ValueError:  # on another drive
            return False

    def undone(self, file: str, content: bytes) -> bytes:
        """Return what a file held before all changes that the journal has of it, from what it holds.

        A file is known by its path, or else by its content. Changes that have been undone already, or that were
        never made, do not matter.

        Raises:
            TenlaoError: the journal has no change of this file, or the file has been changed by others since.
        """
        name = self._name(file)
        changes = [change for change in self.changes if change.file == name]
        if not changes:
            changes = self._leading_to(_sha256(content))
        if not changes:
            raise TenlaoError(f"is not in the journal {self.path}; give the files that were changed", file)
        for change in reversed(changes):
            if _sha256(content) == change.new_sha256:
                content = self._restored(content, change, file)
        if _sha256(content) != changes[0].old_sha256:
            raise TenlaoError(
                f"is not what {self.path} tells of, and is left as it is; undo what was changed since", file
            )
        return content

    def _leading_to(self, checksum: str) -> list[Change]:
        """Return the changes of the file that had some content in the end."""
        last = {change.file: change.new_sha256 for change in self.changes}
        return [change for change in self.changes if last[change.file] == checksum]

    def _restored(self, content: bytes, change: Change, file: str) -> bytes:
        try:
            old = restored(content, change.restore)
        except (KeyError, TypeError, ValueError):
            old = b""
        if _sha256(old) != change.old_sha256:
            raise TenlaoError(
                f"cannot be restored, since {self.path} is damaged; the file is left as it is", file
            )
        return old

    @property
    def _folder(self) -> str:
        return os.path.dirname(os.path.realpath(self.path))

    def _name(self, file: str) -> str:
        if file == STANDARD_STREAM:
            return file
        path = os.path.realpath(file)
        try:
            return os.path.relpath(path, self._folder)
        except ValueError:  # on another drive
            return path

    def _path(self, name: str) -> str:
        return name if name == STANDARD_STREAM else os.path.relpath(os.path.join(self._folder, name))

    def _read(self, lines: Sequence[bytes]) -> list[Change]:
        # Journals before format 1 have no first line of their own, and one may be put after another.
        return [self._change(line, number) for number, line in enumerate(lines, 1) if line != _FIRST_LINE]

    def _change(self, line: bytes, number: int) -> Change:
        try:
            data = json.loads(line.decode("utf-8", "surrogateescape"))
            fields = {name: data[name] for name in ("file", "old_sha256", "new_sha256")}
            if not all(isinstance(value, str) for value in fields.values()) or "\0" in fields["file"]:
                raise TypeError
            os.fsencode(fields["file"])  # half of a character is in the name of no file
            return Change(**fields, restore=data["restore"])
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            raise self._no_journal(number) from error

    def _no_journal(self, line: int) -> TenlaoError:
        return TenlaoError("is no line of a journal of edits; give another file", self.path, line)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

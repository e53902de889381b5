"""Table files edited in place: only what is to change changes; comments, order and layout stay.

The file is taken apart into its blocks, each `[[entry]]` and `[[source]]` with the comments right above it. Blocks
that do not change stay letter by letter as they are; in one that does, tomlkit changes only the values that differ.
The new text is read again and must hold what was asked for and nothing else, with every comment of the old one.
"""

from __future__ import annotations

import codecs
import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

import tomli

from tenlao.base.errors import TenlaoError
from tenlao.base.resources import is_there
from tenlao.base.vocabulary import KINDS, REGISTRIES, WRITINGS
from tenlao.curating.entry_merging import by_writing
from tenlao.documents.files import alone_at, replace_file, write_file
from tenlao.documents.files import read_file as read_bytes
from tenlao.table.model import Entry, Source, Table
from tenlao.table.reader import Section, TableError, TableFile, read_file
from tenlao.table.toml_lines import Place, comments, line_of
from tenlao.table.writer import (
    entry_text,
    form_text,
    forms_text,
    link_value,
    offices_text,
    quoted,
    scalar_text,
    source_text,
    strings_text,
)

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["TableChanges", "comments_of", "edited", "save"]

_KEYS = {
    "entry": (
        *("id", "kind", "type", "role", "offices", "born", "died", "province", "same_name_as"),
        *(*WRITINGS, *REGISTRIES, "sources"),
    ),
    "source": ("id", "publisher", "date", "url"),
}

_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(entry|source)[ \t]*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What a table file shall hold from now on.

    `entries` and `sources` are new or changed ones by id, None for those to remove. `hide` is the whole list of
    hidden entries, None to leave it as it is. `comments` are lines to set above an entry, by its id.
    """

    entries: Mapping[str, Entry | None] = field(default_factory=dict)
    sources: Mapping[str, Source | None] = field(default_factory=dict)
    hide: tuple[str, ...] | None = None
    comments: Mapping[str, Sequence[str]] = field(default_factory=dict)


def edited(file: TableFile, base: Table | None, changes: TableChanges) -> str:
    r"""Return the text of a table file with changes, and nothing else changed.

    >>> file = read_file("x.toml", text='# mine\n[[entry]]\nid = "x"\nkind = "place"  # which?\nlatin = ["X"]\n')
    >>> entry = file.own.entry("x")
    >>> print(edited(file, None, TableChanges({"x": entry._replace(role="Village")}, {})), end="")
    # mine
    [[entry]]
    id = "x"
    kind = "place"  # which?
    role = "Village"
    latin = ["X"]

    Raises:
        TenlaoError: the file has problems, is laid out in a way that cannot be edited, or would have problems; a
            comment would be lost; or tomlkit is missing.
    """
    if file.problems:
        raise file.problems[0]
    entries = {id: entry and by_writing(entry) for id, entry in changes.entries.items()}
    hidden = file.hidden
    blocks = _TomlBlocks(file)
    for id, source in changes.sources.items():
        blocks.put("source", id, source)
    for id, entry in entries.items():
        blocks.put("entry", id, entry)
    blocks.put_new()
    for id, lines in changes.comments.items():
        blocks.comment(id, lines)
    if changes.hide is not None and changes.hide != hidden:
        blocks.hide(changes.hide)
        hidden = changes.hide
    text = blocks.text()
    _prove(file, base, replace(changes, entries=entries, hide=hidden), text)
    return text


def comments_of(file: TableFile, id: str) -> list[str]:
    r"""Return the comments in an entry of a file and right above it.

    >>> comments_of(read_file("x.toml", text='hide = []\n# why\n[[entry]]\nid = "x"\nkind = "place" # what\n'), "x")
    ['# why', '# what']
    """
    block = _TomlBlocks(file).find("entry", id)
    return [] if block is None else comments(block.text)


def save(file: TableFile, text: str) -> None:
    """Put a new text into a table file, whole or not at all; the folder is made if there is none.

    Raises:
        TenlaoError: the file cannot be written, or is not what it was when it was read.
    """
    folder = os.path.dirname(os.path.realpath(file.path))
    os.makedirs(folder, exist_ok=True)
    with alone_at(folder):
        if not is_there(file.path):
            write_file(file.path, text.encode())
            return
        mark = codecs.BOM_UTF8 if read_bytes(file.path).startswith(codecs.BOM_UTF8) else b""
        replace_file(file.path, mark + file.text.encode(), mark + text.encode())


def _prove(file: TableFile, base: Table | None, changes: TableChanges, text: str) -> None:
    """Read the new text, and refuse it unless it holds what it should and every comment of the old one."""
    try:
        new = read_file(file.path, base, text)
    except TableError as error:
        raise _unusual(file) from error
    if new.problems:
        raise TenlaoError(
            f"is left as it is, since the change is not good: {new.problems[0].message}", file.path
        )
    entries = {**{entry.id: entry for entry in file.own.entries}, **changes.entries}
    sources = {**file.own.sources, **changes.sources}
    is_as_asked = (
        {entry.id: entry for entry in new.own.entries}
        == {id: entry for id, entry in entries.items() if entry}
        and dict(new.own.sources) == {id: source for id, source in sources.items() if source}
        and new.hidden == changes.hide
    )
    if not is_as_asked:
        raise _unusual(file)
    lost = Counter(comments(file.text)) - Counter(comments(text))
    for comment in lost:
        raise TenlaoError(
            f'is left as it is, since a comment would be lost; move it first: "{comment}"', file.path
        )


def _unusual(file: TableFile) -> TenlaoError:
    return TenlaoError("is laid out in a way that is not edited here; edit it by hand", file.path)


_Rank: TypeAlias = tuple[int, str]


@dataclass(slots=True)
class _TomlBlock:
    section: Section
    id: str
    rank: _Rank
    text: str


class _TomlBlocks:
    """A table file taken apart: what stands before its first block, and its blocks."""

    def __init__(self, file: TableFile) -> None:
        self.file = file
        self.newline = "\r\n" if "\r\n" in file.text else "\n"
        headers = list(_HEADER.finditer(file.text))
        starts = [self._start(header.start()) for header in headers]
        if starts and not file.text[: starts[0]].strip():
            starts[0] = headers[0].start()  # a comment at the head of a file is about the file
        ends = [*starts, len(file.text)][1:]
        self.preamble = file.text[: starts[0]] if starts else file.text
        self.blocks = [
            self._block(header[1], file.text[start:end])
            for header, start, end in zip(headers, starts, ends, strict=True)
        ]
        self.by_id = {(block.section, block.id): block for block in reversed(self.blocks)}
        self.new: list[_TomlBlock] = []
        items = {section: len(file.data.get(section, [])) for section in ("entry", "source")}
        if Counter(block.section for block in self.blocks) != +Counter(items):
            raise _unusual(file)

    def _start(self, header: int) -> int:
        """Return where the comments right above a header begin, or else the header."""
        text, start = self.file.text, header
        while start > 0:
            line = text.rfind("\n", 0, start - 1) + 1
            if not text[line:start].lstrip(" \t").startswith("#"):
                break
            start = line
        return start

    def _block(self, section: str, text: str) -> _TomlBlock:
        try:
            (item,) = tomli.loads(text)[section]
            if section == "source":
                return _TomlBlock("source", item["id"], (0, item["id"]), text)
            return _TomlBlock("entry", item["id"], (KINDS.index(item["kind"]), item["id"]), text)
        except (KeyError, ValueError):
            raise _unusual(self.file) from None

    def text(self) -> str:
        return "".join([self.preamble, *(block.text for block in self.blocks)])

    def find(self, section: Section, id: str) -> _TomlBlock | None:
        return self.by_id.get((section, id))

    def put(self, section: Section, id: str, item: Entry | Source | None) -> None:
        """Change, add or remove an entry or source."""
        block = self.find(section, id)
        if block is None:
            if item is not None:
                self.add(item)
        elif item is None:
            self.blocks.remove(block)
            del self.by_id[section, id]
        elif isinstance(item, Entry):
            self.change_entry(block, self.file.own.entry(id), item)
        else:
            self.change_source(block, self.file.own.sources[id], item)

    def add(self, item: Entry | Source) -> None:
        """Add a block, which `put_new` puts in its place."""
        if isinstance(item, Entry):
            block = _TomlBlock("entry", item.id, (KINDS.index(item.kind), item.id), entry_text(item))
        else:
            block = _TomlBlock("source", item.id, (0, item.id), source_text(item))
        block.text = block.text.replace("\n", self.newline)
        self.by_id[block.section, block.id] = block
        self.new.append(block)

    def put_new(self) -> None:
        """Put new blocks where the order wants them: before the first that comes after them, else after the last."""
        entries, sources = self._places("entry"), self._places("source")
        placed = [
            (*(entries if block.section == "entry" else sources)(block.rank), block) for block in self.new
        ]
        blocks: list[_TomlBlock] = []
        done = 0
        for at, _, _, block in sorted(placed, key=lambda place: place[:3]):
            blocks += self.blocks[done:at]
            done = at
            if blocks:
                blocks[-1].text = self.parted(blocks[-1].text)
            else:
                self.preamble = self.parted(self.preamble)
            if at < len(self.blocks):
                block.text += self.newline
            blocks.append(block)
        self.blocks = blocks + self.blocks[done:]
        self.new.clear()

    def _places(self, section: Section) -> Callable[[_Rank], tuple[int, int, _Rank]]:
        """Return what tells the place of a new block of a section: before which block, and in which order there."""
        alike = [(at, block.rank) for at, block in enumerate(self.blocks) if block.section == section]
        highest = list(accumulate((rank for _, rank in alike), max))  # so far
        none, behind, before = (0, 0, 2) if section == "entry" else (len(self.blocks), 1, 1)
        end = alike[-1][0] + 1 if alike else none

        def place(rank: _Rank) -> tuple[int, int, _Rank]:
            later = bisect_right(highest, rank)
            return (alike[later][0], before, rank) if later < len(alike) else (end, behind, rank)

        return place

    def parted(self, text: str) -> str:
        """Return a text that ends with an empty line, if there is any text."""
        if not text:
            return text
        if not text.endswith("\n"):
            text += self.newline
        return text if re.search(r"\n[ \t]*\r?\n\Z", text) else text + self.newline

    def comment(self, id: str, lines: Sequence[str]) -> None:
        block = self.find("entry", id)
        if block is not None:
            block.text = "".join(f"{line}{self.newline}" for line in lines) + block.text

    def hide(self, ids: Sequence[str]) -> None:
        document = _tomlkit().parse(self.preamble)
        if "hide" not in document:
            end = self.newline * 2 if self.blocks else self.newline
            self.preamble = self.parted(self.preamble) + f"hide = {strings_text(ids)}{end}"
        elif ids:
            hidden = self.array(document["hide"])
            _arrange(hidden, [str(id) for id in hidden], {id: quoted(id) for id in ids}, ())
            self.preamble = self.with_newlines(document.as_string(), self.preamble)
        else:
            del document["hide"]
            self.preamble = self.with_newlines(document.as_string(), self.preamble)

    def change_entry(self, block: _TomlBlock, old: Entry, new: Entry) -> None:
        document = _tomlkit().parse(block.text)
        table = document["entry"][0]
        added: dict[str, str] = {}
        for key in ("kind", "type", "role", "born", "died", "province"):
            _set(table, added, key, getattr(old, key), getattr(new, key))
        if new.offices != old.offices:
            table.pop("offices", None)
            if new.offices:
                added["offices"] = offices_text(new.offices)
        if new.same_name_as != old.same_name_as:
            names = {id: quoted(id) for id in new.same_name_as}
            if names and old.same_name_as:
                _arrange(self.array(table["same_name_as"]), old.same_name_as, names, ())
            elif names:
                table.pop("same_name_as", None)
                added["same_name_as"] = strings_text(names)
            else:
                del table["same_name_as"]
        for writing in WRITINGS:
            before = [form for form in old.forms if form.writing == writing]
            after = [form for form in new.forms if form.writing == writing]
            if before == after:
                continue
            if before and after:
                forms = {form.text: form_text(form, with_sources="sources" in table) for form in after}
                changed = {form.text for form in after if form not in before}
                _arrange(self.array(table[writing]), [form.text for form in before], forms, changed)
            elif after:
                table.pop(writing, None)
                added[writing] = forms_text(after, with_sources="sources" in table)
            else:
                del table[writing]
        before_links, after_links = (
            {link.registry: link_value(link) for link in entry.links} for entry in (old, new)
        )
        for registry in REGISTRIES:
            _set(table, added, registry, before_links.get(registry), after_links.get(registry))
        self.finish(block, document.as_string(), added)

    def change_source(self, block: _TomlBlock, old: Source, new: Source) -> None:
        document = _tomlkit().parse(block.text)
        table = document["source"][0]
        added: dict[str, str] = {}
        for key in ("publisher", "date", "url"):
            _set(table, added, key, getattr(old, key), getattr(new, key))
        self.finish(block, document.as_string(), added)

    def finish(self, block: _TomlBlock, text: str, added: Mapping[str, str]) -> None:
        text = self.with_newlines(text, block.text)
        try:
            for key, value in added.items():
                text = _with_key(text, block.section, key, value.replace("\n", self.newline), self.newline)
        except tomli.TOMLDecodeError as error:
            raise _unusual(self.file) from error
        block.text = text

    def with_newlines(self, text: str, old: str) -> str:
        """Return a text with the line ends of the old one, where those are all alike."""
        return re.sub(r"(?<!\r)\n", "\r\n", text) if old.count("\r\n") == old.count("\n") > 0 else text

    def array(self, value: Any) -> Any:
        if not isinstance(value, _tomlkit().items.Array):
            raise _unusual(self.file)
        return value


def _set(table: Any, added: dict[str, str], key: str, old: Any, new: Any) -> None:
    """Set a key that is there, remove it, or note that it is to be added."""
    if new == old:
        return
    if new is None:
        del table[key]
    elif old is None:
        added[key] = scalar_text(new)
    else:
        table[key] = new


def _arrange(array: Any, before: Sequence[str], after: Mapping[str, str], changed: Container[str]) -> None:
    """Give a list the elements that are wanted, by name, in TOML; those that do not change keep their place."""
    names = list(before)
    for at in reversed(range(len(names))):
        if names[at] not in after:
            del array[at], names[at]
    for at, (name, value) in enumerate(after.items()):
        if name not in names:
            array.insert(at, _tomlkit().value(value))
            names.insert(at, name)
        elif names[at] != name:
            now = names.index(name)
            element = array[now]
            del array[now], names[now]
            array.insert(at, element)
            names.insert(at, name)
        if name in changed:
            array[at] = _tomlkit().value(value)


def _with_key(text: str, section: Section, key: str, value: str, newline: str) -> str:
    """Return the text of a block with one more key, before the first of those that come after it."""
    keys = _KEYS[section]
    present = tomli.loads(text)[section][0]
    lines = text.splitlines(keepends=True)
    following = [other for other in keys[keys.index(key) + 1 :] if other in present]
    numbers = [line_of(text, Place(section, 0, other)) for other in following]
    if numbers:
        at = min(number for number in numbers if number is not None) - 1
        while lines[at - 1].lstrip().startswith("#"):
            at -= 1
    else:
        at = max(n + 1 for n, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        if not lines[at - 1].endswith("\n"):
            lines[at - 1] += newline
    lines.insert(at, f"{key} = {value}{newline}")
    return "".join(lines)


def _tomlkit() -> ModuleType:
    try:
        import tomlkit
    except ImportError:
        message = 'editing a table needs tomlkit: pip install "tenlao[table]"'
        raise TenlaoError(message) from None
    return tomlkit

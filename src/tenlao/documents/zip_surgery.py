"""ZIP archives: members are read within bounds and replaced one by one, all others keeping their very bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from typing import Any, NamedTuple

from tenlao.base.errors import TenlaoError
from tenlao.documents.changes import restoring

__all__ = [
    "LARGEST_CONTENT",
    "LARGEST_RATIO",
    "MOST_MEMBERS",
    "OPEN_DOCUMENT",
    "WORD",
    "Archive",
    "Packing",
    "Rewritten",
    "most_unpacked",
]

MOST_MEMBERS = 10_000
"""Archives with more members are refused: a Word document has some twenty, and one for each picture."""
LARGEST_CONTENT = 256 << 20
"""Archives are refused when the members that are read unpack to more bytes: a novel has one megabyte of text."""
LARGEST_RATIO, LARGEST_AT_ANY_RATIO = 200, 4 << 20
"""Of larger archives and members, none may unpack to so many times its size: markup shrinks to a fiftieth."""

_PIECE = 1 << 18
_END = struct.Struct("<4s4H2LH")
_RECORD = struct.Struct("<4s6H3L5H2L")
_HEADER = struct.Struct("<4s5H3L2H")
_MOST_END = _END.size + 0xFFFF
_ENCRYPTED, _SIZES_FOLLOW, _UTF_8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_ZIP64 = 0xFFFFFFFF


class Packing(NamedTuple):
    """What documents are that a program packs in archives, as errors tell of them."""

    document: str
    extension: str
    program: str


WORD = Packing("Word document", ".docx", "Word")
OPEN_DOCUMENT = Packing("OpenDocument text", ".odt", "LibreOffice")


class Rewritten(NamedTuple):
    """An archive after a change, and what restores the old one (see `tenlao.documents.changes.restored`)."""

    new: bytes
    restore: dict[str, Any]


class _Member(NamedTuple):
    """A member: its record in the directory, and where in the archive its header, name, extra fields and data are."""

    record: tuple[int, ...]
    record_rest: bytes
    start: int
    data: int
    end: int

    @property
    def flags(self) -> int:
        return self.record[3]

    @property
    def method(self) -> int:
        return self.record[4]


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive, its members by name, and where its directory is."""

    content: bytes
    name: str
    members: Mapping[str, _Member]
    directory: int
    end: int
    of: Packing

    @classmethod
    def read(cls, content: bytes, name: str, of: Packing = WORD) -> Archive:
        """Read the directory of an archive; `name` is what the file is called in an error, `of` what it should be.

        Raises:
            TenlaoError: it is no archive, or a damaged, encrypted or excessive one.
        """
        end = content.rfind(b"PK\5\6", max(0, len(content) - _MOST_END))
        if end < 0 or end + _END.size > len(content):
            message = f"is no {of.document} ({of.extension}), which would be a ZIP archive"
            raise TenlaoError(message, name)
        _, disk, first_disk, here, count, size, directory, _ = _END.unpack_from(content, end)
        if disk or first_disk or here != count or directory + size != end:
            raise _damaged(name, of)
        if count > MOST_MEMBERS:
            message = f"has {count} parts; a {of.program} document has no more than {MOST_MEMBERS}"
            raise TenlaoError(message, name)
        try:
            members = dict(_members(content, name, directory, end, of))
        except (struct.error, UnicodeDecodeError) as error:
            raise _damaged(name, of) from error
        if len(members) != count:
            raise _damaged(name, of)
        return cls(content, name, members, directory, end, of)

    @property
    def most_unpacked(self) -> int:
        """How many bytes the members that are read may unpack to, all together."""
        return most_unpacked(len(self.content))

    def refuse_excess(self, members: Sequence[str], most: int) -> None:
        """Refuse an archive that says that some members unpack to more than a number of bytes, before any is read.

        Raises:
            TenlaoError: they do.
        """
        for member in members:
            most -= self.size(member)
            if most < 0:
                raise self._excessive(member)

    def _excessive(self, member: str) -> TenlaoError:
        return TenlaoError(f"unpacks to more than a document ever holds: {member}", self.name)

    def size(self, member: str) -> int:
        """Return how many bytes a member says it unpacks to; one that does not is damaged, and never unpacked."""
        return int(self.members[member].record[9])

    def unpacked(self, member: str, most: int) -> bytes:
        """Return the content of a member.

        Raises:
            TenlaoError: it is damaged, or larger than a number of bytes.
        """
        content = BytesIO()
        content.writelines(self.unpacked_pieces(member, most))
        return content.getvalue()

    def unpacked_pieces(self, member: str, most: int) -> Iterator[bytes]:
        """Give the content of a member in pieces; see `unpacked`."""
        found = self.members[member]
        packed = memoryview(self.content)[found.data : found.data + found.record[8]]
        most = min(most, most_unpacked(len(packed)))
        if found.method not in (_DEFLATED, _STORED):
            program = self.of.program
            message = f"is packed in a way that {program} does not use; save it again in {program}"
            raise TenlaoError(message, self.name)
        size = sum_of_all = 0
        for piece in self._inflated(packed) if found.method == _DEFLATED else _in_pieces(packed):
            size += len(piece)
            if size > most:
                raise self._excessive(member)
            sum_of_all = zlib.crc32(piece, sum_of_all)
            yield piece
        if size != self.size(member) or sum_of_all != found.record[7]:
            raise _damaged(self.name, self.of)

    def _inflated(self, packed: memoryview) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for left in _in_pieces(packed):
                while piece := unpacker.decompress(left, _PIECE):
                    yield piece
                    left = unpacker.unconsumed_tail
        except zlib.error as error:
            raise _damaged(self.name, self.of) from error

    def rewritten(self, contents: Mapping[str, Iterable[bytes | memoryview]]) -> Rewritten:
        """Return the archive when members have other contents, which are given in pieces, and all else stays.

        Members that are not there yet come after the others.
        """
        new, left, at = BytesIO(), memoryview(self.content), 0
        shifts: dict[str, int] = {}
        sizes: dict[str, list[int]] = {}
        replaced = []
        for name, member in sorted(self.members.items(), key=lambda item: item[1].start):
            new.write(left[at : member.start])
            at = member.start
            shifts[name] = new.tell() - at
            if name in contents:
                start, at = new.tell(), member.end
                sizes[name] = self._write(new, member, contents[name])
                replaced.append((member.start, at, new.tell() - start))
        new.write(left[at : self.directory])
        end_of_members = new.tell()
        records = [
            _record(member, shifts[name], sizes.get(name)) for name, member in self.members.items()
        ] + [_write_new(new, name, content) for name, content in contents.items() if name not in self.members]
        directory = b"".join(records)
        end = list(_END.unpack_from(self.content, self.end))
        end[3] = end[4] = len(records)
        end[5], end[6] = len(directory), new.tell()
        new.write(directory + _END.pack(*end))
        new.write(left[self.end + _END.size :])
        replaced.append((self.directory, len(self.content), new.tell() - end_of_members))
        return Rewritten(new.getvalue(), restoring(self.content, replaced))

    def _write(self, new: BytesIO, member: _Member, content: Iterable[bytes | memoryview]) -> list[int]:
        """Write a member with another content; return its checksum, and its sizes when it is packed, and when not."""
        header = list(_HEADER.unpack_from(self.content, member.start))
        name_start = member.start + _HEADER.size
        name = self.content[name_start : name_start + header[9]]
        extra = _without_zip64(self.content[name_start + header[9] : member.data])
        header[2] &= ~_SIZES_FOLLOW
        header[10] = len(extra)
        start = new.tell()
        new.write(_HEADER.pack(*header) + name + extra)
        header[6:9] = sizes = _write_packed(new, content, member.method)
        new.seek(start)
        new.write(_HEADER.pack(*header))
        new.seek(0, SEEK_END)
        return sizes


def most_unpacked(packed: int) -> int:
    """Return how many bytes so many packed ones may unpack to.

    >>> most_unpacked(100_000)
    20000000
    """
    return min(LARGEST_CONTENT, max(LARGEST_AT_ANY_RATIO, LARGEST_RATIO * packed))


def _in_pieces(content: memoryview) -> Iterator[bytes]:
    return (bytes(content[at : at + _PIECE]) for at in range(0, len(content), _PIECE))


def _write_packed(new: BytesIO, content: Iterable[bytes | memoryview], method: int) -> list[int]:
    """Write a content as a method packs it; return its checksum, and its sizes when it is packed, and when not."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    start, size, sum_of_all = new.tell(), 0, 0
    for piece in content:
        size += len(piece)
        sum_of_all = zlib.crc32(piece, sum_of_all)
        new.write(packer.compress(piece) if method == _DEFLATED else piece)
    if method == _DEFLATED:
        new.write(packer.flush())
    return [sum_of_all, new.tell() - start, size]


def _members(
    content: bytes, name: str, directory: int, end: int, of: Packing
) -> Iterator[tuple[str, _Member]]:
    """Give the members in the order of the directory."""
    records = []
    at = directory
    while at < end:
        record = _RECORD.unpack_from(content, at)
        rest_end = at + _RECORD.size + sum(record[10:13])
        if record[0] != b"PK\1\2" or rest_end > end:
            raise _damaged(name, of)
        records.append((record, content[at + _RECORD.size : rest_end]))
        at = rest_end
    starts = sorted(record[16] for record, _ in records)
    if len({*starts}) < len(starts):
        raise _damaged(name, of)
    ends = dict(zip(starts, [*starts[1:], directory], strict=True))
    for record, rest in records:
        start, packed_size = record[16], record[8]
        if _ZIP64 in (start, packed_size, record[9]):
            raise TenlaoError(f"is a ZIP64 archive; save it again in {of.program}", name)
        if record[3] & _ENCRYPTED:
            raise TenlaoError(f"is encrypted; save it in {of.program} without a password", name)
        header = _HEADER.unpack_from(content, start)
        data = start + _HEADER.size + header[9] + header[10]
        if header[0] != b"PK\3\4" or data + packed_size > ends[start]:
            raise _damaged(name, of)
        member_name = rest[: record[10]].decode("utf-8" if record[3] & _UTF_8 else "cp437")
        yield member_name, _Member(record, rest, start, data, ends[start])


def _write_new(new: BytesIO, name: str, content: Iterable[bytes | memoryview]) -> bytes:
    """Write a new member, and return its record; its time is the first that there is (1980)."""
    data, written, start = BytesIO(), name.encode(), new.tell()
    # Version 2.0, names in UTF-8, deflated, at midnight, on 1 January 1980.
    common = (20, _UTF_8, _DEFLATED, 0, 0x21, *_write_packed(data, content, _DEFLATED), len(written), 0)
    new.write(_HEADER.pack(b"PK\3\4", *common) + written + data.getvalue())
    return _RECORD.pack(b"PK\1\2", 20, *common, 0, 0, 0, 0, start) + written


def _record(member: _Member, shift: int, sizes: Sequence[int] | None) -> bytes:
    """Return the record of a member that is moved and perhaps packed anew."""
    record = list(member.record)
    rest = member.record_rest
    record[16] += shift
    if sizes:
        record[3] &= ~_SIZES_FOLLOW
        record[7:10] = sizes
        name, extra = rest[: record[10]], rest[record[10] : record[10] + record[11]]
        kept = _without_zip64(extra)
        rest = name + kept + rest[len(name) + len(extra) :]
        record[11] = len(kept)
    return _RECORD.pack(*record) + rest


def _without_zip64(extra: bytes) -> bytes:
    """Return extra fields without the one for large sizes, which the sizes in the header do without."""
    kept = []
    at = 0
    while at + 4 <= len(extra):
        id, size = struct.unpack_from("<2H", extra, at)
        if id != 1:
            kept.append(extra[at : at + 4 + size])
        at += 4 + size
    return b"".join([*kept, extra[at:]])


def _damaged(name: str, of: Packing) -> TenlaoError:
    return TenlaoError(f"is a damaged ZIP archive; open it in {of.program} and save it again", name)

"""Input that is made by changing the bytes of other input, with no regard to what they mean."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from fuzz.cases import Case

_TOKENS = [
    *(
        b"\0",
        b"\xff",
        b"\xfe\xff",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
    ),
    *(
        b"\n",
        b"\r",
        b"\r\n",
        b"\t",
        b'"',
        b"'",
        b'"""',
        b"\\",
        b"<",
        b">",
        b"&",
        b"]]>",
        b"<!--",
        b"-->",
        b"<![CDATA[",
    ),
    *(
        b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
        b"&a;",
        b"&#x0;",
        b"[[",
        b"]]",
        b"[",
        b"]",
        b"{",
        b"}",
        b"=",
        b",",
        b";",
    ),
    *(
        b"1e999",
        b"-1",
        b"0",
        b"99999999999999999999",
        b"NaN",
        b"Infinity",
        b"null",
        b"true",
        b"1979-13-99",
        b"0x",
        b"\\u",
    ),
    *(
        b"\\ud800",
        b"\\u0000",
        b"[entry]",
        b"[[entry]]",
        b"[[source]]",
        b"hide = []",
        b"same_name_as",
        b"<w:p>",
        b"</w:p>",
    ),
    *(
        b"PK\3\4",
        b"PK\1\2",
        b"PK\5\6",
        b"```",
        b"---\n",
        b"| ",
        b"> ",
        b"<table>",
        b"WEBVTT\n",
        b"00:00:01,000 --> ",
    ),
    *(
        b"Sonexay Siphandone",
        "ສອນໄຊ ສີພັນດອນ".encode(),
        "\u2060".encode(),
        "\u0301".encode(),
        b"../../x",
    ),
]


def mutated(case: Case, others: Sequence[Case], source: random.Random) -> Case:
    """A case with one to eight changes in one of its files."""
    if not case.files:
        return case
    path = source.choice(list(case.files))
    content = case.files[path]
    donors = [other for case in others for other in case.files.values()] or [content]
    change = (
        changed_archive
        if zipfile.is_zipfile(io.BytesIO(content)) and source.random() < 0.7
        else changed_bytes
    )
    return replace(case, files={**case.files, path: change(content, donors, source)})


def changed_bytes(content: bytes, donors: Sequence[bytes], source: random.Random) -> bytes:
    for _ in range(source.choice((1, 1, 2, 3, 5, 8))):
        content = source.choice(_CHANGES)(content, donors, source)[: 1 << 16]
    return content


def changed_archive(content: bytes, donors: Sequence[bytes], source: random.Random) -> bytes:
    """Change what is packed in an archive, and pack it again."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [(info.filename, archive.read(info)) for info in archive.infolist()[:50]]
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, NotImplementedError, EOFError):
        return changed_bytes(content, donors, source)
    if not members:
        return content
    number = source.randrange(len(members))
    members[number] = (members[number][0], changed_bytes(members[number][1], donors, source))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", source.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, member in members:
            archive.writestr(zipfile.ZipInfo(name), member, archive.compression)
    return packed.getvalue()


def _span(content: bytes, source: random.Random) -> tuple[int, int]:
    start = source.randrange(len(content) + 1)
    return start, min(len(content), start + source.choice((1, 1, 2, 4, 16, 64)))


def _flipped(content: bytes, donors: Sequence[bytes], source: random.Random) -> bytes:
    if not content:
        return content
    at = source.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << source.randrange(8)]) + content[at + 1 :]


def _cut(content: bytes, donors: Sequence[bytes], source: random.Random) -> bytes:
    start, end = _span(content, source)
    return content[:start] + content[end:]


def _truncated(content: bytes, donors: Sequence[bytes], source: random.Random) -> bytes:
    return content[: source.randrange(len(content) + 1)]


def _with_token(content: bytes, donors: Sequence[bytes], source: random.Random) -> bytes:
    start, end = _span(content, source)
    return content[:start] + source.choice(_TOKENS) + content[source.choice((start, end)) :]


def _repeated(content: bytes, donors: Sequence[bytes], source: random.Random) -> bytes:
    start, end = _span(content, source)
    return content[:start] + content[start:end] * source.choice((2, 3, 8, 64, 300)) + content[end:]


def _spliced(content: bytes, donors: Sequence[bytes], source: random.Random) -> bytes:
    donor = source.choice(donors)
    start, end = source.randrange(len(content) + 1), source.randrange(len(donor) + 1)
    return content[:start] + donor[end : end + source.choice((8, 64, 512, 1 << 14))] + content[start:]


def _moved(content: bytes, donors: Sequence[bytes], source: random.Random) -> bytes:
    start, end = _span(content, source)
    rest = content[:start] + content[end:]
    at = source.randrange(len(rest) + 1)
    return rest[:at] + content[start:end] + rest[at:]


_CHANGES: Sequence[Callable[[bytes, Sequence[bytes], random.Random], bytes]] = (
    _flipped,
    _cut,
    _truncated,
    _with_token,
    _with_token,
    _repeated,
    _spliced,
    _moved,
)

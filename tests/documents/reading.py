"""Documents read and edited in tests: what is seen of them, where words stand, whether edits can be undone."""

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import strategies as st

from tenlao import Edit, load
from tenlao.documents.formats import Document, read_document, restored

NAME = "Sonexay Siphandone"
GLOSS = " (Xỏn-xay Xỉ-phăn-đon)"
JOINER = "\u2060"

ReadAs = Callable[..., Document]


def reading(kind: str, content: str | bytes, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """Read content as a file, in a test that hypothesis repeats."""
    path = tmp_path_factory.getbasetemp() / "repeated"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(str(path), kind)


def seen(document: Document) -> str:
    """The text of a document without what stands for markup."""
    return re.sub(r"\n+", "\n", document.text.replace(JOINER, "")).strip()


def place_of(document: Document, words: str) -> re.Match[str]:
    """Where some words first stand in a document, whatever markup is in them."""
    letters = (re.escape(letter) if letter != " " else rf"[\s{JOINER}]+" for letter in words)
    found = re.search(f"{JOINER}*".join(letters), document.text)
    assert found, document.text
    return found


def insertion(document: Document, after: str, new: str = GLOSS) -> Edit:
    end = place_of(document, after).end()
    return Edit(end, end, "", new)


def replacement(document: Document, words: str, new: str) -> Edit:
    found = place_of(document, words)
    return Edit(*found.span(), found[0], new)


def drawn_edits(document: Document, data: st.DataObject) -> list[Edit]:
    """A few edits of a document, in text order, each in one paragraph that has text."""
    edits: list[Edit] = []
    at = 0
    for _ in range(data.draw(st.integers(0, 6))):
        start = data.draw(st.integers(at, len(document.text)))
        line_end = document.text.find("\n\n", start)
        end = min(start + data.draw(st.integers(0, 12)), len(document.text) if line_end < 0 else line_end)
        new = data.draw(st.sampled_from(["X", "X Y", " (X)", " ", "", " X ", "Viêng X", "a-b"]))
        beside = document.text[max(0, start - 1) : end + 1].replace("\n", "")
        if not beside or not (new or start < end) or "\n" in document.text[start:end]:
            continue
        edits.append(Edit(start, end, document.text[start:end], new))
        at = end + 1
        if at > len(document.text):
            break
    return edits


def edited(document: Document, *edits: Edit, in_source: bool = False) -> bytes:
    """A document with edits, after a look whether they can be undone."""
    new = document.edited(edits, in_source=in_source)
    data = json.loads(json.dumps(document.restore_data(edits, in_source=in_source)))
    assert restored(new, data) == document.original
    return new


def names_in(document: Document) -> list[str]:
    """The ids of the entries that are found in a document, seen without what stands for markup."""
    return [mention.match.entry.id for mention in load().find(document.text.replace(JOINER, ""))]

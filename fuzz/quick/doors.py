"""The doors of the quick mode: functions of the library that input comes in by, how often, and how it is made."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from fuzz.quick import of_data, of_documents, of_names, of_texts
from fuzz.quick.making import Maker
from fuzz.texts import decoded, encoded

__all__ = ["DOORS", "Door", "warm"]


class Door(NamedTuple):
    """A door: how often it is taken, how its input is made, and what is done with it in an empty folder.

    What is done may choose by a number, so that the same content with the same number is the same input.
    """

    share: float
    make: Callable[[Maker], bytes]
    run: Callable[[bytes, int, Path], None]


def _of_text(run: Callable[[str, int], None]) -> Callable[[bytes, int, Path], None]:
    return lambda content, choice, folder: run(decoded(content), choice)


def _of_bytes(run: Callable[[bytes, int], None]) -> Callable[[bytes, int, Path], None]:
    return lambda content, choice, folder: run(content, choice)


def _text(maker: Maker) -> bytes:
    return encoded(maker.text())


def _short_text(maker: Maker) -> bytes:
    return encoded(maker.text(most=2))


def _name(maker: Maker) -> bytes:
    return encoded(maker.name())


def _searched(maker: Maker) -> bytes:
    make = maker.phones if maker.below(4) else maker.name
    return encoded("\n".join([make() for _ in range(2 + maker.below(8))]))


def _read(maker: Maker) -> bytes:
    return maker.document(maker.pick(("text", "text", "po", "html")))


def _documents(share: float, kind: str, make: Callable[[Maker, str], bytes]) -> Door:
    return Door(share, lambda maker: make(maker, kind), partial(of_documents.try_document, kind))


DOORS: Mapping[str, Door] = {
    "readings": Door(14, _name, _of_text(of_names.try_readings)),
    "spellings": Door(12, _name, _of_text(of_names.try_spellings)),
    "characters": Door(5, _text, _of_text(of_names.try_characters)),
    "distances": Door(5, _name, _of_text(of_names.try_distances)),
    "kernel": Door(3, _searched, _of_text(of_names.try_kernel)),
    "near": Door(2, _name, _of_text(of_names.try_near)),
    "lookup": Door(5, _name, _of_text(of_names.try_lookup)),
    "render": Door(1, _name, _of_text(of_names.try_render)),
    "respell": Door(3, _name, _of_text(of_names.try_respell)),
    "titles": Door(6, _text, _of_text(of_texts.try_titles)),
    "tokens": Door(3, _text, _of_text(of_texts.try_tokens)),
    "offsets": Door(4, _text, _of_text(of_texts.try_offsets)),
    "find": Door(1, _short_text, _of_text(of_texts.try_find)),
    "annotate": Door(1, _short_text, _of_text(of_texts.try_annotate)),
    "check": Door(0.4, _short_text, _of_text(of_texts.try_check)),
    "translation": Door(0.1, _short_text, _of_text(of_texts.try_translation)),
    "text": _documents(2, "text", Maker.document),
    "markdown": _documents(0.6, "markdown", Maker.document),
    "html": _documents(3, "html", Maker.document),
    "subtitles": _documents(3, "subtitles", Maker.document),
    "xliff": _documents(4, "xliff", Maker.document),
    "tmx": _documents(4, "tmx", Maker.document),
    "po": _documents(4, "po", Maker.document),
    "docx": _documents(0.2, "docx", Maker.packed),
    "odt": _documents(0.2, "odt", Maker.packed),
    "editor": Door(0.15, _short_text, of_documents.try_editor),
    "encodings": Door(4, _read, _of_bytes(of_documents.try_encoded)),
    "table": Door(1, Maker.table, _of_bytes(of_data.try_table)),
    "settings": Door(1, Maker.settings, of_data.try_settings),
    "journal": Door(3, Maker.journal, of_data.try_journal),
    "import": Door(3, Maker.sheet, _of_bytes(of_data.try_import)),
    "sheet": Door(1, Maker.sheet, _of_bytes(of_data.try_sheet)),
    "export": Door(0.5, Maker.table, _of_bytes(of_data.try_export)),
    "term-base": Door(1, Maker.term_base, _of_bytes(of_data.try_term_base)),
    "request": Door(5, Maker.json, _of_bytes(of_data.try_request)),
    "server": Door(0.25, Maker.json, _of_bytes(of_data.try_server)),
}


def warm(doors: Iterable[str], folder: Path) -> None:
    """Have all loaded that is loaded when it is first used, which takes longer than an input may."""
    sample = Maker(random.Random(0))
    for door in map(DOORS.__getitem__, doors):
        for choice in range(6):
            with contextlib.suppress(Exception):  # it is not counted; whoever is counted will find it
                door.run(door.make(sample), choice, folder)

"""Names that nobody has printed, set where an editor asks for them; each bears a mark, and is to be checked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tenlao.base.translations import translated
from tenlao.rendering.respelling import ATTESTED_COMPONENTS
from tenlao.rendering.suggestions import suggested, suggested_for
from tenlao.styles.outcome import Doubt, name_set_by

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.styles.linker import Linker
    from tenlao.table.model import Entry
    from tenlao.text.edits import Edit

__all__ = ["suggested_in", "suggested_name", "with_suggestions"]


def suggested_in(linker: Linker, writing: Writing, entry: Entry, mark: str) -> str | None:
    """Return a marked suggestion how an entry is written that has no form in a writing.

    >>> from tenlao import load
    >>> suggested_in(load(), "vietnamese", load().entry("bounleua-phandanouvong"), "*")
    'Bun-lửa Phăn-đa-nu-vông*'
    """
    if writing == "vietnamese":
        return suggested_for(linker, entry, mark)
    name = entry.vietnamese or entry.lao
    if writing != "latin" or entry.latin or name is None or entry.kind == "organization":
        return None
    return suggested_name(linker, writing, name, mark)


def suggested_name(linker: Linker, writing: Writing, name: str, mark: str) -> str | None:
    """Return a marked suggestion how a name that is in no table is written; in Latin, of attested components alone.

    >>> from tenlao import load
    >>> suggested_name(load(), "latin", "Xổm-xay Xỉ-phăn-đon", "*")
    'Somxay Siphandone*'
    """
    if writing == "vietnamese":
        return suggested(linker, name, mark)
    respelling = linker.to_latin(name, limit=1)
    return f"{respelling.text}{mark}" if respelling.text and respelling.note == ATTESTED_COMPONENTS else None


def with_suggestions(doubts: Iterable[Doubt], edits: Iterable[Edit], mark: str) -> list[Doubt]:
    """Return doubts, and one for each suggestion with a mark that edits set, in text order.

    >>> from tenlao.text.edits import Edit
    >>> [doubt.message for doubt in with_suggestions([], [Edit(4, 4, "", " (Xổm-xay*)"), Edit(9, 9, "", "Lào")], "*")]
    ['"Xổm-xay*" is suggested, and attested nowhere; check it before printing']
    """
    said = translated('"{words}" is suggested, and attested nowhere; check it before printing')
    set_now = ((edit.start, name_set_by(edit)) for edit in edits)
    to_check = (Doubt(start, said.format(words=name)) for start, name in set_now if name.endswith(mark))
    return sorted([*doubts, *to_check], key=lambda doubt: doubt.offset)

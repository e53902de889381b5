"""Columns in Arrow, whatever engine they come from, and columns of answers: each distinct value is asked for once.

What is said of a name or a mention, and of which type it is, stands here once; engines ask for `TYPES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from tenlao.base.vocabulary import WRITINGS

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Kind
    from tenlao.gazetteer import Gazetteer
    from tenlao.styles.registry import Style

__all__ = ["FOUND", "RESOLVED", "TYPES", "Columns", "Function"]

# Engines ask for a column some thousand rows at a time, and names come again.
_REMEMBERED = 1 << 15


class _Field(NamedTuple):
    """A field of a record: its name and type, and where a match or a mention has it."""

    name: str
    type: pa.DataType
    place: str


_STRING, _SCORE, _OFFSET = pa.string(), pa.float64(), pa.int64()
_OF_MATCH = (
    _Field("id", _STRING, "entry.id"),
    _Field("score", _SCORE, "score"),
    *(_Field(writing, _STRING, f"entry.{writing}") for writing in WRITINGS),
    _Field("kind", _STRING, "entry.kind"),
)
_OF_MENTION = (
    _Field("start", _OFFSET, "start"),
    _Field("end", _OFFSET, "end"),
    _Field("text", _STRING, "text"),
    _Field("id", _STRING, "match.entry.id"),
    _Field("kind", _STRING, "match.entry.kind"),
    _Field("score", _SCORE, "match.score"),
    _Field("match", _STRING, "match.kind"),
)
_match_record, _mention_record = (
    attrgetter(*(field.place for field in fields)) for fields in (_OF_MATCH, _OF_MENTION)
)

RESOLVED = pa.struct([field[:2] for field in _OF_MATCH])
"""The entry that a name names: its id, the score (0-100), its preferred forms in the three writings, its kind."""
FOUND = pa.list_(pa.struct([field[:2] for field in _OF_MENTION]))
"""The mentions in a text: offsets in code points, what stands there, the entry, the score (0-100), and the match."""

Function = Callable[[pa.Array], pa.Array]
"""What gives a column of answers for a column of names or texts, as long and in the same order."""

TYPES: Mapping[str, pa.DataType] = {
    "resolve": RESOLVED,
    "find": FOUND,
    "render": _STRING,
    "annotate": _STRING,
}
"""The functions of `Columns` by name, each with the type of its answers."""


class Columns:
    """What a gazetteer says of columns of names or texts; threads may share it.

    A column is an array or a chunked array of strings, or of a dictionary of strings. Null gives null.

    >>> from tenlao import load
    >>> names = pa.array(["Thonglun Sisulith", None, ""])
    >>> [record and record["vietnamese"] for record in Columns(load()).resolve(names).to_pylist()]
    ['Thoong-lun Xi-xu-lít', None, None]
    """

    def __init__(self, names: Gazetteer) -> None:
        """Take the gazetteer that is asked."""
        self._names = names
        self._remembered = lru_cache(_REMEMBERED)(self._record)

    def resolve(
        self, names: pa.Array, threshold: float | None = None, kind: Kind | None = None, workers: int = 1
    ) -> pa.Array:
        """Return structs of the type `RESOLVED`, null for a name of nobody; see `tenlao.Gazetteer.resolve_many`.

        Raises:
            TypeError: the column is of no strings.
        """

        def records(distinct: Sequence[str]) -> list[Any]:
            if workers == 1:
                return [self._remembered(name, threshold, kind) for name in distinct]
            found = self._names.resolve_many(distinct, threshold=threshold, kind=kind, workers=workers)
            return [match and _match_record(match) for match in found]

        return _answered(names, records, RESOLVED)

    def _record(self, name: str, threshold: float | None, kind: Kind | None) -> Any:
        match = self._names.resolve(name, threshold, kind)
        return match and _match_record(match)

    def find(self, texts: pa.Array) -> pa.Array:
        """Return lists of the type `FOUND`; see `tenlao.Gazetteer.find`.

        >>> from tenlao import load
        >>> Columns(load()).find(pa.array(["Ông Sonexay Siphandone đến."]))[0][0]["start"]
        <pyarrow.Int64Scalar: 4>

        Raises:
            TypeError: the column is of no strings.
        """
        find = self._names.find
        return _answered(
            texts, lambda distinct: [list(map(_mention_record, find(text))) for text in distinct], FOUND
        )

    def render(self, names: pa.Array) -> pa.Array:
        """Return Vietnamese renderings that are suggested, each with its mark; null for what is hardly a Lao name.

        See `tenlao.rendering.suggestions.suggested`.

        >>> from tenlao import load
        >>> Columns(load()).render(pa.array(["Phandanouvong", "John Smith"])).to_pylist()
        ['Phăn-đa-nu-vông*', None]

        Raises:
            TypeError: the column is of no strings.
        """
        from tenlao.rendering.suggestions import suggested

        return _answered(
            names, lambda distinct: [suggested(self._names, name) for name in distinct], TYPES["render"]
        )

    def annotate(self, texts: pa.Array, style: Style = "gloss") -> pa.Array:
        """Return the texts in a house style; see `tenlao.Gazetteer.annotate`.

        Raises:
            TypeError: the column is of no strings.
        """
        return _answered(
            texts,
            lambda distinct: [self._names.annotate(text, style) for text in distinct],
            TYPES["annotate"],
        )


def _answered(column: pa.Array, answer: Callable[[Sequence[str]], list[Any]], type: pa.DataType) -> pa.Array:
    """Return a column of the answers to another one, of which each distinct value is asked for once."""
    encoded = _strings(column).dictionary_encode()
    return pa.array(answer(encoded.dictionary.to_pylist()), type).take(encoded.indices)


def _strings(column: pa.Array) -> pa.Array:
    if column.null_count == len(column):
        return pa.nulls(len(column), pa.large_string())  # engines give a column of nothing any type
    of = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    if not (pa.types.is_string(of) or pa.types.is_large_string(of) or pa.types.is_string_view(of)):
        raise TypeError(f"a column of names or texts has strings, not {of}")
    strings = column.cast(pa.large_string())
    return strings.combine_chunks() if isinstance(strings, pa.ChunkedArray) else strings

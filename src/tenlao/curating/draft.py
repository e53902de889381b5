"""A draft of a table file with the names that were harvested from a text, to be reviewed and then added.

The draft can be used as it is as a table of one's own: a new entry stands in it whole, and of an entry that the table
has, the form that is preferred now and after it the new ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tenlao.mentions.pairs import PROPOSED, Pair
from tenlao.table.model import Source
from tenlao.table.writer import quoted
from tenlao.text.keys import slug

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.table.model import Table

__all__ = ["draft", "source_id"]


def draft(table: Table, pairs: Iterable[Pair], source: Source | None = None) -> str:
    """The pairs that are new or have a new form as a table file in TOML, each form with the source if there is one.

    What does not agree, with the table or in itself, stands in comments at the end.

    >>> from tenlao import load
    >>> pairs = load().harvest("Bộ trưởng Lào Somphet Inthaphone (Xổm-phết In-tha-phon)")
    >>> print(draft(load().table, pairs))
    # A draft: review each entry before it is added to a table.
    <BLANKLINE>
    [[entry]]  # Bộ trưởng Lào
    id = "somphet-inthaphone"
    kind = "person"
    latin = [
      { form = "Somphet Inthaphone" },
    ]
    vietnamese = [
      { form = "Xổm-phết In-tha-phon" },
    ]
    <BLANKLINE>
    """
    pairs = list(pairs)
    blocks = ["# A draft: review each entry before it is added to a table.\n"]
    taken = {entry.id for entry in table.entries}
    blocks += ["\n".join(_entry(table, group, taken, source)) + "\n" for group in _by_entry(pairs)]
    if source is not None:
        blocks.append("\n".join(_source(source)) + "\n")
    apart = [_comment(pair) for pair in pairs if pair.status not in (*PROPOSED, "known")]
    if apart:
        blocks.append("\n".join(["# Not proposed, since it does not agree:", *apart]) + "\n")
    return "\n".join(blocks)


def source_id(source: Source) -> str:
    """An id for a source: its publisher, and the date.

    >>> import datetime
    >>> source_id(Source("", "Nhân Dân", date=datetime.date(2025, 7, 9)))
    'nhan-dan-2025-07-09'
    """
    return "-".join(filter(None, (slug(source.publisher), source.day)))


_WRITINGS: tuple[Writing, ...] = ("latin", "vietnamese", "lao")


def _by_entry(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """The pairs that are proposed, those of one entry or with one Latin form together."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.status in PROPOSED:
            name = pair.entity or slug(pair.latin or pair.vietnamese or "")
            groups.setdefault(name, []).append(pair)
    return list(groups.values())


def _entry(table: Table, pairs: Sequence[Pair], taken: set[str], source: Source | None) -> Iterator[str]:
    first = pairs[0]
    offices = "; ".join(dict.fromkeys(pair.office for pair in pairs if pair.office))
    yield f"[[entry]]  # {offices}" if offices else "[[entry]]"
    known = table.entry(first.entity) if first.entity else None
    yield f"id = {_string(known.id if known else _new_id(first, taken))}"
    yield f"kind = {_string(known.kind if known else first.kind)}"
    for writing in _WRITINGS:
        old = {form.text for form in known.forms if form.writing == writing} if known else set()
        forms = dict.fromkeys(form for pair in pairs if (form := getattr(pair, writing)) and form not in old)
        if forms:
            preferred = getattr(known, writing) if known else None
            yield f"{writing} = ["
            if preferred:
                yield f"  {{ form = {_string(preferred)} }},"
            cited = f", sources = [{_string(source_id(source))}]" if source else ""
            for form in forms:
                yield f"  {{ form = {_string(form)}{cited} }},"
            yield "]"


def _new_id(pair: Pair, taken: set[str]) -> str:
    """An id that no entry has, made of the Latin form, else of the rendering."""
    name = slug(pair.latin or pair.vietnamese or "") or "entry"
    id, number = name, 1
    while id in taken:
        number += 1
        id = f"{name}-{number}"
    taken.add(id)
    return id


def _source(source: Source) -> Iterator[str]:
    yield "[[source]]"
    yield f"id = {_string(source_id(source))}"
    yield f"publisher = {_string(source.publisher)}"
    if source.date:
        yield f"date = {source.date.isoformat()}"
    if source.url:
        yield f"url = {_string(source.url)}"


def _comment(pair: Pair) -> str:
    forms = " | ".join(form for form in (pair.latin, pair.vietnamese, pair.lao) if form)
    return f"# {forms}: {pair.reason}"


def _string(text: str) -> str:
    """A string in TOML, with blanks for control characters."""
    return quoted(_CONTROL.sub(" ", text))


_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

"""A draft of a table file with the names that were harvested from a text, to be reviewed and then added.

The draft can be used as it is as a table of one's own: a new entry stands in it whole, and of an entry that the table
has, the form that is preferred now and after it the new ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tenlao.base.vocabulary import WRITINGS
from tenlao.mentions.pairs import PROPOSED, Pair
from tenlao.table.model import Entry, Form, Source, Table
from tenlao.table.writer import entry_text, source_text
from tenlao.text.keys import slug

__all__ = ["draft", "source_id"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def draft(table: Table, pairs: Iterable[Pair], source: Source | None = None) -> str:
    """Return the pairs that are new or have a new form as a table file in TOML.

    Each form cites the source, if there is one. What does not agree, with the table or in itself, stands in comments
    at the end.

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
    blocks += [_entry(table, group, taken, source) for group in _by_entry(pairs)]
    if source is not None:
        blocks.append(source_text(source._replace(id=source_id(source), publisher=_plain(source.publisher))))
    apart = [_comment(pair) for pair in pairs if pair.status not in (*PROPOSED, "known")]
    if apart:
        blocks.append("\n".join(["# Not proposed, since it does not agree:", *apart]) + "\n")
    return "\n".join(blocks)


def source_id(source: Source) -> str:
    """Return an id for a source: its publisher, and the date.

    >>> import datetime
    >>> source_id(Source("", "Nhân Dân", date=datetime.date(2025, 7, 9)))
    'nhan-dan-2025-07-09'
    """
    return "-".join(filter(None, (slug(source.publisher), source.day)))


def _by_entry(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Group the pairs that are proposed, those of one entry or with one Latin form together."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.status in PROPOSED:
            name = pair.entity or slug(pair.latin or pair.vietnamese or "")
            groups.setdefault(name, []).append(pair)
    return list(groups.values())


def _entry(table: Table, pairs: Sequence[Pair], taken: set[str], source: Source | None) -> str:
    first = pairs[0]
    known = table.entry(first.entity) if first.entity else None
    cited = () if source is None else (source_id(source),)
    forms: list[Form] = []
    for writing in WRITINGS:
        old = {form.text for form in known.forms if form.writing == writing} if known else set()
        new = dict.fromkeys(form for pair in pairs if (form := getattr(pair, writing)) and form not in old)
        if new and known and (preferred := getattr(known, writing)):
            forms.append(Form(_plain(preferred), writing))
        forms += [Form(_plain(form), writing, None, cited) for form in new]
    id, kind = (known.id, known.kind) if known else (_new_id(first, taken), first.kind)
    text = entry_text(Entry(id, kind, tuple(forms)))
    offices = "; ".join(dict.fromkeys(pair.office for pair in pairs if pair.office))
    return text.replace("\n", f"  # {offices}\n", 1) if offices else text


def _new_id(pair: Pair, taken: set[str]) -> str:
    """Make an id that no entry has, made of the Latin form, else of the rendering."""
    name = slug(pair.latin or pair.vietnamese or "") or "entry"
    id, number = name, 1
    while id in taken:
        number += 1
        id = f"{name}-{number}"
    taken.add(id)
    return id


def _comment(pair: Pair) -> str:
    forms = " | ".join(form for form in (pair.latin, pair.vietnamese, pair.lao) if form)
    return f"# {forms}: {pair.reason}"


def _plain(text: str) -> str:
    """Return a text with blanks for control characters."""
    return _CONTROL.sub(" ", text)

"""Mentions by a part of a name: when the whole name is mended, they are mended with it, or it stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tenlao.styles.typography import syllables_of
from tenlao.text.edits import Edit
from tenlao.text.keys import as_printed

if TYPE_CHECKING:
    from tenlao.checking.findings import Finding
    from tenlao.checking.text_under_check import TextUnderCheck
    from tenlao.mentions.finder import Mention

__all__ = ["with_short_forms"]


def with_short_forms(finding: Finding, text: TextUnderCheck) -> Finding:
    """Return a finding with the changes of the short forms that go with its own; with none if they are not clear."""
    edit = finding.edit
    parts = text.parts_of.get(finding.entity or "", ())
    if edit is None or not parts:
        return finding
    components = _changed(as_printed(finding.text), as_printed(edit.new))
    return (
        replace(finding, edit=None)
        if components is None
        else replace(finding, also=tuple(_edits(text, parts, components)))
    )


def _edits(text: TextUnderCheck, parts: Sequence[Mention], components: Mapping[str, str]) -> Iterator[Edit]:
    """Give the changes of the parts of a name that are spelled as the components which change."""
    for part in parts:
        words = text.text[part.start : part.end]
        old = as_printed(words)
        new = components.get(old, old)
        if new != old:
            yield Edit(part.start, part.end, words, text.set_like(words, new))


def _changed(old: str, new: str) -> dict[str, str] | None:
    """Return what each component of an old spelling becomes in a new one, None if that is not clear.

    >>> _changed("Chăn - xạ - mỏn Chăn - nha - lạt", "Chăn-xạ-mỏn Chăn-nha-lạt")["Chăn - xạ - mỏn"]
    'Chăn-xạ-mỏn'
    >>> _changed("Thonglun Sisulith", "Thongloun Sisoulith")["Thonglun"]
    'Thongloun'
    """
    before, after = old.split(), new.split()
    if len(before) == len(after):
        return dict(zip(before, after, strict=True))
    if syllables_of(old) != syllables_of(new):
        return None
    words = list(re.finditer(r"\w+", old))
    changed: dict[str, str] = {}
    first = 0
    for component in after:
        last = first + len(syllables_of(component))
        changed[old[words[first].start() : words[last - 1].end()]] = component
        first = last
    return changed

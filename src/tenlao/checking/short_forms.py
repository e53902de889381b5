"""Mentions by a part of a name: when the whole name is mended, they are mended with it, or it stays."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from tenlao.styles.typography import syllables_of
from tenlao.text.edits import Edit
from tenlao.text.keys import as_printed

if TYPE_CHECKING:
    from tenlao.checking.findings import Finding
    from tenlao.checking.text_under_check import TextUnderCheck
    from tenlao.mentions.mention import Mention

__all__ = ["ShortForms"]


class ShortForms:
    """The mentions by a part of a name in a text; findings that change the same parts share these changes."""

    def __init__(self, text: TextUnderCheck) -> None:
        """Take a text under check."""
        self._text = text
        # The parts of the name of each entry, by how they are printed; and changes of them, by what they become.
        self._parts: defaultdict[str, defaultdict[str, list[Mention]]]
        self._parts = defaultdict(lambda: defaultdict(list))
        for id, parts in text.parts_of.items():
            for part in parts:
                self._parts[id][as_printed(text.text[part.start : part.end])].append(part)
        self._edits: dict[tuple[str, tuple[tuple[str, str], ...]], tuple[Edit, ...]] = {}

    def with_them(self, finding: Finding) -> Finding:
        """Return a finding with the changes of the short forms that go with it, none where that is unclear."""
        edit = finding.edit
        parts = self._parts.get(finding.entity or "")
        if edit is None or not parts:
            return finding
        components = _changed(as_printed(finding.text), as_printed(edit.new))
        if components is None:
            return replace(finding, edit=None)
        changed = [(old, new) for old, new in components.items() if new != old and old in parts]
        key = finding.entity or "", tuple(sorted(changed))
        if key not in self._edits:
            edits = [self._edit(part, new) for old, new in changed for part in parts[old]]
            self._edits[key] = tuple(sorted(edits, key=lambda edit: edit.start))
        return replace(finding, also=self._edits[key])

    def _edit(self, part: Mention, new: str) -> Edit:
        words = self._text.text[part.start : part.end]
        return Edit(part.start, part.end, words, self._text.set_like(words, new))


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

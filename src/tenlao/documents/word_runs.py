"""Runs of a Word document cut where revisions and the ends of comments stand: each piece keeps its formatting."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Literal, NamedTuple

from tenlao.base.characters import attribute
from tenlao.documents.changes import Change
from tenlao.documents.reviewing import Reviewer
from tenlao.documents.word_layout import Layout, Run
from tenlao.documents.word_xml import preserving, preserving_tag
from tenlao.documents.xml_parts import Holder, end_of_tag, name_of_tag, prefix_of_tag

__all__ = [
    "Author",
    "Cut",
    "Kind",
    "Numbers",
    "attributes",
    "cut_runs",
    "element",
    "head_of",
    "numbers_of",
    "renumbered",
]


class Numbers:
    """Numbers for revisions and comments that nothing in a document has yet: Word takes a clash for damage."""

    def __init__(self, taken: set[int]) -> None:
        """Take note of the numbers that are taken."""
        self._free = (number for number in count(1) if number not in taken)

    def __call__(self) -> int:
        """Return a number, and never again."""
        return next(self._free)


def numbers_of(layouts: Sequence[Layout]) -> Numbers:
    """Return the numbers that no part of a document has."""
    return Numbers({number for layout in layouts for number in layout.ids})


Kind = Literal["deleted", "inserted", "mark"]


class Cut(NamedTuple):
    """A cut in a run from a byte to another, in a holder or outside; what is between is taken out.

    `written` is what stands there instead, beside the run, in this order: what is deleted (the content of a run that
    shows it), what is inserted (whole elements), or marks that have no text.
    """

    first: int
    last: int
    holder: Holder | None
    written: Sequence[tuple[Kind, bytes]]

    def edges(self, xml: bytes) -> tuple[int, int, bool, bool]:
        """Return from where to where the cut goes, and which of its ends are within the text of the holder.

        A holder that would have no text left on one side of the cut goes to the other side.
        """
        first, last, holder = self.first, self.last, self.holder
        if holder is None:
            return first, last, False, False
        close = end_of_tag(xml, holder.end)
        if first == last:
            if first <= holder.text_start:
                return holder.tag, holder.tag, False, False
            if first >= holder.text_end:
                return close, close, False, False
            return first, last, True, True
        starts_within, ends_within = first > holder.text_start, last < holder.text_end
        return (
            first if starts_within else holder.tag,
            last if ends_within else close,
            starts_within,
            ends_within,
        )


class _Gap(NamedTuple):
    """Cuts with nothing between them, as one."""

    first: int
    last: int
    before: Holder | None
    after: Holder | None
    written: list[tuple[Kind, bytes]]


class Author(NamedTuple):
    """Who makes revisions in a part, and with which numbers."""

    reviewer: Reviewer
    numbers: Numbers
    namespace: str


def element(name: str, prefix: bytes, author: Author, number: int, content: bytes) -> bytes:
    """Return an element of a revision, with its number, its author and date."""
    tag = prefix + name.encode()
    written = attributes(
        prefix,
        author.namespace,
        id=str(number),
        author=author.reviewer.written_author,
        date=author.reviewer.written_date,
    )
    return b"<%s%s>%s</%s>" % (tag, written, content, tag)


def attributes(prefix: bytes, namespace: str, **values: str) -> bytes:
    """Return attributes of an element of Word, which have a prefix also where the elements have none.

    >>> attributes(b"w:", "", id="1")
    b' w:id="1"'
    """
    declared = b"" if prefix else f' xmlns:w="{namespace}"'.encode()
    written = [b" %s%s=%s" % (prefix or b"w:", k.encode(), attribute(v).encode()) for k, v in values.items()]
    return declared + b"".join(written)


def head_of(xml: bytes, run: Run, numbers: Numbers, *, is_new: bool = False) -> bytes:
    """Return the tag and the properties of a run for another one.

    What tells of a change of formatting gets a number of its own, and is not in a run that is new.
    """
    head = xml[run.start : run.body]
    prefix = re.escape(prefix_of_tag(xml, run.start))
    change = re.compile(
        rb"<%srPrChange\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*(?:/>|>.*?</%srPrChange\s*>)" % (prefix, prefix),
        re.DOTALL,
    )
    if is_new:
        return change.sub(b"", head)
    return change.sub(lambda found: renumbered(found[0], numbers), head)


def renumbered(tag: bytes, numbers: Numbers) -> bytes:
    """Return the tag of a revision, and what is in it, with another number.

    >>> renumbered(b'<w:ins w:id="5" w:author="A">', Numbers({1}))
    b'<w:ins w:id="2" w:author="A">'
    """
    return re.sub(
        rb"""(\s[^\s=:"']+:id\s*=\s*)(?:"[^"]*"|'[^']*')""",
        lambda found: b'%s"%d"' % (found[1], numbers()),
        tag,
        count=1,
    )


def cut_runs(xml: bytes, cuts: Iterable[tuple[Run, Iterable[Cut]]], author: Author) -> Iterator[Change]:
    """Give the changes of a part that make cuts in its runs, which are in order in each."""
    for run, cuts_of_run in cuts:
        yield from _cut(xml, run, cuts_of_run, author)


def _cut(xml: bytes, run: Run, cuts: Iterable[Cut], author: Author) -> Iterator[Change]:
    # What makes blanks show of each holder that is left in part, by its tag, as far as it is not taken out.
    kept: dict[int, list[Change]] = {}
    gaps = _gaps(xml, cuts)
    gap, may_be_first = next(gaps, None), True
    while gap:
        after = next(gaps, None)
        is_first = may_be_first and not gap.before and not xml[run.body : gap.first].strip()
        is_last = not after and not gap.after and not xml[gap.last : run.end].strip()
        start, end, written = _beside(xml, run, gap, is_first, is_last, author)
        yield Change(start, end, written)
        for holder in (gap.before, gap.after):
            if holder and not holder.preserve and holder.tag not in kept:
                kept[holder.tag] = preserving(xml, holder)
        for tag, changes in kept.items():
            kept[tag] = [change for change in changes if not (start <= change.start and change.end <= end)]
        while len(kept) > 1:  # no gap that follows is in any but the last
            yield from kept.pop(next(iter(kept)))
        gap, may_be_first = after, False
    for changes in kept.values():
        yield from changes


def _gaps(xml: bytes, cuts: Iterable[Cut]) -> Iterator[_Gap]:
    old: _Gap | None = None
    for cut in cuts:
        first, last, starts_within, ends_within = cut.edges(xml)
        before, after = (cut.holder if within else None for within in (starts_within, ends_within))
        if old and (first <= old.last or not (before or old.after or xml[old.last : first].strip())):
            old.written.extend(cut.written)
            old = old._replace(last=max(last, old.last), after=after)
        else:
            if old:
                yield old
            old = _Gap(first, last, before, after, [*cut.written])
    if old:
        yield old


def _beside(
    xml: bytes, run: Run, gap: _Gap, is_first: bool, is_last: bool, author: Author
) -> tuple[int, int, bytes]:
    """Return from where to where a gap goes, with tags that would stand around nothing, and what stands in it."""
    prefix = prefix_of_tag(xml, run.start)
    close_run = b"</%sr>" % prefix
    is_point = gap.first == gap.last
    start = run.start if is_first else run.close if is_last and is_point else gap.first
    end = run.close if is_last else run.start if is_first and is_point else gap.last
    before = after = b""
    if not is_first and start < run.close:
        before = (b"</%s>" % name_of_tag(xml, gap.before.tag) if gap.before else b"") + close_run
    if not is_last and end > run.start:
        after = head_of(xml, run, author.numbers) + (preserving_tag(xml, gap.after) if gap.after else b"")
    written = []
    kinds = [kind for kind, _ in gap.written]
    at = 0
    while at < len(kinds):
        kind, content = gap.written[at]
        at += 1
        if kind == "deleted":
            while at < len(kinds) and kinds[at] == "deleted":
                content += gap.written[at][1]
                at += 1
            shown = head_of(xml, run, author.numbers) + content + close_run
            content = element("del", prefix, author, author.numbers(), shown)
        elif kind == "inserted" and run.inserted:
            # No insertion stands in another: that of somebody else ends before this one, and goes on after it.
            tag = xml[slice(*run.inserted)]
            close = b"</%s>" % name_of_tag(tag, 0)
            closed = re.compile(rb"\s*%s" % close.replace(b">", rb"\s*>")).match(xml, run.close)
            if is_last and at == len(kinds) and closed:
                end, content = closed.end(), close + content
            elif is_first and at == 1 and run.start == run.inserted[1]:
                start, content = run.inserted[0], content + tag
            else:
                content = close + content + renumbered(tag, author.numbers)
        written.append(content)
    return start, end, before + b"".join(written) + after

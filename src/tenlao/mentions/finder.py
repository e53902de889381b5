"""From running text to mentions: where names of the table stand, and which entries they mean.

Whole names are seen in a text each by itself (`tenlao.mentions.whole_names`); then the text is read as a whole
(`tenlao.mentions.discourse`), since who was named before tells what a name means.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from tenlao.base.batches import alongside, in_batches
from tenlao.matching.index import Index
from tenlao.mentions.discourse import Discourse
from tenlao.mentions.later_parts import LaterParts, Persons
from tenlao.mentions.mention import Mention
from tenlao.mentions.remembering import remembering
from tenlao.mentions.whole_names import Seen, WholeNames
from tenlao.mentions.windows import Window
from tenlao.text.tokens import tokens

__all__ = ["Finder"]


_TEXTS_KEPT, _MOST_KEPT = 2, 1 << 12  # texts whose mentions are kept, and how many these are at the most
_WINDOWS_AT_A_TIME = 8  # are given to processes together


class Finder:
    """Finds the mentions of one table's entries; remembers what it read, since texts repeat themselves."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words = remembering(tokens)
        self._later_parts = LaterParts(index, self._words)
        self._whole_names = WholeNames(index, self._words, self._later_parts)
        # Whoever checks or annotates a text asks several times for its mentions, and for those in what it becomes.
        self._kept: deque[tuple[str, Sequence[Mention]]] = deque(maxlen=_TEXTS_KEPT)

    def __reduce__(self) -> tuple[type[Finder], tuple[Index]]:
        return Finder, (self._index,)

    def find(self, text: str) -> list[Mention]:
        """Return the mentions of the entries in a text, in text order, none overlapping.

        >>> from tenlao import load
        >>> text = "Gặp ông Thonglun Sisulith ở Viêng Chăn."
        >>> [(m.start, m.end, m.match.entry.latin) for m in load().find(text)]
        [(8, 25, 'Thongloun Sisoulith'), (28, 38, 'Vientiane')]
        """
        mentions = next((mentions for kept, mentions in tuple(self._kept) if kept == text), None)
        if mentions is None:
            mentions = self._read(Window(text, 0, len(text), 0), Persons(), ())
            if len(mentions) <= _MOST_KEPT:
                self._kept.append((text, mentions))
        return list(mentions)

    def find_in_parts(self, parts: Iterable[str]) -> Iterator[Mention]:
        """See `tenlao.Gazetteer.find_in_parts`."""
        persons = Persons()
        offset = 0
        for part in parts:
            yield from _shifted(self._read(Window(part, 0, len(part), 0), persons, ()), offset)
            offset += len(part)

    def find_in_windows(self, windows: Iterable[Window], workers: int = 1) -> Iterator[list[Mention]]:
        """Give for each window on a text the mentions in the part that is to be read, offsets counted in the window.

        Together they are the mentions that `find` gives in the text. With several workers, processes look for whole
        names in several windows at a time (0: as many as there are processors), and this one for what depends on the
        persons who were named before.
        """
        persons = Persons()
        before: Sequence[Mention] = ()
        offset = 0
        for window, seen in self._seen_in(windows, workers):
            before = [m for m in _shifted(before, offset - window.offset) if m.start >= 0]
            mentions = self._discourse(window, seen, persons, before).mentions()
            yield mentions
            before, offset = [*before, *mentions], window.offset

    def _seen_in(self, windows: Iterable[Window], workers: int) -> Iterator[tuple[Window, Seen]]:
        """Give each window with the whole names in it, wherever they stand."""
        if workers == 1:
            yield from ((window, self.see(window.text)) for window in windows)
            return
        from tenlao.base.answering import Answering  # which takes a while to load
        from tenlao.matching.many import received, to_send

        with Answering(
            self._see_all,
            workers,
            to_send=to_send,
            received=partial(received, self._index),
            worth=2,
            at_a_time=1,
            remembered=0,
        ) as asked:
            batches = in_batches(windows, _WINDOWS_AT_A_TIME)
            for batch, found in alongside(
                batches, lambda read: asked.in_turn([window.text for window in some] for some in read)
            ):
                yield from zip(batch, found, strict=True)

    def _read(self, window: Window, persons: Persons, before: Sequence[Mention]) -> list[Mention]:
        """The mentions in the part of a window that is to be read, with those before it there."""
        return self._discourse(window, self.see(window.text), persons, before).mentions()

    def _discourse(
        self, window: Window, seen: Seen, persons: Persons, before: Sequence[Mention]
    ) -> Discourse:
        return Discourse(self._later_parts, self._words, window, seen, persons, before)

    def see(self, text: str) -> Seen:
        """Return the whole names in a text, each taken by itself, whoever is named elsewhere."""
        return self._whole_names.see(text)

    def _see_all(self, text: str) -> Seen:
        """See a text at once, to send it to another process."""
        seen = self.see(text)
        return seen._replace(passages=list(seen.passages))


def _shifted(mentions: Iterable[Mention], shift: int) -> Iterator[Mention]:
    """Mentions with their offsets shifted."""
    for m in mentions:
        yield replace(m, start=m.start + shift, end=m.end + shift) if shift else m

"""What a text tells run by run, as it is read: who was named before tells what a name means after it.

Parts of a name (đồng chí Saleumxay) are mentions once the whole name has been found, and what is doubtful by itself
is borne out by what else is named.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter, itemgetter

from tenlao.mentions.context import among_namesakes, has_companion, is_among_royals
from tenlao.mentions.dams import dams_or_districts
from tenlao.mentions.doubtful import Surroundings, alone, in_rows, is_named_beside, named_again
from tenlao.mentions.later_parts import LaterParts, Persons
from tenlao.mentions.mention import Mention
from tenlao.mentions.newcomers import without_newcomers
from tenlao.mentions.places_abroad import is_among_neighbours, is_said_abroad
from tenlao.mentions.spans import Chosen, Needs
from tenlao.mentions.whole_names import Seen, SeenRun
from tenlao.mentions.windows import Window
from tenlao.text.titles import person_titles, without_titles
from tenlao.text.tokens import Run, Token

__all__ = ["Discourse"]


_BELOW_HEADING = 1500  # characters after a name in a heading in which the whole name may follow


class Discourse:
    """A window of a text as it is read from its beginning to its end, with the persons who are named so far.

    These are copied where the part ends that is to be read, so that those whom it names are left to the next window.
    """

    def __init__(
        self,
        later_parts: LaterParts,
        words: Callable[[str], list[Token]],
        window: Window,
        seen: Seen,
        persons: Persons,
        before: Sequence[Mention],
    ) -> None:
        """Begin to read a window in which such names are seen, with the persons and the mentions before its part."""
        self._later_parts, self._words = later_parts, words
        self._text, self._begin, self._end, _ = window
        self._seen, self._before, self._persons = seen, before, persons
        self._around = Surroundings(self._text)
        self._mentions = [m for m in seen.besides.sure if m.start >= self._begin]
        self._people = deque(m for m in self._mentions if m.match.entry.kind == "person")  # not yet come to
        # Of the mentions that start there.
        self._needs: dict[int, Needs] = dict.fromkeys(_unsure_alone(seen.besides.unsure), "laos")
        self._named: list[tuple[int, Chosen]] = []  # the whole names of persons, and where their runs start
        self._headings: list[Run] = []
        self._is_beyond = False  # the part that is to be read
        # Where the last sure mention starts, but for names besides runs, and where the last person ends.
        self._last = before[-1].start if before else -len(self._text)
        self._last_person = next((m.end for m in reversed(before) if m.match.entry.kind == "person"), 0)

    def mentions(self) -> list[Mention]:
        """Return the mentions in the part that is to be read, by what is named before them and beside them."""
        for offset, seen in self._runs_that_tell():
            self._read(offset, seen)
        if not self._is_beyond:
            self._come_to(self._end)
        if self._named:
            self._mentions += self._in_headings({m.start for m in self._mentions})
        self._mentions += _beside(
            [m for m in self._seen.besides.unsure if m.start >= self._begin], self._mentions
        )
        mentions = [*self._before, *sorted(self._mentions, key=attrgetter("start"))]
        if self._needs:
            mentions = self._borne_out(mentions)
        text = self._text
        mentions = among_namesakes(text, [m for m in mentions if not is_said_abroad(text, m)])
        mentions = without_newcomers(text, dams_or_districts(text, mentions))
        return [
            _with_own_title(text, _without_title(m)) for m in mentions if self._begin <= m.start < self._end
        ]

    def _runs_that_tell(self) -> Iterator[tuple[int, SeenRun]]:
        """Give the runs from the beginning on in which somebody may be named, and where they start."""
        for start, passage in self._seen.passages:
            self._headings += [Run(start + offset, run) for offset, run in passage.headings]
            if passage.tells or self._persons or self._people:
                for seen in passage.runs:
                    if start + seen.offset >= self._begin:
                        yield start + seen.offset, seen

    def _read(self, offset: int, seen: SeenRun) -> None:
        """Read the run at a place: whom it names in full, and by parts of names that were told before."""
        if offset >= self._end and not self._is_beyond:
            self._come_to(self._end)
            self._persons, self._is_beyond = self._persons.copy(), True
        self._come_to(offset)
        _, run, whole_names, offices = seen
        if not whole_names and not self._later_parts.may_stand_in(run, offices, self._persons):
            return
        whole = [c for c in whole_names if not self._is_part(offset, run, c)]
        whole = [c for c in whole if not self._is_stranger(offset, run, c)]
        surely = [c for c in whole if c.needs not in ("companion", "royals")]
        self._later_parts.take_in(self._persons, surely)
        self._named += [(offset, c) for c in surely]
        sure = [c for c in whole if c.needs in ("", "about")]
        parts = self._later_parts.find(
            self._seen.besides.left, offset, run, sure, offices, self._persons, self._last_person
        )
        self._later_parts.take_in(self._persons, [part for part in parts if part.first in offices])
        unsure = [c for c in whole if c not in sure and not any(_overlap(c, part) for part in parts)]
        if sure or unsure or parts:
            self._tell(offset, run, [*sure, *unsure], parts)

    def _tell(self, offset: int, run: str, whole: Sequence[Chosen], parts: Sequence[Chosen]) -> None:
        """Add the mentions of a run, with what they need."""
        words = self._words(run)
        for chosen in whole:
            need = "laos" if chosen.abroad and chosen.needs in ("", "about") else chosen.needs
            if need:
                self._needs[offset + words[chosen.first].start] = need
        for chosen in sorted([*whole, *parts], key=attrgetter("first")):
            start, stop = offset + words[chosen.first].start, offset + words[chosen.last - 1].end
            if start not in self._needs:
                self._last = start
            if chosen.match.entry.kind == "person":
                self._last_person = stop
            # What is named often is kept once.
            surface = sys.intern(self._text[start:stop])
            self._mentions.append(Mention(start, stop, surface, chosen.match, chosen.others))

    def _come_to(self, place: int) -> None:
        """Add those named besides runs before a place to the persons who are named so far."""
        while self._people and self._people[0].start < place:
            self._later_parts.take_in(self._persons, [Chosen(0, 0, self._people.popleft().match)])

    def _is_part(self, offset: int, run: str, chosen: Chosen) -> bool:
        """Whether a whole name is rather a part of that of somebody who is named before."""
        return self._later_parts.is_one(self._seen.besides.left, offset, run, chosen, self._persons)

    def _is_stranger(self, offset: int, run: str, chosen: Chosen) -> bool:
        """Whether a person may be anybody: nothing near speaks of Laos, nor does the last mention start near."""
        if chosen.needs != "about" or chosen.match.entry.kind != "person":
            return False
        place = offset + self._words(run)[chosen.first].start
        return not self._around.is_near_laos(place, (self._last,))

    def _in_headings(self, taken: Container[int]) -> Iterator[Mention]:
        """Give the parts of names in headings of persons whose whole names follow not far below."""
        for offset, run in self._headings:
            if offset < self._begin:
                continue
            first, last = (
                bisect_right(self._named, place, key=itemgetter(0))
                for place in (offset, offset + _BELOW_HEADING)
            )
            persons = self._later_parts.named_in((chosen for _, chosen in self._named[first:last]), run)
            if not persons:
                continue
            words = self._words(run)
            for part in self._later_parts.find(self._seen.besides.left, offset, run, (), {}, persons):
                start, stop = offset + words[part.first].start, offset + words[part.last - 1].end
                if start not in taken:
                    yield Mention(start, stop, self._text[start:stop], part.match, part.others)

    def _borne_out(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions that need nothing, or near which the text has what they need."""
        text, needs = self._text, self._needs
        sure = [m for m in mentions if m.start not in needs]
        starts = [m.start for m in sure]
        ends = {m.end for m in mentions}

        def is_of_laos(m: Mention) -> bool:
            if not self._around.is_near_laos(m.start, starts):
                return False
            return needs[m.start] == "about" or not is_among_neighbours(text, m.start, m.end, ends)

        left = [m for m in mentions if needs.get(m.start) not in ("laos", "about") or is_of_laos(m)]
        of_rows = {start for start, need in needs.items() if need == "row"}
        left = named_again(in_rows(text, self._around, left, of_rows), left)
        left = [m for m in left if needs.get(m.start) != "companion" or has_companion(m, sure)]
        left = [m for m in left if needs.get(m.start) != "royals" or is_among_royals(text, m, sure)]
        kept = [m for m in left if needs.get(m.start) != "beside"]
        return [m for m in left if needs.get(m.start) != "beside" or is_named_beside(text, m, kept)]


def _unsure_alone(unsure: Sequence[Mention]) -> set[int]:
    """Where names in small letters start that are no attested forms, or of which too few are near each other."""
    attested = [m for m in unsure if m.match.kind == "exact"]
    return {m.start for m in (*alone(attested), *(m for m in unsure if m.match.kind != "exact"))}


def _beside(posted: Sequence[Mention], others: Iterable[Mention]) -> list[Mention]:
    """Names in small letters, none overlapping, but for those with a part of which others have been found."""
    starts = [m.start for m in posted]
    taken = set[int]()
    for other in others:
        first, last = bisect_left(starts, other.start), bisect_left(starts, other.end)
        if first and posted[first - 1].end > other.start:
            first -= 1
        taken.update(range(first, last))
    return [m for n, m in enumerate(posted) if n not in taken]


def _overlap(first: Chosen, second: Chosen) -> bool:
    """Whether two spans of a run share tokens."""
    return first.first < second.last and second.first < first.last


def _without_title(mention: Mention) -> Mention:
    """Return a mention without the title in it, in Lao script or a rendering, if its entry is known without one."""
    form, entry = mention.match.form, mention.match.entry
    if form.tag != "titled" or form.writing == "latin" or all(form.tag == "titled" for form in entry.forms):
        return mention
    core = without_titles(mention.text, keep_own=True)
    if not mention.text.endswith(core):
        return mention
    return replace(mention, start=mention.end - len(core), text=core)


def _with_own_title(text: str, mention: Mention) -> Mention:
    """Return a mention with the title before it that its entry always has in Latin letters: Ong Kommandam."""
    latin = mention.match.entry.latin
    title, blank, rest = latin.partition(" ") if latin else ("", "", "")
    start = mention.start - len(title) - 1
    told = mention.match.kind != "partial" and title.casefold() in person_titles() and rest
    if (
        not told
        or start < 0
        or not text.startswith(title + blank, start)
        or text[start - 1 : start].isalpha()
    ):
        return mention
    return replace(mention, start=start, text=text[start : mention.end])

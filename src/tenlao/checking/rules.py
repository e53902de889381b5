"""What is wrong with the Lao names in a text: findings of rules with stable codes.

Each place in a text has at most one finding about its spelling: a slip in typography is no typo, and a typo is no
second spelling.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from tenlao.mentions.pairs import wrong_glosses
from tenlao.mentions.unlisted import unlisted_names
from tenlao.styles.annotate import edits as styled
from tenlao.styles.options import StyleOptions
from tenlao.styles.preferred_forms import PreferredForms, writing_of
from tenlao.styles.typography import syllables_of
from tenlao.text.edits import Edit
from tenlao.text.keys import as_printed, spelling_key
from tenlao.text.offsets import OffsetMap, blanked, without_joiners
from tenlao.text.titles import context, without_titles
from tenlao.text.tokens import prose, runs, tokens

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.mentions.finder import Mention
    from tenlao.mentions.likeness import Likeness
    from tenlao.styles.linker import Linker
    from tenlao.styles.registry import Style
    from tenlao.table.model import Entry, Form

__all__ = ["DEFAULT_RULES", "RULES", "Finding", "check", "fixes"]

RULES: Mapping[str, str] = {
    "TL001": "not the preferred spelling",
    "TL002": "one entry spelled two ways in one text",
    "TL003": "near miss of a known name, probably a typo",
    "TL004": "a gloss that names another entry than the name before it",
    "TL005": "typography of a rendering: hyphens, capitals, spaced dashes, place of the tone mark",
    "TL006": "name of a Lao person who is in no table",
    "TL007": "first mention without its gloss",
}
# TL001 and TL007 are matters of a house style, and are checked when it asks for them.
DEFAULT_RULES = ("TL002", "TL003", "TL004", "TL005", "TL006")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at a place in a text; `start` and `end` are offsets in code points.

    `entity` is the id of the entry that is meant; `suggestion` is what to write instead, and `source` who prints
    that. `edit` is the change that mends it, where that is safe.
    """

    rule: str
    start: int
    end: int
    text: str
    message: str
    entity: str | None = None
    suggestion: str | None = None
    source: str | None = None
    edit: Edit | None = field(default=None, repr=False)


def check(
    linker: Linker,
    text: str,
    rules: Collection[str] | None = None,
    *,
    style: Style | None = None,
    prefer: str | None = None,
) -> list[Finding]:
    """Return the findings of some rules in a text, in text order; `DEFAULT_RULES` unless others are given.

    `style` is the house style that TL001 and TL007 go by, "gloss" if none is given, and `prefer` a publisher whose
    spellings come first, both as for `tenlao.styles.annotate.edits`.

    >>> from tenlao import load
    >>> text = "Ông Sonexay Siphandone và bà Xủn - thon Xay - nha - chắc, ông Sonexay Siphandnoe."
    >>> [(finding.rule, finding.suggestion) for finding in load().check(text)]
    [('TL005', 'Xủn-thon Xay-nha-chắc'), ('TL003', 'Sonexay Siphandone')]

    Raises:
        TenlaoError: there is no such style, or the table cites no such publisher.
    """
    rules, style = DEFAULT_RULES if rules is None else rules, style or "gloss"
    visible = without_joiners(text)
    page = _Page(linker, visible.text, PreferredForms(linker.sources, prefer))
    found = [finding for finding in page.findings() if finding.rule in rules]
    if "TL001" in rules:
        found += page.not_preferred(style, prefer, found)
    if "TL007" in rules and style == "gloss":
        found += page.without_gloss(prefer)
    found.sort(key=lambda finding: (finding.start, finding.end, finding.rule))
    return found if visible.text == text else [_moved(finding, visible, text) for finding in found]


def _moved(finding: Finding, visible: OffsetMap, text: str) -> Finding:
    """A finding in what is visible of a text as one in the text."""
    start, end = visible.start(finding.start), visible.end(finding.end)
    edit = finding.edit and visible.moved(finding.edit, text)
    return replace(finding, start=start, end=end, text=text[start:end], edit=edit)


def fixes(findings: Sequence[Finding]) -> list[Edit]:
    """The safe changes that findings offer, in text order, none overlapping."""
    edits: list[Edit] = []
    for edit in sorted((f.edit for f in findings if f.edit), key=lambda edit: (edit.start, edit.end)):
        if not edits or edit.start >= edits[-1].end:
            edits.append(edit)
    return edits


class _Spelling(NamedTuple):
    """A way to write an entry: the key that tells it from others, how it first stood, and in which writing."""

    key: str
    shown: str
    writing: Writing


class _Page:
    """One text, what it mentions, and what has been found in it."""

    def __init__(self, linker: Linker, text: str, forms: PreferredForms) -> None:
        self._linker, self._text, self._forms = linker, text, forms
        self._mentions = linker.find(text)
        self._ends = [mention.end for mention in self._mentions]

    def findings(self) -> list[Finding]:
        """The findings about spellings, each place in one of them."""
        found: list[Finding] = []
        taken = _Taken()
        for rule in (self._wrong_glosses, self._misset, self._near_misses, self._unknown):
            for finding in rule():
                if not taken.has_part_of(finding):
                    taken.add(finding)
                    found.append(finding)
        return [*found, *self._two_ways(taken)]

    def _wrong_glosses(self) -> Iterator[Finding]:
        if not _BRACKET.search(self._text):
            return
        for gloss in wrong_glosses(self._linker.index, self._linker.likeness, self._text):
            if gloss.pair.entity is None:
                continue
            entry = self._linker.entry(gloss.pair.entity)
            words = self._text[gloss.start : gloss.end]
            name = as_printed(self._text[gloss.name_start : gloss.name_end])
            message = f'"{as_printed(words)}" is not the gloss of "{name}"'
            yield self._finding(
                "TL004", gloss.start, gloss.end, message, entry, self._printed(entry, gloss.writing)
            )

    def _misset(self) -> Iterator[Finding]:
        for start, end, entry, form in self._linker.typography.missettings(self._text):
            words = as_printed(self._text[start:end])
            message = f'"{words}" is set otherwise than "{form.text}"'
            yield self._finding("TL005", start, end, message, entry, form, safe=True)

    def _near_misses(self) -> Iterator[Finding]:
        for mention in self._mentions:
            near = _near_miss(self._linker.likeness, mention)
            if near:
                yield self._near_miss(mention.start, mention.end, mention.match.entry, near)
        left = prose(blanked(self._text, ((m.start, m.end) for m in self._mentions)))
        for start, end in _spans(left):
            near_form = self._linker.near_misses.near_spelling(self._text[start:end])
            if near_form:
                yield self._near_miss(start, end, *near_form)

    def _near_miss(self, start: int, end: int, entry: Entry, form: Form) -> Finding:
        words = as_printed(self._text[start:end])
        message = f'"{words}" is nearly "{form.text}", and no source prints it'
        return self._finding("TL003", start, end, message, entry, form)

    def _unknown(self) -> Iterator[Finding]:
        named: set[str] = set()
        end = 0
        for name in unlisted_names(self._linker.likeness, self._text, self._mentions):
            key = spelling_key(name.text)
            in_gloss = name.writing != "latin" and end and _OPENING.fullmatch(self._text[end : name.start])
            end = name.end
            if key in named or in_gloss:
                continue
            named.add(key)
            words = as_printed(name.text)
            rendering = None if name.writing == "vietnamese" else self._linker.render(words).vietnamese
            message = f'"{words}" looks like a Lao name and is in no table'
            yield Finding("TL006", name.start, name.end, name.text, message, suggestion=rendering)

    def _two_ways(self, taken: _Taken) -> Iterator[Finding]:
        first: defaultdict[tuple[str, bool], list[_Spelling]] = defaultdict(list)
        glosses: defaultdict[tuple[str, bool], list[_Spelling]] = defaultdict(list)
        used: defaultdict[tuple[str, bool], list[tuple[Mention, _Spelling]]] = defaultdict(list)
        before: Mention | None = None
        for mention in self._mentions:
            previous, before = before, mention
            if mention.match.kind == "partial" or taken.has_part_of(mention):
                continue
            spelling = _spelling(mention)
            # Text in Lao script is a text of its own beside one in Latin letters.
            place = mention.match.entry.id, spelling.writing == "lao"
            used[place].append((mention, spelling))
            known = first[place]
            if previous is not None and self._is_gloss(previous, mention):
                glosses[place].append(spelling)
            elif not known or any(_same(way, spelling) for way in known):
                known.append(spelling)
        for place, mentions in used.items():
            entry = self._linker.entry(place[0])
            good = self._good_ways(entry, first[place], [spelling for _, spelling in mentions])
            good = [*good, *glosses[place]]
            for mention, spelling in mentions:
                if not any(_same(way, spelling) for way in good):
                    yield self._other_way(mention, spelling, good)

    def _good_ways(
        self, entry: Entry, first: Sequence[_Spelling], used: Sequence[_Spelling]
    ) -> Sequence[_Spelling]:
        """The ways to write an entry that its other mentions are measured by.

        These are the first one in the text; but if the text has the preferred spelling, too, that one.
        """
        good = []
        for writing in dict.fromkeys(way.writing for way in first):
            there = [way for way in first if way.writing == writing]
            preferred = self._forms.printed(entry, writing)
            key = _key(preferred, writing) if preferred else ""
            good += [way for way in used if way.writing == writing and way.key == key] or there
        return good

    def _other_way(self, mention: Mention, spelling: _Spelling, good: Sequence[_Spelling]) -> Finding:
        same_writing = [way for way in good if way.writing == spelling.writing]
        # Capitals throughout are those of a headline, not of the name.
        meant = min(same_writing or good, key=lambda way: way.shown.isupper())
        form = self._form_of(mention.match.entry, meant)
        return Finding(
            "TL002",
            mention.start,
            mention.end,
            mention.text,
            f'"{spelling.shown}" is spelled "{meant.shown}" elsewhere in the text',
            mention.match.entry.id,
            meant.shown,
            self._source(form) if form else None,
            Edit(mention.start, mention.end, mention.text, meant.shown)
            if mention.match.kind == "exact"
            else None,
        )

    def _is_gloss(self, first: Mention, second: Mention) -> bool:
        """Whether a mention stands beside one of the same entry as its other writing, or in brackets after it."""
        if first.match.entry.id != second.match.entry.id:
            return False
        between = self._text[first.end : second.start]
        if writing_of(first) == writing_of(second) and not _BRACKET.search(between):
            return False
        return _JOINING.fullmatch(between) is not None

    def not_preferred(self, style: Style, prefer: str | None, found: Sequence[Finding]) -> Iterator[Finding]:
        """Mentions that the house style writes otherwise."""
        taken = _Taken(found)
        if style in ("vietnamese", "latin"):
            for edit in styled(self._linker, self._text, style, StyleOptions(prefer=prefer)):
                number = bisect_right(self._ends, edit.start)
                mention = self._mentions[number] if number < len(self._mentions) else None
                if mention is None or mention.start >= edit.end or taken.has_part_of(mention):
                    continue
                message = f'"{as_printed(edit.old)}" is "{edit.new}" in this style'
                id = mention.match.entry.id
                yield Finding("TL001", edit.start, edit.end, edit.old, message, id, edit.new, edit=edit)
            return
        for mention in self._mentions:
            if mention.match.kind == "partial" or taken.has_part_of(mention):
                continue
            entry = mention.match.entry
            preferred = self._forms.instead(mention, writing_of(mention))
            if preferred and spelling_key(preferred) != spelling_key(mention.text):
                message = f'"{as_printed(mention.text)}" is preferably spelled "{preferred}"'
                form = next((form for form in entry.forms if form.text == preferred), None)
                yield Finding(
                    "TL001",
                    mention.start,
                    mention.end,
                    mention.text,
                    message,
                    entry.id,
                    preferred,
                    self._source(form) if form else None,
                    Edit(mention.start, mention.end, mention.text, preferred),
                )

    def without_gloss(self, prefer: str | None) -> Iterator[Finding]:
        """First mentions that the style of Nhân Dân gives a gloss."""
        for edit in styled(self._linker, self._text, "gloss", StyleOptions(prefer=prefer)):
            mention = self._mentions[bisect_left(self._ends, edit.start)]
            words = as_printed(mention.text)
            gloss = edit.new.strip(" ()")
            message = f'"{words}" is first mentioned without its gloss "{gloss}"'
            yield Finding(
                "TL007",
                mention.start,
                mention.end,
                mention.text,
                message,
                mention.match.entry.id,
                f"{words}{edit.new}",
                edit=edit,
            )

    def _finding(
        self,
        rule: str,
        start: int,
        end: int,
        message: str,
        entry: Entry,
        form: Form | None,
        safe: bool = False,
    ) -> Finding:
        words = self._text[start:end]
        suggestion = form.text if form else None
        edit = Edit(start, end, words, suggestion) if safe and suggestion else None
        source = self._source(form) if form else None
        return Finding(rule, start, end, words, message, entry.id, suggestion, source, edit)

    def _printed(self, entry: Entry, writing: Writing) -> Form | None:
        text = self._forms.printed(entry, writing)
        return next((f for f in entry.forms if f.text == text and f.writing == writing), None)

    def _form_of(self, entry: Entry, spelling: _Spelling) -> Form | None:
        key = spelling_key(spelling.shown)
        return next((form for form in entry.forms if spelling_key(form.text) == key), None)

    def _source(self, form: Form) -> str | None:
        """Who prints a form."""
        for id in form.sources:
            source = self._linker.sources[id]
            return ", ".join(filter(None, (source.publisher, source.day)))
        return None


_BRACKET = re.compile(r"[(\[\uff08]")
_OPENING = re.compile(r"\s*[(\[]\s*[\"“]?")
# What stands between a name and its other writing: a bracket, a dash, a slash, a comma, the line between two cells.
_JOINING = re.compile(r"[\"”]?\s*[(\[/|,:=\u2010-\u2015-]\s*[^()\[\]\n]{0,30}")
_LONGEST_LAO = 14  # syllables of a name
_BEFORE = 40  # characters before a name that are looked at


class _Taken:
    """The places that have a finding, none overlapping."""

    def __init__(self, found: Iterable[Finding] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for finding in found:
            self.add(finding)

    def add(self, finding: Finding) -> None:
        at = bisect_left(self._starts, finding.start)
        self._starts.insert(at, finding.start)
        self._ends.insert(at, finding.end)

    def has_part_of(self, place: Finding | Mention) -> bool:
        at = bisect_left(self._starts, place.end)
        return at > 0 and self._ends[at - 1] > place.start


def _spelling(mention: Mention) -> _Spelling:
    shown = as_printed(mention.text)
    writing = writing_of(mention)
    return _Spelling(_key(shown, writing), shown, writing)


def _key(name: str, writing: Writing) -> str:
    """What tells one spelling from another: in renderings not hyphens, nor where a tone mark stands."""
    core = without_titles(name)
    if writing == "vietnamese":
        return "".join(syllables_of(core))
    return spelling_key(core) if writing == "lao" else core.casefold()


def _same(one: _Spelling, other: _Spelling) -> bool:
    return one.key == other.key or one.key.endswith(other.key) or other.key.endswith(one.key)


def _near_miss(like: Likeness, mention: Mention) -> Form | None:
    """The form that a mention is a slip of: it sounds otherwise, and differs in few letters."""
    match = mention.match
    if match.kind == "exact":
        if match.form.tag != "typo":
            return None
    elif match.kind == "partial":
        return None
    from rapidfuzz.distance import OSA

    key = spelling_key(mention.text)
    writing = writing_of(mention)
    forms = [f for f in match.entry.forms if f.writing == writing and f.tag not in ("typo", "stripped")]
    apart = {form: OSA.distance(key, spelling_key(form.text)) for form in forms}
    nearest = min(forms, key=lambda form: apart[form], default=None)
    if nearest is None or apart[nearest] > FEW_LETTERS:
        return None
    if match.kind == "exact" or _is_slip(like, mention, writing, nearest, apart[nearest]):
        return nearest
    return None


def _is_slip(like: Likeness, mention: Mention, writing: Writing, attested: Form, letters: int) -> bool:
    """Whether a spelling is a slip, not another habit: it sounds otherwise, or has strange letters in a row."""
    words, good = _plain(as_printed(mention.text)), _plain(attested.text)
    cost = mention.match.evidence.cost if mention.match.evidence else 0.0
    if words == good:
        return False
    if cost >= (SOUNDS_OTHERWISE if letters == 1 else SOUNDS_QUITE_OTHERWISE):
        return True
    swapped = letters == 1 and sorted(words) == sorted(good)
    return (swapped or cost >= SOUNDS_OTHERWISE) and like.letters.has_strange(
        as_printed(mention.text), writing
    )


def _plain(name: str) -> str:
    from unidecode import unidecode

    return name if "\u0e80" <= name[:1] <= "\u0eff" else unidecode(name).casefold()


# A spelling this much (nats) away from those that are attested is hardly another way to write the same sound, and one
# that is further away is none; a slip changes at most so many letters.
SOUNDS_OTHERWISE, SOUNDS_QUITE_OTHERWISE, FEW_LETTERS = 2.0, 3.0, 2


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """The places in a text that may be whole names: words in a run that no other capitalised word stands beside."""
    for offset, run in runs(text):
        words = tokens(run)
        if not words:
            continue
        if words[0].word.lao:
            starts = [0, *[n for n in range(1, len(words)) if run[words[n].start - 1].isspace()]]
            ends = {*starts[1:], len(words)}
            yield from (
                (offset + words[a].start, offset + words[b - 1].end)
                for a in starts
                for b in sorted(ends)
                if a < b <= a + _LONGEST_LAO
            )
            continue
        starts = [n for n, word in enumerate(words) if word.gap not in ("-", ".")]
        for a in starts:
            before = text[max(0, offset + words[a].start - _BEFORE) : offset + words[a].start]
            if a and not context(before, "").before:
                continue
            start, end = offset + words[a].start, offset + words[-1].end
            if start < end:
                yield start, end

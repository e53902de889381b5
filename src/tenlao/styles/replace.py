"""The house styles of one writing: each mention is replaced by the form of its name in that writing."""

from __future__ import annotations

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from tenlao.mentions.side_by_side import SideBySide
from tenlao.mentions.unlisted import unlisted_names
from tenlao.phonology.distance import distance
from tenlao.phonology.reading import read, readings
from tenlao.phonology.sound import join
from tenlao.phonology.spelling import INVISIBLE
from tenlao.phonology.writing import has_lao
from tenlao.styles.marked_text import BRACKET, Bracket, MarkedText
from tenlao.styles.outcome import Annotation, Doubt
from tenlao.styles.preferred_forms import PreferredForms, is_translation, writing_of
from tenlao.styles.suggesting import suggested_in, suggested_name, with_suggestions
from tenlao.text.edits import Edit, apply_edits, invert
from tenlao.text.keys import spelling_key
from tenlao.text.offsets import OffsetMap
from tenlao.text.spoken_of import is_spoken_of

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.mentions.mention import Mention
    from tenlao.styles.linker import Linker
    from tenlao.styles.options import StyleOptions

__all__ = ["in_latin", "in_vietnamese", "replacements"]

# How far (nats) a part of a name may sound from the component that it is replaced by.
_FARTHEST_COMPONENT = 3.0
# How often a new text is read again to see whether it stays as it is.
_ROUNDS = 5

_INITIAL = re.compile(r"[^\W\d_](\.\s*)(?=\w)")
_INVISIBLE_OR_BREAK = re.compile(rf"[{INVISIBLE}]|(?<=-)\s*\n\s*")
_LETTER = re.compile(r"[\w\u0e80-\u0eff]")

_Changes = Callable[[str], tuple[list[Edit], list[Doubt]]]


def in_vietnamese(
    linker: Linker, text: str, forms: PreferredForms, options: StyleOptions, source: str | None = None
) -> Annotation:
    """Put mentions into Vietnamese rendering, see `replacements`."""
    return replacements(linker, text, "vietnamese", forms, options)


def in_latin(
    linker: Linker, text: str, forms: PreferredForms, options: StyleOptions, source: str | None = None
) -> Annotation:
    """Put mentions into Latin letters, see `replacements`."""
    return replacements(linker, text, "latin", forms, options)


def replacements(
    linker: Linker, text: str, writing: Writing, forms: PreferredForms, options: StyleOptions
) -> Annotation:
    """Return the edits that put first or all mentions into a writing, and what is doubtful about the glosses.

    The new text is read again. A replacement that would be replaced in its turn, since it can also be read as
    another name, is not made; names that are found only then are replaced, too. So nothing is left to do in
    the new text.
    """

    def changes_in(text: str) -> tuple[list[Edit], list[Doubt]]:
        marked = MarkedText(linker, OffsetMap(text), options)
        return _Reading(linker, marked, writing, forms.in_one_text(marked.mentions), options).changes()

    edits, doubts, left = _settled(changes_in, text)
    if left and _settled(changes_in, apply_edits(text, edits))[0]:
        return Annotation([], doubts)
    if options.suggest:
        doubts = with_suggestions(doubts, edits, options.suggest)
    return Annotation(edits, doubts)


def _settled(changes_in: _Changes, text: str) -> tuple[list[Edit], list[Doubt], bool]:
    """Return the edits after which a text stays as it is, the doubts, and whether something was left alone."""
    edits, doubts = changes_in(text)
    left: list[Edit] = []
    for _ in range(_ROUNDS):
        again, _ = changes_in(apply_edits(text, edits))
        unstable, new = _compared(edits, again)
        new = _outside(left, new)
        if not unstable and not new:
            return edits, doubts, bool(left)
        left = _in_order([*left, *(edits[number] for number in unstable)])
        edits = _in_order([*(edit for i, edit in enumerate(edits) if i not in unstable), *new])
    return [], doubts, False


def _compared(edits: Sequence[Edit], again: Iterable[Edit]) -> tuple[set[int], list[Edit]]:
    """Return the numbers of the edits whose new text is edited again; and its other edits, moved to the old text."""
    done = invert(edits)
    starts, ends = [edit.start for edit in done], [edit.end for edit in done]
    unstable: set[int] = set()
    new = []
    for edit in again:
        first, last = bisect_left(ends, edit.start), bisect_right(starts, edit.end)
        unstable.update(range(first, last))
        if first >= last:
            shift = edits[first - 1].end - ends[first - 1] if first else 0
            new.append(Edit(edit.start + shift, edit.end + shift, edit.old, edit.new))
    return unstable, new


def _outside(left: Sequence[Edit], edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that do not overlap those that are left out."""
    ends = [edit.end for edit in left]
    found = []
    for edit in edits:
        following = bisect_right(ends, edit.start)
        if following == len(left) or edit.end <= left[following].start:
            found.append(edit)
    return found


def _in_order(edits: Iterable[Edit]) -> list[Edit]:
    return sorted(edits, key=lambda edit: edit.start)


class _Reading:
    """One reading of a text for a writing."""

    def __init__(
        self,
        linker: Linker,
        marked: MarkedText,
        writing: Writing,
        forms: PreferredForms,
        options: StyleOptions,
    ) -> None:
        self.linker = linker
        self.marked = marked
        self.writing = writing
        self.forms = forms
        self.options = options

    def changes(self) -> tuple[list[Edit], list[Doubt]]:
        """Return the edits for first or all mentions, and the doubts."""
        every = self.options.every is not False
        doubts = list(self.marked.doubts())
        stay = {mention.start for mention in self.set_side_by_side()}
        stay.update(mention.start for mention in self.left_by_the_author())
        for mention, bracket, _ in doubts:
            stay.update(m.start for m in (mention, *self.marked.within(bracket)))
        edits: list[Edit] = []
        seen: set[str] = set()
        at = 0
        for mention in self.marked.mentions:
            id = mention.match.entry.id
            if mention.start < at or (not every and (mention.match.kind == "partial" or id in seen)):
                continue
            seen.add(id)
            if mention.start not in stay:
                edit, at = self.change(mention)
                edits += [edit] if edit else []
        if self.options.suggest:
            edits = _in_order([*edits, *self.of_unlisted(every)])
        return edits, [doubt for _, _, doubt in doubts]

    def set_side_by_side(self) -> Iterator[Mention]:
        """Give the mentions that name one entry in two writings, but not as a name and its gloss after it."""
        yield from chain.from_iterable(self.marked.joined())
        alike = (pair for pair in self.marked.joined(alike=True) if self.would_be_the_same(pair))
        yield from chain.from_iterable(alike)
        after = {bracket.start for mention in self.marked.mentions for bracket in self.marked.after(mention)}
        for mention in self.marked.mentions:
            for bracket in self.marked.before(mention):
                if bracket.start not in after and self.marked.holds_gloss(
                    bracket.words, mention.match.entry.id
                ):
                    yield from (mention, *self.marked.within(bracket))

    def left_by_the_author(self) -> Iterator[Mention]:
        """Give the mentions of which the text speaks, and the glosses of names that stay as they are."""
        text = self.marked.text
        known = {bracket.start for mention in self.marked.mentions for bracket in self.marked.after(mention)}
        near = {bracket.start for mention in self.marked.named for bracket in self.marked.after(mention)}
        beside: SideBySide | None = None
        for mention in self.marked.mentions:
            if is_spoken_of(text, mention.start, mention.end):
                yield mention
            bracket = self.marked.around(mention)
            if bracket is None or bracket.start in known:
                continue
            beside = beside or SideBySide(self.linker.index, text)
            if bracket.start in near or any(couple.alike for couple in beside.in_bracket(bracket.start)):
                yield mention

    def would_be_the_same(self, pair: tuple[Mention, Mention]) -> bool:
        """Tell whether two spellings that are set side by side, La Lay - Lalay, would be replaced by one."""
        first, second = pair
        return not _same(first.text, second.text) and self.name_for(first) == self.name_for(second)

    def change(self, mention: Mention) -> tuple[Edit | None, int]:
        """Return the edit for a mention and its gloss, if there is one, and where what it is about ends."""
        name = self.name_for(mention)
        gloss = self.gloss_of(mention)
        if name is None:
            return None, gloss.end if gloss else mention.end
        is_right = _same(mention.text, name)
        if gloss is None:
            return None if is_right else self.edit(mention, mention.end, name), mention.end
        words, mark, _ = gloss.words.partition("; ")
        if mark and self.marked.is_name(words, mention.match.entry.id):
            rest = self.marked.text[mention.end : gloss.start + 1]
            end = gloss.start + 1 + len(words) + len(mark)
            return self.edit(mention, end, (mention.text if is_right else name) + rest), gloss.end
        if not self.repeats(gloss, mention, name) or (is_right and _same(gloss.words, name)):
            return None, gloss.end
        return self.edit(mention, gloss.end, mention.text if is_right else name), gloss.end

    def gloss_of(self, mention: Mention) -> Bracket | None:
        """Return the brackets after a mention that hold its gloss."""
        for bracket in self.marked.after(mention):
            if self.marked.holds_gloss(bracket.words, mention.match.entry.id):
                return bracket
        return None

    def repeats(self, gloss: Bracket, mention: Mention, name: str) -> bool:
        """Tell whether a gloss, put into the writing as well, would say what stands before it."""
        if mention.match.kind != "partial" and self.marked.is_name(gloss.words, mention.match.entry.id):
            return True
        inside = self.marked.within(gloss)
        return len(inside) == 1 and _same(inside[0].text, gloss.words) and self.name_for(inside[0]) == name

    def name_for(self, mention: Mention) -> str | None:
        """Return what a mention is to be replaced by, set like it, if there is such a form."""
        if self.writing == "latin" and is_translation(mention):
            return None
        if self.writing == "vietnamese":
            if self.marked.in_lao_sentence(mention):
                return None
            if kept := self.forms.kept(mention):
                return _set_like(mention, self.marked.in_normal_form(kept))
        name = self.forms.instead(mention, self.writing) or self.suggestion(mention)
        if name is None or BRACKET.search(name):
            return None
        mark = self.options.suggest
        is_suggested = bool(mark) and name.endswith(mark)
        if self.forms.is_part(mention):
            name = _component(name.removesuffix(mark), self.writing, mention.text)
            if name and is_suggested:
                name += mark
        first, _, rest = (name or "").partition(" ")
        if rest and self.marked.word_before(mention).casefold() == first.casefold():
            name = rest  # hang Tham Khoun Xe, hang Khun Xê
        return name and _set_like(mention, self.marked.in_normal_form(name))

    def suggestion(self, mention: Mention) -> str | None:
        """Return a name that nobody has printed, marked, where that is wanted and none is there already."""
        mark = self.options.suggest
        if not mark or self.marked.text.startswith(mark, mention.end) or writing_of(mention) == self.writing:
            return None
        return suggested_in(self.linker, self.writing, mention.match.entry, mark)

    def of_unlisted(self, every: bool) -> Iterator[Edit]:
        """Give the edits that replace Lao persons who are in no table by names that nobody has printed, marked."""
        seen: set[str] = set()
        for name in unlisted_names(
            self.linker.index, self.linker.likeness, self.marked.text, self.marked.named
        ):
            is_marked = self.marked.text.startswith(self.options.suggest, name.end)
            if is_marked or name.writing == self.writing or self.marked.after(name):
                continue
            if self.writing == "vietnamese" and self.marked.in_lao_sentence(name):
                continue
            key = spelling_key(name.text)
            new = suggested_name(self.linker, self.writing, name.text, self.options.suggest)
            if new and (every or key not in seen):
                yield Edit(name.start, name.end, name.text, self.marked.in_normal_form(new))
            seen.add(key)

    def edit(self, mention: Mention, end: int, name: str) -> Edit:
        """Return the edit that puts a name where a mention starts; what Lao script joins to it is parted from it."""
        text = self.marked.text
        before, after = text[mention.start - 1 : mention.start], text[end : end + 1]
        if has_lao(mention.text):
            name = " " * bool(_LETTER.match(before)) + name + " " * bool(_LETTER.match(after))
        # What is replaced often is kept once.
        return Edit(mention.start, end, sys.intern(text[mention.start : end]), sys.intern(name))


def _component(name: str, writing: Writing, part: str) -> str | None:
    """Return the component of a name that a part of it, as another writing has it, stands for, if that is clear.

    >>> _component("Xa-lởm-xay Côm-mạ-xít", "vietnamese", "S. Kommasith")
    'X. Côm-mạ-xít'
    """
    words = name.split()
    components = read(name, writing).phones
    initial = _INITIAL.match(part)
    heard = [join(sound.phones) for sound in readings(part[initial.end() :] if initial else part)]
    if not 1 < len(words) == len(components):
        return None
    apart = [min(distance(sound, component) for sound in heard) for component in components]
    nearest = min(apart)
    if nearest > _FARTHEST_COMPONENT or apart.count(nearest) > 1:
        return None
    word = words[apart.index(nearest)]
    return f"{name[0]}{initial[1]}{word}" if initial else word


def _set_like(mention: Mention, name: str) -> str:
    """Return a name with capitals where the mention has them, and with its line ends if it has as many blanks."""
    if mention.text.isupper() and not mention.match.form.text.isupper():
        name = name.upper()
    elif mention.text[0].isupper():
        name = name[0].upper() + name[1:]
    gaps = re.findall(r"\s+", mention.text)
    words = name.split()
    if len(gaps) != len(words) - 1:
        return name
    return "".join(chain.from_iterable(zip(words, [*gaps, ""], strict=True)))


def _same(one: str, other: str) -> bool:
    """Tell whether texts are the same but for invisible characters, the kind of blanks, and lines that end in "-"."""
    return _visible(one) == _visible(other)


def _visible(text: str) -> str:
    return " ".join(_INVISIBLE_OR_BREAK.sub("", unicodedata.normalize("NFC", text)).split())

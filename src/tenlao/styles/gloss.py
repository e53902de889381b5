"""The house style of glosses: the other writing of a name in parentheses after its first mention."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from unidecode import unidecode

from tenlao.styles.marked_text import BRACKET, MarkedText
from tenlao.styles.outcome import Annotation
from tenlao.styles.preferred_forms import PreferredForms, is_translation, writing_of
from tenlao.styles.suggesting import with_suggestions
from tenlao.text.edits import Edit
from tenlao.text.keys import spelling_key
from tenlao.text.offsets import OffsetMap
from tenlao.text.spoken_of import is_spoken_of

if TYPE_CHECKING:
    from tenlao.mentions.mention import Mention
    from tenlao.mentions.unlisted import UnlistedName
    from tenlao.styles.linker import Linker
    from tenlao.styles.options import StyleOptions

__all__ = ["glosses"]

_AGENCY = re.compile("[A-ZĐ]{2,6}")
_IN_BRACKETS = re.compile(r"( ?)\(([^()\n]+)(\)?)")
# Words of two components that may be a rendering.
_MADE = re.compile(r"[^\d;]{2,80}")


def glosses(
    linker: Linker, text: str, forms: PreferredForms, options: StyleOptions, source: str | None = None
) -> Annotation:
    """Return the edits that set glosses after first or all mentions, and what is doubtful about those there are.

    A gloss in just the typography that is used here, holding an attested form or one that is made here, is set aside.
    Mentions, and all else that says where glosses belong, are sought in the text that is left; a gloss set aside only
    tells that one is there. So a text that has been annotated needs no further gloss, whatever a search in it would
    have found. With a mark, `suggest`, glosses that bear it are treated alike; each that is set is a doubt, too.
    """
    there = _glosses_in(linker, text, options.suggest)
    left = OffsetMap(text, [(gloss.start, gloss.end, "") for gloss in there])
    placed = list(zip(left.places, there, strict=True))
    marked = MarkedText(
        linker, left, options, [(gloss.before(at), w) for at, gloss in placed for w in gloss.words]
    )
    forms = forms.in_one_text(marked.mentions, [w for gloss in there for w in gloss.words])
    edits = list(_of_mentions(linker, marked, forms, options))
    doubts = [doubt for _, _, doubt in marked.doubts()]
    if options.suggest:
        edits += _of_unlisted(linker, marked, options)
        edits.sort(key=lambda edit: edit.start)
        doubts = with_suggestions(doubts, edits, options.suggest)
    return Annotation(edits, doubts)


def _of_mentions(
    linker: Linker, marked: MarkedText, forms: PreferredForms, options: StyleOptions
) -> Iterator[Edit]:
    """Give the edits that set glosses after first or all mentions that have none."""
    key = _start_of if options.every is True else _entry_id_of
    done = {key(mention) for mention in _glossed(marked)}
    for mention in marked.mentions:
        if key(mention) in done or mention.match.kind == "partial" or marked.in_brackets(mention):
            continue
        if _would_interrupt(marked, mention) or is_spoken_of(marked.text, mention.start, mention.end):
            continue
        gloss = _gloss(marked, mention, forms)
        if gloss is None and marked.in_lao_sentence(mention):
            continue
        done.add(key(mention))
        if gloss is None and options.suggest:
            gloss = _suggested(linker, mention, options.suggest)
        if gloss is not None and not marked.may_be_of_another(mention):
            yield _set(marked, mention, gloss, options)


class _Gloss(NamedTuple):
    """A gloss as it is written here, and what is set aside with it: the brackets if they hold nothing but names.

    `joined` tells that something else follows in the brackets, which may be a name as well.
    """

    start: int
    end: int
    words: Sequence[str]
    joined: bool = False
    in_brackets: bool = False

    def before(self, place: int) -> int:
        """Return the offset of the brackets, given where the gloss is missing."""
        return place - 1 if self.in_brackets else place


def _glosses_in(linker: Linker, text: str, suggest: str) -> list[_Gloss]:
    """Return the glosses in a text that are written as they are here: " (gloss)", "(gloss; something else)".

    One before something else in brackets is one only if the name that it goes with stands before the brackets.
    """

    def owners(words: str) -> set[str]:
        return {attested.entry.id for attested in linker.index.spelled(spelling_key(words))}

    def is_made(words: str) -> bool:
        is_marked = bool(suggest) and words.endswith(suggest)
        return is_marked or (_MADE.fullmatch(words) is not None and linker.made_forms.has(words))

    there: list[_Gloss] = []
    for m in _IN_BRACKETS.finditer(text):
        blank, words, close = m.groups()
        is_alone = bool(blank and close)
        head, sign, rest = words.partition("; ")
        if is_alone and (owners(words) or is_made(words)):
            there.append(_Gloss(m.start(), m.end(), (words,)))
        elif sign and rest[:1].strip() and (owners(head) or is_made(head)):
            if is_alone and (owners(rest) or is_made(rest)):
                there.append(_Gloss(m.start(), m.end(), (head, rest), joined=True))
            else:
                start, end = m.start(2), m.start(2) + len(head) + len(sign)
                there.append(_Gloss(start, end, (head,), joined=True, in_brackets=True))
    if not any(gloss.joined for gloss in there):
        return there
    left = OffsetMap(text, [(gloss.start, gloss.end, "") for gloss in there])
    named: defaultdict[int, set[str]] = defaultdict(set)
    for name in linker.find(left.text):
        named[name.end].add(name.match.entry.id)
    found = []
    ends = _ends_of_words(left.text, [gloss.before(at) for at, gloss in zip(left.places, there, strict=True)])
    for end, gloss in zip(ends, there, strict=True):
        ids = named[end]
        words = gloss.words[0]
        if not gloss.joined or ids & owners(words) or is_made(words):
            found.append(gloss)
    return found


def _ends_of_words(text: str, places: Iterable[int]) -> Iterator[int]:
    """Give for each of some places, which are in order, where what stands before it ends but for blanks."""
    last = end = 0
    for place in places:
        at = place
        while at > last and text[at - 1].isspace():
            at -= 1
        last, end = place, at if at > last else end
        yield end


def _set(marked: MarkedText, name: Mention | UnlistedName, gloss: str, options: StyleOptions) -> Edit:
    """Return the edit that sets a gloss after a name, into the brackets that follow it if that is wanted."""
    gloss = marked.in_normal_form(gloss)
    within = marked.place_in_brackets(name) if options.brackets == "join" else None
    if within is not None:
        return Edit(within, within, "", f"{gloss}; ")
    place = marked.left.end(name.end)
    return Edit(place, place, "", f" ({gloss})")


def _suggested(linker: Linker, mention: Mention, mark: str) -> str | None:
    """Return the suggested rendering of an entry that has none in the table."""
    from tenlao.rendering.suggestions import suggested_for

    return suggested_for(linker, mention.match.entry, mark) if writing_of(mention) == "latin" else None


def _of_unlisted(linker: Linker, marked: MarkedText, options: StyleOptions) -> Iterator[Edit]:
    """Give the edits that set suggested renderings after Lao persons who are in no table.

    None is set where brackets follow, whatever they hold, nor after another mention of that name.
    """
    every = options.every is True
    from tenlao.mentions.unlisted import unlisted_names
    from tenlao.rendering.suggestions import suggested

    names = [
        name
        for name in unlisted_names(linker.index, linker.likeness, marked.text, marked.named)
        if name.writing != "vietnamese" and not marked.in_brackets(name) and not marked.in_lao_sentence(name)
    ]
    done = set() if every else {spelling_key(name.text) for name in names if marked.after(name)}
    for name in names:
        key = spelling_key(name.text)
        if key in done or marked.after(name) or not marked.left.is_whole(name.start, name.end):
            continue
        if not every:
            done.add(key)
        gloss = suggested(linker, name.text, options.suggest)
        if gloss is not None:
            yield _set(marked, name, gloss, options)


def _would_interrupt(marked: MarkedText, mention: Mention) -> bool:
    """Tell whether a gloss after a place would stand within something longer.

    That is an office with its holder (Bí thư Viengthong Bounchan Sisomphone), a thing (Xaysetha Hospital), or where
    and by whom a report was written: VIENTIANE (KPL).
    """
    if mention.match.entry.kind != "place":
        return False
    following = marked.text[mention.end : mention.end + 2]
    return following[:1] in (" ", "\u00a0") and (
        following[1:].isupper() or any(_AGENCY.fullmatch(bracket.words) for bracket in marked.after(mention))
    )


def _start_of(mention: Mention) -> int | str:
    return mention.start


def _entry_id_of(mention: Mention) -> int | str:
    return mention.match.entry.id


def _glossed(marked: MarkedText) -> Iterator[Mention]:
    """Give the mentions that have a gloss, or are one by what the text says of them."""
    for mention in marked.mentions:
        beside = [*marked.before(mention), *marked.after(mention)]
        if any(marked.holds_gloss(bracket.words, mention.match.entry.id) for bracket in beside) or (
            writing_of(mention) == "vietnamese" and is_spoken_of(marked.text, mention.start, mention.end)
        ):
            yield mention
    yield from chain.from_iterable(marked.joined())


def _gloss(marked: MarkedText, mention: Mention, forms: PreferredForms) -> str | None:
    """Return the name to be given beside a mention, if there is one worth giving."""
    entry = mention.match.entry
    untitled = marked.has_title_before(mention)
    latin = forms.printed(entry, "latin", untitled)
    # No Vietnamese is put into a Lao sentence.
    vietnamese = None if marked.in_lao_sentence(mention) else forms.printed(entry, "vietnamese", untitled)
    glosses = {
        "latin": vietnamese,
        "vietnamese": latin if entry.kind != "place" and not is_translation(mention) else None,
        "lao": latin or vietnamese,
    }
    gloss = glosses[writing_of(mention)]
    if gloss is None or BRACKET.search(gloss) or _says_nothing_new(mention, gloss):
        return None
    return gloss


def _says_nothing_new(mention: Mention, gloss: str) -> bool:
    """Tell whether a gloss only repeats a mention, without diacritics or with oo for o, where it is no rendering.

    Kông Le is not glossed with Koong Le, nor Pathet Lào with Pathet Lao; Pa-thét Lào, a rendering, is.
    """
    key = spelling_key(mention.text)
    if key == spelling_key(gloss):
        return True
    renderings = [f for f in mention.match.entry.forms if f.writing == "vietnamese" and f.tag is None]
    if any(spelling_key(form.text) == key for form in renderings) or not gloss.isascii():
        return False
    return _plain(mention.text) == _plain(gloss)


def _plain(text: str) -> str:
    return _DOUBLED.sub(r"\1", unidecode(spelling_key(text)))


_DOUBLED = re.compile(r"([aeiou])\1")

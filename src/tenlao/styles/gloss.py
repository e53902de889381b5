"""The house style of glosses: the other writing of a name in parentheses after its first mention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from tenlao.styles.marked_text import BRACKET, MarkedText
from tenlao.styles.outcome import Annotation, Doubt
from tenlao.styles.preferred_forms import PreferredForms, writing_of
from tenlao.text.edits import Edit
from tenlao.text.keys import spelling_key
from tenlao.text.offsets import OffsetMap

if TYPE_CHECKING:
    from tenlao.mentions.finder import Mention
    from tenlao.styles.linker import Linker
    from tenlao.styles.options import StyleOptions

__all__ = ["glosses"]

# A gloss exactly as it is written here.
_GLOSS = re.compile(r" \(([^()\n]+)\)")


def glosses(
    linker: Linker, text: str, forms: PreferredForms, options: StyleOptions, source: str | None = None
) -> Annotation:
    """Return the edits that set glosses after first or all mentions, and what is doubtful about those there are.

    A gloss in just the typography that is used here, holding an attested form, is set aside. Mentions, and
    all else that says where glosses belong, are sought in the text that is left; a gloss set aside only tells
    that one is there. So a text that has been annotated needs no further gloss, whatever a search in it would
    have found. With a mark, `suggest`, glosses that bear it are treated alike; each that is set is a doubt, too.
    """
    every, suggest = options.every is True, options.suggest
    there = [
        gloss
        for gloss in _GLOSS.finditer(text)
        if linker.index.spelled(spelling_key(gloss[1])) or (suggest and gloss[1].endswith(suggest))
    ]
    left = OffsetMap(text, [(gloss.start(), gloss.end(), "") for gloss in there])
    marked = MarkedText(linker, left, options.min_score, [gloss[1] for gloss in there])
    key = _start_of if every else _entry_id_of
    done = {key(mention) for mention in _glossed(marked)}
    edits = []
    for mention in marked.mentions:
        if key(mention) in done or mention.match.kind == "partial" or marked.in_brackets(mention):
            continue
        done.add(key(mention))
        gloss = _gloss(mention, forms) or (_suggested(linker, mention, suggest) if suggest else None)
        if gloss is not None and not marked.may_be_of_another(mention):
            place = left.end(mention.end)
            edits.append(Edit(place, place, "", f" ({marked.in_normal_form(gloss)})"))
    if suggest:
        edits += _of_unlisted(linker, marked, suggest, every)
        edits.sort(key=lambda edit: edit.start)
    doubts = [doubt for _, _, doubt in marked.doubts()]
    if suggest:
        doubts += [_to_be_checked(edit) for edit in edits if edit.new.endswith(f"{suggest})")]
        doubts.sort(key=lambda doubt: doubt.offset)
    return Annotation(edits, doubts)


def _to_be_checked(edit: Edit) -> Doubt:
    """Return the note on a gloss that is suggested."""
    return Doubt(
        edit.start, f'"{edit.new[2:-1]}" is suggested, and attested nowhere; check it before printing'
    )


def _suggested(linker: Linker, mention: Mention, mark: str) -> str | None:
    """Return the suggested rendering of an entry that has none in the table."""
    from tenlao.rendering.suggestions import suggested_for

    return suggested_for(linker, mention.match.entry, mark) if writing_of(mention) == "latin" else None


def _of_unlisted(linker: Linker, marked: MarkedText, mark: str, every: bool) -> Iterator[Edit]:
    """Give the edits that set suggested renderings after Lao persons who are in no table.

    None is set where brackets follow, whatever they hold, nor after another mention of that name.
    """
    from tenlao.mentions.unlisted import unlisted_names
    from tenlao.rendering.suggestions import suggested

    names = [
        name
        for name in unlisted_names(linker.likeness, marked.text, marked.mentions)
        if name.writing != "vietnamese" and not marked.in_brackets(name)
    ]
    done = set() if every else {spelling_key(name.text) for name in names if marked.after(name)}
    for name in names:
        key = spelling_key(name.text)
        if key in done or marked.after(name) or not marked.left.is_whole(name.start, name.end):
            continue
        if not every:
            done.add(key)
        gloss = suggested(linker, name.text, mark)
        if gloss is not None:
            place = marked.left.end(name.end)
            yield Edit(place, place, "", f" ({marked.in_normal_form(gloss)})")


def _start_of(mention: Mention) -> int | str:
    return mention.start


def _entry_id_of(mention: Mention) -> int | str:
    return mention.match.entry.id


def _glossed(marked: MarkedText) -> Iterator[Mention]:
    """Give the mentions that have a gloss."""
    for mention in marked.mentions:
        beside = [*marked.before(mention), *marked.after(mention)]
        if any(marked.holds_gloss(bracket.words, mention.match.entry.id) for bracket in beside):
            yield mention
    yield from chain.from_iterable(marked.joined())


def _gloss(mention: Mention, forms: PreferredForms) -> str | None:
    """Return the name to be given beside a mention, if there is one worth giving."""
    entry = mention.match.entry
    latin, vietnamese = forms.printed(entry, "latin"), forms.printed(entry, "vietnamese")
    glosses = {
        "latin": vietnamese,
        "vietnamese": latin if entry.kind != "place" else None,
        "lao": latin or vietnamese,
    }
    gloss = glosses[writing_of(mention)]
    if gloss is None or BRACKET.search(gloss) or spelling_key(gloss) == spelling_key(mention.text):
        return None
    return gloss

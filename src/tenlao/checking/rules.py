"""What is wrong with the Lao names in a text: rules with stable codes, and the findings of them.

To add a rule, write its function, from a text under check to findings, and name it in the list of rules at the end.
What it says stands in `messages`, and what it means in docs/rules.

Each place in a text has at most one finding about its spelling: a slip in typography is no typo, and a typo is no
second spelling.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tenlao.checking import messages
from tenlao.checking.families import other_family_names
from tenlao.checking.findings import Finding, Places, fixes, in_text_order
from tenlao.checking.lost_syllables import person_misspoken
from tenlao.checking.nearest_form import nearest_form
from tenlao.checking.short_forms import ShortForms
from tenlao.checking.slips import slips_in
from tenlao.checking.spellings import other_ways
from tenlao.checking.stability import left_alone, stable
from tenlao.checking.text_under_check import TextUnderCheck
from tenlao.checking.unlisted_persons import suggestion_for, unlisted_persons
from tenlao.matching.units import SAME_SOUND
from tenlao.mentions.pairs import wrong_glosses
from tenlao.styles.annotate import edits as styled
from tenlao.styles.house_typography import in_house_typography, is_well_set
from tenlao.styles.options import StyleOptions
from tenlao.styles.outcome import name_set_by
from tenlao.styles.preferred_forms import writing_of
from tenlao.styles.registry import style_named
from tenlao.styles.typography import (
    hyphened_in_print,
    joined_by_the_decree,
    syllables_of,
    without_capital_inside,
)
from tenlao.text.keys import as_printed, spelling_key
from tenlao.text.offsets import OffsetMap, without_joiners

if TYPE_CHECKING:
    from tenlao.checking.text_under_check import Checker
    from tenlao.mentions.mention import Mention
    from tenlao.styles.registry import Style
    from tenlao.table.model import Entry, Form
    from tenlao.text.edits import Edit

__all__ = ["DEFAULT_RULES", "RULES", "Finding", "Rule", "check", "fixes", "rule_of"]

_BRACKET = re.compile(r"[(\[\uff08]")


def _not_preferred(text: TextUnderCheck) -> Iterator[Finding]:
    if style_named(text.style).changes == "replaces":
        yield from _not_in_style(text)
        return
    for mention in text.mentions:
        if mention.match.kind == "partial" or text.taken.has_part_of(mention):
            continue
        entry = mention.match.entry
        preferred = text.forms.instead(mention, writing_of(mention))
        if preferred and spelling_key(preferred) != spelling_key(mention.text):
            message = messages.not_preferred(words=as_printed(mention.text), preferred=preferred)
            form = next((form for form in entry.forms if form.text == preferred), None)
            yield text.finding("TL001", mention, message, entry, preferred, form, safe=True)


def _not_in_style(text: TextUnderCheck) -> Iterator[Finding]:
    """Give the mentions that a style of one writing replaces."""
    ends = [mention.end for mention in text.mentions]
    for edit in _edits_in_style(text):
        number = bisect_right(ends, edit.start)
        mention = text.mentions[number] if number < len(ends) else None
        if mention is None or mention.start >= edit.end or text.taken.has_part_of(mention):
            continue
        message = messages.not_in_this_style(words=as_printed(edit.old), new=edit.new)
        entry = mention.match.entry
        yield text.finding("TL001", edit, message, entry, edit.new, None, safe=True)


def _two_ways(text: TextUnderCheck) -> Iterator[Finding]:
    short_forms = ShortForms(text)
    for mention, spelling, other in other_ways(text):
        entry = mention.match.entry
        key = spelling_key(other.shown)
        form = next((form for form in entry.forms if spelling_key(form.text) == key), None)
        # What stands in capitals elsewhere, in a headline, is to be written as it is printed.
        in_capitals = other.shown.isupper() and not spelling.shown.isupper()
        right = form.text if form and in_capitals else other.shown
        message = messages.another_way_elsewhere(words=spelling.shown, other=right)
        # A fix keeps the author's writing.
        safe = mention.match.kind == "exact" and spelling.writing == other.writing
        finding = text.finding("TL002", mention, message, entry, right, form, safe=safe)
        yield short_forms.with_them(finding)


def _near_misses(text: TextUnderCheck) -> Iterator[Finding]:
    for slip in slips_in(text):
        words = as_printed(text.text[slip.start : slip.end])
        meant = _set_like(words, slip.entry, slip.form)
        sources = slip.printed.sources if slip.printed else ()
        if sources:
            publisher = text.names.sources[sources[0]].publisher
            message = messages.slip_in_print(
                words=words, form=meant, publisher=publisher, more=len(sources) - 1
            )
        else:
            message = messages.nearly(words=words, form=meant or slip.entry.id)
        yield text.finding("TL003", slip, message, slip.entry, meant, slip.form)


def _set_like(words: str, entry: Entry, form: Form | None) -> str | None:
    """Return the text of a form; a person's rendering that pages set in spaced syllables is hyphened if words are."""
    if form is None:
        return None
    if form.writing != "vietnamese" or entry.kind != "person" or "-" not in words or "-" in form.text:
        return form.text
    return in_house_typography(form.text, entry)


def _wrong_glosses(text: TextUnderCheck) -> Iterator[Finding]:
    if not _BRACKET.search(text.text):
        return
    for gloss in wrong_glosses(text.names.index, text.names.likeness, text.text):
        if gloss.pair.entity is None:
            continue
        entry = text.names.entry(gloss.pair.entity)
        words = as_printed(text.text[gloss.start : gloss.end])
        name = as_printed(text.text[gloss.name_start : gloss.name_end])
        form = text.printed(entry, gloss.writing)
        message = messages.not_the_gloss(words=words, name=name)
        suggestion = form.text if form else None
        yield text.finding("TL004", gloss, message, entry, suggestion, form)


def _misset(text: TextUnderCheck) -> Iterator[Finding]:
    short_forms = ShortForms(text)
    for misset in text.names.typography.missettings(text.text):
        words = as_printed(text.text[misset.start : misset.end])
        message = messages.set_otherwise(words=words, form=misset.right)
        cited = misset.form if misset.form.text == misset.right else None
        finding = text.finding("TL005", misset, message, misset.entry, misset.right, cited, safe=True)
        yield short_forms.with_them(finding)
    for mention, joined in _joined_otherwise(text):
        message = messages.set_otherwise(words=as_printed(mention.text), form=joined)
        entry = mention.match.entry
        finding = text.finding("TL005", mention, message, entry, joined, None, safe=True)
        yield short_forms.with_them(finding)


def _joined_otherwise(text: TextUnderCheck) -> Iterator[tuple[Mention, str]]:
    """Give renderings that no page sets so and that are badly joined, those of persons also if better elsewhere."""
    in_other_letters = [
        (mention, as_printed(mention.text))
        for mention in text.mentions
        if mention.match.kind == "variant"
        and mention.match.entry.kind == "person"
        and mention.match.evidence
        and mention.match.evidence.cost <= SAME_SOUND  # else there is a slip in the letters
        and writing_of(mention) == "vietnamese"
    ]
    well_set = {syllables_of(printed): printed for _, printed in in_other_letters if is_well_set(printed)}
    for mention, printed in in_other_letters:
        joined = joined_by_the_decree(printed, mention.match.entry) or well_set.get(syllables_of(printed))
        if joined and joined != printed and not (is_well_set(printed) or printed.isupper()):
            yield mention, joined
    for mention in text.mentions:
        entry = mention.match.entry
        right = hyphened_in_print(mention.text, entry) or without_capital_inside(mention.text, entry)
        if right:
            yield mention, right


def _unlisted(text: TextUnderCheck) -> Iterator[Finding]:
    named = frozenset(mention.match.entry.id for mention in text.mentions if mention.match.kind != "partial")
    for name in unlisted_persons(text):
        words = as_printed(name.text)
        entry = person_misspoken(text.names.index, words, named)
        if entry is not None:
            form = nearest_form(entry, name.text, name.writing)
            meant = _set_like(words, entry, form)
            if meant:  # else it is a rendering of somebody who has none in print
                message = messages.nearly(words=words, form=meant)
                yield text.finding("TL003", name, message, entry, meant, form)
            continue
        message = messages.unlisted(words=words)
        suggestion, score = suggestion_for(text, name) if text.suggests else (None, None)
        yield Finding("TL006", name.start, name.end, name.text, message, suggestion=suggestion, score=score)


def _two_families(text: TextUnderCheck) -> Iterator[Finding]:
    for found in other_family_names(text):
        mention, family, other, name = found
        message = messages.one_family_elsewhere(words=family, other=other, name=name)
        yield text.finding("TL009", mention, message, mention.match.entry, found.right, None)


def _without_gloss(text: TextUnderCheck) -> Iterator[Finding]:
    if style_named(text.style).changes != "adds":
        return
    ends = [mention.end for mention in text.mentions]
    for edit in _edits_in_style(text):
        mention = text.mentions[bisect_left(ends, edit.start)]
        words = as_printed(mention.text)
        message = messages.no_gloss(words=words, gloss=name_set_by(edit))
        new = f"{words}{edit.new}"
        id = mention.match.entry.id
        yield Finding("TL007", mention.start, mention.end, mention.text, message, id, new, edit=edit)


def _edits_in_style(text: TextUnderCheck) -> list[Edit]:
    return styled(text.names, text.text, text.style, StyleOptions(prefer=text.prefer, brackets="two"))


def _of_translations(text: TextUnderCheck) -> Iterator[Finding]:
    """Give nothing: a text does not tell by itself, see `tenlao.checking.translation`."""
    yield from ()


class Rule(NamedTuple):
    """A kind of mistake, and what finds it in a text.

    `default` tells whether it is looked for unless other rules are asked for; `fixable` whether a finding may have
    a safe change that mends it. A rule `of_style` is about a house style; the others are about spellings, and what
    they find at a place keeps those after them from it. Those that are on by default do so even when nobody asks for
    them.
    """

    code: str
    summary: str
    find: Callable[[TextUnderCheck], Iterator[Finding]]
    default: bool = True
    fixable: bool = False
    of_style: bool = False


_SPACING = "typography of a rendering: hyphens, capitals, spaced dashes, place of the tone mark"
# In the order in which they are looked for.
_RULES = (
    Rule("TL004", "a gloss that names another entry than the name before it", _wrong_glosses),
    Rule("TL005", _SPACING, _misset, fixable=True),
    Rule("TL003", "near miss of a known name, probably a typo", _near_misses),
    Rule(
        "TL008",
        "name of the original that a translation writes wrongly, leaves out or doubles",
        _of_translations,
    ),
    Rule("TL006", "name of a Lao person who is in no table", _unlisted),
    Rule("TL002", "one entry spelled two ways in one text", _two_ways, fixable=True),
    Rule("TL009", "one family name rendered two ways in one text", _two_families, default=False),
    Rule("TL001", "not the preferred spelling", _not_preferred, default=False, fixable=True, of_style=True),
    Rule(
        "TL007", "first mention without its gloss", _without_gloss, default=False, fixable=True, of_style=True
    ),
)
_BY_CODE = {rule.code: rule for rule in sorted(_RULES, key=lambda rule: rule.code)}

RULES: Mapping[str, str] = {code: rule.summary for code, rule in _BY_CODE.items()}
DEFAULT_RULES = tuple(code for code, rule in _BY_CODE.items() if rule.default)


def rule_of(code: str) -> Rule:
    """Return the rule with a code.

    >>> rule_of("TL005").fixable
    True

    Raises:
        KeyError: there is no such rule.
    """
    return _BY_CODE[code]


def check(
    names: Checker,
    text: str,
    rules: Collection[str] | None = None,
    *,
    style: Style | None = None,
    prefer: str | None = None,
    with_changes: bool = True,
) -> list[Finding]:
    """Return the findings of some rules in a text, in text order; `DEFAULT_RULES` unless others are given.

    What findings offer to change is stable: in the mended text nothing is found that was not found before. To tell
    so the text is read several times; `with_changes=False` reads it once, for the same findings without changes.

    `style` is the house style that TL001 and TL007 go by, "gloss" if none is given, and `prefer` a publisher whose
    spellings come first, both as for `tenlao.styles.annotate.edits`.

    >>> from tenlao import load
    >>> text = "Ông Sonexay Siphandone và bà Xủn - thon Xay - nha - chắc, ông Sonexay Siphandnoe."
    >>> [(finding.rule, finding.suggestion) for finding in load().check(text)]
    [('TL005', 'Xủn-thon Xay-nha-chắc'), ('TL003', 'Sonexay Siphandone')]

    Raises:
        TenlaoError: there is no such style, or the table cites no such publisher.
    """
    wanted, style = DEFAULT_RULES if rules is None else rules, style or "gloss"
    style_named(style)
    found = in_text_order(_found(names, text, wanted, style, prefer))
    if not with_changes:
        return [left_alone(finding) for finding in found]
    return stable(text, found, lambda text: _found(names, text, wanted, style, prefer, suggests=False))


def _found(
    names: Checker,
    text: str,
    wanted: Collection[str],
    style: Style,
    prefer: str | None,
    *,
    suggests: bool = True,
) -> Iterator[Finding]:
    """Give the findings of some rules in a text, one after the other, whether or not their changes agree."""
    visible = without_joiners(text)
    under_check = replace(TextUnderCheck.read(names, visible.text, style, prefer), suggests=suggests)
    taken = Places()
    in_text = _moving(visible, text)
    for finding in _about_spellings(under_check, wanted):
        if finding.rule in wanted:
            taken.add(finding)
            yield in_text(finding)
    under_check = replace(under_check, taken=taken)
    for rule in _RULES:
        if rule.of_style and rule.code in wanted:
            yield from map(in_text, rule.find(under_check))


def _about_spellings(text: TextUnderCheck, wanted: Collection[str]) -> Iterator[Finding]:
    """Give the findings about spellings, each place in one of them."""
    for rule in _RULES:
        if rule.of_style or not (rule.default or rule.code in wanted):
            continue
        for finding in rule.find(text):
            if not text.taken.has_part_of(finding):
                text.taken.add(finding)
                yield finding


def _moving(visible: OffsetMap, text: str) -> Callable[[Finding], Finding]:
    """Return what makes findings in what is visible of a text findings in the text."""
    if visible.text == text:
        return lambda finding: finding
    # Many findings share what has to be changed with them, and go on sharing it.
    shared: dict[int, tuple[tuple[Edit, ...], tuple[Edit, ...]]] = {}

    def in_text(finding: Finding) -> Finding:
        start, end = visible.start(finding.start), visible.end(finding.end)
        edit = finding.edit and visible.moved(finding.edit, text)
        if id(finding.also) not in shared:
            also = tuple([visible.moved(edit, text) for edit in finding.also])
            shared[id(finding.also)] = finding.also, also  # the first, so that its place is not another's
        also = shared[id(finding.also)][1]
        return replace(finding, start=start, end=end, text=text[start:end], edit=edit, also=also)

    return in_text

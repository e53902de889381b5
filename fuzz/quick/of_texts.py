"""Doors for texts: words and places in them, mentions, what is written into them and found wrong."""

from __future__ import annotations

import re
import unicodedata
from typing import cast, get_args

from fuzz import oracles
from fuzz.oracles import broken, only_own_errors
from fuzz.quick.choosing import chosen, edits_in, names_in_use, spans_in
from tenlao.checking.rules import RULES, fixes
from tenlao.integrations.positions import Positions
from tenlao.pipeline.diffs import unified_diff
from tenlao.styles.options import Brackets, Manner, StyleKeywords
from tenlao.styles.registry import STYLES
from tenlao.text.announcing import announced_from_afar
from tenlao.text.edits import apply_edits
from tenlao.text.language import language_of
from tenlao.text.offices import office_before
from tenlao.text.offsets import OffsetMap, blanked, without_joiners
from tenlao.text.origins import origin_before, speaks_of_laos
from tenlao.text.paragraphs import paragraphs
from tenlao.text.titles import context, whole_name, without_titles
from tenlao.text.tokens import is_in_heading, opens_sentence, prose, runs, tokens
from tenlao.web.rewriting import edits_between


def try_titles(text: str, choice: int) -> None:
    composed = unicodedata.normalize("NFC", text)
    for left in (without_titles(text), without_titles(text, keep_own=True), whole_name(text)):
        left = unicodedata.normalize("NFC", left)
        if left not in composed and " ".join(left.split()) not in " ".join(composed.split()):
            raise broken("a name without its titles", left)
    at = choice % (len(text) + 1)
    before, after = text[:at], text[at:]
    context(before[-60:], after[:30])
    office = office_before(before)
    if office is not None and office not in " ".join(unicodedata.normalize("NFC", before).split()):
        raise broken("office", (before, office))
    origin_before(before)
    announced_from_afar(text, at, min(len(text), at + 5))
    opens_sentence(text, at)
    is_in_heading(text, at)


def try_tokens(text: str, choice: int) -> None:
    oracles.counts("prose as long as its text", len(prose(text)), len(text))
    oracles.same("paragraphs", "".join(part for _, part in paragraphs(text)), text)
    before = 0
    for run in runs(text):
        if run.start < before or text[run.start : run.start + len(run.text)] != run.text:
            raise broken("places", run)
        before = run.start + 1
        end = 0
        for token in tokens(run.text):
            if not end <= token.start < token.end <= len(run.text):
                raise broken("places", (run, token))
            end = token.end
    language_of(text)
    speaks_of_laos(text)


def try_offsets(text: str, choice: int) -> None:
    spans = [(start, end) for start, end in spans_in(text, choice) if start < end]
    left = OffsetMap(text, ((start, end, "") for start, end in spans))
    for offset in range(0, len(left.text), 1 + len(left.text) // 20):
        start, end = left.start(offset), left.end(offset)
        if not end <= start or text[start] != left.text[offset] or (start > end) != (offset in left.places):
            raise broken("offsets", (offset, start, end))
    oracles.counts("blanked", len(blanked(text, spans)), len(text))
    oracles.same("joiners", without_joiners(text).text, text.replace("\u2060", ""))
    edits = edits_in(text, choice)
    new = oracles.undone(text, edits)
    oracles.same("moved", apply_edits(text, [OffsetMap(text).moved(edit, text) for edit in edits]), new)
    diff = unified_diff("a.txt", text, edits)
    if bool(diff) != bool(edits) or (
        new != text and not any(line[:1] in "+-" for line in diff.split("\n")[2:])
    ):
        raise broken("diff", diff)
    again = apply_edits(text, edits_between(text, new))
    oracles.same("edits between", _with_line_feeds(again), _with_line_feeds(new))
    if _HALVES_SIDE_BY_SIDE.search(text):
        return
    places = Positions(text, chosen(("utf-8", "utf-16", "utf-32"), choice))
    for offset in {0, len(text), *(end for _, end in spans)}:
        if text[offset - 1 : offset + 1] != "\r\n":
            oracles.same("positions", places.offset(*places.of(offset)), offset)


# In UTF-16 they are one character.
_HALVES_SIDE_BY_SIDE = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def try_find(text: str, choice: int) -> None:
    names = names_in_use()
    found = names.find(text)
    oracles.places(text, found, "mention")
    for mention in found:
        oracles.score(mention.match.score)
    if choice % 2:
        oracles.places(text, names.unlisted(text), "unlisted name")
    if choice % 8 == 0:
        oracles.same("find in parts", list(names.find_in_parts([text])), found)
    for pair in names.harvest(text):
        if not 0 <= pair.start < pair.end <= len(text):
            raise broken("places", pair)


def try_annotate(text: str, choice: int) -> None:
    """What is written is a known name's, or marked as suggested; once is twice; all else stays."""
    names = names_in_use()
    style = chosen(STYLES, choice)
    options = StyleKeywords(
        every=chosen((None, True, False), choice, 1),
        min_score=chosen((0.0, 0.0, 91.0), choice, 2),
        near=chosen((False, False, True), choice, 3),
        suggest=chosen(("", "", "*"), choice, 4),
        provinces=chosen((None, *get_args(Manner)), choice, 5),
        brackets=cast(Brackets, chosen(get_args(Brackets), choice, 6)),
        one_family=choice % 5 > 0,
    )
    with only_own_errors():
        edits = names.edits(text, style, **options)
        once = oracles.undone(text, edits)
        oracles.twice_as_once(once, names.annotate(once, style, **options))
        if style == "html":
            if "<" not in text and "&" not in text:
                oracles.only_marks(once)
        elif (
            edits
            and not names.find(without_joiners(text).text)
            and not (options["suggest"] and any("*" in e.new for e in edits))
        ):
            raise broken("unknown names stay", edits)


def try_check(text: str, choice: int) -> None:
    names = names_in_use()
    rules = None if choice % 3 else tuple(RULES)
    found = names.check(text, rules)
    oracles.places(text, found, "finding")
    mended = oracles.undone(text, fixes(found))
    if mended != text:
        oracles.fixes_final(found, names.check(mended, rules))


def try_translation(text: str, choice: int) -> None:
    at = choice % (len(text) + 1)
    for finding in names_in_use().check_translation(text[:at], text[at:]):
        if not 0 <= finding.start <= finding.end <= len(text) - at:
            raise broken("places", finding)

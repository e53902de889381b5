"""What holds for any input: each promise once, by the name under which a finding is filed."""

from __future__ import annotations

import contextlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Protocol
from xml.etree import ElementTree

from tenlao import Edit, Finding, Match, TenlaoError
from tenlao.checking.translation import TranslationFinding
from tenlao.text.edits import apply_edits, invert

if TYPE_CHECKING:
    from fuzz.running import Done


class BrokenPromiseError(Exception):
    """A promise that an input breaks."""

    def __init__(self, oracle: str, detail: str) -> None:
        super().__init__(f"{oracle}: {detail}")
        self.oracle = oracle
        self.detail = detail


class HasPlace(Protocol):
    """Something that stands in a text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...


def broken(oracle: str, detail: object) -> BrokenPromiseError:
    return BrokenPromiseError(oracle, str(detail)[:2000])


_OWN_FAULT = "please report"


@contextlib.contextmanager
def only_own_errors() -> Iterator[None]:
    """Bad input is refused with a `TenlaoError`; where that is raised, what follows in the block is left out.

    One that the program has by its own fault, and that it asks to report, is a finding.
    """
    try:
        yield
    except TenlaoError as error:
        if not error.message.strip():
            raise broken("errors say something", repr(error)) from error
        if _OWN_FAULT in str(error):
            raise broken("no fault of its own", error) from error


def exit_status(done: Done) -> None:
    """A command ends with 0, 1 or 2."""
    if done.status not in (0, 1, 2):
        raise broken("exit status", f"{done.status!r} of {done.arguments}: {done.err}")


_COMPLAINT = re.compile(r"(?:tenlao|Error): .*\S")


def complaints(done: Done) -> None:
    """A command complains in single lines that begin with its name, or with its usage; never with a traceback.

    What it refuses, it says so: no command fails in silence.
    """
    if "Traceback (most recent call last)" in done.err:
        raise broken("no traceback", done.err)
    if _OWN_FAULT in done.err:
        raise broken("no fault of its own", done.err)
    if done.status == 2 and not done.err and not done.speaks_on_output:
        raise broken("a failure is told", done.arguments)
    if done.err.startswith("Usage: ") or done.may_ask:
        return
    odd = [line for line in done.err.splitlines() if not _COMPLAINT.fullmatch(line)]
    if odd and not done.tells_on_errors:
        raise broken("complaints are lines", odd)


OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def fit_for_terminals(done: Done) -> None:
    """Nothing is printed that a terminal would obey, but in documents that are printed as they are."""
    printed = done.err if done.prints_documents else done.out + done.err
    if found := OBEYED.search(printed):
        raise broken("fit for terminals", f"{found[0]!r} in {printed[max(0, found.start() - 60) :]!r}")


def places(text: str, found: Iterable[HasPlace], what: str) -> None:
    """What is found stands where it says, in text order."""
    before = 0
    for item in found:
        if not 0 <= item.start < item.end <= len(text) or text[item.start : item.end] != item.text:
            raise broken("places", f"{what} {item!r} is not there")
        if item.start < before:
            raise broken("places", f"{what} {item!r} overlaps the one before, or is out of order")
        before = item.start if what == "finding" else item.end


def undone(text: str, edits: Sequence[Edit]) -> str:
    """Edits fit the text, and undoing them gives it back. Returns the edited text."""
    try:
        new = apply_edits(text, edits)
    except ValueError as error:
        raise broken("edits fit", error) from error
    if apply_edits(new, invert(edits)) != text:
        raise broken("undone", edits)
    return new


def bytes_undone(old: bytes, back: bytes) -> None:
    """Undoing gives back a file byte for byte."""
    if old != back:
        raise broken("undone", f"{back[:300]!r} instead of {old[:300]!r}")


def twice_as_once(once: object, twice: object) -> None:
    """What is done again changes nothing more."""
    if once != twice:
        raise broken("twice as once", f"{once!r:.900} became {twice!r:.900}")


def fixes_final(before: Iterable[Finding], after: Sequence[Finding]) -> None:
    """In a mended text nothing is found that was not found before, and nothing is left to mend."""
    left = [finding for finding in after if finding.edit is not None]
    if left:
        raise broken("fixes are final", f"still to mend: {left}")
    new = Counter(map(_told_by, after)) - Counter(map(_told_by, before))
    if new:
        raise broken("fixes find nothing new", new)


def _told_by(finding: Finding) -> tuple[str, str]:
    """What a finding is about; a name that seemed to be left out may be another one once that is mended."""
    return finding.rule, finding.original if isinstance(finding, TranslationFinding) else finding.text


def score(score: float) -> None:
    """A score is a probability in percent."""
    if not 0 <= score <= 100:
        raise broken("scores", score)


def best_first(found: Sequence[Match]) -> None:
    """Matches have scores from 0 to 100 and stand by them; before the first one only who shares a name with it."""
    scores = [match.score for match in found]
    for each in scores:
        score(each)
    best = max(found, key=lambda match: match.score, default=None)
    if best is None:
        return
    if scores[1:] != sorted(scores[1:], reverse=True) or found[0].entry not in (best.entry, *best.others):
        raise broken("best first", found)


def counts(what: str, one: int, other: int) -> None:
    """What is counted is counted right."""
    if one != other:
        raise broken("counts", f"{what}: {one} and {other}")


def only_marks(page: str) -> None:
    """In a page that is made of a text, there are no tags but marks with their own attributes."""

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            odd = {name for name, _ in attrs} - {"data-entry", "data-score", "data-suggested", "title"}
            if tag != "mark" or odd:
                raise broken("only marks", f"<{tag} {attrs}>")

    parser = Parser()
    parser.feed(page)
    parser.close()


def is_json_lines(out: str) -> list[object]:
    """What is printed as JSON Lines is."""
    try:
        return [json.loads(line) for line in out.split("\n") if line]
    except ValueError as error:
        raise broken("is JSON", f"{error}: {out[:500]!r}") from error


def well_formed(form: str, out: str) -> None:
    """A report or an export can be read by what it is for."""
    readers: dict[str, Callable[[str], object]] = {
        "json": json.loads,
        "sarif": json.loads,
        "gitlab": json.loads,
        "jsonl": is_json_lines,
        "junit": ElementTree.fromstring,
        "tbx": lambda text: ElementTree.fromstring(text.encode()),
    }
    try:
        readers.get(form, str)(out)
    except (ValueError, ElementTree.ParseError) as error:
        raise broken("well-formed", f"{form}: {error}: {out[:500]!r}") from error


def same(what: str, one: object, other: object) -> None:
    """Two ways to one thing lead to the same."""
    if one != other:
        raise broken(f"same {what}", f"{one!r:.900} and {other!r:.900}")

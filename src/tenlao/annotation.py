"""Changes that put a text into a house style.

All changes are edits with offsets into the text as given, so they can be shown, applied and undone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tenlao.edit import Edit, apply_edits, invert
from tenlao.errors import TenlaoError
from tenlao.forms import Forms
from tenlao.gloss import glosses
from tenlao.marks import marks
from tenlao.page import Doubt
from tenlao.replacing import replacements
from tenlao.rest import without_joiners

if TYPE_CHECKING:
    from tenlao.table import Table

__all__ = ["STYLES", "Annotation", "Edit", "annotate", "annotation", "apply_edits", "edits", "invert"]

STYLES = ("gloss", "vietnamese", "latin", "html", "jsonl")


class Annotation(NamedTuple):
    """The edits that a style asks for, in text order, and what is left for the author to decide."""

    edits: list[Edit]
    doubts: list[Doubt]


def edits(
    table: Table,
    text: str,
    style: str = "gloss",
    *,
    every: bool | None = None,
    min_score: float = 0.0,
    prefer: str | None = None,
    suggest: str = "",
) -> list[Edit]:
    """Return the changes that put a text into a house style, in text order, not overlapping.

    Style "gloss": the first full mention of each person, place or organization is followed by its name in
    the other writing, in parentheses: a Latin mention by the Vietnamese rendering, a Vietnamese mention by
    the Latin form, a mention in Lao script by the Latin form or else the Vietnamese one.

    No gloss is set:

    - where the author gives one anywhere in the text: in brackets beside a mention, or after a dash, slash
      or comma; nor beside a first mention that bears a gloss naming somebody else, which is a matter for
      the author;
    - where the table has no form in the other writing, or the same one but for capitals and hyphens;
    - after a part of a name (a given name alone): the full name gets it, even when it comes later;
    - inside brackets, since parentheses in parentheses are not printed: a later mention outside gets it;
    - after a place in Vietnamese: readers know Viêng Chăn, and no paper puts Vientiane after it.

    Styles "vietnamese" and "latin": each mention is replaced by the preferred form in that writing, a part
    of a name by the same part of that form. A gloss that would then repeat the name goes. A mention stays
    where the table has no form in that writing, where two writings are set side by side in another way, and
    where it bears a gloss that names somebody else.

    Style "html": each mention is marked, `<mark data-entry="id" data-score="98.0" title="...">`. The text is
    to become a piece of HTML, so &, < and > in it are escaped.

    Style "jsonl" changes nothing: it is for mentions that are kept apart from the text.

    `every` tells whether to change every mention or the first of each entry; each style has its own way
    ("gloss" the first, the others every). Mentions below `min_score` (0-100) stay as they are. `prefer` is
    a publisher, by name or slug: of the attested forms in a writing, those that it prints come first.

    `suggest` is a mark such as "*". If it is given, style "gloss" also sets renderings that nobody has printed,
    with that mark: of persons and places for which the table has none, and of Lao persons who are in no
    table. The other styles put nothing into a text that is not attested.

    >>> from tenlao import load
    >>> edits(load(), "Ông Sonexay Siphandone đến Hà Nội.")
    [Edit(start=22, end=22, old='', new=' (Xỏn-xay Xỉ-phăn-đon)')]

    Raises:
        TenlaoError: there is no such style, or it takes no suggestions; the table cites no such publisher; the
            mark cannot be told from the text.
    """
    return annotation(
        table, text, style, every=every, min_score=min_score, prefer=prefer, suggest=suggest
    ).edits


def annotation(
    table: Table,
    text: str,
    style: str = "gloss",
    *,
    every: bool | None = None,
    min_score: float = 0.0,
    prefer: str | None = None,
    suggest: str = "",
    source: str | None = None,
) -> Annotation:
    """Return what `edits` returns and, besides, what is left for the author to decide.

    `source` is the HTML or Markdown of which the text is what a reader sees, character by character; edits
    of style "html" are edits of the source.

    >>> from tenlao import load
    >>> text = "Ông Sonexay Siphandone (Thoong-lun Xi-xu-lít) đến Hà Nội."
    >>> for doubt in annotation(load(), text).doubts:
    ...     print(doubt.offset, doubt.message)
    22 "Sonexay Siphandone" bears the gloss "Thoong-lun Xi-xu-lít", a name of Thongloun Sisoulith; left as it is

    Raises:
        TenlaoError: see `edits`.
    """
    forms = Forms(table, prefer)
    if suggest:
        from tenlao.suggesting import check_mark

        check_mark(suggest)
        if style != "gloss":
            raise TenlaoError(f"style {style} takes no suggestions; use style gloss")
    if style == "html":
        return Annotation(marks(table, text, source, forms, min_score, every is not False), [])
    visible = without_joiners(text)
    if style == "gloss":
        edits, doubts = glosses(table, visible.text, forms, min_score, every is True, suggest)
    elif style == "latin":
        edits, doubts = replacements(table, visible.text, "latin", forms, min_score, every is not False)
    elif style == "vietnamese":
        edits, doubts = replacements(table, visible.text, "vietnamese", forms, min_score, every is not False)
    elif style == "jsonl":
        edits, doubts = [], []
    else:
        raise TenlaoError(f'unknown style "{style}"; use {", ".join(STYLES)}')
    moved = [visible.moved(edit, text) for edit in edits]
    return Annotation(moved, [Doubt(visible.start(doubt.offset), doubt.message) for doubt in doubts])


def annotate(
    table: Table,
    text: str,
    style: str = "gloss",
    *,
    every: bool | None = None,
    min_score: float = 0.0,
    prefer: str | None = None,
    suggest: str = "",
) -> str:
    """Return a text put into a house style, see `edits`; doing it twice changes nothing more.

    >>> from tenlao import load
    >>> annotate(load(), "Ông Sonexay Siphandone đến Hà Nội.")
    'Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đến Hà Nội.'
    >>> annotate(load(), "Ông Sonexay Siphandone đến Hà Nội. Ông Sonexay phát biểu.", "vietnamese")
    'Ông Xỏn-xay Xỉ-phăn-đon đến Hà Nội. Ông Xỏn-xay phát biểu.'
    """
    found = edits(table, text, style, every=every, min_score=min_score, prefer=prefer, suggest=suggest)
    return apply_edits(text, found)

"""Changes that put a text into a house style.

All changes are edits with offsets into the text as given, so they can be shown, applied and undone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tenlao.base.errors import TenlaoError
from tenlao.styles.options import AS_USUAL, StyleOptions
from tenlao.styles.outcome import Annotation, Doubt
from tenlao.styles.preferred_forms import PreferredForms
from tenlao.styles.registry import HOUSE_STYLES, style_named
from tenlao.text.edits import Edit, apply_edits
from tenlao.text.offsets import without_joiners

if TYPE_CHECKING:
    from tenlao.styles.linker import Linker
    from tenlao.styles.registry import Style

__all__ = ["annotate", "annotation", "edits", "unchanged"]


def edits(linker: Linker, text: str, style: Style = "gloss", options: StyleOptions = AS_USUAL) -> list[Edit]:
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

    The options are those of `tenlao.styles.options.StyleOptions`. Suggestions are set by style "gloss" alone: for
    persons and places for which the table has no rendering, and for Lao persons who are in no table. The other
    styles put nothing into a text that is not attested.

    >>> from tenlao import load
    >>> load().edits("Ông Sonexay Siphandone đến Hà Nội.")
    [Edit(start=22, end=22, old='', new=' (Xỏn-xay Xỉ-phăn-đon)')]

    Raises:
        TenlaoError: there is no such style, or it takes no suggestions; the table cites no such publisher; the
            mark cannot be told from the text.
    """
    return annotation(linker, text, style, options).edits


def annotation(
    linker: Linker,
    text: str,
    style: Style = "gloss",
    options: StyleOptions = AS_USUAL,
    source: str | None = None,
) -> Annotation:
    """Return what `edits` returns and, besides, what is left for the author to decide.

    `source` is the HTML or Markdown of which the text is what a reader sees, character by character; edits
    of a style that marks the source, such as "html", are edits of the source.

    >>> from tenlao import load
    >>> text = "Ông Sonexay Siphandone (Thoong-lun Xi-xu-lít) đến Hà Nội."
    >>> for doubt in annotation(load(), text).doubts:
    ...     print(doubt.offset, doubt.message)
    22 "Sonexay Siphandone" bears the gloss "Thoong-lun Xi-xu-lít", a name of Thongloun Sisoulith; left as it is

    Raises:
        TenlaoError: see `edits`.
    """
    forms = PreferredForms(linker.sources, options.prefer)
    house_style = style_named(style)
    if options.suggest:
        from tenlao.rendering.suggestions import check_mark

        check_mark(options.suggest)
        if not house_style.suggests:
            takes = " or ".join(name for name, other in HOUSE_STYLES.items() if other.suggests)
            raise TenlaoError(f"style {style} takes no suggestions; use style {takes}")
    if options.every is None:
        options = replace(options, every=house_style.every)
    put_in_style = house_style.load()
    if house_style.changes == "marks":
        return put_in_style(linker, text, forms, options, source)
    visible = without_joiners(text)
    found, doubts = put_in_style(linker, visible.text, forms, options, None)
    moved = [visible.moved(edit, text) for edit in found]
    return Annotation(moved, [Doubt(visible.start(doubt.offset), doubt.message) for doubt in doubts])


def annotate(linker: Linker, text: str, style: Style = "gloss", options: StyleOptions = AS_USUAL) -> str:
    """Return a text put into a house style, see `edits`; doing it twice changes nothing more.

    >>> from tenlao import load
    >>> load().annotate("Ông Sonexay Siphandone đến Hà Nội.")
    'Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đến Hà Nội.'
    >>> load().annotate("Ông Sonexay Siphandone đến Hà Nội. Ông Sonexay phát biểu.", "vietnamese")
    'Ông Xỏn-xay Xỉ-phăn-đon đến Hà Nội. Ông Xỏn-xay phát biểu.'
    """
    return apply_edits(text, edits(linker, text, style, options))


def unchanged(
    linker: Linker, text: str, forms: PreferredForms, options: StyleOptions, source: str | None
) -> Annotation:
    """Leave a text as it is, for mentions that are kept apart from it."""
    return Annotation([], [])

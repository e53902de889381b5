"""Changes that put a text into a house style.

All changes are edits with offsets into the text as given, so they can be shown, applied and undone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from tenlao.styles.options import AS_USUAL, StyleOptions
from tenlao.styles.outcome import Annotation, Doubt, Noted, Report
from tenlao.styles.preferred_forms import PreferredForms
from tenlao.styles.registry import style_named
from tenlao.styles.reporting import report_on
from tenlao.text.edits import Edit, apply_edits
from tenlao.text.offsets import without_joiners

if TYPE_CHECKING:
    from tenlao.base.vocabulary import Writing
    from tenlao.styles.linker import Linker
    from tenlao.styles.registry import Style
    from tenlao.text.offsets import OffsetMap

__all__ = ["annotate", "annotation", "edits", "report", "unchanged"]


def edits(linker: Linker, text: str, style: Style = "gloss", options: StyleOptions = AS_USUAL) -> list[Edit]:
    """Return the changes that put a text into a house style, in text order, not overlapping.

    Style "gloss": the first full mention of each person, place or organization is followed by its name in
    the other writing, in parentheses: a Latin mention by the Vietnamese rendering, a Vietnamese mention by
    the Latin form, a mention in Lao script by the Latin form or else the Vietnamese one. Where something else
    follows in parentheses, it goes in there.

    No gloss is set:

    - where the author gives one anywhere in the text: in brackets beside a mention, or after a dash, slash
      or comma; nor beside a first mention that bears a gloss naming somebody else, which is a matter for
      the author;
    - where the table has no form in the other writing, or the same one but for capitals, hyphens and diacritics
      that the mention has only by mistake;
    - after a part of a name (a given name alone): the full name gets it, even when it comes later;
    - inside brackets, since parentheses in parentheses are not printed: a later mention outside gets it;
    - after a place in Vietnamese: readers know Viêng Chăn, and no paper puts Vientiane after it.

    Styles "vietnamese" and "latin": each mention is replaced by the preferred form in that writing, a part
    of a name by the same part of that form. A gloss that would then repeat the name goes. A mention stays
    where the table has no form in that writing, where two writings are set side by side in another way, and
    where it bears a gloss that names somebody else; in Vietnamese also where it is an attested rendering.

    Style "html": each mention is marked, `<mark data-entry="id" data-score="98.0" title="...">`. The text is
    to become a piece of HTML, so &, < and > in it are escaped.

    Style "jsonl" changes nothing: it is for mentions that are kept apart from the text.

    In all of them but "html", a mention that is only near a name of the table is left alone, see
    `tenlao.styles.certainty`; no rendering is put into a Lao sentence; and renderings of persons are set in the
    typography of the house, see `tenlao.styles.house_typography`.

    The options are those of `tenlao.styles.options.StyleOptions`.

    >>> from tenlao import load
    >>> load().edits("Ông Sonexay Siphandone đến Hà Nội.")
    [Edit(start=22, end=22, old='', new=' (Xỏn-xay Xỉ-phăn-đon)')]

    Raises:
        TenlaoError: there is no such style; the table cites no such publisher; the
            mark cannot be told from the text.
    """
    return annotation(linker, text, style, options).edits


def annotation(
    linker: Linker,
    text: str,
    style: Style = "gloss",
    options: StyleOptions = AS_USUAL,
    source: str | None = None,
    *,
    reported: bool = False,
) -> Annotation:
    """Return what `edits` returns and, besides, what is left for the author to decide.

    If it is to be `reported`, there is a report as of `report`, too. `source` is the HTML or Markdown of which the
    text is what a reader sees, character by character; edits of a style that marks the source, such as "html", are
    edits of the source.

    >>> from tenlao import load
    >>> text = "Ông Sonexay Siphandone (Thoong-lun Xi-xu-lít) đến Hà Nội."
    >>> for doubt in annotation(load(), text).doubts:
    ...     print(doubt.offset, doubt.message)
    22 "Sonexay Siphandone" bears the gloss "Thoong-lun Xi-xu-lít", a name of Thongloun Sisoulith; left as it is

    Raises:
        TenlaoError: see `edits`.
    """
    made = linker.made_forms if options.one_family else None
    forms = PreferredForms(linker.sources, options.prefer, options.provinces, made)
    house_style = style_named(style)
    if options.suggest:
        from tenlao.rendering.suggestions import check_mark

        check_mark(options.suggest)
    if options.every is None:
        options = replace(options, every=house_style.every)
    put_in_style = house_style.load()
    visible = without_joiners(text)
    report = None
    if house_style.changes == "marks":
        found = put_in_style(linker, text, forms, options, source)
        if reported:
            report = report_on(linker, visible.text, [], "vietnamese", replace(options, near=True))
        return found._replace(report=report and _moved(report, visible))
    found = put_in_style(linker, visible.text, forms, options, None)
    if reported:
        writing: Writing = "latin" if style == "latin" else "vietnamese"
        report = _moved(report_on(linker, visible.text, found.edits, writing, options), visible)
    moved = [visible.moved(edit, text) for edit in found.edits] if visible.places else found.edits
    doubts = [Doubt(visible.start(doubt.offset), doubt.message) for doubt in found.doubts]
    return Annotation(moved, doubts, report)


def _moved(report: Report, visible: OffsetMap) -> Report:
    """Return a report on what is left of a text as one on the whole text."""

    def moved(names: Iterable[Noted]) -> tuple[Noted, ...]:
        return tuple(replace(noted, offset=visible.start(noted.offset)) for noted in names)

    return Report(moved(report.changed), moved(report.unprinted), moved(report.near), moved(report.unlisted))


def report(linker: Linker, text: str, style: Style = "gloss", options: StyleOptions = AS_USUAL) -> Report:
    """Return what becomes of the Lao names in a text that is put into a house style, and of which nothing does.

    >>> from tenlao import load
    >>> text = "Ông Sonexay Siphandone gặp ông Bounleua Phandanouvong và ông Bounsavath Phetmixay ở Lào."
    >>> found = load().report(text)
    >>> for noted in (*found.changed, *found.unprinted, *found.unlisted):
    ...     print(noted.text, "|", noted.rendering)
    Sonexay Siphandone | Xỏn-xay Xỉ-phăn-đon
    Bounleua Phandanouvong | Bun-lửa Phăn-đa-nu-vông*
    Bounsavath Phetmixay | Bun-xa-vạt Phết-mi-xay*

    Raises:
        TenlaoError: see `edits`.
    """
    return annotation(linker, text, style, options, reported=True).report or Report()


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

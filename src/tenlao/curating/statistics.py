"""What a table holds, in numbers: as values, as lines of text, and as a page with plots that opens offline."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tenlao.base.vocabulary import WRITINGS
from tenlao.phonology.reading import read
from tenlao.phonology.sound import Syllable
from tenlao.table.model import Entry, Table

__all__ = ["Disagreement", "Statistics", "counted", "lines", "page"]

_YEAR = re.compile(r"\b(1[3-9]\d|20\d)\d\b")
_SHOWN = 20  # of a long list


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An entry with usual renderings that are not the same syllables: how many syllables, how many disagree."""

    id: str
    renderings: tuple[str, ...]
    syllables: int
    different: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a table holds.

    Entries are counted by `kind`, `type`, the `writing` of their forms, by `writings` (all of an entry together)
    and by the decades of the years in their roles; forms by `form_writing` and `tag`, and by whom they cite as
    `publisher`; dated sources by decade. `several` entries have several usual renderings; `disagreements` are
    those of them that do not agree, the largest first. Ids of other registries are counted by `registry`;
    `linked` are the entries of each kind that have one.
    """

    entries: int
    forms: int
    sources: int
    kind: Mapping[str, int]
    type: Mapping[str, int]
    writing: Mapping[str, int]
    writings: Mapping[str, int]
    role_decade: Mapping[str, int]
    form_writing: Mapping[str, int]
    tag: Mapping[str, int]
    publisher: Mapping[str, int]
    source_decade: Mapping[str, int]
    without_source: int
    several: int
    disagreements: tuple[Disagreement, ...]
    registry: Mapping[str, int]
    linked: Mapping[str, int]


def counted(table: Table) -> Statistics:
    """Count what a table holds.

    >>> from tenlao.table.model import Form
    >>> forms = (Form("Cay-xỏn", "vietnamese"), Form("Kay Sỏn", "vietnamese"), Form("Kaysone", "latin"))
    >>> counts = counted(Table((Entry("kaysone", "person", forms, "Prime Minister 1975–91"),)))
    >>> counts.role_decade, counts.writings, counts.disagreements
    ({'1970s': 1}, {'latin + vietnamese': 1}, ())
    """
    forms = [form for entry in table.entries for form in entry.forms]
    writings = [
        tuple(writing for writing in WRITINGS if any(form.writing == writing for form in entry.forms))
        for entry in table.entries
    ]
    decades = [{f"{year}0s" for year in _YEAR.findall(entry.role or "")} for entry in table.entries]
    several = [renderings for entry in table.entries if len(renderings := _renderings(entry)) > 1]
    publishers = Counter(table.sources[id].publisher for form in forms for id in form.sources)
    days = [source.date for source in table.sources.values() if source.date]
    found = [_disagreement(entry) for entry in table.entries]
    disagreements = [disagreement for disagreement in found if disagreement is not None]
    return Statistics(
        entries=len(table.entries),
        forms=len(forms),
        sources=len(table.sources),
        kind=_by_size(Counter(entry.kind for entry in table.entries)),
        type=_by_size(Counter(entry.type or "none" for entry in table.entries)),
        writing=_by_size(Counter(writing for group in writings for writing in group)),
        writings=_by_size(Counter(" + ".join(group) for group in writings)),
        role_decade=_by_name(Counter(decade for group in decades for decade in group)),
        form_writing=_by_size(Counter(form.writing for form in forms)),
        tag=_by_size(Counter(form.tag or "none" for form in forms)),
        publisher=_by_size(publishers),
        source_decade=_by_name(Counter(f"{day.year // 10}0s" for day in days)),
        without_source=sum(not form.sources for form in forms),
        several=len(several),
        disagreements=tuple(sorted(disagreements, key=lambda d: (-d.different / d.syllables, d.id))),
        registry=_by_size(Counter(link.registry for entry in table.entries for link in entry.links)),
        linked=_by_size(Counter(entry.kind for entry in table.entries if entry.links)),
    )


def _by_size(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _by_name(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items()))


def _renderings(entry: Entry) -> list[str]:
    return [form.text for form in entry.forms if form.writing == "vietnamese" and form.tag is None]


def _disagreement(entry: Entry) -> Disagreement | None:
    """Tell whether the usual renderings of an entry are other syllables or tones, however they are parted."""
    renderings = _renderings(entry)
    spoken = [_syllables(text) for text in renderings]
    different = max((_differing(spoken[0], other) for other in spoken[1:]), default=0)
    if different == 0:
        return None
    return Disagreement(entry.id, tuple(renderings), len(spoken[0]), min(different, len(spoken[0])))


def _syllables(text: str) -> list[Syllable]:
    return [syllable for component in read(text, "vietnamese").components for syllable in component]


def _differing(one: list[Syllable], other: list[Syllable]) -> int:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)


def lines(counts: Statistics) -> Iterator[str]:
    """Yield counts as lines of text."""
    yield f"{counts.entries} entries, {counts.forms} forms, {counts.sources} sources"
    for title, numbers in _groups(counts):
        yield ""
        yield title
        for name, number in list(numbers.items())[:_SHOWN]:
            yield f"  {number:6}  {name}"
        if len(numbers) > _SHOWN:
            yield f"          and {len(numbers) - _SHOWN} more"
    yield ""
    yield linked_share(counts)
    yield ""
    yield _summary(counts)
    for disagreement in counts.disagreements[:_SHOWN]:
        yield f"  {disagreement.different}/{disagreement.syllables}  {' | '.join(disagreement.renderings)}"
    if len(counts.disagreements) > _SHOWN:
        yield f"       and {len(counts.disagreements) - _SHOWN} more"


def _groups(counts: Statistics) -> list[tuple[str, Mapping[str, int]]]:
    return [
        ("Entries by kind", counts.kind),
        ("Entries by type", counts.type),
        ("Entries with a form in", counts.writing),
        ("Entries by the writings they have", counts.writings),
        ("Entries by decades of office", counts.role_decade),
        ("Forms by writing", counts.form_writing),
        ("Forms by tag", counts.tag),
        ("Forms cited by publisher", counts.publisher),
        ("Dated sources by decade", counts.source_decade),
        ("Ids of other registries", counts.registry),
        ("Entries with an id of another registry", counts.linked),
    ]


def linked_share(counts: Statistics) -> str:
    """Say how many entries have an id of another registry.

    >>> linked_share(counted(Table((Entry("attapeu", "place", ()),))))
    '0 of 1 entries (0 %) have an id of another registry'
    """
    linked = sum(counts.linked.values())
    share = 100 * linked / max(counts.entries, 1)
    return f"{linked} of {counts.entries} entries ({share:.0f} %) have an id of another registry"


def _summary(counts: Statistics) -> str:
    return (
        f"{counts.several} entries have several usual renderings; those of {len(counts.disagreements)} "
        "disagree in syllables or tones:"
    )


_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #222;
  background: #fff }
h2 { margin-top: 2.5rem; font-size: 1.15rem }
svg { width: 100%; height: auto; font-size: 13px }
svg rect { fill: #2f6f9f }
svg text { fill: currentColor }
table { border-collapse: collapse; width: 100% }
td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ccc; vertical-align: top }
@media (prefers-color-scheme: dark) { body { color: #ddd; background: #181818 } svg rect { fill: #6fb1e0 } }
"""
_ROW, _LABELS, _WIDTH = 22, 260, 860


def page(counts: Statistics) -> str:
    """Return counts as an HTML page; it needs nothing from elsewhere.

    >>> "<script" in page(counted(Table(())))
    False
    """
    body = [f"<p>{counts.entries} entries, {counts.forms} forms, {counts.sources} sources</p>"]
    for title, numbers in _groups(counts):
        if numbers:
            body += [
                f"<h2>{html.escape(title)}</h2>",
                _plot(title, dict(list(numbers.items())[: 2 * _SHOWN])),
            ]
    body.append(f"<p>{linked_share(counts)}</p>")
    body += ["<h2>Renderings that disagree</h2>", f"<p>{html.escape(_summary(counts))}</p>", "<table>"]
    body.append("<tr><th>Entry</th><th>Renderings</th><th>Syllables that differ</th></tr>")
    for disagreement in counts.disagreements:
        cells = [
            disagreement.id,
            "<br>".join(map(html.escape, disagreement.renderings)),
            f"{disagreement.different} of {disagreement.syllables}",
        ]
        body.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    body.append("</table>")
    head = f'<meta charset="utf-8">\n<title>Table of names</title>\n<style>{_STYLE}</style>'
    return (
        f'<!doctype html>\n<html lang="en">\n{head}\n<h1>Table of names</h1>\n{chr(10).join(body)}\n</html>\n'
    )


def _plot(title: str, numbers: Mapping[str, int]) -> str:
    """Return a plot of horizontal bars."""
    most = max(numbers.values())
    bars = []
    for row, (name, number) in enumerate(numbers.items()):
        middle = row * _ROW + _ROW * 0.7
        length = number / most * (_WIDTH - _LABELS - 60)
        bars.append(f'<text x="{_LABELS - 8}" y="{middle:.1f}" text-anchor="end">{html.escape(name)}</text>')
        bars.append(f'<rect x="{_LABELS}" y="{row * _ROW + 3}" width="{length:.1f}" height="{_ROW - 6}"/>')
        bars.append(f'<text x="{_LABELS + length + 6:.1f}" y="{middle:.1f}">{number}</text>')
    label = html.escape(title, quote=True)
    size = f'viewBox="0 0 {_WIDTH} {len(numbers) * _ROW}"'
    return f'<svg {size} role="img" aria-label="{label}">{"".join(bars)}</svg>'

"""Sounds: forms that cannot be read, forms of an entry that sound apart, entries that sound alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, permutations, product
from typing import NamedTuple

from tenlao.base.vocabulary import Writing
from tenlao.curating.checks.checked_table import CheckedTable
from tenlao.curating.table_findings import TableFinding
from tenlao.matching.kernel import Search, trie_of
from tenlao.matching.trie import costs_of_sounds
from tenlao.matching.units import UNIT
from tenlao.phonology import lao
from tenlao.phonology.distance import distance
from tenlao.phonology.paths import distance_within
from tenlao.phonology.reading import read
from tenlao.phonology.sound import join
from tenlao.table.model import Entry, Form

__all__ = ["check"]

_SPLIT_VOWEL = re.compile("ົ([ຣລຼ])າ")  # the vowel of ເ◌ົາ, typed around the second letter of a cluster
_LAO_RUN = re.compile("[ກ-ໝ]+")

# The limits are judged, not fitted: the bundled table has no finding, and of renderings given to the wrong person
# more than nine in ten are found, which a test holds fast.
# From how many nats for each phone a form is taken for another name: the shorter it is, the more chance decides.
_APART_SHORT, _APART, _LONG = 2.0, 1.7, 8
# Up to how many nats two names are taken for one, if they have so many phones; short names have many owners.
_ALIKE, _ALIKE_PHONES = 1.0, 8
# Others that an entry is said to sound like, and forms of it that are said to sound apart: who has that many looks at
# them all; and with how many other forms each is compared.
_MOST_TOLD, _MOST_COMPARED = 4, 50
_MOST_REORDERED = 3  # components of a name that are tried in all orders


def check(table: CheckedTable) -> Iterator[TableFinding]:
    """Yield what is wrong with the sounds of a table's names."""
    compared: set[str] = set()
    for entry in table.entries:
        for form in entry.forms:
            if form.may_be_preferred:
                yield from _unread_form(table, entry, form)
        if entry.id not in compared:  # two of one id, which is an error, have their forms together
            compared.add(entry.id)
            yield from _forms_apart(table, entry)
        yield from _needless_same_names(table, entry)
    yield from _entries_alike(table)


def _unread_form(table: CheckedTable, entry: Entry, form: Form) -> Iterator[TableFinding]:
    components = read(form.text, form.writing).components
    if not any(syllable.nucleus for component in components for syllable in component):
        yield table.at_form("no-sound", entry, form, "has no syllable that can be read")
    elif form.writing == "lao" and (unread := _unread(form.text)):
        advice = f'has "{unread}", which belongs to no syllable; compare it with the page'
        yield table.at_form("unread-lao", entry, form, advice)


def _unread(text: str) -> str:
    """Return the first letters in Lao script that belong to no syllable."""
    for run in _LAO_RUN.findall(text):
        at = 0
        run = _SPLIT_VOWEL.sub(r"\1ົາ", run)
        for start, end, _ in lao.syllables(run):
            if start > at:
                return str(run[at:start])
            at = end
        if at < len(run):
            return str(run[at:])
    return ""


def _forms_apart(table: CheckedTable, entry: Entry) -> Iterator[TableFinding]:
    """Check whether each form of an entry sounds like another, in the table below or in this one."""
    forms = [form for form in table.whole[entry.id].forms if form.tag in (None, "typo", "stripped")]
    if len(forms) < 2:
        return
    others = forms[: _MOST_COMPARED + 1]
    alone = (form for form in forms if not any(_akin(form, other) for other in others if other is not form))
    apart = list(islice(alone, _MOST_TOLD + 1))
    if len(apart) > 1 and apart[0] is forms[0]:
        del apart[0]  # which is taken for right, and the others for somebody else's
    own = {(form.writing, form.text) for form in entry.forms}
    for form in apart:
        if (form.writing, form.text) in own:
            advice = "sounds like no other form of the entry; is it the name of somebody else?"
            yield table.at_form("sounds-apart", entry, form, advice)


def _needless_same_names(table: CheckedTable, entry: Entry) -> Iterator[TableFinding]:
    for id in entry.same_name_as:
        if id in table.whole and id > entry.id and not _share(table.whole[entry.id], table.whole[id]):
            message = f'"{entry.id}" and "{id}" neither share a form nor sound alike; remove same_name_as'
            yield table.at("needless-same-name", "entry", entry.id, "same_name_as", message)


def _share(one: Entry, other: Entry) -> bool:
    """Tell whether two entries have a form in common, or forms that sound alike."""
    if {form.text for form in one.forms} & {form.text for form in other.forms}:
        return True
    return any(_akin(form, another) for form in one.forms for another in other.forms)


class _Spoken(NamedTuple):
    """A form of an entry that was read."""

    text: str
    entry: Entry


def _entries_alike(table: CheckedTable) -> Iterator[TableFinding]:
    """Check whether two entries sound alike that do not name each other in same_name_as.

    Of two entries of the file, the later one is told of the earlier one; where many sound alike, of some of them.
    """
    own = {entry.id for entry in table.entries}
    told: defaultdict[str, set[str]] = defaultdict(set)
    for one, others in _sounding_alike(table.whole.values(), own):
        here = one.entry.id
        for other in others:
            there = other.entry.id
            if len(told[here]) >= _MOST_TOLD or (there in own and there >= here):
                break
            first, second = sorted((here, there))
            if there in told[here] or first in table.whole[second].same_name_as:
                continue
            told[here].add(there)
            message = (
                f'"{here}" and "{there}" sound alike ("{one.text}", "{other.text}"); '
                "merge them if they are one, else list each in the same_name_as of the other"
            )
            yield table.at("sounds-alike", "entry", here, "id", message)


def _sounding_alike(
    entries: Iterable[Entry], own: Collection[str]
) -> Iterator[tuple[_Spoken, Sequence[_Spoken]]]:
    """Yield forms of the file's own entries, each with all of one sound like it: those of the table below first.

    Its own entry may be among them. A river and its district share a name, and are not compared.
    """
    groups: dict[tuple[str, str | None], dict[str, list[_Spoken]]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.id in own, entry.id)):
        type = None if entry.kind == "person" else entry.type
        sounds = {_phones(form.text, form.writing): form.text for form in entry.forms}
        for phones, text in sounds.items():
            if len(phones) >= _ALIKE_PHONES:
                group = groups.setdefault((entry.kind, type), {})
                group.setdefault(phones, []).append(_Spoken(text, entry))
    costs = costs_of_sounds()
    for group in groups.values():
        sounds_there = list(group)
        search = Search(trie_of([*map(costs.encoded, sounds_there)]), costs, bytes(len(sounds_there)))
        for phones, spoken in group.items():
            ones = [one for one in spoken if one.entry.id in own]
            if not ones:
                continue
            near = {sounds_there[n] for _, n in search.near(phones, round(_ALIKE * UNIT) + 1, changes=0)}
            yield from product(ones, [group[sound] for sound in sorted(near | {phones})])


def _akin(one: Form, other: Form) -> bool:
    """Tell whether two forms can be one name: alike as wholes, in another order, or one within the other."""
    a, b = _phones(one.text, one.writing), _phones(other.text, other.writing)
    shorter = min(len(a), len(b))
    enough = shorter * (_APART if shorter >= _LONG else _APART_SHORT)
    if distance(a, b) <= enough:
        return True
    components = read(other.text, other.writing).phones
    orders = permutations(components) if len(components) <= _MOST_REORDERED else (components,)
    return any(distance_within(a, join(order)) <= enough for order in orders)


@lru_cache(maxsize=2048)
def _phones(text: str, writing: Writing) -> str:
    return join(read(text, writing).phones)

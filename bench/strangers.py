"""How often somebody who is in no table is taken for somebody who is, and what stands beside a name in a run.

python -m bench.strangers [--plain FILE ...] [--extra FILE] [--only SET ...] [--errors]
"""

from __future__ import annotations

import argparse
import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomli
from rapidfuzz import fuzz, process, utils
from unidecode import unidecode

from bench.evaluation import (
    TEXTS,
    forms_of,
    hash_of,
    normal,
    owners,
    percent,
    print_table,
    read_json_lines,
    recombined,
    share,
)
from bench.find import report_plain
from bench.relatives import BANDS, is_ordinary, known_given_names, parts, relatives
from tenlao.gazetteer import Gazetteer, load
from tenlao.text.titles import without_titles

DATA = Path(__file__).parents[1] / "data"
NEIGHBOURS = DATA / "neighbours.toml"
SETS = ("relatives", "given", "offices", "foreign", "neighbours", "typography", "plain")

GIVEN_NAMES, CONTROLS, EXAMPLES = 620, 200, 20
PERSONS_PER_FRAME = {"vi": 2, "en": 3, "fr": 2, "lo": 2}
WRITINGS_OF = {"vi": ("vietnamese", "latin"), "en": ("latin",), "fr": ("latin",), "lo": ("lao",)}
# What a peer must reach to accept: similarity of WRatio (0-100).
RATIO = 90
SCORES = (10, 20)
ALL_FURTHER = "further: all"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text, and where in it which entries are named."""

    text: str
    place: tuple[int, int, frozenset[str]]
    person: tuple[int, int, frozenset[str]]
    language: str
    frame: str


@cache
def lists() -> dict[str, Any]:
    """Sentences and foreign names."""
    return tomli.loads((TEXTS / "strangers.toml").read_text(encoding="utf-8"))


# Relatives


def report_relatives(gazetteer: Gazetteer, errors: bool) -> None:
    """Print how often relatives are resolved, linked in a sentence, and get the rendering of another's name.

    Only who has a Vietnamese form can be given another's: most persons of the table have none.
    """
    peer, rows, wrong = Peer(gazetteer), [], []
    for low, high in BANDS:
        strangers = relatives(gazetteer, low, high)
        accepted = {s.name: match for s in strangers if (match := gazetteer.resolve(s.name))}
        frames = lists()["person"]
        texts = {s.name: frames[n % len(frames)].format(name=s.name) for n, s in enumerate(strangers)}
        linked = {name for name, text in texts.items() if gazetteer.find(text)}
        changed = {name for name, text in texts.items() if gazetteer.annotate(text) != text}
        for title, chosen in {
            "": strangers,
            ", given name in the table": [s for s in strangers if s.listed],
            ", given name not in it": [s for s in strangers if not s.listed],
        }.items():
            count = len(chosen)
            rows.append(
                [
                    f"{low:g}-{high:g} nats{title}",
                    str(count),
                    percent(share(sum(s.name in accepted for s in chosen), count)),
                    percent(share(sum(s.name in linked for s in chosen), count)),
                    percent(share(sum(s.name in changed for s in chosen), count)),
                    percent(share(sum(peer.accepts(s.name) for s in chosen), count)),
                ]
            )
        wrong += [
            f"{s.name} ({s.apart:.1f}), accepted as {told(accepted[s.name])}"
            for s in strangers
            if s.name in accepted
        ]
    print("Relatives of persons of the table who are in no table\n")
    print_table(["apart", "names", "resolved", "linked", "annotated", f"unidecode, WRatio {RATIO}"], rows)
    print_examples(wrong, errors)


def told(match: Any) -> str:
    return (
        f"{match.entry.latin or match.entry.vietnamese or match.entry.lao} ({match.kind}, {match.score:.0f})"
    )


class Peer:
    """The form with the highest WRatio, all being stripped of marks."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.choices = sorted(
            {utils.default_process(unidecode(form.text)) for form in forms_of(gazetteer.entries)}
        )

    def accepts(self, name: str) -> bool:
        asked = utils.default_process(unidecode(name))
        return process.extractOne(asked, self.choices, scorer=fuzz.WRatio, score_cutoff=RATIO) is not None


# Single given names


def single_given_names(gazetteer: Gazetteer, number: int = GIVEN_NAMES) -> list[str]:
    """Given names of persons of the table and of others, also rendered; none is the whole name of an entry."""
    whole = owners(gazetteer)
    forms = (form for e in gazetteer.entries if is_ordinary(e) for form in (e.latin, e.vietnamese) if form)
    names = {parts(form)[0] for form in forms if len(parts(form)) == 2}
    names.update(known_given_names("latin"), known_given_names("vietnamese"))
    return sorted((name for name in names if normal(name) not in whole), key=hash_of)[:number]


def report_given_names(gazetteer: Gazetteer, errors: bool) -> None:
    """Print how often a given name in a text that names nobody in full is linked to somebody."""
    names, frames, wrong = single_given_names(gazetteer), lists()["given"], []
    linked = 0
    for number, name in enumerate(names):
        text = frames[number % len(frames)].format(name=name)
        start = text.index(name)
        found = [m for m in gazetteer.find(text) if m.start < start + len(name) and start < m.end]
        linked += bool(found)
        wrong += [f"{text} -> {told(mention.match)}" for mention in found]
    print("Single given names in Vietnamese sentences\n")
    print_table(["", "names", "linked"], [["tenlao", str(len(names)), percent(share(linked, len(names)))]])
    print_examples(wrong, errors)


# Offices, places and persons


def office_sentences(gazetteer: Gazetteer) -> Iterator[Sentence]:
    """Each province in each sentence about its governor, with some persons; the names in each usual writing."""
    ids = owners(gazetteer)
    for language, kinds in lists()["office"].items():
        for writing in WRITINGS_OF[language]:
            persons = sorted(named_persons(gazetteer, writing), key=hash_of)
            turn = itertools.cycle(persons)
            for place in gazetteer.entries:
                capital = place.type == "capital"
                name = getattr(place, writing)
                if not name or place.type not in ("province", "capital") or place.kind != "place":
                    continue
                name = without_titles(name, keep_own=True)
                ids.setdefault(normal(name), frozenset({place.id}))
                for frame in kinds["capital" if capital else "province"]:
                    for person in itertools.islice(turn, PERSONS_PER_FRAME[language]):
                        yield filled(frame, name, person, ids, language)


def named_persons(gazetteer: Gazetteer, writing: str) -> Iterator[str]:
    """The names of officials in a writing, those that only one entry has."""
    ids = owners(gazetteer)
    for entry in gazetteer.entries:
        name = getattr(entry, writing)
        official = entry.kind == "person" and entry.type in ("politician", "official", "military", "police")
        if official and name and len(parts(name)) == 2 and len(ids[normal(name)]) == 1:
            yield name


def filled(frame: str, place: str, person: str, ids: dict[str, frozenset[str]], language: str) -> Sentence:
    """A sentence with a place and a person.

    >>> filled("{place}: {person}", "Attapeu", "Leth Sayaphone", {"attapeu": frozenset({"a"})}, "en").place
    (0, 7, frozenset({'a'}))
    """
    names, spans, text = {"place": place, "person": person}, {}, ""
    for piece in re.split(r"(\{\w+\})", frame):
        if (kind := piece.strip("{}")) in names and piece != kind:
            spans[kind] = (len(text), len(text) + len(names[kind]), ids.get(normal(names[kind]), frozenset()))
            piece = names[kind]
        text += piece
    return Sentence(text, spans["place"], spans["person"], language, frame)


def report_offices(gazetteer: Gazetteer, errors: bool) -> None:
    """Print how often the place and the person of a sentence are found, with their exact spans."""
    results: defaultdict[str, list[tuple[bool, bool]]] = defaultdict(list)
    wrong = []
    for sentence in office_sentences(gazetteer):
        found = {(m.start, m.end): m.match.entry.id for m in gazetteer.find(sentence.text)}
        place, person = (
            found.get((start, end)) in ids for start, end, ids in (sentence.place, sentence.person)
        )
        for title in sentence.language, f"{sentence.language} {sentence.frame}":
            results[title].append((place, person))
        results["all"].append((place, person))
        if not (place and person):
            others = "; ".join(f"{sentence.text[s:e]} as {id}" for (s, e), id in found.items()) or "nothing"
            wrong.append(f"{sentence.text} -> {others}")
    print("Office, place and person side by side\n")
    rows = []
    for title, found_in in sorted(results.items(), key=lambda item: (item[0] != "all", item[0])):
        counts = (sum(a for a, _ in found_in), sum(b for _, b in found_in), sum(a and b for a, b in found_in))
        rows.append([title, str(len(found_in)), *(percent(share(n, len(found_in))) for n in counts)])
    print_table(["language, sentence", "sentences", "place", "person", "both"], rows)
    print_examples(wrong, errors)


# Names that are not Lao


def report_foreign(gazetteer: Gazetteer, extra: Path | None, errors: bool) -> None:
    """Print how often foreigners are resolved and rendered, beside Lao names that the table does not have."""
    foreign, further, whole = lists()["foreign"], lists()["further"], owners(gazetteer)
    groups = {**foreign, "all": joined(foreign)}
    groups |= {f"further: {title}": names for title, names in further.items()} | {
        ALL_FURTHER: joined(further)
    }
    lao = {"Lao, recombined": [q.text for q in recombined(gazetteer, CONTROLS) if q.writing == "latin"]}
    lao["Lao, in no table"] = [name for name in lists()["lao"] if normal(name) not in whole]
    if extra is not None:
        lao[f"Lao, of {extra.name}"] = real_names(gazetteer, extra)
    rows, peer, wrong = [], Peer(gazetteer), []
    columns = ["names", "number", "resolved", *(f"rendered, {s} or more" for s in SCORES), f"WRatio {RATIO}"]
    for title, names in (groups | lao).items():
        renderings = {name: gazetteer.render(name) for name in names}
        scores = {name: r.score if r.vietnamese else 0.0 for name, r in renderings.items()}
        resolved = {name: match for name in names if (match := gazetteer.resolve(name))}
        shares = [len(resolved), *(sum(score >= s for score in scores.values()) for s in SCORES)]
        shares.append(sum(map(peer.accepts, names)))
        rows.append([title, str(len(names)), *(percent(share(n, len(names))) for n in shares)])
        wrong += [f"{name}, resolved as {told(match)}" for name, match in resolved.items()]
        wrong += [
            f"{name}, rendered as {renderings[name].vietnamese} ({score:.0f})"
            for name, score in scores.items()
            if score >= SCORES[-1] and title not in lao
        ]
    print("Names that are not Lao, and Lao names in no table\n")
    print_table(columns, rows)
    print_examples(wrong, errors)


def joined(groups: Mapping[str, Sequence[str]]) -> list[str]:
    return [name for names in groups.values() for name in names]


def real_names(gazetteer: Gazetteer, path: Path) -> list[str]:
    """The names of persons in a file of entities, by hash; those that the table has are left out."""
    whole = owners(gazetteer)
    names = {
        form["form"]
        for entity in read_json_lines(path)
        if entity["kind"] == "person"
        for form in entity["forms"]
        if form["writing"] == "latin" and form["tag"] is None and len(parts(form["form"])) == 2
        if not any(normal(f["form"]) in whole for f in entity["forms"])
    }
    return sorted(names, key=hash_of)[:CONTROLS]


# Places of the neighbours


def report_neighbours(gazetteer: Gazetteer, errors: bool) -> None:
    """Print how often a place in a neighbouring country, alone in a sentence, is taken for one of Laos."""
    if not NEIGHBOURS.exists():
        return
    listed = tomli.loads(NEIGHBOURS.read_text(encoding="utf-8"))
    shared, frames, rows, wrong = set(listed.pop("shared")), lists()["place"], [], []
    for country, names in listed.items():
        linked = resolved = 0
        asked = [name for name in names if name not in shared]
        for number, name in enumerate(asked):
            text = frames[number % len(frames)].format(name=name)
            found = gazetteer.find(text)
            linked += bool(found)
            resolved += gazetteer.resolve(name) is not None
            wrong += [f"{country}: {text} -> {told(mention.match)}" for mention in found]
        rows.append(
            [
                country,
                str(len(asked)),
                percent(share(resolved, len(asked))),
                percent(share(linked, len(asked))),
            ]
        )
    print("Places of neighbouring countries\n")
    print_table(["country", "places", "resolved", "linked in a sentence"], rows)
    print_examples(wrong, errors)


# Typography

SYLLABLE = re.compile(
    r"(?P<onset>ngh|ng|nh|ch|gh|gi(?=[aăâeêioôơuưy])|kh|ph|qu|th|tr|[bcdđghklmnprstvxzfjw])?"
    r"(?P<nucleus>[aăâeêioôơuưy]{1,3})(?P<coda>ng|nh|ch|[cmnpt])?"
)
TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
EITHER_WAY = ("oa", "oe", "uy")


def slips(rendering: str, components: int) -> set[str]:
    """What is not as the house writes it: components of hyphened syllables, one capital each, tone marks in place.

    >>> slips("Cay-xỏn Phôm-vi-hản", 2), sorted(slips("Cayxỏn Phôm-Vi-Hản", 2)), slips("Xổm Xạ Vạt", 2)
    (set(), ['capitals', 'hyphens'], {'spaces'})
    """
    found = set()
    words = rendering.split()
    if len(words) > components or re.search(r"\s-|-\s|\s\s", rendering):
        found.add("spaces")
    for word in words:
        pieces = word.split("-")
        if any(piece[1:] != piece[1:].lower() for piece in pieces) or any(
            p[:1].isupper() for p in pieces[1:]
        ):
            found.add("capitals")
        if not word[:1].isupper():
            found.add("capitals")
        for piece in pieces:
            syllable = unicodedata.normalize("NFD", piece.lower())
            bare = unicodedata.normalize("NFC", TONES.sub("", syllable))
            match = SYLLABLE.fullmatch(bare)
            if match is None:
                found.add("hyphens")
            elif (place := tone_place(syllable)) is not None and place not in right_places(match):
                found.add("tone marks")
    return found


def tone_place(decomposed: str) -> int | None:
    """Which letter of a syllable has the tone mark.

    >>> tone_place(unicodedata.normalize("NFD", "thảo"))
    2
    """
    mark = TONES.search(decomposed)
    if mark is None:
        return None
    return len(unicodedata.normalize("NFC", TONES.sub("", decomposed[: mark.start()]))) - 1


def right_places(syllable: re.Match[str]) -> set[int]:
    """Which letters of a syllable may have the tone mark: in "hoa" either vowel, by the old and the new way."""
    start, nucleus = syllable.start("nucleus"), syllable["nucleus"]
    marked = [number for number, letter in enumerate(nucleus) if letter in "ăâêôơư"]
    if marked:
        return {start + marked[-1]}
    if len(nucleus) == 1 or syllable["coda"]:
        return {start + len(nucleus) - 1}
    if len(nucleus) == 3:
        return {start + 1}
    return {start, start + 1} if nucleus in EITHER_WAY else {start}


def report_typography(gazetteer: Gazetteer, errors: bool) -> None:
    """Print how many persons' renderings, as an annotated sentence has them, are not in the house's typography."""
    counts, wrong = Counter[str](), []
    for entry in gazetteer.entries:
        if entry.kind != "person" or not entry.latin or not entry.vietnamese:
            continue
        text = gazetteer.annotate(f"Ông {entry.latin}")
        counts["persons"] += 1
        gloss = re.fullmatch(rf"Ông {re.escape(entry.latin)} \((.+)\)", text)
        if gloss is None:
            counts["no gloss"] += 1
            continue
        found = slips(gloss[1], len(entry.latin.split()))
        counts.update(found)
        counts["any"] += bool(found)
        wrong += [f"{text}: {', '.join(sorted(found))}"] if found else []
    print("Typography of renderings in annotated sentences\n")
    columns = ["persons", "no gloss", "any", "hyphens", "capitals", "spaces", "tone marks"]
    print_table(["", *columns], [["tenlao", *(str(counts[column]) for column in columns)]])
    print_examples(wrong, errors)


def print_examples(wrong: Sequence[str], errors: bool) -> None:
    """Print what went wrong: some of it, the same in every run, or all."""
    once = list(dict.fromkeys(wrong))
    chosen = once if errors else sorted(sorted(once, key=hash_of)[:EXAMPLES])
    print(*("", *(f"  {line}" for line in chosen), ""), sep="\n")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.strangers", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--plain", type=Path, nargs="+", metavar="FILE", help="Vietnamese texts without Lao names"
    )
    parser.add_argument(
        "--extra", type=Path, metavar="FILE", help="entities that the table lacks, JSON lines"
    )
    parser.add_argument("--only", nargs="+", choices=SETS, default=SETS, help="which sets to run")
    parser.add_argument(
        "--errors", action="store_true", help="list all that tenlao gets wrong, not only some"
    )
    options = parser.parse_args(arguments)
    gazetteer = load()
    reports: dict[str, Callable[[], None]] = {
        "relatives": lambda: report_relatives(gazetteer, options.errors),
        "given": lambda: report_given_names(gazetteer, options.errors),
        "offices": lambda: report_offices(gazetteer, options.errors),
        "foreign": lambda: report_foreign(gazetteer, options.extra, options.errors),
        "neighbours": lambda: report_neighbours(gazetteer, options.errors),
        "typography": lambda: report_typography(gazetteer, options.errors),
    }
    for name in SETS:
        if name in reports and name in options.only:
            reports[name]()
    if "plain" in options.only:
        for path in options.plain or [TEXTS / "plain" / "vietnamese.txt"]:
            report_plain(gazetteer, path.read_text(encoding="utf-8"), options.errors)


if __name__ == "__main__":
    main()

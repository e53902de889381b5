"""How well and how fast mentions are found in running text, beside exact and fuzzy matching of the forms.

python -m bench.find [--gold DIR] [--plain FILE] [--megabytes N ...] [--sample N] [--errors]
"""

from __future__ import annotations

import argparse
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomli
from unidecode import unidecode

from bench.evaluation import (
    TEXTS,
    Marked,
    entries_by_key,
    hash_of,
    in_plain_python,
    optional,
    percent,
    preferred,
    print_table,
    read_marked,
    share,
)
from bench.relatives import BANDS, relatives
from tenlao.gazetteer import Gazetteer, load
from tenlao.matching.kernel import KERNEL
from tenlao.table.model import Table


@dataclass(frozen=True, slots=True)
class Found:
    """A mention found in a text. `note` says why, for the list of errors; `ratio` is for fuzzy matching."""

    start: int
    end: int
    id: str
    note: str = ""
    ratio: int = 100


Finder = Callable[[str], list[Found]]

SAMPLE = 3
QUALITY = ["finder", "precision", "recall", "F1", "right", "false", "unknown linked"]
RATIOS = (75, 80, 85, 90, 95, 100)


@dataclass(frozen=True, slots=True)
class Document:
    """A text, and the mentions marked in it."""

    name: str
    text: str
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a finder did with a document: which mentions it found right, which are false, which it missed."""

    document: Document
    right: tuple[Found, ...]
    false: tuple[Found, ...]
    missed: tuple[Marked, ...]
    unknown_linked: int


def finders(names: Gazetteer) -> dict[str, Finder]:
    """tenlao, and the peers that are as quick."""

    def tenlao(text: str) -> list[Found]:
        return [
            Found(
                m.start,
                m.end,
                m.match.entry.id,
                f"{m.match.kind} {m.match.score:.1f} by {m.match.form.text}",
            )
            for m in names.find(text)
        ]

    found: dict[str, Finder] = {"tenlao": tenlao}
    forms = ids_by_form(names)
    flashtext = optional("flashtext")
    if flashtext is not None:
        found["FlashText, exact"] = with_flashtext(flashtext.KeywordProcessor(case_sensitive=True), forms)
    ahocorasick = optional("ahocorasick_rs")
    if ahocorasick is not None:
        found["ahocorasick_rs, exact"] = with_ahocorasick(ahocorasick.AhoCorasick(list(forms)), forms)
    return found


def ids_by_form(names: Gazetteer) -> dict[str, str]:
    """The forms of all entries, each with the first entry that has it."""
    return {form.text: entry.id for entry in reversed(names.entries) for form in reversed(entry.forms)}


def with_flashtext(processor: Any, forms: dict[str, str]) -> Finder:
    letters = {letter for text in forms for letter in text if letter.isalpha() and not is_lao(letter)}
    processor.set_non_word_boundaries(letters | set(string.ascii_letters + string.digits))
    for text, id in forms.items():
        processor.add_keyword(text, id)

    def find(text: str) -> list[Found]:
        return [Found(start, end, id) for id, start, end in processor.extract_keywords(text, span_info=True)]

    return find


def with_ahocorasick(automaton: Any, forms: dict[str, str]) -> Finder:
    ids = list(forms.values())

    def find(text: str) -> list[Found]:
        """The longest matches from the left that are whole words; Lao script has no spaces between words."""
        matches = automaton.find_matches_as_indexes(text, overlapping=True)
        found: list[Found] = []
        for number, start, end in sorted(matches, key=lambda match: (match[1], -match[2])):
            if (not found or start >= found[-1].end) and is_whole(text, start, end):
                found.append(Found(start, end, ids[number]))
        return found

    return find


def with_spaczz(forms: dict[str, str]) -> Finder | None:
    """All that spaczz finds, by its own settings, if it is installed; spans may overlap."""
    spacy, spaczz = optional("spacy"), optional("spaczz.matcher")
    if spacy is None or spaczz is None:
        return None
    words = spacy.blank("xx")
    matcher = spaczz.FuzzyMatcher(words.vocab)
    for text, id in forms.items():
        matcher.add(id, [words.make_doc(text)])

    def find(text: str) -> list[Found]:
        document = words.make_doc(text)
        return [
            Found(document[start].idx, document[end - 1].idx + len(document[end - 1]), id, pattern, ratio)
            for id, start, end, ratio, pattern in matcher(document)
        ]

    return find


def best_apart(found: Sequence[Found], least: int) -> list[Found]:
    """Of mentions that overlap, the one with the highest ratio, else the longest, else the first.

    >>> found = [Found(0, 4, "a", ratio=80), Found(2, 9, "b", ratio=90), Found(9, 12, "c", ratio=75)]
    >>> [mention.id for mention in best_apart(found, 80)]
    ['b']
    """
    taken: list[Found] = []
    ranked = sorted(found, key=lambda m: (-m.ratio, m.start - m.end, m.start, m.id))
    for mention in (m for m in ranked if m.ratio >= least):
        if all(mention.end <= other.start or other.end <= mention.start for other in taken):
            taken.append(mention)
    return sorted(taken, key=lambda m: m.start)


def is_whole(text: str, start: int, end: int) -> bool:
    return not any(a.isalnum() and not is_lao(a) for a in (text[start - 1 : start], text[end : end + 1]))


def is_lao(letter: str) -> bool:
    return "\u0e80" <= letter <= "\u0eff"


def read_documents(folder: Path) -> list[Document]:
    documents = []
    for path in sorted(folder.glob("*.txt")):
        text, marked = read_marked(path)
        documents.append(Document(path.stem, text, tuple(marked)))
    return documents


def compare(document: Document, mentions: Sequence[Found], ids_of: dict[str, frozenset[str]]) -> Comparison:
    """Compare what is found with what is marked. A mention is right when its span and its entry are."""
    unknown = {(mark.start, mark.end) for mark in document.marked if mark.key == "-"}
    wanted = {(mark.start, mark.end): mark for mark in document.marked if mark.key != "-"}
    right, false = [], []
    unknown_linked = 0
    for found in mentions:
        span = (found.start, found.end)
        if span in wanted and found.id in ids_of[wanted[span].key]:
            right.append(found)
            del wanted[span]
        else:
            false.append(found)
            unknown_linked += span in unknown
    return Comparison(document, tuple(right), tuple(false), tuple(wanted.values()), unknown_linked)


def as_posted(document: Document) -> Document:
    """A text in small letters without marks, as telephones make them, with the same mentions."""
    text, marked, copied = "", [], 0
    for mark in document.marked:
        text += unmarked(document.text[copied : mark.start])
        start, copied = len(text), mark.end
        text += unmarked(document.text[mark.start : mark.end])
        marked.append(replace(mark, start=start, end=len(text)))
    return Document(document.name, text + unmarked(document.text[copied:]), tuple(marked))


def unmarked(text: str) -> str:
    return unidecode(text).lower()


def report_posted(names: Gazetteer, documents: Sequence[Document]) -> None:
    """Print precision and recall of tenlao in the texts as they would be posted; peers take capitals as they are."""
    ids_of, finder = entries_by_key(names), finders(names)["tenlao"]
    posted = [as_posted(document) for document in documents if not is_in_lao(document.text)]
    wanted = sum(mark.key != "-" for document in posted for mark in document.marked)
    found = [compare(document, finder(document.text), ids_of) for document in posted]
    print(f"The same in small letters without marks: {len(posted)} texts, {wanted} mentions\n")
    print_table(QUALITY, [quality("tenlao", found, wanted)])


def report_quality(names: Gazetteer, documents: Sequence[Document], errors: bool) -> None:
    """Print precision and recall of each finder, and the errors of tenlao."""
    ids_of = entries_by_key(names)
    marked = [mark for document in documents for mark in document.marked]
    unknown = sum(mark.key == "-" for mark in marked)
    print(f"Finding: {len(documents)} texts, {len(marked) - unknown} mentions, {unknown} unknown names\n")
    results = {
        name: [compare(document, finder(document.text), ids_of) for document in documents]
        for name, finder in finders(names).items()
    }
    print_table(QUALITY, [quality(name, found, len(marked) - unknown) for name, found in results.items()])
    if errors:
        for comparison in results["tenlao"]:
            print_errors(names, comparison, ids_of)
        print()


def report_fuzzy(names: Gazetteer, documents: Sequence[Document], sample: int) -> None:
    """Print the same for fuzzy matching of all forms, on so many texts, since it is slow; with its speed."""
    finder = with_spaczz(ids_by_form(names))
    if finder is None:
        return
    chosen = sorted(documents, key=lambda document: hash_of(document.name))[:sample]
    ids_of = entries_by_key(names)
    wanted = sum(mark.key != "-" for document in chosen for mark in document.marked)
    size = sum(len(document.text.encode()) for document in chosen)
    print(f"Fuzzy matching, slow, so on {len(chosen)} texts only: {size / 1000:.0f} kB, {wanted} mentions\n")

    def row(name: str, found: Sequence[Sequence[Found]], seconds: float) -> list[str]:
        compared = [compare(d, mentions, ids_of) for d, mentions in zip(chosen, found, strict=True)]
        return [*quality(name, compared, wanted), f"{size / seconds / 1000:.3g}"]

    tenlao = finders(Gazetteer(Table(names.entries, names.sources)))[
        "tenlao"
    ]  # remembers no word of these texts
    tenlao("Kaysone Phomvihane")  # what is compiled at the first text is not counted
    start = time.process_time()
    ours = [tenlao(document.text) for document in chosen]
    rows = [row("tenlao", ours, time.process_time() - start)]
    start = time.process_time()
    theirs = [finder(document.text) for document in chosen]
    seconds = time.process_time() - start
    rows += [row(f"spaczz, ratio {r}", [best_apart(found, r) for found in theirs], seconds) for r in RATIOS]
    print_table([*QUALITY, "kB/s"], rows)


def quality(name: str, comparisons: Sequence[Comparison], wanted: int) -> list[str]:
    right = sum(len(c.right) for c in comparisons)
    false = sum(len(c.false) for c in comparisons)
    precision, recall = share(right, right + false), share(right, wanted)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    linked = sum(c.unknown_linked for c in comparisons)
    return [name, percent(precision), percent(recall), percent(f1), str(right), str(false), str(linked)]


def print_errors(names: Gazetteer, comparison: Comparison, ids_of: dict[str, frozenset[str]]) -> None:
    """List missed and false mentions in the order of the text; a wrong span or entry gives one of each."""
    document = comparison.document
    lines = []
    for mark in comparison.missed:
        note = "" if ids_of[mark.key] else " (no entry has this key)"
        lines.append((mark.start, f"missed  {surface(document, mark)} is {mark.key}{note}"))
    for found in comparison.false:
        what = f"{surface(document, found)} as {preferred(names, [found.id])}, {found.note}"
        lines.append((found.start, f"false   {what}"))
    for start, line in sorted(lines):
        print(f"{document.name}:{document.text.count(chr(10), 0, start) + 1}: {line}")


def surface(document: Document, span: Marked | Found) -> str:
    return repr(document.text[span.start : span.end])


def report_plain(names: Gazetteer, text: str, errors: bool) -> None:
    """Print how many mentions are found in a text that has no Lao name."""
    print(f"Plain text without Lao names, {len(text.encode()) / 1000:.0f} kB\n")
    rows = []
    for name, finder in finders(names).items():
        found = finder(text)
        rows.append([name, str(len(found)), f"{len(found) / len(text.encode()) * 1e6:.0f}"])
        if errors and name == "tenlao":
            for mention in found:
                context = text[max(mention.start - 25, 0) : mention.end + 25].replace("\n", " ")
                print(f"{preferred(names, [mention.id])}, {mention.note}: ...{context}...")
    print_table(["finder", "false mentions", "per MB"], rows)


def report_relatives(names: Gazetteer) -> None:
    """Print in how many sentences about a relative of somebody in the table, who is not in it, anything is found."""
    frames = tomli.loads((TEXTS / "strangers.toml").read_text(encoding="utf-8"))["person"]
    rows = []
    for low, high in BANDS:
        strangers = relatives(names, low, high)
        texts = [frames[n % len(frames)].format(name=s.name) for n, s in enumerate(strangers)]
        linked = [percent(share(sum(bool(f(t)) for t in texts), len(texts))) for f in finders(names).values()]
        rows.append([f"{low:g}-{high:g} nats", str(len(texts)), *linked])
    print("Sentences about relatives who are in no table, in which something is found\n")
    print_table(["apart", "sentences", *finders(names)], rows)


def report_speed(names: Gazetteer, plain: str, documents: Sequence[Document], sizes: Sequence[int]) -> None:
    """Print how many megabytes a second each finder reads: plain text, articles, Lao, and a mere list of names."""
    texts = {
        "plain": plain,
        "articles": joined(documents),
        "in Lao": joined([document for document in documents if is_in_lao(document.text)]),
        "names": "\n".join(", ".join(form.text for form in entry.forms) + "." for entry in names.entries),
    }
    print("Speed, MB in a second of processor time: articles read once, and texts repeated up to a size\n")
    rows = []
    texts = {kind: text for kind, text in texts.items() if text}
    fresh = Gazetteer(Table(names.entries, names.sources))  # remembers no word of these texts
    for name, finder in finders(fresh).items():
        finder("Kaysone Phomvihane")  # what is compiled at the first text is not counted
        once = megabytes_a_second(finder, texts["articles"])
        often = [megabytes_a_second(finder, repeated(text, n)) for text in texts.values() for n in sizes]
        rows.append([f"{name}, {KERNEL}" if name == "tenlao" else name, once, *often])
    with in_plain_python() as process_of_its_own:
        speeds = process_of_its_own.apply(
            speeds_of_tenlao,
            (texts["articles"], [repeated(text, n) for text in texts.values() for n in sizes]),
        )
    rows.insert(1, ["tenlao, plain Python", *speeds])
    columns = [f"{kind}, {size} MB" for kind in texts for size in sizes]
    print_table(["finder", "articles, once", *columns], rows)


def speeds_of_tenlao(once: str, often: Sequence[str]) -> list[str]:
    """How many megabytes a second tenlao reads of a text that it has not met, and then of others."""
    finder = finders(load())["tenlao"]
    finder("Kaysone Phomvihane")
    return [megabytes_a_second(finder, text) for text in (once, *often)]


def megabytes_a_second(finder: Finder, text: str) -> str:
    start = time.process_time()
    finder(text)
    return f"{len(text.encode()) / (time.process_time() - start) / 1e6:.2f}"


def joined(documents: Sequence[Document]) -> str:
    return "\n\n".join(document.text for document in documents)


def is_in_lao(text: str) -> bool:
    """Whether most letters of a text are Lao."""
    letters = [letter for letter in text if letter.isalpha()]
    return 2 * sum(map(is_lao, letters)) > len(letters)


def repeated(text: str, megabytes: int) -> str:
    times = megabytes * 1_000_000 // len(text.encode()) + 1
    return (text + "\n") * times


_PEAK = """
import sys, tenlao
names = tenlao.load()
with open(sys.argv[1], encoding="utf-8") as file:
    {}
with open("/proc/self/status") as status:
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""

_WHOLE = "names.find(file.read())"
_BY_LINE = "sum(1 for mention in names.find_in_parts(file))"


def report_memory(text: str, sizes: Sequence[int]) -> None:
    """Print the peak memory of a process that finds the mentions of a text; needs Linux."""
    if not Path("/proc/self/status").exists():
        return
    rows = []
    for size in (0, *sizes):
        peaks = []
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
            file.write(repeated(text, size) if size else "")
            file.flush()
            for way in _WHOLE, _BY_LINE:
                process = subprocess.run(
                    [sys.executable, "-c", _PEAK.format(way), file.name],
                    check=True,
                    capture_output=True,
                    text=True,
                )
                peaks.append(f"{int(process.stdout) / 1024:.0f} MB")
        rows.append([f"{size} MB", *peaks])
    print_table(["articles", "peak memory", "line by line"], rows)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.find", description=__doc__.partition("\n")[0])
    parser.add_argument("--gold", type=Path, metavar="DIR", help="folder whose documents/ has marked texts")
    parser.add_argument("--plain", type=Path, metavar="FILE", help="Vietnamese text without Lao names")
    parser.add_argument(
        "--megabytes", type=int, nargs="*", default=[1, 10], help="sizes for speed and memory"
    )
    parser.add_argument("--sample", type=int, default=SAMPLE, help="texts for fuzzy matching, which is slow")
    parser.add_argument("--errors", action="store_true", help="list what tenlao gets wrong")
    options = parser.parse_args(arguments)
    names = load()
    documents = read_documents(TEXTS if options.gold is None else options.gold / "documents")
    report_quality(names, documents, options.errors)
    report_posted(names, documents)
    report_fuzzy(names, documents, options.sample)
    plain = options.plain or TEXTS / "plain" / "vietnamese.txt"
    plain_text = plain.read_text(encoding="utf-8")
    report_plain(names, plain_text, options.errors)
    report_relatives(names)
    if options.megabytes:
        report_speed(names, plain_text, documents, options.megabytes)
        report_memory(joined(documents), options.megabytes)


if __name__ == "__main__":
    main()

"""Scenes: a folder of files, a command that changes some of them, and what must hold wherever the command ends."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import stat
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fuzz.processes import Ended, started

__all__ = ["SCENES", "Scene", "Staged", "contents", "staged"]

Files = Mapping[str, bytes]
"""The files in a folder by their paths from there; what a symbolic link says stands for it."""

_LEFTOVER = re.compile(r"(.*/)?\.tenlao-[0-9a-f-]+\.tmp|cache/[0-9a-f]+\.jsonl\.[0-9a-f]+\.tmp")
_JOURNAL = "edits.jsonl"
_REPORT = "report.jsonl"

_TEXT = "Chiều 8/5, ông Sonexay Siphandone gặp Thongloun Sisoulith và Sonexay Sifandone ở Savannakhet.\n"
_SLIP = "Dự họp có bà Xủn - thon Xay - nha - chắc. Thủ tướng Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đôn) đến.\n"
_DRAFT = """\
[[entry]]
id = "somphet-inthaphone"
kind = "person"
latin = [{ form = "Somphet Inthaphone", sources = ["desk-2026"] }]

[[source]]
id = "desk-2026"
publisher = "Desk"
url = "https://example.org/2026"
"""
_OWN = '# The desk\'s own table.\nhide = ["attapeu"]\n' + _DRAFT.replace("somphet", "khamla").replace(
    "Somphet", "Khamla"
)

DOCUMENTS = ("a.txt", "b/page.html", "letter.docx", "long.txt")
_IN_PLACE = ("annotate", "-i", "--edits", _JOURNAL)


@dataclass(frozen=True, slots=True)
class Scene:
    """A command in a folder, after those that prepare it; `documents` are what it changes one by one.

    Documents are as independent as can be: what happens to one must not keep the others from being changed.
    `again` is the status with which the command may end when it is run once more after it was done.
    """

    name: str
    arguments: tuple[str, ...]
    prepared: tuple[tuple[str, ...], ...] = ()
    documents: tuple[str, ...] = ()
    again: int = 0
    has_cache: bool = False

    @property
    def has_journal(self) -> bool:
        """Tell whether the edits of the command are in a journal."""
        return _JOURNAL in self.arguments


SCENES = (
    Scene("annotate -i --edits", (*_IN_PLACE, *DOCUMENTS), documents=DOCUMENTS),
    Scene("annotate -i --backup --edits --report", (*_IN_PLACE, "--backup", "--report", _REPORT, *DOCUMENTS)),
    Scene(
        "annotate -i --edits, again",
        (*_IN_PLACE, "--every", *DOCUMENTS),
        prepared=((*_IN_PLACE, *DOCUMENTS),),
        documents=DOCUMENTS,
    ),
    Scene("annotate -i --edits --jobs", (*_IN_PLACE, "--jobs", "2", *DOCUMENTS)),
    Scene(
        "annotate --undo",
        ("annotate", "--undo", _JOURNAL),
        prepared=((*_IN_PLACE, *DOCUMENTS), (*_IN_PLACE, "--every", *DOCUMENTS)),
        documents=DOCUMENTS,
    ),
    Scene("annotate -o", ("annotate", "-o", "out.txt", "a.txt")),
    Scene("annotate -o, over a file", ("annotate", "-o", "slips.txt", "a.txt")),
    Scene(
        "check --fix",
        ("check", "--fix", "slips.txt", "b/slips.html"),
        documents=("slips.txt", "b/slips.html"),
    ),
    Scene("check --fix --jobs", ("check", "--fix", "--jobs", "2", "slips.txt", "b/slips.html")),
    Scene("table add", ("table", "add", "--table", "own.toml", "draft.toml")),
    Scene("table add, new table", ("table", "add", "--table", "new/own.toml", "draft.toml")),
    Scene("table edit", ("table", "edit", "--table", "own.toml", "khamla-inthaphone", "--role", "Tester")),
    Scene("table remove", ("table", "remove", "--table", "own.toml", "-y", "khamla-inthaphone"), again=2),
    Scene("table unhide", ("table", "unhide", "--table", "own.toml", "attapeu"), again=2),
    Scene("table import -o", ("table", "import", "--alone", "names.csv", "-o", "imported.toml"), again=2),
    Scene(
        "table export -o",
        ("table", "export", "--alone", "--format", "jsonl", "-o", "out.jsonl", "draft.toml"),
    ),
    Scene("compiled cache", ("lookup", "Sonexay Siphandone"), has_cache=True),
)


def _write_documents(folder: Path) -> None:
    (folder / "b").mkdir()
    (folder / "real").mkdir()
    texts = {
        "real/a.txt": _TEXT,
        "b/page.html": f"<!DOCTYPE html><title>x</title><p>{_TEXT}<p class=Sonexay>&amp;</p>",
        "b/notes.md": f"# Laos\n\n{_TEXT}\n`Sonexay`\n",
        "b/film.srt": f"1\n00:00:01,000 --> 00:00:02,000\n{_TEXT}",
        "long.txt": _TEXT + "Gió mùa đông bắc tràn về, trời trở rét, có nơi mưa nhỏ. \n" * 300,
        "slips.txt": _SLIP + _TEXT,
        "b/slips.html": f"<p>{_SLIP}</p>",
        "b/tenlao.toml": 'style = "vietnamese"\n',
        "draft.toml": _DRAFT,
        "own.toml": _OWN,
        "names.csv": "latin,vietnamese\nSomphet Inthaphone,Xổm-phết In-tha-phon\n",
        "foreign.txt": "Nobody gave this file: Sonexay Siphandone.\n",
        ".tenlao-mine.tmp": "a file of somebody with a taste for odd names\n",
        "a.txt.tmp": "and another\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    (folder / "a.txt").symlink_to("real/a.txt")
    (folder / "long.txt").chmod(0o640)
    _write_word_file(folder / "letter.docx")


def _write_word_file(file: Path) -> None:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    document = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        f"<w:p><w:r><w:t>{_TEXT.strip()}</w:t></w:r></w:p></w:body></w:document>"
    )
    parts = {"[Content_Types].xml": types, "_rels/.rels": links, "word/document.xml": document}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)


def contents(folder: Path) -> dict[str, bytes]:
    """Return what the files in a folder hold, with their permissions before it."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[path.relative_to(folder).as_posix()] = os.fsencode(os.readlink(path))
        elif path.is_file():
            mode = f"{stat.S_IMODE(path.stat().st_mode):o} ".encode()
            found[path.relative_to(folder).as_posix()] = mode + path.read_bytes()
    return found


def _copied(folder: Path, copy: Path) -> Path:
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy, symlinks=True)
    return copy


def beside(name: str) -> str:
    """Return where the next content of a file is written; as `tenlao.documents.files` has it."""
    code = hashlib.blake2b(os.fsencode(os.path.basename(name)), digest_size=8).hexdigest()
    return f".tenlao-{code}.tmp"


def _is_leftover(name: str) -> bool:
    return _LEFTOVER.fullmatch(name) is not None


@dataclass(frozen=True, slots=True)
class Staged:
    """A scene with what its files hold before and after the command, when nothing goes wrong.

    `template` is the folder as it is before; `untouched` are its files before any command.
    """

    scene: Scene
    template: Path
    untouched: Files
    before: Files
    after: Files
    status: int
    out: str

    @property
    def take(self) -> Path:
        """The copy of the folder in which the command is run."""
        return self.template.with_name(f"{self.template.name}-take")

    def new_take(self) -> Path:
        """Return a fresh copy of the folder."""
        return _copied(self.template, self.take)

    @contextlib.contextmanager
    def kept(self, folder: Path) -> Iterator[None]:
        """Give a folder back what it holds now, whatever is done to it meanwhile."""
        if not self.scene.has_journal:
            yield
            return
        copy = _copied(folder, folder.with_name(f"{folder.name}-kept"))
        yield
        _copied(copy, folder)

    def run(self, folder: Path, arguments: tuple[str, ...] | None = None) -> Ended:
        """Run the command of the scene, or another, in a copy of the folder."""
        cache = folder / "cache" if self.scene.has_cache else None
        return started(self.scene.arguments if arguments is None else arguments, folder, cache).ended()

    def damage(self, folder: Path, *, killed: bool) -> list[str]:
        """Return what is wrong with the files after the command has ended somewhere, before anything is mended."""
        wrong = []
        now = contents(folder)
        for name in sorted(self.before.keys() | self.after.keys() | now.keys()):
            old, new, held = self.before.get(name), self.after.get(name), now.get(name)
            if name in (_JOURNAL, _REPORT):
                wrong += _damage_of_lines(name, old or b"", new or b"", held or b"")
            elif _is_leftover(name) and name not in self.before:
                wrong += [] if killed else [f"{name} is left"]
            elif held not in (old, new):
                wrong.append(f"{name} is neither old nor new")
        return wrong

    def is_done(self, folder: Path) -> bool:
        """Tell whether all files are new."""
        now = contents(folder)
        names = self.after.keys() - {_JOURNAL, _REPORT}
        return self.scene.has_cache or all(now.get(name) == self.after[name] for name in names)

    def complaints(self, err: str) -> list[str]:
        """Return what is wrong with what a command says after a fault: files and remedies must be named."""
        lines = err.splitlines()
        named = {
            *self.before,
            *self.after,
            *(os.path.dirname(name) for name in self.after),
            _JOURNAL,
            "standard output",
        }
        if not all(line.startswith("tenlao: ") for line in lines):
            return [f"it says {err!r}"]
        if not any("; " in line and any(f"{name}: " in line for name in named) for line in lines):
            return [f"it does not say which file, or what to do: {err!r}"]
        return []

    def others_left(self, folder: Path, used: str) -> list[str]:
        """Return which documents have not been changed besides the one that a failed call used."""
        now = contents(folder)
        changed = [
            name for name in map(self._real, self.scene.documents) if self.before[name] != self.after[name]
        ]
        old = [name for name in changed if now.get(name) == self.before[name]]
        mine = [name for name in old if name in used or beside(name) in used]
        return [f"{name} is left, too" for name in old if mine and name not in mine]

    def _real(self, name: str) -> str:
        return (self.template / name).resolve().relative_to(self.template.resolve()).as_posix()

    def undone(self, folder: Path) -> list[str]:
        """Return what is wrong with the files after all edits in the journal are undone."""
        if not self.scene.has_journal or not (folder / _JOURNAL).exists():
            return []
        ended = self.run(folder, ("annotate", "--undo", _JOURNAL))
        is_begun = (folder / _JOURNAL).read_bytes().count(b"\n") > 0
        wrong = [] if ended.status == 0 or not is_begun else [f"--undo ends with {ended.status}: {ended.err}"]
        now = contents(folder)
        changed = [name for name, content in self.untouched.items() if now.get(name) != content]
        left = [name for name in now if _is_leftover(name) and name not in self.untouched and "~" not in name]
        return [
            *wrong,
            *(f"{name} is not undone" for name in changed if name not in (_JOURNAL, _REPORT)),
            *(f"{name} is left by --undo" for name in left if self.scene.documents),
        ]

    def done_again(self, folder: Path) -> list[str]:
        """Return what is wrong after the command is run once more."""
        if self.scene.has_cache:
            return self._cached_again(folder)
        ended = self.run(folder)
        wrong = []
        if ended.status not in (self.status, self.scene.again) or "Traceback" in ended.err:
            wrong.append(f"the next run ends with {ended.status}: {ended.err}")
        now = contents(folder)
        names = sorted((self.after.keys() | now.keys()) - {_JOURNAL, _REPORT})
        not_new = [name for name in names if now.get(name) != self.after.get(name)]
        return wrong + [f"{name} is not new after the next run" for name in not_new]

    def _cached_again(self, folder: Path) -> list[str]:
        for path in folder.glob("cache/*.tmp"):
            os.utime(path, (0, 0))
        ended = self.run(folder)
        wrong = [] if ended.out == self.out else [f"the next run prints {ended.out!r}: {ended.err}"]
        self.run(folder, ("find", "--table", "draft.toml", "foreign.txt"))
        return wrong + [f"{path.name} is left in the cache" for path in folder.glob("cache/*.tmp")]


def _damage_of_lines(name: str, old: bytes, new: bytes, held: bytes) -> list[str]:
    """Return what is wrong with a file to which lines are added."""
    if name == _JOURNAL and held and not held.startswith(old):
        return [f"{name} has lost lines"]
    *lines, last = held.partition(b" ")[2].split(b"\n")
    expected = {line for content in (old, new) for line in content.partition(b" ")[2].split(b"\n")}
    if not all(line in expected or _is_json(line) for line in lines) or not any(
        line.startswith(last) for line in expected
    ):
        return [f"{name} has lines that nobody wrote"]
    return []


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def staged(scene: Scene, root: Path) -> Staged:
    """Prepare a scene in a folder of its own, and run it once undisturbed."""
    template = root / re.sub(r"\W+", "-", scene.name)
    template.mkdir(parents=True)
    _write_documents(template)
    untouched = contents(template)
    for arguments in scene.prepared:
        started(arguments, template).ended()
    before = contents(template)
    draft = Staged(scene, template, untouched, before, before, 0, "")
    folder = draft.new_take()
    ended = draft.run(folder)
    after = contents(folder)
    if ended.status not in (0, 1) or after == before or "Traceback" in ended.err:
        raise RuntimeError(f"{scene.name} cannot be played: {ended.status} {ended.out}{ended.err}")
    return Staged(scene, template, untouched, before, after, ended.status, ended.out)

"""Cases: what is put in at a target, as values that a file of the corpus holds."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).with_name("corpus")


@dataclass(frozen=True, slots=True)
class Case:
    """Input of a target: files by their paths in an empty folder, and whatever else the target asks for, as JSON."""

    target: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes are put in."""
        return sum(map(len, self.files.values())) + len(json.dumps(self.options))

    @property
    def id(self) -> str:
        """A short name for it, made of what it holds."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:12]

    def to_json(self) -> str:
        """The case as a file of the corpus has it: contents as text where they are UTF-8."""
        files = {path: _written(content) for path, content in self.files.items()}
        data = {"target": self.target, "options": self.options, "files": files}
        # Halves of characters, which paths may have, are escaped.
        return json.dumps(data, ensure_ascii=not _is_unicode(data), indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Case:
        data = json.loads(text)
        files = {path: _read(content) for path, content in data["files"].items()}
        return cls(data["target"], files, data["options"])


def _written(content: bytes) -> str | dict[str, str]:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}


def _read(content: str | Mapping[str, str]) -> bytes:
    return content.encode() if isinstance(content, str) else base64.b64decode(content["base64"])


def _is_unicode(data: object) -> bool:
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def corpus(folder: Path = CORPUS) -> Iterator[tuple[str, Case]]:
    """The cases of a corpus with their names, in order."""
    for path in sorted(folder.glob("*.json")):
        yield path.stem, Case.from_json(path.read_text(encoding="utf-8"))

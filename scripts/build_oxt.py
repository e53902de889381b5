"""Build the extension for LibreOffice, build/tenlao.oxt: python scripts/build_oxt.py [FILE]."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import tomli

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "editors" / "libreoffice"
KINDS = {".components", ".json", ".py", ".xcu", ".xml"}
THE_SAME_DAY = (1980, 1, 1, 0, 0, 0)  # the same sources make the same file


def build(to: Path) -> None:
    """Pack the sources and the licence, with the version of the package."""
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    files = {
        path.relative_to(SOURCES).as_posix(): path for path in SOURCES.rglob("*") if path.suffix in KINDS
    }
    files["LICENSE"] = ROOT / "LICENSE"
    to.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in sorted(files.items()):
            content = path.read_text(encoding="utf-8").replace('"VERSION"', f'"{project["version"]}"')
            archive.writestr(zipfile.ZipInfo(name, THE_SAME_DAY), content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "tenlao.oxt")

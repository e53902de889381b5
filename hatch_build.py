"""The build of the package: what takes most of the time is compiled, and what is made of the data is made.

Where either fails, the package works without. The readme is made such that its links lead somewhere from any page.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

MODULE = "tenlao.matching.compiled_search"
SOURCE = Path("src", *MODULE.split(".")).with_suffix(".pyx")
# The variable with which the package is asked for its plain search, here for a wheel without the compiled one.
CHOICE = "TENLAO_KERNEL"


class Compiled(BuildHookInterface[Any]):
    """Compiles the search of names, and the table; a wheel without them works as well, and more slowly."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into the wheel, or beside the source where the package is installed to be edited."""
        self._folder = Path(tempfile.mkdtemp(prefix="tenlao-"))
        if version != "editable":
            self._keep(build_data)
        if os.environ.get(CHOICE) != "plain":
            self._compile(version, build_data)

    def _keep(self, build_data: dict[str, Any]) -> None:
        """Ship what the first program would have to make of the data before it answers."""
        try:
            kept = made_of_data(Path(self.root), self._folder)
        except (OSError, subprocess.SubprocessError) as error:
            self.app.display_warning(f"tenlao: the table is not compiled ({error}); the first run will do it")
            return
        for file in kept:
            build_data["force_include"][str(file)] = f"tenlao/data/kept/{file.name}"

    def _compile(self, version: str, build_data: dict[str, Any]) -> None:
        try:
            built = compiled(Path(self.root) / SOURCE, self._folder)
        except Exception as error:  # whatever is missing or fails, the package works without
            reason = str(error).strip().splitlines()[-1:] or [type(error).__name__]
            self.app.display_warning(
                f"tenlao: not compiled ({reason[0]}); finding and looking up names takes several times as long"
            )
            return
        if version == "editable":
            shutil.copy2(built, (Path(self.root) / SOURCE).with_name(built.name))
        else:
            build_data["force_include"][str(built)] = (
                f"{MODULE.rpartition('.')[0].replace('.', '/')}/{built.name}"
            )
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was needed to build."""
        shutil.rmtree(self._folder, ignore_errors=True)


REPOSITORY = "https://github.com/tenlao/tenlao"
_IMAGE_OR_LINK = re.compile(r"(?P<image>!\[[^\]]*)?\]\((?!https?:|#)(?P<path>[^)]+)\)")


class Readme(MetadataHookInterface):
    """Gives the readme to the metadata, which are shown where no file of the repository is."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set it, with links and pictures by their whole addresses."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": _IMAGE_OR_LINK.sub(_whole, text)}


def _whole(found: re.Match[str]) -> str:
    image = found["image"]
    return f"{image or ''}]({REPOSITORY}/{'raw' if image else 'blob'}/main/{found['path']})"


# What a server does before its first request makes all that the package keeps.
_MAKE = """
import os, sys
from pathlib import Path
from tenlao.base.cache import content_of_kept, program_shipped
from tenlao.web.names import Names

Names(None).warm()
for file in Path(os.environ["TENLAO_CACHE"]).iterdir():
    file.rename(Path(sys.argv[1], content_of_kept(file.name)))
Path(sys.argv[1], "program").write_bytes(program_shipped())
"""


def made_of_data(root: Path, folder: Path) -> list[Path]:
    """Lay out the package in a folder as it will be installed, use it there, and return the files that it kept.

    Raises:
        subprocess.SubprocessError: it cannot be used, for want of the libraries that it needs.
    """
    laid_out, kept, nowhere = folder / "package", folder / "kept", folder / "nowhere"
    shutil.copytree(
        root / "src" / "tenlao", laid_out / "tenlao", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(root / "data", laid_out / "tenlao" / "data")
    for made in (kept, nowhere):
        made.mkdir()
    variables = {
        "PYTHONPATH": str(laid_out),
        "TENLAO_CACHE": str(folder / "cache"),
        "TENLAO_TABLE": "",
        CHOICE: "plain",
    }
    subprocess.run(
        [sys.executable, "-c", _MAKE, str(kept)],
        cwd=nowhere,  # where no settings are
        env=os.environ | variables,
        check=True,
        capture_output=True,
        timeout=600,
    )
    return sorted(kept.iterdir())


def compiled(source: Path, folder: Path) -> Path:
    """Compile a module in a folder and return the file."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    # Not even the last digit of a sum may depend on the processor: its twin in plain Python gives the same.
    options = [] if sys.platform == "win32" else ["-O3", "-g0", "-ffp-contract=off"]
    extension = Extension(MODULE, [str(source)], extra_compile_args=options)
    modules = cythonize([extension], build_dir=str(folder / "c"), quiet=True)
    command = Distribution({"ext_modules": modules}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "temporary")
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(MODULE))

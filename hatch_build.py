"""The build of the package: where there is a compiler, what takes most of the time is compiled."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODULE = "tenlao.matching.compiled_search"
SOURCE = Path("src", *MODULE.split(".")).with_suffix(".pyx")
# The variable with which the package is asked for its plain search, here for a wheel without the compiled one.
CHOICE = "TENLAO_KERNEL"


class CompiledSearch(BuildHookInterface[Any]):
    """Compiles the search of names; a wheel without it works as well, and more slowly."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into the wheel, or beside the source where the package is installed to be edited."""
        if os.environ.get(CHOICE) == "plain":
            return
        self._folder = Path(tempfile.mkdtemp(prefix="tenlao-"))
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
        if hasattr(self, "_folder"):
            shutil.rmtree(self._folder, ignore_errors=True)


def compiled(source: Path, folder: Path) -> Path:
    """Compile a module in a folder and return the file."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    options = [] if sys.platform == "win32" else ["-O3", "-g0"]
    extension = Extension(MODULE, [str(source)], extra_compile_args=options)
    modules = cythonize([extension], build_dir=str(folder / "c"), quiet=True)
    command = Distribution({"ext_modules": modules}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = str(folder / "lib"), str(folder / "temporary")
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(MODULE))

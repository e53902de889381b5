"""The package as it is shipped: built, installed into an environment of its own, and used there."""

import os
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = sorted(path.name for path in (ROOT / "data").iterdir())

SMOKE = """
import tenlao
table = tenlao.load()
entry = table.entry("thongloun-sisoulith")
assert "site-packages" in tenlao.__file__, tenlao.__file__
assert table.resolve(entry.latin).entry is entry
print(len(table))
"""


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a command outside the checkout's own environment and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | variables
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist of this checkout and the wheel built from that sdist."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, cwd=ROOT)
    return folder


def test_wheel_holds_the_data_its_licence_and_the_type_marker(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        assert archive.read("tenlao/data/names.toml") == (ROOT / "data" / "names.toml").read_bytes()
    assert {f"tenlao/data/{name}" for name in DATA} | {"tenlao/py.typed"} <= set(names)
    assert not [name for name in names if not name.startswith(("tenlao/", "tenlao-"))]


def test_wheel_holds_what_pages_are_made_of_and_translations(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    package = ROOT / "src" / "tenlao"
    parts = [
        path for folder in ("web/assets", "web/templates", "locale") for path in (package / folder).rglob("*")
    ]
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    files = {path for path in parts if path.is_file() and path.suffix != ".po"}
    assert {f"tenlao/{path.relative_to(package).as_posix()}" for path in files} <= names
    assert any(name.endswith("licenses/src/tenlao/web/assets/fonts/OFL.txt") for name in names)


def test_the_readme_that_an_index_shows_has_no_links_to_files_beside_it(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (file,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        readme = archive.read(file).decode().partition("\n\n")[2]
    links = re.findall(r"\]\(([^)]+)\)", readme)
    assert "https://github.com/tenlao/tenlao/blob/main/docs/score.md" in links
    assert "https://github.com/tenlao/tenlao/raw/main/docs/images/article-en-light.png" in links
    assert all(link.startswith("https://") for link in links)


def test_wheel_holds_the_compiled_search_for_one_system_or_none(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        compiled = [name for name in archive.namelist() if name.endswith((".so", ".pyd"))]
    assert bool(compiled) == (not wheel.name.endswith("-py3-none-any.whl"))


def test_wheel_tells_spacy_of_the_component_and_the_language(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (file,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        told = archive.read(file).decode()
    for group, name in (("spacy_factories", "tenlao"), ("spacy_languages", "lo")):
        assert f"[{group}]\n{name} = tenlao.integrations.spacy:" in told


def test_wheel_without_the_compiled_search_is_for_all_systems(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path)
    run(*command, cwd=ROOT, TENLAO_KERNEL="plain")
    (wheel,) = tmp_path.glob("*.whl")
    assert wheel.name.endswith("-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert not [name for name in archive.namelist() if name.endswith((".so", ".pyd"))]


def test_wheel_holds_what_programs_would_have_to_make_of_the_data(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    package, cache = tmp_path / "tenlao", tmp_path / "cache"

    def answer() -> str:
        command = (sys.executable, "-m", "tenlao", "lookup", "Thonglun Sisulit", "--json")
        return run(*command, cwd=tmp_path, PYTHONPATH=str(tmp_path), TENLAO_CACHE=str(cache), TENLAO_TABLE="")

    shipped = answer()
    assert not cache.exists()
    with (package / "text" / "keys.py").open("a") as module:
        module.write("# changed\n")
    assert answer() == shipped
    assert list(cache.glob("*.kept"))


def test_sdist_holds_the_data_the_tests_and_the_documentation(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    expected = {f"data/{name}" for name in DATA} | {"README.md", "CHANGELOG.md", "LICENSE", "Makefile"}
    assert expected | {"tests/test_package.py", "docs/table.md", "hatch_build.py"} <= names
    assert not [name for name in names if ".venv" in name or "__pycache__" in name]


def test_installed_wheel_works_in_a_fresh_environment(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    commands = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(
        commands / "python",
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        wheel,
        cwd=tmp_path,
    )
    assert int(run(commands / "python", "-c", SMOKE, cwd=tmp_path)) > 1000
    assert "Thoong-lun Xi-xu-lít" in run(commands / "tenlao", "lookup", "Thongloun Sisoulith", cwd=tmp_path)

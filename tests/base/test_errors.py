"""Errors: they speak of the library, whoever calls it."""

import ast
import errno
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tenlao import TenlaoError
from tenlao.base.errors import reason

PACKAGE = Path(__file__).parents[2] / "src" / "tenlao"
OPTION = re.compile(r"(?<![\w-])--[a-z]|\b(?:use|with|give) -[a-z]\b")


def texts_in(module: Path) -> Iterator[str]:
    """The texts in a module that are no docstrings."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@pytest.mark.parametrize(
    "room", sorted(path.name for path in PACKAGE.iterdir() if path.is_dir() and path.name != "cli")
)
def test_messages_name_no_option_of_a_command(room: str) -> None:
    named = [
        text for path in (PACKAGE / room).rglob("*.py") for text in texts_in(path) if OPTION.search(text)
    ]
    assert named == []


def test_what_an_error_says_comes_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(TenlaoError("is bad", "a.txt", 3, "encoding")))
    assert (str(error), error.argument) == ("a.txt:3: is bad", "encoding")


def test_a_reason_is_in_the_words_of_the_system_with_a_remedy() -> None:
    assert reason(OSError(errno.ENOSPC, "Disk full")) == "Disk full; make room, or choose another disk"
    assert reason(PermissionError(errno.EACCES, "No")) == "No; check the permissions of it and of its folder"
    assert reason(OSError(errno.ELOOP, "A loop")) == "A loop; check the path"
    assert reason(OSError("odd")) == "odd; check the path"
    assert reason(ValueError("embedded null byte")) == "embedded null byte; check the path"

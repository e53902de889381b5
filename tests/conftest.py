"""Compiled tables are kept in a folder of the tests' own, not in the user's cache folder."""

import os
from tempfile import TemporaryDirectory

_folder = TemporaryDirectory(prefix="tenlao-tests-")
os.environ["TENLAO_CACHE"] = _folder.name
os.environ["TENLAO_TABLE"] = ""  # nor is the user's own table looked at

"""The table that a server answers from."""

import subprocess
import sys

WARMED = """
from tenlao.web.names import Names
names = Names(None)
names.warm()
print({"by_publisher", "search_keys"} <= set(vars(names)))
"""


def test_processes_share_what_is_warmed_where_assertions_are_left_out_too() -> None:
    done = subprocess.run([sys.executable, "-O", "-c", WARMED], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"

"""Compiled tables are kept in a folder of the tests' own, not in the user's cache folder."""

import os
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, settings

_folder = TemporaryDirectory(prefix="tenlao-tests-")
os.environ["TENLAO_CACHE"] = _folder.name
os.environ["TENLAO_TABLE"] = ""  # nor is the user's own table looked at
os.environ["LANGUAGE"] = "en"  # what is printed is compared, whatever the user speaks

# A check of a change tries the same examples each time; whoever works on the code tries others each time.
settings.register_profile("same", derandomize=True)
# For make mutate, which runs the tests a thousand times, and from one process.
settings.register_profile(
    "few",
    derandomize=True,
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.differing_executors],
)
if os.environ.get("CI"):
    settings.load_profile("same")

"""Faults: each call by which a command uses a file is killed or made to fail by strace, one call at a time."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fuzz.kills import wrong_after_kill
from fuzz.processes import Ended, started
from fuzz.scenes import Staged

__all__ = ["Call", "calls", "fail_at_each_call", "fall_short", "kill_at_each_call", "strace_is_missing"]

_ERRORS = {
    "open openat creat": ("EACCES", "EIO", "ENOSPC", "EINTR", "EMFILE"),
    "read pread64": ("EIO", "EINTR"),
    "write pwrite64": ("EIO", "ENOSPC", "EINTR", "EDQUOT"),
    "fsync fdatasync": ("EIO", "ENOSPC", "EINTR"),
    "close": (),  # a call that is made to fail is not made; but a file that fails to close is closed all the same
    "rename renameat renameat2": ("EACCES", "EPERM", "EIO", "ENOSPC", "EXDEV"),
    "unlink unlinkat": ("EACCES", "EPERM", "EIO"),
    "link linkat symlink symlinkat": ("EPERM", "ENOSPC"),
    "chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat": ("EPERM", "EIO"),
    "utimensat ftruncate lseek": ("EPERM", "EIO"),
    "stat lstat fstat newfstatat statx access faccessat faccessat2": ("EACCES", "EIO"),
    "readlink readlinkat": ("EACCES", "EIO"),
    "getdents64 mkdir mkdirat": ("EACCES", "EIO", "ENOSPC"),
    "flock dup fcntl": ("EINTR", "ENOLCK", "EMFILE"),
    "listxattr llistxattr getxattr lgetxattr setxattr lsetxattr": ("EPERM", "EIO", "ENOSPC"),
}
_ERRORS_OF = {call: errors for calls, errors in _ERRORS.items() for call in calls.split()}
_CHANGING = frozenset(
    call
    for calls, errors in _ERRORS.items()
    for call in calls.split()
    if "ENOSPC" in errors
    or call.startswith(("rename", "unlink", "ftruncate", "utimensat", "chmod", "fchmod", "close"))
)
_CALL = re.compile(r"(\w+)\((.*)")
_PATH = re.compile(r'(?:AT_FDCWD(?:<[^>]*>)?, )?"([^"]*)"')
_LIMITS = 24
_READY = b"attached"


@dataclass(frozen=True, slots=True)
class Call:
    """The call of a function of the system by a command that uses a file: its name, its number, and its arguments."""

    name: str
    number: int
    arguments: str

    @property
    def errors(self) -> Sequence[str]:
        """With what it may fail."""
        return _ERRORS_OF[self.name]

    @property
    def changes_files(self) -> bool:
        """Tell whether it may change what is on the disk."""
        return self.name in _CHANGING


def strace_is_missing() -> str:
    """Return why calls cannot be made to fail here, or nothing if they can."""
    if shutil.which("strace") is None:
        return "there is no strace, so no call is made to fail; install it (apt-get install strace)"
    with tempfile.TemporaryDirectory() as folder:
        try:
            _traced(("--version",), Path(folder), None)
        except OSError as error:
            return f"strace cannot be used here, so no call is made to fail: {error}"
    return ""


def calls(staged: Staged) -> list[Call]:
    """Return the calls of a command that name or use a file in its folder, in the order in which they are made."""
    folder = staged.new_take()
    _, trace = _traced(staged.scene.arguments, folder, _cache(staged, folder))
    counts: Counter[str] = Counter()
    found = []
    for line in trace.splitlines():
        match = _CALL.match(line)
        if match:
            counts[match[1]] += 1
            if _uses(match[2], str(folder)):
                found.append(Call(match[1], counts[match[1]], match[2].replace(str(folder), ".")))
    return found


def _uses(arguments: str, folder: str) -> bool:
    """Tell whether a call names or uses a file in the folder in which the command runs."""
    named = _PATH.match(arguments)
    return folder in arguments if named is None else not named[1].startswith("/") or folder in named[1]


def kill_at_each_call(staged: Staged, every: int = 1) -> Iterator[list[str]]:
    """Kill a command at each call that may change a file, or at one in so many; give what is wrong after each."""
    for call in [call for call in calls(staged) if call.changes_files][::every]:
        folder = staged.new_take()
        ended, _ = _traced(staged.scene.arguments, folder, _cache(staged, folder), call, "signal=KILL")
        if ended.was_killed:
            yield [
                f"killed at {call.name} {call.number} ({call.arguments}): {text}"
                for text in wrong_after_kill(staged)
            ]


def fail_at_each_call(staged: Staged, every: int = 1) -> Iterator[list[str]]:
    """Let each call fail in each way, or one in so many; give what is wrong after each."""
    ways = [(call, error) for call in calls(staged) for error in call.errors]
    for call, error in ways[::every]:
        folder = staged.new_take()
        ended, trace = _traced(staged.scene.arguments, folder, _cache(staged, folder), call, f"error={error}")
        if "(INJECTED)" in trace:
            what = f"{error} at {call.name} {call.number} ({call.arguments})"
            yield [f"{what}: {text}" for text in _wrong_after_fault(staged, ended, call)]


def fall_short(staged: Staged, every: int = 1) -> Iterator[list[str]]:
    """Let writing stop short at many sizes, as on a full disk, or at one in so many; give what is wrong each time."""
    sizes = {len(content) for content in staged.after.values()}
    most = max(sizes)
    limits = {most * step // _LIMITS for step in range(_LIMITS)} | {min(sizes), 1, 4096, 8192}
    for limit in sorted(limits)[::every]:
        folder = staged.new_take()
        ended = started(staged.scene.arguments, folder, _cache(staged, folder), limit).ended()
        yield [f"writing stops at {limit} bytes: {text}" for text in _wrong_after_fault(staged, ended)]


def _wrong_after_fault(staged: Staged, ended: Ended, call: Call | None = None) -> list[str]:
    """Return what is wrong after a command in which a call failed."""
    folder = staged.take
    is_unlink = call is not None and call.name.startswith("unlink")
    wrong = staged.damage(folder, killed=is_unlink)
    if ended.hangs:
        wrong.append(f"it hangs: {ended.err}")
    elif "Traceback" in ended.err:
        wrong.append(f"a traceback: {ended.err}")
    elif ended.status == 2:
        wrong += staged.complaints(ended.err)
        if call is not None:
            wrong += staged.others_left(folder, call.arguments)
    elif ended.status != staged.status:
        wrong.append(f"the exit status is {ended.status}: {ended.err}")
    elif call is not None and not staged.is_done(folder):
        wrong.append("the exit status is as if all were done")
    with staged.kept(folder):
        wrong += staged.undone(folder)
    return wrong + staged.done_again(folder)


def _cache(staged: Staged, folder: Path) -> Path | None:
    return folder / "cache" if staged.scene.has_cache else None


def _traced(
    arguments: Sequence[str], folder: Path, cache: Path | None, call: Call | None = None, fault: str = ""
) -> tuple[Ended, str]:
    """Run a command under strace, perhaps with one call in it tampered with; return how it ended, and the trace.

    Raises:
        OSError: strace cannot be used here.
    """
    trace = folder.with_name(f"{folder.name}.trace")
    running = started(arguments, folder, cache, waits=True)
    traced = ",".join(f"?{name}" for name in _ERRORS_OF)
    tampering = [] if call is None else [f"--inject={call.name}:{fault}:when={call.number}"]
    strace = subprocess.Popen(
        ["strace", "-y", f"--trace={traced}", *tampering, "-o", str(trace), "-p", str(running.pid)],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert strace.stderr is not None
    with strace:
        said = strace.stderr.readline()
        if _READY not in said:
            running.kill()
            running.ended()
            raise OSError(os.fsdecode(said).strip())
        running.begin()
        ended = running.ended()
        strace.stderr.read()
    text = trace.read_text("utf-8", "replace")
    if ended.hangs:
        ended = replace(ended, err=f"{ended.err}\n{text[-2000:]}")
    return ended, text

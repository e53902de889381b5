"""Files: replaced whole or not at all, whatever happens."""

import errno
import io
import os
import random
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tenlao import TenlaoError
from tenlao.documents.files import (
    alone_at,
    append_line,
    clear_leftover,
    read_file,
    read_standard_input,
    replace_file,
    write_file,
)

posix_only = pytest.mark.skipif(os.name != "posix", reason="permissions, pipes and sockets")
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
not_as_root = pytest.mark.skipif(AS_ROOT, reason="root may do anything")
SOURCE = Path(__file__).parents[2] / "src"
NOBODY = 0xFFFFFFFF  # in particular, in an access control list
OLD, NEW = "Phoxay\nViêng Chăn\n".encode(), "Phoxay (Phô-xay)\nViêng Chăn\n".encode()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_bytes(OLD)
    return path


class TestRead:
    def test_gives_the_bytes(self, file: Path) -> None:
        assert read_file(str(file)) == OLD

    def test_reports_what_cannot_be_read(self, tmp_path: Path) -> None:
        with pytest.raises(TenlaoError, match="no such file or folder; check the path"):
            read_file(str(tmp_path / "none"))
        with pytest.raises(TenlaoError, match="cannot be read"):
            read_file(str(tmp_path))

    @posix_only
    def test_neither_waits_nor_reads_without_end(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        for path in (str(tmp_path / "pipe"), "/dev/zero", "/dev/tty", "a\0b", "a\ud800b"):
            with pytest.raises(TenlaoError, match=r"is not a regular file|cannot be read"):
                read_file(path)

    def test_refuses_a_file_that_is_too_large(self, file: Path) -> None:
        assert read_file(str(file), len(OLD)) == OLD
        with pytest.raises(TenlaoError, match=r"text\.txt: is larger than"):
            read_file(str(file), len(OLD) - 1)


class TestStandardInput:
    @staticmethod
    def of(monkeypatch: pytest.MonkeyPatch, content: bytes) -> io.BytesIO:
        stream = io.BytesIO(content)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
        return stream

    def test_is_read_up_to_a_size(self, monkeypatch: pytest.MonkeyPatch) -> None:
        most = 1 << 20
        self.of(monkeypatch, b"x" * most)
        assert read_standard_input(most) == b"x" * most
        stream = self.of(monkeypatch, b"x" * (most + 9))
        with pytest.raises(TenlaoError) as caught:
            read_standard_input(most)
        assert str(caught.value) == "standard input: is larger than 1 MB; split it"
        assert stream.tell() == most + 1

    def test_reports_that_it_is_closed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.of(monkeypatch, b"").close()
        with pytest.raises(TenlaoError) as caught:
            read_standard_input()
        assert str(caught.value).startswith("standard input: cannot be read: I/O operation on closed file")
        monkeypatch.setattr(sys, "stdin", None)
        with pytest.raises(TenlaoError) as caught:
            read_standard_input()
        assert str(caught.value) == "standard input: is closed; pipe a text in, or give a file"


class TestWrite:
    def test_makes_a_new_file_with_usual_permissions(self, tmp_path: Path) -> None:
        usual = tmp_path / "usual"
        usual.touch()
        write_file(str(tmp_path / "new"), b"new")
        assert (tmp_path / "new").read_bytes() == b"new"
        assert (tmp_path / "new").stat().st_mode == usual.stat().st_mode
        assert sorted(os.listdir(tmp_path)) == ["new", "usual"]

    def test_makes_a_file_in_the_current_folder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        write_file("new", b"new")
        assert os.listdir(tmp_path) == ["new"]

    @posix_only
    @pytest.mark.parametrize("mode", [0o4755, 0o2755, 0o6644])
    def test_refuses_a_file_that_runs_as_somebody(self, file: Path, mode: int) -> None:
        file.chmod(mode)
        for backup in ("", "~"):
            with pytest.raises(TenlaoError, match=r"text\.txt: runs as its owner or group"):
                replace_file(str(file), OLD, NEW, backup)
        assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (OLD, mode)
        assert os.listdir(file.parent) == [file.name]

    @posix_only
    def test_refuses_a_file_with_other_names(self, file: Path) -> None:
        other = file.with_name("other")
        os.link(file, other)
        for backup in ("", "~"):
            with pytest.raises(TenlaoError) as caught:
                replace_file(str(file), OLD, NEW, backup)
            assert str(caught.value) == (
                f"{file}: has other names (hard links) that would keep the old text; make it one of its own first, "
                "e.g. cp -p FILE NEW && mv NEW FILE"
            )
        assert (file.read_bytes(), os.path.samefile(file, other)) == (OLD, True)
        assert sorted(os.listdir(file.parent)) == ["other", file.name]
        append_line(str(file), b"line")  # which all names have then
        assert other.read_bytes() == OLD + b"line\n"

    @pytest.mark.skipif(not AS_ROOT, reason="only root may give files away")
    @pytest.mark.parametrize("owner", [(0, 12345), (12345, 0), (54321, 54321)])
    def test_refuses_a_file_whose_owner_would_lose_it(self, owner: tuple[int, int]) -> None:
        with TemporaryDirectory() as folder:
            file = Path(folder, "text.txt")
            file.write_bytes(OLD)
            os.chown(file, *owner)
            file.chmod(0o666)
            Path(folder).chmod(0o777)
            os.setegid(12345)
            os.seteuid(12345)
            try:
                for backup in ("", "~"):
                    with pytest.raises(TenlaoError) as caught:
                        replace_file(str(file), OLD, NEW, backup)
                    problem = "belongs to another user or group, who would lose it; write to another file"
                    assert str(caught.value) == f"{file}{backup}: {problem}"
            finally:
                os.seteuid(0)
                os.setegid(0)
            assert (file.read_bytes(), file.stat().st_uid, file.stat().st_gid) == (OLD, *owner)
            assert os.listdir(folder) == ["text.txt"]

    @posix_only
    @pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o777])
    def test_keeps_permissions(self, file: Path, mode: int) -> None:
        file.chmod(mode)
        write_file(str(file), b"new")
        assert file.read_bytes() == b"new"
        assert stat.S_IMODE(file.stat().st_mode) == mode
        assert os.listdir(file.parent) == [file.name]

    @posix_only
    def test_nobody_else_reads_the_new_content_before_it_has_the_permissions(
        self, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        modes = []

        def watched(like: str, new: str) -> None:
            modes.append(stat.S_IMODE(os.stat(new).st_mode))
            shutil_copystat(like, new)

        shutil_copystat = shutil.copystat
        monkeypatch.setattr(shutil, "copystat", watched)
        write_file(str(file), NEW)
        assert modes == [0o600]

    @pytest.mark.skipif(not AS_ROOT, reason="only root may give files away")
    def test_keeps_the_owner(self, file: Path) -> None:
        os.chown(file, 12345, 54321)
        write_file(str(file), b"new")
        assert (file.stat().st_uid, file.stat().st_gid) == (12345, 54321)

    def test_keeps_a_symbolic_link_and_replaces_its_file(self, file: Path, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        link = tmp_path / "folder" / "link"
        link.symlink_to("../text.txt")
        write_file(str(link), b"new")
        assert link.is_symlink()
        assert file.read_bytes() == b"new"
        assert os.listdir(link.parent) == ["link"]

    def test_makes_the_file_of_a_dangling_link(self, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to("new")
        write_file(str(tmp_path / "link"), b"new")
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "new").read_bytes() == b"new"

    @posix_only
    def test_refuses_what_is_no_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)  # the path of a socket must be short
        os.mkfifo("pipe")
        Path("link").symlink_to("pipe")
        Path("loop").symlink_to("loop")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket")
        names = sorted(os.listdir())
        for path in ("pipe", "link", "loop", "socket", "/dev/null", ".", "none/new"):
            with pytest.raises(TenlaoError) as caught:
                write_file(path, b"new")
            assert caught.value.file == path
        assert sorted(os.listdir()) == names
        assert Path("link").is_symlink()
        assert Path("loop").is_symlink()

    @not_as_root
    def test_refuses_a_read_only_file(self, file: Path) -> None:
        file.chmod(0o400)
        with pytest.raises(TenlaoError, match="is read-only"):
            write_file(str(file), b"new")
        assert file.read_bytes() == OLD

    @pytest.mark.parametrize("function", ["fsync", "replace", "chmod"])
    def test_leaves_all_as_it_was_when_it_fails(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, function: str
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, function, fail)
        problem = "cannot be written: No space left on device; make room, or choose another disk"
        with pytest.raises(TenlaoError) as caught:
            write_file(str(file), b"new")
        assert str(caught.value) == f"{file}: {problem}"
        with pytest.raises(TenlaoError) as caught:
            replace_file(str(file), OLD, b"new", "~")
        assert str(caught.value) == f"{file}~: {problem}"
        assert file.read_bytes() == OLD
        assert os.listdir(file.parent) == [file.name]

    def test_reports_the_first_failure_of_several(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(number: int) -> Callable[..., None]:
            def failing(*_: object) -> None:
                raise OSError(number, os.strerror(number))

            return failing

        with monkeypatch.context() as patch:
            patch.setattr(os, "replace", fail(errno.ENOSPC))
            patch.setattr(os, "unlink", fail(errno.EIO))
            with pytest.raises(TenlaoError, match=r"cannot be written: No space left on device"):
                write_file(str(file), NEW)
        assert file.read_bytes() == OLD
        write_file(str(file), NEW)
        assert os.listdir(file.parent) == [file.name]

    def test_leaves_all_as_it_was_when_interrupted(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_file(str(file), b"new")
        assert file.read_bytes() == OLD
        assert os.listdir(file.parent) == [file.name]

    @pytest.mark.parametrize("unseen", ["lstat", "stat", "access"])
    def test_leaves_all_as_it_was_when_the_disk_does_not_tell_what_is_there(
        self, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unseen: str
    ) -> None:
        link = tmp_path / "link"
        link.symlink_to(file.name)
        real = getattr(os, unseen)

        def fail(path: str, *arguments: object, **keywords: object) -> object:
            if Path(path).name in (link.name, file.name):
                raise OSError(errno.EIO, "Input/output error")
            return real(path, *arguments, **keywords)

        def replace(path: str) -> None:
            replace_file(path, OLD, NEW, "~")

        def write(path: str) -> None:
            write_file(path, NEW)

        for path in (file, link):
            for change in (replace, write):
                with monkeypatch.context() as patch:
                    patch.setattr(os, unseen, fail)
                    with pytest.raises(
                        TenlaoError, match=r": cannot be (read|written): Input/output error; check"
                    ):
                        change(str(path))
        assert (link.is_symlink(), file.read_bytes()) == (True, OLD)
        assert sorted(os.listdir(tmp_path)) == ["link", file.name]

    def test_refuses_a_link_that_the_disk_takes_for_a_file(
        self, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        link = tmp_path / "link"
        link.symlink_to(file.name)
        real = os.path.realpath
        monkeypatch.setattr(
            os.path, "realpath", lambda path: os.path.abspath(path) if path == str(link) else real(path)
        )
        with pytest.raises(TenlaoError) as caught:
            write_file(str(link), NEW)
        assert (
            str(caught.value) == f"{link}: is a link that cannot be followed; give the file that it leads to"
        )
        assert (link.is_symlink(), file.read_bytes()) == (True, OLD)


class TestReplace:
    def test_puts_the_new_content_in_place_of_the_old(self, file: Path) -> None:
        replace_file(str(file), OLD, NEW)
        assert file.read_bytes() == NEW
        assert os.listdir(file.parent) == [file.name]

    def test_gives_the_file_a_new_time(self, file: Path) -> None:
        os.utime(file, (1e9, 1e9))
        replace_file(str(file), OLD, NEW)
        assert file.stat().st_mtime > 1e9

    def test_refuses_a_file_that_has_changed(self, file: Path) -> None:
        file.write_bytes(b"Somebody else was here\n")
        with pytest.raises(TenlaoError) as caught:
            replace_file(str(file), OLD, NEW, "~")
        assert str(caught.value) == f"{file}: has changed since it was read, and is left as it is; try again"
        assert file.read_bytes() == b"Somebody else was here\n"
        assert os.listdir(file.parent) == [file.name]

    def test_keeps_a_copy_if_asked(self, file: Path) -> None:
        if os.name == "posix":
            file.chmod(0o640)
        mode = file.stat().st_mode
        os.utime(file, (1e9, 1e9))
        (file.parent / "text.txt.bak").write_bytes(b"an older copy")
        replace_file(str(file), OLD, NEW, ".bak")
        copy = file.with_name("text.txt.bak")
        assert (file.read_bytes(), copy.read_bytes()) == (NEW, OLD)
        assert (copy.stat().st_mtime, copy.stat().st_mode) == (1e9, mode)
        assert sorted(os.listdir(file.parent)) == [file.name, copy.name]

    def test_keeps_the_copy_beside_the_file_that_a_link_leads_to(self, file: Path, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        link = tmp_path / "folder" / "link"
        link.symlink_to("../text.txt")
        replace_file(str(link), OLD, NEW, "~")
        assert (file.parent / "text.txt~").read_bytes() == OLD
        assert os.listdir(link.parent) == ["link"]

    def test_leaves_the_file_alone_when_there_can_be_no_copy(self, file: Path) -> None:
        (file.parent / "text.txt~").mkdir()
        with pytest.raises(TenlaoError, match=r"text\.txt~: is a directory"):
            replace_file(str(file), OLD, NEW, "~")
        assert file.read_bytes() == OLD

    @pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes")
    def test_keeps_extended_attributes(self, file: Path) -> None:
        try:
            os.setxattr(file, "user.desk", b"foreign")
        except OSError:
            pytest.skip("no extended attributes in this folder")
        replace_file(str(file), OLD, NEW, "~")
        assert os.getxattr(file, "user.desk") == b"foreign"

    @pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no access control lists")
    def test_lets_nobody_in_whom_the_folder_lets_at_new_files(self, file: Path) -> None:
        file.chmod(0o660)
        granted = (1, 7, NOBODY), (2, 7, 1000), (4, 7, NOBODY), (16, 7, NOBODY), (32, 0, NOBODY)
        content = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in granted)
        try:
            os.setxattr(file.parent, "system.posix_acl_default", content)
        except OSError:
            pytest.skip("no access control lists in this folder")
        new = file.with_name("new")
        new.touch()
        assert "system.posix_acl_access" in os.listxattr(new)
        replace_file(str(file), OLD, NEW, "~")
        for path in (file, file.with_name("text.txt~")):
            assert (path.stat().st_mode & 0o777, os.listxattr(path)) == (0o660, [])

    @posix_only
    def test_is_done_by_one_process_after_the_other(self, file: Path) -> None:
        """The second finds what the first has made of the file, and does not undo it unknowingly."""
        with program(WRITING, file) as process, ThreadPoolExecutor() as threads:
            assert process.stdout is not None
            process.stdout.readline()
            second = threads.submit(replace_file, str(file), OLD, NEW)
            wait([second], 0.5)
            process.communicate("\n")
            with pytest.raises(TenlaoError, match="has changed since it was read"):
                second.result()
        assert file.read_bytes() == b"new"


class TestAppend:
    def test_adds_lines(self, tmp_path: Path) -> None:
        path = tmp_path / "journal"
        append_line(str(path), b"one")
        append_line(str(path), b"two")
        assert path.read_bytes() == b"one\ntwo\n"

    @pytest.mark.parametrize("kept", [b"", b"\n", b"one\n", b"one\ntwo\n", b"\none\n"])
    @pytest.mark.parametrize("cut", [b"", b"h", b"half of a li"])
    def test_cuts_off_a_line_that_was_not_finished(self, tmp_path: Path, kept: bytes, cut: bytes) -> None:
        path = tmp_path / "journal"
        path.write_bytes(kept + cut)
        append_line(str(path), b"new")
        assert path.read_bytes() == kept + b"new\n"

    def test_refuses_what_is_no_file(self, tmp_path: Path) -> None:
        for path, problem in (
            (tmp_path, "is a directory; give a file"),
            (tmp_path / "none" / "journal", "no such file or folder; check the path"),
        ):
            with pytest.raises(TenlaoError) as caught:
                append_line(str(path), b"line")
            assert str(caught.value) == f"{path}: {problem}"

    def test_reports_a_disk_that_fails(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_: int) -> None:
            raise OSError(errno.EIO, "Input/output error")

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises(TenlaoError) as caught:
            append_line(str(file), b"line")
        assert str(caught.value) == f"{file}: cannot be written: Input/output error; check the disk"

    @posix_only
    def test_refuses_a_pipe(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(TenlaoError, match="is not a regular file"):
            append_line(str(tmp_path / "pipe"), b"line")


KILLED = """
import os, signal, sys
from tenlao.documents.files import replace_file
os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
replace_file(sys.argv[1], open(sys.argv[1], "rb").read(), b"new")
"""

WRITING = """
import os, sys
from tenlao.documents.files import replace_file
replace = os.replace
os.replace = lambda *paths: (print("ready", flush=True), sys.stdin.readline(), replace(*paths))
replace_file(sys.argv[1], open(sys.argv[1], "rb").read(), b"new")
"""


def program(text: str, file: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", text, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )


@pytest.mark.skipif(os.name != "posix", reason="signals and locks")
class TestLeftovers:
    @pytest.fixture
    def leftover(self, file: Path) -> Path:
        with program(KILLED, file) as process:
            pass
        assert process.returncode == -signal.SIGKILL
        (left,) = {*file.parent.iterdir()} - {file}
        assert (file.read_bytes(), left.read_bytes()) == (OLD, b"new")
        return left

    def test_are_thrown_away_when_the_file_is_written(self, file: Path, leftover: Path) -> None:
        write_file(str(file), NEW)
        assert file.read_bytes() == NEW
        assert os.listdir(file.parent) == [file.name]

    def test_of_another_file_stay(self, file: Path, leftover: Path) -> None:
        write_file(str(file.with_name("other")), NEW)
        clear_leftover(str(file.with_name("third")))
        assert sorted(os.listdir(file.parent)) == [leftover.name, "other", file.name]

    def test_that_somebody_planted_are_not_followed(self, file: Path, leftover: Path) -> None:
        leftover.unlink()
        other = file.with_name("other")
        other.write_bytes(b"not ours")
        leftover.symlink_to("other")
        write_file(str(file), NEW)
        assert (file.read_bytes(), other.read_bytes()) == (NEW, b"not ours")
        leftover.unlink()
        os.mkfifo(leftover)
        write_file(str(file), OLD)
        assert file.read_bytes() == OLD

    def test_what_somebody_is_writing_is_none(self, file: Path) -> None:
        with program(WRITING, file) as process:
            assert process.stdout is not None
            process.stdout.readline()
            (writing,) = {*file.parent.iterdir()} - {file}
            clear_leftover(str(file))
            write_file(str(file), NEW)
            assert (file.read_bytes(), writing.read_bytes()) == (NEW, b"new")
            assert sorted(os.listdir(file.parent)) == [writing.name, file.name]
            process.communicate("\n")
        assert process.returncode == 0
        assert file.read_bytes() == b"new"
        assert os.listdir(file.parent) == [file.name]

    @pytest.mark.parametrize("others", [[], [b"of a third process"]])
    def test_that_somebody_clears_too_soon_are_made_again(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, others: list[bytes]
    ) -> None:
        import fcntl

        lock = fcntl.flock
        cleared: list[Path] = []

        def clear_and_lock(descriptor: int, operation: int) -> None:
            if not cleared:
                cleared.extend({*file.parent.iterdir()} - {file})
                cleared[0].unlink()
                for content in others:
                    cleared[0].write_bytes(content)
            lock(descriptor, operation)

        monkeypatch.setattr(fcntl, "flock", clear_and_lock)
        write_file(str(file), NEW)
        assert file.read_bytes() == NEW
        kept = [(path.name, path.read_bytes()) for path in file.parent.iterdir() if path != file]
        assert kept == [(cleared[0].name, content) for content in others]

    @pytest.mark.parametrize("is_left", [False, True])
    def test_are_not_needed_where_nothing_can_be_locked(
        self, file: Path, leftover: Path, monkeypatch: pytest.MonkeyPatch, is_left: bool
    ) -> None:
        import fcntl

        def refuse(*_: object) -> None:
            raise OSError(errno.ENOLCK, "No locks available")

        if not is_left:
            leftover.unlink()
        monkeypatch.setattr(fcntl, "flock", refuse)
        write_file(str(file), NEW)
        append_line(str(file), b"line")
        with alone_at(str(file.parent)):
            assert file.read_bytes() == NEW + b"line\n"
        assert sorted(os.listdir(file.parent)) == [*([leftover.name] if is_left else []), file.name]


FOREVER = """
import itertools, sys
from tenlao.documents.files import replace_file
contents = b"old" * 100_000, b"new" * 120_000
print("ready", flush=True)
for number in itertools.count():
    replace_file(sys.argv[1], contents[number % 2], contents[1 - number % 2])
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_killed_at_any_moment_the_old_or_the_new_content_is_there(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    contents = b"old" * 100_000, b"new" * 120_000
    chance = random.Random(1)
    for _ in range(15):
        file.write_bytes(contents[0])
        process = subprocess.Popen(
            [sys.executable, "-c", FOREVER, str(file)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
        )
        with process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.random() * 0.03)
            process.send_signal(signal.SIGKILL)
        assert process.returncode == -signal.SIGKILL
        assert file.read_bytes() in contents

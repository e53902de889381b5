"""Text files: read as they are, replaced whole or not at all."""

import contextlib
import errno
import os
import socket
import stat
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao import TenlaoError
from tenlao.annotation import Edit
from tenlao.files import read_text, rewrite, write_file

BOM = b"\xef\xbb\xbf"
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
not_as_root = pytest.mark.skipif(AS_ROOT, reason="root may do anything")
TEXT = "Phoxay\nViêng Chăn\n"
EDITS = [Edit(6, 6, "", " (Phô-xay)")]
EDITED = "Phoxay (Phô-xay)\nViêng Chăn\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode())
    return path


def complaint(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(TenlaoError) as caught:
        read_text(str(path))
    return str(caught.value).removeprefix(str(path))


class TestRead:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            TEXT.encode(),
            BOM + TEXT.encode(),
            TEXT.replace("\n", "\r\n").encode(),
            b"a\rb\r\n\n\x0b\x0c\x1c\xe2\x80\xa8",
            unicodedata.normalize("NFD", TEXT).encode(),
            "ວຽງ\u200bຈັນ \U0001f1f1\U0001f1e6".encode(),
        ],
    )
    def test_gives_back_the_same_bytes(self, tmp_path: Path, content: bytes) -> None:
        path = tmp_path / "text.txt"
        path.write_bytes(content)
        assert read_text(str(path)).encode() == content

    @given(content=st.binary(max_size=40))
    def test_gives_back_the_same_bytes_or_reports(
        self, tmp_path_factory: pytest.TempPathFactory, content: bytes
    ) -> None:
        path = tmp_path_factory.getbasetemp() / "any.bin"
        path.write_bytes(content)
        with contextlib.suppress(TenlaoError):
            assert read_text(str(path)).encode() == content

    def test_reports_what_is_not_utf_8(self, tmp_path: Path) -> None:
        path = tmp_path / "text.txt"
        remedy = "convert it first, e.g. iconv -f WINDOWS-1258 -t UTF-8"
        assert complaint(path, b"a\nb\nVi\xeang") == f":3: is not UTF-8 at byte 6; {remedy}"
        assert complaint(path, "Lào"[:2].encode() + b"\xc3") == f":1: is not UTF-8 at byte 3; {remedy}"
        assert (
            complaint(path, "Lào".encode("utf-16"))
            == ": is UTF-16; convert it first: iconv -f UTF-16 -t UTF-8"
        )

    def test_reports_what_looks_binary(self, tmp_path: Path) -> None:
        message = ":2: looks binary: byte 5 is NUL; give a text file"
        assert complaint(tmp_path / "image.png", b"\x89PNG\n\0\0\0") == message

    def test_reports_what_is_no_file(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        for path, message in (
            (tmp_path / "none.txt", "no such file or folder; check the path"),
            (tmp_path, "is a directory; give a file"),
            (tmp_path / "pipe", 'is not a regular file; pipe its content in and give "-"'),
            (Path("/dev/null"), 'is not a regular file; pipe its content in and give "-"'),
        ):
            with pytest.raises(TenlaoError) as caught:
                read_text(str(path))
            assert str(caught.value) == f"{path}: {message}"

    @not_as_root
    def test_reports_what_may_not_be_read(self, file: Path) -> None:
        file.chmod(0o200)
        with pytest.raises(TenlaoError, match="cannot be read: Permission denied"):
            read_text(str(file))


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

    @pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o777])
    def test_keeps_permissions(self, file: Path, mode: int) -> None:
        file.chmod(mode)
        write_file(str(file), b"new")
        assert file.read_bytes() == b"new"
        assert stat.S_IMODE(file.stat().st_mode) == mode
        assert os.listdir(file.parent) == [file.name]

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
        assert file.read_bytes() == TEXT.encode()

    @pytest.mark.parametrize("function", ["fsync", "replace", "chmod"])
    def test_leaves_all_as_it_was_when_it_fails(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, function: str
    ) -> None:
        def fail(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, function, fail)
        with pytest.raises(TenlaoError, match=r"text\.txt: cannot be written: No space left on device"):
            write_file(str(file), b"new")
        assert file.read_bytes() == TEXT.encode()
        assert os.listdir(file.parent) == [file.name]

    def test_leaves_all_as_it_was_when_interrupted(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(os, "replace", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_file(str(file), b"new")
        assert file.read_bytes() == TEXT.encode()
        assert os.listdir(file.parent) == [file.name]


class TestRewrite:
    def test_changes_what_the_edits_change(self, file: Path) -> None:
        rewrite(str(file), TEXT, EDITS)
        assert file.read_bytes() == EDITED.encode()

    def test_keeps_byte_order_mark_and_line_ends(self, file: Path) -> None:
        file.write_bytes(BOM + TEXT.replace("\n", "\r\n").encode())
        rewrite(str(file), read_text(str(file)), [Edit(7, 7, "", " (Phô-xay)")])
        assert file.read_bytes() == BOM + EDITED.replace("\n", "\r\n").encode()

    def test_without_edits_leaves_the_file_alone(self, file: Path) -> None:
        before = file.stat()
        rewrite(str(file), TEXT, [])
        assert file.stat() == before

    def test_refuses_a_file_that_has_changed(self, file: Path) -> None:
        file.write_bytes(b"Somebody else was here\n")
        with pytest.raises(TenlaoError, match="has changed since it was read"):
            rewrite(str(file), TEXT, EDITS)
        assert file.read_bytes() == b"Somebody else was here\n"

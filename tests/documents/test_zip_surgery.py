"""ZIP archives: what other programs wrote is read, and members get new contents, all others keeping their bytes."""

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenlao import TenlaoError
from tenlao.documents import zip_surgery
from tenlao.documents.changes import restored
from tenlao.documents.zip_surgery import OPEN_DOCUMENT, Archive, most_unpacked

LAO = "ສອນໄຊ ".encode() * 50
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Extra fields of two programs: one kept, one of a kind that stands for large sizes.
KEPT, LARGE = struct.pack("<2H3s", 0x7075, 3, b"abc"), struct.pack("<2H8s", 1, 8, b"\0" * 8)


class _Pipe(io.BytesIO):
    """What cannot be gone back in: sizes then follow the members."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation

    def tell(self) -> int:
        raise io.UnsupportedOperation


def zipped(
    contents: Mapping[str, bytes],
    method: int = zipfile.ZIP_DEFLATED,
    *,
    comment: bytes = b"",
    extra: bytes = b"",
    piped: bool = False,
) -> bytes:
    stream = _Pipe() if piped else io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in contents.items():
            member = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10))
            member.compress_type, member.extra, member.comment = method, extra, b"of a member"
            member.external_attr = 0o640 << 16
            file.writestr(member, content)
        file.comment = comment
    return stream.getvalue()


def contents_of(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def complaint(content: bytes, *read: str) -> str:
    with pytest.raises(TenlaoError) as caught:
        _read(content, *read)
    return str(caught.value)


def _read(content: bytes, *members: str) -> None:
    archive = Archive.read(content, "a.docx")
    for member in members:
        archive.unpacked(member, archive.most_unpacked)


DAMAGED = "a.docx: is a damaged ZIP archive; open it in Word and save it again"


def with_end(content: bytes, **fields: int) -> bytes:
    """An archive whose last record says something else."""
    names = ("disk", "first_disk", "here", "count", "size", "directory")
    end = content.rindex(b"PK\5\6")
    values = dict(zip(names, struct.unpack_from("<4H2L", content, end + 4), strict=True)) | fields
    return content[: end + 4] + struct.pack("<4H2L", *values.values()) + content[end + 20 :]


def with_record(content: bytes, offset: int, layout: str, *values: int) -> bytes:
    """An archive whose directory says something else of its first member."""
    at = content.index(b"PK\1\2") + offset
    new = struct.pack(layout, *values)
    return content[:at] + new + content[at + len(new) :]


names = st.sampled_from(["a.xml", "b/ê.xml", "c", "d.png"])


def rewritten(archive: Archive, contents: dict[str, bytes]) -> bytes:
    """An archive with new contents, given in pieces; what restores the old one does so."""
    new, restore = archive.rewritten({name: (content[:3], content[3:]) for name, content in contents.items()})
    assert restored(new, restore) == archive.content
    return new


@given(
    st.dictionaries(names, st.binary(max_size=60), min_size=1),
    st.dictionaries(st.sampled_from(["a.xml", "b/ê.xml", "new.xml", "neu/ộ.xml"]), st.binary(max_size=60)),
    st.sampled_from(METHODS),
    st.booleans(),
    st.sampled_from([b"", KEPT, LARGE, KEPT + LARGE, LARGE + KEPT, KEPT + b"xy"]),
    st.sampled_from([b"", b"a comment"]),
)
def test_members_get_new_contents_and_all_else_stays(
    contents: dict[str, bytes], new: dict[str, bytes], method: int, piped: bool, extra: bytes, comment: bytes
) -> None:
    old = zipped(contents, method, comment=comment, extra=extra, piped=piped)
    archive = Archive.read(old, "a.docx")
    assert [*archive.members] == [*contents]
    for name, content in contents.items():
        assert archive.unpacked(name, len(content)) == content
        assert archive.size(name) == len(content)
    result = rewritten(archive, new)
    assert contents_of(result) == contents | new
    assert [*contents_of(result)] == [*contents, *(name for name in new if name not in contents)]
    again = Archive.read(result, "a.docx")
    for name in contents.keys() - new.keys():
        before, after = archive.members[name], again.members[name]
        assert old[before.start : before.end] == result[after.start : after.end]
    with zipfile.ZipFile(io.BytesIO(result)) as file, zipfile.ZipFile(io.BytesIO(old)) as before_file:
        assert file.comment == comment
        for info in before_file.infolist():
            kept = file.getinfo(info.filename)
            for told in ("date_time", "external_attr", "comment", "compress_type", "create_system"):
                assert getattr(kept, told) == getattr(info, told)
            assert _local_extra(result, again.members[info.filename].start) == kept.extra
            assert kept.extra == (info.extra.replace(LARGE, b"") if info.filename in new else info.extra)


def _local_extra(archive: bytes, start: int) -> bytes:
    """The extra fields in the header of a member, beside those in the directory."""
    name, extra = struct.unpack_from("<2H", archive, start + 26)
    return archive[start + 30 + name : start + 30 + name + extra]


@pytest.mark.parametrize("empty", [b"", struct.pack("<2H", 1, 0)])
def test_fields_for_large_sizes_go_wherever_they_stand(empty: bytes) -> None:
    long = struct.pack("<2H40000s", 0x7075, 40_000, b"abc")
    archive = Archive.read(zipped({"ab": LAO}, extra=KEPT + LARGE + long + LARGE + empty), "a.docx")
    result = rewritten(archive, {"ab": b"x"})
    with zipfile.ZipFile(io.BytesIO(result)) as file:
        assert file.read("ab") == b"x"
        assert file.getinfo("ab").extra == _local_extra(result, 0) == KEPT + long


def test_several_members_in_the_middle_get_new_contents() -> None:
    contents = {name: LAO + name.encode() for name in ("a", "bb", "ccc", "dddd")}
    archive = Archive.read(zipped(contents, extra=KEPT), "a.docx")
    new = {"bb": b"x", "ccc": LAO * 3}
    result = rewritten(archive, new)
    assert contents_of(result) == contents | new
    for name, member in Archive.read(result, "a.docx").members.items():
        assert result[member.start + 30 : member.start + 30 + len(name)] == name.encode()
        assert _local_extra(result, member.start) == KEPT


def test_a_new_member_is_packed_and_has_a_time_that_every_program_reads() -> None:
    archive = Archive.read(zipped({"a": LAO}), "a.docx")
    result = rewritten(archive, {"b/ộ": LAO * 9})
    with zipfile.ZipFile(io.BytesIO(result)) as file:
        info = file.getinfo("b/ộ")
        assert info.compress_size < 200
        assert info.compress_type == zipfile.ZIP_DEFLATED
        assert info.date_time == (1980, 1, 1, 0, 0, 0)
        assert (info.create_version, info.extract_version, info.flag_bits) == (20, 20, 0x800)
        assert (info.extra, info.comment, info.external_attr, info.internal_attr) == (b"", b"", 0, 0)
        assert info.volume == 0


def test_sizes_no_longer_follow_a_member_that_is_packed_anew() -> None:
    archive = Archive.read(zipped({"a": LAO, "b": LAO}, piped=True), "a.docx")
    result = rewritten(archive, {"a": b"x"})
    with zipfile.ZipFile(io.BytesIO(result)) as file:
        assert not file.getinfo("a").flag_bits & 8
        assert file.getinfo("b").flag_bits & 8
    assert struct.unpack_from("<H", result, 6) == (0,)


def test_nothing_changes_where_nothing_is_to_be() -> None:
    content = zipped({"a": LAO, "b": b""}, comment=b"c")
    assert rewritten(Archive.read(content, "a.docx"), {}) == content


class TestDamage:
    @pytest.mark.parametrize("content", [b"", b"PK", b"no archive", zipped({"a": b"x"})[:-1]])
    def test_what_is_no_archive(self, content: bytes) -> None:
        assert complaint(content) == "a.docx: is no Word document (.docx), which would be a ZIP archive"

    def test_an_archive_is_told_by_its_program(self) -> None:
        with pytest.raises(TenlaoError, match=r"a\.odt: is no OpenDocument text \(\.odt\), which"):
            Archive.read(b"x", "a.odt", OPEN_DOCUMENT)
        with pytest.raises(TenlaoError, match="open it in LibreOffice and save it again"):
            Archive.read(with_end(zipped({"a": b"x"}), disk=1), "a.odt", OPEN_DOCUMENT)

    def test_the_longest_comment_is_looked_behind(self) -> None:
        assert Archive.read(zipped({"a": b"x"}, comment=b"c" * 0xFFFF), "a.docx").members.keys() == {"a"}

    @pytest.mark.parametrize(
        "fields",
        [{"disk": 1}, {"first_disk": 1}, {"here": 2}, {"size": 1}, {"directory": 1}, {"here": 2, "count": 2}],
        ids=str,
    )
    def test_a_last_record_that_does_not_agree(self, fields: dict[str, int]) -> None:
        assert complaint(with_end(zipped({"a": b"x"}), **fields)) == DAMAGED

    @pytest.mark.parametrize(
        ("offset", "layout", "value"),
        [(0, "<L", 0), (28, "<H", 999), (30, "<H", 999), (32, "<H", 999), (42, "<L", 1), (20, "<L", 999)],
    )
    def test_a_directory_that_does_not_agree(self, offset: int, layout: str, value: int) -> None:
        assert complaint(with_record(zipped({"a": b"x"}), offset, layout, value)) == DAMAGED

    def test_two_members_at_one_place(self) -> None:
        content = zipped({"a": b"x", "b": b"y"})
        second = content.rindex(b"PK\1\2") + 42
        assert complaint(content[:second] + b"\0\0\0\0" + content[second + 4 :]) == DAMAGED

    def test_two_members_of_one_name(self) -> None:
        content = zipped({"a": b"x", "b": b"y"})
        second = content.rindex(b"PK\1\2") + 46
        assert complaint(content[:second] + b"a" + content[second + 1 :]) == DAMAGED

    def test_a_name_that_is_no_text(self) -> None:
        content = zipped({"ê": b"x"})
        at = content.rindex("ê".encode())
        assert complaint(content[:at] + b"\xff\xff" + content[at + 2 :]) == DAMAGED

    @pytest.mark.parametrize("method", METHODS)
    @pytest.mark.parametrize("offset", [16, 24])  # the sum of the content, and its size
    def test_a_content_that_is_not_what_the_directory_says(self, method: int, offset: int) -> None:
        content = with_record(zipped({"a": LAO}, method), offset, "<L", 7)
        assert complaint(content, "a") == DAMAGED

    def test_data_that_cannot_be_unpacked(self) -> None:
        content = bytearray(zipped({"a": LAO}))
        content[31:36] = b"\xff" * 5
        assert complaint(bytes(content), "a") == DAMAGED

    @pytest.mark.parametrize("offset", [20, 24, 42])
    def test_zip64(self, offset: int) -> None:
        content = with_record(zipped({"a": b"x"}), offset, "<L", 0xFFFFFFFF)
        assert complaint(content) == "a.docx: is a ZIP64 archive; save it again in Word"

    def test_encryption(self) -> None:
        content = with_record(zipped({"a": b"x"}), 8, "<H", 1)
        assert complaint(content) == "a.docx: is encrypted; save it in Word without a password"

    def test_another_way_of_packing(self) -> None:
        content = with_record(zipped({"a": b"x"}), 10, "<H", 12)
        assert (
            complaint(content, "a")
            == "a.docx: is packed in a way that Word does not use; save it again in Word"
        )

    def test_an_old_name_is_read_in_the_old_encoding(self) -> None:
        content = zipped({"ab": b"x"}).replace(b"ab", b"a\x82")
        assert [*Archive.read(content, "a.docx").members] == ["aé"]


class TestBounds:
    @pytest.fixture(autouse=True)
    def small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(zip_surgery, "MOST_MEMBERS", 3)
        monkeypatch.setattr(zip_surgery, "LARGEST_CONTENT", 5000)
        monkeypatch.setattr(zip_surgery, "LARGEST_AT_ANY_RATIO", 1000)
        monkeypatch.setattr(zip_surgery, "LARGEST_RATIO", 10)

    def test_of_members(self) -> None:
        contents = dict.fromkeys("abc", b"")
        assert len(Archive.read(zipped(contents), "a.docx").members) == 3
        said = "a.docx: has 4 parts; a Word document has no more than 3"
        assert complaint(zipped({**contents, "d": b""})) == said

    @pytest.mark.parametrize(("packed", "most"), [(1, 1000), (100, 1000), (101, 1010), (501, 5000)])
    def test_of_what_may_be_unpacked(self, packed: int, most: int) -> None:
        assert most_unpacked(packed) == most

    def test_of_an_archive(self) -> None:
        content = zipped({"a": b"x" * 400})
        assert Archive.read(content, "a.docx").most_unpacked == max(1000, 10 * len(content))

    @pytest.mark.parametrize("method", METHODS)
    def test_of_a_member(self, method: int) -> None:
        archive = Archive.read(zipped({"a": b"x" * 900}, method), "a.docx")
        assert archive.unpacked("a", 900) == b"x" * 900
        with pytest.raises(TenlaoError, match=r"^a\.docx: unpacks to more than a document ever holds: a$"):
            archive.unpacked("a", 899)

    def test_no_more_is_unpacked_than_may_be(self) -> None:
        archive = Archive.read(zipped({"a": bytes(4 << 20)}), "a.docx")
        tracemalloc.start()
        try:
            with pytest.raises(TenlaoError, match="unpacks to more than a document ever holds: a"):
                archive.unpacked("a", 1000)
            assert tracemalloc.get_traced_memory()[1] < 1 << 20
        finally:
            tracemalloc.stop()

    def test_of_a_member_by_itself_whatever_is_left(self) -> None:
        archive = Archive.read(zipped({"a": b"x" * 1001}), "a.docx")
        with pytest.raises(TenlaoError, match="unpacks to more than a document ever holds: a"):
            archive.unpacked("a", 5000)

    def test_of_several_members_before_any_is_read(self) -> None:
        archive = Archive.read(zipped({"a": b"x" * 50, "b": b"y" * 50, "c": b"z"}), "a.docx")
        archive.refuse_excess(["a", "b"], 100)
        with pytest.raises(TenlaoError, match=r"^a\.docx: unpacks to more than a document ever holds: b$"):
            archive.refuse_excess(["a", "b", "c"], 99)

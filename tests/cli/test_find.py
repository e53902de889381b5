"""The command `tenlao find`, as people use it."""

import unicodedata
from pathlib import Path

import pytest

from tests.cli.running import NOT_UTF_8, TEXT, lines_of_json, run


class TestFind:
    @pytest.mark.parametrize(
        "text",
        [
            TEXT,
            "\ufeff" + TEXT,
            TEXT.replace(" Siphandone", "\r\nSiphandone"),
            unicodedata.normalize("NFD", TEXT),
            "\U0001f1f1\U0001f1e6 " + TEXT,
        ],
    )
    def test_gives_offsets_into_the_text_as_it_is(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "text.txt"
        path.write_bytes(text.encode())
        (mention,) = lines_of_json(run("find", path)[0])
        text = text.removeprefix("\ufeff")
        assert text[mention["start"] : mention["end"]] == mention["text"]
        assert mention["text"].split() == ["Sonexay", "Siphandone"]
        assert mention == {
            "start": mention["start"],
            "end": mention["end"],
            "text": mention["text"],
            "id": "sonexay-siphandone",
            "kind": "person",
            "score": 100.0,
            "match": "exact",
        }

    def test_names_the_file_when_there_are_several(self, file: Path, bad_file: Path) -> None:
        out, err = run("find", bad_file, file, "-", given=TEXT, status=2)
        assert [mention["file"] for mention in lines_of_json(out)] == [str(file), "-"]
        assert err == f"tenlao: {bad_file}:1: {NOT_UTF_8}\ntenlao: 1 of 3 files could not be used\n"

    def test_prints_annotations_of_the_web(self, file: Path, bad_file: Path) -> None:
        out, err = run("find", "--format", "webanno", "--jobs", "2", bad_file, file, status=2)
        (annotation,) = lines_of_json(out)
        assert annotation["target"]["source"] == file.as_uri()
        assert err.startswith(f"tenlao: {bad_file}:1: {NOT_UTF_8}\n")
        (annotation,) = lines_of_json(
            run("find", "--format", "webanno", "--iri", "urn:x", "-", given=TEXT)[0]
        )
        assert annotation["target"]["source"] == "urn:x"
        assert "has no address" in run("find", "--format", "webanno", "-", given=TEXT, status=2)[1]

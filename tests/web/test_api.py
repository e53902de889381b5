"""The interface for programs: what it answers is what the command line and the library say."""

import io
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import docx
import pytest

import tenlao
from tests.web.serving import ROOT, Server, served

ARTICLE = (
    "Thủ tướng Sonexay Siphandnoe tiếp ông Bounsavath Phetmixay.\nÔng Sonexay Siphandone đến Viêng Chăn.\n"
)


def printed(*command: str) -> list[Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tenlao", *command], capture_output=True, encoding="utf-8", input=ARTICLE
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


class TestNames:
    def test_lookup_answers_as_the_command_line(self, server: Server) -> None:
        answer = server.get("/api/v1/lookup?name=Thonglun%20Sisulith&name=Bun%20Kham&limit=2").json()
        expected = printed("lookup", "--json", "--limit", "2", "Thonglun Sisulith", "Bun Kham")
        assert [match for result in answer["results"] for match in result["matches"]] == expected
        assert [result["weak"] for result in answer["results"]] == [False, True]

    def test_a_given_name_alone_has_bearers(self, server: Server) -> None:
        (result,) = server.get("/api/v1/lookup?name=Vorachith").json()["results"]
        assert "bounnhang-vorachith" in [match["id"] for match in result["bearers"]]

    def test_a_year_tells_who_held_an_office_then(self, server: Server) -> None:
        title, name = "Tỉnh trưởng Attapư", "Thongloun Sisoulith"
        answer = server.post("/api/v1/lookup", {"names": [title, name], "at": 2020}).json()["results"]
        assert answer[0]["holders"] == printed("lookup", "--at", "2020", "--json", title)
        assert answer[1]["matches"][0] == printed("lookup", "--at", "2020", "--json", name)[0]
        assert answer[1]["matches"][0]["tenure"]["standing"] == "held"
        assert server.get("/api/v1/lookup?name=Thongloun&at=0").status == 400

    def test_resolve_answers_each_name_in_its_turn(self, server: Server) -> None:
        names = ["Nguyễn Văn Xay", "ວຽງຈັນ", ""]
        results = server.post("/api/v1/resolve", {"names": names}).json()["results"]
        assert [result and result["id"] for result in results] == [None, "vientiane", None]

    def test_many_names_are_answered_as_few(self, server: Server) -> None:
        names = [entry.latin for entry in tenlao.load().entries[:300] if entry.latin]
        results = server.post("/api/v1/resolve", {"names": names}).json()["results"]
        expected = [tenlao.resolve(name) for name in names]
        assert [r and r["id"] for r in results] == [match and match.entry.id for match in expected]

    @pytest.mark.parametrize("to", ["vietnamese", "latin", "lao"])
    def test_render_answers_as_the_command_line(self, server: Server, to: str) -> None:
        name = "Bounsavath Phetmixay" if to == "vietnamese" else "Xỉ-phăn-đon"
        answer = server.post("/api/v1/render", {"names": [name], "to": to}).json()
        assert answer["results"] == printed("render", "--to", to, "--json", name)


class TestTexts:
    def test_find_answers_as_the_command_line(self, server: Server) -> None:
        answer = server.post("/api/v1/find", {"text": ARTICLE, "unknown": True}).json()
        assert answer["mentions"] == printed("find", "--unknown", "-")

    def test_check_answers_as_the_command_line_and_adds_the_changes(self, server: Server) -> None:
        answer = server.post("/api/v1/check", {"text": ARTICLE, "select": ["ALL"]}).json()
        done = subprocess.run(
            [sys.executable, "-m", "tenlao", "check", "--select", "ALL", "--format", "json", "-"],
            capture_output=True,
            encoding="utf-8",
            input=ARTICLE,
        )
        expected = json.loads(done.stdout)
        for finding in answer["findings"]:
            finding.pop("edit")
            finding.pop("also")
        assert answer["findings"] == [finding | {"file": "the text"} for finding in expected]
        assert answer["fixes"]

    @pytest.mark.parametrize("style", ["gloss", "vietnamese", "latin"])
    def test_annotate_answers_as_the_library(self, server: Server, style: Any) -> None:
        answer = server.post("/api/v1/annotate", {"text": ARTICLE, "style": style}).json()
        assert answer["text"] == tenlao.load().annotate(ARTICLE, style)

    def test_harvest_answers_as_the_command_line(self, server: Server) -> None:
        text = "Bộ trưởng Lào Somphet Inthaphone (Xổm-phết In-tha-phon)"
        (pair,) = server.post("/api/v1/harvest", {"text": text}).json()["pairs"]
        assert (pair["latin"], pair["status"]) == ("Somphet Inthaphone", "new")

    def test_offsets_count_code_points_after_a_byte_order_mark_too(self, server: Server) -> None:
        text = "\ufeff😀 Thongloun Sisoulith"
        (mention,) = server.post("/api/v1/find", {"text": text}).json()["mentions"]
        assert text[mention["start"] : mention["end"]] == "Thongloun Sisoulith"
        new = server.post("/api/v1/annotate", {"text": text}).json()["text"]
        assert new == f"{text} (Thoong-lun Xi-xu-lít)"

    def test_an_article_has_it_all_at_once(self, server: Server) -> None:
        answer = server.post("/api/v1/article", {"text": ARTICLE, "style": "gloss"}).json()
        assert [finding["rule"] for finding in answer["findings"]] == ["TL003", "TL006"]
        assert {mention["id"] for mention in answer["mentions"]} >= {"sonexay-siphandone", "vientiane"}
        assert [edit["new"] for edit in answer["edits"]] == [" (Xỏn-xay Xỉ-phăn-đon)"]


class TestDocuments:
    def test_a_word_document_comes_back_as_one(self, server: Server) -> None:
        made, written = docx.Document(), io.BytesIO()
        made.add_paragraph("Ông Sonexay Siphandone đến Hà Nội.")
        made.save(written)
        answer = server.upload("/api/v1/annotate", "bài.docx", written.getvalue(), output="document")
        assert answer.status == 200
        assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''b%C3%A0i.docx"
        paragraphs = [paragraph.text for paragraph in docx.Document(io.BytesIO(answer.body)).paragraphs]
        assert paragraphs == ["Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) đến Hà Nội."]

    def test_a_text_keeps_its_encoding(self, server: Server) -> None:
        content = b"\xef\xbb\xbf" + "Ông Sonexay Siphandone.\r\n".encode()
        answer = server.upload("/api/v1/annotate", "a.txt", content, output="document", style="gloss")
        assert answer.body == content.replace(b".\r\n", " (Xỏn-xay Xỉ-phăn-đon).\r\n".encode())

    def test_markup_is_left_out(self, server: Server) -> None:
        page = "<p>Ông Thoong-lun <b>Xi-xu-lít</b></p>".encode()
        (mention,) = server.upload("/api/v1/find", "page.html", page).json()["mentions"]
        assert mention["text"] == "Thoong-lun Xi-xu-lít"


class TestEntries:
    def test_an_entry_has_its_forms_and_sources(self, server: Server) -> None:
        entry = server.get("/api/v1/entries/thongloun-sisoulith").json()
        assert entry["lao"] == "ທອງລຸນ ສີສຸລິດ"
        assert all(form["sources"] for form in entry["forms"][:1])
        (link,) = entry["links"]
        assert link == {"registry": "wikidata", "id": "Q58323", "url": "https://www.wikidata.org/wiki/Q58323"}

    def test_entries_are_found_by_what_they_are(self, server: Server) -> None:
        places = server.get("/api/v1/entries?kind=place&missing=lao&limit=500").json()
        expected = [e for e in tenlao.load().entries if e.kind == "place" and e.lao is None]
        assert places["total"] == len([e for e in expected if not any(f.writing == "lao" for f in e.forms)])
        assert all(entry["kind"] == "place" and entry["lao"] is None for entry in places["entries"])

    def test_entries_are_found_by_a_part_of_a_name_without_its_marks(self, server: Server) -> None:
        found = server.get("/api/v1/entries?q=xi-xu-lit").json()
        assert "thongloun-sisoulith" in [entry["id"] for entry in found["entries"]]

    @pytest.mark.parametrize("office", ["Minister of Justice", "bộ trưởng tư pháp"])
    def test_entries_are_found_by_office_in_both_languages(self, server: Server, office: str) -> None:
        found = server.get(f"/api/v1/entries?office={quote(office)}").json()["entries"]
        assert "saysi-santhivong" in [entry["id"] for entry in found]
        assert all(entry["kind"] == "person" for entry in found)

    def test_pages_of_entries_do_not_overlap(self, server: Server) -> None:
        first, second = (server.get(f"/api/v1/entries?limit=3&offset={n}").json()["entries"] for n in (0, 3))
        ids = [entry["id"] for entry in first + second]
        assert ids == [entry.id for entry in tenlao.load().entries[:6]]


def test_the_service_tells_of_itself(server: Server) -> None:
    assert server.get("/healthz").text == "alive\n"
    assert server.get("/readyz").text == "ready\n"
    server.get("/api/v1/resolve?name=x")
    assert 'tenlao_requests_total{route="/api/v1/resolve",status="200"}' in server.get("/metrics").text


def test_another_server_can_run_the_application(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (tmp_path / "keys").write_text("0123456789abcdef\n", encoding="utf-8")
    path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    settings = {"TENLAO_WEB_KEY_FILE": str(tmp_path / "keys"), "TENLAO_WEB_HOSTS": "names.desk.example"}
    command = [sys.executable, "-m", "uvicorn", "tenlao.web:app", "--port", str(port), "--log-level", "error"]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path, **settings}) as process:
        server = Server(process, f"http://127.0.0.1:{port}/")
        try:
            until = time.monotonic() + 60
            while not is_ready(server):
                assert time.monotonic() < until
                time.sleep(0.1)
            asked = {"Host": "names.desk.example", "X-API-Key": "0123456789abcdef"}
            answer = server.ask("GET", "/api/v1/resolve?name=Vientiane", headers=asked)
            assert answer.json()["results"][0]["id"] == "vientiane"
            assert server.get("/api/v1/resolve?name=Vientiane").status == 401
        finally:
            process.terminate()


def is_ready(server: Server) -> bool:
    try:
        return server.get("/readyz").status == 200
    except OSError:
        return False


def test_the_house_style_of_the_folder_holds(tmp_path: Path) -> None:
    (tmp_path / "tenlao.toml").write_text('style = "latin"\n', encoding="utf-8")
    with served(cwd=tmp_path) as server:
        answer = server.post("/api/v1/annotate", {"text": "Ông Xỏn-xay Xỉ-phăn-đon."}).json()
    assert answer["text"] == "Ông Sonexay Siphandone."

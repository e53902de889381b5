"""The reconciliation service: every answer is as its specification says, and says what `lookup` and `resolve` say."""

import json
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pandas as pd
import pytest
import reconciler  # type: ignore[import-untyped]

import tenlao
from tests.web.serving import Answer, Server, served
from tests.web.shapes import check_shape

DRAFT = "/reconcile/1.0-draft"
QUERIES = {
    "q0": {"query": "Thonglun Sisulith", "type": "person", "limit": 3, "type_strict": "any"},
    "q1": {"query": "ວຽງຈັນ", "type": ["place"]},
    "q2": {"query": "Nguyễn Văn Xay"},
    "q3": {"query": "Siphandone", "properties": [{"pid": "role", "v": "Prime Minister"}]},
    "q4": {"properties": [{"pid": "lao", "v": [{"id": "x", "name": "ວຽງຈັນ"}, "ບໍ່ມີ"]}], "limit": 2},
    "q5": {"query": "thongloun-sisoulith"},
}


def fits(answer: Answer, shape: str, version: str = "0.2") -> Any:
    assert answer.status == 200, answer.text
    data = answer.json()
    check_shape(data, shape, version)
    return data


def form(server: Server, **fields: object) -> Answer:
    body = urlencode({name: json.dumps(value) for name, value in fields.items()}).encode()
    return server.post("/reconcile", body, Content_Type="application/x-www-form-urlencoded")


class TestVersion02:
    def test_the_manifest(self, server: Server) -> None:
        manifest = fits(server.get("/reconcile"), "manifest")
        assert manifest["versions"] == ["0.2"]
        assert manifest["view"]["url"].startswith(f"{server.url}/entry/")
        view = manifest["view"]["url"].replace("{{id}}", "attapeu").removeprefix(server.url)
        preview = manifest["preview"]["url"].replace("{{id}}", "attapeu").removeprefix(server.url)
        assert server.get(view).status == server.get(preview).status == 200

    def test_a_key_is_asked_for_as_the_manifest_says(self, tmp_path: Path) -> None:
        (tmp_path / "keys").write_text("0123456789abcdef\n", encoding="utf-8")
        with served("--api-key-file", tmp_path / "keys") as server:
            manifest = fits(server.get("/reconcile"), "manifest")
            asked = f"/reconcile?queries={quote(json.dumps({'q0': {'query': 'Attapeu'}}))}"
            assert server.get(asked).status == 401
            assert server.get(asked, X_API_Key="0123456789abcdef").status == 200
        assert manifest["authentication"]["name"] == "X-API-Key"

    def test_a_batch_is_answered_by_post_and_get_alike(self, server: Server) -> None:
        posted = fits(form(server, queries=QUERIES), "reconciliation-result-batch")
        got = server.get(f"/reconcile?queries={quote(json.dumps(QUERIES))}")
        assert posted == fits(got, "reconciliation-result-batch")
        assert list(posted) == list(QUERIES)
        assert [result["id"] for result in posted["q1"]["result"]] == ["vientiane"]
        assert not [c for c in posted["q2"]["result"] if c["match"]]
        assert [c["id"] for c in posted["q4"]["result"]] == ["vientiane"]
        assert posted["q5"]["result"][0]["match"]

    def test_score_and_match_are_those_of_the_library(self, server: Server) -> None:
        names = ["Thonglun Sisulith", "Phosay Khaikhamphithoun", "Bun Kham", "Kaysone Phomvihane"]
        queries = {str(number): {"query": name, "limit": 3} for number, name in enumerate(names)}
        results = form(server, queries=queries).json()
        for number, name in enumerate(names):
            found = results[str(number)]["result"]
            expected = tenlao.lookup(name, 3)
            assert [c["score"] for c in found] == sorted([round(m.score, 1) for m in expected], reverse=True)
            resolved = tenlao.resolve(name)
            assert [c["id"] for c in found if c["match"]] == ([resolved.entry.id] if resolved else [])

    def test_features_tell_candidates_apart(self, server: Server) -> None:
        (found,) = form(server, queries={"q": {"query": "Thongloun Sisolic"}}).json()["q"]["result"]
        features = {feature["id"]: feature["value"] for feature in found["features"]}
        assert features["variant"] is True
        assert features["distance"] == 3
        assert features["differing"] == 1
        assert features["surprisal"] > 20

    @pytest.mark.parametrize("what", ["entity", "property", "type"])
    @pytest.mark.parametrize("prefix", ["thongl", "vi", "", "\U0001f600"])
    def test_suggestions(self, server: Server, what: str, prefix: str) -> None:
        kind = {"entity": "entities", "property": "properties", "type": "types"}[what]
        for root, version in (("/reconcile", "0.2"), (DRAFT, "1.0-draft")):
            answer = server.get(f"{root}/suggest/{what}?prefix={quote(prefix)}")
            fits(answer, f"suggest-{kind}-response", version)

    def test_an_entry_is_suggested_by_its_name_its_id_and_parts(self, server: Server) -> None:
        for prefix in ("Thongloun Sis", "thongloun-sisoulith", "Xi-xu-lít", "ທອງລຸນ"):
            found = server.get(f"/reconcile/suggest/entity?prefix={quote(prefix)}").json()["result"]
            assert "thongloun-sisoulith" in [entity["id"] for entity in found[:3]], prefix
        rest = server.get("/reconcile/suggest/entity?prefix=thong&cursor=1&limit=2").json()["result"]
        assert rest == server.get("/reconcile/suggest/entity?prefix=thong").json()["result"][1:3]

    def test_flyouts(self, server: Server) -> None:
        for id in ("attapeu", "lao", "person"):
            flyout = server.get(f"/reconcile/flyout?id={id}").json()
            assert flyout["id"] == id
            assert flyout["html"].startswith("<p>")
        assert server.get("/reconcile/flyout?id=<script>").status == 404

    def test_values_are_fetched(self, server: Server) -> None:
        properties = [
            {"id": id}
            for id in (
                "latin",
                "vietnamese",
                "lao",
                "role",
                "kind",
                "sources",
                "weight",
                "wikidata",
                "sameAs",
            )
        ]
        properties[0]["settings"] = {"limit": "1"}  # type: ignore[assignment]
        asked = {"ids": ["thongloun-sisoulith", "nobody"], "properties": properties}
        data = fits(form(server, extend=asked), "data-extension-response")
        row = data["rows"]["thongloun-sisoulith"]
        assert row["latin"] == [{"str": "Thongloun Sisoulith"}]
        assert row["lao"] == [{"str": "ທອງລຸນ ສີສຸລິດ"}]
        assert row["sources"][0]["str"].startswith("http")
        assert row["weight"] == data["rows"]["nobody"]["latin"] == []
        assert row["wikidata"] == [{"str": "Q58323"}]
        assert row["sameAs"] == [{"str": "http://www.wikidata.org/entity/Q58323"}]

    def test_properties_are_proposed(self, server: Server) -> None:
        answer = server.get("/reconcile/propose?type=person&limit=2")
        assert len(fits(answer, "data-extension-property-proposal")["properties"]) == 2

    @pytest.mark.parametrize(
        "fields",
        [
            {},
            {"queries": []},
            {"queries": {"q": "x"}},
            {"queries": {"q": {}}},
            {"queries": {"q": {"query": 1}}},
            {"queries": {"q": {"query": "x", "type": "animal"}}},
            {"queries": {"q": {"query": "x", "limit": -1}}},
            {"queries": {"q": {"query": "x", "properties": "y"}}},
            {"queries": {"q": {"query": "x", "properties": [{"v": "y"}]}}},
            {"queries": {"q": {"query": "x", "properties": [{"pid": "lao", "v": {}}]}}},
            {"extend": {}},
            {"extend": {"ids": ["a"], "properties": ["lao"]}},
            {"extend": {"ids": [1], "properties": []}},
        ],
    )
    def test_what_is_no_query_is_refused(self, server: Server, fields: dict[str, object]) -> None:
        assert form(server, **fields).status == 400

    def test_a_batch_has_its_bounds(self, server: Server) -> None:
        size = server.get("/reconcile").json()["batchSize"]
        queries = {str(number): {"query": "Attapeu"} for number in range(size + 1)}
        assert form(server, queries=queries).status == 413

    def test_an_entry_is_found_by_the_id_of_another_registry(self, server: Server) -> None:
        query = {"query": "Thongloun", "properties": [{"pid": "geonames", "v": "1665045"}]}
        by_id = {"query": "Attapeu", "properties": [{"pid": "geonames", "v": "1665045", "required": True}]}
        data = fits(form(server, queries={"a": query, "b": by_id}), "reconciliation-result-batch")
        assert all(candidate["score"] <= 50 for candidate in data["a"]["result"])
        assert [candidate["id"] for candidate in data["b"]["result"]] == ["attapeu"]


class TestDraft:
    def test_the_manifest(self, server: Server) -> None:
        manifest = fits(server.get(DRAFT), "manifest", "1.0-draft")
        assert manifest["standardizedScore"]
        assert server.get(f"{DRAFT}/preview?id=attapeu").status == 200

    def test_a_batch(self, server: Server) -> None:
        name = {"matchType": "name", "propertyValue": "Siphandone"}
        role = {"matchType": "property", "propertyId": "role", "propertyValue": "Prime Minister"}
        asked = [
            {"conditions": [{"matchType": "id", "propertyValue": "attapeu"}]},
            {"type": "person", "limit": 10, "conditions": [name, role | {"required": True}]},
            {"conditions": [name, role | {"matchQuantifier": "none", "required": True}], "limit": 10},
        ]
        answer = server.post(f"{DRAFT}/match", {"queries": asked})
        by_id, prime_ministers, others = (
            [candidate["id"] for candidate in result["candidates"]]
            for result in fits(answer, "reconciliation-result-batch", "1.0-draft")["results"]
        )
        assert by_id == ["attapeu"]
        assert "sonexay-siphandone" in prime_ministers
        assert set(prime_ministers).isdisjoint(others)

    def test_values_are_fetched(self, server: Server) -> None:
        asked = {"ids": ["attapeu", "nobody"], "properties": [{"id": "lao"}, {"id": "kind"}]}
        data = fits(server.post(f"{DRAFT}/extend", asked), "data-extension-response", "1.0-draft")
        assert data["rows"][0]["properties"][0]["values"][0]["lang"] == "lo"
        fits(
            server.get(f"{DRAFT}/extend/propose?type=place"), "data-extension-property-proposal", "1.0-draft"
        )

    @pytest.mark.parametrize(
        "body", [{}, {"queries": [{}]}, {"queries": [{"conditions": [{"matchType": "x"}]}]}, []]
    )
    def test_what_is_no_query_is_refused(self, server: Server, body: object) -> None:
        assert server.post(f"{DRAFT}/match", body).status == 400


def test_a_client_from_the_package_index_reconciles_a_column(server: Server) -> None:
    column = pd.Series(["Thonglun Sisulith", "Phosay Khaikhamphithoun", "Thonglun Sisulith"])
    reconcile = partial(reconciler.reconcile, reconciliation_endpoint=f"{server.url}/reconcile")
    found = reconcile(column, type_id="person", top_res=1)
    assert dict(zip(found["input_value"], found["id"], strict=True)) == {
        "Thonglun Sisulith": "thongloun-sisoulith",
        "Phosay Khaikhamphithoun": "phoxay-khaykhamphithoune",
    }
    assert found["match"].all()

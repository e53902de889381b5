"""The description of the interface: complete, and kept to, whatever is asked by it or against it."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tenlao.web.openapi import openapi
from tenlao.web.settings import Settings
from tests.web.serving import Server

DESCRIBED = openapi(Settings())
FOUND: Any = schemathesis.openapi.from_dict(DESCRIBED).get_all_operations()
OPERATIONS = {operation.ok().label: operation.ok() for operation in FOUND}
ALWAYS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("label", OPERATIONS)
def test_answers_are_as_described(server: Server, label: str, mode: GenerationMode) -> None:
    operation: Any = OPERATIONS[label]

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy(generation_mode=mode))
        answer = case.call_and_validate(base_url=server.url, checks=ALWAYS)
        # In a query or a form all is a string, and what is no list a list of one.
        if mode is GenerationMode.NEGATIVE and case.media_type == "application/json":
            assert 400 <= answer.status_code < 500, (case.as_curl_command(), answer.text)

    try:
        ask()
    except Exception as error:
        if type(error).__name__ in ("Unsatisfiable", "Unsatisfied"):
            pytest.skip("nothing can be asked against this")
        raise


@pytest.mark.parametrize(("operation", "schema"), [("check", "Checked"), ("article", "Article")])
def test_what_is_wrong_with_a_translation_is_answered_as_described(
    server: Server, operation: str, schema: str
) -> None:
    translated = 'msgid "Sonexay Siphandone came to Attapeu."\nmsgstr "Ông Xỏn-xay Xỉ-phăn-đon đã đến."\n'
    answer = server.upload(f"/api/v1/{operation}", "a.po", translated.encode()).json()
    assert [finding["problem"] for finding in answer["findings"]] == ["missing"]
    described = {"$ref": f"#/components/schemas/{schema}", "components": DESCRIBED["components"]}
    Draft202012Validator(described).validate(answer)


def test_it_is_served_with_all_that_may_come(server: Server) -> None:
    described = server.get("/api/v1/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    for methods in described["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert {"200", "400", "421"} <= set(operation["responses"])

"""The component for spaCy: what it marks, beside what is there, by several processes, saved and loaded."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

spacy = pytest.importorskip("spacy")

from spacy.tokens import Doc, Span, SpanGroup  # noqa: E402

from tenlao import load  # noqa: E402
from tenlao.base.errors import TenlaoError  # noqa: E402
from tenlao.integrations.spacy import knowledge_base  # noqa: E402

TEXT = "Ông Thongloun Sisoulith, bà Khăm-phau Ơn-thạ-văn (ສອນໄຊ ສີພັນດອນ) đến Viêng Chăn."
NAMES = [
    ("Thongloun Sisoulith", "PERSON", "thongloun-sisoulith"),
    ("Khăm-phau Ơn-thạ-văn", "PERSON", "khamphao-ernthavanh"),
    ("ສອນໄຊ ສີພັນດອນ", "PERSON", "sonexay-siphandone"),
    ("Viêng Chăn", "LOC", "vientiane"),
]
HOUSE = '[[entry]]\nid = "wang"\nkind = "place"\nvietnamese = ["Vang Xa-van"]\n'


def pipeline(language: str = "xx", **config: Any) -> Any:
    # Words of Vietnamese are told by pyvi unless spaCy is told not to ask it.
    settings = {"nlp": {"tokenizer": {"use_pyvi": False}}} if language == "vi" else {}
    nlp = spacy.blank(language, config=settings)
    nlp.add_pipe("tenlao", config=config)
    return nlp


def marked(spans: Any) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.kb_id_) for span in spans]


@pytest.mark.parametrize("language", ["vi", "xx", "lo", "en"])
def test_marks_names_in_any_language(language: str) -> None:
    doc = pipeline(language)(TEXT)
    assert doc.text == TEXT
    assert marked(doc.ents) == NAMES


def test_tokens_in_which_a_name_begins_are_split_or_marked_whole() -> None:
    text = "ທ່ານສອນໄຊ ສີພັນດອນໄດ້ໄປ Viêng Chăn-Lào."
    nlp, whole = pipeline("lo"), pipeline("vi", split_tokens=False)
    assert next(entity.text for entity in nlp(text).ents) == "ສອນໄຊ ສີພັນດອນ"
    assert "".join(token.text_with_ws for token in nlp(text)) == text
    assert [entity.text for entity in whole("đến Viêng Chăn.").ents] == ["Viêng Chăn."]
    words = [token.text for token in spacy.blank("xx")(TEXT)]
    assert [token.text for token in pipeline(split_tokens=False)(TEXT)] == words


def test_what_stood_in_split_tokens_stays_in_its_place() -> None:
    nlp = pipeline("vi")
    doc = nlp.make_doc("đến Viêng Chăn. Gặp ông Hà Nội hôm nay")
    doc.ents = [Span(doc, 5, 7, label="X", kb_id="k", span_id="i")]
    doc.spans["others"] = SpanGroup(doc, name="others", attrs={"of": 1}, spans=[Span(doc, 2, 6, "Y")])
    doc = nlp.get_pipe("tenlao")(doc)
    assert [token.text for token in doc[1:4]] == ["Viêng", "Chăn", "."]
    assert [(e.text, e.label_, e.kb_id_, e.id_) for e in doc.ents] == [
        ("Viêng Chăn", "LOC", "vientiane", ""),
        ("Hà Nội", "X", "k", "i"),
    ]
    assert [(span.text, span.label_) for span in doc.spans["others"]] == [("Chăn. Gặp ông Hà", "Y")]
    assert doc.spans["others"].attrs == {"of": 1}


@pytest.mark.parametrize(
    ("overlap", "left"),
    [
        ("keep", [("Sonexay", "X", ""), ("Viêng Chăn", "GPE", ""), ("Lào", "GPE", "Q819")]),
        (
            "replace",
            [
                ("Sonexay Siphandone", "PERSON", "sonexay-siphandone"),
                ("Viêng Chăn", "LOC", "vientiane"),
                ("Lào", "GPE", "Q819"),
            ],
        ),
        ("extend", [("Sonexay", "X", ""), ("Viêng Chăn", "GPE", "vientiane"), ("Lào", "GPE", "Q819")]),
    ],
)
def test_entities_that_are_there(overlap: str, left: list[tuple[str, str, str]]) -> None:
    nlp = pipeline(overlap=overlap)
    doc = nlp.make_doc("Sonexay Siphandone ở Viêng Chăn , Lào")
    doc.ents = [Span(doc, 0, 1, "X"), Span(doc, 3, 5, "GPE"), Span(doc, 6, 7, "GPE", kb_id="Q819")]
    assert marked(nlp.get_pipe("tenlao")(doc).ents) == left


@pytest.mark.parametrize(
    ("overlap", "left"),
    [
        ("keep", [("Sonexay", "X", ""), ("Viêng Chăn", "LOC", "vientiane")]),
        (
            "replace",
            [("Sonexay Siphandone", "PERSON", "sonexay-siphandone"), ("Viêng Chăn", "LOC", "vientiane")],
        ),
        (
            "extend",
            [
                ("Sonexay", "X", ""),
                ("Sonexay Siphandone", "PERSON", "sonexay-siphandone"),
                ("Viêng Chăn", "LOC", "vientiane"),
            ],
        ),
    ],
)
def test_a_span_group_instead_of_entities(overlap: str, left: list[tuple[str, str, str]]) -> None:
    nlp = pipeline(overlap=overlap, spans_key="names")
    doc = nlp.make_doc("Sonexay Siphandone ở Viêng Chăn")
    doc.spans["names"] = SpanGroup(doc, name="names", spans=[Span(doc, 0, 1, "X")])
    doc = nlp.get_pipe("tenlao")(doc)
    assert marked(doc.spans["names"]) == left
    assert not doc.ents


def test_labels_can_be_chosen_and_a_config_is_checked() -> None:
    doc = pipeline(labels={"place": "GPE"})("Attapeu, Sonexay Siphandone")
    assert [entity.label_ for entity in doc.ents] == ["GPE", "PERSON"]
    with pytest.raises(ValueError, match="overlap"):
        pipeline(overlap="both")


def test_tokens_say_who_is_meant_and_so_do_parts_of_a_document() -> None:
    doc = pipeline()("Hôm nay, ông Thonglun Sisulith đến. Gặp ông Thongloun.")
    said = [token._.tenlao and token._.tenlao["id"] for token in doc]
    assert said.count("thongloun-sisoulith") == 3
    assert doc.ents[0]._.tenlao["vietnamese"] == "Thoong-lun Xi-xu-lít"
    assert doc[0:2]._.tenlao is None
    part = doc[3:7].as_doc(copy_user_data=True)
    assert [token._.tenlao and token._.tenlao["id"] for token in part][1] == "thongloun-sisoulith"


def test_documents_keep_it_when_they_are_saved() -> None:
    nlp = pipeline()
    doc = nlp(TEXT)
    left = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert marked(left.ents) == NAMES
    assert [token._.tenlao for token in left] == [token._.tenlao for token in doc]


@pytest.mark.parametrize("processes", [1, 2])
def test_many_documents_in_batches_by_several_processes(processes: int) -> None:
    texts = [f"{number}: {TEXT}" for number in range(30)]
    docs = list(pipeline().pipe(texts, batch_size=7, n_process=processes))
    assert [doc.text for doc in docs] == texts
    assert all(marked(doc.ents) == NAMES for doc in docs)
    assert docs[-1].ents[0]._.tenlao["id"] == "thongloun-sisoulith"


def test_a_pipeline_is_saved_with_the_table_of_the_house(tmp_path: Path) -> None:
    house = tmp_path / "house.toml"
    house.write_text(HOUSE, "utf-8")
    nlp = pipeline("lo", table=str(house))
    text = "đến Vang Xa-van."
    assert marked(nlp(text).ents) == [("Vang Xa-van", "LOC", "wang")]
    nlp.to_disk(tmp_path / "saved")
    content = nlp.to_bytes()
    house.unlink()
    assert marked(pipeline("lo").from_bytes(content)(text).ents) == [("Vang Xa-van", "LOC", "wang")]
    program = (
        "import spacy, sys, tenlao.integrations.spacy\n"
        "print([e.kb_id_ for e in spacy.load(sys.argv[1])(sys.argv[2]).ents])"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "saved"), text]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "['wang']\n"
    with pytest.raises(TenlaoError, match=r"house\.toml"):
        pipeline(table=str(house))(text)


def test_a_knowledge_base_has_the_entries_and_their_forms() -> None:
    names = load()
    vocab = spacy.blank("xx").vocab
    kb = knowledge_base(vocab, names, 3)
    assert set(kb.get_entity_strings()) == {entry.id for entry in names.entries}
    assert set(kb.get_alias_strings()) == {form.text for entry in names.entries for form in entry.forms}
    doc = spacy.blank("xx", vocab=vocab)("Kaysone Phomvihane")
    found = {candidate.entity_: candidate.prior_prob for candidate in kb.get_candidates(doc[0:2])}
    assert found == {"kaysone-phomvihane": 0.5, "kaysone-phomvihane-city": 0.5}
    assert kb.get_vector("attapeu") == [0.0] * 3

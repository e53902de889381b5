"""Characters that are shown, not obeyed, and those that XML may have."""

import json
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tenlao.base.characters import fit_for_xml, visible

ANY = st.text(st.characters() | st.sampled_from("\x00\x1b\n\r\t\x7f\x85\x9b\u2028\u202e\ud800\ufffe"))


@given(ANY)
def test_what_is_visible_stays_on_its_line(text: str) -> None:
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert "\x1b" not in shown
    assert visible(shown) == shown


@given(ANY)
def test_a_line_of_json_means_the_same(text: str) -> None:
    assert json.loads(visible(json.dumps(text, ensure_ascii=False))) == text


@given(ANY)
def test_what_is_fit_for_xml_comes_back(text: str) -> None:
    fit = fit_for_xml(text)
    element = ElementTree.Element("x")
    element.text = fit
    back = ElementTree.fromstring(ElementTree.tostring(element))
    assert (back.text or "") == fit.replace("\r\n", "\n").replace("\r", "\n")


def test_what_lao_texts_need_is_left() -> None:
    for text in ("ວຽງ\u200bຈັນ", "a\u2060b", "a\tb", "Viêng Chăn \U0001f600"):
        assert (visible(text), fit_for_xml(text)) == (text, text)

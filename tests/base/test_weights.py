"""The fitted numbers: that they are fitted on the present table, and weigh what there is."""

from bench.fit import COMMAND, PARTS, data_hash
from tenlao.base.weights import weights
from tenlao.base.word_lists import word_lists
from tenlao.gazetteer import bundled
from tenlao.mentions.likeness import LETTERS_IN_A_ROW, Traits
from tenlao.phonology.components import read_components


def test_weights_are_fitted_on_the_present_table() -> None:
    fitted = word_lists("weights.toml")["fitted"]
    assert set(fitted) <= set(PARTS)
    for part, record in fitted.items():
        assert record["data"] == data_hash(bundled()), f"the table has changed: run {COMMAND} {part}"
        assert record["command"] == f"{COMMAND} {part}"
        assert record["cross_validated"]


def test_each_trait_of_a_name_is_weighed() -> None:
    for of_writing in weights().likeness.values():
        assert set(of_writing.traits) == set(Traits._fields)
        assert all(1 <= len(letters) <= LETTERS_IN_A_ROW for letters in of_writing.letters)


def test_each_context_of_the_models_has_a_concentration() -> None:
    table = bundled()
    for name, writing in (("Bounleua Phandanouvong", "latin"), ("ບຸນເລືອ ພັນດານຸວົງ", "lao")):
        assert table.render(name).vietnamese
        for component in read_components(name, writing):
            assert table.romanizer.spellings(component, writing)

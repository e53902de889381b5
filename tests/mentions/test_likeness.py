"""Which names are taken for Lao ones, and that all who ask get the same answer."""

import pytest

from tenlao.base.weights import LikenessWeights
from tenlao.gazetteer import load
from tenlao.mentions.likeness import Likeness, Traits
from tenlao.rendering.suggestions import looks_lao
from tenlao.table.model import Entry, Form

TABLE = load()
LAO = [
    "Bounsavath Phetmixay", "Khamlek Sengdalavong", "Phonexay Inthalangsy", "Khamphet Sengsouvanh",
    "Vilaythong Inthisane", "Thongdeng Vilaysouk", "Khamsone Vilayphet", "Souksavanh Phommalath",
    "Bounthavy Sengmany", "Phouvanh Xaysongkham",
]  # fmt: skip
ELSEWHERE = [
    "Barack Obama", "Xi Jinping", "Nelson Mandela", "Nguyen Van An", "Hun Manet", "Aung San Suu Kyi",
    "Somchai Wongsawat", "Srettha Thavisin", "Prayut Chanocha", "Joko Widodo", "Sergey Lavrov",
    "John Smith", "Narendra Modi", "Kofi Annan", "Norodom Sihamoni", "Somchai Kaewkham", "Shinzo Abe",
    "Angela Merkel", "Anwar Ibrahim", "Emmanuel Macron",
]  # fmt: skip


@pytest.mark.parametrize("name", LAO + ELSEWHERE)
def test_renderings_unlisted_names_checks_and_suggestions_agree(name: str) -> None:
    lao = name in LAO
    text = f"Theo báo chí, {name} đã đến Hà Nội."
    rendering = TABLE.render(name)
    assert rendering.note == ("" if lao else "hardly a Lao name")
    assert TABLE.likeness.is_lao(name, "latin") == looks_lao(TABLE.likeness, name) == lao
    assert [found.text for found in TABLE.unlisted(text)] == [name] * lao
    assert [found.rule for found in TABLE.check(text, ["TL006"])] == ["TL006"] * lao
    assert [edit.new for edit in TABLE.edits(text, suggest="*")] == [f" ({rendering.vietnamese}*)"] * lao


@pytest.mark.parametrize("name", [*ELSEWHERE, "Prayut Chan-o-cha", "Nguyễn Văn An"])
def test_what_is_hardly_lao_has_no_trusted_rendering(name: str) -> None:
    rendering = TABLE.render(name)
    assert rendering.score < 10
    assert rendering.note


@pytest.mark.parametrize("name", ["Phandanouvong", "Somphone Sichaleune", "Nam Phoun 7", "ບຸນເລືອ ພັນດານຸວົງ"])
def test_components_places_and_lao_script_are_told(name: str) -> None:
    assert TABLE.render(name).score >= 10


def test_words_that_begin_places_count_for_places_only() -> None:
    like = TABLE.likeness
    assert like.odds("Nam Phoun", "latin") > like.odds("Nam Phoun", "latin", "person")


@pytest.mark.parametrize("name", ["Nong Duc Manh", "Ban Thi Lan", "Muong Van Son"])
def test_a_row_of_syllables_is_no_place_whatever_it_begins_with(name: str) -> None:
    assert TABLE.likeness.odds(name, "latin") == TABLE.likeness.odds(name, "latin", "person")


def test_a_long_name_is_rendered_as_surely_as_a_short_one() -> None:
    assert TABLE.render("Khamphuang Ratanasamay").score >= 10
    assert TABLE.render("Nhotkeomany Lotsamay").score >= 10


def test_what_cannot_be_read_is_no_lao_name() -> None:
    assert not TABLE.likeness.is_lao("…", "latin")


def test_likeness_is_the_same_from_disk() -> None:
    learned, kept = Likeness.of(TABLE.entries), Likeness.kept(TABLE.entries)
    for name in LAO + ELSEWHERE:
        assert learned.odds(name, "latin") == kept.odds(name, "latin")


def test_odds_are_what_the_weights_say() -> None:
    entry = Entry("x", "person", (Form("Kham", "latin"),))
    weights = LikenessWeights(
        1.0, dict.fromkeys(Traits._fields, 0.0) | {"single": 2.0}, {"^k": 0.5, "zz": 9.0}
    )
    like = Likeness.of([entry], {"latin": weights})
    assert like.judged("Kham", "latin") == (3.5, 1)
    assert like.judged("Khamone", "latin") == (1.5, 2)

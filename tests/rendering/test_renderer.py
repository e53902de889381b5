"""Rendering: what is written is Vietnamese, it follows a house, and what is no Lao name is not trusted."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tenlao.cli.render import render as command
from tenlao.gazetteer import Gazetteer, load
from tenlao.phonology import lao
from tenlao.phonology.components import read_components
from tenlao.phonology.sound import Syllable
from tenlao.phonology.vietnamese import read
from tenlao.phonology.vietnamese_spelling import is_syllable, spell, split, write
from tenlao.rendering.attested_names import forms_as_bytes
from tenlao.rendering.lao_lexicon import name_words
from tenlao.rendering.lao_restoration import LaoRestoration
from tenlao.rendering.newsroom_model import NewsroomModel
from tenlao.rendering.renderer import Renderer, Sibilant
from tenlao.table.model import Entry, Form, Table

# A small table that stays as it is when names of the real one are corrected.
NAMES = Gazetteer(
    Table(
        [
            Entry(id, kind, tuple(Form(*form) for form in forms))
            for id, kind, forms in json.loads(
                Path(__file__).with_name("names.json").read_text(encoding="utf-8")
            )
        ]
    )
)
ONSETS = "k kʰ ŋ tɕ s ɲ j d t tʰ n b p pʰ f m l r w h kw kʰw tʰw pr kr"
NUCLEI = "a aː ă i iː ɯ ɯː u uː e eː ɛ ɛː o oː ɔ ɔː ɤ ɤː ia iaː ɯa ɯaː ua uaː ə"
CODAS = "k t p ŋ n m j w"
TONES = ["ngang", "huyền", "hỏi", "ngã", "sắc", "nặng", "high", "low ້", None]
PARTS = "boun kham phan souk xay nga gnot khouang thong dee vath xieng ueng keo yo r x ts"
sounds = st.builds(
    Syllable,
    st.sampled_from(["", *ONSETS.split()]),
    st.sampled_from(NUCLEI.split()),
    st.sampled_from(["", *CODAS.split()]),
    st.sampled_from(TONES),
)
latin_words = st.lists(st.sampled_from(PARTS.split()), min_size=1, max_size=4).map("".join)
lao_letters = st.text("ກຂຄງຈສຊຍດຕຖທນບປຜພຝຟມຢຣລວຫອຮໜໝະັາິີຶືຸູົຽໍຳ່້ເແໂໄໃ ", min_size=1, max_size=12)


def written_syllables(rendering: str) -> list[str]:
    return [s for s in re.split(r"[-\s]", rendering) if s and not s.isdigit()]


@given(st.lists(sounds, min_size=1, max_size=5))
def test_any_sound_is_written_in_well_formed_syllables(syllables: list[Syllable]) -> None:
    text = write(syllables)
    assert [s for s in text.split("-") if not is_syllable(s)] == []
    assert text[0].isupper()


@settings(deadline=None)  # the first name makes the models
@given(st.one_of(latin_words, lao_letters, st.text(max_size=12)), st.booleans())
def test_any_name_is_rendered_in_well_formed_syllables(name: str, tones: bool) -> None:
    rendering = NAMES.render(name, tones=tones)
    if rendering.note.startswith("attested"):
        return
    for text in (rendering.vietnamese, *rendering.alternatives):
        assert [s for s in written_syllables(text) if not is_syllable(s)] == []
    assert 0 <= rendering.score <= 100
    assert bool(rendering.vietnamese) or rendering.note


@pytest.mark.parametrize("text", ["khảy", "Phô", "thoong", "quắn", "yên", "nghĩa", "kệt", "thuyền", "xoài"])
def test_syllables_of_vietnamese_are_known(text: str) -> None:
    assert is_syllable(text)


@pytest.mark.parametrize(
    "text", ["ket", "cê", "ka", "ngi", "nghơ", "quo", "xpa", "phô-xay", "a1", "ăn ăn", "àạ"]
)
def test_what_is_no_syllable_is_told(text: str) -> None:
    assert not is_syllable(text)


@pytest.mark.parametrize("text", ["khoảng", "họa", "xỉa", "hoài", "muộn", "lượng", "quý", "thúy", "kệt"])
def test_tone_marks_stand_where_they_belong(text: str) -> None:
    parts = split(text)
    assert parts is not None
    assert spell(*parts) == text


@pytest.mark.parametrize("name", ["ໂພໄຊ", "ໄຂຄຳພິທູນ", "ພົມວິຫານ", "ແກ້ວ", "ຂວາງ"])
def test_written_sound_is_read_as_the_same_sound(name: str) -> None:
    (component,) = lao.read(name).components
    assert read(write(component)).phones == lao.read(name).phones


def test_tone_follows_the_lao_spelling() -> None:
    table = NAMES
    for name, vietnamese in (("ສອນແກ້ວ", "Xỏn-kẹo"), ("ບຸນສິດ", "Bun-xít"), ("ໄຂລາດ", "Khảy-lạt")):
        assert table.render(name).vietnamese == vietnamese


def test_houses_are_not_mixed_within_a_name() -> None:
    rendering = NAMES.render("Somsavath Soulivong", limit=20)
    for text in (rendering.vietnamese, *rendering.alternatives):
        first = {s[0].lower() for s in written_syllables(text)} & {"s", "x"}
        assert len(first) == 1
    assert rendering.vietnamese.startswith("X")


@pytest.mark.parametrize(
    ("name", "houses"),
    [("Sonexay Somsavath Soulivong", {"xxxxx", "sxsss"}), ("Xanasone Saysompheng", {"xxxx", "xsxs"})],
)
def test_a_house_writes_each_sibilant_in_its_way(name: str, houses: set[str]) -> None:
    rendering = NAMES.render(name, limit=20)
    written = [written_syllables(text.lower()) for text in (rendering.vietnamese, *rendering.alternatives)]
    assert {"".join(s[0] for s in syllables if s[0] in "xs") for syllables in written} == houses


def test_houses_that_write_s_write_x_for_the_low_consonant() -> None:
    for name in ("ສອນໄຊ ຊະນະສີ", "Sonexay Xanasy"):
        assert NAMES.render(name, sibilant="s").vietnamese == "Sỏn-xay Xa-na-sỉ"
        assert NAMES.render(name, sibilant="x").vietnamese == "Xỏn-xay Xa-na-xỉ"


@pytest.mark.parametrize("sibilant", ["x", "s"])
def test_attested_renderings_are_given_in_the_style_asked_for(sibilant: Sibilant) -> None:
    entry = Entry(
        "x",
        "person",
        (
            Form("Sonsy Soulivong", "latin"),
            Form("Sỏn-si Su-li-vông", "vietnamese"),
            Form("Xon-xỷ Xụ-li-vông", "vietnamese"),
        ),
    )
    table = Gazetteer(Table((entry,)))
    renderer = Renderer(NewsroomModel.of(NAMES.entries), table.index, table.likeness)
    styled = renderer.render("Sonsy Soulivong", sibilant=sibilant)
    assert styled.vietnamese == {"s": "Sỏn-si Su-li-vông", "x": "Xon-xỷ Xụ-li-vông"}[sibilant]
    assert styled.note == "attested in the table"
    assert not renderer.render("Sonsy Soulivong", tones=False).note


@pytest.mark.parametrize("title", ["Mr ", "H.E. ", "ông ", "ທ່ານ ", "ທ່ານ", "đồng chí "])
def test_titles_are_no_part_of_a_name(title: str) -> None:
    name = "ສະໝອນ ຈັນທະວົງ" if "ທ" in title else "Samone Chanthavong"
    assert NAMES.render(f"{title}{name}").vietnamese == NAMES.render(name).vietnamese


def test_titles_are_no_part_of_a_rendering() -> None:
    table = NAMES
    named = table.to_latin("Xa-mỏn Chăn-thạ-vông")
    assert table.to_latin("đồng chí Xa-mỏn Chăn-thạ-vông").text == named.text != ""


def test_n_and_h_are_parted_where_syllables_are_attested_so() -> None:
    assert NAMES.render("Bounheuang").vietnamese == "Bun-hương"
    assert NAMES.render("Khonhome").vietnamese.startswith("Khon-h")
    assert NAMES.render("Vinhasone").vietnamese.startswith("Vi-nha-")
    assert NAMES.render("Boungnang").vietnamese.startswith("Bun-nh")
    assert NAMES.render("Vongnorkeo").vietnamese.startswith("Vông-n")


@pytest.mark.parametrize("name", ["SinGNEs", "BounHAngXay", "SengIII"])
def test_a_word_that_is_two_once_it_is_divided_is_rendered(name: str) -> None:
    assert NAMES.render(name).explain()


@pytest.mark.parametrize(
    ("name", "rendered"),
    [("B. Phandanouvong", "Phăn-đa-nu-vông"), ("Samone A. Chanthavong", "Xa-mỏn Chăn-thạ-vông")],
)
def test_initials_are_not_left_out_unsaid(name: str, rendered: str) -> None:
    rendering = NAMES.render(name)
    assert (rendering.vietnamese, rendering.note) == (rendered, "without the initials")
    assert rendering.score < 15


def test_latin_letters_beside_lao_script_are_not_left_out_unsaid() -> None:
    assert not NAMES.render("Bounleua Phandanouvong ບຸນເລືອ ພັນດານຸວົງ").note
    for name in ("Bounleua ພັນດານຸວົງ", "Sonexay ບຸນເລືອ ພັນດານຸວົງ"):
        rendering = NAMES.render(name)
        assert rendering.note == "from the Lao script alone; the Latin letters sound otherwise"
        assert rendering.score < 15


def test_words_tell_how_a_romanized_syllable_is_spelled_in_lao() -> None:
    entries = [Entry("x", "person", (Form("Savan Samone", "latin"), Form("Xa-văn Xa-mon", "vietnamese")))]
    (component,) = read_components("Samone", "latin")
    with_word, without = (LaoRestoration.of(entries, words) for words in (["ສະໝອນ"], []))
    ((mone, probability),) = with_word.of_syllable(component, 1)
    assert (mone.nucleus, mone.coda, mone.tone, probability) == ("ɔː", "n", "high", 1.0)
    assert without.of_syllable(component, 1) == ()


def test_consonants_that_romanizations_do_not_double_are_closed_as_in_lao_script() -> None:
    entries = [Entry("x", "person", (Form("Savan Samone", "latin"), Form("Xa-văn Xa-mon", "vietnamese")))]
    model = NewsroomModel.of(entries, ["ບຸບຜາ"])
    (component,) = read_components("Boupha", "latin")
    written = model.written(model.heard(component, sure=False)[0])
    assert written[0][1].text in ("búp", "bụp")
    assert {w.rime for _, w in written} == {"up"}  # never bú, whose tone is that of búp


def test_words_are_lao_words_each_once() -> None:
    assert len(name_words()) == len(set(name_words()))
    for word in name_words():
        (component,) = read_components(word, "lao")
        assert component.text == word
        assert component.syllables
        assert not component.stray


def test_style_is_kept_by_all_suggestions() -> None:
    rendering = NAMES.render("Somsavath Soulivong", sibilant="s", tones=False, limit=20)
    for text in (rendering.vietnamese, *rendering.alternatives):
        parts = [split(s) for s in written_syllables(text)]
        assert all(part is not None and part[0] != "x" for part in parts)
        assert all(part is not None and (part[2] == "ngang" or part[1][-1] in "cpth") for part in parts)


def test_typography_is_that_of_the_decree() -> None:
    rendering = NAMES.render("Bounleua Phandanouvong")
    assert re.fullmatch(r"[A-ZĐ]\w*(-[a-zđ]\w*)* [A-ZĐ]\w*(-[a-zđ]\w*)*", rendering.vietnamese)


def test_evidence_names_attested_syllables_and_how_often() -> None:
    rendering = NAMES.render("Phandanouvong")
    by_syllable = {e.written: e for e in rendering.evidence}
    assert list(by_syllable) == ["phăn", "đa", "nu", "vông"]
    assert by_syllable["vông"].basis == "syllable"
    assert by_syllable["vông"].count > 5
    assert "vông ← vong" in rendering.explain()


def test_known_names_are_given_as_attested() -> None:
    rendering = NAMES.render("Phosay Khaikhamphithoun")
    assert rendering.vietnamese == "Phô-xay Khảy-khăm-phi-thun"
    assert rendering.note == "attested in the table"
    assert rendering.score > 90


def test_a_name_is_told_from_another_that_is_divided_otherwise() -> None:
    assert NAMES.render("Nam On").vietnamese == "Nậm On"
    assert NAMES.render("Na Mon").vietnamese.startswith("Na M")
    without = Gazetteer(Table(tuple(e for e in NAMES.entries if e.latin != "Nam On")))
    assert without.render("Nam On").note != "attested in the table"


def test_lao_form_of_the_entry_is_used() -> None:
    entry = Entry("x", "person", (Form("Bounleua Phandanouvong", "latin"), Form("ບຸນເລືອ ພັນດານຸວົງ", "lao")))
    table = Gazetteer(Table((*NAMES.entries, entry)))
    renderer = Renderer(NewsroomModel.of(table.entries), table.index, table.likeness)
    assert renderer.render("Bounleua Phandanouvong").vietnamese == renderer.render("ບຸນເລືອ ພັນດານຸວົງ").vietnamese


@pytest.mark.parametrize("name", ["", " ", "🎉", "123", "Владимир", "北京", "Nguyễn Văn Nam", "-", "..."])
def test_what_cannot_be_rendered_is_refused(name: str) -> None:
    rendering = NAMES.render(name)
    assert (rendering.vietnamese, rendering.score, rendering.alternatives) == ("", 0.0, ())
    assert rendering.note in rendering.explain()


@pytest.mark.parametrize(
    "name", ["New York", "Deputy Minister", "Tran Hung Dao", "Nguyen Van Nam", "strength"]
)
def test_what_is_hardly_lao_is_not_trusted(name: str) -> None:
    assert NAMES.render(name).score < 10


def test_what_is_less_probable_than_any_number_is_rendered_all_the_same() -> None:
    assert NAMES.render("ashĀtrue_" * 700).score == 0.0


def test_numbers_beside_a_name_are_kept() -> None:
    assert NAMES.render("Nam Phoun 7").vietnamese.endswith(" 7")


def test_invisible_differences_do_not_count() -> None:
    assert NAMES.render("  Phandanouvong\n").vietnamese == NAMES.render("PHANDANOUVONG").vietnamese


def test_back_to_latin_letters() -> None:
    table = NAMES
    assert table.to_latin("Xỉ-phăn-đon").text == "Siphandone"
    assert table.to_latin("ພົມວິຫານ").text == "Phomvihane"
    assert table.to_latin("Phô-xay Khảy-khăm-phi-thun").note == "attested in the table"
    assert not table.to_latin("🎉").text
    assert not table.to_latin("Siphandon Xaykham").text


def test_latin_letters_are_those_that_the_table_has_for_the_syllable() -> None:
    table = NAMES
    assert table.to_latin("Nậm Xôn").text.startswith("Nam ")
    assert table.to_latin("ຄຳສອນ").text == "Khamsone"  # the long vowel of ສອນ is written with a silent e


def test_back_to_lao_only_from_attested_components_and_words() -> None:
    table = NAMES
    assert table.to_lao("Samonekham").text == "ສະໝອນຄຳ"
    assert table.to_lao("Samonekham").note == "from attested components and words of names"
    assert table.to_lao("Xổm").text == "ສົມ"  # hỏi tells a consonant of the high class
    assert table.to_lao("Khảy-khăm-phi-thun").text == "ໄຂຄຳພິທູນ"
    assert "cannot be written in Lao script" in table.to_lao("Phăn-đa-nu-vông").note
    assert not table.to_lao("🎉").text


@pytest.mark.parametrize("lead", [Gazetteer.to_latin, Gazetteer.to_lao, Gazetteer.render])
def test_limit_must_be_positive(lead: Callable[..., object]) -> None:
    with pytest.raises(ValueError, match="limit"):
        lead(NAMES, "Xay", limit=0)


def test_habits_are_counted_alike_from_disk() -> None:
    entries = NAMES.entries
    counted, kept = NewsroomModel.of(entries), NewsroomModel.kept(entries)
    (component,) = read_components("Phandanouvong", "latin")
    for a, b in zip(counted.heard(component, False), kept.heard(component, False), strict=True):
        assert [w for _, w in counted.written(a)] == [w for _, w in kept.written(b)]


def test_forms_of_one_entry_are_not_kept_as_those_of_two() -> None:
    forms = (Form("Samone", "latin"), Form("Sombath", "latin"))
    together = [Entry("x", "person", forms)]
    apart = [Entry("x", "person", forms[:1]), Entry("y", "person", forms[1:])]
    assert forms_as_bytes(together) != forms_as_bytes(apart)


def test_command_marks_suggestions_and_reports_refusals() -> None:
    done = CliRunner().invoke(command, ["Phandanouvong", "Phosay Khaikhamphithoun", "123"])
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert any("*" in line for line in lines if "Phandanouvong" in line)
    assert not any("*" in line for line in lines if "Khaikhamphithoun" in line)
    assert any(line.startswith("tenlao: 123: has no letters") for line in lines)


def test_command_reads_names_and_prints_json() -> None:
    done = CliRunner().invoke(
        command, ["--json", "--style", "s", "--style", "none", "-"], input="Somsavath\n\nBounmy\n"
    )
    first, second = map(json.loads, done.output.splitlines())
    assert first["text"].startswith("Sôm-sa-v")
    assert second["name"] == "Bounmy"
    assert 0 < second["score"] <= 100


def test_command_leads_back() -> None:
    assert "Phomvihane" in CliRunner().invoke(command, ["--to", "latin", "Phôm-vi-hản"]).output
    refused = CliRunner().invoke(command, ["--to", "lao", "Phăn-đa-nu-vông"])
    assert refused.exit_code == 1
    assert "cannot be written in Lao script" in refused.output


def test_styles_exclude_each_other() -> None:
    assert CliRunner().invoke(command, ["--style", "x", "--style", "s", "Bounmy"]).exit_code == 2


def test_a_name_after_an_initial_is_not_rendered_as_that_of_a_person_of_the_table() -> None:
    table = load()
    assert table.render("S. Inthavong").vietnamese == "In-thạ-vông"
    assert table.render("B. Kikeo").vietnamese == "Ki-kẹo"


def test_a_title_in_lao_script_is_not_rendered_with_the_name() -> None:
    assert load().render("Inthavong").vietnamese == "In-thạ-vông"

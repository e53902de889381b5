"""What the house makes of names: who is sure enough, one family in one text, typography, brackets, titles."""

import pytest

import tenlao
from tenlao import Entry, Form, Gazetteer, Table
from tenlao.styles.annotate import annotation
from tenlao.styles.certainty import LEFT_OPEN
from tenlao.styles.house_typography import in_house_typography
from tenlao.styles.options import StyleOptions
from tenlao.styles.registry import Style
from tenlao.text.keys import spelling_key
from tests.styles.example import JARS, TABLE, entry

NAMES = tenlao.load()


class TestNearNames:
    NEAR = "Thủ tướng Sonexay Siphandoke đến. Ông Sonexay phát biểu."

    def test_are_near(self) -> None:
        (mention, *_) = NAMES.find(self.NEAR)
        assert mention.match.evidence is not None
        assert mention.match.evidence.cost >= LEFT_OPEN

    @pytest.mark.parametrize("style", ["gloss", "vietnamese", "latin"])
    def test_are_left_alone_with_their_parts(self, style: Style) -> None:
        assert NAMES.annotate(self.NEAR, style) == self.NEAR

    def test_are_taken_along_if_asked(self) -> None:
        changed = NAMES.annotate(self.NEAR, "vietnamese", near=True)
        assert changed == "Thủ tướng Xỏn-xay Xỉ-phăn-đon đến. Ông Xỏn-xay phát biểu."

    def test_do_not_keep_the_sure_ones_from_being_changed(self) -> None:
        text = self.NEAR + " Thủ tướng Sonexay Siphandone về."
        expected = text.replace("Ông Sonexay", "Ông Xỏn-xay").replace(
            "Sonexay Siphandone", "Xỏn-xay Xỉ-phăn-đon"
        )
        assert NAMES.annotate(text, "vietnamese") == expected

    @pytest.mark.parametrize("style", ["gloss", "vietnamese", "latin"])
    @pytest.mark.parametrize("name", ["Somxay Siphandone", "Saleumsak Kommasith", "Bounthan Chitmany"])
    def test_relatives_are_left_alone(self, name: str, style: Style) -> None:
        text = f"Ông {name}, doanh nhân, phát biểu."
        assert NAMES.annotate(text, style) == text

    def test_spellings_that_differ_by_habit_are_changed(self) -> None:
        assert (
            NAMES.annotate("Ông Sonexai Sifandone đến.") == "Ông Sonexai Sifandone (Xỏn-xay Xỉ-phăn-đon) đến."
        )


class TestTypography:
    @pytest.mark.parametrize(
        ("latin", "gloss"),
        [
            ("Khamphone Sensivongsa", "Khăm-phon Sẻn-sỉ-vông-sa"),
            ("Viengthavisone Thephachanh", "Viêng-thạ-vi-xỏn Thếp-phạ-chăn"),
            ("Vongsone Inpanphim", "Vông-sỏn In-pan-phim"),
            ("Phoumi Vongvichit", "Phu-mi Vông-vi-chít"),
        ],
    )
    def test_is_the_houses_in_glosses_and_replacements(self, latin: str, gloss: str) -> None:
        once = NAMES.annotate(f"Ông {latin} đến.")
        assert once == f"Ông {latin} ({gloss}) đến."
        assert NAMES.annotate(once) == once
        assert NAMES.annotate(f"Ông {latin} đến.", "vietnamese") == f"Ông {gloss} đến."

    def test_of_a_rendering_in_the_text_is_mended_and_its_letters_kept(self) -> None:
        text = "Ông Cay Xỏn Phôn Vi Hẳn và ông Nu Hắc Phum Sa Văn đến."
        assert NAMES.annotate(text, "vietnamese") == "Ông Cay-xỏn Phôn-vi-hẳn và ông Nu-hắc Phum-sa-văn đến."

    def test_leaves_any_attested_rendering_that_is_well_set_as_it_is(self) -> None:
        names = [
            form.text
            for one in NAMES.entries
            for form in one.forms
            if one.kind == "person" and form.writing == "vietnamese" and form.tag is None
            if form.text == in_house_typography(form.text, one)
        ]
        assert len(names) > 100
        for name in names:
            assert NAMES.annotate(f"Ông {name} đến.", "vietnamese") == f"Ông {name} đến."

    def test_changes_no_letter_of_an_attested_rendering(self) -> None:
        for one in NAMES.entries:
            for form in one.forms:
                if one.kind == "person" and form.writing == "vietnamese" and form.tag is None:
                    changed = NAMES.annotate(f"Ông {form.text} đến.", "vietnamese")
                    assert spelling_key(changed) == spelling_key(f"Ông {form.text} đến.")

    def test_marks_what_is_set(self) -> None:
        from tenlao.pipeline.standoff import mention_data
        from tenlao.styles.preferred_forms import PreferredForms

        forms = PreferredForms(NAMES.sources)
        set_by_house, as_printed = (
            mention_data(NAMES.find(f"ông {name}")[0], forms)
            for name in ("Sisana Sisane", "Sonexay Siphandone")
        )
        assert set_by_house["vietnamese"] == "Xỉ-xa-nạ Xi-xản"
        assert set_by_house["vietnamese_as_printed"] == "Xỉxanạ Xi xản"
        assert "vietnamese_as_printed" not in as_printed
        assert NAMES.entry("sisana-sisane").vietnamese == "Xỉxanạ Xi xản"

    @pytest.mark.parametrize(
        ("manner", "expected"),
        [
            ("hyphen", "Bô-ly-khăm-xay"),
            ("joined", "Bôlykhămxay"),
            ("spaced", "Bô Ly Khăm Xay"),
            (None, "Bôlykhămxay"),
        ],
    )
    def test_of_provinces_is_in_one_manner(self, manner: str, expected: str) -> None:
        once = NAMES.annotate("ở tỉnh Bolikhamxay.", provinces=manner)  # type: ignore[arg-type]
        assert once == f"ở tỉnh Bolikhamxay ({expected})."
        assert NAMES.annotate(once, provinces=manner) == once  # type: ignore[arg-type]

    def test_of_provinces_keeps_the_letters_in_the_text(self) -> None:
        assert NAMES.annotate("tỉnh Hủa Phăn", "vietnamese", provinces="hyphen") == "tỉnh Hủa-phăn"
        assert NAMES.annotate("tỉnh Hủa Phăn", "vietnamese") == "tỉnh Hủa Phăn"


class TestOneFamily:
    def test_has_one_rendering_in_a_text(self) -> None:
        text = "Ông Khamtai Siphandone và con trai, ông Sonexay Siphandone."
        assert (
            NAMES.annotate(text, "vietnamese")
            == "Ông Khăm-tày Xỉ-phăn-đon và con trai, ông Xỏn-xay Xỉ-phăn-đon."
        )
        glossed = NAMES.annotate(text)
        assert glossed.count("Xỉ-phăn-đon") == 2
        assert NAMES.annotate(glossed) == glossed

    def test_is_as_the_text_has_it_already(self) -> None:
        text = "Ông Khăm-tày Xi-phăn-đon và con trai, ông Sonexay Siphandone."
        changed = NAMES.annotate(text, "vietnamese")
        assert changed == "Ông Khăm-tày Xi-phăn-đon và con trai, ông Xỏn-xay Xi-phăn-đon."
        assert NAMES.annotate(changed, "vietnamese") == changed

    def test_is_as_attested_where_it_is_alone_or_where_that_is_asked(self) -> None:
        assert NAMES.annotate("Ông Khamtai Siphandone.") == "Ông Khamtai Siphandone (Khăm-tày Xi-phăn-đon)."
        text = "Ông Khamtai Siphandone và ông Sonexay Siphandone."
        glossed = NAMES.annotate(text, one_family=False)
        assert "Xi-phăn-đon" in glossed
        assert "Xỉ-phăn-đon" in glossed

    def test_leaves_two_renderings_of_the_author_alone(self) -> None:
        text = "Ông Khăm-tày Xi-phăn-đon và con trai, ông Xỏn-xay Xỉ-phăn-đon."
        assert NAMES.annotate(text, "vietnamese") == text

    def test_gloss_that_no_source_prints_is_known_again(self) -> None:
        table = Gazetteer(
            Table(
                (
                    JARS,
                    entry("sonexay", "person", "Sonexay Siphandone", "Xỏn-xay Xỉ-phăn-đon"),
                    entry("khamtay", "person", "Khamtay Siphandone", "Khăm-tày Xi-phăn-đon"),
                    entry("vieng", "person", "Viengthong Siphandone", "Viêng-thoong Xỉ-phăn-đon"),
                )
            )
        )
        text = "Ông Khamtay Siphandone (ảnh) và bà Viengthong Siphandone."
        once = table.annotate(text)
        assert once == (
            "Ông Khamtay Siphandone (Khăm-tày Xỉ-phăn-đon; ảnh) và "
            "bà Viengthong Siphandone (Viêng-thoong Xỉ-phăn-đon)."
        )
        assert table.annotate(once) == once

    def test_a_city_is_called_as_the_man(self) -> None:
        text = "Thành phố Kaysone Phomvihane thuộc tỉnh Savannakhet."
        assert "Cay-xỏn Phôm-vi-hản" in NAMES.annotate(text)
        assert "Cay-sỏn Phôm-vi-hản" in NAMES.annotate(text, one_family=False)


class TestTitles:
    TABLE = Gazetteer(
        Table(
            (
                JARS,
                Entry(
                    "phetsarath",
                    "person",
                    (
                        Form("Phetsarath Ratanavong", "latin"),
                        Form("Hoàng thân Phết-xạ-lạt", "vietnamese", "titled"),
                    ),
                ),
            )
        )
    )

    def test_are_not_doubled(self) -> None:
        once = self.TABLE.annotate("Hoàng thân Phetsarath Ratanavong mất.")
        assert once == "Hoàng thân Phetsarath Ratanavong (Phết-xạ-lạt) mất."
        assert self.TABLE.annotate(once) == once
        assert NAMES.annotate("Vua Chao Anouvong.", "vietnamese") == "Vua Chao A-nụ-vông."

    def test_stay_where_there_is_none_before(self) -> None:
        once = self.TABLE.annotate("Năm 1959 Phetsarath Ratanavong mất.")
        assert once == "Năm 1959 Phetsarath Ratanavong (Hoàng thân Phết-xạ-lạt) mất."
        assert self.TABLE.annotate(once) == once


class TestBrackets:
    def test_that_are_joined_are_parted_when_names_are_replaced(self) -> None:
        glossed = TABLE.annotate("Ông Sonexay Siphandone (bên phải) nói.")
        assert glossed == "Ông Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon; bên phải) nói."
        assert TABLE.annotate(glossed, "vietnamese") == "Ông Xỏn-xay Xỉ-phăn-đon (bên phải) nói."
        assert TABLE.annotate(glossed, "latin") == "Ông Sonexay Siphandone (bên phải) nói."

    def test_with_a_list_of_names_are_no_gloss(self) -> None:
        text = "Lãnh đạo Lào (Sonexay Siphandone; Thongloun Sisoulith) họp. Ông Sonexay Siphandone đến."
        assert TABLE.annotate(text) == text.replace("Siphandone đến", "Siphandone (Xỏn-xay Xỉ-phăn-đon) đến")


class TestWritings:
    def test_no_rendering_is_put_into_a_lao_sentence(self) -> None:
        lao = "ທ່ານ Sonexay Siphandone ນາຍົກລັດຖະມົນຕີ ໄດ້ໃຫ້ການຕ້ອນຮັບ ທ່ານ ທອງລຸນ ສີສຸລິດ."
        assert NAMES.annotate(lao, "vietnamese") == lao
        assert NAMES.annotate(lao) == lao.replace("ສີສຸລິດ", "ສີສຸລິດ (Thongloun Sisoulith)")
        text = f"{lao}\n\nThủ tướng Sonexay Siphandone thăm Hà Nội."
        assert NAMES.annotate(text).endswith("Sonexay Siphandone (Xỏn-xay Xỉ-phăn-đon) thăm Hà Nội.")

    @pytest.mark.parametrize(
        "text", ["Kông Le đảo chính.", "Quân Pathet Lào tiến vào.", "Kong Le đảo chính."]
    )
    def test_a_gloss_says_something_new(self, text: str) -> None:
        assert NAMES.annotate(text) == text

    def test_two_spellings_side_by_side_stay(self) -> None:
        text = "cửa khẩu La Lay - Lalay mở."
        for style in ("gloss", "vietnamese", "latin"):
            assert NAMES.annotate(text, style) == text


class TestSuggestions:
    TEXT = "Ông Bounleua Phandanouvong gặp Thứ trưởng Lào Bounsavath Phetmixay; ông Bounleua nói."

    def test_take_the_place_of_names_with_a_mark(self) -> None:
        once = NAMES.annotate(self.TEXT, "vietnamese", suggest="*")
        assert once == (
            "Ông Bun-lửa Phăn-đa-nu-vông* gặp Thứ trưởng Lào Bun-xa-vạt Phết-mi-xay*; ông Bun-lửa* nói."
        )
        assert NAMES.annotate(once, "vietnamese", suggest="*") == once

    def test_are_romanizations_of_attested_components_in_latin(self) -> None:
        first, *others = (
            e._replace(forms=tuple(f for f in e.forms if f.writing != "latin")) for e in TABLE.entries[:1]
        )
        table = Gazetteer(
            Table(
                (
                    first,
                    *others,
                    *TABLE.entries[1:],
                    entry("t", "person", "Thongloun Vongsa", "Thoong-lun Vông-xa"),
                    entry("s", "person", "Kham Sisoulith", "Khăm Xi-xu-lít"),
                )
            )
        )
        once = table.annotate("Ông Thoong-lun Xi-xu-lít nói.", "latin", suggest="*")
        assert once == "Ông Thongloun Sisoulith* nói."
        assert table.annotate(once, "latin", suggest="*") == once

    def test_are_to_be_checked_by_name_before_brackets_that_stay(self) -> None:
        text = "Ông Bounleua Phandanouvong (Bounleua Phandanouvong; sinh năm 1962) đến."
        (doubt,) = annotation(NAMES, text, "vietnamese", StyleOptions(suggest="*")).doubts
        assert doubt.message.startswith('"Bun-lửa Phăn-đa-nu-vông*" is suggested')

    def test_are_beside_marks(self) -> None:
        once = NAMES.annotate("Ông Bounleua Phandanouvong", "html", suggest="*")
        assert 'data-suggested="Bun-lửa Phăn-đa-nu-vông*">Bounleua' in once
        assert NAMES.annotate(once, "html", suggest="*") == once


class TestReport:
    TEXT = (
        "Thủ tướng Sonexay Siphandone gặp ông Bounleua Phandanouvong, ông Thongloun Simoulith và "
        "Thứ trưởng Lào Bounsavath Phetmixay. Ông Bounleua Phandanouvong nói."
    )

    def test_lists_each_name_once_by_what_became_of_it(self) -> None:
        report = NAMES.report(self.TEXT)
        said = [
            [(noted.text, noted.rendering) for noted in names]
            for names in (report.changed, report.unprinted, report.near, report.unlisted)
        ]
        assert said == [
            [("Sonexay Siphandone", "Xỏn-xay Xỉ-phăn-đon")],
            [("Bounleua Phandanouvong", "Bun-lửa Phăn-đa-nu-vông*")],
            [("Thongloun Simoulith", None)],
            [("Bounsavath Phetmixay", "Bun-xa-vạt Phết-mi-xay*")],
        ]
        for noted in report.all_names():
            assert self.TEXT[noted.offset :].startswith(noted.text)

    def test_counts_what_is_suggested_as_changed(self) -> None:
        report = NAMES.report(self.TEXT, suggest="*")
        assert [noted.text for noted in report.changed] == [
            "Sonexay Siphandone",
            "Bounleua Phandanouvong",
            "Bounsavath Phetmixay",
        ]
        assert (report.unprinted, report.unlisted) == ((), ())

    @pytest.mark.parametrize("style", ["gloss", "vietnamese"])
    def test_of_a_text_that_is_done_has_no_changes(self, style: Style) -> None:
        done = NAMES.annotate(self.TEXT, style, suggest="*", near=True)
        report = NAMES.report(done, style, suggest="*", near=True)
        assert list(report.all_names()) == []

    def test_counts_offsets_in_the_text_as_given(self) -> None:
        text = "Ông \u2060\u2060Sonexay\u2060 Siphandone và ông Bounleua\u2060 Phandanouvong."
        report = NAMES.report(text)
        assert text[report.unprinted[0].offset :].startswith("Bounleua")


class TestWhatIsLeftAsItIs:
    @pytest.mark.parametrize(
        "text",
        [
            'Người Thái gọi thành phố là "Wiang Chan", người Pháp viết "Vientiane".',
            "Bí thư Monexay Laomoasong (Mon-xay Lao-mua-xông) ở Lào.",
            "Ông Phút Xỉm-ma-la-vôngg (Phout Simmalavong) ở Lào.",
            "Salavan: Sa-la-van\nAttapeu: Ắt-ta-pư\n",
            "Phoxay Sayasone\tໂພໄຊ ໄຊຍະສອນ\tPho Xay Xay Nha Xỏn\n",
            "Huân chương Ít-xa-la của Lào.",
            "Đồn Biên phòng Nậm Càn và Lào.",
        ],
    )
    @pytest.mark.parametrize("style", ["gloss", "vietnamese", "latin"])
    def test_in_all_styles(self, text: str, style: Style) -> None:
        assert NAMES.annotate(text, style) == text

    @pytest.mark.parametrize("name", ["Cánh đồng Chum", "Học viện Quốc phòng Kaysone Phomvihane"])
    def test_a_vietnamese_name_of_its_own_in_latin(self, name: str) -> None:
        assert NAMES.annotate(f"thăm {name} ở Lào", "latin") == f"thăm {name} ở Lào"

    def test_what_is_spoken_of_while_other_names_are_put_into_the_style(self) -> None:
        text = 'Người Thái gọi Viêng Chăn là "Wiang Chan"; họ đi từ Viêng Chăn.'
        expected = 'Người Thái gọi Vientiane là "Wiang Chan"; họ đi từ Vientiane.'
        assert NAMES.annotate(text, "latin") == expected

    def test_a_gloss_where_the_text_says_how_a_name_is_written(self) -> None:
        text = "Tên Thủ tướng Lào Sonexay Siphandone viết theo tiếng Việt là Xỏn-xay Xỉ-phăn-đon."
        assert NAMES.annotate(text) == text


class TestPlacesOfGlosses:
    def test_not_between_an_office_and_its_holder(self) -> None:
        text = "Bí thư Huyện ủy Viengthong Bounchan Sisomphone đến; huyện Viengthong ở Lào."
        assert NAMES.annotate(text) == text.replace("huyện Viengthong", "huyện Viengthong (Viêng Thoong)")

    @pytest.mark.parametrize("text", ["VIENTIANE (KPL) - Rice is dear.", "the Xaysetha Hospital in Laos"])
    def test_not_in_datelines_and_names_of_things(self, text: str) -> None:
        assert NAMES.annotate(text) == text

    def test_not_within_the_credits_of_a_picture(self) -> None:
        assert (
            NAMES.annotate("Chợ ở Pakse (ảnh: Hải Yến), Lào.") == "Chợ ở Pakse (Pắc-xế) (ảnh: Hải Yến), Lào."
        )


class TestFormsInstead:
    def test_a_name_that_is_spelled_like_a_rendering_gets_the_preferred_one(self) -> None:
        assert NAMES.annotate("Bà Pany Yathotou đến.", "vietnamese") == "Bà Pa-ny Da-tho-tu đến."

    @pytest.mark.parametrize(
        ("text", "latin"),
        [
            ("về qua Mường Mày, Lào", "về qua Muong May, Lào"),
            ("dựng Thạt Luổng ở Lào", "dựng Pha That Luang ở Lào"),
            ("Hoàng thân Phetsarath ở Lào", "Hoàng thân Phetsarath ở Lào"),
            ("tới Sê Pôn, Lào", "tới Xepon, Lào"),
        ],
    )
    def test_generic_words_stay_and_parts_of_names_stay_parts(self, text: str, latin: str) -> None:
        assert NAMES.annotate(text, "latin") == latin

    def test_a_generic_word_of_another_kind_is_none_of_the_name(self) -> None:
        text = "tới tỉnh Luang Namtha và Luang Prabang, Lào"
        assert NAMES.annotate(text, "vietnamese") == "tới tỉnh Luông Nậm Thà và Luông Pha Băng, Lào"

    def test_a_generic_word_is_not_doubled(self) -> None:
        assert NAMES.annotate("tới hang Tham Khoun Xe ở Lào", "vietnamese") == "tới hang Khun Xê ở Lào"

    @pytest.mark.parametrize(
        ("id", "well_set"),
        [("vanxay-phongsavanh", "Văn-xay Phong-sạ-vẳn"), ("samsenethai", "Tang Sâm Thái")],
    )
    def test_components_are_parted_and_old_names_left(self, id: str, well_set: str) -> None:
        person = NAMES.entry(id)
        assert person.vietnamese is not None
        assert in_house_typography(person.vietnamese, person) == well_set

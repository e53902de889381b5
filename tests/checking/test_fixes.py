"""What fixes change, what they leave alone, and that they are final."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenlao import load
from tenlao.checking.rules import fixes
from tenlao.text.edits import apply_edits, invert

TABLE = load()


def mended(text: str) -> str:
    return apply_edits(text, fixes(TABLE.check(text)))


@pytest.mark.parametrize(
    "text",
    [
        "Luông Pha Băng viết theo tiếng Anh là Luang Prabang.",
        'Ở Luông Pha Băng. Theo báo "Luang Prabang Post", Luông Pha Băng đẹp.',
        "Thành phố Luang Prabang được người Pháp viết là Louangphrabang.",
        "Tên ông Sonexay Siphandone được viết là Xỏn-xay Xỉ-phăn-đon. Ông Sonexay Siphandone nói.",
        "Ông Sonexay Siphandone, tên gọi Sonsay Siphandone, nói. Ông Sonexay Siphandone đi.",
        "Vientiane hay Viêng Chăn là thủ đô. Vientiane đẹp.",
        "Vientiane, còn gọi là Viêng Chăn. Vientiane đẹp.",
        "Vientiane / Viangchan. Vientiane đẹp.",
        "The city is called Viangchan in Lao. Vientiane is the capital.",
        "Vientiane is the capital; Viangchan in Lao.",
        'Chữ "Viangchan" đọc là Viêng Chăn; thành phố Vientiane.',
        "Họp ở Vientiane. Theo tờ Viangchan Mai, Vientiane đẹp.",
    ],
)
def test_what_is_spoken_of_stays(text: str) -> None:
    assert TABLE.check(text, ["TL002"]) == []
    assert mended(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Họp ở Vientiane. Thành phố Viêng Chăn đăng cai.",
        "Chủ tịch Thongloun Sisoulith. Ông Thoong-lun Xi-xu-lít nói.",
    ],
)
def test_a_fix_keeps_the_authors_writing(text: str) -> None:
    assert [finding.rule for finding in TABLE.check(text)] == ["TL002"]
    assert mended(text) == text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "Chủ tịch Thongloun Sisoulith; ông Thonglun Sisulith nói. Ông Thonglun đi.",
            "Chủ tịch Thongloun Sisoulith; ông Thongloun Sisoulith nói. Ông Thongloun đi.",
        ),
        (
            "Bà Xủn - thon Xay - nha - chắc nói. Bà Xủn - thon đi.",
            "Bà Xủn-thon Xay-nha-chắc nói. Bà Xủn-thon đi.",
        ),
    ],
)
def test_short_forms_are_mended_with_the_name(text: str, after: str) -> None:
    assert mended(text) == after


def test_one_family_may_have_one_rendering() -> None:
    text = "Các đồng chí Cay-xỏn Phôm-vi-hản, Thoong-xạ-vẳn Phôm-vi-hẳn và Cay-xỏn Phôm-vi-hản."
    (finding,) = TABLE.check(text, ["TL009"])
    assert (finding.text, finding.suggestion) == ("Thoong-xạ-vẳn Phôm-vi-hẳn", "Thoong-xạ-vẳn Phôm-vi-hản")
    assert TABLE.check(text) == []


PIECES = [
    *("Thongloun Sisoulith", "Thonglun Sisulith", "Thoong-lun Xi-xu-lít", "Thoong lun Xi xu lít", "Thonglun"),
    *("Huả Phăn", "Viêng Chăn", "Vientiane", "Viangchan", "Luang Prabang", "Louangphabang", "Luông Pha Băng"),
    *("Xủn - thon Xay - nha - chắc", "Xủn - thon", "Vông Sỏn In Pan Phim", "Sonexay Siphandnoe"),
    *("Bounsavath Phetmixay", "Kaysone Phomvihan", "Kaysone Phomvihane", "ສະເຫລີມໄຊ ກົມມະສິດ", "ສະເຫຼີມໄຊ ກົມມະສິດ"),
    *(
        " ",
        " ",
        "\n",
        "\n\n",
        " (",
        ") ",
        " - ",
        " / ",
        ", ",
        ". ",
        "; ",
        '"',
        " hay ",
        " tiếng Anh là ",
        " Post",
    ),
    *("ông ", "Bà ", "tỉnh ", "thành phố ", "báo ", "Lào ", "được viết là "),
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_fixes_are_final_find_nothing_new_and_can_be_undone(text: str) -> None:
    found = TABLE.check(text)
    edits = fixes(found)
    new = apply_edits(text, edits)
    assert apply_edits(new, invert(edits)) == text
    again = TABLE.check(new)
    assert fixes(again) == []
    before, after = (Counter((f.rule, f.text) for f in findings) for findings in (found, again))
    assert after <= before

"""Names of Lao persons who are in no table, among mentions of those that are in one."""

from pathlib import Path

from tenlao.gazetteer import load

TEXT = "Gặp ông Bounsavath Phetmixay ở bản Ô, gặp bà Khamphone Sisavangvong ở Lào."


def test_they_stand_where_it_is_said_after_a_mention_of_one_letter(tmp_path: Path) -> None:
    table = tmp_path / "names.toml"
    table.write_text('[[entry]]\nid = "o"\nkind = "place"\nvietnamese = ["Ô"]\n', encoding="utf-8")
    names = load(table)
    assert [mention.text for mention in names.find(TEXT)] == ["Ô"]
    found = names.unlisted(TEXT)
    assert [TEXT[name.start : name.end] for name in found] == [
        "Bounsavath Phetmixay",
        "Khamphone Sisavangvong",
    ]
    assert [name.text for name in found] == ["Bounsavath Phetmixay", "Khamphone Sisavangvong"]


def test_of_names_in_lao_that_share_a_word_the_likelier_is_told() -> None:
    text = "tướngທ່ານ ບຸນທັນ ສ"
    assert [name.text for name in load().unlisted(text)] == ["ບຸນທັນ ສ"]

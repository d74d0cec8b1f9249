"""Which fonts an issue is set with, and what is said when there is none."""

import shutil
from pathlib import Path

import pytest

from cms_core.typesetting import fonts
from cms_core.typesetting.coverage import characters_of
from cms_core.typesetting.errors import TypesettingFailed
from cms_core.typesetting.fonts import Face, KnownFonts, choose_roles, fonts_for


def face(family, weight=400, path="/fonts/a.ttf"):
    return Face(family, weight, path, 0)


def known(*families, own=(), named=None):
    return KnownFonts([face(name) for name in own], [face(name) for name in families], named or {})


def test_each_face_has_its_own_font_where_there_is_one():
    roles = choose_roles(known("FangSong", "KaiTi", "SimHei", "SimSun", "FZXiaoBiaoSong-B05S"))
    assert roles == {
        "title": "FZXiaoBiaoSong-B05S",
        "fangsong": "FangSong",
        "kai": "KaiTi",
        "hei": "SimHei",
        "song": "SimSun",
    }


def test_what_is_missing_is_set_in_song():
    roles = choose_roles(known("Noto Serif CJK SC"))
    assert set(roles.values()) == {"Noto Serif CJK SC"}


def test_a_machine_with_sans_alone_still_prints():
    assert choose_roles(known("Noto Sans CJK SC"))["fangsong"] == "Noto Sans CJK SC"


def test_without_any_chinese_font_it_says_what_to_do():
    with pytest.raises(TypesettingFailed, match=r"没有找到中文字体.*fonts-noto-cjk"):
        choose_roles(known("DejaVu Sans"))


def test_the_operators_choice_comes_first():
    roles = choose_roles(known("SimSun", "FangSong", own=["单位仿宋"], named={"fangsong": "单位仿宋"}))
    assert roles["fangsong"] == "单位仿宋"


def test_a_choice_that_is_not_there_is_an_error_and_not_another_font():
    with pytest.raises(TypesettingFailed, match="“某字体”没有找到"):
        choose_roles(known("SimSun", named={"kai": "某字体"}))


def test_of_one_family_in_two_places_the_operators_files_are_used():
    both = KnownFonts([face("SimSun", path="/own/s.ttf")], [face("SimSun", path="/usr/s.ttf")], {})
    assert [found.path for found in both.of("SimSun")] == ["/own/s.ttf"]


def test_of_a_family_only_regular_and_bold_are_loaded():
    weights = (100, 300, 400, 700, 900)
    family = KnownFonts([], [face("宋", weight, f"/{weight}.ttf") for weight in weights], {})
    assert [found.weight for found in family.of("宋")] == [400, 700]


def test_the_setting_takes_directories_and_faces(settings, tmp_path):
    source = next(path for path in fonts_for("中").files() if "Serif" in path or "Song" in path)
    shutil.copy(source, tmp_path)
    settings.PORTAL_GAZETTE_FONTS = [str(tmp_path), "title=Noto Sans CJK SC"]
    chosen = fonts_for("中")
    assert chosen.roles["title"] == "Noto Sans CJK SC"
    assert str(tmp_path / Path(source).name) in chosen.files()


def test_fonts_in_the_data_directory_are_found(settings, tmp_path):
    source = fonts_for("中").files()[0]
    settings.PORTAL_HOME = tmp_path
    (tmp_path / "fonts").mkdir()
    shutil.copy(source, tmp_path / "fonts")
    assert any(path.startswith(str(tmp_path)) for path in fonts_for("中").files())


def test_a_damaged_font_file_is_passed_over(tmp_path):
    (tmp_path / "bad.ttf").write_bytes(b"\x00\x01\x00\x00" + b"\xff" * 200)
    assert characters_of(str(tmp_path / "bad.ttf"), 0) == frozenset()
    assert characters_of(str(tmp_path / "none.ttf"), 0) == frozenset()


def test_all_missing_characters_are_named_at_once():
    with pytest.raises(TypesettingFailed) as failure:
        fonts_for("中\U000f0001文\ue777")
    assert "U+E777" in str(failure.value) and "U+F0001" in str(failure.value)
    assert "“中”" not in str(failure.value)


def test_many_missing_characters_are_counted():
    assert "等 30 个字" in fonts.describe(set(range(0xF0000, 0xF0000 + 30)))


def test_a_rare_character_takes_the_font_that_has_it_after_all_others():
    plain = fonts_for("中文")
    assert plain.extras == []
    assert plain.chain("kai")[:1] == [plain.roles["kai"]]

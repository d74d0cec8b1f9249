"""主题分类 and 体裁分类 as pages write them."""

import json
import os
from pathlib import Path

import pytest

from cms_core.taxonomies.genres import genre_of_title, genres, resolve_genre
from cms_core.taxonomies.themes import resolve_theme, theme_choices, themes

SHARED = Path(os.environ.get("PORTAL_SHARED_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))


def test_there_are_22_themes_each_resolving_to_itself():
    assert len(themes()) == 22
    for _, group in theme_choices():
        for value, _ in group:
            assert resolve_theme(value) == value
            assert resolve_theme(value.replace("/", "\\")) == value


def test_the_dictionary_is_the_state_councils():
    path = SHARED / "taxonomies/statecouncil_theme_taxonomy.json"
    if not path.is_file():
        pytest.skip(f"no {path}: set PORTAL_SHARED_DATA")
    source = json.loads(path.read_text(encoding="utf-8"))["themes"]
    assert {name: list(children) for name, children in themes().items()} == source


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("综合政务\\电子政务", "综合政务/电子政务"),
        ("综合政务 ／ 电子政务", "综合政务/电子政务"),
        ("综合政务>电子政务", "综合政务/电子政务"),
        ("电子政务", "综合政务/电子政务"),
        ("农业,林业,水利/林业", "农业、林业、水利/林业"),
        ("财政金融审计\\货币", "财政、金融、审计/货币（含外汇）"),
        ("省政府组织机构/其他", "国务院组织机构/其他"),
        ("综合政务/本省自设", "综合政务"),
        ("本省自设/电子政务", "综合政务/电子政务"),
        ("本省自设", ""),
        ("", ""),
        ("/", ""),
    ],
)
def test_variants_resolve_to_the_same_dictionary(text, theme):
    assert resolve_theme(text) == theme


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("浙江省人民政府办公厅关于印发要点的通知", "通知"),
        ("关于某事的通知（试行）", "通知"),
        ("浙江省人民政府令", "命令（令）"),
        ("关于同意某事的复函", "函"),
        ("浙江省水资源条例（2020修正）", "法规"),
        ("今天天气很好", ""),
    ],
)
def test_a_title_says_its_genre(title, genre):
    assert genre_of_title(title) == genre


@pytest.mark.parametrize(
    ("text", "genre"), [("03 公告", "公告"), ("令", "命令（令）"), ("会议纪要", "纪要"), ("歌曲", "")]
)
def test_genres_of_old_pages_resolve(text, genre):
    assert resolve_genre(text) == genre
    assert genre in {"", *genres()}

"""The editor's side of a home page: every section has a Chinese name, an explanation and a preview."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from wagtail.blocks import ListBlock, StreamBlockValidationError, StructBlock

from cms_core.blocks.home import HomeSectionsBlock
from cms_core.blocks.home_parts import ICONS, LinkBlock, is_address
from cms_core.views.home_sections import PRESENTERS
from tests.themes.stylesheets import STATIC

SECTIONS = HomeSectionsBlock().child_blocks
CHINESE = re.compile("[\u4e00-\u9fff]")


def fields_of(block):
    if isinstance(block, StructBlock):
        for child in block.child_blocks.values():
            yield child
            yield from fields_of(child)
    elif isinstance(block, ListBlock):
        yield from fields_of(block.child_block)


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_has_a_chinese_name_and_explanation(name):
    assert CHINESE.search(SECTIONS[name].label)
    assert CHINESE.search(SECTIONS[name].get_description())


@pytest.mark.parametrize("name", SECTIONS)
def test_every_field_of_a_section_has_a_chinese_label(name):
    assert [field.label for field in fields_of(SECTIONS[name]) if not CHINESE.search(field.label)] == []


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_has_a_preview_that_shows_its_sample(name):
    block = SECTIONS[name]
    assert block.is_previewable
    value = block.get_preview_value()
    context = block.get_preview_context(value, {"page_title": "预览"})
    html = render_to_string(block.get_preview_template(value, context), context)
    assert 'class="section' in html
    assert CHINESE.search(re.sub(r"<title>.*?</title>", "", html))


def test_every_section_an_editor_may_choose_can_be_shown():
    assert set(SECTIONS) == set(PRESENTERS)


def test_every_icon_an_editor_may_choose_is_drawn():
    drawn = set(re.findall(r'symbol id="(\w+)"', (STATIC / "icons.svg").read_text(encoding="utf-8")))
    assert set(ICONS) == drawn


@pytest.mark.parametrize(
    ("url", "accepted"),
    [
        ("/sitemap/", True),
        ("https://www.gov.cn/", True),
        ("http://www.zj.gov.cn/", True),
        ("//evil.example/", False),
        ("javascript:alert(1)", False),
        ("www.gov.cn", False),
    ],
)
def test_what_counts_as_an_address(url, accepted):
    assert is_address(url) is accepted


def test_a_link_with_neither_column_nor_address_is_refused_in_the_editors_words():
    block = LinkBlock()
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python({"title": "服务", "icon": "list", "column": None, "url": "gov.cn"}))
    assert "请选择栏目，或填写以 / 或 http(s):// 开头的网址" in str(refused.value.as_json_data())


def test_a_script_as_a_friendly_link_is_refused():
    block = HomeSectionsBlock()
    links = [{"title": "x", "url": "javascript:alert(1)"}]
    value = block.to_python(
        [{"type": "links", "value": {"title": "友情链接", "groups": [{"title": "组", "links": links}]}}]
    )
    with pytest.raises(StreamBlockValidationError):
        block.clean(value)

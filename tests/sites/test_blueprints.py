import tomllib
from pathlib import Path

import pytest

from cms_core.blocks.home import HomeSectionsBlock
from sites.blueprints.errors import BlueprintInvalid, UnknownBlueprint
from sites.blueprints.registry import DIRECTORY, blueprint, blueprint_names, load

GOOD = """
title = "测试模板"
level = "county"
look = "county"

[[groups]]
role = "editor"
name = "栏目编辑"
pages = ["add", "change"]

[[columns]]
key = "news"
title = "{short_name}要闻"
column_type = "工作动态"
description = "发布{short_name}要闻。"
keywords = "要闻,动态"

[[columns.columns]]
key = "news.towns"
title = "镇街动态"
column_type = "工作动态"
description = "反映各镇街的工作进展。"
keywords = "镇街"
"""
LAW = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"]


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "test.toml"
    path.write_text(text, encoding="utf-8")
    return path


def errors_of(tmp_path, text) -> list[str]:
    with pytest.raises(BlueprintInvalid) as raised:
        load(write(tmp_path, text))
    return raised.value.messages


@pytest.mark.parametrize("name", blueprint_names())
def test_every_shipped_blueprint_is_valid(name):
    assert blueprint(name).level == name


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("province", 68, 76), ("department", 33, 40), ("city", 58, 68), ("county", 60, 60), ("subsite", 9, 13)],
)
def test_blueprints_have_the_columns_that_their_level_needs(name, least, most):
    assert least <= sum(1 for _ in blueprint(name).walk()) <= most


@pytest.mark.parametrize("name", ["province", "city", "county", "department"])
def test_the_disclosure_platform_keeps_the_fixed_names_and_order(name):
    disclosure = blueprint(name).column("disclosure")
    assert disclosure.title == "政府信息公开"
    assert [column.title for column in disclosure.columns] == LAW


@pytest.mark.parametrize("name", ["province", "city", "county"])
def test_the_columns_that_inspection_asks_for_are_there(name):
    types = {column.column_type for column in blueprint(name).walk()}
    asked = {
        "概况信息",
        "机构职能",
        "负责人信息",
        "工作动态",
        "政策文件",
        "政策解读",
        "办事服务",
        "咨询投诉",
        "征集调查",
    }
    assert asked <= types


def test_news_are_due_in_two_weeks_and_notices_in_six_months():
    county = blueprint("county")
    assert county.column("news.headlines").update_days == 14
    assert county.column("notices").update_days == 180


def test_descriptions_say_more_than_the_title_and_differ():
    for name in blueprint_names():
        said = [column.description for column in blueprint(name).walk()]
        assert min(map(len, said)) >= 12
        assert len(set(said)) == len(said)


def test_shared_parts_hold_no_column_that_no_blueprint_uses():
    used = {column.key for one in blueprint_names() for column in blueprint(one).walk()}
    for path in (DIRECTORY / "parts").glob("*.toml"):
        columns = tomllib.loads(path.read_text(encoding="utf-8")).get("columns", [])
        assert {column["key"] for column in columns if "key" in column} <= used


@pytest.mark.parametrize("name", blueprint_names())
def test_home_sections_are_complete_for_their_blocks(name):
    blocks = HomeSectionsBlock().child_blocks
    for section in blueprint(name).sections:
        required = {key for key, block in blocks[section["type"]].child_blocks.items() if block.required}
        given = set(section) | {
            key for key, block in blocks[section["type"]].child_blocks.items() if block.meta.default
        }
        assert required <= given, section


def test_a_good_file_is_read_with_its_tree(tmp_path):
    found = load(write(tmp_path, GOOD))
    assert [column.key for column in found.walk()] == ["news", "news.towns"]
    assert found.columns[0].list_style == "channel"
    assert found.columns[0].columns[0].list_style == "list"


def test_an_unknown_column_type_is_named_with_file_column_and_choices(tmp_path):
    (message,) = errors_of(tmp_path, GOOD.replace('"工作动态"\ndescription = "反映', '"政策文档"\ndescription = "反映'))
    assert message.startswith(
        "test.toml：栏目“{short_name}要闻 / 镇街动态”的类别“政策文档”不存在，可用：首页、概况信息"
    )


def test_all_errors_are_told_at_once(tmp_path):
    bad = GOOD.replace('level = "county"', 'level = "village"').replace(
        'keywords = "要闻,动态"', 'keywords = "要闻，动态"'
    )
    bad = bad.replace('key = "news.towns"', 'key = "news"').replace('pages = ["add", "change"]', 'pages = ["destroy"]')
    said = "\n".join(errors_of(tmp_path, bad))
    for part in ("level 为“village”", "半角逗号", "key“news”已被栏目", "pages 为“destroy”"):
        assert part in said


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('title = "镇街动态"\n', "", "缺少 title"),
        ('"镇街"\n', '"镇街"\nupdate_days = 0\n', "更新期限“0”应为 1 至 32767"),
        ('"镇街"\n', '"镇街"\nupdate_days = true\n', "更新期限“True”"),
        ('"镇街"\n', '"镇街"\nlist_style = "grid"\n', "list_style 为“grid”，可用：list"),
        ('"镇街"\n', '"镇街"\nslug = "镇街"\n', "路径“镇街”只能用小写字母"),
        ('"镇街"\n', '"镇街"\nowner = "财政局"\n', "责任单位“财政局”应为 self"),
        ('"镇街"\n', '"镇街"\ncolour = "red"\n', "没有“colour”这一属性"),
        ("反映各镇街", "反映{place}", "未知的占位符“{place}”"),
        ("反映各镇街", "反映{镇街", "未知的占位符“{”"),
        ("反映各镇街的工作进展。", "镇街动态", "描述与名称相同"),
        ("反映各镇街", "长" * 201, "description 超过 200 个字符"),
        ('title = "测试模板"\n', "", "缺少 title（模板名称）"),
        ('look = "county"', 'look = "pink"', "look 为“pink”"),
        ('look = "county"', 'look = "county"\ncolour = 1', "没有“colour”这一项"),
    ],
)
def test_each_rule_says_what_is_wrong(tmp_path, before, after, said):
    assert said in "\n".join(errors_of(tmp_path, GOOD.replace(before, after, 1)))


def test_two_columns_with_one_address_are_refused(tmp_path):
    twin = GOOD[GOOD.index("[[columns.columns]]") :].replace("news.towns", "news.other")
    assert "与同级栏目“镇街动态”相同" in errors_of(tmp_path, GOOD + twin)[0]


def test_sections_must_name_blocks_fields_and_columns_that_exist(tmp_path):
    sections = """
[[sections]]
type = "carousel"
[[sections]]
type = "headline"
column = "nowhere"
[[sections]]
type = "tabs"
columns = ["news"]
speed = 3
"""
    said = "\n".join(errors_of(tmp_path, GOOD + sections))
    assert "第 1 个版块“carousel”的类型不存在" in said
    assert "引用的栏目“nowhere”不在本模板中" in said
    assert "没有“speed”这一项" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "TOML 语法有误"),
        ("", "没有任何栏目"),
        ("columns = 3", "columns 应写作 [[columns]] 表"),
        (GOOD + '\n[[columns]]\npart = "missing"\n', "找不到文件“missing.toml”"),
        ("columns = [1, 2]", "columns 应写作 [[columns]] 表"),
    ],
)
def test_files_that_cannot_be_read_are_refused(tmp_path, text, said):
    assert said in "\n".join(errors_of(tmp_path, text))


def test_a_file_that_is_not_utf8_is_refused(tmp_path):
    path = tmp_path / "test.toml"
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(BlueprintInvalid, match="不是 UTF-8 编码"):
        load(path)


def test_an_unknown_blueprint_names_those_that_exist():
    with pytest.raises(UnknownBlueprint) as raised:
        blueprint("village")
    assert str(raised.value) == "没有名为“village”的站点模板，可用：province、department、city、county、subsite。"

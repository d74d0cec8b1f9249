"""What the demo adds to the home pages of full portals beyond their blueprint: figures, a chart, links."""

from __future__ import annotations

import json

from sites.demo.setting import Setting

NATIONAL = (("中国政府网", "https://www.gov.cn/"), ("国家政务服务平台", "https://gjzwfw.www.gov.cn/"))
MINISTRIES = (("财政部", "https://www.mof.gov.cn/"), ("教育部", "http://www.moe.gov.cn/"),
              ("生态环境部", "https://www.mee.gov.cn/"), ("民政部", "https://www.mca.gov.cn/"))  # fmt: skip
# About how many ten thousand people live in one; everything else is in proportion.
SIZES = {"province": 6500, "city": 600, "county": 45}


def extra_sections(setting: Setting) -> list[dict]:
    """Sections in the stored shape of `cms_core.blocks.home`."""
    sections = []
    if setting.level in {"province", "city", "county"}:
        random = setting.random("figures")
        size = SIZES[setting.level] * random.uniform(0.8, 1.2)
        figures = [
            {"label": "地区生产总值", "value": f"{size * 14:,.1f}", "unit": "亿元"},
            {"label": "一般公共预算收入", "value": f"{size * 1.3:,.1f}", "unit": "亿元"},
            {"label": "常住人口", "value": f"{size:,.1f}", "unit": "万人"},
            {"label": "城镇化率", "value": f"{random.uniform(58, 82):.1f}", "unit": "%"},
            {"label": "森林覆盖率", "value": f"{random.uniform(40, 82):.1f}", "unit": "%"},
        ]
        value = {"title": "数据要览", "source": "演示数据", "span": "12", "figures": figures}
        sections.append({"type": "figures", "value": value})
        rows = [
            {"label": label, "value": f"{size * random.uniform(0.08, 0.4):.1f}"}
            for label in ("教育支出", "社会保障和就业支出", "卫生健康支出", "农林水支出", "城乡社区支出")
        ]
        value = {
            "title": f"{setting.today.year - 1}年财政支出",
            "unit": "亿元",
            "source": "演示数据",
            "span": "12",
            "rows": rows,
        }
        sections.append({"type": "chart", "value": value})
    groups = [
        {"title": "国家平台", "links": [{"title": title, "url": url} for title, url in NATIONAL]},
        {"title": "国务院部门", "links": [{"title": title, "url": url} for title, url in MINISTRIES]},
    ]
    if setting.level not in {"province", "subsite"}:
        sections.append({"type": "links", "value": {"title": "友情链接", "groups": groups}})
    return sections


def decorate(home, setting: Setting) -> None:
    """Add the sections to a home page, before the links that close it."""
    stored = list(home.sections.get_prep_value())
    closing = [section for section in stored if section["type"] == "links"]
    opening = [section for section in stored if section["type"] != "links"]
    # One section of links, the blueprint's own where it has one.
    extra = [section for section in extra_sections(setting) if not closing or section["type"] != "links"]
    home.sections = json.dumps([*opening, *extra, *closing])
    home.save()

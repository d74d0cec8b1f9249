"""Sample content of each section for the block picker's preview, shaped as the home page's templates want it."""

from datetime import datetime
from zoneinfo import ZoneInfo

DAY = datetime(2026, 3, 12, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
TITLES = [
    "全市重点工作推进会召开",
    "关于印发年度立法工作计划的通知",
    "春季造林绿化工作全面展开",
    "关于公开征求意见的公告",
    "便民服务中心优化窗口设置",
]


def entries(count):
    return [{"title": TITLES[i % len(TITLES)], "url": "#preview", "published_at": DAY} for i in range(count)]


def column(title):
    return {"title": title, "url": "#preview", "entries": entries(5), "anchor": title}


def links(*pairs, count=""):
    return [{"title": title, "icon": icon, "url": "#preview", "count": count} for title, icon in pairs]


SAMPLES = {
    "headline": {"template": "sections/headline.html", "entry": entries(1)[0]},
    "picture_news": {"template": "sections/picture_news.html", "title": "图片新闻", "lead": entries(1)[0], "rest": []},
    "tabs": {"template": "sections/tabs.html", "columns": [column("要闻动态"), column("通知公告")]},
    "column_lists": {
        "template": "sections/column_lists.html",
        "columns": [column("通知公告"), column("政策文件"), column("政策解读")],
    },
    "tiles": {
        "template": "sections/tiles.html",
        "title": "四张清单",
        "tiles": links(
            ("权力清单", "power"), ("责任清单", "duty"), ("负面清单", "negative"), ("专项资金", "fund"), count="128"
        ),
    },
    "services": {
        "template": "sections/services.html",
        "title": "政务服务",
        "links": links(("社会保障", "people"), ("医疗卫生", "health"), ("教育", "school"), ("企业开办", "business")),
    },
    "covers": {
        "template": "sections/covers.html",
        "title": "政府公报",
        "covers": [
            {"title": f"2026年第{n}期", "url": "#preview", "name": "人民政府", "word": "公报", "date": "2026年3月"}
            for n in (3, 2, 1)
        ],
    },
    "leaders": {
        "template": "sections/leaders.html",
        "title": "领导之窗",
        "leaders": [{"title": "姓名", "summary": "职务", "url": "#preview"} for _ in range(4)],
    },
    "topic_banners": {
        "template": "sections/topic_banners.html",
        "title": "专题专栏",
        "topics": [{"title": "优化营商环境", "url": "#preview"}, {"title": "防汛防台", "url": "#preview"}],
    },
    "figures": {
        "template": "sections/figures.html",
        "title": "数据要览",
        "figures": [
            {"label": "常住人口", "value": "45.6", "unit": "万人"},
            {"label": "森林覆盖率", "value": "74.1", "unit": "%"},
        ],
        "source": "示例",
    },
    "chart": {
        "template": "sections/chart.html",
        "title": "依申请公开受理情况",
        "unit": "件",
        "rows": [
            {"label": "2024年", "value": "86", "percent": 67},
            {"label": "2025年", "value": "128", "percent": 100},
        ],
    },
    "links": {
        "template": "sections/links.html",
        "title": "友情链接",
        "groups": [{"title": "国家部委", "links": links(("财政部", ""), ("司法部", ""))}],
    },
    "text": {
        "template": "sections/text.html",
        "title": "机构职责",
        "body": "<p>贯彻执行有关法律法规，拟订有关政策并组织实施。</p>",
    },
}

"""首页版块: what a home page is put together from.

Stored values are simple, so that blueprints can write them as JSON; `column` is the id of a column page, `span` the
width in twelfths of the page ("12", "8", "6", "4"):

    {"type": "headline",      "value": {"column": 7}}
    {"type": "picture_news",  "value": {"title": "", "column": 7, "count": 4, "span": "6"}}
    {"type": "tabs",          "value": {"columns": [8, 9, 10], "count": 9, "span": "6"}}
    {"type": "column_lists",  "value": {"columns": [8, 9, 10], "count": 7, "span": "12"}}
    {"type": "tiles",         "value": {"title": "四张清单", "span": "12",
                                        "tiles": [{"title": "权力清单", "icon": "power", "column": 11, "url": ""}]}}
    {"type": "services",      "value": {"title": "政务服务", "span": "12",
                                        "links": [{"title": "社会保障", "icon": "people", "url": "/shebao/"}]}}
    {"type": "covers",        "value": {"title": "政府公报", "column": 12, "count": 4, "span": "6"}}
    {"type": "leaders",       "value": {"title": "领导之窗", "column": 13, "count": 12, "span": "12"}}
    {"type": "topic_banners", "value": {"title": "专题专栏", "count": 3, "span": "12"}}
    {"type": "figures",       "value": {"title": "数据", "source": "统计局", "span": "12",
                                        "figures": [{"label": "地区生产总值", "value": "9.4", "unit": "万亿元"}]}}
    {"type": "chart",         "value": {"title": "阳光工程", "unit": "件", "source": "", "span": "6",
                                        "rows": [{"label": "2025年", "value": "128"}]}}
    {"type": "links",         "value": {"title": "友情链接", "groups":
                                        [{"title": "国家部委", "links": [{"title": "财政部", "url": "http://…"}]}]}}
    {"type": "text",          "value": {"title": "", "body": "<p>…</p>", "span": "12"}}

Lists may be written plainly, as above, or as Wagtail writes them ({"type": "item", "value": …}). Neighbours that fit
into one row stand side by side. A section with nothing to show does not show (L8: no empty columns).
"""

from wagtail import blocks

from cms_core.blocks.home_facts import ChartBlock, FiguresBlock, TextBlock
from cms_core.blocks.home_links import LinksBlock, ServicesBlock, TilesBlock
from cms_core.blocks.home_lists import (
    ColumnListsBlock,
    CoversBlock,
    HeadlineBlock,
    LeadersBlock,
    PictureNewsBlock,
    TabsBlock,
    TopicBannersBlock,
)


class HomeSectionsBlock(blocks.StreamBlock):
    headline = HeadlineBlock()
    picture_news = PictureNewsBlock()
    tabs = TabsBlock()
    column_lists = ColumnListsBlock()
    tiles = TilesBlock()
    services = ServicesBlock()
    covers = CoversBlock()
    leaders = LeadersBlock()
    topic_banners = TopicBannersBlock()
    figures = FiguresBlock()
    chart = ChartBlock()
    links = LinksBlock()
    text = TextBlock()

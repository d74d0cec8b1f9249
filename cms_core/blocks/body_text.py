"""Words of a body: running text and headings."""

import re

from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from wagtail import blocks
from wagtail.rich_text import RichText, expand_db_html

from cms_core.blocks.body_parts import FEATURES, PREVIEW, WORDS, BodyPart, Heading, StructPart
from cms_core.html.text import text_of

RICH_HEADING = re.compile(r"<h([34])\b[^>]*>(.*?)</h\1>", re.DOTALL)
# Links to what is not (or no longer) public are written without an address: their text stays, the element goes.
DEAD_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)


def rich_html(value: RichText | None, anchor: str = "") -> str:
    """HTML of a rich text: links resolved, dead ones as plain text, headings with ids under `anchor`."""
    html = DEAD_LINK.sub(r"\1", expand_db_html(value.source)) if value else ""
    if anchor:
        number = iter(range(1, html.count("<h") + 1))
        html = RICH_HEADING.sub(
            lambda match: f'<h{match[1]} id="{anchor}-{next(number)}">{match[2]}</h{match[1]}>', html
        )
    return mark_safe(html)


class RichPart(blocks.RichTextBlock):
    """Rich text inside a part, rendered without Wagtail's wrapper and without links that lead nowhere."""

    def render_basic(self, value, context=None):
        return rich_html(value)


class TextBlock(BodyPart, blocks.RichTextBlock):
    """正文: editor (Draftail) with the features of `FEATURES`."""

    def __init__(self, **options):
        super().__init__(**{"features": FEATURES, **options})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["html"] = rich_html(value, context.get("anchor", ""))
        return context

    def text_in(self, value):
        return text_of(value.source) if value else ""

    def headings_in(self, value, anchor):
        found = RICH_HEADING.findall(value.source) if value else []
        return [
            Heading(int(level), text, f"{anchor}-{number}")
            for number, (level, inner) in enumerate(found, 1)
            if (text := strip_tags(inner).strip())
        ]

    def get_preview_template(self, value, context=None):
        return PREVIEW

    class Meta:
        icon = "pilcrow"
        label = "正文"
        group = WORDS
        description = "段落文字：小标题、加粗、列表、链接、附件链接。可从 Word 粘贴，原有的字体和颜色会去掉。"
        template = "blocks/text.html"
        preview_value = (
            "<p>各市、县（市、区）人民政府，省政府直属各单位：</p>"
            "<p>为进一步做好政务公开工作，现将有关事项通知如下。</p>"
            "<h3>（一）公开内容。</h3><p>主动公开的信息应当<b>及时、准确</b>。</p>"
            "<ul><li>政策文件</li><li>办事指南</li></ul>"
        )


class HeadingBlock(StructPart):
    """Levels of official documents (《党政机关公文格式》GB/T 9704: 一、（一）1.); the page's h1 is its title."""

    LEVELS = (("2", "一级（一、）"), ("3", "二级（（一））"), ("4", "三级（1.）"))

    level = blocks.ChoiceBlock(label="级别", choices=LEVELS, default="2")
    text = blocks.CharBlock(label="标题", max_length=120)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["level"] = self.level_of(value)
        return context

    def level_of(self, value) -> int:
        level = str(value.get("level") or "2")
        return int(level) if level in {"2", "3", "4"} else 2

    def text_in(self, value):
        return value.get("text") or ""

    def headings_in(self, value, anchor):
        text = self.text_in(value).strip()
        return [Heading(self.level_of(value), text, anchor)] if text else []

    def sample(self):
        return {"level": "2", "text": "一、总体要求"}

    class Meta:
        icon = "title"
        label = "标题"
        group = WORDS
        description = "正文中的标题，按公文层次编号：一、（一）1. 。长文会据此生成目录。"
        template = "blocks/heading.html"

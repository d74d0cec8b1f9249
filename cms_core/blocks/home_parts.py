"""What the sections of a home page share: their width, a column to read from, links, and the preview."""

from django.core.exceptions import ValidationError
from wagtail import blocks

from cms_core.blocks.home_samples import SAMPLES

SPANS = [("12", "整行"), ("8", "三分之二"), ("6", "一半"), ("4", "三分之一")]

ICONS = {
    "list": "清单",
    "power": "权力",
    "duty": "责任",
    "negative": "负面清单",
    "fund": "资金",
    "gazette": "公报",
    "document": "文件",
    "search": "查询",
    "mail": "信箱",
    "phone": "电话",
    "people": "社保民政",
    "home": "住房",
    "health": "医疗",
    "school": "教育",
    "transport": "交通",
    "business": "企业",
    "map": "地图",
    "sun": "阳光工程",
    "chart": "数据",
    "calendar": "日程",
}


class SectionBlock(blocks.StructBlock):
    """Its preview shows the section as the home page does, with sample content of `sample`."""

    sample = ""

    def get_preview_context(self, value, parent_context=None):
        return {**(parent_context or {}), "section": {"anchor": "preview", "span": 12, **SAMPLES[self.sample]}}

    class Meta:
        preview_template = "sections/preview.html"


def column_chooser(**options):
    return blocks.PageChooserBlock(
        page_type="cms_core.ColumnPage", **{"label": "栏目", "help_text": "内容取自这个栏目及其下级栏目。", **options}
    )


def title_field(default="", required=False, help_text="留空则用栏目名称。"):
    return blocks.CharBlock(label="版块名称", required=required, default=default, max_length=20, help_text=help_text)


def count_field(default, most):
    return blocks.IntegerBlock(label="显示条数", default=default, min_value=1, max_value=most)


def span_field(default="12"):
    return blocks.ChoiceBlock(
        SPANS, default=default, label="宽度", help_text="相邻的版块合起来不超过一行时并排显示；手机上总是整行。"
    )


class LinkBlock(blocks.StructBlock):
    """A link to a column or to an address; the column wins, because its address follows when it moves."""

    title = blocks.CharBlock(label="名称", max_length=20)
    icon = blocks.ChoiceBlock(list(ICONS.items()), label="图标", default="list")
    column = column_chooser(required=False, help_text="链接到本站栏目；磁贴同时显示该栏目的条数。")
    url = blocks.CharBlock(
        label="网址", required=False, max_length=300, help_text="没有选择栏目时使用，如 /sitemap/ 或 https://…"
    )

    def clean(self, value):
        value = super().clean(value)
        if not value["column"] and not is_address(value["url"]):
            message = "请选择栏目，或填写以 / 或 http(s):// 开头的网址。"
            raise blocks.struct_block.StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return value


def is_address(url: str) -> bool:
    """A path of this site or an absolute address; `//host` and `javascript:` are neither."""
    return (url.startswith("/") and not url.startswith("//")) or url.startswith(("http://", "https://"))


class AddressBlock(blocks.CharBlock):
    """An address that a link may have."""

    def clean(self, value):
        value = super().clean(value)
        if value and not is_address(value):
            raise ValidationError("网址须以 / 或 http(s):// 开头。")
        return value

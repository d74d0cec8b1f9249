"""Sections of a home page that are entered by hand: figures, a chart with its table, text."""

from decimal import Decimal

from wagtail import blocks

from cms_core.blocks.home_parts import SectionBlock, span_field, title_field


class FigureBlock(blocks.StructBlock):
    label = blocks.CharBlock(label="指标", max_length=20)
    value = blocks.CharBlock(label="数值", max_length=16)
    unit = blocks.CharBlock(label="单位", max_length=10, required=False)
    note = blocks.CharBlock(label="说明", max_length=30, required=False, help_text="如“同比增长5.2%”。")


class FiguresBlock(SectionBlock):
    sample = "figures"
    title = title_field(required=True, help_text="")
    figures = blocks.ListBlock(FigureBlock(), label="指标", min_num=1, max_num=8)
    source = blocks.CharBlock(label="数据来源", max_length=60, required=False)
    span = span_field()

    class Meta:
        icon = "order"
        label = "数据要览"
        description = "几个重要数字，注明单位和来源。"


class ChartRowBlock(blocks.StructBlock):
    label = blocks.CharBlock(label="项目", max_length=20)
    value = blocks.DecimalBlock(label="数值", min_value=Decimal(0))


class ChartBlock(SectionBlock):
    sample = "chart"
    title = title_field(required=True, help_text="")
    unit = blocks.CharBlock(label="单位", max_length=10, required=False)
    rows = blocks.ListBlock(ChartRowBlock(), label="数据", min_num=2, max_num=12)
    source = blocks.CharBlock(label="数据来源", max_length=60, required=False)
    span = span_field("6")

    class Meta:
        icon = "history"
        label = "条形图"
        description = "带数值的条形图；它本身就是一张表，读屏软件可读。"


class TextBlock(SectionBlock):
    sample = "text"
    title = title_field(help_text="可留空。")
    body = blocks.RichTextBlock(label="文字", features=["bold", "ol", "ul", "link", "document-link"])
    span = span_field()

    class Meta:
        icon = "pilcrow"
        label = "文字"
        description = "一段说明文字，如机构职责。"
